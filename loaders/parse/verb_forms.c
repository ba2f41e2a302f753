// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What is a verb among the words that may be one: as the tree has it, and by what stands before and behind.

#include "loaders/parse/tag.h"

bool
kg__tag_is_saying(const kg__tagger *g, uint32_t t)
{
  static const char *const SAYING[] = {"say", "says", "said", "tell", "tells", "told"};
  for (size_t i = 0; i < sizeof SAYING / sizeof *SAYING; i++) {
    if (kg__token_is(g->doc, t, SAYING[i]))
      return true;
  }
  return false;
}

// "which X hosted": the word is the verb of a clause whose subject is X.
static bool
in_relative_clause(const kg__tagger *g, uint32_t t)
{
  enum { PHRASE = KG__NOMINAL | KG__DETERMINER | KG__POSSESSIVE | KG__GENITIVE | KG__ADJECTIVE | KG__NUMBER };
  uint32_t k = t;
  while (k > g->s->first && g->doc->tokens.items[k - 1].pos & PHRASE)
    k--;
  return k < t && k > g->s->first && g->doc->tokens.items[k - 1].pos & KG__RELATIVE;
}

// "X trained A, supplied B's army and left": behind a noun and a comma, before a name.
static bool
goes_on(const kg__tagger *g, uint32_t t)
{
  return g->finite && t > g->s->first + 1 && t + 1 < g->s->end &&
         kg_str_equal(kg__token_text(g->doc, t - 1), KG_STR(",")) &&
         g->doc->tokens.items[t - 2].pos & (KG__NOUN | KG__PROPER) && kg__tag_possible(g, t + 1) & KG__PROPER;
}

// "Both sides condemned attacks and pledged support": a form with an object of its own, behind the subject of
// a verb that a conjunction ties to it.
static bool
acts_as_verb(const kg__tagger *g, uint32_t t)
{
  const kg__token *items = g->doc->tokens.items, *k = &items[t];
  bool object = false;
  if (k->relation != KG__REL_ACL || k->head < 0 || g->finite || items[k->head].relation != KG__REL_NSUBJ ||
      !(g->before & KG__NOMINAL))
    return false;
  for (uint32_t i = t + 1; i < g->s->end && (int32_t)i < items[k->head].head; i++) {
    object |= items[i].head == (int32_t)t && items[i].relation == KG__REL_OBJ;
    if (object && items[i].relation == KG__REL_CC && items[i].head == items[k->head].head)
      return true;
  }
  return false;
}

// Whether the verb that a word is joined to is active: in the past, or behind "has".
static bool
joins_active(const kg__tagger *g, const kg__token *k)
{
  const kg__token *first =
      k->relation == KG__REL_CONJ && k->head >= 0 ? &g->doc->tokens.items[k->head] : NULL;
  bool active = first && first->upos == KG__UPOS_VERB && first->xpos == KG__XPOS_VBD, passive = false;
  for (uint32_t i = g->s->first; first && i < g->s->end; i++) {
    const kg__token *c = &g->doc->tokens.items[i];
    bool below = c->head == k->head;
    active |= below && c->relation == KG__REL_AUX && kg__token_word(g->doc, i)->pos & KG__HAVE;
    passive |= below && c->relation == KG__REL_AUX_PASS;
  }
  return active && !passive;
}

// "X called it illegal and sent ships": a form with an object of its own, which a conjunction ties to a past
// tense.
static bool
follows_past(const kg__tagger *g, uint32_t t)
{
  const kg__token *items = g->doc->tokens.items, *k = &items[t];
  if (k->relation != KG__REL_CONJ || k->head < (int32_t)g->s->first || items[k->head].xpos != KG__XPOS_VBD ||
      !(g->before & KG__COORDINATOR))
    return false;
  for (uint32_t i = t + 1; i < g->s->end; i++) {
    if (items[i].head == (int32_t)t && items[i].relation == KG__REL_OBJ)
      return true;
  }
  return false;
}

// "X condemned Y and expressed concern": no concern is called an expressed one.
static bool
joined_statement(const kg__tagger *g, uint32_t t)
{
  static const char *const SAID[] = {"expressed",  "voiced",  "offered", "announced", "reaffirmed",
                                     "reiterated", "pledged", "urged",   "welcomed",  "condemned"};
  if (!g->finite || !(g->before & KG__COORDINATOR) || t < g->s->first + 2 ||
      !(g->doc->tokens.items[t - 2].pos & KG__NOMINAL) ||
      !(kg__tag_possible(g, t + 1) & (KG__NOUN | KG__ADJECTIVE)))
    return false;
  for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
    if (kg__token_says(g->doc, t, SAID[i]))
      return true;
  }
  return false;
}

// "X noted the rise of Y and condemned attacks": a form with an object of its own, hung on a noun as another.
static bool
joined_to_noun(const kg__tagger *g, uint32_t t)
{
  const kg__token *items = g->doc->tokens.items, *k = &items[t];
  if (k->relation != KG__REL_CONJ || k->head < 0 || k->head >= (int32_t)t || !g->finite ||
      !(g->before & KG__COORDINATOR) || !(items[k->head].pos & KG__NOMINAL))
    return false;
  for (uint32_t i = t + 1; i < g->s->end && i < t + 8; i++) {
    if (items[i].head == (int32_t)t && items[i].relation == KG__REL_OBJ)
      return true;
  }
  return false;
}

// "The forces remained in X": the form of a verb that takes no object is no participle behind its subject.
static bool
takes_none(const kg__tagger *g, uint32_t t)
{
  static const char *const FORMS[] = {
      "remained",     "arrived",    "existed",   "emerged",  "occurred", "happened", "belonged",
      "participated", "intervened", "rebelled",  "resigned", "lasted",   "clashed",  "mediated",
      "retreated",    "collapsed",  "persisted", "seceded",  "stayed",   "appeared", "differed"};
  bool found = false;
  for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
    found |= kg__token_says(g->doc, t, FORMS[i]);
  return found && g->before & KG__NOMINAL;
}

// "the ships deployed" or "X, by contrast, deployed ships": as the trained tagger takes a form that is both.
uint32_t
kg__tag_past_form(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  bool subject = false, auxiliary = g->before & KG__AUXILIARY && !(g->before & KG__MODAL);
  if (auxiliary || k->upos != KG__UPOS_VERB)
    return 0;
  if (k->relation == KG__REL_AMOD && (goes_on(g, t) || joined_statement(g, t)))
    return KG__VERB;
  if (k->relation == KG__REL_AMOD && k->xpos == KG__XPOS_VBN && k->head > (int32_t)t &&
      g->before & (KG__BEFORE_NOUN | KG__ADJECTIVE | KG__NUMBER))
    return KG__ADJECTIVE; // "a retired general"
  if (in_relative_clause(g, t) || acts_as_verb(g, t) || joined_to_noun(g, t) || follows_past(g, t) ||
      takes_none(g, t))
    return KG__VERB;
  for (uint32_t i = g->s->first; i < g->s->end; i++) {
    const kg__token *c = &g->doc->tokens.items[i];
    if (c->head == (int32_t)t && (c->relation == KG__REL_AUX || c->relation == KG__REL_AUX_PASS))
      return k->xpos == KG__XPOS_VBN ? KG__PARTICIPLE : 0;
    subject |= c->head == (int32_t)t && c->relation == KG__REL_NSUBJ;
  }
  if (k->xpos == KG__XPOS_VBN && joins_active(g, k))
    return KG__VERB; // "X has left Y and sent Z"
  return k->xpos == KG__XPOS_VBD ? KG__VERB : k->xpos == KG__XPOS_VBN && !subject ? KG__PARTICIPLE : 0;
}

// "accuses X of sending troops": the tree gives the form an object of its own, and hangs it as a clause.
bool
kg__tag_is_gerund(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  bool clause = k->relation == KG__REL_ADVCL || k->relation == KG__REL_ACL || k->relation == KG__REL_XCOMP ||
                k->relation == KG__REL_CCOMP;
  if (!clause || k->upos != KG__UPOS_VERB || k->xpos != KG__XPOS_VBG ||
      g->before & (KG__DETERMINER | KG__POSSESSIVE | KG__GENITIVE | KG__ADJECTIVE | KG__NUMBER))
    return false;
  for (uint32_t i = t + 1; i < g->s->end; i++) {
    if (g->doc->tokens.items[i].head == (int32_t)t && g->doc->tokens.items[i].relation == KG__REL_OBJ)
      return true;
  }
  return false;
}

// "both sides accused each other"
static bool
before_each_other(const kg__tagger *g, uint32_t t)
{
  return t + 2 < g->s->end && g->before & KG__NOMINAL &&
         ((kg__token_is(g->doc, t + 1, "each") && kg__token_is(g->doc, t + 2, "other")) ||
          (kg__token_is(g->doc, t + 1, "one") && kg__token_is(g->doc, t + 2, "another")));
}

// "X said Y supports Z", "X, led by Y, starts in Z": a form that is noun or verb, with a subject, behind a
// name or, if all hangs on it, behind a comma.
static bool
present_form(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  if ((k->head >= 0 && k->relation != KG__REL_CCOMP) || k->upos != KG__UPOS_VERB ||
      (k->xpos != KG__XPOS_VBZ && k->xpos != KG__XPOS_VBP) ||
      !(g->before &
        (KG__PROPER | (kg__tag_is_saying(g, t) ? KG__NOUN : 0) | (k->head < 0 ? KG__PUNCTUATION : 0))))
    return false;
  for (uint32_t i = t; i-- > g->s->first;) {
    const kg__token *c = &g->doc->tokens.items[i];
    if (c->head == (int32_t)t && c->relation == KG__REL_NSUBJ)
      return true;
  }
  return false;
}

// "X opposes A, shields B and arms C", "X watched Y arm Z": what the tree takes for a verb, with an object
// right behind it.
static bool
has_object(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  bool tagged = k->upos == KG__UPOS_VERB && k->xpos != KG__XPOS_VBG && k->xpos != KG__XPOS_VBN;
  bool hangs = k->relation == KG__REL_XCOMP || k->relation == KG__REL_CCOMP;
  if ((!tagged && !hangs) || k->flags & KG__T_CAPITAL ||
      g->before &
          (KG__BEFORE_NOUN | KG__NOUN | KG__ADJECTIVE | KG__PREPOSITION | KG__NUMBER | KG__HAVE | KG__BE))
    return false;
  for (uint32_t i = t + 1; i < g->s->end && i < t + 8; i++) {
    if (g->doc->tokens.items[i].head == (int32_t)t && g->doc->tokens.items[i].relation == KG__REL_OBJ)
      return true;
  }
  return false;
}

// "The navies conduct joint patrols": a form that is noun or verb, which the tree gives a plural right before
// it as its subject and an object behind it.
static bool
plural_does(const kg__tagger *g, uint32_t t)
{
  const kg__token *k = &g->doc->tokens.items[t];
  bool subject = false, object = false;
  if (k->upos != KG__UPOS_VERB || k->xpos != KG__XPOS_VBP || !(g->before & KG__NOUN))
    return false;
  for (uint32_t i = g->s->first; i < g->s->end; i++) {
    const kg__token *c = &g->doc->tokens.items[i];
    if (c->head != (int32_t)t)
      continue;
    subject |= i + 1 == t && c->relation == KG__REL_NSUBJ && kg__token_word(g->doc, i)->is & KG__WORD_PLURAL;
    object |= i > t && c->relation == KG__REL_OBJ;
  }
  return subject && object;
}

static bool
names_agent(const kg__tagger *g, uint32_t t)
{
  int32_t m = t < g->s->end ? g->doc->tokens.items[t].mention : -1;
  return m >= 0 && g->doc->mentions.items[m].kind != KG__DEMONYM &&
         kg__entity_is(g->doc, g->doc->mentions.items[m].entity, "Agent");
}

// "X opposes A, shields B": a plural does not stand right before a name; "Y saw X arm B": nor a noun between
// two.
static bool
before_name(const kg__tagger *g, uint32_t t)
{
  uint8_t forms = kg__token_word(g->doc, t)->forms;
  if (!names_agent(g, t + 1) || g->doc->tokens.items[t].flags & KG__T_CAPITAL)
    return false;
  if (forms & KG__FORM_S && g->finite && g->doc->tokens.items[t].head_class == KG__NO_CLASS)
    return g->before & (KG__PUNCTUATION | KG__COORDINATOR);
  if (!(forms & KG__FORM_BASE) || t < g->s->first + 2 || !names_agent(g, t - 1))
    return false;
  uint32_t v = g->doc->mentions.items[g->doc->tokens.items[t - 1].mention].first;
  uint32_t lemma = v > g->s->first ? kg__token_word(g->doc, v - 1)->verb : 0;
  return lemma && kg__word_at(&g->doc->ontology->words, lemma)->is & KG__WORD_CONTROLS;
}

// "A arms B, and X buys the ships": the name behind comma and conjunction opens a clause of its own.
static bool
opens_clause(const kg__tagger *g, uint32_t t, uint32_t next)
{
  bool object = next & (KG__DETERMINER | KG__POSSESSIVE | KG__PROPER) ||
                (t + 1 < g->s->end && g->doc->tokens.items[t + 1].mention >= 0);
  if (t < g->s->first + 3 || !object || !names_agent(g, t - 1) ||
      !(kg__token_word(g->doc, t)->forms & KG__FORM_S))
    return false;
  uint32_t name = g->doc->mentions.items[g->doc->tokens.items[t - 1].mention].first;
  return name > g->s->first + 1 && g->doc->tokens.items[name - 1].pos & KG__COORDINATOR &&
         kg_str_equal(kg__token_text(g->doc, name - 2), KG_STR(","));
}

bool
kg__tag_is_finite(const kg__tagger *g, uint32_t t, uint32_t next)
{
  bool present = kg__token_word(g->doc, t)->forms & (KG__FORM_BASE | KG__FORM_S);
  return present_form(g, t) || before_each_other(g, t) ||
         (present &&
          (has_object(g, t) || plural_does(g, t) || before_name(g, t) || opens_clause(g, t, next)));
}
