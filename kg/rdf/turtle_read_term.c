// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/turtle.h"

#include "kg/base/utf8.h"
#include "kg/term/syntax.h"
#include "kg/vocab.h"

static kg_status
nomem(kg__turtle *t)
{
  return kg_error_set(t->err, KG_ERR_NOMEM, "no memory to read");
}

static kg_status
copy(kg__turtle *t, kg_arena *arena, kg_str s, kg_str *out)
{
  *out = kg_arena_str(arena, s);
  return out->ptr ? KG_OK : nomem(t);
}

static uint32_t
short_escape(char c)
{
  static const char letters[] = "tbnrf", values[] = "\t\b\n\r\f";
  const char *found = strchr(letters, c);
  return found && c ? (unsigned char)values[found - letters] : (unsigned char)c;
}

// The lexer has checked the escapes: \u, those of strings, those of names.
static kg_status
unescape(kg__turtle *t, kg_arena *arena, kg_str raw, bool in_string, kg_str *text)
{
  char *out = kg_arena_alloc(arena, raw.len + 1);
  size_t n = 0;
  if (!out)
    return nomem(t);
  for (size_t i = 0; i < raw.len;) {
    uint32_t c;
    if (raw.ptr[i] != '\\') {
      out[n++] = raw.ptr[i++];
      continue;
    }
    size_t len = kg__uchar_decode((kg_str){raw.ptr + i, raw.len - i}, &c);
    if (!len) {
      c = in_string ? short_escape(raw.ptr[i + 1]) : (unsigned char)raw.ptr[i + 1];
      len = 2;
    }
    i += len;
    n += kg__utf8_encode(c, out + n);
  }
  out[n] = '\0';
  *text = (kg_str){out, n};
  return KG_OK;
}

// ---- IRIs

static kg_status
resolve(kg__turtle *t, kg_arena *arena, kg_str *iri)
{
  if (kg_iri_is_absolute(*iri))
    return iri->ptr == t->token.text.ptr ? copy(t, arena, *iri, iri) : KG_OK;
  kg_buf_clear(&t->scratch);
  if (kg_iri_resolve(kg_buf_str(&t->base), *iri, &t->scratch))
    return nomem(t);
  return copy(t, arena, kg_buf_str(&t->scratch), iri);
}

// Without taking the token.
static kg_status
reference(kg__turtle *t, kg_arena *arena, kg_str *iri)
{
  *iri = t->token.text;
  if (t->token.escaped) {
    KG_TRY(unescape(t, arena, *iri, false, iri));
    if (kg_iri_check(*iri) < iri->len)
      return kg__turtle_fail(t, KG_ERR_DATA,
                             "an escape in this IRI stands for a character that IRIs may not have");
  }
  return resolve(t, arena, iri);
}

kg_status
kg__turtle_iri_reference(kg__turtle *t, kg_arena *arena, kg_str *iri)
{
  KG_TRY(reference(t, arena, iri));
  return kg__turtle_next(t);
}

static kg_status
unknown_prefix(kg__turtle *t, kg_str prefix)
{
  kg_namespaces *common = kg_namespaces_new();
  kg_str found;
  kg_status st;
  if (kg_namespaces_suggest(t->prefixes, prefix, &found))
    st = kg__turtle_fail(t, KG_ERR_DATA, "unknown prefix '%.*s:', did you mean '%.*s:'?", KG_STR_ARG(prefix),
                         KG_STR_ARG(found));
  else if (common && !kg_namespaces_add_common(common) && kg_namespaces_find(common, prefix, &found))
    st = kg__turtle_fail(t, KG_ERR_DATA, "unknown prefix '%.*s:', is @prefix %.*s: <%.*s> missing?",
                         KG_STR_ARG(prefix), KG_STR_ARG(prefix), KG_STR_ARG(found));
  else
    st = kg__turtle_fail(t, KG_ERR_DATA, "unknown prefix '%.*s:'", KG_STR_ARG(prefix));
  kg_namespaces_free(common);
  return st;
}

static kg_status
namespace_of(kg__turtle *t, kg_str prefix, kg_str *iri)
{
  *iri = kg_buf_str(&t->last_iri);
  if (t->has_last && kg_str_equal(prefix, kg_buf_str(&t->last_prefix)))
    return KG_OK;
  if (!kg_namespaces_find(t->prefixes, prefix, iri))
    return unknown_prefix(t, prefix);
  kg_buf_clear(&t->last_prefix);
  kg_buf_clear(&t->last_iri);
  if (kg_buf_add_str(&t->last_prefix, prefix) || kg_buf_add_str(&t->last_iri, *iri))
    return nomem(t);
  t->has_last = true;
  return KG_OK;
}

static kg_status
expand(kg__turtle *t, kg_arena *arena, kg_str *iri)
{
  kg_str space, local = t->token.text;
  KG_TRY(namespace_of(t, t->token.prefix, &space));
  if (t->token.escaped)
    KG_TRY(unescape(t, arena, local, false, &local));
  char *text = kg_arena_alloc(arena, space.len + local.len + 1);
  if (!text)
    return nomem(t);
  memcpy(text, space.ptr ? space.ptr : "", space.len);
  memcpy(text + space.len, local.ptr, local.len);
  text[space.len + local.len] = '\0';
  *iri = (kg_str){text, space.len + local.len};
  return KG_OK;
}

static kg_status
either_form(kg__turtle *t, kg_arena *arena, kg_str *iri)
{
  return t->token.kind == KG__TOKEN_IRI ? reference(t, arena, iri) : expand(t, arena, iri);
}

kg_status
kg__turtle_iri(kg__turtle *t, kg_arena *arena, kg_term *term)
{
  kg_str iri;
  KG_TRY(either_form(t, arena, &iri));
  *term = kg_term_iri(iri);
  return kg__turtle_next(t);
}

// ---- blank nodes

kg_status
kg__turtle_blank(kg__turtle *t, kg_arena *arena, kg_term *term)
{
  kg_str label = t->token.text;
  if (kg__label_looks_anon(label)) {
    kg_buf_clear(&t->scratch);
    if (kg_buf_printf(&t->scratch, "%.*sx%.*s", KG__ANON_X, label.ptr, (int)(label.len - KG__ANON_X),
                      label.ptr + KG__ANON_X))
      return nomem(t);
    label = kg_buf_str(&t->scratch);
  }
  KG_TRY(copy(t, arena, label, &label));
  *term = kg_term_blank(label);
  return kg__turtle_next(t);
}

kg_status
kg__turtle_anon(kg__turtle *t, kg_arena *arena, kg_term *term)
{
  char text[KG__ANON_SIZE];
  kg_str label;
  KG_TRY(copy(t, arena, kg__reading_anon(t->r, text), &label));
  *term = kg_term_blank(label);
  return KG_OK;
}

// ---- literals

bool
kg__turtle_is_literal(const kg__turtle *t)
{
  switch (t->token.kind) {
  case KG__TOKEN_STRING:
  case KG__TOKEN_INTEGER:
  case KG__TOKEN_DECIMAL:
  case KG__TOKEN_DOUBLE:
    return true;
  case KG__TOKEN_WORD:
    return kg_str_equal(t->token.text, KG_STR("true")) || kg_str_equal(t->token.text, KG_STR("false"));
  default:
    return false;
  }
}

kg_status
kg__turtle_string(kg__turtle *t, kg_arena *arena, kg_str *text)
{
  KG_TRY(t->token.escaped ? unescape(t, arena, t->token.text, true, text)
                          : copy(t, arena, t->token.text, text));
  return kg__turtle_next(t);
}

// The token is an @ with language, maybe direction.
static kg_status
language(kg__turtle *t, kg_arena *arena, kg_str value, kg_term *term)
{
  kg_str tag = t->token.text;
  kg_direction direction = KG_DIRECTION_NONE;
  for (size_t i = 0; i + 1 < tag.len; i++) {
    if (tag.ptr[i] != '-' || tag.ptr[i + 1] != '-')
      continue;
    kg_str name = {tag.ptr + i + 2, tag.len - i - 2};
    direction = kg_str_equal(name, KG_STR("ltr"))   ? KG_DIRECTION_LTR
                : kg_str_equal(name, KG_STR("rtl")) ? KG_DIRECTION_RTL
                                                    : KG_DIRECTION_NONE;
    if (!direction)
      return kg__turtle_fail(t, KG_ERR_DATA, "the direction of a text is 'ltr' or 'rtl'");
    tag.len = i;
  }
  char *lower = kg_arena_alloc(arena, tag.len + 1);
  if (!lower)
    return nomem(t);
  for (size_t i = 0; i < tag.len; i++)
    lower[i] = (char)(tag.ptr[i] >= 'A' && tag.ptr[i] <= 'Z' ? tag.ptr[i] + ('a' - 'A') : tag.ptr[i]);
  *term = kg_term_lang(value, (kg_str){lower, tag.len}, direction);
  return kg__turtle_next(t);
}

static kg_status
datatype(kg__turtle *t, kg_arena *arena, kg_str value, kg_term *term)
{
  kg_str iri;
  KG_TRY(kg__turtle_next(t));
  if (t->token.kind != KG__TOKEN_IRI && t->token.kind != KG__TOKEN_NAME)
    return kg__turtle_expected(t, "the IRI of a datatype");
  KG_TRY(either_form(t, arena, &iri));
  if (kg_str_equal(iri, KG_STR(KG_RDF_LANG_STRING)) || kg_str_equal(iri, KG_STR(KG_RDF_DIR_LANG_STRING)))
    return kg__turtle_fail(t, KG_ERR_DATA, "a literal of this datatype needs a language");
  *term = kg_term_literal(value, iri);
  return kg__turtle_next(t);
}

kg_status
kg__turtle_literal(kg__turtle *t, kg_arena *arena, kg_term *term)
{
  static const char *const datatypes[] = {[KG__TOKEN_INTEGER] = KG_XSD_INTEGER,
                                          [KG__TOKEN_DECIMAL] = KG_XSD_DECIMAL,
                                          [KG__TOKEN_DOUBLE] = KG_XSD_DOUBLE,
                                          [KG__TOKEN_WORD] = KG_XSD_BOOLEAN};
  kg_str value;
  if (t->token.kind != KG__TOKEN_STRING) {
    kg_str iri = kg_str_of(datatypes[t->token.kind]);
    KG_TRY(copy(t, arena, t->token.text, &value));
    *term = kg_term_literal(value, iri);
    return kg__turtle_next(t);
  }
  KG_TRY(kg__turtle_string(t, arena, &value));
  if (t->token.kind == KG__TOKEN_AT)
    return language(t, arena, value, term);
  if (t->token.kind == KG__TOKEN_TYPE)
    return datatype(t, arena, value, term);
  *term = kg_term_string(value);
  return KG_OK;
}
