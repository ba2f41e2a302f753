// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A verdict says what a claim said, since the numbers of claims change when a document is read anew: its
// document, subject, predicate, object, modality and time find the claim again.

#include "kg/cli/review.h"

#include "kg/vocab.h"

#define REVIEWS KG_NS_ID "graph/reviews"

// clang-format off
#define PREFIXES "PREFIX rdf: <" KG_NS_RDF "> PREFIX sec: <" KG_NS_SEC "> PREFIX oa: <" KG_NS_OA "> " \
  "PREFIX prov: <" KG_NS_PROV "> PREFIX g: <" KG_NS_ID "graph/> "
#define SAYS "rdf:subject ?s ; rdf:predicate ?r ; rdf:object ?o ; sec:modality ?m "
#define SAYS_NOW "rdf:subject ?s2 ; rdf:predicate ?r2 ; rdf:object ?o2 ; sec:modality ?m2 "
#define CLAIM "GRAPH ?d { ?c a sec:Claim ; " SAYS "} "
#define WHEN \
  "OPTIONAL { GRAPH ?d { ?c sec:on ?on0 } } OPTIONAL { GRAPH ?d { ?c sec:from ?from0 } } " \
  "OPTIONAL { GRAPH ?d { ?c sec:until ?until0 } } "
#define CONTENT \
  "IRI(CONCAT(STR(?d), '#verdict-', SUBSTR(SHA256(CONCAT(STR(?s), ' ', STR(?r), ' ', STR(?o), ' ', STR(?m), " \
  "' ', COALESCE(STR(?on0), ''), ' ', COALESCE(STR(?from0), ''), ' ', COALESCE(STR(?until0), ''))), 1, 16)))"
#define NAMED_BY_CONTENT "BIND(" CONTENT " AS ?v) BIND(NOW() AS ?now) "
#define OF_CONTENT WHEN "FILTER(?v = " CONTENT ") "
#define SAID_WHEN "; sec:on ?on0 ; sec:from ?from0 ; sec:until ?until0 "
#define OLD_VERDICT \
  "OPTIONAL { GRAPH g:reviews { ?v ?vp ?vo } } " \
  "OPTIONAL { GRAPH g:reviews { ?v sec:correction ?old . ?old ?op ?oo } } "

static const char FIND[] = PREFIXES
  "ASK { GRAPH ?d { ?c a sec:Claim ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?q } }";

static const char RECORD[] = PREFIXES
  "DELETE { GRAPH g:reviews { ?v ?vp ?vo . ?old ?op ?oo } } "
  "INSERT { GRAPH g:reviews { ?v a sec:Verdict ; sec:decision ?decision ; prov:hadPrimarySource ?d ; "
  "  oa:exact ?q ; prov:generatedAtTime ?now ; " SAYS SAID_WHEN "} } "
  "WHERE { " CLAIM
  "  FILTER NOT EXISTS { GRAPH ?d { ?c sec:hasVerdict ?known } GRAPH g:reviews { ?known sec:decision ?decision } } "
  WHEN NAMED_BY_CONTENT OLD_VERDICT "}";

static const char CORRECT[] = PREFIXES
  "DELETE { GRAPH g:reviews { ?v ?vp ?vo . ?old ?op ?oo } } "
  "INSERT { GRAPH g:reviews { ?v a sec:Verdict ; sec:decision sec:Corrected ; prov:hadPrimarySource ?d ; "
  "  oa:exact ?q ; prov:generatedAtTime ?now ; sec:correction ?k ; " SAYS SAID_WHEN ". "
  "  ?k prov:wasDerivedFrom ?v ; sec:on ?on ; sec:from ?from ; sec:until ?until ; " SAYS_NOW "} } "
  "WHERE { " CLAIM WHEN
  "  FILTER (?s != ?s2 || ?r != ?r2 || ?o != ?o2 || ?m != ?m2 || COALESCE(STR(?on0), '') != ?onText || "
  "    COALESCE(STR(?from0), '') != ?fromText || COALESCE(STR(?until0), '') != ?untilText) "
  NAMED_BY_CONTENT "BIND(IRI(CONCAT(STR(?v), '-correction')) AS ?k) " OLD_VERDICT "}";

static const char WITHDRAW[] = PREFIXES
  "DELETE { GRAPH g:reviews { ?v ?vp ?vo . ?k ?kp ?ko } GRAPH ?d { ?c sec:hasVerdict ?v } } "
  "WHERE { { BIND(?c AS ?v) } UNION { GRAPH ?d { ?c sec:hasVerdict ?v } } "
  "  GRAPH g:reviews { ?v ?vp ?vo } "
  "  OPTIONAL { GRAPH g:reviews { ?v sec:correction ?k . ?k ?kp ?ko } } }";

#define APPLY_CORRECTED \
  "DELETE { GRAPH ?d { ?c sec:on ?on0 ; sec:from ?from0 ; sec:until ?until0 ; " SAYS ". ?s ?r ?o } } " \
  "INSERT { GRAPH ?d { ?c sec:on ?on ; sec:from ?from ; sec:until ?until ; sec:hasVerdict ?v ; " SAYS_NOW "} } " \
  "WHERE { " \
  "  GRAPH g:reviews { ?v sec:decision sec:Corrected ; prov:hadPrimarySource ?d ; sec:correction ?k ; " SAYS "} " \
  "  GRAPH g:reviews { ?k " SAYS_NOW "} " CLAIM \
  "  FILTER NOT EXISTS { GRAPH ?d { ?c sec:hasVerdict ?v } } " \
  OF_CONTENT \
  "  OPTIONAL { GRAPH g:reviews { ?k sec:on ?on } } " \
  "  OPTIONAL { GRAPH g:reviews { ?k sec:from ?from } } " \
  "  OPTIONAL { GRAPH g:reviews { ?k sec:until ?until } } } ; "

// Corrections of corrections are applied one after the other.  A plain triple goes with its claim, and comes
// back where another claim makes it.
static const char APPLY[] = PREFIXES APPLY_CORRECTED APPLY_CORRECTED APPLY_CORRECTED
  "DELETE { GRAPH ?d { ?s ?r ?o . ?c ?cp ?co . ?passage ?pp ?po . ?selector ?sp ?so } } "
  "WHERE { GRAPH g:reviews { ?v sec:decision sec:Rejected ; prov:hadPrimarySource ?d ; " SAYS "} " CLAIM OF_CONTENT
  "  { GRAPH ?d { ?c ?cp ?co } } "
  "  UNION { GRAPH ?d { ?c prov:wasDerivedFrom ?passage . ?passage ?pp ?po } } "
  "  UNION { GRAPH ?d { ?c prov:wasDerivedFrom/oa:hasSelector ?selector . ?selector ?sp ?so } } } ; "
  "INSERT { GRAPH ?d { ?c sec:hasVerdict ?v } } "
  "WHERE { GRAPH g:reviews { ?v sec:decision sec:Accepted ; prov:hadPrimarySource ?d ; " SAYS "} " CLAIM OF_CONTENT "} ; "
  "INSERT { GRAPH ?d { ?s ?r ?o } } "
  "WHERE { { GRAPH g:reviews { ?v a sec:Verdict ; prov:hadPrimarySource ?d ; rdf:subject ?s ; rdf:predicate ?r ; "
  "    rdf:object ?o } } "
  "  UNION { GRAPH g:reviews { ?v a sec:Verdict ; prov:hadPrimarySource ?d ; sec:correction ?k . "
  "    ?k rdf:subject ?s ; rdf:predicate ?r ; rdf:object ?o } } "
  "  GRAPH ?d { ?c a sec:Claim ; rdf:subject ?s ; rdf:predicate ?r ; rdf:object ?o ; sec:modality sec:Asserted "
  "    FILTER NOT EXISTS { ?c sec:until ?ended } } }";
// clang-format on

static kg_status
update(cli_state *cli, kg_txn *txn, const char *text, const kg_binding *bindings, size_t n, kg_error *err)
{
  kg_update_options options = {.bindings = bindings, .n_bindings = n, .limits = &cli->limits};
  return kg_update_run(cli->world, txn, kg_str_of(text), &options, NULL, err);
}

kg_status
review_find(cli_state *cli, kg_txn *txn, const review_row *row, bool *found, kg_error *err)
{
  kg_binding bindings[] = {{KG_STR("c"), row->claim}, {KG_STR("q"), row->quote}};
  kg_query_options options = {
      .bindings = bindings, .n_bindings = 2, .strict_default = true, .limits = &cli->limits};
  kg_result *result = NULL;
  kg_status st = kg_query_run(cli->world, txn, KG_STR(FIND), &options, &result, err);
  *found = !st && kg_result_boolean(result);
  kg_result_free(result);
  return st;
}

static kg_status
record_correction(cli_state *cli, kg_txn *txn, const review_row *row, kg_error *err)
{
  kg_binding b[13] = {{KG_STR("c"), row->claim},
                      {KG_STR("q"), row->quote},
                      {KG_STR("s2"), row->subject},
                      {KG_STR("r2"), row->predicate},
                      {KG_STR("o2"), row->object},
                      {KG_STR("m2"), row->modality},
                      {KG_STR("onText"), kg_term_string(row->on.value)},
                      {KG_STR("fromText"), kg_term_string(row->from.value)},
                      {KG_STR("untilText"), kg_term_string(row->until.value)}};
  size_t n = 9;
  if (row->on.kind)
    b[n++] = (kg_binding){KG_STR("on"), row->on};
  if (row->from.kind)
    b[n++] = (kg_binding){KG_STR("from"), row->from};
  if (row->until.kind)
    b[n++] = (kg_binding){KG_STR("until"), row->until};
  return update(cli, txn, CORRECT, b, n, err);
}

kg_status
review_record(cli_state *cli, kg_txn *txn, const review_row *row, kg_error *err)
{
  if (row->decision == REVIEW_CORRECTED)
    return record_correction(cli, txn, row, err);
  kg_term decision = kg_term_iri(row->decision == REVIEW_ACCEPTED ? KG_STR(KG_NS_SEC "Accepted")
                                                                  : KG_STR(KG_NS_SEC "Rejected"));
  kg_binding b[] = {{KG_STR("c"), row->claim}, {KG_STR("q"), row->quote}, {KG_STR("decision"), decision}};
  return update(cli, txn, RECORD, b, 3, err);
}

kg_status
review_withdraw(cli_state *cli, kg_txn *txn, const kg_term *claim, kg_error *err)
{
  kg_binding b = {KG_STR("c"), *claim};
  return update(cli, txn, WITHDRAW, &b, 1, err);
}

kg_status
review_apply(cli_state *cli, kg_txn *txn, const kg_term *document, kg_error *err)
{
  kg_term graph = kg_term_iri(KG_STR(REVIEWS));
  kg_id id;
  kg_status st = kg_txn_find(txn, &graph, &id, err);
  if (st)
    return st == KG_ERR_NOT_FOUND ? KG_OK : st;
  kg_binding b = {KG_STR("d"), document ? *document : graph};
  return update(cli, txn, APPLY, &b, document ? 1 : 0, err);
}
