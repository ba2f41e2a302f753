// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "loaders/iri.h"
#include "loaders/stages.h"

typedef kg_status (*reader)(kg__document *doc, kg_error *err);

typedef struct row {
  const char *name;
  reader read;
  const char *source, *text;
} row;

static kg__ontology ontology;
static kg__lexicon lexicon;
static kg__document doc;

static void
read_source(reader read, const char *source)
{
  kg_error err = {0};
  kg__document_clear(&doc);
  doc.source = kg_str_of(source);
  assert_ok(read(&doc, &err), err);
}

static void
marks_are_left_out_of_the_text(void **state)
{
  static const row ROWS[] = {
      {"heading and emphasis", kg__document_read_markdown, "# A *big* day\nIt **was**.\n",
       "A big day\n\nIt was.\n"},
      {"link and image", kg__document_read_markdown, "See [the pact](http://x.org) ![no](y.png) now.",
       "See the pact  now."},
      {"list", kg__document_read_markdown, "- one\n- two\n", "one\n\n\ntwo\n"},
      {"code is no text", kg__document_read_markdown, "a\n```\nb\n```\nc", "a\n\n\nc"},
      {"front matter", kg__document_read_markdown, "---\ntitle: T\n---\nText.", "Text."},
      {"escape", kg__document_read_markdown, "2 \\* 3", "2 * 3"},
      {"underscores inside words", kg__document_read_markdown, "a_b and _c_", "a_b and c"},
      {"page", kg__document_read_html,
       "<nav>Menu</nav><article><p>One.</p><p>Two &amp; three.</p></article><footer>F</footer>",
       "One.\n\nTwo & three.\n\n"},
      {"script and style", kg__document_read_html, "<style>a{}</style><p>One<script>x()</script>.</p>",
       "One.\n\n"},
      {"cookies", kg__document_read_html, "<div class=\"cookie-banner\">We use</div><p>One.</p>", "One.\n\n"},
      {"mostly links", kg__document_read_html,
       "<ul><li><a href=a>Something long here</a></li><li><a href=b>And more</a></li></ul><p>One.</p>",
       "One.\n\n"},
      {"a mark of byte order", kg__document_read_text, "\xEF\xBB\xBFOne.", "One."},
  };
  (void)state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    read_source(ROWS[i].read, ROWS[i].source);
    if (!kg_str_equal(doc.text, kg_str_of(ROWS[i].text)))
      fail_msg("%s: \"%.*s\"", ROWS[i].name, KG_STR_ARG(doc.text));
  }
}

static void
metadata_are_found_in_front_matter_and_pages(void **state)
{
  (void)state;
  read_source(kg__document_read_markdown,
              "---\ntitle: \"A day\"\ndate: 2024-05-06\nauthor: Ada\nid: http://x.org/1\n---\nText.");
  assert_str("A day", doc.title);
  assert_str("2024-05-06", doc.date_text);
  assert_str("Ada", doc.author);
  assert_str("http://x.org/1", doc.identifier);
  read_source(kg__document_read_html,
              "<title>Old</title><meta property=og:title content=New><meta name=author content=Bo>"
              "<script type=application/ld+json>{\"datePublished\": \"2023-01-02\", \"publisher\": "
              "{\"name\": \"P\"}}</script><p>x");
  assert_str("2023-01-02", doc.date_text);
  assert_str("P", doc.publisher);
  assert_str("Bo", doc.author);
}

static void
dates_are_read_as_exactly_as_they_are(void **state)
{
  static const struct {
    const char *text;
    bool good;
    int year, month, day;
  } ROWS[] = {{"2024", true, 2024, 0, 0},        {"2024-02", true, 2024, 2, 0},
              {"2024-02-29", true, 2024, 2, 29}, {"2024-02-29T10:00:00Z", true, 2024, 2, 29},
              {"2023-02-29", false, 0, 0, 0},    {"2024-13", false, 0, 0, 0},
              {"24-1-1", false, 0, 0, 0},        {"", false, 0, 0, 0}};
  (void)state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    kg__date d;
    if (kg__date_parse(kg_str_of(ROWS[i].text), &d) != ROWS[i].good || d.year != ROWS[i].year ||
        d.month != ROWS[i].month || d.day != ROWS[i].day)
      fail_msg("%s: %d-%d-%d", ROWS[i].text, d.year, d.month, d.day);
  }
}

static void
slugs_are_lower_case_words(void **state)
{
  static const char *const ROWS[][2] = {{"Talisman Sabre", "talisman-sabre"},
                                        {"North Korea's Missiles", "north-koreas-missiles"},
                                        {"\xC5\xBB"
                                         "aga\xC5\x84",
                                         "zagan"},
                                        {"Str\xC3\xB8msund", "stromsund"},
                                        {"F-35", "f-35"},
                                        {"\xE2\x80\x94", "x"},
                                        {"\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2", "kiiv"}};
  (void)state;
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
    kg_buf slug = {0};
    assert_int_equal(KG_OK, kg__slug(kg_str_of(ROWS[i][0]), &slug));
    assert_str(ROWS[i][1], kg_buf_str(&slug));
    kg_buf_release(&slug);
  }
}

static int
set_up(void **state)
{
  (void)state;
  return kg__words_init(&ontology.words) || kg__document_init(&doc, &ontology, &lexicon, NULL);
}

static int
tear_down(void **state)
{
  (void)state;
  kg__document_release(&doc);
  kg__words_release(&ontology.words);
  return 0;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_are_left_out_of_the_text),
      cmocka_unit_test(metadata_are_found_in_front_matter_and_pages),
      cmocka_unit_test(dates_are_read_as_exactly_as_they_are),
      cmocka_unit_test(slugs_are_lower_case_words),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
