// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Tokens into sentences: full stops end them unless they are those of abbreviations, empty lines and items of
// lists begin new ones, and a dateline is one of its own.

#include "loaders/names/segment.h"

#include "kg/base/vec.h"
#include "loaders/names/tokens.h"
#include "loaders/stages.h"

#include <string.h>

static bool
token_is_one_of(kg_str text, const char *const *list)
{
  for (; *list; list++) {
    if (kg_str_equal(text, kg_str_of(*list)))
      return true;
  }
  return false;
}

// Words whose full stop does not end a sentence.
static bool
takes_a_stop(kg_str text)
{
  static const char *const LIST[] = {"Gen", "Adm",    "Col", "Lt",   "Maj",  "Capt", "Sgt", "Brig", "Cmdr",
                                     "Mr",  "Mrs",    "Ms",  "Dr",   "Prof", "Sen",  "Rep", "Gov",  "St",
                                     "No",  "Nos",    "vs",  "Rear", "Vice", "Jan",  "Feb", "Mar",  "Apr",
                                     "Jun", "Jul",    "Aug", "Sep",  "Sept", "Oct",  "Nov", "Dec",  "Fig",
                                     "cf",  "approx", "ca",  "Hon",  "Amb",  "Pres", NULL};
  return token_is_one_of(text, LIST);
}

static bool
text_at(kg_str text, size_t at, const char *z)
{
  size_t n = strlen(z);
  return at + n <= text.len && !memcmp(text.ptr + at, z, n);
}

// Whether what stands at `at` (white space skipped) can begin a sentence.
static bool
begins_sentence(kg_str text, size_t at)
{
  uint32_t flags = 0;
  size_t i = kg__space_skip(text, at, &flags);
  if (i >= text.len || flags & KG__T_BLANK)
    return true;
  if (i == at)
    return false;
  while (i < text.len && (text.ptr[i] == '"' || text.ptr[i] == '(' || text.ptr[i] == '\''))
    i++;
  if (text_at(text, i, "\xE2\x80\x9C") || text_at(text, i, "\xE2\x80\x98"))
    i += 3;
  if (i >= text.len)
    return true;
  return !kg__letter_small_at(text, i);
}

static bool
closes(kg_str text)
{
  return kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR(")")) ||
         kg_str_equal(text, KG_STR("\xE2\x80\x9D")) || kg_str_equal(text, KG_STR("\xE2\x80\x99")) ||
         kg_str_equal(text, KG_STR("'")) || kg_str_equal(text, KG_STR("]"));
}

static bool
ends_with_stop(kg_str text)
{
  return text.len && strchr(".!?", text.ptr[0]);
}

// Whether the sentence ends behind token `i`.
static bool
ends_sentence(const kg__document *doc, size_t i)
{
  const kg__token *t = &doc->tokens.items[i];
  kg_str text = kg__token_text(doc, (uint32_t)i);
  if (t->flags & KG__T_ABBREVIATION)
    return i + 1 < doc->tokens.n && t->end - t->start > 4 && begins_sentence(doc->text, t->end) &&
           doc->tokens.items[i + 1].flags & KG__T_LINE;
  if (!(t->flags & KG__T_PUNCT))
    return false;
  if (ends_with_stop(text)) {
    if (i && text.ptr[0] == '.' && takes_a_stop(kg__token_text(doc, (uint32_t)i - 1)) &&
        !(i + 1 < doc->tokens.n && doc->tokens.items[i + 1].flags & KG__T_LINE))
      return false;
    return begins_sentence(doc->text, t->end);
  }
  return closes(text) && i && ends_with_stop(kg__token_text(doc, (uint32_t)i - 1)) &&
         begins_sentence(doc->text, t->end);
}

// "in these areas: a) X; b) Y; and c) Z.", but not "agreed to: - do X; - do Y": those are clauses.
static bool
goes_on(const kg__document *doc, size_t first, size_t i)
{
  size_t last = i - 1;
  bool list = false;
  if (kg__token_says(doc, (uint32_t)last, "and") && last > first)
    last--;
  kg_str before = kg__token_text(doc, (uint32_t)last);
  if (!(doc->tokens.items[i].flags & KG__T_ITEM) || doc->tokens.items[i].flags & KG__T_CAPITAL ||
      before.len != 1)
    return false;
  if (before.ptr[0] == ':')
    return last > first && !kg__token_says(doc, (uint32_t)last - 1, "to");
  for (size_t t = first + 1; t < i && !list; t++)
    list = doc->tokens.items[t].flags & KG__T_ITEM;
  return list && strchr(";,", before.ptr[0]);
}

// A line break ends a paragraph if the line is empty, or the one before looks finished or like a heading.
static bool
breaks_before(const kg__document *doc, size_t first, size_t i)
{
  const kg__token *t = &doc->tokens.items[i];
  if (i > first && goes_on(doc, first, i))
    return false;
  if (t->flags & (KG__T_BLANK | KG__T_ITEM) || !i)
    return true;
  if (!(t->flags & KG__T_LINE))
    return false;
  kg_str before = kg__token_text(doc, (uint32_t)i - 1);
  return ends_with_stop(before) || closes(before) || t->flags & KG__T_PUNCT;
}

static kg_status
close_sentence(kg__document *doc, uint32_t first, uint32_t end)
{
  if (first == end)
    return KG_OK;
  KG_TRY(kg__vec_add(&doc->sentences));
  bool stopped = false;
  for (uint32_t t = end; t > first && !stopped && t > end - 3 && t > 0; t--)
    stopped = ends_with_stop(kg__token_text(doc, t - 1));
  kg_str text = kg__token_text(doc, end - 1);
  stopped |= doc->tokens.items[first].flags & KG__T_ITEM && text.len == 1 && strchr(";,", text.ptr[0]);
  doc->sentences.items[doc->sentences.n - 1] =
      (kg__sentence){first, end, !stopped && end - first < 25, false, false};
  return KG_OK;
}

static kg_status
cut_tokens(kg__document *doc)
{
  kg__cut_token cut = {0};
  for (;;) {
    uint32_t item = 0;
    cut.end = kg__marker_skip(doc->text, cut.end, &item);
    if (!kg__cut_next(doc->text, &cut))
      return KG_OK;
    cut.flags |= item;
    KG_TRY(kg__vec_add(&doc->tokens));
    kg_buf_clear(&doc->scratch);
    KG_TRY(kg__fold((kg_str){doc->text.ptr + cut.start, cut.end - cut.start}, &doc->scratch));
    doc->tokens.items[doc->tokens.n - 1] =
        (kg__token){.start = (uint32_t)cut.start,
                    .end = (uint32_t)cut.end,
                    .flags = cut.flags,
                    .word = kg__words_find(&doc->ontology->words, kg_buf_str(&doc->scratch)),
                    .mention = -1,
                    .chunk = -1,
                    .verb = -1,
                    .head_class = KG__NO_CLASS};
  }
}

kg_status
kg__document_segment(kg__document *doc)
{
  if (doc->text.len > UINT32_MAX / 2)
    return KG_ERR_LIMIT;
  KG_TRY(cut_tokens(doc));
  uint32_t first = 0;
  for (uint32_t i = 0; i < doc->tokens.n; i++) {
    if (i > first && breaks_before(doc, first, i)) {
      KG_TRY(close_sentence(doc, first, i));
      first = i;
    }
    bool opens = i == first && (!i || doc->tokens.items[i].flags & (KG__T_BLANK | KG__T_LINE));
    uint32_t behind = opens ? (uint32_t)kg__dateline_end(doc, i) : i;
    if (behind > i) {
      KG_TRY(close_sentence(doc, i, behind));
      doc->sentences.items[doc->sentences.n - 1].dateline = true;
      first = behind;
      i = behind - 1;
      continue;
    }
    if (!ends_sentence(doc, i))
      continue;
    if (i + 1 < doc->tokens.n && closes(kg__token_text(doc, i + 1)) &&
        !(doc->tokens.items[i + 1].flags & KG__T_SPACE))
      continue;
    KG_TRY(close_sentence(doc, first, i + 1));
    first = i + 1;
  }
  return close_sentence(doc, first, (uint32_t)doc->tokens.n);
}
