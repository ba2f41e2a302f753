#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""How often claims of a confidence are right, on both halves of the annotated documents.

  reliability.py KG SHARED

gold/score.py scores the same extraction with rising --min-confidence; what falls away between two steps is a row.
Exit status 1 if a row with twenty claims or more is right less often than one below it by more than a tenth."""
import json, os, subprocess, sys, tempfile
from pathlib import Path

STEPS = [0, .3, .4, .5, .6, .7, .8, .9, 1.01]


def extract(kg, docs, out):
    for path in sorted(docs.glob('*.txt')):
        with open(out / f'{path.stem}.nq', 'wb') as f:
            subprocess.run([kg, 'extract', str(path)], stdout=f, check=True)


def counts(shared, gold, system, least):
    result = system / 'score.json'
    subprocess.run([sys.executable, str(shared / 'gold/score.py'), '--gold', str(gold / 'gold'), '--system', str(system),
                    '--docs', str(gold / 'docs'), '--quiet', '--min-confidence', str(least), '--json', str(result)],
                   stdout=subprocess.DEVNULL, check=True)
    claims = json.load(open(result, encoding='utf-8'))['all']['claims']
    result.unlink()
    return claims['tp'], claims['fp']


def table(kg, shared, gold):
    with tempfile.TemporaryDirectory() as folder:
        extract(kg, gold / 'docs', Path(folder))
        return [counts(shared, gold, Path(folder), step) for step in STEPS]


def main():
    kg, shared = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    rows = [table(kg, shared, shared / 'gold'), table(kg, shared, shared / 'gold/check')]
    best, wrong = 0, 0
    print('confidence   build: right wrong precision   check: right wrong precision   both')
    for i in range(len(STEPS) - 1):
        cells, sums = [], [0, 0]
        for half in rows:
            right, bad = half[i][0] - half[i + 1][0], half[i][1] - half[i + 1][1]
            sums = [sums[0] + right, sums[1] + bad]
            cells.append(f'{right:12} {bad:5} {right / max(right + bad, 1):9.2f}')
        both = sums[0] / max(sum(sums), 1)
        print(f'{STEPS[i]:.1f} to {min(STEPS[i + 1], 1):.1f}   {"      ".join(cells)} {both:6.2f}')
        if sum(sums) >= 20:
            wrong += both < best - .1
            best = max(best, both)
    return 1 if wrong else 0


sys.exit(main())
