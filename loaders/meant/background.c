// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A text that speaks of a state and of who leads it seldom says that: "Xi ... Beijing ...". Where no sentence
// gives a person an office, the one that the gazetteer knows for the document's date is likely meant; so is
// the organisation that has sent a mission, if the text names both.

#include "loaders/meant/resolve.h"

static bool
has_office(const kg__document *doc, int32_t person, int leads, int official)
{
  for (size_t i = 0; i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    if (c->subject == person && ((int)c->property == leads || (int)c->property == official))
      return true;
  }
  return false;
}

static kg_status
claim_known(kg__document *doc, int32_t subject, int32_t of, int property)
{
  uint32_t t = doc->entities.items[subject].token;
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, t)];
  int32_t m = doc->tokens.items[t].mention;
  kg__claim c = {.subject = subject,
                 .object = of,
                 .property = (uint32_t)property,
                 .first = t,
                 .last = m >= 0 ? doc->mentions.items[m].last : t,
                 .trigger = t,
                 .timeless = true,
                 .places = {(int32_t)t, -1},
                 .rule = "known before"};
  kg__claim_feature(&c, KG__F_BACKGROUND);
  kg__claim_feature(&c, KG__F_NEAR);
  return kg__claim_add(doc, s, &c, 0);
}

static kg_status
add_offices(kg__document *doc)
{
  int leads = kg__property_find(doc->ontology, KG_STR("leads")),
      official = kg__property_find(doc->ontology, KG_STR("officialOf"));
  if (leads < 0 || official < 0)
    return KG_OK;
  for (size_t i = 0; i < doc->entities.n; i++) {
    const kg__entity *e = &doc->entities.items[i];
    const kg__tenure *tenure =
        e->known >= 0 && e->count ? kg__tenure_at(doc->ontology, (uint32_t)e->known, doc->date) : NULL;
    int32_t of = tenure ? doc->by_known[tenure->of] : -1;
    if (of < 0 || !doc->entities.items[of].count || has_office(doc, (int32_t)i, leads, official))
      continue;
    KG_TRY(claim_known(doc, (int32_t)i, of, tenure->leads ? leads : official));
  }
  return KG_OK;
}

static bool
related(const kg__document *doc, int32_t a, int32_t b)
{
  for (size_t i = 0; i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    if (c->subject == a && c->object == b)
      return true;
  }
  return false;
}

// Whether the words before a name are a title of those who head a state, or of those who serve it.
static bool
has_title(const kg__document *doc, uint32_t name, bool *heads)
{
  static const char *const HEADS[] = {"president", "premier", "chancellor", "king", "emir", "sultan", NULL},
                           *const SERVE[] = {"minister", "ambassador", "envoy", "adviser", "secretary", NULL},
                           *const LESSER[] = {"vice", "deputy", "former", "opposition", "then", NULL};
  if (!name)
    return false;
  uint32_t t = name - 1;
  bool prime = t && kg__token_is(doc, t, "minister") && kg__token_is(doc, t - 1, "prime");
  uint32_t before = prime ? t - 1 : t;
  *heads = prime || kg__token_is_any(doc, t, HEADS);
  if (before && kg__token_is_any(doc, before - 1, LESSER))
    return false;
  return *heads || kg__token_is_any(doc, t, SERVE);
}

static int32_t
state_between(const kg__document *doc, uint32_t from, uint32_t end, bool last)
{
  int32_t found = -1;
  for (uint32_t t = from; t < end && (last || found < 0); t++) {
    int32_t e = kg__mentioned_at(doc, t);
    if (e >= 0 && kg__is_state(doc, e))
      found = e;
  }
  return found;
}

// The state that the document begins with: its own name, or that of a body of it.
static int32_t
state_of_title(const kg__document *doc, uint32_t end)
{
  int32_t found = -1;
  for (size_t i = 0; i < doc->mentions.n && found < 0; i++) {
    const kg__mention *m = &doc->mentions.items[i];
    if (m->first < end && m->kind == KG__NAME && kg__is_state(doc, m->entity))
      found = m->entity;
  }
  if (found < 0)
    found = state_between(doc, 0, end, false);
  for (uint32_t t = 0; t < end && found < 0; t++) {
    int32_t e = kg__mentioned_at(doc, t), of = e >= 0 ? doc->entities.items[e].state : -1;
    if (of >= 0 && kg__is_state(doc, of) && kg__entity_is(doc, e, "Institution"))
      found = of;
  }
  return found;
}

// The state that was named most before a token, if one was named more than once and more than any other.
static int32_t
state_named_most(const kg__document *doc, uint32_t token)
{
  uint32_t best = 1;
  int32_t found = -1;
  for (size_t i = 0; i < doc->entities.n; i++) {
    uint32_t n = 0;
    if (!kg__is_state(doc, (int32_t)i))
      continue;
    for (size_t k = 0; k < doc->mentions.n; k++)
      n += doc->mentions.items[k].entity == (int32_t)i && doc->mentions.items[k].first < token;
    if (n >= best)
      found = n > best ? (int32_t)i : -1;
    best = n > best ? n : best;
  }
  return found;
}

// The state that the document begins with, else the one it speaks of most, else the one named last before a
// token.
static int32_t
state_near(const kg__document *doc, uint32_t token)
{
  enum { REACH = 120 };
  uint32_t title = doc->sentences.items[0].end, end = title < token ? title : token;
  int32_t first = state_of_title(doc, end), e = first;
  bool several = !doc->sentences.items[0].heading && state_between(doc, 0, end, true) != first;
  if (e < 0 || several)
    e = state_named_most(doc, token);
  if (e < 0 && token > title) // it begins with the one it is about, if no sentence of its own says more
    e = first;
  return e >= 0 ? e : state_between(doc, token > REACH ? token - REACH : 0, token, true);
}

// "Prime Minister X and President Y": two heads in one sentence are not of one state.
static bool
led_beside(const kg__document *doc, int32_t person, int32_t state, uint32_t token, int leads)
{
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, token)];
  for (size_t i = 0; i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    uint32_t at = doc->entities.items[c->subject].token;
    bool beside = (c->trigger >= s->first && c->trigger < s->end) || (at >= s->first && at < s->end);
    if ((int)c->property == leads && c->object == state && c->subject != person && beside)
      return true;
  }
  return false;
}

// "Defence Minister X", of the state that the text is about.
static kg_status
add_titles(kg__document *doc)
{
  int leads = kg__property_find(doc->ontology, KG_STR("leads")),
      official = kg__property_find(doc->ontology, KG_STR("officialOf"));
  for (size_t i = 0; leads >= 0 && official >= 0 && i < doc->mentions.n; i++) {
    const kg__mention *m = &doc->mentions.items[i];
    bool heads;
    if (!kg__entity_is(doc, m->entity, "Person") || !has_title(doc, m->first, &heads) ||
        has_office(doc, m->entity, leads, official))
      continue;
    int32_t state = state_near(doc, m->first);
    if (state >= 0 && !(heads && led_beside(doc, m->entity, state, m->first, leads)))
      KG_TRY(claim_known(doc, m->entity, state, heads ? leads : official));
  }
  return KG_OK;
}

// "KFOR" of NATO, "MINUSMA" of the United Nations
static bool
sent_by(const kg__document *doc, int32_t mission, int32_t body)
{
  return kg__entity_is(doc, mission, "Operation") &&
         (kg__entity_is(doc, body, "InternationalOrganisation") || kg__entity_is(doc, body, "Alliance"));
}

static kg_status
add_missions(kg__document *doc)
{
  int part_of = kg__property_find(doc->ontology, KG_STR("partOf"));
  for (size_t i = 0; part_of >= 0 && i < doc->entities.n; i++) {
    const kg__entity *e = &doc->entities.items[i];
    uint32_t whole = e->known >= 0 && e->count ? doc->ontology->known.items[e->known].whole : 0;
    int32_t of = whole ? doc->by_known[whole - 1] : -1;
    if (of < 0 || !doc->entities.items[of].count || !sent_by(doc, (int32_t)i, of) ||
        related(doc, (int32_t)i, of))
      continue;
    KG_TRY(claim_known(doc, (int32_t)i, of, part_of));
  }
  return KG_OK;
}

kg_status
kg__document_background(kg__document *doc)
{
  if (doc->without & KG_WITHOUT_COREFERENCE)
    return KG_OK;
  KG_TRY(add_offices(doc));
  KG_TRY(add_titles(doc));
  return add_missions(doc);
}
