// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "X's arsenal includes A and B", "arms sales to X, including A and B": what a stock or a delivery is made up
// of belongs to whom it is of, or goes to.

#include "loaders/claims/construct.h"
#include "loaders/meant/resolve.h"

static bool
is_stock(const kg__document *doc, uint32_t t)
{
  static const char *const NOUNS[] = {"arsenal",   "inventory", "fleet",   "force",   "stockpile",
                                      "programme", "program",   "stock",   "holding", "asset",
                                      "equipment", "weaponry",  "armoury", NULL};
  return kg__noun_is(doc, t, NOUNS);
}

static bool
is_delivery(const kg__document *doc, uint32_t t)
{
  static const char *const NOUNS[] = {"sale",   "transfer", "delivery", "shipment",   "supply",
                                      "export", "aid",      "donation", "assistance", "provision",
                                      "order",  "package",  "lease",    "support",    NULL};
  return kg__noun_is(doc, t, NOUNS);
}

// Where the word that tells the contents ends, if one stands here: "including", "consisting of".
static uint32_t
tells_contents(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const VERBS[] = {"include",  "includes",   "included", "including", "comprises",
                                      "comprise", "comprising", "notably",  NULL};
  static const char *const OF[] = {"consisting", "consists", "composed", NULL}, *const AS[] = {"such", NULL};
  if (kg__token_is_any(doc, t, VERBS))
    return t + 1;
  bool two = t + 2 < s->end && ((kg__token_is_any(doc, t, OF) && kg__token_is(doc, t + 1, "of")) ||
                                (kg__token_is_any(doc, t, AS) && kg__token_is(doc, t + 1, "as")));
  return two ? t + 2 : 0;
}

// The nearest phrase before that is a stock or a delivery, no further away than a few phrases.
static int32_t
container(const kg__document *doc, uint32_t t)
{
  int left = 4;
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0 && left;) {
    uint32_t head = doc->chunks.items[i].head;
    if (head >= t)
      continue;
    left--;
    if (is_stock(doc, head) || is_delivery(doc, head))
      return (int32_t)i;
  }
  return -1;
}

static kg_status
holders(kg__document *doc, int32_t chunk, kg__group *group)
{
  uint64_t wanted = kg__class_named(doc, "State") | kg__class_named(doc, "NonStateActor") |
                    kg__class_named(doc, "Institution");
  if (!is_delivery(doc, doc->chunks.items[chunk].head))
    return kg__belongs_to(doc, chunk, wanted, group);
  int32_t to = kg__chunk_complement(doc, (uint32_t)chunk, "to");
  if (to < 0)
    to = kg__chunk_complement(doc, (uint32_t)chunk, "for");
  return to < 0 ? KG_OK : kg__list_group(doc, to, wanted, group);
}

// "proposed sales"
static kg__modality
stance(const kg__document *doc, int32_t whole)
{
  const kg__chunk *c = &doc->chunks.items[whole];
  for (uint32_t t = c->first ? c->first - 1 : 0; t < c->head; t++) {
    if (kg__token_says(doc, t, "proposed") || kg__token_says(doc, t, "possible"))
      return KG__PROPOSED;
  }
  return KG__ASSERTED;
}

static kg_status
contents_at(kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t first)
{
  kg__builder b = {doc, s};
  int32_t whole = container(doc, t), parts = first < s->end ? doc->tokens.items[first].chunk : -1;
  kg__group owners = {0}, things = {0};
  if (whole < 0 || parts < 0)
    return KG_OK;
  KG_TRY(holders(doc, whole, &owners));
  if (owners.n)
    KG_TRY(kg__list_group(doc, parts, kg__class_named(doc, "MilitaryAsset"), &things));
  return kg__construct_add(&b, "hasCapability", &owners, &things, stance(doc, whole), t,
                           "what a stock or delivery includes");
}

kg_status
kg__sentence_contents(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 1; t < s->end; t++) {
    uint32_t first = tells_contents(doc, s, t);
    if (first)
      KG_TRY(contents_at(doc, s, t, first));
  }
  return KG_OK;
}
