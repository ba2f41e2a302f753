// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whoever does what a noun tells, if its own phrase does not say. It is the one in control: the possessor of
// the noun that it depends on ("X's plans for the purchase of Y"), or the subject of the clause that carries
// it out ("X resumed cooperation with Y") or goes on in it ("X acted in support of Y"). Else, if the sentence
// has named nobody yet, it is the state that those before were about, and, where it takes two, the states
// that were last named together.

#include "loaders/claims/construct.h"
#include "loaders/claims/frames.h"
#include "loaders/meant/resolve.h"

enum { DEPTH = 4, RECENT = 2 };

static const char *const MUTUAL[] = {"cooperatesOn", NULL}, *const DEPLOYS[] = {"deploys", NULL};

static bool
property_is(const kg__filler *f, const char *const *names)
{
  kg_str property = f->doc->ontology->properties.items[f->frame->property].name;
  for (; *names; names++) {
    if (kg_str_equal(property, kg_str_of(*names)))
      return true;
  }
  return false;
}

static const kg__chunk *
chunk_at(const kg__filler *f, int32_t c)
{
  return &f->doc->chunks.items[c];
}

static void
leave_out(kg__group *group, int32_t entity)
{
  size_t n = 0;
  for (size_t i = 0; i < group->n; i++) {
    if (group->entities[i] == entity)
      continue;
    group->entities[n] = group->entities[i];
    group->first[n] = group->first[i];
    group->last[n++] = group->last[i];
  }
  group->n = n;
}

// Whether something stands before the head that may be who does it.
static bool
has_doer(const kg__document *doc, const kg__chunk *c)
{
  if (c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    return true;
  for (uint32_t t = c->first; t < c->head; t++) {
    int32_t e = kg__entity_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "Agent"))
      return true;
  }
  return false;
}

static bool
told_behind(const kg__filler *f)
{
  static const char *const BEHIND[] = {"by", "between", "among", "from", NULL};
  const kg__document *doc = f->doc;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    int32_t over = doc->tokens.items[c->root].head;
    if (c->prep >= 0 && over >= 0 && doc->tokens.items[over].chunk == f->chunk &&
        kg__token_is_any(doc, (uint32_t)c->prep, BEHIND))
      return true;
  }
  return false;
}

static kg_status
doer_inside(kg__filler *f, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  if (c->owner >= 0)
    return kg__chunk_group(doc, c->owner, wanted, group);
  if (doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    kg__pronoun_group(doc, c->first, wanted, group);
  for (uint32_t t = c->first; t < c->head && !group->n; t++) {
    int32_t e = kg__entity_at(doc, t);
    if (kg__fits(doc, e, wanted))
      kg__group_add(group, e, t, t);
  }
  return KG_OK;
}

static const kg__verb *
verb_of(const kg__document *doc, uint32_t t)
{
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].main == t)
      return &doc->verbs.items[v];
  }
  return NULL;
}

// "seeks", "completed", "suspended": the subject does, did or would do what the object tells.
static bool
carries_out(const kg__document *doc, const kg__verb *v)
{
  static const char *const VERBS[] = {
      "abandon",   "accelerate", "advance",   "approve",   "arrange",  "assume",  "authorise", "authorize",
      "boost",     "bring",      "broaden",   "build",     "cancel",   "carry",   "cease",     "commence",
      "complete",  "continue",   "deepen",    "delay",     "discuss",  "dispute", "end",       "engage",
      "enhance",   "enter",      "expand",    "finalise",  "finalize", "finance", "finish",    "focus",
      "freeze",    "fund",       "halt",      "implement", "improve",  "include", "increase",  "initiate",
      "intensify", "keep",       "lift",      "negotiate", "open",     "order",   "persist",   "promise",
      "propose",   "pledge",     "promote",   "reach",     "reduce",   "renew",   "resolve",   "restart",
      "restore",   "resume",     "retain",    "revive",    "seek",     "settle",  "speed",     "strengthen",
      "suspend",   "terminate",  "undertake", "upgrade",   "use",      "work",    "revoke",    "scale",
      "secure",    "strike",     NULL};
  static const char *const JUDGING[] = {"advocate", "block",  "demand",  "favor", "favour", "oppose",
                                        "refuse",   "reject", "resist",  "scrap", "seek",   "threaten",
                                        "urge",     "want",   "welcome", NULL};
  return (kg__verb_is_light(doc, v) && !kg__verb_is(doc, v, JUDGING)) || kg__verb_is(doc, v, VERBS);
}

// "X's investment helps the production of Y"
static bool
enables(const kg__document *doc, const kg__verb *v)
{
  static const char *const VERBS[] = {"allow",      "cover",   "enable", "entail",  "envisage",
                                      "facilitate", "foresee", "help",   "involve", "mean",
                                      "require",    "permit",  NULL};
  return kg__verb_is(doc, v, VERBS);
}

// "X's visit was followed by the sale of Y": one does the one and the other.
static bool
couples(const kg__document *doc, const kg__verb *v)
{
  static const char *const VERBS[] = {"accompany", "couple", "combine", "complement",
                                      "follow",    "match",  "precede", NULL};
  return kg__verb_is(doc, v, VERBS);
}

// "in support of X", "after talks with X"
static bool
goes_on_in(const kg__document *doc, int32_t prep)
{
  static const char *const PREPOSITIONS[] = {"in",    "under",     "by",     "through",
                                             "after", "following", "during", NULL};
  return prep >= 0 && kg__token_is_any(doc, (uint32_t)prep, PREPOSITIONS);
}

static bool
apart(const kg__document *doc, uint32_t a, uint32_t b)
{
  for (uint32_t t = a < b ? a : b; t < (a < b ? b : a); t++) {
    if (kg_str_equal(kg__token_text(doc, t), KG_STR(";")))
      return true;
  }
  return false;
}

// "fears of", "criticism of": whoever has them does not do what they are about.
static bool
is_attitude(const kg__filler *f, uint32_t t)
{
  static const char *const ATTITUDES[] = {"opposes", "perceivesThreat", "threatens", "counters", NULL};
  size_t n;
  const kg__frame *frames = kg__lexicon_frames(f->doc->lexicon, kg__token_word(f->doc, t)->noun, &n);
  for (size_t i = 0; i < n; i++) {
    kg__filler other = {.doc = f->doc, .frame = &frames[i]};
    if (frames[i].pos == KG__NOUN && frames[i].property >= 0 && property_is(&other, ATTITUDES))
      return true;
  }
  return false;
}

static kg_status in_control(kg__filler *f, int32_t chunk, bool two, uint64_t wanted, int depth,
                            kg__group *group);

// Whoever does what a phrase tells.
static kg_status
doer_of(kg__filler *f, int32_t chunk, uint64_t wanted, int depth, kg__group *group)
{
  const kg__chunk *c = chunk_at(f, chunk);
  const kg__token *head = &f->doc->tokens.items[c->head];
  if (head->pos & (KG__PRONOUN | KG__RELATIVE | KG__DETERMINER) && c->first == c->last) {
    if (kg__fits(f->doc, f->doc->last_state, wanted)) // "This was followed by ..."
      kg__group_add(group, f->doc->last_state, c->first, c->first);
    group->resolved = true;
    return KG_OK;
  }
  return has_doer(f->doc, c) ? doer_inside(f, c, wanted, group)
                             : in_control(f, chunk, false, wanted, depth + 1, group);
}

// The subject of a verb, or the noun that it says more of: "investment helping the production of X".
static int32_t
subject_of(const kg__document *doc, const kg__verb *v)
{
  const kg__token *k = &doc->tokens.items[v->main];
  bool of_noun = k->relation == KG__REL_ACL || k->relation == KG__REL_APPOS;
  return v->subject < 0 && of_noun && k->head >= 0 ? doc->tokens.items[k->head].chunk : v->subject;
}

static kg_status
doer_in_clause(kg__filler *f, int32_t chunk, const kg__verb *v, bool two, uint64_t wanted, int depth,
               kg__group *group)
{
  static const char *const BY[] = {"by", "with", NULL};
  const kg__document *doc = f->doc;
  const kg__chunk *c = chunk_at(f, chunk);
  bool oblique = doc->tokens.items[c->root].relation != KG__REL_OBJ;
  int32_t subject = subject_of(doc, v);
  if (subject < 0 || v->modality == KG__DENIED)
    return KG_OK;
  bool coupled = v->passive && oblique && c->prep >= 0 && kg__token_is_any(doc, (uint32_t)c->prep, BY) &&
                 couples(doc, v);
  if (coupled || (!v->passive && !oblique && enables(doc, v)))
    return doer_of(f, subject, wanted, depth, group);
  if (v->passive || !(carries_out(doc, v) || (two && oblique && goes_on_in(doc, c->prep))))
    return KG_OK;
  KG_TRY(kg__frame_list(f, subject, wanted, group));
  return group->n ? KG_OK : doer_of(f, subject, wanted, depth, group);
}

// "Sanctions on X were lifted by Y"
static kg_status
agent_of(kg__filler *f, const kg__verb *v, uint64_t wanted, kg__group *group)
{
  const kg__document *doc = f->doc;
  for (uint32_t i = doc->chunk0; v->passive && carries_out(doc, v) && i < doc->chunk_end && !group->n; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    if (c->prep >= 0 && kg__token_is(doc, (uint32_t)c->prep, "by") &&
        doc->tokens.items[c->root].head == (int32_t)v->main)
      KG_TRY(kg__list_group(f->doc, (int32_t)i, wanted, group));
  }
  return KG_OK;
}

// `two`: the noun itself relates two, and does not only name a thing.
static kg_status
in_control(kg__filler *f, int32_t chunk, bool two, uint64_t wanted, int depth, kg__group *group)
{
  static const char *const OF[] = {"of", "for", "on", "to", "in", NULL};
  kg__document *doc = f->doc;
  uint32_t t = chunk_at(f, chunk)->root;
  int32_t up = doc->tokens.items[t].head, prep = chunk_at(f, chunk)->prep;
  uint8_t relation = doc->tokens.items[t].relation;
  if (up < 0 || depth > DEPTH || apart(doc, t, (uint32_t)up))
    return KG_OK;
  const kg__verb *v = verb_of(doc, (uint32_t)up);
  if (v && (relation == KG__REL_OBJ || relation == KG__REL_OBL || relation == KG__REL_OBL_AGENT))
    return doer_in_clause(f, chunk, v, two, wanted, depth, group);
  if (v && relation == KG__REL_NSUBJ_PASS)
    return agent_of(f, v, wanted, group);
  int32_t over = doc->tokens.items[up].chunk;
  if (over < 0 || over == chunk)
    return KG_OK;
  if (relation == KG__REL_CONJ)
    return in_control(f, over, two, wanted, depth + 1, group);
  if (relation != KG__REL_NMOD || prep < 0 || !kg__token_is_any(doc, (uint32_t)prep, OF) ||
      is_attitude(f, (uint32_t)up) || kg__entity_at(doc, (uint32_t)up) >= 0)
    return KG_OK;
  if (has_doer(doc, chunk_at(f, over)))
    return doer_inside(f, chunk_at(f, over), wanted, group);
  return in_control(f, over, false, wanted, depth + 1, group);
}

// Whether the sentence has told before who does something, be it somebody unknown.
static bool
told_before(const kg__filler *f, uint64_t wanted)
{
  const kg__document *doc = f->doc;
  for (uint32_t t = f->s->first; t < f->trigger; t++) {
    if (kg__fits(doc, kg__entity_at(doc, t), wanted))
      return true;
  }
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->object == f->chunk && !verb->passive && verb->subject >= 0 && carries_out(doc, verb))
      return true;
  }
  return false;
}

// "the withdrawal of Rwandan forces": those whose they are; of "foreign troops" it is not told whose.
static kg_status
senders(kg__filler *f, uint64_t wanted, kg__group *group, bool *found)
{
  int32_t of = property_is(f, DEPLOYS) ? kg__chunk_complement(f->doc, (uint32_t)f->chunk, "of") : -1;
  const kg__chunk *c = of >= 0 ? chunk_at(f, of) : NULL;
  *found = c && (has_doer(f->doc, c) || kg__token_says(f->doc, c->first, "foreign"));
  return *found ? doer_inside(f, c, wanted, group) : KG_OK;
}

static bool
mentioned_of_late(const kg__filler *f, int32_t e)
{
  const kg__document *doc = f->doc;
  uint32_t at = kg__sentence_of(doc, f->s->first), from = at > RECENT ? at - RECENT : 0;
  for (uint32_t t = doc->sentences.items[from].first; t < f->s->first; t++) {
    if (kg__entity_at(doc, t) == e)
      return true;
  }
  return false;
}

// The state that the document is about: it names no other half as often.
static bool
stands_out(const kg__document *doc, int32_t state)
{
  for (int32_t e = 0; e < (int32_t)doc->entities.n; e++) {
    if (e != state && kg__is_state(doc, e) &&
        2 * doc->entities.items[e].count > doc->entities.items[state].count)
      return false;
  }
  return true;
}

// "cooperation on X would help the two governments": those of whom the sentence speaks, or the one before.
static kg_status
spoken_of_here(const kg__filler *f, kg__group *group)
{
  kg__builder b = {f->doc, f->s};
  return property_is(f, MUTUAL) ? kg__states_about(&b, group) : KG_OK;
}

// "protests against X", "aid to X": anybody's, be the text about whom it may; not so "a dispute with X".
static bool
anybodys(const kg__filler *f)
{
  static const char *const PROPERTIES[] = {"supports", "opposes", NULL};
  uint32_t with = kg__words_find(&f->doc->ontology->words, KG_STR("with"));
  return property_is(f, PROPERTIES) && f->frame->object.marker != with;
}

// Those whom the sentence before names in one list.
static const kg__together *
listed_before(const kg__filler *f)
{
  static const char *const JOINT[] = {"participatesIn", "partyTo", "cooperatesOn", NULL};
  const kg__document *doc = f->doc;
  uint32_t at = kg__sentence_of(doc, f->s->first);
  const kg__together *g = doc->together.n ? &doc->together.items[doc->together.n - 1] : NULL;
  bool before = g && at && g->token >= doc->sentences.items[at - 1].first;
  return before && g->listed && g->n < 4 && property_is(f, JOINT) ? g : NULL;
}

// Those of whom the sentences before spoke.
static void
spoken_of(const kg__filler *f, uint64_t wanted, kg__group *group)
{
  const kg__document *doc = f->doc;
  if (told_before(f, wanted) || anybodys(f))
    return;
  const kg__together *g = listed_before(f);
  bool about = kg__fits(doc, doc->last_state, wanted) && stands_out(doc, doc->last_state) &&
               mentioned_of_late(f, doc->last_state);
  for (uint32_t i = 0; g && i < g->n; i++)
    kg__group_add(group, g->entities[i], f->trigger, f->trigger);
  if (!g && about)
    kg__group_add(group, doc->last_state, f->trigger, f->trigger);
  group->resolved = true;
}

// "US forces were withdrawn", "the Indian army was deployed": by those whose they are.
static kg_status
owners_of_object(kg__filler *f, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  const kg__verb *v = &doc->verbs.items[f->verb];
  if (!v->passive || v->subject < 0 || !property_is(f, DEPLOYS))
    return KG_OK;
  const kg__chunk *c = chunk_at(f, v->subject);
  int32_t force = kg__entity_at(doc, c->head);
  int part = kg__property_find(doc->ontology, KG_STR("partOf"));
  for (size_t i = doc->claims.n; i-- > 0 && !group->n;) {
    const kg__claim *claim = &doc->claims.items[i];
    if (claim->subject == force && (int)claim->property == part && kg__fits(doc, claim->object, wanted))
      kg__group_add(group, claim->object, c->first, c->last);
  }
  return group->n ? KG_OK : kg__belongs_to(doc, v->subject, wanted, group);
}

kg_status
kg__frame_implicit(kg__filler *f, kg__group *group, kg__claim *like)
{
  static const char *const NEVER[] = {"posesThreat", "perceivesThreat", "prioritises", NULL};
  uint64_t wanted = f->frame->domain;
  bool two = f->frame->object.role != KG__ROLE_SELF;
  if (f->chunk < 0 && f->verb >= 0 && f->frame->subject.role == KG__ROLE_SUBJECT) {
    like->ways[0][0] = "~control";
    like->ways[0][1] = NULL;
    kg__claim_feature(like, KG__F_CONTROL);
    return owners_of_object(f, wanted, group);
  }
  if (f->chunk < 0 || f->frame->subject.role != KG__ROLE_POSSESSOR || property_is(f, NEVER) ||
      chunk_at(f, f->chunk)->negative || has_doer(f->doc, chunk_at(f, f->chunk)) || told_behind(f))
    return KG_OK;
  bool sent;
  like->ways[0][0] = "~control";
  like->ways[0][1] = NULL;
  KG_TRY(senders(f, wanted, group, &sent));
  if (!sent)
    KG_TRY(in_control(f, f->chunk, two, wanted, 0, group));
  kg__claim_feature(like, group->n ? KG__F_CONTROL : KG__F_SPOKEN_OF);
  if (sent || group->n || !two)
    return KG_OK;
  like->ways[0][0] = "~spoken of";
  KG_TRY(spoken_of_here(f, group));
  if (!group->n)
    spoken_of(f, wanted, group);
  return KG_OK;
}

// Leave out those of whom the sentence says it already, in whatever words.
static void
leave_out_told(const kg__filler *f, kg__group *subjects, const kg__group *objects)
{
  const kg__document *doc = f->doc;
  bool symmetric = doc->ontology->properties.items[f->frame->property].symmetric;
  for (size_t i = doc->claims.n; i-- > 0 && subjects->n;) {
    const kg__claim *c = &doc->claims.items[i];
    if (c->first < f->s->first || c->first >= f->s->end || (int)c->property != f->frame->property)
      continue;
    for (size_t k = 0; k < objects->n; k++) {
      bool there = c->object == objects->entities[k], back = symmetric && c->subject == objects->entities[k];
      if (there || back)
        leave_out(subjects, there ? c->subject : c->object);
    }
  }
}

// "Cooperation in X, Y and Z could follow": all that it is about, and the stance of the clause that has it,
// or the last of them, as its subject.
static kg_status
widen(kg__filler *f, kg__group *objects, kg__modality *modality)
{
  kg__document *doc = f->doc;
  kg__builder b = {doc, f->s};
  uint32_t heads[8];
  int32_t in = kg__chunk_complement(doc, (uint32_t)f->chunk, "in");
  in = in < 0 ? kg__chunk_complement(doc, (uint32_t)f->chunk, "on") : in;
  if (in < 0)
    return KG_OK;
  KG_TRY(kg__abilities_of_list(&b, in, objects));
  size_t n = kg__long_list(&b, (uint32_t)in, heads, 8);
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    bool own = v->subject == f->chunk;
    for (size_t k = 0; k < n; k++)
      own |= v->subject == (int32_t)heads[k];
    if (own && v->finite && *modality == KG__ASSERTED)
      *modality = v->modality;
  }
  return KG_OK;
}

kg_status
kg__frame_implicit_rest(kg__filler *f, kg__group *subjects, kg__group *objects, kg__modality *modality)
{
  if (property_is(f, MUTUAL))
    KG_TRY(widen(f, objects, modality));
  leave_out_told(f, subjects, objects);
  return KG_OK;
}
