// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/term.h"

#include "kg/term/syntax.h"
#include "kg/vocab.h"

kg_term
kg_term_iri(kg_str iri)
{
  return (kg_term){.kind = KG_TERM_IRI, .value = iri};
}

kg_term
kg_term_blank(kg_str label)
{
  return (kg_term){.kind = KG_TERM_BLANK, .value = label};
}

kg_term
kg_term_literal(kg_str lexical, kg_str datatype)
{
  return (kg_term){
      .kind = KG_TERM_LITERAL, .value = lexical, .datatype = datatype.len ? datatype : KG_STR(KG_XSD_STRING)};
}

kg_term
kg_term_string(kg_str lexical)
{
  return kg_term_literal(lexical, KG_STR(KG_XSD_STRING));
}

kg_term
kg_term_lang(kg_str lexical, kg_str language, kg_direction direction)
{
  return (kg_term){.kind = KG_TERM_LITERAL,
                   .direction = direction,
                   .value = lexical,
                   .datatype = direction ? KG_STR(KG_RDF_DIR_LANG_STRING) : KG_STR(KG_RDF_LANG_STRING),
                   .language = language};
}

kg_term
kg_term_triple(const kg_term *spo)
{
  return (kg_term){.kind = KG_TERM_TRIPLE, .triple = spo};
}

static unsigned char
lower(char c)
{
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static int
compare_language(kg_str a, kg_str b)
{
  for (size_t i = 0; i < a.len && i < b.len; i++) {
    int order = lower(a.ptr[i]) - lower(b.ptr[i]);
    if (order)
      return order;
  }
  return (a.len > b.len) - (a.len < b.len);
}

static int
compare_triple(const kg_term *a, const kg_term *b)
{
  int order = 0;
  for (size_t i = 0; i < 3 && !order; i++)
    order = kg_term_compare(&a[i], &b[i]);
  return order;
}

bool
kg_term_equal(const kg_term *a, const kg_term *b)
{
  if (a->kind != b->kind || !kg_str_equal(a->value, b->value))
    return false;
  if (a->kind == KG_TERM_TRIPLE)
    return kg_term_equal(&a->triple[0], &b->triple[0]) && kg_term_equal(&a->triple[1], &b->triple[1]) &&
           kg_term_equal(&a->triple[2], &b->triple[2]);
  return a->kind != KG_TERM_LITERAL ||
         (kg_str_equal(a->datatype, b->datatype) && a->language.len == b->language.len &&
          compare_language(a->language, b->language) == 0 && a->direction == b->direction);
}

int
kg_term_compare(const kg_term *a, const kg_term *b)
{
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->kind == KG_TERM_TRIPLE)
    return compare_triple(a->triple, b->triple);
  int order = kg_str_compare(a->value, b->value);
  if (order || a->kind != KG_TERM_LITERAL)
    return order;
  if ((order = kg_str_compare(a->datatype, b->datatype)))
    return order;
  if ((order = compare_language(a->language, b->language)))
    return order;
  return (int)a->direction - (int)b->direction;
}

int
kg_quad_compare(const kg_quad *a, const kg_quad *b)
{
  int order = kg_term_compare(&a->subject, &b->subject);
  if (!order)
    order = kg_term_compare(&a->predicate, &b->predicate);
  if (!order)
    order = kg_term_compare(&a->object, &b->object);
  return order ? order : kg_term_compare(&a->graph, &b->graph);
}

// The usual datatypes are static text, which needs no copy.
static kg_str
copy_datatype(kg_str datatype, kg_arena *arena)
{
  static const kg_str usual[] = {
      {KG_XSD_STRING, sizeof KG_XSD_STRING - 1},
      {KG_RDF_LANG_STRING, sizeof KG_RDF_LANG_STRING - 1},
      {KG_RDF_DIR_LANG_STRING, sizeof KG_RDF_DIR_LANG_STRING - 1},
  };
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
    if (kg_str_equal(datatype, usual[i]))
      return usual[i];
  }
  return kg_arena_str(arena, datatype);
}

static kg_status
copy(const kg_term *term, kg_arena *arena, unsigned depth, kg_term *out)
{
  kg_term made = *term;
  if (term->kind == KG_TERM_TRIPLE) {
    if (depth == 0)
      return KG_ERR_LIMIT;
    kg_term *spo = kg_arena_alloc(arena, 3 * sizeof *spo);
    if (!spo)
      return KG_ERR_NOMEM;
    for (size_t i = 0; i < 3; i++)
      KG_TRY(copy(&term->triple[i], arena, depth - 1, &spo[i]));
    made.triple = spo;
  } else if (term->kind != KG_TERM_NONE && !(made.value = kg_arena_str(arena, term->value)).ptr) {
    return KG_ERR_NOMEM;
  }
  if (term->kind == KG_TERM_LITERAL && !(made.datatype = copy_datatype(term->datatype, arena)).ptr)
    return KG_ERR_NOMEM;
  if (term->language.len && !(made.language = kg_arena_str(arena, term->language)).ptr)
    return KG_ERR_NOMEM;
  *out = made;
  return KG_OK;
}

kg_status
kg_term_copy(const kg_term *term, kg_arena *arena, kg_term *out)
{
  return copy(term, arena, KG_TERM_DEPTH, out);
}

static kg_status
print_language(const kg_term *term, kg_buf *buf)
{
  KG_TRY(kg_buf_add_char(buf, '@'));
  for (size_t i = 0; i < term->language.len; i++)
    KG_TRY(kg_buf_add_char(buf, (char)lower(term->language.ptr[i])));
  if (!term->direction)
    return KG_OK;
  return kg_buf_add_str(buf, term->direction == KG_DIRECTION_LTR ? KG_STR("--ltr") : KG_STR("--rtl"));
}

static kg_status
print_literal(const kg_term *term, kg_buf *buf)
{
  KG_TRY(kg_buf_add_char(buf, '"'));
  KG_TRY(kg__print_escaped(term->value, buf));
  KG_TRY(kg_buf_add_char(buf, '"'));
  if (term->language.len)
    return print_language(term, buf);
  if (kg_str_equal(term->datatype, KG_STR(KG_XSD_STRING)))
    return KG_OK;
  KG_TRY(kg_buf_add_str(buf, KG_STR("^^")));
  return kg__print_iri(term->datatype, buf);
}

static kg_status
print(const kg_term *term, unsigned depth, kg_buf *buf)
{
  switch (term->kind) {
  case KG_TERM_NONE:
    return KG_OK;
  case KG_TERM_BLANK:
    KG_TRY(kg_buf_add_str(buf, KG_STR("_:")));
    return kg_buf_add_str(buf, term->value);
  case KG_TERM_IRI:
    return kg__print_iri(term->value, buf);
  case KG_TERM_LITERAL:
    return print_literal(term, buf);
  case KG_TERM_TRIPLE:
    break;
  }
  if (depth == 0)
    return KG_ERR_LIMIT;
  KG_TRY(kg_buf_add_str(buf, KG_STR("<<(")));
  for (size_t i = 0; i < 3; i++) {
    KG_TRY(kg_buf_add_char(buf, ' '));
    KG_TRY(print(&term->triple[i], depth - 1, buf));
  }
  return kg_buf_add_str(buf, KG_STR(" )>>"));
}

kg_status
kg_term_print(const kg_term *term, kg_buf *buf)
{
  size_t start = buf->len;
  kg_status st = print(term, KG_TERM_DEPTH, buf);
  if (st)
    buf->len = start;
  return st;
}
