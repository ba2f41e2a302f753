// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A name that has other common meanings is taken for one only on grounds: the document names it, or what it
// is a part of, beyond doubt elsewhere, or a title, a class or a verb of saying beside it tells what it is.

#include "loaders/names/names.h"

bool
kg__place_before(const kg__document *doc, const kg__sentence *s, uint32_t first)
{
  static const char *const PLACES[] = {"in", "at", "near", "outside", "around", NULL};
  if (first == s->first)
    return false;
  for (size_t i = 0; PLACES[i]; i++) {
    if (kg__token_is(doc, first - 1, PLACES[i]))
      return !(first >= s->first + 2 && kg__token_word(doc, first - 2)->is & KG__WORD_SPOKES);
  }
  return false;
}

static bool
names_whole(const kg__document *doc, const kg__grounds *g, uint32_t whole)
{
  for (int steps = 0; whole && steps < 4; steps++) {
    if (g->named[whole - 1])
      return true;
    whole = doc->ontology->known.items[whole - 1].whole;
  }
  return false;
}

static bool
titled(const kg__document *doc, const kg__sentence *s, uint32_t first)
{
  int person = kg__class_find(doc->ontology, KG_STR("Person"));
  uint32_t t = first - (first > s->first + 1 && kg_str_equal(kg__token_text(doc, first - 1), KG_STR(".")));
  return t > s->first &&
         (doc->tokens.items[t - 1].head_class == person || kg__token_word(doc, t - 1)->is & KG__WORD_RANK);
}

static bool
said_by(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t last)
{
  uint32_t words[2] = {first > s->first ? first - 1 : first, last + 1 < s->end ? last + 1 : last};
  for (size_t i = 0; i < 2; i++) {
    uint32_t verb = kg__token_word(doc, words[i])->verb;
    if (verb && kg__word_at(&doc->ontology->words, verb)->is & KG__WORD_SAYING)
      return true;
  }
  return false;
}

static bool
noun_of_class(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t last, int cls)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    if ((t < first || t > last) && doc->tokens.items[t].head_class == cls)
      return true;
  }
  return false;
}

// "Jordan Peterson", "Gov. Brian Kemp of Georgia": no states.
static bool
may_be_state(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t last)
{
  static const char *const HEADS[] = {"governor",      "gov",      "senator",    "sen",   "mayor",
                                      "congressman",   "attorney", "republican", "judge", "rep",
                                      "congresswoman", "coast",    NULL};
  if (last + 1 < s->end && doc->tokens.items[last + 1].flags & KG__T_CAPITAL &&
      doc->tokens.items[last + 1].flags & KG__T_SPACE && !doc->tokens.items[last + 1].word)
    return false;
  if (first > s->first && kg__token_word(doc, first - 1)->is & KG__WORD_GIVEN &&
      doc->tokens.items[first - 1].flags & KG__T_CAPITAL)
    return false;
  for (uint32_t t = first; t-- > s->first && t + 6 > first;) {
    for (size_t i = 0; HEADS[i]; i++) {
      if (kg__token_says(doc, t, HEADS[i]))
        return false;
    }
  }
  return true;
}

// "President X", "Prime Minister X"
static bool
heads_state(const kg__document *doc, const kg__sentence *s, uint32_t first)
{
  return first > s->first && doc->tokens.items[first - 1].flags & KG__T_CAPITAL &&
         (kg__token_is(doc, first - 1, "president") || kg__token_is(doc, first - 1, "premier") ||
          (first > s->first + 1 && kg__token_is(doc, first - 1, "minister") &&
           kg__token_is(doc, first - 2, "prime")));
}

// "the X administration"
static bool
governs(const kg__document *doc, const kg__sentence *s, uint32_t last)
{
  return last + 1 < s->end && kg__token_is(doc, last + 1, "administration");
}

// "Security Council resolutions" are those of the United Nations.
static bool
resolves(const kg__document *doc, const kg__sentence *s, const kg__label *label, uint32_t last)
{
  kg_str cls = doc->ontology->classes.items[doc->ontology->known.items[label->entity].cls].name;
  return kg_str_equal(cls, KG_STR("Institution")) && last + 1 < s->end &&
         (kg__token_is(doc, last + 1, "resolution") || kg__token_is(doc, last + 1, "resolutions"));
}

// Whether a name with other common meanings may be this one here.
bool
kg__label_grounded(const kg__document *doc, const kg__sentence *s, const kg__label *label, uint32_t first,
                   const kg__grounds *g)
{
  const kg__known *k = &doc->ontology->known.items[label->entity];
  kg_str cls = doc->ontology->classes.items[k->cls].name;
  uint32_t last = first + label->words - 1;
  bool acronym = label->shouted && label->words == 1;
  if (kg_str_equal(cls, KG_STR("State")))
    return may_be_state(doc, s, first, last);
  if (g->named[label->entity])
    return true;
  if (kg_str_equal(cls, KG_STR("Person")) && label->words == 1 && kg__namesake_in_full(doc, first, k->label))
    return false;
  if (kg_str_equal(cls, KG_STR("Person")))
    return label->words > 1 ||
           ((heads_state(doc, s, first) || governs(doc, s, last)) && kg__label_leads(doc, label) &&
            kg__label_alone(doc, label, true)) ||
           ((titled(doc, s, first) || said_by(doc, s, first, last) || kg__label_rare(doc, label, first)) &&
            names_whole(doc, g, k->office));
  if (resolves(doc, s, label, last))
    return true;
  if (kg_str_equal(cls, KG_STR("Exercise")))
    return g->exercises;
  if (kg_str_equal(cls, KG_STR("MilitaryAsset")) || kg_str_equal(cls, KG_STR("Company")))
    return noun_of_class(doc, s, first, last, k->cls);
  if (kg_str_equal(cls, KG_STR("Place")) && kg__place_before(doc, s, first))
    return true;
  return k->whole ? names_whole(doc, g, k->whole) : !acronym;
}

// A head noun with a capital is one of names only, and tells more of them than the common noun does.
static void
note_head(kg__document *doc, const kg__label *label, uint32_t first)
{
  kg__token *t = &doc->tokens.items[first + label->words - 1];
  if (label->capitals && !kg__label_fits(doc, first, label, false))
    return;
  if (label->words + (label->capitals != 0) > t->head_words + t->head_capital) {
    t->head_capital = label->capitals != 0;
    t->head_class = (uint8_t)label->entity;
    t->head_words = label->words;
  }
}

void
kg__grounds_note(kg__document *doc, const kg__sentence *s, kg__grounds *g)
{
  const kg__automaton *names = &doc->ontology->names;
  int exercise = kg__class_find(doc->ontology, KG_STR("Exercise"));
  for (uint32_t first = s->first; first < s->end; first++) {
    uint32_t state = 0;
    for (uint32_t t = first; t < s->end; t++) {
      state = kg__automaton_step(names, state, doc->tokens.items[t].word);
      if (!state)
        break;
      for (const kg__label *l = kg__automaton_label(names, state); l;
           l = l->next ? &names->labels.items[l->next - 1] : NULL) {
        if (l->kind == KG__LABEL_HEAD) {
          note_head(doc, l, first);
          g->exercises |= (int)l->entity == exercise;
        } else if ((l->kind != KG__LABEL_CONTEXT || resolves(doc, s, l, t)) &&
                   l->kind != KG__LABEL_COMBINING && kg__label_fits(doc, first, l, false))
          g->named[l->entity] = 1;
      }
    }
  }
}
