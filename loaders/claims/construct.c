// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/claims/construct.h"

#include "loaders/meant/resolve.h"

bool
kg__lemma_is(const kg__document *doc, uint32_t lemma, const char *const *lemmas)
{
  kg_str text = kg__word_at(&doc->ontology->words, lemma)->text;
  for (; lemma && *lemmas; lemmas++) {
    if (kg_str_equal(text, kg_str_of(*lemmas)))
      return true;
  }
  return false;
}

bool
kg__noun_is(const kg__document *doc, uint32_t t, const char *const *lemmas)
{
  uint32_t lemma = kg__token_word(doc, t)->noun;
  return doc->tokens.items[t].pos & (KG__NOUN | KG__PROPER) &&
         kg__lemma_is(doc, lemma ? lemma : doc->tokens.items[t].word, lemmas);
}

bool
kg__verb_is(const kg__document *doc, const kg__verb *v, const char *const *lemmas)
{
  return kg__lemma_is(doc, kg__token_word(doc, v->main)->verb, lemmas);
}

int32_t
kg__entity_at(const kg__document *doc, uint32_t t)
{
  int32_t m = doc->tokens.items[t].mention;
  return m >= 0 ? doc->mentions.items[m].entity : -1;
}

uint64_t
kg__class_named(const kg__document *doc, const char *name)
{
  return kg__class_mask(doc->ontology, kg_str_of(name));
}

bool
kg__head_is(const kg__document *doc, uint32_t t, const char *name)
{
  uint8_t cls = doc->tokens.items[t].head_class;
  return cls != KG__NO_CLASS && kg__class_named(doc, name) >> cls & 1;
}

kg_status
kg__construct_weigh(kg__builder *b, const char *property, const kg__group *subjects, const kg__group *objects,
                    kg__modality modality, uint32_t trigger, const char *rule, double weight)
{
  int p = kg__property_find(b->doc->ontology, kg_str_of(property));
  if (p < 0 || !subjects->n || !objects->n)
    return KG_OK;
  kg__claim like = {.property = (uint32_t)p,
                    .modality = modality,
                    .first = trigger,
                    .last = trigger,
                    .trigger = trigger,
                    .rule = rule};
  kg__claim_feature(&like, KG__F_STRUCTURE);
  return kg__claims_add_groups(b->doc, b->s, &like, subjects, objects, weight);
}

kg_status
kg__construct_add(kg__builder *b, const char *property, const kg__group *subjects, const kg__group *objects,
                  kg__modality modality, uint32_t trigger, const char *rule)
{
  return kg__construct_weigh(b, property, subjects, objects, modality, trigger, rule, 0);
}

// "the two governments" of the sentence.
static kg_status
states_by_number(const kg__builder *b, kg__group *group)
{
  for (uint32_t c = b->doc->chunk0; c < b->doc->chunk_end && !group->n; c++) {
    const kg__chunk *chunk = &b->doc->chunks.items[c];
    for (uint32_t t = chunk->first; t <= chunk->last; t++) {
      if (kg__token_is(b->doc, t, "two") || kg__token_is(b->doc, t, "both"))
        return kg__chunk_group(b->doc, (int32_t)c, kg__class_named(b->doc, "State"), group);
    }
  }
  return KG_OK;
}

// The states that the sentence names, or else those listed together shortly before.
kg_status
kg__states_about(const kg__builder *b, kg__group *group)
{
  const kg__document *doc = b->doc;
  for (uint32_t t = b->s->first; t < b->s->end; t++) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "State"))
      kg__group_add(group, e, t, t);
  }
  for (uint32_t t = b->s->first; t < b->s->end && !group->n; t++) {
    if (kg__token_says(doc, t, "we") || kg__token_says(doc, t, "our"))
      kg__speakers_group(doc, t, kg__class_named(doc, "Agent"), group);
  }
  if (!group->n)
    KG_TRY(states_by_number(b, group));
  for (size_t i = doc->together.n; i-- > 0 && !group->n;) {
    const kg__together *g = &doc->together.items[i];
    if (g->token + 80 < b->s->first)
      break;
    for (uint32_t k = 0; g->listed && k < g->n; k++)
      kg__group_add(group, g->entities[k], b->s->first, b->s->first);
    group->resolved = true;
  }
  if (group->n > 4)
    group->n = 0;
  return KG_OK;
}

// The chunk behind a preposition right behind a chunk, or -1.
int32_t
kg__chunk_complement(const kg__document *doc, uint32_t c, const char *preposition)
{
  if (c + 1 >= doc->chunk_end)
    return -1;
  uint32_t next = c + 1, at = doc->chunks.items[c].last + 1;
  while (next + 1 < doc->chunk_end && doc->chunks.items[next + 1].owner == (int32_t)next)
    next++;
  bool fits = doc->chunks.items[next].prep == (int32_t)at && kg__token_is(doc, at, preposition);
  return fits ? (int32_t)next : -1;
}

static kg_status
ability_at(kg__document *doc, uint32_t first, uint32_t last, kg__group *group)
{
  int32_t e;
  int cls = kg__class_find(doc->ontology, KG_STR("Capability"));
  kg_str label = kg__span_text(doc, first, last);
  if (cls < 0)
    return KG_OK;
  if ((e = kg__entity_find(doc, label)) < 0)
    KG_TRY(kg__entity_local(doc, (uint8_t)cls, label, true, &e));
  if (!kg__entity_is(doc, e, "Capability"))
    return KG_OK;
  if (doc->tokens.items[last].mention < 0)
    KG_TRY(kg__mention_add(doc, last, last, KG__DESCRIBED, e));
  kg__group_add(group, e, first, last);
  return KG_OK;
}

// The abilities that a phrase names: as a whole, or by the words before its head ("cyber and space units").
static kg_status
abilities_in(kg__document *doc, int32_t chunk, kg__group *group)
{
  kg__chunk c = doc->chunks.items[chunk];
  size_t before = group->n;
  KG_TRY(kg__chunk_group(doc, chunk, kg__class_named(doc, "Capability"), group));
  if (group->n > before)
    return KG_OK;
  for (uint32_t t = c.first; t <= c.head; t++) {
    uint32_t words = doc->tokens.items[t].head_words;
    int32_t e = kg__entity_at(doc, t);
    bool domain = kg__token_is(doc, t, "space") || kg__token_is(doc, t, "cyberspace");
    if (e >= 0 && kg__entity_is(doc, e, "Capability"))
      kg__group_add(group, e, t, t);
    else if (e < 0 && (kg__head_is(doc, t, "Capability") || (domain && t < c.head)))
      KG_TRY(ability_at(doc, words && t + 1 >= c.first + words ? t + 1 - words : t, t, group));
  }
  return KG_OK;
}

// "X, Y and Z", each with phrases of its own: the heads of the list that begins with this chunk.
size_t
kg__long_list(const kg__builder *b, uint32_t c, uint32_t *heads, size_t max)
{
  const kg__document *doc = b->doc;
  size_t n = 0;
  heads[n++] = c;
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, doc->chunks.items[c].first)];
  for (uint32_t i = c + 1; i < doc->chunk_end && n < max && kg__stands_parallel(doc, s, i) < 0; i++) {
    uint32_t gap = doc->chunks.items[i - 1].last + 1, to = doc->chunks.items[i].first;
    bool joined = gap < to;
    for (uint32_t t = gap; t < to; t++) {
      kg_str text = kg__token_text(doc, t);
      bool adjective = (t > gap && (doc->tokens.items[t].pos & (KG__PARTICIPLE | KG__ADVERB) ||
                                    (kg__token_word(doc, t)->forms & KG__FORM_PARTICIPLE &&
                                     !(doc->tokens.items[t].pos & KG__VERB &&
                                       doc->tokens.items[t + 1].pos & (KG__DETERMINER | KG__POSSESSIVE))))) ||
                       (doc->tokens.items[t].flags & KG__T_JOINED && doc->tokens.items[t].pos & KG__ANY_VERB);
      joined &= kg_str_equal(text, KG_STR(",")) || kg__token_is(doc, t, "and") ||
                kg__token_is(doc, t, "or") || adjective;
    }
    bool others =
        doc->chunks.items[i].list != (int32_t)i && doc->chunks.items[i].list != doc->chunks.items[c].list;
    if (joined && kg__named_alike(doc, i - 1, i) && (others || !kg__named_alike(doc, c, i)))
      continue; // "A with X, Y and Z"
    if (joined)
      heads[n++] = i;
    else if (doc->chunks.items[i].prep != (int32_t)gap)
      break;
  }
  return n;
}

kg_status
kg__abilities_of_list(const kg__builder *b, int32_t chunk, kg__group *group)
{
  kg__document *doc = b->doc;
  uint32_t heads[12];
  int32_t last = chunk;
  for (int guard = 0; chunk >= 0 && guard < 16; guard++, chunk = doc->chunks.items[chunk].next) {
    KG_TRY(abilities_in(doc, chunk, group));
    last = chunk;
  }
  size_t n = last >= 0 ? kg__long_list(b, (uint32_t)last, heads, 12) : 0;
  for (size_t i = 1; i < n; i++)
    KG_TRY(abilities_in(doc, (int32_t)heads[i], group));
  return KG_OK;
}

static bool
is_subject(const kg__document *doc, uint32_t chunk)
{
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].finite && doc->verbs.items[v].subject == (int32_t)chunk)
      return true;
  }
  return false;
}

// What a phrase describes; else what it stands for.
static kg_status
described_or_named(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  int32_t e;
  KG_TRY(kg__describe(doc, chunk, wanted, &e));
  if (e < 0)
    return kg__chunk_group(doc, chunk, wanted, group);
  kg__group_add(group, e, doc->chunks.items[chunk].first, doc->chunks.items[chunk].last);
  group->described = true;
  return KG_OK;
}

// Two names of one class, or of two who act.
static bool
alike(const kg__document *doc, uint32_t i, uint32_t k)
{
  int32_t a = kg__entity_at(doc, doc->chunks.items[i].head),
          b = kg__entity_at(doc, doc->chunks.items[k].head);
  return kg__named_alike(doc, i, k) || (kg__entity_is(doc, a, "Agent") && kg__entity_is(doc, b, "Agent"));
}

kg_status
kg__rest_of_list(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  kg__builder b = {doc, NULL};
  uint32_t heads[8];
  size_t n = kg__long_list(&b, (uint32_t)chunk, heads, 8);
  for (size_t i = 1; i < n && heads[i] > heads[i - 1] + 1 && group->n; i++) {
    const kg__chunk *c = &doc->chunks.items[heads[i]];
    bool elsewhere = c->list != (int32_t)heads[i] && c->list > chunk &&
                     alike(doc, (uint32_t)c->list, heads[i]); // "in X with men from Y and Z"
    if (c->prep + 1 == (int32_t)c->first || is_subject(doc, heads[i]) || elsewhere)
      break;
    KG_TRY(described_or_named(doc, (int32_t)heads[i], wanted, group));
  }
  return KG_OK;
}
