#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""An ontology of one's own, of football transfers, with its own lexicon; edits of its Turtle change the quads."""

import os
import tempfile

from lib import check, report, run, write

NS = "https://football.example/#"
CLASSES = """@prefix : <https://football.example/#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix sec: <https://w3id.org/seckg/ontology#> .
:Club a owl:Class ; rdfs:label "club"@en ; sec:headNoun "club"@en , "side"@en .
:Player a owl:Class ; rdfs:label "player"@en ; sec:headNoun "striker"@en , "goalkeeper"@en .
:plays a owl:ObjectProperty ; rdfs:label "plays for"@en ; rdfs:domain :Player ; rdfs:range :Club .
:signs a owl:ObjectProperty ; rdfs:label "signs"@en ; rdfs:domain :Club ; rdfs:range :Player .
:beats a owl:ObjectProperty ; rdfs:label "beats"@en ; rdfs:domain :Club ; rdfs:range :Club .
"""
NAMES = """@prefix : <https://football.example/#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://football.example/id/altmere> a :Club ; skos:prefLabel "Altmere Rovers"@en .
<https://football.example/id/brixley> a :Club ; skos:prefLabel "Brixley Town"@en .
<https://football.example/id/dane> a :Player ; skos:prefLabel "Tom Dane"@en .
<https://football.example/id/okoro> a :Player ; skos:prefLabel "Emeka Okoro"@en .
"""
ALIAS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://football.example/id/altmere> skos:altLabel "the Millers"@en .
"""
PREFIXES = """@prefix : <https://football.example/#> . @prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> . @prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
"""
WORDS = PREFIXES + """
[] a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep "sign"@en ] ;
  synsem:synBehavior [ lexinfo:subject _:a ; lexinfo:directObject _:b ] ;
  ontolex:sense [ ontolex:reference :signs ; synsem:subjOfProp _:a ; synsem:objOfProp _:b ] .
[] a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep "play"@en ] ;
  synsem:synBehavior [ lexinfo:subject _:c ; lexinfo:prepositionalAdjunct _:d ] ;
  ontolex:sense [ ontolex:reference :plays ; synsem:subjOfProp _:c ; synsem:objOfProp _:d ] .
_:d synsem:marker "for"@en .
"""
FRAME = PREFIXES + """
[] a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep "beat"@en ] ;
  synsem:synBehavior [ lexinfo:subject _:a ; lexinfo:directObject _:b ] ;
  ontolex:sense [ ontolex:reference :beats ; synsem:subjOfProp _:a ; synsem:objOfProp _:b ] .
"""
TEXT = """Brixley Town signed Emeka Okoro. Tom Dane played for Altmere Rovers. Tom Dane should be signed by Brixley Town.
The Millers beat Brixley Town.
"""
SIGNED = ("brixley", "signs", "okoro", "Asserted")
PLAYED = ("dane", "plays", "altmere", "Asserted")
WANTED = ("brixley", "signs", "dane", "Proposed")
BEAT = ("altmere", "beats", "brixley", "Asserted")


def quads(folder):
    """The quads of the text, as triples of their parts."""
    status, out, err = run("extract", "--ontology", folder + "/football", "--lexicon", folder + "/words.ttl",
                           folder + "/report.txt")
    check("the text is read", status == 0, err)
    return [line.split(" ", 2) for line in out.splitlines()]


def end(iri):
    return iri.rstrip(">").replace("#", "/").rsplit("/", 1)[1]


def claims(rows):
    parts = {}
    for s, p, rest in rows:
        parts.setdefault(s, {})[end(p)] = rest.split(" ")[0]
    return {(end(c["subject"]), end(c["predicate"]), end(c["object"]), end(c["modality"]))
            for c in parts.values() if "predicate" in c}


def main():
    with tempfile.TemporaryDirectory(prefix="kg-test.") as folder:
        write(folder + "/football/football.ttl", CLASSES)
        write(folder + "/football/gazetteer/names.ttl", NAMES)
        write(folder + "/words.ttl", WORDS)
        write(folder + "/report.txt", TEXT)
        rows = quads(folder)
        check("claims are of its properties", claims(rows) == {SIGNED, PLAYED, WANTED}, claims(rows))
        plain = {(s, p, rest.split(" ")[0]) for s, p, rest in rows}
        triple = "<https://football.example/id/brixley>", "<%ssigns>" % NS
        check("what is said is a plain triple", (*triple, "<https://football.example/id/okoro>") in plain, plain)
        check("what is proposed is none", (*triple, "<https://football.example/id/dane>") not in plain)
        check("nothing of the security ontology's relations",
              not any(end(p) in ("participatesIn", "memberOf", "partnerOf") for _, p, _ in rows))
        write(folder + "/words.ttl", WORDS + FRAME[len(PREFIXES):].replace("_:a", "_:e").replace("_:b", "_:f"))
        check("a frame alone does not know a name", claims(quads(folder)) == {SIGNED, PLAYED, WANTED})
        write(folder + "/football/gazetteer/more.ttl", ALIAS)
        found = claims(quads(folder))
        check("with a label and a frame more is found", found == {SIGNED, PLAYED, WANTED, BEAT}, found)
        write(folder + "/words.ttl", FRAME)
        found = claims(quads(folder))
        check("without a frame less", found == {BEAT}, found)
        os.unlink(folder + "/football/gazetteer/more.ttl")
        found = claims(quads(folder))
        check("and without the label", found == set(), found)
    report()


main()
