// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Habits of the parser that are mended in its trees, one after the other. Here: clauses that are of the noun
// before them, and verbs that look like participles.

#include "loaders/parse/mends.h"

static bool
is_resolve(const kg__document *doc, uint32_t t)
{
  static const char *const RESOLVES[] = {"decision",  "plan",        "plans",        "offer",      "promise",
                                         "pledge",    "intention",   "refusal",      "attempt",    "attempts",
                                         "readiness", "willingness", "proposal",     "commitment", "bid",
                                         "desire",    "ambition",    "ambitions",    "agreement",  "move",
                                         "failure",   "reluctance",  "unwillingness"};
  for (size_t i = 0; i < sizeof RESOLVES / sizeof *RESOLVES; i++) {
    if (kg__token_is(doc, t, RESOLVES[i]))
      return true;
  }
  return false;
}

// "It praised the decision of X to join": the infinitive hangs on the noun right before it, or on that by
// "of".
static void
mend_resolve(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 1; t + 1 < s->end; t++) {
    const kg__token *to = &doc->tokens.items[t];
    if (to->relation != KG__REL_MARK || to->xpos != KG__XPOS_TO || to->head <= (int32_t)t ||
        doc->tokens.items[to->head].head < 0)
      continue;
    int32_t n = (int32_t)t - 1;
    for (int steps = 0; n >= (int32_t)s->first && steps < 4 && !is_resolve(doc, (uint32_t)n); steps++)
      n = doc->tokens.items[n].head;
    if (n >= (int32_t)s->first && n < (int32_t)t && is_resolve(doc, (uint32_t)n) &&
        doc->tokens.items[n].upos == KG__UPOS_NOUN)
      kg__hang(doc, (uint32_t)to->head, n, KG__REL_ACL);
  }
}

// "It flew the jets X sent Y": a clause that nothing joins to the verb before it is of the noun before its
// subject.
static void
mend_relative(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 1; t + 1 < s->end; t++) {
    const kg__token *name = &doc->tokens.items[t], *noun = name - 1;
    if (name->relation != KG__REL_NSUBJ || name->upos != KG__UPOS_PROPN || name->head <= (int32_t)t ||
        noun->upos != KG__UPOS_NOUN || noun->mention >= 0)
      continue;
    uint32_t v = (uint32_t)name->head;
    const kg__token *verb = &doc->tokens.items[v];
    bool apart = verb->relation == KG__REL_ADVCL || verb->relation == KG__REL_PARATAXIS;
    if (apart && !kg__is_below(doc, (int32_t)t - 1, (int32_t)v) && verb->head >= 0 &&
        verb->head < (int32_t)t && verb->head <= noun->head &&
        kg__next_below(doc, s, (uint32_t)verb->head, v, KG__REL_MARK) >= s->end)
      kg__hang(doc, v, (int32_t)t - 1, KG__REL_ACL_RELCL);
  }
}

// "X trained A, imposed B on C and sent D": what looks like a participle before B is the verb between two.
static void
mend_series(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 2; t + 1 < s->end; t++) {
    kg__token *k = &doc->tokens.items[t];
    bool before = k->relation == KG__REL_AMOD && k->head > (int32_t)t;
    uint32_t object = before ? (uint32_t)k->head : kg__next_below(doc, s, t, t, KG__REL_OBJ);
    if (!kg__is_past(k) || !kg__is_comma(doc, t - 1) || !(before || k->relation == KG__REL_ACL) ||
        object >= s->end)
      continue;
    for (uint32_t v = s->first; v + 1 < t; v++) {
      const kg__token *first = &doc->tokens.items[v];
      uint32_t last = kg__is_past(first) ? kg__next_below(doc, s, object, v, KG__REL_CONJ) : s->end;
      if (last >= s->end || !kg__is_past(&doc->tokens.items[last]))
        continue;
      kg__hang(doc, t, (int32_t)v, KG__REL_CONJ);
      kg__hang(doc, object, (int32_t)t, KG__REL_OBJ);
      k->xpos = KG__XPOS_VBD;
      break;
    }
  }
}

// What the parser takes for the agent or the object of a participle with no "by" before it, right behind it.
static uint32_t
bare_object(const kg__document *doc, const kg__sentence *s, uint32_t verb)
{
  for (uint32_t t = verb + 1; t < s->end && t < verb + 8 && !kg__is_comma(doc, t); t++) {
    const kg__token *k = &doc->tokens.items[t];
    bool near = k->relation == KG__REL_OBJ || k->relation == KG__REL_OBL_AGENT ||
                k->relation == KG__REL_OBL_UNMARKED || k->relation == KG__REL_OBL;
    if (k->relation == KG__REL_CASE)
      return s->end;
    if (k->head == (int32_t)verb && near)
      return t;
  }
  return s->end;
}

// "X's jets struck 20 targets": a noun is the root, and the only verb that hangs on it looks like a
// participle.
static void
mend_headless(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first; !s->heading && t + 2 < s->end; t++) {
    const kg__token *root = &doc->tokens.items[t];
    if (root->head >= 0 || !(root->upos == KG__UPOS_NOUN || root->upos == KG__UPOS_PROPN))
      continue;
    uint32_t verb = t + 1;
    while (verb < s->end && doc->tokens.items[verb].upos == KG__UPOS_ADV)
      verb++;
    kg__token *k = &doc->tokens.items[verb < s->end ? verb : t];
    bool participle = verb < s->end && k->head == (int32_t)t && k->relation == KG__REL_ACL && kg__is_past(k),
         before = verb < s->end && k->head > (int32_t)verb && k->relation == KG__REL_AMOD && kg__is_past(k) &&
                  kg__next_below(doc, s, verb, (uint32_t)k->head, KG__REL_CASE) > (uint32_t)k->head;
    uint32_t object = participle ? bare_object(doc, s, verb) : before ? (uint32_t)k->head : s->end;
    if (object >= s->end || kg__next_below(doc, s, s->first, t, KG__REL_COP) < s->end)
      return;
    for (uint32_t i = verb + 1; i < s->end; i++) {
      if (doc->tokens.items[i].head == (int32_t)t)
        doc->tokens.items[i].head = (int32_t)verb;
    }
    kg__hang(doc, verb, -1, KG__REL_ROOT);
    kg__hang(doc, t, (int32_t)verb, KG__REL_NSUBJ);
    kg__hang(doc, object, (int32_t)verb, KG__REL_OBJ);
    k->xpos = KG__XPOS_VBD;
    return;
  }
}

void
kg__sentence_mend(kg__document *doc, const kg__sentence *s)
{
  kg__mend_opening(doc, s);
  mend_resolve(doc, s);
  mend_relative(doc, s);
  kg__mend_purpose(doc, s);
  kg__mend_charge(doc, s);
  kg__mend_aside(doc, s);
  kg__mend_inserted(doc, s);
  kg__mend_insertion(doc, s);
  kg__mend_subject(doc, s);
  mend_series(doc, s);
  mend_headless(doc, s);
}
