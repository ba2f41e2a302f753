// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Where a run of capitalised words begins and ends, with the small words that may stand inside a name.

#include "loaders/names/shapes.h"
#include "loaders/scope/dates.h"

// "Exercise X began", where "exercise" might be a verb.
static bool
introduces(const shaper *sh, uint32_t t)
{
  return kg__token_is(sh->doc, t, "exercise") && t + 1 < sh->s->end &&
         token(sh, t + 1)->flags & KG__T_CAPITAL;
}

// "J.", inside a name.
bool
kg__span_initial(const shaper *sh, uint32_t t)
{
  return token(sh, t)->flags & KG__T_ABBREVIATION && token(sh, t)->end - token(sh, t)->start == 2;
}

// "Sporadic", "Echoing": of the dictionary, where it is no noun.
static bool
never_noun(const shaper *sh, uint32_t t)
{
  kg__syntax_word w;
  if (!sh->doc->model || token(sh, t)->flags & (KG__T_SHOUT | KG__T_MIXED))
    return false;
  kg__syntax_look(sh->doc->model, kg__token_text(sh->doc, t), &w);
  return w.word.can && !(w.word.can & (KG__CAN_NOUN | KG__CAN_PLURAL));
}

// A capital that is not there merely because the sentence begins.
bool
kg__span_capital(const shaper *sh, uint32_t t)
{
  const kg__token *k = token(sh, t);
  if (!(k->flags & KG__T_CAPITAL))
    return false;
  if (kg__span_initial(sh, t))
    return true;
  const kg__word *w = kg__token_word(sh->doc, t);
  if (w->is & (KG__WORD_MONTH | KG__WORD_WEEKDAY) && !(k->flags & KG__T_SHOUT))
    return false;
  if (kg__month_at(sh->doc, sh->s, t) && !(k->flags & KG__T_SHOUT))
    return false; // "Feb. 4"
  bool starts = t == sh->s->first || (t == sh->s->first + 1 && token(sh, t - 1)->flags & KG__T_PUNCT);
  if (starts && !(t + 1 < sh->s->end && token(sh, t + 1)->flags & KG__T_CAPITAL) && never_noun(sh, t))
    return false;
  if (w->is & KG__WORD_COMMON && !(w->is & KG__WORD_DEGREE) &&
      !(w->pos & (KG__NUMBER | KG__ADJECTIVE | KG__NOUN)))
    return false;
  bool called = starts && w->is & KG__WORD_GIVEN && t + 1 < sh->s->end && // "Mark Olsen said"
                token(sh, t + 1)->flags & KG__T_CAPITAL && token(sh, t + 1)->flags & KG__T_SPACE &&
                !(kg__token_word(sh->doc, t + 1)->is & KG__WORD_COMMON);
  return !starts || called || !k->word || introduces(sh, t) ||
         !(w->pos & ~(uint32_t)(KG__NOUN | KG__PROPER)) || (!(w->is & KG__WORD_COMMON) && k->mention >= 0);
}

// "CSB 8002", "Resolution 1540", but not "Vostok 2018".
static bool
hull_number(const shaper *sh, uint32_t t)
{
  kg_str text = kg__token_text(sh->doc, t);
  if (kg__token_is(sh->doc, t - 1, "resolution"))
    return true;
  return text.len == 4 && token(sh, t - 1)->flags & KG__T_SHOUT && !kg_str_starts(text, KG_STR("19")) &&
         !kg_str_starts(text, KG_STR("20"));
}

// "Japanese-administered", "Soviet-era": what is tied to a name so begins another phrase behind it.
static bool
ties_off(const shaper *sh, uint32_t t)
{
  static const char *const NOUNS[] = {"era", "style", "type", NULL};
  const kg__token *k = token(sh, t);
  kg__syntax_word w;
  if (!(k->flags & KG__T_JOINED) || k->flags & (KG__T_CAPITAL | KG__T_DIGIT) || !sh->doc->model)
    return false;
  if (kg__token_is_any(sh->doc, t, NOUNS))
    return true;
  kg__syntax_look(sh->doc->model, kg__token_text(sh->doc, t), &w);
  return kg_str_ends(kg__token_text(sh->doc, t), KG_STR("ed")) &&
         w.word.can & (KG__CAN_ED | KG__CAN_ADJECTIVE);
}

static bool
continues(const shaper *sh, uint32_t t)
{
  const kg__token *k = token(sh, t);
  if (ties_off(sh, t))
    return false;
  if (k->flags & KG__T_JOINED && t + 1 < sh->s->end && token(sh, t + 1)->flags & KG__T_JOINED &&
      kg__span_capital(sh, t + 1))
    return true; // "State-of-Art"
  return kg__span_capital(sh, t) ||
         (k->flags & KG__T_DIGIT && !(k->flags & KG__T_PUNCT) &&
          (k->end - k->start < 4 || k->flags & KG__T_JOINED || hull_number(sh, t))) ||
         (k->flags & KG__T_JOINED && !(k->flags & KG__T_DASHED) && token(sh, t - 1)->flags & KG__T_CAPITAL &&
          !(k->word && kg__token_word(sh->doc, t)->pos));
}

// "Peace and Security Council": both sides are common nouns with a capital, and a head noun ends the run.
static bool
pair_of_topics(const shaper *sh, uint32_t t)
{
  if (t == sh->s->first || t + 2 >= sh->s->end || !kg__span_capital(sh, t + 1) ||
      !kg__span_capital(sh, t + 2))
    return false;
  const kg__word *a = kg__token_word(sh->doc, t - 1), *b = kg__token_word(sh->doc, t + 1);
  if (!(a->pos & (KG__NOUN | KG__ADJECTIVE)) || !(b->pos & (KG__NOUN | KG__ADJECTIVE)))
    return false;
  if (token(sh, t - 1)->head_class != KG__NO_CLASS)
    return false;
  for (uint32_t k = t + 2; k < sh->s->end && k < t + 5 && kg__span_capital(sh, k); k++) {
    if (kg__shape_leaf(sh, token(sh, k)->head_class))
      return true;
  }
  return false;
}

// "X People's Front", "Y Workers' Party": whose it is belongs to the name.
static bool
of_the_people(const shaper *sh, uint32_t t)
{
  static const char *const WHOSE[] = {"people",   "peoples",    "workers",  "women",    "farmers",
                                      "peasants", "youth",      "citizens", "soldiers", "veterans",
                                      "popular",  "ministers",  "leaders",  "chiefs",   "commanders",
                                      "speakers", "presidents", NULL};
  kg_str text = kg__token_text(sh->doc, t);
  bool theirs = false;
  if (text.len > 4 || (text.ptr[0] != '\'' && !kg_str_starts(text, KG_STR("\xE2\x80\x99"))) ||
      t == sh->s->first || t + 1 >= sh->s->end || !kg__span_capital(sh, t + 1))
    return false;
  for (const char *const *w = WHOSE; *w; w++)
    theirs |= kg__token_says(sh->doc, t - 1, *w);
  return theirs;
}

// The number of small words at `t` that may stand inside a name, before another capital.
static uint32_t
bridge(const shaper *sh, uint32_t t, bool had_of)
{
  static const char *const INNER[] = {"of",  "for", "al", "bin", "ibn", "de",
                                      "van", "von", "el", "du",  "on",  NULL};
  static const char *const OF[] = {"of", "for", "on", NULL};
  uint32_t n = 0;
  bool of = kg__token_is_any(sh->doc, t, OF);
  if (kg__token_is(sh->doc, t, "and") && pair_of_topics(sh, t))
    return 1;
  if (of_the_people(sh, t))
    return 1;
  if (raw_in_list(sh->doc, t, INNER) || (had_of && kg__token_is(sh->doc, t, "and")))
    n = 1;
  if (n && of && t + 1 < sh->s->end && kg__token_is(sh->doc, t + 1, "the"))
    n = 2;
  return n && t + n < sh->s->end && kg__span_capital(sh, t + n) ? n : 0;
}

// "Cooperation in the Field of X": what a text is about goes on.
static uint32_t
field_behind(const shaper *sh, uint32_t t)
{
  static const char *const FIELDS[] = {"field", "fields", "area", "areas", "sphere", NULL};
  if (t + 4 >= sh->s->end || !kg__token_is(sh->doc, t, "in") || !kg__token_is(sh->doc, t + 1, "the") ||
      !kg__token_says_any(sh->doc, t + 2, FIELDS) || !kg__span_capital(sh, t + 2) ||
      !kg__token_is(sh->doc, t + 3, "of") || !kg__span_capital(sh, t + 4))
    return 0;
  return 4;
}

// "Ministry of ...", but also "X Code of Conduct", which as a whole is a head noun.
static bool
names_an_of(const shaper *sh, uint32_t before)
{
  for (uint32_t t = before; t < sh->s->end && t <= before + 3; t++) {
    if (token(sh, t)->head_class != KG__NO_CLASS && (t == before || token(sh, t)->head_words > t - before))
      return true;
  }
  return false;
}

// The full stop of a rank inside a name: "Maj. X".
static bool
abbreviated(const shaper *sh, uint32_t t)
{
  if (!kg_str_equal(kg__token_text(sh->doc, t), KG_STR(".")) || t + 1 >= sh->s->end ||
      !kg__span_capital(sh, t + 1))
    return false;
  return kg__token_word(sh->doc, t - 1)->is & KG__WORD_RANK;
}

// "Front for the Defence of the Delta": what a body is for goes on behind a further "of"; but a state behind
// it is another's unless the body is one that fights for it.
static bool
goes_on_behind(const shaper *sh, uint32_t for_, uint32_t name)
{
  uint64_t agents = kg__class_mask(sh->doc->ontology, KG_STR("Agent"));
  uint8_t head = token(sh, for_ - 1)->head_class;
  int party = kg__class_find(sh->doc->ontology, KG_STR("NonStateActor"));
  if (kg__token_is(sh->doc, for_, "of") || head == KG__NO_CLASS)
    return false;
  for (size_t i = 0; head != party && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == name && agents >> c->cls & 1)
      return false;
  }
  return true;
}

// "National Security Adviser of India": the name is India's alone.
static bool
office_of_known(const shaper *sh, uint32_t before, uint32_t name)
{
  if (token(sh, before)->head_class != sh->person)
    return false;
  for (size_t i = 0; i < sh->found->n; i++) {
    if (sh->found->items[i].known >= 0 && sh->found->items[i].first == name)
      return true;
  }
  return false;
}

// "Northern Fleet on the Kola Peninsula": a place behind "on" belongs to the name of a text or a meeting
// only.
static bool
stands_on(const shaper *sh, uint32_t on, uint32_t name)
{
  const kg__ontology *o = sh->doc->ontology;
  uint64_t lands = kg__class_mask(o, KG_STR("Place")) | kg__class_mask(o, KG_STR("Region")),
           texts = kg__class_mask(o, KG_STR("Agreement")) | kg__class_mask(o, KG_STR("Strategy")) |
                   kg__class_mask(o, KG_STR("Meeting"));
  uint8_t head = token(sh, on - 1)->head_class;
  if (!kg__token_is(sh->doc, on, "on") || (head != KG__NO_CLASS && texts >> head & 1))
    return false;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == name && lands >> o->known.items[c->known].cls & 1)
      return true;
  }
  return false;
}

// "United Nations Mission in X", "EU Training Mission in X": where they are is part of what they are called.
static uint32_t
mission_in(const shaper *sh, uint32_t first, uint32_t in)
{
  static const char *const BODIES[] = {"mission", "force", "group", "office", "presence", NULL};
  uint64_t wholes = kg__class_mask(sh->doc->ontology, KG_STR("InternationalOrganisation")) |
                    kg__class_mask(sh->doc->ontology, KG_STR("Alliance")),
           lands = kg__class_mask(sh->doc->ontology, KG_STR("Location"));
  uint32_t at = in + 1, last = 0;
  bool whole = false;
  if (in < first + 2 || !kg__token_is(sh->doc, in, "in") || !kg__token_is_any(sh->doc, in - 1, BODIES))
    return 0;
  if (at < sh->s->end && kg__token_is(sh->doc, at, "the"))
    at++;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known < 0)
      continue;
    if (c->first == first && c->last + 1 == in)
      return 0;
    whole |= c->first == first && wholes >> c->cls & 1;
    if (c->first == at && lands >> c->cls & 1 && c->last > last)
      last = c->last;
  }
  return whole ? last : 0;
}

uint32_t
kg__span_end(const shaper *sh, uint32_t first, uint32_t *of)
{
  uint32_t t = first + 1;
  *of = 0;
  while (t < sh->s->end) {
    if (continues(sh, t) && (token(sh, t)->flags & KG__T_SPACE || token(sh, t)->flags & KG__T_JOINED)) {
      t++;
      continue;
    }
    if (abbreviated(sh, t)) {
      t++;
      continue;
    }
    uint32_t land = mission_in(sh, first, t);
    if (land) {
      *of = t;
      return land;
    }
    uint32_t field = *of ? field_behind(sh, t) : 0, n = field ? field : bridge(sh, t, *of != 0);
    bool is_of = n && (kg__token_is(sh->doc, t, "of") || kg__token_is(sh->doc, t, "on") ||
                       kg__token_is(sh->doc, t, "for"));
    if (!n || (is_of && !(*of && goes_on_behind(sh, *of, t + n)) &&
               (!names_an_of(sh, t - 1) || office_of_known(sh, t - 1, t + n) || stands_on(sh, t, t + n))))
      break;
    if (is_of && !*of)
      *of = t;
    t += n;
  }
  return t - 1;
}

uint32_t
kg__span_name(const shaper *sh, uint32_t first)
{
  return first + (kg__token_is(sh->doc, first, "exercise") || kg__token_is(sh->doc, first, "exercises"));
}
