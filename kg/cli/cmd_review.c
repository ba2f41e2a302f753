// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A table for people: a claim a row, what was decided on it in the last column.  Read back, decisions become
// verdicts in the store.

#include "kg/cli/cli.h"
#include "kg/cli/review.h"
#include "kg/vocab.h"

#include <strings.h>

enum {
  CLAIM,
  DOCUMENT,
  SUBJECT,
  PREDICATE,
  OBJECT,
  MODALITY,
  TIME,
  CONFIDENCE,
  QUOTE,
  ALSO,
  SOURCE,
  VERDICT,
  COLUMNS
};

static const char *const NAMES[] = {"claim", "document",   "subject", "predicate", "object", "modality",
                                    "time",  "confidence", "quote",   "also",      "source", "verdict"};
static const char *const DECISIONS[] = {"accepted", "rejected", "corrected"};

// ---- writing

#define LABELS "OPTIONAL { ?s skos:prefLabel ?sl } OPTIONAL { ?o skos:prefLabel ?ol } "

#define BIND_TIME                                                                                    \
  "BIND(COALESCE(STR(?on), IF(BOUND(?from) || BOUND(?until), CONCAT(COALESCE(STR(?from), ''), '/', " \
  "COALESCE(STR(?until), '')), '')) AS ?t) "

// The columns above, then labels of subject and object.
static const char LIST[] =
    "PREFIX rdf: <" KG_NS_RDF "> PREFIX sec: <" KG_NS_SEC "> PREFIX oa: <" KG_NS_OA
    "> PREFIX prov: <" KG_NS_PROV "> PREFIX skos: <" KG_NS_SKOS "> "
    "SELECT ?c ?d ?s ?r ?o ?m (MIN(?t) AS ?time) (MIN(?x) AS ?confidence) (MIN(?q) AS ?quote) "
    "(GROUP_CONCAT(DISTINCT ?q2; SEPARATOR=' | ') AS ?also) (MIN(?by) AS ?source) (MIN(?w) AS ?verdict) "
    "(MIN(STR(?sl)) AS ?sLabel) (MIN(STR(?ol)) AS ?oLabel) (MIN(?at) AS ?place) { "
    "{ GRAPH ?d { ?c a sec:Claim ; rdf:subject ?s ; rdf:predicate ?r ; rdf:object ?o ; sec:modality ?m ; "
    "sec:confidence ?x ; prov:wasDerivedFrom ?p . ?p oa:hasSelector/oa:exact ?q ; oa:hasSelector/oa:start "
    "?at . FILTER NOT EXISTS { ?c prov:wasDerivedFrom/oa:hasSelector/oa:start ?before FILTER(?before < ?at) "
    "} "
    "OPTIONAL { ?c prov:wasDerivedFrom ?p2 . ?p2 oa:hasSelector/oa:exact ?q2 FILTER(?p2 != ?p) } "
    "OPTIONAL { ?c sec:on ?on } OPTIONAL { ?c sec:from ?from } OPTIONAL { ?c sec:until ?until } "
    "OPTIONAL { ?c sec:attributedTo ?a OPTIONAL { ?a skos:prefLabel ?al } } "
    "BIND(STR(COALESCE(?al, ?a)) AS ?by) "
    "} OPTIONAL { ?c sec:hasVerdict/sec:decision ?w } " BIND_TIME "} "
    "UNION { ?c a sec:Verdict ; sec:decision sec:Rejected , ?w ; prov:hadPrimarySource ?d ; rdf:subject ?s ; "
    "rdf:predicate ?r ; rdf:object ?o ; sec:modality ?m ; oa:exact ?q "
    "OPTIONAL { ?c sec:on ?on } OPTIONAL { ?c sec:from ?from } OPTIONAL { ?c sec:until ?until } " BIND_TIME
    "} " LABELS "} GROUP BY ?c ?d ?s ?r ?o ?m ORDER BY ?d ?place ?c";

static kg_status
write_cell(kg_output *out, kg_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    const char *escape = c == '\t'   ? "\\t"
                         : c == '\n' ? "\\n"
                         : c == '\r' ? "\\r"
                         : c == '\\' ? "\\\\"
                                     : NULL;
    KG_TRY(escape ? kg_output_add(out, escape, 2) : kg_output_add(out, &c, 1));
  }
  return KG_OK;
}

static kg_status
write_term(cli_state *cli, kg_output *out, const kg_term *term, const kg_term *label)
{
  kg_str prefix, local;
  if (label->kind) {
    KG_TRY(write_cell(out, label->value));
    KG_TRY(kg_output_add_str(out, KG_STR(" ")));
  }
  if (!label->kind && kg_namespaces_shorten(cli->namespaces, term->value, &prefix, &local))
    return kg_output_printf(out, "%.*s:%.*s", KG_STR_ARG(prefix), KG_STR_ARG(local));
  return kg_output_printf(out, "<%.*s>", KG_STR_ARG(term->value));
}

static kg_status
write_row(cli_state *cli, kg_output *out, const kg_term *row)
{
  static const kg_term NONE = {0};
  for (size_t i = 0; i < COLUMNS; i++) {
    if (i)
      KG_TRY(kg_output_add_str(out, KG_STR("\t")));
    if (!row[i].kind)
      continue;
    if (i == VERDICT) {
      kg_str verdict = kg_iri_local(row[i].value);
      char first = (char)(*verdict.ptr | 32);
      KG_TRY(kg_output_add(out, &first, 1));
      KG_TRY(write_cell(out, (kg_str){verdict.ptr + 1, verdict.len - 1}));
    } else if (i == SUBJECT || i == OBJECT)
      KG_TRY(write_term(cli, out, &row[i], &row[i == SUBJECT ? COLUMNS : COLUMNS + 1]));
    else if (i == PREDICATE)
      KG_TRY(write_term(cli, out, &row[i], &NONE));
    else
      KG_TRY(write_cell(out, i == MODALITY ? kg_iri_local(row[i].value) : row[i].value));
  }
  return kg_output_add_str(out, KG_STR("\n"));
}

static kg_status
write_rows(cli_state *cli, kg_txn *txn, kg_output *out, kg_error *err)
{
  kg_query_options options = {.limits = &cli->limits};
  kg_result *result = NULL;
  const kg_term *row;
  for (size_t i = 0; i < COLUMNS; i++)
    KG_TRY(kg_output_printf(out, "%s%c", NAMES[i], i + 1 < COLUMNS ? '\t' : '\n'));
  KG_TRY(kg_query_run(cli->world, txn, KG_STR(LIST), &options, &result, err));
  kg_status st;
  while (!(st = kg_result_next(result, &row, err)) && !(st = write_row(cli, out, row)))
    ;
  kg_result_free(result);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
write_table(cli_state *cli, kg_error *err)
{
  kg_store *store = NULL;
  kg_txn *txn = NULL;
  cli_output out = {.fd = -1};
  kg_status st;
  KG_TRY_DONE(st, cli_begin_read(cli, &store, &txn, err));
  KG_TRY_DONE(st, cli_output_open(cli, &out, err));
  st = write_rows(cli, txn, out.output, err);
done:
  st = cli_output_close(&out, st, err);
  kg_txn_abort(txn);
  kg_store_close(store);
  return st;
}

// ---- reading

typedef struct table {
  cli_state *cli;
  kg_txn *txn;
  kg_arena *arena; ///< Of one row
  int at[COLUMNS]; ///< Which cell is which, from 1; 0: not there
  size_t line;
  kg_error *err;
} table;

static kg_status
read_cell(table *t, kg_str cell, kg_str *text)
{
  char *to = kg_arena_alloc(t->arena, cell.len + 1);
  size_t n = 0;
  if (!to)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < cell.len; i++) {
    char c = cell.ptr[i], next = i + 1 < cell.len ? cell.ptr[i + 1] : 0;
    bool escape = c == '\\' && (next == 't' || next == 'n' || next == 'r' || next == '\\');
    i += escape;
    to[n++] = !escape ? c : next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : '\\';
  }
  to[n] = '\0';
  *text = (kg_str){to, n};
  return KG_OK;
}

static kg_status
split_row(table *t, kg_str line, kg_str cells[COLUMNS])
{
  int column = 1;
  if (line.len && line.ptr[line.len - 1] == '\r')
    line.len--;
  for (size_t from = 0; from <= line.len; column++) {
    const char *tab = from < line.len ? memchr(line.ptr + from, '\t', line.len - from) : NULL;
    size_t end = tab ? (size_t)(tab - line.ptr) : line.len;
    for (size_t i = 0; i < COLUMNS; i++) {
      if (t->at[i] == column)
        KG_TRY(read_cell(t, (kg_str){line.ptr + from, end - from}, &cells[i]));
    }
    from = end + 1;
  }
  return KG_OK;
}

static kg_status
read_head(table *t, kg_str line)
{
  int column = 1;
  for (size_t from = 0; from <= line.len; column++) {
    const char *tab = from < line.len ? memchr(line.ptr + from, '\t', line.len - from) : NULL;
    size_t end = tab ? (size_t)(tab - line.ptr) : line.len;
    kg_str name = {line.ptr + from, end - from};
    if (name.len && name.ptr[name.len - 1] == '\r')
      name.len--;
    for (size_t i = 0; i < COLUMNS; i++) {
      if (kg_str_equal(name, kg_str_of(NAMES[i])))
        t->at[i] = column;
    }
    from = end + 1;
  }
  for (size_t i = 0; i < COLUMNS; i++) {
    if (!t->at[i] && i != DOCUMENT && i != CONFIDENCE && i != ALSO && i != SOURCE)
      return kg_error_set(t->err, KG_ERR_DATA, "the table has no column '%s'", NAMES[i]);
  }
  return KG_OK;
}

// "Label <iri>", <iri> or prefix:name.
static kg_status
read_term(table *t, int column, kg_str cell, kg_term *term)
{
  const char *angle = cell.len && cell.ptr[cell.len - 1] == '>' ? strrchr(cell.ptr, '<') : NULL;
  KG_TRY(cli_term(t->cli, angle ? angle : cell.ptr, t->arena, term, t->err));
  if (term->kind == KG_TERM_IRI)
    return KG_OK;
  return kg_error_set(t->err, KG_ERR_DATA, "%s: no IRI and no prefixed name: '%.*s'", NAMES[column],
                      KG_STR_ARG(cell));
}

static kg_status
read_date(table *t, kg_str text, kg_term *term)
{
  static const char *const TYPES[] = {KG_XSD_GYEAR, KG_XSD_GYEAR_MONTH, KG_XSD_DATE};
  unsigned y, m, d;
  int end = 0, n = text.len < 16 ? sscanf(text.ptr, "%4u-%2u-%2u", &y, &m, &d) : 0;
  if (!text.len)
    return KG_OK;
  static const size_t LENGTHS[] = {4, 7, 10};
  (void)end;
  if (n < 1 || text.len != LENGTHS[n - 1] || (n > 1 && (m < 1 || m > 12)) || (n > 2 && (d < 1 || d > 31)))
    return kg_error_set(t->err, KG_ERR_DATA, "time: no date: '%.*s'", KG_STR_ARG(text));
  *term = kg_term_literal(text, kg_str_of(TYPES[n - 1]));
  return KG_OK;
}

// "2012", or a span "2012/2015" with either end left out.
static kg_status
read_time(table *t, kg_str cell, review_row *row)
{
  char *slash = cell.len ? strchr(cell.ptr, '/') : NULL;
  if (!slash)
    return read_date(t, cell, &row->on);
  *slash = '\0';
  size_t n = (size_t)(slash - cell.ptr);
  KG_TRY(read_date(t, (kg_str){cell.ptr, n}, &row->from));
  return read_date(t, (kg_str){slash + 1, cell.len - n - 1}, &row->until);
}

static kg_status
read_correction(table *t, kg_str cells[COLUMNS], review_row *row)
{
  static const char *const MODALITIES[] = {"Asserted", "Proposed",  "Possible",
                                           "Unlikely", "Predicted", "Denied"};
  KG_TRY(read_term(t, SUBJECT, cells[SUBJECT], &row->subject));
  KG_TRY(read_term(t, PREDICATE, cells[PREDICATE], &row->predicate));
  KG_TRY(read_term(t, OBJECT, cells[OBJECT], &row->object));
  KG_TRY(read_time(t, cells[TIME], row));
  for (size_t i = 0; i < 6; i++) {
    if (strcasecmp(cells[MODALITY].ptr, MODALITIES[i]) || !cells[MODALITY].len)
      continue;
    char *iri = kg_arena_alloc(t->arena, 80);
    if (!iri)
      return KG_ERR_NOMEM;
    snprintf(iri, 80, KG_NS_SEC "%s", MODALITIES[i]);
    row->modality = kg_term_iri(kg_str_of(iri));
  }
  return row->modality.kind
             ? KG_OK
             : kg_error_set(t->err, KG_ERR_DATA, "modality: unknown: '%.*s'", KG_STR_ARG(cells[MODALITY]));
}

static kg_status
read_decision(table *t, kg_str cell, review_decision *decision)
{
  *decision = REVIEW_NONE;
  for (int i = 0; i < 3; i++) {
    if (cell.len && !strcasecmp(cell.ptr, DECISIONS[i]))
      *decision = (review_decision)i;
  }
  if (*decision != REVIEW_NONE || !cell.len)
    return KG_OK;
  return kg_error_set(t->err, KG_ERR_DATA, "verdict: accepted, rejected, corrected or nothing, not '%.*s'",
                      KG_STR_ARG(cell));
}

static kg_status
read_row(table *t, kg_str line)
{
  kg_str cells[COLUMNS] = {0};
  review_row row = {0};
  bool found;
  kg_arena_clear(t->arena);
  for (size_t i = 0; i < COLUMNS; i++)
    cells[i] = KG_STR("");
  KG_TRY(split_row(t, line, cells));
  KG_TRY(read_decision(t, cells[VERDICT], &row.decision));
  if (!cells[CLAIM].len)
    return kg_error_set(t->err, KG_ERR_DATA, "the row names no claim");
  row.claim = kg_term_iri(cells[CLAIM]);
  row.quote = kg_term_string(cells[QUOTE]);
  if (row.decision == REVIEW_NONE)
    return review_withdraw(t->cli, t->txn, &row.claim, t->err);
  if (strstr(cells[CLAIM].ptr, "#verdict-"))
    return KG_OK; // decided and applied long ago
  KG_TRY(review_find(t->cli, t->txn, &row, &found, t->err));
  if (!found)
    return kg_error_set(t->err, KG_ERR_DATA,
                        "the store has no claim <%.*s> with this quote: write the table anew",
                        KG_STR_ARG(cells[CLAIM]));
  if (row.decision == REVIEW_CORRECTED)
    KG_TRY(read_correction(t, cells, &row));
  return review_record(t->cli, t->txn, &row, t->err);
}

static kg_status
read_rows(table *t, kg_str text)
{
  for (size_t from = 0; from < text.len;) {
    const char *nl = memchr(text.ptr + from, '\n', text.len - from);
    size_t end = nl ? (size_t)(nl - text.ptr) : text.len;
    kg_str line = {text.ptr + from, end - from};
    KG_TRY(kg_limits_check(&t->cli->limits, t->err));
    if (!t->line++)
      KG_TRY(read_head(t, line));
    else if (line.len > 1)
      KG_TRY(read_row(t, line));
    from = end + 1;
  }
  return KG_OK;
}

static kg_status
read_into(table *t, kg_store *store, kg_str text, const char *name)
{
  KG_TRY(kg_txn_begin_write(store, &t->txn, t->err));
  kg_status st = kg_txn_prefixes(t->txn, t->cli->namespaces, t->err);
  if (!st && (st = read_rows(t, text)) && t->err && t->err->status == st) {
    kg_error_set_source(t->err, name, strlen(name));
    kg_error_set_place(t->err, t->line, 0);
  }
  if (!st)
    st = review_apply(t->cli, t->txn, NULL, t->err);
  if (!st)
    return kg_txn_commit(t->txn, t->err);
  kg_txn_abort(t->txn);
  return st;
}

static kg_status
read_table(cli_state *cli, kg_error *err)
{
  const char *name = cli->args.operands.items[0];
  table t = {.cli = cli, .err = err, .arena = kg_arena_new()};
  kg_store *store = NULL;
  kg_source *source = NULL;
  kg_buf text = {0};
  kg_status st = t.arena ? KG_OK : KG_ERR_NOMEM;
  if (!st && !(st = kg_source_open(name, &source, err)) &&
      !(st = kg_source_read_all(source, 1u << 30, &text, err)) && !(st = cli_store_open(cli, 0, &store, err)))
    st = read_into(&t, store, kg_buf_str(&text), name);
  kg_source_close(source);
  kg_store_close(store);
  kg_arena_free(t.arena);
  kg_buf_release(&text);
  return st;
}

kg_status
cmd_review(cli_state *cli, kg_error *err)
{
  KG_TRY(cli_want_operands(cli, 0, 1, err));
  return cli->args.operands.n ? read_table(cli, err) : write_table(cli, err);
}
