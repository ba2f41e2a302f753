// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/extract.h"

#include "kg/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static kg_world *world;
static kg_loader *loader;

static const char *const SAMPLES[] = {"aukus-geelong.html",  "brigade-lithuania.md", "malabar-2024.txt",
                                      "quad-wilmington.txt", "red-sea-escorts.txt",  "rimpac-2024.txt",
                                      "sahel-exit.txt"};

static void
sample_path(char path[1024], size_t i)
{
  snprintf(path, 1024, "%s/tests/data/documents/%s", KG_SRCDIR, SAMPLES[i]);
}

static void
the_same_document_gives_the_same_bytes(void **state)
{
  char path[1024];
  kg_error err = {0};
  kg_loader *other = open_loader(world, "ontology", NULL);
  (void)state;
  for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
    kg_buf a = {0}, b = {0};
    sample_path(path, i);
    assert_ok(extract_file(loader, path, NULL, &a, &err), err);
    assert_ok(extract_file(other, path, NULL, &b, &err), err);
    assert_true(a.len > 0 && kg_str_equal(kg_buf_str(&a), kg_buf_str(&b)));
    kg_buf_release(&a);
    kg_buf_release(&b);
  }
  kg_loader_close(other);
}

// ---- quotes

typedef struct quotes {
  kg_str source;
  kg_buf exact;
  size_t start, checked;
} quotes;

static size_t
byte_of(kg_str s, size_t code_point)
{
  size_t at = 0;
  while (code_point-- && at < s.len) {
    uint32_t c;
    at += kg__utf8_decode((kg_str){s.ptr + at, s.len - at}, &c);
  }
  return at;
}

static kg_status
check_quote(void *self, const kg_quad *quad, kg_error *err)
{
  quotes *q = self;
  (void)err;
  if (kg_str_ends(quad->predicate.value, KG_STR("#exact"))) {
    kg_buf_clear(&q->exact);
    return kg_buf_add_str(&q->exact, quad->object.value);
  }
  if (kg_str_ends(quad->predicate.value, KG_STR("#start")))
    q->start = (size_t)strtoul(quad->object.value.ptr, NULL, 10);
  if (kg_str_ends(quad->predicate.value, KG_STR("#end"))) {
    size_t a = byte_of(q->source, q->start),
           b = byte_of(q->source, (size_t)strtoul(quad->object.value.ptr, NULL, 10));
    if (!kg_str_equal((kg_str){q->source.ptr + a, b - a}, kg_buf_str(&q->exact)))
      fail_msg("not the text at %zu: %.*s", q->start, KG_STR_ARG(kg_buf_str(&q->exact)));
    q->checked++;
  }
  return KG_OK;
}

static void
every_quote_is_the_text_at_its_place(void **state)
{
  char path[1024];
  kg_error err = {0};
  (void)state;
  for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
    kg_buf bytes = {0};
    kg_source *source = NULL;
    kg_document *document = NULL;
    sample_path(path, i);
    assert_ok(kg_source_open(path, &source, &err), err);
    assert_ok(kg_source_read_all(source, 0, &bytes, &err), err);
    kg_source_close(source);
    quotes q = {.source = kg_buf_str(&bytes)};
    kg_sink sink = {.self = &q, .quad = check_quote};
    assert_ok(kg_document_open(loader, path, NULL, &document, &err), err);
    assert_ok(kg_document_emit(document, &sink, &err), err);
    assert_true(q.checked > 3);
    kg_document_free(document);
    kg_buf_release(&bytes);
    kg_buf_release(&q.exact);
  }
}

static void
what_is_only_proposed_is_no_plain_triple(void **state)
{
  kg_buf out = {0};
  kg_error err = {0};
  (void)state;
  assert_ok(extract_text(loader, "Chile should join RIMPAC. Peru joined RIMPAC.", ".txt", NULL, &out, &err),
            err);
  assert_ok(kg_buf_add_char(&out, '\0'), err);
  assert_non_null(strstr(out.ptr, "state/PER> <https://w3id.org/seckg/ontology#participatesIn>"));
  assert_null(strstr(out.ptr, "state/CHL> <https://w3id.org/seckg/ontology#participatesIn>"));
  kg_buf_release(&out);
}

static void
input_that_is_no_text_is_refused_with_its_place(void **state)
{
  static const struct {
    const char *name, *bytes;
    size_t n, line, column;
  } BAD[] = {{"broken UTF-8", "Canada\nand \xFFNorway", 18, 2, 5},
             {"a NUL", "Canada\0", 7, 1, 7},
             {"overlong", "\xC0\xAF", 2, 1, 1}};
  (void)state;
  for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
    kg_buf out = {0};
    kg_error err = {0};
    char *path = write_file(BAD[i].bytes, BAD[i].n, ".txt");
    kg_status st = extract_file(loader, path, NULL, &out, &err);
    if (st != KG_ERR_DATA || err.line != BAD[i].line || err.column != BAD[i].column)
      fail_msg("%s: %s at %zu:%zu", BAD[i].name, kg_status_name(st), err.line, err.column);
    assert_int_equal(0, out.len);
    unlink(path);
    free(path);
  }
}

static void
empty_documents_give_a_document_and_no_claim(void **state)
{
  static const char *const ENDINGS[] = {".txt", ".md", ".html"}, *const TEXTS[] = {
                                                                     "",  "\n",  "\xEF\xBB\xBF", "---\n---\n",
                                                                     "<", "...", "\xE2\x80\x94"};
  (void)state;
  for (size_t e = 0; e < 3; e++) {
    for (size_t t = 0; t < sizeof TEXTS / sizeof *TEXTS; t++) {
      kg_buf out = {0};
      kg_error err = {0};
      assert_ok(extract_text(loader, TEXTS[t], ENDINGS[e], NULL, &out, &err), err);
      assert_ok(kg_buf_add_char(&out, '\0'), err);
      assert_non_null(strstr(out.ptr, "Article"));
      assert_null(strstr(out.ptr, "#Claim"));
      kg_buf_release(&out);
    }
  }
}

static void
a_file_that_is_not_there_is_an_error(void **state)
{
  kg_document *document = NULL;
  kg_error err = {0};
  (void)state;
  assert_status(KG_ERR_NOT_FOUND, kg_document_open(loader, "/nonexistent/kg", NULL, &document, &err), err);
  assert_null(document);
}

static void
another_ontology_gives_another_extractor(void **state)
{
  kg_error err = {0};
  kg_buf out = {0};
  kg_loader *trade = open_loader(world, "tests/data/ontology-small", NULL);
  static const char TEXT[] =
      "Norland exported goat cheese. The Republic of Sudmark will buy cheese from Norland.";
  char *path = write_file(TEXT, sizeof TEXT - 1, ".txt");
  (void)state;
  assert_ok(claims_of(trade, path, NULL, &out, &err), err);
  assert_str("Norland | exports | goat cheese | Asserted\nSudmark | buysFrom | Norland | Predicted\n",
             kg_buf_str(&out));
  kg_buf_release(&out);
  unlink(path);
  free(path);
  kg_loader_close(trade);
}

static void
a_further_lexicon_adds_words(void **state)
{
  static const char LEXICON[] =
      "@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .\n"
      "@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .\n"
      "@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .\n"
      "[] lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep \"hawk\"@en ] ;\n"
      "  synsem:synBehavior [ lexinfo:subject _:s ; lexinfo:directObject _:o ] ;\n"
      "  ontolex:sense [ ontolex:reference <https://example.org/trade#exports> ; synsem:subjOfProp _:s ; "
      "synsem:objOfProp _:o ] .\n";
  static const char TEXT[] = "Sudmark hawks goat cheese.";
  kg_error err = {0};
  kg_buf out = {0};
  char *lexicon = write_file(LEXICON, sizeof LEXICON - 1, ".ttl"),
       *path = write_file(TEXT, sizeof TEXT - 1, ".txt");
  kg_loader *plain = open_loader(world, "tests/data/ontology-small", NULL);
  kg_loader *more = open_loader(world, "tests/data/ontology-small", lexicon);
  (void)state;
  assert_ok(claims_of(plain, path, NULL, &out, &err), err);
  assert_str("", kg_buf_str(&out));
  assert_ok(claims_of(more, path, NULL, &out, &err), err);
  assert_str("Sudmark | exports | goat cheese | Asserted\n", kg_buf_str(&out));
  assert_false(kg_str_equal(kg_loader_version(plain), kg_loader_version(more)));
  kg_buf_release(&out);
  unlink(lexicon);
  unlink(path);
  free(lexicon);
  free(path);
  kg_loader_close(plain);
  kg_loader_close(more);
}

static void
an_explanation_shows_the_entry_the_pattern_and_the_way_through_the_tree(void **state)
{
  static const char TEXT[] = "Last week Portugal deployed two frigates to Iceland.";
  kg_error err = {0};
  kg_buf out = {0};
  kg_output *output;
  kg_document *document;
  char *path = write_file(TEXT, sizeof TEXT - 1, ".txt");
  (void)state;
  assert_ok(kg_document_open(loader, path, NULL, &document, &err), err);
  assert_ok(kg_output_to_buf(&out, &output, &err), err);
  assert_ok(kg_document_explain(document, output, &err), err);
  assert_ok(kg_output_flush(output, &err), err);
  assert_ok(kg_buf_add(&out, "", 1), err);
  assert_non_null(
      strstr(out.ptr, "  entry: deploy, verb: subject and object\n"
                      "  pattern: subject (nsubj|nsubj:pass[-relative,-dateline,-beyond,-outdone,-severed]); "
                      "[-phrase] object (~nearest)\n"
                      "  tree: deployed -nsubj-> Portugal\n"
                      "  tree: deployed -obj-> frigates\n"));
  kg_output_free(output);
  kg_document_free(document);
  kg_buf_release(&out);
  unlink(path);
  free(path);
}

static kg_status
count_graphs(void *self, const kg_quad *quad, kg_error *err)
{
  size_t *n = self;
  (void)err;
  for (size_t i = 0; i < 2; i++)
    n[i] += kg_str_equal(quad->graph.value, kg_loader_background_graph(loader, i));
  return KG_OK;
}

static void
background_fills_its_two_graphs(void **state)
{
  size_t n[2] = {0};
  kg_error err = {0};
  kg_sink sink = {.self = n, .quad = count_graphs};
  (void)state;
  assert_ok(kg_loader_background(loader, &sink, &err), err);
  assert_true(n[0] > 500 && n[1] > 5000);
  assert_int_equal(0, kg_loader_background_graph(loader, 2).len);
}

static int
set_up(void **state)
{
  (void)state;
  world = kg_world_new();
  loader = open_loader(world, "ontology", NULL);
  return 0;
}

static int
tear_down(void **state)
{
  (void)state;
  kg_loader_close(loader);
  kg_world_free(world);
  return 0;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_document_gives_the_same_bytes),
      cmocka_unit_test(every_quote_is_the_text_at_its_place),
      cmocka_unit_test(what_is_only_proposed_is_no_plain_triple),
      cmocka_unit_test(input_that_is_no_text_is_refused_with_its_place),
      cmocka_unit_test(empty_documents_give_a_document_and_no_claim),
      cmocka_unit_test(a_file_that_is_not_there_is_an_error),
      cmocka_unit_test(another_ontology_gives_another_extractor),
      cmocka_unit_test(a_further_lexicon_adds_words),
      cmocka_unit_test(an_explanation_shows_the_entry_the_pattern_and_the_way_through_the_tree),
      cmocka_unit_test(background_fills_its_two_graphs),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
