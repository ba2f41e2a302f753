// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Nodes of librdf and ids.  A blank node that a caller labelled has that name for good; others are numbers,
// printed as "b12".  If some caller took "b12" for a name, number 12 is printed "b12x", and so on.

#include "kg/base/utf8.h"
#include "kg/store/redland_api.h"
#include "kg/vocab.h"

#include <stdio.h>
#include <stdlib.h>

#define api kg__librdf_api

enum { LABEL_ROOM = 64 };

// ---- blank nodes

static kg_status
label_of_number(kg_txn *txn, kg_str plain, char room[LABEL_ROOM], kg_str *label, kg_error *err)
{
  kg_id taken;
  if (plain.len + 1 > LABEL_ROOM)
    return kg_error_set(err, KG_ERR_LIMIT, "a blank node's label is too long");
  memcpy(room, plain.ptr, plain.len);
  *label = (kg_str){room, plain.len};
  kg_status st;
  while ((st = kg_txn_find_name(txn, *label, &taken, err)) == KG_OK) {
    if (label->len == LABEL_ROOM)
      return kg_error_set(err, KG_ERR_LIMIT, "a blank node's label is too long");
    room[label->len++] = 'x';
  }
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

// The one that is printed so and has no name.
static kg_status
find_number(kg_txn *txn, kg_str label, kg_id *id, kg_error *err)
{
  char room[LABEL_ROOM];
  kg_str plain = label, printed;
  while (plain.len && plain.ptr[plain.len - 1] == 'x')
    plain.len--;
  kg_term term = kg_term_blank(plain);
  KG_TRY(kg_txn_find(txn, &term, id, err));
  kg_arena *arena = kg_arena_new();
  kg_str name;
  kg_status st = arena ? kg_txn_blank_name(txn, *id, arena, &name, err) : KG_ERR_NOMEM;
  kg_arena_free(arena);
  if (st != KG_ERR_NOT_FOUND)
    return st ? st : KG_ERR_NOT_FOUND;
  KG_TRY(label_of_number(txn, plain, room, &printed, err));
  return kg_str_equal(printed, label) ? KG_OK : KG_ERR_NOT_FOUND;
}

static kg_status
blank_id(kg_txn *txn, kg_str label, bool make, kg_id *id, kg_error *err)
{
  kg_status st = kg_txn_find_name(txn, label, id, err);
  if (st == KG_ERR_NOT_FOUND)
    st = find_number(txn, label, id, err);
  return st == KG_ERR_NOT_FOUND && make ? kg_txn_name_blank(txn, label, id, err) : st;
}

static kg_status
blank_label(kg_txn *txn, kg_id id, kg_arena *arena, kg_str *label, kg_error *err)
{
  kg_term term;
  char room[LABEL_ROOM];
  kg_status st = kg_txn_blank_name(txn, id, arena, label, err);
  if (st != KG_ERR_NOT_FOUND)
    return st;
  KG_TRY(kg_txn_term(txn, id, arena, &term, err));
  KG_TRY(label_of_number(txn, term.value, room, label, err));
  *label = kg_arena_str(arena, *label);
  return label->ptr ? KG_OK : kg_error_set(err, KG_ERR_NOMEM, "no memory for a label");
}

kg_status
kg__term_label(kg_txn *txn, kg_arena *arena, kg_term *term, kg_error *err)
{
  kg_id id;
  kg_status st = term->kind == KG_TERM_BLANK ? kg_txn_find(txn, term, &id, err) : KG_ERR_NOT_FOUND;
  if (!st)
    st = blank_label(txn, id, arena, &term->value, err);
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

// ---- terms

static kg_str
uri_str(librdf_uri *uri)
{
  size_t n = 0;
  const char *text = uri ? (const char *)api.librdf_uri_as_counted_string(uri, &n) : NULL;
  return (kg_str){text, n};
}

static kg_status
lower_case(kg_str language, kg_arena *arena, kg_str *lower)
{
  *lower = kg_arena_str(arena, language);
  for (size_t i = 0; lower->ptr && i < lower->len; i++) {
    char c = lower->ptr[i];
    ((char *)lower->ptr)[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  return lower->ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
literal_term(librdf_node *node, kg_arena *arena, kg_term *term)
{
  size_t n = 0;
  const char *text = (const char *)api.librdf_node_get_literal_value_as_counted_string(node, &n);
  const char *language = api.librdf_node_get_literal_value_language(node);
  kg_str value = {text ? text : "", n}, lower;
  if (!language || !*language) {
    *term = kg_term_literal(value, uri_str(api.librdf_node_get_literal_value_datatype_uri(node)));
    return KG_OK;
  }
  KG_TRY(lower_case(kg_str_of(language), arena, &lower));
  *term = kg_term_lang(value, lower, KG_DIRECTION_NONE);
  return KG_OK;
}

static kg_status
node_term(librdf_node *node, kg_arena *arena, kg_term *term, kg_error *err)
{
  kg_status st = KG_OK;
  if (api.librdf_node_get_type(node) == LIBRDF_NODE_TYPE_RESOURCE)
    *term = kg_term_iri(uri_str(api.librdf_node_get_uri(node)));
  else if (api.librdf_node_get_type(node) == LIBRDF_NODE_TYPE_LITERAL)
    st = literal_term(node, arena, term);
  else
    return kg_error_set(err, KG_ERR_ARGUMENT, "a node of unknown type");
  if (!st && kg__utf8_check(term->value) < term->value.len)
    return kg_error_set(err, KG_ERR_DATA, "a term is not UTF-8");
  return st ? kg_error_set(err, st, "no memory for a term") : KG_OK;
}

kg_status
kg__node_id(kg_txn *txn, librdf_node *node, bool make, kg_id *id, kg_error *err)
{
  if (api.librdf_node_get_type(node) == LIBRDF_NODE_TYPE_BLANK) {
    size_t n = 0;
    const char *label = (const char *)api.librdf_node_get_counted_blank_identifier(node, &n);
    return blank_id(txn, (kg_str){label, n}, make, id, err);
  }
  kg_term term;
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? node_term(node, arena, &term, err) : KG_ERR_NOMEM;
  if (!st)
    st = make ? kg_txn_intern(txn, &term, id, err) : kg_txn_find(txn, &term, id, err);
  kg_arena_free(arena);
  return st;
}

kg_status
kg__statement_ids(kg_txn *txn, librdf_statement *statement, librdf_node *context, bool make, kg_quad_ids *ids,
                  kg_error *err)
{
  librdf_node *nodes[4] = {statement ? api.librdf_statement_get_subject(statement) : NULL,
                           statement ? api.librdf_statement_get_predicate(statement) : NULL,
                           statement ? api.librdf_statement_get_object(statement) : NULL, context};
  kg_id *const to[4] = {&ids->s, &ids->p, &ids->o, &ids->g};
  for (int i = 0; i < 4; i++) {
    *to[i] = KG_ID_NONE;
    if (nodes[i])
      KG_TRY(kg__node_id(txn, nodes[i], make, to[i], err));
  }
  return KG_OK;
}

// raptor reads a language to its NUL, whatever length it is told.
static librdf_node *
literal_node(librdf_world *world, const kg_term *term)
{
  librdf_uri *datatype = NULL;
  char *language = term->language.len ? strndup(term->language.ptr, term->language.len) : NULL;
  if (term->language.len && !language)
    return NULL;
  bool plain = term->language.len || kg_str_equal(term->datatype, KG_STR(KG_XSD_STRING));
  if (!plain)
    datatype = api.librdf_new_uri2(world, (const unsigned char *)term->datatype.ptr, term->datatype.len);
  if (!plain && !datatype)
    return NULL;
  librdf_node *node = api.librdf_new_node_from_typed_counted_literal(
      world, (const unsigned char *)term->value.ptr, term->value.len, language, term->language.len, datatype);
  free(language);
  if (datatype)
    api.librdf_free_uri(datatype);
  return node;
}

librdf_node *
kg__term_node(librdf_world *world, const kg_term *term)
{
  const unsigned char *text = (const unsigned char *)term->value.ptr;
  switch (term->kind) {
  case KG_TERM_IRI:
    return api.librdf_new_node_from_counted_uri_string(world, text, term->value.len);
  case KG_TERM_BLANK:
    return api.librdf_new_node_from_counted_blank_identifier(world, text, term->value.len);
  case KG_TERM_LITERAL:
    return literal_node(world, term);
  default:
    return NULL;
  }
}

librdf_node *
kg__id_node(librdf_world *world, kg_txn *txn, kg_id id, kg_error *err)
{
  kg_term term = {.kind = KG_TERM_BLANK};
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? KG_OK : kg_error_set(err, KG_ERR_NOMEM, "no memory for a term");
  if (!st)
    st = kg_id_tag(id) == KG_TAG_BLANK ? blank_label(txn, id, arena, &term.value, err)
                                       : kg_txn_term(txn, id, arena, &term, err);
  librdf_node *node = st ? NULL : kg__term_node(world, &term);
  if (!st && !node)
    kg_error_set(err, KG_ERR_NOMEM, "librdf does not take a term");
  kg_arena_free(arena);
  return node;
}
