// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A name is shortened only if what is left needs no escapes, since not every reader knows those.

#include "kg/rdf/turtle_term.h"

#include "kg/base/utf8.h"
#include "kg/term/syntax.h"
#include "kg/vocab.h"

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_local(kg_str s)
{
  uint32_t c = 0;
  for (size_t i = 0, n; i < s.len; i += n) {
    n = kg__utf8_decode((kg_str){s.ptr + i, s.len - i}, &c);
    bool good =
        kg__is_name_start(c) || (c < 0x80 && is_digit((char)c)) || (i && (kg__is_name_char(c) || c == '.'));
    if (!n || !good)
      return false;
  }
  return c != '.';
}

static kg_status
add_iri(kg__turtle_names *names, kg_str iri, kg_buf *buf)
{
  kg_str prefix, local;
  if (!names->namespaces || !kg_namespaces_shorten(names->namespaces, iri, &prefix, &local) ||
      !is_local(local))
    return kg__print_iri(iri, buf);
  KG_TRY(kg__map_put(&names->used, prefix.len ? prefix : KG_STR(""), 0, NULL, NULL));
  KG_TRY(kg_buf_add_str(buf, prefix));
  KG_TRY(kg_buf_add_char(buf, ':'));
  return kg_buf_add_str(buf, local);
}

// ---- literals

static size_t
digits(kg_str s, size_t i)
{
  while (i < s.len && is_digit(s.ptr[i]))
    i++;
  return i;
}

static bool
is_exponent(kg_str s, size_t i)
{
  if (i >= s.len || (s.ptr[i] != 'e' && s.ptr[i] != 'E'))
    return false;
  i++;
  if (i < s.len && (s.ptr[i] == '+' || s.ptr[i] == '-'))
    i++;
  return i < s.len && digits(s, i) == s.len;
}

// Whether bare `s` reads as a number of just this datatype.
static bool
is_number(kg_str s, kg_str datatype)
{
  size_t start = s.len && (s.ptr[0] == '+' || s.ptr[0] == '-');
  size_t point = digits(s, start);
  bool whole = point > start, dot = point < s.len && s.ptr[point] == '.';
  size_t end = dot ? digits(s, point + 1) : point;
  bool fraction = dot && end > point + 1;
  if (kg_str_equal(datatype, KG_STR(KG_XSD_INTEGER)))
    return whole && point == s.len;
  if (kg_str_equal(datatype, KG_STR(KG_XSD_DECIMAL)))
    return fraction && end == s.len;
  return kg_str_equal(datatype, KG_STR(KG_XSD_DOUBLE)) && (whole || fraction) && is_exponent(s, end);
}

static bool
is_bare(const kg_term *term)
{
  if (kg_str_equal(term->datatype, KG_STR(KG_XSD_BOOLEAN)))
    return kg_str_equal(term->value, KG_STR("true")) || kg_str_equal(term->value, KG_STR("false"));
  return is_number(term->value, term->datatype);
}

// Between three quotes: newlines as they are, quotes too unless three meet or one ends the text.
static kg_status
add_long(kg_str s, kg_buf *buf)
{
  KG_TRY(kg_buf_add_str(buf, KG_STR("\"\"\"")));
  for (size_t i = 0, run; i < s.len; i += run) {
    for (run = 0; i + run < s.len && s.ptr[i + run] != '"' && s.ptr[i + run] != '\n';)
      run++;
    KG_TRY(kg__print_escaped((kg_str){s.ptr + i, run}, buf));
    if (i + run == s.len)
      break;
    i += run;
    run = 1;
    bool escape = s.ptr[i] == '"' && (i + 1 == s.len || s.ptr[i + 1] == '"');
    KG_TRY(escape ? kg_buf_add_char(buf, '\\') : KG_OK);
    KG_TRY(kg_buf_add_char(buf, s.ptr[i]));
  }
  return kg_buf_add_str(buf, KG_STR("\"\"\""));
}

static kg_status
add_string(kg_str s, kg_buf *buf)
{
  if (s.len && memchr(s.ptr, '\n', s.len))
    return add_long(s, buf);
  KG_TRY(kg_buf_add_char(buf, '"'));
  KG_TRY(kg__print_escaped(s, buf));
  return kg_buf_add_char(buf, '"');
}

static kg_status
add_literal(kg__turtle_names *names, const kg_term *term, kg_buf *buf)
{
  static const char *const directions[] = {"", "--ltr", "--rtl"};
  if (is_bare(term))
    return kg_buf_add_str(buf, term->value);
  KG_TRY(add_string(term->value, buf));
  if (term->language.len) {
    KG_TRY(kg_buf_add_char(buf, '@'));
    KG_TRY(kg_buf_add_str(buf, term->language));
    return kg_buf_add_str(buf, kg_str_of(directions[term->direction]));
  }
  if (kg_str_equal(term->datatype, KG_STR(KG_XSD_STRING)))
    return KG_OK;
  KG_TRY(kg_buf_add_str(buf, KG_STR("^^")));
  return add_iri(names, term->datatype, buf);
}

// ---- terms

kg_status
kg__turtle_verb(kg__turtle_names *names, const kg_term *term, kg_buf *buf)
{
  if (kg_str_equal(term->value, KG_STR(KG_RDF_TYPE)))
    return kg_buf_add_char(buf, 'a');
  return add_iri(names, term->value, buf);
}

static kg_status
add(kg__turtle_names *names, const kg_term *term, unsigned depth, kg_buf *buf)
{
  switch (term->kind) {
  case KG_TERM_NONE:
    return KG_OK;
  case KG_TERM_BLANK:
    KG_TRY(kg_buf_add_str(buf, KG_STR("_:")));
    return kg_buf_add_str(buf, term->value);
  case KG_TERM_IRI:
    return add_iri(names, term->value, buf);
  case KG_TERM_LITERAL:
    return add_literal(names, term, buf);
  case KG_TERM_TRIPLE:
    break;
  }
  if (depth == 0)
    return KG_ERR_LIMIT;
  KG_TRY(kg_buf_add_str(buf, KG_STR("<<( ")));
  KG_TRY(add(names, &term->triple[0], depth - 1, buf));
  KG_TRY(kg_buf_add_char(buf, ' '));
  KG_TRY(kg__turtle_verb(names, &term->triple[1], buf));
  KG_TRY(kg_buf_add_char(buf, ' '));
  KG_TRY(add(names, &term->triple[2], depth - 1, buf));
  return kg_buf_add_str(buf, KG_STR(" )>>"));
}

kg_status
kg__turtle_term(kg__turtle_names *names, const kg_term *term, kg_buf *buf)
{
  return add(names, term, KG_TERM_DEPTH, buf);
}
