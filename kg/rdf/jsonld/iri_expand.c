// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// IRI expansion (API, 5.2).

#include "kg/rdf/jsonld/jsonld.h"

static void
define(kg__jsonld *p, kg__defining *d, kg_str name)
{
  if (d && kg__json_has(d->local, name) && !kg__json_is_true(kg__json_get(d->defined, name)))
    kg__term_define(p, d, name);
}

// Of "prefix:suffix", or a null string if that is not what it is.
static kg_str
expand_compact(kg__jsonld *p, const kg__context *c, kg_str value, size_t colon, kg__defining *d)
{
  kg_str prefix = {value.ptr, colon};
  kg_str suffix = {value.ptr + colon + 1, value.len - colon - 1};
  if (kg__is(prefix, "_") || kg_str_starts(suffix, KG_STR("//")))
    return value;
  define(p, d, prefix);
  const kg__term *term = kg__context_term(c, prefix);
  if (term && term->iri.ptr && term->prefix)
    return kg__jsonld_concat(p, term->iri, suffix);
  return kg__is_iri(value) ? value : (kg_str){0};
}

static kg_str
resolve(kg__jsonld *p, const kg__context *c, kg_str value)
{
  if (!c->base.ptr)
    return value;
  kg_buf_clear(&p->text);
  if (kg_iri_resolve(c->base, value, &p->text))
    kg__jsonld_no_memory(p);
  return kg__jsonld_copy(p, kg_buf_str(&p->text));
}

kg_str
kg__iri_expand(kg__jsonld *p, const kg__context *c, kg_str value, bool relative, bool vocab, kg__defining *d)
{
  if (!value.ptr || kg__is_keyword(value))
    return value;
  if (kg__has_keyword_form(value))
    return (kg_str){0};
  define(p, d, value);
  const kg__term *term = kg__context_term(c, value);
  if (term && (vocab || kg__is_keyword(term->iri)))
    return term->iri;
  const char *colon = value.len > 1 ? memchr(value.ptr + 1, ':', value.len - 1) : NULL;
  if (colon) {
    kg_str iri = expand_compact(p, c, value, (size_t)(colon - value.ptr), d);
    if (iri.ptr)
      return iri;
  }
  if (vocab && c->vocab.ptr)
    return kg__jsonld_concat(p, c->vocab, value);
  return relative ? resolve(p, c, value) : value;
}
