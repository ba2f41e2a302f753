#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Other programs that find names in English text, beside kg in the same run: words a second and F1 of the entities.

  extractors.py KG SHARED [--folder FOLDER] [--install]

FOLDER has the packages of npm; --install puts them there. What is not there is left out. Each distinct string that a
program gives in a document is an entity for gold/score.py, whatever its class; of kg it is what it extracts. None of the
others links names to things, so that "Seoul" beside "South Korea" is one too many, and none finds what has no name. Words a
second are of CPU time, the start of the program left out: the median of three runs."""
import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = "compromise", "wink-nlp", "wink-eng-lite-web-model"
RUNS, COPIES = 3, 5
READ = """
const fs = require('fs'), path = require('path'), [out, copies, ...files] = process.argv.slice(2);
for (const f of files) {
  const text = fs.readFileSync(f, 'utf8');
  let found;
  for (let i = 0; i < Number(copies); i++) found = namesOf(text);
  const names = [...new Set(found.map(n => n.replace(/^[^\\p{L}\\p{N}]+|(’s|'s)?[^\\p{L}\\p{N}]*$/gu, '')).filter(n => n))];
  const entities = names.map((name, id) => ({ id: String(id), name }));
  fs.writeFileSync(path.join(out, path.basename(f, '.txt') + '.json'), JSON.stringify({ entities, claims: [] }));
}
"""
COMPROMISE = "const nlp = require('compromise'); const namesOf = text => nlp(text).topics().out('array');" + READ
# Its model tags parts of speech; a name is a run of proper nouns.
WINK = """
const model = require('wink-eng-lite-web-model'), nlp = require('wink-nlp')(model), its = nlp.its;
const namesOf = text => {
  const doc = nlp.readDoc(text), words = doc.tokens().out(), tags = doc.tokens().out(its.pos), names = [];
  words.forEach((w, i) => {
    if (tags[i] !== 'PROPN') return;
    if (i && tags[i - 1] === 'PROPN') names.push(names.pop() + ' ' + w); else names.push(w);
  });
  return names;
};
""" + READ


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_kg(kg):
    def run(docs, out, copies):
        if copies == 1:
            for path in docs:
                with open(out / f"{path.stem}.nq", "wb") as f:
                    subprocess.run([kg, "extract", "-q", path], stdout=f, check=True)
            return
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "none.txt").touch()
            for i, path in enumerate(docs * copies):
                shutil.copy(path, f"{folder}/{i}.txt")
            subprocess.run([kg, "extract", "-q", folder], stdout=subprocess.DEVNULL, check=True)
    return run


def run_node(folder, program):
    def run(docs, out, copies):
        script = out / "program.cjs"
        script.write_text(program)
        subprocess.run(["node", script, out, str(copies), *docs], check=True, env=dict(os.environ, NODE_PATH=str(folder / "node_modules")))
        script.unlink()
    return run


def entities_f1(shared, out):
    half = shared / "gold"
    subprocess.run([sys.executable, half / "score.py", "--gold", half / "gold", "--system", out, "--docs", half / "docs", "--quiet",
                    "--json", out / "score"], stdout=subprocess.DEVNULL, check=True)
    all_of = json.loads((out / "score").read_text())["all"]["entities, any class"]
    return all_of["p"], all_of["r"], all_of["f1"]


def measure(run, shared, docs):
    words, times = sum(len(p.read_text().split()) for p in docs) * COPIES, []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        run(docs, out, 1)
        figures = entities_f1(shared, out)
        for _ in range(RUNS):
            marks = [cpu()]
            for some in [], docs:
                run(some, out, COPIES)
                marks.append(cpu())
            times.append(marks[2] - 2 * marks[1] + marks[0])
        return figures, words / max(statistics.median(times), 1e-9)


def nltk_reason():
    try:
        import nltk
        nltk.pos_tag(["Rome"])
        return "its names need data that are not packaged"
    except ImportError:
        return "not installed"
    except LookupError:
        return "installed, but the data of its tagger and of its names are not packaged"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kg")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kg-extractors")
    parser.add_argument("--install", action="store_true")
    args = parser.parse_args()
    docs = sorted((args.shared / "gold/docs").glob("*.txt"))
    if not docs:
        print("no annotated documents in %s: skipped" % args.shared)
        sys.exit(77)
    if args.install:
        args.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", args.folder, *PACKAGES], check=True)
    programs = [("kg", run_kg(os.path.abspath(args.kg)))]
    for name, package, program in ("compromise", PACKAGES[0], COMPROMISE), ("wink-nlp, proper nouns", PACKAGES[2], WINK):
        if (args.folder / "node_modules" / package).is_dir() and shutil.which("node"):
            programs.append((name, run_node(args.folder, program)))
        else:
            print("%s: not in %s, left out" % (name, args.folder))
    print("nltk: %s, left out" % nltk_reason())
    print("%-24s %6s %6s %6s %9s" % ("entities, any class", "P", "R", "F1", "words/s"))
    for name, run in programs:
        figures, rate = measure(run, args.shared, docs)
        print("%-24s %6.3f %6.3f %6.3f %9d" % (name, *figures, rate), flush=True)


main()
