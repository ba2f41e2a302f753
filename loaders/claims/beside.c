// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What stands beside a name tells more of it: "the Iraqi city of Basra" lies in Iraq, "China and other
// members of X" makes China one, and so does a list in dashes behind "the members of X".

#include "loaders/claims/construct.h"

static kg_status
add(const kg__builder *b, const char *property, int32_t subject, int32_t object, uint32_t first,
    uint32_t last, const char *rule)
{
  int p = kg__property_find(b->doc->ontology, kg_str_of(property));
  if (p < 0 || subject < 0 || object < 0)
    return KG_OK;
  kg__claim c = {.subject = subject,
                 .object = object,
                 .property = (uint32_t)p,
                 .first = first,
                 .last = last,
                 .trigger = first,
                 .timeless = true,
                 .rule = rule};
  kg__claim_feature(&c, KG__F_STRUCTURE);
  kg__claim_feature(&c, KG__F_BOTH_NAMED);
  return kg__claim_add(b->doc, b->s, &c, 0);
}

// ---- places

static bool
is_kind_of_place(const kg__document *doc, uint32_t t)
{
  static const char *const KINDS[] = {"city",        "town",      "village",     "port",       "capital",
                                      "island",      "province",  "region",      "district",   "enclave",
                                      "exclave",     "county",    "oblast",      "township",   "suburb",
                                      "atoll",       "base",      "governorate", "prefecture", "territory",
                                      "archipelago", "peninsula", "stronghold",  NULL};
  return doc->tokens.items[t].mention < 0 && (kg__noun_is(doc, t, KINDS) || kg__head_is(doc, t, "Place"));
}

// The state named in the phrase before token `end`, or that it belongs to.
static int32_t
state_of_phrase(const kg__document *doc, const kg__chunk *c, uint32_t end)
{
  for (uint32_t t = c->first; t < end; t++) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "State"))
      return e;
  }
  int32_t e = c->owner >= 0 ? kg__entity_at(doc, doc->chunks.items[c->owner].head) : -1;
  return e >= 0 && kg__entity_is(doc, e, "State") ? e : -1;
}

static kg_status
lies_in(const kg__builder *b, int32_t place, int32_t state, uint32_t first, uint32_t last)
{
  bool region = place >= 0 && kg__entity_is(b->doc, place, "Region");
  if (place < 0 || state < 0 || !(region || kg__entity_is(b->doc, place, "Place")))
    return KG_OK;
  return add(b, region ? "partOf" : "locatedIn", place, state, first, last, "kind of place beside its name");
}

// "the Iraqi city of Basra"; "the Somali port city Kismayo"; "the Syrian capital, Damascus"
static kg_status
kind_of_place(const kg__builder *b, uint32_t c)
{
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  uint32_t kind = chunk.head;
  int32_t named = kg__entity_at(doc, chunk.head);
  if (named >= 0) {
    uint32_t first = doc->mentions.items[doc->tokens.items[chunk.head].mention].first;
    kind = first > chunk.first ? first - 1 : chunk.first;
    return is_kind_of_place(doc, kind)
               ? lies_in(b, named, state_of_phrase(doc, &chunk, kind), chunk.first, chunk.last)
               : KG_OK;
  }
  int32_t state = is_kind_of_place(doc, kind) ? state_of_phrase(doc, &chunk, kind) : -1;
  if (state < 0 || c + 1 >= doc->chunk_end)
    return KG_OK;
  kg__chunk next = doc->chunks.items[c + 1];
  bool of = next.prep == (int32_t)chunk.last + 1 && kg__token_is(doc, chunk.last + 1, "of"),
       apposed = next.prep < 0 && next.first == chunk.last + 2 &&
                 kg_str_equal(kg__token_text(doc, chunk.last + 1), KG_STR(",")) && chunk.next < 0;
  return of || apposed ? lies_in(b, kg__entity_at(doc, next.head), state, chunk.first, next.last) : KG_OK;
}

// ---- members

static int32_t
group_at(const kg__document *doc, uint32_t t)
{
  int32_t e = kg__entity_at(doc, t);
  bool group = e >= 0 && (kg__entity_is(doc, e, "Alliance") || kg__entity_is(doc, e, "Agreement") ||
                          kg__entity_is(doc, e, "InternationalOrganisation"));
  return group ? e : -1;
}

// The group whose members a phrase is about, and the last token that tells so.
static int32_t
group_of_members(const kg__document *doc, uint32_t c, uint32_t *last)
{
  static const char *const MEMBERS[] = {"member",  "state",   "country",  "nation", "signatory", "party",
                                        "partner", "economy", "newcomer", "ally",   NULL};
  const kg__chunk *chunk = &doc->chunks.items[c];
  if (!chunk->plural || !kg__noun_is(doc, chunk->head, MEMBERS))
    return -1;
  *last = chunk->last;
  for (uint32_t t = chunk->first; t < chunk->head; t++) {
    if (group_at(doc, t) >= 0)
      return group_at(doc, t);
  }
  if (chunk->owner >= 0 && group_at(doc, doc->chunks.items[chunk->owner].head) >= 0)
    return group_at(doc, doc->chunks.items[chunk->owner].head);
  if (c + 1 >= doc->chunk_end || doc->chunks.items[c + 1].prep != (int32_t)chunk->last + 1 ||
      !(kg__token_is(doc, chunk->last + 1, "of") || kg__token_is(doc, chunk->last + 1, "to")))
    return -1;
  *last = doc->chunks.items[c + 1].last;
  return group_at(doc, doc->chunks.items[c + 1].head);
}

static kg_status
join(const kg__builder *b, int32_t state, int32_t group, uint32_t first, uint32_t last)
{
  kg__document *doc = b->doc;
  if (state < 0 || !kg__entity_is(doc, state, "State"))
    return KG_OK;
  return add(b, kg__entity_is(doc, group, "Agreement") ? "partyTo" : "memberOf", state, group, first, last,
             "one of the members");
}

// "China and other members of X"
static kg_status
other_members(const kg__builder *b, uint32_t c, int32_t group, uint32_t last)
{
  kg__document *doc = b->doc;
  const kg__chunk *chunk = &doc->chunks.items[c];
  bool other = false;
  for (uint32_t t = chunk->first; t < chunk->head; t++)
    other |= kg__token_is(doc, t, "other") || kg__token_is(doc, t, "fellow");
  if (!other || chunk->list == (int32_t)c)
    return KG_OK;
  for (int32_t k = chunk->list; k >= 0 && k != (int32_t)c; k = doc->chunks.items[k].next)
    KG_TRY(join(b, kg__entity_at(doc, doc->chunks.items[k].head), group, doc->chunks.items[k].first, last));
  return KG_OK;
}

// "the members of X - A, B and C -", "X's members (A and B)", "X members A and B"
static kg_status
listed_members(const kg__builder *b, uint32_t c, int32_t group, uint32_t last)
{
  static const char *const OPENERS[] = {"-", "–", "—", "(", ":", NULL};
  kg__document *doc = b->doc;
  bool opened = false;
  for (const char *const *o = OPENERS; last + 1 < b->s->end && *o; o++)
    opened |= kg_str_equal(kg__token_text(doc, last + 1), kg_str_of(*o));
  uint32_t start = last + 1 + opened;
  for (uint32_t i = c + 1; i < doc->chunk_end; i++) {
    const kg__chunk *next = &doc->chunks.items[i];
    if (next->first != start || next->list != (int32_t)i || (next->next < 0 && !opened))
      continue;
    for (int32_t k = (int32_t)i; k >= 0; k = doc->chunks.items[k].next)
      KG_TRY(join(b, kg__entity_at(doc, doc->chunks.items[k].head), group, doc->chunks.items[c].first,
                  doc->chunks.items[k].last));
    return KG_OK;
  }
  return KG_OK;
}

// ---- persons

// "the head of the mission in Mali, X, said": the name behind what hangs on the title.
static void
name_of_office(kg__builder *b, uint32_t c)
{
  kg__document *doc = b->doc;
  kg__chunk *chunk = &doc->chunks.items[c];
  uint32_t at = c, last = chunk->last;
  if (!kg__head_is(doc, chunk->head, "Person") || kg__entity_at(doc, chunk->head) >= 0 || chunk->plural ||
      chunk->apposition >= 0)
    return;
  while (at + 1 < doc->chunk_end && at < c + 4 && doc->chunks.items[at + 1].prep == (int32_t)last + 1)
    last = doc->chunks.items[++at].last;
  if (at == c || at + 1 >= doc->chunk_end || doc->chunks.items[at + 1].first != last + 2 ||
      !kg_str_equal(kg__token_text(doc, last + 1), KG_STR(",")))
    return;
  const kg__chunk *name = &doc->chunks.items[at + 1];
  int32_t e = kg__entity_at(doc, name->head);
  bool closed = name->last + 1 < b->s->end && kg_str_equal(kg__token_text(doc, name->last + 1), KG_STR(","));
  if (closed && e >= 0 && kg__entity_is(doc, e, "Person"))
    chunk->apposition = (int32_t)at + 1;
}

kg_status
kg__sentence_beside(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    uint32_t last = 0;
    int32_t group = group_of_members(doc, c, &last);
    KG_TRY(kind_of_place(&b, c));
    name_of_office(&b, c);
    if (group >= 0) {
      KG_TRY(other_members(&b, c, group, last));
      KG_TRY(listed_members(&b, c, group, last));
    }
  }
  return KG_OK;
}
