// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "X threatens Y, and the same is true of Z"; "... the same cannot be said for Z": what the sentence has
// claimed of the one named last that is of Z's kind holds of Z, too, or does not.

#include "loaders/claims/construct.h"

// The phrase that is compared, behind "the same is true of", and whether it is told apart.
static uint32_t
compared(const kg__document *doc, const kg__sentence *s, uint32_t t, bool *denied)
{
  static const char *const WAYS[] = {"said", "true", "goes", "holds", "applies", NULL};
  *denied = false;
  if (!kg__token_is(doc, t, "the") || t + 1 >= s->end || !kg__token_is(doc, t + 1, "same"))
    return 0;
  for (uint32_t k = t + 2; k + 2 < s->end && k < t + 8; k++) {
    *denied |= kg__token_word(doc, k)->is & KG__WORD_NEGATES || doc->tokens.items[k].pos & KG__NEGATION ||
               kg__token_is(doc, k, "cannot");
    for (const char *const *w = WAYS; *w; w++) {
      if (kg__token_is(doc, k, *w) && doc->tokens.items[k + 1].pos & (KG__PREPOSITION | KG__TO))
        return k + 2;
    }
  }
  return 0;
}

// The one of the same class that is named last before a token.
static int32_t
counterpart(const kg__document *doc, const kg__sentence *s, uint32_t before, int32_t other)
{
  for (uint32_t t = before; t-- > s->first;) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && e != other && kg__class_of(doc, e) & kg__class_of(doc, other))
      return e;
  }
  return -1;
}

// Whether the claim is made in this part of the sentence, be it that others made it before.
static bool
made_here(const kg__claim *c, uint32_t from, uint32_t before)
{
  bool here = c->first >= from && c->last < before;
  for (size_t i = 0; i < c->n_others && !here; i++)
    here = c->others[i].first >= from && c->others[i].last < before;
  return here;
}

static kg_status
repeat(kg__builder *b, uint32_t before, int32_t one, int32_t other, uint32_t at, bool denied)
{
  size_t n = b->doc->claims.n;
  for (size_t i = 0; i < n; i++) {
    const kg__claim *c = &b->doc->claims.items[i];
    kg__group subjects = {0}, objects = {0};
    if (!made_here(c, b->s->first, before) || (c->subject != one && c->object != one))
      continue;
    kg__group_add(&subjects, c->subject == one ? other : c->subject, at, at);
    kg__group_add(&objects, c->object == one ? other : c->object, at, at);
    kg__claim like = {.property = c->property,
                      .modality = denied ? KG__DENIED : c->modality,
                      .first = c->trigger,
                      .last = at,
                      .trigger = c->trigger,
                      .rule = "the same of another"};
    kg__claim_feature(&like, KG__F_STRUCTURE);
    KG_TRY(kg__claims_add_groups(b->doc, b->s, &like, &subjects, &objects, 0));
  }
  return KG_OK;
}

kg_status
kg__sentence_alike(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t t = s->first; t < s->end; t++) {
    bool denied;
    uint32_t at = compared(doc, s, t, &denied);
    int32_t other = at ? kg__entity_at(doc, at) : -1;
    int32_t one = other >= 0 ? counterpart(doc, s, t, other) : -1;
    if (one >= 0)
      return repeat(&b, t, one, other, at, denied);
  }
  return KG_OK;
}
