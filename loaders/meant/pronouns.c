// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a pronoun stands for.

#include "loaders/meant/resolve.h"

// Where an agent is wanted, all who act may be meant: better nobody than the second best.
static uint64_t
widened(const kg__document *doc, uint64_t wanted)
{
  uint64_t agents = kg__class_mask(doc->ontology, KG_STR("Agent")),
           deals = kg__class_mask(doc->ontology, KG_STR("Agreement"));
  if (wanted & deals && !(wanted & agents))
    return wanted | kg__class_mask(doc->ontology, KG_STR("Strategy"));
  return wanted & agents ? wanted | agents | kg__class_mask(doc->ontology, KG_STR("Event")) : wanted;
}

static void
add_list(const kg__document *doc, int32_t chunk, uint32_t at, uint64_t wanted, kg__group *group)
{
  for (int32_t c = chunk; c >= 0; c = doc->chunks.items[c].next) {
    int32_t e = kg__mentioned_at(doc, doc->chunks.items[c].head);
    if (kg__fits(doc, e, wanted))
      kg__group_add(group, e, at, at);
  }
}

// "thanked X for its support", "helped X in its war", "sent arms to X for its war": X's.
static bool
whose_deed(const kg__document *doc, uint32_t t, uint64_t wanted, kg__group *group)
{
  static const char *const FOR[] = {"for", "on", "over", NULL}, *const IN[] = {"in", "during", NULL};
  static const char *const JUDGED[] = {"thank",     "praise",    "commend", "applaud", "congratulate",
                                       "criticise", "criticize", "blame",   "condemn", "reward",
                                       "punish",    "salute",    NULL},
                           *const HELPED[] = {"help",    "support", "assist", "aid",    "back",
                                              "arm",     "join",    "side",   "supply", "send",
                                              "provide", "deliver", "give",   "sell",   NULL};
  int32_t own = doc->tokens.items[t].chunk;
  int32_t prep = own > 0 ? doc->chunks.items[own].prep : -1;
  bool deed = prep >= 0 && kg__token_is_any(doc, (uint32_t)prep, FOR),
       cause = prep >= 0 && kg__token_is_any(doc, (uint32_t)prep, IN);
  if (!deed && !cause)
    return false;
  for (uint32_t i = doc->verb_end; i-- > doc->verb0;) {
    const kg__verb *v = &doc->verbs.items[i];
    const kg__word *w = kg__token_word(doc, v->main);
    if (v->passive || !w->verb || v->main > t)
      continue;
    kg_str lemma = kg__word_at(&doc->ontology->words, w->verb)->text;
    int32_t c = v->object, to = own - 1;
    bool taker = (uint32_t)to >= doc->chunk0 && doc->chunks.items[to].prep > (int32_t)v->main &&
                 kg__token_is(doc, (uint32_t)doc->chunks.items[to].prep, "to");
    c = taker ? doc->chunks.items[to].list : c;
    for (const char *const *x = deed && !taker ? JUDGED : HELPED; *x; x++) {
      if (kg_str_equal(lemma, kg_str_of(*x)) && c >= 0 &&
          doc->chunks.items[taker ? to : c].last + 1 == (uint32_t)prep) {
        add_list(doc, c, t, wanted, group);
        return group->n > 0;
      }
    }
  }
  return false;
}

// "Under its new strategy, X buys Y": whose it is comes behind the comma.
static bool
of_subject_ahead(const kg__document *doc, uint32_t t, uint64_t wanted, kg__group *group)
{
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, t)];
  uint32_t comma = s->first;
  bool opening = s->first < t && doc->tokens.items[s->first].pos & KG__PREPOSITION;
  while (opening && comma + 1 < s->end && !kg_str_equal(kg__token_text(doc, comma), KG_STR(","))) {
    opening = doc->tokens.items[comma].verb < 0 && (comma >= t || kg__mentioned_at(doc, comma) < 0);
    comma++;
  }
  for (uint32_t i = comma + 1; opening && comma > t && i < comma + 8 && i < s->end; i++) {
    const kg__token *k = &doc->tokens.items[i];
    if (k->relation != KG__REL_NSUBJ && k->relation != KG__REL_NSUBJ_PASS)
      continue;
    int32_t e = kg__mentioned_at(doc, i);
    if (!kg__fits(doc, e, wanted))
      return false;
    kg__group_add(group, e, t, t);
    return true;
  }
  return false;
}

bool
kg__pronoun_group(const kg__document *doc, uint32_t t, uint64_t wanted, kg__group *group)
{
  static const char *const ONE[] = {"it", "its", NULL}, *const MANY[] = {"they", "them", "their", NULL},
                           *const WE[] = {"we", "our", "us", NULL}, *const ME[] = {"i", "my", "me", NULL},
                           *const HE[] = {"he", "him", "his", "she", "her", NULL},
                           *const SELF[] = {"itself", "himself", "herself", "themselves", NULL};
  if (kg__token_is_any(doc, t, SELF)) // what is done to oneself relates no two
    return true;
  if (doc->without & KG_WITHOUT_COREFERENCE)
    return kg__token_is_any(doc, t, MANY) || kg__token_is_any(doc, t, WE) || kg__token_is_any(doc, t, HE) ||
           kg__token_is_any(doc, t, ONE);
  static const char *const WHOSE[] = {"its", "their", "his", "her", NULL};
  bool theirs = kg__token_is(doc, t, "its") || kg__token_is(doc, t, "their");
  if ((theirs && whose_deed(doc, t, wanted, group)) ||
      (kg__token_is_any(doc, t, WHOSE) && of_subject_ahead(doc, t, wanted, group))) {
    group->resolved = true;
    return true;
  }
  if (kg__token_is_any(doc, t, MANY)) {
    kg__antecedent(doc, t, KG__PRONOUN_MANY, widened(doc, wanted), wanted, group);
    group->resolved = true;
    return true;
  }
  bool me = kg__token_is_any(doc, t, ME);
  if (me && !kg__is_quoted(doc, &doc->sentences.items[kg__sentence_of(doc, t)], t))
    return false;
  if (me || kg__token_is_any(doc, t, WE)) {
    kg__speakers_group(doc, t, wanted, group);
    group->resolved = true;
    return true;
  }
  if (kg__token_is(doc, t, "whose")) {
    uint32_t last = t > 1 && kg_str_equal(kg__token_text(doc, t - 1), KG_STR(",")) ? t - 2 : t - 1;
    int32_t e = t ? kg__mentioned_at(doc, last) : -1;
    if (kg__fits(doc, e, wanted))
      kg__group_add(group, e, last, last);
    return true;
  }
  bool he = kg__token_is_any(doc, t, HE);
  if (!he && !kg__token_is_any(doc, t, ONE))
    return false;
  kg__antecedent(doc, t, he ? KG__PRONOUN_PERSON : KG__PRONOUN_THING, widened(doc, wanted), wanted, group);
  group->resolved = true;
  return true;
}
