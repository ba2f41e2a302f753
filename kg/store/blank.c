// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Blank nodes are numbers.  Labels of a source live as long as its scope (labels.c); names given for good are
// kept both ways in the table of names, the number with a byte in front that no name has there.

#include "kg/store/private.h"

#include <stdio.h>

enum { LABEL_ROOM = 24 };

static kg_status
no_memory(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for a blank node");
}

// "b12" is 12; 0 for all else, "b012" and numbers too large among it.
static uint64_t
number_of(kg_str label)
{
  uint64_t n = 0;
  if (label.len < 2 || label.len > 20 || label.ptr[0] != 'b' || label.ptr[1] == '0')
    return 0;
  for (size_t i = 1; i < label.len; i++) {
    if (label.ptr[i] < '0' || label.ptr[i] > '9')
      return 0;
    n = n * 10 + (uint64_t)(label.ptr[i] - '0');
  }
  return n;
}

kg_status
kg__blank_find(kg_txn *txn, kg_str label, kg_id *id)
{
  uint64_t number = number_of(label);
  if (!number || number >= txn->manifest.next_blank)
    return KG_ERR_NOT_FOUND;
  *id = kg_id_make(KG_TAG_BLANK, number);
  return KG_OK;
}

kg_status
kg__blank_term(kg_txn *txn, kg_id id, kg_arena *arena, kg_term *term, kg_error *err)
{
  char label[LABEL_ROOM];
  uint64_t number = kg_id_payload(id);
  if (!number || number >= txn->manifest.next_blank)
    return kg_error_set(err, KG_ERR_STORE, "the store has no blank node %llu", (unsigned long long)number);
  int n = snprintf(label, sizeof label, "b%llu", (unsigned long long)number);
  kg_str copy = kg_arena_str(arena, (kg_str){label, (size_t)n});
  *term = kg_term_blank(copy);
  return copy.ptr ? KG_OK : no_memory(err);
}

kg_status
kg_txn_new_scope(kg_txn *txn)
{
  KG_TRY(kg__txn_check_write(txn, NULL));
  kg__labels_release(&txn->labels);
  return KG_OK;
}

kg_status
kg_txn_new_blank(kg_txn *txn, kg_id *id, kg_error *err)
{
  KG_TRY(kg__txn_check_write(txn, err));
  *id = kg_id_make(KG_TAG_BLANK, txn->manifest.next_blank++);
  txn->changed = true;
  return KG_OK;
}

// ---- names

static kg_str
id_key(kg_id id, char room[9])
{
  room[0] = '#';
  kg__u64_put(room + 1, id);
  return (kg_str){room, 9};
}

static kg_status
name_key(kg_str name, kg_buf *key, kg_error *err)
{
  return kg_buf_add_char(key, '=') || kg_buf_add_str(key, name) ? no_memory(err) : KG_OK;
}

static kg_status
find_name(kg_txn *txn, kg_str key, kg_id *id, kg_error *err)
{
  kg_str value = {0};
  KG_TRY(kg__pair_get(txn, KG__NAMES, key, &value, err));
  if (value.len != 8)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: the name of a blank node has no number");
  *id = kg__u64_get(value.ptr);
  return KG_OK;
}

static kg_status
give_name(kg_txn *txn, kg_str key, kg_str name, kg_id *id, kg_error *err)
{
  char room[9], value[8];
  KG_TRY(kg_txn_new_blank(txn, id, err));
  kg__u64_put(value, *id);
  KG_TRY(kg__pair_put(txn, KG__NAMES, key, (kg_str){value, sizeof value}, err));
  return kg__pair_put(txn, KG__NAMES, id_key(*id, room), name, err);
}

kg_status
kg_txn_find_name(kg_txn *txn, kg_str name, kg_id *id, kg_error *err)
{
  kg_buf key = {0};
  kg_status st = name_key(name, &key, err);
  if (!st)
    st = find_name(txn, kg_buf_str(&key), id, err);
  kg_buf_release(&key);
  return st;
}

kg_status
kg_txn_name_blank(kg_txn *txn, kg_str name, kg_id *id, kg_error *err)
{
  kg_buf key = {0};
  KG_TRY(kg__txn_check_write(txn, err));
  kg_status st = name_key(name, &key, err);
  if (!st)
    st = find_name(txn, kg_buf_str(&key), id, err);
  if (st == KG_ERR_NOT_FOUND)
    st = give_name(txn, kg_buf_str(&key), name, id, err);
  kg_buf_release(&key);
  return st;
}

kg_status
kg_txn_blank_name(kg_txn *txn, kg_id id, kg_arena *arena, kg_str *name, kg_error *err)
{
  char room[9];
  kg_str found = {0};
  KG_TRY(kg__pair_get(txn, KG__NAMES, id_key(id, room), &found, err));
  *name = kg_arena_str(arena, found);
  return name->ptr ? KG_OK : no_memory(err);
}
