// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/parse.h"
#include "kg/vocab.h"

#define XSD_NS "http://www.w3.org/2001/XMLSchema#"

bool
kg__parse_at_iri(const kg__parser *p)
{
  return p->token.kind == KG__TOKEN_IRI || p->token.kind == KG__TOKEN_NAME;
}

bool
kg__parse_at_var(const kg__parser *p)
{
  return p->token.kind == KG__TOKEN_VAR;
}

static bool
at_number(const kg__token *token)
{
  return token->kind >= KG__TOKEN_INTEGER && token->kind <= KG__TOKEN_DOUBLE;
}

static bool
at_signed_number(const kg__parser *p)
{
  return (kg__parse_is_punct(p, '-') || kg__parse_is_punct(p, '+')) && at_number(&p->next) &&
         p->next.start == p->token.end;
}

bool
kg__parse_at_literal(const kg__parser *p)
{
  return p->token.kind == KG__TOKEN_STRING || at_number(&p->token) || at_signed_number(p) ||
         kg__parse_is_word(p, "true") || kg__parse_is_word(p, "false");
}

kg_status
kg__parse_variable(kg__parser *p, kg_str name, bool hidden, kg__var *var)
{
  uint64_t *at;
  bool made;
  kg_str key = name;
  if (hidden) {
    char *text = kg_arena_alloc(p->arena, name.len + 2);
    if (!text)
      return KG_ERR_NOMEM;
    memcpy(text, "_:", 2);
    memcpy(text + 2, name.ptr, name.len);
    key = (kg_str){text, name.len + 2};
  }
  KG_TRY(kg__map_put(&p->vars, key, p->request->n_vars, &at, &made));
  *var = (kg__var)*at;
  kg__variable fresh = {.name = name, .hidden = hidden};
  return made ? kg__push(p->arena, p->request->vars, p->request->n_vars, fresh) : KG_OK;
}

kg_status
kg__parse_var(kg__parser *p, kg__var *var)
{
  if (!kg__parse_at_var(p))
    return kg__parse_expected(p, "a variable");
  KG_TRY(kg__parse_variable(p, p->token.text, false, var));
  return kg__parse_advance(p);
}

static kg_status
unknown_prefix(kg__parser *p)
{
  kg_str prefix = p->token.text, near;
  if (kg_namespaces_suggest(p->declared, prefix, &near) ||
      (p->known && kg_namespaces_suggest(p->known, prefix, &near)))
    return kg__parse_fail(p, p->token.start, "unknown prefix '%.*s:', did you mean '%.*s:'?",
                          KG_STR_ARG(prefix), KG_STR_ARG(near));
  return kg__parse_fail(p, p->token.start, "unknown prefix '%.*s:'", KG_STR_ARG(prefix));
}

static kg_status
expand(kg__parser *p, kg_str *iri)
{
  kg_str ns, local = p->token.local;
  if (!kg_namespaces_find(p->declared, p->token.text, &ns) &&
      !(p->known && kg_namespaces_find(p->known, p->token.text, &ns)))
    return unknown_prefix(p);
  char *text = kg_arena_alloc(p->arena, ns.len + local.len + 1);
  if (!text)
    return KG_ERR_NOMEM;
  memcpy(text, ns.ptr, ns.len);
  if (local.len)
    memcpy(text + ns.len, local.ptr, local.len);
  *iri = (kg_str){text, ns.len + local.len};
  return KG_OK;
}

static kg_status
resolve(kg__parser *p, kg_str *iri)
{
  kg_buf buf = {0};
  kg_status st = kg_iri_resolve(p->request->base, p->token.text, &buf);
  if (!st)
    *iri = kg_arena_str(p->arena, kg_buf_str(&buf));
  kg_buf_release(&buf);
  return st ? st : iri->ptr ? KG_OK : KG_ERR_NOMEM;
}

kg_status
kg__parse_iri(kg__parser *p, kg_term *iri)
{
  kg_str text;
  if (p->token.kind == KG__TOKEN_NAME)
    KG_TRY(expand(p, &text));
  else if (p->token.kind == KG__TOKEN_IRI)
    KG_TRY(resolve(p, &text));
  else
    return kg__parse_expected(p, "an IRI");
  *iri = kg_term_iri(text);
  return kg__parse_advance(p);
}

kg_status
kg__parse_type_or_iri(kg__parser *p, kg_term *iri)
{
  if (p->token.kind == KG__TOKEN_WORD && kg_str_equal(p->token.text, KG_STR("a"))) {
    *iri = kg_term_iri(KG_STR("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"));
    return kg__parse_advance(p);
  }
  return kg__parse_iri(p, iri);
}

kg_status
kg__parse_var_or_iri(kg__parser *p, kg__node *node)
{
  *node = (kg__node){.kind = KG__NODE_VAR};
  if (kg__parse_at_var(p))
    return kg__parse_var(p, &node->var);
  node->kind = KG__NODE_TERM;
  return kg__parse_at_iri(p) ? kg__parse_iri(p, &node->term) : kg__parse_expected(p, "a variable or an IRI");
}

kg_status
kg__parse_string(kg__parser *p, kg_str *text)
{
  if (p->token.kind != KG__TOKEN_STRING)
    return kg__parse_expected(p, "a string");
  *text = p->token.text;
  return kg__parse_advance(p);
}

kg_status
kg__parse_integer(kg__parser *p, uint64_t *number)
{
  if (p->token.kind != KG__TOKEN_INTEGER)
    return kg__parse_expected(p, "a whole number");
  *number = 0;
  for (size_t i = 0; i < p->token.text.len; i++)
    if (__builtin_mul_overflow(*number, 10, number) ||
        __builtin_add_overflow(*number, (uint64_t)(p->token.text.ptr[i] - '0'), number)) {
      *number = UINT64_MAX - 1;
      break;
    }
  return kg__parse_advance(p);
}

// ---- literals

static kg_status
tagged(kg__parser *p, kg_str lexical, kg_term *literal)
{
  kg_str tag = kg_arena_str(p->arena, p->token.text);
  kg_direction direction = KG_DIRECTION_NONE;
  if (!tag.ptr)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i + 1 < tag.len; i++) {
    if (memcmp(tag.ptr + i, "--", 2) != 0)
      continue;
    kg_str name = {tag.ptr + i + 2, tag.len - i - 2};
    if (kg_str_equal(name, KG_STR("ltr")))
      direction = KG_DIRECTION_LTR;
    else if (kg_str_equal(name, KG_STR("rtl")))
      direction = KG_DIRECTION_RTL;
    else
      return kg__parse_fail(p, p->token.start, "a direction is ltr or rtl, not '%.*s'", KG_STR_ARG(name));
    tag.len = i;
    break;
  }
  for (size_t i = 0; i < tag.len; i++)
    if (tag.ptr[i] >= 'A' && tag.ptr[i] <= 'Z')
      ((char *)tag.ptr)[i] = (char)(tag.ptr[i] + 32);
  *literal = kg_term_lang(lexical, tag, direction);
  return kg__parse_advance(p);
}

static kg_status
typed(kg__parser *p, kg_str lexical, kg_term *literal)
{
  kg_term datatype;
  size_t offset = p->token.start;
  KG_TRY(kg__parse_advance(p));
  KG_TRY(kg__parse_iri(p, &datatype));
  if (kg_str_equal(datatype.value, KG_STR("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")) ||
      kg_str_equal(datatype.value, KG_STR("http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString")))
    return kg__parse_fail(p, offset, "a literal of this datatype needs a language");
  *literal = kg_term_literal(lexical, datatype.value);
  return KG_OK;
}

static kg_status
number(kg__parser *p, kg_term *literal)
{
  kg_str sign = {0};
  if (!at_number(&p->token)) {
    sign = (kg_str){p->request->text.ptr + p->token.start, 1};
    KG_TRY(kg__parse_advance(p));
  }
  kg_str lexical = p->token.text;
  if (sign.len)
    lexical = (kg_str){sign.ptr, lexical.len + 1};
  kg_str datatype = p->token.kind == KG__TOKEN_INTEGER   ? KG_STR(XSD_NS "integer")
                    : p->token.kind == KG__TOKEN_DECIMAL ? KG_STR(XSD_NS "decimal")
                                                         : KG_STR(XSD_NS "double");
  *literal = kg_term_literal(lexical, datatype);
  return kg__parse_advance(p);
}

kg_status
kg__parse_literal(kg__parser *p, kg_term *literal)
{
  if (p->token.kind == KG__TOKEN_WORD) {
    *literal = kg_term_literal(kg__parse_is_word(p, "true") ? KG_STR("true") : KG_STR("false"),
                               KG_STR(XSD_NS "boolean"));
    return kg__parse_advance(p);
  }
  if (p->token.kind != KG__TOKEN_STRING)
    return number(p, literal);
  kg_str lexical = p->token.text;
  KG_TRY(kg__parse_advance(p));
  if (p->token.kind == KG__TOKEN_LANG)
    return tagged(p, lexical, literal);
  if (kg__parse_is_punct(p, KG__PUNCT_CARETS))
    return typed(p, lexical, literal);
  *literal = kg_term_string(lexical);
  return KG_OK;
}

// ---- data of VALUES

static kg_status
data_triple(kg__parser *p, kg_term *term)
{
  kg_term *spo = kg_arena_calloc(p->arena, 3, sizeof *spo);
  if (!spo)
    return KG_ERR_NOMEM;
  KG_TRY(kg__parse_enter(p));
  KG_TRY(kg__parse_advance(p));
  KG_TRY(kg__parse_iri(p, &spo[0]));
  KG_TRY(kg__parse_type_or_iri(p, &spo[1]));
  if (kg__parse_is_word(p, "UNDEF"))
    return kg__parse_expected(p, "a term");
  KG_TRY(kg__parse_data_value(p, &spo[2]));
  kg__parse_leave(p);
  *term = kg_term_triple(spo);
  return kg__parse_punct(p, KG__PUNCT_TRIPLE_END, "')>>'");
}

kg_status
kg__parse_data_value(kg__parser *p, kg_term *term)
{
  *term = (kg_term){0};
  if (kg__parse_is_punct(p, KG__PUNCT_TRIPLE))
    return data_triple(p, term);
  if (kg__parse_at_literal(p))
    return kg__parse_literal(p, term);
  if (kg__parse_at_iri(p))
    return kg__parse_iri(p, term);
  return kg__parse_is_word(p, "UNDEF") ? kg__parse_advance(p)
                                       : kg__parse_expected(p, "an IRI, a literal or UNDEF");
}
