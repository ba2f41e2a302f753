// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What the plain words beside an unknown name say that it is.

#include "loaders/names/shapes.h"

// The class that a plain noun right behind the name gives it: "Typhon launchers".
int
kg__told_behind(const shaper *sh, uint32_t last, uint32_t *noun)
{
  for (uint32_t t = last + 1; t < sh->s->end && t <= last + 3; t++) {
    const kg__token *k = token(sh, t);
    if (k->flags & (KG__T_PUNCT | KG__T_CAPITAL) || !(k->flags & KG__T_SPACE || k->flags & KG__T_JOINED))
      return -1;
    bool more = t + 1 < sh->s->end && token(sh, t + 1)->head_class != KG__NO_CLASS &&
                token(sh, t + 1)->head_words > 1;
    if (k->head_words == 1 && kg__token_is(sh->doc, t, "regime"))
      return -1; // somebody's rule
    if (k->head_class != KG__NO_CLASS && !more) {
      *noun = t;
      if (kg__token_is(sh->doc, t, "fighters") && !(token(sh, last)->flags & KG__T_DIGIT))
        return kg__class_find(sh->doc->ontology, KG_STR("NonStateActor")); // rather men than aircraft
      return k->head_class;
    }
    const kg__word *w = kg__token_word(sh->doc, t);
    if ((w->is & KG__WORD_COMMON || w->pos & KG__ANY_VERB) && !(w->pos & (KG__ADJECTIVE | KG__NOUN)))
      return -1;
  }
  return -1;
}

// Classes whose unknown members are called by a name and a common noun behind it.
bool
kg__told_by_noun(const shaper *sh, int cls)
{
  static const char *const CLASSES[] = {"MilitaryAsset", "Exercise",      "Place",     "Region", "Agreement",
                                        "Company",       "NonStateActor", "Operation", NULL};
  for (size_t i = 0; cls >= 0 && CLASSES[i]; i++) {
    if (kg_str_equal(sh->doc->ontology->classes.items[cls].name, kg_str_of(CLASSES[i])))
      return true;
  }
  return false;
}

// Whether a plural noun tells what its examples are.
static bool
named_example(const shaper *sh, uint32_t t)
{
  const kg__token *k = token(sh, t);
  return k->head_class != KG__NO_CLASS && !(k->flags & KG__T_CAPITAL) &&
         kg__token_word(sh->doc, t)->is & KG__WORD_PLURAL;
}

// "soldiers begin exercise X": who exercises it is no soldier.
static bool
exercise_before_name(const shaper *sh, uint32_t t)
{
  uint32_t before = t > sh->s->first ? kg__token_word(sh->doc, t - 1)->pos : 0;
  return kg__token_is(sh->doc, t, "exercise") &&
         !(before & (KG__TO | KG__MODAL | KG__DO | KG__PRONOUN | KG__RELATIVE)) && t + 1 < sh->s->end &&
         token(sh, t + 1)->flags & KG__T_CAPITAL;
}

// Whether a word that may also be a verb is a noun here, by what stands before it: "the research ship X".
static bool
used_as_noun(const shaper *sh, uint32_t t)
{
  if (exercise_before_name(sh, t))
    return true;
  if (!(kg__token_word(sh->doc, t)->pos & KG__ANY_VERB) || token(sh, t)->head_words > 1)
    return true;
  return t > sh->s->first && kg__token_word(sh->doc, t - 1)->pos &
                                 (KG__DETERMINER | KG__ADJECTIVE | KG__POSSESSIVE | KG__GENITIVE);
}

static int
class_of_noun(const shaper *sh, uint32_t t)
{
  const kg__token *k = token(sh, t);
  return k->head_class == KG__NO_CLASS || k->flags & KG__T_CAPITAL || !used_as_noun(sh, t) ? -1
                                                                                           : k->head_class;
}

// "a tanker, the X, ...": the phrase before the comma is of one thing and has no name.
static int
class_before_comma(const shaper *sh, uint32_t first)
{
  uint32_t t = first - kg__token_is(sh->doc, first - 1, "the");
  if (t < sh->s->first + 3 || !kg_str_equal(kg__token_text(sh->doc, t - 1), KG_STR(",")))
    return -1;
  int cls = class_of_noun(sh, t - 2);
  for (uint32_t a = t - 2; cls >= 0 && a > sh->s->first && a + 8 > t; a--) {
    if (kg__token_is(sh->doc, a - 1, "a") || kg__token_is(sh->doc, a - 1, "an"))
      return cls;
  }
  return -1;
}

// "the frigate X", "a frigate named X", "the port of X", "ports including X", "a tanker, the X".
int
kg__told_before(const shaper *sh, uint32_t first)
{
  if (first == sh->s->first)
    return -1;
  uint32_t t = first - 1;
  if (kg__token_is(sh->doc, t, "of") && t > sh->s->first) {
    int of = class_of_noun(sh, t - 1);
    return of == sh->place || of == sh->region ? of : -1;
  }
  if (kg__token_is(sh->doc, t, "including") && t > sh->s->first)
    return named_example(sh, t - 1) ? token(sh, t - 1)->head_class : -1;
  if (kg__token_is(sh->doc, t, "as") && t > sh->s->first + 1 && kg__token_is(sh->doc, t - 1, "such"))
    return named_example(sh, t - 2) ? token(sh, t - 2)->head_class : -1;
  static const char *const NAMED[] = {"named", "called", "dubbed", "codenamed", NULL};
  if (kg__token_says_any(sh->doc, t, NAMED) && t > sh->s->first)
    return class_of_noun(sh, t - 1);
  int cls = class_of_noun(sh, t);
  return cls >= 0 ? cls : class_before_comma(sh, first);
}

// Where the list of names that goes on at `first` begins: "X, Y and Z".
static uint32_t
list_start(const shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const JOINTS[] = {"and", "or", NULL};
  bool joined = false;
  uint32_t start = first;
  if (last + 2 < sh->s->end && kg_str_equal(kg__token_text(sh->doc, last + 1), KG_STR(",")))
    joined = token(sh, last + 2)->flags & KG__T_CAPITAL || kg__token_is_any(sh->doc, last + 2, JOINTS);
  else if (last + 2 < sh->s->end)
    joined = kg__token_is_any(sh->doc, last + 1, JOINTS) && token(sh, last + 2)->flags & KG__T_CAPITAL;
  for (int items = 0; items < 6; items++) {
    uint32_t t = start;
    bool comma = false, joint = t > sh->s->first && kg__token_is_any(sh->doc, t - 1, JOINTS);
    t -= joint;
    if (t > sh->s->first && kg_str_equal(kg__token_text(sh->doc, t - 1), KG_STR(","))) {
      comma = true;
      t--;
    }
    if (!joint && !(comma && joined))
      break;
    joined = true;
    uint32_t end = t;
    while (t > sh->s->first && token(sh, t - 1)->flags & (KG__T_CAPITAL | KG__T_JOINED))
      t--;
    if (t == end)
      break;
    start = t;
  }
  return start;
}

// "in X", "north of X", "captured X".
bool
kg__told_place(const shaper *sh, uint32_t first)
{
  static const char *const PLACES[] = {"in",      "at",   "near",    "off", "around",
                                       "outside", "from", "through", "to",  NULL},
                           *const TAKES[] = {"captured",    "recaptured", "retook",    "besieged",
                                             "shelled",     "bombarded",  "overran",   "liberated",
                                             "encircled",   "occupied",   "entered",   "capturing",
                                             "recapturing", "shelling",   "besieging", NULL},
                           *const SIDES[] = {"north",     "south",     "east",      "west",      "northeast",
                                             "northwest", "southeast", "southwest", "outskirts", "suburb",
                                             "suburbs",   "vicinity",  "fall",      "siege",     "capture",
                                             "recapture", "shelling",  "residents", "coast",     NULL};
  if (first == sh->s->first)
    return false;
  if (first > sh->s->first + 1 && kg__token_is(sh->doc, first - 1, "of"))
    return kg__token_says_any(sh->doc, first - 2, SIDES);
  bool according = first > sh->s->first + 1 && kg__token_is(sh->doc, first - 2, "according");
  return kg__token_says_any(sh->doc, first - 1, TAKES) ||
         (!according && kg__token_is_any(sh->doc, first - 1, PLACES));
}

int
kg__told_in_list(const shaper *sh, uint32_t first, uint32_t last)
{
  uint32_t start = list_start(sh, first, last);
  if (start == first || start == sh->s->first)
    return -1;
  int cls = kg__told_before(sh, start);
  if (cls >= 0 && named_example(sh, start - 1))
    return cls;
  return kg__told_place(sh, start) && !kg__token_is(sh->doc, start - 1, "to") ? sh->place : -1;
}

// What an apposition says it is: "the X, a freighter that ...", "X, the parent firm of ...".
int
kg__told_apart(const shaper *sh, uint32_t last)
{
  static const char *const ARTICLES[] = {"a", "an", "the", "its", "their", "another", "one", NULL};
  int cls = -1;
  if (last + 3 >= sh->s->end || !kg_str_equal(kg__token_text(sh->doc, last + 1), KG_STR(",")) ||
      !kg__token_is_any(sh->doc, last + 2, ARTICLES))
    return -1;
  for (uint32_t t = last + 3; t < sh->s->end && t <= last + 8; t++) {
    const kg__token *k = token(sh, t);
    const kg__word *w = kg__token_word(sh->doc, t);
    if (k->flags & KG__T_PUNCT || (w->is & KG__WORD_COMMON && !(w->pos & (KG__NOUN | KG__ADJECTIVE))))
      break;
    if (k->head_class != KG__NO_CLASS)
      cls = k->head_class;
    else if (cls >= 0)
      break;
  }
  return cls;
}
