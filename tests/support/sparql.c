// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/sparql.h"

#include "kg/kg.h"

#include <stdlib.h>

#define PROLOGUE                                      \
  "PREFIX : <http://example.org/>\n"                  \
  "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n" \
  "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"

typedef struct lines {
  char **items;
  size_t n, capacity;
} lines;

static void
with_prologue(kg_str text, kg_buf *buf)
{
  assert_int_equal(kg_buf_add_str(buf, KG_STR(PROLOGUE)), KG_OK);
  assert_int_equal(kg_buf_add_str(buf, text), KG_OK);
}

void
store_read(kg_store *store, kg_str trig)
{
  kg_world *world = kg_world_new();
  kg_source *source;
  kg_txn *txn;
  kg_error err = {0};
  kg_buf text = {0};
  kg_read_options options = {.format = KG_FORMAT_TRIG};
  with_prologue(trig, &text);
  assert_ok(kg_source_from_memory(kg_buf_str(&text), "data", &source, &err), err);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_sink sink = kg_txn_sink(txn);
  assert_ok(kg_read(world, source, &options, &sink, &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  kg_source_close(source);
  kg_buf_release(&text);
  kg_world_free(world);
}

// Shorten what test files write short.
static void
add_term(kg_buf *line, const kg_term *term)
{
  static const struct {
    const char *ns, *prefix;
  } known[] = {{"<http://example.org/", ":"},
               {"<http://www.w3.org/2001/XMLSchema#", "xsd:"},
               {"<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"}};
  kg_buf text = {0};
  if (term->kind == KG_TERM_BLANK)
    assert_int_equal(kg_buf_add_str(&text, KG_STR("_:")), KG_OK); // labels differ from run to run
  else
    assert_int_equal(kg_term_print(term, &text), KG_OK);
  for (size_t i = 0; i < text.len;) {
    size_t k = 0, n = 0;
    for (; k < 3; k++)
      if (kg_str_starts((kg_str){text.ptr + i, text.len - i}, kg_str_of(known[k].ns)))
        break;
    if (k == 3) {
      kg_buf_add_char(line, text.ptr[i++]);
      continue;
    }
    i += strlen(known[k].ns);
    kg_buf_printf(line, "%s", known[k].prefix);
    while (i + n < text.len && text.ptr[i + n] != '>')
      n++;
    kg_buf_add(line, text.ptr + i, n);
    i += n + 1;
  }
  kg_buf_release(&text);
}

static void
add_line(lines *all, kg_buf *line)
{
  all->items = realloc(all->items, (all->n + 1) * sizeof *all->items);
  all->items[all->n] = calloc(1, line->len + 1);
  if (line->len)
    memcpy(all->items[all->n], line->ptr, line->len);
  all->n++;
  kg_buf_clear(line);
}

static int
compare(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *
joined(lines *all, bool ordered)
{
  kg_buf text = {0};
  if (!ordered && all->n)
    qsort(all->items, all->n, sizeof *all->items, compare);
  for (size_t i = 0; i < all->n; i++) {
    kg_buf_printf(&text, "%s\n", all->items[i]);
    free(all->items[i]);
  }
  free(all->items);
  kg_buf_add_char(&text, '\0');
  return text.ptr;
}

static kg_status
read_rows(kg_result *result, lines *all, kg_buf *line, kg_error *err)
{
  const kg_term *row;
  kg_status st;
  while ((st = kg_result_next(result, &row, err)) == KG_OK) {
    for (size_t i = 0; i < kg_result_n_columns(result); i++) {
      if (row[i].kind == KG_TERM_NONE)
        continue;
      kg_buf_printf(line, "%s?%.*s=", line->len ? " " : "", KG_STR_ARG(kg_result_column(result, i)));
      add_term(line, &row[i]);
    }
    add_line(all, line);
  }
  return st;
}

static kg_status
read_triples(kg_result *result, lines *all, kg_buf *line, kg_error *err)
{
  kg_quad q;
  kg_status st;
  while ((st = kg_result_next_triple(result, &q, err)) == KG_OK) {
    add_term(line, &q.subject);
    kg_buf_add_char(line, ' ');
    add_term(line, &q.predicate);
    kg_buf_add_char(line, ' ');
    add_term(line, &q.object);
    add_line(all, line);
  }
  return st;
}

static char *
error_text(const kg_error *err)
{
  kg_buf text = {0};
  kg_buf_printf(&text, "error: %s\n", err->message);
  kg_buf_add_char(&text, '\0');
  return text.ptr;
}

char *
store_ask(kg_store *store, kg_str query, bool ordered, const kg_query_options *options)
{
  kg_txn *txn;
  kg_error err = {0};
  kg_result *result = NULL;
  kg_buf text = {0}, line = {0};
  lines all = {0};
  kg_world *world = kg_world_new();
  assert_non_null(world);
  with_prologue(query, &text);
  assert_ok(kg_txn_begin_read(store, &txn, &err), err);
  kg_status st = kg_query_run(world, txn, kg_buf_str(&text), options, &result, &err);
  if (!st && kg_result_get_form(result) == KG_RESULT_BOOLEAN) {
    kg_buf_printf(&line, kg_result_boolean(result) ? "true" : "false");
    add_line(&all, &line);
  } else if (!st) {
    st = kg_result_get_form(result) == KG_RESULT_ROWS ? read_rows(result, &all, &line, &err)
                                                      : read_triples(result, &all, &line, &err);
  }
  char *answer = joined(&all, ordered);
  if (st && st != KG_DONE) {
    free(answer);
    answer = error_text(&err);
  }
  kg_result_free(result);
  kg_txn_abort(txn);
  kg_world_free(world);
  kg_buf_release(&text);
  kg_buf_release(&line);
  return answer;
}

size_t
lines_of(const char *answer)
{
  size_t n = 0;
  for (; *answer; answer++)
    n += *answer == '\n';
  return n;
}

char *
store_update(kg_store *store, kg_str update)
{
  kg_txn *txn;
  kg_error err = {0};
  kg_buf text = {0};
  with_prologue(update, &text);
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  kg_status st = kg_update_run(NULL, txn, kg_buf_str(&text), NULL, NULL, &err);
  kg_buf_release(&text);
  if (st) {
    kg_txn_abort(txn);
    return error_text(&err);
  }
  assert_ok(kg_txn_commit(txn, &err), err);
  return calloc(1, 1);
}

char *
store_quads(kg_store *store)
{
  kg_query_options strict = {.strict_default = true};
  char *plain = store_ask(store, KG_STR("SELECT * { ?s ?p ?o }"), false, &strict);
  char *named = store_ask(store, KG_STR("SELECT * { GRAPH ?g { ?s ?p ?o } }"), false, &strict);
  char *both = calloc(1, strlen(plain) + strlen(named) + 1);
  strcat(strcpy(both, plain), named);
  free(plain);
  free(named);
  return both;
}
