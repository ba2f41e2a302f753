#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""States of the gazetteer against states-source.tsv and, when installed, iso-codes.

Every member of the United Nations is there with its codes and Wikidata id, and no state
carries an id that the source does not confirm. Exit 77: no rdflib.
"""
import csv
import json
import os
import re
import sys
from pathlib import Path

try:
    from rdflib import Graph, Namespace, RDF, URIRef
    from rdflib.namespace import SKOS
except ImportError:
    print("rdflib is missing: skipped")
    sys.exit(77)

SOURCE = Path(__file__).resolve().parent / "states-source.tsv"
GAZETTEER = Path(__file__).resolve().parents[2] / "ontology" / "gazetteer"
ISO = Path(os.environ.get("KG_ISO_CODES", "/usr/share/iso-codes/json"))
SEC = Namespace("https://w3id.org/seckg/ontology#")
ID = "https://w3id.org/seckg/id/state/"
WIKIDATA = "http://www.wikidata.org/entity/"
UN = URIRef("https://w3id.org/seckg/id/international-organisation/united-nations")

def one(graph, subject, prop):
    values = [str(v) for v in graph.objects(subject, prop)]
    return values[0] if len(values) == 1 else f"{len(values)} values"


def differences(graph, code, facts):
    """facts: (what, property, expected)"""
    for what, prop, expected in facts:
        got = one(graph, URIRef(ID + code), prop)
        if got != expected:
            yield f"{code}: {what} is {got!r}, expected {expected!r}"


def against_source(graph, rows):
    for r in rows:
        code = r["iso3"]
        yield from differences(graph, code, [
            ("alpha-3", SEC.isoAlpha3, code), ("alpha-2", SEC.isoAlpha2, r["iso2"]),
            ("Wikidata id", SKOS.exactMatch, WIKIDATA + r["wikidata"]),
        ])
        if ((URIRef(ID + code), SEC.memberOf, UN) in graph) != (r["unMember"] == "yes"):
            yield f"{code}: membership of the United Nations differs"
    if sum(r["unMember"] == "yes" for r in rows) != 193:
        yield "the source does not list 193 members of the United Nations"


def nothing_beyond_source(graph, rows):
    known = {r["iso3"] for r in rows}
    for s in graph.subjects(RDF.type, SEC.State):
        if str(s).removeprefix(ID) not in known and (s, SKOS.exactMatch, None) in graph:
            yield f"{s}: a Wikidata id that the source does not confirm"


def against_iso(graph, rows):
    entries = {e["alpha_3"]: e for e in json.loads((ISO / "iso_3166-1.json").read_text("utf-8"))["3166-1"]}
    for r in rows:
        entry = entries.get(r["iso3"])
        if entry:
            yield from differences(graph, r["iso3"], [
                ("alpha-2", SEC.isoAlpha2, entry["alpha_2"]), ("numeric", SEC.isoNumeric, entry["numeric"]),
            ])


def ids_well_formed(graph):
    seen = {}
    for s, o in graph.subject_objects(SKOS.exactMatch):
        if not re.fullmatch(re.escape(WIKIDATA) + r"Q[1-9]\d*", str(o)):
            yield f"{s}: malformed id {o}"
        if seen.setdefault(o, s) != s:
            yield f"{o} stands at both {s} and {seen[o]}"


def names_complete(graph):
    for s in graph.subjects(RDF.type, SEC.State):
        if len(list(graph.objects(s, SKOS.prefLabel))) != 1:
            yield f"{s}: not exactly one prefLabel"


def main():
    graph = Graph()
    for name in ("states.ttl", "organisations.ttl"):
        graph.parse(GAZETTEER / name, format="turtle")
    with open(SOURCE, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    errors = [*against_source(graph, rows), *nothing_beyond_source(graph, rows), *ids_well_formed(graph), *names_complete(graph)]
    if (ISO / "iso_3166-1.json").is_file():
        errors += against_iso(graph, rows)
    else:
        print("iso-codes is not installed: not compared with it")
    print("\n".join(errors) if errors else f"{len(rows)} states agree with their sources")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
