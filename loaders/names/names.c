// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// All readings of a sentence's tokens as names are gathered, of the gazetteer by the automaton and unknown
// ones by their shape; then the longest win, so that "Australian Defence Force" is no mention of Australia.

#include "kg/base/vec.h"
#include "loaders/stages.h"

#include <stdlib.h>
#include <string.h>

static bool
shouting(const kg__document *doc, const kg__sentence *s)
{
  size_t shouted = 0, words = 0;
  for (uint32_t t = s->first; t < s->end; t++) {
    shouted += (doc->tokens.items[t].flags & KG__T_SHOUT) != 0;
    words += !(doc->tokens.items[t].flags & KG__T_PUNCT);
  }
  return words > 3 && shouted * 5 > words * 4;
}

// "the Multinational Support mission", "the Gulf war": the last of many words, or one that tells the class of
// the thing, may be written like the common noun that it is.
static bool
common_end(const kg__document *doc, uint32_t first, const kg__label *label, uint32_t i)
{
  if (i + 1 != label->words || label->capitals != (1u << label->words) - 1 || label->kind == KG__LABEL_HEAD)
    return false;
  return i >= 2 ? (kg__token_word(doc, first + i)->pos & KG__NOUN) != 0
                : i == 1 && doc->tokens.items[first + i].head_class ==
                                doc->ontology->known.items[label->entity].cls;
}

// "Nato", "Aukus": letters that are spoken as a word may be written like one, where the dictionary has no
// other.
static bool
spoken(const kg__document *doc, const kg__label *label, uint32_t t)
{
  static const char *const CLASSES[] = {"Alliance", "InternationalOrganisation", "Institution", "Operation",
                                        NULL};
  enum { GROUPS = 15 }; // of WordNet's files, from 1
  const kg__token *k = &doc->tokens.items[t];
  kg__syntax_word w;
  bool body = false;
  if (!doc->model || label->words != 1 || label->kind != KG__LABEL_NAME || k->end - k->start < 4 ||
      !(k->flags & KG__T_CAPITAL) || k->flags & KG__T_MIXED)
    return false;
  for (size_t i = 0; CLASSES[i]; i++)
    body |= kg_str_equal(doc->ontology->classes.items[doc->ontology->known.items[label->entity].cls].name,
                         kg_str_of(CLASSES[i]));
  if (!body)
    return false;
  kg__syntax_look(doc->model, kg__token_text(doc, t), &w);
  return !w.word.can || (w.word.can == KG__CAN_NOUN && w.word.noun == GROUPS);
}

static bool
case_fits(const kg__document *doc, uint32_t first, const kg__label *label, bool loud)
{
  for (uint32_t i = 0; i < label->words; i++) {
    uint32_t flags = doc->tokens.items[first + i].flags;
    if ((label->capitals >> i & 1) && !(flags & KG__T_CAPITAL) && !common_end(doc, first, label, i))
      return false;
    if ((label->shouted >> i & 1) && !(flags & KG__T_SHOUT) && !loud && !spoken(doc, label, first))
      return false;
    if ((label->mixed >> i & 1) && !(flags & (KG__T_MIXED | KG__T_SHOUT))) // "LeT" is not "Let"
      return false;
    if ((label->shouted >> i & 1) && loud && label->words == 1 && label->kind == KG__LABEL_NAME &&
        doc->tokens.items[first].end - doc->tokens.items[first].start < 3)
      return false;
  }
  return true;
}

static bool
place_before(const kg__document *doc, const kg__sentence *s, uint32_t first)
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
genitive_after(const kg__document *doc, const kg__sentence *s, uint32_t last)
{
  return last + 1 < s->end && !(doc->tokens.items[last + 1].flags & KG__T_SPACE) &&
         kg_str_starts(kg__token_text(doc, last + 1), KG_STR("'"));
}

// "the Oslo accords", "Doha trade talks", but "Oslo-Doha talks": where they were made or held.
static bool
venue_of(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t last)
{
  enum { REACH = 3 };
  uint64_t held =
      kg__class_mask(doc->ontology, KG_STR("Agreement")) | kg__class_mask(doc->ontology, KG_STR("Meeting"));
  if (first > s->first && doc->tokens.items[first].flags & KG__T_JOINED)
    return false;
  for (uint32_t t = last + 1; t < s->end && t <= last + REACH; t++) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->flags & KG__T_JOINED || !(kg__token_word(doc, t)->pos & (KG__NOUN | KG__ADJECTIVE)))
      return false;
    if (k->head_class != KG__NO_CLASS && held >> k->head_class & 1)
      return true;
  }
  return false;
}

// "the Vienna-based X"
static bool
based_after(const kg__document *doc, const kg__sentence *s, uint32_t last)
{
  return last + 1 < s->end && doc->tokens.items[last + 1].flags & KG__T_JOINED &&
         (kg__token_is(doc, last + 1, "based") || kg__token_is(doc, last + 1, "born") ||
          kg__token_is(doc, last + 1, "headquartered"));
}

static int
rank_of(const kg__document *doc, const kg__sentence *s, const kg__label *label, uint32_t first, uint32_t last)
{
  const kg__known *k = &doc->ontology->known.items[label->entity];
  bool place = (place_before(doc, s, first) && !genitive_after(doc, s, last)) ||
               venue_of(doc, s, first, last) || based_after(doc, s, last);
  bool told = first > s->first && doc->tokens.items[first - 1].head_class == k->cls &&
              !(doc->tokens.items[first - 1].flags & KG__T_CAPITAL);
  switch (label->kind) {
  case KG__LABEL_CONTEXT:
    return told ? 6 : 3; // "the carrier X"
  case KG__LABEL_NAME:
    if (label->shouted == 1 && label->words == 1 && !(doc->tokens.items[first].flags & KG__T_SHOUT))
      return 3;
    if (told)
      return 6;
    return k->capital_of && !place ? 1 : 5;
  case KG__LABEL_METONYM:
    return place ? 2 : 4;
  case KG__LABEL_DEMONYM:
    return 3;
  default:
    return 3;
  }
}

// Common nouns that the gazetteer has, and capitals that are only places, count if a claim needs them.
static bool
is_generic(const kg__document *doc, const kg__label *label)
{
  const kg__known *k = &doc->ontology->known.items[label->entity];
  kg_str cls = doc->ontology->classes.items[k->cls].name;
  return (k->capital_of && label->kind == KG__LABEL_NAME) ||
         (!label->capitals &&
          (kg_str_equal(cls, KG_STR("Capability")) || kg_str_equal(cls, KG_STR("Threat"))));
}

/// What the document names beyond doubt, and whether it speaks of exercises.
typedef struct grounds {
  uint8_t *named; ///< Of each known entity
  bool exercises;
} grounds;

static bool
names_whole(const kg__document *doc, const grounds *g, uint32_t whole)
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

// Whether it is somebody who headed a state.
static bool
led(const kg__document *doc, const kg__label *label)
{
  const kg__ontology *o = doc->ontology;
  uint64_t states = kg__class_mask(o, KG_STR("State"));
  for (size_t i = 0; i < o->tenures.n; i++) {
    const kg__tenure *t = &o->tenures.items[i];
    if (t->person == label->entity && t->leads && states >> o->known.items[t->of].cls & 1)
      return true;
  }
  return false;
}

static bool
rival(const kg__document *doc, const kg__label *l, const kg__label *label, bool heads)
{
  const kg__ontology *o = doc->ontology;
  return l->kind != KG__LABEL_HEAD && o->known.items[l->entity].cls == o->known.items[label->entity].cls &&
         (!heads || led(doc, l));
}

// Whether the gazetteer knows one person of this name only, or one who headed a state.
static bool
alone(const kg__document *doc, const kg__label *label, bool heads)
{
  const kg__ontology *o = doc->ontology;
  size_t n = 0;
  uint32_t at = (uint32_t)(label - o->names.labels.items) + 1, before = 0;
  for (const kg__label *l = label; l; l = l->next ? &o->names.labels.items[l->next - 1] : NULL)
    n += rival(doc, l, label, heads);
  do {
    before = 0;
    for (size_t i = 0; !before && i < o->names.labels.n; i++)
      before = o->names.labels.items[i].next == at ? (uint32_t)i + 1 : 0;
    n += before && rival(doc, &o->names.labels.items[before - 1], label, heads);
    at = before;
  } while (before);
  return n == 1;
}

// "Singh", where the text has named another Singh in full.
static bool
namesake_in_full(const kg__document *doc, uint32_t first, kg_str person)
{
  kg_str name = kg__token_text(doc, first);
  for (uint32_t t = 1; t < first; t++) {
    const kg__token *given = &doc->tokens.items[t - 1];
    bool full = given->flags & KG__T_CAPITAL && !(given->flags & KG__T_PUNCT) &&
                doc->tokens.items[t].flags & KG__T_SPACE && given->head_class == KG__NO_CLASS &&
                !(kg__token_word(doc, t - 1)->is & (KG__WORD_COMMON | KG__WORD_RANK));
    if (full && kg_str_equal(kg__token_text(doc, t), name))
      return person.len && person.ptr[0] != kg__token_text(doc, t - 1).ptr[0]; // but "Mahmud" is Mahmoud
  }
  return false;
}

// A surname that the dictionary has not, and that is one person's in the gazetteer.
static bool
rare(const kg__document *doc, const kg__label *label, uint32_t t)
{
  kg__syntax_word w;
  const kg__token *k = &doc->tokens.items[t];
  if (!doc->model || k->end - k->start < 5 || !(k->flags & KG__T_CAPITAL) || k->flags & KG__T_SHOUT ||
      (t && doc->tokens.items[t - 1].flags & KG__T_CAPITAL) ||
      (t + 1 < doc->tokens.n && doc->tokens.items[t + 1].flags & KG__T_CAPITAL))
    return false;
  kg__syntax_look(doc->model, kg__token_text(doc, t), &w);
  return !w.word.can && alone(doc, label, false);
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
static bool
grounded(const kg__document *doc, const kg__sentence *s, const kg__label *label, uint32_t first,
         const grounds *g)
{
  const kg__known *k = &doc->ontology->known.items[label->entity];
  kg_str cls = doc->ontology->classes.items[k->cls].name;
  uint32_t last = first + label->words - 1;
  bool acronym = label->shouted && label->words == 1;
  if (kg_str_equal(cls, KG_STR("State")))
    return may_be_state(doc, s, first, last);
  if (g->named[label->entity])
    return true;
  if (kg_str_equal(cls, KG_STR("Person")) && label->words == 1 && namesake_in_full(doc, first, k->label))
    return false;
  if (kg_str_equal(cls, KG_STR("Person")))
    return label->words > 1 ||
           ((heads_state(doc, s, first) || governs(doc, s, last)) && led(doc, label) &&
            alone(doc, label, true)) ||
           ((titled(doc, s, first) || said_by(doc, s, first, last) || rare(doc, label, first)) &&
            names_whole(doc, g, k->office));
  if (resolves(doc, s, label, last))
    return true;
  if (kg_str_equal(cls, KG_STR("Exercise")))
    return g->exercises;
  if (kg_str_equal(cls, KG_STR("MilitaryAsset")) || kg_str_equal(cls, KG_STR("Company")))
    return noun_of_class(doc, s, first, last, k->cls);
  if (kg_str_equal(cls, KG_STR("Place")) && place_before(doc, s, first))
    return true;
  return k->whole ? names_whole(doc, g, k->whole) : !acronym;
}

// "Fatah-II" is not Fatah.
static bool
numbered(const kg__document *doc, uint32_t last)
{
  static const char *const ROMAN[] = {"i", "ii", "iii", "iv", "v", "vi", NULL};
  if (last + 1 >= doc->tokens.n || !(doc->tokens.items[last + 1].flags & KG__T_JOINED) ||
      !(doc->tokens.items[last + 1].flags & KG__T_CAPITAL))
    return false;
  for (size_t i = 0; ROMAN[i]; i++) {
    if (kg__token_is(doc, last + 1, ROMAN[i]))
      return true;
  }
  return false;
}

// "US$40 million" is not the United States.
static bool
is_currency(const kg__document *doc, uint32_t last)
{
  uint32_t end = doc->tokens.items[last].end;
  return end < doc->text.len && doc->text.ptr[end] == '$';
}

static kg_status
add_candidate(kg__document *doc, const kg__sentence *s, kg__candidates *found, const kg__label *label,
              uint32_t first)
{
  static const kg__mention_kind KINDS[] = {KG__NAME,    KG__NAME,    KG__METONYM,
                                           KG__DEMONYM, KG__DEMONYM, KG__NAME};
  uint32_t last = first + label->words - 1;
  KG_TRY(kg__vec_add(found));
  found->items[found->n - 1] = (kg__candidate){first,
                                               last,
                                               KINDS[label->kind],
                                               (int32_t)label->entity,
                                               doc->ontology->known.items[label->entity].cls,
                                               first,
                                               last,
                                               rank_of(doc, s, label, first, last),
                                               is_generic(doc, label)};
  return KG_OK;
}

// "Franco-German", but "General Franco"
static bool
hyphen_follows(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return t + 1 < s->end && doc->tokens.items[t + 1].flags & KG__T_JOINED;
}

// "X": of those who may be meant by it alone, one whom the document names in full.
static bool
namesake_named(const kg__automaton *names, uint32_t state, const kg__label *label, const grounds *g)
{
  for (const kg__label *l = g->named[label->entity] ? NULL : kg__automaton_label(names, state); l;
       l = l->next ? &names->labels.items[l->next - 1] : NULL) {
    if (l->kind == KG__LABEL_CONTEXT && g->named[l->entity])
      return true;
  }
  return false;
}

static kg_status
walk_from(kg__document *doc, const kg__sentence *s, uint32_t first, bool loud, const grounds *g,
          kg__candidates *found)
{
  const kg__automaton *names = &doc->ontology->names;
  uint32_t state = 0;
  for (uint32_t t = first; t < s->end; t++) {
    state = kg__automaton_step(names, state, doc->tokens.items[t].word);
    if (!state)
      break;
    for (const kg__label *l = kg__automaton_label(names, state); l;
         l = l->next ? &names->labels.items[l->next - 1] : NULL) {
      if (l->kind != KG__LABEL_HEAD && case_fits(doc, first, l, loud) &&
          !numbered(doc, first + l->words - 1) && !is_currency(doc, first + l->words - 1) &&
          (l->kind != KG__LABEL_COMBINING || hyphen_follows(doc, s, first)) &&
          (l->kind != KG__LABEL_CONTEXT ||
           (grounded(doc, s, l, first, g) && !namesake_named(names, state, l, g))))
        KG_TRY(add_candidate(doc, s, found, l, first));
    }
  }
  return KG_OK;
}

static int
longest_first(const void *a, const void *b)
{
  const kg__candidate *x = a, *y = b;
  uint32_t n = x->last - x->first, m = y->last - y->first;
  if (n != m)
    return n > m ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank > y->rank ? -1 : 1;
  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return x->known < y->known ? -1 : x->known > y->known;
}

static bool
free_of_mentions(const kg__document *doc, const kg__candidate *c)
{
  for (uint32_t t = c->first; t <= c->last; t++) {
    if (doc->tokens.items[t].mention >= 0)
      return false;
  }
  return true;
}

// Whether the gazetteer knows a name to be that of a part of another state: "Korean" is said of two.
static bool
of_another_state(const kg__document *doc, const kg__candidate *c, const kg__candidate *inner)
{
  uint64_t states = kg__class_mask(doc->ontology, KG_STR("State"));
  uint32_t whole = c->known >= 0 ? doc->ontology->known.items[c->known].whole : 0;
  return whole && whole - 1 != (uint32_t)inner->known && states >> inner->cls & 1 &&
         states >> doc->ontology->known.items[whole - 1].cls & 1;
}

// "South American": the one inside the name of a land is another.
static bool
inside_land(const kg__document *doc, const kg__candidates *found, const kg__candidate *inner,
            const kg__candidate *c)
{
  uint64_t lands =
      kg__class_mask(doc->ontology, KG_STR("Region")) | kg__class_mask(doc->ontology, KG_STR("Place"));
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *o = &found->items[i];
    if (o->known >= 0 && lands >> o->cls & 1 && o->first >= c->first && o->last <= c->last &&
        o->first <= inner->first && o->last >= inner->last &&
        o->last - o->first > inner->last - inner->first && o->last - o->first < c->last - c->first)
      return true;
  }
  return false;
}

// "Lake Chad Commission": it is called after the lake; "UN Office in Chad": it is only there.
static bool
behind_landscape(const kg__document *doc, const kg__candidate *c, uint32_t t)
{
  static const char *const WORDS[] = {"lake", "gulf", "mount", "cape", "strait", "river", "in", NULL};
  t -= t > c->first && kg__token_is(doc, t - 1, "the");
  for (const char *const *w = WORDS; t > c->first && *w; w++) {
    if (kg__token_is(doc, t - 1, *w))
      return true;
  }
  return false;
}

// "Korean News Agency" of the North is not the South's, "Defending X Act" not that of X.
static bool
elsewhere(const kg__document *doc, const kg__candidate *c, const kg__candidate *inner)
{
  const kg__ontology *o = doc->ontology;
  uint64_t states = kg__class_mask(o, KG_STR("State"));
  if (!(states >> inner->cls & 1))
    return false;
  if (c->known >= 0) {
    uint32_t whole = o->known.items[c->known].whole;
    while (whole && o->known.items[whole - 1].whole && !(states >> o->known.items[whole - 1].cls & 1))
      whole = o->known.items[whole - 1].whole;
    return whole && states >> o->known.items[whole - 1].cls & 1 && whole != (uint32_t)inner->known + 1;
  }
  return kg_str_equal(o->classes.items[c->cls].name, KG_STR("Strategy")) && inner->first > c->first &&
         inner->last < c->last;
}

static void
note_state(kg__document *doc, const kg__candidates *found, const kg__candidate *c, int32_t entity)
{
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *inner = &found->items[i];
    int32_t state;
    if (inner->known < 0 || inner == c || inner->first < c->first || inner->last > c->last ||
        inside_land(doc, found, inner, c))
      continue;
    if (!(kg__class_mask(doc->ontology, KG_STR("Agent")) >> inner->cls & 1) ||
        (inner->first == c->first && inner->last == c->last) || inner->known == c->known ||
        (inner->last == c->last && inner->cls == c->cls) || behind_landscape(doc, c, inner->first) ||
        elsewhere(doc, c, inner))
      continue; // "Southern X Force" is no part of "X Force"
    if (inner->kind == KG__METONYM &&
        (kg__entity_is(doc, entity, "Agreement") || kg__entity_is(doc, entity, "Meeting")))
      continue; // "the Minsk agreements": a venue
    if (of_another_state(doc, c, inner))
      continue;
    if (!kg__entity_known(doc, (uint32_t)inner->known, &state) && doc->entities.items[entity].state < 0)
      doc->entities.items[entity].state = state;
  }
}

static bool
says(const kg__document *doc, const kg__candidate *c, const char *const *words)
{
  for (uint32_t t = c->first; t <= c->last; t++) {
    for (const char *const *w = words; *w; w++) {
      if (kg__token_is(doc, t, *w))
        return true;
    }
  }
  return false;
}

// "X's war on Y", but "the Korean War"
static bool
waged(const kg__document *doc, const kg__candidate *c)
{
  static const char *const WAR[] = {"war", "wars", "offensive", "campaign", "assault", NULL}, *const ON[] = {
                                                                                                  "on",
                                                                                                  "against",
                                                                                                  "in", NULL};
  return says(doc, c, WAR) && says(doc, c, ON);
}

// "the X-ian invasion of Y" is of X, and names Y, too; "X's missile programme" is X's.
static kg_status
note_belligerents(kg__document *doc, const kg__candidates *found, const kg__candidate *c, int32_t entity)
{
  static const char *const ACTS[] = {"invasion",     "annexation", "occupation",
                                     "intervention", "aggression", NULL};
  if (!kg__entity_is(doc, entity, "Threat") && !says(doc, c, ACTS) && !waged(doc, c))
    return KG_OK;
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *inner = &found->items[i];
    int32_t state;
    if (inner->known < 0 || inner == c || inner->first < c->first || inner->last > c->last ||
        inner->known == c->known || inner->kind == KG__METONYM)
      continue;
    if (!(kg__class_mask(doc->ontology, KG_STR("State")) >> inner->cls & 1))
      continue;
    KG_TRY(kg__entity_known(doc, (uint32_t)inner->known, &state));
    doc->entities.items[state].mentioned = true;
    doc->entities.items[state].count += !kg__entity_is(doc, entity, "Threat");
    bool genitive = inner->last < c->last &&
                    (kg__token_is(doc, inner->last + 1, "'s") || kg__token_is(doc, inner->last + 1, "'"));
    if (inner->first == c->first && (genitive || inner->kind == KG__DEMONYM))
      doc->entities.items[entity].state = state;
  }
  return KG_OK;
}

// "X 24" is X, whichever is said first.
static kg_status
note_edition(kg__document *doc, const kg__candidate *c)
{
  const kg__token *last = &doc->tokens.items[c->name_last];
  bool numbered = last->flags & KG__T_DIGIT && !(last->flags & KG__T_JOINED);
  if (!numbered || c->name_first == c->name_last ||
      !kg_str_equal(doc->ontology->classes.items[c->cls].name, KG_STR("Exercise")))
    return KG_OK;
  kg_str whole = kg__span_text(doc, c->name_first, c->name_last),
         series = kg__span_text(doc, c->name_first, c->name_last - 1);
  int32_t entity = kg__entity_find(doc, series);
  if (entity >= 0 && kg__entity_is(doc, entity, "Exercise"))
    return kg__entity_alias(doc, whole, entity);
  KG_TRY(kg__entity_local(doc, c->cls, whole, false, &entity));
  return kg__entity_alias(doc, series, entity);
}

// "Ministry of Defence of X", "X Air Force": what it is called at home, where the text says whose it is.
static kg_status
note_home_name(kg__document *doc, const kg__candidates *found, const kg__candidate *c, int32_t entity)
{
  uint64_t states = kg__class_mask(doc->ontology, KG_STR("State"));
  for (size_t i = 0; i < found->n && kg__entity_is(doc, entity, "Institution"); i++) {
    const kg__candidate *inner = &found->items[i];
    uint32_t first = c->name_first, last = c->name_last;
    if (inner->known < 0 || !(states >> inner->cls & 1) || inner->first < first || inner->last > last)
      continue;
    if (inner->first == first && inner->kind == KG__DEMONYM)
      first = inner->last + 1;
    else if (inner->last == last && inner->first > first + 1) {
      last = inner->first - 1;
      while (last > first && kg__token_word(doc, last)->pos & (KG__PREPOSITION | KG__DETERMINER))
        last--;
    }
    kg_str name = first < last ? kg__span_text(doc, first, last) : KG_STR("");
    if (name.len && name.len < kg__span_text(doc, c->name_first, c->name_last).len &&
        kg__entity_find(doc, name) < 0)
      return kg__entity_alias(doc, name, entity);
  }
  return KG_OK;
}

// "Hayashi Yoshimasa" where the gazetteer has "Yoshimasa Hayashi": a person of either order, or -1.
static int32_t
known_in_other_order(const kg__document *doc, const kg__candidate *c)
{
  const kg__automaton *names = &doc->ontology->names;
  if (c->name_last != c->name_first + 1 ||
      !kg_str_equal(doc->ontology->classes.items[c->cls].name, KG_STR("Person")))
    return -1;
  uint32_t state = kg__automaton_step(names, 0, doc->tokens.items[c->name_last].word);
  state = state ? kg__automaton_step(names, state, doc->tokens.items[c->name_first].word) : 0;
  for (const kg__label *l = state ? kg__automaton_label(names, state) : NULL; l;
       l = l->next ? &names->labels.items[l->next - 1] : NULL) {
    if (l->kind == KG__LABEL_NAME && doc->ontology->known.items[l->entity].cls == c->cls)
      return (int32_t)l->entity;
  }
  return -1;
}

// Whether the letter is of a word like "II" or "VI".
static bool
in_numeral(kg_str label, size_t at)
{
  size_t from = at, to = at;
  while (from && label.ptr[from - 1] != ' ')
    from--;
  while (to < label.len && label.ptr[to] != ' ')
    to++;
  for (size_t i = from; i < to; i++) {
    if (!memchr("IVX", label.ptr[i], 3))
      return false;
  }
  return true;
}

// "Jane DOE" is called Jane Doe.
static kg_status
lower_surname(kg__document *doc, const kg__candidate *c, kg_str name, int32_t entity)
{
  kg_str label = doc->entities.items[entity].label;
  const kg__token *last = &doc->tokens.items[c->name_last], *first = &doc->tokens.items[c->name_first];
  bool shouted = (last->flags & KG__T_SHOUT && last->end - last->start > 3) ||
                 (first->flags & KG__T_SHOUT && first->end - first->start > 3);
  if (!kg__entity_is(doc, entity, "Person") || !shouted || !kg_str_equal(label, name))
    return KG_OK;
  kg_str copy = kg_arena_str(doc->arena, label);
  if (!copy.ptr)
    return KG_ERR_NOMEM;
  char *text = (char *)copy.ptr;
  for (size_t i = 0; i < label.len; i++) {
    bool inside =
        i && (unsigned char)(label.ptr[i - 1] & ~32) >= 'A' && (unsigned char)(label.ptr[i - 1] & ~32) <= 'Z';
    bool numeral = in_numeral(label, i);
    if (inside && !numeral && label.ptr[i] >= 'A' && label.ptr[i] <= 'Z')
      text[i] = (char)(label.ptr[i] | 32);
  }
  doc->entities.items[entity].label = copy;
  return KG_OK;
}

// "B. Obama": the one person of this surname, if the first name begins so.
static int32_t
known_by_initial(const kg__document *doc, const kg__candidate *c)
{
  const kg__automaton *names = &doc->ontology->names;
  const kg__token *first = &doc->tokens.items[c->name_first];
  if (c->name_last == c->name_first || !(first->flags & KG__T_ABBREVIATION) ||
      first->end - first->start != 2 ||
      !kg_str_equal(doc->ontology->classes.items[c->cls].name, KG_STR("Person")))
    return -1;
  uint32_t state = kg__automaton_step(names, 0, doc->tokens.items[c->name_last].word);
  for (const kg__label *l = state ? kg__automaton_label(names, state) : NULL; l;
       l = l->next ? &names->labels.items[l->next - 1] : NULL) {
    const kg__known *k = &doc->ontology->known.items[l->entity];
    if (k->cls == c->cls && l->kind != KG__LABEL_HEAD && alone(doc, l, false))
      return k->label.ptr[0] == doc->text.ptr[first->start] ? (int32_t)l->entity : -1;
  }
  return -1;
}

// The state whose "Air Force" this is: named right before, with a genitive, or behind "of".
static int32_t
owner_of(const kg__document *doc, const kg__candidates *found, const kg__candidate *c)
{
  uint64_t states = kg__class_mask(doc->ontology, KG_STR("State"));
  for (size_t i = 0; i < found->n; i++) {
    const kg__candidate *o = &found->items[i];
    bool before = o->last + 2 == c->first &&
                  (kg__token_is(doc, o->last + 1, "'s") || kg__token_is(doc, o->last + 1, "'"));
    bool behind = o->first == c->last + 2 && kg__token_is(doc, c->last + 1, "of");
    if (o->known >= 0 && states >> o->cls & 1 && (before || behind))
      return o->known;
  }
  return -1;
}

static bool
within(const kg__ontology *o, uint32_t known, uint32_t state)
{
  uint32_t whole = o->known.items[known].whole;
  for (int steps = 0; whole && steps < 4; steps++) {
    if (whole == state + 1)
      return true;
    whole = o->known.items[whole - 1].whole;
  }
  return false;
}

// "Brazil's Air Force" is the Brazilian Air Force: the one of that state whose name ends so.
static int32_t
force_of(const kg__document *doc, const kg__candidates *found, const kg__candidate *c)
{
  const kg__ontology *o = doc->ontology;
  kg_str name = kg__span_text(doc, c->name_first, c->name_last);
  int32_t best = -1, state = c->name_last > c->name_first ? owner_of(doc, found, c) : -1;
  if (state < 0 || !kg_str_equal(o->classes.items[c->cls].name, KG_STR("Institution")))
    return -1;
  for (size_t i = 0; i < o->known.n; i++) {
    kg_str label = o->known.items[i].label;
    if (o->known.items[i].cls == c->cls && within(o, (uint32_t)i, (uint32_t)state) && label.len > name.len &&
        kg_str_ends(label, name) && label.ptr[label.len - name.len - 1] == ' ' &&
        (best < 0 || label.len < o->known.items[best].label.len))
      best = (int32_t)i;
  }
  return best;
}

static kg_status
accept(kg__document *doc, const kg__candidates *found, const kg__candidate *c)
{
  int32_t entity, other = c->known < 0 ? known_in_other_order(doc, c) : -1;
  if (c->known < 0 && other < 0)
    other = known_by_initial(doc, c);
  if (c->known < 0 && other < 0)
    other = force_of(doc, found, c);
  if (c->known >= 0) {
    KG_TRY(kg__entity_known(doc, (uint32_t)c->known, &entity));
    if (kg__entity_is(doc, entity, "Institution") || kg__entity_is(doc, entity, "Agreement") ||
        kg__entity_is(doc, entity, "Strategy") || kg__entity_is(doc, entity, "Meeting"))
      note_state(doc, found, c, entity);
    if (kg__entity_is(doc, entity, "Conflict") || kg__entity_is(doc, entity, "Threat"))
      KG_TRY(note_belligerents(doc, found, c, entity));
  } else if (other >= 0) {
    KG_TRY(kg__entity_known(doc, (uint32_t)other, &entity));
  } else {
    KG_TRY(note_edition(doc, c));
    kg_str name = kg__span_text(doc, c->name_first, c->name_last);
    KG_TRY(kg__entity_local(doc, c->cls, name, false, &entity));
    KG_TRY(lower_surname(doc, c, name, entity));
    note_state(doc, found, c, entity);
  }
  KG_TRY(note_home_name(doc, found, c, entity));
  bool mentioned = doc->entities.items[entity].mentioned;
  KG_TRY(kg__mention_add(doc, c->name_first, c->name_last, c->kind, entity));
  if (c->generic && (c->last == c->first || kg__entity_is(doc, entity, "Place")))
    doc->entities.items[entity].mentioned = mentioned;
  return KG_OK;
}

// A common noun of the gazetteer whose head noun the ontology puts into another class is left to description.
static bool
misplaced(const kg__document *doc, const kg__candidate *c)
{
  const kg__token *t = &doc->tokens.items[c->last];
  return c->generic && t->head_class != KG__NO_CLASS && t->head_class != c->cls && c->kind == KG__NAME &&
         !(doc->tokens.items[c->first].flags & KG__T_CAPITAL);
}

static kg_status
choose(kg__document *doc, kg__candidates *found)
{
  if (found->n)
    qsort(found->items, found->n, sizeof *found->items, longest_first);
  for (size_t i = 0; i < found->n; i++) {
    if (free_of_mentions(doc, &found->items[i]) && !misplaced(doc, &found->items[i]))
      KG_TRY(accept(doc, found, &found->items[i]));
  }
  return KG_OK;
}

static kg_status
name_sentence(kg__document *doc, const kg__sentence *s, const grounds *g, kg__candidates *found)
{
  bool loud = shouting(doc, s);
  if (s->dateline)
    return KG_OK;
  found->n = 0;
  for (uint32_t t = s->first; t < s->end; t++)
    KG_TRY(walk_from(doc, s, t, loud, g, found));
  if (!loud) {
    KG_TRY(kg__sentence_headline(doc, s, found));
    KG_TRY(kg__sentence_shapes(doc, s, found));
  }
  return choose(doc, found);
}

// A head noun with a capital is one of names only, and tells more of them than the common noun does.
static void
note_head(kg__document *doc, const kg__label *label, uint32_t first)
{
  kg__token *t = &doc->tokens.items[first + label->words - 1];
  if (label->capitals && !case_fits(doc, first, label, false))
    return;
  if (label->words + (label->capitals != 0) > t->head_words + t->head_capital) {
    t->head_capital = label->capitals != 0;
    t->head_class = (uint8_t)label->entity;
    t->head_words = label->words;
  }
}

static void
find_grounds(kg__document *doc, const kg__sentence *s, grounds *g)
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
                   l->kind != KG__LABEL_COMBINING && case_fits(doc, first, l, false))
          g->named[l->entity] = 1;
      }
    }
  }
}

kg_status
kg__document_name(kg__document *doc)
{
  kg__candidates found = {0};
  grounds g = {.named = calloc(doc->ontology->known.n + 1, 1)};
  kg_status st = g.named ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < doc->sentences.n; i++)
    find_grounds(doc, &doc->sentences.items[i], &g);
  for (size_t i = 0; !st && i < doc->sentences.n; i++)
    st = name_sentence(doc, &doc->sentences.items[i], &g, &found);
  free(found.items);
  free(g.named);
  return st ? st : kg__document_short_forms(doc);
}
