// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The state behind a government, its leaders or its missiles; whom a danger comes from.

#include "loaders/meant/resolve.h"

// "X's government": the state that X leads.
static void
governed(kg__document *doc, const kg__chunk *c, int32_t leader, uint64_t wanted, kg__group *group)
{
  int32_t person = leader >= 0 ? kg__mentioned_at(doc, doc->chunks.items[leader].head) : -1;
  static const char *const GOVERNMENTS[] = {"government", "administration", "regime", NULL};
  bool governs = kg__token_is_any(doc, c->head, GOVERNMENTS);
  int32_t state =
      governs && person >= 0 && kg__entity_is(doc, person, "Person") ? kg__state_of_person(doc, person) : -1;
  if (state >= 0 && kg__fits(doc, state, wanted))
    kg__group_add(group, state, c->first, c->last);
}

// The states that a phrase belongs to: its possessor, a demonym or name in it, or what follows with "of".
kg_status
kg__belongs_to(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  kg__chunk c = doc->chunks.items[chunk];
  size_t before = group->n;
  if (c.owner >= 0)
    KG_TRY(kg__chunk_group(doc, c.owner, wanted, group));
  if (group->n == before)
    governed(doc, &c, c.owner, wanted, group);
  if (doc->tokens.items[c.first].pos & KG__POSSESSIVE && group->n == before)
    kg__pronoun_group(doc, c.first, wanted, group);
  for (uint32_t t = c.first; t < c.head; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    if (kg__fits(doc, e, wanted))
      kg__group_add(group, e, c.first, c.last);
  }
  uint32_t next = (uint32_t)chunk + 1;
  while (next + 1 < doc->chunk_end && doc->chunks.items[next + 1].owner == (int32_t)next)
    next++;
  if (group->n == before && next < doc->chunk_end && doc->chunks.items[next].prep == (int32_t)c.last + 1 &&
      (kg__token_is(doc, c.last + 1, "of") || kg__token_is(doc, c.last + 1, "in") ||
       kg__token_is(doc, c.last + 1, "from")))
    KG_TRY(kg__list_group(doc, (int32_t)next, wanted, group));
  if (group->n == before && next < doc->chunk_end && kg__token_is(doc, c.last + 1, "of"))
    governed(doc, &c, (int32_t)next, wanted, group);
  return KG_OK;
}

bool
kg__speaks_for_state(const kg__document *doc, const kg__chunk *c)
{
  const kg__word *w = kg__token_word(doc, c->head);
  uint8_t cls = doc->tokens.items[c->head].head_class;
  bool person = cls != KG__NO_CLASS && kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("Person"));
  return w->is & KG__WORD_SPOKES || person;
}

// "the threat of X", "the danger from X", "the threat posed by X" is X, where a danger is wanted.
kg_status
kg__source_of_danger(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group, bool *found)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  size_t before = group->n;
  uint32_t next = (uint32_t)chunk + 1;
  *found = false;
  if (!doc->any_danger || !(kg__token_is(doc, c->head, "threat") || kg__token_is(doc, c->head, "danger")))
    return KG_OK;
  while (next + 1 < doc->chunk_end && doc->chunks.items[next + 1].owner == (int32_t)next)
    next++;
  if (next >= doc->chunk_end || doc->chunks.items[next].prep < 0 ||
      (uint32_t)doc->chunks.items[next].prep > c->last + 2)
    return KG_OK;
  uint32_t prep = (uint32_t)doc->chunks.items[next].prep;
  if (!kg__token_is(doc, prep, "of") && !kg__token_is(doc, prep, "from") && !kg__token_is(doc, prep, "by"))
    return KG_OK;
  KG_TRY(kg__list_group(doc, (int32_t)next, wanted, group));
  *found = group->n > before;
  return KG_OK;
}

// "nine sites in X", "a village inside Y": whose land is hit.
static kg_status
struck(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  static const char *const WITHIN[] = {"in", "inside", "across", "within", "of", NULL};
  uint64_t states = wanted & kg__class_mask(doc->ontology, KG_STR("State"));
  uint32_t next = (uint32_t)chunk + 1;
  for (uint32_t t = c->first; t < c->head && states; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "NonStateActor"))
      return KG_OK; // "X positions in Y"
    if (kg__fits(doc, e, states))
      kg__group_add(group, e, c->first, c->last);
  }
  if (!group->n && c->owner >= 0)
    KG_TRY(kg__chunk_group(doc, c->owner, states, group));
  if (!group->n && states && doc->tokens.items[c->first].pos & KG__POSSESSIVE) // "our security"
    kg__pronoun_group(doc, c->first, states, group);
  if (!group->n && states && next < doc->chunk_end && doc->chunks.items[next].prep == (int32_t)c->last + 1 &&
      kg__token_is_any(doc, c->last + 1, WITHIN))
    KG_TRY(kg__list_group(doc, (int32_t)next, states, group));
  group->resolved |= group->n > 0;
  return KG_OK;
}

// "Libya's refineries": who harms them means their owner.
static bool
is_target(const kg__document *doc, const kg__chunk *c)
{
  static const char *const TARGETS[] = {"facilities", "facility", "bases",  "base",       "sites",
                                        "site",       "plants",   "plant",  "refineries", "refinery",
                                        "airfields",  "airfield", "cities", "outposts",   "outpost",
                                        "reefs",      "depots",   "ports",  "stations",   NULL};
  return kg__token_is_any(doc, c->head, TARGETS) &&
         (c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE);
}

// "the killing of X by Y": what it is done by, and not to, is the actor.
static bool
is_done_by(const kg__document *doc, int32_t chunk)
{
  uint32_t next = (uint32_t)chunk + 1;
  while (next < doc->chunk_end && doc->chunks.items[next].list != (int32_t)next)
    next++;
  if (next + 1 >= doc->chunk_end ||
      doc->chunks.items[next].prep != (int32_t)doc->chunks.items[chunk].last + 1)
    return false;
  while (doc->chunks.items[next].next >= 0)
    next = (uint32_t)doc->chunks.items[next].next;
  uint32_t by = doc->chunks.items[next].last + 1;
  return next + 1 < doc->chunk_end && doc->chunks.items[next + 1].prep == (int32_t)by &&
         kg__token_is(doc, by, "by");
}

// "X's neighbours", "critics of X": others than X.
static bool
stands_apart(const kg__document *doc, const kg__chunk *c)
{
  static const char *const OTHERS[] = {
      "neighbor",     "neighbors",    "neighbour",  "neighbours", "enemy",       "enemies",   "foe",
      "foes",         "rival",        "rivals",     "adversary",  "adversaries", "opponent",  "opponents",
      "critic",       "critics",      "friend",     "friends",    "ally",        "allies",    "partner",
      "partners",     "supporter",    "supporters", "backer",     "backers",     "sponsor",   "sponsors",
      "patron",       "patrons",      "client",     "clients",    "victim",      "victims",   "competitor",
      "competitors",  "proxy",        "proxies",    "detractors", "dissidents",  "defenders", "apologists",
      "sympathizers", "sympathisers", NULL};
  for (uint32_t t = c->first; t < c->head; t++) { // "brought X new friends"
    int32_t m = doc->tokens.items[t].mention;
    if (m >= 0 && doc->mentions.items[m].kind != KG__DEMONYM)
      return false;
  }
  return kg__token_is_any(doc, c->head, OTHERS);
}

// "the implementation of X resolutions": what follows is wanted itself, and not whose it is.
static bool
leads_to_wanted(const kg__document *doc, int32_t chunk, uint64_t wanted)
{
  uint32_t next = (uint32_t)chunk + 1;
  const kg__chunk *c = &doc->chunks.items[chunk], *n = next < doc->chunk_end ? c + 1 : NULL;
  uint8_t head = n ? doc->tokens.items[n->head].head_class : KG__NO_CLASS;
  return n && n->prep == (int32_t)c->last + 1 && kg__token_is(doc, (uint32_t)n->prep, "of") && c->owner < 0 &&
         doc->tokens.items[c->head].head_class == KG__NO_CLASS && kg__mentioned_at(doc, n->head) < 0 &&
         head != KG__NO_CLASS && (wanted & ~kg__class_mask(doc->ontology, KG_STR("Agent"))) >> head & 1;
}

// "Swedish brigades", "its missiles": where an actor is wanted, what belongs to a state stands for it.
kg_status
kg__actor_behind(kg__document *doc, int32_t chunk, uint64_t wanted, kg__group *group)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  uint64_t states = wanted & (kg__class_mask(doc->ontology, KG_STR("State")) |
                              kg__class_mask(doc->ontology, KG_STR("NonStateActor")) |
                              kg__class_mask(doc->ontology, KG_STR("Institution")));
  if (c->owner >= 0) // "NATO's expansion", but "NATO troops"
    states |= wanted & (kg__class_mask(doc->ontology, KG_STR("Alliance")) |
                        kg__class_mask(doc->ontology, KG_STR("InternationalOrganisation")));
  size_t before = group->n;
  if (!doc->any_actor || !states || group->n || !(doc->tokens.items[c->head].pos & KG__NOUN) ||
      stands_apart(doc, c))
    return KG_OK;
  if (doc->any_target)
    return struck(doc, chunk, wanted, group);
  if (leads_to_wanted(doc, chunk, wanted))
    return KG_OK;
  bool owned = c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE;
  for (uint32_t t = c->first; t < c->head; t++)
    owned |= kg__mentioned_at(doc, t) >= 0;
  owned |= c->last + 1 < doc->tokens.n && kg__token_is(doc, c->last + 1, "of") && !is_done_by(doc, chunk);
  uint64_t lands =
      kg__class_mask(doc->ontology, KG_STR("Region")) | kg__class_mask(doc->ontology, KG_STR("Place"));
  uint8_t head = doc->tokens.items[c->head].head_class;
  if (head != KG__NO_CLASS && lands >> head & 1 && !is_target(doc, c)) // "TTP camps", but not "Polish soil"
    states &= kg__class_mask(doc->ontology, KG_STR("NonStateActor"));
  if (!owned || !states)
    return KG_OK;
  KG_TRY(kg__belongs_to(doc, chunk, states, group));
  group->resolved |= group->n > before;
  return KG_OK;
}

uint32_t
kg__office_at(const kg__document *doc, uint32_t known)
{
  const kg__tenure *tenure = doc->date.year ? kg__tenure_at(doc->ontology, known, doc->date) : NULL;
  return tenure ? tenure->of + 1 : doc->ontology->known.items[known].office;
}

int32_t
kg__state_of_person(kg__document *doc, int32_t person)
{
  int leads = kg__property_find(doc->ontology, KG_STR("leads"));
  int32_t e = -1;
  for (size_t i = 0; i < doc->claims.n && e < 0; i++) {
    const kg__claim *claim = &doc->claims.items[i];
    if (claim->subject == person && (int)claim->property == leads && kg__is_state(doc, claim->object))
      e = claim->object;
  }
  int32_t known = doc->entities.items[person].known;
  uint32_t office = known >= 0 ? kg__office_at(doc, (uint32_t)known) : 0;
  if (e < 0 && office && kg__entity_known(doc, office - 1, &e) != KG_OK)
    e = -1;
  return e;
}
