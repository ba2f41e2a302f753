// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "So will X", "X did too", "X has not": what was claimed of the subject of the clause before is claimed of
// X, as sure as the auxiliary says.

#include "loaders/meant/resolve.h"

#include <string.h>

typedef struct gap {
  uint32_t first, auxiliary; ///< Where the clause begins; its only verb
  int32_t subject;           ///< Chunk
  bool negative;
} gap;

static bool
is_auxiliary(const kg__document *doc, uint32_t t)
{
  static const char *const WORDS[] = {"do",    "does", "did",   "has", "have",  "had",    "will",
                                      "would", "may",  "might", "can", "could", "should", "must",
                                      "shall", "is",   "are",   "was", "were",  NULL};
  return kg__token_is_any(doc, t, WORDS);
}

static bool
is_negation(const kg__document *doc, uint32_t t)
{
  static const char *const WORDS[] = {"not", "n't", "n’t", "never", NULL};
  return kg__token_is_any(doc, t, WORDS);
}

static bool
ends_clause(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (t >= s->end)
    return true;
  kg_str text = kg__token_text(doc, t);
  return doc->tokens.items[t].flags & KG__T_PUNCT && text.len == 1 && strchr(".;,:!?", text.ptr[0]);
}

static bool
begins_clause(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const WORDS[] = {"and", "but", "while", "whereas", "although", "though", NULL};
  return t == s->first || ends_clause(doc, s, t - 1) || kg__token_is_any(doc, t - 1, WORDS);
}

// "so will X", "nor has X"
static bool
inverted(const kg__document *doc, const kg__sentence *s, uint32_t a, gap *g)
{
  static const char *const WORDS[] = {"so", "neither", "nor", NULL};
  if (a == s->first || a + 1 >= s->end || !kg__token_is_any(doc, a - 1, WORDS) ||
      !begins_clause(doc, s, a - 1))
    return false;
  int32_t chunk = doc->tokens.items[a + 1].chunk;
  if (chunk < 0)
    return false;
  *g = (gap){a - 1, a, doc->chunks.items[chunk].list, !kg__token_is(doc, a - 1, "so")};
  uint32_t last = doc->chunks.items[chunk].last;
  for (int32_t k = g->subject; k >= 0; k = doc->chunks.items[k].next)
    last = doc->chunks.items[k].last;
  return ends_clause(doc, s, last + 1) || kg__token_is(doc, last + 1, "who") ||
         kg__token_is(doc, last + 1, "which");
}

// "X did too", "X will not", "X did so in July"
static bool
cut_short(const kg__document *doc, const kg__sentence *s, uint32_t a, gap *g)
{
  static const char *const LIKE[] = {"so", "too", "likewise", "also", "as", "either", NULL};
  int32_t chunk = a > s->first ? doc->tokens.items[a - 1].chunk : -1;
  uint32_t t = a + 1;
  if (chunk < 0)
    return false;
  *g = (gap){0, a, doc->chunks.items[chunk].list, false};
  g->first = doc->chunks.items[g->subject].first;
  if (t < s->end && is_negation(doc, t)) {
    g->negative = true;
    t++;
  }
  bool like = t < s->end && kg__token_is_any(doc, t, LIKE) &&
              (ends_clause(doc, s, t + 1) || kg__token_is(doc, t, "so") || kg__token_is(doc, t + 1, "well"));
  bool comma = t < s->end && kg_str_equal(kg__token_text(doc, t), KG_STR(",")); // "it has not, however, ..."
  bool cut = ends_clause(doc, s, t) && !comma && (g->negative || t == a + 1);
  return begins_clause(doc, s, g->first) && (like || cut);
}

static kg__modality
modality_of(const kg__document *doc, const gap *g, kg__modality before)
{
  static const char *const PREDICTS[] = {"will", "shall", "would", NULL},
                           *const PERMITS[] = {"may", "might", "can", "could", NULL},
                           *const ASKS[] = {"should", "must", NULL};
  if (g->negative)
    return KG__DENIED;
  if (kg__token_is_any(doc, g->auxiliary, PREDICTS))
    return KG__PREDICTED;
  if (kg__token_is_any(doc, g->auxiliary, PERMITS))
    return KG__POSSIBLE;
  if (kg__token_is_any(doc, g->auxiliary, ASKS))
    return KG__PROPOSED;
  return before == KG__DENIED ? KG__ASSERTED : before;
}

static bool
stands_in(const kg__document *doc, int32_t list, int32_t token)
{
  int32_t chunk = token >= 0 ? doc->tokens.items[token].chunk : -1;
  return chunk >= 0 && list >= 0 && doc->chunks.items[chunk].list == doc->chunks.items[list].list;
}

// Whether the claim is of the verb's subject, and by it or a word behind it.
static bool
says_of(const kg__document *doc, const kg__claim *c, const kg__verb *verb)
{
  return c->frame && c->trigger >= verb->first && c->trigger < verb->clause_end &&
         stands_in(doc, verb->subject, c->places[0]);
}

// The last finite verb before the gap whose subject something is claimed of.
static int32_t
verb_before(const kg__document *doc, const gap *g, uint32_t from)
{
  for (size_t v = doc->verbs.n; v-- > 0;) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->main < from)
      break;
    if (verb->main >= g->first || !verb->finite || verb->relative || verb->subject < 0)
      continue;
    for (size_t i = 0; i < doc->claims.n; i++) {
      if (says_of(doc, &doc->claims.items[i], verb))
        return (int32_t)v;
    }
  }
  return -1;
}

static kg_status
claim_of(kg__document *doc, const kg__sentence *s, const gap *g, const kg__claim *before,
         const kg__group *subjects)
{
  for (size_t k = 0; k < subjects->n; k++) {
    kg__claim c = {.subject = subjects->entities[k],
                   .object = before->object,
                   .property = before->property,
                   .modality = modality_of(doc, g, before->modality),
                   .first = g->first,
                   .last = g->auxiliary + 1,
                   .trigger = g->auxiliary,
                   .places = {(int32_t)subjects->last[k], before->places[1]},
                   .frame = before->frame,
                   .rule = "as the clause before"};
    kg__claim_feature(&c, KG__F_VERB);
    kg__claim_feature(&c, KG__F_RESOLVED);
    KG_TRY(kg__claim_add(doc, s, &c, before->weight));
  }
  return KG_OK;
}

static kg_status
fill_gap(kg__document *doc, const kg__sentence *s, const gap *g)
{
  size_t sentence = (size_t)(s - doc->sentences.items), n = doc->claims.n;
  int32_t v = verb_before(doc, g, s->first);
  if (v < 0 && g->first <= s->first + 3 && sentence)
    v = verb_before(doc, g, s[-1].first);
  if (v < 0)
    return KG_OK;
  kg__group subjects = {0};
  KG_TRY(kg__list_group(doc, g->subject, kg__class_mask(doc->ontology, KG_STR("Agent")), &subjects));
  for (size_t i = 0; i < n && subjects.n; i++) {
    kg__claim before = doc->claims.items[i];
    if (before.trigger < g->first && says_of(doc, &before, &doc->verbs.items[v]))
      KG_TRY(claim_of(doc, s, g, &before, &subjects));
  }
  return KG_OK;
}

kg_status
kg__sentence_ellipsis(kg__document *doc, const kg__sentence *s)
{
  gap g;
  if (doc->without & KG_WITHOUT_COREFERENCE)
    return KG_OK;
  for (uint32_t t = s->first; t < s->end; t++) {
    if (is_auxiliary(doc, t) && (inverted(doc, s, t, &g) || cut_short(doc, s, t, &g)))
      KG_TRY(fill_gap(doc, s, &g));
  }
  return KG_OK;
}
