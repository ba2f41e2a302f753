// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Byte strings under byte strings.  LMDB's keys end at 511 bytes: a longer one is cut and ends in its hash,
// so the value begins with the whole key, and each access compares it.

#include "kg/store/private.h"

#include <xxhash.h>

enum { LONGEST = 480, KEY_ROOM = 512, LENGTH_SIZE = 8 };

// The first byte keeps an empty key from being empty in LMDB, and short keys apart from cut ones.
static MDB_val
key_of(kg_str key, char room[KEY_ROOM])
{
  size_t n = key.len < LONGEST ? key.len : LONGEST;
  room[0] = key.len <= LONGEST ? 'k' : 'l';
  if (n)
    memcpy(room + 1, key.ptr, n);
  if (key.len <= LONGEST)
    return kg__val(room, 1 + n);
  XXH128_hash_t hash = XXH3_128bits(key.ptr, key.len);
  kg__u64_put(room + 1 + n, hash.high64);
  kg__u64_put(room + 1 + n + 8, hash.low64);
  return kg__val(room, 1 + n + 16);
}

static kg_status
split(MDB_val bytes, kg_str *key, kg_str *value, kg_error *err)
{
  uint64_t n = bytes.mv_size >= LENGTH_SIZE ? kg__u64_get(bytes.mv_data) : UINT64_MAX;
  if (bytes.mv_size < LENGTH_SIZE || n > bytes.mv_size - LENGTH_SIZE)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a fact is cut short");
  *key = (kg_str){(char *)bytes.mv_data + LENGTH_SIZE, n};
  *value = (kg_str){key->ptr + n, bytes.mv_size - LENGTH_SIZE - n};
  return KG_OK;
}

kg_status
kg__pair_get(kg_txn *txn, kg__table table, kg_str key, kg_str *value, kg_error *err)
{
  char room[KEY_ROOM];
  kg_str found = {0};
  MDB_val bytes, k = key_of(key, room);
  int rc = mdb_get(txn->lmdb, txn->store->table[table], &k, &bytes);
  if (rc == MDB_NOTFOUND)
    return KG_ERR_NOT_FOUND;
  if (rc)
    return kg__lmdb_error(rc, "reading a fact", err);
  KG_TRY(split(bytes, &found, value, err));
  return kg_str_equal(found, key) ? KG_OK : KG_ERR_NOT_FOUND;
}

static kg_status
check_free(kg_txn *txn, kg__table table, MDB_val *k, kg_str key, kg_error *err)
{
  MDB_val bytes;
  kg_str found = {0}, value = {0};
  if (key.len <= LONGEST || mdb_get(txn->lmdb, txn->store->table[table], k, &bytes) != 0)
    return KG_OK;
  KG_TRY(split(bytes, &found, &value, err));
  return kg_str_equal(found, key) ? KG_OK : kg_error_set(err, KG_ERR_CONFLICT, "two long keys look alike");
}

kg_status
kg__pair_put(kg_txn *txn, kg__table table, kg_str key, kg_str value, kg_error *err)
{
  char room[KEY_ROOM];
  MDB_val k = key_of(key, room);
  KG_TRY(kg__txn_check_write(txn, err));
  KG_TRY(check_free(txn, table, &k, key, err));
  MDB_val bytes = {LENGTH_SIZE + key.len + value.len, NULL};
  int rc = mdb_put(txn->lmdb, txn->store->table[table], &k, &bytes, MDB_RESERVE);
  if (rc)
    return kg__txn_fail(txn, kg__lmdb_error(rc, "writing a fact", err));
  char *to = bytes.mv_data;
  kg__u64_put(to, key.len);
  if (key.len)
    memcpy(to + LENGTH_SIZE, key.ptr, key.len);
  if (value.len)
    memcpy(to + LENGTH_SIZE + key.len, value.ptr, value.len);
  txn->changed = true;
  return KG_OK;
}

kg_status
kg__pair_each(kg_txn *txn, kg__table table, kg__pair_fn each, void *self, kg_error *err)
{
  MDB_cursor *cursor = NULL;
  MDB_val k, bytes;
  kg_str key = {0}, value = {0};
  kg_status st = KG_OK;
  int rc = 0;
  KG_TRY(kg__txn_cursor(txn, table, &cursor, err));
  while (!st && !(rc = mdb_cursor_get(cursor, &k, &bytes, MDB_NEXT))) {
    if (!(st = split(bytes, &key, &value, err)))
      st = each(self, key, value, err);
  }
  mdb_cursor_close(cursor);
  return st ? st : rc == MDB_NOTFOUND ? KG_OK : kg__lmdb_error(rc, "reading facts", err);
}
