// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/results/read.h"
#include "kg/vocab.h"

#include <jansson.h>
#include <stdlib.h>

typedef struct reader {
  const kg_results_sink *sink;
  kg_arena *arena; ///< Of the row
  kg_str *names;
  kg_term *row;
  size_t n;
  kg_error *err;
} reader;

static kg_str
string_of(const json_t *object, const char *key)
{
  const json_t *value = json_object_get(object, key);
  return json_is_string(value) ? (kg_str){json_string_value(value), json_string_length(value)} : (kg_str){0};
}

static kg_status
fail(reader *r, const char *what)
{
  return kg_error_set(r->err, KG_ERR_DATA, "%s", what);
}

static kg_status read_term(reader *r, const json_t *json, unsigned depth, kg_term *term);

static kg_status
read_triple(reader *r, const json_t *value, unsigned depth, kg_term *term)
{
  static const char *const keys[] = {"subject", "predicate", "object"};
  kg_term *spo = kg_arena_calloc(r->arena, 3, sizeof *spo);
  if (!spo)
    return KG_ERR_NOMEM;
  if (depth == KG_TERM_DEPTH)
    return kg_error_set(r->err, KG_ERR_LIMIT, "triple terms nest too deeply");
  for (int i = 0; i < 3; i++)
    KG_TRY(read_term(r, json_object_get(value, keys[i]), depth + 1, &spo[i]));
  *term = kg_term_triple(spo);
  return KG_OK;
}

static kg_status
read_term(reader *r, const json_t *json, unsigned depth, kg_term *term)
{
  kg_str type = string_of(json, "type"), value = string_of(json, "value");
  if (kg_str_equal(type, KG_STR("triple")))
    return read_triple(r, json_object_get(json, "value"), depth, term);
  if (!value.ptr)
    return fail(r, "a term without a value");
  if (kg_str_equal(type, KG_STR("uri")))
    *term = kg_term_iri(value);
  else if (kg_str_equal(type, KG_STR("bnode")))
    *term = kg_term_blank(value);
  else if (kg_str_equal(type, KG_STR("literal")) || kg_str_equal(type, KG_STR("typed-literal")))
    return kg__results_literal(value, string_of(json, "datatype"), string_of(json, "xml:lang"),
                               string_of(json, "its:dir"), r->arena, term, r->err);
  else
    return fail(r, "a term of no known type");
  return KG_OK;
}

static kg_status
read_binding(reader *r, const json_t *json)
{
  if (!json_is_object(json))
    return fail(r, "a solution that is no object");
  kg_arena_clear(r->arena);
  for (size_t i = 0; i < r->n; i++) {
    const json_t *term = json_object_get(json, r->names[i].ptr);
    r->row[i] = (kg_term){0};
    if (!term)
      continue;
    KG_TRY(read_term(r, term, 0, &r->row[i]));
    KG_TRY(kg__results_check(&r->row[i], r->err));
  }
  return r->sink->row(r->sink->self, r->row, r->err);
}

static kg_status
read_names(reader *r, const json_t *vars)
{
  size_t n = json_array_size(vars);
  r->names = calloc(n + 1, sizeof *r->names);
  r->row = calloc(n + 1, sizeof *r->row);
  if (!r->names || !r->row)
    return KG_ERR_NOMEM;
  for (; r->n < n; r->n++) {
    const json_t *name = json_array_get(vars, r->n);
    if (!json_is_string(name))
      return fail(r, "a variable that is no string");
    r->names[r->n] = (kg_str){json_string_value(name), json_string_length(name)};
  }
  return r->sink->columns(r->sink->self, r->names, r->n, r->err);
}

static kg_status
read_document(reader *r, const json_t *root)
{
  const json_t *boolean = json_object_get(root, "boolean");
  const json_t *vars = json_object_get(json_object_get(root, "head"), "vars");
  const json_t *bindings = json_object_get(json_object_get(root, "results"), "bindings");
  if (json_is_boolean(boolean))
    return r->sink->boolean ? r->sink->boolean(r->sink->self, json_is_true(boolean), r->err)
                            : fail(r, "a boolean where rows were expected");
  if (!json_is_array(vars) || !json_is_array(bindings))
    return fail(r, "no result in SPARQL JSON");
  KG_TRY(read_names(r, vars));
  for (size_t i = 0; i < json_array_size(bindings); i++)
    KG_TRY(read_binding(r, json_array_get(bindings, i)));
  return KG_OK;
}

kg_status
kg__results_read_json(kg_str text, const kg_results_sink *sink, kg_error *err)
{
  json_error_t fault;
  reader r = {.sink = sink, .arena = kg_arena_new(), .err = err};
  json_t *root = json_loadb(text.ptr ? text.ptr : "", text.len, JSON_REJECT_DUPLICATES, &fault);
  kg_status st = KG_OK;
  if (!r.arena)
    st = KG_ERR_NOMEM;
  else if (!root)
    st = kg__results_fault(text, fault.position > 0 ? (size_t)fault.position : 0, err, fault.text);
  else
    st = read_document(&r, root);
  json_decref(root);
  kg_arena_free(r.arena);
  free(r.names);
  free(r.row);
  return st;
}
