#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Reads each FILE.jsonld of a folder with rdflib, and writes what it says as FILE.nq.

  read_jsonld.py FOLDER

Exit status 77 if there is no rdflib that reads JSON-LD."""

import logging
import sys
from pathlib import Path

try:
    import rdflib
    from rdflib.plugins.parsers.jsonld import JsonLDParser  # noqa: F401
except ImportError:
    sys.exit(77)

rdflib.NORMALIZE_LITERALS = False
logging.disable(logging.CRITICAL)


def text(term):
    if isinstance(term, rdflib.URIRef):
        return '<' + ''.join(c if c not in '<>"{}|^`\\' and c > ' ' else '\\u%04X' % ord(c) for c in term) + '>'
    if isinstance(term, rdflib.BNode):
        return '_:' + ''.join(c if c.isascii() and c.isalnum() else 'x%xx' % ord(c) for c in term)
    quoted = '"' + ''.join(c if c not in '"\\\n\r' else '\\u%04X' % ord(c) for c in term) + '"'
    if term.language:
        return quoted + '@' + term.language
    return quoted + ('^^' + text(term.datatype) if term.datatype else '')


def quads(path):
    dataset = rdflib.ConjunctiveGraph()
    default = rdflib.URIRef('http://example.org/base')  # what rdflib calls the default graph of what it reads
    dataset.parse(str(path), format='json-ld', publicID=default)
    for s, p, o, graph in dataset.quads():
        name = graph.identifier if isinstance(graph, rdflib.Graph) else graph
        yield ' '.join([text(s), text(p), text(o)] + ([] if name == default else [text(name)]) + ['.\n'])


for file in sorted(Path(sys.argv[1]).glob('*.jsonld')):
    file.with_suffix('.nq').write_text(''.join(quads(file)), encoding='utf-8')
