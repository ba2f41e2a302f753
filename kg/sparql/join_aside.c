// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/join_aside.h"

#include <stdlib.h>

static size_t
n_others(const kg__join_aside *join)
{
  return join->n_right - join->n_keys;
}

kg_status
kg__join_aside_init(kg__join_aside *join, kg__op *op, kg__join_kind kind, size_t n_keys, size_t n_left,
                    size_t n_right)
{
  size_t most = kg__spill_share(op->exec) / 8, widest = n_keys + 1 + n_left + n_right;
  *join = (kg__join_aside){.op = op, .kind = kind, .n_keys = n_keys, .n_left = n_left, .n_right = n_right};
  join->left = (kg__sorter){.op = op, .width = n_keys + 1 + n_left, .most = most};
  join->right = (kg__sorter){.op = op, .width = n_right, .most = most};
  join->out = (kg__sorter){.op = op, .width = 1 + n_left + n_others(join), .most = most};
  join->row = calloc(widest, sizeof *join->row);
  return join->row ? KG_OK : KG_ERR_NOMEM;
}

void
kg__join_aside_release(kg__join_aside *join)
{
  if (!join->op)
    return;
  kg__sorter_release(&join->left);
  kg__sorter_release(&join->right);
  kg__sorter_release(&join->out);
  kg__exec_take(join->op->exec, join->capacity * sizeof *join->pairs, 0);
  free(join->pairs);
  free(join->row);
  *join = (kg__join_aside){0};
}

kg_status
kg__join_aside_add_right(kg__join_aside *join, const kg_id *row)
{
  return kg__sorter_add(&join->right, row);
}

kg_status
kg__join_aside_add_left(kg__join_aside *join, const kg_id *keys, const kg_id *row)
{
  memcpy(join->row, keys, join->n_keys * sizeof *keys);
  join->row[join->n_keys] = join->n_rows++;
  memcpy(join->row + join->n_keys + 1, row, join->n_left * sizeof *row);
  return kg__sorter_add(&join->left, join->row);
}

// ---- the right rows of a key

static kg_status
keep_pair(kg__join_aside *join, const kg_id *row)
{
  size_t width = n_others(join), want = (join->n_pairs + 1) * width;
  join->partner = true;
  if (!width || (join->kind != KG__JOIN_INNER && join->kind != KG__JOIN_LEFT)) {
    join->n_pairs++;
    return KG_OK;
  }
  if (want > join->capacity) {
    size_t capacity = want + join->capacity;
    KG_TRY(kg__exec_take(join->op->exec, join->capacity * sizeof *row, capacity * sizeof *row));
    kg_id *pairs = realloc(join->pairs, capacity * sizeof *pairs);
    if (!pairs) {
      kg__exec_take(join->op->exec, capacity * sizeof *row, join->capacity * sizeof *row);
      return KG_ERR_NOMEM;
    }
    join->pairs = pairs;
    join->capacity = capacity;
  }
  memcpy(join->pairs + join->n_pairs++ * width, row + join->n_keys, width * sizeof *row);
  return KG_OK;
}

static kg_status
next_right(kg__join_aside *join)
{
  kg_status st = kg__sorter_next(&join->right, &join->next_right);
  join->right_ended = st == KG_DONE;
  if (join->right_ended)
    join->next_right = NULL;
  return join->right_ended ? KG_OK : st;
}

static int
compare_keys(const kg__join_aside *join, const kg_id *a, const kg_id *b)
{
  for (size_t i = 0; i < join->n_keys; i++)
    if (a[i] != b[i])
      return a[i] < b[i] ? -1 : 1;
  return 0;
}

static kg_status
read_pairs(kg__join_aside *join, const kg_id *keys)
{
  int order = 1;
  join->n_pairs = 0;
  join->partner = false;
  if (!join->next_right && !join->right_ended)
    KG_TRY(next_right(join));
  while (join->next_right && (order = compare_keys(join, join->next_right, keys)) <= 0) {
    if (!order)
      KG_TRY(keep_pair(join, join->next_right));
    KG_TRY(next_right(join));
  }
  return KG_OK;
}

// ---- merging

static kg_status
give(kg__join_aside *join, const kg_id *left, const kg_id *others)
{
  kg_id *row = join->row + join->n_keys;
  size_t width = n_others(join);
  memcpy(row, left + join->n_keys, (1 + join->n_left) * sizeof *row);
  if (others)
    memcpy(row + 1 + join->n_left, others, width * sizeof *row);
  else
    memset(row + 1 + join->n_left, 0, width * sizeof *row);
  return kg__sorter_add(&join->out, row);
}

static kg_status
join_row(kg__join_aside *join, const kg_id *left)
{
  bool pairs = join->kind == KG__JOIN_INNER || join->kind == KG__JOIN_LEFT;
  if (pairs && join->partner) {
    for (size_t i = 0; i < join->n_pairs; i++)
      KG_TRY(give(join, left, n_others(join) ? join->pairs + i * n_others(join) : NULL));
    return KG_OK;
  }
  bool wanted = join->kind == KG__JOIN_SEMI ? join->partner : !join->partner && join->kind != KG__JOIN_INNER;
  return wanted ? give(join, left, NULL) : KG_OK;
}

static kg_status
merge(kg__join_aside *join)
{
  const kg_id *left;
  kg_status st;
  bool any = false;
  join->merged = true;
  while ((st = kg__sorter_next(&join->left, &left)) == KG_OK) {
    if (!any || compare_keys(join, left, join->row) != 0)
      KG_TRY(read_pairs(join, left));
    memcpy(join->row, left, join->n_keys * sizeof *left);
    any = true;
    KG_TRY(join_row(join, left));
  }
  kg__sorter_release(&join->left);
  kg__sorter_release(&join->right);
  return st == KG_DONE ? KG_OK : st;
}

kg_status
kg__join_aside_next(kg__join_aside *join, const kg_id **row)
{
  if (!join->merged)
    KG_TRY(merge(join));
  KG_TRY(kg__sorter_next(&join->out, row));
  ++*row;
  return KG_OK;
}
