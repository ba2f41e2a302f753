// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What tells a thing without a name from others of its kind: a possessor, a demonym, an adjective of its own,
// what follows with "of", those who take part, that it is said to take place, how many are sent.

#include "loaders/meant/describe.h"

static bool
singles_out(const kg__document *doc, const kg__chunk *c)
{
  if (c->owner >= 0 || doc->tokens.items[c->head].head_words > 1)
    return true;
  for (uint32_t t = c->first; t < c->head; t++) {
    const kg__word *w = kg__token_word(doc, t);
    if (doc->tokens.items[t].mention >= 0)
      return true;
    if (doc->tokens.items[t].pos & (KG__ADJECTIVE | KG__NOUN | KG__PROPER) && !(w->is & KG__WORD_DEGREE) &&
        !kg__is_done(doc, t))
      return true;
  }
  return doc->tokens.items[c->first].pos & KG__POSSESSIVE;
}

static bool
followed_by_of(const kg__document *doc, int32_t chunk, uint32_t *last)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  uint32_t next = (uint32_t)chunk + 1;
  bool found = false;
  for (int i = 0; i < 2 && next < doc->chunk_end; i++, next++) {
    const kg__chunk *n = &doc->chunks.items[next];
    uint32_t from = i ? doc->chunks.items[next - 1].last : c->last;
    if (n->prep < 0 || (uint32_t)n->prep != from + 1 || n->owner >= 0)
      break;
    if (kg__token_is(doc, n->head, "order")) // "in order to"
      break;
    bool of = kg__token_is(doc, (uint32_t)n->prep, "of"),
         in = kg__token_is(doc, (uint32_t)n->prep, "in") || kg__token_is(doc, (uint32_t)n->prep, "on") ||
              kg__token_is(doc, (uint32_t)n->prep, "against");
    if (!of && !(in && (found || i == 0)))
      break;
    if (n->time || kg__token_word(doc, n->head)->is & (KG__WORD_WEEKDAY | KG__WORD_MONTH))
      break;
    found = true;
    *last = n->last;
  }
  return found;
}

// Head nouns that say nothing without what follows.
static bool
needs_complement(const kg__document *doc, const kg__chunk *c)
{
  static const char *const EMPTY[] = {"risk",          "danger",    "threat",     "violation",  "instability",
                                      "proliferation", "breakdown", "escalation", "rise",       "lack",
                                      "use",           "agreement", "memorandum", "transfer",   "declaration",
                                      "talks",         "meeting",   "mechanism",  "protection", "defence",
                                      "exchange",      "invasion",  "annexation", NULL};
  return kg__headed_by(doc, c, EMPTY);
}

// "builds frigates", "a new fighter": kinds of equipment are things, unless they are all equipment.
static bool
is_kind(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const WIDE[] = {"weapon",   "arm",   "armament", "equipment", "ship",
                                     "vessel",   "boat",  "plane",    "aircraft",  "vehicle",
                                     "missile",  "asset", "platform", "munition",  "ammunition",
                                     "hardware", "gun",   "bomb",     NULL};
  return !kg__headed_by(doc, c, WIDE) && kg__class_is(doc, cls, "MilitaryAsset") &&
         doc->tokens.items[c->head].head_class == (uint8_t)cls;
}

bool
kg__is_memorandum(const kg__document *doc, int32_t chunk)
{
  static const char *const TEXTS[] = {"memorandum", NULL}, *const OF[] = {"understanding", NULL};
  const kg__chunk *c = &doc->chunks.items[chunk];
  return (uint32_t)chunk + 1 < doc->chunk_end && kg__headed_by(doc, c, TEXTS) &&
         c[1].prep == (int32_t)c->last + 1 && kg__token_is(doc, c->last + 1, "of") &&
         kg__headed_by(doc, c + 1, OF);
}

// "the Government of X": the chunk of X, or -1.
static int32_t
government_of(const kg__document *doc, int32_t chunk)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  if ((uint32_t)chunk + 1 >= doc->chunk_end || doc->tokens.items[c->head].mention >= 0 ||
      !kg__speaks_for_state(doc, c) || c[1].prep != (int32_t)c->last + 1 ||
      !kg__token_is(doc, c->last + 1, "of"))
    return -1;
  int32_t m = doc->tokens.items[c[1].head].mention;
  return m >= 0 && kg__is_state(doc, doc->mentions.items[m].entity) ? chunk + 1 : -1;
}

// "talks between A and B", "a ceasefire with C": those who meet or agree single it out.
static bool
between_parties(const kg__document *doc, int32_t chunk, int cls, uint32_t *last)
{
  static const char *const JOINED[] = {"Agreement", "Meeting", "Conflict", "Exercise", NULL};
  int32_t end = chunk + kg__is_memorandum(doc, chunk), next = end + 1;
  const kg__chunk *c = &doc->chunks.items[end];
  if ((uint32_t)next >= doc->chunk_end || !kg__class_is_any(doc, cls, JOINED) ||
      doc->chunks.items[next].prep != (int32_t)c->last + 1)
    return false;
  bool between = kg__token_is(doc, c->last + 1, "between"),
       with = kg__token_is(doc, c->last + 1, "with") ||
              (kg__token_is(doc, c->last + 1, "against") && kg__class_is(doc, cls, "Conflict"));
  int32_t m = doc->tokens.items[doc->chunks.items[next].head].mention;
  if (with && kg__class_is(doc, cls, "Conflict") && kg__is_bare(doc, c))
    return false; // "go to war with X"
  bool agent =
      m >= 0 ? kg__entity_is(doc, doc->mentions.items[m].entity, "Agent") : government_of(doc, next) >= 0;
  if (!(between || with) || !agent)
    return false;
  for (; next >= 0; next = doc->chunks.items[next].next) {
    const kg__chunk *party = &doc->chunks.items[next];
    int32_t of = government_of(doc, next);
    if (with && doc->tokens.items[party->head].mention < 0 && of < 0)
      break;
    *last = of >= 0 ? doc->chunks.items[of].last : party->last;
  }
  return true;
}

// What is done with a thing of this class that is said to take place or be made; null if nothing tells that.
static const char *const *
verbs_for(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const FIGHT[] = {"fight", "wage", "win", "lose", "end", NULL},
                           *const HOLD[] = {"hold",  "conduct", "stage",    "begin",    "launch",
                                            "start", "open",    "complete", "conclude", "host",
                                            "kick",  "resume",  "end",      NULL},
                           *const MAKE[] = {"observe",  "respect", "honour",  "honor",  "uphold", "sign",
                                            "conclude", "reach",   "initial", "ink",    "ratify", "seal",
                                            "broker",   "strike",  "clinch",  "accept", "join",   "break",
                                            "violate",  "breach",  "extend",  "renew",  NULL};
  if (kg__class_is(doc, cls, "Meeting") || kg__class_is(doc, cls, "Exercise"))
    return HOLD;
  if (kg__class_is(doc, cls, "Conflict"))
    return c->plural ? NULL : FIGHT;
  return kg__class_is(doc, cls, "Agreement") && !c->plural ? MAKE : NULL;
}

// "agreed to the deal"
static bool
agreed_to(const kg__document *doc, const kg__chunk *c, const kg__verb *verb)
{
  static const char *const AGREE[] = {"agree", NULL};
  return c->prep == (int32_t)verb->last + 1 && kg__verb_is(doc, verb, AGREE) &&
         (kg__token_is(doc, (uint32_t)c->prep, "to") || kg__token_is(doc, (uint32_t)c->prep, "on"));
}

// "held talks in Z", "drills began", "signed a memorandum"
static bool
takes_place(const kg__document *doc, int32_t chunk, int cls)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  const char *const *verbs = verbs_for(doc, c, cls);
  for (uint32_t v = doc->verb0; verbs && v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (kg__class_is(doc, cls, "Agreement") && agreed_to(doc, c, verb))
      return true;
    bool there = verb->object == chunk || (verb->subject == chunk && (verb->finite || verb->passive));
    if (there && kg__verb_is(doc, verb, verbs))
      return true;
  }
  return false;
}

// "sends 600 troops", "deployed a battalion": how many they are singles out those who are sent.
static bool
counted_bodies(const kg__document *doc, const kg__chunk *c, int cls, uint64_t wanted)
{
  static const char *const MEN[] = {"troop",       "soldier", "marine", "personnel",
                                    "peacekeeper", "trooper", "sailor", "paratrooper",
                                    "serviceman",  "airman",  NULL},
                           *const UNITS[] = {"battalion", "brigade", "squadron",    "regiment", "contingent",
                                             "battery",   "company", "battlegroup", NULL};
  bool number = false;
  if (wanted & kg__class_bit(doc, "State") || !kg__class_is(doc, cls, "Institution"))
    return false;
  for (uint32_t t = c->first; t < c->head; t++)
    number |= (doc->tokens.items[t].pos & KG__NUMBER) != 0;
  static const char *const MANY[] = {"thousands", "hundreds", "dozens", "scores", "tens", "thousand", NULL};
  for (const char *const *w = MANY; c->prep > 0 && kg__token_is(doc, (uint32_t)c->prep, "of") && *w; w++)
    number |= kg__token_says(doc, (uint32_t)c->prep - 1, *w);
  bool one = kg__token_is(doc, c->first, "a") || kg__token_is(doc, c->first, "an");
  return (number && (kg__headed_by(doc, c, MEN) || kg__headed_by(doc, c, UNITS))) ||
         (one && kg__headed_by(doc, c, UNITS));
}

bool
kg__is_distinct(const kg__document *doc, int32_t chunk, int cls, uint64_t wanted, uint32_t *last)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  *last = c->head;
  bool parties = between_parties(doc, chunk, cls, last), // "the Treaty between X and Y"
      told = takes_place(doc, chunk, cls) || counted_bodies(doc, c, cls, wanted);
  if (!parties && (kg__has_capital(doc, c) || (!told && kg__is_generic(doc, c, cls))))
    return false;
  bool more = parties || followed_by_of(doc, chunk, last), single = singles_out(doc, c);
  if (single && !needs_complement(doc, c))
    *last = c->head;
  return more || told || single || is_kind(doc, c, cls);
}
