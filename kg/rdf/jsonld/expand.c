// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Expansion (API, 5.1): the recursion, and what holds for whole objects.  Entries are in expand_entry.c.

#include "kg/rdf/jsonld/expand.h"

static kg__json *
expand_scalar(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element)
{
  if (!property.ptr || kg__is(property, "@graph"))
    return NULL;
  const kg__term *term = kg__context_term(c, property);
  if (term && term->context)
    c = kg__context_scoped(p, c, term, true, true);
  return kg__value_expand(p, c, kg__context_term(c, property), element);
}

static kg__json *
expand_array(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element, const kg__expansion *e,
             bool from_map)
{
  kg__json *result = kg__json_new(p, KG__JSON_ARRAY);
  const kg__term *term = kg__context_term(c, property);
  for (size_t i = 0; i < element->n_items; i++) {
    kg__json *item = kg__expand(p, c, property, element->items[i], e, from_map);
    if (term && term->container & KG__CONTAINER_LIST && kg__json_is_array(item))
      item = kg__json_object_of(p, KG_STR("@list"), item);
    if (item)
      kg__json_append_all(p, result, item);
  }
  return result;
}

// ---- which context an object is read with

static bool
keeps_context(kg__jsonld *p, const kg__context *c, const kg__json *element)
{
  for (size_t i = 0; i < element->n_members; i++) {
    kg_str key = kg__iri_expand_key(p, c, element->members[i].key);
    if (kg__is(key, "@value") || (kg__is(key, "@id") && element->n_members == 1))
      return true;
  }
  return false;
}

static int
by_text(const void *a, const void *b)
{
  return kg_str_compare((*(kg__json *const *)a)->string, (*(kg__json *const *)b)->string);
}

// The strings of "@type", in the order in which their contexts are taken.
static kg__json *
sorted_texts(kg__jsonld *p, kg__json *value)
{
  kg__json *all = kg__json_as_array(p, value), *texts = kg__json_new(p, KG__JSON_ARRAY);
  for (size_t i = 0; i < all->n_items; i++)
    if (kg__json_is_string(all->items[i]))
      kg__json_append(p, texts, all->items[i]);
  if (texts->n_items > 1)
    qsort(texts->items, texts->n_items, sizeof *texts->items, by_text);
  return texts;
}

static const kg__context *
type_contexts(kg__jsonld *p, const kg__context *c, const kg__context *type_scoped, kg__json *value)
{
  kg__json *texts = sorted_texts(p, value);
  for (size_t i = 0; i < texts->n_items; i++) {
    const kg__term *term = kg__context_term(type_scoped, texts->items[i]->string);
    if (term && term->context)
      c = kg__context_scoped(p, c, term, false, false);
  }
  return c;
}

static bool
has_type_key(kg__jsonld *p, const kg__context *c, const kg__json *element)
{
  for (size_t i = 0; i < element->n_members; i++)
    if (kg__is(kg__iri_expand_key(p, c, element->members[i].key), "@type"))
      return true;
  return false;
}

static void
apply_types(kg__object *o, kg__json *element)
{
  o->type_scoped = o->c;
  if (!has_type_key(o->p, o->c, element))
    return;
  kg__json *first = NULL;
  const kg__json_member *members = kg__json_members(o->p, element, true);
  for (size_t i = 0; i < element->n_members; i++) {
    if (!kg__is(kg__iri_expand_key(o->p, o->type_scoped, members[i].key), "@type"))
      continue;
    first = first ? first : members[i].value;
    o->c = type_contexts(o->p, o->c, o->type_scoped, members[i].value);
  }
  kg__json *types = kg__json_as_array(o->p, first);
  kg_str last = types->n_items ? kg__json_text(types->items[types->n_items - 1]) : (kg_str){0};
  o->is_json = kg__is(kg__iri_expand_key(o->p, o->c, last), "@json");
}

static void
choose_context(kg__object *o, kg__json *element, bool from_map)
{
  const kg__term *term = kg__context_term(o->c, o->property);
  if (o->c->previous && !from_map && !keeps_context(o->p, o->c, element))
    o->c = o->c->previous;
  if (term && term->context)
    o->c = kg__context_scoped(o->p, o->c, term, true, true);
  kg__json *local = kg__json_get(element, KG_STR("@context"));
  kg__processing how = {.base = o->e->base};
  if (local)
    o->c = kg__context_process(o->p, o->c, local, &how);
  apply_types(o, element);
}

// ---- what becomes of the result

static bool
is_type_iri(const kg__json *type)
{
  kg_str text = kg__json_text(type);
  return kg__is_iri(text) && !kg__is_blank(text) && kg_iri_check(text) == text.len;
}

static void
check_value_entries(kg__object *o, kg__json *at)
{
  static const char *const known[] = {"@direction", "@index", "@language", "@type", "@value"};
  kg__json *r = o->result;
  for (size_t i = 0; i < r->n_members; i++) {
    bool fine = false;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
      fine |= kg__is(r->members[i].key, known[k]);
    if (!fine)
      kg__jsonld_fail(o->p, at, "invalid value object", "\"%.*s\" cannot stand beside @value",
                      KG_STR_ARG(r->members[i].key));
  }
  if (kg__json_has(r, KG_STR("@type")) &&
      (kg__json_has(r, KG_STR("@language")) || kg__json_has(r, KG_STR("@direction"))))
    kg__jsonld_fail(o->p, at, "invalid value object", "@type cannot stand beside @language or @direction");
}

static kg__json *
finish_value(kg__object *o, kg__json *at)
{
  kg__json *value = kg__json_get(o->result, KG_STR("@value"));
  kg__json *type = kg__json_get(o->result, KG_STR("@type"));
  check_value_entries(o, at);
  if (type && kg__json_contains_text(type, KG_STR("@json")))
    return o->result;
  if (value->type == KG__JSON_NULL || (kg__json_is_empty_array(value) && !o->e->framing))
    return NULL;
  if (o->e->framing)
    return o->result;
  if (!kg__json_is_string(value) && kg__json_has(o->result, KG_STR("@language")))
    kg__jsonld_fail(o->p, at, "invalid language-tagged value", "@value is not a string");
  if (type && !is_type_iri(type))
    kg__jsonld_fail(o->p, at, "invalid typed value", "@type is not an IRI");
  return o->result;
}

static kg__json *
finish_set_or_list(kg__object *o, kg__json *at)
{
  kg__json *r = o->result, *set = kg__json_get(r, KG_STR("@set"));
  size_t allowed = 1 + kg__json_has(r, KG_STR("@index"));
  if (r->n_members > allowed)
    kg__jsonld_fail(o->p, at, "invalid set or list object", "only @index can stand beside @set or @list");
  return set ? set : r;
}

static kg__json *
finish(kg__object *o, kg__json *at)
{
  kg__json *r = o->result, *type;
  if (kg__is_value_object(r))
    r = finish_value(o, at);
  else if ((type = kg__json_get(r, KG_STR("@type"))) && !kg__json_is_array(type))
    kg__json_set(o->p, r, KG_STR("@type"), kg__json_array_of(o->p, type));
  else if (kg__json_has(r, KG_STR("@set")) || kg__is_list_object(r))
    r = finish_set_or_list(o, at);
  if (kg__json_is_object(r) && r->n_members == 1 && kg__json_has(r, KG_STR("@language")))
    return NULL;
  if (!o->property.ptr || kg__is(o->property, "@graph")) {
    bool is_object = kg__json_is_object(r);
    bool only_id = is_object && r->n_members == 1 && kg__json_has(r, KG_STR("@id"));
    if (is_object && ((!r->n_members && !o->e->framing) || kg__is_value_object(r) || kg__is_list_object(r) ||
                      (only_id && !o->e->framing)))
      return NULL;
  }
  return r;
}

// ---- the algorithm

static kg__json *
expand_object(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element, const kg__expansion *e,
              bool from_map)
{
  kg__object o = {.p = p, .c = c, .property = property, .e = e, .result = kg__json_new(p, KG__JSON_OBJECT)};
  kg__json_reserve(p, o.result, element->n_members);
  o.result->document = element->document;
  o.result->offset = element->offset;
  choose_context(&o, element, from_map);
  kg__expand_entries(&o, element);
  return finish(&o, element);
}

kg__json *
kg__expand(kg__jsonld *p, const kg__context *c, kg_str property, kg__json *element, const kg__expansion *e,
           bool from_map)
{
  kg__expansion plain = {.base = e->base};
  kg__json *result;
  if (kg__json_is_null(element))
    return NULL;
  if (kg__is(property, "@default"))
    e = &plain;
  kg__jsonld_enter(p);
  if (kg__json_is_array(element))
    result = expand_array(p, c, property, element, e, from_map);
  else if (kg__json_is_object(element))
    result = expand_object(p, c, property, element, e, from_map);
  else
    result = expand_scalar(p, c, property, element);
  p->depth--;
  return result;
}

kg__json *
kg__expand_document(kg__jsonld *p, const kg__context *c, kg__json *document, const kg__expansion *e)
{
  kg__json *result = kg__expand(p, c, (kg_str){0}, document, e, false);
  kg__json *graph = kg__json_get(result, KG_STR("@graph"));
  if (graph && result->n_members == 1)
    result = graph;
  return kg__json_as_array(p, result);
}
