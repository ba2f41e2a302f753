// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/aggregate.h"

#include "kg/sparql/compare.h"

void
kg__aggregate_init(kg__aggregate *a, kg__aggregate_kind kind, kg_str separator)
{
  *a = (kg__aggregate){.kind = (uint8_t)kind, .separator = separator.ptr ? separator : KG_STR(" ")};
  if (kind == KG__AGGREGATE_SUM || kind == KG__AGGREGATE_AVG)
    a->value = kg__value_integer(0);
}

void
kg__aggregate_release(kg__aggregate *a)
{
  kg_buf_release(&a->text);
  kg_arena_free(a->arena);
  a->arena = NULL;
}

// What a value borrows besides its text.
static kg_str
borrowed(const kg__value *v)
{
  switch (v->kind) {
  case KG__VALUE_LANG:
    return v->language;
  case KG__VALUE_OTHER:
    return v->datatype;
  case KG__VALUE_INTEGER:
  case KG__VALUE_DECIMAL:
    return (kg_str){(const char *)v->decimal.limbs,
                    v->decimal.limbs ? v->decimal.n * sizeof *v->decimal.limbs : 0};
  default:
    return (kg_str){0};
  }
}

static kg_status
keep_triple(kg__aggregate *a, const kg__value *v)
{
  kg_term term = kg_term_triple(v->triple), copy;
  kg_arena *arena = kg_arena_new();
  if (!arena)
    return KG_ERR_NOMEM;
  kg_status st = kg_term_copy(&term, arena, &copy);
  if (!st)
    a->value = kg__value_of_term(&copy, v->id, arena);
  kg_arena_free(st ? arena : a->arena);
  a->arena = st ? a->arena : arena;
  return st;
}

// Keep a value with all that it borrows; limbs come first, for their alignment.
static kg_status
keep(kg__aggregate *a, const kg__value *v)
{
  if (v->kind == KG__VALUE_TRIPLE)
    return keep_triple(a, v);
  kg_str extra = borrowed(v);
  kg__value kept = *v;
  kg_buf text = {0};
  KG_TRY(kg_buf_reserve(&text, extra.len + v->text.len + 1));
  memcpy(text.ptr, extra.len ? extra.ptr : "", extra.len);
  memcpy(text.ptr + extra.len, v->text.len ? v->text.ptr : "", v->text.len);
  if (v->text.ptr)
    kept.text.ptr = text.ptr + extra.len;
  if (v->kind == KG__VALUE_LANG)
    kept.language.ptr = text.ptr;
  else if (v->kind == KG__VALUE_OTHER)
    kept.datatype.ptr = text.ptr;
  else if (extra.len)
    kept.decimal.limbs = (const uint32_t *)(const void *)text.ptr;
  kg_buf_release(&a->text);
  a->text = text;
  a->value = kept;
  return KG_OK;
}

static kg_status
add_number(kg__aggregate *a, kg__functions *f, const kg__value *v)
{
  kg__value sum;
  if (!kg__value_is_numeric(v)) {
    a->failed = true;
    return KG_OK;
  }
  KG_TRY(kg__add(f, &a->value, v, &sum));
  a->failed = sum.kind == KG__VALUE_ERROR;
  if (borrowed(&sum).len)
    return keep(a, &sum);
  a->value = sum;
  return KG_OK;
}

static kg_status
add_extreme(kg__aggregate *a, const kg__value *v, int sign)
{
  return a->count == 1 || sign * kg__value_order(v, &a->value) > 0 ? keep(a, v) : KG_OK;
}

static kg_status
add_text(kg__aggregate *a, kg__functions *f, const kg__value *v)
{
  if (!kg__value_is_literal(v) && v->kind != KG__VALUE_IRI) {
    a->failed = true;
    return KG_OK;
  }
  if (a->count > 1)
    KG_TRY(kg_buf_add_str(&a->text, a->separator));
  KG_TRY(kg__value_print(v, &a->text));
  return kg__functions_check_string(f, a->text.len);
}

kg_status
kg__aggregate_add(kg__aggregate *a, kg__functions *f, const kg__value *v)
{
  if (!kg__value_is_bound(v)) {
    a->failed |= a->kind != KG__AGGREGATE_COUNT && a->kind != KG__AGGREGATE_SAMPLE;
    return KG_OK;
  }
  a->count++;
  if (a->failed)
    return KG_OK;
  switch ((kg__aggregate_kind)a->kind) {
  case KG__AGGREGATE_SUM:
  case KG__AGGREGATE_AVG:
    return add_number(a, f, v);
  case KG__AGGREGATE_MIN:
    return add_extreme(a, v, -1);
  case KG__AGGREGATE_MAX:
    return add_extreme(a, v, 1);
  case KG__AGGREGATE_SAMPLE:
    return a->count == 1 ? keep(a, v) : KG_OK;
  case KG__AGGREGATE_GROUP_CONCAT:
    return add_text(a, f, v);
  default:
    return KG_OK;
  }
}

kg_status
kg__aggregate_result(const kg__aggregate *a, kg__functions *f, kg__value *result)
{
  kg__value count = kg__value_integer((int64_t)a->count);
  *result = a->value;
  if (a->failed) {
    *result = KG__VALUE_WRONG;
  } else if (a->kind == KG__AGGREGATE_COUNT) {
    *result = count;
  } else if (a->kind == KG__AGGREGATE_AVG && a->count) {
    return kg__divide(f, &a->value, &count, result);
  } else if (a->kind == KG__AGGREGATE_GROUP_CONCAT) {
    *result = kg__value_string(a->text.ptr ? kg_buf_str(&a->text) : KG_STR(""));
  } else if (!a->count && a->kind != KG__AGGREGATE_SUM && a->kind != KG__AGGREGATE_AVG) {
    *result = KG__VALUE_WRONG;
  }
  return KG_OK;
}
