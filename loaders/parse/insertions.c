// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Mends of what stands between commas, a relative clause or who says it: the clause around it goes on behind,
// with the subject before it.

#include "loaders/meant/resolve.h"
#include "loaders/parse/mends.h"

static bool
is_saying(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  return lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING;
}

// "Iran, Ukraine says, supports Russia", "Iran, said the minister, supports Russia": what stands between the
// commas says the clause around it, which has the first name as its subject.
void
kg__mend_aside(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t say = s->first + 2; say + 1 < s->end; say++) {
    kg__token *v = &doc->tokens.items[say];
    uint32_t subject = kg__next_below(doc, s, s->first > 0 ? s->first - 1 : 0, say, KG__REL_NSUBJ);
    if (doc->tokens.items[s->first].head == (int32_t)say &&
        doc->tokens.items[s->first].relation == KG__REL_NSUBJ)
      subject = s->first;
    uint32_t clause = kg__next_below(doc, s, say, say, KG__REL_CCOMP);
    bool says = v->upos == KG__UPOS_VERB && is_saying(doc, say) && subject < say && clause < s->end;
    uint32_t second = says ? kg__next_below(doc, s, subject, say, KG__REL_NSUBJ) : s->end;
    bool inverted = says && kg__is_comma(doc, say - 1);
    uint32_t sayer = !says ? s->end : inverted ? kg__next_below(doc, s, say, clause, KG__REL_NSUBJ) : second;
    if (!says || sayer >= clause || (!inverted && sayer > say))
      continue;
    uint32_t open = inverted ? say - 1 : subject + 1, close = (inverted ? sayer : say) + 1;
    while (!inverted && open < sayer && !kg__is_comma(doc, open))
      open++;
    bool own = !inverted && kg__next_below(doc, s, say, clause, KG__REL_NSUBJ) < clause;
    if (own || !kg__is_comma(doc, open) || !kg__is_comma(doc, close) || open < subject)
      continue;
    kg__hang(doc, clause, v->head, (kg__relation)v->relation);
    kg__hang(doc, subject, (int32_t)clause, KG__REL_NSUBJ);
    kg__hang(doc, say, (int32_t)clause, KG__REL_PARATAXIS);
    kg__hang(doc, sayer, (int32_t)say, KG__REL_NSUBJ);
  }
}

static bool
is_finite(const kg__document *doc, uint32_t t)
{
  const kg__token *k = &doc->tokens.items[t];
  return k->xpos == KG__XPOS_VBD || k->xpos == KG__XPOS_VBZ || k->xpos == KG__XPOS_VBP ||
         k->xpos == KG__XPOS_MD;
}

// The finite verb right behind a comma, without a subject of its own.
static uint32_t
verb_resumed(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  for (t++; t + 1 < s->end; t++) {
    if (!kg__is_comma(doc, t))
      continue;
    const kg__token *k = &doc->tokens.items[t + 1];
    uint32_t v = k->upos == KG__UPOS_AUX && k->head > (int32_t)t ? (uint32_t)k->head : t + 1;
    if (is_finite(doc, t + 1) && v < s->end && doc->tokens.items[v].upos == KG__UPOS_VERB &&
        kg__next_below(doc, s, t, v, KG__REL_NSUBJ) >= s->end)
      return v;
  }
  return s->end;
}

// "Rwanda, which Kinshasa accuses of X, opposes Y": the clause between the commas tells more of the subject.
void
kg__mend_inserted(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t which = s->first + 2; which + 2 < s->end; which++) {
    const kg__token *k = &doc->tokens.items[which];
    int32_t v = k->head;
    if (k->xpos != KG__XPOS_WDT || !kg__is_comma(doc, which - 1) || v <= (int32_t)which)
      continue;
    const kg__token *before = &doc->tokens.items[which - 2], *clause = &doc->tokens.items[v];
    if (clause->relation == KG__REL_CCOMP && clause->head > v && before->head == clause->head)
      kg__hang(doc, (uint32_t)v, (int32_t)which - 2, KG__REL_ACL_RELCL);
    if (clause->relation != KG__REL_ROOT)
      continue;
    uint32_t subject = s->first;
    while (subject < which &&
           (doc->tokens.items[subject].head != v || doc->tokens.items[subject].relation != KG__REL_NSUBJ))
      subject++;
    uint32_t verb = verb_resumed(doc, s, (uint32_t)v);
    if (subject >= which || verb >= s->end)
      continue;
    kg__hang(doc, verb, -1, KG__REL_ROOT);
    kg__hang(doc, subject, (int32_t)verb, KG__REL_NSUBJ);
    kg__hang(doc, (uint32_t)v, (int32_t)subject, KG__REL_ACL_RELCL);
  }
}

// The verb of the clause that goes on behind a comma, or the end of the sentence.
static uint32_t
goes_on_behind(const kg__document *doc, const kg__sentence *s, uint32_t comma)
{
  uint32_t t = comma + 1;
  while (t < s->end && doc->tokens.items[t].upos == KG__UPOS_ADV)
    t++;
  if (t >= s->end || !is_finite(doc, t))
    return s->end;
  for (int steps = 0; steps < 4 && doc->tokens.items[t].upos == KG__UPOS_AUX; steps++) {
    if (doc->tokens.items[t].head <= (int32_t)t)
      break;
    t = (uint32_t)doc->tokens.items[t].head;
  }
  return t < s->end ? t : s->end;
}

// Makes `subject` that of `verb`, and `inner` hang on `under`, be it that `inner` was above.
static void
go_on(kg__document *doc, uint32_t subject, uint32_t verb, uint32_t inner, uint32_t under,
      kg__relation relation)
{
  kg__token *v = &doc->tokens.items[verb], *i = &doc->tokens.items[inner], *x = &doc->tokens.items[subject];
  if (kg__is_below(doc, (int32_t)verb, (int32_t)subject))
    kg__hang(doc, verb, x->head, (kg__relation)x->relation);
  if (kg__is_below(doc, (int32_t)verb, (int32_t)inner))
    kg__hang(doc, verb, i->head, (kg__relation)i->relation);
  if (v->head == (int32_t)subject || v->head == (int32_t)inner || v->head == (int32_t)verb)
    kg__hang(doc, verb, -1, KG__REL_ROOT);
  kg__hang(doc, subject, (int32_t)verb, KG__REL_NSUBJ);
  kg__hang(doc, inner, (int32_t)under, relation);
}

// The noun by which a name before a comma hangs on a clause, if it may be the subject of one; or -1.
static int32_t
subject_before(const kg__document *doc, uint32_t comma)
{
  int32_t m = doc->tokens.items[comma - 1].mention;
  if (m < 0 || doc->tokens.items[comma].mention >= 0)
    return -1;
  int32_t t = (int32_t)kg__name_head(doc, &doc->mentions.items[m]);
  const kg__token *k = &doc->tokens.items[t];
  while (k->relation == KG__REL_NMOD && k->head >= 0 && k->head < t) { // "X of Y, who ..."
    t = k->head;
    k = &doc->tokens.items[t];
  }
  bool may = k->relation == KG__REL_NSUBJ || k->relation == KG__REL_NSUBJ_PASS ||
             k->relation == KG__REL_VOCATIVE || k->relation == KG__REL_ROOT ||
             k->relation == KG__REL_PARATAXIS;
  return may ? t : -1;
}

static bool
is_relative(const kg__document *doc, uint32_t t)
{
  static const char *const RELATIVES[] = {"which", "who", "whose", "whom", "where", NULL};
  return kg__token_is_any(doc, t, RELATIVES);
}

// The last finite verb between two commas; the first of them if there is none.
static uint32_t
inserted_verb(const kg__document *doc, uint32_t from, uint32_t to)
{
  uint32_t t = to - 1;
  while (t > from && !(is_finite(doc, t) && doc->tokens.items[t].upos == KG__UPOS_VERB))
    t--;
  return t;
}

// "X, whose leaders live in Y, attacked Z": what goes on behind the second comma is said of X.
void
kg__mend_insertion(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 1; t + 3 < s->end; t++) {
    int32_t subject = kg__is_comma(doc, t) && is_relative(doc, t + 1) ? subject_before(doc, t) : -1;
    uint32_t comma = t + 1, verb = s->end;
    while (subject >= 0 && verb >= s->end && ++comma < s->end)
      verb = kg__is_comma(doc, comma) ? goes_on_behind(doc, s, comma) : s->end;
    if (verb >= s->end || (doc->tokens.items[subject].head == (int32_t)verb &&
                           doc->tokens.items[subject].relation != KG__REL_VOCATIVE))
      continue;
    uint32_t inner = inserted_verb(doc, t, comma);
    if (inner == t || kg__next_below(doc, s, comma, verb, KG__REL_NSUBJ) < verb)
      continue;
    go_on(doc, (uint32_t)subject, verb, inner, (uint32_t)subject, KG__REL_ACL_RELCL);
    return;
  }
}
