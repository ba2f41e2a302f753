// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The document as quads of its graph: itself, the entities in the order of their first mention, the claims in
// the order of their passages.

#include "kg/vocab.h"
#include "loaders/iri.h"
#include "loaders/stages.h"

#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static const char *const MODALITIES[] = {"Asserted", "Proposed",  "Possible",
                                         "Unlikely", "Predicted", "Denied"};

typedef struct emitter {
  kg__document *doc;
  kg_str base;
  kg_term graph;
  const kg_sink *sink;
  kg_error *err;
  kg_buf buf;
  uint64_t hash; ///< Of the graph, in labels of blank nodes
} emitter;

static kg_status
put(emitter *e, kg_term s, const char *p, kg_term o)
{
  kg_quad quad = {s, kg_term_iri(kg_str_of(p)), o, e->graph};
  return e->sink->quad(e->sink->self, &quad, e->err);
}

static kg_term
iri(const char *z)
{
  return kg_term_iri(kg_str_of(z));
}

static kg_term
english(kg_str text)
{
  return kg_term_lang(text, KG_STR("en"), KG_DIRECTION_NONE);
}

static kg_term
date_term(kg__date d, char text[16])
{
  const char *type = d.day ? KG_XSD_DATE : d.month ? KG_XSD_GYEAR_MONTH : KG_XSD_GYEAR;
  if (d.day)
    snprintf(text, 16, "%04d-%02u-%02u", d.year, d.month % 100u, d.day % 100u);
  else if (d.month)
    snprintf(text, 16, "%04d-%02u", d.year, d.month % 100u);
  else
    snprintf(text, 16, "%04d", d.year);
  return kg_term_literal(kg_str_of(text), kg_str_of(type));
}

static kg_status
put_date(emitter *e, kg_term s, const char *p, kg__date d)
{
  char text[16];
  return d.year ? put(e, s, p, date_term(d, text)) : KG_OK;
}

static kg_status
keep(emitter *e, kg_str *to)
{
  *to = kg_arena_str(e->doc->arena, kg_buf_str(&e->buf));
  return to->ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
known_iri(emitter *e, kg_str full)
{
  kg_buf_clear(&e->buf);
  if (!kg_str_starts(full, KG_STR(KG_NS_ID)))
    return kg_buf_add_str(&e->buf, full);
  KG_TRY(kg_buf_add_str(&e->buf, e->base));
  return kg_buf_add(&e->buf, full.ptr + strlen(KG_NS_ID), full.len - strlen(KG_NS_ID));
}

static kg_status
local_iri(emitter *e, const kg__entity *entity, kg__map *taken)
{
  kg_buf_clear(&e->buf);
  KG_TRY(kg_buf_add_str(&e->buf, e->base));
  KG_TRY(kg_buf_add_str(&e->buf, KG_STR("doc/")));
  KG_TRY(kg__segment(e->doc->name, &e->buf));
  KG_TRY(kg_buf_printf(&e->buf, "/%.*s/", KG_STR_ARG(e->doc->ontology->classes.items[entity->cls].slug)));
  KG_TRY(kg__slug(entity->label, &e->buf));
  uint64_t *times;
  bool made;
  KG_TRY(kg__map_put(taken, kg_buf_str(&e->buf), 1, &times, &made));
  return made ? KG_OK : kg_buf_printf(&e->buf, "-%llu", (unsigned long long)++*times);
}

static kg_status
name_entities(emitter *e)
{
  kg__map taken = {0};
  kg_status st = KG_OK;
  for (size_t i = 0; !st && i < e->doc->entities.n; i++) {
    kg__entity *entity = &e->doc->entities.items[i];
    if (!entity->mentioned)
      continue;
    st = entity->known >= 0 ? known_iri(e, e->doc->ontology->known.items[entity->known].iri)
                            : local_iri(e, entity, &taken);
    if (!st)
      st = keep(e, &entity->iri);
  }
  kg__map_release(&taken);
  return st;
}

static kg_status
put_text(emitter *e, const char *p, kg_str text)
{
  return text.len ? put(e, e->graph, p, kg_term_string(text)) : KG_OK;
}

static kg_status
put_document(emitter *e)
{
  kg__document *doc = e->doc;
  KG_TRY(put(e, e->graph, KG_RDF_TYPE, iri(KG_NS_SCHEMA "Article")));
  if (doc->title.len)
    KG_TRY(put(e, e->graph, KG_NS_SCHEMA "headline", english(doc->title)));
  KG_TRY(put_date(e, e->graph, KG_NS_SCHEMA "datePublished", doc->date));
  KG_TRY(put_text(e, KG_NS_SCHEMA "author", doc->author));
  KG_TRY(put_text(e, KG_NS_SCHEMA "publisher", doc->publisher));
  for (size_t i = 0; i < doc->entities.n; i++) {
    if (doc->entities.items[i].mentioned)
      KG_TRY(put(e, e->graph, KG_NS_SEC "mentions", kg_term_iri(doc->entities.items[i].iri)));
  }
  return KG_OK;
}

static bool
said_before(const kg__document *doc, size_t mention, kg_str text)
{
  if (kg_str_equal(text, doc->entities.items[doc->mentions.items[mention].entity].label))
    return true;
  for (size_t i = 0; i < mention; i++) {
    const kg__mention *m = &doc->mentions.items[i];
    if (m->entity == doc->mentions.items[mention].entity && m->kind <= KG__METONYM &&
        kg_str_equal(text, kg__span_text(doc, m->first, m->last)))
      return true;
  }
  return false;
}

// A described thing is also named by its phrase up to the head noun: "ceasefire" of "ceasefire with X".
static kg_status
put_short_form(emitter *e, const kg__mention *m)
{
  const kg__entity *entity = &e->doc->entities.items[m->entity];
  kg_str head = kg__token_text(e->doc, m->first), label = entity->label;
  const char *at = memmem(label.ptr, label.len, head.ptr, head.len);
  size_t len = at ? (size_t)(at - label.ptr) + head.len : label.len;
  if (!entity->mentioned || len == label.len || label.ptr[len] != ' ')
    return KG_OK;
  return put(e, kg_term_iri(entity->iri), KG_NS_SKOS "altLabel", english((kg_str){label.ptr, len}));
}

static kg_status
put_alias(emitter *e, size_t mention)
{
  const kg__mention *m = &e->doc->mentions.items[mention];
  const kg__entity *entity = &e->doc->entities.items[m->entity];
  kg_str text = kg__span_text(e->doc, m->first, m->last);
  if (m->kind == KG__DESCRIBED)
    return put_short_form(e, m);
  if (!entity->mentioned || m->kind > KG__METONYM || said_before(e->doc, mention, text) ||
      memchr(text.ptr, '\n', text.len))
    return KG_OK;
  return put(e, kg_term_iri(entity->iri), KG_NS_SKOS "altLabel", english(text));
}

static kg_status
put_entity(emitter *e, const kg__entity *entity)
{
  kg_term s = kg_term_iri(entity->iri);
  KG_TRY(put(e, s, KG_RDF_TYPE, kg_term_iri(e->doc->ontology->classes.items[entity->cls].iri)));
  KG_TRY(put(e, s, KG_NS_SKOS "prefLabel", english(entity->label)));
  kg_str match = entity->known >= 0 ? e->doc->ontology->known.items[entity->known].exact_match : (kg_str){0};
  return match.len ? put(e, s, KG_NS_SKOS "exactMatch", kg_term_iri(match)) : KG_OK;
}

static kg_status
put_entities(emitter *e)
{
  for (size_t i = 0; i < e->doc->entities.n; i++) {
    if (e->doc->entities.items[i].mentioned)
      KG_TRY(put_entity(e, &e->doc->entities.items[i]));
  }
  for (size_t i = 0; i < e->doc->mentions.n; i++)
    KG_TRY(put_alias(e, i));
  return KG_OK;
}

static bool
holds(const kg__document *doc, const kg__claim *c)
{
  bool ended = c->until.year && doc->date.year && kg__date_end(c->until) < kg__date_end(doc->date);
  return c->modality == KG__ASSERTED && !ended;
}

// The n-th claim's blank nodes; those of further passages have a number of their own.
static kg_term
blank(emitter *e, size_t n, size_t passage, char part, char label[64])
{
  int at = snprintf(label, 64, "d%016llxc%zu%c", (unsigned long long)e->hash, n, part);
  if (passage && at > 0)
    snprintf(label + at, 64 - (size_t)at, "%zu", passage);
  return kg_term_blank(kg_str_of(label));
}

static kg_status
put_number(emitter *e, kg_term s, const char *p, size_t n)
{
  char text[24];
  snprintf(text, sizeof text, "%zu", n);
  return put(e, s, p, kg_term_literal(kg_str_of(text), KG_STR(KG_XSD_INTEGER)));
}

static size_t
source_byte(const kg__document *doc, uint32_t byte)
{
  size_t lo = 0, hi = doc->runs.n;
  if (!hi)
    return byte;
  while (hi - lo > 1) {
    size_t mid = (lo + hi) / 2;
    if (doc->runs.items[mid].text <= byte)
      lo = mid;
    else
      hi = mid;
  }
  return doc->runs.items[lo].source + (byte - doc->runs.items[lo].text);
}

static size_t
code_points(const kg__document *doc, size_t byte)
{
  size_t n = doc->code_points[byte / 256];
  for (size_t i = byte / 256 * 256; i < byte; i++)
    n += ((unsigned char)doc->source.ptr[i] & 0xC0) != 0x80;
  return n;
}

static kg_status
count_code_points(kg__document *doc)
{
  size_t n = 0;
  doc->code_points = kg_arena_calloc(doc->arena, doc->source.len / 256 + 2, sizeof *doc->code_points);
  if (!doc->code_points)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i <= doc->source.len; i++) {
    if (i % 256 == 0)
      doc->code_points[i / 256] = (uint32_t)n;
    n += i < doc->source.len && ((unsigned char)doc->source.ptr[i] & 0xC0) != 0x80;
  }
  return KG_OK;
}

static kg_status
put_passage(emitter *e, kg_term claim, kg__passage at, size_t n, size_t i)
{
  kg__document *doc = e->doc;
  char a[64], b[64], d[64];
  kg_term passage = blank(e, n, i, 'p', a), quote = blank(e, n, i, 'q', b), place = blank(e, n, i, 'r', d);
  size_t start = source_byte(doc, doc->tokens.items[at.first].start);
  size_t end = source_byte(doc, doc->tokens.items[at.last].end - 1) + 1;
  KG_TRY(put(e, claim, KG_NS_PROV "wasDerivedFrom", passage));
  KG_TRY(put(e, passage, KG_RDF_TYPE, iri(KG_NS_OA "SpecificResource")));
  KG_TRY(put(e, passage, KG_NS_OA "hasSource", e->graph));
  KG_TRY(put(e, passage, KG_NS_OA "hasSelector", quote));
  KG_TRY(put(e, passage, KG_NS_OA "hasSelector", place));
  KG_TRY(put(e, quote, KG_RDF_TYPE, iri(KG_NS_OA "TextQuoteSelector")));
  KG_TRY(put(e, quote, KG_NS_OA "exact", kg_term_string((kg_str){doc->source.ptr + start, end - start})));
  KG_TRY(put(e, place, KG_RDF_TYPE, iri(KG_NS_OA "TextPositionSelector")));
  KG_TRY(put_number(e, place, KG_NS_OA "start", code_points(doc, start)));
  return put_number(e, place, KG_NS_OA "end", code_points(doc, end));
}

static kg_status
put_passages(emitter *e, kg_term claim, const kg__claim *c, size_t n)
{
  KG_TRY(put_passage(e, claim, (kg__passage){c->first, c->last}, n, 0));
  for (size_t i = 0; i < c->n_others; i++)
    KG_TRY(put_passage(e, claim, c->others[i], n, i + 1));
  return KG_OK;
}

static kg_status
put_source(emitter *e, kg_term claim, const kg__claim *c)
{
  if (c->said_by >= 0 && e->doc->entities.items[c->said_by].iri.len)
    return put(e, claim, KG_NS_SEC "attributedTo", kg_term_iri(e->doc->entities.items[c->said_by].iri));
  return c->said_by_text.len ? put(e, claim, KG_NS_SEC "attributedTo", kg_term_string(c->said_by_text))
                             : KG_OK;
}

static kg_status
put_confidence(emitter *e, kg_term claim, double x)
{
  char text[16];
  snprintf(text, sizeof text, "0.%02d", x < 0.01 ? 1 : x > 0.99 ? 99 : (int)(x * 100 + 0.5) % 100);
  return put(e, claim, KG_NS_SEC "confidence", kg_term_literal(kg_str_of(text), KG_STR(KG_XSD_DECIMAL)));
}

static kg_status
put_claim(emitter *e, const kg__claim *c, size_t n)
{
  kg_term s = kg_term_iri(e->doc->entities.items[c->subject].iri);
  kg_term o = kg_term_iri(e->doc->entities.items[c->object].iri);
  kg_str property = e->doc->ontology->properties.items[c->property].iri, name;
  char modality[64];
  kg_buf_clear(&e->buf);
  KG_TRY(kg_buf_printf(&e->buf, "%.*s#claim-%zu", KG_STR_ARG(e->graph.value), n));
  KG_TRY(keep(e, &name));
  kg_term claim = kg_term_iri(name);
  snprintf(modality, sizeof modality, KG_NS_SEC "%s", MODALITIES[c->modality]);
  if (holds(e->doc, c))
    KG_TRY(put(e, s, property.ptr, o));
  KG_TRY(put(e, claim, KG_RDF_TYPE, iri(KG_NS_SEC "Claim")));
  KG_TRY(put(e, claim, KG_RDF_SUBJECT, s));
  KG_TRY(put(e, claim, KG_RDF_PREDICATE, kg_term_iri(property)));
  KG_TRY(put(e, claim, KG_RDF_OBJECT, o));
  KG_TRY(put(e, claim, KG_NS_SEC "modality", iri(modality)));
  KG_TRY(put_date(e, claim, KG_NS_SEC "from", c->from));
  KG_TRY(put_date(e, claim, KG_NS_SEC "until", c->until));
  KG_TRY(put_date(e, claim, KG_NS_SEC "on", c->on));
  if (c->recurrence.len)
    KG_TRY(put(e, claim, KG_NS_SEC "recurrence", kg_term_string(c->recurrence)));
  KG_TRY(put_source(e, claim, c));
  KG_TRY(put_confidence(e, claim, c->confidence));
  return put_passages(e, claim, c, n);
}

static int
by_passage(const void *a, const void *b)
{
  const kg__claim *x = a, *y = b;
  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  if (x->last != y->last)
    return x->last < y->last ? -1 : 1;
  if (x->property != y->property)
    return x->property < y->property ? -1 : 1;
  if (x->subject != y->subject)
    return x->subject < y->subject ? -1 : 1;
  if (x->object != y->object)
    return x->object < y->object ? -1 : 1;
  return (int)x->modality - (int)y->modality;
}

static kg_status
put_all(emitter *e, double min_confidence)
{
  KG_TRY(count_code_points(e->doc));
  KG_TRY(name_entities(e));
  KG_TRY(put_document(e));
  KG_TRY(put_entities(e));
  if (e->doc->claims.n)
    qsort(e->doc->claims.items, e->doc->claims.n, sizeof *e->doc->claims.items, by_passage);
  size_t n = 0;
  for (size_t i = 0; i < e->doc->claims.n; i++) {
    if (e->doc->claims.items[i].confidence >= min_confidence)
      KG_TRY(put_claim(e, &e->doc->claims.items[i], ++n));
  }
  return KG_OK;
}

kg_status
kg__document_emit(kg__document *doc, kg_str base_iri, kg_str graph, double min_confidence,
                  const kg_sink *sink, kg_error *err)
{
  emitter e = {.doc = doc,
               .base = base_iri,
               .graph = kg_term_iri(graph),
               .sink = sink,
               .err = err,
               .hash = XXH3_64bits(graph.ptr, graph.len)};
  kg_status st = put_all(&e, min_confidence);
  kg_buf_release(&e.buf);
  return st;
}
