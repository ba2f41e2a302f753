// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/value_pack.h"

static kg_status
pack_number(kg_buf *buf, uint64_t n)
{
  return kg_buf_add(buf, &n, sizeof n);
}

static uint64_t
unpack_number(kg_str *bytes)
{
  uint64_t n;
  memcpy(&n, bytes->ptr, sizeof n);
  bytes->ptr += sizeof n;
  bytes->len -= sizeof n;
  return n;
}

static kg_status
pack_text(kg_buf *buf, kg_str text)
{
  KG_TRY(pack_number(buf, text.len));
  return kg_buf_add_str(buf, text);
}

static kg_str
unpack_text(kg_str *bytes)
{
  size_t n = unpack_number(bytes);
  kg_str text = {bytes->ptr, n};
  bytes->ptr += n;
  bytes->len -= n;
  return text;
}

// Terms nest no deeper than KG_TERM_DEPTH.
static kg_status
pack_term(kg_buf *buf, const kg_term *term)
{
  KG_TRY(kg_buf_add_char(buf, (char)term->kind));
  if (term->kind == KG_TERM_TRIPLE) {
    for (int i = 0; i < 3; i++)
      KG_TRY(pack_term(buf, &term->triple[i]));
    return KG_OK;
  }
  KG_TRY(kg_buf_add_char(buf, (char)term->direction));
  KG_TRY(pack_text(buf, term->value));
  KG_TRY(pack_text(buf, term->datatype));
  return pack_text(buf, term->language);
}

static char
unpack_char(kg_str *bytes)
{
  bytes->len--;
  return *bytes->ptr++;
}

static kg_status
unpack_term(kg_str *bytes, kg_arena *arena, kg_term *term)
{
  *term = (kg_term){.kind = (kg_term_kind)unpack_char(bytes)};
  if (term->kind == KG_TERM_TRIPLE) {
    kg_term *parts = kg_arena_calloc(arena, 3, sizeof *parts);
    for (int i = 0; parts && i < 3; i++)
      KG_TRY(unpack_term(bytes, arena, &parts[i]));
    term->triple = parts;
    return parts ? KG_OK : KG_ERR_NOMEM;
  }
  term->direction = (kg_direction)unpack_char(bytes);
  term->value = unpack_text(bytes);
  term->datatype = unpack_text(bytes);
  term->language = unpack_text(bytes);
  return KG_OK;
}

kg_status
kg__value_pack(const kg__value *value, kg_arena *arena, kg_buf *buf)
{
  kg_term term;
  KG_TRY(kg_buf_add_char(buf, (char)value->kind));
  if (!kg__value_is_bound(value))
    return KG_OK;
  KG_TRY(pack_number(buf, value->id));
  if (kg_id_is_inline(value->id))
    return KG_OK;
  KG_TRY(kg__value_term(value, arena, &term));
  return pack_term(buf, &term);
}

kg_status
kg__value_unpack(kg_str *bytes, kg_arena *arena, kg__value *value)
{
  *value = (kg__value){.kind = (uint8_t)unpack_char(bytes)};
  if (!kg__value_is_bound(value))
    return KG_OK;
  kg_id id = unpack_number(bytes);
  if (kg_id_is_inline(id)) {
    *value = kg__value_of_id(id, arena);
    return KG_OK;
  }
  kg_term *term = kg_arena_alloc(arena, sizeof *term);
  if (!term)
    return KG_ERR_NOMEM;
  KG_TRY(unpack_term(bytes, arena, term));
  *value = kg__value_of_term(term, id, arena);
  return KG_OK;
}
