// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Byte strings under byte strings.  LMDB's keys end at 511 bytes: a longer one is cut and ends in its hash,
// so the value begins with the whole key, and each access compares it.  Before the key stands a checksum of
// table, key and value (0: none, in older stores), and the key's length, four bytes each.

#include "kg/store/private.h"

#include <xxhash.h>

enum { LONGEST = 480, KEY_ROOM = 512, HEAD_SIZE = 8 };

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

static uint64_t
checksum(kg__table table, const char *key_and_value, size_t n, uint64_t key_len)
{
  return (XXH3_64bits_withSeed(key_and_value, n, key_len << 8 | (uint64_t)table) | 1) & UINT32_MAX;
}

static kg_status
split(kg__table table, MDB_val bytes, kg_str *key, kg_str *value, kg_error *err)
{
  uint64_t head = bytes.mv_size >= HEAD_SIZE ? kg__u64_get(bytes.mv_data) : UINT32_MAX, n = head & UINT32_MAX;
  if (bytes.mv_size < HEAD_SIZE || n > bytes.mv_size - HEAD_SIZE)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a fact is cut short");
  *key = (kg_str){(char *)bytes.mv_data + HEAD_SIZE, n};
  if (head >> 32 && head >> 32 != checksum(table, key->ptr, bytes.mv_size - HEAD_SIZE, n))
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a fact has another checksum");
  *value = (kg_str){key->ptr + n, bytes.mv_size - HEAD_SIZE - n};
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
  KG_TRY(split(table, bytes, &found, value, err));
  return kg_str_equal(found, key) ? KG_OK : KG_ERR_NOT_FOUND;
}

// A pair that is read under another key than its own would not be found by it.
static bool
is_at_its_key(MDB_val at, kg_str key)
{
  char room[KEY_ROOM];
  MDB_val k = key_of(key, room);
  return at.mv_size == k.mv_size && memcmp(at.mv_data, k.mv_data, k.mv_size) == 0;
}

static kg_status
check_free(kg_txn *txn, kg__table table, MDB_val *k, kg_str key, kg_error *err)
{
  MDB_val bytes;
  kg_str found = {0}, value = {0};
  if (key.len <= LONGEST || mdb_get(txn->lmdb, txn->store->table[table], k, &bytes) != 0)
    return KG_OK;
  KG_TRY(split(table, bytes, &found, &value, err));
  return kg_str_equal(found, key) ? KG_OK : kg_error_set(err, KG_ERR_CONFLICT, "two long keys look alike");
}

kg_status
kg__pair_put(kg_txn *txn, kg__table table, kg_str key, kg_str value, kg_error *err)
{
  char room[KEY_ROOM];
  MDB_val k = key_of(key, room);
  KG_TRY(kg__txn_check_write(txn, err));
  if (key.len > UINT32_MAX)
    return kg_error_set(err, KG_ERR_LIMIT, "a key of %zu bytes is too long", key.len);
  KG_TRY(check_free(txn, table, &k, key, err));
  MDB_val bytes = {HEAD_SIZE + key.len + value.len, NULL};
  int rc = mdb_put(txn->lmdb, txn->store->table[table], &k, &bytes, MDB_RESERVE);
  if (rc)
    return kg__txn_fail(txn, kg__lmdb_error(rc, "writing a fact", err));
  char *to = bytes.mv_data;
  if (key.len)
    memcpy(to + HEAD_SIZE, key.ptr, key.len);
  if (value.len)
    memcpy(to + HEAD_SIZE + key.len, value.ptr, value.len);
  kg__u64_put(to, checksum(table, to + HEAD_SIZE, key.len + value.len, key.len) << 32 | key.len);
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
    st = split(table, bytes, &key, &value, err);
    if (!st && !is_at_its_key(k, key))
      st = kg_error_set(err, KG_ERR_STORE, "the store is damaged: a fact is in a wrong place");
    if (!st)
      st = each(self, key, value, err);
  }
  mdb_cursor_close(cursor);
  return st ? st : rc == MDB_NOTFOUND ? KG_OK : kg__lmdb_error(rc, "reading facts", err);
}
