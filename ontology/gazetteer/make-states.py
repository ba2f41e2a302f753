#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Writes states.ttl and capitals.ttl.

Names, capitals, demonyms: states.tsv (ours). Wikidata ids and UN membership:
tests/ontology/states-source.tsv. Official names and numeric codes: Debian's iso-codes.
With --borders FILE (src/data/borders.json of the npm package
@rapideditor/country-coder) states-source.tsv is written anew first.

states.tsv: lists are separated by ";". A capital is LABEL[=ALT;ALT][~AMBIGUOUS;...],
further capitals follow "+"; "-" before it: the name never stands for the government.
"""
import argparse
import csv
import json
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent / "tests" / "ontology" / "states-source.tsv"
CODER = "https://www.npmjs.com/package/@rapideditor/country-coder"
ISO = "https://salsa.debian.org/iso-codes-team/iso-codes"
HEAD = """# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# Written by make-states.py from states.tsv: do not edit.
@base <https://w3id.org/seckg/id/> .
@prefix sec: <https://w3id.org/seckg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FORMER = {"SUN": ("1922", "1991"), "YUG": ("1945", "1992"), "DDR": ("1949", "1990"), "CSK": ("1918", "1992")}


def split(text):
    return [part.strip() for part in text.split(";") if part.strip()]


# Letters that do not decompose.
PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "Æ": "AE",
                       "œ": "oe", "ð": "d", "þ": "th", "–": "-", "—": "-"})


def slug(label):
    ascii_ = unicodedata.normalize("NFKD", label.translate(PLAIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower().replace("'", "").replace(".", "")).strip("-")


def text(value, lang="@en"):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' + lang


def block(subject, pairs):
    lines = [f"{p} {', '.join(o)}" for p, o in pairs if o]
    return f"\n<{subject}> " + " ;\n    ".join(lines) + " .\n"


def capital(spec):
    """-> label, alternative names, ambiguous names, names that stand for the government"""
    quiet = spec.startswith("-")
    name, _, ambiguous = spec.lstrip("-").partition("~")
    label, _, alts = name.partition("=")
    names = [label] + split(alts)
    speaking = [] if quiet or ambiguous or "," in label else names
    if alts and "," in label and not quiet:
        speaking = split(alts)
    return label, split(alts), split(ambiguous), speaking


def read_tsv(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_source(borders, table):
    rows = [f["properties"] for f in json.load(open(borders, encoding="utf-8"))["features"]]
    member = {p.get("country") or p.get("iso1A2") for p in rows if "UN" in p.get("groups", [])}
    wanted = {r["iso3"] for r in table}
    states = {p["iso1A3"]: p for p in rows if p.get("iso1A3") in wanted}
    same = {p["nameEn"]: p["wikidata"] for p in rows if not p.get("iso1A2")}
    with open(SOURCE, "w", encoding="utf-8") as out:
        out.write("iso3\tiso2\twikidata\tunMember\twikidataOfCountry\n")
        for iso3, p in sorted(states.items()):
            short = p["nameEn"].replace("Kingdom of ", "").replace("the ", "")
            country = same.get(short, "") if short != p["nameEn"] else ""
            un = "yes" if p["iso1A2"] in member and "country" not in p else "no"
            out.write(f"{iso3}\t{p['iso1A2']}\t{p['wikidata']}\t{un}\t{country}\n")


def iso_tables(folder):
    current = json.load(open(folder / "iso_3166-1.json", encoding="utf-8"))["3166-1"]
    former = json.load(open(folder / "iso_3166-3.json", encoding="utf-8"))["3166-3"]
    return {e["alpha_3"]: e for e in former} | {e["alpha_3"]: e for e in current}


# "Sino-Indian"
COMBINING = {"CHN": "Sino", "ESP": "Hispano", "FRA": "Franco", "GBR": "Anglo", "GRC": "Greco", "IRN": "Irano", "ISR": "Israelo",
             "ITA": "Italo", "PRT": "Luso", "RUS": "Russo", "SRB": "Serbo", "TUR": "Turco"}


def state_block(row, source, iso):
    code = row["iso3"]
    entry, fact = iso.get(code, {}), source.get(code)
    label, cities = row["label"], [capital(c) for c in row["capitals"].split("+") if c]
    official = row["official"] or entry.get("official_name", "")
    speaking = [n for c in cities for n in c[3]] + split(row["metonyms"])
    ambiguous = split(row["contextNames"])
    alts = ([official] if official and official != label else []) + split(row["altLabels"])
    iso2 = entry.get("alpha_2") or (fact["iso2"] if fact else "")
    span = FORMER.get(code)
    return block(f"state/{code}", [
        ("a", ["sec:State"]),
        ("skos:prefLabel", [text(label)]),
        ("skos:altLabel", [text(a) for a in dict.fromkeys(alts)]),
        ("sec:officialName", [text(official)] if official else []),
        ("sec:demonym", [text(d) for d in split(row["demonyms"])]),
        ("sec:combiningForm", [text(COMBINING[code])] if code in COMBINING else []),
        ("sec:metonym", [text(m) for m in dict.fromkeys(speaking)]),
        ("sec:contextName", [text(n) for n in dict.fromkeys(ambiguous)]),
        ("sec:capital", [f"<place/{slug(c[0])}>" for c in cities]),
        ("sec:isoAlpha2", [text(iso2, "")] if iso2 else []),
        ("sec:isoAlpha3", [text(code, "")]),
        ("sec:isoNumeric", [text(entry["numeric"], "")] if "numeric" in entry else []),
        ("sec:from", [text(span[0], "^^xsd:gYear")] if span else []),
        ("sec:until", [text(span[1], "^^xsd:gYear")] if span else []),
        ("skos:exactMatch", [f"wd:{fact['wikidata']}"] if fact else []),
        ("skos:closeMatch", [f"wd:{fact['wikidataOfCountry']}"] if fact and fact["wikidataOfCountry"] else []),
        ("dcterms:source", ([f"<{CODER}>"] if fact else []) + ([f"<{ISO}>"] if entry else [])),
    ])


def capital_blocks(row):
    for spec in row["capitals"].split("+"):
        if not spec:
            continue
        label, alts, ambiguous, _ = capital(spec)
        yield block(f"place/{slug(label)}", [
            ("a", ["sec:Place"]),
            ("skos:prefLabel", [text(label)]),
            ("skos:altLabel", [text(a) for a in alts if a != "Washington"]),
            ("sec:contextName", [text(n) for n in ambiguous + [a for a in alts if a == "Washington"]]),
            ("sec:locatedIn", [f"<state/{row['iso3']}>"]),
        ])


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--borders", help="borders.json of @rapideditor/country-coder")
    args.add_argument("--iso-codes", type=Path, default=Path("/usr/share/iso-codes/json"))
    opts = args.parse_args()
    table = sorted(read_tsv(HERE / "states.tsv"), key=lambda r: r["iso3"])
    if opts.borders:
        write_source(opts.borders, table)
    source = {r["iso3"]: r for r in read_tsv(SOURCE)}
    iso = iso_tables(opts.iso_codes)
    states = "".join(state_block(r, source, iso) for r in table)
    capitals = "".join(b for r in table for b in capital_blocks(r))
    (HERE / "states.ttl").write_text(HEAD + states, encoding="utf-8")
    (HERE / "capitals.ttl").write_text(HEAD + capitals, encoding="utf-8")


if __name__ == "__main__":
    main()
