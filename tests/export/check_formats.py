#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Hostile text through every exporter, read back by parsers that are not ours.

Each string is, at once, the label of an entity, of its class and of a property, the quote of a claim and the one to
whom it is attributed.  Runs in the build folder, over kg/kg.  Skips without kg; the pictures want Graphviz, the
nanopublications rdflib, and other libraries of graphs networkx and, from npm, graphology-gexf and graphology-graphml (in
$NODE_PATH); what wants one that is missing is left out, saying so.
"""

import base64
import csv
import hashlib
import html.parser
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET

try:
    import rdflib
except ImportError:
    rdflib = None

try:
    import networkx
except ImportError:
    networkx = None

KG = os.path.join(os.getcwd(), "kg", "kg")
SEC = "https://w3id.org/seckg/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OA = "http://www.w3.org/ns/oa#"
DOC = "https://example.org/doc/hostile"

HOSTILE = [
    'double "quotes" and \'single\' ones',
    '"',
    "\\",
    "ends in a backslash\\",
    'quote after backslash \\"',
    "escapes \\n \\t \\N \\G \\E \\L \\0 \\x41 \\u0041",
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</SCRIPT >",
    "<!-- comment --> <!--",
    "--",
    "-- >",
    "]]>",
    "<![CDATA[ x ]]>",
    "<?xml version='1.0'?>",
    "&amp; &lt; &#60; &#x3C; &nbsp; &",
    "&",
    "two\nlines",
    "carriage\rreturn",
    "both\r\n\r\n",
    "tab\there",
    "  spaces around  ",
    "control \u0001 \u0008 \u000b \u000c \u001b[31m \u001f \u007f",
    "c1 \u0080 \u0085 \u009b",
    "\u202eright to left override\u202c",
    "\u2066isolate\u2069 \u200f \u200e \u061c",
    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "\u0301lone combining",
    "e\u0301 is not \u00e9",
    "\U0001f1e6\U0001f1fa \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600",
    "\ufeffmark \u2028 line \u2029 paragraph \u00a0",
    "noncharacters \ufffe \uffff \U0001ffff",
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "a,b;c\td",
    "%0A%00%3Cscript%3E %s %n",
    "${x} $(x) `x` {{x}} #{x} <%= x %>",
    "*/ /* // '; DROP TABLE x; --",
    "javascript:alert(1)",
    "label=<x> ]; } digraph {",
    "-> n0 [label=x];",
    "{ } [ ] | < >",
    "x" * 70000 + " and a tail",
    "long " * 300 + "end",
]


def escape(text):
    return "".join(c if c >= " " and c not in '"\\' else "\\u%04X" % ord(c) for c in text)


def quads():
    for i, text in enumerate(HOSTILE):
        literal = '"%s"' % escape(text)
        entity, claim = f"<https://example.org/e{i:02}>", f"<{DOC}#claim-{i:02}>"
        hub = f"<https://example.org/e{(i + 1) % len(HOSTILE):02}>"
        rows = [
            (f"<{DOC}>", f"<{SEC}mentions>", entity),
            (entity, f"<{RDF}type>", f"<https://example.org/C{i:02}>"),
            (entity, "<http://www.w3.org/2004/02/skos/core#prefLabel>", literal),
            (f"<https://example.org/C{i:02}>", "<http://www.w3.org/2000/01/rdf-schema#label>", literal),
            (f"<https://example.org/p{i:02}>", "<http://www.w3.org/2000/01/rdf-schema#label>", literal),
            (claim, f"<{RDF}type>", f"<{SEC}Claim>"),
            (claim, f"<{RDF}subject>", entity),
            (claim, f"<{RDF}predicate>", f"<https://example.org/p{i:02}>"),
            (claim, f"<{RDF}object>", hub),
            (claim, f"<{SEC}modality>", f"<{SEC}Asserted>"),
            (claim, f"<{SEC}confidence>", '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
            (claim, f"<{SEC}from>", '"2012"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
            (claim, f"<{SEC}attributedTo>", literal),
            (claim, "<http://www.w3.org/ns/prov#wasDerivedFrom>", f"_:p{i}"),
            (f"_:p{i}", f"<{RDF}type>", f"<{OA}SpecificResource>"),
            (f"_:p{i}", f"<{OA}hasSource>", f"<{DOC}>"),
            (f"_:p{i}", f"<{OA}hasSelector>", f"_:q{i}"),
            (f"_:q{i}", f"<{RDF}type>", f"<{OA}TextQuoteSelector>"),
            (f"_:q{i}", f"<{OA}exact>", literal),
            (entity, f"<https://example.org/p{i:02}>", hub),
        ]
        for row in rows:
            yield " ".join(row) + f" <{DOC}> .\n"


def in_xml(text):
    """What XML can hold: the rest comes back as U+FFFD."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def local(tag):
    return tag.rsplit("}", 1)[-1]


class Page(html.parser.HTMLParser):
    """Text of script and style elements, attributes of meta elements, and all tags."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.meta, self.texts = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "meta":
            self.meta.append(dict(attributes))
        if tag in ("script", "style"):
            self.texts.append([tag, dict(attributes), ""])

    def handle_data(self, data):
        if self.tags and self.tags[-1] in ("script", "style"):
            self.texts[-1][2] += data

    def handle_endtag(self, tag):
        self.tags.append("/" + tag)


class Formats(unittest.TestCase):
    maxDiff = 400

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="kg-test.")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        path = os.path.join(cls.folder, "hostile.nq")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(quads())
        cls.store = os.path.join(cls.folder, "store")
        subprocess.run([KG, "load", "--quiet", "--store", cls.store, path], check=True)

    def export(self, *options):
        command = [KG, "export", "--store", self.store, *options]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
        first = subprocess.run(command, check=True, capture_output=True, env=environment)
        again = subprocess.run(command, check=True, capture_output=True, env=environment)
        self.assertEqual(first.stdout, again.stdout, "the same store gives the same bytes")
        self.assertEqual(first.stderr, b"")
        return first.stdout

    def assert_texts(self, got, form=lambda text: text):
        self.assertEqual(len(got), len(HOSTILE))
        for text, back in zip(HOSTILE, got):
            self.assertEqual(form(text)[:200], (back or "")[:200])
            self.assertEqual(form(text), back)

    # ---- XML

    def xml_values(self, root, kind, names, values_of):
        rows = []
        for element in root.iter():
            if local(element.tag) == kind:
                rows.append(values_of(element, names))
        return rows

    def test_gexf_gives_labels_and_attributes_back(self):
        root = ET.fromstring(self.export("--to", "gexf"))
        self.assertEqual(root.tag, "{http://gexf.net/1.3}gexf")
        names = {}
        for block in root.iter("{http://gexf.net/1.3}attributes"):
            names[block.get("class")] = {a.get("id"): a.get("title") for a in block}
        nodes = sorted(self.gexf_rows(root, "node", names), key=lambda row: row["iri"])
        edges = sorted(self.gexf_rows(root, "edge", names), key=lambda row: row["claim"])
        self.assert_texts([n["label"] for n in nodes], in_xml)
        self.assert_texts([n["class"] for n in nodes], in_xml)
        self.assert_texts([e["label"] for e in edges], in_xml)
        self.assert_texts([e["quote"] for e in edges], in_xml)
        self.assert_texts([e["attributed_to"] for e in edges], in_xml)
        self.assertEqual({e["start"] for e in edges}, {"2012-01-01"})
        ids = {n["id"] for n in nodes}
        self.assertTrue(all(e["source"] in ids and e["target"] in ids for e in edges))

    def gexf_rows(self, root, kind, names):
        for element in root.iter("{http://gexf.net/1.3}" + kind):
            row = dict(element.attrib)
            for value in element.iter("{http://gexf.net/1.3}attvalue"):
                row[names[kind][value.get("for")]] = value.get("value")
            yield row

    def test_graphml_gives_labels_and_attributes_back(self):
        space = "{http://graphml.graphdrawing.org/xmlns}"
        root = ET.fromstring(self.export("--to", "graphml"))
        keys = {k.get("id"): k.get("attr.name") for k in root.iter(space + "key")}

        def rows(kind):
            for element in root.iter(space + kind):
                yield {**element.attrib, **{keys[d.get("key")]: d.text for d in element.iter(space + "data")}}

        nodes = sorted(rows("node"), key=lambda row: row["iri"])
        edges = sorted(rows("edge"), key=lambda row: row["claim"])
        self.assert_texts([n["label"] for n in nodes], in_xml)
        self.assert_texts([n["class"] for n in nodes], in_xml)
        self.assert_texts([e["quote"] for e in edges], in_xml)
        self.assertEqual({float(e["confidence"]) for e in edges}, {0.5})

    def test_networkx_reads_graphml(self):
        if not networkx:
            self.skipTest("no networkx")
        graph = networkx.parse_graphml(self.export("--to", "graphml").decode("utf-8"))
        nodes = sorted((data for _, data in graph.nodes(data=True)), key=lambda data: data["iri"])
        edges = sorted((data for _, _, data in graph.edges(data=True)), key=lambda data: data["claim"])
        self.assert_texts([n["label"] for n in nodes], in_xml)
        self.assert_texts([e["quote"] for e in edges], in_xml)
        self.assertEqual({e["confidence"] for e in edges}, {0.5})

    def read_by_graphology(self, name):
        """The graph as a library of npm reads it: its nodes and edges, each a dict."""
        script = """const g = require(process.argv[1]).parse(require('graphology'), require('fs').readFileSync(0, 'utf8'),
            {addMissingNodes: false});
          console.log(JSON.stringify([g.mapNodes((n, a) => a), g.mapEdges((e, a) => a)]));"""
        modules = ["graphology", f"graphology-{name}"]
        probe = [["node", "-e", f"require('{module}')"] for module in modules]
        if not shutil.which("node") or any(subprocess.run(p, capture_output=True).returncode for p in probe):
            self.skipTest(f"no graphology-{name}")
        done = subprocess.run(["node", "-e", script, modules[1]], input=self.export("--to", name), capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr[-500:])
        nodes, edges = json.loads(done.stdout)
        return sorted(nodes, key=lambda n: n["iri"]), sorted(edges, key=lambda e: e["claim"])

    def assert_graphology_reads(self, name):
        nodes, edges = self.read_by_graphology(name)
        self.assertEqual({e["confidence"] for e in edges}, {0.5})
        self.assert_texts([n["label"].strip() for n in nodes], lambda text: in_xml(text).strip())
        self.assert_texts([e["quote"].strip() for e in edges], lambda text: in_xml(text).strip())

    def test_graphology_reads_gexf(self):
        self.assert_graphology_reads("gexf")

    def test_graphology_reads_graphml(self):
        self.assert_graphology_reads("graphml")

    # ---- JSON

    def assert_elements(self, elements):
        nodes = sorted((n["data"] for n in elements["nodes"]), key=lambda row: row["iri"])
        edges = sorted((e["data"] for e in elements["edges"]), key=lambda row: row["claim"])
        self.assert_texts([n["label"] for n in nodes])
        self.assert_texts([n["class"] for n in nodes])
        self.assert_texts([e["label"] for e in edges])
        self.assert_texts([e["quote"] for e in edges])
        self.assertEqual({e["confidence"] for e in edges}, {0.5})
        self.assertEqual({n["documents"] for n in nodes}, {1})

    def test_cytoscape_gives_everything_back(self):
        self.assert_elements(json.loads(self.export("--to", "cytoscape"))["elements"])

    def test_the_page_holds_the_graph_and_runs_nothing_but_its_own_script(self):
        text = self.export("--to", "html").decode("utf-8")
        page = Page()
        page.feed(text)
        data, script = [t for t in page.texts if t[0] == "script"]
        style = next(t for t in page.texts if t[0] == "style")
        self.assertEqual(data[1]["type"], "application/json")
        self.assert_elements(json.loads(data[2]))
        self.assertEqual(page.tags.count("script"), 2)
        policy = next(m["content"] for m in page.meta if m.get("http-equiv") == "Content-Security-Policy")
        self.assertIn("default-src 'none'", policy)
        for name, part in (("script-src", script), ("style-src", style)):
            digest = base64.b64encode(hashlib.sha256(part[2].encode("utf-8")).digest()).decode("ascii")
            self.assertIn(f"{name} 'sha256-{digest}'", policy, "the digest in html.c is to be brought up to date")
        self.assertLess(len(script[2]) + len(style[2]), 40000)
        self.assertNotRegex(script[2], r"innerHTML|insertAdjacent|document\.write|eval\(|https?://(?!www\.w3\.org/2000/svg)")

    # ---- tables

    def rows(self, *options):
        return list(csv.DictReader(io.StringIO(self.export("--to", "csv", *options).decode("utf-8"), newline="")))

    def test_csv_gives_everything_back(self):
        rows = sorted(self.rows(), key=lambda row: row["claim"])
        for column in ("Label", "source_label", "quote", "attributed_to"):
            self.assert_texts([row[column] for row in rows])

    def test_csv_safe_leaves_no_cell_that_a_spreadsheet_would_run(self):
        def safe(text):
            return "'" + text if text[0] in "=+-@\t\r" else text

        rows = sorted(self.rows("--csv-safe"), key=lambda row: row["claim"])
        self.assert_texts([row["quote"] for row in rows], safe)
        for row in rows:
            for cell in row.values():
                self.assertNotRegex(cell, r"^[=+\-@\t\r]")

    def test_csv_into_a_file_gives_two_tables(self):
        path = os.path.join(self.folder, "table.csv")
        self.export("-o", path)
        with open(path[:-4] + ".nodes.csv", encoding="utf-8", newline="") as file:
            nodes = sorted(csv.DictReader(file), key=lambda row: row["Id"])
        with open(path[:-4] + ".edges.csv", encoding="utf-8", newline="") as file:
            edges = list(csv.DictReader(file))
        self.assert_texts([node["Label"] for node in nodes])
        self.assertEqual(len(edges), len(HOSTILE))
        self.assertEqual({e["Source"] for e in edges}, {n["Id"] for n in nodes})

    # ---- pictures

    @staticmethod
    def in_picture(text):
        text = text if len(text) <= 2000 else text[:2000] + "\u2026"
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", re.sub("[\t\r]", " ", text))

    def titles(self, svg):
        """The tooltips of nodes by name, their newlines as Graphviz writes them."""
        root, titles = ET.fromstring(svg), {}
        for group in root.iter("{http://www.w3.org/2000/svg}g"):
            if group.get("class") == "node":
                name = group.find("{http://www.w3.org/2000/svg}title").text
                link = group.find(".//{http://www.w3.org/2000/svg}a")
                titles[name] = link.get("{http://www.w3.org/1999/xlink}title")
        return titles

    def assert_picture(self, svg):
        self.assertNotRegex(svg, rb"<script|javascript:[^<]*\"[ >]* href|<!\[CDATA")
        titles = self.titles(svg)
        drawn = [titles[f"n{i}"] for i in range(len(HOSTILE))]
        for text, back in zip(HOSTILE, drawn):
            want = self.in_picture(text)
            self.assertEqual(re.sub(r"\s", " ", want)[:200], re.sub(r"\s", " ", back)[:200])
            self.assertEqual(re.sub(r"\s", " ", want), re.sub(r"\s", " ", back))

    def test_dot_is_drawn_with_each_label_as_text(self):
        if not shutil.which("dot"):
            self.skipTest("no Graphviz")
        done = subprocess.run(["dot", "-Tsvg"], input=self.export("--to", "dot"), capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr[:500])
        self.assert_picture(done.stdout)

    def test_svg_holds_each_label_as_text(self):
        if not shutil.which("dot"):
            self.skipTest("no Graphviz")
        self.assert_picture(self.export("--to", "svg"))

    # ---- nanopublications

    def test_each_claim_becomes_a_valid_nanopublication(self):
        if not rdflib:
            self.skipTest("no rdflib")
        np = rdflib.Namespace("http://www.nanopub.org/nschema#")
        data = rdflib.ConjunctiveGraph()
        data.parse(data=self.export("--to", "nanopub").decode("utf-8"), format="trig")
        found = list(data.quads((None, rdflib.RDF.type, np.Nanopublication, None)))
        self.assertEqual(len(found), len(HOSTILE))
        quotes, used = [], set()
        for it, _, _, head in sorted(found):
            parts = [it, head.identifier]
            for link in (np.hasAssertion, np.hasProvenance, np.hasPublicationInfo):
                (value,) = head.objects(it, link)
                parts.append(value)
            self.assertEqual(len(set(parts)), 5, "its IRI and those of its graphs differ")
            assertion, provenance, info = (data.get_context(part) for part in parts[2:])
            self.assertTrue(len(assertion))
            self.assertTrue(list(provenance.triples((parts[2], None, None))), "the provenance is of the assertion")
            self.assertTrue(list(info.triples((it, None, None))), "the publication info is of the nanopublication")
            used.update(parts[1:])
            quotes += list(provenance.objects(None, rdflib.URIRef(OA + "exact")))
        self.assertEqual({g.identifier for g in data.contexts() if len(g)}, used, "no triple stands elsewhere")
        self.assert_texts([str(quote) for quote in quotes])


if __name__ == "__main__":
    if not os.access(KG, os.X_OK):
        print(f"there is no {KG}")
        sys.exit(77)
    unittest.main()
