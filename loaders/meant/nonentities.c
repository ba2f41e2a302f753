// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Phrases that are no thing of their own though their head noun gives a class: the noun is meant otherwise,
// or of whatever is of its kind.

#include "loaders/meant/describe.h"

// The headline of a report, whose text tells the same in more words.
static bool
in_headline(const kg__document *doc, uint32_t t)
{
  enum { REPORT = 4 };
  return doc->sentences.n >= REPORT && doc->sentences.items[0].headline && t < doc->sentences.items[0].end;
}

// "the first such drill": of the kind of one that was named.
static bool
of_such_kind(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t t = c->first; t < c->head; t++) {
    if (kg__token_says(doc, t, "such"))
      return true;
  }
  return false;
}

// "a way weapons could ...": an article of one before what is many.
static bool
runs_into_clause(const kg__document *doc, const kg__chunk *c)
{
  uint32_t next = c->first + 1;
  return c->plural && (kg__token_is(doc, c->first, "a") || kg__token_is(doc, c->first, "an")) &&
         next < c->head && doc->tokens.items[next].pos & KG__NOUN &&
         !(doc->tokens.items[next].pos & (KG__NUMBER | KG__ADJECTIVE)) &&
         !(kg__token_word(doc, next)->is & KG__WORD_DEGREE) && doc->tokens.items[next].mention < 0 &&
         doc->tokens.items[next].head_class == KG__NO_CLASS &&
         !(doc->tokens.items[next + 1].flags & KG__T_JOINED);
}

// "the use of force", "by brutal force": no body.
static bool
is_violence(const kg__document *doc, const kg__chunk *c)
{
  if (!kg__token_says(doc, c->head, "force") || c->owner >= 0)
    return false;
  for (uint32_t t = c->first; t < c->head; t++) {
    if (doc->tokens.items[t].pos & (KG__DETERMINER | KG__POSSESSIVE | KG__NUMBER) ||
        doc->tokens.items[t].mention >= 0)
      return false;
  }
  return true;
}

// "the states parties": states.
static bool
is_signatories(const kg__document *doc, const kg__chunk *c)
{
  return c->head > c->first && kg__token_says(doc, c->head, "parties") &&
         (kg__token_says(doc, c->head - 1, "states") || kg__token_says(doc, c->head - 1, "state"));
}

// "the division of X", "a declaration of war": something done, and no unit or deal.
static bool
is_deed(const kg__document *doc, const kg__chunk *c)
{
  static const char *const DECLARED[] = {"independence", "war",        "emergency", "victory",
                                         "sovereignty",  "neutrality", "martial"};
  uint32_t t = c->last + 1;
  if (t + 1 >= doc->tokens.n || !kg__token_is(doc, t, "of"))
    return false;
  if (kg__token_says(doc, c->head, "division")) {
    t += 1 + kg__token_is(doc, t + 1, "the");
    int32_t e = t < doc->tokens.n ? kg__mentioned_at(doc, t) : -1;
    return e >= 0 && kg__entity_is(doc, e, "Location");
  }
  bool declared = false;
  for (size_t i = 0; i < sizeof DECLARED / sizeof *DECLARED; i++)
    declared |= kg__token_says(doc, t + 1, DECLARED[i]);
  return declared && kg__token_says(doc, c->head, "declaration");
}

bool
kg__is_nothing(const kg__document *doc, const kg__chunk *c)
{
  static const char *const AMOUNT[] = {"enough", "insufficient", NULL}; // "has enough aircraft"
  bool noun = doc->tokens.items[c->head].pos & KG__NOUN || kg__has_capital(doc, c);
  return !noun || c->time || kg__token_is_any(doc, c->first, AMOUNT) || in_headline(doc, c->first) ||
         of_such_kind(doc, c) || runs_into_clause(doc, c) || is_violence(doc, c) || is_signatories(doc, c) ||
         is_deed(doc, c);
}

// "wide agreement that", but "the agreement that they signed"
static bool
is_consensus(const kg__document *doc, const kg__chunk *c, int cls)
{
  return kg__class_is(doc, cls, "Agreement") && kg__is_bare(doc, c) &&
         kg__token_is(doc, c->head, "agreement") && c->last + 1 < doc->tokens.n &&
         kg__token_is(doc, c->last + 1, "that");
}

// "in Latvia", "of the Union": whether a name stands in the phrase right behind.
static bool
name_behind(const kg__document *doc, const kg__chunk *c)
{
  const kg__chunk *next = c + 1;
  if (next >= doc->chunks.items + doc->chunk_end || next->prep != (int32_t)c->last + 1)
    return false;
  for (uint32_t t = next->first; t <= next->last; t++) {
    if (doc->tokens.items[t].mention >= 0)
      return true;
  }
  return false;
}

// "the exercise of jurisdiction" is no drill.
static bool
use_of(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const USE[] = {"exercise", NULL};
  return kg__class_is(doc, cls, "Exercise") && !c->plural && kg__headed_by(doc, c, USE) &&
         c->last + 1 < doc->tokens.n && kg__token_is(doc, c->last + 1, "of") && !name_behind(doc, c);
}

// "their armies", "the navies of the four": no entity, but those whose they are.
static bool
bodies_of_several(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const BODIES[] = {"army",        "navy",   "military",  "parliament", "ministry",
                                       "coast guard", "agency", "air force", "guard",      NULL};
  return c->plural && kg__class_is(doc, cls, "Institution") && kg__headed_by(doc, c, BODIES);
}

// "American and Filipino troops": those of two states are no one body.
static bool
of_two_states(const kg__document *doc, const kg__chunk *c, int cls)
{
  int32_t first = -1;
  if (!c->plural || !kg__class_is(doc, cls, "Institution"))
    return false;
  bool joined = false;
  for (uint32_t t = c->first; t < c->head; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    joined |= first >= 0 && doc->tokens.items[t].pos & KG__COORDINATOR;
    if (e < 0 || !kg__is_state(doc, e))
      continue;
    if (joined && e != first)
      return true;
    first = e;
  }
  return false;
}

bool
kg__is_otherwise_meant(const kg__document *doc, const kg__chunk *c, int cls)
{
  return is_consensus(doc, c, cls) || use_of(doc, c, cls) || bodies_of_several(doc, c, cls) ||
         of_two_states(doc, c, cls);
}

// "foreign troops", "social services", "the warring parties": bodies that belong to nobody who is named.
static bool
unnamed_bodies(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const VAGUE[] = {"service",   "division", "authority", "department", "police", "command",
                                      "personnel", "force",    "corps",     "party",      NULL};
  bool body = kg__class_is(doc, cls, "Institution"), vague = kg__headed_by(doc, c, VAGUE);
  if (!(body ? c->plural || vague : vague && c->plural && kg__class_is(doc, cls, "NonStateActor")))
    return false;
  return (c->plural || doc->tokens.items[c->head].head_words < 2) && !name_behind(doc, c);
}

// "a peaceful resolution", "the legal framework": of these only those of a known one are texts.
static bool
unnamed_texts(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const VAGUE[] = {"resolution",  "framework", "initiative", "statement",
                                      "declaration", "pillar",    NULL};
  return kg__class_is(doc, cls, "Agreement") && kg__headed_by(doc, c, VAGUE) && !name_behind(doc, c);
}

// "its foreign policy" is no document.
static bool
way_of_acting(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const POLICY[] = {"policy", NULL};
  return kg__class_is(doc, cls, "Strategy") && kg__headed_by(doc, c, POLICY);
}

// "partnerships", "military exercises", "a policy": of these classes only one that somebody has is singled
// out, or one of its kind that is told apart.
bool
kg__is_generic(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const ONES[] = {"Agreement", "Strategy", "Meeting",  "Exercise",
                                     "Operation", "Conflict", "Election", NULL},
                           *const SUBJECTS[] = {"Strategy", "Meeting", NULL};
  bool owned = c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE;
  for (uint32_t t = kg__past_maker(doc, c); t < c->head; t++)
    owned |= doc->tokens.items[t].mention >= 0;
  bool told = c->last + 1 < doc->tokens.n &&
              (kg__token_is(doc, c->last + 1, "on") || kg__token_is(doc, c->last + 1, "for"));
  if ((!owned && (unnamed_bodies(doc, c, cls) || (!told && unnamed_texts(doc, c, cls)))) ||
      way_of_acting(doc, c, cls))
    return true;
  if (owned || !kg__class_is_any(doc, cls, ONES) || (told && kg__class_is_any(doc, cls, SUBJECTS)))
    return false;
  return (c->plural && !c->definite) || kg__class_is(doc, cls, "Strategy");
}
