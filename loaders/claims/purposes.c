// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "The mechanism to monitor X launched by Y": an agreement that is named by what it is to do. The phrase gets
// an entity before verbs are looked up, and is the subject of its infinitive and of the participle behind.

#include "loaders/stages.h"

static uint32_t
label_start(const kg__document *doc, const kg__chunk *c)
{
  uint32_t t = c->first;
  while (t < c->head && (doc->tokens.items[t].pos & (KG__DETERMINER | KG__POSSESSIVE) ||
                         kg__token_word(doc, t)->is & KG__WORD_DEGREE))
    t++;
  return t;
}

static bool
is_agreement(const kg__document *doc, const kg__chunk *c)
{
  static const char *const NOUNS[] = {"mechanism", "initiative", "arrangement",
                                      "framework", "pact",       "coalition"};
  uint8_t cls = doc->tokens.items[c->head].head_class;
  for (size_t i = 0; cls != KG__NO_CLASS && i < sizeof NOUNS / sizeof *NOUNS; i++) {
    if (kg__token_is(doc, c->head, NOUNS[i]))
      return doc->tokens.items[c->head].mention < 0 && c->owner < 0;
  }
  return false;
}

// The infinitive right behind a chunk, with an object.
static kg__verb *
infinitive_behind(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    kg__verb *v = &doc->verbs.items[i];
    if (v->infinitive && v->object >= 0 && v->main > c->last && v->main < c->last + 4 &&
        v->first <= c->last + 2)
      return v;
  }
  return NULL;
}

static kg_status
name_by_purpose(kg__document *doc, uint32_t i)
{
  kg__chunk c = doc->chunks.items[i];
  kg__verb *v = is_agreement(doc, &c) ? infinitive_behind(doc, &c) : NULL;
  int32_t e;
  if (!v)
    return KG_OK;
  uint32_t last = doc->chunks.items[v->object].last;
  kg_str label = kg__span_text(doc, label_start(doc, &c), last);
  KG_TRY(kg__entity_local(doc, doc->tokens.items[c.head].head_class, label, true, &e));
  KG_TRY(kg__mention_add(doc, c.head, c.head, KG__DESCRIBED, e));
  v->subject = (int32_t)i;
  for (uint32_t k = doc->verb0; k < doc->verb_end; k++) {
    kg__verb *p = &doc->verbs.items[k];
    if (p->passive && !p->finite && p->first == last + 1)
      p->subject = (int32_t)i;
  }
  return KG_OK;
}

kg_status
kg__sentence_purposes(kg__document *doc, const kg__sentence *s)
{
  (void)s;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++)
    KG_TRY(name_by_purpose(doc, i));
  return KG_OK;
}
