// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Words that say, and clauses that report what stands before them or around them: "..., X said", "..., said X
// on Monday, ...". Such a clause is told by its comma or quotation mark and by what stands in it, since the
// tree often hangs it wrongly.

#include "loaders/scope/reports.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

// Whether the word stands in a quotation that the sentence begins, or that was begun before it.
bool
kg__is_quoted(const kg__document *doc, const kg__sentence *s, uint32_t word)
{
  uint32_t marks = 0, from = s->first;
  while (from > 0 && s->first - from < 300 && !(token(doc, from)->flags & KG__T_BLANK))
    from--;
  for (uint32_t t = from; t < word; t++)
    marks += kg__token_is_quote(doc, t);
  return marks % 2;
}

bool
kg__says(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  bool put_it = kg__token_says(doc, t, "put") && t + 1 < doc->tokens.n && kg__token_says(doc, t + 1, "it");
  return put_it || (lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING);
}

// The word that is the subject of a verb, or -1.
int32_t
kg__sayer(const kg__document *doc, const kg__sentence *s, uint32_t verb)
{
  int32_t v = token(doc, verb)->verb;
  if (v >= 0 && doc->verbs.items[v].passive)
    return -1;
  int32_t found = -1;
  bool apart = true;
  for (uint32_t t = s->first; t < s->end && (found < 0 || t < verb); t++) {
    apart |= kg__token_says(doc, t, ",");
    if (apart && token(doc, t)->head == (int32_t)verb && token(doc, t)->relation == KG__REL_NSUBJ) {
      found = (int32_t)t; // the last one before it
      apart = false;
    }
  }
  if (found >= 0)
    return found;
  return v >= 0 && doc->verbs.items[v].subject >= 0
             ? (int32_t)doc->chunks.items[doc->verbs.items[v].subject].head
             : -1;
}

bool
kg__closes(const kg__document *doc, uint32_t t)
{
  return kg__token_says(doc, t, ",") || kg__token_is_quote(doc, t) || kg__token_says(doc, t, "?") ||
         kg__token_says(doc, t, "!");
}

bool
kg__finite_at(const kg__document *doc, uint32_t t)
{
  int32_t v = token(doc, t)->verb;
  return v >= 0 && doc->verbs.items[v].finite;
}

// Whether the clause ends behind a word, but for when, where and to whom it was said.
static bool
nothing_follows(const kg__document *doc, const kg__sentence *s, uint32_t t, bool told)
{
  uint32_t next = t + 1;
  bool open = next >= s->end || told ||
              token(doc, next)->pos & (KG__PUNCTUATION | KG__PREPOSITION | KG__TO | KG__TIME | KG__ADVERB);
  for (; open && next < s->end && !kg__closes(doc, next); next++)
    open = !kg__finite_at(doc, next) && !(token(doc, next)->pos & KG__SUBORDINATOR);
  return open;
}

// ", X said": the comma, looked for to the left of the subject.
static bool
opens_at(const kg__document *doc, const kg__sentence *s, uint32_t subject, uint32_t *open)
{
  for (uint32_t t = subject; t-- > s->first && subject - t < 14;) {
    if (kg__finite_at(doc, t) || token(doc, t)->pos & (KG__SUBORDINATOR | KG__RELATIVE))
      return false;
    if (kg__closes(doc, t)) {
      *open = t;
      return true;
    }
  }
  return false;
}

// The last subject before a verb, or who stands between commas right before it: "the minister, X, said".
static int32_t
subject_before(const kg__document *doc, const kg__sentence *s, uint32_t verb)
{
  int32_t subject = -1;
  for (uint32_t t = s->first; t < verb; t++) {
    if (token(doc, t)->head == (int32_t)verb && token(doc, t)->relation == KG__REL_NSUBJ)
      subject = (int32_t)t;
  }
  bool aside = verb > s->first + 1 && kg__token_says(doc, verb - 1, ",");
  int32_t m = aside ? token(doc, verb - 2)->mention : -1;
  return m >= 0 && kg__entity_is(doc, doc->mentions.items[m].entity, "Person") ? (int32_t)verb - 2 : subject;
}

// "says X": whether a word behind a verb is its subject, also where the tree takes it for the object of a
// verb without a subject.
static bool
is_subject(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t verb)
{
  const kg__token *k = token(doc, t);
  if (k->head != (int32_t)verb || (k->relation != KG__REL_NSUBJ && k->relation != KG__REL_OBJ))
    return false;
  bool object = k->relation == KG__REL_OBJ;
  bool speaks = k->mention >= 0 && kg__entity_is(doc, doc->mentions.items[k->mention].entity, "Agent");
  return !object || (speaks && subject_before(doc, s, verb) < 0);
}

bool
kg__report_at(const kg__document *doc, const kg__sentence *s, uint32_t verb, kg__report *r)
{
  uint8_t forms = kg__token_word(doc, verb)->forms;
  bool finite = token(doc, verb)->upos == KG__UPOS_VERB && forms & ~(uint32_t)KG__FORM_ING;
  if (!finite || !kg__says(doc, verb))
    return false;
  r->verb = verb;
  bool told = kg__token_says(doc, verb, "told") || kg__token_says(doc, verb, "tells");
  int32_t behind = kg__closes(doc, verb - 1) && verb + 1 < s->end ? token(doc, verb + 1)->chunk : -1;
  if (behind >= 0) {
    const kg__chunk *c = &doc->chunks.items[behind];
    r->open = verb - 1;
    r->speaker = c->head;
    bool subject = kg__token_is_quote(doc, verb - 1) || is_subject(doc, s, c->head, verb);
    return subject && !told && c->first == verb + 1 && c->prep < 0 && !c->time &&
           !kg__finite_at(doc, c->last + 1);
  }
  int32_t subject = subject_before(doc, s, verb);
  if (subject < 0 || !opens_at(doc, s, (uint32_t)subject, &r->open))
    return false;
  r->speaker = (uint32_t)subject;
  return nothing_follows(doc, s, verb, told);
}
