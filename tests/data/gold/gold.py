#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
"""Gold notation to gold JSON, and gold JSON to N-Quads.

  gold.py make [NAME...]       read NAME.gold beside this file, check it, write NAME.json
  gold.py check                the same without writing; fails if a JSON file is not up to date
  gold.py nquads DIR           write each NAME.json as a perfect system's output, DIR/NAME.nq

The notation is described in README.md. Names and passages are given by their words; offsets are
code points of the source file, and a blank of the notation matches any run of white space there.
"""
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / 'documents'
SEC, ID = 'https://w3id.org/seckg/ontology#', 'https://w3id.org/seckg/id/'

AGENT = 'State InternationalOrganisation Alliance Institution Company NonStateActor Person'.split()
EVENT = 'Exercise Operation Meeting Conflict Election'.split()
PLACE = 'Region Place State'.split()
CLASSES = {*AGENT, *EVENT, *PLACE, 'Agreement', 'Strategy', 'Threat', 'Capability', 'MilitaryAsset'}
GROUPS = {'Agent': AGENT, 'Event': EVENT, 'Location': PLACE}
RANGES = '''
participatesIn Agent > Event
hosts Agent > Event
memberOf Agent > Alliance InternationalOrganisation Institution
partyTo Agent > Agreement
allyOf Agent > Agent
partnerOf Agent > Agent
cooperatesOn Agent > Capability Threat Event
perceivesThreat Agent > Threat Agent
posesThreat Agent > Threat
threatens Agent > Agent
counters Agent Event Agreement > Threat Agent
hasCapability Agent > Capability MilitaryAsset
deploys Agent > MilitaryAsset Institution
deployedTo MilitaryAsset Institution > Location
locatedIn Location Event Institution > Location
leads Person > Agent
officialOf Person > Agent
partOf Institution NonStateActor Company Event Agreement Alliance Location > Agent Event Agreement Location
concerns Event Agreement Alliance Strategy > Capability Threat Location Agent Event
adopts Agent > Strategy
prioritises Agent Strategy > Threat Region Agent Capability
investsIn Agent > Agent Capability
produces Company State > MilitaryAsset Capability
sanctions Agent > Agent
supports Agent > Agent Event Agreement
opposes Agent > Agent Event Agreement
'''
MODALITIES = 'Asserted Proposed Possible Unlikely Predicted Denied'.split()
DATE = re.compile(r'\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$')


def expand(names):
    return {c for n in names.split() for c in GROUPS.get(n, [n])}


DOMAIN_RANGE = {line.split()[0]: tuple(expand(x) for x in line.split(' ', 1)[1].split('>'))
                for line in RANGES.strip().splitlines()}


class Fault(Exception):
    pass


def pattern(words, bounded=False):
    body = r'\s+'.join(re.escape(w) for w in words.split())
    return re.compile(rf'(?<!\w){body}(?!\w)' if bounded else body)


class Document:
    """The source text and the ranges of it that are running text."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_bytes().decode('utf-8')
        self.spans = []

    def add_span(self, start, end):
        a = self.text.index(start)
        self.spans.append((a, self.text.index(end, a) + len(end)))

    def find_all(self, words, bounded=False):
        spans = self.spans or [(0, len(self.text))]
        return [(m.start(), m.end()) for a, b in spans
                for m in pattern(words, bounded).finditer(self.text, a, b)]

    def passage(self, words):
        found = self.find_all(words)
        if len(found) != 1:
            raise Fault(f'{len(found)} times in the text: {words}')
        start, end = found[0]
        quote = self.text[start:end]
        if self.path.suffix != '.txt' and re.search(r'[<>&*_`\[\]]', quote):
            raise Fault(f'markup in the passage: {quote}')
        return {'start': start, 'end': end, 'quote': quote}


def parse_entity(line):
    classes, ident, rest = line[1:].split(None, 2)
    classes = classes.split('/')
    e = {'id': ident, 'class': classes[0], 'name': None, 'aliases': [], 'accept': [],
         'wikidata': None, 'classAlt': classes[1:], 'demonyms': []}
    if not set(classes) <= CLASSES:
        raise Fault(f'no such class: {classes}')
    for item in (x.strip() for x in rest.split(';')):
        mark, word = item[:1], item[1:].strip()
        if item == '?':
            e['optional'] = True
        elif item == '*':
            e['descriptive'] = True
        elif mark == '=':
            e['wikidata'] = word
        elif mark == '+':
            e['accept'].append(word)
        elif mark == '%':
            e['demonyms'].append(word)
        elif mark == '!':
            e['name'] = word            # a label that the text does not use
        else:
            e['name'] = e['name'] or item
            e['aliases'].append(item)
    return e


def parse_claims(line, ids, evidence):
    words = re.findall(r'(?:[^\s"]|"[^"]*")+', line)
    subjects, prop, objects = words[0].split(','), words[1], words[2].split(',')
    if prop not in DOMAIN_RANGE:
        raise Fault(f'no such property: {prop}')
    base = {'modality': 'Asserted', 'from': None, 'until': None, 'on': None, 'recurrence': None,
            'attributedTo': None, 'evidence': evidence}
    alts, more = [], {}
    for w in words[3:]:
        k, _, v = w.partition('=')
        v = v.strip('"')
        if w == '?':
            more['optional'] = True
        elif k.split('|')[0] in MODALITIES and not v:
            base['modality'], *rest = k.split('|')
            if not set(rest) <= set(MODALITIES):
                raise Fault(f'no such modality: {w}')
            if rest:
                more['modalityAlt'] = rest
        elif k in ('from', 'until', 'on'):
            if not DATE.match(v):
                raise Fault(f'no date: {w}')
            base[k] = v
        elif k == 'rec':
            base['recurrence'] = v
        elif k == 'by':
            base['attributedTo'] = v
        elif k == 'time':
            more['timeAlt'] = [[x or None for x in t.split('/')] for t in v.split(',')]
            if any(len(t) != 3 or any(x and not DATE.match(x) for x in t) for t in more['timeAlt']):
                raise Fault(f'no time: {w}')
        elif k == 'alt':
            alts.append(v.split(':'))
        elif k == 'see':
            more['see'] = v
        else:
            raise Fault(f'what is {w}?')
    for s in subjects:
        for o in objects:
            fill = {'S': s, 'O': o}
            alt = [[fill.get(a[0], a[0]), a[1], fill.get(a[2], a[2])] for a in alts]
            for i in (s, o, *(x for a in alt for x in (a[0], a[2]))):
                if i not in ids:
                    raise Fault(f'no such entity: {i}')
            for a in [[s, prop, o], *alt]:
                check_ranges(a, ids)
            yield {'s': s, 'p': prop, 'o': o, **base, **({'alt': alt} if alt else {}), **more}


def check_ranges(triple, ids):
    s, p, o = triple
    for i, allowed in zip((s, o), DOMAIN_RANGE[p]):
        if not {ids[i]['class'], *ids[i]['classAlt']} & allowed:
            raise Fault(f'{i} ({ids[i]["class"]}) cannot stand in {s} {p} {o}')


def add_mentions(doc, entities, anaphors):
    """Longest names first; a shorter name inside a longer one is no mention."""
    forms = [(n, e, 'name') for e in entities for n in e['aliases']]
    forms += [(n, e, 'demonym') for e in entities for n in e['demonyms']]
    taken, missing = [], []
    for words, e, kind in sorted(forms, key=lambda f: -len(f[0])):
        hits = doc.find_all(words, bounded=True)
        free = [h for h in hits if not any(h[0] < b and a < h[1] for a, b in taken)]
        if not free:
            missing.append(f'{e["id"]}: {words}')
        taken += free
        e['mentions'] += [(a, b, kind) for a, b in free]
    if missing:
        raise Fault('not in the text by itself: ' + '; '.join(missing))
    by_id = {e['id']: e for e in entities}
    for words, ids in anaphors:
        span = doc.passage(words)
        for i in ids:
            if i not in by_id:
                raise Fault(f'no such entity: {i}')
            by_id[i]['mentions'].append((span['start'], span['end'], 'anaphor'))


def finish_entity(e, text):
    out = {k: e[k] for k in ('id', 'class', 'name', 'aliases', 'accept', 'wikidata') if e[k] or k != 'accept'}
    if e['classAlt']:
        out['classAlt'] = e['classAlt']
    out.update({k: True for k in ('descriptive', 'optional') if e.get(k)})
    out['mentions'] = [{'start': a, 'end': b, 'text': text[a:b], 'kind': k} for a, b, k in sorted(e['mentions'])]
    return out


def read_notation(path):
    doc, ids, anaphors, claims, labels, evidence, faults = None, {}, [], [], {}, None, []
    for n, line in enumerate(path.read_text('utf-8').splitlines(), 1):
        line = line.rstrip()
        try:
            if not line or line[0] == '#':
                continue
            elif line.startswith('document '):
                doc = Document(DOCS / line.split()[1])
            elif line.startswith('text '):
                doc.add_span(*line[5:].split(' ... '))
            elif line[0] == '@':
                e = parse_entity(line)
                if e['id'] in ids:
                    raise Fault(f'entity twice: {e["id"]}')
                ids[e['id']] = {**e, 'mentions': []}
            elif line[0] == '&':
                words, who = line[1:].split(' -> ')
                anaphors.append((words, who.strip().split(',')))
            elif line[0] == '>':
                label, words = re.match(r'>(\w*)\s+(.*)', line).groups()
                evidence = doc.passage(words)
                if label:
                    labels[label] = evidence
            elif line[0] == ' ' and evidence:
                claims += parse_claims(line, ids, evidence)
            else:
                raise Fault('not understood')
        except (Fault, ValueError, IndexError) as f:
            faults.append(f'{path.name}:{n}: {f}')
    if faults:
        raise Fault('\n'.join(faults))
    try:
        add_mentions(doc, list(ids.values()), anaphors)
        for c in claims:
            if 'see' in c:
                c['otherEvidence'] = [labels[x] for x in c.pop('see').split(',')]
    except (Fault, KeyError) as f:
        raise Fault(f'{path.name}: {f}') from None
    return doc, list(ids.values()), claims


def check_whole(name, entities, claims):
    used = {i for c in claims for i in (c['s'], c['o'])}
    for e in entities:
        if not e['mentions'] and e['id'] not in used:
            raise Fault(f'{name}: {e["id"]} is neither mentioned nor used')
    seen = set()
    for c in claims:
        k = tuple(c[x] for x in ('s', 'p', 'o', 'modality', 'from', 'until', 'on'))
        if k in seen:
            raise Fault(f'{name}: claim twice: {k}')
        seen.add(k)
        if c['s'] == c['o']:
            raise Fault(f'{name}: about itself: {k}')


def count_words(doc):
    spans = doc.spans or [(0, len(doc.text))]
    return sum(len(re.sub(r'<[^>]*>', ' ', doc.text[a:b]).split()) for a, b in spans)


def build(path):
    doc, entities, claims = read_notation(path)
    check_whole(path.name, entities, claims)
    side = json.loads(doc.path.with_suffix('.json').read_text('utf-8'))
    claims = [{'id': f'c{n}', **c} for n, c in enumerate(claims, 1)]
    gold = {'doc': path.stem, 'date': side['date'],
            'entities': [finish_entity(e, doc.text) for e in entities], 'claims': claims}
    for q in [e for c in claims for e in (c['evidence'], *c.get('otherEvidence', []))]:
        assert doc.text[q['start']:q['end']] == q['quote']
    summary = f'{path.stem}: {count_words(doc)} words, {len(entities)} entities, {len(claims)} claims'
    return json.dumps(gold, ensure_ascii=False, indent=1) + '\n', summary


# ---- N-Quads of a perfect system

def literal(s, datatype=None):
    s = s.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n').replace('\r', '\\r')
    return f'"{s}"' + (f'^^<http://www.w3.org/2001/XMLSchema#{datatype}>' if datatype else '')


def date_literal(d):
    return literal(d, {4: 'gYear', 7: 'gYearMonth', 10: 'date'}[len(d)])


def quads(gold):
    rdf, oa = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'http://www.w3.org/ns/oa#'
    doc = f'{ID}doc/{gold["doc"]}'
    iri = {e['id']: f'{doc}/{e["class"].lower()}/{e["id"]}' for e in gold['entities']}
    skos = 'http://www.w3.org/2004/02/skos/core#'
    for e in gold['entities']:
        i = iri[e['id']]
        yield doc, SEC + 'mentions', f'<{i}>'
        yield i, rdf + 'type', f'<{SEC}{e["class"]}>'
        yield i, skos + 'prefLabel', literal(e['name'])
        for a in e['aliases']:
            yield i, skos + 'altLabel', literal(a)
    for c in gold['claims']:
        i, n = f'{doc}#{c["id"]}', c['id']
        yield i, rdf + 'type', f'<{SEC}Claim>'
        yield i, rdf + 'subject', f'<{iri[c["s"]]}>'
        yield i, rdf + 'predicate', f'<{SEC}{c["p"]}>'
        yield i, rdf + 'object', f'<{iri[c["o"]]}>'
        yield i, SEC + 'modality', f'<{SEC}{c["modality"]}>'
        for k in ('from', 'until', 'on'):
            if c[k]:
                yield i, SEC + k, date_literal(c[k])
        if c['recurrence']:
            yield i, SEC + 'recurrence', literal(c['recurrence'])
        if c['attributedTo']:
            a = c['attributedTo']
            yield i, SEC + 'attributedTo', f'<{iri[a]}>' if a in iri else literal(a)
        yield i, SEC + 'confidence', literal('1.0', 'decimal')
        yield i, 'http://www.w3.org/ns/prov#wasDerivedFrom', f'_:r{n}'
        yield f'_:r{n}', oa + 'hasSource', f'<{doc}>'
        yield f'_:r{n}', oa + 'hasSelector', f'_:q{n}'
        yield f'_:r{n}', oa + 'hasSelector', f'_:p{n}'
        yield f'_:q{n}', oa + 'exact', literal(c['evidence']['quote'])
        yield f'_:p{n}', oa + 'start', literal(str(c['evidence']['start']), 'integer')
        yield f'_:p{n}', oa + 'end', literal(str(c['evidence']['end']), 'integer')


def write_nquads(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for f in sorted(HERE.glob('*.json')):
        gold = json.loads(f.read_text('utf-8'))
        graph = f'<{ID}doc/{gold["doc"]}>'
        term = lambda t: t if t[0] in '<"_' else f'<{t}>'
        lines = [f'{term(s)} <{p}> {o} {graph} .\n' for s, p, o in quads(gold)]
        (folder / (f.stem + '.nq')).write_text(''.join(lines), 'utf-8')


def main(args):
    if args[:1] == ['nquads'] and len(args) == 2:
        write_nquads(Path(args[1]))
        return 0
    if not args or args[0] not in ('make', 'check'):
        print(__doc__, file=sys.stderr)
        return 2
    bad = 0
    for path in sorted(HERE.glob('*.gold')):
        if args[1:] and path.stem not in args[1:]:
            continue
        try:
            text, summary = build(path)
        except Fault as f:
            print(f, file=sys.stderr)
            bad += 1
            continue
        out = path.with_suffix('.json')
        if args[0] == 'make':
            out.write_text(text, 'utf-8')
        elif not out.exists() or out.read_text('utf-8') != text:
            print(f'{out.name} is not up to date', file=sys.stderr)
            bad += 1
        print(summary)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
