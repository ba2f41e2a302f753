// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The W3C's tests of RDF syntaxes, where they are there: $KG_SHARED/w3c, or ../shared/w3c beside the sources.
// What is read right also goes through each writer and comes back the same.

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MF "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"

typedef struct suite {
  const char *folder;
  kg_format format;
  const char *known[4]; ///< Tests that fail, for a reason
} suite;

static const suite suites[] = {
    {"rdf11/rdf-n-triples", KG_FORMAT_NTRIPLES, {0}},
    {"rdf11/rdf-n-quads", KG_FORMAT_NQUADS, {0}},
    {"rdf11/rdf-turtle", KG_FORMAT_TURTLE, {0}},
    {"rdf11/rdf-trig", KG_FORMAT_TRIG, {0}},
    {"rdf11/rdf-xml", KG_FORMAT_RDFXML, {0}},
    {"rdf12/rdf-n-triples/syntax", KG_FORMAT_NTRIPLES, {0}},
    {"rdf12/rdf-n-triples/c14n", KG_FORMAT_NTRIPLES, {0}},
    {"rdf12/rdf-n-quads/syntax", KG_FORMAT_NQUADS, {0}},
    {"rdf12/rdf-n-quads/c14n", KG_FORMAT_NQUADS, {0}},
    {"rdf12/rdf-turtle/syntax", KG_FORMAT_TURTLE, {0}},
    {"rdf12/rdf-turtle/eval", KG_FORMAT_TURTLE, {0}},
    {"rdf12/rdf-trig/syntax", KG_FORMAT_TRIG, {0}},
    {"rdf12/rdf-trig/eval", KG_FORMAT_TRIG, {0}},
    {"rdf12/rdf-xml/eval", KG_FORMAT_RDFXML, {0}},
};

static const kg_write_options ways[] = {
    {.format = KG_FORMAT_NQUADS},
    {.format = KG_FORMAT_NQUADS, .canonical = true},
    {.format = KG_FORMAT_TRIG},
    {.format = KG_FORMAT_TRIG, .streaming = true},
    {.format = KG_FORMAT_NTRIPLES},
    {.format = KG_FORMAT_TURTLE},
    {.format = KG_FORMAT_TURTLE, .streaming = true},
    {.format = KG_FORMAT_RDFXML},
    {.format = KG_FORMAT_JSONLD},
    {.format = KG_FORMAT_JSONLD, .streaming = true},
};
enum { N_WAYS = sizeof ways / sizeof *ways };

static char root[1024];

static bool
find_root(void)
{
  const char *shared = getenv("KG_SHARED");
  snprintf(root, sizeof root, "%s/w3c/rdf-tests/rdf", shared ? shared : KG_SRCDIR "/../shared");
  return access(root, R_OK) == 0;
}

static kg_status
read_file(dataset *d, const char *path, kg_format format, kg_str base, kg_error *err)
{
  kg_source *source;
  kg_world *world = kg_world_new();
  kg_sink sink = dataset_sink(d);
  kg_read_options options = {.format = format, .base = base};
  kg_status st = kg_source_open(path, &source, err);
  if (!st)
    st = kg_read(world, source, &options, &sink, err);
  kg_source_close(st == KG_ERR_NOT_FOUND ? NULL : source);
  kg_world_free(world);
  return st;
}

static kg_str
object_of(const dataset *d, const kg_term *subject, const char *predicate)
{
  for (size_t i = 0; i < d->n; i++) {
    bool same = kg_str_equal(d->items[i].predicate.value, kg_str_of(predicate)) &&
                (!subject || kg_term_equal(&d->items[i].subject, subject));
    if (same)
      return d->items[i].object.value;
  }
  return (kg_str){0};
}

static bool
contains(kg_str s, const char *word)
{
  for (; s.len; s = (kg_str){s.ptr + 1, s.len - 1})
    if (kg_str_starts(s, kg_str_of(word)))
      return true;
  return false;
}

// The file that an IRI of the suite names.
static const char *
path_of(const suite *s, kg_str base, kg_str iri, char path[2048])
{
  size_t n = kg_str_starts(iri, base) ? base.len : iri.len - kg_iri_local(iri).len;
  snprintf(path, 2048, "%s/%s/%.*s", root, s->folder, (int)(iri.len - n), iri.ptr + n);
  return path;
}

// What raptor2 cannot read of our RDF/XML, for it is of RDF 1.2.
static size_t n_trips; // graphs that went through a writer

// Not every graph fits into a triples-only format, into XML or into JSON-LD.
static bool
is_refusal(kg_status st, const kg_error *err)
{
  static const char *const starts[] = {
      "turtle cannot hold the named graph", "ntriples cannot hold the named graph",
      "rdfxml cannot hold the named graph", "RDF/XML cannot write the predicate",
      "RDF/XML cannot hold the character",  "JSON-LD cannot hold triple terms"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (st && strncmp(err->message, starts[i], strlen(starts[i])) == 0)
      return true;
  return false;
}

static bool
comes_back(const dataset *d, const kg_write_options *way, kg_str name)
{
  kg_error err = {0};
  kg_buf text = {0};
  dataset back = {0};
  kg_read_options options = {.format = way->format, .base = KG_STR("http://example.org/base")};
  kg_namespaces *common = kg_namespaces_new();
  kg_namespaces_add_common(common);
  kg_namespaces_add(common, KG_STR(""), KG_STR("http://example/"));
  kg_namespaces_add(common, KG_STR("e"), KG_STR("http://a.example/"));
  kg_write_options with = *way;
  with.namespaces = common;
  kg_status st = dataset_write(d, &with, &text, &err);
  bool ok = is_refusal(st, &err);
  n_trips += !st;
  if (!st)
    ok = !dataset_read(&back, kg_buf_str(&text), "written", &options, &err) && dataset_isomorphic(d, &back);
  if (!ok) {
    char message[2048];
    kg_error_print(&err, message, sizeof message);
    print_error("%.*s does not come back from %s: %s\n%.*s\n", KG_STR_ARG(name), kg_format_name(way->format),
                message, KG_STR_ARG(kg_buf_str(&text)));
  }
  kg_namespaces_free(common);
  dataset_release(&back);
  kg_buf_release(&text);
  return ok;
}

static int
compare_lines(const void *a, const void *b)
{
  return kg_str_compare(*(const kg_str *)a, *(const kg_str *)b);
}

// Ours are sorted, the suite's are in the order of their source.
static void
sort_lines(kg_buf *text)
{
  kg_str lines[64];
  kg_buf sorted = {0};
  size_t n = 0;
  for (kg_str s = kg_buf_str(text); s.len && n < 64; n++) {
    size_t len = (size_t)((const char *)memchr(s.ptr, '\n', s.len) - s.ptr) + 1;
    lines[n] = (kg_str){s.ptr, len};
    s = (kg_str){s.ptr + len, s.len - len};
  }
  qsort(lines, n, sizeof *lines, compare_lines);
  for (size_t i = 0; i < n; i++)
    kg_buf_add_str(&sorted, lines[i]);
  kg_buf_release(text);
  *text = sorted;
}

static bool
is_canonical(const suite *s, const dataset *d, const char *result)
{
  kg_error err = {0};
  kg_buf text = {0}, want = {0};
  kg_source *source;
  if (kg_source_open(result, &source, &err))
    return false;
  bool same = !kg_source_read_all(source, 0, &want, &err) &&
              !dataset_write(d, &(kg_write_options){.format = s->format, .canonical = true}, &text, &err);
  sort_lines(&want);
  same = same && kg_str_equal(kg_buf_str(&text), kg_buf_str(&want));
  kg_source_close(source);
  kg_buf_release(&text);
  kg_buf_release(&want);
  return same;
}

static bool
is_result(const suite *s, kg_str base, const dataset *d, kg_str type, kg_str result)
{
  char path[2048];
  kg_error err = {0};
  dataset want = {0};
  if (!result.len)
    return true;
  path_of(s, base, result, path);
  if (contains(type, "C14N"))
    return is_canonical(s, d, path);
  bool same = !read_file(&want, path, KG_FORMAT_NONE, result, &err) && dataset_isomorphic(d, &want);
  dataset_release(&want);
  return same;
}

static bool
passes(const suite *s, kg_str base, kg_str name, kg_str type, kg_str action, kg_str result)
{
  char path[2048];
  kg_error err = {0};
  dataset d = {0};
  kg_status st = read_file(&d, path_of(s, base, action, path), s->format, action, &err);
  bool ok = contains(type, "Negative") ? st == KG_ERR_DATA : !st && is_result(s, base, &d, type, result);
  for (size_t i = 0; !st && ok && i < N_WAYS; i++)
    ok = comes_back(&d, &ways[i], name);
  dataset_release(&d);
  return ok;
}

static bool
is_known(const suite *s, kg_str name)
{
  for (size_t i = 0; i < 4 && s->known[i]; i++)
    if (kg_str_equal(name, kg_str_of(s->known[i])))
      return true;
  return false;
}

static size_t
run_suite(const suite *s)
{
  char path[2048];
  kg_error err = {0};
  dataset manifest = {0};
  size_t n = 0, n_passed = 0, n_wrong = 0;
  snprintf(path, sizeof path, "%s/%s/manifest.ttl", root, s->folder);
  assert_ok(
      read_file(&manifest, path, KG_FORMAT_TURTLE, KG_STR("https://example.org/suite/manifest.ttl"), &err),
      err);
  kg_str base = object_of(&manifest, NULL, MF "assumedTestBase");
  for (size_t i = 0; i < manifest.n; i++) {
    const kg_quad *q = &manifest.items[i];
    if (!kg_str_equal(q->predicate.value, KG_STR(MF "action")))
      continue;
    // Actions are named from the manifest, wherever that is; tests are run as if it were at its own place.
    kg_buf action = {0}, result = {0};
    kg_str file = q->object.value, expected = object_of(&manifest, &q->subject, MF "result");
    kg_str here = KG_STR("https://example.org/suite/");
    kg_buf_add_str(&action, kg_str_starts(file, here) ? base : (kg_str){0});
    kg_buf_add_str(&action,
                   kg_str_starts(file, here) ? (kg_str){file.ptr + here.len, file.len - here.len} : file);
    kg_buf_add_str(&result, kg_str_starts(expected, here) ? base : (kg_str){0});
    kg_buf_add_str(&result, kg_str_starts(expected, here)
                                ? (kg_str){expected.ptr + here.len, expected.len - here.len}
                                : expected);
    kg_str name = kg_iri_local(q->subject.value);
    bool ok = passes(s, base, name, object_of(&manifest, &q->subject, KG_RDF_TYPE), kg_buf_str(&action),
                     kg_buf_str(&result));
    n++;
    n_passed += ok;
    if (ok == is_known(s, name)) {
      print_error("%s %.*s: %s\n", s->folder, KG_STR_ARG(name),
                  ok ? "passes, though listed as failing" : "fails");
      n_wrong++;
    }
    kg_buf_release(&action);
    kg_buf_release(&result);
  }
  print_message("%s: %zu of %zu\n", s->folder, n_passed, n);
  dataset_release(&manifest);
  return n ? n_wrong : 1;
}

static void
suites_are_read_and_written_back(void **state)
{
  (void)state;
  if (!find_root()) {
    print_message("no W3C suites at %s\n", root);
    skip();
  }
  size_t n_wrong = 0;
  for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
    n_wrong += run_suite(&suites[i]);
  print_message("%zu graphs written and read back\n", n_trips);
  assert_int_equal(n_wrong, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(suites_are_read_and_written_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
