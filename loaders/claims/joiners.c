// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whoever takes part in a thing that no better rule has given anybody: the subject of its clause, else those
// whom the sentence names and does not keep outside of it, else those whom the whole document is about. Such
// claims have a low confidence, the lower the farther those are from the thing.

#include "loaders/claims/frames.h"
#include "loaders/claims/joiners.h"
#include "loaders/meant/resolve.h"

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
    {"State", "Strategy", "adopts", UNDER, true},
    {"State", "Agreement", "partyTo", SUBJECT | NAMED | TOPIC, true},
    {"State", "Alliance", "memberOf", SUBJECT | NAMED, true},
};

typedef struct joiner {
  kg__builder b;
  size_t row;
  size_t claims0; ///< Claims that better rules made
  bool open;      ///< The clause does not assert what it says: outsiders may join, or refuse to
  int property;
  uint64_t who, things;
} joiner;

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
fits(const joiner *j, int32_t e, int32_t thing)
{
  return e >= 0 && e != thing && kg__class_of(j->b.doc, e) & j->who &&
         (j->open || !kg__is_known_outsider(j->b.doc, e, thing)) && !related(j, e, thing);
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
  if (!v || v->subject < 0 || doc->tokens.items[t].chunk == v->subject || is_anothers(j, t, v))
    return KG_OK;
  static const char *const AFTER[] = {"follow", "precede", "succeed", "replace", NULL};
  if (kg__verb_is(doc, v, AFTER))
    return KG_OK;
  doc->any_actor = true;
  kg_status st = kg__list_group(doc, v->subject, j->who, &all);
  doc->any_actor = false;
  KG_TRY(st);
  for (size_t i = 0; i < all.n; i++) {
    if (fits(j, all.entities[i], thing) && !kg__is_kept_outside(doc, all.first[i]))
      kg__group_add(found, all.entities[i], all.first[i], all.last[i]);
  }
  found->resolved = all.resolved;
  return KG_OK;
}

static bool
goes_on_under(const kg__document *doc, uint32_t t)
{
  static const char *const UNDER_IT[] = {"under", "in", "during", "within", NULL};
  int32_t chunk = doc->tokens.items[t].chunk;
  int32_t prep = chunk >= 0 ? doc->chunks.items[chunk].prep : -1;
  return prep >= 0 && kg__token_is_any(doc, (uint32_t)prep, UNDER_IT);
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

static void
named(const joiner *j, uint32_t t, int32_t thing, const kg__verb *v, kg__group *found)
{
  enum { REACH = 25 };
  const kg__document *doc = j->b.doc;
  uint32_t from = t > j->b.s->first + REACH ? t - REACH : j->b.s->first, end = t + 1;
  for (uint32_t k = from; k <= t; k++)
    from = doc->tokens.items[k].flags & KG__T_ITEM ? k : from;
  while (end < j->b.s->end && end < t + REACH && !(doc->tokens.items[end].flags & KG__T_ITEM))
    end++;
  for (uint32_t k = from; k < end; k++) {
    int32_t e = kg__entity_at(doc, k);
    if (fits(j, e, thing) && !kg__is_outsider(doc, k, t, v))
      kg__group_add(found, e, k, k);
  }
  if (kg__entity_is(doc, thing, "Alliance"))
    keep_listed(doc, t, found);
  if (found->n > KG__MOST_JOINERS)
    found->n = 0;
}

// "its NATO allies", "Japan and its Quad partners": whose peers they are is one of them.
static kg_status
of_peers(const joiner *j, uint32_t t, kg__group *found)
{
  kg__document *doc = j->b.doc;
  int32_t chunk = doc->tokens.items[t].chunk;
  const kg__chunk *c = chunk >= 0 ? &doc->chunks.items[chunk] : NULL;
  if (!c || c->head <= t || !kg__is_peer(doc, c->head))
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

// The two states that the document is about: it names both often, and no other half as often.
static bool
main_pair(const kg__document *doc, int32_t pair[2])
{
  int32_t top[6];
  size_t n = kg__states_most_named(doc, 3, top);
  const kg__entity *items = doc->entities.items;
  if (n < 2 || 3 * items[top[1]].count < items[top[0]].count ||
      (n > 2 && 2 * items[top[2]].count > items[top[1]].count))
    return false;
  pair[0] = top[0];
  pair[1] = top[1];
  return true;
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

static bool
shares_clause(const kg__document *doc, uint32_t agent, const kg__verb *v)
{
  int32_t chunk = doc->tokens.items[agent].chunk;
  bool other = false;
  for (uint32_t i = doc->verb0; chunk >= 0 && i < doc->verb_end; i++)
    other |= doc->verbs.items[i].subject == chunk && &doc->verbs.items[i] != v;
  return !other && kg__verb_around(doc, agent) == v;
}

static kg_status
join(joiner *j, uint32_t t, int32_t thing)
{
  kg__document *doc = j->b.doc;
  const kg__verb *around = kg__verb_around(doc, t);
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
  if (where & NAMED && (!closed || (!doing.n && kg__is_mutual(doc, t))))
    named(j, t, thing, v, &beside);
  if (closed && (beside.n > 1 || (beside.n && !shares_clause(doc, beside.first[0], around))))
    beside.n = 0;
  if (!beside.n && kg__entity_is(doc, thing, "Alliance"))
    KG_TRY(of_peers(j, t, &beside));
  KG_TRY(propose(j, t, thing, v, &beside, "named beside it", KG__F_NEAR, 0));
  if (!(where & TOPIC) || closed || doing.n || beside.n || told(j, thing, true) || names_any(j) ||
      kg__is_anyones(doc, t, thing))
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
      if (thing >= 0 && doc->mentions.items[m].first == t && kg__class_of(doc, thing) & j.things &&
          kg__is_joinable(doc, t, thing))
        KG_TRY(join(&j, t, thing));
    }
  }
  return KG_OK;
}
