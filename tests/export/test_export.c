// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/export/projection.h"
#include "kg/vocab.h"
#include "tests/export/small.h"
#include "tests/support/store.h"

#include <stdlib.h>

#define SEC(name)                              \
  {                                            \
    KG_NS_SEC name, sizeof(KG_NS_SEC name) - 1 \
  }
#define HERE(name)               \
  {                              \
    EX name, sizeof(EX name) - 1 \
  }

static void
load(kg_store *store, const char *trig)
{
  kg_error err = {0};
  kg_txn *txn = NULL;
  kg_source *source = NULL;
  kg_world *world = kg_world_new();
  kg_read_options options = {.format = KG_FORMAT_TRIG, .base = KG_STR(EX)};
  assert_ok(kg_txn_begin_write(store, &txn, &err), err);
  assert_ok(kg_txn_new_scope(txn), err);
  kg_sink sink = kg_txn_sink(txn);
  assert_ok(kg_source_from_memory(kg_str_of(trig), "test", &source, &err), err);
  assert_ok(kg_read(world, source, &options, &sink, &err), err);
  assert_ok(kg_txn_set_background(txn, KG_STR(EX "background"), &err), err);
  assert_ok(kg_txn_commit(txn, &err), err);
  kg_source_close(source);
  kg_world_free(world);
}

static kg_store *
small_store(void **state)
{
  kg_store *store = store_at(state, "small", KG_STORE_CREATE | KG_STORE_VOLATILE);
  load(store, SMALL_FIRST);
  load(store, SMALL_SECOND);
  return store;
}

static kg_status
try_export(kg_store *store, const kg_export_options *options, kg_buf *buf, kg_error *err)
{
  kg_txn *txn = NULL;
  kg_output *output = NULL;
  assert_ok(kg_txn_begin_read(store, &txn, err), *err);
  assert_ok(kg_output_to_buf(buf, &output, err), *err);
  kg_status st = kg_export(txn, options, output, err);
  kg_output_free(output);
  kg_txn_abort(txn);
  return st;
}

/** The export as text; free() it. */
static char *
exported(kg_store *store, kg_export_options options)
{
  kg_buf buf = {0};
  kg_error err = {0};
  assert_ok(try_export(store, &options, &buf, &err), err);
  assert_int_equal(kg_buf_add_char(&buf, '\0'), KG_OK);
  return buf.ptr;
}

static size_t
count_rows(kg_store *store, kg_export_options options, bool nodes)
{
  options.graph = KG_GRAPH_CSV;
  options.csv_nodes = nodes;
  char *text = exported(store, options);
  size_t n = 0;
  for (const char *p = text; (p = strstr(p, "\r\n")); p += 2)
    n++;
  free(text);
  return n - 1; // without the head
}

#define assert_size(store, n_nodes, n_edges, ...)                  \
  do {                                                             \
    kg_export_options options_ = {__VA_ARGS__};                    \
    assert_int_equal(count_rows(store, options_, true), n_nodes);  \
    assert_int_equal(count_rows(store, options_, false), n_edges); \
  } while (0)

static void
assert_has(const char *text, const char *part, bool has)
{
  if ((strstr(text, part) != NULL) != has)
    fail_msg("%s \"%s\" in\n%.4000s", has ? "no" : "there is", part, text);
}

// ---- projections

static void
each_projection_has_its_own_nodes_and_edges(void **state)
{
  kg_store *store = small_store(state);
  assert_size(store, 6, 6, .projection = KG_PROJECTION_DEFAULT);
  assert_size(store, 6, 6, .projection = KG_PROJECTION_EDGES);
  assert_size(store, 6, 3, .projection = KG_PROJECTION_PLAIN);
  assert_size(store, 11, 12, .projection = KG_PROJECTION_CLAIMS); // one is attributed to an entity
}

static void
background_is_left_out_unless_wanted(void **state)
{
  kg_store *store = small_store(state);
  assert_size(store, 7, 7, .background = true); // an alliance and a membership
}

static void
an_edge_carries_what_its_claim_says(void **state)
{
  char *text = exported(small_store(state), (kg_export_options){.graph = KG_GRAPH_CSV});
  assert_has(text,
             EX "aus," EX "hw,Directed,takes part in,Australia,Haedori-Wallaby," KG_NS_SEC
                "participatesIn," EX
                "d1#claim-1,Asserted,2012,,,annual,0.93,the exercise since 2012,First," EX "d1,\r\n",
             true);
  assert_has(text, "d1#claim-2,Proposed,,,2025-02,,0.6,,First," EX "d1,Lee Jae-myung\r\n", true);
  assert_has(text, "part of,Australia,Oceania," KG_NS_SEC "partOf,,,,,,,,,facts," EX "facts,\r\n", true);
  free(text);
}

static void
a_node_carries_label_class_and_number_of_documents(void **state)
{
  char *text = exported(small_store(state), (kg_export_options){.graph = KG_GRAPH_CSV, .csv_nodes = true});
  assert_has(text, EX "aus,Australia,State," KG_NS_SEC "State,entity,2,", true);
  assert_has(text, EX "ghost,ghost,Region," KG_NS_SEC "Region,entity,1,", true);
  free(text);
}

static void
gexf_gives_edges_the_time_of_their_claims(void **state)
{
  char *text = exported(small_store(state), (kg_export_options){.graph = KG_GRAPH_GEXF});
  assert_has(text, "#participatesIn\" start=\"2012-01-01\">", true);
  assert_has(text, "#partnerOf\" start=\"2025-02-01\" end=\"2025-02-28\">", true);
  assert_has(text, "#participatesIn\" end=\"2019-12-31\">", true);
  free(text);
}

// ---- filters

static void
filters_choose_claims(void **state)
{
  kg_store *store = small_store(state);
  const kg_str denied[] = {SEC("Denied")}, asserted[] = {SEC("Asserted")};
  assert_size(store, 2, 1, .filter = {.modalities = denied, .n_modalities = 1});
  assert_size(store, 5, 4, .filter = {.modalities = asserted, .n_modalities = 1});
  assert_size(store, 5, 4, .filter = {.min_confidence = 0.6});
  assert_size(store, 2, 1, .filter = {.min_confidence = 1}); // what no claim says
  assert_size(store, 4, 3, .filter = {.since = KG_STR("2024")});
  assert_size(store, 3, 2, .filter = {.until = KG_STR("2015")});
  assert_size(store, 3, 2, .filter = {.since = KG_STR("2020-05-17"), .until = KG_STR("2025-03")});
}

static void
filters_choose_entities(void **state)
{
  kg_store *store = small_store(state);
  const kg_str state_class[] = {SEC("State")}, agent[] = {SEC("Agent")},
               two[] = {SEC("State"), SEC("Exercise")};
  const kg_str second[] = {HERE("d2")};
  assert_size(store, 2, 1, .filter = {.types = state_class, .n_types = 1});
  assert_size(store, 3, 2, .filter = {.types = agent, .n_types = 1}); // through its subclasses
  assert_size(store, 3, 4, .filter = {.types = two, .n_types = 2});
  assert_size(store, 4, 2, .graphs = second, .n_graphs = 1);
}

static void
a_neighbourhood_grows_by_hops(void **state)
{
  kg_store *store = small_store(state);
  const kg_term lee = kg_term_iri(KG_STR(EX "lee"));
  assert_size(store, 1, 0, .filter = {.around = &lee, .n_around = 1, .hops = 0});
  assert_size(store, 2, 1, .filter = {.around = &lee, .n_around = 1, .hops = 1});
  assert_size(store, 4, 5, .filter = {.around = &lee, .n_around = 1, .hops = 2});
  assert_size(store, 5, 6, .filter = {.around = &lee, .n_around = 1, .hops = 3});
  assert_size(store, 5, 6, .filter = {.around = &lee, .n_around = 1, .hops = 1000000});
}

// ---- RDF

static const char *const plain_first = "<" EX "aus> <" KG_NS_SEC "participatesIn> <" EX "hw> <" EX "d1>";
static const char *const plain_second = "<" EX "aus> <" KG_NS_SEC "participatesIn> <" EX "hw> <" EX "d2>";

static void
a_claim_that_falls_out_takes_its_triple_and_its_passage_along(void **state)
{
  char *text = exported(small_store(state), (kg_export_options){.write = {.format = KG_FORMAT_NQUADS},
                                                                .filter = {.min_confidence = 0.6}});
  assert_has(text, plain_first, true);
  assert_has(text, plain_second, false);
  assert_has(text, "d2#claim-1", false);
  assert_has(text, "weak passage", false);
  assert_has(text, "the exercise since 2012", true);
  assert_has(text, "<" EX "d2> <" KG_NS_SEC "mentions> <" EX "hw>", true);
  assert_has(text, "<" EX "aus> <" KG_NS_SEC "partOf>", true);
  free(text);
}

static void
an_entity_that_falls_out_takes_all_that_is_said_of_it_along(void **state)
{
  const kg_str types[] = {SEC("State")};
  char *text = exported(small_store(state), (kg_export_options){.write = {.format = KG_FORMAT_NQUADS},
                                                                .filter = {.types = types, .n_types = 1}});
  assert_has(text, "<" EX "hw>", false);
  assert_has(text, "oceania", false);
  assert_has(text, "d1#claim-1", false);
  assert_has(text, "d1#claim-2", true);
  assert_has(text, "Canberra", true);
  free(text);
}

static void
the_plain_projection_has_no_claims_and_no_passages(void **state)
{
  char *text = exported(small_store(state), (kg_export_options){.write = {.format = KG_FORMAT_NQUADS},
                                                                .projection = KG_PROJECTION_PLAIN});
  assert_has(text, plain_first, true);
  assert_has(text, "Claim", false);
  assert_has(text, "claim-", false);
  assert_has(text, KG_NS_OA, false);
  free(text);
}

static void
rdf12_makes_claims_reifiers(void **state)
{
  char *text = exported(small_store(state), (kg_export_options){.write = {.format = KG_FORMAT_NQUADS},
                                                                .projection = KG_PROJECTION_RDF12});
  assert_has(text,
             "<" EX "d1#claim-3> <" KG_RDF_REIFIES "> <<( <" EX "kor> <" KG_NS_SEC "participatesIn> <" EX
             "hw> )>> <" EX "d1> .\n",
             true);
  assert_has(text, "<" EX "d1#claim-3> <" KG_NS_SEC "modality> <" KG_NS_SEC "Denied>", true);
  assert_has(text, plain_first, true);
  assert_has(text, "<" EX "kor> <" KG_NS_SEC "participatesIn> <" EX "hw> <", false);
  assert_has(text, KG_RDF_SUBJECT, false);
  assert_has(text, KG_RDF_PREDICATE, false);
  assert_has(text, KG_RDF_OBJECT, false);
  free(text);
}

static void
a_filter_that_leaves_out_nothing_changes_nothing(void **state)
{
  kg_store *store = small_store(state);
  const kg_str all[] = {SEC("Asserted"), SEC("Proposed"), SEC("Denied")};
  kg_export_options options = {.write = {.format = KG_FORMAT_NQUADS}};
  char *whole = exported(store, options);
  options.filter.modalities = all;
  options.filter.n_modalities = 3;
  char *filtered = exported(store, options);
  assert_string_equal(whole, filtered);
  free(whole);
  free(filtered);
}

// ---- nanopublications

static void
only_what_is_stated_outright_is_asserted_by_a_nanopublication(void **state)
{
  char *text = exported(small_store(state), (kg_export_options){.graph = KG_GRAPH_NANOPUB,
                                                                .created = KG_STR("2026-01-02T03:04:05Z")});
  assert_has(text, "<" EX "d1/claim-1#assertion> {", true);
  assert_has(text, "<" EX "aus> <" KG_NS_SEC "participatesIn> <" EX "hw>", true);
  assert_has(text, "<" EX "kor> <" KG_NS_SEC "participatesIn> <" EX "hw>", false); // denied
  assert_has(text, "2026-01-02T03:04:05Z", true);
  free(text);
}

// ---- the same bytes

static void
graphs_do_not_depend_on_the_order_of_loading(void **state)
{
  kg_store *one = small_store(state), *other = store_at(state, "other", KG_STORE_CREATE | KG_STORE_VOLATILE);
  load(other, SMALL_SECOND);
  load(other, SMALL_FIRST);
  const kg_graph_format formats[] = {KG_GRAPH_GEXF, KG_GRAPH_GRAPHML, KG_GRAPH_DOT,
                                     KG_GRAPH_HTML, KG_GRAPH_CSV,     KG_GRAPH_CYTOSCAPE};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    char *a = exported(one, (kg_export_options){.graph = formats[i]});
    char *b = exported(other, (kg_export_options){.graph = formats[i]});
    assert_string_equal(a, b);
    free(a);
    free(b);
  }
}

// ---- errors

static void
what_makes_no_sense_is_refused(void **state)
{
  kg_store *store = small_store(state);
  const kg_str nothing[] = {SEC("Nothing")};
  const kg_term nobody = kg_term_iri(KG_STR(EX "nobody"));
  const struct {
    kg_status want;
    kg_export_options options;
  } cases[] = {
      {KG_ERR_ARGUMENT, {.write = {.format = KG_FORMAT_TURTLE}, .projection = KG_PROJECTION_EDGES}},
      {KG_ERR_ARGUMENT, {.graph = KG_GRAPH_GEXF, .projection = KG_PROJECTION_RDF12}},
      {KG_ERR_ARGUMENT, {.graph = KG_GRAPH_NANOPUB, .projection = KG_PROJECTION_PLAIN}},
      {KG_ERR_ARGUMENT, {.graph = KG_GRAPH_GEXF, .filter = {.since = KG_STR("soon")}}},
      {KG_ERR_ARGUMENT, {.graph = KG_GRAPH_GEXF, .filter = {.until = KG_STR("2020-13")}}},
      {KG_ERR_DATA, {.graph = KG_GRAPH_GEXF, .filter = {.types = nothing, .n_types = 1}}},
      {KG_ERR_DATA, {.graph = KG_GRAPH_GEXF, .filter = {.around = &nobody, .n_around = 1}}},
      {KG_ERR_NOT_FOUND, {.graph = KG_GRAPH_GEXF, .graphs = nothing, .n_graphs = 1}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_buf buf = {0};
    kg_error err = {0};
    assert_status(cases[i].want, try_export(store, &cases[i].options, &buf, &err), err);
    assert_true(err.message[0]);
    kg_buf_release(&buf);
  }
}

static void
a_picture_without_graphviz_says_what_is_missing(void **state)
{
  kg_store *store = small_store(state);
  kg_export_options options = {.graph = KG_GRAPH_SVG};
  kg_buf buf = {0};
  kg_error err = {0};
  const char *path = getenv("PATH");
  char *kept = strdup(path ? path : "");
  setenv("PATH", "/nonexistent", 1);
  kg_status st = try_export(store, &options, &buf, &err);
  setenv("PATH", kept, 1);
  free(kept);
  assert_int_equal(st, KG_ERR_UNSUPPORTED);
  assert_non_null(strstr(err.message, "Graphviz"));
  kg_buf_release(&buf);
}

static void
an_empty_store_gives_an_empty_graph(void **state)
{
  kg_store *store = store_at(state, "empty", KG_STORE_CREATE | KG_STORE_VOLATILE);
  for (kg_graph_format f = KG_GRAPH_GEXF; f <= KG_GRAPH_NANOPUB; f++) {
    if (f != KG_GRAPH_SVG)
      free(exported(store, (kg_export_options){.graph = f}));
  }
  assert_size(store, 0, 0, .projection = KG_PROJECTION_CLAIMS);
}

static void
claims_without_a_part_are_no_edges_but_stay_in_rdf(void **state)
{
  kg_store *store = store_at(state, "parts", KG_STORE_CREATE | KG_STORE_VOLATILE);
  load(store,
       "@prefix : <" EX "> . @prefix sec: <" KG_NS_SEC "> . @prefix rdf: <" KG_NS_RDF "> .\n"
       ":g { :c a sec:Claim ; rdf:subject :a ; rdf:predicate sec:leads . :e a sec:Claim ; sec:confidence "
       "\"high\" . :f a sec:Claim ; rdf:subject :f ; rdf:predicate :p ; rdf:object \"text\" . }");
  assert_size(store, 2, 1, .projection = KG_PROJECTION_EDGES);
  char *text = exported(
      store, (kg_export_options){.write = {.format = KG_FORMAT_NQUADS}, .projection = KG_PROJECTION_RDF12});
  assert_has(text, "<" EX "c> <" KG_RDF_SUBJECT "> <" EX "a>", true);
  assert_has(text, "<<( <" EX "f> <" EX "p> \"text\" )>>", true);
  free(text);
}

// ---- parts

static void
dates_reach_from_their_first_to_their_last_day(void **state)
{
  static const struct {
    const char *text;
    int32_t first, last; // 0: no date
  } cases[] = {{"2012", 20120101, 20121231},
               {"2012-02", 20120201, 20120231},
               {"2012-02-03", 20120203, 20120203},
               {"2012-02-03T10:00:00Z", 20120203, 20120203},
               {"2012Z", 20120101, 20121231},
               {"2012+09:00", 20120101, 20121231},
               {"2012-09:00", 20120101, 20121231},
               {"2012-02-03-05:00", 20120203, 20120203},
               {"2012-13", 0, 0},
               {"2012-00", 0, 0},
               {"2012-02-32", 0, 0},
               {"-0044", 0, 0},
               {"201", 0, 0},
               {"20123", 0, 0},
               {"", 0, 0},
               {"soon", 0, 0},
               {"2012-2-3", 0, 0},
               {"2012-02-03x", 0, 0},
               {"2012-02-05:00", 20120201, 20120231}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int32_t first = 0, last = 0;
    bool is = kg__period_of(kg_str_of(cases[i].text), &first, &last);
    if (is != (cases[i].first != 0) || (is && (first != cases[i].first || last != cases[i].last)))
      fail_msg("\"%s\": %d, %d to %d", cases[i].text, is, (int)first, (int)last);
  }
}

static void
formats_are_known_by_name_media_type_and_ending(void **state)
{
  (void)state;
  for (kg_graph_format f = KG_GRAPH_GEXF; f <= KG_GRAPH_NANOPUB; f++) {
    assert_int_equal(kg_graph_format_from_name(kg_str_of(kg_graph_format_name(f))), f);
    assert_int_equal(kg_graph_format_from_name(kg_str_of(kg_graph_format_media_type(f))), f);
  }
  assert_int_equal(kg_graph_format_from_name(KG_STR("turtle")), KG_GRAPH_NONE);
  assert_int_equal(kg_graph_format_from_path(KG_STR("a.b/x.GV")), KG_GRAPH_DOT);
  assert_int_equal(kg_graph_format_from_path(KG_STR("a.svg/x")), KG_GRAPH_NONE);
  assert_int_equal(kg_graph_format_from_path(KG_STR("svg")), KG_GRAPH_NONE);
  assert_int_equal(kg_graph_format_from_path(KG_STR("")), KG_GRAPH_NONE);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      store_test(each_projection_has_its_own_nodes_and_edges),
      store_test(background_is_left_out_unless_wanted),
      store_test(an_edge_carries_what_its_claim_says),
      store_test(a_node_carries_label_class_and_number_of_documents),
      store_test(gexf_gives_edges_the_time_of_their_claims),
      store_test(filters_choose_claims),
      store_test(filters_choose_entities),
      store_test(a_neighbourhood_grows_by_hops),
      store_test(a_claim_that_falls_out_takes_its_triple_and_its_passage_along),
      store_test(an_entity_that_falls_out_takes_all_that_is_said_of_it_along),
      store_test(the_plain_projection_has_no_claims_and_no_passages),
      store_test(rdf12_makes_claims_reifiers),
      store_test(a_filter_that_leaves_out_nothing_changes_nothing),
      store_test(only_what_is_stated_outright_is_asserted_by_a_nanopublication),
      store_test(graphs_do_not_depend_on_the_order_of_loading),
      store_test(what_makes_no_sense_is_refused),
      store_test(a_picture_without_graphviz_says_what_is_missing),
      store_test(an_empty_store_gives_an_empty_graph),
      store_test(claims_without_a_part_are_no_edges_but_stay_in_rdf),
      cmocka_unit_test(dates_reach_from_their_first_to_their_last_day),
      cmocka_unit_test(formats_are_known_by_name_media_type_and_ending),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
