// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/results/read.h"
#include "kg/base/utf8.h"
#include "kg/iri.h"
#include "kg/vocab.h"

kg_status
kg__results_fault(kg_str text, size_t offset, kg_error *err, const char *what)
{
  kg_error_set(err, KG_ERR_DATA, "%s", what);
  kg_error_set_excerpt(err, text.ptr ? text.ptr : "", text.len, offset, 1);
  return KG_ERR_DATA;
}

kg_status
kg__results_literal(kg_str lexical, kg_str datatype, kg_str language, kg_str direction, kg_arena *arena,
                    kg_term *term, kg_error *err)
{
  kg_direction dir = kg_str_equal(direction, KG_STR("ltr"))   ? KG_DIRECTION_LTR
                     : kg_str_equal(direction, KG_STR("rtl")) ? KG_DIRECTION_RTL
                                                              : KG_DIRECTION_NONE;
  if (direction.len && !dir)
    return kg_error_set(err, KG_ERR_DATA, "'%.*s' is no direction", KG_STR_ARG(direction));
  *term = kg_term_literal(lexical, datatype);
  if (!language.len)
    return dir ? kg_error_set(err, KG_ERR_DATA, "a direction without a language") : KG_OK;
  kg_str lower = kg_arena_str(arena, language);
  for (size_t i = 0; lower.ptr && i < lower.len; i++) {
    char c = lower.ptr[i];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (!letter && !(i && ((c >= '0' && c <= '9') || c == '-')))
      return kg_error_set(err, KG_ERR_DATA, "'%.*s' is no language", KG_STR_ARG(language));
    ((char *)lower.ptr)[i] = letter ? (char)(c | 32) : c;
  }
  *term = kg_term_lang(lexical, lower, dir);
  return lower.ptr ? KG_OK : KG_ERR_NOMEM;
}

kg_status
kg__results_check(const kg_term *term, kg_error *err)
{
  const kg_term *spo = term->triple;
  if (term->kind == KG_TERM_TRIPLE) {
    for (int i = 0; i < 3; i++)
      KG_TRY(kg__results_check(&spo[i], err));
    bool subject = spo[0].kind == KG_TERM_IRI || spo[0].kind == KG_TERM_BLANK;
    return subject && spo[1].kind == KG_TERM_IRI && spo[2].kind
               ? KG_OK
               : kg_error_set(err, KG_ERR_DATA, "a triple term with a term where it cannot stand");
  }
  if (kg__utf8_check(term->value) < term->value.len)
    return kg_error_set(err, KG_ERR_DATA, "a term is not UTF-8");
  if (term->kind == KG_TERM_IRI && kg_iri_check(term->value) < term->value.len)
    return kg_error_set(err, KG_ERR_DATA, "an IRI with a character that it cannot have");
  if (term->kind == KG_TERM_LITERAL && kg_iri_check(term->datatype) < term->datatype.len)
    return kg_error_set(err, KG_ERR_DATA, "a datatype with a character that it cannot have");
  return KG_OK;
}

kg_status
kg_results_read(kg_source *source, kg_results_format format, size_t most, const kg_results_sink *sink,
                kg_error *err)
{
  static kg_status (*const readers[])(kg_str, const kg_results_sink *, kg_error *) = {
      [KG_RESULTS_JSON] = kg__results_read_json,
      [KG_RESULTS_XML] = kg__results_read_xml,
      [KG_RESULTS_CSV] = kg__results_read_csv,
      [KG_RESULTS_TSV] = kg__results_read_tsv,
      [KG_RESULTS_MARKDOWN] = NULL,
  };
  kg_buf text = {0};
  if (!readers[format])
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "results of this format are not read");
  kg_status st = kg_source_read_all(source, most, &text, err);
  if (!st)
    st = readers[format](kg_buf_str(&text), sink, err);
  if (st > KG_DONE)
    kg_error_set_source(err, kg_source_name(source), strlen(kg_source_name(source)));
  kg_buf_release(&text);
  return st;
}
