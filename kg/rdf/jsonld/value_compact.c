// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Value compaction (API, 6.3).

#include "kg/rdf/jsonld/jsonld.h"

#include <strings.h>

static bool
same_tag(kg_str a, kg_str b)
{
  return a.len == b.len && (!a.len || strncasecmp(a.ptr, b.ptr, a.len) == 0);
}

static kg__json *
text(kg__jsonld *p, kg_str s)
{
  return kg__json_string(p, s);
}

// The object with the context's names for its keywords.
static kg__json *
renamed(kg__jsonld *p, const kg__context *c, kg__json *value, bool without_index)
{
  kg__json *result = kg__json_new(p, KG__JSON_OBJECT);
  for (size_t i = 0; i < value->n_members; i++) {
    kg_str key = value->members[i].key;
    kg__json *v = value->members[i].value;
    if (kg__is(key, "@index") && without_index)
      continue;
    if (kg__is(key, "@type") && kg__json_is_string(v))
      v = text(p, kg__iri_compact(p, c, v->string, NULL, true, false));
    if (kg__is(key, "@id") && kg__json_is_string(v))
      v = text(p, kg__iri_compact(p, c, v->string, NULL, false, false));
    kg__json_set(p, result, kg__iri_compact(p, c, key, NULL, true, false), v);
  }
  return result;
}

static kg__json *
compact_reference(kg__jsonld *p, const kg__context *c, const kg__term *t, kg__json *value, bool index_told)
{
  kg_str id = kg__json_text(kg__json_get(value, KG_STR("@id")));
  size_t n = value->n_members - (kg__json_has(value, KG_STR("@index")) && index_told);
  if (id.ptr && n == 1 && kg__is(t->type, "@id"))
    return text(p, kg__iri_compact(p, c, id, NULL, false, false));
  if (id.ptr && n == 1 && kg__is(t->type, "@vocab"))
    return text(p, kg__iri_compact(p, c, id, NULL, true, false));
  return renamed(p, c, value, index_told);
}

// Whether under this property the bare value says it all.
static bool
is_told(const kg__context *c, const kg__term *t, kg__json *value)
{
  kg__json *inner = kg__json_get(value, KG_STR("@value")), *type = kg__json_get(value, KG_STR("@type"));
  kg_str language = t->has_language ? t->language : c->language;
  kg_str direction = t->has_direction ? t->direction : c->direction;
  bool special = kg__is(t->type, "@none");
  if (type)
    return !special && t->type.ptr && kg_str_equal(kg__json_text(type), t->type);
  if (special || (t->type.ptr && !kg__is(t->type, "@id") && !kg__is(t->type, "@vocab")))
    return false;
  if (!kg__json_is_string(inner))
    return !kg__json_has(value, KG_STR("@language")) && !kg__json_has(value, KG_STR("@direction"));
  return same_tag(language, kg__json_text(kg__json_get(value, KG_STR("@language")))) &&
         same_tag(direction, kg__json_text(kg__json_get(value, KG_STR("@direction"))));
}

kg__json *
kg__value_compact(kg__jsonld *p, const kg__context *c, const kg__term *property, kg__json *value)
{
  static const kg__term none = {0};
  const kg__term *t = property ? property : &none;
  bool has_index = kg__json_has(value, KG_STR("@index"));
  bool index_told = t->container & KG__CONTAINER_INDEX;
  if (!kg__is_value_object(value))
    return compact_reference(p, c, t, value, index_told);
  if ((!has_index || index_told) && is_told(c, t, value))
    return kg__json_get(value, KG_STR("@value"));
  return renamed(p, c, value, index_told);
}
