// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A literal's value prints a form that has the same value; ids and terms of one literal agree; the value
// survives a cast to string and back.  The first byte is the type, the rest the lexical form.

#include "tests/fuzz/fuzz.h"

#include "kg/sparql/compare.h"
#include "kg/sparql/function.h"

static void
check_id(const kg__value *v, kg__type type, kg_arena *arena)
{
  kg_term term = kg_term_literal(v->text, kg__type_iri(type));
  kg_id id = kg_id_inline(&term);
  if (!id)
    return;
  kg__value other = kg__value_of_id(id, arena);
  FUZZ_CHECK(other.kind == v->kind && other.type == v->type);
  FUZZ_CHECK(kg__value_order(v, &other) == 0);
  FUZZ_CHECK(kg__value_same_term(v, &other));
}

static void
check_print(kg__functions *f, const kg__value *v, kg__type type)
{
  kg__value plain = *v, again, text, back;
  kg_str form;
  plain.text = (kg_str){0};
  FUZZ_CHECK(kg__value_text(&plain, f->arena, &form) == KG_OK);
  again = kg__value_literal(form, kg__type_iri(type), f->arena);
  FUZZ_CHECK(again.kind == v->kind && kg__value_order(v, &again) == 0);
  FUZZ_CHECK(kg__cast(f, v, KG__TYPE_STRING, &text) == KG_OK && text.kind == KG__VALUE_STRING);
  FUZZ_CHECK(kg__cast(f, &text, type, &back) == KG_OK);
  FUZZ_CHECK(back.kind == v->kind && kg__value_order(v, &back) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg__functions f;
  if (!size || size > 6000)
    return 0;
  kg__type type = KG__TYPE_BOOLEAN + data[0] % (KG__TYPE_COUNT - KG__TYPE_BOOLEAN);
  kg_arena *arena = kg_arena_new();
  FUZZ_CHECK(kg__functions_init(&f, arena, NULL, KG_STR(""), NULL) == KG_OK);
  kg__value v = kg__value_literal((kg_str){(const char *)data + 1, size - 1}, kg__type_iri(type), arena);
  if (v.kind != KG__VALUE_OTHER) {
    FUZZ_CHECK(v.kind == kg__type_kind(type));
    check_id(&v, type, arena);
    check_print(&f, &v, type);
  }
  for (kg__type to = KG__TYPE_STRING; to < KG__TYPE_COUNT; to++) {
    kg__value cast;
    if (kg__type_kind(to) != KG__VALUE_LANG)
      FUZZ_CHECK(kg__cast(&f, &v, to, &cast) == KG_OK);
  }
  kg__functions_release(&f);
  kg_arena_free(arena);
  return 0;
}
