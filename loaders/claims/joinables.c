// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Things to take part in, as a sentence names them: not each that is of the class has those who join it, or
// is named for their sake.

#include "loaders/claims/frames.h"
#include "loaders/claims/joiners.h"

bool
kg__is_peer(const kg__document *doc, uint32_t t)
{
  static const char *const PEERS[] = {"member",   "ally", "partner",     "state", "country",  "nation",
                                      "alliance", "pact", "partnership", "group", "grouping", NULL};
  return kg__noun_is(doc, t, PEERS);
}

// "a NATO brigade", "NATO's flank": a name before another noun says nothing of who belongs to it.
static bool
before_noun(const kg__document *doc, uint32_t t, int32_t thing)
{
  const kg__token *k = &doc->tokens.items[t];
  if (k->chunk < 0 || !kg__entity_is(doc, thing, "Alliance"))
    return false;
  uint32_t head = doc->chunks.items[k->chunk].head;
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    if (doc->chunks.items[c].owner == k->chunk && !kg__is_peer(doc, doc->chunks.items[c].head))
      return true;
  }
  return head > doc->mentions.items[k->mention].last && !kg__is_peer(doc, head);
}

// Things that nobody joins, though their class has members.
static bool
joined_by_none(const kg__document *doc, const kg__mention *m)
{
  static const char *const VOTED[] = {"resolution", NULL},
                           *const BONDS[] = {"partnership", "relationship", "mechanism", NULL},
                           *const VISITS[] = {"visit", "trip", "tour", NULL};
  bool voted = false;
  for (uint32_t t = m->first; t <= m->last; t++)
    voted |= kg__noun_is(doc, t, VOTED);
  return voted || kg__noun_is(doc, m->last, VISITS) ||
         (doc->entities.items[m->entity].described && kg__noun_is(doc, m->last, BONDS));
}

// "X may fall, and the alliance will act": what the alliance does tells of no members.
static bool
acts_itself(const kg__document *doc, uint32_t t, int32_t thing)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  bool before = false;
  for (uint32_t v = doc->verb0; chunk >= 0 && v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    before |= verb->main < t && verb->finite;
    if (before && verb->subject == chunk && verb->main > t && verb->finite && !kg__verb_is_copula(doc, verb))
      return kg__entity_is(doc, thing, "Alliance");
  }
  return false;
}

bool
kg__is_joinable(const kg__document *doc, uint32_t t, int32_t thing)
{
  const kg__mention *m = &doc->mentions.items[doc->tokens.items[t].mention];
  return m->kind != KG__DEMONYM && !before_noun(doc, t, thing) && !joined_by_none(doc, m) &&
         !acts_itself(doc, t, thing);
}

// "such arrangements", "a drill": nobody's in particular, unless it is one agreement.
bool
kg__is_anyones(const kg__document *doc, uint32_t t, int32_t thing)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  bool one = kg__entity_is(doc, thing, "Agreement") && chunk >= 0 && !doc->chunks.items[chunk].plural;
  return doc->entities.items[thing].described && !one;
}

// Whether a thing has two sides that a text is bound to name: a treaty has, an initiative may be one's own.
bool
kg__is_mutual(const kg__document *doc, uint32_t t)
{
  static const char *const OWN[] = {"initiative", "framework", "statement",  "declaration", "process",
                                    "mechanism",  "programme", "resolution", NULL};
  uint32_t last = doc->mentions.items[doc->tokens.items[t].mention].last;
  for (uint32_t k = t; k <= last; k++) {
    if (kg__noun_is(doc, k, OWN))
      return false;
  }
  return true;
}
