// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A term of the store becomes a literal of rasqal once in a run, and is found again by its address, so that
// joins need no dictionary and what comes out is exactly what is stored.  Where rasqal copies typed values on
// their way out it takes the text of the literal; it had replaced that by its own spelling of the value, so
// the stored spelling is put back.  The value, which comparisons use, stays.

#include "kg/sparql/rasqal_run.h"
#include "kg/vocab.h"

#include <stdlib.h>

static kg_str
key_of(const void *bytes)
{
  return (kg_str){bytes, 8};
}

static kg_str
str_of(const rasqal_literal *l)
{
  return (kg_str){(const char *)l->string, l->string ? l->string_len : 0};
}

// Text that rasqal will free.
static unsigned char *
copy_text(kg__rasqal_run *run, kg_str s)
{
  unsigned char *copy = run->api->rasqal_alloc_memory(s.len + 1);
  if (copy) {
    if (s.len)
      memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
  }
  return copy;
}

static raptor_uri *
new_uri(kg__rasqal_run *run, kg_str iri)
{
  return run->api->raptor_new_uri_from_counted_string(run->api->raptor, (const unsigned char *)iri.ptr,
                                                      iri.len);
}

static void
restore_text(kg__rasqal_run *run, rasqal_literal *l, kg_str text)
{
  if (kg_str_equal(str_of(l), text))
    return;
  unsigned char *copy = NULL;
  switch (l->type) {
  case RASQAL_LITERAL_BOOLEAN: // these two do not own their text
  case RASQAL_LITERAL_DECIMAL:
    copy = (unsigned char *)kg_arena_str(run->texts, text).ptr;
    break;
  case RASQAL_LITERAL_INTEGER:
  case RASQAL_LITERAL_INTEGER_SUBTYPE:
  case RASQAL_LITERAL_DOUBLE:
  case RASQAL_LITERAL_FLOAT:
  case RASQAL_LITERAL_DATE:
  case RASQAL_LITERAL_DATETIME:
    copy = copy_text(run, text);
    if (copy)
      run->api->rasqal_free_memory((void *)l->string);
    break;
  default:
    return;
  }
  if (!copy)
    return;
  l->string = copy;
  l->string_len = (unsigned)text.len;
}

static rasqal_literal *
new_plain(kg__rasqal_run *run, const kg_term *term)
{
  unsigned char *text = copy_text(run, term->value);
  char *language = term->language.len ? (char *)copy_text(run, term->language) : NULL;
  bool typed = !language && !kg_str_equal(term->datatype, KG_STR(KG_XSD_STRING));
  raptor_uri *datatype = typed ? new_uri(run, term->datatype) : NULL;
  if (!text || (typed && !datatype) || (term->language.len && !language)) {
    run->api->rasqal_free_memory(text);
    run->api->rasqal_free_memory(language);
    return NULL;
  }
  rasqal_literal *l = run->api->rasqal_new_string_literal(run->api->world, text, language, datatype, NULL);
  if (l && typed)
    restore_text(run, l, term->value);
  return l;
}

rasqal_literal *
kg__rasqal_new_literal(kg__rasqal_run *run, const kg_term *term)
{
  rasqal_literal *l = NULL;
  if (term->kind == KG_TERM_IRI) {
    raptor_uri *uri = new_uri(run, term->value);
    l = uri ? run->api->rasqal_new_uri_literal(run->api->world, uri) : NULL;
  } else if (term->kind == KG_TERM_BLANK) {
    unsigned char *label = copy_text(run, term->value);
    l = label ? run->api->rasqal_new_simple_literal(run->api->world, RASQAL_LITERAL_BLANK, label) : NULL;
  } else if (term->kind == KG_TERM_LITERAL) {
    l = new_plain(run, term);
  }
  if (!l)
    kg__rasqal_fail(run, KG_ERR_NOMEM, "no memory for a term");
  return l;
}

static kg_status
remember(kg__rasqal_run *run, rasqal_literal *l, kg_id id)
{
  uint64_t address = (uint64_t)(uintptr_t)l;
  KG_TRY(kg__map_put(&run->ids, key_of(&address), id, NULL, NULL));
  return kg__map_put(&run->literals, key_of(&id), address, NULL, NULL);
}

static kg_status
remember_wide(kg__rasqal_run *run, const rasqal_literal *l, const kg_term *term, kg_id id)
{
  if (l->type != RASQAL_LITERAL_DECIMAL || kg_str_equal(term->datatype, KG_STR(KG_XSD_DECIMAL)))
    return KG_OK;
  return kg__map_put(&run->wide, term->value, id, NULL, NULL);
}

static kg_status
check_memory(kg__rasqal_run *run)
{
  size_t limit = run->options->limits ? run->options->limits->memory : 0;
  size_t slots = run->ids.capacity + run->literals.capacity;
  return limit && slots * sizeof(kg__map_slot) + run->ids.count * 200 > limit ? KG_ERR_LIMIT : KG_OK;
}

rasqal_literal *
kg__rasqal_literal(kg__rasqal_run *run, kg_id id)
{
  const uint64_t *known = kg__map_find(&run->literals, key_of(&id));
  if (known)
    return (rasqal_literal *)(uintptr_t)*known;
  kg_term term;
  kg_error err;
  kg_arena *arena = kg_arena_new();
  kg_status st = arena ? kg_txn_term(run->txn, id, arena, &term, &err)
                       : kg_error_set(&err, KG_ERR_NOMEM, "no memory for a term");
  if (st)
    kg__rasqal_fail(run, st, err.message);
  rasqal_literal *l = st ? NULL : kg__rasqal_new_literal(run, &term);
  if (l && (remember_wide(run, l, &term, id) || remember(run, l, id) || check_memory(run))) {
    kg__rasqal_fail(run, KG_ERR_LIMIT, "the query needs more memory than it may have");
    l = NULL;
  }
  kg_arena_free(arena);
  return l;
}

kg_term
kg__rasqal_typed(kg__rasqal_run *run, kg_str lexical, kg_str datatype)
{
  const uint64_t *id = NULL;
  if (kg_str_equal(datatype, KG_STR(KG_XSD_DECIMAL)))
    id = kg__map_find(&run->wide, lexical);
  return kg_term_literal(lexical, id ? KG_STR(KG_XSD_INTEGER) : datatype);
}

static kg_term
term_of(kg__rasqal_run *run, rasqal_literal *l)
{
  const kg__rasqal *api = run->api;
  if (l->type == RASQAL_LITERAL_URI)
    return kg_term_iri(kg__rasqal_uri_str(api, l->value.uri));
  if (l->type == RASQAL_LITERAL_BLANK)
    return kg_term_blank(str_of(l));
  if (l->language && *l->language)
    return kg_term_lang(str_of(l), kg_str_of(l->language), KG_DIRECTION_NONE);
  return kg__rasqal_typed(run, str_of(l), kg__rasqal_uri_str(api, api->rasqal_literal_datatype(l)));
}

static const uint64_t *
id_of(kg__rasqal_run *run, rasqal_literal *l)
{
  uint64_t address = (uint64_t)(uintptr_t)l;
  return kg__map_find(&run->ids, key_of(&address));
}

kg_status
kg__rasqal_term(kg__rasqal_run *run, rasqal_literal *l, kg_arena *arena, kg_term *term)
{
  const uint64_t *id = id_of(run, l);
  if (id)
    return kg_txn_term(run->txn, *id, arena, term, &run->fault);
  *term = term_of(run, l);
  return KG_OK;
}

bool
kg__rasqal_id(kg__rasqal_run *run, rasqal_literal *l, kg_id *id)
{
  const uint64_t *known = id_of(run, l);
  if (known) {
    *id = *known;
    return true;
  }
  kg_term term = term_of(run, l);
  kg_status st = kg_txn_find(run->txn, &term, id, &run->fault);
  if (st && st != KG_ERR_NOT_FOUND)
    kg__rasqal_fail(run, st, NULL);
  return st == KG_OK;
}

void
kg__rasqal_terms_release(kg__rasqal_run *run)
{
  for (size_t i = 0; i < run->literals.capacity; i++) {
    if (run->literals.slots[i].key.ptr)
      run->api->rasqal_free_literal((rasqal_literal *)(uintptr_t)run->literals.slots[i].value);
  }
  kg__map_release(&run->literals);
  kg__map_release(&run->ids);
  kg__map_release(&run->wide);
  kg_arena_free(run->texts);
}
