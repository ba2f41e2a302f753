// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Nouns that need somebody whom their own phrase does not name: "cooperation in Y", "the deployment of Z".

#include "loaders/claims/construct.h"

static bool
is_bare(const kg__document *doc, const kg__chunk *c)
{
  if (c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    return false;
  for (uint32_t t = c->first; t < c->head; t++) {
    if (kg__entity_at(doc, t) >= 0)
      return false;
  }
  return true;
}

static const kg__verb *
verb_of_subject(const kg__document *doc, int32_t chunk)
{
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].finite && doc->verbs.items[v].subject == chunk)
      return &doc->verbs.items[v];
  }
  return NULL;
}

// "Cooperation in X could follow"; "other technologies, such as X, may be next".
static kg_status
bare_cooperation(kg__builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"cooperation", "collaboration", "coordination", NULL},
                           *const FIELDS[] = {"technology", "domain", "field", "area", "sector", NULL};
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  bool fields = kg__noun_is(doc, chunk.head, FIELDS) && chunk.next >= 0 && chunk.plural;
  int32_t in = fields ? chunk.next : kg__chunk_complement(doc, c, "in");
  in = in < 0 ? kg__chunk_complement(doc, c, "on") : in;
  kg__group who = {0}, what = {0};
  if (in < 0 || !(fields || kg__noun_is(doc, chunk.head, NOUNS)) || !is_bare(doc, &chunk))
    return KG_OK;
  const kg__verb *v = verb_of_subject(doc, chunk.list);
  for (uint32_t i = doc->verb0; i < doc->verb_end && !v; i++) {
    const kg__verb *behind = &doc->verbs.items[i];
    if (behind->finite && behind->main > chunk.last && behind->modality != KG__ASSERTED)
      v = behind;
  }
  bool open = v && v->modality != KG__ASSERTED && v->modality != KG__DENIED;
  if (fields && !open)
    return KG_OK;
  KG_TRY(kg__abilities_of_list(b, in, &what));
  KG_TRY(kg__states_about(b, &who));
  return kg__construct_weigh(b, "cooperatesOn", &who, &what, v ? v->modality : KG__ASSERTED, chunk.head,
                             "cooperation that could be", fields ? -0.4 : 0);
}

// Whether the sentence itself says who deploys one of these.
static bool
told_by_whom(const kg__builder *b, const kg__group *what)
{
  int deploys = kg__property_find(b->doc->ontology, KG_STR("deploys"));
  for (size_t i = 0; i < b->doc->claims.n; i++) {
    const kg__claim *c = &b->doc->claims.items[i];
    for (size_t k = 0; k < what->n && c->first >= b->s->first && c->first < b->s->end; k++) {
      if ((int)c->property == deploys && c->object == what->entities[k])
        return true;
    }
  }
  return false;
}

// "followed by the deployment of X": by the one of whom the sentence before spoke.
static kg_status
bare_deployment(kg__builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"deployment", "dispatch", NULL};
  kg__document *doc = b->doc;
  int32_t of = kg__chunk_complement(doc, c, "of");
  kg__group who = {.resolved = true}, what = {0};
  if (of < 0 || !kg__noun_is(doc, doc->chunks.items[c].head, NOUNS) || !is_bare(doc, &doc->chunks.items[c]) ||
      doc->last_subject < 0 || !kg__entity_is(doc, doc->last_subject, "State"))
    return KG_OK;
  for (uint32_t t = b->s->first; t < doc->chunks.items[c].first; t++) {
    if (kg__entity_at(doc, t) >= 0)
      return KG_OK;
  }
  KG_TRY(kg__list_group(doc, of, kg__class_named(doc, "MilitaryAsset") | kg__class_named(doc, "Institution"),
                        &what));
  if (told_by_whom(b, &what))
    return KG_OK;
  kg__group_add(&who, doc->last_subject, doc->chunks.items[c].first, doc->chunks.items[c].first);
  return kg__construct_add(b, "deploys", &who, &what, KG__ASSERTED, doc->chunks.items[c].head,
                           "deployment by the one spoken of");
}

// "an investment that brings the production of X": by the firm named before.
static kg_status
bare_production(kg__builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"production", "manufacture", "manufacturing", "assembly", NULL};
  kg__document *doc = b->doc;
  int32_t of = kg__chunk_complement(doc, c, "of");
  kg__group who = {0}, what = {0};
  if (of < 0 || !kg__noun_is(doc, doc->chunks.items[c].head, NOUNS) || !is_bare(doc, &doc->chunks.items[c]))
    return KG_OK;
  for (uint32_t t = doc->chunks.items[c].first; t-- > b->s->first && !who.n;) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "Company"))
      kg__group_add(&who, e, t, t);
  }
  KG_TRY(kg__list_group(doc, of, kg__class_named(doc, "MilitaryAsset") | kg__class_named(doc, "Capability"),
                        &what));
  const kg__verb *v = NULL;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    if (doc->verbs.items[i].object == (int32_t)c)
      v = &doc->verbs.items[i];
  }
  return kg__construct_add(b, "produces", &who, &what, v ? v->modality : KG__ASSERTED,
                           doc->chunks.items[c].head, "production by the firm named");
}

kg_status
kg__sentence_bare_nouns(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    if (doc->chunks.items[c].time)
      continue;
    KG_TRY(bare_cooperation(&b, c));
    KG_TRY(bare_deployment(&b, c));
    KG_TRY(bare_production(&b, c));
  }
  return KG_OK;
}
