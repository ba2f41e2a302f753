#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Checks everything under ontology/: that it parses, that terms are declared and described, that what is used exists, and that
the gazetteer and the lexicon keep their identifiers apart.

  check_ontology.py [ONTOLOGY-FOLDER]

Each check is a function that yields one line for each fault. Exit status: 0 no fault, 1 faults, 77 no rdflib (skipped)."""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

try:
    import rdflib
    from rdflib import BNode, Graph, Literal, Namespace, URIRef
    from rdflib.collection import Collection
    from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
except ImportError:
    print("check_ontology: python3-rdflib is not installed: skipped")
    sys.exit(77)

rdflib.NORMALIZE_LITERALS = False  # "49"^^xsd:gYear is to be seen as it was written

HERE = Path(__file__).resolve().parent
SEC = Namespace("https://w3id.org/seckg/ontology#")
SH = Namespace("http://www.w3.org/ns/shacl#")
ENTITIES = "https://w3id.org/seckg/id/"
WIKIDATA = "http://www.wikidata.org/entity/"
ONTOLOGY = URIRef("https://w3id.org/seckg/ontology")
CODES = ("https://w3id.org/seckg/cameo#", "https://w3id.org/seckg/plover#")

CONTRACT_CLASSES = """State InternationalOrganisation Alliance Institution Company NonStateActor Person Agreement Strategy Exercise
  Operation Meeting Conflict Election Threat Capability MilitaryAsset Region Place Agent Event Location Claim""".split()
RELATIONS = """participatesIn hosts memberOf partyTo allyOf partnerOf cooperatesOn perceivesThreat posesThreat threatens counters
  hasCapability deploys deployedTo locatedIn leads officialOf partOf concerns adopts prioritises investsIn produces sanctions supports
  opposes""".split()
CLAIM_PROPERTIES = "modality from until on recurrence attributedTo confidence mentions".split()
MODALITIES = "Asserted Proposed Possible Unlikely Predicted Denied".split()

PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
MATCHES = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
MAPPINGS = MATCHES | {RDFS.subClassOf, RDFS.subPropertyOf}
DATE = {XSD.date: r"\d{4}-\d\d-\d\d", XSD.gYearMonth: r"\d{4}-\d\d", XSD.gYear: r"\d{4}"}
COVERED_PROPERTIES = 0.8

# What other vocabularies declare, read from terms/NAME.txt: namespace -> names
TERMS = {}


def short(term):
    return re.sub(r"^https://w3id\.org/seckg/(ontology#|id/)", lambda m: "sec:" if "#" in m[0] else "", str(term))


def read_terms():
    for path in sorted((HERE / "terms").glob("*.txt")):
        first, *rest = path.read_text(encoding="utf-8").splitlines()
        TERMS[first[2:].strip()] = {line.split("\t")[0] for line in rest if line and not line.startswith("#")}


class Ontology:
    """The parsed folder: one graph a file, and the unions that checks ask for."""

    def __init__(self, folder):
        self.folder = folder
        self.graphs = {}
        self.faults = []
        for path in sorted(folder.rglob("*.ttl")):
            graph = Graph()
            try:
                graph.parse(str(path), format="turtle", publicID=ENTITIES)
            except Exception as error:  # rdflib raises many kinds, each of them means the same here
                self.faults.append(f"{path.relative_to(folder)}: does not parse: {' '.join(str(error).split())[:200]}")
            self.graphs[str(path.relative_to(folder))] = graph
        self.vocabulary = self.graphs.get("security.ttl", Graph())
        self.shapes = self.graphs.get("shapes.ttl", Graph())
        self.classes = self.declared(OWL.Class)
        self.properties = set().union(*(self.declared(kind) for kind in PROPERTY_TYPES))
        self.individuals = self.declared(OWL.NamedIndividual)
        self.terms = self.classes | self.properties | self.individuals

    def declared(self, kind):
        return {s for s in self.vocabulary.subjects(RDF.type, kind) if str(s).startswith(SEC)}

    def under(self, folder):
        graph = Graph()
        for name, part in self.graphs.items():
            if name.startswith(folder + "/"):
                graph += part
        return graph

    def expression(self, node):
        """The names in a domain or range: of a class or of a union."""
        union = self.vocabulary.value(node, OWL.unionOf)
        return set(Collection(self.vocabulary, union)) if union else {node}


def everything_parses(ontology):
    yield from ontology.faults
    for needed in ("security.ttl", "shapes.ttl"):
        if needed not in ontology.graphs:
            yield f"{needed}: missing"
    if not any(name.startswith("alignments/") for name in ontology.graphs):
        yield "alignments/: empty or missing"


def header_is_complete(ontology):
    needed = (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created, DCTERMS.license, OWL.versionIRI, OWL.versionInfo)
    for predicate in needed:
        if not ontology.vocabulary.value(ONTOLOGY, predicate):
            yield f"security.ttl: the ontology has no {predicate.n3(ontology.vocabulary.namespace_manager)}"
    version, iri = (ontology.vocabulary.value(ONTOLOGY, p) for p in (OWL.versionInfo, OWL.versionIRI))
    if str(iri) != f"{ONTOLOGY}/{version}":
        yield f"security.ttl: version IRI {iri} does not end in version {version}"


def contract_is_declared(ontology):
    kinds = ((CONTRACT_CLASSES, ontology.classes), (RELATIONS + CLAIM_PROPERTIES, ontology.properties), (MODALITIES, ontology.individuals))
    for names, declared in kinds:
        for name in names:
            if SEC[name] not in declared:
                yield f"sec:{name}: of the contract, but not declared"


def terms_are_described(ontology):
    graph = ontology.vocabulary
    for term in sorted(ontology.terms):
        for predicate, what in ((RDFS.label, "label"), (SKOS.definition, "definition"), (SKOS.example, "example")):
            texts = [str(o) for o in graph.objects(term, predicate) if isinstance(o, Literal) and o.language == "en"]
            if len(texts) != 1 and what != "example" or not texts:
                yield f"{short(term)}: {len(texts)} English {what}s, not one"
            for text in texts:
                if not text.strip() or text != text.strip():
                    yield f"{short(term)}: {what} is empty or has spaces around it"
        if graph.value(term, RDFS.isDefinedBy) != ONTOLOGY:
            yield f"{short(term)}: no rdfs:isDefinedBy <{ONTOLOGY}>"
        if len([t for t in graph.objects(term, RDF.type) if t in PROPERTY_TYPES or t in (OWL.Class, OWL.NamedIndividual)]) != 1:
            yield f"{short(term)}: declared as more than one kind of thing"
    labels = defaultdict(set)
    for term, label in graph.subject_objects(RDFS.label):
        labels[str(label).lower(), term in ontology.classes].add(term)
    for (label, _), terms in sorted(labels.items()):
        if len(terms) > 1:
            yield f"label \"{label}\" is shared by {', '.join(sorted(map(short, terms)))}"


def names_are_well_formed(ontology):
    for term in sorted(ontology.terms):
        upper = term not in ontology.properties
        if not re.fullmatch(r"[A-Z][A-Za-z]*" if upper else r"[a-z][A-Za-z0-9]*", str(term)[len(SEC) :]):
            yield f"{short(term)}: classes and individuals begin with a capital letter, properties do not"


def properties_have_domain_and_range(ontology):
    graph = ontology.vocabulary
    known = ontology.classes | {s for s in graph.subjects(RDF.type, OWL.Class) if isinstance(s, URIRef)}
    for prop in sorted(ontology.properties):
        annotation = (prop, RDF.type, OWL.AnnotationProperty) in graph
        for side, word in ((RDFS.domain, "domain"), (RDFS.range, "range")):
            nodes = list(graph.objects(prop, side))
            if len(nodes) != 1 and not (annotation and not nodes):
                yield f"{short(prop)}: {len(nodes)} {word}s, not one (several would mean their intersection; use owl:unionOf)"
                continue
            data = word == "range" and (prop, RDF.type, OWL.ObjectProperty) not in graph
            for name in set().union(*map(ontology.expression, nodes)) - known if not data else ():
                yield f"{short(prop)}: {word} {short(name)} is no declared class"


def hierarchy_is_sound(ontology):
    graph = ontology.vocabulary
    for cls in sorted(ontology.classes):
        parents = set(graph.transitive_objects(cls, RDFS.subClassOf)) - {cls}
        if any(cls in set(graph.transitive_objects(p, RDFS.subClassOf)) for p in parents):
            yield f"{short(cls)}: is its own superclass"
    for first, second in disjoint_pairs(graph):
        for cls in sorted(ontology.classes):
            above = set(graph.transitive_objects(cls, RDFS.subClassOf))
            if first in above and second in above:
                yield f"{short(cls)}: below both {short(first)} and {short(second)}, which are disjoint"
    for prop in sorted(graph.subjects(RDF.type, OWL.SymmetricProperty)):
        if {frozenset(ontology.expression(o)) for o in graph.objects(prop, RDFS.domain)} != {
            frozenset(ontology.expression(o)) for o in graph.objects(prop, RDFS.range)
        }:
            yield f"{short(prop)}: symmetric, but domain and range differ"
    for prop, inverse in graph.subject_objects(OWL.inverseOf):
        for one, other in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            if ontology.expression(graph.value(prop, one)) != ontology.expression(graph.value(inverse, other)):
                yield f"{short(prop)} and {short(inverse)}: inverse, but domain and range do not mirror"


def disjoint_pairs(graph):
    yield from graph.subject_objects(OWL.disjointWith)
    for node in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = list(Collection(graph, graph.value(node, OWL.members)))
        yield from ((a, b) for i, a in enumerate(members) for b in members[i + 1 :])


def nothing_undeclared_is_used(ontology):
    for name, graph in ontology.graphs.items():
        used = {t for triple in graph for t in triple if isinstance(t, URIRef) and str(t).startswith(str(SEC))}
        for term in sorted(used - ontology.terms):
            yield f"{name}: {short(term)} is used but not declared in security.ttl"
        used = {t for triple in graph for t in triple if isinstance(t, URIRef) and str(t).startswith("https://w3id.org/seckg/")}
        for term in sorted(used):
            if not re.match(r"https://w3id\.org/seckg/(ontology|shapes|alignments|cameo|plover|id|lexicon)\b", term):
                yield f"{name}: <{term}> is in no folder of the namespace"


def head_nouns_are_plain_and_of_one_class(ontology):
    owners = defaultdict(set)
    for cls, noun in ontology.vocabulary.subject_objects(SEC.headNoun):
        owners[str(noun)].add(cls)
        if cls not in ontology.classes:
            yield f"{short(cls)}: has a head noun but is no class"
        lower, names = str(noun) == str(noun).lower(), all(w[:1].isupper() for w in str(noun).split())
        if noun.language != "en" or not (lower or names) or str(noun) != " ".join(str(noun).split()):
            yield f"{short(cls)}: head noun \"{noun}\" is not English, all in lower case or all capitalised, with single spaces"
    for noun, classes in sorted(owners.items()):
        if len(classes) > 1:
            yield f"head noun \"{noun}\" belongs to {', '.join(sorted(map(short, classes)))}"
    for name in CONTRACT_CLASSES:
        leaf = not any(ontology.vocabulary.subjects(RDFS.subClassOf, SEC[name]))
        if leaf and name != "Claim" and SEC[name] not in {c for found in owners.values() for c in found}:
            yield f"sec:{name}: has no head noun"


def alignment_rows(ontology):
    for name, graph in ontology.graphs.items():
        if name.startswith("alignments/"):
            yield from ((name, *row) for row in graph if row[1] in MAPPINGS and str(row[0]).startswith(str(SEC)))


def alignments_cover_the_vocabulary(ontology):
    aligned = {row[1] for row in alignment_rows(ontology)}
    for cls in sorted(ontology.classes - aligned):
        yield f"{short(cls)}: no alignment"
    properties, missing = ontology.properties, ontology.properties - aligned
    if len(missing) > (1 - COVERED_PROPERTIES) * len(properties):
        yield f"only {len(properties - aligned)} of {len(properties)} properties aligned; without: {' '.join(sorted(map(short, missing)))}"
    for name in RELATIONS:
        if SEC[name] in missing and name not in ("perceivesThreat", "prioritises", "adopts"):
            yield f"sec:{name}: a relation of the contract without alignment"


def alignments_point_at_terms_that_exist(ontology):
    listed = dict(TERMS)
    for code in CODES:
        concepts = {s for g in ontology.graphs.values() for s in g.subjects(RDF.type, SKOS.Concept) if str(s).startswith(code)}
        listed[code] = {str(s)[len(code) :] for s in concepts}
    listed[str(RDF)] = {"Statement"}
    for name, subject, relation, target in alignment_rows(ontology):
        what = f"{name}: {short(subject)} → <{target}>"
        space = next((s for s in listed if str(target).startswith(s)), None)
        if space is None:
            yield f"{what}: in no vocabulary of tests/ontology/terms"
        elif str(target)[len(space) :] not in listed[space]:
            yield f"{what}: no such term there"
        if relation == RDFS.subClassOf and subject not in ontology.classes:
            yield f"{what}: rdfs:subClassOf of what is no class"
        if relation == RDFS.subPropertyOf and subject not in ontology.properties:
            yield f"{what}: rdfs:subPropertyOf of what is no property"
    for name, graph in ontology.graphs.items():
        if name.startswith("alignments/"):
            for subject, relation, _ in graph:
                if str(subject).startswith(str(SEC)) and relation not in MAPPINGS:
                    yield f"{name}: {short(subject)} has {relation}, which is no mapping relation"
    pairs = defaultdict(set)
    for name, subject, relation, target in alignment_rows(ontology):
        pairs[subject, target].add(relation)
    for (subject, target), relations in sorted(pairs.items()):
        if len(relations) > 1:
            yield f"{short(subject)} → <{target}>: mapped in {len(relations)} ways"


def shapes_agree_with_the_vocabulary(ontology):
    graph, vocabulary = ontology.shapes, ontology.vocabulary
    lists = [set(Collection(graph, node)) for node in graph.objects(None, SH["in"])]
    for names in (RELATIONS, MODALITIES):
        if {SEC[n] for n in names} not in lists:
            yield f"shapes.ttl: no sh:in lists exactly {names[0]} … {names[-1]}"
    for name in RELATIONS:
        for target, side, word in ((SH.targetSubjectsOf, RDFS.domain, "domain"), (SH.targetObjectsOf, RDFS.range, "range")):
            shape = graph.value(None, target, SEC[name])
            wanted = ontology.expression(vocabulary.value(SEC[name], side))
            if SEC.Agent in wanted:
                wanted -= {SEC.Alliance}
            choice = graph.value(shape, SH["or"]) if shape else None
            nodes = Collection(graph, choice) if choice else [shape]
            if {graph.value(node, SH["class"]) for node in nodes} != wanted:
                yield f"shapes.ttl: classes for sec:{name} differ from its {word}"


def context_names_every_term(ontology):
    path = ontology.folder / "context.jsonld"
    try:
        context = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_duplicates)["@context"]
    except (OSError, ValueError, KeyError) as error:
        yield f"context.jsonld: {error}"
        return
    prefixes = {k: v for k, v in context.items() if isinstance(v, str) and v.endswith(("#", "/"))}
    for term in sorted(ontology.terms - {SEC.headNoun}):
        name = str(term)[len(SEC) :]
        entry = context.get(name)
        if (entry if isinstance(entry, str) else (entry or {}).get("@id")) != f"sec:{name}":
            yield f"context.jsonld: {name} does not stand for {short(term)}"
        elif (term, RDF.type, OWL.ObjectProperty) in ontology.vocabulary and entry.get("@type") not in ("@id", "@vocab"):
            yield f"context.jsonld: {name} is an object property without @type @id"
    for key, entry in context.items():
        iri = entry.get("@id") if isinstance(entry, dict) else entry
        if key == "@version" or iri in ("@id", "@type") or key in prefixes:
            continue
        prefix, _, local = str(iri).partition(":")
        space = prefixes.get(prefix)
        if space is None:
            yield f"context.jsonld: {key}: prefix of {iri} is not in the context"
        elif space == str(SEC) and SEC[local] not in ontology.terms or space in TERMS and local not in TERMS[space]:
            yield f"context.jsonld: {key}: no such term as {iri}"


def namespaces_agree_with_the_engine(ontology):
    """A prefix means the same in kg/vocab.h, in the context and in every file."""
    header = HERE.parents[1] / "kg" / "vocab.h"
    text = header.read_text(encoding="utf-8") if header.exists() else ""
    spaces = {name.lower(): iri for name, iri in re.findall(r'#define KG_NS_(\w+) "([^"]+)"', text)}
    for path in [ontology.folder / "context.jsonld", *sorted(ontology.folder.rglob("*.ttl"))]:
        found = re.findall(r'"(\w+)": "([^"]+[#/])"|@prefix (\w+): <([^>]+)>', path.read_text(encoding="utf-8")) if path.exists() else ()
        for prefix, iri in ((a or c, b or d) for a, b, c, d in found):
            if spaces.setdefault(prefix, iri) != iri:
                yield f"{path.relative_to(ontology.folder)}: prefix {prefix} is <{iri}> here and <{spaces[prefix]}> elsewhere"


def no_duplicates(pairs):
    repeated = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if repeated:
        raise ValueError(f"{', '.join(repeated)} stands twice")
    return dict(pairs)


def iris_are_well_formed(ontology):
    for name, graph in ontology.graphs.items():
        for term in {t for triple in graph for t in triple if isinstance(t, URIRef)}:
            if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", str(term)):
                yield f"{name}: <{term}> is no absolute IRI"
            elif str(term) != WIKIDATA and str(term).startswith(WIKIDATA) and not re.fullmatch(r"[PQ][1-9]\d*", str(term)[len(WIKIDATA) :]):
                yield f"{name}: <{term}> is no Wikidata identifier"
            elif str(term).startswith("http://www.wikidata.org/wiki/") or str(term).startswith("https://www.wikidata.org/"):
                yield f"{name}: <{term}> is the page of an item, not the item ({WIKIDATA})"


def gazetteer_entities(ontology):
    graph = ontology.under("gazetteer")
    entity_classes = set(ontology.vocabulary.transitive_subjects(RDFS.subClassOf, SEC.Entity))
    return graph, {s: {t for t in graph.objects(s, RDF.type) if t in entity_classes} for s in set(graph.subjects())}


def slug_of(cls):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", str(cls)[len(SEC) :]).lower()


def gazetteer_entities_are_named_once(ontology):
    graph, classes = gazetteer_entities(ontology)
    owners = defaultdict(set)
    for entity, found in sorted(classes.items()):
        if isinstance(entity, BNode) or not str(entity).startswith(ENTITIES):
            if found:
                yield f"gazetteer: {entity} is not under {ENTITIES}"
            continue
        path = str(entity)[len(ENTITIES) :]
        if not found:
            if not {SEC.Membership, SEC.Tenure} & set(graph.objects(entity, RDF.type)):
                yield f"gazetteer: {path}: has no class"
            continue
        if len(found) > 1:
            yield f"gazetteer: {path}: has {len(found)} classes: {', '.join(sorted(map(short, found)))}"
        folder = path.partition("/")[0]
        if folder not in map(slug_of, found):
            yield f"gazetteer: {path}: does not begin with its class, {' or '.join(sorted(map(slug_of, found)))}"
        ended = graph.value(entity, SEC.until)  # before there were codes, or without one
        coded = folder == "state" and not (ended and path.islower())
        pattern = r"state/[A-Z]{3}" if coded else r"[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*"
        if not re.fullmatch(pattern, path):
            yield f"gazetteer: {path}: is no state/ISO3 or class/slug in lower-case ASCII"
        labels = Counter(o.language for o in graph.objects(entity, SKOS.prefLabel))
        if labels["en"] != 1 or max(labels.values(), default=0) > 1:
            yield f"gazetteer: {path}: {labels['en']} English preferred labels, not one, or another language twice"
        for label in graph.objects(entity, SKOS.prefLabel):
            owners[label, tuple(sorted(found))].add(path)
    for (label, _), paths in sorted(owners.items()):
        if len(paths) > 1:
            yield f"gazetteer: \"{label}\" is the preferred label of {', '.join(sorted(paths))}"


def gazetteer_identifiers_are_unique(ontology):
    graph, _ = gazetteer_entities(ontology)
    for predicate in (SKOS.exactMatch, SEC.isoAlpha2, SEC.isoAlpha3, SEC.isoNumeric):
        owners = defaultdict(set)
        for entity, value in graph.subject_objects(predicate):
            owners[value].add(entity)
        for value, entities in sorted(owners.items()):
            if len(entities) > 1:
                yield f"gazetteer: {value} belongs to {', '.join(sorted(map(short, entities)))}"
    for entity in set(graph.subjects(SKOS.exactMatch)):
        items = [o for o in graph.objects(entity, SKOS.exactMatch) if str(o).startswith(WIKIDATA)]
        if len(items) > 1:
            yield f"gazetteer: {short(entity)}: {len(items)} Wikidata items"
        yield from (f"gazetteer: {short(entity)}: {o} is no item" for o in items if str(o)[len(WIKIDATA)] != "Q")
    for predicate, pattern in ((SEC.isoAlpha2, "[A-Z]{2}"), (SEC.isoAlpha3, "[A-Z]{3}"), (SEC.isoNumeric, "[0-9]{3}")):
        for entity, code in graph.subject_objects(predicate):
            if not re.fullmatch(pattern, str(code)):
                yield f"gazetteer: {short(entity)}: {code} is no {short(predicate)}"
    for entity, code in graph.subject_objects(SEC.isoAlpha3):
        if str(entity) != f"{ENTITIES}state/{code}":
            yield f"gazetteer: {short(entity)}: its code is {code}"


def gazetteer_names_are_texts(ontology):
    graph, _ = gazetteer_entities(ontology)
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SEC.officialName, SEC.demonym, SEC.metonym, SEC.contextName):
        for entity, name in graph.subject_objects(predicate):
            if not isinstance(name, Literal) or not name.language:
                yield f"gazetteer: {short(entity)}: {short(predicate)} {name} has no language"
            elif not str(name) or str(name) != " ".join(name.split()):
                yield f"gazetteer: {short(entity)}: \"{name}\" is empty or has stray spaces"


def gazetteer_relations_fit_domain_and_range(ontology):
    graph, classes = gazetteer_entities(ontology)
    vocabulary = ontology.vocabulary
    kinds = {s: set(graph.objects(s, RDF.type)) for s in classes}
    above = {c: set(vocabulary.transitive_objects(c, RDFS.subClassOf)) for c in ontology.classes}
    reach = lambda node: set().union(*(above.get(c, {c}) for c in kinds.get(node, ())))  # noqa: E731
    for prop in sorted(ontology.declared(OWL.ObjectProperty) - {SEC.mentions}):
        domain, range_ = (ontology.expression(vocabulary.value(prop, side)) for side in (RDFS.domain, RDFS.range))
        for subject, target in graph.subject_objects(prop):
            if target not in kinds:
                yield f"gazetteer: {short(subject)} {short(prop)} {short(target)}: the object is not described"
            elif not reach(subject) & domain or not reach(target) & range_:
                yield f"gazetteer: {short(subject)} {short(prop)} {short(target)}: outside domain or range"


def gazetteer_dates_are_dates(ontology):
    graph, _ = gazetteer_entities(ontology)
    for predicate in (SEC["from"], SEC.until, SEC.on):
        for entity, date in graph.subject_objects(predicate):
            if getattr(date, "datatype", None) not in DATE or not re.fullmatch(DATE[date.datatype], str(date)):
                yield f"gazetteer: {short(entity)}: {short(predicate)} {date} is no day, month or year"
    for entity in set(graph.subjects(SEC["from"])):
        first, last = str(graph.value(entity, SEC["from"])), graph.value(entity, SEC.until)
        if last is not None and str(last)[: len(first)] < first[: len(str(last))]:
            yield f"gazetteer: {short(entity)}: ends ({last}) before it begins ({first})"


def lexicon_entries_are_unique(ontology):
    ontolex = Namespace("http://www.w3.org/ns/lemon/ontolex#")
    names = [name for name in ontology.graphs if name.startswith("lexicon/")]
    owners = defaultdict(set)
    for name in names:
        for entry in ontology.graphs[name].subjects(RDF.type, ontolex.LexicalEntry):
            owners[entry].add(name)
            if not list(ontology.graphs[name].objects(entry, ontolex.canonicalForm)):
                yield f"{name}: {entry} has no canonical form"
    for entry, files in owners.items():
        if len(files) > 1:
            yield f"{entry} is described in {', '.join(sorted(files))}"


CHECKS = (
    everything_parses,
    header_is_complete,
    contract_is_declared,
    terms_are_described,
    names_are_well_formed,
    properties_have_domain_and_range,
    hierarchy_is_sound,
    nothing_undeclared_is_used,
    head_nouns_are_plain_and_of_one_class,
    alignments_cover_the_vocabulary,
    alignments_point_at_terms_that_exist,
    shapes_agree_with_the_vocabulary,
    context_names_every_term,
    namespaces_agree_with_the_engine,
    iris_are_well_formed,
    gazetteer_entities_are_named_once,
    gazetteer_identifiers_are_unique,
    gazetteer_names_are_texts,
    gazetteer_relations_fit_domain_and_range,
    gazetteer_dates_are_dates,
    lexicon_entries_are_unique,
)


def main(arguments):
    folder = Path(arguments[0]) if arguments else HERE.parents[1] / "ontology"
    read_terms()
    ontology = Ontology(folder)
    failed = 0
    for check in CHECKS:
        faults = list(check(ontology))
        failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} - {check.__name__.replace('_', ' ')}")
        for fault in faults[:50]:
            print(f"    {fault}")
        if len(faults) > 50:
            print(f"    … and {len(faults) - 50} more")
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
