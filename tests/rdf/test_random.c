// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Random graphs through every writer and back.  200 of them, or as many as $KG_RANDOM_GRAPHS says, always the
// same ones: a number gives a graph.  Terms come from small stocks, so that nodes are shared, lists are
// broken and reifiers meet what they reify.

#include "tests/support/dataset.h"
#include "tests/support/test.h"

#include "kg/vocab.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct random_graph {
  uint64_t state;
  kg_arena *arena;
  dataset d;
  unsigned n_nodes, n_iris;
  bool graphs;  // named ones
  bool triples; // triple terms
  bool wild;    // what XML cannot hold
} random_graph;

static unsigned
below(random_graph *g, unsigned n)
{
  g->state ^= g->state << 13;
  g->state ^= g->state >> 7;
  g->state ^= g->state << 17;
  return (unsigned)(g->state >> 33) % n;
}

static kg_term
iri(random_graph *g)
{
  static const char *const iris[] = {
      "http://example.org/a",
      "http://example.org/b",
      "http://example.org/c",
      "http://example.org/a.b#x",
      "http://example.org/",
      "http://example.org/1",
      "http://example.org/a.",
      "http://example.org/x%20y",
      "urn:x:y",
      "http://e/a?b=c&d='e'",
      "http://e/\u00E9\u4E2D",
      "http://example.org/a/b",
      "http://example.org/~(",
      "tag:example,2026:z",
      "http://example.org/-a",
      "http://example.org/a:b",
      "http://e/\U0001F600",
      "http://example.org/a;b",
      "http://example.org/#",
      "http://example.org/_",
      KG_RDF_FIRST,
      KG_RDF_NIL,
      KG_NS_RDF "Bag",
      KG_NS_RDF "Statement",
  };
  unsigned n = sizeof iris / sizeof *iris;
  return kg_term_iri(kg_str_of(iris[below(g, g->n_iris < n ? g->n_iris : n)]));
}

static kg_term
predicate(random_graph *g)
{
  static const char *const iris[] = {
      KG_RDF_TYPE,    "http://example.org/p",     "http://example.org/q", KG_RDF_FIRST,
      KG_RDF_REST,    "http://example.org/a.b#r", "http://e/\u00E9",      KG_NS_RDF "value",
      KG_NS_RDF "_1", "http://example.org/x-1"};
  static const char *const wild[] = {"http://example.org/1", "http://example.org/", "urn:1"};
  if (g->wild && below(g, 8) == 0)
    return kg_term_iri(kg_str_of(wild[below(g, 3)]));
  return kg_term_iri(kg_str_of(iris[below(g, sizeof iris / sizeof *iris)]));
}

static kg_term
blank(random_graph *g)
{
  static const char *const labels[] = {"a",         "b",      "anon1", "anonx1", "0",     "a-b",
                                       "azb",       "a.b",    "_x",    "c14n0",  "anon2", "x y",
                                       "kg-hex-61", "\u00E9", "g",     "anon3",  "f",     "e"};
  unsigned n = sizeof labels / sizeof *labels;
  return kg_term_blank(kg_str_of(labels[below(g, g->n_nodes < n ? g->n_nodes : n)]));
}

static kg_term
literal(random_graph *g)
{
  static const char *const texts[] = {
      "",       "a",      "5",        "5.0",  "+1",   "-0",     ".5",         "1e3",
      "1.",     "true",   "1",        "INF",  "\n",   "\"",     "\\",         "a\nb\"",
      "\"\"\"", "\t\r\n", "<a>&amp;", "]]>",  " x  ", "\u00E9", "\U0001F600", "\u202Eabc",
      "=cmd()", "\u2028", "a\\",      "\"\n", "'''",  "{|}",    "\x7F",       "1E0"};
  static const char *const wild[] = {"\x01", "a\x1F z", "\uFFFE", "\uFFFF!", "\x0B"};
  static const char *const types[] = {KG_XSD_INTEGER,         KG_XSD_DECIMAL,         KG_XSD_DOUBLE,
                                      KG_XSD_BOOLEAN,         KG_XSD_STRING,          KG_NS_RDF "JSON",
                                      KG_NS_RDF "XMLLiteral", "http://example.org/t", "urn:t"};
  static const char *const languages[] = {"en", "de-at", "zh-hant-tw", "ar"};
  kg_str text = kg_str_of(texts[below(g, sizeof texts / sizeof *texts)]);
  if (g->wild && below(g, 8) == 0)
    text = kg_str_of(wild[below(g, sizeof wild / sizeof *wild)]);
  switch (below(g, 4)) {
  case 0:
    return kg_term_lang(text, kg_str_of(languages[below(g, 4)]), KG_DIRECTION_NONE);
  case 1:
    return kg_term_string(text);
  case 2:
    if (g->triples && below(g, 2))
      return kg_term_lang(text, kg_str_of(languages[below(g, 4)]),
                          below(g, 2) ? KG_DIRECTION_LTR : KG_DIRECTION_RTL);
  }
  return kg_term_literal(text, kg_str_of(types[below(g, sizeof types / sizeof *types)]));
}

static kg_term
subject(random_graph *g)
{
  return below(g, 3) ? blank(g) : iri(g);
}

static kg_term triple_term(random_graph *g, unsigned depth);

static kg_term
object(random_graph *g, unsigned depth)
{
  unsigned kind = below(g, g->triples && depth < 3 ? 5 : 4);
  return kind == 4 ? triple_term(g, depth + 1) : kind == 3 ? iri(g) : kind == 2 ? literal(g) : blank(g);
}

static kg_term
reify(random_graph *g, kg_term s, kg_term p, kg_term o)
{
  kg_term *spo = kg_arena_alloc(g->arena, 3 * sizeof *spo);
  spo[0] = s;
  spo[1] = p;
  spo[2] = o;
  return kg_term_triple(spo);
}

static kg_term
triple_term(random_graph *g, unsigned depth)
{
  if (g->d.n && below(g, 2)) { // of one that is stated, maybe elsewhere
    const kg_quad *q = &g->d.items[below(g, (unsigned)g->d.n)];
    return q->object.kind == KG_TERM_TRIPLE ? q->object : reify(g, q->subject, q->predicate, q->object);
  }
  kg_term s = subject(g), p = predicate(g);
  return reify(g, s, p, object(g, depth));
}

static kg_term
graph_name(random_graph *g)
{
  static const char *const names[] = {"http://example.org/g", "http://example.org/a"};
  unsigned kind = g->graphs ? below(g, 4) : 0;
  return kind == 0 ? (kg_term){0} : kind == 1 ? blank(g) : kg_term_iri(kg_str_of(names[kind - 2]));
}

static void
add_list(random_graph *g, kg_term graph, kg_term head)
{
  const kg_term first = kg_term_iri(KG_STR(KG_RDF_FIRST)), rest = kg_term_iri(KG_STR(KG_RDF_REST)),
                nil = kg_term_iri(KG_STR(KG_RDF_NIL));
  for (unsigned n = below(g, 4);; n--) {
    kg_term next = n ? blank(g) : nil;
    dataset_add(&g->d, &(kg_quad){head, first, object(g, 0), graph});
    dataset_add(&g->d, &(kg_quad){head, rest, next, graph});
    if (!n)
      return;
    head = next;
  }
}

static void
add_some(random_graph *g)
{
  kg_term graph = graph_name(g), s = subject(g), p = predicate(g);
  unsigned kind = below(g, g->triples ? 8 : 5);
  if (kind == 0 && s.kind == KG_TERM_BLANK)
    add_list(g, graph, s);
  else if (kind < 5)
    dataset_add(&g->d, &(kg_quad){s, p, object(g, 0), graph});
  else
    dataset_add(&g->d, &(kg_quad){s, kg_term_iri(KG_STR(KG_RDF_REIFIES)), triple_term(g, 0), graph});
}

static void
make_graph(random_graph *g, uint64_t number)
{
  *g = (random_graph){.state = (number + 1) * UINT64_C(0x9E3779B97F4A7C15), .arena = kg_arena_new()};
  below(g, 2);
  g->graphs = below(g, 2);
  g->triples = below(g, 2);
  g->wild = below(g, 8) == 0;
  g->n_nodes = 1 + below(g, 18);
  g->n_iris = 1 + below(g, 24);
  for (unsigned n = below(g, 30); n > 0; n--)
    add_some(g);
}

// ---- through the writers

typedef struct way {
  const char *name;
  kg_write_options options;
  bool graphs, triples, wild;
} way;

static const char context[] =
    "{\"@context\": {\"e\": \"http://example.org/\", \"p\": {\"@id\": \"e:p\", \"@type\": \"@id\"},"
    " \"list\": {\"@id\": \"e:q\", \"@container\": \"@list\"}}}";

static const way ways[] = {
    {"N-Quads", {.format = KG_FORMAT_NQUADS}, true, true, true},
    {"canonical N-Quads", {.format = KG_FORMAT_NQUADS, .canonical = true}, true, true, true},
    {"TriG", {.format = KG_FORMAT_TRIG}, true, true, true},
    {"streaming TriG", {.format = KG_FORMAT_TRIG, .streaming = true}, true, true, true},
    {"JSON-LD", {.format = KG_FORMAT_JSONLD}, true, false, true},
    {"streaming JSON-LD", {.format = KG_FORMAT_JSONLD, .streaming = true}, true, false, true},
    {"compacted JSON-LD",
     {.format = KG_FORMAT_JSONLD, .context = {context, sizeof context - 1}},
     true,
     false,
     true},
    {"N-Triples", {.format = KG_FORMAT_NTRIPLES}, false, true, true},
    {"canonical N-Triples", {.format = KG_FORMAT_NTRIPLES, .canonical = true}, false, true, true},
    {"Turtle", {.format = KG_FORMAT_TURTLE}, false, true, true},
    {"streaming Turtle", {.format = KG_FORMAT_TURTLE, .streaming = true}, false, true, true},
    {"RDF/XML", {.format = KG_FORMAT_RDFXML}, false, true, false},
};
enum { N_WAYS = sizeof ways / sizeof *ways };

static bool
carries(const way *w, const random_graph *g)
{
  return g->graphs <= w->graphs && g->triples <= w->triples && g->wild <= w->wild;
}

static kg_str
canonical(const dataset *d, kg_buf *text)
{
  kg_canon *canon;
  kg_error err = {0};
  assert_ok(kg_canon_new(&(kg_canon_options){0}, &canon, &err), err);
  kg_sink sink = kg_canon_sink(canon);
  for (size_t i = 0; i < d->n; i++)
    assert_ok(sink.quad(sink.self, &d->items[i], &err), err);
  assert_ok(kg_canon_run(canon, &err), err);
  for (size_t i = 0; i < kg_canon_count(canon); i++)
    kg_buf_add_str(text, kg_canon_line(canon, i));
  kg_canon_free(canon);
  return kg_buf_str(text);
}

static void
assert_survives(uint64_t number, const random_graph *g, kg_str wanted, const way *w)
{
  kg_error err = {0};
  kg_buf text = {0}, back_text = {0}, before = {0};
  dataset back = {0};
  kg_write_options options = w->options;
  kg_read_options reading = {.format = w->options.format, .base = KG_STR("http://base.example/")};
  kg_namespaces *prefixes = kg_namespaces_new();
  kg_namespaces_add(prefixes, KG_STR(""), KG_STR("http://example.org/"));
  kg_namespaces_add(prefixes, KG_STR("a.b"), KG_STR("http://example.org/a.b#"));
  kg_namespaces_add_common(prefixes);
  options.namespaces = prefixes;
  kg_status st = dataset_write(&g->d, &options, &text, &err);
  if (!st)
    st = dataset_read(&back, kg_buf_str(&text), w->name, &reading, &err);
  if (st || !kg_str_equal(wanted, canonical(&back, &back_text)) || !dataset_isomorphic(&g->d, &back)) {
    dataset_write(&g->d, &(kg_write_options){.format = KG_FORMAT_NQUADS}, &before, NULL);
    fail_msg("graph %llu, %s: %s\n%.*s\n%.*s", (unsigned long long)number, w->name, err.message,
             KG_STR_ARG(kg_buf_str(&before)), KG_STR_ARG(kg_buf_str(&text)));
  }
  kg_namespaces_free(prefixes);
  dataset_release(&back);
  kg_buf_release(&text);
  kg_buf_release(&back_text);
}

static void
every_writer_gives_back_random_graphs(void **state)
{
  (void)state;
  const char *wish = getenv("KG_RANDOM_GRAPHS");
  uint64_t n = wish ? strtoull(wish, NULL, 10) : 200, n_quads = 0, n_trips[N_WAYS] = {0};
  for (uint64_t i = 0; i < n; i++) {
    random_graph g;
    kg_buf wanted = {0};
    make_graph(&g, i);
    n_quads += g.d.n;
    canonical(&g.d, &wanted);
    for (size_t k = 0; k < N_WAYS; k++) {
      if (carries(&ways[k], &g)) {
        assert_survives(i, &g, wanted.len ? kg_buf_str(&wanted) : KG_STR(""), &ways[k]);
        n_trips[k]++;
      }
    }
    kg_buf_release(&wanted);
    dataset_release(&g.d);
    kg_arena_free(g.arena);
  }
  printf("%llu graphs, %llu quads\n", (unsigned long long)n, (unsigned long long)n_quads);
  for (size_t k = 0; k < N_WAYS; k++) {
    printf("  %s: %llu\n", ways[k].name, (unsigned long long)n_trips[k]);
    assert_true(n_trips[k] >= n / 8);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_writer_gives_back_random_graphs)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
