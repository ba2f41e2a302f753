// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Mends of how sentences begin: with a participle, an infinitive or a noun that the parser takes for the root
// or the subject, or ties to the wrong word.

#include "loaders/parse/mends.h"

// The verb, or the noun behind "be", whose clause begins with what stands behind `t`; none beyond a comma.
static uint32_t
clause_behind(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  while (++t < s->end && !kg__is_comma(doc, t)) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->relation == KG__REL_COP && k->head > (int32_t)t)
      return (uint32_t)k->head;
    if (k->relation == KG__REL_CCOMP && k->head == (int32_t)s->first && k->upos == KG__UPOS_VERB)
      return t;
  }
  return s->end;
}

// The verb above `t`, before which, and after `t`, no comma stands, but its subject or "be".
static uint32_t
clause_above(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t verb = doc->tokens.items[t].head;
  if (verb <= (int32_t)t)
    return s->end;
  for (uint32_t i = t; i < (uint32_t)verb; i++) {
    if (kg__is_comma(doc, i))
      return s->end;
  }
  uint32_t be = kg__next_below(doc, s, t, (uint32_t)verb, KG__REL_COP),
           subject = kg__next_below(doc, s, t, (uint32_t)verb, KG__REL_NSUBJ);
  bool gerund = doc->tokens.items[t].xpos == KG__XPOS_VBG;
  return be < (uint32_t)verb || (gerund && subject < (uint32_t)verb) ? (uint32_t)verb : s->end;
}

// "Joining X has cost Y dearly", "Stationed in X were Y": what the sentence begins with is the subject, and
// has X below it.
void
kg__mend_opening(kg__document *doc, const kg__sentence *s)
{
  kg__token *k = &doc->tokens.items[s->first];
  if (s->first >= s->end || !(k->xpos == KG__XPOS_VBG || kg__is_past(k)))
    return;
  bool root = k->relation == KG__REL_ROOT;
  if (k->relation == KG__REL_CSUBJ && k->head > (int32_t)s->first &&
      kg__token_is(doc, s->first + 1, "that")) {
    kg__hang(doc, (uint32_t)k->head, (int32_t)s->first, KG__REL_CCOMP); // "Noting that X arms Y,"
    kg__hang(doc, s->first, -1, KG__REL_ROOT);
    return;
  }
  if (!root && k->relation != KG__REL_ADVCL && k->relation != KG__REL_ACL)
    return;
  uint32_t verb = root ? clause_behind(doc, s, s->first) : clause_above(doc, s, s->first);
  if (verb >= s->end)
    return;
  if (k->xpos == KG__XPOS_VBD)
    k->xpos = KG__XPOS_VBN;
  for (uint32_t t = s->first + 1; t < verb; t++) {
    const kg__token *below = &doc->tokens.items[t];
    bool marked = kg__next_below(doc, s, s->first, t, KG__REL_CASE) < t;
    if (below->head == (int32_t)verb &&
        (below->relation == KG__REL_NSUBJ || below->relation == KG__REL_COMPOUND))
      kg__hang(doc, t, (int32_t)s->first, marked ? KG__REL_OBL : KG__REL_OBJ);
  }
  if (root)
    kg__hang(doc, verb, -1, KG__REL_ROOT);
  kg__hang(doc, s->first, (int32_t)verb, KG__REL_CSUBJ);
}

// "To defend X, Y sends ships": the infinitive hangs on the verb behind the comma.
void
kg__mend_purpose(kg__document *doc, const kg__sentence *s)
{
  const kg__token *to = &doc->tokens.items[s->first];
  if (s->first + 2 >= s->end || to->relation != KG__REL_MARK || to->xpos != KG__XPOS_TO || to->head < 0 ||
      doc->tokens.items[to->head].head >= 0)
    return;
  uint32_t purpose = (uint32_t)to->head;
  for (uint32_t t = purpose + 1; t < s->end; t++) {
    const kg__token *k = &doc->tokens.items[t];
    bool below = k->head == (int32_t)purpose && k->upos == KG__UPOS_VERB;
    uint32_t subject = below ? kg__next_below(doc, s, purpose, t, KG__REL_NSUBJ) : s->end;
    if (subject >= t || kg__next_below(doc, s, purpose, t, KG__REL_MARK) < subject)
      continue;
    kg__hang(doc, t, -1, KG__REL_ROOT);
    kg__hang(doc, purpose, (int32_t)t, KG__REL_ADVCL);
    return;
  }
}

// "Accusing X of arming Y, Z left": what somebody is charged with hangs on the charge, and not on what
// follows.
void
kg__mend_charge(kg__document *doc, const kg__sentence *s)
{
  static const char *const CHARGES[] = {"accusing", "accused", "accuses", "suspecting", "suspected"};
  bool charges = false;
  for (size_t i = 0; s->first < s->end && i < sizeof CHARGES / sizeof *CHARGES; i++)
    charges |= kg__token_is(doc, s->first, CHARGES[i]);
  for (uint32_t t = s->first + 2; charges && t < s->end && t < s->first + 10 && !kg__is_comma(doc, t); t++) {
    kg__token *k = &doc->tokens.items[t];
    if (k->xpos == KG__XPOS_VBG && kg__token_is(doc, t - 1, "of") && k->relation == KG__REL_ADVCL)
      kg__hang(doc, t, (int32_t)s->first, KG__REL_ADVCL);
  }
}

// "A member since 2004, X joined Y": the name between comma and verb is the subject, which the noun before it
// only tells of.
void
kg__mend_subject(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 2; t + 1 < s->end; t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m < 0 || doc->mentions.items[m].first != t || !kg__is_comma(doc, t - 1) ||
        doc->mentions.items[m].kind > KG__METONYM)
      continue;
    uint32_t name = kg__name_head(doc, &doc->mentions.items[m]), v = doc->mentions.items[m].last + 1;
    while (v < s->end && doc->tokens.items[v].upos == KG__UPOS_ADV)
      v++;
    if (v >= s->end ||
        (doc->tokens.items[v].upos != KG__UPOS_VERB && doc->tokens.items[v].upos != KG__UPOS_AUX))
      return;
    while (v < s->end && doc->tokens.items[v].upos == KG__UPOS_AUX && doc->tokens.items[v].head > (int32_t)v)
      v = (uint32_t)doc->tokens.items[v].head;
    uint32_t noun = kg__next_below(doc, s, s->first, v, KG__REL_NSUBJ);
    const kg__token *k = &doc->tokens.items[noun < s->end ? noun : t];
    if (noun >= t - 1 || k->upos != KG__UPOS_NOUN || k->mention >= 0 || doc->tokens.items[v].head >= 0)
      return;
    kg__hang(doc, name, (int32_t)v, KG__REL_NSUBJ);
    kg__hang(doc, noun, (int32_t)name, KG__REL_APPOS);
    for (uint32_t i = noun + 1; i + 1 < t; i++) {
      if (doc->tokens.items[i].head == (int32_t)v && doc->tokens.items[i].relation == KG__REL_OBL)
        kg__hang(doc, i, (int32_t)noun, KG__REL_NMOD);
    }
    return;
  }
}
