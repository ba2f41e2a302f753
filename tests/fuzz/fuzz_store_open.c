// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes may be a store's file: it is refused, or all reading and a change end without harm.  A long input
// is the file; a short one is edits of a sound store, four bytes each: where (three, modulo its size) and
// what to flip.

#include "tests/fuzz/fuzz.h"

#include "kg/kg.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEAST_FILE = 4096, MOST_FILE = 1 << 20 };

static char folder[256], file[300];
static uint8_t sound[MOST_FILE];
static size_t sound_size;

static void
remove_folder(void)
{
  static const char *const names[] = {"kg.mdb", "kg.mdb-lock", "lock"};
  for (size_t i = 0; i < 3; i++) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    unlink(path);
  }
  rmdir(folder);
}

static void
change(kg_store *store, int n)
{
  kg_txn *txn;
  kg_status st = KG_OK;
  if (kg_txn_begin_write(store, &txn, NULL))
    return;
  for (int i = 0; i < n && !st; i++) {
    char s[32], o[64];
    kg_quad quad = {.predicate = kg_term_iri(KG_STR("x:p")), .graph = kg_term_iri(KG_STR("x:g"))};
    quad.subject = kg_term_iri((kg_str){s, (size_t)snprintf(s, sizeof s, "x:subject%d", i / 3)});
    quad.object =
        kg_term_lang((kg_str){o, (size_t)snprintf(o, sizeof o, "text number %d", i)}, KG_STR("en"), 0);
    st = kg_txn_add(txn, &quad, NULL, NULL);
  }
  if (st)
    kg_txn_abort(txn);
  else
    kg_txn_commit(txn, NULL);
}

static void
make_sound_store(void)
{
  static char large[10000];
  kg_store *store;
  kg_txn *txn;
  kg_id id;
  const char *tmp = getenv("TMPDIR");
  memset(large, 'x', sizeof large);
  snprintf(folder, sizeof folder, "%s/kg-fuzz-XXXXXX", tmp ? tmp : "/tmp");
  FUZZ_CHECK(mkdtemp(folder));
  atexit(remove_folder);
  snprintf(file, sizeof file, "%s/kg.mdb", folder);
  FUZZ_CHECK(!kg_store_open(folder, KG_STORE_CREATE | KG_STORE_VOLATILE, &store, NULL));
  change(store, 120);
  FUZZ_CHECK(!kg_txn_begin_write(store, &txn, NULL));
  kg_term term = kg_term_string((kg_str){large, sizeof large});
  FUZZ_CHECK(!kg_txn_intern(txn, &term, &id, NULL));
  FUZZ_CHECK(!kg_txn_name_blank(txn, KG_STR("name"), &id, NULL));
  FUZZ_CHECK(!kg_txn_add_prefix(txn, KG_STR("x"), KG_STR("x:"), NULL));
  FUZZ_CHECK(!kg_txn_commit(txn, NULL));
  kg_store_close(store);
  int fd = open(file, O_RDONLY);
  ssize_t n = read(fd, sound, sizeof sound);
  FUZZ_CHECK(n > 0 && n < MOST_FILE);
  sound_size = (size_t)n;
  close(fd);
}

// A new file each time: the old one may be mapped still.
static void
write_file(const uint8_t *bytes, size_t size)
{
  unlink(file);
  int fd = open(file, O_WRONLY | O_CREAT | O_EXCL, 0600);
  FUZZ_CHECK(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
  close(fd);
}

static void
write_edited(const uint8_t *data, size_t size)
{
  static uint8_t bytes[MOST_FILE];
  memcpy(bytes, sound, sound_size);
  for (size_t i = 0; i + 4 <= size; i += 4)
    bytes[((size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2]) % sound_size] ^= data[i + 3];
  write_file(bytes, sound_size);
}

static void
read_order(kg_txn *txn, kg_order order, kg_arena *arena)
{
  static kg_batch batch;
  kg_scan *scan;
  kg_term term;
  kg_id id;
  if (kg_scan_open(txn, order, NULL, 0, KG_ID_NONE, KG_ID_MAX, &scan, NULL))
    return;
  while (!kg_scan_next(scan, 15, &batch)) {
    for (size_t i = 0; order == KG_SPO && i < batch.n_rows; i++) {
      for (int c = 0; c < 4; c++) {
        if (!kg_txn_term(txn, batch.column[c][i], arena, &term, NULL))
          kg_txn_find(txn, &term, &id, NULL);
      }
    }
    kg_arena_clear(arena);
  }
  kg_scan_close(scan);
}

static void
read_all(kg_store *store)
{
  kg_txn *txn;
  kg_store_stats stats;
  kg_id *graphs = NULL;
  size_t n;
  if (kg_txn_begin_read(store, &txn, NULL))
    return;
  kg_arena *arena = kg_arena_new();
  kg_namespaces *namespaces = kg_namespaces_new();
  for (int order = 0; order < KG_N_ORDERS; order++)
    read_order(txn, (kg_order)order, arena);
  kg_txn_stats(txn, &stats, NULL);
  kg_txn_graphs(txn, &graphs, &n, NULL);
  kg_txn_prefixes(txn, namespaces, NULL);
  kg_txn_verify(txn, NULL, NULL);
  free(graphs);
  kg_namespaces_free(namespaces);
  kg_arena_free(arena);
  kg_txn_abort(txn);
}

static void
write_all(kg_store *store)
{
  kg_txn *txn;
  uint64_t removed;
  kg_id graph;
  kg_term g = kg_term_iri(KG_STR("x:g"));
  change(store, 140);
  if (kg_txn_begin_write(store, &txn, NULL))
    return;
  if (!kg_txn_find(txn, &g, &graph, NULL) && !kg_txn_clear_graph(txn, graph, &removed, NULL))
    kg_txn_commit(txn, NULL);
  else
    kg_txn_abort(txn);
  change(store, 50);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg_store *store;
  if (!sound_size)
    make_sound_store();
  if (size >= LEAST_FILE)
    write_file(data, size);
  else
    write_edited(data, size);
  if (kg_store_open(folder, KG_STORE_VOLATILE, &store, NULL))
    return 0;
  read_all(store);
  write_all(store);
  kg_store_close(store);
  return 0;
}
