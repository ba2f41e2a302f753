// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whom a phrase lets speak: a person or body that it names or stands for, whoever wrote the report that it
// speaks of, else the phrase itself, if it is one for people whose view is reported ("analysts").

#include "loaders/meant/resolve.h"
#include "loaders/stages.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

// Whether a word is this noun, or its plural in s.
static bool
is_noun(const kg__document *doc, uint32_t t, const char *noun)
{
  kg_str text = kg__token_text(doc, t), one = kg_str_of(noun);
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? (char)(text.ptr[i] - 'A' + 'a') : text.ptr[i];
    if (c != (i < one.len ? one.ptr[i] : 's'))
      return false;
  }
  return text.len == one.len || text.len == one.len + 1;
}

// Common nouns for people, bodies and writings whose view is reported.
static bool
is_source(const kg__document *doc, uint32_t t)
{
  static const char *const SOURCES[] = {
      "academic",   "activist",  "admiral",      "advocate",     "agency",       "agencies",   "aide",
      "analyst",    "article",   "assessment",   "author",       "authoritie",   "briefing",   "cable",
      "campaigner", "commander", "commentator",  "commission",   "committee",    "communique", "critic",
      "daily",      "diplomat",  "document",     "economist",    "envoy",        "executive",  "expert",
      "general",    "historian", "insider",      "intelligence", "investigator", "journalist", "lawmaker",
      "leader",     "magazine",  "many",         "media",        "memo",         "military",   "minister",
      "ministry",   "most",      "negotiator",   "newspaper",    "observer",     "officer",    "official",
      "opponent",   "other",     "outlet",       "panel",        "paper",        "people",     "planner",
      "police",     "policeman", "politician",   "poll",         "press",        "report",     "reporter",
      "researcher", "resident",  "review",       "scholar",      "scientist",    "service",    "some",
      "source",     "spokesman", "spokesperson", "spokeswoman",  "statement",    "strategist", "study",
      "supporter",  "survey",    "veteran",      "website",      "witness",      "witnesse"};
  for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
    if (is_noun(doc, t, SOURCES[i]))
      return true;
  }
  return false;
}

static bool
speaks(const kg__document *doc, int32_t e)
{
  return kg__entity_is(doc, e, "Agent") || kg__entity_is(doc, e, "Strategy") ||
         kg__entity_is(doc, e, "Agreement");
}

// Whether a phrase without an agent of its own lets somebody speak: "an admiral", "the Financial Times".
static bool
names_a_source(const kg__document *doc, uint32_t t)
{
  const kg__token *head = token(doc, t);
  bool person = head->head_class != KG__NO_CLASS &&
                kg__class_mask(doc->ontology, KG_STR("Person")) >> head->head_class & 1;
  return person || is_source(doc, t) || (head->upos == KG__UPOS_PROPN && head->mention < 0);
}

static bool
is_any(const kg__document *doc, uint32_t t, const char *const *texts)
{
  for (; *texts; texts++) {
    if (kg__token_says(doc, t, *texts))
      return true;
  }
  return false;
}

int32_t
kg__author_token(const kg__document *doc, uint32_t noun)
{
  static const char *const BY[] = {"by", "from", "of", "for", NULL};
  int32_t chunk = token(doc, noun)->chunk;
  if (chunk < 0)
    return -1;
  const kg__chunk *c = &doc->chunks.items[chunk];
  if (c->owner >= 0)
    return (int32_t)doc->chunks.items[c->owner].head;
  for (uint32_t t = noun; t-- > c->first;) {
    if (token(doc, t)->mention >= 0 || token(doc, t)->pos & KG__POSSESSIVE)
      return (int32_t)t;
  }
  const kg__chunk *next = (uint32_t)chunk + 1 < doc->chunk_end ? c + 1 : NULL;
  bool by = next && next->prep == (int32_t)c->last + 1 && is_any(doc, c->last + 1, BY);
  return by ? (int32_t)next->head : -1;
}

// "the CIA report", "a study by the Institute": who stands behind what speaks; else the word itself.
static uint32_t
author_of(const kg__document *doc, uint32_t noun)
{
  static const char *const WRITINGS[] = {"report",     "study",        "statement",   "assessment",
                                         "survey",     "document",     "paper",       "review",
                                         "communique", "yearbook",     "website",     "newsletter",
                                         "spokesman",  "spokesperson", "spokeswoman", NULL};
  int32_t t = is_any(doc, noun, WRITINGS) ? kg__author_token(doc, noun) : -1;
  int32_t m = t >= 0 ? token(doc, (uint32_t)t)->mention : -1;
  bool named = t >= 0 && (m >= 0 ? speaks(doc, doc->mentions.items[m].entity)
                                 : (token(doc, (uint32_t)t)->pos & KG__PROPER) != 0);
  return named ? (uint32_t)t : noun;
}

// "the minister of Ukraine, X": whether a phrase says who the one of another is.
static bool
same_person(const kg__document *doc, uint32_t named, uint32_t chunk)
{
  const kg__chunk *n = &doc->chunks.items[named], *c = &doc->chunks.items[chunk];
  if (n->apposition == (int32_t)chunk || c->apposition == (int32_t)named)
    return true;
  int32_t head = token(doc, n->head)->head;
  return named > chunk && named <= chunk + 2 && token(doc, n->head)->relation == KG__REL_APPOS &&
         head >= (int32_t)c->first && head < (int32_t)n->first && kg__token_says(doc, n->first - 1, ",");
}

// The agent that a word of a phrase names or stands for, or -1.
static int32_t
speaker(const kg__document *doc, uint32_t t)
{
  int32_t m = token(doc, t)->mention, e = m >= 0 ? doc->mentions.items[m].entity : -1;
  int32_t chunk = token(doc, t)->chunk;
  if (token(doc, t)->pos & KG__POSSESSIVE || (chunk >= 0 && token(doc, t)->pos & KG__PRONOUN)) {
    kg__group group = {0};
    bool found = kg__pronoun_group(doc, t, kg__class_mask(doc->ontology, KG_STR("Agent")), &group);
    return found && group.n == 1 ? group.entities[0] : -1;
  }
  if (chunk < 0 || doc->chunks.items[chunk].head != t)
    return speaks(doc, e) ? e : -1;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && !kg__entity_is(doc, e, "Person"); i++) {
    int32_t named =
        same_person(doc, i, (uint32_t)chunk) ? token(doc, doc->chunks.items[i].head)->mention : -1;
    if (named >= 0 && kg__entity_is(doc, doc->mentions.items[named].entity, "Person"))
      e = doc->mentions.items[named].entity;
  }
  const kg__chunk *c = &doc->chunks.items[chunk];
  bool speaks_for = e < 0 && kg__token_word(doc, t)->is & KG__WORD_SPOKES; // "its leaders"
  if (speaks_for && token(doc, c->first)->pos & KG__POSSESSIVE)
    return speaker(doc, c->first);
  static const char *const WHOLE[] = {"government", "administration", "regime", "junta", "authorities", NULL};
  for (uint32_t i = t; e < 0 && is_any(doc, t, WHOLE) && i-- > c->first;) // "the Congolese government"
    e = token(doc, i)->mention >= 0 ? doc->mentions.items[token(doc, i)->mention].entity : -1;
  int32_t of = e < 0 && is_any(doc, t, WHOLE) ? kg__author_token(doc, t) : -1;
  if (of >= 0 && token(doc, (uint32_t)of)->mention >= 0) // "the government of Lesotho"
    e = doc->mentions.items[token(doc, (uint32_t)of)->mention].entity;
  return speaks(doc, e) ? e : -1;
}

// "other officials" are officials, as "an official" is one.
static uint32_t
without_number(const kg__document *doc, const kg__chunk *c)
{
  uint32_t t = c->first;
  while (t < c->head && (token(doc, t)->pos & (KG__DETERMINER | KG__NUMBER) ||
                         kg__token_says(doc, t, "other") || kg__token_says(doc, t, "some") ||
                         kg__token_says(doc, t, "several") || kg__token_says(doc, t, "the")))
    t++;
  return t;
}

// "the newspaper X", but "diplomats" of "diplomats say" that was taken for a phrase.
static uint32_t
last_of_source(const kg__document *doc, const kg__chunk *c, uint32_t t)
{
  uint32_t last = t > c->first ? t : c->first;
  while (last < c->last && token(doc, last + 1)->upos == KG__UPOS_PROPN)
    last++;
  return c->head == t && token(doc, c->last)->upos != KG__UPOS_ADJ ? c->last : last;
}

// "X, Y and Z said that they ...": each of them says it of itself.
static bool
listed_with(const kg__document *doc, const kg__chunk *c, int32_t e)
{
  for (int32_t k = c->list; k >= 0; k = doc->chunks.items[k].next) {
    if (kg__mentioned_at(doc, doc->chunks.items[k].head) == e)
      return true;
  }
  return false;
}

// The word that a phrase stands by, where the tree takes another: "the newspaper X", "diplomats say".
static uint32_t
head_of_source(const kg__document *doc, uint32_t t)
{
  int32_t chunk = token(doc, t)->chunk;
  uint32_t head = chunk >= 0 ? doc->chunks.items[chunk].head : t;
  int32_t m = token(doc, head)->mention;
  return token(doc, t)->mention < 0 && m >= 0 && speaks(doc, doc->mentions.items[m].entity) ? head : t;
}

bool
kg__claim_said_by(const kg__document *doc, uint32_t t, bool of_itself, kg__claim *claim)
{
  t = head_of_source(doc, t);
  t = token(doc, t)->mention < 0 && speaker(doc, t) < 0 ? author_of(doc, t) : t;
  int32_t chunk = token(doc, t)->chunk, e = speaker(doc, t);
  const kg__chunk *c = chunk >= 0 ? &doc->chunks.items[chunk] : NULL;
  bool other = of_itself || (e != claim->subject && (e != claim->object || kg__entity_is(doc, e, "Agent")));
  if (c && c->negative)
    return false;
  if (e >= 0 && other && !of_itself && c && c->head == t && listed_with(doc, c, claim->subject))
    return false;
  if (e >= 0 && other)
    claim->said_by = e;
  else if (e < 0 && c && names_a_source(doc, t))
    claim->said_by_text = kg__span_text(doc, without_number(doc, c), last_of_source(doc, c, t));
  else
    return false;
  return true;
}
