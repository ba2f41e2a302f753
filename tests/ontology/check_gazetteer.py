#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""The gazetteer holds together: one file, one label and one IRI per entity, nothing undeclared.

Compares with ontology/security.ttl too, when it is there: terms, domains, ranges.
Exit 77: no rdflib.
"""
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

try:
    import rdflib
    from rdflib import Graph, Namespace, RDF, RDFS, URIRef
    from rdflib.collection import Collection
    from rdflib.namespace import OWL, SKOS
except ImportError:
    print("rdflib is missing: skipped")
    sys.exit(77)

rdflib.NORMALIZE_LITERALS = False  # dates are to be seen as they were written

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
SEC = Namespace("https://w3id.org/seckg/ontology#")
ID = "https://w3id.org/seckg/id/"
NODES = {SEC.Membership: (SEC.member, SEC.organisation), SEC.Tenure: (SEC.holder, SEC.office, SEC.officeOf)}


PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "Æ": "AE",
                       "œ": "oe", "ð": "d", "þ": "th", "–": "-", "—": "-"})
SINGLE = {"President", "Prime Minister", "Foreign Minister", "Defence Minister"}


def path_of(cls):
    name = str(cls).removeprefix(str(SEC))
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def load():
    whole, homes = Graph(), defaultdict(set)
    for file in sorted((ONTOLOGY / "gazetteer").glob("*.ttl")):
        part = Graph().parse(file, format="turtle")
        for s in part.subjects(RDF.type, None):
            homes[s].add(file.name)
        whole += part
    return whole, homes


def one_home(graph, homes):
    for s, files in homes.items():
        if len(files) > 1:
            yield f"{s} is declared in {', '.join(sorted(files))}"
        if len(list(graph.objects(s, RDF.type))) != 1:
            yield f"{s} has more than one class"


def one_label(graph, entities):
    owner = {}
    for s in entities:
        labels = list(graph.objects(s, SKOS.prefLabel))
        if len(labels) != 1:
            yield f"{s} has {len(labels)} preferred labels"
        for label in labels:
            if owner.setdefault(str(label), s) != s:
                yield f"{label!r} is the preferred label of {s} and {owner[str(label)]}"


def ambiguous_names(graph, entities):
    """A name that stands for two things belongs under sec:contextName."""
    owner, loose = defaultdict(set), {(s, str(n)) for s, n in graph.subject_objects(SEC.contextName)}
    for s in entities:
        for prop in (SKOS.prefLabel, SKOS.altLabel):
            for name in graph.objects(s, prop):
                if (s, str(name)) not in loose:
                    owner[str(name)].add(s)
    for name, holders in owner.items():
        if len(holders) > 1:
            yield f"{name!r} names {', '.join(sorted(map(str, holders)))}"


def slug(label):
    """As make-states.py does it."""
    plain = unicodedata.normalize("NFKD", label.translate(PLAIN)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['.]", "", plain)).strip("-")


def well_named(graph, entities):
    for s in entities:
        cls, label = graph.value(s, RDF.type), str(graph.value(s, SKOS.prefLabel))
        coded = cls == SEC.State and not graph.value(s, SEC.until)  # states that ended may have had no code
        local = graph.value(s, SEC.isoAlpha3) or (None if coded else slug(label))
        if str(s) != f"{ID}{path_of(cls)}/{local}":
            yield f"{s} is not named after its class and label {label!r}"


def nothing_dangling(graph):
    for s, p, o in graph:
        for node in (s, o):
            if str(node).startswith(ID) and (node, RDF.type, None) not in graph:
                yield f"{node} is used with {p} but not declared"


def dates_in_order(graph):
    for s, start in graph.subject_objects(SEC["from"]):
        for end in graph.objects(s, SEC.until):
            size = min(len(start), len(end))
            if str(start)[:size] > str(end)[:size]:
                yield f"{s} ends before it starts"
    for prop in (SEC["from"], SEC.until, SEC.on):
        for s, date in graph.subject_objects(prop):
            if not re.fullmatch(r"\d{4}(-\d\d){0,2}", str(date)):
                yield f"{s}: {date} is no date"


def nodes_complete(graph):
    for cls, props in NODES.items():
        for s in graph.subjects(RDF.type, cls):
            for p in props:
                if len(list(graph.objects(s, p))) != 1:
                    yield f"{s} needs exactly one {p}"


def offices_held_once(graph):
    """Nobody is president of a state while another is."""
    terms = defaultdict(list)
    for s in graph.subjects(RDF.type, SEC.Tenure):
        if str(graph.value(s, SEC.office)) in SINGLE:
            start, end = graph.value(s, SEC["from"]) or "", graph.value(s, SEC.until) or "9999"
            terms[graph.value(s, SEC.officeOf), graph.value(s, SEC.office)].append((str(start), str(end), s))
    for held in terms.values():
        held.sort()
        for (_, end, before), (start, _, after) in zip(held, held[1:]):
            size = min(len(start), len(end))
            if start[:size] < end[:size]:
                yield f"{before} has not ended when {after} starts"


def members_agree(graph):
    """A membership that has not ended is also stated plainly, an ended one is not."""
    for s in graph.subjects(RDF.type, SEC.Membership):
        plain = (graph.value(s, SEC.member), SEC.memberOf, graph.value(s, SEC.organisation)) in graph
        if plain == ((s, SEC.until, None) in graph):
            yield f"{s} disagrees with the plain statement"


def ids_unique(graph):
    seen = {}
    for s, o in graph.subject_objects(SKOS.exactMatch):
        if not re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", str(o)):
            yield f"{s}: malformed id {o}"
        if seen.setdefault(o, s) != s:
            yield f"{o} stands at {s} and {seen[o]}"


def classes_of(vocabulary, node):
    union = vocabulary.value(node, OWL.unionOf)
    return set(Collection(vocabulary, union)) if union else {node}


def allowed(vocabulary, cls, node):
    return bool(set(vocabulary.transitive_objects(cls, RDFS.subClassOf)) & classes_of(vocabulary, node))


def fits_vocabulary(graph, vocabulary):
    sec = lambda term: isinstance(term, URIRef) and term.startswith(SEC)
    used = {t for triple in graph for t in triple[1:] if sec(t)}
    for term in sorted(used):
        if (term, RDF.type, None) not in vocabulary:
            yield f"{term} is not declared in security.ttl"
    for s, p, o in graph:
        if not sec(p) or str(p) == str(SEC.mentions):
            continue
        for node, ends in ((s, RDFS.domain), (o, RDFS.range)):
            cls, want = graph.value(node, RDF.type) if isinstance(node, URIRef) else None, vocabulary.value(p, ends)
            if cls and want and not allowed(vocabulary, cls, want):
                yield f"{s} {p} {o}: {cls} is outside its {'domain' if ends == RDFS.domain else 'range'}"


def main():
    graph, homes = load()
    entities = [s for s in homes if graph.value(s, RDF.type) not in NODES]
    errors = [
        *one_home(graph, homes), *one_label(graph, entities), *ambiguous_names(graph, entities),
        *well_named(graph, entities), *nothing_dangling(graph), *dates_in_order(graph),
        *nodes_complete(graph), *offices_held_once(graph), *members_agree(graph), *ids_unique(graph),
    ]
    if (ONTOLOGY / "security.ttl").is_file():
        errors += fits_vocabulary(graph, Graph().parse(ONTOLOGY / "security.ttl", format="turtle"))
    else:
        print("security.ttl is not there: terms not compared")
    print("\n".join(errors) if errors else f"{len(entities)} entities in {len(graph)} triples hold together")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
