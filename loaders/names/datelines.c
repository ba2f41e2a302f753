// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "LONDON, May 3, 2024 (Agency) - ...": where and when a report was sent stands before its first sentence and
// is no part of it. It begins a paragraph, has no more than places, a date and who sent it, and ends in a
// dash; a place written small says nothing without one of the others.

#include "loaders/stages.h"

enum { LONGEST_LINE = 20, LONGEST_PLACE = 6 };

static bool
is(const kg__document *doc, size_t t, const char *text)
{
  return kg_str_equal(kg__token_text(doc, (uint32_t)t), kg_str_of(text));
}

static bool
is_dash(const kg__document *doc, size_t t)
{
  return (is(doc, t, "-") || is(doc, t, "--") || is(doc, t, "\xE2\x80\x93") || is(doc, t, "\xE2\x80\x94")) &&
         !(doc->tokens.items[t].flags & KG__T_JOINED);
}

static bool
is_month(const kg__document *doc, size_t t)
{
  return kg__token_word(doc, (uint32_t)t)->is & KG__WORD_MONTH;
}

// Behind the bracket that opens at `t`, or `t` if none does or it does not close in time.
static size_t
past_bracket(const kg__document *doc, size_t t, size_t end)
{
  if (!is(doc, t, "("))
    return t;
  for (size_t k = t + 1; k < end; k++) {
    if (is(doc, k, ")"))
      return k + 1;
  }
  return t;
}

size_t
kg__dateline_end(const kg__document *doc, size_t first)
{
  size_t end = first + LONGEST_LINE < doc->tokens.n ? first + LONGEST_LINE : doc->tokens.n, words = 0;
  bool told = doc->tokens.items[first].flags & KG__T_SHOUT;
  if (!(doc->tokens.items[first].flags & KG__T_CAPITAL) || is_month(doc, first))
    return first;
  for (size_t t = first; t + 1 < end;) {
    const kg__token *k = &doc->tokens.items[t];
    size_t behind = past_bracket(doc, t, end);
    if (t > first && is_dash(doc, t))
      return told && k[1].flags & KG__T_SPACE ? t + 1 : first;
    if (behind > t) {
      told = true;
      t = behind;
      continue;
    }
    bool number = k->flags & KG__T_DIGIT, small = is(doc, t, ",") || is(doc, t, ".") || is(doc, t, "/");
    bool joined = k->flags & KG__T_JOINED;
    words += !number && !small;
    if (!(k->flags & KG__T_CAPITAL || number || small || joined) || words > LONGEST_PLACE)
      return first;
    told |= number;
    t++;
  }
  return first;
}
