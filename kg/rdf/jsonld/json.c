// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/jsonld/jsonld.h"

#include <stdlib.h>
#include <xxhash.h>

enum { INDEXED = 12 }; // Members from which on an object has a hash table

kg__json *
kg__json_new(kg__jsonld *p, kg__json_type type)
{
  kg__json *v = kg__jsonld_alloc(p, sizeof *v);
  *v = (kg__json){.type = (uint8_t)type};
  return v;
}

kg__json *
kg__json_string(kg__jsonld *p, kg_str text)
{
  kg__json *v = kg__json_new(p, KG__JSON_STRING);
  v->string = text;
  return v;
}

kg__json *
kg__json_number(kg__jsonld *p, kg_str lexical)
{
  kg__json *v = kg__json_new(p, KG__JSON_NUMBER);
  v->string = lexical;
  return v;
}

kg__json *
kg__json_bool(kg__jsonld *p, bool value)
{
  return kg__json_new(p, value ? KG__JSON_TRUE : KG__JSON_FALSE);
}

kg__json *
kg__json_array_of(kg__jsonld *p, kg__json *item)
{
  kg__json *v = kg__json_new(p, KG__JSON_ARRAY);
  kg__json_append(p, v, item);
  return v;
}

kg__json *
kg__json_as_array(kg__jsonld *p, kg__json *v)
{
  if (!v)
    return kg__json_new(p, KG__JSON_ARRAY);
  return v->type == KG__JSON_ARRAY ? v : kg__json_array_of(p, v);
}

kg__json *
kg__json_object_of(kg__jsonld *p, kg_str key, kg__json *value)
{
  kg__json *v = kg__json_new(p, KG__JSON_OBJECT);
  kg__json_set(p, v, key, value);
  return v;
}

// Room for one item more; what was there is left to the arena.
static void *
grow(kg__jsonld *p, void *items, uint32_t n, uint32_t *capacity, size_t size)
{
  if (n < *capacity)
    return items;
  if (n >= UINT32_MAX / 2)
    kg__jsonld_stop(p, KG_ERR_LIMIT, "more than %u items in one JSON array or object", n);
  *capacity = n ? n * 2 : 1;
  void *more = kg__jsonld_alloc(p, *capacity * size);
  if (n)
    memcpy(more, items, n * size);
  return more;
}

void
kg__json_append(kg__jsonld *p, kg__json *array, kg__json *item)
{
  array->items = grow(p, array->items, array->n_items, &array->items_capacity, sizeof *array->items);
  array->items[array->n_items++] = item;
}

void
kg__json_append_all(kg__jsonld *p, kg__json *array, kg__json *items)
{
  if (!kg__json_is_array(items)) {
    kg__json_append(p, array, items);
    return;
  }
  for (size_t i = 0; i < items->n_items; i++)
    kg__json_append(p, array, items->items[i]);
}

void
kg__json_reserve(kg__jsonld *p, kg__json *object, size_t n)
{
  if (object->members_capacity || !n || n >= UINT32_MAX / 2)
    return;
  object->members = kg__jsonld_alloc(p, n * sizeof *object->members);
  object->members_capacity = (uint32_t)n;
}

// ---- members

static uint64_t
hash(const kg__json *object, kg_str key)
{
  return XXH3_64bits_withSeed(key.len ? key.ptr : "", key.len, object->index[0]);
}

// The slot of a key, or the free one where it belongs.  The table begins with the seed and the mask.
static uint32_t *
slot(const kg__json *object, kg_str key)
{
  uint32_t mask = object->index[1];
  for (uint32_t i = (uint32_t)hash(object, key);; i++) {
    uint32_t *s = &object->index[2 + (i & mask)];
    if (!*s || kg_str_equal(object->members[*s - 1].key, key))
      return s;
  }
}

static void
build_index(kg__jsonld *p, kg__json *object)
{
  size_t n = 32;
  while (n < (size_t)object->members_capacity * 2)
    n *= 2;
  size_t size = (n + 2) * sizeof *object->index;
  object->index = kg__jsonld_alloc(p, size);
  memset(object->index, 0, size);
  object->index[0] = (uint32_t)p->seed;
  object->index[1] = (uint32_t)(n - 1);
  for (uint32_t i = 0; i < object->n_members; i++)
    *slot(object, object->members[i].key) = i + 1;
}

static kg__json_member *
find(const kg__json *object, kg_str key)
{
  if (!kg__json_is_object(object))
    return NULL;
  if (object->index) {
    uint32_t at = *slot(object, key);
    return at ? &object->members[at - 1] : NULL;
  }
  for (uint32_t i = 0; i < object->n_members; i++)
    if (kg_str_equal(object->members[i].key, key))
      return &object->members[i];
  return NULL;
}

void
kg__json_set(kg__jsonld *p, kg__json *object, kg_str key, kg__json *value)
{
  kg__json_member *there = find(object, key);
  if (there) {
    there->value = value;
    return;
  }
  uint32_t capacity = object->members_capacity;
  object->members =
      grow(p, object->members, object->n_members, &object->members_capacity, sizeof *object->members);
  object->members[object->n_members++] = (kg__json_member){key, value};
  if (object->n_members <= INDEXED)
    return;
  if (!object->index || capacity != object->members_capacity)
    build_index(p, object);
  else
    *slot(object, key) = object->n_members;
}

void
kg__json_remove(kg__jsonld *p, kg__json *object, kg_str key)
{
  kg__json_member *there = find(object, key);
  if (!there)
    return;
  size_t at = (size_t)(there - object->members);
  memmove(there, there + 1, (object->n_members - at - 1) * sizeof *there);
  object->n_members--;
  if (object->index)
    build_index(p, object);
}

kg__json *
kg__json_get(const kg__json *object, kg_str key)
{
  const kg__json_member *m = find(object, key);
  return m ? m->value : NULL;
}

void
kg__json_add_value(kg__jsonld *p, kg__json *object, kg_str key, kg__json *value, bool as_array)
{
  kg__json *there = kg__json_get(object, key);
  size_t n = kg__json_is_array(value) ? value->n_items : 1;
  if (!there && !as_array && n == 1) {
    kg__json_set(p, object, key, kg__json_is_array(value) ? value->items[0] : value);
    return;
  }
  if (!there && !as_array && n == 0)
    return;
  if (!kg__json_is_array(there)) {
    there = kg__json_as_array(p, there);
    kg__json_set(p, object, key, there);
  }
  kg__json_append_all(p, there, value);
}

// ---- the rest

kg__json *
kg__json_copy(kg__jsonld *p, const kg__json *v)
{
  kg__json *copy = kg__jsonld_alloc(p, sizeof *copy);
  *copy = *v;
  if (v->type == KG__JSON_ARRAY) {
    copy->items_capacity = v->n_items;
    copy->items = kg__jsonld_alloc(p, v->n_items * sizeof *v->items);
    if (v->n_items)
      memcpy(copy->items, v->items, v->n_items * sizeof *v->items);
  } else if (v->type == KG__JSON_OBJECT) {
    copy->members = kg__jsonld_alloc(p, v->members_capacity * sizeof *v->members);
    if (v->n_members)
      memcpy(copy->members, v->members, v->n_members * sizeof *v->members);
    if (copy->index)
      build_index(p, copy);
  }
  return copy;
}

bool
kg__json_contains_text(const kg__json *v, kg_str text)
{
  if (!kg__json_is_array(v))
    return kg__json_is_string(v) && kg_str_equal(v->string, text);
  for (size_t i = 0; i < v->n_items; i++)
    if (kg__json_is_string(v->items[i]) && kg_str_equal(v->items[i]->string, text))
      return true;
  return false;
}

static bool
objects_equal(const kg__json *a, const kg__json *b)
{
  if (a->n_members != b->n_members)
    return false;
  for (size_t i = 0; i < a->n_members; i++)
    if (!kg__json_equal(a->members[i].value, kg__json_get(b, a->members[i].key)))
      return false;
  return true;
}

static bool
arrays_equal(const kg__json *a, const kg__json *b)
{
  if (a->n_items != b->n_items)
    return false;
  for (size_t i = 0; i < a->n_items; i++)
    if (!kg__json_equal(a->items[i], b->items[i]))
      return false;
  return true;
}

bool
kg__json_equal(const kg__json *a, const kg__json *b)
{
  if (a == b)
    return true;
  if (!a || !b || a->type != b->type)
    return false;
  switch (a->type) {
  case KG__JSON_NUMBER:
    return kg_str_equal(a->string, b->string) ||
           kg__json_number_value(NULL, a) == kg__json_number_value(NULL, b);
  case KG__JSON_STRING:
    return kg_str_equal(a->string, b->string);
  case KG__JSON_ARRAY:
    return arrays_equal(a, b);
  case KG__JSON_OBJECT:
    return objects_equal(a, b);
  default:
    return true;
  }
}

static int
by_key(const void *a, const void *b)
{
  return kg_str_compare(((const kg__json_member *)a)->key, ((const kg__json_member *)b)->key);
}

const kg__json_member *
kg__json_members(kg__jsonld *p, const kg__json *object, bool sorted)
{
  if (!sorted || object->n_members < 2)
    return object->members;
  kg__json_member *copy = kg__jsonld_alloc(p, object->n_members * sizeof *copy);
  memcpy(copy, object->members, object->n_members * sizeof *copy);
  qsort(copy, object->n_members, sizeof *copy, by_key);
  return copy;
}
