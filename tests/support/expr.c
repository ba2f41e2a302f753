// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/expr.h"

#include "kg/query.h"
#include "kg/sparql/parse.h"
#include "kg/vocab.h"

#include <stdlib.h>

static const char prologue[] = "BASE <http://base/dir/> PREFIX xsd: <" KG_NS_XSD "> PREFIX rdf: <" KG_NS_RDF
                               "> PREFIX : <http://example/> SELECT (";

int
expr_setup(void **state)
{
  expr_world *w = calloc(1, sizeof *w);
  if (!w || !(w->arena = kg_arena_new()))
    return -1;
  w->limits.string = 1 << 20;
  *state = w;
  return kg__functions_init(&w->functions, w->arena, &w->limits, KG_STR("http://base/dir/"), &w->err);
}

int
expr_teardown(void **state)
{
  expr_world *w = *state;
  kg__functions_release(&w->functions);
  kg_arena_free(w->arena);
  free(w);
  return 0;
}

static kg_id
get_nothing(void *data, kg__var var)
{
  (void)data, (void)var;
  return KG_ID_NONE;
}

static kg_status
no_term(void *data, kg_id id, kg_term *term)
{
  (void)data, (void)id, (void)term;
  return KG_ERR_NOT_FOUND;
}

kg_status
expr_eval(expr_world *w, const char *text, kg__value *value)
{
  kg_buf buf = {0};
  kg__request request;
  kg_query_options options = {0};
  kg__solution nothing = {.get = get_nothing, .term = no_term};
  assert_int_equal(kg_buf_printf(&buf, "%s%s AS ?x) {}", prologue, text), KG_OK);
  kg_str query = kg_arena_str(w->arena, kg_buf_str(&buf));
  kg_buf_release(&buf);
  *value = KG__VALUE_NULL;
  if (kg__parse(query, &options, kg__parse_query_unit, w->arena, &request, &w->err))
    return KG_ERR_QUERY;
  kg__expr *expr = request.query->items[0].expr;
  KG_TRY(kg__expr_prepare(expr, w->arena, &w->err));
  KG_TRY(kg__expr_eval(&w->functions, &nothing, expr, value));
  return kg__expr_read(&w->functions, &nothing, value);
}

static void
show_term(const kg_term *t, kg_buf *buf)
{
  switch (t->kind) {
  case KG_TERM_IRI:
    kg_buf_printf(buf, "<%.*s>", KG_STR_ARG(t->value));
    return;
  case KG_TERM_BLANK:
    kg_buf_printf(buf, "_:%.*s", KG_STR_ARG(t->value));
    return;
  case KG_TERM_TRIPLE:
    kg_buf_add_str(buf, KG_STR("<<( "));
    for (int i = 0; i < 3; i++) {
      show_term(&t->triple[i], buf);
      kg_buf_add_char(buf, ' ');
    }
    kg_buf_add_str(buf, KG_STR(")>>"));
    return;
  default:
    break;
  }
  kg_str xsd = KG_STR(KG_NS_XSD);
  bool string = kg_str_equal(t->datatype, KG_STR(KG_XSD_STRING)) || t->language.len;
  if (!string && kg_str_starts(t->datatype, xsd)) {
    kg_buf_printf(buf, "%.*s^^%.*s", KG_STR_ARG(t->value), (int)(t->datatype.len - xsd.len),
                  t->datatype.ptr + xsd.len);
    return;
  }
  kg_buf_printf(buf, "'%.*s'", KG_STR_ARG(t->value));
  if (t->language.len)
    kg_buf_printf(buf, "@%.*s%s", KG_STR_ARG(t->language),
                  t->direction == KG_DIRECTION_LTR   ? "--ltr"
                  : t->direction == KG_DIRECTION_RTL ? "--rtl"
                                                     : "");
  else if (!string)
    kg_buf_printf(buf, "^^<%.*s>", KG_STR_ARG(t->datatype));
}

const char *
expr_show(expr_world *w, const kg__value *value)
{
  kg_term term;
  kg_buf buf = {0};
  if (value->kind == KG__VALUE_ERROR)
    return "error";
  if (value->kind == KG__VALUE_NONE)
    return "unbound";
  assert_int_equal(kg__value_term(value, w->arena, &term), KG_OK);
  show_term(&term, &buf);
  kg_str text = kg_arena_str(w->arena, kg_buf_str(&buf));
  kg_buf_release(&buf);
  return text.ptr;
}

void
expr_check(expr_world *w, const expr_row *rows, size_t n)
{
  size_t wrong = 0;
  for (size_t i = 0; i < n; i++) {
    kg__value value;
    kg_status st = expr_eval(w, rows[i].expr, &value);
    const char *got = st ? kg_status_name(st) : expr_show(w, &value);
    if (strcmp(got, rows[i].want) != 0) {
      print_error("%s: %s, not %s%s%s\n", rows[i].expr, got, rows[i].want, st ? ": " : "",
                  st ? w->err.message : "");
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}
