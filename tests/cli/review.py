#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Decisions on claims: written as a table, read back, and held when a document is loaded again."""

import os
import re
import tempfile

from lib import check, report, run, write

SRC = os.path.abspath(os.environ.get("srcdir", "."))
DOCUMENT = SRC + "/tests/data/documents/malabar-2024.txt"
PROV, OA = "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"
HEAD = "claim document subject predicate object modality time confidence quote also source verdict".split()


class Store:
    def __init__(self, folder):
        self.folder = folder
        self.path = folder + "/store"

    def run(self, command, *args):
        return run(command, "-s", self.path, *args)

    def load(self):
        status, _, err = self.run("load", DOCUMENT)
        check("the document is loaded", status == 0, err)

    def table(self):
        status, out, err = self.run("review")
        check("the claims are written", status == 0, err)
        return [line.split("\t") for line in out.splitlines()]

    def give(self, rows):
        text = "".join("\t".join(row) + "\n" for row in rows)
        return self.run("review", write(self.folder + "/table.tsv", text))

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
          any(r[6] == "2012/2015-06" and r[-1] == "corrected" for r in fixed), fixed)
    check("it holds no longer " + when, plain(changed) in stays or not store.ask("GRAPH ?g { %s }" % plain(changed)))
    marked = find(now, content(kept))
    check("an accepted claim is marked " + when, marked and marked[0][-1] == "accepted", marked)
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
            given.append([*r[:5], "Proposed", "2012/2015-06", *r[7:-1], "corrected"])
        else:
            given.append([*r[:-1], verdict])
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
    status, _, err = store.give([head] + [[*r[:-1], ""] for r in rows])
    check("decisions can be taken back", status == 0, err)
    store.load()
    check("and then all is as it was", store.dump() == before, set(before) ^ set(store.dump()))


TWICE = """Canada took part in Exercise Talisman Sabre in July 2023. Canada is an ally of Japan.

Canada's alliance with Japan is old. Canada took part in Exercise Talisman Sabre in July 2025.

According to analysts, Canada supports Kenya.
"""


def said_twice(store):
    name = store.folder + "/twice.txt"
    with open(name, "w", encoding="utf-8") as f:
        f.write(TWICE)
    check("it is loaded", store.run("load", name)[0] == 0)
    head, *rows = [r for r in store.table() if r[0] == "claim" or "/twice" in r[0]]
    ally = [r for r in rows if r[3] == "sec:allyOf"]
    check("a claim said twice is one row with both passages",
          len(ally) == 1 and "Canada is an ally" in ally[0][8] and "alliance with Japan" in ally[0][9], ally)
    check("a source has its column", [r[10] for r in rows if r[3] == "sec:supports"] == ["analysts"], rows)
    times = [r for r in rows if r[3] == "sec:participatesIn"]
    check("each time is a claim", sorted(r[6] for r in times) == ["2023-07", "2025-07"], times)
    store.give([head] + [[*r[:-1], "rejected" if r in times and r[6] == "2023-07" else ""] for r in rows])
    store.run("load", name)
    left = [r[6] for r in store.table() if "twice#claim" in r[0] and r[3] == "sec:participatesIn"]
    check("what is rejected of one time stands for the other", left == ["2025-07"], left)


def faults(store):
    head, first = store.table()[:2]
    for sentence, rows, says in [
            ("an unknown verdict", [head, [*first[:-1], "perhaps"]], "table.tsv:2: verdict"),
            ("a missing column", [head[:-1]], "no column 'verdict'"),
            ("an unknown claim", [head, [first[0] + "99", *first[1:-1], "rejected"]], "write the table anew"),
            ("another quote", [head, [*first[:8], "no", *first[9:-1], "rejected"]], "write the table anew"),
            ("a wrong time", [head, [*first[:6], "2012-13", *first[7:-1], "corrected"]], "time: no date"),
            ("a wrong modality", [head, [*first[:5], "Sure", *first[6:-1], "corrected"]], "modality"),
            ("no term", [head, [*first[:2], "nothing", *first[3:-1], "corrected"]], "subject")]:
        before = store.dump()
        status, _, err = store.give(rows)
        check(sentence + " is refused", status == 1 and says in err, (status, err))
        check("and nothing is written", store.dump() == before)


def main():
    with tempfile.TemporaryDirectory(prefix="kg-test.") as tmp:
        store = Store(tmp)
        decisions(store)
        said_twice(store)
        faults(store)
    report()


main()
