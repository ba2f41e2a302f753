// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "The Council, noting X: 1. Condemns Y; 2. Welcomes Z": items that begin with a verb go on with the clause
// that leads into the list, and have its subject.

#include "kg/base/vec.h"
#include "loaders/stages.h"

#include <string.h>

static bool
ends_with(const kg__document *doc, const kg__sentence *s, const char *marks)
{
  kg_str text = kg__token_text(doc, s->end - 1);
  return text.len == 1 && strchr(marks, text.ptr[0]);
}

static bool
begins_with_verb(const kg__document *doc, const kg__sentence *s, const kg__verb *v)
{
  for (uint32_t t = s->first; t < v->first; t++) {
    if (!(doc->tokens.items[t].pos & KG__ADVERB))
      return false;
  }
  return v->subject < 0 && !v->passive && !v->gerund;
}

static kg_status
stand_in(kg__document *doc, const kg__sentence *s, kg__verb *v)
{
  (void)s;
  KG_TRY(kg__vec_add(&doc->chunks));
  int32_t id = (int32_t)doc->chunks.n - 1;
  doc->chunks.items[id] = (kg__chunk){.first = v->main,
                                      .last = v->main,
                                      .head = v->main,
                                      .root = v->main,
                                      .prep = -1,
                                      .owner = -1,
                                      .next = -1,
                                      .list = id,
                                      .apposition = -1,
                                      .entity = -1,
                                      .stands_for = doc->lead + 1};
  doc->chunk_end = (uint32_t)doc->chunks.n;
  v->subject = id;
  if (doc->lead_predicts && v->modality == KG__ASSERTED)
    v->modality = KG__PREDICTED;
  return KG_OK;
}

// The subject of the clause that leads into a list, or the phrase that begins it.
static void
note_lead(kg__document *doc, const kg__sentence *s)
{
  bool item = doc->tokens.items[s->first].flags & KG__T_ITEM, ahead = ends_with(doc, s, ":,;");
  bool aside = doc->verb0 < doc->verb_end && doc->verbs.items[doc->verb0].gerund; // "Noting X,"
  if (item || (doc->lead >= 0 && ahead && aside))
    return;
  doc->lead = -1;
  if (!ahead || doc->chunk0 == doc->chunk_end)
    return;
  for (uint32_t v = doc->verb0; v < doc->verb_end && doc->lead < 0; v++) {
    if (doc->verbs.items[v].finite && !doc->verbs.items[v].relative)
      doc->lead = doc->verbs.items[v].subject;
  }
  if (doc->lead < 0 && !ends_with(doc, s, ":") && doc->chunks.items[doc->chunk0].prep < 0)
    doc->lead = (int32_t)doc->chunk0;
  doc->lead_predicts = s->end - s->first > 2 && kg__token_is(doc, s->end - 2, "to");
}

kg_status
kg__sentence_items(kg__document *doc, const kg__sentence *s)
{
  bool item = doc->tokens.items[s->first].flags & KG__T_ITEM;
  for (uint32_t v = doc->verb0; item && doc->lead >= 0 && v < doc->verb_end; v++) {
    kg__verb *verb = &doc->verbs.items[v];
    if (!begins_with_verb(doc, s, verb))
      continue;
    KG_TRY(stand_in(doc, s, verb));
    int32_t subject = verb->subject;
    for (uint32_t k = v + 1; k < doc->verb_end; k++) { // "condemns X and welcomes Y"
      kg__verb *other = &doc->verbs.items[k];
      const kg__token *t = &doc->tokens.items[other->main];
      if (other->subject < 0 && t->relation == KG__REL_CONJ && t->head == (int32_t)verb->main)
        other->subject = subject;
    }
    break;
  }
  note_lead(doc, s);
  return KG_OK;
}
