// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the files that find phrases ask of a word; none behind the end of its sentence is anything. */
#ifndef KG_LOADERS_PHRASES_H
#define KG_LOADERS_PHRASES_H

#include "loaders/stages.h"

static inline uint32_t
pos_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return t < s->end ? doc->tokens.items[t].pos : KG__PUNCTUATION;
}

static inline bool
quote_mark(const kg__document *doc, uint32_t t)
{
  kg_str text = kg__token_text(doc, t);
  return kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR("\xE2\x80\x9C")) ||
         kg_str_equal(text, KG_STR("\xE2\x80\x9D"));
}

static inline bool
is_text(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text)
{
  return t < s->end && kg_str_equal(kg__token_text(doc, t), kg_str_of(text));
}

#endif
