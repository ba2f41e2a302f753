#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Text2KGBench: learn on the training sentences of an ontology, extract from its validation sentences, score.

Usage: text2kg.py KG SHARED [ONTOLOGY...]. F1 as published is the mean over sentences, micro-F1 counts triples.
Nothing learned here is kept. Fails if an F1 is below its floor."""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict

# The least F1 of each, some hundredths below what was reached.
LEAST = {"military": .44, "politics": .48, "space": .68, "culture": .64, "computer": .32, "sport": .61}


def normal(triple):
    return tuple(re.sub(r"[\s_]+", "", text).lower() for text in triple)


def read(name):
    with open(name, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def run(kg, root, name, tmp):
    train = glob.glob("%s/train/ont_*_%s_train.jsonl" % (root, name))[0]
    ontology, sentences = tmp + "/" + name, tmp + "/sentences.jsonl"
    os.mkdir(ontology)
    shutil.copy(glob.glob("%s/ontologies/owl/*_%s.ttl" % (root, name))[0], ontology)
    lexicon = tmp + "/" + name + ".learned.ttl"
    told = subprocess.run([kg, "learn", "--ontology", ontology, "-o", lexicon, train], check=True,
                          capture_output=True, text=True).stderr
    gold, texts = defaultdict(set), {}
    for row in read(train.replace("/train/", "/validation/").replace("_train.", "_validation.")):
        gold[row["sent"]].add(normal((row["sub_label"], row["rel_label"], row["obj_label"])))
    with open(sentences, "w", encoding="utf-8") as f:
        for i, text in enumerate(gold):
            texts[str(i)] = text
            f.write(json.dumps({"id": str(i), "text": text}) + "\n")
    out = subprocess.run([kg, "extract", "--ontology", ontology, "--lexicon", lexicon, "--triples", sentences],
                         check=True, capture_output=True, text=True).stdout
    found = {}
    for line in out.splitlines():
        row = json.loads(line)
        found[texts[row["id"]]] = {normal((t["sub"], t["rel"], t["obj"])) for t in row["triples"]}
    return gold, found, re.search(r"precision ([0-9.]+)", told)[1]


def score(gold, found):
    hits = {text: len(gold[text] & found[text]) for text in gold}
    n_gold, n_found = sum(map(len, gold.values())), sum(map(len, found.values()))
    mean = sum(2 * hits[t] / (len(gold[t]) + len(found[t])) for t in gold if found[t]) / len(gold)
    right = sum(hits.values())
    return right / n_found if n_found else 0, right / n_gold, 2 * right / (n_gold + n_found), mean


def main():
    kg, root = sys.argv[1], sys.argv[2] + "/text2kg/wikidata_tekgen"
    if not os.path.isdir(root):
        print("no %s: skipped" % root)
        sys.exit(77)
    print("%-10s %6s %6s %8s %6s %s" % ("ontology", "P", "R", "micro-F1", "F1", "precision held out of training"))
    failed = 0
    for name in sys.argv[3:] or LEAST:
        with tempfile.TemporaryDirectory() as tmp:
            gold, found, held = run(kg, root, name, tmp)
        figures = score(gold, found)
        low = figures[-1] < LEAST.get(name, 0)
        failed += low
        print("%-10s %6.2f %6.2f %8.2f %6.2f %s%s" % (name, *figures, held, " FAILED: below the floor" if low else ""), flush=True)
    sys.exit(failed > 0)


main()
