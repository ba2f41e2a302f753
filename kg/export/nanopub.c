// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A claim's nanopublication: the assertion is the claim, with its modality and time, and the relation itself
// only where the store states it; the provenance is document, passage, confidence and who says so; the
// publication info is what made it and when.  Written one after the other, in constant memory beyond the
// claims.

#include "kg/export/writers.h"
#include "kg/vocab.h"

#include <stdio.h>
#include <stdlib.h>

#define NP "http://www.nanopub.org/nschema#"
#define KG_AGENT "https://w3id.org/seckg/software/kg"

const char *kg_version(void);

typedef struct nanopub {
  kg__projection *p;
  kg_writer *writer;
  kg_error *err;
  const kg__claim_view *claim;
  kg_term it, head, assertion, provenance, info, passage;
  size_t n_passages, n_selectors; ///< Of this claim, so far
  kg_buf base;
  kg_arena *arena;
} nanopub;

static kg_term
iri(const char *text)
{
  return kg_term_iri(kg_str_of(text));
}

static kg_status
put(nanopub *n, kg_term graph, kg_term s, const char *p, kg_term o)
{
  kg_quad quad = {s, iri(p), o, graph};
  return kg_writer_quad(n->writer, &quad, n->err);
}

static kg_status
name(nanopub *n, const char *part, size_t number, kg_term *term)
{
  kg_buf buf = {0};
  kg_status st = kg_buf_add(&buf, n->base.ptr, n->base.len);
  if (!st)
    st = kg_buf_add_str(&buf, kg_str_of(part));
  if (!st && number)
    st = kg_buf_printf(&buf, "%zu", number);
  *term = kg_term_iri(kg_arena_str(n->arena, kg_buf_str(&buf)));
  kg_buf_release(&buf);
  return st ? st : term->value.ptr ? KG_OK : KG_ERR_NOMEM;
}

// The claim's IRI with its # as /, so that the parts get fragments of their own.
static kg_status
name_parts(nanopub *n)
{
  kg_buf *base = &n->base;
  kg_str text;
  KG_TRY(kg__projection_text(n->p, n->claim->id, &text, n->err));
  kg_buf_clear(base);
  if (kg_id_tag(n->claim->id) != KG_TAG_IRI) {
    KG_TRY(kg_buf_add_str(base, KG_STR(KG_NS_ID "claim/")));
    text = (kg_str){text.ptr + 2, text.len - 2};
  }
  for (size_t i = 0; i < text.len; i++)
    KG_TRY(kg_buf_add_char(base, (char)(text.ptr[i] == '#' ? '/' : text.ptr[i])));
  KG_TRY(name(n, "", 0, &n->it));
  KG_TRY(name(n, "#Head", 0, &n->head));
  KG_TRY(name(n, "#assertion", 0, &n->assertion));
  KG_TRY(name(n, "#provenance", 0, &n->provenance));
  return name(n, "#pubinfo", 0, &n->info);
}

static kg_status
put_head(nanopub *n)
{
  KG_TRY(put(n, n->head, n->it, KG_RDF_TYPE, iri(NP "Nanopublication")));
  KG_TRY(put(n, n->head, n->it, NP "hasAssertion", n->assertion));
  KG_TRY(put(n, n->head, n->it, NP "hasProvenance", n->provenance));
  return put(n, n->head, n->it, NP "hasPublicationInfo", n->info);
}

// Blank nodes of passages get names; what is said of them stays.
static kg_status
put_selector(nanopub *n, kg_id selector)
{
  kg__rows rows = {0};
  kg_term s;
  KG_TRY(name(n, "#selector-", ++n->n_selectors, &s));
  kg_status st = kg__projection_rows(n->p, KG_SPO, &selector, 1, false, &rows, n->err);
  if (!st)
    st = put(n, n->provenance, n->passage, KG_NS_OA "hasSelector", s);
  for (size_t i = 0; !st && i < rows.n; i++) {
    kg_quad quad = {.subject = s, .graph = n->provenance};
    st = kg_txn_term(n->p->txn, rows.items[i].p, n->arena, &quad.predicate, n->err);
    if (!st)
      st = kg_txn_term(n->p->txn, rows.items[i].o, n->arena, &quad.object, n->err);
    if (!st)
      st = kg_writer_quad(n->writer, &quad, n->err);
  }
  free(rows.items);
  return st;
}

static kg_status
put_passage_row(nanopub *n, const kg_quad_ids *row)
{
  kg_quad quad = {.subject = n->passage, .graph = n->provenance};
  if (row->p == n->p->words[KG__W_HAS_SELECTOR])
    return put_selector(n, row->o);
  KG_TRY(kg_txn_term(n->p->txn, row->p, n->arena, &quad.predicate, n->err));
  KG_TRY(kg_txn_term(n->p->txn, row->o, n->arena, &quad.object, n->err));
  return kg_writer_quad(n->writer, &quad, n->err);
}

static kg_status
put_passage(nanopub *n, kg_id passage)
{
  kg__rows rows = {0};
  bool part = kg__map_find(&n->p->part_of, kg__id_key(&passage, 1)) != NULL;
  kg_term term;
  KG_TRY(kg_txn_term(n->p->txn, passage, n->arena, &term, n->err));
  if (!part)
    return put(n, n->provenance, n->assertion, KG_NS_PROV "wasDerivedFrom", term);
  KG_TRY(name(n, "#passage-", ++n->n_passages, &n->passage));
  KG_TRY(put(n, n->provenance, n->assertion, KG_NS_PROV "wasDerivedFrom", n->passage));
  kg_status st = kg__projection_rows(n->p, KG_SPO, &passage, 1, false, &rows, n->err);
  for (size_t i = 0; !st && i < rows.n; i++)
    st = put_passage_row(n, &rows.items[i]);
  free(rows.items);
  return st;
}

// A quad of the claim's, if it belongs to the graph that is being written.
static kg_status
put_claim_row(nanopub *n, const kg_quad_ids *row, const kg_term *graph)
{
  const kg_id *w = n->p->words;
  bool passage = row->p == w[KG__W_DERIVED_FROM];
  bool about_saying = passage || row->p == w[KG__W_CONFIDENCE] || row->p == w[KG__W_ATTRIBUTED_TO];
  kg_quad quad = {.graph = *graph};
  if (about_saying != (graph == &n->provenance))
    return KG_OK;
  if (passage)
    return put_passage(n, row->o);
  KG_TRY(kg_txn_term(n->p->txn, row->s, n->arena, &quad.subject, n->err));
  KG_TRY(kg_txn_term(n->p->txn, row->p, n->arena, &quad.predicate, n->err));
  KG_TRY(kg_txn_term(n->p->txn, row->o, n->arena, &quad.object, n->err));
  return kg_writer_quad(n->writer, &quad, n->err);
}

static kg_status
put_claim(nanopub *n, const kg_term *graph)
{
  kg__rows rows = {0};
  kg_status st = kg__projection_rows(n->p, KG_SPO, &n->claim->id, 1, false, &rows, n->err);
  for (size_t i = 0; !st && i < rows.n; i++) {
    const kg_quad_ids *row = &rows.items[i];
    if (!i || row->p != row[-1].p || row->o != row[-1].o) // once, though several graphs say it
      st = put_claim_row(n, row, graph);
  }
  free(rows.items);
  return st;
}

static kg_status
put_relation(nanopub *n)
{
  const kg__claim_view *c = n->claim;
  for (size_t i = 0; i < c->n_graphs; i++) {
    kg_id spog[4] = {c->subject, c->property, c->object, n->p->claim_graphs.items[c->graph + i]};
    uint64_t count = 0;
    kg_quad quad = {.graph = n->assertion};
    KG_TRY(kg_count(n->p->txn, KG_SPO, spog, 4, &count, n->err));
    if (!count)
      continue;
    KG_TRY(kg_txn_term(n->p->txn, c->subject, n->arena, &quad.subject, n->err));
    KG_TRY(kg_txn_term(n->p->txn, c->property, n->arena, &quad.predicate, n->err));
    KG_TRY(kg_txn_term(n->p->txn, c->object, n->arena, &quad.object, n->err));
    return kg_writer_quad(n->writer, &quad, n->err);
  }
  return KG_OK;
}

static kg_status
put_provenance(nanopub *n)
{
  const kg__claim_view *c = n->claim;
  for (size_t i = 0; i < c->n_graphs; i++) {
    kg_id graph = n->p->claim_graphs.items[c->graph + i];
    kg_term term;
    if (!graph)
      continue;
    KG_TRY(kg_txn_term(n->p->txn, graph, n->arena, &term, n->err));
    KG_TRY(put(n, n->provenance, n->assertion, KG_NS_PROV "hadPrimarySource", term));
  }
  return put(n, n->provenance, n->assertion, KG_NS_PROV "wasAttributedTo", iri(KG_AGENT));
}

static kg_status
put_info(nanopub *n)
{
  char label[64];
  int len = snprintf(label, sizeof label, "kg %s", kg_version());
  kg_str created = n->p->options->created;
  KG_TRY(put(n, n->info, n->it, KG_NS_DCTERMS "creator", iri(KG_AGENT)));
  KG_TRY(put(n, n->info, n->it, KG_NS_PROV "wasAttributedTo", iri(KG_AGENT)));
  KG_TRY(put(n, n->info, iri(KG_AGENT), KG_RDF_TYPE, iri(KG_NS_PROV "SoftwareAgent")));
  KG_TRY(put(n, n->info, iri(KG_AGENT), KG_RDFS_LABEL, kg_term_string((kg_str){label, (size_t)len})));
  if (!created.len)
    return KG_OK;
  return put(n, n->info, n->it, KG_NS_DCTERMS "created", kg_term_literal(created, KG_STR(KG_XSD_DATE_TIME)));
}

static kg_status
put_nanopub(nanopub *n)
{
  kg_arena_clear(n->arena);
  n->n_passages = n->n_selectors = 0;
  KG_TRY(name_parts(n));
  KG_TRY(put_head(n));
  KG_TRY(put_claim(n, &n->assertion));
  KG_TRY(put_relation(n));
  KG_TRY(put_claim(n, &n->provenance));
  KG_TRY(put_provenance(n));
  return put_info(n);
}

static kg_status
put_all(nanopub *n)
{
  for (size_t i = 0; i < n->p->claims.n; i++) {
    n->claim = &n->p->claims.items[i];
    if (!n->claim->kept || !n->claim->subject || !n->claim->property || !n->claim->object)
      continue;
    KG_TRY(kg_limits_check(n->p->options->limits, n->err));
    KG_TRY(put_nanopub(n));
  }
  return kg_writer_finish(n->writer, n->err);
}

// The caller's prefixes, and np.
static kg_status
add_prefixes(kg_namespaces *all, const kg_namespaces *given)
{
  kg_str prefix, iri;
  KG_TRY(kg_namespaces_add(all, KG_STR("np"), KG_STR(NP)));
  for (size_t i = 0; given && kg_namespaces_at(given, i, &prefix, &iri); i++)
    KG_TRY(kg_namespaces_add(all, prefix, iri));
  return KG_OK;
}

kg_status
kg__nanopub_write(kg__projection *p, kg_output *out, kg_error *err)
{
  nanopub n = {.p = p, .err = err, .arena = kg_arena_new()};
  kg_namespaces *namespaces = kg_namespaces_new();
  kg_write_options options = p->options->write;
  kg_status st = n.arena && namespaces ? KG_OK : KG_ERR_NOMEM;
  if (!st)
    st = add_prefixes(namespaces, options.namespaces);
  options.format = KG_FORMAT_TRIG;
  options.canonical = false;
  options.streaming = true; // they come graph by graph
  options.namespaces = namespaces;
  if (!st)
    st = kg_writer_open(out, &options, &n.writer, err);
  if (!st)
    st = put_all(&n);
  kg_writer_free(n.writer);
  kg_namespaces_free(namespaces);
  kg_buf_release(&n.base);
  kg_arena_free(n.arena);
  return st;
}
