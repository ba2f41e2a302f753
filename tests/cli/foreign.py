#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""The graph of the sample documents, exported in each syntax, is one graph to readers that are not ours.

rdflib reads Turtle, N-Triples, RDF/XML and JSON-LD, rapper reads Turtle and N-Triples; all must be isomorphic.
"""
import os, shutil, subprocess, sys, tempfile
from pathlib import Path

try:
    from rdflib import ConjunctiveGraph, Graph
    from rdflib.compare import to_isomorphic
except ImportError:
    sys.exit(77)
import rdflib

rdflib.NORMALIZE_LITERALS = False
SOURCE = Path(os.environ.get('srcdir', '.')).resolve()
KG = Path('kg/kg').resolve()
FORMATS = {'turtle': 'turtle', 'ntriples': 'nt', 'rdfxml': 'xml', 'jsonld': 'json-ld'}


def run(*command, **more):
    return subprocess.run(command, check=True, **more)


def union(path, syntax):
    """All triples of a file, whatever graph they stand in."""
    graph, all_graphs = Graph(), ConjunctiveGraph()
    all_graphs.parse(path, format=syntax)
    for triple in all_graphs:
        graph.add(triple)
    return to_isomorphic(graph)


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        store = f'{folder}/store'
        run(KG, 'load', '--store', store, *sorted((SOURCE / 'tests/data/documents').glob('*.txt'))[:2])
        files = {}
        for to in FORMATS:
            files[to] = f'{folder}/graph.{to}'
            run(KG, 'export', '--store', store, '--to', to, '-o', files[to])
        if shutil.which('rapper'):
            for to in ('turtle', 'ntriples'):
                files[f'{to} by rapper'] = f'{folder}/{to}.nt'
                with open(files[f'{to} by rapper'], 'wb') as out:
                    run('rapper', '-q', '-i', to, '-o', 'ntriples', files[to], 'http://example.org/', stdout=out)
        want = None
        for name, path in files.items():
            graph = union(path, FORMATS.get(name, 'nt'))
            want = want or graph
            same = len(graph) > 500 and graph == want
            passed, failed = passed + same, failed + (not same)
            if not same:
                print(f'FAILED: {name}: {len(graph)} triples, not isomorphic to the {len(want)} of the first')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


sys.exit(main())
