#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Run the W3C suites that stand beside the checkout, and hold the result against tests/shared/known-failures.tsv.

A test that fails and is not listed there is a failure; so is a listed one that passes, for the list must not go stale.
A line of the list is a suite, or a test's IRI, a tab, and the reason.

The interpreter is Debian's, for the harness reads some expected results with python3-rdflib.

  conformance.py KG SHARED [SUITE]
"""
import json, os, subprocess, sys, tempfile
from pathlib import Path

SLOW = '--jobs', '2', '--timeout', '20'


def known(path):
    rows = [line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8') if line.strip() and line[0] != '#']
    return {row[0]: row[1] for row in rows}


def run(kg, shared, only):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / 'result.json'
        command = [sys.executable, str(shared / 'conformance/run.py'), str(shared / 'conformance/kg.json'), '--root',
                   str(shared / 'w3c'), '--json', str(out), *SLOW, *(['--only', only] if only else [])]
        subprocess.run(command, env={**os.environ, 'KG': kg}, check=False)
        return json.load(open(out, encoding='utf-8'))


def main():
    kg, shared, only = os.path.abspath(sys.argv[1]), Path(sys.argv[2]), ''.join(sys.argv[3:4])
    listed = known(Path(__file__).parent / 'known-failures.tsv')
    tests = run(kg, shared, only)['tests']
    wrong = stale = 0
    for test in tests:
        name, passed = test['iri'], test['status'] == 'pass'
        expected = name in listed
        if not passed and not expected and test['suite'] not in listed:
            wrong += 1
            print(f"FAILED: {test['suite']}: {name}: {test['status']}")
        if passed and expected:
            stale += 1
            print(f'FAILED: {name} passes now; take it off the list')
    for suite in {test['suite'] for test in tests} & set(listed):
        if all(test['status'] == 'pass' for test in tests if test['suite'] == suite):
            stale += 1
            print(f'FAILED: {suite} passes now; take it off the list')
    right = sum(test['status'] == 'pass' for test in tests)
    print(f'{right} of {len(tests)} tests of the W3C pass')
    print(f'{len(tests) - wrong - stale} passed, {wrong + stale} failed')
    return 1 if wrong or stale or not tests else 0


sys.exit(main())
