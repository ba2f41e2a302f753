// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "X-backed rebels", "the Y-led coalition", "Z-made drones": what has no name of its own gets this one, and
// the participle says what X is to it.

#include "loaders/claims/construct.h"
#include "loaders/meant/resolve.h"

static const struct {
  const char *word, *property;
  bool reversed; ///< The thing is the subject
} PARTICIPLES[] = {
    {"backed", "supports", false},    {"supported", "supports", false}, {"sponsored", "supports", false},
    {"funded", "supports", false},    {"armed", "supports", false},     {"trained", "supports", false},
    {"financed", "supports", false},  {"supplied", "supports", false},  {"aligned", "allyOf", true},
    {"allied", "allyOf", true},       {"made", "produces", false},      {"built", "produces", false},
    {"designed", "produces", false},  {"produced", "produces", false},  {"manufactured", "produces", false},
    {"developed", "produces", false}, {"led", "participatesIn", false}, {"led", "memberOf", false},
    {"based", "locatedIn", true},     {"brokered", "supports", false},  {"mediated", "supports", false},
};

static int32_t
agent_before(const kg__document *doc, uint32_t t)
{
  int32_t e = t ? kg__entity_at(doc, t - 1) : -1;
  return e >= 0 && kg__entity_is(doc, e, "Agent") ? e : -1;
}

// "the X-built Y aircraft": the name of an asset stands before the noun for it.
static int32_t
thing_named(const kg__document *doc, uint32_t participle, uint32_t head)
{
  int32_t e = kg__entity_at(doc, head);
  for (uint32_t t = head; e < 0 && t > participle; t--) {
    int32_t before = kg__entity_at(doc, t);
    if (before >= 0)
      return kg__entity_is(doc, before, "MilitaryAsset") ? before : -1;
  }
  return e;
}

/// What the phrase behind the participle names, or is called from here on.
static kg_status
thing_behind(kg__document *doc, uint32_t participle, uint32_t first, uint32_t head, int32_t *thing)
{
  uint8_t cls = doc->tokens.items[head].head_class;
  uint64_t called = kg__class_named(doc, "NonStateActor");
  *thing = kg__entity_at(doc, head);
  if (*thing >= 0 || cls == KG__NO_CLASS || !(called >> cls & 1) || head < first)
    return KG_OK;
  const kg__mention *m = &doc->mentions.items[doc->tokens.items[participle - 1].mention];
  if (m->first && kg__token_is(doc, m->first - 1, "the") && !(doc->without & KG_WITHOUT_COREFERENCE))
    *thing = kg__thing_before(doc, m->first, called); // "the X-backed group" was named before
  if (*thing >= 0)
    return kg__mention_add(doc, head, head, KG__ANAPHOR, *thing);
  KG_TRY(kg__entity_local(doc, cls, kg__span_text(doc, m->first, head), true, thing));
  return kg__mention_add(doc, head, head, KG__DESCRIBED, *thing);
}

kg_status
kg__sentence_compounds(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    uint32_t first = doc->chunks.items[c].first, head = doc->chunks.items[c].head;
    for (uint32_t t = first > s->first ? first - 1 : first; t < head; t++) {
      int32_t who = agent_before(doc, t), thing;
      if (who < 0 || !(doc->tokens.items[t].flags & KG__T_JOINED))
        continue;
      for (size_t i = 0; i < sizeof PARTICIPLES / sizeof *PARTICIPLES; i++) {
        if (!kg__token_is(doc, t, PARTICIPLES[i].word))
          continue;
        thing = thing_named(doc, t, head);
        if (thing < 0 && kg_str_equal(kg_str_of(PARTICIPLES[i].property), KG_STR("supports")))
          KG_TRY(thing_behind(doc, t, first, head, &thing));
        if (thing < 0 && kg_str_equal(kg_str_of(PARTICIPLES[i].property), KG_STR("supports")))
          KG_TRY(kg__describe(doc, (int32_t)c, kg__class_mask(doc->ontology, KG_STR("Agreement")), &thing));
        if (thing < 0 && kg_str_equal(kg_str_of(PARTICIPLES[i].property), KG_STR("participatesIn")))
          KG_TRY(kg__describe(doc, (int32_t)c, kg__class_mask(doc->ontology, KG_STR("Event")), &thing));
        if (thing < 0 || thing == who)
          continue;
        kg__group agents = {0}, things = {0};
        kg__group_add(&agents, who, t - 1, t - 1);
        kg__group_add(&things, thing, t, head);
        KG_TRY(kg__construct_add(&b, PARTICIPLES[i].property, PARTICIPLES[i].reversed ? &things : &agents,
                                 PARTICIPLES[i].reversed ? &agents : &things, KG__ASSERTED, t,
                                 "compound of a name and a participle"));
      }
    }
  }
  return KG_OK;
}
