// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/history.h"

#include "kg/store/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

enum { SMALL = 7, LARGE = 300, N_GRAPHS = 3, N_KINDS = 11 };

static kg__store_sizes usual;

void
history_sizes_set(void)
{
  usual = kg__store_sizes_now;
  kg__store_sizes_now.bulk_quads = 100;
  kg__store_sizes_now.bulk_terms = 50;
  kg__store_sizes_now.loose_file = 1 << 16;
  kg__store_sizes_now.txn.waiting_quads = 200;
  kg__store_sizes_now.txn.chunk_quads = 64;
  kg__store_sizes_now.txn.spills = 3;
}

void
history_sizes_reset(void)
{
  kg__store_sizes_now = usual;
}

int
history_setup(void **state)
{
  history_sizes_set();
  return store_setup(state);
}

int
history_teardown(void **state)
{
  history_sizes_reset();
  return store_teardown(state);
}

int
history_rounds(int rounds)
{
  const char *text = getenv("KG_TEST_ROUNDS");
  return text ? atoi(text) : rounds;
}

// ---- commits

typedef struct quad_text {
  char s[48], o[80], g[16];
} quad_text;

static kg_quad
quad_of(int i, int j, quad_text *t)
{
  kg_quad quad = {.predicate = kg_term_iri(j % 3 ? KG_STR("x:p") : KG_STR("x:q"))};
  quad.subject =
      kg_term_iri((kg_str){t->s, (size_t)snprintf(t->s, sizeof t->s, "x:subject-%d-%d", i, j / 2)});
  quad.object =
      j % 5
          ? kg_term_string((kg_str){t->o, (size_t)snprintf(t->o, sizeof t->o, "text %d of commit %d", j, i)})
          : kg_term_literal((kg_str){t->o, (size_t)snprintf(t->o, sizeof t->o, "%d", j)},
                            KG_STR(KG_XSD_INTEGER));
  if (j % 4)
    quad.graph = kg_term_iri((kg_str){t->g, (size_t)snprintf(t->g, sizeof t->g, "x:g%d", i % N_GRAPHS)});
  return quad;
}

static kg_status
add(kg_txn *txn, int i, int n, kg_error *err)
{
  quad_text text;
  for (int j = 0; j < n; j++) {
    kg_quad quad = quad_of(i, j, &text);
    KG_TRY(kg_txn_add(txn, &quad, NULL, err));
  }
  return KG_OK;
}

static kg_status
remove_one(kg_txn *txn, const kg_quad *quad, kg_error *err)
{
  kg_quad_ids ids;
  KG_TRY(kg_txn_find(txn, &quad->subject, &ids.s, err));
  KG_TRY(kg_txn_find(txn, &quad->predicate, &ids.p, err));
  KG_TRY(kg_txn_find(txn, &quad->object, &ids.o, err));
  KG_TRY(kg_txn_find(txn, &quad->graph, &ids.g, err));
  return kg_txn_remove(txn, &ids, NULL, err);
}

static kg_status
take_away(kg_txn *txn, int i, kg_error *err)
{
  quad_text text;
  for (int j = 0; j < SMALL; j += 2) {
    kg_quad quad = quad_of(i, j, &text);
    kg_status st = remove_one(txn, &quad, err);
    if (st && st != KG_ERR_NOT_FOUND)
      return st;
  }
  return KG_OK;
}

static kg_status
clear(kg_txn *txn, int i, kg_error *err)
{
  char name[16];
  kg_id graph;
  kg_term term = kg_term_iri((kg_str){name, (size_t)snprintf(name, sizeof name, "x:g%d", i % N_GRAPHS)});
  kg_status st = kg_txn_find(txn, &term, &graph, err);
  return st == KG_ERR_NOT_FOUND ? KG_OK : st ? st : kg_txn_clear_graph(txn, graph, NULL, err);
}

static kg_status
change(kg_txn *txn, int i, kg_error *err)
{
  char text[16];
  kg_status st;
  if (i % N_KINDS == 3)
    st = take_away(txn, i - 1, err);
  else if (i % N_KINDS == 5)
    st = add(txn, i, LARGE, err);
  else if (i % N_KINDS == 9)
    st = clear(txn, i, err);
  else
    st = add(txn, i, SMALL, err);
  return st ? st
            : kg_txn_set_fact(txn, KG_STR("last"),
                              (kg_str){text, (size_t)snprintf(text, sizeof text, "%d", i)}, err);
}

kg_status
history_commit(kg_store *store, int i, kg_error *err)
{
  kg_txn *txn;
  KG_TRY(kg_txn_begin_write(store, &txn, err));
  kg_status st = change(txn, i, err);
  if (!st)
    return kg_txn_commit(txn, err);
  kg_txn_abort(txn);
  return st;
}

// ---- states

typedef struct reading {
  kg_txn *txn;
  kg_arena *arena;
  kg_buf text;
  kg_batch batch;
} reading;

static kg_status
add_quad(reading *r, const kg_quad_ids *quad, history_state *state, kg_error *err)
{
  const kg_id ids[4] = {quad->s, quad->p, quad->o, quad->g};
  kg_term term;
  kg_buf_clear(&r->text);
  for (int i = 0; i < (quad->g ? 4 : 3); i++) {
    KG_TRY(kg_txn_term(r->txn, ids[i], r->arena, &term, err));
    KG_TRY(kg_term_print(&term, &r->text));
    KG_TRY(kg_buf_add_char(&r->text, ' '));
  }
  kg_arena_clear(r->arena);
  state->sum += XXH3_64bits(r->text.ptr, r->text.len);
  state->quads++;
  return KG_OK;
}

static kg_status
read_quads(reading *r, history_state *state, kg_error *err)
{
  kg_scan *scan;
  KG_TRY(kg_scan_open(r->txn, KG_SPO, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, err));
  kg_status st = KG_OK;
  while (!st && !(st = kg_scan_next(scan, 15, &r->batch))) {
    for (size_t i = 0; !st && i < r->batch.n_rows; i++) {
      kg_quad_ids quad = kg_batch_quad(&r->batch, KG_SPO, i);
      st = add_quad(r, &quad, state, err);
    }
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st ? kg_error_set(err, st, "reading the quads failed") : KG_OK;
}

static kg_status
read_last(reading *r, history_state *state, kg_error *err)
{
  kg_str last;
  kg_status st = kg_txn_get_fact(r->txn, KG_STR("last"), r->arena, &last, err);
  if (!st) {
    char text[16];
    snprintf(text, sizeof text, "%.*s", KG_STR_ARG(last));
    state->last = atoi(text);
  }
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

kg_status
history_read_txn(kg_txn *txn, history_state *state, kg_error *err)
{
  uint64_t counted = 0;
  reading *r = calloc(1, sizeof *r);
  *state = (history_state){0};
  if (!r)
    return KG_ERR_NOMEM;
  r->txn = txn;
  r->arena = kg_arena_new();
  kg_status st = read_last(r, state, err);
  if (!st)
    st = read_quads(r, state, err);
  if (!st)
    st = kg_count(txn, KG_SPO, NULL, 0, &counted, err);
  if (!st && counted != state->quads)
    st = kg_error_set(err, KG_ERR_STORE, "the count is wrong");
  kg_arena_free(r->arena);
  kg_buf_release(&r->text);
  free(r);
  return st;
}

kg_status
history_read(kg_store *store, history_state *state, kg_error *err)
{
  kg_txn *txn;
  KG_TRY(kg_txn_begin_read(store, &txn, err));
  kg_status st = history_read_txn(txn, state, err);
  kg_txn_abort(txn);
  return st;
}

history_state *
history_states(int n)
{
  kg_store *store;
  kg_error err;
  history_state *states = calloc((size_t)n + 1, sizeof *states);
  assert_non_null(states);
  assert_ok(kg_store_open_temporary(&store, &err), err);
  for (int i = 1; i <= n; i++) {
    assert_ok(history_commit(store, i, &err), err);
    assert_ok(history_read(store, &states[i], &err), err);
    assert_int_equal(states[i].last, i);
  }
  kg_store_close(store);
  return states;
}

bool
history_equal(const history_state *a, const history_state *b)
{
  return a->last == b->last && a->quads == b->quads && a->sum == b->sum;
}
