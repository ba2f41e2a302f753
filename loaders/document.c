// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/document.h"

#include "kg/base/vec.h"

#include <stdlib.h>

kg_status
kg__document_init(kg__document *doc, const kg__ontology *ontology, const kg__lexicon *lexicon,
                  const kg__model *model)
{
  *doc = (kg__document){.ontology = ontology, .lexicon = lexicon, .model = model, .arena = kg_arena_new()};
  doc->by_known = malloc((ontology->known.n + 1) * sizeof *doc->by_known);
  for (size_t i = 0; doc->by_known && i < ontology->known.n; i++)
    doc->by_known[i] = -1;
  if (doc->arena && doc->by_known)
    return KG_OK;
  kg__document_release(doc);
  return KG_ERR_NOMEM;
}

void
kg__document_clear(kg__document *doc)
{
  for (size_t i = 0; i < doc->entities.n; i++) {
    if (doc->entities.items[i].known >= 0)
      doc->by_known[doc->entities.items[i].known] = -1;
  }
  doc->runs.n = doc->tokens.n = doc->sentences.n = doc->mentions.n = doc->entities.n = 0;
  doc->chunks.n = doc->verbs.n = doc->times.n = doc->claims.n = 0;
  doc->occurrences.n = 0;
  doc->name = doc->label = doc->source = doc->text = doc->title = doc->author = doc->publisher =
      doc->identifier = doc->date_text = (kg_str){0};
  doc->date = (kg__date){0};
  doc->code_points = NULL;
  doc->together.n = doc->sides.n = doc->referents.n = 0;
  doc->last_subject = doc->last_state = -1;
  doc->lead = -1;
  doc->lead_predicts = false;
  kg__map_clear(&doc->by_name);
  kg_arena_clear(doc->arena);
}

void
kg__document_release(kg__document *doc)
{
  kg_arena_free(doc->arena);
  free(doc->by_known);
  free(doc->runs.items);
  free(doc->tokens.items);
  free(doc->sentences.items);
  free(doc->mentions.items);
  free(doc->entities.items);
  free(doc->chunks.items);
  free(doc->verbs.items);
  free(doc->times.items);
  free(doc->occurrences.items);
  free(doc->together.items);
  free(doc->sides.items);
  free(doc->referents.items);
  free(doc->claims.items);
  kg__map_release(&doc->by_name);
  kg_buf_release(&doc->scratch);
  free(doc->words.items);
  free(doc->words.tokens);
  kg__parse_memory_release(&doc->parse_memory);
  *doc = (kg__document){0};
}

kg_str
kg__span_text(const kg__document *doc, uint32_t first, uint32_t last)
{
  const kg__token *a = &doc->tokens.items[first], *b = &doc->tokens.items[last];
  return (kg_str){doc->text.ptr + a->start, b->end - a->start};
}

bool
kg__token_is(const kg__document *doc, uint32_t token, const char *folded)
{
  return token < doc->tokens.n && doc->tokens.items[token].word &&
         kg_str_equal(kg__token_word(doc, token)->text, kg_str_of(folded));
}

bool
kg__token_says(const kg__document *doc, uint32_t token, const char *lower)
{
  if (token >= doc->tokens.n)
    return false;
  const kg__token *t = &doc->tokens.items[token];
  const char *text = doc->text.ptr + t->start;
  for (uint32_t n = t->end - t->start; n--; text++, lower++) {
    char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
    if (!*lower || c != *lower)
      return false;
  }
  return !*lower;
}

bool
kg__token_is_quote(const kg__document *doc, uint32_t token)
{
  kg_str text = kg__token_text(doc, token);
  return doc->tokens.items[token].flags & KG__T_PUNCT &&
         (kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR("“")) ||
          kg_str_equal(text, KG_STR("”")));
}

static kg_status
add_entity(kg__document *doc, kg__entity e, int32_t *entity)
{
  KG_TRY(kg__vec_add(&doc->entities));
  e.state = -1;
  *entity = (int32_t)doc->entities.n - 1;
  doc->entities.items[*entity] = e;
  return KG_OK;
}

kg_status
kg__entity_known(kg__document *doc, uint32_t known, int32_t *entity)
{
  *entity = doc->by_known[known];
  if (*entity >= 0)
    return KG_OK;
  const kg__known *k = &doc->ontology->known.items[known];
  kg__entity e = {.label = k->label, .known = (int32_t)known, .cls = k->cls};
  KG_TRY(add_entity(doc, e, entity));
  doc->by_known[known] = *entity;
  return KG_OK;
}

static kg_status
fold_name(kg__document *doc, kg_str name)
{
  kg__cut_token cut = {0};
  kg_buf_clear(&doc->scratch);
  while (kg__cut_next(name, &cut)) {
    if (cut.flags & KG__T_PUNCT)
      continue;
    if (doc->scratch.len)
      KG_TRY(kg_buf_add_char(&doc->scratch, ' '));
    KG_TRY(kg__fold((kg_str){name.ptr + cut.start, cut.end - cut.start}, &doc->scratch));
  }
  return KG_OK;
}

kg_status
kg__entity_alias(kg__document *doc, kg_str name, int32_t entity)
{
  KG_TRY(fold_name(doc, name));
  if (!doc->scratch.len)
    return KG_OK;
  return kg__map_put(&doc->by_name, kg_buf_str(&doc->scratch), (uint64_t)entity, NULL, NULL);
}

int32_t
kg__entity_find(kg__document *doc, kg_str name)
{
  if (fold_name(doc, name) || !doc->scratch.len)
    return -1;
  uint64_t *at = kg__map_find(&doc->by_name, kg_buf_str(&doc->scratch));
  return at ? (int32_t)*at : -1;
}

kg_status
kg__entity_local(kg__document *doc, uint8_t cls, kg_str label, bool described, int32_t *entity)
{
  *entity = kg__entity_find(doc, label);
  if (*entity >= 0)
    return KG_OK;
  kg_str copy = kg_arena_str(doc->arena, label);
  if (!copy.ptr)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < copy.len; i++) {
    if (copy.ptr[i] == '\n' || copy.ptr[i] == '\r' || copy.ptr[i] == '\t')
      ((char *)copy.ptr)[i] = ' ';
  }
  KG_TRY(
      add_entity(doc, (kg__entity){.label = copy, .known = -1, .cls = cls, .described = described}, entity));
  return kg__entity_alias(doc, label, *entity);
}

kg_status
kg__mention_add(kg__document *doc, uint32_t first, uint32_t last, kg__mention_kind kind, int32_t entity)
{
  KG_TRY(kg__vec_add(&doc->mentions));
  doc->mentions.items[doc->mentions.n - 1] = (kg__mention){first, last, kind, entity};
  for (uint32_t t = first; t <= last; t++)
    doc->tokens.items[t].mention = (int32_t)doc->mentions.n - 1;
  kg__entity *e = &doc->entities.items[entity];
  if (!e->count++)
    e->token = first;
  e->mentioned = true;
  return KG_OK;
}

bool
kg__entity_is(const kg__document *doc, int32_t entity, const char *class_name)
{
  return entity >= 0 && (kg__class_of(doc, entity) & kg__class_mask(doc->ontology, kg_str_of(class_name)));
}

kg_status
kg__run_add(kg__document *doc, size_t text, size_t source)
{
  KG_TRY(kg__vec_add(&doc->runs));
  doc->runs.items[doc->runs.n - 1] = (kg__run){(uint32_t)text, (uint32_t)source};
  return KG_OK;
}
