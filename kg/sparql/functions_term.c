// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Functions that look at terms, and make them.

#include "kg/sparql/compare.h"
#include "kg/sparql/functions.h"

#include "kg/iri.h"

#include <xxhash.h>

kg__value
kg__text_like(const kg__value *like, kg_str text)
{
  return like->kind == KG__VALUE_LANG ? kg__value_lang(text, like->language, (kg_direction)like->direction)
                                      : kg__value_string(text);
}

static kg_str
some(kg_str s)
{
  return s.ptr ? s : KG_STR("");
}

kg_status
kg__fn_str(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg_str text;
  (void)n;
  *result = KG__VALUE_WRONG;
  if (!kg__value_is_literal(args) && args->kind != KG__VALUE_IRI)
    return KG_OK;
  KG_TRY(kg__value_text(args, f->arena, &text));
  *result = kg__value_string(text);
  return KG_OK;
}

kg_status
kg__fn_lang(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = KG__VALUE_WRONG;
  if (kg__value_is_literal(args))
    *result = kg__value_string(args->kind == KG__VALUE_LANG ? some(args->language) : KG_STR(""));
  return KG_OK;
}

kg_status
kg__fn_langdir(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = KG__VALUE_WRONG;
  if (kg__value_is_literal(args))
    *result = kg__value_string(args->direction == KG_DIRECTION_LTR   ? KG_STR("ltr")
                               : args->direction == KG_DIRECTION_RTL ? KG_STR("rtl")
                                                                     : KG_STR(""));
  return KG_OK;
}

kg_status
kg__fn_has_lang(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = kg__value_boolean(args->kind == KG__VALUE_LANG);
  return KG_OK;
}

kg_status
kg__fn_has_langdir(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = kg__value_boolean(args->kind == KG__VALUE_LANG && args->direction);
  return KG_OK;
}

kg_status
kg__fn_datatype(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = KG__VALUE_WRONG;
  if (kg__value_is_literal(args))
    *result = kg__value_iri(args->kind == KG__VALUE_OTHER ? args->datatype : kg__type_iri(args->type));
  return KG_OK;
}

kg_status
kg__fn_iri(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg_buf buf = {0};
  kg_str iri;
  (void)n;
  *result = args->kind == KG__VALUE_IRI ? *args : KG__VALUE_WRONG;
  if (args->kind != KG__VALUE_STRING || kg_iri_check(args->text) != args->text.len)
    return KG_OK;
  kg_status st = kg_iri_resolve(f->base, args->text, &buf);
  if (st) {
    kg_buf_release(&buf);
    return st;
  }
  KG_TRY(kg__functions_take(f, &buf, &iri));
  *result = kg__value_iri(iri);
  return KG_OK;
}

// Labels are unlike those of stores and other queries; the same text gives the same node within one solution.
kg_status
kg__fn_bnode(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg_buf buf = {0};
  kg_str label;
  kg_status st;
  *result = KG__VALUE_WRONG;
  if (n && args->kind != KG__VALUE_STRING)
    return KG_OK;
  if (n) {
    XXH128_hash_t h = XXH3_128bits_withSeed(args->text.ptr, args->text.len, f->seed);
    st = kg_buf_printf(&buf, "%sr%llux%016llx%016llx", f->nonce, (unsigned long long)f->row,
                       (unsigned long long)h.high64, (unsigned long long)h.low64);
  } else {
    st = kg_buf_printf(&buf, "%sn%llu", f->nonce, (unsigned long long)f->blanks++);
  }
  if (st) {
    kg_buf_release(&buf);
    return st;
  }
  KG_TRY(kg__functions_take(f, &buf, &label));
  *result = kg__value_blank(label);
  return KG_OK;
}

static bool
is_alphanumeric(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// `[a-zA-Z]+(-[a-zA-Z0-9]+)*`, parts of at most eight letters (BCP 47).
static bool
is_language(kg_str s)
{
  size_t part = 0;
  bool first = true;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c == '-' && part) {
      part = 0;
      first = false;
      continue;
    }
    if (!is_alphanumeric(c) || (first && c <= '9') || ++part > 8)
      return false;
  }
  return part > 0;
}

static kg_status
make_lang(kg__functions *f, const kg__value *args, kg_direction direction, kg__value *result)
{
  *result = KG__VALUE_WRONG;
  if (args[0].kind != KG__VALUE_STRING || args[1].kind != KG__VALUE_STRING || !is_language(args[1].text))
    return KG_OK;
  kg_str tag = kg_arena_str(f->arena, args[1].text);
  if (!tag.ptr)
    return KG_ERR_NOMEM;
  char *letters = (char *)tag.ptr;
  for (size_t i = 0; i < tag.len; i++)
    letters[i] = (char)(letters[i] >= 'A' && letters[i] <= 'Z' ? letters[i] + 32 : letters[i]);
  *result = kg__value_lang(args[0].text, tag, direction);
  return KG_OK;
}

kg_status
kg__fn_strlang(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  return make_lang(f, args, KG_DIRECTION_NONE, result);
}

kg_status
kg__fn_strlangdir(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  *result = KG__VALUE_WRONG;
  if (args[2].kind != KG__VALUE_STRING)
    return KG_OK;
  if (kg_str_equal(args[2].text, KG_STR("ltr")))
    return make_lang(f, args, KG_DIRECTION_LTR, result);
  if (kg_str_equal(args[2].text, KG_STR("rtl")))
    return make_lang(f, args, KG_DIRECTION_RTL, result);
  return KG_OK;
}

kg_status
kg__fn_strdt(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  *result = KG__VALUE_WRONG;
  if (args[0].kind != KG__VALUE_STRING || args[1].kind != KG__VALUE_IRI)
    return KG_OK;
  if (kg__type_kind(kg__type_find(args[1].text)) == KG__VALUE_LANG)
    return KG_OK;
  *result = kg__value_literal(args[0].text, args[1].text, f->arena);
  return KG_OK;
}

// Of ids alone where both have one; the evaluator reads both where not.
kg_status
kg__fn_same_term(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)f, (void)n;
  *result = kg__value_boolean(kg__value_same_term(&args[0], &args[1]));
  return KG_OK;
}

static kg_tag
tag_of(const kg__value *v)
{
  return kg_id_tag(v->id);
}

#define IS(name, test)                                                                 \
  kg_status name(kg__functions *f, const kg__value *args, size_t n, kg__value *result) \
  {                                                                                    \
    (void)f, (void)n;                                                                  \
    *result = kg__value_boolean(test);                                                 \
    return KG_OK;                                                                      \
  }

IS(kg__fn_is_iri, args->kind == KG__VALUE_IRI)
IS(kg__fn_is_blank, args->kind == KG__VALUE_BLANK)
IS(kg__fn_is_literal,
   kg__value_is_literal(args) || (args->kind == KG__VALUE_UNREAD && tag_of(args) == KG_TAG_LITERAL))
IS(kg__fn_is_numeric, kg__value_is_numeric(args))
IS(kg__fn_is_triple,
   args->kind == KG__VALUE_TRIPLE || (args->kind == KG__VALUE_UNREAD && tag_of(args) == KG_TAG_TRIPLE))

static size_t
depth_of(const kg__value *v)
{
  size_t depth = 0;
  for (; v->kind == KG__VALUE_TRIPLE; v = &v->parts[2])
    depth++;
  return depth;
}

kg_status
kg__fn_triple(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  (void)n;
  *result = KG__VALUE_WRONG;
  if ((args[0].kind != KG__VALUE_IRI && args[0].kind != KG__VALUE_BLANK) || args[1].kind != KG__VALUE_IRI ||
      depth_of(&args[2]) > KG_TERM_DEPTH)
    return KG_OK;
  kg_term *terms = kg_arena_calloc(f->arena, 3, sizeof *terms);
  kg__value *parts = kg_arena_calloc(f->arena, 3, sizeof *parts);
  if (!terms || !parts)
    return KG_ERR_NOMEM;
  for (int i = 0; i < 3; i++) {
    KG_TRY(kg__value_term(&args[i], f->arena, &terms[i]));
    parts[i] = args[i];
  }
  *result = (kg__value){.kind = KG__VALUE_TRIPLE, .triple = terms, .parts = parts};
  return KG_OK;
}

#define COMPONENT(name, i)                                                             \
  kg_status name(kg__functions *f, const kg__value *args, size_t n, kg__value *result) \
  {                                                                                    \
    (void)f, (void)n;                                                                  \
    *result = args->kind == KG__VALUE_TRIPLE ? args->parts[i] : KG__VALUE_WRONG;       \
    return KG_OK;                                                                      \
  }

COMPONENT(kg__fn_subject, 0)
COMPONENT(kg__fn_predicate, 1)
COMPONENT(kg__fn_object, 2)

// Version 4 of RFC 9562: 122 random bits.
static kg_status
make_uuid(kg__functions *f, const char *prefix, kg_str *text)
{
  kg_buf buf = {0};
  uint64_t a = (kg__functions_random(f) & ~UINT64_C(0xF000)) | 0x4000;
  uint64_t b = (kg__functions_random(f) & (UINT64_MAX >> 2)) | UINT64_C(1) << 63;
  kg_status st = kg_buf_printf(&buf, "%s%08x-%04x-%04x-%04x-%012llx", prefix, (unsigned)(a >> 32),
                               (unsigned)(a >> 16 & 0xFFFF), (unsigned)(a & 0xFFFF), (unsigned)(b >> 48),
                               (unsigned long long)(b & 0xFFFFFFFFFFFF));
  if (!st)
    return kg__functions_take(f, &buf, text);
  kg_buf_release(&buf);
  return st;
}

kg_status
kg__fn_uuid(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg_str text;
  (void)args, (void)n;
  KG_TRY(make_uuid(f, "urn:uuid:", &text));
  *result = kg__value_iri(text);
  return KG_OK;
}

kg_status
kg__fn_struuid(kg__functions *f, const kg__value *args, size_t n, kg__value *result)
{
  kg_str text;
  (void)args, (void)n;
  KG_TRY(make_uuid(f, "", &text));
  *result = kg__value_string(text);
  return KG_OK;
}
