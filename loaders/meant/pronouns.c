// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a pronoun stands for.

#include "loaders/meant/resolve.h"

// Where an agent is wanted, all who act may be meant: better nobody than the second best.
static uint64_t
widened(const kg__document *doc, uint64_t wanted)
{
  uint64_t agents = kg__class_mask(doc->ontology, KG_STR("Agent"));
  return wanted & agents ? wanted | agents | kg__class_mask(doc->ontology, KG_STR("Event")) : wanted;
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
  bool he = kg__token_is_any(doc, t, HE);
  if (!he && !kg__token_is_any(doc, t, ONE))
    return false;
  kg__antecedent(doc, t, he ? KG__PRONOUN_PERSON : KG__PRONOUN_THING, widened(doc, wanted), wanted, group);
  group->resolved = true;
  return true;
}
