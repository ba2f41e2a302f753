// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/vocab.h"

#include <stdlib.h>

// Prints what leaves a term, then what comes to it, grouped by property; IRIs by label where they have one.
typedef struct description {
  cli_state *cli;
  kg_txn *txn;
  kg_arena *arena;
  kg_id labels[2]; ///< skos:prefLabel, rdfs:label
  kg_batch batch;
} description;

enum { SHOWN = 20 }; // values of one property

static kg_status
find_label(description *d, kg_id id, kg_str *label, kg_error *err)
{
  *label = (kg_str){0};
  for (size_t i = 0; i < 2 && !label->ptr; i++) {
    kg_id prefix[2] = {id, d->labels[i]};
    kg_scan *scan = NULL;
    kg_batch *batch = kg_arena_alloc(d->arena, sizeof *batch);
    if (!batch || !d->labels[i])
      continue;
    KG_TRY(kg_scan_open(d->txn, KG_SPO, prefix, 2, 0, KG_ID_MAX, &scan, err));
    kg_term term;
    kg_status st = kg_scan_next(scan, 4, batch);
    if (!st && !(st = kg_txn_term(d->txn, batch->column[2][0], d->arena, &term, err)))
      *label = term.value;
    kg_scan_close(scan);
    if (st && st != KG_DONE)
      return st;
  }
  return KG_OK;
}

static kg_status
print_term(description *d, kg_id id, kg_error *err)
{
  kg_term term;
  kg_str label, prefix, local;
  kg_buf text = {0};
  KG_TRY(kg_txn_term(d->txn, id, d->arena, &term, err));
  if (term.kind == KG_TERM_IRI) {
    KG_TRY(find_label(d, id, &label, err));
    if (label.len)
      printf("%.*s  ", KG_STR_ARG(label));
    if (kg_namespaces_shorten(d->cli->namespaces, term.value, &prefix, &local))
      printf("%.*s:%.*s", KG_STR_ARG(prefix), KG_STR_ARG(local));
    else
      printf("<%.*s>", KG_STR_ARG(term.value));
    return KG_OK;
  }
  kg_status st = kg_term_print(&term, &text);
  if (!st)
    printf("%.*s", KG_STR_ARG(text));
  kg_buf_release(&text);
  return st;
}

static kg_status
print_property(description *d, kg_id p, kg_error *err)
{
  kg_term term;
  kg_str prefix, local;
  KG_TRY(kg_txn_term(d->txn, p, d->arena, &term, err));
  if (kg_namespaces_shorten(d->cli->namespaces, term.value, &prefix, &local))
    printf("  %.*s:%.*s\n", KG_STR_ARG(prefix), KG_STR_ARG(local));
  else
    printf("  <%.*s>\n", KG_STR_ARG(term.value));
  return KG_OK;
}

// One direction: rows of `order` that begin with the id.  `p` and `other` are the columns of property and
// other end.
static kg_status
print_edges(description *d, const char *title, kg_order order, kg_id id, size_t p, size_t other,
            kg_error *err)
{
  kg_scan *scan = NULL;
  kg_id last_p = 0, last_other = 0;
  size_t shown = 0, n = 0;
  KG_TRY(kg_scan_open(d->txn, order, &id, 1, 0, KG_ID_MAX, &scan, err));
  kg_status st;
  while ((st = kg_scan_next(scan, 15, &d->batch)) == KG_OK) {
    for (size_t i = 0; !st && i < d->batch.n_rows; i++) {
      kg_id at_p = d->batch.column[p][i], at_other = d->batch.column[other][i];
      if (at_p == last_p && at_other == last_other)
        continue;
      if (!n++)
        printf("%s\n", title);
      if (at_p != last_p && !(st = print_property(d, at_p, err)))
        shown = 0;
      last_p = at_p;
      last_other = at_other;
      if (st || ++shown > SHOWN)
        continue;
      fputs("    ", stdout);
      st = print_term(d, at_other, err);
      puts(shown == SHOWN ? "\n    ..." : "");
    }
    kg_arena_clear(d->arena);
    if (st)
      break;
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
print_id(description *d, kg_id id, kg_error *err)
{
  KG_TRY(print_term(d, id, err));
  putchar('\n');
  KG_TRY(print_edges(d, "says", KG_SPO, id, 1, 2, err));
  return print_edges(d, "is said of, by", KG_OSP, id, 2, 1, err);
}

static kg_status
find_property(description *d, const char *iri, kg_id *id, kg_error *err)
{
  kg_term term = kg_term_iri(kg_str_of(iri));
  kg_status st = kg_txn_find(d->txn, &term, id, err);
  if (st == KG_ERR_NOT_FOUND)
    *id = KG_ID_NONE;
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

// All that have the text as a label, in English or without language.
static kg_status
print_labelled(description *d, kg_str text, size_t *found, kg_error *err)
{
  static const char *const properties[] = {KG_NS_SKOS "prefLabel", KG_NS_SKOS "altLabel", KG_RDFS_LABEL};
  kg_term forms[] = {kg_term_lang(text, KG_STR("en"), KG_DIRECTION_NONE), kg_term_string(text)};
  kg_id last = KG_ID_NONE;
  for (size_t i = 0; i < 6; i++) {
    kg_id key[2];
    kg_scan *scan = NULL;
    KG_TRY(find_property(d, properties[i / 2], &key[0], err));
    if (!key[0] || kg_txn_find(d->txn, &forms[i % 2], &key[1], NULL))
      continue;
    kg_id subject = KG_ID_NONE;
    KG_TRY(kg_scan_open(d->txn, KG_POS, key, 2, 0, KG_ID_MAX, &scan, err));
    kg_status st = kg_scan_next(scan, 15, &d->batch);
    if (!st)
      subject = kg_batch_quad(&d->batch, KG_POS, 0).s;
    kg_scan_close(scan);
    if (st && st != KG_DONE)
      return st;
    if (subject && subject != last) {
      KG_TRY(print_id(d, last = subject, err));
      ++*found;
    }
  }
  return KG_OK;
}

static kg_status
describe(description *d, const char *text, kg_error *err)
{
  kg_term term;
  kg_id id;
  size_t found = 0;
  KG_TRY(find_property(d, KG_NS_SKOS "prefLabel", &d->labels[0], err));
  KG_TRY(find_property(d, KG_RDFS_LABEL, &d->labels[1], err));
  KG_TRY(cli_term(d->cli, text, d->arena, &term, err));
  kg_status st = kg_txn_find(d->txn, &term, &id, err);
  if (st == KG_OK && (*text == '<' || *text == '"' || term.kind == KG_TERM_IRI))
    return print_id(d, id, err);
  if (st && st != KG_ERR_NOT_FOUND)
    return st;
  if (term.kind == KG_TERM_LITERAL)
    KG_TRY(print_labelled(d, term.value, &found, err));
  return found ? KG_OK : kg_error_set(err, KG_ERR_DATA, "the store knows no '%s'", text);
}

kg_status
cmd_describe(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 1, 1, err));
  kg_store *store = NULL;
  description *d = calloc(1, sizeof *d);
  if (!d || !(d->arena = kg_arena_new())) {
    free(d);
    return KG_ERR_NOMEM;
  }
  d->cli = cli;
  kg_status st = cli_begin_read(cli, &store, &d->txn, err);
  if (!st)
    st = describe(d, cli->args.operands.items[0], err);
  kg_txn_abort(d->txn);
  kg_store_close(store);
  kg_arena_free(d->arena);
  free(d);
  return st;
}
