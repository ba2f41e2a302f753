// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Which verb a noun is made from, by its ending alone: the verb must be one that the tables know.

#include "loaders/tables/words.h"

#include <string.h>

enum { LONGEST = 32, SHORTEST = 3 };

// What a noun ends in, and what its verb may end in instead.
static const struct {
  const char *noun, *verbs[4];
} ENDINGS[] = {{"ification", {"ify"}},
               {"isation", {"ise", "ize"}},
               {"ization", {"ize", "ise"}},
               {"iption", {"ibe"}},
               {"uction", {"uct", "uce", "oy"}},
               {"ission", {"it"}},
               {"ession", {"ede", "ess"}},
               {"ation", {"ate", "e", ""}},
               {"ition", {"ish", "e", "it"}},
               {"sion", {"d", "de", "t"}},
               {"tion", {"t", "te"}},
               {"ssion", {"ss"}},
               {"ment", {""}},
               {"ance", {"", "e"}},
               {"ence", {"", "e"}},
               {"ure", {"e", ""}},
               {"al", {"", "e"}}};

static uint32_t
verb_of(const kg__words *words, kg_str stem, const char *ending)
{
  char text[LONGEST];
  size_t n = strlen(ending);
  if (stem.len < SHORTEST || stem.len + n >= sizeof text)
    return 0;
  memcpy(text, stem.ptr, stem.len);
  memcpy(text + stem.len, ending, n);
  const kg__word *w = kg__word_at(words, kg__words_find(words, (kg_str){text, stem.len + n}));
  return w->forms & KG__FORM_BASE ? w->verb : 0;
}

uint32_t
kg__words_deverbal(const kg__words *words, kg_str noun)
{
  const kg__word *own = kg__word_at(words, kg__words_find(words, noun));
  if (own->forms & KG__FORM_ING)
    return own->verb;
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    kg_str ending = kg_str_of(ENDINGS[i].noun);
    if (!kg_str_ends(noun, ending))
      continue;
    for (size_t k = 0; k < 4 && ENDINGS[i].verbs[k]; k++) {
      uint32_t verb = verb_of(words, (kg_str){noun.ptr, noun.len - ending.len}, ENDINGS[i].verbs[k]);
      if (verb)
        return verb;
    }
  }
  return 0;
}
