# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""What the tests of the command line in Python share: running kg, and counting what holds."""

import os
import subprocess
import sys

KG = os.path.join(os.getcwd(), "kg", "kg")
failed = checked = 0


def check(sentence, good, shown=""):
    """Count a sentence; if it does not hold, print it with what was seen."""
    global failed, checked
    checked += 1
    if not good:
        failed += 1
        print("FAILED:", sentence, str(shown)[:800])


def run(*args, env=None, stdin=b""):
    """Exit status, output and errors of a command of kg."""
    p = subprocess.run([KG, *args], input=stdin, capture_output=True, env=env)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def write(name, content):
    """A file with these bytes, or this text, and the folders above it; its name."""
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "wb") as f:
        f.write(content.encode() if isinstance(content, str) else content)
    return name


def report():
    """Say how many held, and exit: a test that checked nothing has failed."""
    print("%d passed, %d failed" % (checked - failed, failed))
    sys.exit(1 if failed or not checked else 0)
