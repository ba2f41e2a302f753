// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Unknown names are runs of capitalised words. The class comes from the head noun at the end of the run
// ("... Treaty"), before an "of" in it ("Ministry of ..."), at its start ("Operation ..."), or just behind it
// ("... missiles"); from a title before it; from a ship's prefix; else two or three plain capitalised words
// are taken for a person, and after a preposition of place for a place.

#include "kg/base/vec.h"
#include "loaders/names/shapes.h"

bool
kg__shape_leaf(const shaper *sh, uint8_t cls)
{
  return cls != KG__NO_CLASS && cls != sh->person &&
         !kg_str_equal(sh->doc->ontology->classes.items[cls].name, KG_STR("State")) &&
         !kg_str_equal(sh->doc->ontology->classes.items[cls].name, KG_STR("Threat"));
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

// The token behind the longest known name of this kind that begins here, or `first`.
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

static bool
actor_inside(const shaper *sh, uint32_t first, uint32_t last)
{
  uint64_t agents = kg__class_mask(sh->doc->ontology, KG_STR("Agent"));
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first <= last && c->last >= first && agents >> c->cls & 1)
      return true;
  }
  return false;
}

static bool
given_name(const shaper *sh, uint32_t t)
{
  return kg__token_word(sh->doc, t)->is & KG__WORD_GIVEN && !known_inside(sh, t, t);
}

// "Karen Putin" is not Vladimir Putin, though "Vlad Putin" may be.
static bool
namesake(const shaper *sh, const kg__candidate *c, uint32_t given)
{
  kg_str label = sh->doc->ontology->known.items[c->known].label;
  return label.len && (label.ptr[0] | 32) != (kg__token_text(sh->doc, given).ptr[0] | 32);
}

// Whether a known name touches the run; that people are called like towns, and those of a known first name
// like anything, says nothing.
static bool
known_within(const shaper *sh, uint32_t first, uint32_t last)
{
  bool given = given_name(sh, first);
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    bool single = c->first == c->last && first < last, town = c->cls == sh->place;
    bool surname = given && c->first == last &&
                   (c->cls != sh->person || (c->known >= 0 && namesake(sh, c, first))) &&
                   !(token(sh, last)->flags & KG__T_SHOUT);
    if (c->known >= 0 && c->first <= last && c->last >= first && !(single && (town || surname)))
      return true;
  }
  return false;
}

static bool
is_rank(const shaper *sh, uint32_t t)
{
  return kg__token_word(sh->doc, t)->is & KG__WORD_RANK;
}

// "Enlargement Commissioner X": whatever the word is, a title ends behind it.
static bool
title_ahead(const shaper *sh, uint32_t t, uint32_t last)
{
  for (uint32_t k = t + 1; k < last && k < t + 4; k++) {
    if (token(sh, k)->head_class == sh->person && !is_rank(sh, k))
      return true;
  }
  return false;
}

// "Minister of Defence X", "Minister for Foreign Affairs Y": past what an office is of.
static uint32_t
past_field(const shaper *sh, uint32_t t, uint32_t last)
{
  if (!kg__token_is(sh->doc, t, "of") && !kg__token_is(sh->doc, t, "for"))
    return t;
  uint32_t k = t + 1;
  while (k <= last && !known_inside(sh, k, k) &&
         (kg__token_word(sh->doc, k)->pos & (KG__NOUN | KG__ADJECTIVE | KG__COORDINATOR | KG__DETERMINER)) &&
         !(kg__token_word(sh->doc, k)->is & KG__WORD_GIVEN))
    k++;
  return k > t + 1 && k <= last ? k : t;
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
    else if (!(kg__token_word(sh->doc, t)->pos & (KG__NOUN | KG__ADJECTIVE)) && !known_inside(sh, t, t) &&
             !title_ahead(sh, t, last))
      break;
    if (at == t + 1 && at <= last && kg_str_equal(kg__token_text(sh->doc, at), KG_STR(".")))
      t = at++;
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

// "the spokeswoman, X Y, said": a title and a comma before the name, and a comma behind it.
static bool
title_apart(const shaper *sh, uint32_t first, uint32_t last)
{
  return first > sh->s->first + 1 && last > first && last + 1 < sh->s->end &&
         kg_str_equal(kg__token_text(sh->doc, first - 1), KG_STR(",")) &&
         kg_str_equal(kg__token_text(sh->doc, last + 1), KG_STR(",")) &&
         token(sh, first - 2)->head_class == sh->person && !(token(sh, first - 2)->flags & KG__T_CAPITAL) &&
         !(kg__token_word(sh->doc, first - 2)->is & KG__WORD_PLURAL);
}

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

// "Exercise Copper Ridge", "Operation Lake Shield": landscape behind such a word is a code name.
static bool
code_named(const shaper *sh, uint32_t first, uint32_t last)
{
  uint8_t of = token(sh, first)->head_class, end = token(sh, last)->head_class;
  if (of == KG__NO_CLASS || end == KG__NO_CLASS || first == last)
    return false;
  uint64_t coded = kg__class_mask(sh->doc->ontology, KG_STR("Exercise")) |
                   kg__class_mask(sh->doc->ontology, KG_STR("Operation")),
           land = kg__class_mask(sh->doc->ontology, KG_STR("Region")) |
                  kg__class_mask(sh->doc->ontology, KG_STR("Place"));
  return coded >> of & 1 && land >> end & 1;
}

static size_t
plain_words(const shaper *sh, uint32_t first, uint32_t last)
{
  size_t n = 0;
  for (uint32_t t = first; t <= last; t++)
    n += !(token(sh, t)->flags & KG__T_JOINED);
  return n;
}

// Whether a word of the run is of the tables: "Foreign Affairs" is no person, nor is "Day"; but "Grace Day"
// is.
static bool
ordinary(const shaper *sh, uint32_t first, uint32_t last)
{
  bool given = first < last && given_name(sh, first);
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
static bool
adjective(const shaper *sh, uint32_t first, uint32_t last)
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
static bool
in_dictionary(const shaper *sh, uint32_t last)
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
static bool
common_noun(const shaper *sh, uint32_t t)
{
  kg__syntax_word w;
  if (!in_dictionary(sh, t))
    return false;
  kg__syntax_look(sh->doc->model, kg__token_text(sh->doc, t), &w);
  return w.word.noun != LANDSCAPE;
}

// "Grace", "Mark": first names that are words of every day; others the dictionary has in senses that nobody
// means.
static bool
everyday(const shaper *sh, uint32_t first)
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

static kg_status
shape_person_or_place(shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const CAUSE[] = {"liberation", NULL};
  static const char *const BANDS[] = {
      "ansar",  "jaysh",  "jaish",    "lashkar",  "harakat",    "jabhat",  "liwa",    "katibat", "kata'ib",
      "katiba", "jamaat", "jama'at",  "hizb",     "hezb",       "saraya",  "hayat",   "ahrar",   "jund",
      "faylaq", "frente", "ejército", "ejercito", "movimiento", "partido", "comando", NULL};
  size_t n = plain_words(sh, first, last);
  uint32_t noun = 0;
  if (n > 1 && kg__token_is_any(sh->doc, first, BANDS) && !known_inside(sh, first, last))
    return offer(sh, first, last, first, last, kg__class_find(sh->doc->ontology, KG_STR("NonStateActor")), 4);
  if (n > 2 && kg__span_has(sh->doc, first + 1, last, CAUSE) && !actor_inside(sh, first, last))
    return offer(sh, first, last, first, last, kg__class_find(sh->doc->ontology, KG_STR("NonStateActor")), 4);
  int behind = kg__told_behind(sh, last, &noun), before = kg__told_before(sh, first);
  bool letter =
      first == last && (token(sh, first)->end - token(sh, first)->start == 1 || kg__span_initial(sh, first));
  if (letter || (is_rank(sh, first) && first == last))
    return KG_OK;
  if ((title_before(sh, first) || title_apart(sh, first, last)) && !ordinary(sh, first, last))
    return offer(sh, first, last, first, last, sh->person, 4);
  if (kg__told_by_noun(sh, before) && (n > 1 || !ordinary(sh, first, last)))
    return offer(sh, first, last, first, last, before, 3);
  int told = kg__told_apart(sh, last);
  bool called = n > 1 && given_name(sh, first), kind = adjective(sh, first, last);
  if (kg__told_by_noun(sh, told) && !called && !known_within(sh, first, last) && !ordinary(sh, first, first))
    return offer(sh, first, last, first, last, told, 3);
  bool named = known_within(sh, first, last), plain = ordinary(sh, first, last);
  if (!named && !plain && !kind && kg__told_by_noun(sh, behind))
    return offer(sh, first, last, first, last, behind, 2);
  int listed = given_name(sh, first) ? -1 : kg__told_in_list(sh, first, last);
  if (kg__told_by_noun(sh, listed) && !named && !kind && (n > 1 || !plain))
    return offer(sh, first, last, first, last, listed, 2);
  if (named || plain)
    return KG_OK;
  if (kg__told_place(sh, first) && !called && !kind && !(n == 1 && common_noun(sh, last)) &&
      !(n > 1 && kg__token_is(sh->doc, first - 1, "from")) && !(token(sh, first)->flags & KG__T_SHOUT))
    return offer(sh, first, last, first, last, sh->place, 2);
  if (determined(sh, first) || which_behind(sh, last) ||
      (n == 1 && first == sh->s->first && in_dictionary(sh, last)))
    return KG_OK;
  bool prize = n > 2 && common_noun(sh, last); // "Grace Day", but not "Grace Day Award"
  bool surely = (given_name(sh, first) && !everyday(sh, first) && !prize) || saying_near(sh, first, last);
  if ((n >= 2 && n <= 4 && (surely || !in_dictionary(sh, last))) || saying_near(sh, first, last))
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
    for (size_t i = 0; kg__shape_leaf(sh, cls) && CLASSES[i]; i++) {
      if (kg_str_equal(sh->doc->ontology->classes.items[cls].name, kg_str_of(CLASSES[i])) &&
          ends_a_name(sh, h + 1, last))
        return cls;
    }
  }
  return -1;
}

// "45th Brigade": the unit behind its number.
static kg_status
shape_unit(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  uint32_t end = of ? of - 1 : last;
  uint8_t cls = token(sh, end)->head_class;
  if (end > first && (cls == sh->institution || cls == sh->place) && !known_whole(sh, first, end))
    return offer(sh, first, end, first, end, sh->institution, 5);
  return KG_OK;
}

// "X Revolutionary Army", "Y National Defence Organisation": who calls itself so is no state, and no bond of
// states, unless a known one stands in the name.
static bool
rebels(const shaper *sh, uint32_t first, uint32_t last, int cls)
{
  static const char *const FIGHTS[] = {"liberation", "revolutionary", "resistance", "insurgent", "mujahideen",
                                       "jihad",      "freedom",       "free",       NULL},
                           *const OWN[] = {"national", "people's", "peoples", "democratic", "patriotic",
                                           "tribal",   "tribes",   "youth",   "opposition", "students",
                                           "workers",  "farmers",  NULL};
  kg_str name = sh->doc->ontology->classes.items[cls].name;
  bool bond =
      kg_str_equal(name, KG_STR("InternationalOrganisation")) || kg_str_equal(name, KG_STR("Alliance"));
  if (!bond && !kg_str_equal(name, KG_STR("Institution")))
    return false;
  return !actor_inside(sh, first, last) &&
         (kg__span_has(sh->doc, first, last, FIGHTS) || (bond && kg__span_has(sh->doc, first, last, OWN)));
}

// "Freedonia's National Alliance": what a state has of its own is no grouping of states, but a party; and
// "United Nations Centre" is no think tank, but a body.
static int
at_home(const shaper *sh, uint32_t first, uint32_t last, int cls)
{
  int party = kg__class_find(sh->doc->ontology, KG_STR("NonStateActor"));
  uint64_t wholes = kg__class_mask(sh->doc->ontology, KG_STR("InternationalOrganisation")) |
                    kg__class_mask(sh->doc->ontology, KG_STR("Alliance"));
  for (size_t i = 0; cls == party && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == first && wholes >> c->cls & 1)
      return sh->institution;
  }
  if (rebels(sh, first, last, cls))
    return party;
  if (last == first + 1 && kg__token_is(sh->doc, last, "regime") && known_whole(sh, first, first))
    return -1; // "the X-ian Regime" rules a state
  kg_str name = sh->doc->ontology->classes.items[cls].name;
  uint64_t states = kg__class_mask(sh->doc->ontology, KG_STR("State"));
  if (party < 0 ||
      !(kg_str_equal(name, KG_STR("Alliance")) || kg_str_equal(name, KG_STR("InternationalOrganisation"))))
    return cls;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    bool owner = (c->last + 2 == first && kg__token_is(sh->doc, first - 1, "'s")) ||
                 (c->first == last + 2 && kg__token_is(sh->doc, last + 1, "in"));
    if (c->known >= 0 && states >> c->cls & 1 && (owner || c->last + 1 == first || c->first == first))
      return party;
  }
  return cls;
}

// "Tigray Region", "Black Sea Basin": a known place with the name of its kind behind it.
static bool
known_with_kind(const shaper *sh, uint32_t first, uint32_t last)
{
  uint64_t locations = kg__class_mask(sh->doc->ontology, KG_STR("Location"));
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first == first && c->last + 1 == last && c->kind == KG__NAME &&
        c->cls == token(sh, last)->head_class && locations >> c->cls & 1)
      return true;
  }
  return false;
}

// "Exercise X", "Exercise X 24": a known series, and an edition of it.
static bool
known_series(const shaper *sh, uint32_t first, uint32_t last)
{
  uint64_t series = kg__class_mask(sh->doc->ontology, KG_STR("Exercise"));
  uint32_t name = is_exercise(sh, first) ? first + 1 : first;
  bool numbered = token(sh, last)->flags & KG__T_DIGIT;
  for (size_t i = 0; i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->first <= name && (c->last == last || (numbered && c->last + 1 == last)) &&
        series >> c->cls & 1)
      return true;
  }
  return false;
}

// "Joint Statement of X and Y": no name, but there may be one behind.
static bool
issues(const shaper *sh, uint32_t of)
{
  static const char *const WORDS[] = {"statement", "communique", "communiqué", "readout", NULL};
  for (size_t i = 0; WORDS[i]; i++) {
    if (kg__token_says(sh->doc, of - 1, WORDS[i]))
      return true;
  }
  return false;
}

// "President of the X Council": an office is no body, nor is "the State of X".
static bool
office_of(const shaper *sh, uint32_t of)
{
  uint8_t head = token(sh, of - 1)->head_class;
  return head != KG__NO_CLASS && (head == sh->person || kg__token_is(sh->doc, of - 1, "state"));
}

// "the Palestinian West Bank": whose a known thing is; its number, or -1.
static int32_t
known_of_people(const shaper *sh, uint32_t first, uint32_t last)
{
  const kg__ontology *o = sh->doc->ontology;
  uint32_t rest = known_prefix(sh, first, KG__DEMONYM);
  int32_t people = -1;
  for (size_t i = 0; rest > first && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->kind == KG__DEMONYM && c->first == first && c->last + 1 == rest)
      people = c->known;
  }
  for (size_t i = 0; people >= 0 && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known < 0 || c->kind != KG__NAME || c->first != rest || c->last != last || last == rest)
      continue;
    uint32_t whole = o->known.items[c->known].whole;
    for (int steps = 0; whole && whole != (uint32_t)people + 1 && steps < 4; steps++)
      whole = o->known.items[whole - 1].whole;
    if (whole || !o->known.items[c->known].whole)
      return c->known;
  }
  return -1;
}

// A body's people are part of its name, a land's are not.
static kg_status
shape_of_people(shaper *sh, uint32_t first, uint32_t last, int32_t known)
{
  uint8_t cls = sh->doc->ontology->known.items[known].cls;
  if (cls != sh->institution)
    return KG_OK;
  KG_TRY(offer(sh, first, last, first, last, cls, 6));
  sh->found->items[sh->found->n - 1].known = known;
  return KG_OK;
}

// "Brigade X-land": a unit called after a place.
static bool
unit_of_place(const shaper *sh, uint32_t first, uint32_t last)
{
  static const char *const UNITS[] = {"brigade", "battlegroup", "battalion", NULL};
  uint64_t lands = kg__class_mask(sh->doc->ontology, KG_STR("Location"));
  for (size_t i = 0; kg__token_is_any(sh->doc, first, UNITS) && i < sh->found->n; i++) {
    const kg__candidate *c = &sh->found->items[i];
    if (c->known >= 0 && c->kind != KG__DEMONYM && c->first == first + 1 && c->last == last &&
        lands >> c->cls & 1)
      return true;
  }
  return false;
}

// "Cobra Ridge, an annual drill": an event called after a landscape.
static int
event_apart(const shaper *sh, uint32_t last)
{
  uint64_t events = kg__class_mask(sh->doc->ontology, KG_STR("Exercise")) |
                    kg__class_mask(sh->doc->ontology, KG_STR("Operation"));
  int apart = kg__told_apart(sh, last), end = token(sh, last)->head_class;
  return (end == sh->region || end == sh->place) && apart >= 0 && events >> apart & 1 ? apart : -1;
}

static kg_status
shape_span(shaper *sh, uint32_t first, uint32_t last, uint32_t of)
{
  const kg__token *end = token(sh, last);
  if (of > first && issues(sh, of) && !known_whole(sh, first, last)) {
    uint32_t behind = of + 1 + (kg__token_is(sh->doc, of + 1, "the") ? 1 : 0);
    if (behind > last || !kg__span_capital(sh, behind))
      return KG_OK;
    last = kg__span_end(sh, behind, &of);
    return shape_span(sh, behind, last, of);
  }
  if (known_whole(sh, first, last))
    return KG_OK;
  int32_t people = known_of_people(sh, first, last);
  if (people >= 0)
    return shape_of_people(sh, first, last, people);
  if (unit_of_place(sh, first, last))
    return offer(sh, first, last, first, last, sh->institution, 5);
  int event = event_apart(sh, last);
  if (event >= 0 && last > first)
    return offer(sh, first, last, first, last, event, 5);
  if (kg__code_ship(sh, first) && first < last)
    return offer(sh, first, last, first, last, sh->asset, 6);
  if (kg__code_weapon(sh, first, last) || kg__code_make(sh, first, last))
    return offer(sh, first, last, first, last, kg__code_class(sh, first, last), 2);
  if (known_with_kind(sh, first, last) || known_series(sh, first, last))
    return KG_OK;
  if (of > first && office_of(sh, of)) {
    uint32_t behind = of + 1 + (kg__token_is(sh->doc, of + 1, "the") ? 1 : 0), more;
    uint64_t agents = kg__class_mask(sh->doc->ontology, KG_STR("Agent"));
    uint32_t holder = past_field(sh, of, last);
    if (holder > of && holder < last && token(sh, holder)->flags & KG__T_CAPITAL &&
        !known_within(sh, holder, last) && !ordinary(sh, holder, last))
      return offer(sh, holder, last, holder, last, sh->person, 4); // "Minister of Defence X"
    bool body = end->head_class != KG__NO_CLASS && agents >> end->head_class & 1;
    return body && kg__span_capital(sh, behind) && kg__span_end(sh, behind, &more) == last && !more
               ? shape_span(sh, behind, last, 0)
               : KG_OK;
  }
  if (of && kg__shape_leaf(sh, token(sh, of - 1)->head_class) && !kg__token_is(sh->doc, of, "in") &&
      of_known_whole(sh, first, last, of))
    return shape_span(sh, first, of - 1, 0);
  if (of && kg__token_is(sh->doc, of, "in") && !kg__token_is(sh->doc, of - 1, "office"))
    return offer(sh, first, last, first, last, kg__class_find(sh->doc->ontology, KG_STR("Operation")), 5);
  if (of && of > first && kg__shape_leaf(sh, token(sh, of - 1)->head_class))
    return offer(sh, first, last, first, last, at_home(sh, first, last, token(sh, of - 1)->head_class), 5);
  int inner = class_within(sh, first, last);
  if (inner >= 0 && end->head_class != KG__NO_CLASS && kg__shape_leaf(sh, end->head_class))
    return offer(sh, first, last, first, last, inner, 5);
  if (code_named(sh, first, last))
    return offer(sh, first, last, is_exercise(sh, first) ? first + 1 : first, last,
                 token(sh, first)->head_class, 5);
  if (kg__shape_leaf(sh, end->head_class) && last > first)
    return offer(sh, first, last, first, last, at_home(sh, first, last, end->head_class), 5);
  int before = kg__told_before(sh, first);
  bool otherwise = kg__told_by_noun(sh, before) && before != token(sh, first)->head_class;
  if (last > first && inner < 0 && !otherwise && token(sh, first)->head_words == 1 &&
      introduced(sh, token(sh, first)->head_class))
    return offer(sh, first, last, is_exercise(sh, first) ? first + 1 : first, last,
                 token(sh, first)->head_class, 5);
  if (inner >= 0)
    return offer(sh, first, last, first, last, inner, 4);
  uint32_t name = after_titles(sh, first, last);
  if (name > first && name == of)
    return KG_OK; // "the Minister of X"

  if (name <= last && !(token(sh, name)->flags & KG__T_CAPITAL))
    name = first;
  if (name > first && name <= last && first > sh->s->first && before == sh->asset &&
      token(sh, first - 1)->head_class == sh->asset)
    return offer(sh, first, last, first, last, sh->asset, 5); // "the frigate Admiral X"
  if (name > first && name <= last && !known_whole(sh, name, last) && !ordinary(sh, name, last))
    return offer(sh, name, last, name, last, sh->person, 4);
  uint32_t demonym = known_prefix(sh, first, KG__DEMONYM);
  if (demonym > first && demonym <= last)
    return token(sh, demonym)->flags & (KG__T_CAPITAL | KG__T_DIGIT) ? shape_span(sh, demonym, last, of)
                                                                     : KG_OK;
  uint32_t city = known_prefix(sh, first, KG__METONYM);
  if (city > first && city == last && (in_dictionary(sh, last) || adjective(sh, last, last)))
    return KG_OK; // "the Kyiv Independent"
  uint32_t named = known_prefix(sh, first, KG__NAME);
  if (named > first && named <= last && !kg__shape_leaf(sh, end->head_class))
    return token(sh, named)->flags & (KG__T_CAPITAL | KG__T_DIGIT) ? shape_span(sh, named, last, of) : KG_OK;
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
               kg__class_find(doc->ontology, KG_STR("Region")),
               kg__class_find(doc->ontology, KG_STR("MilitaryAsset")),
               kg__class_find(doc->ontology, KG_STR("Institution"))};
  for (uint32_t t = s->first; t < s->end; t++) {
    uint32_t of;
    bool lower_code =
        !(doc->tokens.items[t].flags & KG__T_PUNCT) && t + 1 < s->end && kg__code_weapon(&sh, t, t + 1);
    if (kg__code_ordinal(&sh, t) && t + 1 < s->end && kg__span_capital(&sh, t + 1)) {
      uint32_t end = kg__span_end(&sh, t + 1, &of);
      KG_TRY(shape_unit(&sh, t, end, of));
    }
    if (kg__code_agreement(&sh, t))
      KG_TRY(offer(&sh, t, t + 1, t, t + 1, doc->tokens.items[t].head_class, 5));
    if (!kg__span_capital(&sh, t) && !lower_code)
      continue;
    uint32_t last = kg__span_end(&sh, t, &of);
    KG_TRY(shape_span(&sh, t, last, of));
    t = last;
  }
  return KG_OK;
}
