#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Writes case_table.h from Python's Unicode data: ./make-case.py > case_table.h"""
import unicodedata


def mappings(change):
    """Code points whose case changes: to one other, as runs of (first, last, step, delta), and to several."""
    runs, special = [], []
    for c in range(0x110000):
        if 0xD800 <= c < 0xE000 or change(chr(c)) == chr(c):
            continue
        to = [ord(x) for x in change(chr(c))]
        if len(to) > 1:
            special.append((c, to))
            continue
        delta = to[0] - c
        if runs:
            first, last, step, d = runs[-1]
            gap = c - last
            if d == delta and gap in (1, 2) and (first == last or step == gap):
                runs[-1] = (first, c, gap, d)
                continue
        runs.append((c, c, 1, delta))
    return runs, special


def write(name, change):
    runs, special = mappings(change)
    print('\nstatic const case_run %s_runs[] = {' % name)
    for first, last, step, delta in runs:
        print('  {0x%04X, 0x%04X, %d, %d},' % (first, last, step, delta))
    print('};\n\nstatic const case_special %s_specials[] = {' % name)
    for c, to in special:
        print('  {0x%04X, {%s}},' % (c, ', '.join('0x%04X' % t for t in to)))
    print('};')


print('// SPDX-FileCopyrightText: 2026 the kg authors\n// SPDX-License-Identifier: Apache-2.0\n')
print('// Case mappings of Unicode %s, written by make-case.py: do not edit.' % unicodedata.unidata_version)
print('\n// clang-format off')
write('upper', str.upper)
write('lower', str.lower)
