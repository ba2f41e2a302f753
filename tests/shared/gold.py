#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Extract the annotated documents and hold the scores against the least that they may be.

  gold.py KG SHARED

Both halves are scored by gold/score.py of the shared material, the half kept for checking without its details.
"""
import json, os, subprocess, sys, tempfile
from pathlib import Path

# Half: measure: least F1
LEAST = {
    'gold': {'entities, class': .88, 'claims': .68, 'claims + modality': .65, 'claims + time': .64, 'claims + provenance': .66},
    'gold/check': {'entities, class': .84, 'claims': .56, 'claims + modality': .52, 'claims + time': .50, 'claims + provenance': .54},
}


def extract(kg, docs, out):
    for path in sorted(docs.glob('*.txt')):
        with open(out / f'{path.stem}.nq', 'wb') as f:
            subprocess.run([kg, 'extract', str(path)], stdout=f, check=True)


def score(shared, half, system):
    gold = shared / half / 'gold' if half != 'gold' else shared / 'gold/gold'
    docs = gold.parent / 'docs'
    result = system / 'score.json'
    done = subprocess.run([sys.executable, str(shared / 'gold/score.py'), '--gold', str(gold), '--system', str(system), '--docs',
                           str(docs), '--quiet', '--json', str(result)], stdout=subprocess.PIPE, text=True, check=True)
    print(f'{half}\n{done.stdout}')
    return json.load(open(result, encoding='utf-8'))['all'], done.stdout


def exact_quotes(report):
    words = next(line for line in report.splitlines() if 'quotes equal' in line).split()
    return words[-3] == words[-1] != '0'


def main():
    kg, shared = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    passed = failed = 0
    for half, least in LEAST.items():
        with tempfile.TemporaryDirectory() as folder:
            extract(kg, shared / half / 'docs', Path(folder))
            measures, report = score(shared, half, Path(folder))
        checks = [(f"{half}: {name} F1 {measures[name]['f1']:.3f}, at least {floor}", measures[name]['f1'] >= floor)
                  for name, floor in least.items()]
        checks.append((f'{half}: every quote is the text at its place', exact_quotes(report)))
        for sentence, good in checks:
            passed, failed = passed + good, failed + (not good)
            if not good:
                print('FAILED:', sentence)
    print(f'{passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


sys.exit(main())
