// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The functions behind the rows of function.c, by the file that has them. */
#ifndef KG_SPARQL_FUNCTIONS_H
#define KG_SPARQL_FUNCTIONS_H

#include "kg/sparql/function.h"

// functions_term.c
kg__function_call kg__fn_str, kg__fn_lang, kg__fn_langdir, kg__fn_has_lang, kg__fn_has_langdir,
    kg__fn_datatype, kg__fn_iri, kg__fn_bnode, kg__fn_strlang, kg__fn_strlangdir, kg__fn_strdt,
    kg__fn_same_term, kg__fn_is_iri, kg__fn_is_blank, kg__fn_is_literal, kg__fn_is_numeric, kg__fn_is_triple,
    kg__fn_triple, kg__fn_subject, kg__fn_predicate, kg__fn_object, kg__fn_uuid, kg__fn_struuid;

// functions_number.c
kg__function_call kg__fn_abs, kg__fn_ceil, kg__fn_floor, kg__fn_round, kg__fn_rand;

// functions_string.c
kg__function_call kg__fn_strlen, kg__fn_substr, kg__fn_ucase, kg__fn_lcase, kg__fn_encode_for_uri,
    kg__fn_contains, kg__fn_strstarts, kg__fn_strends, kg__fn_strbefore, kg__fn_strafter, kg__fn_concat,
    kg__fn_lang_matches, kg__fn_regex, kg__fn_replace, kg__fn_md5, kg__fn_sha1, kg__fn_sha256, kg__fn_sha384,
    kg__fn_sha512;

// functions_time.c
kg__function_call kg__fn_year, kg__fn_month, kg__fn_day, kg__fn_hours, kg__fn_minutes, kg__fn_seconds,
    kg__fn_timezone, kg__fn_tz, kg__fn_now;

static inline bool
kg__value_is_text(const kg__value *v)
{
  return v->kind == KG__VALUE_STRING || v->kind == KG__VALUE_LANG;
}

/** A string with the language and direction of `like`. */
kg__value kg__text_like(const kg__value *like, kg_str text);

/** The next number of the query's own sequence. */
uint64_t kg__functions_random(kg__functions *f);

#endif
