#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Queries made to take all time and memory stop at their limits, in a child that is watched.

Each has a second and 256 MB: it answers, or ends with status 3 (1 where the text itself is refused), within 1.2
times its time and 0.2 s, with no more anonymous memory than its budget and 64 MB.  What counts is time on an idle
machine, so a busy one gets half a minute before a test fails for it; the figures are printed.  Nested texts,
truncated results and Ctrl-C are tried, too.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time

KG = os.path.abspath("kg/kg")
TIMEOUT, BUDGET = 1.0, 256
SLACK = 30.0  # of a busy machine
SANITIZERS = bool(os.environ.get("KG_SANITIZERS"))

EX = "PREFIX : <http://e/> "
LONG = "a" * 30000
BOMB = "a" * 4000

ENDLESS = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product, distinct": "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "cross product, grouped": "SELECT ?a ?d ?g (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d ?g",
    "cross product, filtered": 'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (CONCAT(STR(?a), STR(?i)) = "no") }',
    "paths in paths": "SELECT (COUNT(*) AS ?n) { ?a ((:p0*/:p1*)*|(^:p2/:p3+)*)* ?b . ?b (!:p9)* ?c . ?c (:p1|^:p2)* ?a }",
    "paths, all pairs": "SELECT ?a ?b { ?a (:p0|:p1|:p2|:p3|:p4)* ?b } ORDER BY ?b ?a",
    "GROUP_CONCAT": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "REPLACE": 'SELECT (REPLACE(REPLACE(REPLACE(REPLACE(REPLACE("%s", ".", "$0$0$0$0$0$0$0$0$0$0"), ".", '
               '"$0$0$0$0$0$0$0$0$0$0"), ".", "$0$0$0$0$0$0$0$0$0$0"), ".", "$0$0$0$0$0$0$0$0$0$0"), ".", '
               '"$0$0$0$0$0$0$0$0$0$0") AS ?x) { }' % ("a" * 1000),
    "strings kept": 'SELECT ?x { ?a ?b ?c . ?d ?e ?f BIND (CONCAT("%s", STR(?a), STR(?d)) AS ?x) } ORDER BY ?x' % LONG,
    "MINUS of cross products": "SELECT * { ?a ?b ?c . ?d ?e ?f MINUS { ?a ?x ?y . ?d ?z ?w . ?v ?u ?t } }",
    "EXISTS of cross products": "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?c ?x ?y . ?z ?w ?v . ?u ?t ?s FILTER (?y = ?s && ?v = ?w) } }",
    "OPTIONAL of cross products": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f . ?g ?h ?i FILTER (?d != ?i || ?a = ?g) } }",
    "huge VALUES": "SELECT (COUNT(*) AS ?n) { VALUES ?a { %s } VALUES ?b { %s } VALUES ?c { %s } }" % ((" ".join(map(str, range(40000))),) * 3),
    "huge IN": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER (STR(?a) IN (%s)) }" % ",".join('"%d"' % i for i in range(60000)),
    "updates": None,
}

# These may well answer.
BOUNDED = {
    "regular expression 1": 'SELECT * { FILTER REGEX("%s!", "(a+)+$") }' % BOMB,
    "regular expression 2": 'SELECT * { ?a ?b ?c FILTER REGEX("%s!", "(a|aa)+$") }' % BOMB,
    "regular expression 3": 'SELECT * { ?a ?b ?c FILTER REGEX("%s!", "(.*a){25}$") }' % BOMB,
    "regular expression 4": 'SELECT (REPLACE("%s!", "(a*)*b", "x") AS ?x) { ?a ?b ?c }' % BOMB,
}

UPDATE = "INSERT { ?a ?b ?d . ?d ?e ?c . ?g ?h ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

failures = []


def complain(name, what):
    failures.append(name)
    print("FAILED: %s: %s" % (name, what))


def anonymous(pid):
    try:
        with open("/proc/%d/status" % pid, encoding="ascii") as status:
            for line in status:
                if line.startswith("RssAnon"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def watch(command, text, stop=None):
    """Exit status, seconds, those of CPU, most anonymous memory in MB, and what was written to standard error."""
    start, used = time.monotonic(), os.times()
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as messages:
        source.write(text.encode())
        source.seek(0)
        child = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL, stderr=messages)
        most = 0.0
        while child.poll() is None:
            most = max(most, anonymous(child.pid))
            if stop and time.monotonic() - start > stop:
                child.send_signal(signal.SIGINT)
                stop = None
            if time.monotonic() - start > TIMEOUT + SLACK + 5:
                child.kill()
            time.sleep(0.005)
        messages.seek(0)
        now = os.times()
        cpu = now.children_user + now.children_system - used.children_user - used.children_system
        return child.returncode, time.monotonic() - start, cpu, most, messages.read().decode("utf-8", "replace")


def limited(store, name, text, command="query"):
    status, seconds, cpu, most, said = watch(
        [KG, command, "--store", store, "--quiet", "--timeout", str(TIMEOUT), "--memory", str(BUDGET), "-"], EX + text)
    print("%-28s status %d  %5.2f s  %5.2f s CPU  %4.0f MB  %s"
          % (name, status, seconds, cpu, most, said.split("\n")[0][:60]))
    if seconds > 1.2 * TIMEOUT + 0.2 + SLACK or (cpu > 1.2 * TIMEOUT + 0.2 and not SANITIZERS):
        complain(name, "it took %.2f s, %.2f s of CPU" % (seconds, cpu))
    if most > BUDGET + 64 and not SANITIZERS:
        complain(name, "it took %.0f MB" % most)
    return status, seconds, cpu


def pathological(store):
    slow = []
    for name, text in ENDLESS.items():
        status, seconds, cpu = limited(store, name, text or UPDATE, "query" if text else "update")
        if status != 3:
            complain(name, "status %d" % status)
        slow.append((seconds, cpu))
    for name, text in BOUNDED.items():
        status, seconds, cpu = limited(store, name, text)
        if status not in (0, 1, 3):
            complain(name, "status %d" % status)
        slow.append((seconds, cpu))
    print("slowest: %.2f s, %.2f s of CPU; limit %.2f s"
          % (max(s for s, _ in slow), max(c for _, c in slow), 1.2 * TIMEOUT + 0.2))


NESTED = {
    "(": lambda n: "SELECT * { FILTER (" + "(" * n + "1" + ")" * n + ") }",
    "{": lambda n: "SELECT * " + "{" * n + "}" * n,
    "!": lambda n: "SELECT * { FILTER (" + "!" * n + "true) }",
    "-": lambda n: "SELECT (1" + " - 1" * n + " AS ?x) { }",
    "+": lambda n: "SELECT (" + "+(" * n + "1" + ")" * n + " AS ?x) { }",
    "||": lambda n: "SELECT * { FILTER (true" + " || true" * n + ") }",
    "<<(": lambda n: "SELECT * { " + "<<( :s :p " * n + ":o" + " )>>" * n + " :p :o }",
    "<<": lambda n: "SELECT * { " + "<< :s :p " * n + ":o" + " >>" * n + " :p :o }",
    "[": lambda n: "SELECT * { " + "[ :p " * n + "1" + " ]" * n + " }",
    "( )": lambda n: "SELECT * { :s :p " + "( " * n + " )" * n + " }",
    "path (": lambda n: "SELECT * { :s " + "(" * n + ":p" + ")*" * n + " ?o }",
    "path ^": lambda n: "SELECT * { :s " + "^(" * n + ":p" + ")" * n + " ?o }",
    "path /": lambda n: "SELECT * { :s :p" + "/:p" * n + " ?o }",
    "path |": lambda n: "SELECT * { :s :p" + "|:p" * n + " ?o }",
    "OPTIONAL": lambda n: "SELECT * { " + "OPTIONAL { ?s ?p ?o " * n + "}" * n + "}",
    "OPTIONAL in a row": lambda n: "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * n + "}",
    "UNION": lambda n: "SELECT * { {} " + "UNION { ?s ?p ?o } " * n + "}",
    "SELECT": lambda n: "SELECT * { " + "{ SELECT * { " * n + "} }" * n + "}",
    "EXISTS": lambda n: "SELECT * { " + "FILTER EXISTS { " * n + "}" * n + "}",
    "STR": lambda n: "SELECT (" + "STR(" * n + "1" + ")" * n + " AS ?x) { }",
    "IN": lambda n: "SELECT * { FILTER (1 IN (" + "1," * n + "1)) }",
}


def nested(store):
    worst, n_texts = 0.0, 0
    for name, make in NESTED.items():
        for n in (1000, 10000, 100000, 1000000) if "--full" in sys.argv else (1000, 100000):
            n_texts += 1
            status, seconds, cpu, most, said = watch(
                [KG, "query", "--store", store, "--quiet", "--timeout", "2", "--memory", str(4 * BUDGET), "-"], EX + make(n))
            worst = max(worst, cpu)
            if status not in (0, 1, 3) or (status and "kg:" not in said and "<standard" not in said and ":" not in said):
                complain("%s %d times" % (name, n), "status %d: %s" % (status, said[:200]))
            if seconds > 2.6 + SLACK or (cpu > 2.6 and not SANITIZERS):
                complain("%s %d times" % (name, n), "%.1f s, %.1f s of CPU" % (seconds, cpu))
    print("nesting: %d texts, slowest %.2f s of CPU" % (n_texts, worst))


def interrupted(store):
    status, seconds, _, _, _ = watch([KG, "query", "--store", store, "--quiet", "-"], ENDLESS["cross product"], 0.5)
    print("Ctrl-C after 0.5 s: status %d after %.2f s" % (status, seconds))
    if status != 130 or seconds > 1 + SLACK:
        complain("Ctrl-C", "status %d after %.2f s" % (status, seconds))


def truncated(store):
    """What is cut off never looks complete."""
    ends = {"json": "]}}", "xml": "</sparql>"}
    for form, end in ends.items():
        done = subprocess.run([KG, "query", "--store", store, "--quiet", "--timeout", "0.5", "--results", form, "-e",
                               "SELECT * { ?a ?b ?c . ?d ?e ?f }"], capture_output=True, check=False)
        if done.returncode != 3 or done.stdout.rstrip().endswith(end.encode()):
            complain("truncated " + form, "status %d" % done.returncode)
    done = subprocess.run([KG, "query", "--store", store, "--quiet", "--timeout", "0.5", "--to", "turtle", "-e",
                           "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"], capture_output=True, check=False)
    if done.returncode != 3:
        complain("truncated turtle", "status %d" % done.returncode)


def main():
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        data, store = os.path.join(folder, "d.nt"), os.path.join(folder, "s")
        with open(data, "w", encoding="ascii") as out:
            for _ in range(20000):
                out.write("<http://e/n%d> <http://e/p%d> <http://e/n%d> .\n"
                          % (rng.randrange(2000), rng.randrange(5), rng.randrange(2000)))
        subprocess.run([KG, "load", "--quiet", "--store", store, data], check=True)
        pathological(store)
        nested(store)
        interrupted(store)
        truncated(store)
    print("%d failed" % len(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
