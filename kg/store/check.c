// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// LMDB trusts its file: a wrong page number or offset sends it outside of the map.  So the trees are walked
// before LMDB may: each page that can be reached lies in the file, is what its parent says, is reached once,
// and its nodes lie in it.  What this file knows of LMDB 0.9's pages:
//
//     page    number (8) pad (2) flags (2) lower (2) upper (2), or number of pages (4) for an overflow page;
//     offsets of nodes node    low and high half of size or page number (2 2) flags, or page number's rest
//     (2) size of the key (2); key; data meta    page head, magic (4) version (4) address (8) map size (8)
//     two tables, last page (8) transaction (8) table   pad (4) flags (2) depth (2) branch, leaf, overflow
//     pages, entries, root (8 each)
//
// Tables of several values a key are not used by a store, and refused.

#include "kg/store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  PAGE_HEAD = 16,
  NODE_HEAD = 8,
  META_SIZE = 136,
  LEAST_PAGE = 512,
  LARGEST_PAGE = 32768, // as large as offsets within a page allow
  DEEPEST = 32,
  LONGEST_KEY = 511
};
enum { PAGE_BRANCH = 1, PAGE_LEAF = 2, PAGE_OVERFLOW = 4, PAGE_META = 8 };
enum { NODE_BIG = 1, NODE_TABLE = 2 };
enum {
  INTEGER_KEYS = 8,
  NO_FOLDER = 0x4000
}; // the second is a flag of the environment kept with the free pages

static const uint64_t no_page = UINT64_MAX;

typedef struct table_record {
  uint32_t pad;
  uint16_t flags, depth;
  uint64_t branch_pages, leaf_pages, overflow_pages, entries, root;
} table_record;

typedef struct meta_record {
  uint32_t magic, version;
  uint64_t address, map_size;
  table_record free_pages, main;
  uint64_t last_page, txn;
} meta_record;

typedef struct page_head {
  uint64_t number;
  uint16_t pad, flags, lower, upper;
} page_head;

typedef struct node_head {
  uint16_t low, high, flags, key_size;
} node_head;

_Static_assert(sizeof(meta_record) == META_SIZE && sizeof(page_head) == PAGE_HEAD, "LMDB's layout");

typedef struct walk {
  const unsigned char *map;
  size_t page_size;
  uint64_t n_pages;   // that the file has, and the transaction knows
  uint64_t last_page; // that the transaction knows
  uint64_t txn;
  unsigned char *reached; // a bit for each page up to the last
  table_record seen;      // of the table being walked
  kg_str least;           // the key that the next one must be greater than, or not less than
  bool greater;
  unsigned unchecked; // levels above the data that are only known to be there
  kg_error *err;
} walk;

static kg_status
damaged(const walk *w, uint64_t page, const char *what)
{
  return kg_error_set(w->err, KG_ERR_STORE, "the store is damaged: page %llu %s", (unsigned long long)page,
                      what);
}

// ---- meta pages

static bool
is_page_size(uint32_t size)
{
  return size >= LEAST_PAGE && size <= LARGEST_PAGE && (size & (size - 1)) == 0;
}

static bool
is_sound_table(const table_record *table, unsigned flags, uint64_t last_page)
{
  return (table->flags & ~(unsigned)NO_FOLDER) == flags && table->depth <= DEEPEST &&
         (table->root == no_page || table->root <= last_page) &&
         (table->root == no_page) == (table->depth == 0);
}

static kg_status
read_meta(int fd, uint64_t number, size_t page_size, meta_record *meta, kg_error *err)
{
  unsigned char bytes[PAGE_HEAD + META_SIZE];
  page_head head;
  ssize_t n = pread(fd, bytes, sizeof bytes, (off_t)(number * page_size));
  if (n < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot read the store: %s", strerror(errno));
  memcpy(&head, bytes, sizeof head);
  memcpy(meta, bytes + PAGE_HEAD, sizeof *meta);
  if (n != sizeof bytes || head.flags != PAGE_META || head.number != number || meta->magic != 0xBEEFC0DE)
    return kg_error_set(err, KG_ERR_STORE, "its file is damaged, or not one of a store");
  if (meta->version != 1)
    return kg_error_set(err, KG_ERR_STORE, "its file has an unknown version");
  if (!is_page_size(meta->free_pages.pad))
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: meta page %d makes no sense", (int)number);
  return KG_OK;
}

static bool
is_sound_meta(const meta_record *meta)
{
  return meta->last_page >= 1 && meta->last_page <= UINT64_C(1) << 47 &&
         is_sound_table(&meta->free_pages, INTEGER_KEYS, meta->last_page) &&
         is_sound_table(&meta->main, 0, meta->last_page);
}

// Pages behind the file's end may have been free when they would have been written, but not many.
static bool
fits_file(const meta_record *meta, off_t size)
{
  const uint64_t slack = UINT64_C(1) << 30;
  return (meta->last_page + 1) * meta->free_pages.pad <= (uint64_t)size + slack;
}

static kg_status
read_metas(int fd, meta_record metas[2], kg_error *err)
{
  KG_TRY(read_meta(fd, 0, 0, &metas[0], err));
  return read_meta(fd, 1, metas[0].free_pages.pad, &metas[1], err);
}

// Transactions take turns in writing them, so that their numbers follow each other, and tell the page; in a
// copy by LMDB's own programs both are the same.  Otherwise a flipped bit would bring back an older state.
static bool
take_turns(const meta_record metas[2])
{
  if (metas[0].txn == metas[1].txn)
    return memcmp(&metas[0], &metas[1], sizeof *metas) == 0;
  return metas[0].txn % 2 == 0 && (metas[0].txn == metas[1].txn + 1 || metas[1].txn == metas[0].txn + 1);
}

// While others commit, one may be read before and one after.
static kg_status
read_steady_metas(int fd, meta_record metas[2], kg_error *err)
{
  meta_record before[2];
  KG_TRY(read_metas(fd, metas, err));
  do {
    memcpy(before, metas, sizeof before);
    if (take_turns(metas))
      return KG_OK;
    KG_TRY(read_metas(fd, metas, err));
  } while (memcmp(before, metas, sizeof before) != 0);
  return kg_error_set(err, KG_ERR_STORE, "the store is damaged: its meta pages do not follow each other");
}

// LMDB takes the meta page of the later transaction.  The other may be one whose writing failed.
kg_status
kg__file_check_meta(int fd, kg_error *err)
{
  meta_record metas[2];
  struct stat info;
  KG_TRY(read_steady_metas(fd, metas, err));
  if (fstat(fd, &info) != 0)
    return kg_error_set(err, KG_ERR_IO, "cannot read the store: %s", strerror(errno));
  const meta_record *used = &metas[metas[1].txn > metas[0].txn];
  if (!is_sound_meta(used) || metas[0].free_pages.pad != metas[1].free_pages.pad ||
      !fits_file(used, info.st_size))
    return kg_error_set(err, KG_ERR_STORE, "the store is damaged: its meta pages make no sense");
  return KG_OK;
}

static kg_status
write_meta(int fd, uint64_t number, const meta_record *meta, kg_error *err)
{
  off_t at = (off_t)(number * meta->free_pages.pad + PAGE_HEAD);
  if (pwrite(fd, meta, sizeof *meta, at) == sizeof *meta)
    return KG_OK;
  return kg_error_set(err, KG_ERR_IO, "writing the store failed: %s", strerror(errno));
}

static kg_status
renumber(int fd, uint64_t txn, kg_error *err)
{
  meta_record metas[2];
  KG_TRY(read_metas(fd, metas, err));
  meta_record meta = metas[metas[1].txn > metas[0].txn];
  for (uint64_t i = 0; i < 2; i++) {
    meta.txn = txn % 2 == i ? txn : txn - 1;
    KG_TRY(write_meta(fd, i, &meta, err));
  }
  return fsync(fd) == 0 ? KG_OK
                        : kg_error_set(err, KG_ERR_IO, "writing the store failed: %s", strerror(errno));
}

kg_status
kg__file_renumber(const char *file, uint64_t txn, kg_error *err)
{
  int fd = open(file, O_RDWR | O_CLOEXEC);
  if (fd < 0)
    return kg_error_set(err, KG_ERR_IO, "cannot open %s: %s", file, strerror(errno));
  kg_status st = renumber(fd, txn, err);
  close(fd);
  return st;
}

// ---- pages

static const unsigned char *
page_at(const walk *w, uint64_t number, page_head *head)
{
  const unsigned char *page = w->map + number * w->page_size;
  memcpy(head, page, sizeof *head);
  return page;
}

static kg_status
mark(walk *w, uint64_t number)
{
  if (w->reached[number / 8] & (1 << number % 8))
    return damaged(w, number, "is used twice");
  w->reached[number / 8] |= (unsigned char)(1 << number % 8);
  return KG_OK;
}

static kg_status
reach(walk *w, uint64_t number, uint64_t n)
{
  if (number < 2 || number >= w->n_pages || n == 0 || n > w->n_pages - number)
    return damaged(w, number, "is not in the file");
  for (uint64_t i = number; i < number + n; i++)
    KG_TRY(mark(w, i));
  return KG_OK;
}

static kg_status
check_overflow(walk *w, uint64_t number, uint64_t size)
{
  page_head head;
  uint64_t n = (PAGE_HEAD - 1 + size) / w->page_size + 1;
  KG_TRY(reach(w, number, n));
  page_at(w, number, &head);
  if (head.number != number || head.flags != PAGE_OVERFLOW || (head.lower | (uint64_t)head.upper << 16) != n)
    return damaged(w, number, "is not the overflow page that it should be");
  w->seen.overflow_pages += n;
  return KG_OK;
}

typedef struct node {
  size_t offset, size; // in the page
  uint64_t value;      // page number, or size of the data
  unsigned flags;
  kg_str key;
  const unsigned char *data;
} node;

// The node at an offset, checked to lie in the page.
static bool
node_at(const walk *w, const unsigned char *page, const page_head *head, size_t offset, node *out)
{
  node_head n;
  if (offset < head->upper || offset % 2 || offset + NODE_HEAD > w->page_size)
    return false;
  memcpy(&n, page + offset, sizeof n);
  const unsigned char *key = page + offset + NODE_HEAD;
  *out = (node){.offset = offset, .value = n.low | (uint64_t)n.high << 16, .data = key + n.key_size};
  out->key = (kg_str){(const char *)key, n.key_size};
  out->size = (size_t)NODE_HEAD + n.key_size;
  if (head->flags == PAGE_BRANCH) {
    out->value |= (uint64_t)n.flags << 32;
  } else {
    const size_t largest = (((w->page_size - PAGE_HEAD) / 2) & ~(size_t)1) - 2;
    out->flags = n.flags;
    out->size += n.flags & NODE_BIG ? sizeof(uint64_t) : out->value;
    if (out->size > largest)
      return false;
  }
  out->size += out->size % 2;
  return n.key_size <= LONGEST_KEY && out->size <= w->page_size - offset;
}

static size_t
offset_of(const unsigned char *page, size_t i)
{
  uint16_t offset;
  memcpy(&offset, page + PAGE_HEAD + 2 * i, sizeof offset);
  return offset;
}

// Whether the nodes fill the page from `upper` to its end, each once.
static bool
is_tiled(const walk *w, const unsigned char *page, const page_head *head, size_t n_nodes)
{
  unsigned char starts[LARGEST_PAGE / 16];
  size_t at = head->upper, n_seen = 0;
  node n;
  memset(starts, 0, w->page_size / 16);
  for (size_t i = 0; i < n_nodes; i++) {
    size_t offset = offset_of(page, i);
    if (offset >= w->page_size)
      return false;
    starts[offset / 16] |= (unsigned char)(1 << offset / 2 % 8);
  }
  for (; at < w->page_size; at += n.size, n_seen++) {
    if (!(starts[at / 16] & (1 << at / 2 % 8)) || !node_at(w, page, head, at, &n))
      return false;
  }
  return at == w->page_size && n_seen == n_nodes;
}

// The main table holds the others' records, one of free pages lists of them.
typedef enum content { DATA, TABLES, FREE_LISTS } content;

static kg_status check_tree(walk *w, const table_record *table, content kind);

static kg_status
check_named_table(walk *w, uint64_t number, const node *n)
{
  table_record table;
  if (n->value != sizeof table)
    return damaged(w, number, "has a record of a table that cannot be");
  memcpy(&table, n->data, sizeof table);
  if (!is_sound_table(&table, 0, w->n_pages))
    return damaged(w, number, "has a table that cannot be");
  return check_tree(w, &table, DATA);
}

static bool
is_past_txn(const walk *w, kg_str key)
{
  uint64_t txn;
  if (key.len != sizeof txn)
    return false;
  memcpy(&txn, key.ptr, sizeof txn);
  return txn && txn <= w->txn;
}

static kg_status
check_data(walk *w, uint64_t number, const node *n, content kind)
{
  if (n->flags == NODE_TABLE && kind == TABLES)
    return check_named_table(w, number, n);
  if (n->flags & ~(unsigned)NODE_BIG)
    return damaged(w, number, "has a node of an unknown kind");
  if (kind == FREE_LISTS && !is_past_txn(w, n->key))
    return damaged(w, number, "has a list of free pages from nowhere");
  if (!(n->flags & NODE_BIG))
    return KG_OK;
  uint64_t first;
  memcpy(&first, n->data, sizeof first);
  return check_overflow(w, first, n->value);
}

static kg_status
open_page(walk *w, uint64_t number, unsigned depth, page_head *head, const unsigned char **page, size_t *n)
{
  KG_TRY(reach(w, number, 1));
  *page = page_at(w, number, head);
  if (head->number != number || head->flags != (depth > 1 ? PAGE_BRANCH : PAGE_LEAF))
    return damaged(w, number, "is not of the kind that it should be");
  if (head->lower < PAGE_HEAD || head->lower > head->upper || head->upper > w->page_size || head->lower % 2)
    return damaged(w, number, "has bounds that cannot be");
  *n = (head->lower - (size_t)PAGE_HEAD) / 2;
  if (*n < (depth > 1 ? 2 : 1))
    return damaged(w, number, "is empty");
  return is_tiled(w, *page, head, *n) ? KG_OK : damaged(w, number, "has nodes that do not fit in it");
}

// Keys come in order, and those of a branch divide the ones below; lists of free pages are sorted as numbers.
static kg_status
check_key(walk *w, uint64_t number, kg_str key, bool branch, content kind)
{
  int order = kind == FREE_LISTS ? 1 : kg_str_compare(key, w->least);
  if (order < 0 || (order == 0 && w->greater))
    return damaged(w, number, "is not sorted");
  w->least = key;
  w->greater = !branch;
  return KG_OK;
}

static kg_status check_page(walk *w, uint64_t number, unsigned depth, content kind);

static kg_status
check_node(walk *w, uint64_t number, const node *n, size_t i, unsigned depth, content kind)
{
  if (depth == 1 || i > 0)
    KG_TRY(check_key(w, number, n->key, depth > 1, kind));
  return depth > 1 ? check_page(w, n->value, depth - 1, kind) : check_data(w, number, n, kind);
}

// Recursion is as deep as the tree, at most DEEPEST.
static kg_status
check_page(walk *w, uint64_t number, unsigned depth, content kind)
{
  page_head head;
  const unsigned char *page;
  node n;
  size_t n_nodes = 0;
  if (depth <= w->unchecked && kind == DATA)
    return reach(w, number, 1);
  KG_TRY(open_page(w, number, depth, &head, &page, &n_nodes));
  if (depth > 1)
    w->seen.branch_pages++;
  else
    w->seen.leaf_pages++;
  w->seen.entries += depth > 1 ? 0 : n_nodes;
  for (size_t i = 0; i < n_nodes; i++) {
    if (!node_at(w, page, &head, offset_of(page, i), &n))
      return damaged(w, number, "has a node outside of it");
    KG_TRY(check_node(w, number, &n, i, depth, kind));
  }
  return KG_OK;
}

static bool
is_as_seen(const table_record *seen, const table_record *table)
{
  return seen->branch_pages == table->branch_pages && seen->leaf_pages == table->leaf_pages &&
         seen->overflow_pages == table->overflow_pages && seen->entries == table->entries;
}

static kg_status
check_tree(walk *w, const table_record *table, content kind)
{
  table_record outer = w->seen;
  kg_str outer_least = w->least;
  w->seen = (table_record){0};
  w->least = (kg_str){0};
  w->greater = false;
  if (table->root != no_page)
    KG_TRY(check_page(w, table->root, table->depth, kind));
  if ((kind != DATA || !w->unchecked) && !is_as_seen(&w->seen, table))
    return damaged(w, table->root, "begins a table of another size");
  w->seen = outer;
  w->least = outer_least;
  w->greater = true;
  return KG_OK;
}

// ---- lists of free pages: their pages must not be in use

static kg_status
check_free_list(walk *w, MDB_val list)
{
  uint64_t n = 0, page, before = UINT64_MAX;
  if (list.mv_size >= sizeof n)
    memcpy(&n, list.mv_data, sizeof n);
  if (list.mv_size % sizeof n || n >= list.mv_size / sizeof n)
    return damaged(w, 0, "leads to a list of free pages that is cut short");
  for (uint64_t i = 1; i <= n; i++, before = page) {
    memcpy(&page, (char *)list.mv_data + i * sizeof page, sizeof page);
    if (page < 2 || page >= before || page > w->last_page)
      return damaged(w, page, "cannot be free");
    KG_TRY(mark(w, page));
  }
  return KG_OK;
}

static kg_status
check_free_lists(walk *w, MDB_txn *lmdb)
{
  MDB_cursor *cursor;
  MDB_val key, list;
  kg_status st = KG_OK;
  int rc = mdb_cursor_open(lmdb, 0, &cursor);
  if (rc)
    return kg__lmdb_error(rc, "checking the store", w->err);
  while (!st && !(rc = mdb_cursor_get(cursor, &key, &list, MDB_NEXT)))
    st = check_free_list(w, list);
  mdb_cursor_close(cursor);
  return st ? st : rc == MDB_NOTFOUND ? KG_OK : kg__lmdb_error(rc, "checking the store", w->err);
}

static kg_status
check_trees(walk *w, MDB_txn *lmdb, const meta_record *meta)
{
  KG_TRY(check_tree(w, &meta->free_pages, FREE_LISTS));
  KG_TRY(check_tree(w, &meta->main, TABLES));
  return check_free_lists(w, lmdb);
}

static kg_status
check_mapped(walk *w, MDB_txn *lmdb, const meta_record *meta)
{
  w->reached = calloc(1, w->last_page / 8 + 1);
  if (!w->reached)
    return kg_error_set(w->err, KG_ERR_NOMEM, "no memory to check the store");
  kg_status st = check_trees(w, lmdb, meta);
  free(w->reached);
  return st;
}

// The meta page that a transaction began with; by now another process may have written over it.
static kg_status
meta_of(MDB_txn *lmdb, int fd, meta_record *meta, kg_error *err)
{
  MDB_stat stat;
  mdb_env_stat(mdb_txn_env(lmdb), &stat);
  uint64_t txn = mdb_txn_id(lmdb);
  KG_TRY(read_meta(fd, txn & 1, stat.ms_psize, meta, err));
  if (meta->txn != txn)
    return KG_DONE;
  return is_sound_meta(meta)
             ? KG_OK
             : kg_error_set(err, KG_ERR_STORE, "the store is damaged: a meta page makes no sense");
}

kg_status
kg__file_check_pages(MDB_txn *lmdb, unsigned unchecked, kg_error *err)
{
  meta_record meta;
  struct stat info;
  int fd = -1;
  mdb_env_get_fd(mdb_txn_env(lmdb), &fd);
  KG_TRY(meta_of(lmdb, fd, &meta, err));
  if (fstat(fd, &info) != 0)
    return kg_error_set(err, KG_ERR_IO, "cannot read the store: %s", strerror(errno));
  walk w = {.page_size = meta.free_pages.pad,
            .last_page = meta.last_page,
            .txn = meta.txn,
            .unchecked = unchecked,
            .err = err};
  w.n_pages = (uint64_t)info.st_size / w.page_size;
  if (w.n_pages > meta.last_page + 1)
    w.n_pages = meta.last_page + 1;
  size_t size = w.n_pages * w.page_size;
  void *map = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
  if (map == MAP_FAILED)
    return kg_error_set(err, KG_ERR_IO, "cannot read the store: %s", strerror(errno));
  w.map = map;
  kg_status st = check_mapped(&w, lmdb, &meta);
  munmap(map, size);
  return st;
}
