// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// SPARQL 1.2 Query Results XML Format.

#include "kg/results/format.h"
#include "kg/vocab.h"

// How a byte is written, or null as it is.  What XML 1.0 cannot hold (most control characters) becomes
// U+FFFD.
static const char *
escape(unsigned char c)
{
  switch (c) {
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '&':
    return "&amp;";
  case '"':
    return "&quot;";
  case '\r':
    return "&#xD;";
  case '\n':
  case '\t':
    return NULL;
  default:
    return c < 0x20 ? "\xEF\xBF\xBD" : NULL;
  }
}

static void
text(kg_output *out, kg_str s)
{
  size_t from = 0;
  for (size_t i = 0; i < s.len; i++) {
    const char *escaped = escape((unsigned char)s.ptr[i]);
    if (!escaped)
      continue;
    kg_output_add(out, s.ptr + from, i - from);
    kg_output_add_str(out, kg_str_of(escaped));
    from = i + 1;
  }
  kg_output_add(out, s.ptr + from, s.len - from);
}

static void
attribute(kg_output *out, const char *name, kg_str value)
{
  kg_output_printf(out, " %s=\"", name);
  text(out, value);
  kg_output_add(out, "\"", 1);
}

static void
literal(kg_output *out, const kg_term *t)
{
  kg_output_add_str(out, KG_STR("<literal"));
  if (t->language.len)
    attribute(out, "xml:lang", t->language);
  else if (!kg_str_equal(t->datatype, KG_STR(KG_XSD_STRING)))
    attribute(out, "datatype", t->datatype);
  if (t->direction)
    attribute(out, "its:dir", t->direction == KG_DIRECTION_LTR ? KG_STR("ltr") : KG_STR("rtl"));
  kg_output_add(out, ">", 1);
  text(out, t->value);
  kg_output_add_str(out, KG_STR("</literal>"));
}

static kg_status
term(kg_output *out, const kg_term *t, int depth)
{
  static const char *const places[] = {"subject", "predicate", "object"};
  if (t->kind == KG_TERM_LITERAL) {
    literal(out, t);
    return KG_OK;
  }
  if (t->kind != KG_TERM_TRIPLE) {
    const char *name = t->kind == KG_TERM_IRI ? "uri" : "bnode";
    kg_output_printf(out, "<%s>", name);
    text(out, t->value);
    kg_output_printf(out, "</%s>", name);
    return KG_OK;
  }
  if (depth > KG_TERM_DEPTH)
    return KG_ERR_LIMIT;
  kg_output_add_str(out, KG_STR("<triple>"));
  for (size_t i = 0; i < 3; i++) {
    kg_output_printf(out, "<%s>", places[i]);
    KG_TRY(term(out, &t->triple[i], depth + 1));
    kg_output_printf(out, "</%s>", places[i]);
  }
  kg_output_add_str(out, KG_STR("</triple>"));
  return KG_OK;
}

static void
head(kg__results *r)
{
  kg_output_add_str(r->output,
                    KG_STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\""
                           " xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\">\n<head>"));
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    kg_output_add_str(r->output, KG_STR("<variable"));
    attribute(r->output, "name", kg_result_column(r->result, i));
    kg_output_add_str(r->output, KG_STR("/>"));
  }
  kg_output_add_str(r->output, KG_STR("</head>\n"));
}

static kg_status
begin(kg__results *r)
{
  head(r);
  kg_output_add_str(r->output, KG_STR("<results>\n"));
  return KG_OK;
}

static kg_status
row(kg__results *r, const kg_term *terms)
{
  kg_output_add_str(r->output, KG_STR("<result>"));
  for (size_t i = 0; i < kg_result_n_columns(r->result); i++) {
    if (!terms[i].kind)
      continue;
    kg_output_add_str(r->output, KG_STR("<binding"));
    attribute(r->output, "name", kg_result_column(r->result, i));
    kg_output_add(r->output, ">", 1);
    KG_TRY(term(r->output, &terms[i], 0));
    kg_output_add_str(r->output, KG_STR("</binding>"));
  }
  kg_output_add_str(r->output, KG_STR("</result>\n"));
  return KG_OK;
}

static kg_status
end(kg__results *r)
{
  kg_output_add_str(r->output, KG_STR("</results>\n</sparql>\n"));
  return KG_OK;
}

static void
boolean(kg__results *r, bool value)
{
  head(r);
  kg_output_printf(r->output, "<boolean>%s</boolean>\n</sparql>\n", value ? "true" : "false");
}

const kg__results_format kg__results_xml = {.begin = begin, .row = row, .end = end, .boolean = boolean};
