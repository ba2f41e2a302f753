#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Read the documents of documents/*.txt with kg and compare what it claims with what NAME.claims beside each says.

  documents.py [KG] [--half build|watch] [--only PREFIX] [--verbose] [--properties]

NAME.claims: "date: YYYY-MM-DD" and "kind: ..." first, then entities and claims as in claims/*.txt (sentences.py has the
notation and the scoring). A name with an odd number is for building on, one with an even number for watching.
Fails if the F1 of entities or claims of either half is below its floor."""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import sentences
from sentences import HERE, PROPERTIES, Item, Tally, compare_one, print_table

# What the loader reached when a document was added or the loader mended: it only rises.
FLOORS = {"build": {"entities": 0.90, "claims": 0.60}, "watch": {"entities": 0.88, "claims": 0.54}}


def read_document(path):
    item, head = Item(path.stem), {}
    for line in path.read_text().splitlines():
        m = re.match(r"(date|kind): (\S+)$", line)
        if m:
            head[m.group(1)] = m.group(2)
        elif line.startswith("E "):
            item.add_entities(line[2:])
        elif line and not line.startswith("#"):
            item.add_claims(line)
    item.date, item.kind = head["date"], head["kind"]
    item.half = "build" if int(re.search(r"\d+", path.stem).group()) % 2 else "watch"
    return item


def extracted(kg, item):
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(HERE / f"documents/{item.text}.txt", folder)
        out = subprocess.run([kg, "extract", "-q", "--date", item.date, copy], capture_output=True, text=True, check=True)
    for graph, nodes in sentences.read_quads(out.stdout).items():
        if re.search(re.escape(item.text) + "$", graph or ""):
            return nodes
    return {}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kg", nargs="?", default="kg/kg")
    parser.add_argument("--half", choices=["build", "watch"])
    parser.add_argument("--only", default="", help="documents whose names begin so")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--properties", action="store_true")
    args = parser.parse_args()
    items = [read_document(p) for p in sorted((HERE / "documents").glob(args.only + "*.claims"))]
    failed = False
    for half in [args.half] if args.half else ["build", "watch"]:
        tally, mine = Tally(), [i for i in items if i.half == half]
        for item in mine:
            compare_one(item, extracted(args.kg, item), tally, f"{item.text} ({item.kind})" if args.verbose else None)
        print_table(f"{half}: {len(mine)} documents", tally, ["sources", "recurrence"] + (PROPERTIES if args.properties else []))
        for what, floor in FLOORS[half].items() if mine and not args.only else []:
            if tally.f1(what) < floor:
                print(f"{half}: {what} {tally.f1(what):.3f} are below {floor}")
                failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
