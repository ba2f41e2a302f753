#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Read the sentences of claims/*.txt with kg and compare what it claims with what it should.

  sentences.py [KG] [--half build|watch] [--file NAME] [--verbose] [--floor X]

Prints precision, recall and F1 of both halves, or of one with what was missed and what was too much; those of source
and recurrence are of the claims that were found. Fails if the F1 of the claims of either half is below the floor. Names
match without case and accents, described things also by half of their words."""

import argparse
import collections
import itertools
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
DATE = "2025-11-01"
SEC = "https://w3id.org/seckg/ontology#"
SYMMETRIC = {"allyOf", "partnerOf"}
ENDURING = {"partyTo", "memberOf", "partnerOf", "allyOf", "adopts", "leads", "officialOf", "partOf"}
PROPERTIES = """participatesIn hosts memberOf partyTo allyOf partnerOf cooperatesOn perceivesThreat posesThreat
threatens counters hasCapability deploys deployedTo locatedIn leads officialOf partOf concerns adopts prioritises
investsIn produces sanctions supports opposes""".split()
RELATION = re.compile(r"^(\? )?(.+?) (%s) (.+)$" % "|".join(PROPERTIES))


def fold(name):
    name = unicodedata.normalize("NFKD", name)
    name = "".join(c for c in name if not unicodedata.combining(c)).casefold()
    name = re.sub(r"[’']s\b|[.’'\"]", "", name)
    name = re.sub(r"\W+", " ", name).strip()
    return re.sub(r"^(the|a|an) ", "", name)


def words(name):
    small = set("the a an of in to and or on for with by from at their its his her new between against".split())
    return {re.sub(r"ies$", "y", w) if w.endswith("ies") else re.sub(r"(?<=[a-z]{2})s$", "", w)
            for w in fold(name).split() if w not in small}


class Item:
    def __init__(self, text):
        self.text, self.entities, self.claims = text, [], []

    def find(self, name):
        for i, (_, _, names) in enumerate(self.entities):
            if fold(name) in names:
                return i
        sys.exit(f"no entity {name!r} for: {self.text}")

    def add_entities(self, line):
        for part in line.split(";"):
            optional = part.strip().startswith("?")
            classes, names = part.strip(" ?").split(" ", 1)
            for one in names.split(","):
                folded = [fold(x) for x in one.split("=")]
                self.entities.append((optional, set(classes.split("|")), folded))

    def relation(self, text):
        m = RELATION.match(text) or sys.exit(f"no relation: {text}")
        optional, subjects, prop, objects = m.groups()
        return bool(optional), prop, [self.find(s) for s in subjects.split(",")], [self.find(o) for o in objects.split(",")]

    def add_claims(self, line):
        """S, S prop O, O / Modality|Modality / on X|X until X or from X / by WHO or none / every X / or S prop O"""
        relation, *rest = [x.strip() for x in line.split(" / ")]
        optional, prop, subjects, objects = self.relation(relation)
        modality, times, sources, every, others = {"Asserted"}, datings(prop, {}), [], None, []
        for r in rest:
            if r.startswith("or "):
                _, p, ss, os = self.relation(r[3:])
                others += [triple(s, p, o) for s in ss for o in os]
            elif r.startswith("by "):
                sources = [fold(x.removeprefix("by ")) for x in r.split(" or ")]
            elif r.startswith("every "):
                every = r.removeprefix("every ")
            elif r[0].isupper():
                modality = set(re.split(r"\|| or ", r))
            else:
                times = set().union(*(datings(prop, dict(re.findall(r"(from|until|on) (\S+)", x))) for x in r.split(" or ")))
        self.claims += [{"s": s, "p": prop, "o": o, "optional": optional, "modality": modality, "time": times,
                         "by": sources, "every": every, "others": others} for s in subjects for o in objects if s != o]


def when(prop, times):
    start, on = times.get("from"), times.get("on")
    if prop in ENDURING and on and not start:
        start, on = on, None
    return start, times.get("until"), on


def datings(prop, times):
    """The times that are right, of values as "2025-03-01|2025-03" (an empty one: none)."""
    values = [[(k, x) for x in v.split("|")] for k, v in times.items()]
    return {when(prop, {k: x for k, x in chosen if x}) for chosen in itertools.product(*values)}


def read_items(name):
    items = []
    for path in sorted(HERE.glob(f"claims/{name}.txt")):
        for line in path.read_text().splitlines():
            if line.startswith("= "):
                items.append(Item(line[2:]))
            elif line.startswith("E "):
                items[-1].add_entities(line[2:])
            elif line and not line.startswith("#"):
                items[-1].add_claims(line)
    return items


QUAD = re.compile(r'^(\S+) <([^>]*)> (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*")\S*(?: <([^>]*)>)? \.$')


def read_quads(text):
    docs = collections.defaultdict(lambda: collections.defaultdict(lambda: collections.defaultdict(list)))
    for line in text.splitlines():
        m = QUAD.match(line)
        if m:
            s, p, o, g = m.groups()
            docs[g][s][re.split(r"[#/]", p)[-1]].append(o.strip('<>"'))
    return docs


def extracted(kg, items):
    with tempfile.TemporaryDirectory() as folder:
        for i, item in enumerate(items):
            (pathlib.Path(folder) / f"s{i:04}.txt").write_text(item.text + "\n")
        out = subprocess.run([kg, "extract", "-q", "--date", DATE, folder], capture_output=True, text=True, check=True)
    docs = read_quads(out.stdout)
    found = {}
    for graph, nodes in docs.items():
        m = re.search(r"s(\d{4})$", graph or "")
        if m:
            found[int(m.group(1))] = nodes
    return found


def system_of(nodes):
    entities, claims, mentioned = {}, [], set()
    for s, d in nodes.items():
        for t in d.get("type", []):
            if t.startswith(SEC) and t != SEC + "Claim":
                names = [decode(x) for k in ("prefLabel", "altLabel", "label") for x in d.get(k, [])]
                entities[s.strip("<>")] = (t[len(SEC):], names)
        mentioned.update(d.get("mentions", []))
        if SEC + "Claim" in d.get("type", []):
            local = lambda k: re.split(r"[#/]", d[k][0])[-1] if k in d else None
            prop = local("predicate")
            times = {k: d[k][0] for k in ("from", "until", "on") if k in d}
            claims.append({"s": d["subject"][0], "p": prop, "o": d["object"][0], "modality": local("modality"),
                           "by": d.get("attributedTo", [None])[0], "every": d.get("recurrence", [None])[0],
                           "time": when(prop, times), "confidence": float(d["confidence"][0])})
    used = mentioned | {c[k] for c in claims for k in "so"}
    return {k: v for k, v in entities.items() if k in used}, claims


def decode(text):
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(int(m.group(1) or m.group(2), 16)), text)


def match(item, entities):
    """Of each of the system's entities the item's, and those entities that are the only or the best of an item's."""
    found, taken = {}, set()
    ranked = []
    for key, (cls, names) in entities.items():
        folded = {fold(n) for n in names}
        for i, (_, classes, wanted) in enumerate(item.entities):
            fits = cls in classes
            score = 3 if folded & set(wanted) else 0
            for w in wanted if not score and fits else []:
                for n in names:
                    a, b = words(w), words(n)
                    score = max(score, len(a & b) / len(a | b) if a and b and len(a & b) * 2 >= len(a | b) else 0)
            if score:
                ranked.append((score, fits, -i, key))
    for score, fits, i, key in sorted(ranked, reverse=True):
        if key not in found and -i not in taken:
            found[key] = -i
            taken.add(-i)
    first = set(found)
    for score, fits, i, key in sorted(ranked, reverse=True):
        found.setdefault(key, -i)  # named twice
    return found, first


def triple(s, p, o):
    s, o = sorted((s, o), key=str) if p in SYMMETRIC else (s, o)
    return s, p, o


class Tally(collections.Counter):
    def line(self, name):
        tp, fp, fn = self[name, "tp"], self[name, "fp"], self[name, "fn"]
        p, r = tp / (tp + fp) if tp + fp else 0, tp / (tp + fn) if tp + fn else 0
        return f"{name:22} {p:6.3f} {r:6.3f} {self.f1(name):6.3f}  {tp:5} {fp:5} {fn:5}"

    def f1(self, name):
        tp, fp, fn = self[name, "tp"], self[name, "fp"], self[name, "fn"]
        return 2 * tp / (2 * tp + fp + fn) if tp else 0


def compare(item, nodes, tally, report):
    entities, claims = system_of(nodes)
    found, first = match(item, entities)
    optional = {i for i, e in enumerate(item.entities) if e[0]}
    for key, (cls, names) in entities.items():
        i = found.get(key)
        if i is None:
            tally["entities", "fp"] += 1
            report(f"  + entity {cls} {names[0]}")
        elif i not in optional and key not in first:
            tally["entities", "fp"] += 1
            report(f"  + entity {cls} {names[0]}, again")
        elif i not in optional:
            fits = cls in item.entities[i][1]
            tally["entities", "tp" if fits else "fp"] += 1
            if not fits:
                report(f"  ! entity {cls} {names[0]}")
    seen = {i for key, i in found.items() if entities[key][0] in item.entities[i][1]}
    for i, e in enumerate(item.entities):
        if not e[0] and i not in seen:
            tally["entities", "fn"] += 1
            report(f"  - entity {'|'.join(sorted(e[1]))} {e[2][0]}")
    compare_claims(item, entities, claims, found, optional, tally, report)


def compare_claims(item, entities, claims, found, optional, tally, report):
    name = lambda key: entities[key][1][0] if key in entities else key
    system = collections.defaultdict(list)
    for c in claims:
        system[triple(found.get(c["s"], "?" + c["s"]), c["p"], found.get(c["o"], "?" + c["o"]))].append(c)
    gold, others = collections.defaultdict(list), {}
    for c in item.claims:
        k = triple(c["s"], c["p"], c["o"])
        gold[k].append(c)
        for other in c["others"]:
            others.setdefault(other, []).append(k)
    counted = {k for k, gs in gold.items() if not all(g["optional"] for g in gs)}
    taken = counted & set(system)
    for k, cs in sorted(system.items(), key=lambda x: x[0] not in gold):
        show = f"{name(cs[0]['s'])} {k[1]} {name(cs[0]['o'])} / {cs[0]['modality']}  ({cs[0]['confidence']})"
        right = k
        if k not in counted and k in others:  # another reading of a claim, once
            right = next((x for x in others[k] if x in counted and x not in taken), None)
            if right is None:
                continue
            taken.add(right)
        if right not in gold:
            if not {k[0], k[2]} & optional:
                count(tally, k[1], "fp")
                tally["+ modality", "fp"] += 1
                tally["+ time", "fp"] += 1
                report("  + " + show)
                tally["bucket", int(cs[0]["confidence"] * 10), 0] += 1
        elif right in counted:
            count(tally, k[1], "tp")
            tally["bucket", int(cs[0]["confidence"] * 10), 1] += 1
            for layer, part, same in ("+ modality", "modality", same_modality), ("+ time", "time", same_time):
                ok = any(same(c, g) for c in cs for g in gold[right])
                tally[layer, "tp" if ok else "fp"] += 1
                tally[layer, "fn"] += not ok
                if not ok:
                    report(f"  {layer}: {show} {[c[part] for c in cs]}, not {[sorted(g[part], key=str) for g in gold[right]]}")
            compare_voices(item, entities, cs, gold[right], tally, report, show)
    for k in sorted(counted - taken):
        count(tally, k[1], "fn")
        tally["+ modality", "fn"] += 1
        tally["+ time", "fn"] += 1
        g = gold[k][0]
        report(f"  - {item.entities[g['s']][2][0]} {k[1]} {item.entities[g['o']][2][0]} / {'|'.join(sorted(g['modality']))}")


def same_modality(c, g):
    return c["modality"] in g["modality"]


def same_time(c, g):
    """What is no longer so: until, since and on a day alike."""
    bare = lambda times: [x for x in times if x]
    ended = "Denied" in g["modality"] and len(bare(c["time"])) == 1
    return c["time"] in g["time"] or ended and any(bare(c["time"]) == bare(t) for t in g["time"])


def compare_voices(item, entities, claims, golds, tally, report, show):
    """Of a claim that was found: who says it, and how often it happens."""
    wanted = {x for g in golds for x in g["by"]} - {"none"}
    for names in [e[2] for e in item.entities if set(e[2]) & wanted]:
        wanted |= set(names)
    said = {fold(decode(n)) for c in claims if c["by"] for n in entities.get(c["by"], (0, [c["by"]]))[1]}
    every, often = ({x["every"] for x in xs} - {None} for xs in (claims, golds))
    silent = any("none" in g["by"] for g in golds)
    for layer, got, want, may in ("sources", said, wanted, silent), ("recurrence", every if often else set(), often, False):
        ok = bool(got & want)
        tally[layer, "tp"] += ok
        tally[layer, "fp"] += bool(got) and not ok
        tally[layer, "fn"] += bool(want) and not ok and not (may and not got)
        if not ok and (got or want and not may):
            report(f"  + {layer}: {show} {sorted(got)}, not {sorted(want)}")


def count(tally, prop, kind):
    tally["claims", kind] += 1
    tally[prop, kind] += 1


def compare_one(item, nodes, tally, title):
    lines = []
    compare(item, nodes, tally, lines.append)
    if title and lines:
        print(title, *lines, sep="\n")


def print_table(title, tally, more):
    print(f"== {title:20} {'P':>5} {'R':>6} {'F1':>6} {'tp':>6} {'fp':>5} {'fn':>5}")
    for name in ["entities", "claims", "+ modality", "+ time", *more]:
        print(tally.line(name))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kg", nargs="?", default="kg/kg")
    parser.add_argument("--half", choices=["build", "watch"])
    parser.add_argument("--file", default="*")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--properties", action="store_true")
    parser.add_argument("--floor", type=float, default=0.81)
    args = parser.parse_args()
    items = read_items(args.file)
    found = extracted(args.kg, items)
    worst = 1
    for half, parity in ("build", 0), ("watch", 1):
        if args.half not in (None, half):
            continue
        tally, mine = Tally(), range(parity, len(items), 2)
        for i in mine:
            compare_one(items[i], found.get(i, {}), tally, f"{i}: {items[i].text}" if args.verbose else None)
        print_table(f"{half}: {len(mine)} texts", tally, ["sources", "recurrence"] + (PROPERTIES if args.properties else []))
        worst = min(worst, tally.f1("claims"))
    sys.exit(worst < args.floor)


if __name__ == "__main__":
    main()
