// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Verification: the pages, the dictionary, the runs' blocks, the changes, then the quads that they make. Five
// orders hold the same rows if they are sorted, as many, and the sums of their rows' hashes agree; only if
// not is a change at fault looked for one by one.

#include "kg/store/flat.h"
#include "kg/store/run.h"

#include "kg/base/utf8.h"

#include <stdlib.h>
#include <xxhash.h>

enum { CHECK_EVERY = 1024 };

typedef struct verification {
  kg_txn *txn;
  const kg_limits *limits;
  kg_error *err;
  unsigned char *marks; // the first byte of each term, by number
} verification;

#define DAMAGED(v, ...) kg_error_set((v)->err, KG_ERR_STORE, "the store is damaged: " __VA_ARGS__)

typedef kg_status (*row_fn)(verification *v, void *self, const MDB_val *key, const MDB_val *value);

// Call `each` for all rows of a table.
static kg_status
each_row(verification *v, kg__table table, row_fn each, void *self)
{
  MDB_cursor *cursor = NULL;
  MDB_val key, value;
  kg_status st = KG_OK;
  int rc = 0;
  KG_TRY(kg__txn_cursor(v->txn, table, &cursor, v->err));
  for (uint64_t n = 0; !st && !(rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)); n++) {
    st = each(v, self, &key, &value);
    if (!st && n % CHECK_EVERY == 0)
      st = kg_limits_check(v->limits, v->err);
  }
  mdb_cursor_close(cursor);
  return st ? st : rc == MDB_NOTFOUND ? KG_OK : kg__lmdb_error(rc, "verifying", v->err);
}

// ---- terms

static bool
is_sound_id(const verification *v, kg_id id)
{
  char text[KG_ID_TEXT_SIZE];
  uint64_t number = kg_id_payload(id);
  if (kg_id_is_inline(id)) {
    kg_term term = kg_id_term(id, text);
    return kg_id_inline(&term) == id;
  }
  if (kg_id_tag(id) == KG_TAG_BLANK)
    return number && number < v->txn->manifest.next_blank;
  return number && number < v->txn->manifest.next_term &&
         kg__term_mark_tag((char)v->marks[number]) == kg_id_tag(id) && kg_id_tag(id) != KG_TAG_NONE;
}

static kg_status
mark_term(verification *v, void *self, const MDB_val *key, const MDB_val *value)
{
  uint64_t *next = self;
  if (key->mv_size != 8 || kg__u64_get(key->mv_data) != *next || *next >= v->txn->manifest.next_term)
    return DAMAGED(v, "term %llu is missing", (unsigned long long)*next);
  MDB_val bytes = *value;
  if (kg__unseal(&v->txn->manifest, KG__TERMS, *key, &bytes))
    return DAMAGED(v, "term %llu has another checksum", (unsigned long long)*next);
  v->marks[(*next)++] = bytes.mv_size ? *(unsigned char *)bytes.mv_data : 0;
  return KG_OK;
}

static kg_status
mark_flat_terms(verification *v, const kg__flat *flat)
{
  kg_str bytes;
  if (!flat)
    return KG_OK;
  KG_TRY(kg__flat_verify(flat, v->limits, v->err));
  for (uint64_t i = 1; i <= flat->foot.n_terms; i++) {
    KG_TRY(kg__dict_bytes(v->txn, i, &bytes, v->err));
    v->marks[i] = (unsigned char)bytes.ptr[0];
  }
  return KG_OK;
}

static kg_status
check_term(verification *v, uint64_t number)
{
  kg_str bytes;
  kg_id ids[3] = {0}, id;
  kg_term term;
  KG_TRY(kg__dict_bytes(v->txn, number, &bytes, v->err));
  KG_TRY(kg__term_decode(bytes, &term, ids, v->err));
  for (int i = 0; i < 3; i++) {
    if (ids[i] &&
        (!is_sound_id(v, ids[i]) ||
         (!kg_id_is_inline(ids[i]) && kg_id_tag(ids[i]) != KG_TAG_BLANK && kg_id_payload(ids[i]) >= number)))
      return DAMAGED(v, "term %llu is made of one that is not there", (unsigned long long)number);
  }
  kg_status st = kg__dict_find(v->txn, bytes, &id, v->err);
  if (st == KG_ERR_NOT_FOUND)
    return DAMAGED(v, "term %llu cannot be found by its text", (unsigned long long)number);
  if (!st && id != kg_id_make(kg__term_mark_tag(bytes.ptr[0]), number))
    return DAMAGED(v, "terms %llu and %llu are the same", (unsigned long long)kg_id_payload(id),
                   (unsigned long long)number);
  return st;
}

static kg_status
check_entries(verification *v, kg__table table, uint64_t want)
{
  MDB_stat stat;
  int rc = mdb_stat(v->txn->lmdb, v->txn->store->table[table], &stat);
  if (rc)
    return kg__lmdb_error(rc, "verifying", v->err);
  if (stat.ms_entries == want)
    return KG_OK;
  return DAMAGED(v, "table %s has %llu entries, not %llu", kg__table_names[table],
                 (unsigned long long)stat.ms_entries, (unsigned long long)want);
}

static kg_status
check_terms(verification *v)
{
  uint64_t flat = v->txn->manifest.flat_terms, next = flat + 1, n = v->txn->manifest.next_term - 1;
  KG_TRY(check_entries(v, KG__TERMS, n - flat));
  KG_TRY(check_entries(v, KG__HASHES, n - flat));
  if (n >= SIZE_MAX || !(v->marks = calloc(1, (size_t)n + 1)))
    return kg_error_set(v->err, KG_ERR_NOMEM, "no memory to verify the store");
  KG_TRY(each_row(v, KG__TERMS, mark_term, &next));
  KG_TRY(mark_flat_terms(v, v->txn->flat));
  for (uint64_t i = 1; i <= n; i++) {
    KG_TRY(check_term(v, i));
    if (i % CHECK_EVERY == 0)
      KG_TRY(kg_limits_check(v->limits, v->err));
  }
  return KG_OK;
}

// ---- quads

typedef struct order_sum {
  kg_order order;
  uint64_t rows, sum;
} order_sum;

// A quad that was inserted is not in the runs, one that was removed is.
static kg_status
check_change(verification *v, const kg__row *row, kg__op op)
{
  bool in_runs = false;
  const kg__runs *runs = v->txn->runs;
  if (runs && kg__run_has(runs->order[KG_SPO], row, &in_runs))
    return DAMAGED(v, "a block of a run cannot be read");
  if (in_runs != (op == KG__REMOVED))
    return DAMAGED(v, "a row of table spo does not fit the runs");
  return KG_OK;
}

static kg_status
add_row(verification *v, void *self, const MDB_val *key, const MDB_val *value)
{
  order_sum *sum = self;
  kg__row columns;
  kg__op op;
  if (kg__change_read(&v->txn->manifest, sum->order, *key, *value, &columns, &op))
    return DAMAGED(v, "a row of table %s is not one", kg__table_names[sum->order]);
  kg__row row = kg__columns_row(&columns, sum->order);
  sum->sum += XXH3_64bits_withSeed(&row, sizeof row, op);
  sum->rows++;
  return sum->order == KG_SPO ? check_change(v, &row, op) : KG_OK;
}

// Fail if a row of one order is not in another.
static kg_status
find_row(verification *v, void *self, const MDB_val *key, const MDB_val *value)
{
  const kg_order *orders = self;
  const kg__manifest *manifest = &v->txn->manifest;
  kg__key_room room;
  kg__row columns, row, others;
  kg__op op, other_op;
  if (kg__change_read(manifest, orders[0], *key, *value, &columns, &op))
    return DAMAGED(v, "a row of table %s is not one", kg__table_names[orders[0]]);
  row = kg__columns_row(&columns, orders[0]);
  for (int c = 0; c < 4; c++)
    others.c[c] = row.c[kg__order_columns[orders[1]][c]];
  MDB_val other_key = kg__bound_key(manifest, &others, room), other;
  int rc = mdb_get(v->txn->lmdb, v->txn->store->table[orders[1]], &other_key, &other);
  if (!rc && (kg__change_read(manifest, orders[1], other_key, other, &others, &other_op) || op != other_op))
    rc = MDB_NOTFOUND;
  if (rc == MDB_NOTFOUND)
    return DAMAGED(v, "the quad %llx %llx %llx %llx is in table %s and not in %s",
                   (unsigned long long)row.c[0], (unsigned long long)row.c[1], (unsigned long long)row.c[2],
                   (unsigned long long)row.c[3], kg__table_names[orders[0]], kg__table_names[orders[1]]);
  return rc ? kg__lmdb_error(rc, "verifying", v->err) : KG_OK;
}

static kg_status
explain_difference(verification *v, kg_order order)
{
  kg_order orders[2] = {KG_SPO, order};
  KG_TRY(each_row(v, (kg__table)KG_SPO, find_row, orders));
  orders[0] = order;
  orders[1] = KG_SPO;
  KG_TRY(each_row(v, (kg__table)order, find_row, orders));
  return DAMAGED(v, "tables spo and %s do not agree", kg__table_names[order]);
}

static kg_status
check_changes(verification *v)
{
  order_sum first = {.order = KG_SPO};
  KG_TRY(each_row(v, (kg__table)KG_SPO, add_row, &first));
  for (int order = 1; order < KG_N_ORDERS; order++) {
    order_sum sum = {.order = (kg_order)order};
    KG_TRY(each_row(v, (kg__table)order, add_row, &sum));
    if (sum.rows != first.rows || sum.sum != first.sum)
      KG_TRY(explain_difference(v, (kg_order)order));
  }
  if (first.rows != v->txn->manifest.delta)
    return DAMAGED(v, "table spo has %llu rows, not %llu", (unsigned long long)first.rows,
                   (unsigned long long)v->txn->manifest.delta);
  return KG_OK;
}

static kg_status
check_runs(verification *v)
{
  const kg__runs *runs = v->txn->runs;
  for (int order = 0; runs && order < KG_N_ORDERS; order++) {
    if (runs->order[order])
      KG_TRY(kg__run_verify(runs->order[order], v->limits, v->err));
  }
  return KG_OK;
}

// ---- quads, as scans give them

typedef struct quads_sum {
  kg_order order;
  kg__table counter; // of the first column, or KG__N_TABLES
  uint64_t rows, sum;
  kg__row last;        // in the order's columns
  uint64_t n, n_first; // rows with the last row's first column, and how many first columns ended
} quads_sum;

static kg_status
end_first(verification *v, quads_sum *sum)
{
  uint64_t n;
  if (!sum->n || sum->counter == KG__N_TABLES)
    return KG_OK;
  KG_TRY(kg__counter_get(v->txn, sum->counter, sum->last.c[0], &n, v->err));
  sum->n_first++;
  return n == sum->n ? KG_OK
                     : DAMAGED(v, "table %s counts %llu quads, not %llu", kg__table_names[sum->counter],
                               (unsigned long long)n, (unsigned long long)sum->n);
}

static kg_status
check_ids(const verification *v, const kg__row *quad)
{
  for (int i = 0; i < 4; i++) {
    if (!(i == 3 && quad->c[i] == KG_ID_NONE) && !is_sound_id(v, quad->c[i]))
      return DAMAGED(v, "a quad has the id %llx, which has no term", (unsigned long long)quad->c[i]);
  }
  return KG_OK;
}

static kg_status
add_quad(verification *v, quads_sum *sum, const kg_batch *batch, size_t i)
{
  kg_quad_ids ids = kg_batch_quad(batch, sum->order, i);
  kg__row quad = kg__row_of(&ids), row;
  for (int c = 0; c < 4; c++)
    row.c[c] = batch->column[c][i];
  if (sum->rows && kg__row_compare(&sum->last, &row) >= 0)
    return DAMAGED(v, "the quads of order %s are not in it", kg__table_names[sum->order]);
  if (sum->rows && row.c[0] != sum->last.c[0]) {
    KG_TRY(end_first(v, sum));
    sum->n = 0;
  }
  sum->n++;
  sum->last = row;
  sum->sum += XXH3_64bits(&quad, sizeof quad);
  sum->rows++;
  return sum->order == KG_SPO ? check_ids(v, &quad) : KG_OK;
}

static kg_status
sum_batches(verification *v, quads_sum *sum, kg_scan *scan, kg_batch *batch)
{
  kg_status st;
  while (!(st = kg_scan_next(scan, 15, batch))) {
    for (size_t i = 0; i < batch->n_rows; i++)
      KG_TRY(add_quad(v, sum, batch, i));
    KG_TRY(kg_limits_check(v->limits, v->err));
  }
  if (st != KG_DONE)
    return kg_error_set(v->err, st, "the store is damaged: its quads cannot be read");
  return end_first(v, sum);
}

static kg_status
sum_quads(verification *v, quads_sum *sum)
{
  kg_scan *scan = NULL;
  kg_batch *batch = malloc(sizeof *batch);
  kg_status st = batch ? kg_scan_open(v->txn, sum->order, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, v->err)
                       : kg_error_set(v->err, KG_ERR_NOMEM, "no memory to verify the store");
  if (!st)
    st = sum_batches(v, sum, scan, batch);
  kg_scan_close(scan);
  free(batch);
  if (!st && sum->counter != KG__N_TABLES)
    st = check_entries(v, sum->counter, sum->n_first);
  return st;
}

static kg_status
check_quads(verification *v)
{
  uint64_t first = 0;
  for (int order = 0; order < KG_N_ORDERS; order++) {
    quads_sum sum = {.order = (kg_order)order,
                     .counter = order == KG_PSO    ? KG__PREDICATES
                                : order == KG_GSPO ? KG__GRAPHS
                                                   : KG__N_TABLES};
    KG_TRY(sum_quads(v, &sum));
    if (sum.rows != v->txn->manifest.quads)
      return DAMAGED(v, "order %s has %llu quads, not %llu", kg__table_names[order],
                     (unsigned long long)sum.rows, (unsigned long long)v->txn->manifest.quads);
    if (order && sum.sum != first)
      return DAMAGED(v, "the orders spo and %s do not agree", kg__table_names[order]);
    first = sum.sum;
  }
  return KG_OK;
}

// ---- names

// Names lead to numbers ("=name") and numbers to names ("#number"): each must lead back.
static kg_status
check_name(void *self, kg_str key, kg_str value, kg_error *err)
{
  verification *v = self;
  kg_str other = {0}, back;
  bool is_name = key.len && key.ptr[0] == '=';
  char number[9] = "#";
  kg_buf name = {0};
  kg_status st = KG_OK;
  if (is_name ? value.len != 8 : key.len != 9 || !is_sound_id(v, kg__u64_get(key.ptr + 1)))
    return DAMAGED(v, "a blank node's name cannot be read");
  if (is_name) {
    memcpy(number + 1, value.ptr, 8);
    other = (kg_str){number, sizeof number};
  } else {
    st = kg_buf_add_char(&name, '=') || kg_buf_add_str(&name, value) ? KG_ERR_NOMEM : KG_OK;
    other = kg_buf_str(&name);
  }
  if (!st)
    st = kg__pair_get(v->txn, KG__NAMES, other, &back, err);
  if (st == KG_ERR_NOT_FOUND || (!st && !kg_str_equal(back, (kg_str){key.ptr + 1, key.len - 1})))
    st = DAMAGED(v, "the name of a blank node does not lead back");
  kg_buf_release(&name);
  return st;
}

// Reading a fact compares its checksum.
static kg_status
check_pair(void *self, kg_str key, kg_str value, kg_error *err)
{
  const verification *v = self;
  (void)key;
  (void)value;
  return kg_limits_check(v->limits, err);
}

static kg_status
verify(verification *v)
{
  KG_TRY(check_entries(v, KG__META, 1));
  KG_TRY(kg__seals_check(v->txn->store, v->txn->lmdb, &v->txn->manifest, v->err));
  KG_TRY(kg__pair_each(v->txn, KG__PREFIXES, check_pair, v, v->err));
  KG_TRY(kg__pair_each(v->txn, KG__FACTS, check_pair, v, v->err));
  KG_TRY(check_terms(v));
  KG_TRY(check_runs(v));
  KG_TRY(check_changes(v));
  KG_TRY(check_quads(v));
  return kg__pair_each(v->txn, KG__NAMES, check_name, v, v->err);
}

kg_status
kg_txn_verify(kg_txn *txn, const kg_limits *limits, kg_error *err)
{
  verification v = {.txn = txn, .limits = limits, .err = err};
  KG_TRY(kg__quads_flush(txn, err));
  KG_TRY(kg__dict_flush(txn, err));
  kg_status pages = txn->write ? KG_DONE : kg__file_check_pages(txn->lmdb, 0, err);
  if (pages && pages != KG_DONE)
    return pages;
  kg_status st = verify(&v);
  free(v.marks);
  return st;
}
