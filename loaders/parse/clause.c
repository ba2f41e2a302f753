// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Subjects and objects by position. The subject of a finite verb is the nearest phrase to its left that no
// preposition governs and no other clause encloses; infinitives and participles take theirs from the verb
// they hang on. Where the tree gives a verb a subject of its own, arguments.c puts that in its place.

#include "loaders/stages.h"

static kg__verb *
verb_at(kg__document *doc, int32_t v)
{
  return &doc->verbs.items[v];
}

static uint32_t
pos_at(const kg__document *doc, uint32_t t)
{
  return doc->tokens.items[t].pos;
}

static bool
hard_stop(const kg__document *doc, uint32_t t)
{
  kg_str text = kg__token_text(doc, t);
  return pos_at(doc, t) & KG__SUBORDINATOR ||
         (pos_at(doc, t) & KG__PUNCTUATION && (text.ptr[0] == ';' || text.ptr[0] == ':'));
}

// The last chunk that ends before token `t`, within the sentence.
static int32_t
chunk_before(const kg__document *doc, uint32_t t)
{
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
    if (doc->chunks.items[i].last < t && !doc->chunks.items[i].time)
      return (int32_t)i;
  }
  return -1;
}

static int32_t
verb_before(const kg__document *doc, uint32_t t)
{
  for (uint32_t i = doc->verb_end; i-- > doc->verb0;) {
    if (doc->verbs.items[i].last < t)
      return (int32_t)i;
  }
  return -1;
}

static uint32_t
skip_back(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  while (t > s->first && pos_at(doc, t - 1) & (KG__ADVERB | KG__TIME))
    t--;
  return t;
}

static bool
is_comma(const kg__document *doc, uint32_t t)
{
  return kg_str_equal(kg__token_text(doc, t), KG_STR(","));
}

// From a chunk to the one it belongs to: over its list, its possessor's place, what it is in apposition to.
static int32_t
outermost(const kg__document *doc, int32_t c)
{
  for (int guard = 0; guard < 8; guard++) {
    int32_t up = doc->chunks.items[c].list;
    for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
      if (doc->chunks.items[i].apposition == up)
        up = (int32_t)i;
    }
    if (up == c)
      return c;
    c = up;
  }
  return c;
}

// The phrase on which a prepositional phrase hangs, stepping left; -1 at a bound.
static int32_t
ungoverned(const kg__document *doc, int32_t c)
{
  for (int guard = 0; c >= 0 && guard < 30; guard++) {
    c = outermost(doc, c);
    if (doc->chunks.items[c].prep < 0)
      return c;
    uint32_t at = (uint32_t)doc->chunks.items[c].prep;
    int32_t left = chunk_before(doc, at);
    if (left < 0)
      return -1;
    for (uint32_t t = doc->chunks.items[left].last + 1; t < at; t++) {
      if (hard_stop(doc, t) || pos_at(doc, t) & KG__RELATIVE)
        return -1;
      if (pos_at(doc, t) & KG__ANY_VERB) {
        const kg__verb *v = &doc->verbs.items[doc->tokens.items[t].verb >= 0 ? doc->tokens.items[t].verb : 0];
        if (doc->tokens.items[t].verb < 0 || (v->finite && !v->relative))
          return -1;
        if (v->subject >= 0 && (v->relative || !v->finite))
          left = v->subject;
      }
    }
    c = left;
  }
  return -1;
}

static int32_t
relative_antecedent(const kg__document *doc, const kg__sentence *s, uint32_t relative)
{
  uint32_t t = relative;
  if (t > s->first && pos_at(doc, t - 1) & KG__PREPOSITION)
    t--;
  return chunk_before(doc, t);
}

// "X, Y and Z, which have backed it": a verb in the plural has the whole list for its subject.
static int32_t
whole_list(const kg__document *doc, int32_t c, const kg__verb *v)
{
  static const char *const PLURAL[] = {"have", "are", "were"};
  const kg__token *k = &doc->tokens.items[v->first];
  bool many = k->xpos == KG__XPOS_VBP && k->upos == KG__UPOS_VERB;
  for (size_t i = 0; i < sizeof PLURAL / sizeof *PLURAL; i++)
    many |= kg__token_is(doc, v->first, PLURAL[i]);
  return c >= 0 && many && !doc->chunks.items[c].plural ? doc->chunks.items[c].list : c;
}

static bool
between_is_clear(const kg__document *doc, uint32_t from, uint32_t to)
{
  for (uint32_t t = from; t < to; t++) {
    if (hard_stop(doc, t) || (pos_at(doc, t) & KG__RELATIVE && t + 1 == to))
      return false;
  }
  return true;
}

static bool
is_span(const kg__document *doc, uint32_t t)
{
  static const char *const SPANS[] = {"days", "weeks", "months", "years", "hours",
                                      "day",  "week",  "month",  "year",  "hour"};
  for (size_t i = 0; i < sizeof SPANS / sizeof *SPANS; i++) {
    if (kg__token_is(doc, t, SPANS[i]))
      return true;
  }
  return false;
}

// "talks began after X left", "weeks after X left, talks began": a clause of its own, whose subject X is.
static bool
opens_clause(const kg__document *doc, const kg__sentence *s, int32_t c, const kg__verb *v)
{
  static const char *const JOINTS[] = {"after", "before", "since", "until", "till"};
  int32_t prep = doc->chunks.items[c].prep;
  bool joint = false, own = true;
  for (size_t i = 0; prep >= 0 && i < sizeof JOINTS / sizeof *JOINTS; i++)
    joint |= kg__token_is(doc, (uint32_t)prep, JOINTS[i]);
  if (!joint)
    return false;
  for (uint32_t t = s->first; t < (uint32_t)prep; t++)
    own &= (pos_at(doc, t) & (KG__TIME | KG__NUMBER | KG__ADVERB | KG__DETERMINER)) != 0 || is_span(doc, t);
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++)
    own |= doc->verbs.items[i].finite && doc->verbs.items[i].last < (uint32_t)prep &&
           doc->verbs.items[i].main != v->main;
  return own;
}

static void
finite_subject(kg__document *doc, const kg__sentence *s, kg__verb *v)
{
  uint32_t t = skip_back(doc, s, v->first);
  uint32_t before = t > s->first ? t - 1 : t;
  while (before > s->first && is_comma(doc, before) && pos_at(doc, before - 1) & (KG__RELATIVE | KG__ADVERB))
    before--;
  if (t > s->first && pos_at(doc, before) & KG__RELATIVE) {
    v->relative = true;
    v->subject = whole_list(doc, relative_antecedent(doc, s, before), v);
    return;
  }
  int32_t earlier = verb_before(doc, v->first), c = chunk_before(doc, v->first);
  bool joined = t > s->first && (pos_at(doc, before) & KG__COORDINATOR ||
                                 (is_comma(doc, before) && c >= 0 && earlier >= 0 &&
                                  doc->chunks.items[c].last < verb_at(doc, earlier)->first));
  while (joined && earlier >= (int32_t)doc->verb0 && !verb_at(doc, earlier)->finite)
    earlier--;
  if (joined && earlier >= (int32_t)doc->verb0) {
    v->governor = earlier;
    v->subject = verb_at(doc, earlier)->subject;
    v->relative = verb_at(doc, earlier)->relative;
    return;
  }
  if (c < 0 || !between_is_clear(doc, doc->chunks.items[c].last + 1, v->first))
    return;
  int32_t outer = outermost(doc, c), found = opens_clause(doc, s, outer, v) ? outer : ungoverned(doc, c);
  if (found < 0)
    return;
  if (earlier >= 0 && verb_at(doc, earlier)->relative && verb_at(doc, earlier)->subject >= 0 &&
      doc->chunks.items[found].first > verb_at(doc, earlier)->main && doc->chunks.items[found].last + 1 < t) {
    v->subject = outermost(doc, verb_at(doc, earlier)->subject);
    return;
  }
  // The object of an earlier clause is not the subject of this one, unless it stands right before it.
  if (earlier >= 0 && verb_at(doc, earlier)->object == found && !verb_at(doc, earlier)->relative &&
      doc->chunks.items[found].last + 1 < t) {
    v->governor = earlier;
    v->subject = verb_at(doc, earlier)->subject;
    return;
  }
  v->subject = found;
}

static bool
controls(const kg__document *doc, const kg__verb *v)
{
  uint32_t lemma = kg__token_word(doc, v->main)->verb;
  return lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_CONTROLS;
}

static void
dependent_subject(kg__document *doc, const kg__sentence *s, kg__verb *v)
{
  int32_t c = chunk_before(doc, v->first), earlier = verb_before(doc, v->first);
  bool adjacent = c >= 0 && doc->chunks.items[c].last + 1 == v->first;
  bool after_comma = c >= 0 && v->passive && !v->infinitive && v->first > s->first &&
                     is_comma(doc, v->first - 1) && doc->chunks.items[c].last + 2 == v->first;
  if (after_comma && ungoverned(doc, c) >= 0) {
    v->subject = ungoverned(doc, c);
    v->governor = earlier;
    v->relative = true;
    return;
  }
  if (v->infinitive || !adjacent) {
    v->governor = earlier;
    if (earlier < 0)
      return;
    const kg__verb *g = verb_at(doc, earlier);
    bool object = v->infinitive && g->object >= 0 && (controls(doc, g) || v->passive);
    v->subject = object ? g->object : g->subject;
    return;
  }
  v->subject = doc->chunks.items[c].list;
  v->governor = earlier;
  if (doc->chunks.items[v->subject].prep >= 0 && v->gerund &&
      !kg__token_is(doc, (uint32_t)doc->chunks.items[v->subject].prep, "with") && !v->passive)
    v->relative = true;
}

// Whether the last of a list is a possessor, for all of it.
static bool
shares(const kg__document *doc, uint32_t c)
{
  uint32_t last = c;
  while (doc->chunks.items[last].next == (int32_t)last + 1)
    last++;
  return last > c && last + 1 < doc->chunk_end && doc->chunks.items[last + 1].owner == (int32_t)last;
}

static void
find_object(kg__document *doc, const kg__sentence *s, kg__verb *v)
{
  uint32_t t = v->last + 1;
  while (t < s->end && pos_at(doc, t) & (KG__ADVERB | KG__TIME | KG__NEGATION))
    t++;
  while (t < s->end && pos_at(doc, t) & KG__PUNCTUATION && !is_comma(doc, t) && t < v->last + 3 &&
         (kg__token_text(doc, t).ptr[0] == '"' || kg__token_text(doc, t).len == 3))
    t++;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    if (c->first == t && !c->time) {
      uint32_t k = i;
      while (doc->chunks.items[k].next == (int32_t)k + 1 && shares(doc, i))
        k++; // "X and Y's pact"
      while (k + 1 < doc->chunk_end && doc->chunks.items[k + 1].owner == (int32_t)k)
        k++;
      v->object = doc->chunks.items[k].list == (int32_t)k ? (int32_t)k : doc->chunks.items[k].list;
    }
  }
}

// "the launcher that the army brought": the object stands before the relative pronoun.
static void
relative_object(kg__document *doc, const kg__sentence *s, kg__verb *v)
{
  const kg__token *k = &doc->tokens.items[v->main];
  bool told =
      k->relation == KG__REL_CCOMP && k->head >= 0 && doc->tokens.items[k->head].upos == KG__UPOS_VERB;
  if (v->object >= 0 || v->subject < 0 || v->relative || v->passive || told)
    return;
  const kg__chunk *c = &doc->chunks.items[v->subject];
  uint32_t t = c->owner >= 0 ? doc->chunks.items[c->owner].first : c->first;
  if (t > s->first && pos_at(doc, t - 1) & KG__RELATIVE &&
      !(t >= 2 && pos_at(doc, t - 2) & KG__PREPOSITION)) {
    static const char *const ADVERBIAL[] = {"where", "when", "how", "why", "whose"};
    for (size_t i = 0; i < 5; i++) {
      if (kg__token_is(doc, t - 1, ADVERBIAL[i]))
        return;
    }
    v->object = relative_antecedent(doc, s, t - 1);
  }
}

static uint32_t
clause_end(const kg__document *doc, const kg__sentence *s, uint32_t v)
{
  uint32_t t = doc->verbs.items[v].last + 1;
  for (; t < s->end; t++) {
    int32_t other = doc->tokens.items[t].verb;
    if (hard_stop(doc, t) || pos_at(doc, t) & KG__RELATIVE)
      break;
    if (other >= 0 && (uint32_t)other != v &&
        (doc->verbs.items[other].finite || doc->verbs.items[other].infinitive ||
         doc->verbs.items[other].gerund))
      break;
  }
  return t;
}

static uint32_t
clause_start(const kg__document *doc, const kg__sentence *s, uint32_t v)
{
  uint32_t t = doc->verbs.items[v].first;
  while (t > s->first) {
    int32_t other = doc->tokens.items[t - 1].verb;
    if (hard_stop(doc, t - 1) || pos_at(doc, t - 1) & KG__RELATIVE ||
        (other >= 0 && doc->verbs.items[other].finite && !doc->verbs.items[other].relative))
      break;
    t--;
  }
  return t;
}

kg_status
kg__sentence_clauses(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    kg__verb *v = &doc->verbs.items[i];
    if (v->finite)
      finite_subject(doc, s, v);
    else
      dependent_subject(doc, s, v);
    find_object(doc, s, v);
    relative_object(doc, s, v);
  }
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    doc->verbs.items[i].clause_first = clause_start(doc, s, i);
    doc->verbs.items[i].clause_end = clause_end(doc, s, i);
  }
  return KG_OK;
}
