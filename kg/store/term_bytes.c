// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The bytes under which the dictionary keeps a term: one byte that tells the kind, then what the kind needs.
// Terms are equal if and only if their bytes are: language tags are in lower case, other terms are named by
// ids.

#include "kg/store/private.h"

#include "kg/vocab.h"

enum { ID_SIZE = 8, TAG_LENGTH_SIZE = 4, LANG_HEAD = 1 + TAG_LENGTH_SIZE };

static kg_status
add_mark(kg_buf *buf, kg__term_mark mark)
{
  return kg_buf_add_char(buf, (char)mark);
}

static kg_status
add_id(kg_buf *buf, kg_id id)
{
  char bytes[ID_SIZE];
  kg__u64_put(bytes, id);
  return kg_buf_add(buf, bytes, sizeof bytes);
}

static char
lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static kg_status
add_language(kg_buf *buf, const kg_term *term)
{
  if (term->language.len > UINT32_MAX)
    return KG_ERR_NOMEM;
  uint32_t length = htobe32((uint32_t)term->language.len);
  KG_TRY(add_mark(buf, KG__MARK_LANG));
  KG_TRY(kg_buf_add_char(buf, (char)term->direction));
  KG_TRY(kg_buf_add(buf, &length, sizeof length));
  for (size_t i = 0; i < term->language.len; i++)
    KG_TRY(kg_buf_add_char(buf, lower(term->language.ptr[i])));
  return kg_buf_add_str(buf, term->value);
}

static kg_status
encode(const kg_term *term, const kg_id *ids, kg_buf *buf)
{
  if (term->kind == KG_TERM_IRI) {
    KG_TRY(add_mark(buf, KG__MARK_IRI));
    return kg_buf_add_str(buf, term->value);
  }
  if (term->kind == KG_TERM_TRIPLE) {
    KG_TRY(add_mark(buf, KG__MARK_TRIPLE));
    KG_TRY(add_id(buf, ids[0]));
    KG_TRY(add_id(buf, ids[1]));
    return add_id(buf, ids[2]);
  }
  if (term->language.len)
    return add_language(buf, term);
  if (kg__term_is_string(term)) {
    KG_TRY(add_mark(buf, KG__MARK_STRING));
    return kg_buf_add_str(buf, term->value);
  }
  KG_TRY(add_mark(buf, KG__MARK_TYPED));
  KG_TRY(add_id(buf, ids[0]));
  return kg_buf_add_str(buf, term->value);
}

bool
kg__term_is_string(const kg_term *term)
{
  return term->kind == KG_TERM_LITERAL && !term->language.len &&
         (!term->datatype.len || kg_str_equal(term->datatype, KG_STR(KG_XSD_STRING)));
}

kg_status
kg__term_encode(const kg_term *term, const kg_id *ids, kg_buf *buf)
{
  kg_buf_clear(buf);
  return encode(term, ids, buf);
}

kg_tag
kg__term_mark_tag(char mark)
{
  switch (mark) {
  case KG__MARK_IRI:
    return KG_TAG_IRI;
  case KG__MARK_STRING:
  case KG__MARK_LANG:
  case KG__MARK_TYPED:
    return KG_TAG_LITERAL;
  case KG__MARK_TRIPLE:
    return KG_TAG_TRIPLE;
  default:
    return KG_TAG_NONE;
  }
}

static kg_str
behind(kg_str s, size_t n)
{
  return (kg_str){s.ptr + n, s.len - n};
}

static bool
decode_language(kg_str bytes, kg_term *term)
{
  uint32_t length;
  if (bytes.len < LANG_HEAD)
    return false;
  memcpy(&length, bytes.ptr + 1, sizeof length);
  length = be32toh(length);
  if (bytes.ptr[0] < KG_DIRECTION_NONE || bytes.ptr[0] > KG_DIRECTION_RTL || length > bytes.len - LANG_HEAD ||
      !length)
    return false;
  kg_direction direction = (kg_direction)bytes.ptr[0];
  *term = kg_term_lang(behind(bytes, LANG_HEAD + length), (kg_str){bytes.ptr + LANG_HEAD, length}, direction);
  return true;
}

static bool
decode_typed(kg_str bytes, kg_term *term, kg_id *datatype)
{
  if (bytes.len < ID_SIZE)
    return false;
  *datatype = kg__u64_get(bytes.ptr);
  *term = (kg_term){.kind = KG_TERM_LITERAL, .value = behind(bytes, ID_SIZE)};
  return kg_id_tag(*datatype) == KG_TAG_IRI;
}

static bool
decode_triple(kg_str bytes, kg_term *term, kg_id ids[3])
{
  if (bytes.len != 3 * ID_SIZE)
    return false;
  for (size_t i = 0; i < 3; i++)
    ids[i] = kg__u64_get(bytes.ptr + i * ID_SIZE);
  *term = (kg_term){.kind = KG_TERM_TRIPLE};
  return true;
}

static bool
decode(kg_str bytes, kg_term *term, kg_id ids[3])
{
  if (!bytes.len)
    return false;
  kg_str rest = behind(bytes, 1);
  switch (bytes.ptr[0]) {
  case KG__MARK_IRI:
    *term = kg_term_iri(rest);
    return true;
  case KG__MARK_STRING:
    *term = kg_term_string(rest);
    return true;
  case KG__MARK_LANG:
    return decode_language(rest, term);
  case KG__MARK_TYPED:
    return decode_typed(rest, term, &ids[0]);
  case KG__MARK_TRIPLE:
    return decode_triple(rest, term, ids);
  default:
    return false;
  }
}

kg_status
kg__term_decode(kg_str bytes, kg_term *term, kg_id ids[3], kg_error *err)
{
  if (decode(bytes, term, ids))
    return KG_OK;
  return kg_error_set(err, KG_ERR_STORE, "the store is damaged: a term cannot be read");
}
