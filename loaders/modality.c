// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// How sure the text is of what each verb says: its own modals and negation, what the verb or adjective that
// governs it implies by the lexicon ("plans to", "refuses to"), and conditions. And who says it.

#include "loaders/stages.h"

static const kg__word *
word(const kg__document *doc, uint32_t t)
{
  return kg__token_word(doc, t);
}

static kg__modality
own_modality(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  kg__modality m = KG__ASSERTED;
  bool negated = false;
  uint32_t from =
      v->first > s->first && doc->tokens.items[v->first - 1].pos & KG__ADVERB ? v->first - 1 : v->first;
  for (uint32_t t = from; t <= v->main; t++) {
    uint32_t is = word(doc, t)->is, pos = doc->tokens.items[t].pos;
    bool month = is & KG__WORD_MONTH && !(pos & KG__MODAL);
    negated |= pos & KG__NEGATION || (is & KG__WORD_NEGATES && !(pos & KG__DETERMINER));
    if (is & KG__WORD_PROPOSES)
      m = KG__PROPOSED;
    else if (is & KG__WORD_POSSIBLE && !month)
      m = KG__POSSIBLE;
    else if (is & KG__WORD_PREDICTS)
      m = KG__PREDICTED;
    else if (is & KG__WORD_WEAKENER)
      m = KG__UNLIKELY;
  }
  bool behind = v->main + 1 < s->end && doc->tokens.items[v->main + 1].pos & KG__NEGATION;
  negated |= behind;
  bool longer = v->first >= s->first + 2 && kg__token_is(doc, v->first - 1, "longer") &&
                kg__token_is(doc, v->first - 2, "no");
  return negated || longer ? KG__DENIED : m;
}

// What follows a form of "be": "unlikely to", "ready to", "due to".
static kg__modality
adjective_modality(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  for (uint32_t t = v->main + 1; t < s->end && t < v->main + 5; t++) {
    uint32_t is = word(doc, t)->is;
    size_t n;
    if (doc->tokens.items[t].pos & (KG__ANY_VERB | KG__PUNCTUATION))
      break;
    if (is & KG__WORD_WEAKENER)
      return KG__UNLIKELY;
    const kg__frame *f = kg__lexicon_frames(doc->lexicon, doc->tokens.items[t].word, &n);
    for (size_t i = 0; i < n; i++) {
      if (f[i].pos == KG__ADJECTIVE && f[i].property < 0)
        return (kg__modality)f[i].modality;
    }
  }
  return KG__ASSERTED;
}

// What a verb implies for its infinitive or participle.
static int
implied(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  size_t n;
  const kg__frame *f = kg__lexicon_frames(doc->lexicon, word(doc, v->main)->verb, &n);
  for (size_t i = 0; i < n; i++) {
    if (f[i].pos == KG__VERB && f[i].property < 0 && !f[i].rest[0])
      return f[i].modality;
  }
  if (doc->tokens.items[v->main].pos & KG__BE) {
    kg__modality m = adjective_modality(doc, s, v);
    if (m != KG__ASSERTED)
      return m;
    bool to = v->main + 1 < s->end && doc->tokens.items[v->main + 1].pos & KG__TO;
    return to ? KG__PREDICTED : -1; // "is to visit"
  }
  return -1;
}

static bool
conditional(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  for (uint32_t t = v->first; t-- > s->first;) {
    kg_str text = kg__token_text(doc, t);
    int32_t other = doc->tokens.items[t].verb;
    if (text.ptr[0] == ',' || text.ptr[0] == ';' || (other >= 0 && doc->verbs.items[other].finite))
      return false;
    if (doc->tokens.items[t].pos & KG__SUBORDINATOR)
      return word(doc, t)->is & KG__WORD_POSSIBLE;
  }
  return false;
}

// "It is improbable that ..." covers what follows.
static bool
doubted(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  for (uint32_t t = s->first; t + 1 < v->first; t++) {
    if (word(doc, t)->is & KG__WORD_WEAKENER && doc->tokens.items[t + 1].pos & KG__SUBORDINATOR)
      return true;
  }
  return false;
}

static bool
negative_subject(const kg__document *doc, const kg__verb *v)
{
  return v->subject >= 0 && doc->chunks.items[v->subject].negative && v->finite;
}

static kg__modality
inherit(const kg__document *doc, const kg__sentence *s, const kg__verb *v, kg__modality own)
{
  if (v->governor < 0 || own != KG__ASSERTED)
    return own;
  const kg__verb *g = &doc->verbs.items[v->governor];
  int by_governor = v->finite ? -1 : implied(doc, s, g);
  bool bare = word(doc, v->main)->forms & KG__FORM_BASE && !v->infinitive && v->first == v->main;
  if (g->modality == KG__DENIED && !v->finite && !v->passive)
    return by_governor == KG__DENIED ? KG__ASSERTED : KG__DENIED;
  if (by_governor >= 0)
    return g->modality != KG__ASSERTED && by_governor == KG__ASSERTED ? g->modality
                                                                      : (kg__modality)by_governor;
  if (v->infinitive || (v->finite && bare) || (v->gerund && !v->relative))
    return g->modality;
  return own;
}

void
kg__sentence_modality(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    kg__verb *v = &doc->verbs.items[i];
    kg__modality m = own_modality(doc, s, v);
    if (m == KG__ASSERTED && (doc->tokens.items[v->main].pos & KG__BE || word(doc, v->main)->noun == 0)) {
      kg__modality a =
          doc->tokens.items[v->main].pos & (KG__BE | KG__VERB) ? adjective_modality(doc, s, v) : KG__ASSERTED;
      m = a == KG__UNLIKELY ? a : m;
    }
    if (m == KG__ASSERTED && conditional(doc, s, v))
      m = KG__POSSIBLE;
    if (m != KG__DENIED && doubted(doc, s, v))
      m = KG__UNLIKELY;
    if (m == KG__ASSERTED && negative_subject(doc, v))
      m = KG__DENIED;
    v->modality = inherit(doc, s, v, m);
  }
}

static bool
is_saying(const kg__document *doc, const kg__verb *v)
{
  uint32_t lemma = word(doc, v->main)->verb;
  return lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING && !v->passive;
}

// Common nouns for people whose view is reported.
static bool
names_a_source(const kg__document *doc, const kg__chunk *c)
{
  static const char *const SOURCES[] = {"experts",   "analysts",  "observers",    "critics",
                                        "officials", "sources",   "many",         "some",
                                        "scholars",  "diplomats", "commentators", "policeman"};
  for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
    if (kg__token_is(doc, c->head, SOURCES[i]))
      return true;
  }
  return false;
}

static void
take_source(kg__document *doc, int32_t chunk, kg__claim *claim)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  int32_t m = doc->tokens.items[c->head].mention;
  int32_t e = m >= 0 ? doc->mentions.items[m].entity : -1;
  bool speaks = kg__entity_is(doc, e, "Agent") || kg__entity_is(doc, e, "Strategy") ||
                kg__entity_is(doc, e, "Agreement");
  if (e >= 0 && e != claim->subject && e != claim->object && speaks)
    claim->said_by = e;
  else if (e < 0 && names_a_source(doc, c))
    claim->said_by_text = kg__span_text(doc, c->first, c->last);
}

void
kg__claim_source(kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  claim->said_by = -1;
  if (claim->timeless)
    return;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    if (!is_saying(doc, v) || v->subject < 0 || v->main == claim->trigger)
      continue;
    bool that = v->last + 1 < s->end && claim->trigger > v->last &&
                doc->tokens.items[v->last + 1].pos & (KG__SUBORDINATOR | KG__PUNCTUATION);
    bool behind = claim->trigger < v->first && v->first > s->first && v->last + 6 > s->end;
    int32_t own = doc->tokens.items[claim->trigger].verb;
    bool bare = claim->trigger > v->last && own >= 0 && doc->verbs.items[own].finite &&
                doc->verbs.items[own].subject >= 0 &&
                doc->chunks.items[doc->verbs.items[own].subject].first > v->last;
    if (that || behind || bare)
      take_source(doc, v->subject, claim);
  }
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    int32_t prep = doc->chunks.items[i].prep;
    if (prep > (int32_t)s->first && kg__token_is(doc, (uint32_t)prep, "to") &&
        kg__token_is(doc, (uint32_t)prep - 1, "according"))
      take_source(doc, (int32_t)i, claim);
  }
}
