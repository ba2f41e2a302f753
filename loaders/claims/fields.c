// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What a cooperation is or could be about, where a list of examples tells it apart from the word for it:
// "Their cooperation is close. Other fields, such as X and Y, could follow."

#include "loaders/claims/construct.h"

enum { RECENT = 2 };

static bool
speaks_of_cooperation(const kg__document *doc, const kg__sentence *s)
{
  static const char *const NOUNS[] = {"cooperation",  "co-operation", "collaboration",
                                      "coordination", "partnership",  NULL};
  const kg__sentence *from = s;
  for (int i = 0; i < RECENT && from > doc->sentences.items && !from[-1].heading; i++)
    from--;
  for (uint32_t t = from->first; t < s->end; t++) {
    if (kg__noun_is(doc, t, NOUNS))
      return true;
  }
  return false;
}

// The verb whose subject the phrase is, or which its clause has behind it.
static const kg__verb *
verb_behind(const kg__document *doc, const kg__chunk *c)
{
  const kg__verb *behind = NULL;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    if (v->finite && v->subject == c->list)
      return v;
    if (v->finite && v->main > c->last && v->modality != KG__ASSERTED)
      behind = v;
  }
  return behind;
}

static kg_status
fields_at(kg__builder *b, uint32_t c)
{
  static const char *const FIELDS[] = {"technology", "domain", "field", "area", NULL};
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  kg__group who = {0}, what = {0};
  if (chunk.time || chunk.next < 0 || !chunk.plural || chunk.owner >= 0 ||
      !kg__noun_is(doc, chunk.head, FIELDS) || !speaks_of_cooperation(doc, b->s))
    return KG_OK;
  const kg__verb *v = verb_behind(doc, &chunk);
  if (!v || v->modality == KG__ASSERTED || v->modality == KG__DENIED)
    return KG_OK;
  KG_TRY(kg__abilities_of_list(b, chunk.next, &what));
  KG_TRY(kg__states_about(b, &who));
  return kg__construct_weigh(b, "cooperatesOn", &who, &what, v->modality, chunk.head,
                             "field of a cooperation", -0.4);
}

kg_status
kg__sentence_fields(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++)
    KG_TRY(fields_at(&b, c));
  return KG_OK;
}
