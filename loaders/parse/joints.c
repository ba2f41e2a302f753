// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What stands between two phrases: a comma, a conjunction, a word for examples, or what joins nothing.

#include "loaders/parse/lists.h"

// "in these areas: X; Y; and Z"
static bool
parts_items(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (!is_text(doc, s, t, ";") || t + 1 >= s->end)
    return false;
  bool item = doc->tokens.items[t + 1].flags & KG__T_ITEM;
  for (uint32_t k = s->first; k < t && !item; k++)
    item = is_text(doc, s, k, ":");
  return item;
}

bool
kg__is_common_plural(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return pos_at(doc, s, t) & KG__NOUN && kg__token_word(doc, t)->is & KG__WORD_PLURAL &&
         doc->tokens.items[t].mention < 0;
}

bool
kg__is_dash(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return is_text(doc, s, t, "\xE2\x80\x93") || is_text(doc, s, t, "\xE2\x80\x94") ||
         is_text(doc, s, t, "--") ||
         (is_text(doc, s, t, "-") && !(doc->tokens.items[t].flags & KG__T_JOINED));
}

// "its neighbours - X, Y, and Z - agreed": nothing but names, several of them, from one dash to the next or
// to the end.
bool
kg__names_between_dashes(const kg__document *doc, const kg__sentence *s, uint32_t dash)
{
  if (!kg__is_dash(doc, s, dash))
    return false;
  int32_t last = -1;
  uint32_t names = 0, t = dash + 1;
  for (; t < s->end && !kg__is_dash(doc, s, t) && !is_text(doc, s, t, "."); t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m < 0 && pos_at(doc, s, t) & (KG__VERB | KG__AUXILIARY | KG__NOUN | KG__RELATIVE | KG__SUBORDINATOR))
      return false;
    names += m >= 0 && m != last;
    last = m;
  }
  return names > 1;
}

// "a deal on A with X, Y and Z": two names of one class, and nothing else.
bool
kg__named_alike(const kg__document *doc, uint32_t i, uint32_t k)
{
  int32_t a = doc->tokens.items[doc->chunks.items[i].head].mention,
          b = doc->tokens.items[doc->chunks.items[k].head].mention;
  int32_t prep = doc->chunks.items[i].prep;
  if (prep >= 0 && kg__token_is(doc, (uint32_t)prep, "of")) // "leaders of X, Y and Z"
    return false;
  return a >= 0 && b >= 0 && doc->mentions.items[a].kind != KG__DESCRIBED &&
         doc->mentions.items[b].kind != KG__DESCRIBED &&
         kg__class_of(doc, doc->mentions.items[a].entity) == kg__class_of(doc, doc->mentions.items[b].entity);
}

// "X, along with Y, left"
static bool
goes_along(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t a = t >= s->first + 2 ? doc->tokens.items[t - 2].chunk : -1,
          b = t + 2 < s->end ? doc->tokens.items[t + 2].chunk : -1;
  return a >= 0 && b >= 0 && kg__named_alike(doc, (uint32_t)a, (uint32_t)b) &&
         (kg__token_is(doc, t, "along") || kg__token_is(doc, t, "together")) && t > s->first &&
         is_text(doc, s, t - 1, ",") && kg__token_is(doc, t + 1, "with");
}

// What stands between two chunks.
kg__joint
kg__joint_between(const kg__document *doc, const kg__sentence *s, uint32_t from, uint32_t to)
{
  kg__joint j = KG__JOINT_NONE;
  for (uint32_t t = from; t < to; t++) {
    const kg__word *w = kg__token_word(doc, t);
    uint32_t pos = pos_at(doc, s, t);
    if (is_text(doc, s, t, ",") || is_text(doc, s, t, "(") || is_text(doc, s, t, ")") || quote_mark(doc, t) ||
        parts_items(doc, s, t))
      j = j ? j : KG__JOINT_COMMA;
    else if (t == from && kg__is_common_plural(doc, s, t - 1) &&
             (is_text(doc, s, t, ":") || kg__names_between_dashes(doc, s, t)))
      j = KG__JOINT_EXAMPLES;
    else if (t + 2 == to && goes_along(doc, s, t)) {
      j = KG__JOINT_EXAMPLES;
      t++;
    } else if (kg__token_is(doc, t, "and") || kg__token_is(doc, t, "or") || kg__token_is(doc, t, "nor") ||
               is_text(doc, s, t, "&") || kg__token_is(doc, t, "but"))
      j = KG__JOINT_AND;
    else if (w->is & KG__WORD_LISTS || kg__token_is(doc, t, "such"))
      j = KG__JOINT_EXAMPLES;
    else if (kg__token_says(doc, t, "above") && kg__token_says(doc, t + 1, "all") && t > from) {
      j = KG__JOINT_EXAMPLES;
      t++;
    } else if (kg__token_is(doc, t, "as") && t + 1 < to && kg__token_is(doc, t + 1, "well"))
      continue;
    else if (kg__token_is(doc, t, "as") && t > from &&
             (kg__token_is(doc, t - 1, "such") || kg__token_is(doc, t - 1, "well")))
      j = j == KG__JOINT_EXAMPLES ? j : KG__JOINT_AND;
    else if (kg__token_is(doc, t, "well") || pos & KG__ADVERB || kg__token_is(doc, t, "both") ||
             is_text(doc, s, t, "\xE2\x80\x94"))
      continue;
    else
      return KG__JOINT_NONE;
  }
  return j;
}
