// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Runs of capitalised words without a head noun: bands by their first word, what a title or the plain words
// beside them say, places behind a preposition of place; two to four words else are taken for a person.

#include "loaders/names/shapes.h"

static bool
saying_near(const shaper *sh, uint32_t first, uint32_t last)
{
  uint32_t words[2] = {first > sh->s->first ? first - 1 : first, last + 1 < sh->s->end ? last + 1 : last};
  for (size_t i = 0; i < 2; i++) {
    const kg__word *w = kg__token_word(sh->doc, words[i]);
    if (w->verb && !(w->pos & KG__NOUN) &&
        kg__word_at(&sh->doc->ontology->words, w->verb)->is & KG__WORD_SAYING)
      return true;
  }
  return false;
}

static size_t
plain_words(const shaper *sh, uint32_t first, uint32_t last)
{
  size_t n = 0;
  for (uint32_t t = first; t <= last; t++)
    n += !(token(sh, t)->flags & KG__T_JOINED);
  return n;
}

// "the X", "our X" is nobody.
static bool
determined(const shaper *sh, uint32_t first)
{
  static const char *const WORDS[] = {"the", "a",     "an",    "this", "our", "my",  "your",
                                      "his", "their", "every", "each", "no",  "any", NULL};
  return first > sh->s->first && kg__token_is_any(sh->doc, first - 1, WORDS);
}

// "X, which ..." is nobody.
static bool
which_behind(const shaper *sh, uint32_t last)
{
  uint32_t t = last + 1;
  if (t < sh->s->end && kg_str_equal(kg__token_text(sh->doc, t), KG_STR(",")))
    t++;
  return t < sh->s->end && kg__token_is(sh->doc, t, "which");
}

// "in X": a place; two to four words that nothing else explains, or one that speaks: a person.
static kg_status
shape_place_or_person(shaper *sh, uint32_t first, uint32_t last, size_t n)
{
  bool called = n > 1 && kg__given_name(sh, first), speaks = saying_near(sh, first, last);
  if (kg__told_place(sh, first) && !called && !kg__sense_adjective(sh, first, last) &&
      !(n == 1 && kg__sense_common(sh, last)) && !(n > 1 && kg__token_is(sh->doc, first - 1, "from")) &&
      !(token(sh, first)->flags & KG__T_SHOUT))
    return kg__shape_offer(sh, first, last, sh->place, 2);
  if (determined(sh, first) || which_behind(sh, last) ||
      (n == 1 && first == sh->s->first && kg__sense_listed(sh, last)))
    return KG_OK;
  bool prize = n > 2 && kg__sense_common(sh, last); // "Grace Day", but not "Grace Day Award"
  bool surely = (kg__given_name(sh, first) && !kg__sense_everyday(sh, first) && !prize) || speaks;
  bool person = speaks || (n >= 2 && n <= 4 && (surely || !kg__sense_listed(sh, last)));
  return person && !(token(sh, first)->flags & KG__T_SHOUT) ? kg__shape_offer(sh, first, last, sh->person, 2)
                                                            : KG_OK;
}

// What the plain words beside the run say that it is.
static kg_status
shape_told(shaper *sh, uint32_t first, uint32_t last, size_t n)
{
  uint32_t noun = 0;
  int before = kg__told_before(sh, first), told = kg__told_apart(sh, last),
      behind = kg__told_behind(sh, last, &noun),
      listed = kg__given_name(sh, first) ? -1 : kg__told_in_list(sh, first, last);
  bool plain = kg__sense_ordinary(sh, first, last), named = kg__known_within(sh, first, last),
       called = n > 1 && kg__given_name(sh, first), kind = kg__sense_adjective(sh, first, last);
  if (kg__told_by_noun(sh, before) && (n > 1 || !plain))
    return kg__shape_offer(sh, first, last, before, 3);
  if (kg__told_by_noun(sh, told) && !called && !named && !kg__sense_ordinary(sh, first, first))
    return kg__shape_offer(sh, first, last, told, 3);
  if (kg__told_by_noun(sh, behind) && !named && !plain && !kind)
    return kg__shape_offer(sh, first, last, behind, 2);
  if (kg__told_by_noun(sh, listed) && !named && !kind && (n > 1 || !plain))
    return kg__shape_offer(sh, first, last, listed, 2);
  return named || plain ? KG_OK : shape_place_or_person(sh, first, last, n);
}

kg_status
kg__shape_plain(shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const CAUSE[] = {"liberation", NULL};
  static const char *const BANDS[] = {
      "ansar",  "jaysh",  "jaish",    "lashkar",  "harakat",    "jabhat",  "liwa",    "katibat", "kata'ib",
      "katiba", "jamaat", "jama'at",  "hizb",     "hezb",       "saraya",  "hayat",   "ahrar",   "jund",
      "faylaq", "frente", "ejército", "ejercito", "movimiento", "partido", "comando", NULL};
  size_t n = plain_words(sh, first, last);
  bool band = n > 1 && kg__token_is_any(sh->doc, first, BANDS) && !kg__known_inside(sh, first, last),
       cause = n > 2 && kg__span_has(sh->doc, first + 1, last, CAUSE) && !kg__actor_inside(sh, first, last);
  if (band || cause)
    return kg__shape_offer(sh, first, last, kg__class_find(sh->doc->ontology, KG_STR("NonStateActor")), 4);
  bool letter = token(sh, first)->end - token(sh, first)->start == 1 || kg__span_initial(sh, first);
  if (first == last && (letter || kg__title_rank(sh, first)))
    return KG_OK;
  if ((kg__title_before(sh, first) || kg__title_apart(sh, first, last)) &&
      !kg__sense_ordinary(sh, first, last))
    return kg__shape_offer(sh, first, last, sh->person, 4);
  return shape_told(sh, first, last, n);
}
