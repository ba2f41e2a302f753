// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Keywords, kinds of IRIs, kinds of objects.

#include "kg/rdf/jsonld/jsonld.h"

bool
kg__is_keyword(kg_str s)
{
  static const kg_str keywords[] = {
      KG_STR("@base"),      KG_STR("@container"),   KG_STR("@context"),    KG_STR("@default"),
      KG_STR("@direction"), KG_STR("@embed"),       KG_STR("@explicit"),   KG_STR("@graph"),
      KG_STR("@id"),        KG_STR("@import"),      KG_STR("@included"),   KG_STR("@index"),
      KG_STR("@json"),      KG_STR("@language"),    KG_STR("@list"),       KG_STR("@nest"),
      KG_STR("@none"),      KG_STR("@omitDefault"), KG_STR("@prefix"),     KG_STR("@preserve"),
      KG_STR("@propagate"), KG_STR("@protected"),   KG_STR("@requireAll"), KG_STR("@reverse"),
      KG_STR("@set"),       KG_STR("@type"),        KG_STR("@value"),      KG_STR("@version"),
      KG_STR("@vocab")};
  if (s.len < 3 || s.ptr[0] != '@')
    return false;
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
    if (kg_str_equal(s, keywords[i]))
      return true;
  return false;
}

bool
kg__has_keyword_form(kg_str s)
{
  if (s.len < 2 || s.ptr[0] != '@')
    return false;
  for (size_t i = 1; i < s.len; i++)
    if ((s.ptr[i] | 32) < 'a' || (s.ptr[i] | 32) > 'z')
      return false;
  return true;
}

bool
kg__is_blank(kg_str s)
{
  return s.len >= 2 && s.ptr[0] == '_' && s.ptr[1] == ':';
}

bool
kg__is_iri(kg_str s)
{
  return kg_iri_is_absolute(s);
}

// Only these keys, and "@graph" among them.
static bool
is_graph_of(const kg__json *v, bool with_id)
{
  if (!kg__json_has(v, KG_STR("@graph")))
    return false;
  for (size_t i = 0; i < v->n_members; i++) {
    kg_str key = v->members[i].key;
    if (!kg__is(key, "@graph") && !kg__is(key, "@index") && !(with_id && kg__is(key, "@id")))
      return false;
  }
  return true;
}

bool
kg__is_graph_object(const kg__json *v)
{
  return is_graph_of(v, true);
}

bool
kg__is_simple_graph_object(const kg__json *v)
{
  return is_graph_of(v, false);
}

bool
kg__is_node_object(const kg__json *v)
{
  return kg__json_is_object(v) && !kg__is_value_object(v) && !kg__is_list_object(v) &&
         !kg__json_has(v, KG_STR("@set"));
}
