// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Which phrases say again what one before, or a list before, says: by a comma, dashes, "called" or the tree.

#include "loaders/parse/lists.h"

// Whether what comes behind the comma says again what stands before it.
static bool
apposes(const kg__document *doc, const kg__chunk *a, const kg__chunk *b)
{
  bool a_name = doc->tokens.items[a->head].mention >= 0, b_name = doc->tokens.items[b->head].mention >= 0;
  uint32_t lead = doc->tokens.items[b->first].pos;
  if (a->time || b->time || b->prep >= 0)
    return false;
  const kg__token *root = &doc->tokens.items[b->root];
  bool told = root->relation == KG__REL_APPOS && root->head == (int32_t)a->root;
  if (a_name && !b_name)
    return told || lead & (KG__DETERMINER | KG__POSSESSIVE) || b->owner >= 0 ||
           doc->tokens.items[b->head].head_class != KG__NO_CLASS;
  bool said_again = doc->tokens.items[a->head].head_class != KG__NO_CLASS || told;
  return b_name && !a_name && b->head == b->last && said_again;
}

// "X, Y's partner and ally, left": by the tree the second phrase says again what the first is, though others
// are joined to it.
bool
kg__apposition_opens(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t second)
{
  const kg__chunk *a = &doc->chunks.items[first], *b = &doc->chunks.items[second];
  const kg__token *k = &doc->tokens.items[b->root];
  return k->relation == KG__REL_APPOS && k->head == (int32_t)a->root && is_text(doc, s, a->last + 1, ",") &&
         doc->tokens.items[a->head].mention >= 0 && doc->tokens.items[b->head].mention < 0 &&
         apposes(doc, a, b);
}

// "X and Y, allies of Z, ...": what all of a list of names are.
void
kg__apposition_of_all(kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t last)
{
  uint32_t k = kg__chunk_following(doc, last);
  if (k >= doc->chunk_end || !is_text(doc, s, doc->chunks.items[last].last + 1, ",") ||
      doc->chunks.items[first].apposition >= 0)
    return;
  for (int32_t i = (int32_t)first; i >= 0; i = doc->chunks.items[i].next) {
    int32_t m = doc->tokens.items[doc->chunks.items[i].head].mention;
    if (m < 0 || !kg__entity_is(doc, doc->mentions.items[m].entity, "Agent"))
      return;
  }
  const kg__chunk *c = &doc->chunks.items[k];
  uint32_t from = kg__chunk_start(doc, k), end = doc->chunks.items[kg__past_complements(doc, k)].last;
  bool near = from == doc->chunks.items[last].last + 2 ||
              (from == doc->chunks.items[last].last + 3 && kg__token_is(doc, from - 1, "both"));
  if (near && c->plural && c->prep < 0 && !c->time && doc->tokens.items[c->head].mention < 0 &&
      doc->tokens.items[c->head].pos & KG__NOUN &&
      (is_text(doc, s, end + 1, ",") || is_text(doc, s, end + 1, ".")))
    doc->chunks.items[first].apposition = (int32_t)k;
}

// "called X", ", dubbed X", "known as X": the token where the name begins, or 0.
static uint32_t
name_given(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const GIVEN[] = {"named", "called", "dubbed", "codenamed", "nicknamed"};
  t += is_text(doc, s, t, ",");
  for (size_t i = 0; i < sizeof GIVEN / sizeof *GIVEN; i++) {
    if (kg__token_says(doc, t, GIVEN[i]))
      return t + 1;
  }
  bool known = kg__token_says(doc, t, "known") || kg__token_says(doc, t, "designated");
  return known && kg__token_says(doc, t + 1, "as") ? t + 2 : 0;
}

// "In X, our largest exercise, soldiers ...": of the class of the name, between commas.
static bool
same_kind_behind(const kg__document *doc, const kg__sentence *s, uint32_t i)
{
  const kg__chunk *a = &doc->chunks.items[i], *b = a + 1;
  int32_t m = doc->tokens.items[a->head].mention;
  if (i + 1 >= doc->chunk_end || m < 0 || b->first != a->last + 2 || !is_text(doc, s, a->last + 1, ",") ||
      !is_text(doc, s, b->last + 1, ",") || doc->tokens.items[b->head].mention >= 0 ||
      doc->tokens.items[b->head].head_class == KG__NO_CLASS || b->plural)
    return false;
  return doc->entities.items[doc->mentions.items[m].entity].cls == doc->tokens.items[b->head].head_class &&
         apposes(doc, a, b);
}

// "X - a friend of Y - objected": a name, and between dashes what it is.
static bool
between_dashes(const kg__document *doc, const kg__sentence *s, uint32_t i)
{
  const kg__chunk *a = &doc->chunks.items[i], *b = a + 1;
  if (i + 1 >= doc->chunk_end || !kg__is_dash(doc, s, a->last + 1) || b->first != a->last + 2 ||
      !apposes(doc, a, b) || doc->tokens.items[a->head].mention < 0 ||
      !(doc->tokens.items[b->head].pos & KG__NOUN))
    return false;
  for (uint32_t t = b->last + 1; t < s->end && doc->tokens.items[t].verb < 0; t++) {
    if (kg__is_dash(doc, s, t))
      return true;
  }
  return false;
}

// "X - a member of Y and an ally of Z - left": behind a dash, with an article.
static bool
set_off(const kg__document *doc, const kg__sentence *s, const kg__chunk *c, uint32_t k)
{
  const kg__chunk *b = &doc->chunks.items[k];
  bool article = kg__token_is(doc, b->first, "a") || kg__token_is(doc, b->first, "an") ||
                 kg__token_is(doc, b->first, "the");
  return kg__is_dash(doc, s, c->last + 1) && b->first == c->last + 2 && article &&
         doc->tokens.items[c->head].mention >= 0 && apposes(doc, c, b);
}

// "X, the minister", "an exercise called X", and behind the last of a list: "the agency and its head, X".
void
kg__apposition_find(kg__document *doc, const kg__sentence *s, uint32_t i)
{
  kg__chunk *c = &doc->chunks.items[i];
  uint32_t k = i + 1;
  if (k < doc->chunk_end && doc->chunks.items[k].first == name_given(doc, s, c->last + 1) &&
      doc->tokens.items[doc->chunks.items[k].head].mention >= 0 && doc->tokens.items[c->head].mention < 0)
    c->apposition = (int32_t)k;
  else if (between_dashes(doc, s, i))
    c->apposition = (int32_t)i + 1;
  else if (is_text(doc, s, c->last + 1, ",") && kg__joint_past(doc, s, i, &k) && k < doc->chunk_end &&
           apposes(doc, c, &doc->chunks.items[k]))
    c->apposition = (int32_t)k;
  else if (same_kind_behind(doc, s, i))
    c->apposition = (int32_t)i + 1;
  else if (kg__chunk_following(doc, i) < doc->chunk_end && set_off(doc, s, c, kg__chunk_following(doc, i)))
    c->apposition = (int32_t)kg__chunk_following(doc, i);
}

// "the minister, X": the tree says that the name is the minister's.
bool
kg__apposition_names(const kg__document *doc, uint32_t i, uint32_t k)
{
  const kg__chunk *a = &doc->chunks.items[i], *b = &doc->chunks.items[k];
  const kg__token *root = &doc->tokens.items[b->root];
  return root->relation == KG__REL_APPOS && root->head == (int32_t)a->root &&
         doc->tokens.items[a->head].mention < 0 && apposes(doc, a, b);
}

// "the A of X, Y, and the B of Z": Y is the A, and not listed with X.
bool
kg__apposition_holds_office(const kg__document *doc, const kg__sentence *s, uint32_t k)
{
  for (uint32_t i = doc->chunk0; i < k; i++) {
    if (doc->chunks.items[i].apposition == (int32_t)k && kg__holder_behind(doc, s, i, k))
      return true;
  }
  return false;
}
