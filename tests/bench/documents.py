#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Many documents: memory of a thousand and of ten thousand, time with one and two threads.

Usage: documents.py KG [DOCUMENTS]. The documents are sentences of the samples, drawn by a fixed seed; the time is
that of the clock, so it tells something on a quiet machine only.
"""

import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time

SAMPLES = os.path.join(os.path.dirname(__file__), "..", "data", "documents", "*.txt")


def sentences():
    found = []
    for name in sorted(glob.glob(SAMPLES)):
        with open(name, encoding="utf-8") as f:
            found += [s.strip() for s in re.split(r"(?<=[.])\s+", f.read()) if 40 < len(s) < 300]
    return found


def generate(name, n, per_document=4):
    rng, pool, words = random.Random(1), sentences(), 0
    with open(name, "w", encoding="utf-8") as f:
        for i in range(n):
            text = " ".join(rng.choice(pool) for _ in range(per_document))
            words += len(text.split())
            f.write(json.dumps({"id": "d%d" % i, "text": text, "date": "2024-10-01"}) + "\n")
    return words


def measure(kg, name, threads):
    start = time.monotonic()
    with open(os.devnull, "wb") as null:
        p = subprocess.Popen([kg, "extract", "--threads", str(threads), name], stdout=null)
        _, status, usage = os.wait4(p.pid, 0)
    assert status == 0, status
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    kg, most = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    with tempfile.TemporaryDirectory() as tmp:
        for n in most // 10, most:
            words = generate(tmp + "/d.jsonl", n)
            for threads in 1, 2:
                clock, cpu, memory = measure(kg, tmp + "/d.jsonl", threads)
                print("%6d documents, %7d words, %d threads: %6.1f s, CPU %6.1f s, %5.1f MB, %d words/s of CPU"
                      % (n, words, threads, clock, cpu, memory, words / cpu), flush=True)


main()
