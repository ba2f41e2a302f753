// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A chunk is a noun phrase up to its head. Possessors are chunks of their own; lists are chains of chunks
// (lists.c); verbs are gathered with their auxiliaries.

#include "kg/base/vec.h"
#include "loaders/parse/phrases.h"

enum {
  INSIDE = KG__DETERMINER | KG__POSSESSIVE | KG__ADJECTIVE | KG__NOUN | KG__PROPER | KG__NUMBER,
  HEADS = KG__NOUN | KG__PROPER
};

// Tokens inside a phrase that it may step over: quotation marks, an acronym in brackets.
static uint32_t
step_over(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (t < s->end && quote_mark(doc, t) && pos_at(doc, s, t + 1) & INSIDE)
    return 1;
  if (is_text(doc, s, t, "(") && is_text(doc, s, t + 2, ")") && doc->tokens.items[t + 1].flags & KG__T_SHOUT)
    return 3;
  return 0;
}

// "foreign and defence ministers": two offices share the noun for those who hold them.
static bool
shares_office(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int person = kg__class_find(doc->ontology, KG_STR("Person"));
  return person >= 0 && t > s->first && t + 2 < s->end && pos_at(doc, s, t) & KG__COORDINATOR &&
         pos_at(doc, s, t - 1) & (KG__NOUN | KG__ADJECTIVE) &&
         pos_at(doc, s, t + 1) & (KG__NOUN | KG__ADJECTIVE) && pos_at(doc, s, t + 2) & KG__NOUN &&
         doc->tokens.items[t + 2].head_class == person && kg__token_word(doc, t + 2)->is & KG__WORD_PLURAL &&
         !(kg__token_word(doc, t - 1)->is & KG__WORD_PLURAL);
}

// "nuclear and missile capabilities": the words before a coordinator share the noun behind it.
static bool
shares_noun(const kg__document *doc, const kg__sentence *s, uint32_t t, bool has_noun)
{
  uint32_t next = pos_at(doc, s, t + 1);
  bool joiner = pos_at(doc, s, t) & KG__COORDINATOR || is_text(doc, s, t, ",");
  if (!joiner || has_noun || !(next & (KG__ADJECTIVE | KG__NOUN)))
    return false;
  for (uint32_t i = t + 1; i < s->end && i < t + 6; i++) {
    if (pos_at(doc, s, i) & KG__NOUN)
      return true;
    if (!(pos_at(doc, s, i) & (KG__ADJECTIVE | KG__COORDINATOR)) && !is_text(doc, s, i, ","))
      return false;
  }
  return false;
}

// The token by which a chunk hangs on the rest of the sentence.
static uint32_t
root_of(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t t = c->last + 1; t-- > c->first;) {
    int32_t head = doc->tokens.items[t].head;
    if ((head < (int32_t)c->first || head > (int32_t)c->last) &&
        doc->tokens.items[t].pos & (HEADS | KG__PRONOUN))
      return t;
  }
  return c->head;
}

static kg_status
close_chunk(kg__document *doc, uint32_t first, uint32_t last, int32_t owner)
{
  KG_TRY(kg__vec_add(&doc->chunks));
  int32_t id = (int32_t)doc->chunks.n - 1;
  kg__chunk c = {.first = first,
                 .last = last,
                 .head = last,
                 .prep = -1,
                 .owner = owner,
                 .next = -1,
                 .list = id,
                 .apposition = -1,
                 .entity = -1};
  while (c.head > first && !(doc->tokens.items[c.head].pos & HEADS))
    c.head--;
  if (!(doc->tokens.items[c.head].pos & HEADS))
    c.head = last;
  c.root = root_of(doc, &c);
  const kg__word *head = kg__token_word(doc, c.head), *lead = kg__token_word(doc, first);
  c.plural = head->is & KG__WORD_PLURAL;
  c.definite = lead->is & KG__WORD_DEFINITE || lead->pos & KG__POSSESSIVE;
  c.negative = lead->is & KG__WORD_NEGATES;
  doc->chunks.items[id] = c;
  for (uint32_t t = first; t <= last; t++)
    doc->tokens.items[t].chunk = id;
  return KG_OK;
}

// "gave X five tanks": a number behind a name begins another phrase.
static bool
name_ends(const kg__document *doc, uint32_t t)
{
  int32_t m = doc->tokens.items[t - 1].mention;
  return m >= 0 && doc->tokens.items[t].mention != m && doc->mentions.items[m].kind <= KG__METONYM &&
         !(doc->tokens.items[t].flags & KG__T_JOINED) &&
         kg__entity_is(doc, doc->mentions.items[m].entity, "Agent");
}

// "the tanks X sent Y": by the tree a name has a clause of its own, which hangs on the noun before it.
static bool
opens_relative(const kg__document *doc, uint32_t first, uint32_t t)
{
  int32_t m = doc->tokens.items[t].mention;
  if (m < 0 || doc->mentions.items[m].first != t || doc->mentions.items[m].kind > KG__METONYM)
    return false;
  for (uint32_t k = t; k <= doc->mentions.items[m].last; k++) {
    const kg__token *name = &doc->tokens.items[k];
    int32_t verb = name->relation == KG__REL_NSUBJ ? name->head : -1;
    if (verb <= (int32_t)k)
      continue;
    const kg__token *v = &doc->tokens.items[verb];
    return v->relation == KG__REL_ACL_RELCL && v->head >= (int32_t)first && v->head < (int32_t)t;
  }
  return false;
}

// "Secretary of State X", "Minister for Foreign Affairs Y": the name behind an office and what it is of, or
// 0.
static uint32_t
holder_behind(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  enum { LONGEST = 7 };
  int person = kg__class_find(doc->ontology, KG_STR("Person"));
  const kg__token *office = &doc->tokens.items[t - 1];
  if (t == s->first || !(kg__token_is(doc, t, "of") || kg__token_is(doc, t, "for")) || person < 0 ||
      !(office->flags & KG__T_CAPITAL) || office->head_class != person || office->mention >= 0)
    return 0;
  for (uint32_t k = t + 1; k < s->end && k < t + LONGEST; k++) {
    const kg__token *w = &doc->tokens.items[k];
    if (w->mention >= 0)
      return k > t + 1 && kg__class_of(doc, doc->mentions.items[w->mention].entity) >> person & 1 &&
                     doc->mentions.items[w->mention].kind == KG__NAME
                 ? k
                 : 0;
    bool word = w->flags & KG__T_CAPITAL || kg__token_is(doc, k, "and") || kg__token_is(doc, k, "the");
    if (!word || w->flags & KG__T_PUNCT)
      return 0;
  }
  return 0;
}

// "gave X military aid": who is given a thing is no part of what it is called.
static bool
taker_ends(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t t)
{
  static const char *const GIVES[] = {"give",   "send", "grant",   "offer", "lend",
                                      "supply", "sell", "promise", NULL};
  int32_t m = doc->tokens.items[t - 1].mention;
  uint32_t verb = first > s->first ? kg__token_word(doc, first - 1)->verb : 0, end = t;
  if (!verb || m < 0 || doc->mentions.items[m].first != first || doc->mentions.items[m].last != t - 1 ||
      doc->mentions.items[m].kind > KG__METONYM || !(pos_at(doc, s, first - 1) & KG__ANY_VERB) ||
      !kg__entity_is(doc, doc->mentions.items[m].entity, "State"))
    return false;
  bool gives = false;
  for (const char *const *w = GIVES; *w; w++)
    gives |= kg_str_equal(kg__word_at(&doc->ontology->words, verb)->text, kg_str_of(*w));
  while (end + 1 < s->end && pos_at(doc, s, end + 1) & INSIDE)
    end++;
  uint8_t kind = doc->tokens.items[end].head_class;
  uint64_t agents = kg__class_mask(doc->ontology, KG_STR("Agent"));
  static const char *const PEOPLE[] = {"ally", "allies", "people", "citizens", "members", "companies"};
  for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++)
    gives &= !kg__token_is(doc, end, PEOPLE[i]);
  return gives && !(kind != KG__NO_CLASS && agents >> kind & 1);
}

// The end of the phrase that begins at `first`.
static uint32_t
phrase_end(const kg__document *doc, const kg__sentence *s, uint32_t first)
{
  uint32_t last = first;
  bool noun = pos_at(doc, s, first) & HEADS;
  for (uint32_t t = first + 1; t < s->end;) {
    uint32_t pos = pos_at(doc, s, t), over;
    if (pos & INSIDE) {
      if (noun && (opens_relative(doc, first, t) || taker_ends(doc, s, first, t)))
        break;
      if (noun && (pos & (KG__DETERMINER | KG__POSSESSIVE) || (pos & KG__NUMBER && name_ends(doc, t))))
        break;
      noun |= (pos & HEADS) != 0;
      last = t++;
    } else if (doc->tokens.items[t].mention >= 0 &&
               doc->tokens.items[t].mention == doc->tokens.items[t - 1].mention) {
      t++; // "S. Name"
    } else if ((over = step_over(doc, s, t)) && pos_at(doc, s, t + over) & INSIDE) {
      t += over;
    } else if (pos & KG__ADVERB && !noun && pos_at(doc, s, t + 1) & (KG__ADJECTIVE | KG__NOUN)) {
      last = t++;
    } else if (shares_noun(doc, s, t, noun) || shares_office(doc, s, t)) {
      t++;
    } else if ((over = holder_behind(doc, s, t))) {
      last = t = over;
      t++;
    } else {
      break;
    }
  }
  return last;
}

static kg_status
cut_chunks(kg__document *doc, const kg__sentence *s)
{
  int32_t owner = -1;
  doc->chunk0 = (uint32_t)doc->chunks.n;
  for (uint32_t t = s->first; t < s->end; t++) {
    uint32_t pos = pos_at(doc, s, t);
    if (doc->tokens.items[t].relation == KG__REL_CC_PRECONJ && pos_at(doc, s, t + 1) & INSIDE)
      continue; // "both X and Y"
    if (pos & (KG__PRONOUN | KG__TIME)) {
      KG_TRY(close_chunk(doc, t, t, -1));
      doc->chunks.items[doc->chunks.n - 1].time = pos & KG__TIME;
      owner = pos & KG__TIME ? owner : -1; // "X's 2019 agreement"
      continue;
    }
    if (!(pos & INSIDE)) {
      if (!(pos & KG__GENITIVE) && !quote_mark(doc, t))
        owner = -1;
      continue;
    }
    uint32_t last = phrase_end(doc, s, t);
    KG_TRY(close_chunk(doc, t, last, owner));
    owner = pos_at(doc, s, last + 1) & KG__GENITIVE ? (int32_t)doc->chunks.n - 1 : -1;
    t = last;
  }
  doc->chunk_end = (uint32_t)doc->chunks.n;
  return KG_OK;
}

// "in the 3 June election", "during last year's talks": where the phrase begins if a date stands in it.
static uint32_t
before_date(const kg__document *doc, const kg__sentence *s, uint32_t first)
{
  uint32_t t = first;
  while (t > s->first && doc->tokens.items[t - 1].pos & KG__TIME)
    t--;
  if (t < first && t > s->first && doc->tokens.items[t - 1].pos & KG__DETERMINER)
    return t - 1;
  return doc->tokens.items[first].pos & KG__TIME ? t : first;
}

// "according to X", "due to X": the preposition is the whole, and not that of the words before.
static bool
leads_preposition(const kg__document *doc, uint32_t t)
{
  static const char *const LEADS[] = {"according", "due", "thanks", "prior", "owing", "contrary"};
  for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++) {
    if (kg__token_is(doc, t, LEADS[i]))
      return true;
  }
  return false;
}

static void
find_prepositions(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    kg__chunk *c = &doc->chunks.items[i];
    uint32_t t = c->owner >= 0 ? doc->chunks.items[c->owner].first : c->first;
    t = before_date(doc, s, t);
    while (t > s->first && quote_mark(doc, t - 1))
      t--;
    while (t > s->first && (doc->tokens.items[t - 1].pos & KG__ADVERB ||
                            doc->tokens.items[t - 1].relation == KG__REL_CC_PRECONJ))
      t--;
    bool as_well = t >= s->first + 2 && kg__token_is(doc, t - 1, "as") && kg__token_is(doc, t - 2, "well");
    if (t > s->first && !as_well && doc->tokens.items[t - 1].pos & (KG__PREPOSITION | KG__TO))
      c->prep = (int32_t)t - 1;
    if (c->prep > (int32_t)s->first && leads_preposition(doc, (uint32_t)c->prep - 1))
      c->prep--;
  }
}

static bool
in_group(uint32_t pos)
{
  return pos & (KG__AUXILIARY | KG__NEGATION | KG__ADVERB | KG__TO);
}

static kg_status
add_verb(kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t main)
{
  KG_TRY(kg__vec_add(&doc->verbs));
  kg__verb v = {.first = first, .last = main, .main = main, .subject = -1, .object = -1, .governor = -1};
  uint32_t pos = doc->tokens.items[main].pos, before = 0;
  for (uint32_t t = first; t < main; t++) {
    uint32_t p = doc->tokens.items[t].pos;
    if (p & (KG__AUXILIARY | KG__TO))
      before = p == KG__TO || !(before & KG__BE) || p & KG__BE ? p : before;
    v.finite |= (p & KG__AUXILIARY) != 0;
    v.infinitive |= p == KG__TO && t + 1 <= main;
  }
  for (uint32_t t = first; t < main; t++) {
    if (doc->tokens.items[t].pos & KG__TO)
      v.finite = false;
  }
  v.passive = pos & KG__PARTICIPLE && (before & KG__BE || !(before & KG__HAVE));
  v.gerund = pos & KG__GERUND && !(before & KG__BE);
  if (pos & (KG__VERB | KG__AUXILIARY) && !v.infinitive)
    v.finite = true;
  (void)s;
  doc->verbs.items[doc->verbs.n - 1] = v;
  for (uint32_t t = first; t <= main; t++)
    doc->tokens.items[t].verb = (int32_t)doc->verbs.n - 1;
  return KG_OK;
}

static kg_status
find_verbs(kg__document *doc, const kg__sentence *s)
{
  doc->verb0 = (uint32_t)doc->verbs.n;
  for (uint32_t t = s->first; t < s->end; t++) {
    if (!(pos_at(doc, s, t) & (KG__ANY_VERB | KG__AUXILIARY | KG__TO | KG__NEGATION)))
      continue;
    uint32_t first = t, last_aux = UINT32_MAX;
    while (t < s->end && in_group(pos_at(doc, s, t))) {
      if (pos_at(doc, s, t) & (KG__BE | KG__HAVE | KG__DO | KG__MODAL))
        last_aux = t;
      if (pos_at(doc, s, t) & KG__TO && t > first && last_aux != UINT32_MAX)
        break;
      bool one_day = pos_at(doc, s, t) & KG__MODAL && t + 2 < s->end && kg__token_is(doc, t + 1, "one") &&
                     kg__token_is(doc, t + 2, "day");
      t += one_day ? 3 : 1;
    }
    if (pos_at(doc, s, t) & KG__ANY_VERB) {
      KG_TRY(add_verb(doc, s, first, t));
    } else if (last_aux != UINT32_MAX) {
      KG_TRY(add_verb(doc, s, first, last_aux));
      t = last_aux;
    } else {
      t = t > first ? t - 1 : t;
    }
  }
  doc->verb_end = (uint32_t)doc->verbs.n;
  return KG_OK;
}

kg_status
kg__sentence_chunk(kg__document *doc, const kg__sentence *s)
{
  KG_TRY(cut_chunks(doc, s));
  find_prepositions(doc, s);
  kg__sentence_lists(doc, s);
  return find_verbs(doc, s);
}
