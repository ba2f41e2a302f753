// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A text that speaks of a state and of who leads it seldom says that: "Xi ... Beijing ...". Where no sentence
// gives the person an office, the one that the gazetteer knows for the document's date is likely meant.

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
claim_office(kg__document *doc, int32_t person, int32_t of, int property)
{
  uint32_t t = doc->entities.items[person].token;
  const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, t)];
  kg__claim c = {.subject = person,
                 .object = of,
                 .property = (uint32_t)property,
                 .first = t,
                 .last = t,
                 .trigger = t,
                 .timeless = true,
                 .places = {(int32_t)t, -1},
                 .rule = "office known before"};
  kg__claim_feature(&c, KG__F_BACKGROUND);
  kg__claim_feature(&c, KG__F_NEAR);
  return kg__claim_add(doc, s, &c, 0);
}

kg_status
kg__document_offices(kg__document *doc)
{
  int leads = kg__property_find(doc->ontology, KG_STR("leads")),
      official = kg__property_find(doc->ontology, KG_STR("officialOf"));
  if (leads < 0 || official < 0 || doc->without & KG_WITHOUT_COREFERENCE)
    return KG_OK;
  for (size_t i = 0; i < doc->entities.n; i++) {
    const kg__entity *e = &doc->entities.items[i];
    const kg__tenure *tenure =
        e->known >= 0 && e->count ? kg__tenure_at(doc->ontology, (uint32_t)e->known, doc->date) : NULL;
    int32_t of = tenure ? doc->by_known[tenure->of] : -1;
    if (of < 0 || !doc->entities.items[of].count || has_office(doc, (int32_t)i, leads, official))
      continue;
    KG_TRY(claim_office(doc, (int32_t)i, of, tenure->leads ? leads : official));
  }
  return KG_OK;
}
