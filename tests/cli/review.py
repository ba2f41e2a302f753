#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Decisions on claims: written as a table, read back, and held when a document is loaded again."""

import os
import re
import subprocess
import sys
import tempfile

KG = os.path.join(os.getcwd(), "kg", "kg")
SRC = os.path.abspath(os.environ.get("srcdir", "."))
DOCUMENT = SRC + "/tests/data/documents/malabar-2024.txt"
PROV, OA = "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"
HEAD = "claim document subject predicate object modality time confidence quote verdict".split()
failed = checked = 0


def check(sentence, good, shown=""):
    global failed, checked
    checked += 1
    if not good:
        failed += 1
        print("FAILED:", sentence, str(shown)[:800])


class Store:
    def __init__(self, folder):
        self.folder = folder
        self.path = folder + "/store"

    def run(self, command, *args):
        p = subprocess.run([KG, command, "-s", self.path, *args], capture_output=True, text=True)
        return p.returncode, p.stdout, p.stderr

    def load(self):
        status, _, err = self.run("load", DOCUMENT)
        check("the document is loaded", status == 0, err)

    def table(self):
        status, out, err = self.run("review")
        check("the claims are written", status == 0, err)
        return [line.split("\t") for line in out.splitlines()]

    def give(self, rows):
        name = self.folder + "/table.tsv"
        with open(name, "w", encoding="utf-8") as f:
            f.writelines("\t".join(row) + "\n" for row in rows)
        return self.run("review", name)

    def ask(self, pattern):
        return self.run("query", "-e", "ASK { %s }" % pattern)[1].strip() == "true"

    def dump(self):
        return sorted(re.sub(r"_:\w+", "_:b", self.run("dump")[1]).splitlines())


def content(row):
    return row[2], row[3], row[4], row[5]


def plain(row):
    return "%s %s %s" % (row[2][row[2].index("<"):], row[3], row[4][row[4].index("<"):])


def find(rows, wanted):
    return [row for row in rows if content(row) == wanted and "#claim-" in row[0]]


def held(store, when, gone, changed, kept, n, stays):
    now = store.table()[1:]
    check("a rejected claim is away " + when, not find(now, content(gone)))
    check("its plain triple too " + when, plain(gone) in stays or not store.ask("GRAPH ?g { %s }" % plain(gone)))
    fixed = find(now, (changed[2], changed[3], changed[4], "Proposed"))
    check("a corrected claim is changed " + when,
          any(r[6] == "2012/2015-06" and r[9] == "corrected" for r in fixed), fixed)
    check("it holds no longer " + when, plain(changed) in stays or not store.ask("GRAPH ?g { %s }" % plain(changed)))
    marked = find(now, content(kept))
    check("an accepted claim is marked " + when, marked and marked[0][9] == "accepted", marked)
    check("all others stand " + when, len([r for r in now if "#claim-" in r[0]]) == n - 1, len(now))


def decisions(store):
    store.load()
    before = store.dump()
    head, *rows = store.table()
    check("with a head", head == HEAD, head)
    asserted = [r for r in rows if r[5] == "Asserted" and len(find(rows, content(r))) == 1 and not r[6]]
    check("there are claims to review", len(asserted) > 3, len(rows))
    gone, changed, kept = asserted[0], asserted[1], asserted[2]
    stays = {plain(r) for r in rows if r is not gone and r is not changed}
    given = []
    for r in rows:
        verdict = "rejected" if r is gone else "Accepted" if r is kept else ""
        if r is changed:
            given.append([*r[:5], "Proposed", "2012/2015-06", *r[7:9], "corrected"])
        else:
            given.append([*r[:9], verdict])
    status, _, err = store.give([head] + given)
    check("a table is read back", status == 0, err)
    held(store, "at once", gone, changed, kept, len(rows), stays)
    store.load()
    held(store, "after loading again", gone, changed, kept, len(rows), stays)
    check("verdicts are RDF with their document", store.ask(
        "?v a sec:Verdict ; sec:decision sec:Rejected ; <%shadPrimarySource> ?d . ?d a schema:Article" % PROV))
    check("nothing is left of the passage", not store.ask(
        "?p <%shasSource> ?d FILTER NOT EXISTS { ?c <%swasDerivedFrom> ?p }" % (OA, PROV)))
    same = store.dump()
    status, _, err = store.give(store.table())
    check("the table that was written can be read back", status == 0, err)
    check("and changes nothing", store.dump() == same, set(same) ^ set(store.dump()))
    head, *rows = store.table()
    status, _, err = store.give([head] + [[*r[:9], ""] for r in rows])
    check("decisions can be taken back", status == 0, err)
    store.load()
    check("and then all is as it was", store.dump() == before, set(before) ^ set(store.dump()))


def faults(store):
    head, first = store.table()[:2]
    for sentence, rows, says in [
            ("an unknown verdict", [head, [*first[:9], "perhaps"]], "table.tsv:2: verdict"),
            ("a missing column", [head[:9]], "no column 'verdict'"),
            ("an unknown claim", [head, [first[0] + "99", *first[1:9], "rejected"]], "write the table anew"),
            ("another quote", [head, [*first[:8], "no", "rejected"]], "write the table anew"),
            ("a wrong time", [head, [*first[:6], "2012-13", *first[7:9], "corrected"]], "time: no date"),
            ("a wrong modality", [head, [*first[:5], "Sure", *first[6:9], "corrected"]], "modality"),
            ("no term", [head, [*first[:2], "nothing", *first[3:9], "corrected"]], "subject")]:
        before = store.dump()
        status, _, err = store.give(rows)
        check(sentence + " is refused", status == 1 and says in err, (status, err))
        check("and nothing is written", store.dump() == before)


def main():
    with tempfile.TemporaryDirectory(prefix="kg-test.") as tmp:
        store = Store(tmp)
        decisions(store)
        faults(store)
    print("%d passed, %d failed" % (checked - failed, failed))
    sys.exit(1 if failed or not checked else 0)


main()
