// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What somebody takes something for: a danger, a friend, a matter of weight.

#include "loaders/claims/construct.h"

// What a judgement makes of its object: a danger, a friend, a matter of weight.
static const char *
judged(const kg__document *doc, uint32_t head)
{
  static const char *const DANGERS[] = {"threat", "danger", "risk",      "menace",    "adversary", "enemy",
                                        "foe",    "rival",  "challenge", "aggressor", NULL},
                           *const PARTNERS[] = {"partner", "friend", NULL}, *const ALLIES[] = {"ally", NULL},
                           *const WEIGHTY[] = {"priority", "pillar", "cornerstone", "interest", NULL};
  return kg__noun_is(doc, head, DANGERS)    ? "perceivesThreat"
         : kg__noun_is(doc, head, PARTNERS) ? "partnerOf"
         : kg__noun_is(doc, head, ALLIES)   ? "allyOf"
         : kg__noun_is(doc, head, WEIGHTY)  ? "prioritises"
                                            : NULL;
}

// "sees X as a threat", "no longer calls X a partner", "X is regarded as a danger by Y"
static kg_status
judgement(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"see",      "view",     "regard",       "consider",  "deem",
                                      "call",     "label",    "describe",     "treat",     "perceive",
                                      "brand",    "identify", "name",         "designate", "class",
                                      "classify", "count",    "characterise", "recognise", NULL};
  kg__document *doc = b->doc;
  kg__group who = {0}, what = {0};
  const char *property = NULL;
  int32_t object = v->passive ? v->subject : v->object;
  uint64_t agents = kg__class_named(doc, "Agent");
  if (!kg__verb_is(doc, v, VERBS) || object < 0)
    return KG_OK;
  uint32_t head = 0, after = v->passive ? v->last : doc->chunks.items[object].last;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && !property; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    bool as = c->prep > (int32_t)v->main && kg__token_is(doc, (uint32_t)c->prep, "as");
    if (c->first > after && c->first < v->clause_end && (as || c->first == after + 1))
      property = judged(doc, head = c->head);
    if (property && v->passive && i + 1 < doc->chunk_end &&
        doc->chunks.items[i + 1].prep == (int32_t)c->last + 1 && kg__token_is(doc, c->last + 1, "by"))
      KG_TRY(kg__list_group(doc, (int32_t)i + 1, agents, &who));
  }
  if (!property)
    return KG_OK;
  uint64_t wanted = agents | kg__class_named(doc, "Threat");
  if (kg_str_equal(kg_str_of(property), KG_STR("prioritises")))
    wanted |= kg__class_named(doc, "Region") | kg__class_named(doc, "Capability");
  KG_TRY(kg__list_group(doc, object, wanted, &what));
  if (!v->passive && v->subject >= 0)
    KG_TRY(kg__list_group(doc, v->subject, agents | kg__class_named(doc, "Strategy"), &who));
  return kg__construct_add(b, property, &who, &what, v->modality, head, "judged to be so");
}

// "X makes Y a priority".
static kg_status
made_priority(kg__builder *b, const kg__verb *v)
{
  static const char *const MAKING[] = {"make", "call", "consider", "declare", "name", "deem", NULL};
  static const char *const FIRST[] = {"priority", "focus", NULL};
  kg__document *doc = b->doc;
  int32_t c = v->object;
  if (v->passive || v->subject < 0 || c < 0 || !kg__verb_is(doc, v, MAKING) ||
      c + 1 >= (int32_t)doc->chunk_end)
    return KG_OK;
  kg__chunk rank = doc->chunks.items[c + 1];
  kg__modality modality = v->modality;
  uint32_t main = v->main;
  int32_t subject = v->subject;
  if (rank.first != doc->chunks.items[c].last + 1 || !kg__noun_is(doc, rank.head, FIRST))
    return KG_OK;
  kg__group who = {0}, what = {0};
  KG_TRY(
      kg__list_group(doc, subject, kg__class_named(doc, "Agent") | kg__class_named(doc, "Strategy"), &who));
  KG_TRY(kg__list_group(doc, c,
                        kg__class_named(doc, "Threat") | kg__class_named(doc, "Capability") |
                            kg__class_named(doc, "Region") | kg__class_named(doc, "Agent"),
                        &what));
  return kg__construct_add(b, "prioritises", &who, &what, modality, main, "made a priority");
}

kg_status
kg__sentence_judgements(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    kg__verb v = doc->verbs.items[i];
    KG_TRY(judgement(&b, &v));
    KG_TRY(made_priority(&b, &v));
  }
  return KG_OK;
}
