// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Entities without a name. Only what a relation asks for is described, and only where a head noun gives a
// class and something tells the thing from others.

#include "loaders/meant/describe.h"

static bool
unlawful(const kg__document *doc, const kg__chunk *c)
{
  static const char *const WORDS[] = {"illegal", "illicit", "unlawful", "clandestine", NULL};
  for (uint32_t t = c->first; t < c->head; t++) {
    if (kg__token_is_any(doc, t, WORDS))
      return true;
  }
  return false;
}

// "joint patrols", "UN operations": done together, and no danger.
static bool
in_common(const kg__document *doc, const kg__chunk *c)
{
  static const char *const WORDS[] = {"joint",        "combined",     "multinational",
                                      "peacekeeping", "humanitarian", "rescue"};
  for (uint32_t t = c->first; t < c->head; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
      if (kg__token_says(doc, t, WORDS[i]))
        return true;
    }
    if (e >= 0 && (kg__entity_is(doc, e, "Alliance") || kg__entity_is(doc, e, "InternationalOrganisation")))
      return true;
  }
  return false;
}

// The class of the phrase in a place that wants `wanted`: by its head noun, or as a danger or an ability if
// only those are wanted.
static int
class_for(const kg__document *doc, const kg__chunk *c, uint64_t wanted)
{
  static const char *const NAMED_ONLY[] = {
      "State", "Person", "Company", "Alliance", "InternationalOrganisation", "Region", "Place", NULL};
  uint8_t head = doc->tokens.items[c->head].head_class;
  uint64_t own = head == KG__NO_CLASS ? 0 : (uint64_t)1 << head, threat = kg__class_bit(doc, "Threat"),
           capability = kg__class_bit(doc, "Capability"), operation = kg__class_bit(doc, "Operation");
  if (own && kg__class_is_any(doc, head, NAMED_ONLY))
    return -1;
  if (own & wanted)
    return head;
  bool danger = own ? own & (capability | operation | kg__class_bit(doc, "MilitaryAsset"))
                    : doc->any_danger || unlawful(doc, c);
  if (danger && wanted & threat && !(wanted & capability) && !(own & operation && in_common(doc, c)))
    return kg__class_find(doc->ontology, KG_STR("Threat"));
  return -1;
}

// "the X jets", "two Y frigates": a thing of this class that is named before the noun needs no description.
static int32_t
named_inside(const kg__document *doc, const kg__chunk *c, int cls)
{
  for (uint32_t t = c->head; t-- > c->first;) {
    int32_t m = doc->tokens.items[t].mention;
    if (m < 0)
      continue;
    int32_t e = doc->mentions.items[m].entity;
    if (doc->mentions.items[m].kind == KG__NAME && doc->entities.items[e].cls == (uint8_t)cls &&
        kg__class_is(doc, cls, "MilitaryAsset"))
      return e;
  }
  return -1;
}

// "X's intelligence agency, Y, ...": the name behind, if it is of this class.
static int32_t
name_apart(const kg__document *doc, const kg__chunk *c, int cls)
{
  int32_t m = c->apposition >= 0 ? doc->tokens.items[doc->chunks.items[c->apposition].head].mention : -1,
          e = m >= 0 ? doc->mentions.items[m].entity : -1;
  bool name = e >= 0 && doc->mentions.items[m].kind == KG__NAME && !doc->entities.items[e].described;
  return name && doc->entities.items[e].cls == cls ? e : -1;
}

// "X, a treaty": the name that a phrase stands behind.
static int32_t
name_before(const kg__document *doc, const kg__token *head, int cls)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && head->chunk >= 0; i++) {
    int32_t m = doc->tokens.items[doc->chunks.items[i].head].mention,
            e = m >= 0 ? doc->mentions.items[m].entity : -1;
    if (doc->chunks.items[i].apposition == head->chunk && e >= 0 && doc->entities.items[e].cls == cls &&
        !doc->entities.items[e].described && doc->mentions.items[m].kind != KG__DEMONYM)
      return e;
  }
  return -1;
}

// "Operation X, the Union's naval mission": the name that the phrase explains.
static int32_t
explained(const kg__document *doc, const kg__chunk *c, int cls)
{
  const kg__token *k = &doc->tokens.items[c->head];
  int32_t behind = c->plural ? -1 : name_apart(doc, c, cls),
          before = c->plural ? -1 : name_before(doc, k, cls);
  if (behind >= 0 || before >= 0)
    return behind >= 0 ? behind : before;
  if (k->relation != KG__REL_APPOS || k->head < 0 || k->head >= (int32_t)c->first || c->plural)
    return -1;
  int32_t m = doc->tokens.items[k->head].mention, e = m >= 0 ? doc->mentions.items[m].entity : -1;
  uint64_t events = kg__class_mask(doc->ontology, KG_STR("Event"));
  if (e < 0 || doc->entities.items[e].described || doc->mentions.items[m].kind == KG__DEMONYM)
    return -1;
  bool same = doc->entities.items[e].cls == cls;
  return same || (events >> cls & 1 && kg__class_of(doc, e) & events) ? e : -1;
}

kg_status
kg__describe(kg__document *doc, int32_t chunk, uint64_t wanted, int32_t *entity)
{
  if (chunk > (int32_t)doc->chunk0 && kg__is_memorandum(doc, chunk - 1))
    return kg__describe(doc, chunk - 1, wanted, entity);
  const kg__chunk *c = &doc->chunks.items[chunk];
  *entity = -1;
  int cls = kg__is_nothing(doc, c) ? -1 : class_for(doc, c, wanted);
  if (cls < 0 || kg__is_otherwise_meant(doc, c, cls) || (*entity = named_inside(doc, c, cls)) >= 0 ||
      (*entity = explained(doc, c, cls)) >= 0)
    return KG_OK;
  uint32_t last;
  if (!kg__is_distinct(doc, chunk, cls, wanted, &last))
    return KG_OK;
  kg_str label = kg__span_text(doc, kg__label_first(doc, c, cls), last);
  KG_TRY(kg__entity_local(doc, (uint8_t)cls, label, true, entity));
  if (doc->tokens.items[c->head].mention < 0)
    return kg__mention_add(doc, c->head, c->head, KG__DESCRIBED, *entity);
  return KG_OK;
}
