// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/store.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXAMPLE "http://example.org/"

enum { MOST_STORES = 16, MOST_NAMES = 64 };

typedef struct fixture {
  char folder[256];
  kg_store *stores[MOST_STORES];
  char *names[MOST_NAMES];
  size_t n_stores, n_names;
} fixture;

// ---- the folder

static int
remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
  (void)info;
  (void)kind;
  (void)place;
  return remove(path);
}

int
store_setup(void **state)
{
  const char *folder = getenv("TMPDIR");
  fixture *f = calloc(1, sizeof *f);
  if (!f)
    return -1;
  snprintf(f->folder, sizeof f->folder, "%s/kg-test-XXXXXX", folder ? folder : "/tmp");
  *state = f;
  return mkdtemp(f->folder) ? 0 : -1;
}

int
store_teardown(void **state)
{
  fixture *f = *state;
  for (size_t i = 0; i < f->n_stores; i++)
    kg_store_close(f->stores[i]);
  for (size_t i = 0; i < f->n_names; i++)
    free(f->names[i]);
  nftw(f->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
  free(f);
  return 0;
}

const char *
store_path(void **state, const char *name)
{
  fixture *f = *state;
  char *path = NULL;
  assert_true(f->n_names < MOST_NAMES && asprintf(&path, "%s/%s", f->folder, name) > 0);
  return f->names[f->n_names++] = path;
}

kg_store *
store_at(void **state, const char *name, unsigned flags)
{
  fixture *f = *state;
  kg_store *store = NULL;
  kg_error err;
  char path[512];
  assert_true(f->n_stores < MOST_STORES);
  snprintf(path, sizeof path, "%s/%s", f->folder, name);
  assert_ok(kg_store_open(path, flags, &store, &err), err);
  return f->stores[f->n_stores++] = store;
}

void
store_close(void **state, kg_store *store)
{
  fixture *f = *state;
  size_t i = 0;
  while (i < f->n_stores && f->stores[i] != store)
    i++;
  assert_true(i < f->n_stores);
  f->stores[i] = f->stores[--f->n_stores];
  kg_store_close(store);
}

// ---- the notation of quads

typedef struct input {
  const char *at;
  kg_arena *arena;
} input;

static void
skip_space(input *in)
{
  while (*in->at == ' ' || *in->at == '\n')
    in->at++;
}

static kg_str
word(const char *from, const char *end)
{
  size_t n = strcspn(from, end);
  return (kg_str){from, n};
}

static kg_term
read_name(input *in)
{
  kg_buf iri = {0};
  kg_str local = word(in->at + 1, " \n,;");
  assert_int_equal(kg_buf_add_str(&iri, KG_STR(EXAMPLE)) | kg_buf_add_str(&iri, local), 0);
  kg_term term = kg_term_iri(kg_arena_str(in->arena, kg_buf_str(&iri)));
  kg_buf_release(&iri);
  in->at = local.ptr + local.len;
  return term;
}

static kg_term
read_number(input *in)
{
  kg_str digits = word(in->at, " \n,;");
  in->at += digits.len;
  return kg_term_literal(kg_arena_str(in->arena, digits), KG_STR(KG_XSD_INTEGER));
}

static kg_term
read_term(input *in)
{
  kg_term term = {0};
  kg_error err;
  size_t end = 0;
  skip_space(in);
  if (*in->at == '?' || (*in->at == '-' && in->at[1] <= ' ')) {
    in->at++;
    return term;
  }
  if (*in->at == ':')
    return read_name(in);
  if ((*in->at >= '0' && *in->at <= '9') || *in->at == '-')
    return read_number(in);
  kg_str rest = kg_arena_str(in->arena, kg_str_of(in->at));
  assert_ok(kg_term_parse(rest, in->arena, &end, &term, &err), err);
  in->at += end;
  return term;
}

typedef void (*quad_fn)(kg_txn *txn, const kg_quad *quad);

// Reads one object and what comes behind it; returns the sign that ends it.
static char
read_object(input *in, kg_quad *quad)
{
  quad->object = read_term(in);
  quad->graph = (kg_term){0};
  skip_space(in);
  if (*in->at && !strchr(",;.", *in->at))
    quad->graph = read_term(in);
  skip_space(in);
  return *in->at ? *in->at++ : '.';
}

static void
each_quad(kg_txn *txn, const char *quads, quad_fn each)
{
  input in = {quads, kg_arena_new()};
  kg_quad quad = {0};
  char sign = '.';
  assert_non_null(in.arena);
  for (skip_space(&in); *in.at; skip_space(&in)) {
    if (sign == '.')
      quad.subject = read_term(&in);
    if (sign != ',')
      quad.predicate = read_term(&in);
    sign = read_object(&in, &quad);
    each(txn, &quad);
  }
  kg_arena_free(in.arena);
}

// ---- changes

static void
add_quad(kg_txn *txn, const kg_quad *quad)
{
  kg_error err;
  assert_ok(kg_txn_add(txn, quad, NULL, &err), err);
}

static void
remove_quad(kg_txn *txn, const kg_quad *quad)
{
  kg_error err;
  kg_quad_ids ids;
  assert_ok(kg_txn_find(txn, &quad->subject, &ids.s, &err), err);
  assert_ok(kg_txn_find(txn, &quad->predicate, &ids.p, &err), err);
  assert_ok(kg_txn_find(txn, &quad->object, &ids.o, &err), err);
  assert_ok(kg_txn_find(txn, &quad->graph, &ids.g, &err), err);
  assert_ok(kg_txn_remove(txn, &ids, NULL, &err), err);
}

void
txn_add(kg_txn *txn, const char *quads)
{
  each_quad(txn, quads, add_quad);
}

void
txn_remove(kg_txn *txn, const char *quads)
{
  each_quad(txn, quads, remove_quad);
}

static void
change(kg_store *store, const char *quads, quad_fn each)
{
  kg_txn *txn;
  kg_error err;
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  each_quad(txn, quads, each);
  assert_ok(kg_txn_commit(txn, &err), err);
}

void
store_add(kg_store *store, const char *quads)
{
  change(store, quads, add_quad);
}

void
store_remove(kg_store *store, const char *quads)
{
  change(store, quads, remove_quad);
}

kg_store *
store_of(void **state, const char *quads)
{
  fixture *f = *state;
  char name[32];
  snprintf(name, sizeof name, "store%zu", f->n_stores);
  kg_store *store = store_at(state, name, KG_STORE_CREATE | KG_STORE_VOLATILE);
  store_add(store, quads);
  return store;
}

kg_id
id_of(kg_txn *txn, const char *text)
{
  input in = {text, kg_arena_new()};
  kg_error err;
  kg_id id = KG_ID_NONE;
  kg_term term = read_term(&in);
  kg_status st =
      kg_txn_is_write(txn) ? kg_txn_intern(txn, &term, &id, &err) : kg_txn_find(txn, &term, &id, &err);
  kg_arena_free(in.arena);
  if (st)
    fail_msg("the store does not know %s", text);
  return id;
}

// ---- questions

uint64_t
txn_size(kg_txn *txn)
{
  uint64_t n = 0;
  kg_error err;
  assert_ok(kg_count(txn, KG_SPO, NULL, 0, &n, &err), err);
  return n;
}

uint64_t
store_size(kg_store *store)
{
  kg_txn *txn;
  kg_error err;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  uint64_t n = txn_size(txn);
  kg_txn_abort(txn);
  return n;
}

void
assert_sound(kg_store *store)
{
  kg_txn *txn;
  kg_error err;
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  kg_status st = kg_txn_verify(txn, NULL, &err);
  kg_txn_abort(txn);
  assert_status(KG_OK, st, err);
}

static void
print_term(kg_buf *buf, kg_txn *txn, kg_id id, kg_arena *arena)
{
  kg_term term;
  kg_error err;
  assert_ok(kg_txn_term(txn, id, arena, &term, &err), err);
  if (kg_str_starts(term.value, KG_STR(EXAMPLE)) && term.kind == KG_TERM_IRI)
    assert_int_equal(kg_buf_printf(buf, ":%.*s ", (int)term.value.len - 19, term.value.ptr + 19), 0);
  else if (kg_id_tag(id) == KG_TAG_INTEGER)
    assert_int_equal(kg_buf_printf(buf, "%.*s ", KG_STR_ARG(term.value)), 0);
  else
    assert_int_equal(kg_term_print(&term, buf) | kg_buf_add_char(buf, ' '), 0);
}

static void
print_quad(kg_buf *buf, kg_txn *txn, const kg_quad_ids *quad)
{
  kg_arena *arena = kg_arena_new();
  const kg_id ids[4] = {quad->s, quad->p, quad->o, quad->g};
  for (int i = 0; i < (quad->g ? 4 : 3); i++)
    print_term(buf, txn, ids[i], arena);
  buf->ptr[buf->len - 1] = '\n';
  kg_arena_free(arena);
}

static int
compare_lines(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *
sorted_lines(char *text)
{
  char *lines[4096], *save = NULL, *out = calloc(1, strlen(text) + 1);
  size_t n = 0;
  for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
    assert_true(n < 4096);
    lines[n++] = line;
  }
  qsort(lines, n, sizeof *lines, compare_lines);
  for (size_t i = 0; i < n; i++)
    strcat(strcat(out, lines[i]), "\n");
  return out;
}

bool
pattern_of(kg_txn *txn, const char *text, kg_quad_ids *pattern, bool *graph_bound)
{
  input in = {text, kg_arena_new()};
  kg_id ids[4] = {0};
  kg_status st = KG_OK;
  int n = 0;
  for (skip_space(&in); *in.at && !st; skip_space(&in), n++) {
    bool any = *in.at == '?';
    kg_term term = read_term(&in);
    *graph_bound = n == 3 && !any;
    st = kg_txn_find(txn, &term, &ids[n], NULL);
  }
  kg_arena_free(in.arena);
  *pattern = (kg_quad_ids){ids[0], ids[1], ids[2], ids[3]};
  return st == KG_OK;
}

static bool
matches(const kg_quad_ids *pattern, bool graph_bound, const kg_quad_ids *quad)
{
  return (!pattern->s || pattern->s == quad->s) && (!pattern->p || pattern->p == quad->p) &&
         (!pattern->o || pattern->o == quad->o) && (!graph_bound || pattern->g == quad->g);
}

char *
txn_match(kg_txn *txn, const char *text)
{
  kg_quad_ids pattern;
  kg_id prefix[4];
  kg_error err;
  kg_scan *scan;
  size_t n_prefix;
  bool graph_bound = false;
  kg_buf buf = {0};
  static kg_batch batch;
  if (!pattern_of(txn, text, &pattern, &graph_bound))
    return calloc(1, 1);
  kg_order order = kg_order_for(&pattern, graph_bound, prefix, &n_prefix);
  assert_ok(kg_scan_open(txn, order, prefix, n_prefix, KG_ID_NONE, KG_ID_MAX, &scan, &err), err);
  while (!kg_scan_next(scan, 15, &batch)) {
    for (size_t i = 0; i < batch.n_rows; i++) {
      kg_quad_ids quad = kg_batch_quad(&batch, order, i);
      if (matches(&pattern, graph_bound, &quad))
        print_quad(&buf, txn, &quad);
    }
  }
  kg_scan_close(scan);
  assert_int_equal(kg_buf_add_char(&buf, '\0'), 0);
  char *lines = sorted_lines(buf.ptr);
  kg_buf_release(&buf);
  return lines;
}

void
assert_match(kg_txn *txn, const char *pattern, ...)
{
  kg_buf want = {0};
  va_list lines;
  va_start(lines, pattern);
  for (const char *line = va_arg(lines, const char *); line; line = va_arg(lines, const char *))
    assert_int_equal(kg_buf_printf(&want, "%s\n", line), 0);
  va_end(lines);
  assert_int_equal(kg_buf_add_char(&want, '\0'), 0);
  char *wanted = sorted_lines(want.ptr), *got = txn_match(txn, pattern);
  kg_buf_release(&want);
  assert_string_equal(got, wanted);
  free(wanted);
  free(got);
}
