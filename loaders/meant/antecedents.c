// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whom a pronoun means: each phrase before it, of this and the last sentences, that may be meant by its
// number and kind is weighed by where it stands in the tree, how near it is and how often it was spoken of;
// the heaviest wins. The weights are those of a log-linear ranking of the antecedents of "it", "they" and
// "he" in GUM's training part, with features that a tree alone gives (GUM's other part: .79, .84 and .90 of
// them right; the last subject: .65, .79, .83).

#include "kg/base/vec.h"
#include "loaders/meant/resolve.h"

#include <math.h>

enum { REACH = 3 };

typedef enum role { SUBJECT, OBJECT, OBLIQUE, NOMINAL, POSSESSOR, MODIFIER, OTHER } role;

static const double OF_ROLE[] = {0.6, 0.0, -0.4, -0.8, 0.5, -2.1, 0.4},
                    OF_DISTANCE[REACH + 1] = {2.5, 0.4, -1.3, -1.3}, PARALLEL = 0.9, AGENT_OF_POSSESSOR = 1.6,
                    AGENT_OF_OBJECT = -0.8, INITIAL = 0.5, COMMON = -0.4, COUNT = 0.65, BETWEEN = -0.6,
                    BESIDE = 3.0, OWN_CLAUSE = 1.5;

static role
role_of(const kg__document *doc, uint32_t root)
{
  uint32_t t = root;
  for (int i = 0; i < 8 && doc->tokens.items[t].relation == KG__REL_CONJ && doc->tokens.items[t].head >= 0;
       i++)
    t = (uint32_t)doc->tokens.items[t].head;
  switch (doc->tokens.items[t].relation) {
  case KG__REL_NSUBJ:
  case KG__REL_NSUBJ_PASS:
  case KG__REL_NSUBJ_OUTER:
    return SUBJECT;
  case KG__REL_OBJ:
  case KG__REL_IOBJ:
    return OBJECT;
  case KG__REL_OBL:
  case KG__REL_OBL_AGENT:
  case KG__REL_OBL_UNMARKED:
    return OBLIQUE;
  case KG__REL_NMOD:
    return NOMINAL;
  case KG__REL_NMOD_POSS:
    return POSSESSOR;
  case KG__REL_COMPOUND:
  case KG__REL_AMOD:
    return MODIFIER;
  default:
    return OTHER;
  }
}

// The word that a phrase, or the first of its list, hangs on.
static int32_t
governor(const kg__document *doc, uint32_t t)
{
  for (int i = 0; i < 8 && doc->tokens.items[t].relation == KG__REL_CONJ && doc->tokens.items[t].head >= 0 &&
                  doc->tokens.items[t].upos != KG__UPOS_VERB;
       i++)
    t = (uint32_t)doc->tokens.items[t].head;
  return doc->tokens.items[t].head;
}

// "the head of its navy" is not "its"; "X sees it" is not X.
static bool
bound(const kg__document *doc, uint32_t pronoun, uint32_t root)
{
  uint32_t t = pronoun;
  for (int i = 0; i < 8 && doc->tokens.items[t].head >= 0; i++) {
    uint8_t relation = doc->tokens.items[t].relation;
    if (relation == KG__REL_ACL_RELCL || relation == KG__REL_ACL || relation == KG__REL_CONJ)
      break;
    t = (uint32_t)doc->tokens.items[t].head;
    if (t == root)
      return true;
  }
  return role_of(doc, pronoun) != POSSESSOR && governor(doc, pronoun) >= 0 &&
         governor(doc, pronoun) == governor(doc, root);
}

uint32_t
kg__sentence_of(const kg__document *doc, uint32_t t)
{
  size_t low = 0, high = doc->sentences.n;
  while (low + 1 < high) {
    size_t middle = (low + high) / 2;
    if (doc->sentences.items[middle].first <= t)
      low = middle;
    else
      high = middle;
  }
  return (uint32_t)low;
}

// ---- what phrases stand for

static bool
add_entity(kg__referent *r, int32_t e)
{
  for (uint32_t i = 0; i < r->n; i++) {
    if (r->entities[i] == e)
      return true;
  }
  if (r->n == sizeof r->entities / sizeof *r->entities)
    return false;
  r->entities[r->n++] = e;
  return true;
}

static bool
is_plural(const kg__document *doc, const kg__chunk *c)
{
  uint8_t xpos = doc->tokens.items[c->head].xpos;
  return c->plural || xpos == KG__XPOS_NNS || xpos == KG__XPOS_NNPS;
}

// "the Iranian government": the only state that stands before it.
static int32_t
state_spoken_for(const kg__document *doc, const kg__chunk *c)
{
  int32_t found = -1;
  for (uint32_t t = c->first; t < c->head && kg__speaks_for_state(doc, c); t++) {
    int32_t e = kg__mentioned_at(doc, t);
    if (e >= 0 && kg__is_state(doc, e))
      found = e;
  }
  return found;
}

// "the ministers of X and Y"
static void
add_states_behind(const kg__document *doc, uint32_t chunk, kg__referent *r)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  if (chunk + 1 >= doc->chunks.n || !kg__speaks_for_state(doc, c) || c[1].prep != (int32_t)c->last + 1 ||
      !kg__token_is(doc, c->last + 1, "of"))
    return;
  for (int32_t k = (int32_t)chunk + 1; k >= 0; k = doc->chunks.items[k].next) {
    int32_t e = kg__mentioned_at(doc, doc->chunks.items[k].head);
    if (e >= 0 && kg__is_state(doc, e))
      add_entity(r, e);
  }
}

// "the two countries", "the allies"
static void
add_several(const kg__document *doc, const kg__chunk *c, kg__referent *r)
{
  kg__group group = {0};
  uint64_t agents = kg__class_mask(doc->ontology, KG_STR("Agent"));
  if (!kg__resolve_number(doc, c, agents, &group))
    kg__resolve_plural(doc, c, agents, &group);
  for (size_t i = 0; i < group.n; i++)
    add_entity(r, group.entities[i]);
}

// "the treaty", "the country"
static int32_t
thing_meant(const kg__document *doc, const kg__chunk *c)
{
  kg__group group = {0};
  return kg__resolve_definite(doc, c, ~(uint64_t)0, &group) && group.n ? group.entities[0] : -1;
}

static kg__referent
referent_of(const kg__document *doc, uint32_t chunk)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  int32_t e = kg__mentioned_at(doc, c->head);
  kg__referent r = {.root = c->root, .last = c->last, .head = c->head};
  r.common = e >= 0 ? doc->entities.items[e].described : !(doc->tokens.items[c->head].pos & KG__PRONOUN);
  r.plural = is_plural(doc, c) && !(e >= 0 && !r.common && kg__is_state(doc, e));
  r.initial = chunk == doc->chunk0;
  if (e < 0 && (e = state_spoken_for(doc, c)) < 0)
    e = c->entity;
  if (e < 0 && c->definite && !r.plural)
    e = thing_meant(doc, c);
  if (e >= 0)
    add_entity(&r, e);
  else
    add_states_behind(doc, chunk, &r);
  if (!r.n && r.plural)
    add_several(doc, c, &r);
  return r;
}

static bool
list_of(const kg__document *doc, uint32_t chunk, kg__referent *r)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  if (c->list != (int32_t)chunk || c->next < 0)
    return false;
  *r = referent_of(doc, chunk);
  for (int32_t k = c->next; k >= 0; k = doc->chunks.items[k].next) {
    int32_t e = kg__mentioned_at(doc, doc->chunks.items[k].head);
    if (e >= 0)
      add_entity(r, e);
    r->last = doc->chunks.items[k].last;
  }
  r->plural = true;
  r->common = false;
  return r->n > 1;
}

// ---- weighing

typedef struct search {
  const kg__document *doc;
  uint32_t token, sentence;
  kg__pronoun kind;
  uint64_t wanted;
  role role;
  uint32_t seen;
  double best;
  const kg__referent *found;
  kg__referent copy;
} search;

static bool
may_be(const search *q, const kg__referent *r)
{
  bool person = r->n && kg__entity_is(q->doc, r->entities[0], "Person");
  if (r->last >= q->token || (q->kind == KG__PRONOUN_MANY) != r->plural)
    return false;
  if (q->kind != KG__PRONOUN_MANY && person != (q->kind == KG__PRONOUN_PERSON))
    return false;
  if (!r->n) {
    uint8_t cls = q->doc->tokens.items[r->head].head_class;
    return cls != KG__NO_CLASS && q->wanted >> cls & 1;
  }
  for (uint32_t i = 0; i < r->n; i++) {
    if (kg__fits(q->doc, r->entities[i], q->wanted))
      return true;
  }
  return false;
}

// "their ministers" are not those of the talks.
static bool
has_people(const search *q)
{
  int32_t of = q->doc->tokens.items[q->token].head;
  uint8_t cls = of >= 0 && q->role == POSSESSOR ? q->doc->tokens.items[of].head_class : KG__NO_CLASS;
  return cls != KG__NO_CLASS && kg_str_equal(q->doc->ontology->classes.items[cls].name, KG_STR("Person"));
}

// "X and its Y": both of one list.
static bool
beside(const kg__document *doc, const kg__referent *r, uint32_t t)
{
  int32_t own = doc->tokens.items[t].chunk, other = doc->tokens.items[r->head].chunk;
  return own >= 0 && other >= 0 && doc->chunks.items[own].list == doc->chunks.items[other].list &&
         t > r->last + 1 && t <= r->last + 3 && kg__token_is(doc, t - 1, "and");
}

// "X stays, and Y leaves its post": the post is that of the clause's own subject.
static bool
own_subject(const kg__document *doc, uint32_t pronoun, uint32_t root)
{
  const kg__verb *v = NULL;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *other = &doc->verbs.items[i];
    if (other->main < pronoun && pronoun < other->clause_end && other->subject >= 0)
      v = other;
  }
  return v && doc->chunks.items[v->subject].root == root;
}

static void
weigh(search *q, const kg__referent *r, uint32_t sentence)
{
  const kg__document *doc = q->doc;
  uint32_t distance = q->sentence - sentence;
  if (!may_be(q, r) || (!distance && bound(doc, q->token, r->root)) ||
      (r->n && has_people(q) && !kg__entity_is(doc, r->entities[0], "Agent")))
    return;
  bool clause = !distance && own_subject(doc, q->token, r->root);
  role own = clause ? SUBJECT : role_of(doc, r->root);
  double w = OF_DISTANCE[distance] + OF_ROLE[own] + (r->common ? COMMON : 0) + (r->initial ? INITIAL : 0) +
             BETWEEN * log(1 + q->seen++);
  if (own == q->role && (own == SUBJECT || own == OBJECT))
    w += PARALLEL;
  if (clause && q->role == POSSESSOR)
    w += OWN_CLAUSE;
  if (r->n && kg__entity_is(doc, r->entities[0], "Agent"))
    w += q->role == POSSESSOR ? AGENT_OF_POSSESSOR : q->role == OBJECT ? AGENT_OF_OBJECT : 0;
  if (q->role == POSSESSOR && beside(doc, r, q->token))
    w += BESIDE;
  if (r->n)
    w += COUNT * log(1 + doc->entities.items[r->entities[0]].seen);
  if (q->found && w <= q->best)
    return;
  q->best = w;
  q->copy = *r;
  q->found = &q->copy;
}

static void
weigh_chunk(search *q, uint32_t chunk)
{
  const kg__chunk *c = &q->doc->chunks.items[chunk];
  kg__referent r;
  if (c->time)
    return;
  if (q->kind == KG__PRONOUN_MANY && list_of(q->doc, chunk, &r))
    weigh(q, &r, q->sentence);
  r = referent_of(q->doc, chunk);
  weigh(q, &r, q->sentence);
}

bool
kg__antecedent(const kg__document *doc, uint32_t t, kg__pronoun kind, uint64_t considered, uint64_t wanted,
               kg__group *group)
{
  search q = {.doc = doc,
              .token = t,
              .kind = kind,
              .wanted = considered,
              .sentence = kg__sentence_of(doc, t),
              .role = role_of(doc, t)};
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
    if (doc->chunks.items[i].last < t)
      weigh_chunk(&q, i);
  }
  for (size_t i = doc->referents.n; i-- > 0;) {
    const kg__referent *r = &doc->referents.items[i];
    if (r->sentence + REACH < q.sentence)
      break;
    if (r->sentence < q.sentence)
      weigh(&q, r, r->sentence);
  }
  for (uint32_t i = 0; q.found && i < q.found->n; i++) {
    if (kg__fits(doc, q.found->entities[i], wanted))
      kg__group_add(group, q.found->entities[i], t, t);
  }
  return q.found != NULL;
}

// ---- remembering

static kg_status
keep(kg__document *doc, const kg__sentence *s, kg__referent r)
{
  r.sentence = (uint32_t)(s - doc->sentences.items);
  KG_TRY(kg__vec_add(&doc->referents));
  doc->referents.items[doc->referents.n - 1] = r;
  return KG_OK;
}

kg_status
kg__sentence_referents(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    kg__referent r;
    if (doc->chunks.items[i].time)
      continue;
    if (list_of(doc, i, &r))
      KG_TRY(keep(doc, s, r));
    KG_TRY(keep(doc, s, referent_of(doc, i)));
  }
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m >= 0 && doc->mentions.items[m].first == t)
      doc->entities.items[doc->mentions.items[m].entity].seen++;
  }
  return KG_OK;
}
