// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What the plain words beside an unknown name say that it is.

#include "loaders/shapes.h"

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
    if (k->head_class != KG__NO_CLASS && !more) {
      *noun = t;
      return k->head_class;
    }
    if (kg__token_word(sh->doc, t)->is & KG__WORD_COMMON &&
        !(kg__token_word(sh->doc, t)->pos & KG__ADJECTIVE))
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

// The class that a plain noun right before the name gives it: "the frigate X", "the port of X", "arms maker
// X".
int
kg__told_before(const shaper *sh, uint32_t first)
{
  if (first == sh->s->first)
    return -1;
  uint32_t t = first - 1;
  if (kg__token_is(sh->doc, t, "of") && t > sh->s->first)
    t--;
  if (kg__token_is(sh->doc, t, "including") && t > sh->s->first)
    t--; // "ports including X"
  else if (kg__token_is(sh->doc, t, "as") && t > sh->s->first + 1 && kg__token_is(sh->doc, t - 1, "such"))
    t -= 2;
  if (t + 1 < first && !kg__token_is(sh->doc, first - 1, "of"))
    return named_example(sh, t) ? token(sh, t)->head_class : -1;
  const kg__token *k = token(sh, t);
  bool place = k->head_class == sh->place;
  if (k->flags & KG__T_CAPITAL || k->head_class == KG__NO_CLASS || (t + 1 < first && !place) ||
      kg__token_word(sh->doc, t)->pos & KG__ANY_VERB)
    return -1;
  return k->head_class;
}

// What an apposition says it is: "the X, a freighter that ...", "X, the parent firm of ...".
int
kg__told_apart(const shaper *sh, uint32_t last)
{
  static const char *const ARTICLES[] = {"a", "an", "the", "its", "their", "another", "one", NULL};
  int cls = -1;
  if (last + 3 >= sh->s->end || !kg_str_equal(kg__token_text(sh->doc, last + 1), KG_STR(",")) ||
      !in_list(sh->doc, last + 2, ARTICLES))
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
