// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Keywords, kinds of IRIs, kinds of objects.

#include "kg/rdf/jsonld/jsonld.h"

bool
kg__is_keyword(kg_str s)
{
  static const char *const keywords[] = {
      "@base",     "@container", "@context",   "@default",   "@direction",  "@embed",
      "@explicit", "@graph",     "@id",        "@import",    "@included",   "@index",
      "@json",     "@language",  "@list",      "@nest",      "@none",       "@omitDefault",
      "@prefix",   "@preserve",  "@propagate", "@protected", "@requireAll", "@reverse",
      "@set",      "@type",      "@value",     "@version",   "@vocab"};
  if (s.len < 3 || s.ptr[0] != '@')
    return false;
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
    if (kg__is(s, keywords[i]))
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
