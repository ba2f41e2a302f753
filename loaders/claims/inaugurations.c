// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "In 2013 X was elected president", "X served as prime minister until 2010": an office that is taken or
// held, of a state that the clause does not name; it is the one that the text is about.

#include "loaders/claims/construct.h"
#include "loaders/meant/resolve.h"

// The word for the office right behind a verb: "was sworn in as interim president".
static int32_t
office_behind(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  static const char *const OFFICES[] = {"president", "premier", "chancellor", "minister", NULL};
  enum {
    BETWEEN = KG__ADJECTIVE | KG__DETERMINER | KG__PREPOSITION | KG__ADVERB | KG__POSSESSIVE | KG__NUMBER |
              KG__NOUN | KG__TIME
  };
  for (uint32_t t = v->last + 1; t < s->end && t < v->last + 8; t++) {
    const kg__token *k = &doc->tokens.items[t];
    bool preposition = k->pos & KG__PREPOSITION && !kg__token_is(doc, t, "as") && !kg__token_is(doc, t, "in");
    if (k->mention >= 0 || preposition || !(k->pos & BETWEEN))
      return -1;
    if (kg__noun_is(doc, t, OFFICES) && !kg__token_is(doc, t, "presidents") &&
        !kg__token_is(doc, t, "ministers"))
      return (int32_t)t;
  }
  return -1;
}

// "president of X", "president-elect", "minister for Y", "president X": of something, or somebody, else.
static bool
goes_on(const kg__document *doc, const kg__sentence *s, uint32_t office)
{
  static const char *const OF[] = {"of", "for", "at", NULL};
  uint32_t t = office + 1;
  if (t >= s->end)
    return false;
  bool of = kg__token_is_any(doc, t, OF);
  return of || doc->tokens.items[t].mention >= 0 || doc->tokens.items[t].pos & (KG__NOUN | KG__GENITIVE) ||
         doc->tokens.items[t].flags & KG__T_JOINED;
}

static bool
takes_office(const kg__document *doc, const kg__verb *v)
{
  static const char *const GIVEN[] = {"elect",   "reelect",  "re-elect", "inaugurate", "appoint",   "name",
                                      "install", "proclaim", "confirm",  "swear",      "designate", NULL},
                           *const HELD[] = {"become", "remain", "serve", "be", NULL};
  return v->passive ? kg__verb_is(doc, v, GIVEN) : kg__verb_is(doc, v, HELD) && v->finite;
}

static bool
told(const kg__document *doc, const kg__sentence *s, int32_t person)
{
  int leads = kg__property_find(doc->ontology, KG_STR("leads")),
      serves = kg__property_find(doc->ontology, KG_STR("officialOf"));
  for (size_t i = 0; i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    if (c->subject == person && c->first < s->end && c->last >= s->first &&
        ((int)c->property == leads || (int)c->property == serves))
      return true;
  }
  return false;
}

static kg_status
inaugurate(kg__builder *b, const kg__verb *v)
{
  kg__document *doc = b->doc;
  kg__group who = {0}, state = {.resolved = true};
  int32_t office = takes_office(doc, v) ? office_behind(doc, b->s, v) : -1;
  if (office < 0 || v->subject < 0 || goes_on(doc, b->s, (uint32_t)office))
    return KG_OK;
  int32_t home = kg__main_state(doc);
  KG_TRY(kg__list_group(doc, v->subject, kg__class_named(doc, "Person"), &who));
  if (home < 0 || who.n != 1 || told(doc, b->s, who.entities[0]))
    return KG_OK;
  kg__group_add(&state, home, (uint32_t)office, (uint32_t)office);
  const char *property = kg__office_leads(doc, (uint32_t)office, home) ? "leads" : "officialOf";
  return kg__construct_weigh(b, property, &who, &state, v->modality, v->main, "office taken", -0.2);
}

// "X, president from 1944 to 1971, ..."
static kg_status
held_from(kg__builder *b, uint32_t name)
{
  static const char *const SINCE[] = {"from", "since", "until", "between", NULL}, *const OFFICES[] = {
                                                                                      "president", "premier",
                                                                                      "chancellor",
                                                                                      "minister", NULL};
  kg__document *doc = b->doc;
  int32_t m = doc->tokens.items[name].mention, home = kg__main_state(doc);
  uint32_t t = doc->mentions.items[m].last + 1;
  if (home < 0 || t + 2 >= b->s->end || !kg_str_equal(kg__token_text(doc, t), KG_STR(",")))
    return KG_OK;
  for (t++; t + 1 < b->s->end && doc->tokens.items[t].pos & (KG__ADJECTIVE | KG__DETERMINER);)
    t++;
  if (kg__token_is(doc, t, "prime"))
    t++;
  if (t + 1 >= b->s->end || !kg__noun_is(doc, t, OFFICES) || !kg__token_is_any(doc, t + 1, SINCE) ||
      told(doc, b->s, doc->mentions.items[m].entity))
    return KG_OK;
  kg__group who = {0}, state = {.resolved = true};
  kg__group_add(&who, doc->mentions.items[m].entity, name, doc->mentions.items[m].last);
  kg__group_add(&state, home, t, t);
  const char *property = kg__office_leads(doc, t, home) ? "leads" : "officialOf";
  return kg__construct_weigh(b, property, &who, &state, KG__ASSERTED, t, "office held", -0.2);
}

kg_status
kg__sentence_inaugurations(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m >= 0 && doc->mentions.items[m].first == t && kg__entity_is(doc, kg__entity_at(doc, t), "Person"))
      KG_TRY(held_from(&b, t));
  }
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    kg__verb v = doc->verbs.items[i];
    KG_TRY(inaugurate(&b, &v));
  }
  return KG_OK;
}
