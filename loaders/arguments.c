// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The subject that the tree gives a verb, and the object where none stands right behind it; then that of
// the verb or noun on which a coordinate, an infinitive, a participle or a relative clause hangs.

#include "loaders/stages.h"

static const kg__token *
token_at(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

// The word whose dependents are the verb's: of "is a member", the noun.
static uint32_t
predicate_of(const kg__document *doc, const kg__verb *v)
{
  const kg__token *k = token_at(doc, v->main);
  return k->relation == KG__REL_COP && k->head >= 0 ? (uint32_t)k->head : v->main;
}

static bool
is_copular(const kg__document *doc, const kg__verb *v)
{
  return predicate_of(doc, v) != v->main;
}

// The verb of a predicate, or -1.
static int32_t
verb_of(const kg__document *doc, uint32_t t)
{
  if (token_at(doc, t)->verb >= 0 && doc->verbs.items[token_at(doc, t)->verb].main == t)
    return token_at(doc, t)->verb;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    if (predicate_of(doc, &doc->verbs.items[i]) == t)
      return (int32_t)i;
  }
  return -1;
}

static int32_t
list_of(const kg__document *doc, int32_t chunk)
{
  return chunk >= 0 && (uint32_t)chunk >= doc->chunk0 ? doc->chunks.items[chunk].list : -1;
}

static int32_t
dependent(const kg__document *doc, const kg__sentence *s, uint32_t head, kg__relation a, kg__relation b)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    const kg__token *k = token_at(doc, t);
    if (k->head == (int32_t)head && (k->relation == a || k->relation == b))
      return (int32_t)t;
  }
  return -1;
}

static bool
is_relative(const kg__document *doc, int32_t t)
{
  return t >= 0 && token_at(doc, (uint32_t)t)->pos & KG__RELATIVE;
}

// The token on which a coordinate's first one hangs.
static uint32_t
first_conjunct(const kg__document *doc, uint32_t t)
{
  for (int guard = 0; guard < 32 && token_at(doc, t)->relation == KG__REL_CONJ && token_at(doc, t)->head >= 0;
       guard++)
    t = (uint32_t)token_at(doc, t)->head;
  return t;
}

static bool
is_clausal_modifier(const kg__token *k)
{
  return k->relation == KG__REL_ACL_RELCL || k->relation == KG__REL_ACL;
}

// The noun that a clause modifies, or -1.
static int32_t
antecedent(const kg__document *doc, uint32_t predicate)
{
  const kg__token *k = token_at(doc, first_conjunct(doc, predicate));
  return is_clausal_modifier(k) && k->head >= 0 ? token_at(doc, (uint32_t)k->head)->chunk : -1;
}

// Of a noun with coordinates, a clause behind the last one speaks of all; one that stands behind the first,
// of it.
static int32_t
modified(const kg__document *doc, int32_t chunk)
{
  return list_of(doc, chunk);
}

static void
take(int32_t *place, int32_t chunk)
{
  if (chunk >= 0)
    *place = chunk;
}

// "LONDON - The ...": the place from which a report is sent.
static bool
in_dateline(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  for (uint32_t k = t + 1; k < s->first + 10 && k + 1 < s->end; k++) {
    kg_str text = kg__token_text(doc, k);
    bool dash = kg_str_equal(text, KG_STR("-")) || kg_str_equal(text, KG_STR("\xE2\x80\x93")) ||
                kg_str_equal(text, KG_STR("\xE2\x80\x94"));
    if (dash && !(token_at(doc, k + 1)->flags & KG__T_JOINED))
      return true;
    if (token_at(doc, k)->verb >= 0)
      return false;
  }
  return false;
}

// Whether the phrase that stands before the verb is its subject in spite of the tree: behind a dateline, and
// in "which X deployed".
static bool
keeps_subject(const kg__document *doc, const kg__sentence *s, const kg__verb *v, uint32_t subject)
{
  if (v->subject < 0)
    return false;
  const kg__chunk *c = &doc->chunks.items[v->subject];
  uint32_t first = c->owner >= 0 ? doc->chunks.items[c->owner].first : c->first;
  bool relative = first > s->first && first > subject && c->last < v->main &&
                  (token_at(doc, first - 1)->pos & KG__RELATIVE || is_relative(doc, (int32_t)subject));
  return relative || in_dateline(doc, s, subject);
}

static void
own_arguments(kg__document *doc, const kg__sentence *s, kg__verb *v)
{
  uint32_t p = predicate_of(doc, v);
  int32_t subject = dependent(doc, s, p, KG__REL_NSUBJ, KG__REL_NSUBJ_PASS);
  int32_t object = dependent(doc, s, p, KG__REL_OBJ, KG__REL_OBJ);
  if (subject < 0)
    subject = dependent(doc, s, p, KG__REL_NSUBJ_OUTER, KG__REL_NSUBJ_OUTER);
  if (subject >= 0 && !keeps_subject(doc, s, v, (uint32_t)subject))
    take(&v->subject, is_relative(doc, subject) ? modified(doc, antecedent(doc, p))
                                                : list_of(doc, token_at(doc, (uint32_t)subject)->chunk));
  if (v->object >= 0)
    return;
  if (is_copular(doc, v))
    v->object =
        dependent(doc, s, p, KG__REL_CASE, KG__REL_CASE) >= 0 ? -1 : list_of(doc, token_at(doc, p)->chunk);
  else if (is_relative(doc, object))
    v->object = modified(doc, antecedent(doc, p));
  else if (object >= 0)
    v->object = list_of(doc, token_at(doc, (uint32_t)object)->chunk);
  if (v->object < 0 && !is_copular(doc, v)) { // "became a member", "called it a threat"
    int32_t x = dependent(doc, s, p, KG__REL_XCOMP, KG__REL_XCOMP);
    if (x >= 0 && token_at(doc, (uint32_t)x)->pos & (KG__NOUN | KG__PROPER))
      v->object = list_of(doc, token_at(doc, (uint32_t)x)->chunk);
  }
}

// "the launcher that the army brought": the object stands before the clause.
static void
object_before(const kg__document *doc, kg__verb *v)
{
  uint32_t p = predicate_of(doc, v);
  if (v->object >= 0 || v->passive || v->subject < 0 || p != v->main ||
      token_at(doc, p)->relation != KG__REL_ACL_RELCL)
    return;
  int32_t noun = antecedent(doc, p);
  if (noun >= 0 && modified(doc, noun) != v->subject)
    v->object = modified(doc, noun);
}

// The verb that a predicate hangs on, through nouns if need be.
static int32_t
governor_of(const kg__document *doc, uint32_t predicate)
{
  uint32_t t = predicate;
  for (int guard = 0; guard < 32; guard++) {
    int32_t head = token_at(doc, t)->head;
    if (head < 0)
      return -1;
    t = (uint32_t)head;
    int32_t v = verb_of(doc, t);
    if (v >= 0)
      return v;
  }
  return -1;
}

static bool
takes_object_as_subject(const kg__document *doc, const kg__verb *v, const kg__verb *g)
{
  kg__relation relation = (kg__relation)token_at(doc, predicate_of(doc, v))->relation;
  uint32_t lemma = kg__token_word(doc, g->main)->verb;
  bool controls = lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_CONTROLS;
  return g->object >= 0 && !g->passive && (controls || relation == KG__REL_XCOMP);
}

static void
inherited_subject(const kg__document *doc, kg__verb *v)
{
  uint32_t p = predicate_of(doc, v);
  kg__relation relation = (kg__relation)token_at(doc, p)->relation;
  int32_t noun = antecedent(doc, p);
  int32_t governor = governor_of(doc, p);
  const kg__verb *g = governor >= 0 ? &doc->verbs.items[governor] : NULL;
  if (relation == KG__REL_CONJ && g) {
    v->subject = g->subject;
    return;
  }
  if (noun >= 0 && !v->infinitive) { // "the force deployed by X", "states seeking Y"
    v->subject = modified(doc, noun);
    return;
  }
  if (noun >= 0) { // "the agreement to build X", "the country to join"
    int32_t owner = doc->chunks.items[noun].owner;
    v->subject = owner >= 0 ? list_of(doc, owner) : g ? g->subject : noun;
    return;
  }
  if (!g || relation == KG__REL_CCOMP || relation == KG__REL_PARATAXIS)
    return;
  v->subject = takes_object_as_subject(doc, v, g) ? g->object : g->subject;
}

// From the root down, so that what is handed on is there.
static uint32_t
depth_of(const kg__document *doc, uint32_t t)
{
  uint32_t depth = 0;
  while (token_at(doc, t)->head >= 0 && depth < 1000) {
    t = (uint32_t)token_at(doc, t)->head;
    depth++;
  }
  return depth;
}

static void
hand_down(kg__document *doc)
{
  uint32_t left = doc->verb_end - doc->verb0;
  for (uint32_t depth = 0; left && depth < 1000; depth++) {
    for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
      kg__verb *v = &doc->verbs.items[i];
      uint32_t p = predicate_of(doc, v);
      if (depth_of(doc, p) != depth)
        continue;
      left--;
      if (v->subject < 0)
        inherited_subject(doc, v);
      object_before(doc, v);
    }
  }
}

void
kg__sentence_arguments(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++)
    own_arguments(doc, s, &doc->verbs.items[i]);
  hand_down(doc);
}
