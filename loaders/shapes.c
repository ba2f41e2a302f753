// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Unknown names are runs of capitalised words. The class comes from the head noun at the end of the run
// ("... Treaty"), before an "of" in it ("Ministry of ..."), at its start ("Operation ..."), or just behind it
// ("... missiles"); from a title before it; from a ship's prefix; else two or three plain capitalised words
// are taken for a person, and after a preposition of place for a place.

#include "kg/base/vec.h"
#include "loaders/stages.h"

typedef struct shaper {
  kg__document *doc;
  const kg__sentence *s;
  kg__candidates *found;
  int person, place, asset;
} shaper;

static const kg__token *
token(const shaper *sh, uint32_t t)
{
  return &sh->doc->tokens.items[t];
}

static bool
in_list(const kg__document *doc, uint32_t t, const char *const *list)
{
  for (; *list; list++) {
    if (kg__token_is(doc, t, *list))
      return true;
  }
  return false;
}

static bool
raw_in_list(const kg__document *doc, uint32_t t, const char *const *list)
{
  for (; *list; list++) {
    if (kg_str_equal(kg__token_text(doc, t), kg_str_of(*list)))
      return true;
  }
  return false;
}

// A capital that is not there merely because the sentence begins.
static bool
capitalised(const shaper *sh, uint32_t t)
{
  const kg__token *k = token(sh, t);
  if (!(k->flags & KG__T_CAPITAL))
    return false;
  if (k->end - k->start == 1 && t + 2 < sh->s->end &&
      kg_str_equal(kg__token_text(sh->doc, t + 1), KG_STR(".")) && token(sh, t + 2)->flags & KG__T_CAPITAL &&
      !(k->flags & KG__T_DIGIT))
    return true; // an initial
  const kg__word *w = kg__token_word(sh->doc, t);
  if (w->is & (KG__WORD_MONTH | KG__WORD_WEEKDAY) && !(k->flags & KG__T_SHOUT))
    return false;
  bool starts = t == sh->s->first || (t == sh->s->first + 1 && token(sh, t - 1)->flags & KG__T_PUNCT);
  if (w->is & KG__WORD_COMMON && !(w->is & KG__WORD_DEGREE) &&
      !(w->pos & (KG__NUMBER | KG__ADJECTIVE | KG__NOUN)))
    return false;
  return !starts || !k->word || !(w->pos & ~(uint32_t)(KG__NOUN | KG__PROPER)) ||
         (!(w->is & KG__WORD_COMMON) && k->mention >= 0);
}

static bool
continues(const shaper *sh, uint32_t t)
{
  const kg__token *k = token(sh, t);
  if (k->flags & KG__T_JOINED && t + 1 < sh->s->end && token(sh, t + 1)->flags & KG__T_JOINED &&
      capitalised(sh, t + 1))
    return true; // "State-of-Art"
  return capitalised(sh, t) ||
         (k->flags & KG__T_DIGIT && !(k->flags & KG__T_PUNCT) &&
          (k->end - k->start < 4 || k->flags & KG__T_JOINED)) ||
         (k->flags & KG__T_JOINED && !(k->flags & KG__T_DASHED) && token(sh, t - 1)->flags & KG__T_CAPITAL &&
          !(k->word && kg__token_word(sh->doc, t)->pos));
}

static bool
leaf(const shaper *sh, uint8_t cls)
{
  return cls != KG__NO_CLASS && cls != sh->person &&
         !kg_str_equal(sh->doc->ontology->classes.items[cls].name, KG_STR("State")) &&
         !kg_str_equal(sh->doc->ontology->classes.items[cls].name, KG_STR("Threat"));
}

// "Peace and Security Council": both sides are common nouns with a capital, and a head noun ends the run.
static bool
pair_of_topics(const shaper *sh, uint32_t t)
{
  if (t == sh->s->first || t + 2 >= sh->s->end || !capitalised(sh, t + 1) || !capitalised(sh, t + 2))
    return false;
  const kg__word *a = kg__token_word(sh->doc, t - 1), *b = kg__token_word(sh->doc, t + 1);
  if (!(a->pos & (KG__NOUN | KG__ADJECTIVE)) || !(b->pos & (KG__NOUN | KG__ADJECTIVE)))
    return false;
  if (token(sh, t - 1)->head_class != KG__NO_CLASS)
    return false;
  for (uint32_t k = t + 2; k < sh->s->end && k < t + 5 && capitalised(sh, k); k++) {
    if (leaf(sh, token(sh, k)->head_class))
      return true;
  }
  return false;
}

// The number of small words at `t` that may stand inside a name, before another capital.
static uint32_t
bridge(const shaper *sh, uint32_t t, bool had_of)
{
  static const char *const INNER[] = {"of",  "for", "al", "bin", "ibn", "de",
                                      "van", "von", "el", "du",  "on",  NULL};
  static const char *const OF[] = {"of", "for", "on", NULL};
  uint32_t n = 0;
  bool of = in_list(sh->doc, t, OF);
  if (kg__token_is(sh->doc, t, "and") && pair_of_topics(sh, t))
    return 1;
  if (raw_in_list(sh->doc, t, INNER) || (had_of && kg__token_is(sh->doc, t, "and")))
    n = 1;
  if (n && of && t + 1 < sh->s->end && kg__token_is(sh->doc, t + 1, "the"))
    n = 2;
  return n && t + n < sh->s->end && capitalised(sh, t + n) ? n : 0;
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

// The full stop of an initial or a rank inside a name: "Donald J. X", "Maj. X".
static bool
abbreviated(const shaper *sh, uint32_t t)
{
  if (!kg_str_equal(kg__token_text(sh->doc, t), KG_STR(".")) || t + 1 >= sh->s->end ||
      !capitalised(sh, t + 1))
    return false;
  const kg__token *before = token(sh, t - 1);
  return before->end - before->start == 1 || kg__token_word(sh->doc, t - 1)->is & KG__WORD_RANK;
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

static uint32_t
span_end(const shaper *sh, uint32_t first, uint32_t *of)
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
    uint32_t n = bridge(sh, t, *of != 0);
    bool is_of = n && (kg__token_is(sh->doc, t, "of") || kg__token_is(sh->doc, t, "on") ||
                       kg__token_is(sh->doc, t, "for"));
    if (!n || (is_of && (!names_an_of(sh, t - 1) || office_of_known(sh, t - 1, t + n))))
      break;
    if (is_of && !*of)
      *of = t;
    t += n;
  }
  return t - 1;
}

static kg_status
offer(shaper *sh, uint32_t first, uint32_t last, uint32_t name_first, uint32_t name_last, int cls, int rank)
{
  if (cls < 0 || name_first > name_last)
    return KG_OK;
  KG_TRY(kg__vec_add(sh->found));
  sh->found->items[sh->found->n - 1] =
      (kg__candidate){first, last, KG__NAME, -1, (uint8_t)cls, name_first, name_last, rank, false};
  return KG_OK;
}

// The first token of a known name of this kind that ends exactly at `last`, or last + 1.
static uint32_t
known_prefix(const shaper *sh, uint32_t first, kg__mention_kind kind)
{
  uint32_t end = first;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->kind == kind && c->first == first && c->last + 1 > end)
      end = c->last + 1;
  }
  return end;
}

static bool
known_whole(const shaper *sh, uint32_t first, uint32_t last)
{
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first <= first && c->last >= last)
      return true;
  }
  return false;
}

static bool
known_inside(const shaper *sh, uint32_t first, uint32_t last)
{
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first <= last && c->last >= first)
      return true;
  }
  return false;
}

// The same, but that people are called like towns says nothing.
static bool
known_within(const shaper *sh, uint32_t first, uint32_t last)
{
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    bool town = c->cls == sh->place && c->first == c->last && first < last;
    if (c->known >= 0 && c->first <= last && c->last >= first && !town)
      return true;
  }
  return false;
}

static bool
is_rank(const shaper *sh, uint32_t t)
{
  return kg__token_word(sh->doc, t)->is & KG__WORD_RANK;
}

// Where the name begins behind titles: "Deputy Prime Minister Maj. Gen. X".
static uint32_t
after_titles(const shaper *sh, uint32_t first, uint32_t last)
{
  uint32_t at = first;
  for (uint32_t t = first; t <= last; t++) {
    const kg__token *k = token(sh, t);
    if (k->head_class == sh->person || is_rank(sh, t))
      at = t + 1;
    else if (t + 1 <= last && token(sh, t + 1)->head_class == sh->person && token(sh, t + 1)->head_words > 1)
      continue;
    else if (!(kg__token_word(sh->doc, t)->pos & (KG__NOUN | KG__ADJECTIVE)) && !known_inside(sh, t, t))
      break;
    if (at <= last && kg_str_equal(kg__token_text(sh->doc, at), KG_STR(".")))
      at++;
  }
  return at;
}

static bool
title_before(const shaper *sh, uint32_t first)
{
  if (first == sh->s->first)
    return false;
  uint32_t t = first - 1;
  if (kg_str_equal(kg__token_text(sh->doc, t), KG_STR(".")) && t > sh->s->first)
    return is_rank(sh, t - 1);
  return token(sh, t)->head_class == sh->person || is_rank(sh, t);
}

static bool
saying_near(const shaper *sh, uint32_t first, uint32_t last)
{
  uint32_t words[2] = {first > sh->s->first ? first - 1 : first, last + 1 < sh->s->end ? last + 1 : last};
  for (size_t i = 0; i < 2; i++) {
    const kg__word *w = kg__token_word(sh->doc, words[i]);
    if (w->verb && kg__word_at(&sh->doc->ontology->words, w->verb)->is & KG__WORD_SAYING)
      return true;
  }
  return false;
}

static bool
place_before(const shaper *sh, uint32_t first)
{
  static const char *const PLACES[] = {"in",      "at",   "near",    "off", "around",
                                       "outside", "from", "through", "to",  NULL};
  bool according = first > sh->s->first + 1 && kg__token_is(sh->doc, first - 2, "according");
  return first > sh->s->first && !according && in_list(sh->doc, first - 1, PLACES);
}

static bool
ship_prefix(const shaper *sh, uint32_t t)
{
  static const char *const SHIPS[] = {
      "HMAS", "HMS", "USS", "INS",  "BRP",   "JS",    "ROKS", "HMCS", "HMNZS", "USNS", "USCGC", "FS",  "ITS",
      "KRI",  "RSS", "KD",  "HDMS", "HNoMS", "HSwMS", "ESPS", "FGS",  "ORP",   "TCG",  "PNS",   "BNS", "SLNS",
      "HTMS", "CNS", "MV",  "MT",   "RFA",   "ROCS",  "JDS",  "HMBS", "BAP",   "ARA",  "SS",    NULL};
  return raw_in_list(sh->doc, t, SHIPS);
}

// "Agni-V", "Hwasong-18"
static bool
numbered_make(const shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const ROMAN[] = {"i", "ii", "iii", "iv", "v", "vi", NULL};
  static const char *const OTHERS[] = {"covid", "cop", "type", "vision", "agenda", "zapad", "group", NULL};
  const kg__token *k = token(sh, first), *end = token(sh, last);
  bool number = end->flags & KG__T_DIGIT ? end->end - end->start < 4
                                         : end->flags & KG__T_CAPITAL && in_list(sh->doc, last, ROMAN);
  return last == first + 1 && end->flags & KG__T_JOINED && !(end->flags & KG__T_DASHED) && number &&
         k->flags & KG__T_CAPITAL && !(k->flags & (KG__T_DIGIT | KG__T_SHOUT)) && k->end - k->start > 3 &&
         !kg__token_word(sh->doc, first)->pos && !in_list(sh->doc, first, OTHERS);
}

static bool
weapon_code(const shaper *sh, uint32_t first, uint32_t last)
{
  bool digit = false;
  if (last > first + 1)
    return false;
  for (uint32_t t = first; t <= last; t++) {
    digit |= (token(sh, t)->flags & KG__T_DIGIT) != 0;
    if (t > first && !(token(sh, t)->flags & KG__T_JOINED))
      return false;
  }
  const kg__token *k = token(sh, first);
  kg_str text = kg__token_text(sh->doc, first);
  bool letter = text.len && ((text.ptr[0] | 32) >= 'a' && (text.ptr[0] | 32) <= 'z');
  bool capital = letter && (k->flags & KG__T_CAPITAL || (first < last && text.len <= 2));
  return digit && capital && text.len <= 4 && !kg_str_equal(text, KG_STR("COVID")) && text.ptr[0] != 'G';
}

// The class that a plain noun right behind the name gives it: "Typhon launchers".
static int
class_behind(const shaper *sh, uint32_t last, uint32_t *noun)
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
static bool
named_before_noun(const shaper *sh, int cls)
{
  static const char *const CLASSES[] = {"MilitaryAsset", "Exercise",      "Place",     "Region", "Agreement",
                                        "Company",       "NonStateActor", "Operation", NULL};
  for (size_t i = 0; cls >= 0 && CLASSES[i]; i++) {
    if (kg_str_equal(sh->doc->ontology->classes.items[cls].name, kg_str_of(CLASSES[i])))
      return true;
  }
  return false;
}

// Classes whose head noun comes first: Operation X, Camp X, Lake X.
static bool
introduced(const shaper *sh, uint8_t cls)
{
  static const char *const CLASSES[] = {"Operation", "Exercise", "Place", "Region", "MilitaryAsset", NULL};
  for (size_t i = 0; cls != KG__NO_CLASS && CLASSES[i]; i++) {
    if (kg_str_equal(sh->doc->ontology->classes.items[cls].name, kg_str_of(CLASSES[i])))
      return true;
  }
  return false;
}

// The class that a plain noun right before the name gives it: "the frigate X", "the port of X", "arms maker
// X".
static int
class_before(const shaper *sh, uint32_t first)
{
  if (first == sh->s->first)
    return -1;
  uint32_t t = first - 1;
  if (kg__token_is(sh->doc, t, "of") && t > sh->s->first)
    t--;
  const kg__token *k = token(sh, t);
  bool place = k->head_class == sh->place;
  if (k->flags & KG__T_CAPITAL || k->head_class == KG__NO_CLASS || (t + 1 < first && !place) ||
      kg__token_word(sh->doc, t)->pos & KG__ANY_VERB)
    return -1;
  return k->head_class;
}

// What an apposition says it is: "the X, a freighter that ...", "X, the parent firm of ...".
static int
class_told(const shaper *sh, uint32_t last)
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

static size_t
plain_words(const shaper *sh, uint32_t first, uint32_t last)
{
  size_t n = 0;
  for (uint32_t t = first; t <= last; t++)
    n += !(token(sh, t)->flags & KG__T_JOINED);
  return n;
}

// Whether a word of the run is of the tables: "Foreign Affairs" is no person, nor is "Day".
static bool
ordinary(const shaper *sh, uint32_t first, uint32_t last)
{
  for (uint32_t t = first; t <= last; t++) {
    const kg__word *w = kg__token_word(sh->doc, t);
    if (w->pos & (KG__NOUN | KG__ADJECTIVE | KG__NUMBER | KG__ADVERB) || token(sh, t)->flags & KG__T_DIGIT)
      return true;
  }
  return false;
}

static bool
article_before(const shaper *sh, uint32_t first)
{
  return first > sh->s->first && kg__token_is(sh->doc, first - 1, "the");
}

static kg_status
shape_person_or_place(shaper *sh, uint32_t first, uint32_t last)
{
  size_t n = plain_words(sh, first, last);
  uint32_t noun = 0;
  int behind = class_behind(sh, last, &noun), before = class_before(sh, first);
  if (is_rank(sh, first) && first == last)
    return KG_OK;
  if (title_before(sh, first) && !ordinary(sh, first, last))
    return offer(sh, first, last, first, last, sh->person, 4);
  if (named_before_noun(sh, before) && (n > 1 || !ordinary(sh, first, last)))
    return offer(sh, first, last, first, last, before, 3);
  int told = class_told(sh, last);
  if (named_before_noun(sh, told) && !known_within(sh, first, last) && !ordinary(sh, first, first))
    return offer(sh, first, last, first, last, told, 3);
  if (known_within(sh, first, last) || ordinary(sh, first, last))
    return KG_OK;
  if (named_before_noun(sh, behind))
    return offer(sh, first, last, first, last, behind, 2);
  if (place_before(sh, first) && !(n > 1 && kg__token_is(sh->doc, first - 1, "from")) &&
      !(token(sh, first)->flags & KG__T_SHOUT))
    return offer(sh, first, last, first, last, sh->place, 2);
  if (article_before(sh, first))
    return KG_OK;
  if ((n >= 2 && n <= 4) || saying_near(sh, first, last))
    return (token(sh, first)->flags & KG__T_SHOUT) ? KG_OK
                                                   : offer(sh, first, last, first, last, sh->person, 2);
  return KG_OK;
}

// "Exercise X" is called X, but "Operation X" by both words.
static bool
is_exercise(const shaper *sh, uint32_t t)
{
  return kg__token_is(sh->doc, t, "exercise") || kg__token_is(sh->doc, t, "exercises");
}

// "X Council of the Y Union": the name ends before a whole that is known, if it is one without it.
static bool
of_known_whole(const shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  uint32_t after = of + 1;
  if (after <= last && kg__token_is(sh->doc, after, "the"))
    after++;
  if (of < first + 2)
    return false;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == after && c->last == last &&
        kg__class_mask(sh->doc->ontology, KG_STR("Agent")) >> c->cls & 1)
      return true;
  }
  return false;
}

// Whether the rest of a name behind its head noun is a number, a place, or a word of no other meaning.
static bool
ends_a_name(const shaper *sh, uint32_t from, uint32_t last)
{
  const kg__token *end = token(sh, last);
  bool number = (end->flags & KG__T_DIGIT && !(end->flags & KG__T_JOINED)) ||
                kg__token_word(sh->doc, last)->pos & KG__NUMBER;
  if (from == last && (number || (!kg__token_word(sh->doc, last)->pos && end->head_class == KG__NO_CLASS)))
    return true;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == from && c->last == last &&
        kg__class_mask(sh->doc->ontology, KG_STR("Location")) >> c->cls & 1)
      return true;
  }
  return false;
}

// "Joint Force Command X", "Task Force 151", "Task Group Red Sea": the head noun stands before the end.
static int
class_within(const shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const CLASSES[] = {"Institution", "Agreement", "Operation", NULL};
  for (uint32_t h = last - 1; last >= first + 2 && h > first && h + 3 > last; h--) {
    uint8_t cls = token(sh, h)->head_class;
    for (size_t i = 0; leaf(sh, cls) && CLASSES[i]; i++) {
      if (kg_str_equal(sh->doc->ontology->classes.items[cls].name, kg_str_of(CLASSES[i])) &&
          ends_a_name(sh, h + 1, last))
        return cls;
    }
  }
  return -1;
}

static kg_status
shape_span(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  const kg__token *end = token(sh, last);
  if (known_whole(sh, first, last))
    return KG_OK;
  if (ship_prefix(sh, first) && first < last)
    return offer(sh, first, last, first, last, sh->asset, 6);
  if (weapon_code(sh, first, last) || numbered_make(sh, first, last))
    return offer(sh, first, last, first, last, sh->asset, 2);
  if (of && leaf(sh, token(sh, of - 1)->head_class) && of_known_whole(sh, first, last, of))
    return shape_span(sh, first, of - 1, 0);
  if (of && of > first && leaf(sh, token(sh, of - 1)->head_class))
    return offer(sh, first, last, first, last, token(sh, of - 1)->head_class, 5);
  int inner = class_within(sh, first, last);
  if (inner >= 0 && end->head_class != KG__NO_CLASS && leaf(sh, end->head_class))
    return offer(sh, first, last, first, last, inner, 5);
  if (leaf(sh, end->head_class) && last > first)
    return offer(sh, first, last, first, last, end->head_class, 5);
  if (last > first && token(sh, first)->head_words == 1 && introduced(sh, token(sh, first)->head_class))
    return offer(sh, first, last, is_exercise(sh, first) ? first + 1 : first, last,
                 token(sh, first)->head_class, 5);
  if (inner >= 0)
    return offer(sh, first, last, first, last, inner, 4);
  uint32_t name = after_titles(sh, first, last);
  if (name > first && name <= last && !known_whole(sh, name, last) && !ordinary(sh, name, last))
    return offer(sh, name, last, name, last, sh->person, 4);
  uint32_t demonym = known_prefix(sh, first, KG__DEMONYM);
  if (demonym > first && demonym <= last)
    return shape_span(sh, demonym, last, of);
  uint32_t named = known_prefix(sh, first, KG__NAME);
  if (named > first && named <= last && !leaf(sh, end->head_class))
    return shape_span(sh, named, last, of);
  return shape_person_or_place(sh, first, last);
}

kg_status
kg__sentence_shapes(kg__document *doc, const kg__sentence *s, kg__candidates *found)
{
  shaper sh = {doc,
               s,
               found,
               kg__class_find(doc->ontology, KG_STR("Person")),
               kg__class_find(doc->ontology, KG_STR("Place")),
               kg__class_find(doc->ontology, KG_STR("MilitaryAsset"))};
  for (uint32_t t = s->first; t < s->end; t++) {
    uint32_t of;
    bool lower_code =
        !(doc->tokens.items[t].flags & KG__T_PUNCT) && t + 1 < s->end && weapon_code(&sh, t, t + 1);
    if (!capitalised(&sh, t) && !lower_code)
      continue;
    uint32_t last = span_end(&sh, t, &of);
    KG_TRY(shape_span(&sh, t, last, of));
    t = last;
  }
  return KG_OK;
}
