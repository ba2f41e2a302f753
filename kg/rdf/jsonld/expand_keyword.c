// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Expansion: entries whose key is a keyword (API, 5.1.2, step 13.4).

#include "kg/rdf/jsonld/expand.h"

static void
set(kg__object *o, const char *keyword, kg__json *value)
{
  kg__json_set(o->p, o->result, kg_str_of(keyword), value);
}

static bool
is_array_of_texts(const kg__json *v)
{
  for (size_t i = 0; kg__json_is_array(v) && i < v->n_items; i++)
    if (!kg__json_is_string(v->items[i]))
      return false;
  return kg__json_is_array(v);
}

// In frames: a wildcard {}, or several texts.
static bool
is_pattern(const kg__object *o, const kg__json *v)
{
  if (!o->e->framing)
    return false;
  if (kg__json_is_array(v) && v->n_items == 1 && kg__json_is_empty_object(v->items[0]))
    return true;
  return kg__json_is_empty_object(v) || is_array_of_texts(v);
}

static kg__json *
iri_value(kg__object *o, const kg__context *c, kg__json *text, bool vocab)
{
  if (!kg__json_is_string(text))
    return text;
  kg_str iri = kg__iri_expand(o->p, c, text->string, true, vocab, NULL);
  return iri.ptr ? kg__json_string(o->p, iri) : kg__json_new(o->p, KG__JSON_NULL);
}

static void
expand_id(kg__object *o, kg__json *value)
{
  if (!kg__json_is_string(value) && !is_pattern(o, value))
    kg__jsonld_fail(o->p, value, "invalid @id value", "it is not a string");
  if (!o->e->framing) {
    set(o, "@id", iri_value(o, o->c, value, false));
    return;
  }
  kg__json *items = kg__json_as_array(o->p, value), *result = kg__json_new(o->p, KG__JSON_ARRAY);
  for (size_t i = 0; i < items->n_items; i++)
    kg__json_append(o->p, result, iri_value(o, o->c, items->items[i], false));
  set(o, "@id", result);
}

static kg__json *
default_type(kg__object *o, kg__json *value)
{
  kg__json *text = kg__json_get(value, KG_STR("@default"));
  kg__json *items = kg__json_as_array(o->p, text), *result = kg__json_new(o->p, KG__JSON_ARRAY);
  for (size_t i = 0; i < items->n_items; i++)
    kg__json_append(o->p, result, iri_value(o, o->type_scoped, items->items[i], true));
  return kg__json_object_of(o->p, KG_STR("@default"), kg__json_is_array(text) ? result : result->items[0]);
}

static bool
is_type_item(const kg__object *o, const kg__json *v)
{
  return kg__json_is_string(v) ||
         (o->e->framing && (kg__json_is_empty_object(v) || kg__json_has(v, KG_STR("@default"))));
}

static void
expand_type(kg__object *o, kg__json *value)
{
  kg__json *items = kg__json_as_array(o->p, value), *result = kg__json_new(o->p, KG__JSON_ARRAY);
  for (size_t i = 0; i < items->n_items; i++) {
    kg__json *item = items->items[i];
    if (!is_type_item(o, item))
      kg__jsonld_fail(o->p, item, "invalid type value", "it is neither a string nor an array of strings");
    bool has_default = kg__json_has(item, KG_STR("@default"));
    kg__json_append(o->p, result,
                    has_default ? default_type(o, item) : iri_value(o, o->type_scoped, item, true));
  }
  kg__json *there = kg__json_get(o->result, KG_STR("@type"));
  if (there) {
    kg__json *both = kg__json_copy(o->p, kg__json_as_array(o->p, there));
    kg__json_append_all(o->p, both, result);
    result = both;
  } else if (!kg__json_is_array(value)) {
    result = result->items[0];
  }
  set(o, "@type", result);
}

static void
expand_included(kg__object *o, kg__json *value)
{
  if (kg__jsonld_is_1_0(o->p))
    return;
  kg__json *expanded =
      kg__json_as_array(o->p, kg__expand(o->p, o->c, KG_STR("@included"), value, o->e, false));
  for (size_t i = 0; i < expanded->n_items; i++)
    if (!kg__is_node_object(expanded->items[i]))
      kg__jsonld_fail(o->p, value, "invalid @included value", "it is not a node");
  kg__json_add_value(o->p, o->result, KG_STR("@included"), expanded, true);
}

static bool
is_value_pattern(const kg__object *o, const kg__json *v)
{
  if (!o->e->framing || !kg__json_is_array(v))
    return o->e->framing && kg__json_is_empty_object(v);
  for (size_t i = 0; i < v->n_items; i++)
    if (!kg__json_is_scalar(v->items[i]) && !kg__json_is_empty_object(v->items[i]))
      return false;
  return true;
}

static void
expand_value(kg__object *o, kg__json *value)
{
  if (o->is_json) {
    if (kg__jsonld_is_1_0(o->p))
      kg__jsonld_fail(o->p, value, "invalid value object value", "@json is of JSON-LD 1.1");
  } else if (!kg__json_is_null(value) && !kg__json_is_scalar(value) && !is_value_pattern(o, value)) {
    kg__jsonld_fail(o->p, value, "invalid value object value", "it is neither a scalar nor null");
  }
  bool wrap = o->e->framing && !o->is_json && !kg__json_is_null(value);
  set(o, "@value", wrap ? kg__json_as_array(o->p, value) : value);
}

static void
expand_language(kg__object *o, kg__json *value)
{
  if (!kg__json_is_string(value) && !is_pattern(o, value))
    kg__jsonld_fail(o->p, value, "invalid language-tagged string", "@language is not a string");
  set(o, "@language", o->e->framing ? kg__json_as_array(o->p, value) : value);
}

static void
expand_direction(kg__object *o, kg__json *value)
{
  kg_str text = kg__json_text(value);
  if (kg__jsonld_is_1_0(o->p))
    return;
  if (!kg__is(text, "ltr") && !kg__is(text, "rtl") && !is_pattern(o, value))
    kg__jsonld_fail(o->p, value, "invalid base direction", "@direction is not \"ltr\" or \"rtl\"");
  set(o, "@direction", o->e->framing ? kg__json_as_array(o->p, value) : value);
}

static void
expand_index(kg__object *o, kg__json *value)
{
  if (!kg__json_is_string(value))
    kg__jsonld_fail(o->p, value, "invalid @index value", "it is not a string");
  set(o, "@index", value);
}

static void
expand_list(kg__object *o, kg__json *value)
{
  if (!o->property.ptr || kg__is(o->property, "@graph"))
    return;
  set(o, "@list", kg__json_as_array(o->p, kg__expand(o->p, o->c, o->property, value, o->e, false)));
}

static void
expand_set(kg__object *o, kg__json *value)
{
  kg__json *expanded = kg__expand(o->p, o->c, o->property, value, o->e, false);
  set(o, "@set", expanded ? expanded : kg__json_new(o->p, KG__JSON_ARRAY));
}

static void
expand_graph(kg__object *o, kg__json *value)
{
  set(o, "@graph", kg__json_as_array(o->p, kg__expand(o->p, o->c, KG_STR("@graph"), value, o->e, false)));
}

static void
expand_reverse(kg__object *o, kg__json *value)
{
  if (!kg__json_is_object(value))
    kg__jsonld_fail(o->p, value, "invalid @reverse value", "it is not an object");
  kg__json *expanded = kg__expand(o->p, o->c, KG_STR("@reverse"), value, o->e, false);
  for (size_t i = 0; i < kg__json_count(expanded); i++) {
    kg__json_member m = expanded->members[i];
    if (!kg__is(m.key, "@reverse")) {
      kg__expand_add_reverse(o, m.key, m.value, value);
      continue;
    }
    for (size_t k = 0; k < kg__json_count(m.value); k++)
      kg__json_add_value(o->p, o->result, m.value->members[k].key, m.value->members[k].value, true);
  }
}

// "@default", "@embed" ... of frames.
static void
expand_framing(kg__object *o, kg_str keyword, kg__json *value)
{
  kg__json *expanded = kg__expand(o->p, o->c, keyword, value, o->e, false);
  if (o->e->framing && expanded)
    kg__json_set(o->p, o->result, keyword, expanded);
}

bool
kg__expand_keyword(kg__object *o, kg_str keyword, kg__json *value)
{
  static const struct {
    const char *keyword;
    void (*expand)(kg__object *o, kg__json *value);
    bool repeats;
  } known[] = {{"@id", expand_id, false},
               {"@type", expand_type, true},
               {"@graph", expand_graph, false},
               {"@included", expand_included, true},
               {"@value", expand_value, false},
               {"@language", expand_language, false},
               {"@direction", expand_direction, false},
               {"@index", expand_index, false},
               {"@list", expand_list, false},
               {"@set", expand_set, false},
               {"@reverse", expand_reverse, false}};
  if (kg__is(o->property, "@reverse"))
    kg__jsonld_fail(o->p, value, "invalid reverse property map", "it has \"%.*s\"", KG_STR_ARG(keyword));
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (!kg__is(keyword, known[i].keyword))
      continue;
    if (kg__json_has(o->result, keyword) && !(known[i].repeats && !kg__jsonld_is_1_0(o->p)))
      kg__jsonld_fail(o->p, value, "colliding keywords", "\"%.*s\" is there twice", KG_STR_ARG(keyword));
    known[i].expand(o, value);
    return true;
  }
  if (kg__is(keyword, "@nest"))
    return false;
  static const char *const framing[] = {"@default", "@embed", "@explicit", "@omitDefault", "@requireAll"};
  for (size_t i = 0; i < sizeof framing / sizeof *framing; i++)
    if (kg__is(keyword, framing[i]))
      expand_framing(o, keyword, value);
  return true;
}
