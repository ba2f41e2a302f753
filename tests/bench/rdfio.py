#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Reading and writing of RDF, against rapper and serdi where they are installed.

  tests/bench/rdfio.py [--kg build/kg/kg] [--runs 5] FILE.nt

Each job is run in turn by each program, on the same file, RUNS times: medians of user CPU seconds.  The Turtle
is what serdi makes of FILE.nt, else kg.  Peak memory is of one more run, by /usr/bin/time.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

ap = argparse.ArgumentParser(description=__doc__.split('\n')[0])
ap.add_argument('file')
ap.add_argument('--kg', default='build/kg/kg')
ap.add_argument('--runs', type=int, default=5)
args = ap.parse_args()
null = open(os.devnull, 'w')


def user_seconds(command):
    child = subprocess.Popen(command, stdout=null, stderr=null)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f'{" ".join(command)}: exit {child.returncode}')
    return usage.ru_utime


def peak_mib(command):
    if not os.access('/usr/bin/time', os.X_OK):
        return None
    run = subprocess.run(['/usr/bin/time', '-f', '%M'] + command, stdout=null, stderr=subprocess.PIPE, text=True)
    return int(run.stderr.split()[-1]) / 1024


def available(command):
    return shutil.which(command[0]) is not None


def job(title, commands, triples):
    commands = [c for c in commands if available(c)]
    times = [[] for _ in commands]
    for _ in range(args.runs):
        for c, t in zip(commands, times):
            t.append(user_seconds(c))
    medians = [statistics.median(t) for t in times]
    for c, m in zip(commands, medians):
        peak = peak_mib(c)
        print(f'| {title} | `{os.path.basename(c[0])} {" ".join(c[1:-1])}` | {m:.3f} | {triples / m / 1e6:.2f} '
              f'| {m / medians[0]:.1f} | {"-" if peak is None else f"{peak:.1f}"} |', flush=True)


with tempfile.TemporaryDirectory() as folder:
    turtle = os.path.join(folder, 'data.ttl')
    maker = ['serdi', '-i', 'ntriples', '-o', 'turtle', args.file]
    if not available(maker):
        maker = [args.kg, 'convert', '--to', 'turtle', args.file]
    subprocess.run(maker, stdout=open(turtle, 'wb'), check=True)
    n = int(subprocess.run([args.kg, 'check', args.file], stdout=subprocess.PIPE, check=True).stdout)
    print(f'{n} triples, {os.path.getsize(args.file) / 1e6:.0f} MB as N-Triples, '
          f'{os.path.getsize(turtle) / 1e6:.0f} MB as Turtle; medians of {args.runs}\n')
    print('| job | command | user CPU s | M triples/s | times kg | peak MiB |\n|---|---|---|---|---|---|')
    job('read N-Triples', [[args.kg, 'check', args.file], ['rapper', '-q', '-c', '-i', 'ntriples', args.file],
                           ['serdi', '-i', 'ntriples', args.file]], n)
    job('read Turtle', [[args.kg, 'check', turtle], ['rapper', '-q', '-c', '-i', 'turtle', turtle],
                        ['serdi', '-i', 'turtle', turtle]], n)
    job('write Turtle', [[args.kg, 'convert', '--to', 'turtle', args.file],
                         ['rapper', '-q', '-i', 'ntriples', '-o', 'turtle', args.file]], n)
    job('write Turtle, streaming', [[args.kg, 'convert', '--to', 'turtle', '--streaming', args.file],
                                    ['serdi', '-i', 'ntriples', '-o', 'turtle', args.file]], n)
    job('write N-Triples', [[args.kg, 'convert', '--to', 'ntriples', args.file],
                            ['rapper', '-q', '-i', 'ntriples', '-o', 'ntriples', args.file],
                            ['serdi', '-i', 'ntriples', '-o', 'ntriples', args.file]], n)
