// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Value expansion (API, 5.3).

#include "kg/rdf/jsonld/jsonld.h"

static void
add_text(kg__jsonld *p, kg__json *object, kg_str key, kg_str text)
{
  if (text.ptr)
    kg__json_set(p, object, key, kg__json_string(p, text));
}

kg__json *
kg__value_expand(kg__jsonld *p, const kg__context *c, const kg__term *property, kg__json *value)
{
  static const kg__term none = {0};
  const kg__term *t = property ? property : &none;
  bool is_string = kg__json_is_string(value);
  bool is_id = kg__is(t->type, "@id"), is_vocab = kg__is(t->type, "@vocab");
  if (is_string && (is_id || is_vocab)) {
    kg_str iri = kg__iri_expand(p, c, value->string, true, is_vocab, NULL);
    return kg__json_object_of(p, KG_STR("@id"),
                              iri.ptr ? kg__json_string(p, iri) : kg__json_new(p, KG__JSON_NULL));
  }
  kg__json *result = kg__json_object_of(p, KG_STR("@value"), value);
  result->document = value->document;
  result->offset = value->offset;
  if (t->type.ptr && !is_id && !is_vocab && !kg__is(t->type, "@none")) {
    add_text(p, result, KG_STR("@type"), t->type);
  } else if (is_string) {
    add_text(p, result, KG_STR("@language"), t->has_language ? t->language : c->language);
    add_text(p, result, KG_STR("@direction"), t->has_direction ? t->direction : c->direction);
  }
  return result;
}
