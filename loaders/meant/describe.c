// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Entities without a name. Only what a relation asks for is described, and only where a head noun gives a
// class and something singles the thing out: a possessor, a demonym, an adjective of its own, or what follows
// with "of".

#include "loaders/meant/resolve.h"
#include "loaders/stages.h"

// "the proposed pact", "its continued presence": what is done with the thing makes it no other.
static bool
is_done(const kg__document *doc, uint32_t t)
{
  const kg__token *k = &doc->tokens.items[t];
  return k->pos & KG__ADJECTIVE && k->mention < 0 && k->relation == KG__REL_AMOD && k->xpos == KG__XPOS_VBN &&
         !(k->flags & KG__T_JOINED);
}

static bool
singles_out(const kg__document *doc, const kg__chunk *c, uint32_t head_first)
{
  if (c->owner >= 0 || doc->tokens.items[c->head].head_words > 1)
    return true;
  for (uint32_t t = c->first; t < head_first; t++) {
    const kg__word *w = kg__token_word(doc, t);
    if (doc->tokens.items[t].mention >= 0)
      return true;
    if (doc->tokens.items[t].pos & (KG__ADJECTIVE | KG__NOUN | KG__PROPER) && !(w->is & KG__WORD_DEGREE) &&
        !is_done(doc, t))
      return true;
  }
  return doc->tokens.items[c->first].pos & KG__POSSESSIVE;
}

static bool
one_of_nouns(const kg__document *doc, uint32_t t, const char *const *nouns)
{
  uint32_t noun = kg__token_word(doc, t)->noun;
  kg_str lemma = kg__word_at(&doc->ontology->words, noun)->text;
  for (; noun && *nouns; nouns++) {
    if (kg_str_equal(lemma, kg_str_of(*nouns)))
      return true;
  }
  return false;
}

static uint64_t
bit(const kg__document *doc, const char *name)
{
  int c = kg__class_find(doc->ontology, kg_str_of(name));
  return c < 0 ? 0 : (uint64_t)1 << c;
}

static bool
unlawful(const kg__document *doc, const kg__chunk *c)
{
  static const char *const WORDS[] = {"illegal", "illicit", "unlawful", "clandestine"};
  for (uint32_t t = c->first; t < c->head; t++) {
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
      if (kg__token_is(doc, t, WORDS[i]))
        return true;
    }
  }
  return false;
}

// "joint patrols", "UN operations": done together, and no danger.
static bool
in_common(const kg__document *doc, const kg__chunk *c)
{
  static const char *const WORDS[] = {"joint",        "combined",     "multinational",
                                      "peacekeeping", "humanitarian", "rescue"};
  for (uint32_t t = c->first; t < c->head; t++) {
    int32_t m = doc->tokens.items[t].mention, e = m >= 0 ? doc->mentions.items[m].entity : -1;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
      if (kg__token_says(doc, t, WORDS[i]))
        return true;
    }
    if (e >= 0 && (kg__entity_is(doc, e, "Alliance") || kg__entity_is(doc, e, "InternationalOrganisation")))
      return true;
  }
  return false;
}

// The class of the phrase in a place that wants `wanted`: by its head noun, or as a danger or an ability if
// only those are wanted.
static int
class_for(const kg__document *doc, const kg__chunk *c, uint64_t wanted)
{
  uint8_t head = doc->tokens.items[c->head].head_class;
  uint64_t threat = bit(doc, "Threat"), capability = bit(doc, "Capability");
  static const char *const NAMED_ONLY[] = {
      "State", "Person", "Company", "Alliance", "InternationalOrganisation", "Region", "Place"};
  for (size_t i = 0; head != KG__NO_CLASS && i < sizeof NAMED_ONLY / sizeof *NAMED_ONLY; i++) {
    if (kg_str_equal(doc->ontology->classes.items[head].name, kg_str_of(NAMED_ONLY[i])))
      return -1;
  }
  if (head != KG__NO_CLASS && (wanted >> head & 1))
    return head;
  bool thing = (head == KG__NO_CLASS && (doc->any_danger || unlawful(doc, c))) ||
               (head != KG__NO_CLASS &&
                (uint64_t)1 << head & (capability | bit(doc, "MilitaryAsset") | bit(doc, "Operation")));
  bool common = head != KG__NO_CLASS && (uint64_t)1 << head & bit(doc, "Operation") && in_common(doc, c);
  if (thing && !common && wanted & threat && !(wanted & capability))
    return kg__class_find(doc->ontology, KG_STR("Threat"));
  return -1;
}

static bool
followed_by_of(const kg__document *doc, int32_t chunk, uint32_t *last)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  uint32_t next = (uint32_t)chunk + 1;
  bool found = false;
  for (int i = 0; i < 2 && next < doc->chunk_end; i++, next++) {
    const kg__chunk *n = &doc->chunks.items[next];
    uint32_t from = i ? doc->chunks.items[next - 1].last : c->last;
    if (n->prep < 0 || (uint32_t)n->prep != from + 1 || n->owner >= 0)
      break;
    if (kg__token_is(doc, n->head, "order")) // "in order to"
      break;
    bool of = kg__token_is(doc, (uint32_t)n->prep, "of"),
         in = kg__token_is(doc, (uint32_t)n->prep, "in") || kg__token_is(doc, (uint32_t)n->prep, "on") ||
              kg__token_is(doc, (uint32_t)n->prep, "against");
    if (!of && !(in && (found || i == 0)))
      break;
    if (n->time || kg__token_word(doc, n->head)->is & (KG__WORD_WEEKDAY | KG__WORD_MONTH))
      break;
    found = true;
    *last = n->last;
  }
  return found;
}

// Head nouns that say nothing without what follows.
static bool
needs_complement(const kg__document *doc, const kg__chunk *c)
{
  static const char *const EMPTY[] = {"risk",          "danger",    "threat",     "violation",  "instability",
                                      "proliferation", "breakdown", "escalation", "rise",       "lack",
                                      "use",           "agreement", "memorandum", "transfer",   "declaration",
                                      "talks",         "meeting",   "mechanism",  "protection", "defence",
                                      "exchange",      "invasion",  "annexation"};
  uint32_t noun = kg__token_word(doc, c->head)->noun;
  kg_str lemma = kg__word_at(&doc->ontology->words, noun)->text;
  for (size_t i = 0; noun && i < sizeof EMPTY / sizeof *EMPTY; i++) {
    if (kg_str_equal(lemma, kg_str_of(EMPTY[i])))
      return true;
  }
  return false;
}

// "the X-led mission": who leads it is no part of what it is called.
static uint32_t
past_maker(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t t = c->first + 1; t < c->head; t++) {
    if (doc->tokens.items[t - 1].mention >= 0 && doc->tokens.items[t].mention < 0 &&
        doc->tokens.items[t].flags & KG__T_JOINED && kg__token_word(doc, t)->forms & KG__FORM_PARTICIPLE)
      return t + 1;
  }
  return c->first;
}

static uint32_t
label_start(const kg__document *doc, const kg__chunk *c)
{
  uint32_t t = past_maker(doc, c);
  for (; t < c->head; t++) {
    const kg__word *w = kg__token_word(doc, t);
    bool tied = doc->tokens.items[t + 1].flags & KG__T_JOINED;
    bool skip = doc->tokens.items[t].pos & KG__PUNCTUATION ||
                (doc->tokens.items[t].pos & (KG__DETERMINER | KG__POSSESSIVE | KG__NUMBER) && !tied) ||
                (w->is & KG__WORD_DEGREE && doc->tokens.items[t].mention < 0) ||
                (doc->tokens.items[t].pos & KG__ADVERB && !tied) ||
                w->is & (KG__WORD_MONTH | KG__WORD_WEEKDAY) || (is_done(doc, t) && !tied);
    if (!skip)
      break;
    while (w->is & KG__WORD_DEGREE && t + 1 < c->head && doc->tokens.items[t + 1].flags & KG__T_JOINED)
      t++; // "large-scale" goes as a whole
  }
  return t;
}

// "their armies", "the navies of the four": no entity, but those whose they are.
static bool
bodies_of_several(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const BODIES[] = {"army",        "navy",   "military",  "parliament", "ministry",
                                       "coast guard", "agency", "air force", "guard"};
  uint32_t noun = kg__token_word(doc, c->head)->noun;
  kg_str lemma = kg__word_at(&doc->ontology->words, noun)->text;
  if (!c->plural || !kg_str_equal(doc->ontology->classes.items[cls].name, KG_STR("Institution")))
    return false;
  for (size_t i = 0; noun && i < sizeof BODIES / sizeof *BODIES; i++) {
    if (kg_str_equal(lemma, kg_str_of(BODIES[i])))
      return true;
  }
  return false;
}

// "the states parties": states.
static bool
is_signatories(const kg__document *doc, const kg__chunk *c)
{
  return c->head > c->first && kg__token_says(doc, c->head, "parties") &&
         (kg__token_says(doc, c->head - 1, "states") || kg__token_says(doc, c->head - 1, "state"));
}

// "the division of X", "a declaration of war": something done, and no unit or deal.
static bool
is_deed(const kg__document *doc, const kg__chunk *c)
{
  static const char *const DECLARED[] = {"independence", "war",        "emergency",
                                         "sovereignty",  "neutrality", "martial"};
  uint32_t t = c->last + 1;
  if (t + 1 >= doc->tokens.n || !kg__token_is(doc, t, "of"))
    return false;
  if (kg__token_says(doc, c->head, "division")) {
    t += 1 + kg__token_is(doc, t + 1, "the");
    int32_t m = t < doc->tokens.n ? doc->tokens.items[t].mention : -1;
    return m >= 0 && kg__entity_is(doc, doc->mentions.items[m].entity, "Location");
  }
  bool deed = false;
  for (size_t i = 0; i < sizeof DECLARED / sizeof *DECLARED; i++)
    deed |= kg__token_says(doc, t + 1, DECLARED[i]);
  return deed && kg__token_says(doc, c->head, "declaration");
}

// "the use of force", "by brutal force": no body.
static bool
is_violence(const kg__document *doc, const kg__chunk *c)
{
  if (!kg__token_says(doc, c->head, "force") || c->owner >= 0)
    return false;
  for (uint32_t t = c->first; t < c->head; t++) {
    if (doc->tokens.items[t].pos & (KG__DETERMINER | KG__POSSESSIVE | KG__NUMBER) ||
        doc->tokens.items[t].mention >= 0)
      return false;
  }
  return true;
}

static bool
of_class(const kg__document *doc, int cls, const char *const *names)
{
  for (; *names; names++) {
    if (kg_str_equal(doc->ontology->classes.items[cls].name, kg_str_of(*names)))
      return true;
  }
  return false;
}

// "in Latvia", "of the Union": whether a name stands in the phrase right behind.
static bool
name_behind(const kg__document *doc, const kg__chunk *c)
{
  const kg__chunk *next = c + 1;
  if (next >= doc->chunks.items + doc->chunk_end || next->prep != (int32_t)c->last + 1)
    return false;
  for (uint32_t t = next->first; t <= next->last; t++) {
    if (doc->tokens.items[t].mention >= 0)
      return true;
  }
  return false;
}

// "foreign troops", "social services", "the warring parties": bodies that belong to nobody who is named.
static bool
unnamed_bodies(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const VAGUE[] = {"service",   "division", "authority", "department", "police", "command",
                                      "personnel", "force",    "corps",     "party",      NULL};
  bool body = of_class(doc, cls, (const char *const[]){"Institution", NULL}),
       vague = one_of_nouns(doc, c->head, VAGUE);
  if (!(body ? c->plural || vague
             : vague && c->plural && of_class(doc, cls, (const char *const[]){"NonStateActor", NULL})))
    return false;
  return (c->plural || doc->tokens.items[c->head].head_words < 2) && !name_behind(doc, c);
}

// "a peaceful resolution", "the legal framework": of these only those of a known one are texts.
static bool
unnamed_texts(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const VAGUE[] = {"resolution",  "framework", "initiative", "statement",
                                      "declaration", "pillar",    NULL};
  return of_class(doc, cls, (const char *const[]){"Agreement", NULL}) && one_of_nouns(doc, c->head, VAGUE) &&
         !name_behind(doc, c);
}

// "its foreign policy" is no document.
static bool
way_of_acting(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const POLICY[] = {"policy", NULL};
  return of_class(doc, cls, (const char *const[]){"Strategy", NULL}) && one_of_nouns(doc, c->head, POLICY);
}

// "partnerships", "military exercises", "a policy": of these classes only one that somebody has is singled
// out, or one of its kind that is told apart.
static bool
generic(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const
      ONES[] = {"Agreement", "Strategy", "Meeting", "Exercise", "Operation", "Conflict", "Election", NULL},
      *const POLICY[] = {"Strategy", NULL}, *const SUBJECTS[] = {"Strategy", "Meeting", NULL};
  bool owned = c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE;
  for (uint32_t t = past_maker(doc, c); t < c->head; t++)
    owned |= doc->tokens.items[t].mention >= 0;
  bool told = c->last + 1 < doc->tokens.n &&
              (kg__token_is(doc, c->last + 1, "on") || kg__token_is(doc, c->last + 1, "for"));
  if ((!owned && (unnamed_bodies(doc, c, cls) || (!told && unnamed_texts(doc, c, cls)))) ||
      way_of_acting(doc, c, cls))
    return true;
  if (owned || !of_class(doc, cls, ONES) || (told && of_class(doc, cls, SUBJECTS)))
    return false;
  return (c->plural && !c->definite) || of_class(doc, cls, POLICY);
}

static bool
of_persons(const kg__document *doc, const kg__chunk *c)
{
  uint8_t head = doc->tokens.items[doc->chunks.items[c->owner].head].head_class;
  return head != KG__NO_CLASS && of_class(doc, head, (const char *const[]){"Person", NULL});
}

// "builds frigates", "a new fighter": kinds of equipment are things, unless they are all equipment.
static bool
is_kind(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const WIDE[] = {"weapon",   "arm",      "armament",   "equipment", "ship",    "vessel",
                                     "boat",     "plane",    "aircraft",   "vehicle",   "missile", "asset",
                                     "platform", "munition", "ammunition", "hardware",  "gun",     "bomb"};
  uint32_t noun = kg__token_word(doc, c->head)->noun;
  kg_str lemma = kg__word_at(&doc->ontology->words, noun)->text;
  for (size_t i = 0; noun && i < sizeof WIDE / sizeof *WIDE; i++) {
    if (kg_str_equal(lemma, kg_str_of(WIDE[i])))
      return false;
  }
  return of_class(doc, cls, (const char *const[]){"MilitaryAsset", NULL}) &&
         doc->tokens.items[c->head].head_class == (uint8_t)cls;
}

static bool
is_bare(const kg__document *doc, const kg__chunk *c)
{
  return !c->plural && c->owner < 0 && !(doc->tokens.items[c->first].pos & (KG__DETERMINER | KG__POSSESSIVE));
}

// "wide agreement that", but "the agreement that they signed"
static bool
is_consensus(const kg__document *doc, const kg__chunk *c, int cls)
{
  return of_class(doc, cls, (const char *const[]){"Agreement", NULL}) && is_bare(doc, c) &&
         kg__token_is(doc, c->head, "agreement") && c->last + 1 < doc->tokens.n &&
         kg__token_is(doc, c->last + 1, "that");
}

// "memorandum of understanding": 1 if the chunk behind belongs to this one.
static int32_t
memorandum(const kg__document *doc, int32_t chunk)
{
  static const char *const TEXTS[] = {"memorandum", NULL}, *const OF[] = {"understanding", NULL};
  const kg__chunk *c = &doc->chunks.items[chunk];
  return (uint32_t)chunk + 1 < doc->chunk_end && one_of_nouns(doc, c->head, TEXTS) &&
         c[1].prep == (int32_t)c->last + 1 && kg__token_is(doc, c->last + 1, "of") &&
         one_of_nouns(doc, c[1].head, OF);
}

// "the Government of X": the chunk of X, or -1.
static int32_t
government_of(const kg__document *doc, int32_t chunk)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  if ((uint32_t)chunk + 1 >= doc->chunk_end || doc->tokens.items[c->head].mention >= 0 ||
      !kg__speaks_for_state(doc, c) || c[1].prep != (int32_t)c->last + 1 ||
      !kg__token_is(doc, c->last + 1, "of"))
    return -1;
  int32_t m = doc->tokens.items[c[1].head].mention;
  return m >= 0 && kg__is_state(doc, doc->mentions.items[m].entity) ? chunk + 1 : -1;
}

// "talks between A and B", "a ceasefire with C": those who meet or agree single it out.
static bool
between_parties(const kg__document *doc, int32_t chunk, int cls, uint32_t *last)
{
  static const char *const JOINED[] = {"Agreement", "Meeting", "Conflict", "Exercise", NULL};
  int32_t end = chunk + memorandum(doc, chunk), next = end + 1;
  const kg__chunk *c = &doc->chunks.items[end];
  if ((uint32_t)next >= doc->chunk_end || !of_class(doc, cls, JOINED) ||
      doc->chunks.items[next].prep != (int32_t)c->last + 1)
    return false;
  bool between = kg__token_is(doc, c->last + 1, "between"),
       with = kg__token_is(doc, c->last + 1, "with") ||
              (kg__token_is(doc, c->last + 1, "against") &&
               of_class(doc, cls, (const char *const[]){"Conflict", NULL}));
  int32_t m = doc->tokens.items[doc->chunks.items[next].head].mention;
  if (with && of_class(doc, cls, (const char *const[]){"Conflict", NULL}) && is_bare(doc, c))
    return false; // "go to war with X"
  bool agent =
      m >= 0 ? kg__entity_is(doc, doc->mentions.items[m].entity, "Agent") : government_of(doc, next) >= 0;
  if (!(between || with) || !agent)
    return false;
  for (; next >= 0; next = doc->chunks.items[next].next) {
    const kg__chunk *party = &doc->chunks.items[next];
    int32_t of = government_of(doc, next);
    if (with && doc->tokens.items[party->head].mention < 0 && of < 0)
      break;
    *last = of >= 0 ? doc->chunks.items[of].last : party->last;
  }
  return true;
}

// "held talks in Z", "drills began", "signed a memorandum": one that is said to take place or be made.
static bool
takes_place(const kg__document *doc, int32_t chunk, int cls)
{
  static const char *const FOUGHT[] = {"fight", "wage", "win", "lose", "end", NULL};
  static const char *const VERBS[] = {"hold",     "conduct",  "stage", "begin", "launch", "start", "open",
                                      "complete", "conclude", "host",  "kick",  "resume", "end",   NULL},
                           *const MADE[] = {"sign",  "conclude", "reach",  "initial", "ink",    "ratify",
                                            "seal",  "broker",   "strike", "clinch",  "accept", "join",
                                            "break", "violate",  "breach", "extend",  "renew",  NULL};
  bool event = of_class(doc, cls, (const char *const[]){"Meeting", "Exercise", NULL}),
       war = of_class(doc, cls, (const char *const[]){"Conflict", NULL}) && !doc->chunks.items[chunk].plural;
  const char *const *verbs = event ? VERBS : war ? FOUGHT : MADE;
  if (!event && !war &&
      !(of_class(doc, cls, (const char *const[]){"Agreement", NULL}) && !doc->chunks.items[chunk].plural))
    return false;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    const kg__word *w = kg__token_word(doc, verb->main);
    kg_str lemma = kg__word_at(&doc->ontology->words, w->verb)->text;
    int32_t prep = doc->chunks.items[chunk].prep;
    if (!event && !war && prep == (int32_t)verb->last + 1 && w->verb &&
        kg_str_equal(lemma, KG_STR("agree")) &&
        (kg__token_is(doc, (uint32_t)prep, "to") || kg__token_is(doc, (uint32_t)prep, "on")))
      return true;
    if (verb->object != chunk && !(verb->subject == chunk && (verb->finite || verb->passive)))
      continue;
    for (size_t i = 0; w->verb && verbs[i]; i++) {
      if (kg_str_equal(lemma, kg_str_of(verbs[i])))
        return true;
    }
  }
  return false;
}

// "the X jets", "two Y frigates": a thing of this class that is named before the noun needs no description.
static int32_t
named_inside(const kg__document *doc, const kg__chunk *c, int cls)
{
  for (uint32_t t = c->head; t-- > c->first;) {
    int32_t m = doc->tokens.items[t].mention;
    if (m < 0)
      continue;
    int32_t e = doc->mentions.items[m].entity;
    if (doc->mentions.items[m].kind == KG__NAME && doc->entities.items[e].cls == (uint8_t)cls &&
        of_class(doc, cls, (const char *const[]){"MilitaryAsset", NULL}))
      return e;
  }
  return -1;
}

// "X's intelligence agency, Y, ...": the name behind, if it is of this class.
static int32_t
name_apart(const kg__document *doc, const kg__chunk *c, int cls)
{
  int32_t m = c->apposition >= 0 ? doc->tokens.items[doc->chunks.items[c->apposition].head].mention : -1,
          e = m >= 0 ? doc->mentions.items[m].entity : -1;
  bool name = e >= 0 && doc->mentions.items[m].kind == KG__NAME && !doc->entities.items[e].described;
  return name && doc->entities.items[e].cls == cls ? e : -1;
}

// "X, a treaty": the name that a phrase stands behind.
static int32_t
name_before(const kg__document *doc, const kg__token *head, int cls)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && head->chunk >= 0; i++) {
    int32_t m = doc->tokens.items[doc->chunks.items[i].head].mention,
            e = m >= 0 ? doc->mentions.items[m].entity : -1;
    if (doc->chunks.items[i].apposition == head->chunk && e >= 0 && doc->entities.items[e].cls == cls &&
        !doc->entities.items[e].described && doc->mentions.items[m].kind != KG__DEMONYM)
      return e;
  }
  return -1;
}

// "Operation X, the Union's naval mission": the name that the phrase explains.
static int32_t
explained(const kg__document *doc, const kg__chunk *c, int cls)
{
  const kg__token *k = &doc->tokens.items[c->head];
  int32_t behind = c->plural ? -1 : name_apart(doc, c, cls),
          before = c->plural ? -1 : name_before(doc, k, cls);
  if (behind >= 0 || before >= 0)
    return behind >= 0 ? behind : before;
  if (k->relation != KG__REL_APPOS || k->head < 0 || k->head >= (int32_t)c->first || c->plural)
    return -1;
  int32_t m = doc->tokens.items[k->head].mention, e = m >= 0 ? doc->mentions.items[m].entity : -1;
  uint64_t events = kg__class_mask(doc->ontology, KG_STR("Event"));
  if (e < 0 || doc->entities.items[e].described || doc->mentions.items[m].kind == KG__DEMONYM)
    return -1;
  bool same = doc->entities.items[e].cls == cls;
  return same || (events >> cls & 1 && kg__class_of(doc, e) & events) ? e : -1;
}

// "a declaration of war": nothing that is agreed on.
static bool
declares(const kg__document *doc, const kg__chunk *c)
{
  static const char *const WHAT[] = {"war", "independence", "emergency", "victory", NULL};
  bool of = kg__token_is(doc, c->head, "declaration") && c->head + 2 < doc->tokens.n &&
            kg__token_is(doc, c->head + 1, "of");
  return of && kg__token_is_any(doc, c->head + 2, WHAT);
}

// "American and Filipino troops": those of two states are no one body.
static bool
of_two_states(const kg__document *doc, const kg__chunk *c, int cls)
{
  int32_t first = -1;
  if (!c->plural || !of_class(doc, cls, (const char *const[]){"Institution", NULL}))
    return false;
  bool joined = false;
  for (uint32_t t = c->first; t < c->head; t++) {
    int32_t e = kg__mentioned_at(doc, t);
    joined |= first >= 0 && doc->tokens.items[t].pos & KG__COORDINATOR;
    if (e < 0 || !kg__is_state(doc, e))
      continue;
    if (joined && e != first)
      return true;
    first = e;
  }
  return false;
}

// "the first such drill": of the kind of one that was named.
static bool
of_such_kind(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t t = c->first; t < c->head; t++) {
    if (kg__token_says(doc, t, "such"))
      return true;
  }
  return false;
}

// The headline of a report, whose text tells the same in more words.
static bool
in_headline(const kg__document *doc, uint32_t t)
{
  enum { REPORT = 4 };
  return doc->sentences.n >= REPORT && doc->sentences.items[0].headline && t < doc->sentences.items[0].end;
}

// "sends 600 troops", "deployed a battalion": how many they are singles out those who are sent.
static bool
counted_bodies(const kg__document *doc, const kg__chunk *c, int cls, uint64_t wanted)
{
  static const char *const MEN[] = {"troop",       "soldier", "marine", "personnel",
                                    "peacekeeper", "trooper", "sailor", "paratrooper",
                                    "serviceman",  "airman",  NULL},
                           *const UNITS[] = {"battalion", "brigade", "squadron",    "regiment", "contingent",
                                             "battery",   "company", "battlegroup", NULL};
  bool number = false;
  if (wanted & bit(doc, "State") || !of_class(doc, cls, (const char *const[]){"Institution", NULL}))
    return false;
  for (uint32_t t = c->first; t < c->head; t++)
    number |= (doc->tokens.items[t].pos & KG__NUMBER) != 0;
  static const char *const MANY[] = {"thousands", "hundreds", "dozens", "scores", "tens", "thousand", NULL};
  for (const char *const *w = MANY; c->prep > 0 && kg__token_is(doc, (uint32_t)c->prep, "of") && *w; w++)
    number |= kg__token_says(doc, (uint32_t)c->prep - 1, *w);
  bool one = kg__token_is(doc, c->first, "a") || kg__token_is(doc, c->first, "an");
  return (number && (one_of_nouns(doc, c->head, MEN) || one_of_nouns(doc, c->head, UNITS))) ||
         (one && one_of_nouns(doc, c->head, UNITS));
}

// "a way weapons could ...": an article of one before what is many.
static bool
runs_into_clause(const kg__document *doc, const kg__chunk *c)
{
  uint32_t next = c->first + 1;
  return c->plural && (kg__token_is(doc, c->first, "a") || kg__token_is(doc, c->first, "an")) &&
         next < c->head && doc->tokens.items[next].pos & KG__NOUN &&
         !(doc->tokens.items[next].pos & (KG__NUMBER | KG__ADJECTIVE)) &&
         !(kg__token_word(doc, next)->is & KG__WORD_DEGREE) && doc->tokens.items[next].mention < 0 &&
         doc->tokens.items[next].head_class == KG__NO_CLASS &&
         !(doc->tokens.items[next + 1].flags & KG__T_JOINED);
}

// "the exercise of jurisdiction" is no drill.
static bool
use_of(const kg__document *doc, const kg__chunk *c, int cls)
{
  static const char *const USE[] = {"exercise", NULL};
  return of_class(doc, cls, (const char *const[]){"Exercise", NULL}) && !c->plural &&
         one_of_nouns(doc, c->head, USE) && c->last + 1 < doc->tokens.n &&
         kg__token_is(doc, c->last + 1, "of") && !name_behind(doc, c);
}

kg_status
kg__describe(kg__document *doc, int32_t chunk, uint64_t wanted, int32_t *entity)
{
  if (chunk > (int32_t)doc->chunk0 && memorandum(doc, chunk - 1))
    return kg__describe(doc, chunk - 1, wanted, entity);
  const kg__chunk *c = &doc->chunks.items[chunk];
  *entity = -1;
  if (kg__token_is(doc, c->first, "enough") || kg__token_is(doc, c->first, "insufficient"))
    return KG_OK; // "has enough aircraft"
  const kg__token *head = &doc->tokens.items[c->head];
  bool capital = head->pos & KG__PROPER && head->head_class != KG__NO_CLASS && head->mention < 0;
  if (c->time || in_headline(doc, c->first) || declares(doc, c) || of_such_kind(doc, c) ||
      !(head->pos & KG__NOUN || capital) || runs_into_clause(doc, c))
    return KG_OK;
  int cls = class_for(doc, c, wanted);
  uint32_t last = c->head, words = doc->tokens.items[c->head].head_words;
  bool beyond = words > 1 && c->head + 1 < c->first + words; // "intent", of "letter of intent"
  uint32_t head_first = words && c->head + 1 >= c->first + words ? c->head + 1 - words : c->head;
  if (cls < 0 || is_consensus(doc, c, cls) || use_of(doc, c, cls) || bodies_of_several(doc, c, cls) ||
      of_two_states(doc, c, cls) || is_violence(doc, c) || is_signatories(doc, c) || is_deed(doc, c) ||
      (*entity = named_inside(doc, c, cls)) >= 0 || (*entity = explained(doc, c, cls)) >= 0)
    return KG_OK;
  bool parties = between_parties(doc, chunk, cls, &last), happens = takes_place(doc, chunk, cls);
  bool counted = counted_bodies(doc, c, cls, wanted);
  if (!parties && (capital || (!happens && !counted && generic(doc, c, cls)))) // "the Treaty between X and Y"
    return KG_OK;
  bool more = parties || followed_by_of(doc, chunk, &last);
  if (!needs_complement(doc, c) && singles_out(doc, c, head_first))
    last = c->head;
  else if (!more && !happens && !counted && !singles_out(doc, c, head_first) && !is_kind(doc, c, cls))
    return KG_OK;
  uint32_t first = label_start(doc, c);
  if (c->owner >= 0 && of_class(doc, cls, (const char *const[]){"Meeting", NULL}) && of_persons(doc, c))
    first = label_start(doc, &doc->chunks.items[c->owner]); // "the Quad foreign ministers' meeting"
  if (beyond && c->head + 1 >= words)
    first = c->head + 1 - words;
  KG_TRY(kg__entity_local(doc, (uint8_t)cls, kg__span_text(doc, first, last), true, entity));
  if (doc->tokens.items[c->head].mention < 0)
    return kg__mention_add(doc, c->head, c->head, KG__DESCRIBED, *entity);
  return KG_OK;
}
