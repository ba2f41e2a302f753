// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A text that speaks of a state and of who leads it seldom says that: "Xi ... Beijing ...". Where no sentence
// gives a person an office, the one that the gazetteer knows for the document's date is likely meant; so is
// the organisation that has sent a mission, if the text names both.

#include "loaders/resolve.h"

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
  return add_missions(doc);
}
