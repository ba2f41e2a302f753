#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""How often claims of a confidence are right, and what --min-confidence would be best, on the documents of documents/.

  reliability.py [KG]

A row is of claims with a confidence from there to the next; F1 is that of all claims from there on. Exit status 1 if a
row with twenty claims or more is right less often than one below it by more than a tenth."""

import sys

import documents
from sentences import HERE, Tally, compare_one


def main():
    kg = sys.argv[1] if len(sys.argv) > 1 else "kg/kg"
    tally = Tally()
    for path in sorted((HERE / "documents").glob("*.claims")):
        item = documents.read_document(path)
        compare_one(item, documents.extracted(kg, item), tally, None)
    wanted = tally["claims", "tp"] + tally["claims", "fn"]
    best, bad = 0, False
    print("confidence   right  wrong  precision  F1 from here on")
    for step in range(10):
        right, wrong = tally["bucket", step, 1], tally["bucket", step, 0]
        above = [tally["bucket", s, ok] for ok in (1, 0) for s in range(step, 11)]
        f1 = 2 * sum(above[:11 - step]) / max(sum(above) + wanted, 1)
        precision = right / max(right + wrong, 1)
        print(f"{step / 10:.1f} to {step / 10 + .1:.1f}   {right:6} {wrong:6} {precision:10.2f} {f1:12.3f}")
        if right + wrong >= 20:
            bad |= precision < best - .1
            best = max(best, precision)
    sys.exit(bad)


if __name__ == "__main__":
    main()
