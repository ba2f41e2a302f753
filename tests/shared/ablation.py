#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""What each part adds: F1 on the annotated documents and words a second, with all parts and without one.

  ablation.py KG SHARED

Learning is what `kg learn` takes from our own annotated sentences (tests/loaders/claims); it is left out of the first line,
since no learned lexicon comes with the ontology. Words a second are of CPU time, the start of the program left out."""
import importlib.util, json, os, resource, subprocess, sys, tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
HALVES = 'gold', 'gold/check'
COPIES = 20  # of each document, for the time
MEASURES = 'entities, class', 'claims', 'claims + modality'


def own_sentences(path):
    """Our annotated sentences as lines for kg learn."""
    spec = importlib.util.spec_from_file_location('sentences', HERE.parent / 'loaders/sentences.py')
    sentences = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sentences)
    with open(path, 'w', encoding='utf-8') as f:
        for item in sentences.read_items('*'):
            names = [names[0] for _, _, names in item.entities]
            triples = [{'sub': names[c['s']], 'rel': c['p'], 'obj': names[c['o']]} for c in item.claims if not c['optional']]
            f.write(json.dumps({'text': item.text, 'triples': triples}) + '\n')
    return path


def score(shared, half, system):
    gold = shared / half / 'gold' if half != 'gold' else shared / 'gold/gold'
    subprocess.run([sys.executable, shared / 'gold/score.py', '--gold', gold, '--system', system, '--docs', gold.parent / 'docs',
                    '--quiet', '--json', system / 'score.json'], stdout=subprocess.DEVNULL, check=True)
    measures = json.load(open(system / 'score.json', encoding='utf-8'))['all']
    return [measures[m]['f1'] for m in MEASURES]


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def speed(kg, options, docs, folder):
    """Words a second of CPU, without the time to start."""
    words, name = 0, folder / 'many.jsonl'
    with open(name, 'w', encoding='utf-8') as f:
        for i in range(COPIES):
            for path in docs:
                text = path.read_text(encoding='utf-8')
                words += len(text.split())
                f.write(json.dumps({'id': f'{path.stem}-{i}', 'text': text}) + '\n')
    (folder / 'none.txt').write_text('')
    times = []
    for path in folder / 'none.txt', name:
        start = cpu()
        subprocess.run([kg, 'extract', *options, path], stdout=subprocess.DEVNULL, check=True)
        times.append(cpu() - start)
    return words / max(times[1] - times[0], 1e-9)


def row(kg, shared, name, options):
    figures, docs = [], []
    with tempfile.TemporaryDirectory() as tmp:
        for half in HALVES:
            folder = Path(tmp) / half.replace('/', '-')
            folder.mkdir()
            docs += sorted((shared / half / 'docs').glob('*.txt'))
            for path in sorted((shared / half / 'docs').glob('*.txt')):
                with open(folder / f'{path.stem}.nq', 'wb') as f:
                    subprocess.run([kg, 'extract', *options, path], stdout=f, check=True)
            figures += score(shared, half, folder)
        rate = speed(kg, options, docs, Path(tmp))
    print('%-24s' % name, *('%8.3f' % x for x in figures), '%9d' % rate, flush=True)


def main():
    kg, shared = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    print('F1 of: entities, claims, claims with modality; on the documents that were read, and on those that were not')
    print('%-24s %26s %26s %9s' % ('', 'built on', 'held out', 'words/s'))
    row(kg, shared, 'all', [])
    for part in 'parser', 'coreference', 'derivation':
        row(kg, shared, 'without ' + part, ['--without', part])
    row(kg, shared, 'without all three', ['--without', 'parser', '--without', 'coreference', '--without', 'derivation'])
    with tempfile.TemporaryDirectory() as tmp:
        lexicon = tmp + '/learned.ttl'
        told = subprocess.run([kg, 'learn', '-o', lexicon, own_sentences(tmp + '/own.jsonl')], stderr=subprocess.PIPE, text=True,
                              check=True).stderr.replace('\n', '; ')
        row(kg, shared, 'with learning', ['--lexicon', lexicon])
        print('learning:', told)


main()
