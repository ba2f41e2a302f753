// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What else a capitalised word may mean, by the tables and the dictionary: words of every day name nobody.

#include "loaders/names/shapes.h"

// Whether a word of the run is of the tables: "Foreign Affairs" is no person, nor is "Day"; but "Grace Day"
// is.
bool
kg__sense_ordinary(const shaper *sh, uint32_t first, uint32_t last)
{
  bool given = first < last && kg__given_name(sh, first);
  for (uint32_t t = first + given; t <= last; t++) {
    const kg__word *w = kg__token_word(sh->doc, t);
    uint32_t other = given ? KG__NUMBER : KG__NOUN | KG__ADJECTIVE | KG__NUMBER | KG__ADVERB;
    if (w->pos & other || token(sh, t)->flags & KG__T_DIGIT)
      return true;
  }
  return false;
}

enum { LOCATIONS = 16, LANDSCAPE = 18, PERSONS = 19 }; // of WordNet's files, from 1

// "Shi'ite", "Salafist"
static bool
ends_like_one(kg_str text)
{
  static const char *const ENDINGS[] = {"ist", "ite", "ish", "ese", NULL};
  for (size_t i = 0; ENDINGS[i]; i++) {
    if (text.len > 5 && kg_str_ends(text, kg_str_of(ENDINGS[i])))
      return true;
  }
  return false;
}

// "African", "Sub-Saharan", "Turkic": words that only say of which kind something is.
bool
kg__sense_adjective(const shaper *sh, uint32_t first, uint32_t last)
{
  kg__syntax_word w;
  if (!sh->doc->model || first < last)
    return false;
  kg__syntax_look(sh->doc->model, kg__token_text(sh->doc, last), &w);
  if (!w.word.can)
    return ends_like_one(kg__token_text(sh->doc, last));
  return w.word.can & KG__CAN_ADJECTIVE && w.word.noun != LOCATIONS;
}

// Whether the dictionary has the last word, and not as somebody's name: "Steel Dome".
bool
kg__sense_listed(const shaper *sh, uint32_t last)
{
  kg__syntax_word w;
  if (!sh->doc->model || token(sh, last)->flags & KG__T_JOINED ||
      token(sh, last)->end - token(sh, last)->start < 4)
    return false;
  kg__syntax_look(sh->doc->model, kg__token_text(sh->doc, last), &w);
  return w.word.can & (KG__CAN_NOUN | KG__CAN_ADJECTIVE | KG__CAN_PLURAL) && w.word.noun != PERSONS &&
         w.word.noun != LOCATIONS;
}

// "Men", "Islam": in the dictionary, and there neither of land nor of people.
bool
kg__sense_common(const shaper *sh, uint32_t t)
{
  kg__syntax_word w;
  if (!kg__sense_listed(sh, t))
    return false;
  kg__syntax_look(sh->doc->model, kg__token_text(sh->doc, t), &w);
  return w.word.noun != LANDSCAPE;
}

// "Grace", "Mark": first names that are words of every day; others the dictionary has in senses that nobody
// means.
bool
kg__sense_everyday(const shaper *sh, uint32_t first)
{
  static const char *const WORDS[] = {
      "amber", "angel", "april", "art",      "august", "basil",  "bill",   "chase",  "christian", "crystal",
      "daisy", "dawn",  "dean",  "earl",     "faith",  "frank",  "gene",   "grace",  "guy",       "herb",
      "hope",  "iris",  "ivy",   "jack",     "jade",   "joy",    "june",   "lance",  "lily",      "mark",
      "max",   "may",   "miles", "olive",    "pat",    "pearl",  "ray",    "rich",   "rob",       "rose",
      "ruby",  "sandy", "sky",   "sterling", "sue",    "summer", "victor", "violet", "will",      NULL};
  for (const char *const *w = WORDS; *w; w++) {
    if (kg__token_says(sh->doc, first, *w))
      return true;
  }
  return false;
}
