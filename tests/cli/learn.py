#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Learning a lexicon for a small foreign ontology, of rivers, and extracting with it."""

import json
import os
import random
import re
import tempfile

from lib import check, report, run, write

ONTOLOGY = """@prefix : <http://rivers.example/#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:River a owl:Class ; rdfs:label "river" . :Sea a owl:Class ; rdfs:label "sea" . :Town a owl:Class ; rdfs:label "town" .
:mouth a owl:ObjectProperty ; rdfs:label "flows into" ; rdfs:domain :River ; rdfs:range :Sea .
:passes a owl:ObjectProperty ; rdfs:label "passes" ; rdfs:domain :River ; rdfs:range :Town .
:length a owl:ObjectProperty ; rdfs:label "length" ; rdfs:domain :River .
:state a owl:ObjectProperty ; rdfs:label "state" ; rdfs:domain :River .
"""
RIVERS = "Aldra Bremin Corva Dultha Ester Fallin Gora Hamble Istra Jorlan Kelda Lomin".split()
SEAS = "Amber Sea|Grey Sea|Lake Onar|Bay of Tull".split("|")
TOWNS = "Marrow|Nettleby|Oxley|Port Avin|Quill|Redham".split("|")


def sentences(rng, n):
    for _ in range(n):
        river, sea, town = rng.choice(RIVERS), rng.choice(SEAS), rng.choice(TOWNS)
        yield rng.choice([
            ("%s empties into the %s." % (river, sea), "flows into", sea),
            ("%s reaches the %s in the north." % (river, sea), "flows into", sea),
            ("%s runs through %s, as it has for ages." % (river, town), "passes", town),
            ("%s waters the meadows of %s." % (river, town), "passes", town),
            ("%s is clean again, and salmon are back." % river, "state", "good"),
        ]) + (river,)


def extract(folder, lexicon, texts):
    name = write(folder + "/in.jsonl", "".join(json.dumps({"id": "s%d" % i, "text": t}) + "\n" for i, t in enumerate(texts)))
    status, out, err = run("extract", "--ontology", folder + "/ontology", "--lexicon", lexicon, "--triples", name)
    check("the sentences are read", status == 0, err)
    return [json.loads(line) for line in out.splitlines()]


def learning(folder):
    rng = random.Random(7)
    os.mkdir(folder + "/ontology")
    write(folder + "/ontology/rivers.ttl", ONTOLOGY)
    rows = [{"text": t, "triples": [{"sub": s, "rel": r, "obj": o}]} for t, r, o, s in sentences(rng, 80)]
    train = write(folder + "/train.jsonl", "".join(json.dumps(r) + "\n" for r in rows))
    lexicon = folder + "/learned.ttl"
    status, out, err = run("learn", "--ontology", folder + "/ontology", "-o", lexicon, train)
    check("a lexicon is learned", status == 0, err)
    check("precision on held-out sentences is told", "held out: 16," in err and "precision " in err, err)
    check("it is Turtle", run("check", lexicon)[0] == 0)
    again = folder + "/again.ttl"
    run("learn", "--ontology", folder + "/ontology", "-o", again, train)
    check("the same sentences give the same bytes", open(lexicon).read() == open(again).read())
    rows = extract(folder, lexicon, ["Zelva empties into the Violet Sea.", "Yarra runs through Upton, as it must.",
                                     "Zelva is clean again, and salmon are back."])
    check("ids are kept", [r["id"] for r in rows] == ["s0", "s1", "s2"], rows)
    check("a new name behind known words is the object",
          rows[0]["triples"] == [{"sub": "Zelva", "rel": "flows into", "obj": "Violet Sea"}], rows[0])
    check("and of another relation behind others",
          rows[1]["triples"] == [{"sub": "Yarra", "rel": "passes", "obj": "Upton"}], rows[1])
    check("words can stand for a value",
          rows[2]["triples"] == [{"sub": "Zelva", "rel": "state", "obj": "good"}], rows[2])
    text = open(lexicon, encoding="utf-8").read()
    head, entries = text.split("\n[] ", 1)[0], text.split("\n[] ")[1:]
    less = [e for e in entries if "#mouth>" not in e]
    check("there are entries of each relation", 0 < len(less) < len(entries))
    edited = write(folder + "/edited.ttl", "\n[] ".join([head] + less) + "\n")
    rows = extract(folder, edited, ["Zelva empties into the Violet Sea."])
    check("a relation whose entries are deleted is found no more",
          all(t["rel"] != "flows into" for t in rows[0]["triples"]), rows)
    bad = write(folder + "/bad.jsonl", '{"text": "a", "triples": [{"rel": "passes"}]}\n')
    status, out, err = run("learn", "--ontology", folder + "/ontology", bad)
    check("a wrong line is an error with its place", status == 1 and "bad.jsonl:1: " in err, err)


def labels(folder):
    """Annotations that call things by other names than the sentences do, and tell several triples of each."""
    rng, rows = random.Random(5), []
    for _ in range(180):
        river, sea, town, n = rng.choice(RIVERS), rng.choice(SEAS), rng.choice(TOWNS), rng.randrange(3, 90)
        way = rng.choice(["%s runs through %s for %d miles and empties into the %s.", "%s runs through %s. It is %d miles long and empties into the %s."])
        rows.append({"text": way % (river, town, n, sea), "triples": [
            {"sub": river + "_(river)", "rel": "passes", "obj": town}, {"sub": river + "_(river)", "rel": "flows into", "obj": sea},
            {"sub": river + "_(river)", "rel": "length", "obj": "%d.0 (miles)" % n}]})
    train = write(folder + "/labels.jsonl", "".join(json.dumps(r) + "\n" for r in rows))
    lexicon = folder + "/labels.ttl"
    status, out, err = run("learn", "--ontology", folder + "/ontology", "-o", lexicon, train)
    check("labels are learned", status == 0, err)
    rows = extract(folder, lexicon, ["Corva runs through Quill for 94 miles and empties into the Grey Sea.",
                                     "Corva runs through Quill. It is 94 miles long and empties into the Grey Sea."])
    told = [sorted((t["sub"], t["rel"], t["obj"]) for t in r["triples"]) for r in rows]
    right = [("Corva_(river)", "flows into", "Grey Sea"), ("Corva_(river)", "length", "94.0 (miles)"), ("Corva_(river)", "passes", "Quill")]
    check("things are called as annotations call them, numbers with their unit", told[0] == right, told)
    check("a second sentence may go on about what the first is about", told[1] == right, told)


STATES = "Norway Sweden Finland Poland Japan Canada Italy Greece Kenya Chile Ghana Peru".split()


def remarks(rng, n):
    """Sentences of the project's own ontology; in every third nothing is said that it has a word for."""
    for i in range(n):
        a, b = rng.sample(STATES, 2)
        if i % 3 == 2:
            text = rng.choice(["%s was named before %s.", "%s wrote a line on %s."]) % (a, b)
            yield {"text": text, "triples": []}
        else:
            text = rng.choice(["%s shimmied for %s.", "%s shimmied for %s again."]) % (a, b)
            yield {"text": text, "triples": [{"sub": a, "rel": "supports", "obj": b}]}


def claims(folder, lexicon, text):
    args = ["--lexicon", lexicon] if lexicon else []
    status, out, err = run("extract", "--explain", *args, write(folder + "/note.txt", text))
    check("a document is read", status == 0, err)
    return [line for line in out.splitlines() if " --> " in line]


def documents(folder):
    """What is learned of our own ontology is applied to documents, and changes with its entries."""
    train = write(folder + "/remarks.jsonl", "".join(json.dumps(r) + "\n" for r in remarks(random.Random(3), 90)))
    lexicon, text = folder + "/remarks.ttl", "Denmark shimmied for Iceland."
    status, out, err = run("learn", "-o", lexicon, train)
    check("a lexicon is learned for our own ontology", status == 0, err)
    check("without it nothing is found", claims(folder, None, text) == [])
    found = claims(folder, lexicon, text)
    check("with it the claim is", found == ["Denmark -- supports --> Iceland  Asserted"], found)
    found = claims(folder, lexicon, "Denmark may have shimmied for Iceland.")
    check("as sure as the text is", found == ["Denmark -- supports --> Iceland  Possible"], found)
    other = claims(folder, lexicon, "Denmark was named before Iceland.")
    check("nothing where nothing was said", other == [], other)
    lines = open(lexicon, encoding="utf-8").read().splitlines()
    check("entries are lines under a comment that tells what they are",
          "# supports: what lies between subject and object in the tree" in lines, lines[:20])
    status, out, err = run("extract", "--explain", "--lexicon", lexicon, "--without", "learning", folder + "/note.txt")
    check("learning can be left out", status == 0 and "learned" not in out, out + err)
    status, out, err = run("extract", "--without", "luck", folder + "/note.txt")
    check("a part that is none is an error", status == 2 and "not 'luck'" in err, err)
    less = [line for line in lines if not line.startswith("[] ")]
    check("without its entries nothing", claims(folder, write(folder + "/less.ttl", "\n".join(less)), text) == [])
    edited = [re.sub("confidence [0-9.]+", "confidence -3", line) if "shimmied" in line else line for line in lines]
    check("an edited entry changes the result", claims(folder, write(folder + "/edited.ttl", "\n".join(edited)), text) == [])
    own = write(folder + "/own.ttl", HEAD + """[] a sec:Cue ; ontolex:canonicalForm [ ontolex:writtenRep "path: nsubj<waltz>obl for" ] ;
        ontolex:sense [ sec:confidence 1.5 ; ontolex:reference sec:supports ;
          synsem:subjOfProp <#subject> ; synsem:objOfProp <#object> ] .""")
    found = claims(folder, own, "Denmark waltzed for Iceland.")
    check("an entry that a person wrote is applied", found == ["Denmark -- supports --> Iceland  Asserted"], found)


HEAD = """@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> . @prefix sec: <https://w3id.org/seckg/ontology#> .
@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
"""


def main():
    with tempfile.TemporaryDirectory(prefix="kg-test.") as folder:
        learning(folder)
        labels(folder)
        documents(folder)
    report()


main()
