// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Our JSON-LD as another reads it: rdflib, if it is there, must find the same quads.

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const inputs[] = {
    "@prefix : <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    ":s :p \"5\"^^xsd:decimal , \"5\"^^xsd:double , \"1\"^^xsd:boolean , \"1.5\"^^xsd:double , 5 , 5.0 , 5e0 "
    ", true , "
    "\"a\"@en , \"a\"@de , \"a\"@de-ch , \"a\" , \"a\"^^:t , \"a\\nb\\t\\\"\\\\\" , \"\" .\n"
    "_:a-b :q _:azb . _:azb :r _:a.b . _:self :q _:self . :s a :C , [] ; :q [ :q [ :q 1 ] ] .\n"
    ":C a <http://www.w3.org/2000/01/rdf-schema#Class> ; :p <urn:x:y> , <http://other/x> , "
    "<http://example.org/> .\n",
    "@prefix : <http://example.org/> .\n"
    ":s :l ( 1 :x \"y\"@de ) , ( 2 ) ; :p ( :a ) ; :q ( \"b\" 1.5 ) , () . :t :l () . :u :l ( _:b ) , 1 . "
    "_:b :p ( 1 ) .\n"
    "_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 , 2 ; "
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> () . :s :q _:l .\n",
    "@prefix : <http://example.org/> .\n"
    ":s :p [ :q _:shared ] . _:shared :p 1 . :g { :s :p ( 1 2 ) , _:shared . :g :p :g }\n"
    "_:h { :s :p _:h , \"x\"@en ; a :C }\n",
};

static const char *const contexts[] = {
    "",
    "{\"@context\": {\"id\": \"@id\", \"type\": \"@type\", \"@language\": \"de\", \"e\": "
    "\"http://example.org/\", \"xsd\": "
    "\"http://www.w3.org/2001/XMLSchema#\", \"p\": {\"@id\": \"e:p\", \"@type\": \"xsd:decimal\"}, "
    "\"plain\": {\"@id\": "
    "\"e:p\", \"@language\": null}, \"node\": {\"@id\": \"e:p\", \"@type\": \"@id\"}, \"q\": {\"@id\": "
    "\"e:q\", "
    "\"@container\": \"@set\"}, \"list\": {\"@id\": \"e:l\", \"@container\": \"@list\"}, \"C\": \"e:C\"}}",
    "{\"@vocab\": \"http://example.org/\", \"l\": {\"@container\": \"@list\", \"@type\": \"@id\"}, \"q\": "
    "{\"@type\": "
    "\"@vocab\"}, \"C\": null, \"other\": {\"@id\": \"http://other/\", \"@prefix\": true}}",
};
enum { N_CONTEXTS = sizeof contexts / sizeof *contexts };

static char folder[64];
static size_t n_files;

static void
path_of(char path[256], size_t n, size_t context, const char *ending)
{
  snprintf(path, 256, "%s/%zu-%zu.%s", folder, n, context, ending);
}

static void
write_file(const char *path, kg_str text)
{
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
  fclose(file);
}

// Each way to write the dataset, and the dataset itself.
static void
write_all(const dataset *d)
{
  char path[256];
  kg_error err = {0};
  for (size_t c = 0; c < N_CONTEXTS; c++) {
    kg_buf text = {0};
    kg_write_options options = {.format = KG_FORMAT_JSONLD, .context = kg_str_of(contexts[c])};
    assert_ok(dataset_write(d, &options, &text, &err), err);
    path_of(path, n_files, c, "jsonld");
    write_file(path, kg_buf_str(&text));
    kg_buf_release(&text);
  }
  kg_buf text = {0};
  assert_ok(dataset_write(d, &(kg_write_options){.format = KG_FORMAT_NQUADS}, &text, &err), err);
  path_of(path, n_files++, 0, "want");
  write_file(path, kg_buf_str(&text));
  kg_buf_release(&text);
}

static kg_status
read_file(dataset *d, const char *path, kg_format format)
{
  kg_error err = {0};
  kg_source *source;
  kg_buf text = {0};
  kg_read_options options = {.format = format, .base = KG_STR("http://example.org/base")};
  kg_status st = kg_source_open(path, &source, &err);
  if (st)
    return st;
  st = kg_source_read_all(source, 0, &text, &err);
  if (!st)
    st = dataset_read(d, kg_buf_str(&text), path, &options, &err);
  kg_source_close(source);
  kg_buf_release(&text);
  return st;
}

// What rdflib 6 is known to read otherwise: IRIs it takes for relative, and characters it cannot escape.
static bool
is_usual(const dataset *d)
{
  for (size_t i = 0; i < d->n; i++) {
    const kg_term *terms[] = {&d->items[i].subject, &d->items[i].predicate, &d->items[i].object};
    for (size_t k = 0; k < 3; k++)
      if (terms[k]->kind == KG_TERM_IRI && !kg_str_starts(terms[k]->value, KG_STR("http")))
        return false;
  }
  return d->n > 0;
}

static void
add_suite(const char *name, kg_format format)
{
  const char *shared = getenv("KG_SHARED");
  char path[1024];
  snprintf(path, sizeof path, "%s/w3c/rdf-tests/rdf/rdf11/%s", shared ? shared : KG_SRCDIR "/../shared",
           name);
  DIR *dir = opendir(path);
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    char file[1400];
    dataset d = {0};
    bool input =
        kg_format_from_path(kg_str_of(entry->d_name)) == format && strcmp(entry->d_name, "manifest.ttl") != 0;
    snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
    if (input && !read_file(&d, file, format) && is_usual(&d))
      write_all(&d);
    dataset_release(&d);
  }
  if (dir)
    closedir(dir);
}

static bool
run_rdflib(void)
{
  char command[1200];
  snprintf(command, sizeof command, "/usr/bin/python3 '%s/tests/rdf/read_jsonld.py' %s", KG_SRCDIR, folder);
  int status = system(command);
  if (WIFEXITED(status) && (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127))
    return false;
  assert_int_equal(status, 0);
  return true;
}

static size_t
compare_all(void)
{
  char path[256];
  size_t n_wrong = 0;
  for (size_t n = 0; n < n_files; n++) {
    dataset want = {0};
    path_of(path, n, 0, "want");
    assert_int_equal(read_file(&want, path, KG_FORMAT_NQUADS), KG_OK);
    for (size_t c = 0; c < N_CONTEXTS; c++) {
      dataset got = {0};
      path_of(path, n, c, "nq");
      if (read_file(&got, path, KG_FORMAT_NQUADS) || !dataset_isomorphic(&got, &want)) {
        print_error("%s: %zu quads, not the %zu of %zu-0.want\n", path, got.n, want.n, n);
        n_wrong++;
      }
      dataset_release(&got);
    }
    dataset_release(&want);
  }
  return n_wrong;
}

static void
clean(void)
{
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  assert_int_equal(system(command), 0);
}

static void
rdflib_reads_what_was_written(void **state)
{
  (void)state;
  strcpy(folder, "/tmp/kg-jsonld-XXXXXX");
  assert_non_null(mkdtemp(folder));
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
    kg_error err = {0};
    dataset d = {0};
    assert_ok(dataset_read(&d, kg_str_of(inputs[i]), "in.trig", NULL, &err), err);
    write_all(&d);
    dataset_release(&d);
  }
  add_suite("rdf-turtle", KG_FORMAT_TURTLE);
  add_suite("rdf-trig", KG_FORMAT_TRIG);
  if (!run_rdflib()) {
    clean();
    print_message("no python3-rdflib\n");
    skip();
  }
  print_message("%zu datasets in %d ways\n", n_files, N_CONTEXTS);
  assert_int_equal(compare_all(), 0);
  clean();
}

static void
what_was_written_is_read_back(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
    kg_error err = {0};
    dataset d = {0};
    assert_ok(dataset_read(&d, kg_str_of(inputs[i]), "in.trig", NULL, &err), err);
    for (size_t c = 0; c < N_CONTEXTS; c++) {
      dataset back = {0};
      kg_buf text = {0};
      kg_write_options options = {.format = KG_FORMAT_JSONLD, .context = kg_str_of(contexts[c])};
      kg_read_options reading = {.format = KG_FORMAT_JSONLD, .base = KG_STR("http://other.org/")};
      assert_ok(dataset_write(&d, &options, &text, &err), err);
      assert_ok(dataset_read(&back, kg_buf_str(&text), "back", &reading, &err), err);
      if (!dataset_isomorphic(&d, &back))
        fail_msg("input %zu, context %zu: %zu quads, not %zu, in\n%.*s", i, c, back.n, d.n,
                 KG_STR_ARG(kg_buf_str(&text)));
      dataset_release(&back);
      kg_buf_release(&text);
    }
    dataset_release(&d);
  }
}

// ---- whole, and piece by piece

static kg_status
load_context(void *self, kg_str iri, kg_buf *document, kg_error *err)
{
  static const char home[] = "https://w3c.github.io/json-ld-api/tests/";
  kg_source *source;
  char path[1400];
  if (!kg_str_starts(iri, kg_str_of(home)))
    return KG_ERR_NOT_FOUND;
  snprintf(path, sizeof path, "%s/%.*s", (const char *)self, (int)(iri.len - strlen(home)),
           iri.ptr + strlen(home));
  kg_status st = kg_source_open(path, &source, err);
  if (!st)
    st = kg_source_read_all(source, 0, document, err);
  kg_source_close(source);
  return st;
}

static kg_status
read_jsonld(dataset *d, kg_str text, const char *name, const char *folder_of_contexts, size_t whole,
            kg_error *err)
{
  char base[1400];
  snprintf(base, sizeof base, "https://w3c.github.io/json-ld-api/tests/%s", name);
  kg_read_options options = {.format = KG_FORMAT_JSONLD,
                             .base = kg_str_of(base),
                             .json_whole = whole,
                             .load = load_context,
                             .load_self = (void *)(uintptr_t)folder_of_contexts};
  return dataset_read(d, text, name, &options, err);
}

// True if reading in pieces was refused, which is fine for some shapes.
static bool
assert_same_in_pieces(kg_str text, const char *name, const char *folder_of_contexts)
{
  dataset whole = {0}, pieces = {0};
  kg_error err = {0}, why = {0};
  kg_status st = read_jsonld(&whole, text, name, folder_of_contexts, SIZE_MAX, &why);
  kg_status in_pieces = read_jsonld(&pieces, text, name, folder_of_contexts, 1, &err);
  bool refused = in_pieces == KG_ERR_LIMIT && strstr(err.message, "piece by piece");
  if (!refused && in_pieces != st)
    fail_msg("%s: %s, but as a whole: %s", name, in_pieces ? err.message : "fine", st ? why.message : "fine");
  if (!st && !in_pieces && !dataset_isomorphic(&whole, &pieces))
    fail_msg("%s: %zu quads, but %zu as a whole", name, pieces.n, whole.n);
  if (st && !refused && (err.line != why.line || err.column != why.column))
    fail_msg("%s: at %zu:%zu, but %zu:%zu as a whole: %s", name, err.line, err.column, why.line, why.column,
             err.message);
  dataset_release(&whole);
  dataset_release(&pieces);
  return refused;
}

static void
the_suite_reads_the_same_piece_by_piece(void **state)
{
  (void)state;
  const char *shared = getenv("KG_SHARED");
  char tests[1024], path[1400];
  size_t n = 0, n_refused = 0;
  snprintf(tests, sizeof tests, "%s/w3c/json-ld-api/tests", shared ? shared : KG_SRCDIR "/../shared");
  snprintf(path, sizeof path, "%s/toRdf", tests);
  DIR *dir = opendir(path);
  for (struct dirent *entry; dir && (entry = readdir(dir));) {
    kg_source *source;
    kg_buf text = {0};
    snprintf(path, sizeof path, "%s/toRdf/%s", tests, entry->d_name);
    if (kg_format_from_path(kg_str_of(path)) != KG_FORMAT_JSONLD)
      continue;
    assert_int_equal(kg_source_open(path, &source, NULL), KG_OK);
    assert_int_equal(kg_source_read_all(source, 0, &text, NULL), KG_OK);
    kg_source_close(source);
    n_refused += assert_same_in_pieces(kg_buf_str(&text), path + strlen(tests) + 1, tests);
    n++;
    kg_buf_release(&text);
  }
  if (!dir)
    skip();
  closedir(dir);
  print_message("%zu documents, %zu of them not to be read so\n", n, n_refused);
  assert_true(n_refused * 10 < n);
}

static void
shapes_of_documents_read_the_same_piece_by_piece(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    bool refused;
  } cases[] = {
      {"[]", false},
      {" [ ] ", false},
      {"{}", false},
      {"[{\"@id\": \"a\", \"http://p\": \"x]}\\\"\"}, 1, \"s\", null, true, [{\"@id\": \"b\", \"http://p\": "
       "1}]]",
       false},
      {"{\"@context\": {\"@vocab\": \"http://v/\", \"g\": \"@graph\"}, \"g\": [{\"p\": 1}, {\"@id\": "
       "\"_:anon1\", \"p\": {\"p\": 2}}]}",
       false},
      {"{\"@graph\": [{\"http://p\": 1}, {\"@id\": \"a\", \"@graph\": [{\"http://p\": 2}]}], \"nothing\": "
       "{}}",
       false},
      {"{\"@graph\": [{\"http://p\": 1}], \"@id\": \"g\"}", true},
      {"{\"@graph\": [{\"http://p\": 1}], \"http://p\": 1}", true},
      {"{\"@graph\": [{\"p\": 1}], \"@context\": {\"@vocab\": \"http://v/\"}}", true},
      {"{\"@id\": \"g\", \"@graph\": [{\"http://p\": 1}]}", false},
      {"{\"@graph\": {\"http://p\": 1}}", false},
      {"{\"@context\": {\"@vocab\": \"http://a/\"}, \"@context\": {\"@vocab\": \"http://b/\"}, \"@graph\": "
       "[{\"p\": 1}]}",
       false},
      {"\"text\"", false},
      // Errors, at the same place
      {"[{\"@id\": \"a\"},\n {\"@id\": 1}]", false},
      {"[{\"@id\": \"a\"},\n  {\"a\": tru}]", false},
      {"[{\"@id\": \"a\"},\n  ]", false},
      {"[{\"@id\": \"a\"} {}]", false},
      {"[{\"@id\": \"a\"}]]", false},
      {"[{\"@id\": \"a\"}, 01]", false},
      {"{\"@context\":\n {\"p\": 1}, \"@graph\": []}", false},
      {"{\"@context\": {}, \"@graph\": [{\"@id\":\n\"\u00e9\", \"@type\": 1}]}", false},
      {"{\"@graph\": [], }", false},
      {"{\"@graph\": [] \"a\": 1}", false},
      {"{\"@graph\": [], \"a\" 1}", false},
      {"{\"@graph\": [], \"a\": }", false},
      {"{\"@graph\": []", false},
      {"", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (assert_same_in_pieces(kg_str_of(cases[i].text), "case", "") != cases[i].refused)
      fail_msg("%s: %s", cases[i].text, cases[i].refused ? "read" : "refused");
}

// Longer than the reader's windows, and than what it remembers at once.
static void
a_long_document_reads_the_same_piece_by_piece(void **state)
{
  (void)state;
  kg_buf text = {0};
  assert_int_equal(kg_buf_printf(&text,
                                 "{\"@context\": {\"@vocab\": \"http://v/\", \"T\": {\"@context\": {\"p\": "
                                 "{\"@type\": \"@id\"}}}},\n\"@graph\": ["),
                   KG_OK);
  for (int i = 0; i < 30000; i++)
    assert_int_equal(kg_buf_printf(&text,
                                   "%s{\"@id\": \"n%d\", \"@type\": \"T\", \"p\": \"n%d\", \"q\": [%d, "
                                   "{\"p\": \"a\\\\\\\"\u00e9%*d\"}]}\n",
                                   i ? "," : "", i, i + 1, i, i % 100, i),
                     KG_OK);
  assert_int_equal(kg_buf_printf(&text, "]}"), KG_OK);
  assert_false(assert_same_in_pieces(kg_buf_str(&text), "long", ""));
  kg_buf_release(&text);
}

static void
a_frame_says_what_is_written(void **state)
{
  (void)state;
  kg_error err = {0};
  dataset d = {0};
  kg_buf text = {0};
  kg_write_options options = {
      .format = KG_FORMAT_JSONLD,
      .frame = KG_STR(
          "{\"@context\": {\"@vocab\": \"http://e/\"}, \"@type\": \"T\", \"@explicit\": true, \"p\": {}}")};
  kg_str input = KG_STR("@prefix : <http://e/> . :g { :a a :T ; :p :b ; :q 1 . :b :q \"x\"@en }");
  assert_ok(dataset_read(&d, input, "in.trig", NULL, &err), err);
  assert_ok(dataset_write(&d, &options, &text, &err), err);
  assert_str("{\n  \"@context\": {\n    \"@vocab\": \"http://e/\"\n  },\n  \"@id\": \"http://e/a\",\n"
             "  \"@type\": \"T\",\n  \"p\": {\n    \"@id\": \"http://e/b\",\n"
             "    \"q\": {\n      \"@value\": \"x\",\n      \"@language\": \"en\"\n    }\n  }\n}\n",
             kg_buf_str(&text));
  dataset_release(&d);
  kg_buf_release(&text);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rdflib_reads_what_was_written),
      cmocka_unit_test(what_was_written_is_read_back),
      cmocka_unit_test(the_suite_reads_the_same_piece_by_piece),
      cmocka_unit_test(shapes_of_documents_read_the_same_piece_by_piece),
      cmocka_unit_test(a_long_document_reads_the_same_piece_by_piece),
      cmocka_unit_test(a_frame_says_what_is_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
