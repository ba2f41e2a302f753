#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Ask the queries that have an expected answer, and say how well each is answered.

For each EXPECTED/NAME.tsv the query QUERIES/NAME.rq is run and each expected row is looked for
among the answers. README.md beside this file explains the format and the three verdicts.

  run_competency.py --kg build/kg/kg --store graph.kg --min-full 15
  run_competency.py --kg build/kg/kg --data graph.ttl -v
  run_competency.py --engine-cmd 'my-sparql --json graph.ttl {query}'
"""

import argparse
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'")
PROVENANCE = ("document", "quote")


def fold(text):
    return " ".join(text.translate(DASHES).translate(QUOTES).casefold().split())


def local_name(text):
    return re.split(r"[/#]", text)[-1] if re.match(r"[a-z]+:", text) else text


def alternative_matches(wanted, value):
    if wanted == "*":
        return value != ""
    if wanted.startswith("="):
        return fold(wanted[1:]) in (value, local_name(value))
    return fold(wanted) in value


def cell_matches(cell, columns, row):
    return cell == "" or any(
        alternative_matches(wanted, row.get(column, ""))
        for column in columns.split("|")
        for wanted in cell.split("|")
    )


def row_matches(header, wanted, row):
    return all(row.get(name) for name in PROVENANCE) and all(
        cell_matches(cell, columns, row) for columns, cell in zip(header, wanted)
    )


def read_expected(path):
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    table = [line.split("\t") for line in lines]
    header, rows = table[0], table[1:]
    for row in rows:
        if len(row) != len(header):
            sys.exit(f"{path}: a row of {len(row)} cells under {len(header)} columns: {row}")
    if not rows:
        sys.exit(f"{path}: no rows")
    return header, rows


def check_columns(path, header, variables):
    for column in (name for columns in header for name in columns.split("|")):
        if column not in variables:
            sys.exit(f"{path}: the query has no column {column}")


def ask(command, timeout):
    """Variables and rows of one query, or a sentence on what went wrong."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=timeout)
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, None, str(error)
    if done.returncode != 0:
        return None, None, f"exit {done.returncode}: {done.stderr.strip()[-300:]}"
    try:
        answer = json.loads(done.stdout)
        rows = [{name: fold(term["value"]) for name, term in row.items()} for row in answer["results"]["bindings"]]
        return answer["head"]["vars"], rows, None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return None, None, f"not SPARQL results in JSON: {error!r}"


def command_for(options, query):
    if options.engine_cmd:
        return [part.replace("{query}", str(query)) for part in shlex.split(options.engine_cmd)]
    source = ["-s", options.store] if options.store else [arg for f in options.data for arg in ("--data", f)]
    return [options.kg, "query", *source, "--results", "json", str(query)]


def judge(options, expected):
    """Verdict, counts, missing rows and message for one question."""
    query = options.queries / (expected.stem + ".rq")
    header, wanted = read_expected(expected)
    variables, rows, error = ask(command_for(options, query), options.timeout)
    if error:
        return "failed", 0, len(wanted), 0, wanted, error
    check_columns(expected, header, variables)
    missing = [w for w in wanted if not any(row_matches(header, w, row) for row in rows)]
    further = sum(not any(row_matches(header, w, row) for w in wanted) for row in rows)
    found = len(wanted) - len(missing)
    verdict = "fully" if not missing else "partly" if found else "not"
    return verdict, found, len(wanted), further, missing, None


def question_of(query):
    with open(query, encoding="utf-8") as lines:
        return lines.readline().lstrip("# ").strip()


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kg", default="kg", help="the program (default: kg on the path)")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("-s", "--store", help="a store to ask")
    source.add_argument("--data", nargs="+", metavar="FILE", help="RDF files to ask instead")
    source.add_argument("--engine-cmd", metavar="CMD", help="another engine: {query} stands for the file")
    parser.add_argument("--queries", type=Path, default=HERE.parent.parent / "queries", metavar="DIR")
    parser.add_argument("--expected", type=Path, default=HERE / "expected", metavar="DIR")
    parser.add_argument("--min-full", type=int, default=0, metavar="N", help="exit 1 if fewer are answered fully")
    parser.add_argument("--timeout", type=float, default=60, metavar="S", help="seconds for one query (60)")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the rows that are missing")
    parser.add_argument("only", nargs="*", help="names of questions, as q07 (default: all)")
    return parser.parse_args()


def main():
    options = parse_options()
    files = sorted(options.expected.glob("*.tsv"))
    if options.only:
        files = [f for f in files if any(f.stem.startswith(name) for name in options.only)]
    if not files:
        sys.exit(f"{options.expected}: no expected answers")
    total = dict.fromkeys(("fully", "partly", "not", "failed"), 0)
    for expected in files:
        verdict, found, wanted, further, missing, error = judge(options, expected)
        total[verdict] += 1
        question = question_of(options.queries / (expected.stem + ".rq"))
        print(f"{expected.stem[:3]}  {verdict:<6}  {found:>2}/{wanted:<2} rows, {further:>2} further  {question}")
        if error:
            print(f"       {error}")
        elif options.verbose:
            for row in missing:
                print("       missing: " + " · ".join(cell for cell in row if cell))
    print(", ".join(f"{verdict} {count}" for verdict, count in total.items()) + f" of {len(files)}")
    return 0 if total["fully"] >= options.min_full else 1


if __name__ == "__main__":
    sys.exit(main())
