#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Breaks a copy of the ontology in one way at a time and expects check_ontology.py to say so: a check that cannot fail is none."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

import check_ontology as check

GAZETTEER = """@base <https://w3id.org/seckg/id/> .
@prefix sec: <https://w3id.org/seckg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<state/NOR> a sec:State ; skos:prefLabel "Norway"@en ; sec:isoAlpha3 "NOR" ; sec:capital <place/oslo> ;
    skos:exactMatch <http://www.wikidata.org/entity/Q20> .
<state/SWE> a sec:State ; skos:prefLabel "Sweden"@en ; skos:exactMatch <http://www.wikidata.org/entity/Q34> .
<place/oslo> a sec:Place ; skos:prefLabel "Oslo"@en .
<alliance/nato> a sec:Alliance ; skos:prefLabel "NATO"@en ; sec:from "1949-04-04"^^xsd:date .
<membership/nato/NOR> a sec:Membership ; sec:member <state/NOR> ; sec:organisation <alliance/nato> ; sec:from "1949"^^xsd:gYear .
"""
LEXICON = """@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> . @prefix l: <https://w3id.org/seckg/lexicon/en#> .
l:host a ontolex:LexicalEntry ; ontolex:canonicalForm [ ontolex:writtenRep "host"@en ] .
"""
G, L, V = "gazetteer/g.ttl", "lexicon/en.ttl", "security.ttl"

# file, what to find (a regular expression), what to put in its place, the check that must fail, what it must say
BREAKAGES = (
    (V, r"sec:Person a owl:Class", "sec:Person a owl:Class ,", "everything_parses", "security.ttl: does not parse"),
    (V, r'owl:versionInfo "0', 'owl:versionInfo "9', "header_is_complete", "does not end in version"),
    (V, r"(?<=\n)sec:Denied a owl:NamedIndividual ,", "sec:Denied a", "contract_is_declared", "sec:Denied"),
    (V, r'rdfs:label "hosts"@en ;', "", "terms_are_described", "sec:hosts: 0 English labels"),
    (V, r'rdfs:label "hosts"@en', 'rdfs:label "leads"@en', "terms_are_described", "shared by sec:hosts, sec:leads"),
    (V, r'skos:definition "Takes part', 'skos:definition " Takes part', "terms_are_described", "spaces around"),
    (V, r"(?<=\n)sec:hosts a owl:ObjectProperty", "sec:hosts a owl:ObjectProperty , owl:Class", "terms_are_described", "more than one kind"),
    (V, r"(?<=\n)sec:Modality a owl:Class", "sec:modalityKind a owl:Class", "names_are_well_formed", "sec:modalityKind"),
    (V, r"    rdfs:range sec:Strategy ;\n", "", "properties_have_domain_and_range", "sec:adopts: 0 ranges"),
    (V, r"rdfs:range sec:Strategy", "rdfs:range sec:Stratagem", "properties_have_domain_and_range", "no declared class"),
    (V, r"(?<=sec:Region a owl:Class ;\n    rdfs:subClassOf sec:Location)", " , sec:Event", "hierarchy_is_sound", "disjoint"),
    (V, r"(?<=sec:Entity a owl:Class ;)", "\n rdfs:subClassOf sec:Person ;", "hierarchy_is_sound", "its own superclass"),
    (V, r"(?<=of the two\.\"@en ;)", "\n    rdfs:seeAlso sec:friendOf ;", "nothing_undeclared_is_used", "sec:friendOf"),
    (V, r'"war"@en', '"war"@en , "drill"@en', "head_nouns_are_plain_and_of_one_class", '"drill" belongs to'),
    (V, r'"war"@en', '"wAr"@en', "head_nouns_are_plain_and_of_one_class", '"wAr" is not'),
    ("alignments/schema.ttl", r"sec:Entity .*", "", "alignments_cover_the_vocabulary", "sec:Entity: no alignment"),
    ("alignments/wikidata.ttl", r"wd:P1344", "wd:P1345", "alignments_point_at_terms_that_exist", "P1345"),
    ("alignments/org.ttl", r"org:headOf", "org:bossOf", "alignments_point_at_terms_that_exist", "no such term"),
    ("alignments/org.ttl", r"skos:closeMatch org:headOf", "rdfs:subClassOf org:headOf", "alignments_point_at_terms_that_exist", "no class"),
    ("shapes.ttl", r"sec:posesThreat sec:threatens", "sec:posesThreat", "shapes_agree_with_the_vocabulary", "exactly participatesIn"),
    ("shapes.ttl", r"sec:leads ; sh:class sec:Person", "sec:leads ; sh:class sec:State", "shapes_agree_with_the_vocabulary", "sec:leads"),
    ("context.jsonld", r'"sec:hosts"', '"sec:host"', "context_names_every_term", "hosts does not stand for"),
    ("context.jsonld", r'"oa:exact"', '"oa:exactly"', "context_names_every_term", "oa:exactly"),
    ("context.jsonld", r'"headline"', '"title"', "context_names_every_term", "stands twice"),
    ("alignments/schema.ttl", r"https://schema.org/", "http://schema.org/", "namespaces_agree_with_the_engine", "prefix schema"),
    (G, r"entity/Q20", "entity/20", "iris_are_well_formed", "no Wikidata identifier"),
    (G, r"<place/oslo> a", "<place/Oslo> a", "gazetteer_entities_are_named_once", "place/Oslo"),
    (G, r"a sec:Place", "a sec:Region", "gazetteer_entities_are_named_once", "does not begin with its class"),
    (G, r"<state/SWE> a", "<state/sweden> a", "gazetteer_entities_are_named_once", "is no state/ISO3"),
    (G, r'"Sweden"@en', '"Norway"@en', "gazetteer_entities_are_named_once", "preferred label of state/NOR, state/SWE"),
    (G, r'"Sweden"@en', '"Sweden"@en, "Svea"@en', "gazetteer_entities_are_named_once", "2 English"),
    (G, r"entity/Q34", "entity/Q20", "gazetteer_identifiers_are_unique", "Q20 belongs to"),
    (G, r'isoAlpha3 "NOR"', 'isoAlpha3 "SWE"', "gazetteer_identifiers_are_unique", "its code is SWE"),
    (G, r'"Oslo"@en', '"Oslo"', "gazetteer_names_are_texts", "no language"),
    (G, r"sec:organisation <alliance/nato>", "sec:organisation <place/oslo>", "gazetteer_relations_fit_domain_and_range", "outside"),
    (G, r"sec:capital <place/oslo>", "sec:capital <place/bergen>", "gazetteer_relations_fit_domain_and_range", "not described"),
    (G, r'"1949"\^\^xsd:gYear', '"49"^^xsd:gYear', "gazetteer_dates_are_dates", "49 is no day"),
    (G, r'"1949"\^\^xsd:gYear', '"1949"^^xsd:gYear ; sec:until "1948-12"^^xsd:gYearMonth', "gazetteer_dates_are_dates", "before it begins"),
    (L, r"ontolex:canonicalForm", "ontolex:otherForm", "lexicon_entries_are_unique", "no canonical form"),
)


def copy_of_ontology(folder):
    shutil.copytree(check.HERE.parents[1] / "ontology", folder, ignore=shutil.ignore_patterns("gazetteer", "lexicon"))
    for path in (folder, *folder.rglob("*")):  # the sources may be read-only
        path.chmod(path.stat().st_mode | 0o200)
    for name, text in ((G, GAZETTEER), (L, LEXICON)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, encoding="utf-8")


def failing(folder):
    """What each failing check says; when a file does not parse, the other checks have nothing to say."""
    ontology = check.Ontology(folder)
    checks = (check.everything_parses,) if ontology.faults else check.CHECKS
    return {c.__name__: faults for c in checks if (faults := list(c(ontology)))}


def complaint(folder, breakage):
    """Why the breakage did not show, or nothing."""
    name, pattern, replacement, expected, words = breakage
    path = folder / name
    before = path.read_text(encoding="utf-8")
    after, count = re.subn(pattern, lambda _: replacement, before, count=1)
    if not count:
        return "nothing there to break"
    path.write_text(after, encoding="utf-8")
    found = failing(folder)
    path.write_text(before, encoding="utf-8")
    if not any(words in fault for fault in found.get(expected, ())):
        return f"{expected} did not say \"{words}\"; failing: {found}"
    return None


def main():
    check.read_terms()
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "ontology"
        copy_of_ontology(folder)
        untouched = failing(folder)
        print(f"{'not ok' if untouched else 'ok'} - an unbroken copy has no fault {untouched or ''}")
        failed += bool(untouched)
        for breakage in BREAKAGES:
            reason = complaint(folder, breakage)
            failed += bool(reason)
            print(f"{'not ok' if reason else 'ok'} - {breakage[0]}: {breakage[1]} → {breakage[2]!r}" + (f"\n    {reason}" if reason else ""))
    print(f"{len(BREAKAGES) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
