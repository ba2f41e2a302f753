// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Bits that flip: one at a time, anywhere in the files of a store.  Opening, reading or verifying reports
// it, or all that the store says is as before, for not all bits say something.  KG_TEST_ROUNDS is the number
// of flips.

#include "tests/support/history.h"

#include "kg/store/private.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { FLIPS = 500, COMMITS = 24, MOST_FILES = 8 };

static kg_error err;

// ---- what a store says

typedef struct answers {
  history_state quads;
  uint64_t counts, words; // sums of counts, and of prefixes, facts and names
} answers;

static kg_status
count_all(kg_txn *txn, answers *a)
{
  kg_id *graphs = NULL;
  size_t n = 0;
  uint64_t count;
  static const char *const predicates[] = {"x:p", "x:q"};
  kg_status st = kg_txn_graphs(txn, &graphs, &n, &err);
  for (size_t i = 0; !st && i < n; i++) {
    st = kg_count(txn, KG_GSPO, &graphs[i], 1, &count, &err);
    a->counts += XXH3_64bits_withSeed(&count, sizeof count, graphs[i]);
  }
  free(graphs);
  for (size_t i = 0; !st && i < 2; i++) {
    kg_id id;
    kg_term term = kg_term_iri(kg_str_of(predicates[i]));
    if (!(st = kg_txn_find(txn, &term, &id, &err)))
      st = kg_count(txn, KG_PSO, &id, 1, &count, &err);
    a->counts += st ? 0 : XXH3_64bits_withSeed(&count, sizeof count, i);
  }
  return st;
}

static kg_status
add_word(void *self, kg_str prefix, kg_str iri, kg_error *e)
{
  answers *a = self;
  (void)e;
  a->words += XXH3_64bits_withSeed(iri.ptr, iri.len, XXH3_64bits(prefix.ptr, prefix.len));
  return KG_OK;
}

static kg_status
ask(kg_txn *txn, answers *a)
{
  kg_id id;
  *a = (answers){0};
  KG_TRY(history_read_txn(txn, &a->quads, &err));
  KG_TRY(count_all(txn, a));
  KG_TRY(kg__pair_each(txn, KG__PREFIXES, add_word, a, &err));
  KG_TRY(kg__pair_each(txn, KG__FACTS, add_word, a, &err));
  KG_TRY(kg_txn_find_name(txn, KG_STR("name"), &id, &err));
  a->words += id;
  return KG_OK;
}

// ---- flips

typedef struct file {
  char path[300];
  size_t size;
} file;

typedef struct flips {
  file files[MOST_FILES];
  size_t n_files, size;
  answers sound;
  unsigned at_opening, at_reading, at_verifying, wrong, nowhere;
} flips;

static void
find_files(flips *f, const char *path)
{
  DIR *folder = opendir(path);
  assert_non_null(folder);
  for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
    struct stat info;
    file *to = &f->files[f->n_files];
    if (e->d_name[0] == '.' || strstr(e->d_name, "lock"))
      continue;
    assert_true(f->n_files < MOST_FILES);
    snprintf(to->path, sizeof to->path, "%s/%s", path, e->d_name);
    assert_int_equal(stat(to->path, &info), 0);
    f->size += to->size = (size_t)info.st_size;
    f->n_files++;
  }
  closedir(folder);
  assert_int_equal(f->n_files, 7); // LMDB's, five runs, terms
}

static void
flip(const char *path, size_t at, unsigned bit)
{
  unsigned char byte;
  int fd = open(path, O_RDWR);
  assert_true(fd >= 0 && pread(fd, &byte, 1, (off_t)at) == 1);
  byte ^= (unsigned char)(1 << bit);
  assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
  close(fd);
}

static void
ask_flipped(flips *f, const char *path, const char *what)
{
  kg_store *store;
  kg_txn *txn;
  answers a;
  if (kg_store_open(path, KG_STORE_READ_ONLY, &store, &err)) {
    f->at_opening++;
    return;
  }
  kg_status st = kg_txn_begin_read(store, &txn, &err);
  if (st) {
    f->at_opening++;
    kg_store_close(store);
    return;
  }
  kg_status asked = ask(txn, &a), verified = kg_txn_verify(txn, NULL, &err);
  bool same = !asked && memcmp(&a, &f->sound, sizeof a) == 0;
  kg_txn_abort(txn);
  kg_store_close(store);
  if (!verified && !same)
    fail_msg("%s changes answers, and nobody tells", what);
  f->at_reading += asked != KG_OK;
  f->at_verifying += !asked && verified;
  f->wrong += !asked && !same;
  f->nowhere += !verified;
  if (!verified && getenv("KG_TEST_ROUNDS"))
    print_message("unseen: %s\n", what);
}

static void
flip_somewhere(flips *f, const char *path, uint64_t *seed)
{
  size_t at = random_below(seed, (uint32_t)f->size), i = 0;
  unsigned bit = random_below(seed, 8);
  char what[400];
  while (at >= f->files[i].size)
    at -= f->files[i++].size;
  snprintf(what, sizeof what, "bit %u of byte %zu of %s", bit, at, f->files[i].path);
  flip(f->files[i].path, at, bit);
  ask_flipped(f, path, what);
  flip(f->files[i].path, at, bit);
}

// A backup has hardly any free pages, whose bits say nothing; a commit more makes both of its meta pages
// those of a state.
static void
make_store(void **state)
{
  kg_store *store = store_at(state, "loose", KG_STORE_CREATE | KG_STORE_VOLATILE);
  kg_txn *txn;
  kg_id id;
  for (int i = 1; i <= COMMITS; i++) {
    assert_ok(history_commit(store, i, &err), err);
    if (i == COMMITS - 3)
      assert_ok(kg_store_compact(store, NULL, &err), err);
  }
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_add_prefix(txn, KG_STR("x"), KG_STR("http://example.org/x#"), &err), err);
  assert_ok(kg_txn_set_fact(txn, KG_STR("digest"), KG_STR("0123456789abcdef"), &err), err);
  assert_ok(kg_txn_name_blank(txn, KG_STR("name"), &id, &err), err);
  assert_ok(kg_txn_backup(txn, store_path(state, "store"), NULL, &err), err);
  kg_txn_abort(txn);
  store_close(state, store);
  store = store_at(state, "store", KG_STORE_VOLATILE);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_set_fact(txn, KG_STR("later"), KG_STR("one commit more"), &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  store_close(state, store);
}

static void
flipped_bits_are_reported_or_say_nothing(void **state)
{
  flips f = {0};
  kg_store *store;
  kg_txn *txn;
  uint64_t seed = 3;
  const char *path = store_path(state, "store");
  make_store(state);
  find_files(&f, path);
  assert_ok(kg_store_open(path, KG_STORE_READ_ONLY, &store, &err), err);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  assert_ok(ask(txn, &f.sound), err);
  assert_true(txn->manifest.delta && txn->manifest.run_rows && txn->manifest.flat_terms &&
              txn->manifest.next_term - 1 > txn->manifest.flat_terms);
  kg_txn_abort(txn);
  kg_store_close(store);
  int rounds = history_rounds(FLIPS);
  for (int i = 0; i < rounds; i++)
    flip_somewhere(&f, path, &seed);
  print_message(
      "%d flips in %zu bytes: reported by opening %u, reading %u, verifying %u (of which %u had changed "
      "an answer); %u changed nothing\n",
      rounds, f.size, f.at_opening, f.at_reading, f.at_verifying, f.wrong, f.nowhere);
  assert_int_equal(f.wrong, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      history_test(flipped_bits_are_reported_or_say_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
