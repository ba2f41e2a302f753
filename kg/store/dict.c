// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The dictionary: terms to ids and back.  A term is found by a seeded hash of its bytes, and its bytes are
// always compared.  The first terms are in the flat file, the next in tables, the last in a writer's memory,
// who keeps the terms that it met in a map, since most come again at once.  In the end, or when the map has
// grown large, the new ones go into the tables, or, if they are many, all go into a new flat file.

#include "kg/store/flat.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { HASH_KEY_SIZE = 16 };

uint64_t
kg__dict_hash(const kg_txn *txn, kg_str bytes)
{
  return XXH3_64bits_withSeed(bytes.ptr, bytes.len, txn->manifest.seed);
}

// ---- bytes by number

static kg_status
missing(uint64_t number, kg_error *err)
{
  return kg_error_set(err, KG_ERR_STORE, "the store is damaged: term %llu is missing",
                      (unsigned long long)number);
}

static kg_status
table_bytes(kg_txn *txn, uint64_t number, kg_str *bytes, kg_error *err)
{
  unsigned char room[8];
  MDB_val key = kg__val(room, sizeof room), found;
  kg__u64_put(room, number);
  KG_TRY(kg__txn_cursor(txn, KG__TERMS, &txn->terms, err));
  int rc = mdb_cursor_get(txn->terms, &key, &found, MDB_SET);
  if (rc == MDB_NOTFOUND)
    return missing(number, err);
  if (rc)
    return kg__lmdb_error(rc, "reading a term", err);
  if (kg__unseal(&txn->manifest, KG__TERMS, key, &found))
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: term %llu has another checksum",
                        (unsigned long long)number);
  *bytes = (kg_str){found.mv_data, found.mv_size};
  return bytes->len ? KG_OK : missing(number, err);
}

kg_status
kg__dict_bytes(kg_txn *txn, uint64_t number, kg_str *bytes, kg_error *err)
{
  uint64_t first_new = txn->manifest.next_term - txn->new_terms.n;
  if (number >= first_new) {
    if (number >= txn->manifest.next_term)
      return missing(number, err);
    *bytes = kg__dict_new_term(txn, (size_t)(number - first_new));
    return KG_OK;
  }
  if (!txn->flat || number > txn->flat->foot.n_terms)
    return table_bytes(txn, number, bytes, err);
  kg_status st = kg__flat_bytes(txn->flat, number, &txn->room, bytes);
  return st == KG_ERR_STORE ? missing(number, err) : st;
}

kg_str
kg__dict_new_term(const kg_txn *txn, size_t i)
{
  return txn->known.items[txn->new_terms.items[i]].bytes;
}

static kg_status
put_terms(kg_txn *txn, kg_error *err)
{
  uint64_t number = txn->manifest.next_term - txn->new_terms.n;
  KG_TRY(kg__txn_cursor(txn, KG__TERMS, &txn->terms, err));
  for (size_t i = 0; i < txn->new_terms.n; i++, number++) {
    unsigned char room[8];
    kg_str bytes = kg__dict_new_term(txn, i);
    MDB_val key = kg__val(room, sizeof room), value = {bytes.len + KG__SEAL_SIZE, NULL};
    kg__u64_put(room, number);
    int rc = mdb_cursor_put(txn->terms, &key, &value, MDB_APPEND | MDB_RESERVE);
    if (rc)
      return kg__txn_fail(txn, kg__lmdb_error(rc, "writing a term", err));
    memcpy(value.mv_data, bytes.ptr, bytes.len);
    kg__sealed(KG__TERMS, key, value.mv_data, bytes.len);
  }
  return KG_OK;
}

// ---- ids by hash

static bool
has_hash(MDB_val key, uint64_t hash)
{
  return key.mv_size == HASH_KEY_SIZE && kg__u64_get(key.mv_data) == hash;
}

static kg_status
find_in_flat(kg_txn *txn, kg_str bytes, uint64_t hash, kg_id *id, kg_error *err)
{
  uint64_t number = 0;
  if (!txn->flat)
    return KG_ERR_NOT_FOUND;
  kg_status st = kg__flat_find(txn->flat, bytes, hash, &number);
  if (st == KG_ERR_STORE)
    return kg_error_set(err, st, "the store is damaged: its terms cannot be read");
  *id = st ? KG_ID_NONE : kg_id_make(kg__term_mark_tag(bytes.ptr[0]), number);
  return st;
}

static kg_status
find_in_table(kg_txn *txn, kg_str bytes, uint64_t hash, kg_id *id, kg_error *err)
{
  unsigned char room[HASH_KEY_SIZE] = {0};
  MDB_val key = kg__val(room, sizeof room), none;
  kg_str found = {0};
  kg__u64_put(room, hash);
  KG_TRY(kg__txn_cursor(txn, KG__HASHES, &txn->hashes, err));
  int rc = mdb_cursor_get(txn->hashes, &key, &none, MDB_SET_RANGE);
  while (!rc && has_hash(key, hash)) {
    if (kg__unseal(&txn->manifest, KG__HASHES, key, &none))
      return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a hash of a term has another checksum");
    *id = kg__u64_get((char *)key.mv_data + 8);
    KG_TRY(table_bytes(txn, kg_id_payload(*id), &found, err));
    if (kg_str_equal(found, bytes))
      return KG_OK;
    rc = mdb_cursor_get(txn->hashes, &key, &none, MDB_NEXT);
  }
  return rc && rc != MDB_NOTFOUND ? kg__lmdb_error(rc, "finding a term", err) : KG_ERR_NOT_FOUND;
}

static kg_status
find_hashed(kg_txn *txn, kg_str bytes, uint64_t hash, kg_id *id, kg_error *err)
{
  kg_status st = find_in_flat(txn, bytes, hash, id, err);
  return st == KG_ERR_NOT_FOUND && txn->any_hashes ? find_in_table(txn, bytes, hash, id, err) : st;
}

kg_status
kg__dict_find(kg_txn *txn, kg_str bytes, kg_id *id, kg_error *err)
{
  return find_hashed(txn, bytes, kg__dict_hash(txn, bytes), id, err);
}

// {hash, id} of the new terms, sorted.
static kg__row *
sorted_hashes(kg_txn *txn)
{
  size_t n = txn->new_terms.n;
  uint64_t number = txn->manifest.next_term - n;
  kg__row *rows = malloc(2 * n * sizeof *rows);
  if (!rows)
    return NULL;
  for (size_t i = 0; i < n; i++) {
    kg_str bytes = kg__dict_new_term(txn, i);
    kg_id id = kg_id_make(kg__term_mark_tag(bytes.ptr[0]), number + i);
    rows[i] = (kg__row){{kg__dict_hash(txn, bytes), id, 0, 0}};
  }
  kg__rows_sort(rows, rows + n, n, 0);
  return rows;
}

static kg_status
put_hashes(kg_txn *txn, const kg__row *hashes, kg_error *err)
{
  KG_TRY(kg__txn_cursor(txn, KG__HASHES, &txn->hashes, err));
  for (size_t i = 0; i < txn->new_terms.n; i++) {
    unsigned char room[HASH_KEY_SIZE], seal[KG__SEAL_SIZE];
    kg__u64_put(room, hashes[i].c[0]);
    kg__u64_put(room + 8, hashes[i].c[1]);
    MDB_val key = kg__val(room, sizeof room), value = kg__sealed(KG__HASHES, key, seal, 0);
    int rc = mdb_cursor_put(txn->hashes, &key, &value, txn->any_hashes ? 0 : MDB_APPEND);
    if (rc)
      return kg__txn_fail(txn, kg__lmdb_error(rc, "writing a term", err));
  }
  return KG_OK;
}

static kg_status
write_tables(kg_txn *txn, kg_error *err)
{
  kg__row *hashes = sorted_hashes(txn);
  if (!hashes)
    return kg__txn_fail(txn, kg_error_set(err, KG_ERR_NOMEM, "no memory for terms"));
  kg_status st = put_terms(txn, err);
  if (!st)
    st = put_hashes(txn, hashes, err);
  free(hashes);
  txn->any_hashes = true;
  return st;
}

static void
close_cursors(kg_txn *txn)
{
  if (txn->terms)
    mdb_cursor_close(txn->terms);
  if (txn->hashes)
    mdb_cursor_close(txn->hashes);
  txn->terms = txn->hashes = NULL;
}

static kg_status
write_flat(kg_txn *txn, kg_error *err)
{
  close_cursors(txn);
  KG_TRY(kg__flat_make(txn, err));
  txn->any_hashes = false;
  return KG_OK;
}

// Whether so many terms are new or in tables that writing all of them anew is less work.
static bool
is_bulk(const kg_txn *txn)
{
  uint64_t all = txn->manifest.next_term - 1, outside = all - txn->manifest.flat_terms;
  return txn->new_terms.n >= kg__store_sizes_now.bulk_terms && outside * 20 >= all;
}

kg_status
kg__dict_flush(kg_txn *txn, kg_error *err)
{
  if (!txn->new_terms.n)
    return KG_OK;
  KG_TRY(is_bulk(txn) ? write_flat(txn, err) : write_tables(txn, err));
  txn->new_terms.n = 0;
  return KG_OK;
}

// ---- finding

static kg_status
no_memory(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for a term");
}

// The id under txn->bytes; among the new ones too.
static kg_status
find_bytes(kg_txn *txn, uint64_t hash, kg_id *id, kg_error *err)
{
  *id = txn->write ? kg__known_find(&txn->known, kg_buf_str(&txn->bytes), hash) : KG_ID_NONE;
  return *id ? KG_OK : find_hashed(txn, kg_buf_str(&txn->bytes), hash, id, err);
}

static kg_status
keep_known(kg_txn *txn, uint64_t hash, kg_id id, kg_error *err)
{
  size_t size = kg__known_size(&txn->known) + txn->new_terms.capacity * sizeof *txn->new_terms.items;
  if (size > txn->sizes.known_bytes && txn->known.n) {
    KG_TRY(kg__dict_flush(txn, err));
    kg__known_clear(&txn->known);
  }
  return kg__known_add(&txn->known, kg_buf_str(&txn->bytes), hash, id) ? no_memory(err) : KG_OK;
}

static kg_status
make(kg_txn *txn, uint64_t hash, kg_id *id, kg_error *err)
{
  uint64_t number = txn->manifest.next_term;
  *id = kg_id_make(kg__term_mark_tag(txn->bytes.ptr[0]), number);
  KG_TRY(keep_known(txn, hash, *id, err));
  if (kg__vec_add(&txn->new_terms))
    return kg__txn_fail(txn, no_memory(err));
  txn->new_terms.items[txn->new_terms.n - 1] = (uint32_t)(txn->known.n - 1);
  txn->manifest.next_term++;
  txn->changed = true;
  return KG_OK;
}

static kg_status
intern_bytes(kg_txn *txn, uint64_t hash, kg_id *id, kg_error *err)
{
  *id = kg__known_find(&txn->known, kg_buf_str(&txn->bytes), hash);
  if (*id)
    return KG_OK;
  kg_status st = find_hashed(txn, kg_buf_str(&txn->bytes), hash, id, err);
  return st == KG_ERR_NOT_FOUND ? make(txn, hash, id, err) : st ? st : keep_known(txn, hash, *id, err);
}

static kg_status lookup(kg_txn *txn, const kg_term *term, bool intern, int depth, kg_id *id, kg_error *err);

static bool
is_triple_position(const kg_term *term, int position)
{
  if (position == 1)
    return term->kind == KG_TERM_IRI;
  return position == 2 ? term->kind != KG_TERM_NONE
                       : term->kind == KG_TERM_IRI || term->kind == KG_TERM_BLANK;
}

// The ids that the term's bytes are made of.
static kg_status
lookup_parts(kg_txn *txn, const kg_term *term, bool intern, int depth, kg_id ids[3], kg_error *err)
{
  if (depth >= KG__TERM_DEPTH)
    return kg_error_set(err, KG_ERR_LIMIT, "triple terms are nested deeper than %d", KG__TERM_DEPTH);
  if (term->kind == KG_TERM_TRIPLE) {
    for (int i = 0; i < 3; i++) {
      if (!is_triple_position(&term->triple[i], i))
        return kg_error_set(err, KG_ERR_DATA, "a triple term has a term in a place where it cannot stand");
      KG_TRY(lookup(txn, &term->triple[i], intern, depth + 1, &ids[i], err));
    }
  } else if (term->kind == KG_TERM_LITERAL && !term->language.len && !kg__term_is_string(term)) {
    kg_term datatype = kg_term_iri(term->datatype);
    KG_TRY(lookup(txn, &datatype, intern, depth + 1, &ids[0], err));
  }
  return KG_OK;
}

static kg_status
lookup(kg_txn *txn, const kg_term *term, bool intern, int depth, kg_id *id, kg_error *err)
{
  kg_id ids[3] = {0};
  *id = KG_ID_NONE;
  if (term->kind == KG_TERM_NONE)
    return KG_OK;
  if (term->kind == KG_TERM_BLANK)
    return intern ? kg__label_intern(txn, term->value, id, err) : kg__blank_find(txn, term->value, id);
  if (term->kind == KG_TERM_LITERAL && (*id = kg_id_inline(term)) != KG_ID_NONE)
    return KG_OK;
  KG_TRY(lookup_parts(txn, term, intern, depth, ids, err));
  if (kg__term_encode(term, ids, &txn->bytes))
    return no_memory(err);
  uint64_t hash = kg__dict_hash(txn, kg_buf_str(&txn->bytes));
  return intern ? intern_bytes(txn, hash, id, err) : find_bytes(txn, hash, id, err);
}

kg_status
kg_txn_intern(kg_txn *txn, const kg_term *term, kg_id *id, kg_error *err)
{
  KG_TRY(kg__txn_check_write(txn, err));
  return lookup(txn, term, true, 0, id, err);
}

kg_status
kg_txn_intern_triple(kg_txn *txn, const kg_id spo[3], kg_id *id, kg_error *err)
{
  kg_term term = {.kind = KG_TERM_TRIPLE};
  KG_TRY(kg__txn_check_write(txn, err));
  if ((kg_id_tag(spo[0]) != KG_TAG_IRI && kg_id_tag(spo[0]) != KG_TAG_BLANK) ||
      kg_id_tag(spo[1]) != KG_TAG_IRI || spo[2] == KG_ID_NONE || kg_id_tag(spo[2]) == KG_TAG_LOCAL)
    return kg_error_set(err, KG_ERR_DATA, "a triple term has a term in a place where it cannot stand");
  if (kg__term_encode(&term, spo, &txn->bytes))
    return no_memory(err);
  return intern_bytes(txn, kg__dict_hash(txn, kg_buf_str(&txn->bytes)), id, err);
}

kg_status
kg_txn_find(kg_txn *txn, const kg_term *term, kg_id *id, kg_error *err)
{
  return lookup(txn, term, false, 0, id, err);
}

// ---- terms by id

static kg_status term_at(kg_txn *txn, kg_id id, int depth, kg_arena *arena, kg_term *term, kg_error *err);

static kg_status
copy(kg_arena *arena, kg_str *s, kg_error *err)
{
  *s = kg_arena_str(arena, *s);
  return s->ptr ? KG_OK : no_memory(err);
}

static kg_status
inline_term(kg_id id, kg_arena *arena, kg_term *term, kg_error *err)
{
  char text[KG_ID_TEXT_SIZE];
  *term = kg_id_term(id, text);
  return copy(arena, &term->value, err);
}

static kg_status
triple_term(kg_txn *txn, const kg_id ids[3], int depth, kg_arena *arena, kg_term *term, kg_error *err)
{
  kg_term *spo = kg_arena_calloc(arena, 3, sizeof *spo);
  if (!spo)
    return no_memory(err);
  for (int i = 0; i < 3; i++)
    KG_TRY(term_at(txn, ids[i], depth + 1, arena, &spo[i], err));
  *term = kg_term_triple(spo);
  return KG_OK;
}

static kg_status
copy_bytes(kg_txn *txn, uint64_t number, kg_arena *arena, kg_str *bytes, kg_error *err)
{
  if (txn->flat && number <= txn->flat->foot.n_terms) {
    kg_status st = kg__flat_copy(txn->flat, number, arena, bytes);
    return st == KG_ERR_STORE ? missing(number, err) : st ? no_memory(err) : KG_OK;
  }
  KG_TRY(kg__dict_bytes(txn, number, bytes, err));
  return copy(arena, bytes, err);
}

static kg_status
dictionary_term(kg_txn *txn, kg_id id, int depth, kg_arena *arena, kg_term *term, kg_error *err)
{
  kg_str bytes;
  kg_id ids[3] = {0};
  kg_term datatype;
  KG_TRY(copy_bytes(txn, kg_id_payload(id), arena, &bytes, err));
  KG_TRY(kg__term_decode(bytes, term, ids, err));
  if (kg__term_mark_tag(bytes.ptr[0]) != kg_id_tag(id) || depth > KG__TERM_DEPTH)
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: an id and its term do not fit");
  if (term->kind == KG_TERM_TRIPLE)
    return triple_term(txn, ids, depth, arena, term, err);
  if (!ids[0])
    return KG_OK;
  KG_TRY(term_at(txn, ids[0], depth + 1, arena, &datatype, err));
  term->datatype = datatype.value;
  return KG_OK;
}

static kg_status
term_at(kg_txn *txn, kg_id id, int depth, kg_arena *arena, kg_term *term, kg_error *err)
{
  *term = (kg_term){0};
  if (id == KG_ID_NONE)
    return KG_OK;
  if (kg_id_is_inline(id))
    return inline_term(id, arena, term, err);
  switch (kg_id_tag(id)) {
  case KG_TAG_BLANK:
    return kg__blank_term(txn, id, arena, term, err);
  case KG_TAG_IRI:
  case KG_TAG_LITERAL:
  case KG_TAG_TRIPLE:
    return dictionary_term(txn, id, depth, arena, term, err);
  default:
    return kg_error_set(err, KG_ERR_STORE, "the store has no term with the id %llx", (unsigned long long)id);
  }
}

kg_status
kg_txn_term(kg_txn *txn, kg_id id, kg_arena *arena, kg_term *term, kg_error *err)
{
  return term_at(txn, id, 0, arena, term, err);
}

void
kg_txn_expect_terms(const kg_txn *txn, const kg_id *ids, size_t n)
{
  if (txn->flat)
    kg__flat_prefetch(txn->flat, ids, n);
}
