// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Who says what a claim says, where that is not the author: who a report behind it or within it names ("...,
// X said", "..., said X on Monday, ..."), the subject of a verb or the author of a noun of saying above it in
// the tree ("X's claim that"), "according to X", or whoever speaks where its quotation begins or ends.

#include "loaders/scope/reports.h"
#include "loaders/meant/resolve.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

// "which it regards as part of ..."
static bool
follows_as(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t verb)
{
  for (uint32_t i = verb + 1; i < t && i < s->end; i++) {
    if (kg__token_says(doc, i, "as"))
      return true;
  }
  return false;
}

// Whether a semicolon ends between two words what was said, outside of quotations.
static bool
cut_off(const kg__document *doc, const kg__sentence *s, uint32_t a, uint32_t b)
{
  for (uint32_t t = a < b ? a : b; t < (a < b ? b : a); t++) {
    if (kg__token_says(doc, t, ";") && !kg__is_quoted(doc, s, t))
      return true;
  }
  return false;
}

// A clause beside this one that says it: "..., X said", "as X has noted".
static int32_t
said_beside(const kg__document *doc, const kg__sentence *s, uint32_t clause)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    const kg__token *k = token(doc, t);
    bool beside =
        k->head == (int32_t)clause && (k->relation == KG__REL_PARATAXIS || k->relation == KG__REL_ADVCL);
    bool as = k->relation != KG__REL_ADVCL;
    for (uint32_t i = s->first; beside && !as && i < t; i++)
      as = token(doc, i)->head == (int32_t)t && kg__token_says(doc, i, "as");
    if (beside && as && kg__says(doc, t) && !cut_off(doc, s, t, clause))
      return kg__sayer(doc, s, t);
  }
  return -1;
}

// Who is behind "by" where a passive verb says, judges or accuses; or -1.
static int32_t
agent_of(const kg__document *doc, const kg__sentence *s, uint32_t verb)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    bool by = c->prep > (int32_t)verb && c->prep < (int32_t)verb + 8 && (uint32_t)c->prep < s->end &&
              kg__token_says(doc, (uint32_t)c->prep, "by");
    if (by && token(doc, doc->chunks.items[i].root)->head == (int32_t)verb)
      return (int32_t)c->head;
  }
  return -1;
}

// "X denies supporting Y", "X says that it fights Y": a report, unless it tells of a bond, a view or a plan.
static bool
of_itself(const kg__document *doc, uint32_t verb, const kg__claim *claim)
{
  const kg__property *p = &doc->ontology->properties.items[claim->property];
  bool fact = claim->modality == KG__ASSERTED && !p->enduring && !p->stative &&
              !kg_str_equal(p->name, KG_STR("perceivesThreat")) &&
              !kg_str_equal(p->name, KG_STR("prioritises"));
  return kg__denies(doc, verb) || fact;
}

// "which X has bought": what stands in a relative clause is the author's own word, unless it is quoted.
static bool
own_words(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t v = token(doc, t)->verb;
  for (int steps = 0; v < 0 && steps < 4 && token(doc, t)->head >= (int32_t)s->first; steps++) {
    t = (uint32_t)token(doc, t)->head;
    v = t < s->end ? token(doc, t)->verb : -1;
  }
  return v >= 0 && doc->verbs.items[v].relative && !kg__is_quoted(doc, s, t);
}

// "saw action as an officer" is no judgement on what is named behind "as".
static bool
follows_judgement(const kg__document *doc, const kg__sentence *s, uint32_t clause, uint32_t verb)
{
  int32_t v = token(doc, verb)->verb, object = v >= 0 ? doc->verbs.items[v].object : -1;
  bool thing = object >= 0 && (token(doc, doc->chunks.items[object].head)->mention >= 0 ||
                               token(doc, doc->chunks.items[object].head)->pos & KG__PRONOUN ||
                               doc->chunks.items[object].definite || doc->chunks.items[object].owner >= 0);
  return kg__judges(doc, verb) && (thing || !kg__token_is(doc, verb, "saw")) &&
         follows_as(doc, s, clause, verb);
}

// "..., X said, even though Y ...": not what is said, whatever the tree makes of it.
static bool
is_aside(const kg__document *doc, const kg__sentence *s, uint32_t clause)
{
  static const char *const ASIDE[] = {"though", "although", "while", "whereas", "because", "after", "before"};
  for (uint32_t t = s->first; t < clause; t++) {
    for (size_t i = 0; token(doc, t)->head == (int32_t)clause && i < sizeof ASIDE / sizeof *ASIDE; i++) {
      if (token(doc, t)->relation == KG__REL_MARK && kg__token_says(doc, t, ASIDE[i]))
        return true;
    }
  }
  return false;
}

// Who says, judges or accuses by the word that a clause hangs on; -1: nobody.
static int32_t
reported_by(const kg__document *doc, const kg__sentence *s, uint32_t clause, uint32_t head)
{
  uint8_t relation = token(doc, clause)->relation;
  if (relation == KG__REL_CCOMP && is_aside(doc, s, clause))
    relation = KG__REL_ADVCL;
  bool complement = relation == KG__REL_CCOMP || relation == KG__REL_PARATAXIS ||
                    (relation == KG__REL_ADVCL_RELCL && kg__token_says(doc, head, "how"));
  if (complement && kg__token_says(doc, head, "how") && token(doc, head)->head >= (int32_t)s->first)
    head = (uint32_t)token(doc, head)->head; // "describes how"
  bool charge = relation == KG__REL_ADVCL || relation == KG__REL_XCOMP || relation == KG__REL_CCOMP;
  if (complement || relation == KG__REL_ACL || relation == KG__REL_CSUBJ) {
    int32_t holder = kg__holder_of(doc, head), subject = complement ? kg__sayer(doc, s, head) : -1;
    if (holder < 0 && subject >= 0) // "X's assessment is that"
      holder = kg__holder_of(doc, (uint32_t)subject);
    if (holder >= 0)
      return holder;
  }
  if (relation == KG__REL_NMOD) // "X's allegations of support for Y"
    return kg__is_charge(doc, head) ? kg__author_token(doc, head) : -1;
  bool of = relation == KG__REL_OBL && kg__accuses(doc, head); // "suspects X of sabotage"
  bool reports = (complement && kg__says(doc, head)) || of ||
                 (relation == KG__REL_OBJ && kg__tells_of_object(doc, head)) ||
                 (charge && (kg__accuses(doc, head) || kg__denies(doc, head))) ||
                 follows_judgement(doc, s, clause, head);
  int32_t v = token(doc, head)->verb;
  bool passive = v >= 0 && doc->verbs.items[v].passive;
  return !reports ? -1 : passive ? agent_of(doc, s, head) : kg__sayer(doc, s, head);
}

// Who is said to speak in a sentence, outside of quotations; or -1.
static int32_t
speaks_in(const kg__document *doc, const kg__sentence *s)
{
  kg__report r;
  int32_t found = -1;
  for (uint32_t t = s->first; t < s->end; t++) {
    if (token(doc, t)->verb < 0 || !kg__says(doc, t) || kg__is_quoted(doc, s, t))
      continue;
    int32_t sayer = kg__report_at(doc, s, t, &r) ? (int32_t)r.speaker : kg__sayer(doc, s, t);
    found = sayer >= 0 ? sayer : found;
  }
  return found;
}

// "It also says that": who spoke in the sentence before speaks on, where "it" is no person; also for "he" and
// "she", if nobody else is meant.
static bool
spoke_before(const kg__document *doc, const kg__sentence *s, uint32_t t, kg__claim *claim)
{
  if (s == doc->sentences.items || token(doc, s->first)->flags & KG__T_BLANK)
    return false;
  int32_t sayer = speaks_in(doc, s - 1);
  if (sayer < 0 || token(doc, (uint32_t)sayer)->pos & KG__PRONOUN)
    return false;
  int32_t m = token(doc, (uint32_t)sayer)->mention;
  bool person = m >= 0 && kg__entity_is(doc, doc->mentions.items[m].entity, "Person");
  return !(person && kg__token_says(doc, t, "it")) && kg__claim_said_by(doc, (uint32_t)sayer, false, claim);
}

// Let a claim be said by whom a word stands for.
static bool
said_by(const kg__document *doc, const kg__sentence *s, uint32_t t, bool of_itself, kg__claim *claim)
{
  bool it = kg__token_says(doc, t, "it");
  bool he = kg__token_says(doc, t, "he") || kg__token_says(doc, t, "she") || kg__token_says(doc, t, "they");
  if (it && spoke_before(doc, s, t, claim))
    return true;
  return kg__claim_said_by(doc, t, of_itself, claim) || (he && spoke_before(doc, s, t, claim));
}

// "X has denied supporting Y", wherever the tree hangs the participle.
static bool
by_denial(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  int32_t v = token(doc, claim->trigger)->verb, g = v >= 0 ? doc->verbs.items[v].governor : -1;
  int32_t denier = g >= 0 && kg__denies(doc, doc->verbs.items[g].main) && !doc->verbs.items[g].passive
                       ? kg__sayer(doc, s, doc->verbs.items[g].main)
                       : -1;
  return denier >= 0 && said_by(doc, s, (uint32_t)denier, true, claim);
}

static bool
by_tree(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  uint32_t t = claim->trigger;
  if (by_denial(doc, s, claim))
    return true;
  for (int steps = 0; steps < 16; steps++) {
    const kg__token *k = token(doc, t);
    int32_t beside = said_beside(doc, s, t);
    if (beside >= 0 && said_by(doc, s, (uint32_t)beside, false, claim))
      return true;
    if (k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
      return false;
    uint32_t head = (uint32_t)k->head;
    if (cut_off(doc, s, t, head))
      return false;
    int32_t source = head > t && own_words(doc, s, t) ? -1 : reported_by(doc, s, t, head);
    if (source >= 0 && said_by(doc, s, (uint32_t)source, of_itself(doc, head, claim), claim))
      return true;
    bool own_words = (k->relation == KG__REL_ACL_RELCL && !kg__is_quoted(doc, s, t)) ||
                     k->relation == KG__REL_ADVCL || k->relation == KG__REL_ADVCL_RELCL ||
                     (k->relation == KG__REL_CCOMP && is_aside(doc, s, t));
    if (own_words)
      return false;
    t = head;
  }
  return false;
}

// Whether a report covers a word: what stands before it, or all of the sentence if it cuts a clause in two.
static bool
covers(const kg__document *doc, const kg__sentence *s, const kg__report *r, uint32_t t)
{
  bool within = true;
  if (cut_off(doc, s, r->verb, t))
    return false;
  for (uint32_t i = s->first; i < r->open; i++)
    within &= !kg__finite_at(doc, i);
  if (t > r->verb)
    return within || kg__is_quoted(doc, s, t);
  bool aside = token(doc, s->first)->pos & KG__SUBORDINATOR && !kg__is_quoted(doc, s, r->open);
  return t < r->open && !aside;
}

static bool
by_report(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  kg__report r;
  for (uint32_t t = s->first + 1; t < s->end; t++) {
    if (kg__report_at(doc, s, t, &r) && covers(doc, s, &r, claim->trigger) &&
        !own_words(doc, s, claim->trigger))
      return said_by(doc, s, r.speaker, false, claim);
  }
  return false;
}

// "said that ..., and that ...": the "that" of the first of two that are said.
static uint32_t
first_that(const kg__document *doc, const kg__sentence *s, uint32_t that)
{
  if (that <= s->first + 1 || !(token(doc, that - 1)->pos & KG__COORDINATOR))
    return that;
  for (uint32_t t = that - 1; t-- > s->first + 1;) {
    if (kg__token_says(doc, t, "that") && token(doc, t)->relation == KG__REL_MARK)
      return t;
  }
  return that;
}

// "said on Monday that", "told the council that", "X's claim that": who says what stands behind a "that",
// wherever the tree hangs it.
static bool
by_that(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  uint32_t that = claim->trigger;
  while (that > s->first && !kg__token_says(doc, that, "that")) {
    if (kg__closes(doc, that) || token(doc, that)->pos & (KG__RELATIVE | KG__SUBORDINATOR | KG__COORDINATOR))
      return false;
    that--;
  }
  that = first_that(doc, s, that);
  if (that == s->first || token(doc, that + 1)->verb >= 0 || cut_off(doc, s, that, claim->trigger))
    return false; // "a report that supports X"
  int32_t holder = kg__holder_of(doc, that - 1);
  for (uint32_t t = that; holder < 0 && t-- > s->first + 1 && that - t < 4;) { // "the claim by X that"
    bool by = kg__token_says(doc, t, "by") || kg__token_says(doc, t, "of") || kg__token_says(doc, t, "from");
    holder = by && token(doc, that - 1)->chunk == token(doc, t + 1)->chunk ? kg__holder_of(doc, t - 1) : -1;
  }
  if (holder >= 0)
    return said_by(doc, s, (uint32_t)holder, false, claim);
  if (token(doc, that)->xpos == KG__XPOS_WDT)
    return false; // "concluded a deal that X rejects"
  for (uint32_t t = that; t-- > s->first && that - t < 12 && !kg__closes(doc, t);) {
    if (kg__finite_at(doc, t))
      return kg__says(doc, t) && kg__sayer(doc, s, t) >= 0 &&
             said_by(doc, s, (uint32_t)kg__sayer(doc, s, t), false, claim);
  }
  return false;
}

// "in the view of", "from the perspective of"
static bool
in_view(const kg__document *doc, const kg__chunk *c)
{
  static const char *const VIEWS[] = {"view", "words", "opinion", "judgement", "account"},
                           *const IN[] = {"eyes", "reading", "telling", "estimation"},
                           *const FROM[] = {"perspective", "standpoint", "viewpoint"};
  bool in = c->prep >= 0 && kg__token_says(doc, (uint32_t)c->prep, "in");
  bool from = c->prep >= 0 && kg__token_says(doc, (uint32_t)c->prep, "from");
  bool view = false;
  for (size_t i = 0; (in || c->owner >= 0) && i < sizeof VIEWS / sizeof *VIEWS; i++)
    view |= kg__token_says(doc, c->head, VIEWS[i]);
  for (size_t i = 0; in && i < sizeof IN / sizeof *IN; i++)
    view |= kg__token_says(doc, c->head, IN[i]);
  for (size_t i = 0; (in || from) && i < sizeof FROM / sizeof *FROM; i++)
    view |= kg__token_says(doc, c->head, FROM[i]);
  return view;
}

// The word behind "according to".
static int32_t
according_to(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t head = token(doc, t)->head;
  if (token(doc, t)->relation == KG__REL_CASE && head > (int32_t)t && head < (int32_t)s->end)
    return head;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    if (doc->chunks.items[i].prep == (int32_t)t + 1)
      return (int32_t)doc->chunks.items[i].head;
  }
  return -1;
}

// "As X has put it, ...": the head of the phrase behind "as", or -1.
static int32_t
as_said(const kg__document *doc, const kg__sentence *s)
{
  int32_t chunk =
      s->first + 1 < s->end && kg__token_says(doc, s->first, "as") ? token(doc, s->first + 1)->chunk : -1;
  for (uint32_t t = s->first + 2; chunk >= 0 && t < s->end && !kg__token_says(doc, t, ","); t++) {
    if (token(doc, t)->verb >= 0 && kg__says(doc, t))
      return (int32_t)doc->chunks.items[chunk].head;
  }
  return -1;
}

// "according to X", "in X's view", "in the view of X".
static bool
by_phrase(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  for (uint32_t t = s->first; t + 1 < s->end; t++) {
    int32_t source = kg__token_says(doc, t, "according") && kg__token_says(doc, t + 1, "to")
                         ? according_to(doc, s, t)
                         : -1;
    if (source >= 0 && !cut_off(doc, s, t, claim->trigger) && said_by(doc, s, (uint32_t)source, false, claim))
      return true;
  }
  int32_t as = as_said(doc, s);
  if (as >= 0 && (int32_t)claim->trigger > as && said_by(doc, s, (uint32_t)as, false, claim))
    return true;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    bool of =
        i + 1 < doc->chunk_end && c[1].prep == (int32_t)c->last + 1 && kg__token_says(doc, c->last + 1, "of");
    if (!in_view(doc, c))
      continue;
    int32_t source = c->owner >= 0 ? c->owner : of ? (int32_t)i + 1 : -1;
    if (source >= 0 && said_by(doc, s, doc->chunks.items[source].head, false, claim))
      return true;
  }
  return false;
}

static bool
goes_on(const kg__document *doc, const kg__sentence *s)
{
  return kg__is_quoted(doc, s, s->end - 1) && !(token(doc, s->end - 1)->flags & KG__T_BLANK);
}

// Who was said to speak in one of the sentences before, if all since then is quoted.
static bool
by_quotation(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  if (!kg__is_quoted(doc, s, claim->trigger))
    return false;
  for (const kg__sentence *before = s; before-- > doc->sentences.items && s - before < 4;) {
    int32_t sayer = speaks_in(doc, before);
    if (sayer >= 0)
      return kg__claim_said_by(doc, (uint32_t)sayer, false, claim);
    if (!goes_on(doc, before))
      return false;
  }
  return false;
}

// What a name or phrase holds by its form is known to all: "Russia's navy", "its J-10 aircraft".
static bool
presupposed(const kg__document *doc, const kg__claim *claim)
{
  static const char *const HELD[] = {"partOf", "hasCapability", "locatedIn"};
  kg_str property = doc->ontology->properties.items[claim->property].name;
  bool held = false;
  for (size_t i = 0; i < sizeof HELD / sizeof *HELD; i++)
    held |= kg_str_equal(property, kg_str_of(HELD[i]));
  uint8_t relation = token(doc, claim->trigger)->relation;
  bool clause = relation == KG__REL_CCOMP || relation == KG__REL_ROOT || relation == KG__REL_CONJ ||
                token(doc, claim->trigger)->verb >= 0;
  bool frame = kg_str_equal(kg_str_of(claim->rule), KG_STR("frame")) &&
               (clause || !kg_str_equal(property, KG_STR("partOf")));
  return held && !frame && !kg__entity_is(doc, claim->subject, "Event");
}

void
kg__claim_source(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  claim->said_by = -1;
  if (claim->timeless || presupposed(doc, claim))
    return;
  if (!by_report(doc, s, claim) && !by_tree(doc, s, claim) && !by_that(doc, s, claim) &&
      !by_phrase(doc, s, claim))
    (void)by_quotation(doc, s, claim);
}

static void
look_at(kg__document *doc, const kg__sentence *s)
{
  doc->chunk0 = doc->chunk_end = 0;
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t chunk = token(doc, t)->chunk;
    if (chunk >= 0 && !doc->chunk_end)
      doc->chunk0 = (uint32_t)chunk;
    if (chunk >= (int32_t)doc->chunk_end)
      doc->chunk_end = (uint32_t)chunk + 1;
  }
}

void
kg__document_sources(kg__document *doc)
{
  const kg__sentence *end = doc->sentences.items + doc->sentences.n;
  for (size_t i = 0; i < doc->claims.n; i++) {
    kg__claim *c = &doc->claims.items[i];
    const kg__sentence *s = &doc->sentences.items[kg__sentence_of(doc, c->trigger)];
    if (c->timeless || c->said_by >= 0 || c->said_by_text.len || !kg__is_quoted(doc, s, c->trigger))
      continue;
    for (const kg__sentence *next = s; goes_on(doc, next) && ++next < end && next - s < 4;) {
      int32_t sayer = speaks_in(doc, next);
      if (sayer < 0)
        continue;
      look_at(doc, next);
      if (!(token(doc, (uint32_t)sayer)->pos & KG__PRONOUN)) // whom it stood for is forgotten
        (void)kg__claim_said_by(doc, (uint32_t)sayer, false, c);
      break;
    }
  }
}
