// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A title beside a person's name, where no frame has told whose it is: "X's deputy defence minister Y", "the
// head of X, General Y,", "Y, a spokesman for X". The title is looked for before the name and its ranks,
// before the comma there, and behind the comma after the name; its body is named within the title, owns it,
// or follows it behind a preposition. What the title is says whether its holder leads the body.

#include "loaders/claims/construct.h"

#include <string.h>

enum { REACH = 14 };

typedef struct title {
  uint32_t first, last; ///< Tokens in which title and body stand
  uint32_t at;          ///< The last word of the title
  uint32_t body;        ///< A token of the body's name
} title;

static bool
is_text(const kg__document *doc, uint32_t t, const char *text)
{
  return kg_str_equal(kg__token_text(doc, t), kg_str_of(text));
}

static bool
is_peer(const kg__document *doc, uint32_t t)
{
  return kg__token_says(doc, t, "counterpart") || kg__token_says(doc, t, "colleague");
}

static bool
is_office(const kg__document *doc, uint32_t t)
{
  static const char *const MORE[] = {"head", "chief", "spokesman", "spokeswoman", NULL};
  return doc->tokens.items[t].mention < 0 &&
         (is_peer(doc, t) || kg__head_is(doc, t, "Person") || kg__noun_is(doc, t, MORE));
}

static bool
is_rank(const kg__document *doc, uint32_t t)
{
  static const char *const RANKS[] = {"general",   "admiral", "colonel",   "major",   "lieutenant",
                                      "brigadier", "vice",    "rear",      "captain", "marshal",
                                      "chief",     "air",     "commodore", "field",   "deputy",
                                      "then",      "former",  "retired",   NULL};
  if (kg__token_word(doc, t)->is & KG__WORD_RANK)
    return true;
  for (const char *const *r = RANKS; *r; r++) {
    if (kg__token_is(doc, t, *r) && doc->tokens.items[t].flags & KG__T_CAPITAL)
      return true;
  }
  return false;
}

// The token of the first rank before a name, or the name itself.
static uint32_t
before_ranks(const kg__document *doc, const kg__sentence *s, uint32_t name)
{
  uint32_t t = name;
  while (t > s->first) {
    bool stop = is_text(doc, t - 1, ".") && t > s->first + 1 && is_rank(doc, t - 2);
    if (!stop && !is_rank(doc, t - 1))
      break;
    t -= stop ? 2 : 1;
  }
  return t;
}

static bool
is_body(const kg__document *doc, uint32_t t)
{
  int32_t e = kg__entity_at(doc, t);
  return e >= 0 && kg__entity_is(doc, e, "Agent") && !kg__entity_is(doc, e, "Person");
}

// "pro-Russian" is of nobody.
static bool
is_stance(const kg__document *doc, uint32_t t)
{
  uint32_t first = doc->mentions.items[doc->tokens.items[t].mention].first;
  return first > 0 && doc->tokens.items[first].flags & KG__T_JOINED;
}

static bool
ends_phrase(const kg__document *doc, uint32_t t)
{
  return doc->tokens.items[t].pos & (KG__PUNCTUATION | KG__VERB | KG__AUXILIARY | KG__PREPOSITION | KG__TO |
                                     KG__SUBORDINATOR | KG__PRONOUN) &&
         !(doc->tokens.items[t].flags & KG__T_JOINED) && doc->tokens.items[t].mention < 0;
}

// A body before the title: "KFOR commander", "Serbia's outgoing prime minister".
static bool
body_before(const kg__document *doc, uint32_t from, title *found)
{
  for (uint32_t t = found->at; t-- > from;) {
    if (is_body(doc, t) && !is_stance(doc, t)) {
      found->body = t;
      found->first = doc->mentions.items[doc->tokens.items[t].mention].first;
      return true;
    }
    bool owner = is_text(doc, t, "'s") || is_text(doc, t, "’s") || is_text(doc, t, "'");
    if (!owner && ends_phrase(doc, t))
      return false;
  }
  return false;
}

// A body behind it: "head of the mission in X", "adviser to Y".
static bool
body_behind(const kg__document *doc, uint32_t end, title *found)
{
  static const char *const LINKS[] = {"of", "for", "to", "at", "in", "with", NULL};
  for (uint32_t t = found->at + 1; t < end; t++) {
    bool link = false;
    for (const char *const *l = LINKS; *l; l++)
      link |= kg__token_is(doc, t, *l);
    if (is_body(doc, t)) {
      found->body = t;
      found->last = t;
      return doc->mentions.items[doc->tokens.items[t].mention].kind != KG__DEMONYM;
    }
    if (!link && (ends_phrase(doc, t) || doc->tokens.items[t].mention >= 0) && !kg__token_is(doc, t, "and"))
      return false;
    if (t == found->at + 1 && !link)
      return false;
  }
  return false;
}

static bool
one_of(const kg__document *doc, uint32_t t, const char *const *words)
{
  for (; *words; words++) {
    if (kg__token_is(doc, t, *words))
      return true;
  }
  return false;
}

// Whether the holder of a title leads its body.
static bool
leads(const kg__document *doc, const title *found, int32_t body)
{
  static const char *const RULERS[] = {"president", "premier", "chancellor", "king",     "queen",   "emir",
                                       "sultan",    "monarch", "ruler",      "dictator", "emperor", NULL},
                           *const CHIEFS[] = {"president",
                                              "head",
                                              "chief",
                                              "director",
                                              "director-general",
                                              "chairman",
                                              "chairwoman",
                                              "chair",
                                              "ceo",
                                              "commander",
                                              "leader",
                                              "chairperson",
                                              "governor",
                                              "secretary-general",
                                              "commander-in-chief",
                                              "rector",
                                              NULL},
                           *const LESSER[] = {"vice", "deputy", "assistant", "first", NULL},
                           *const FIELDS[] = {"policy",        "opposition", "rebel",
                                              "parliamentary", "bureau",     NULL};
  uint32_t t = found->at;
  bool before = t > 0;
  if (before && (one_of(doc, t - 1, LESSER) || one_of(doc, t - 1, FIELDS)))
    return false;
  if (before && kg__token_is(doc, t, "minister"))
    return kg__token_is(doc, t - 1, "prime") && !(t > 1 && one_of(doc, t - 2, LESSER));
  if (before && (kg__token_is(doc, t, "general") || kg__token_is(doc, t, "executive")))
    return kg__token_is(doc, t - 1, "secretary") || kg__token_is(doc, t - 1, "director") ||
           kg__token_is(doc, t - 1, "chief");
  if (kg__entity_is(doc, body, "State"))
    return one_of(doc, t, RULERS) ||
           (kg__token_is(doc, t, "leader") && t == found->at && before &&
            !(doc->tokens.items[t - 1].pos & KG__NOUN && doc->tokens.items[t - 1].mention < 0));
  return one_of(doc, t, CHIEFS);
}

bool
kg__office_leads(const kg__document *doc, uint32_t office, int32_t body)
{
  return leads(doc, &(title){.first = office, .last = office, .at = office}, body);
}

// Callings that are no office of a state: a reporter, an expert.
static bool
is_calling(const kg__document *doc, uint32_t t)
{
  static const char *const CALLINGS[] = {"academic",   "analyst",   "author",     "candidate", "expert",
                                         "journalist", "scholar",   "politician", "professor", "researcher",
                                         "historian",  "economist", "cleric",     "prince",    NULL};
  return kg__noun_is(doc, t, CALLINGS);
}

static bool
title_before(const kg__document *doc, const kg__sentence *s, uint32_t name, title *found)
{
  uint32_t start = before_ranks(doc, s, name);
  if (start == s->first)
    return false;
  found->last = doc->mentions.items[doc->tokens.items[name].mention].last;
  found->at = start - 1;
  if (is_office(doc, found->at) && body_before(doc, s->first, found))
    return true;
  for (found->at = start; found->at < name; found->at++) {
    if (is_office(doc, found->at) && body_before(doc, s->first, found))
      return true;
  }
  return false;
}

// "Lt. Gen. Y of X"
static bool
home_behind(const kg__document *doc, const kg__sentence *s, uint32_t name, uint32_t last, title *found)
{
  if (before_ranks(doc, s, name) == name || last + 2 >= s->end || !kg__token_is(doc, last + 1, "of") ||
      !is_body(doc, last + 2) || !kg__entity_is(doc, kg__entity_at(doc, last + 2), "State"))
    return false;
  *found = (title){.first = before_ranks(doc, s, name), .last = last + 2, .at = name - 1, .body = last + 2};
  return true;
}

// "the head of X, General Y,"
static bool
title_before_comma(const kg__document *doc, const kg__sentence *s, uint32_t name, uint32_t last, title *found)
{
  uint32_t start = before_ranks(doc, s, name);
  bool closed = last + 1 >= s->end || doc->tokens.items[last + 1].pos & KG__PUNCTUATION;
  if (start < s->first + 2 || !is_text(doc, start - 1, ",") || !closed)
    return false;
  for (uint32_t t = start - 1; t-- > s->first && t + REACH > start;) {
    if (doc->tokens.items[t].pos & (KG__PUNCTUATION | KG__VERB | KG__AUXILIARY) &&
        doc->tokens.items[t].mention < 0)
      return false;
    if (!is_office(doc, t) || kg__noun_is(doc, t, (const char *const[]){"official", NULL}))
      continue;
    *found = (title){.first = t, .last = last, .at = t};
    bool behind = body_behind(doc, start - 1, found);
    found->last = last;
    return behind || body_before(doc, s->first, found);
  }
  return false;
}

// "Y, a spokesman for X"
static bool
title_behind(const kg__document *doc, const kg__sentence *s, uint32_t name, uint32_t last, title *found)
{
  if (last + 2 >= s->end || !is_text(doc, last + 1, ","))
    return false;
  for (uint32_t t = last + 2; t < s->end && t < last + REACH; t++) {
    if (is_office(doc, t) && !(t + 1 < s->end && is_office(doc, t + 1))) {
      *found = (title){.first = name, .last = t, .at = t};
      bool before = body_before(doc, last + 2, found);
      found->first = name;
      return before || body_behind(doc, s->end, found);
    }
    bool owner = is_text(doc, t, "'s") || is_text(doc, t, "’s");
    if (!owner && ends_phrase(doc, t) && !kg__token_is(doc, t, "who"))
      return false;
  }
  return false;
}

static bool
of_office(const kg__document *doc, const kg__claim *c)
{
  kg_str name = doc->ontology->properties.items[c->property].name;
  return kg_str_equal(name, KG_STR("leads")) || kg_str_equal(name, KG_STR("officialOf"));
}

// "her Lithuanian counterpart": what the one spoken of last is at home.
static bool
leads_alike(const kg__document *doc, bool otherwise, uint32_t at)
{
  if (!is_peer(doc, at))
    return otherwise;
  for (size_t i = doc->claims.n; i-- > 0;) {
    const kg__claim *c = &doc->claims.items[i];
    if (of_office(doc, c) && c->first < at && kg__entity_is(doc, c->object, "State"))
      return kg_str_equal(doc->ontology->properties.items[c->property].name, KG_STR("leads"));
  }
  return false;
}

static bool
office_known(const kg__document *doc, int32_t person)
{
  int32_t known = doc->entities.items[person].known;
  return known >= 0 && doc->ontology->known.items[known].office;
}

// "Defence Minister Y", of the state that the sentence begins with, or the one before.
static bool
bare_title(const kg__document *doc, const kg__sentence *s, uint32_t name, uint32_t last, title *found)
{
  static const char *const OFFICES[] = {"minister",  "president",   "premier",      "chancellor",
                                        "spokesman", "spokeswoman", "spokesperson", NULL};
  if (name < s->first + 2 || !kg__noun_is(doc, name - 1, OFFICES) || !is_office(doc, name - 1))
    return false;
  *found = (title){.first = name - 1, .last = last, .at = name - 1, .body = UINT32_MAX};
  return true;
}

// "Swedish authorities", "Portugal": a state that is, or whose people are, the subject of a verb.
static int32_t
home_of_subject(const kg__document *doc, uint32_t chunk)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  int32_t e = kg__entity_at(doc, c->head), first = kg__entity_at(doc, c->first);
  if (e >= 0 && kg__entity_is(doc, e, "State"))
    return e;
  bool people = c->plural || (e >= 0 && kg__entity_is(doc, e, "Institution"));
  return people && first >= 0 && kg__entity_is(doc, first, "State") ? first : -1;
}

int32_t
kg__main_state(const kg__document *doc)
{
  uint32_t most = 1, second = 0;
  int32_t found = -1;
  for (size_t i = 0; i < doc->entities.n; i++) {
    uint32_t n = kg__entity_is(doc, (int32_t)i, "State") ? doc->entities.items[i].count : 0;
    if (n > most) {
      second = found >= 0 ? most : 0;
      most = n;
      found = (int32_t)i;
    } else if (n > second) {
      second = n;
    }
  }
  bool spoken_of = found == doc->last_subject && most > second;
  return spoken_of || most >= 2 * second ? found : -1;
}

static int32_t
home_of_bare(const kg__document *doc, const title *found)
{
  enum { FAR_MORE = 3 };
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    int32_t e =
        verb->main < found->at && verb->subject >= 0 ? home_of_subject(doc, (uint32_t)verb->subject) : -1;
    if (e >= 0)
      return e;
  }
  int32_t home = kg__main_state(doc), last = doc->last_subject;
  for (uint32_t t = found->at; home >= 0 && t-- > 0 && t + REACH > found->at;) {
    if (kg__entity_at(doc, t) == home)
      return home; // "It is a turning point for X," the minister Y said
  }
  if (last < 0 || !kg__entity_is(doc, last, "State"))
    return home;
  bool rare = home >= 0 && doc->entities.items[home].count >= FAR_MORE * doc->entities.items[last].count;
  return rare ? home : last;
}

static bool
told_already(const kg__document *doc, const kg__sentence *s, int32_t person)
{
  for (size_t i = 0; i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    if (c->subject == person && of_office(doc, c) && c->first < s->end && c->last >= s->first)
      return true;
  }
  return false;
}

static kg_status
hold(kg__document *doc, const kg__sentence *s, int32_t person, const title *found)
{
  bool bare = found->body == UINT32_MAX;
  int32_t body = bare ? home_of_bare(doc, found) : kg__entity_at(doc, found->body);
  if (body < 0)
    return KG_OK;
  if (is_calling(doc, found->at) && (kg__entity_is(doc, body, "State") || found->body < found->at))
    return KG_OK;
  bool head = leads_alike(doc, leads(doc, found, body), found->at);
  int p = kg__property_find(doc->ontology, head ? KG_STR("leads") : KG_STR("officialOf"));
  if (p < 0)
    return KG_OK;
  kg__claim c = {.subject = person,
                 .object = body,
                 .property = (uint32_t)p,
                 .first = found->first,
                 .last = found->last,
                 .trigger = found->at,
                 .timeless = true,
                 .rule = "title beside a name"};
  kg__claim_feature(&c, KG__F_STRUCTURE);
  kg__claim_feature(&c, bare ? KG__F_NEAR : KG__F_BOTH_NAMED);
  return kg__claim_add(doc, s, &c, 0);
}

kg_status
kg__sentence_offices(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t m = doc->tokens.items[t].mention, e = kg__entity_at(doc, t);
    if (m < 0 || doc->mentions.items[m].first != t || !kg__entity_is(doc, e, "Person") ||
        told_already(doc, s, e))
      continue;
    uint32_t last = doc->mentions.items[m].last;
    title found;
    if (title_before(doc, s, t, &found) || title_before_comma(doc, s, t, last, &found) ||
        title_behind(doc, s, t, last, &found) || home_behind(doc, s, t, last, &found) ||
        (!office_known(doc, e) && bare_title(doc, s, t, last, &found)))
      KG_TRY(hold(doc, s, e, &found));
  }
  return KG_OK;
}
