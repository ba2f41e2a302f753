// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whoever takes part in a thing that no better rule has given anybody: the subject of its clause, else those
// whom the sentence names and does not keep outside of it, else those whom the whole document is about. Such
// claims have a low confidence, the lower the farther those are from the thing.

#include "loaders/claims/construct.h"
#include "loaders/claims/frames.h"

/// Where those who take part may stand.
enum {
  SUBJECT = 1,
  NAMED = 2,
  TOPIC = 4,
  UNDER = 8 ///< As the subject of a clause that is said to go on under the thing, or in it
};

static const struct {
  const char *who, *thing, *property;
  unsigned where;
  bool closed; ///< Where better rules tell some, there are no others
} JOINED[] = {
    {"State", "Exercise", "participatesIn", SUBJECT | NAMED | TOPIC, false},
    {"Institution", "Exercise", "participatesIn", SUBJECT, false},
    {"Agent", "Meeting", "participatesIn", SUBJECT, false},
    {"State", "Meeting", "participatesIn", NAMED, false},
    {"Person", "Meeting", "participatesIn", NAMED, false},
    {"State", "Operation", "participatesIn", SUBJECT, false},
    {"Institution", "Operation", "participatesIn", UNDER, false},
    {"Alliance", "Operation", "participatesIn", SUBJECT, false},
    {"State", "Agreement", "partyTo", SUBJECT | NAMED | TOPIC, true},
    {"State", "Alliance", "memberOf", SUBJECT | NAMED, true},
};

enum { REACH = 25, MOST = 7 };

typedef struct joiner {
  kg__builder b;
  size_t row;
  size_t claims0; ///< Claims that better rules made
  bool open;      ///< The clause does not assert what it says: outsiders may join, or refuse to
  int property;
  uint64_t who, things;
} joiner;

static bool
is_any(const kg__document *doc, int32_t t, const char *const *words)
{
  for (; t >= 0 && *words; words++) {
    if (kg__token_is(doc, (uint32_t)t, *words))
      return true;
  }
  return false;
}

// The verb in whose clause a token stands: the nearest before it, else the one behind.
static const kg__verb *
verb_around(const kg__document *doc, uint32_t t)
{
  const kg__verb *best = NULL;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->main < t && t < verb->clause_end)
      best = verb;
    else if (!best && verb->main > t && verb->clause_first <= t)
      return verb;
  }
  return best;
}

// "drills around X", "off the coast of X", "the deal against X", "the danger of X": X is not one of those who
// take part.
static bool
kept_outside(const kg__document *doc, uint32_t t)
{
  static const char *const OUTSIDE[] = {"around",  "near",   "off",     "against", "towards", "toward",
                                        "over",    "beyond", "outside", "unlike",  "except",  "amid",
                                        "despite", "in",     "on",      "into",    NULL};
  int32_t chunk = doc->tokens.items[t].chunk;
  if (chunk < 0)
    return false;
  const kg__chunk *c = &doc->chunks.items[chunk];
  int32_t head = kg__entity_at(doc, c->head);
  bool part;
  return is_any(doc, kg__place_prep(doc, chunk, &part), OUTSIDE) || kg__head_is(doc, c->head, "Threat") ||
         (head >= 0 && kg__entity_is(doc, head, "Threat"));
}

// "the deal, in favour of closer ties with X": X belongs to what it is with, unless that is a deal or
// meeting.
static bool
with_another(const kg__document *doc, uint32_t t, uint32_t thing)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  const kg__chunk *c = chunk >= 0 ? &doc->chunks.items[chunk] : NULL;
  if (!c || c->prep <= 0 || !kg__token_is(doc, (uint32_t)c->prep, "with") || thing + 1 == (uint32_t)c->prep)
    return false;
  uint32_t noun = (uint32_t)c->prep - 1;
  return doc->tokens.items[noun].pos & KG__NOUN && doc->tokens.items[noun].mention < 0 &&
         !kg__head_is(doc, noun, "Agreement") && !kg__head_is(doc, noun, "Meeting");
}

// "X's envoy": the envoy is there, and not X.
static bool
sends_another(const kg__document *doc, uint32_t t)
{
  int32_t chunk = doc->tokens.items[t].chunk, e = kg__entity_at(doc, t);
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && chunk >= 0; i++) {
    if (doc->chunks.items[i].owner == chunk)
      return kg__entity_is(doc, e, "Person");
  }
  return false;
}

// Whether the gazetteer lists who has joined the thing, and this one is not among them.
static bool
known_outsider(const kg__document *doc, int32_t agent, int32_t thing)
{
  int32_t a = doc->entities.items[agent].known, o = doc->entities.items[thing].known;
  return a >= 0 && o >= 0 && kg__entity_is(doc, thing, "Alliance") && doc->ontology->known.items[o].joined &&
         !kg__known_joined(doc->ontology, (uint32_t)a, (uint32_t)o);
}

static const char *const PEERS[] = {"member",   "ally", "partner",     "state", "country",  "nation",
                                    "alliance", "pact", "partnership", "group", "grouping", NULL};

// "a NATO brigade", "NATO's flank": a name before another noun says nothing of who belongs to it.
static bool
before_noun(const kg__document *doc, uint32_t t, int32_t thing)
{
  const kg__token *k = &doc->tokens.items[t];
  if (k->chunk < 0 || !kg__entity_is(doc, thing, "Alliance"))
    return false;
  uint32_t head = doc->chunks.items[k->chunk].head;
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    if (doc->chunks.items[c].owner == k->chunk && !kg__noun_is(doc, doc->chunks.items[c].head, PEERS))
      return true;
  }
  return head > doc->mentions.items[k->mention].last && !kg__noun_is(doc, head, PEERS);
}

// Whether a claim says who takes part: in this sentence, or anywhere.
static bool
told(const joiner *j, int32_t thing, bool anywhere)
{
  for (size_t i = 0; i < j->claims0; i++) {
    const kg__claim *c = &j->b.doc->claims.items[i];
    bool here = c->first >= j->b.s->first && c->first < j->b.s->end;
    if ((anywhere || here) && c->object == thing && (int)c->property == j->property)
      return true;
  }
  return false;
}

// Whether a claim relates the two otherwise than as a part and its whole: "X rejects the treaty". That it is
// joined may be said again.
static bool
related(const joiner *j, int32_t agent, int32_t thing)
{
  int part = kg__property_find(j->b.doc->ontology, KG_STR("partOf"));
  for (size_t i = 0; i < j->b.doc->claims.n; i++) {
    const kg__claim *c = &j->b.doc->claims.items[i];
    bool one = c->subject == agent && c->object == thing, other = c->subject == thing && c->object == agent;
    bool again = (int)c->property == j->property && (c->first >= j->b.s->end || c->last < j->b.s->first);
    if ((one || other) && (int)c->property != part && !again)
      return true;
  }
  return false;
}

static bool
fits(const joiner *j, int32_t e, int32_t thing)
{
  return e >= 0 && e != thing && kg__class_of(j->b.doc, e) & j->who &&
         (j->open || !known_outsider(j->b.doc, e, thing)) && !related(j, e, thing);
}

// "X protests the recognition of Y's declaration": between the thing and the verb stands whose it is.
static bool
is_anothers(const joiner *j, uint32_t t, const kg__verb *v)
{
  const kg__document *doc = j->b.doc;
  int32_t at = (int32_t)t;
  for (int steps = 0; at >= 0 && (uint32_t)at != v->main && steps < 12; steps++) {
    int32_t chunk = doc->tokens.items[at].chunk;
    int32_t owner = chunk >= 0 ? doc->chunks.items[chunk].owner : -1;
    int32_t e = owner >= 0 ? kg__entity_at(doc, doc->chunks.items[owner].head) : -1;
    if (e >= 0 && kg__class_of(doc, e) & j->who)
      return true;
    at = doc->tokens.items[at].head;
  }
  return false;
}

static kg_status
subjects(const joiner *j, uint32_t t, int32_t thing, const kg__verb *v, kg__group *found)
{
  kg__document *doc = j->b.doc;
  kg__group all = {0};
  if (!v || v->subject < 0 || doc->tokens.items[t].chunk == v->subject || (is_anothers(j, t, v)))
    return KG_OK;
  static const char *const AFTER[] = {"follow", "precede", "succeed", "replace", NULL};
  if (kg__verb_is(doc, v, AFTER))
    return KG_OK;
  doc->any_actor = true;
  kg_status st = kg__list_group(doc, v->subject, j->who, &all);
  doc->any_actor = false;
  KG_TRY(st);
  for (size_t i = 0; i < all.n; i++) {
    if (fits(j, all.entities[i], thing) && !kept_outside(doc, all.first[i]))
      kg__group_add(found, all.entities[i], all.first[i], all.last[i]);
  }
  found->resolved = all.resolved;
  return KG_OK;
}

static bool
is_saying(const kg__document *doc, const kg__verb *v)
{
  uint32_t lemma = kg__token_word(doc, v->main)->verb;
  return lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING;
}

// "X said that Y tested it during the exercise"; "X, whom Y has been pressing, leads it": X of the one and Y
// of the other are not in the clause of the thing.
static bool
in_other_clause(const kg__document *doc, uint32_t agent, uint32_t thing)
{
  const kg__verb *one = verb_around(doc, agent), *other = verb_around(doc, thing);
  int32_t chunk = doc->tokens.items[agent].chunk;
  for (uint32_t i = doc->verb0; i < doc->verb_end && chunk >= 0; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    if (v->subject == chunk && v != other && other && other->subject >= 0 && other->subject != chunk &&
        is_saying(doc, v))
      return true;
  }
  if (one && other && one != other && agent > thing && is_saying(doc, other)) {
    for (uint32_t t = thing + 1; t < agent; t++) {
      if (kg__token_is(doc, t, "that"))
        return true; // "told a conference that X ..."
    }
  }
  return one && other && one != other && one->relative && one->main < agent && thing >= one->clause_end;
}

// "X rejects the treaty and hands Y a pretext": Y is what another verb acts upon.
static bool
acted_upon(const kg__document *doc, uint32_t k, const kg__verb *around, bool event)
{
  int32_t chunk = doc->tokens.items[k].chunk;
  for (uint32_t v = doc->verb0; chunk >= 0 && v < doc->verb_end; v++) {
    const kg__verb *other = &doc->verbs.items[v];
    if (other->object == doc->chunks.items[chunk].list && other->main != around->main &&
        (other->finite || (event && other->infinitive)) && !other->passive && other->main < k &&
        !kg__verb_is_copula(doc, other))
      return true;
  }
  return false;
}

static bool
parts_clauses(const kg__document *doc, uint32_t t)
{
  static const char *const MARKS[] = {";", "\"", "\xE2\x80\x9C", "\xE2\x80\x9D"};
  for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
    if (kg_str_equal(kg__token_text(doc, t), kg_str_of(MARKS[i])))
      return true;
  }
  return false;
}

// "X deepens ties with Y and revives the talks": Y belongs to the verb before, as what stands beyond a
// semicolon or a quotation mark belongs to another clause.
static bool
beyond(const kg__document *doc, uint32_t k, uint32_t t, const kg__verb *around)
{
  for (uint32_t i = k < t ? k : t; i < (k < t ? t : k); i++) {
    if (parts_clauses(doc, i))
      return true;
  }
  int32_t chunk = doc->tokens.items[k].chunk;
  bool complement = false;
  for (uint32_t v = doc->verb0; around && chunk >= 0 && v < doc->verb_end; v++)
    complement |= doc->verbs.items[v].main < k && k < around->main && around->main < t;
  uint32_t before = around ? around->first : 0;
  while (before > k && doc->tokens.items[before - 1].pos & (KG__ADVERB | KG__AUXILIARY | KG__NEGATION))
    before--;
  return complement && before && doc->tokens.items[before - 1].pos & KG__COORDINATOR &&
         doc->chunks.items[chunk].list != around->subject;
}

static int32_t
list_at(const kg__document *doc, uint32_t t)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  return chunk >= 0 ? doc->chunks.items[chunk].list : -1;
}

// "the pact with X and Y"
static bool
right_behind(const kg__document *doc, uint32_t t, int32_t list)
{
  int32_t prep = list >= 0 ? doc->chunks.items[list].prep : -1;
  return prep == (int32_t)doc->mentions.items[doc->tokens.items[t].mention].last + 1;
}

// "the pact of X, Y and Z": those who stand in one list, unlike others whom the sentence names.
static void
keep_listed(const kg__document *doc, uint32_t t, kg__group *found)
{
  kg__group kept = {0};
  for (size_t i = 0; i < found->n; i++) {
    int32_t list = list_at(doc, found->first[i]);
    size_t peers = 0;
    for (size_t k = 0; k < found->n; k++)
      peers += list_at(doc, found->first[k]) == list;
    if (list >= 0 && peers > (right_behind(doc, t, list) ? 1 : 2))
      kg__group_add(&kept, found->entities[i], found->first[i], found->last[i]);
  }
  *found = kept;
}

// "its NATO allies", "Japan and its Quad partners": whose peers they are is one of them.
static kg_status
of_peers(const joiner *j, uint32_t t, kg__group *found)
{
  kg__document *doc = j->b.doc;
  int32_t chunk = doc->tokens.items[t].chunk;
  const kg__chunk *c = chunk >= 0 ? &doc->chunks.items[chunk] : NULL;
  if (!c || c->head <= t || !kg__noun_is(doc, c->head, PEERS))
    return KG_OK;
  if (c->owner >= 0)
    return kg__chunk_group(doc, c->owner, j->who, found);
  if (doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    kg__pronoun_group(doc, c->first, j->who, found);
  for (uint32_t k = j->b.s->first; k < t && found->n == 1; k++) {
    if (kg__entity_at(doc, k) == found->entities[0]) // the passage has the name, too
      found->first[0] = found->last[0] = k;
  }
  return KG_OK;
}

// A treaty that the gazetteer knows is mentioned where those who have joined it are not, the more so the more
// they are: it counts for those of a few whom the gazetteer lists.
static bool
not_known_party(const kg__document *doc, int32_t agent, int32_t thing)
{
  int32_t a = doc->entities.items[agent].known, o = doc->entities.items[thing].known;
  if (o < 0 || !kg__entity_is(doc, thing, "Agreement"))
    return false;
  return a < 0 || doc->ontology->known.items[o].joined > MOST ||
         !kg__known_joined(doc->ontology, (uint32_t)a, (uint32_t)o);
}

// "the pact supplements our treaties with X and Y": these have another with them.
static bool
of_another(const kg__document *doc, uint32_t k, uint32_t t)
{
  static const char *const WITH[] = {"with", "between", NULL}, *const BONDS[] = {"relation", "partner",
                                                                                 "boundary", "border",
                                                                                 "peace",    "alliance",
                                                                                 "talks",    "negotiation",
                                                                                 "proposal", NULL};
  int32_t own = doc->tokens.items[k].chunk, first = own >= 0 ? doc->chunks.items[own].list : -1;
  if (first < 0 || !is_any(doc, doc->chunks.items[first].prep, WITH))
    return false;
  int32_t over = doc->tokens.items[doc->chunks.items[first].root].head;
  bool apposed = t > k && t < k + 4 && kg_str_equal(kg__token_text(doc, k + 1), KG_STR(","));
  return over >= 0 && over < (int32_t)k && !apposed &&
         (kg__noun_is(doc, (uint32_t)over, BONDS) || kg__head_is(doc, (uint32_t)over, "Agreement")) &&
         doc->tokens.items[over].pos & (KG__NOUN | KG__PROPER) && doc->tokens.items[over].chunk >= 0 &&
         doc->tokens.items[over].chunk != doc->tokens.items[t].chunk &&
         kg__entity_at(doc, (uint32_t)over) != kg__entity_at(doc, t);
}

static void
named(const joiner *j, uint32_t t, int32_t thing, const kg__verb *v, kg__group *found)
{
  const kg__document *doc = j->b.doc;
  bool event = kg__entity_is(doc, thing, "Event");
  uint32_t from = t > j->b.s->first + REACH ? t - REACH : j->b.s->first, end = t + 1;
  for (uint32_t k = from; k <= t; k++)
    from = doc->tokens.items[k].flags & KG__T_ITEM ? k : from;
  while (end < j->b.s->end && end < t + REACH && !(doc->tokens.items[end].flags & KG__T_ITEM))
    end++;
  for (uint32_t k = from; k < end; k++) {
    int32_t e = kg__entity_at(doc, k);
    if (fits(j, e, thing) && !not_known_party(doc, e, thing) && !kept_outside(doc, k) &&
        !with_another(doc, k, t) && !kg__names_venue(doc, k) && !kg__mediates(doc, k) &&
        !sends_another(doc, k) && !(event && in_other_clause(doc, k, t)) &&
        !(!event && of_another(doc, k, t)) && !(v && acted_upon(doc, k, v, event)) && !beyond(doc, k, t, v))
      kg__group_add(found, e, k, k);
  }
  if (kg__entity_is(doc, thing, "Alliance"))
    keep_listed(doc, t, found);
  if (found->n > MOST)
    found->n = 0;
}

static bool
goes_on_under(const kg__document *doc, uint32_t t)
{
  static const char *const UNDER_IT[] = {"under", "in", "during", "within", NULL};
  int32_t chunk = doc->tokens.items[t].chunk;
  return chunk >= 0 && is_any(doc, doc->chunks.items[chunk].prep, UNDER_IT);
}

// The two states that the document is about: it names both often, and no other half as
// often.
static bool
main_pair(const kg__document *doc, int32_t pair[2])
{
  int32_t top[3] = {-1, -1, -1};
  for (int32_t e = 0; e < (int32_t)doc->entities.n; e++) {
    int32_t x = kg__entity_is(doc, e, "State") ? e : -1;
    for (int i = 0; i < 3 && x >= 0; i++) {
      if (top[i] < 0 || doc->entities.items[x].count > doc->entities.items[top[i]].count) {
        int32_t y = top[i];
        top[i] = x;
        x = y;
      }
    }
  }
  uint32_t second = top[1] >= 0 ? doc->entities.items[top[1]].count : 0,
           first = second ? doc->entities.items[top[0]].count : 0;
  pair[0] = top[0];
  pair[1] = top[1];
  return second && 3 * second >= first && (top[2] < 0 || 2 * doc->entities.items[top[2]].count <= second);
}

// Those who make a statement together, else the two states that the document names far more than any other.
static void
topic(const joiner *j, uint32_t t, kg__group *found)
{
  const kg__document *doc = j->b.doc;
  for (uint32_t i = 0; doc->speakers.n > 1 && i < doc->speakers.n; i++)
    kg__group_add(found, doc->speakers.entities[i], t, t);
  found->resolved = true;
  int32_t pair[2];
  bool two = !found->n && main_pair(doc, pair);
  for (int i = 0; two && i < 2; i++)
    kg__group_add(found, pair[i], t, t);
}

// Whether better rules tell exactly one party of an agreement here, which cannot be alone.
static bool
lacks_party(const joiner *j, int32_t thing)
{
  int32_t party = -1;
  for (size_t i = 0; i < j->claims0; i++) {
    const kg__claim *c = &j->b.doc->claims.items[i];
    if (c->object != thing || (int)c->property != j->property)
      continue;
    if (c->first < j->b.s->first || c->first >= j->b.s->end || (party >= 0 && party != c->subject) ||
        kg__entity_is(j->b.doc, c->subject, "Person"))
      return false;
    party = c->subject;
  }
  return party >= 0;
}

static bool
names_any(const joiner *j)
{
  for (uint32_t t = j->b.s->first; t < j->b.s->end; t++) {
    int32_t e = kg__entity_at(j->b.doc, t);
    if (e >= 0 && kg__class_of(j->b.doc, e) & j->who)
      return true;
  }
  return false;
}

// What members do says not since when they are; but it does if the group is made by it.
static bool
does_else(const kg__document *doc, const kg__verb *v)
{
  static const char *const MAKING[] = {"create", "establish", "found",   "form", "launch", "set",   "replace",
                                       "join",   "succeed",   "welcome", "add",  "begin",  "start", NULL};
  return v && !kg__verb_is_copula(doc, v) && !kg__verb_is(doc, v, MAKING);
}

static kg_status
propose(joiner *j, uint32_t t, int32_t thing, const kg__verb *v, const kg__group *found, const char *rule,
        kg__feature feature, double weight)
{
  kg__document *doc = j->b.doc;
  uint32_t last = doc->mentions.items[doc->tokens.items[t].mention].last;
  kg__group things = {0};
  kg__group_add(&things, thing, t, last);
  int32_t chunk = doc->tokens.items[t].chunk;
  bool before_head = chunk >= 0 && doc->chunks.items[chunk].head > last; // "an X ally"
  kg__claim like = {.property = (uint32_t)j->property,
                    .modality = v ? v->modality : KG__ASSERTED,
                    .first = t,
                    .last = last,
                    .trigger = v && !kg__verb_is_copula(doc, v) ? v->main : t,
                    .timeless = kg__entity_is(doc, thing, "Alliance") && (does_else(doc, v) || before_head),
                    .rule = rule};
  kg__claim_feature(&like, feature);
  return kg__claims_add_groups(doc, j->b.s, &like, found, &things, weight);
}

// "such arrangements", "a drill": nobody's in particular, unless it is one agreement.
static bool
vague(const kg__document *doc, uint32_t t, int32_t thing)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  bool one = kg__entity_is(doc, thing, "Agreement") && chunk >= 0 && !doc->chunks.items[chunk].plural;
  return doc->entities.items[thing].described && !one;
}

// Things that nobody joins, though their class has members.
static bool
joined_by_none(const kg__document *doc, const kg__mention *m)
{
  static const char *const VOTED[] = {"resolution", NULL},
                           *const BONDS[] = {"partnership", "relationship", "mechanism", NULL},
                           *const VISITS[] = {"visit", "trip", "tour", NULL};
  bool voted = false;
  for (uint32_t t = m->first; t <= m->last; t++)
    voted |= kg__noun_is(doc, t, VOTED);
  return voted || kg__noun_is(doc, m->last, VISITS) ||
         (doc->entities.items[m->entity].described && kg__noun_is(doc, m->last, BONDS));
}

// "X may fall, and the alliance will act": what the alliance does tells of no members.
static bool
acts_itself(const kg__document *doc, uint32_t t, int32_t thing)
{
  int32_t chunk = doc->tokens.items[t].chunk;
  bool before = false;
  for (uint32_t v = doc->verb0; chunk >= 0 && v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    before |= verb->main < t && verb->finite;
    if (before && verb->subject == chunk && verb->main > t && verb->finite && !kg__verb_is_copula(doc, verb))
      return kg__entity_is(doc, thing, "Alliance");
  }
  return false;
}

// Whether a thing has two sides that a text is bound to name: a treaty has, an initiative may be one's own.
static bool
mutual(const kg__document *doc, uint32_t t)
{
  static const char *const OWN[] = {"initiative", "framework", "statement",  "declaration", "process",
                                    "mechanism",  "programme", "resolution", NULL};
  uint32_t last = doc->mentions.items[doc->tokens.items[t].mention].last;
  for (uint32_t k = t; k <= last; k++) {
    if (kg__noun_is(doc, k, OWN))
      return false;
  }
  return true;
}

static bool
shares_clause(const kg__document *doc, uint32_t agent, const kg__verb *v)
{
  int32_t chunk = doc->tokens.items[agent].chunk;
  bool other = false;
  for (uint32_t i = doc->verb0; chunk >= 0 && i < doc->verb_end; i++)
    other |= doc->verbs.items[i].subject == chunk && &doc->verbs.items[i] != v;
  return !other && verb_around(doc, agent) == v;
}

static kg_status
join(joiner *j, uint32_t t, int32_t thing)
{
  kg__document *doc = j->b.doc;
  const kg__verb *around = verb_around(doc, t);
  kg__verb verb = around ? *around : (kg__verb){0};
  const kg__verb *v = around ? &verb : NULL;
  unsigned where = JOINED[j->row].where;
  j->open = v && v->modality != KG__ASSERTED;
  kg__group doing = {0}, beside = {0}, meant = {0};
  bool closed = JOINED[j->row].closed && told(j, thing, false);
  if (closed && !(kg__entity_is(doc, thing, "Agreement") && lacks_party(j, thing)))
    return KG_OK;
  if (where & SUBJECT || (where & UNDER && goes_on_under(doc, t)))
    KG_TRY(subjects(j, t, thing, v, &doing));
  KG_TRY(propose(j, t, thing, v, &doing, "subject of its clause", KG__F_TOPIC, 0.2));
  if (where & NAMED && (!closed || (!doing.n && mutual(doc, t))))
    named(j, t, thing, v, &beside);
  if (closed && (beside.n > 1 || (beside.n && !shares_clause(doc, beside.first[0], around))))
    beside.n = 0;
  if (!beside.n && kg__entity_is(doc, thing, "Alliance"))
    KG_TRY(of_peers(j, t, &beside));
  KG_TRY(propose(j, t, thing, v, &beside, "named beside it", KG__F_NEAR, 0));
  if (!(where & TOPIC) || closed || doing.n || beside.n || told(j, thing, true) || names_any(j) ||
      vague(doc, t, thing))
    return KG_OK;
  topic(j, t, &meant);
  return propose(j, t, thing, v, &meant, "topic of the document", KG__F_NEAR, 0.6);
}

kg_status
kg__sentence_joiners(kg__document *doc, const kg__sentence *s)
{
  size_t claims0 = doc->claims.n;
  for (size_t i = 0; i < sizeof JOINED / sizeof *JOINED && !s->heading; i++) {
    joiner j = {{doc, s},
                i,
                claims0,
                false,
                kg__property_find(doc->ontology, kg_str_of(JOINED[i].property)),
                kg__class_named(doc, JOINED[i].who),
                kg__class_named(doc, JOINED[i].thing)};
    for (uint32_t t = s->first; j.property >= 0 && t < s->end; t++) {
      int32_t m = doc->tokens.items[t].mention, thing = kg__entity_at(doc, t);
      if (thing >= 0 && doc->mentions.items[m].first == t && doc->mentions.items[m].kind != KG__DEMONYM &&
          kg__class_of(doc, thing) & j.things && !before_noun(doc, t, thing) &&
          !joined_by_none(doc, &doc->mentions.items[m]) && !acts_itself(doc, t, thing))
        KG_TRY(join(&j, t, thing));
    }
  }
  return KG_OK;
}
