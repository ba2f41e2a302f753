// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"

#include <stdlib.h>

typedef struct row {
  kg_id id;
  uint64_t count;
} row;

typedef struct stats {
  cli_state *cli;
  kg_txn *txn;
  kg_arena *arena;
  kg_batch batch;
} stats;

static int
by_count(const void *a, const void *b)
{
  const row *x = a, *y = b;
  return x->count != y->count ? (x->count < y->count ? 1 : -1) : (x->id > y->id) - (x->id < y->id);
}

static kg_status
print_term(stats *s, kg_id id, kg_error *err)
{
  kg_term term;
  kg_str prefix, local;
  kg_arena_clear(s->arena);
  KG_TRY(kg_txn_term(s->txn, id, s->arena, &term, err));
  if (term.kind == KG_TERM_IRI && kg_namespaces_shorten(s->cli->namespaces, term.value, &prefix, &local))
    printf("%.*s:%.*s", KG_STR_ARG(prefix), KG_STR_ARG(local));
  else if (term.kind == KG_TERM_IRI)
    printf("<%.*s>", KG_STR_ARG(term.value));
  else
    printf("%.*s", KG_STR_ARG(term.value));
  return KG_OK;
}

static kg_status
print_rows(stats *s, const char *title, row *rows, size_t n, kg_error *err)
{
  if (!n)
    return KG_OK;
  qsort(rows, n, sizeof *rows, by_count);
  printf("\n%s\n", title);
  for (size_t i = 0; i < n; i++) {
    printf("  %9llu  ", (unsigned long long)rows[i].count);
    KG_TRY(print_term(s, rows[i].id, err));
    putchar('\n');
  }
  return KG_OK;
}

static kg_status
count_row(row **rows, size_t *n, kg_id id, uint64_t count)
{
  if (*n && (*rows)[*n - 1].id == id) {
    (*rows)[*n - 1].count += count;
    return KG_OK;
  }
  row *grown = realloc(*rows, (*n + 1) * sizeof *grown);
  if (!grown)
    return KG_ERR_NOMEM;
  *rows = grown;
  grown[(*n)++] = (row){id, count};
  return KG_OK;
}

// Distinct subjects by object of one property, which POS has side by side.  Subjects that stand in several
// graphs are one.
static kg_status
subjects_by_object(stats *s, const char *property, row **rows, size_t *n, kg_error *err)
{
  kg_term term = kg_term_iri(kg_str_of(property));
  kg_id p, last_o = 0, last_s = 0;
  kg_scan *scan = NULL;
  kg_status st = kg_txn_find(s->txn, &term, &p, err);
  if (st)
    return st == KG_ERR_NOT_FOUND ? KG_OK : st;
  KG_TRY(kg_scan_open(s->txn, KG_POS, &p, 1, 0, KG_ID_MAX, &scan, err));
  while ((st = kg_scan_next(scan, 15, &s->batch)) == KG_OK) {
    for (size_t i = 0; !st && i < s->batch.n_rows; i++) {
      kg_quad_ids q = kg_batch_quad(&s->batch, KG_POS, i);
      if (q.o != last_o || q.s != last_s)
        st = count_row(rows, n, q.o, 1);
      last_o = q.o;
      last_s = q.s;
    }
    if (st)
      break;
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
print_property(stats *s, const char *title, const char *property, const char *only, kg_error *err)
{
  row *rows = NULL;
  size_t n = 0, kept = 0;
  kg_status st = subjects_by_object(s, property, &rows, &n, err);
  for (size_t i = 0; !st && only && i < n; i++) {
    kg_term term;
    st = kg_txn_term(s->txn, rows[i].id, s->arena, &term, err);
    if (!st && kg_str_starts(term.value, kg_str_of(only)))
      rows[kept++] = rows[i];
  }
  if (!st)
    st = print_rows(s, title, rows, only ? kept : n, err);
  free(rows);
  return st;
}

static kg_status
print_predicates(stats *s, kg_error *err)
{
  row *rows = NULL;
  size_t n = 0;
  kg_scan *scan = NULL;
  KG_TRY(kg_scan_open(s->txn, KG_PSO, NULL, 0, 0, KG_ID_MAX, &scan, err));
  kg_status st;
  while ((st = kg_scan_next(scan, 1, &s->batch)) == KG_OK) {
    for (size_t i = 0; !st && i < s->batch.n_rows; i++)
      st = count_row(&rows, &n, s->batch.column[0][i], 1);
    if (st)
      break;
  }
  kg_scan_close(scan);
  st = st == KG_DONE ? print_rows(s, "Quads by property", rows, n, err) : st;
  free(rows);
  return st;
}

static kg_status
print_graphs(stats *s, kg_error *err)
{
  kg_id *ids = NULL;
  size_t n = 0;
  KG_TRY(kg_txn_graphs(s->txn, &ids, &n, err));
  row *rows = calloc(n + 1, sizeof *rows);
  kg_status st = rows ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < n; i++) {
    rows[i].id = ids[i];
    st = kg_count(s->txn, KG_GSPO, &ids[i], 1, &rows[i].count, err);
  }
  if (!st)
    st = print_rows(s, "Quads by graph", rows, n, err);
  free(rows);
  free(ids);
  return st;
}

static kg_status
print_all(stats *s, kg_error *err)
{
  kg_store_stats total;
  KG_TRY(kg_txn_stats(s->txn, &total, err));
  printf("%s\n  %9llu  quads\n  %9llu  named graphs\n  %9llu  terms\n  %9llu  bytes\n",
         cli_store_path(s->cli), (unsigned long long)total.quads, (unsigned long long)total.graphs,
         (unsigned long long)total.terms, (unsigned long long)total.bytes);
  KG_TRY(print_property(s, "Things by class", KG_RDF_TYPE, NULL, err));
  KG_TRY(print_property(s, "Claims by modality", KG_NS_SEC "modality", NULL, err));
  KG_TRY(print_property(s, "Claims by property", KG_RDF_PREDICATE, KG_NS_SEC, err));
  KG_TRY(print_graphs(s, err));
  return print_predicates(s, err);
}

kg_status
cmd_stats(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 0, 0, err));
  kg_store *store = NULL;
  stats *s = calloc(1, sizeof *s);
  if (!s || !(s->arena = kg_arena_new())) {
    free(s);
    return KG_ERR_NOMEM;
  }
  s->cli = cli;
  kg_status st = cli_begin_read(cli, &store, &s->txn, err);
  if (!st)
    st = cli->args.to || cli->args.output ? cli_void(cli, s->txn, err) : print_all(s, err);
  kg_txn_abort(s->txn);
  kg_store_close(store);
  kg_arena_free(s->arena);
  free(s);
  return st;
}
