// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Rows of LMDB's tables as bytes.  An id in a key is its tag and its number of bytes in the first one, and
// its payload without leading zeros in those: most ids take four bytes, and bytes sort as ids do.  Each value
// ends in its seal, a checksum of table, key and value, compared whenever a row is read.  Stores of formats
// before the third have ids of eight bytes, eight bytes of value and no seals; they are only read.

#include "kg/store/private.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { OLD_ID_SIZE = 8, OLD_VALUE_SIZE = 8 };

const unsigned char kg__order_columns[KG_N_ORDERS][4] = {
    {0, 1, 2, 3}, {1, 0, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}, {3, 0, 1, 2}};

// ---- seals

uint32_t
kg__seal(kg__table table, MDB_val key, const void *value, size_t n)
{
  uint64_t seed = n ? XXH3_64bits_withSeed(value, n, table) : (uint64_t)table;
  return (uint32_t)XXH3_64bits_withSeed(key.mv_data, key.mv_size, seed);
}

MDB_val
kg__sealed(kg__table table, MDB_val key, unsigned char *value, size_t n)
{
  uint32_t seal = kg__seal(table, key, value, n);
  memcpy(value + n, &seal, sizeof seal);
  return (MDB_val){n + sizeof seal, value};
}

kg_status
kg__unseal(const kg__manifest *manifest, kg__table table, MDB_val key, MDB_val *value)
{
  uint32_t seal;
  if (manifest->format < KG__FIRST_SEALED)
    return KG_OK;
  if (value->mv_size < sizeof seal)
    return KG_ERR_STORE;
  value->mv_size -= sizeof seal;
  memcpy(&seal, (const char *)value->mv_data + value->mv_size, sizeof seal);
  return seal == kg__seal(table, key, value->mv_data, value->mv_size) ? KG_OK : KG_ERR_STORE;
}

// ---- ids

static size_t
put_id(kg_id id, unsigned char *to)
{
  uint64_t payload = id & KG_ID_PAYLOAD_MASK, shifted;
  size_t n = payload ? (size_t)(71 - __builtin_clzll(payload)) / 8 : 0;
  to[0] = (unsigned char)(id >> 60 << 4 | n);
  shifted = htobe64(n ? payload << (64 - 8 * n) : 0);
  memcpy(to + 1, &shifted, sizeof shifted);
  return 1 + n;
}

static const unsigned char *
get_id(const unsigned char *at, const unsigned char *end, kg_id *id)
{
  size_t n = at < end ? *at & 15 : 0;
  if (at >= end || n > 8 || n > (size_t)(end - at) - 1)
    return NULL;
  *id = (kg_id)(*at >> 4) << 60;
  for (size_t i = 1; i <= n; i++)
    *id |= (kg_id)at[i] << (8 * (n - i));
  return at + 1 + n;
}

MDB_val
kg__row_key(const kg__row *row, kg_order order, kg__key_room room)
{
  size_t n = 0;
  for (int i = 0; i < 4; i++)
    n += put_id(row->c[kg__order_columns[order][i]], room + n);
  return kg__val(room, n);
}

static MDB_val
old_key(const kg__row *row, kg__key_room room)
{
  for (size_t i = 0; i < 4; i++)
    kg__u64_put(room + OLD_ID_SIZE * i, row->c[i]);
  return kg__val(room, (size_t)4 * OLD_ID_SIZE);
}

MDB_val
kg__bound_key(const kg__manifest *manifest, const kg__row *columns, kg__key_room room)
{
  size_t n = 0;
  if (manifest->format < KG__FIRST_SEALED)
    return old_key(columns, room);
  for (int i = 0; i < 4; i++)
    n += put_id(columns->c[i], room + n);
  return kg__val(room, n);
}

// ---- rows of quads

static kg_status
read_old(MDB_val key, MDB_val value, kg__row *columns, kg__op *op)
{
  if (key.mv_size != (size_t)4 * OLD_ID_SIZE || value.mv_size != OLD_VALUE_SIZE)
    return KG_ERR_STORE;
  for (size_t i = 0; i < 4; i++)
    columns->c[i] = kg__u64_get((const char *)key.mv_data + OLD_ID_SIZE * i);
  *op = (kg__op)((unsigned char *)value.mv_data)[7];
  return KG_OK;
}

kg_status
kg__change_read(const kg__manifest *manifest, kg_order order, MDB_val key, MDB_val value, kg__row *columns,
                kg__op *op)
{
  const unsigned char *at = key.mv_data, *end = at + key.mv_size;
  if (manifest->format < KG__FIRST_SEALED) {
    KG_TRY(read_old(key, value, columns, op));
  } else {
    if (kg__unseal(manifest, (kg__table)order, key, &value) || value.mv_size != 1)
      return KG_ERR_STORE;
    *op = (kg__op) * (unsigned char *)value.mv_data;
    for (int i = 0; i < 4; i++) {
      if (!(at = get_id(at, end, &columns->c[i])))
        return KG_ERR_STORE;
    }
  }
  return *op == KG__INSERTED || *op == KG__REMOVED ? KG_OK : KG_ERR_STORE;
}

kg__row
kg__columns_row(const kg__row *columns, kg_order order)
{
  kg__row row;
  for (int i = 0; i < 4; i++)
    row.c[kg__order_columns[order][i]] = columns->c[i];
  return row;
}

// ---- all of them

static const kg__table sealed_tables[] = {(kg__table)KG_SPO, (kg__table)KG_PSO,  (kg__table)KG_POS,
                                          (kg__table)KG_OSP, (kg__table)KG_GSPO, KG__HASHES,
                                          KG__TERMS,         KG__PREDICATES,     KG__GRAPHS};

static int
check_table(MDB_cursor *cursor, const kg__manifest *manifest, kg__table table)
{
  MDB_val key, value;
  int rc;
  while (!(rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT))) {
    if (kg__unseal(manifest, table, key, &value))
      return MDB_CORRUPTED;
  }
  return rc == MDB_NOTFOUND ? 0 : rc;
}

kg_status
kg__seals_check(const kg_store *store, MDB_txn *lmdb, const kg__manifest *manifest, kg_error *err)
{
  if (manifest->format < KG__FIRST_SEALED)
    return KG_OK;
  for (size_t i = 0; i < sizeof sealed_tables / sizeof *sealed_tables; i++) {
    MDB_cursor *cursor;
    kg__table table = sealed_tables[i];
    int rc = mdb_cursor_open(lmdb, store->table[table], &cursor);
    if (!rc) {
      rc = check_table(cursor, manifest, table);
      mdb_cursor_close(cursor);
    }
    if (rc == MDB_CORRUPTED)
      return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a row of table %s has another checksum",
                          kg__table_names[table]);
    if (rc)
      return kg__lmdb_error(rc, "checking the store", err);
  }
  return KG_OK;
}
