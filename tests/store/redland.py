# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Python's Redland uses a store: redland.py write|read FOLDER"""

import sys

import RDF

EX = "http://example.org/"


def iri(name):
    return RDF.Uri(EX + name)


def statement(s, p, o):
    return RDF.Statement(iri(s), iri(p), o)


def opened(folder, options):
    storage = RDF.Storage(storage_name="kg", name=folder, options_string=options)
    return RDF.Model(storage)


def names(results):
    return sorted(str(row["x"]) for row in results)


def write(folder):
    model = opened(folder, "new='yes'")
    model.append(statement("a", "p", iri("b")))
    model.append(RDF.Statement(iri("a"), iri("p"), RDF.Node(literal="text", language="en")))
    model.append(RDF.Statement(RDF.Node(blank="mine"), iri("p"), RDF.Node(literal="x")))
    model.append(statement("c", "p", iri("d")), RDF.Node(iri("g")))
    model.append(statement("gone", "p", iri("b")))
    assert len(model) == 5, len(model)
    del model[statement("gone", "p", iri("b"))]
    assert len(model) == 4, len(model)
    model.sync()


def native(model):
    """What rasqal does not know, by both ways to ask."""
    prefix = "PREFIX : <http://example.org/> "
    path = RDF.SPARQLQuery(prefix + "SELECT ?x WHERE { ?x ^:p/(:p|!:p) ?o FILTER isLiteral(?o) }")
    assert names(model.execute(path)) == names(path.execute(model)), names(path.execute(model))
    path = RDF.SPARQLQuery(prefix + "SELECT ?x WHERE { :a :p* ?x FILTER isIRI(?x) }")
    assert names(model.execute(path)) == [EX + "a", EX + "b"]
    assert names(path.execute(model)) == [EX + "a", EX + "b"]
    minus = RDF.SPARQLQuery(prefix + "SELECT ?x WHERE { ?x :p ?o MINUS { ?x :p :b } FILTER isIRI(?x) }")
    assert names(minus.execute(model)) == [EX + "c"]
    first, second = model.execute(minus), minus.execute(model)  # two results of one query at once
    assert names(second) == names(first) == [EX + "c"]
    insert = RDF.Query(prefix + "INSERT DATA { :n :p :d }", query_language="sparql11-update")
    assert insert.execute(model).get_boolean()
    assert names(model.execute(RDF.SPARQLQuery(prefix + "SELECT ?x { ?x :p+ :d }"))) == [EX + "c", EX + "n"]
    graph = RDF.SPARQLQuery(prefix + "CONSTRUCT { ?x :q ?o } WHERE { ?x :p ?o FILTER (?x = :n) }")
    assert [str(s.object.uri) for s in graph.execute(model).as_stream()] == [EX + "d"]
    delete = RDF.Query(prefix + "DELETE WHERE { :n ?p ?o }", query_language="sparql11-update")
    assert model.execute(delete).get_boolean()
    assert not model.execute(RDF.SPARQLQuery(prefix + "ASK { :n ?p ?o }")).get_boolean()
    assert '{"head":{"vars":["x"]}' in minus.execute(model).to_string("http://www.w3.org/ns/formats/SPARQL_Results_JSON")
    memory = RDF.Model(RDF.MemoryStorage())  # is rasqal's as ever
    memory.append(statement("a", "p", iri("b")))
    assert names(RDF.SPARQLQuery(prefix + "SELECT ?x { ?x :p :b }").execute(memory)) == [EX + "a"]


def read(folder):
    model = opened(folder, "")
    assert len(model) == 4, len(model)
    assert statement("a", "p", iri("b")) in model
    assert statement("gone", "p", iri("b")) not in model
    assert RDF.Statement(RDF.Node(blank="mine"), iri("p"), RDF.Node(literal="x")) in model
    found = list(model.find_statements(RDF.Statement(iri("a"), None, None)))
    assert len(found) == 2, found
    assert [str(c) for c in model.get_contexts()] == [EX + "g"], list(model.get_contexts())
    assert len(list(model.as_stream(RDF.Node(iri("g"))))) == 1
    query = RDF.SPARQLQuery("SELECT ?x WHERE { ?x <http://example.org/p> <http://example.org/b> }")
    assert names(model.execute(query)) == [EX + "a"]
    query = RDF.SPARQLQuery("SELECT ?x WHERE { ?x <http://example.org/p> <http://example.org/d> }")
    assert names(query.execute(model)) == [EX + "c"]
    native(model)
    turtle = RDF.Serializer(name="turtle").serialize_model_to_string(model)
    again = RDF.Model(RDF.MemoryStorage())
    RDF.Parser(name="turtle").parse_string_into_model(again, turtle, EX)
    assert len(again) == 4, turtle
    for each in model:  # what is gone through may be changed
        del model[each]
    del model[statement("c", "p", iri("d")), RDF.Node(iri("g"))]
    assert len(model) == 0, len(model)


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
