// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Documents in and out, from cases.txt, whose head says how it is written.  What comes out is compared by
// another JSON library.

#include "tests/support/test.h"

#include "kg/jsonld.h"

#include <jansson.h>
#include <stdlib.h>

typedef struct test_case {
  size_t line;
  kg_str name, op, options, input, with, remote, want, error;
} test_case;

static kg_buf cases;

// ---- reading the cases

static bool
next_line(kg_str *rest, kg_str *line)
{
  if (!rest->len)
    return false;
  const char *end = memchr(rest->ptr, '\n', rest->len);
  size_t n = end ? (size_t)(end - rest->ptr) : rest->len;
  *line = (kg_str){rest->ptr, n};
  n += end != NULL;
  *rest = (kg_str){rest->ptr + n, rest->len - n};
  return true;
}

static kg_str *
section(test_case *c, kg_str line)
{
  const struct {
    const char *head;
    kg_str *to;
  } sections[] = {{"--- input", &c->input},
                  {"--- with", &c->with},
                  {"--- remote", &c->remote},
                  {"--- want", &c->want},
                  {"--- error", &c->error}};
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
    if (kg_str_equal(line, kg_str_of(sections[i].head)))
      return sections[i].to;
  fail_msg("unknown section '%.*s'", KG_STR_ARG(line));
  return NULL;
}

static void
take_head(test_case *c, kg_str line)
{
  const char *colon = memchr(line.ptr, ':', line.len);
  assert_non_null(colon);
  kg_str head = {line.ptr + 4, (size_t)(colon - line.ptr) - 4};
  const char *space = memchr(head.ptr, ' ', head.len);
  size_t op = space ? (size_t)(space - head.ptr) : head.len;
  c->op = (kg_str){head.ptr, op};
  c->options = (kg_str){head.ptr + op, head.len - op};
  c->name = (kg_str){colon + 2, line.len - (size_t)(colon - line.ptr) - 2};
}

static bool
next_case(kg_str *rest, size_t *n_line, test_case *c)
{
  kg_str line, *to = NULL;
  *c = (test_case){0};
  while (rest->len) {
    kg_str before = *rest;
    next_line(rest, &line);
    if (kg_str_starts(line, KG_STR("=== "))) {
      if (c->op.len) {
        *rest = before;
        return true;
      }
      take_head(c, line);
      c->line = *n_line + 1;
    } else if (kg_str_starts(line, KG_STR("--- "))) {
      to = section(c, line);
      to->ptr = rest->ptr;
    } else if (to) {
      to->len = (size_t)(rest->ptr - to->ptr);
    }
    ++*n_line;
  }
  return c->op.len > 0;
}

// ---- running one

static bool
has(const test_case *c, const char *option)
{
  return c->options.len && memmem(c->options.ptr, c->options.len, option, strlen(option));
}

static kg_status
load(void *self, kg_str iri, kg_buf *document, kg_error *err)
{
  const test_case *c = self;
  if (kg_str_equal(iri, KG_STR("http://example.org/remote")) && c->remote.len)
    return kg_buf_add_str(document, c->remote);
  return kg_error_set(err, KG_ERR_NOT_FOUND, "not here");
}

static kg_jsonld_options
options_of(test_case *c)
{
  return (kg_jsonld_options){.base = KG_STR("http://example.org/doc"),
                             .source = KG_STR("in"),
                             .mode = has(c, "1.0") ? KG_JSONLD_1_0 : KG_JSONLD_1_1,
                             .ordered = true,
                             .keep_arrays = has(c, "keep-arrays"),
                             .keep_absolute = has(c, "keep-absolute"),
                             .generalized = has(c, "generalized"),
                             .native_types = has(c, "native"),
                             .rdf_type = has(c, "rdf-type"),
                             .direction = has(c, "i18n")       ? KG_JSONLD_DIRECTION_I18N
                                          : has(c, "compound") ? KG_JSONLD_DIRECTION_COMPOUND
                                          : has(c, "rdf12")    ? KG_JSONLD_DIRECTION_TERM
                                                               : KG_JSONLD_DIRECTION_NONE,
                             .embed = has(c, "always") ? KG_JSONLD_EMBED_ALWAYS : KG_JSONLD_EMBED_ONCE,
                             .explicit_only = has(c, "explicit"),
                             .omit_default = has(c, "omit-default"),
                             .require_all = has(c, "require-all"),
                             .omit_graph = has(c, "keep-graph") ? KG_JSONLD_NO : KG_JSONLD_DEFAULT,
                             .expand_context = has(c, "expand-context") ? c->with : (kg_str){0},
                             .load = load,
                             .load_self = c};
}

static kg_status
print_quad(void *self, const kg_quad *quad, kg_error *err)
{
  kg_buf *out = self;
  (void)err;
  const kg_term *terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
  for (size_t i = 0; i < (quad->graph.kind ? 4 : 3); i++) {
    KG_TRY(kg_term_print(terms[i], out));
    KG_TRY(kg_buf_add_char(out, ' '));
  }
  return kg_buf_add_str(out, KG_STR(".\n"));
}

static kg_status
from_rdf(const test_case *c, const kg_jsonld_options *options, kg_buf *out, kg_error *err)
{
  kg_jsonld_builder *builder = NULL;
  kg_source *source = NULL;
  kg_world *world = kg_world_new();
  kg_read_options reading = {.format = KG_FORMAT_NQUADS};
  kg_status st = kg_jsonld_builder_new(options, &builder, err);
  if (!st)
    st = kg_source_from_memory(c->input, "in", &source, err);
  if (!st) {
    kg_sink sink = kg_jsonld_builder_sink(builder);
    st = kg_read(world, source, &reading, &sink, err);
  }
  if (!st)
    st = kg_jsonld_builder_finish(builder, c->with, (kg_str){0}, out, err);
  kg_source_close(source);
  kg_jsonld_builder_free(builder);
  kg_world_free(world);
  return st;
}

static kg_status
run(test_case *c, kg_buf *out, kg_error *err)
{
  kg_jsonld_options o = options_of(c);
  kg_sink sink = {.self = out, .quad = print_quad};
  if (kg_str_equal(c->op, KG_STR("expand")))
    return kg_jsonld_expand(c->input, &o, out, err);
  if (kg_str_equal(c->op, KG_STR("compact")))
    return kg_jsonld_compact(c->input, c->with, &o, out, err);
  if (kg_str_equal(c->op, KG_STR("flatten")))
    return kg_jsonld_flatten(c->input, c->with, &o, out, err);
  if (kg_str_equal(c->op, KG_STR("frame")))
    return kg_jsonld_frame(c->input, c->with, &o, out, err);
  if (kg_str_equal(c->op, KG_STR("toRdf")))
    return kg_jsonld_to_rdf(c->input, &o, &sink, err);
  assert_true(kg_str_equal(c->op, KG_STR("fromRdf")));
  return from_rdf(c, &o, out, err);
}

// Without the blank lines at its end.
static kg_str
trimmed(kg_str s)
{
  while (s.len && s.ptr[s.len - 1] == '\n')
    s.len--;
  return s;
}

static bool
same(const test_case *c, kg_str got)
{
  if (kg_str_equal(c->op, KG_STR("toRdf")))
    return kg_str_equal(trimmed(c->want), trimmed(got));
  json_error_t fault;
  json_t *a = json_loadb(c->want.ptr, c->want.len, 0, &fault);
  if (!a)
    fail_msg("cases.txt: %.*s: %s in what is wanted", KG_STR_ARG(c->name), fault.text);
  json_t *b = json_loadb(got.ptr, got.len, 0, NULL);
  bool equal = json_equal(a, b);
  json_decref(a);
  json_decref(b);
  return equal;
}

static size_t
check_case(test_case *c)
{
  kg_buf out = {0};
  kg_error err = {0};
  kg_status st = run(c, &out, &err);
  kg_str error = trimmed(c->error);
  char text[1600];
  snprintf(text, sizeof text, "%zu:%zu: %s", err.line, err.column, err.message);
  bool fine = error.len ? st != KG_OK && kg_str_equal(error, kg_str_of(text)) && !out.len
                        : st == KG_OK && same(c, kg_buf_str(&out));
  if (!fine)
    print_error("cases.txt:%zu: %.*s: %.*s\n%s\n%.*s\n", c->line, KG_STR_ARG(c->op), KG_STR_ARG(c->name),
                st ? text : "", KG_STR_ARG(kg_buf_str(&out)));
  kg_buf_release(&out);
  return !fine;
}

static void
documents_become_what_the_cases_say(void **state)
{
  (void)state;
  kg_str rest = kg_buf_str(&cases);
  size_t line = 0, n = 0, n_wrong = 0;
  for (test_case c; next_case(&rest, &line, &c); n++)
    n_wrong += check_case(&c);
  print_message("%zu cases\n", n);
  assert_true(n > 50);
  assert_int_equal(n_wrong, 0);
}

// ---- limits

// `n` times `open`, then `middle`, then `n` times `close`.
static void
nest(kg_buf *text, size_t n, const char *open, const char *middle, const char *close)
{
  kg_buf_clear(text);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(kg_buf_add_str(text, kg_str_of(open)), KG_OK);
  assert_int_equal(kg_buf_add_str(text, kg_str_of(middle)), KG_OK);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(kg_buf_add_str(text, kg_str_of(close)), KG_OK);
}

static size_t
levels_of(const char *open)
{
  size_t n = 0;
  for (; *open; open++)
    n += (*open == '{' || *open == '[') - (size_t)(*open == '}' || *open == ']');
  return n;
}

static void
nesting_is_read_or_refused(void **state)
{
  (void)state;
  static const char *const ways[][3] = {
      {"[", "1", "]"},
      {"{\"http://e/p\":", "1", "}"},
      {"{\"@list\":[", "1", "]}"},
      {"{\"@context\":{\"t\":{\"@id\":\"http://e/t\",\"@context\":{\"u\":\"http://e/u\"}}},\"t\":", "1", "}"},
      {"{\"@graph\":[", "{}", "]}"},
      {"{\"@included\":", "{}", "}"},
      {"{\"@nest\":", "{}", "}"}};
  static const size_t depths[] = {10, 200, 1000, 10000, 100000, 1000000};
  kg_buf text = {0}, out = {0};
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
    for (size_t k = 0; k < sizeof depths / sizeof *depths; k++) {
      kg_error err = {0};
      nest(&text, depths[k] / levels_of(ways[i][0]), ways[i][0], ways[i][1], ways[i][2]);
      kg_status st = kg_jsonld_expand(kg_buf_str(&text), NULL, &out, &err);
      assert_true(depths[k] > 1000 ? st == KG_ERR_LIMIT : st == KG_OK || st == KG_ERR_DATA);
    }
  kg_buf_release(&text);
  kg_buf_release(&out);
}

static void
many_values_of_one_property_take_linear_time(void **state)
{
  (void)state;
  kg_buf text = {0}, out = {0};
  kg_error err = {0};
  assert_int_equal(kg_buf_add_str(&text, KG_STR("{\"@id\":\"http://e/s\",\"http://e/p\":[0")), KG_OK);
  for (int i = 1; i < 200000; i++)
    assert_int_equal(kg_buf_printf(&text, ",%d,%d", i, i), KG_OK);
  assert_int_equal(kg_buf_add_str(&text, KG_STR("]}")), KG_OK);
  kg_limits limits = {.deadline = kg_clock() + 60ull * 1000000000};
  kg_jsonld_options options = {.limits = &limits};
  assert_ok(kg_jsonld_flatten(kg_buf_str(&text), (kg_str){0}, &options, &out, &err), err);
  size_t n = 0;
  for (const char *at = out.ptr; (at = memmem(at, out.len - (size_t)(at - out.ptr), "@value", 6)); at++)
    n++;
  assert_int_equal(n, 200000);
  kg_buf_release(&text);
  kg_buf_release(&out);
}

// A chain of nodes that all embed the next one.
static void
framing_a_long_chain_is_a_limit(void **state)
{
  (void)state;
  kg_buf text = {0}, out = {0};
  kg_error err = {0};
  assert_int_equal(kg_buf_add_str(&text, KG_STR("[{\"@id\":\"http://e/n0\",\"@type\":\"http://e/First\"}")),
                   KG_OK);
  for (int i = 0; i < 20000; i++)
    assert_int_equal(kg_buf_printf(&text,
                                   ",{\"@id\":\"http://e/n%d\",\"http://e/p\":{\"@id\":\"http://e/n%d\"}}", i,
                                   i + 1),
                     KG_OK);
  assert_int_equal(kg_buf_add_str(&text, KG_STR("]")), KG_OK);
  kg_status st =
      kg_jsonld_frame(kg_buf_str(&text), KG_STR("{\"@type\":\"http://e/First\"}"), NULL, &out, &err);
  assert_int_equal(st, KG_ERR_LIMIT);
  kg_buf_release(&text);
  kg_buf_release(&out);
}

static void
memory_and_time_are_bounded(void **state)
{
  (void)state;
  kg_buf text = {0}, out = {0};
  nest(&text, 200000, "", "[", "{\"http://e/p\":[1,2,3]},");
  assert_int_equal(kg_buf_add_str(&text, KG_STR("0]")), KG_OK);
  kg_error err = {0};
  kg_limits small = {.memory = 8 << 20}, late = {.deadline = 1};
  kg_jsonld_options options = {.limits = &small};
  assert_int_equal(kg_jsonld_expand(kg_buf_str(&text), &options, &out, &err), KG_ERR_LIMIT);
  options.limits = &late;
  assert_int_equal(kg_jsonld_expand(kg_buf_str(&text), &options, &out, &err), KG_ERR_TIMEOUT);
  assert_int_equal(out.len, 0);
  kg_buf_release(&text);
  kg_buf_release(&out);
}

static int
read_cases(void **state)
{
  (void)state;
  kg_source *source = NULL;
  kg_error err = {0};
  kg_status st = kg_source_open(KG_SRCDIR "/tests/rdf/jsonld/cases.txt", &source, &err);
  if (!st)
    st = kg_source_read_all(source, 0, &cases, &err);
  kg_source_close(source);
  return st;
}

static int
forget_cases(void **state)
{
  (void)state;
  kg_buf_release(&cases);
  return 0;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(documents_become_what_the_cases_say),
      cmocka_unit_test(nesting_is_read_or_refused),
      cmocka_unit_test(many_values_of_one_property_take_linear_time),
      cmocka_unit_test(framing_a_long_chain_is_a_limit),
      cmocka_unit_test(memory_and_time_are_bounded),
  };
  return cmocka_run_group_tests(tests, read_cases, forget_cases);
}
