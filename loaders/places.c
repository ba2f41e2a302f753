// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The places of a frame, and what fills them.

#include "loaders/construct.h"
#include "loaders/frames.h"

static const kg__chunk *
chunk_at(const kg__filler *f, int32_t c)
{
  return &f->doc->chunks.items[c];
}

static uint32_t
word_of(const kg__filler *f, const char *text)
{
  return kg__words_find(&f->doc->ontology->words, kg_str_of(text));
}

// "according to X", "due to X": no place of the words before.
static bool
of_its_own(const kg__document *doc, int32_t prep)
{
  static const char *const LEADS[] = {"according", "due", "thanks", "prior", "owing", "contrary"};
  for (size_t i = 0; prep > 0 && i < sizeof LEADS / sizeof *LEADS; i++) {
    if (kg__token_is(doc, (uint32_t)prep - 1, LEADS[i]))
      return true;
  }
  return false;
}

// Chunks behind token `after`, up to where another clause begins, that stand behind this preposition.
static kg_status
behind(kg__filler *f, uint32_t after, uint32_t end, uint32_t marker, uint64_t wanted, kg__group *group)
{
  uint32_t reach = 0;
  for (uint32_t i = f->doc->chunk0; i < f->doc->chunk_end && reach < 5; i++) {
    const kg__chunk *c = chunk_at(f, (int32_t)i);
    if (c->first <= after || c->first >= end)
      continue;
    reach += c->list == (int32_t)i && !c->time;
    if (c->prep <= (int32_t)after || f->doc->tokens.items[c->prep].word != marker || c->list != (int32_t)i ||
        of_its_own(f->doc, c->prep))
      continue;
    while (i + 1 < f->doc->chunk_end && chunk_at(f, (int32_t)i + 1)->owner == (int32_t)i)
      i++; // "of X's missiles"
    KG_TRY(kg__list_group(f->doc, (int32_t)i, wanted, group));
    if (group->n)
      return KG_OK;
  }
  return KG_OK;
}

// Whether a phrase hangs on the trigger, or on a noun that hangs on it.
static bool
hangs_on_trigger(const kg__filler *f, int32_t chunk, int most)
{
  int32_t t = f->doc->tokens.items[kg__chunk_root(f->doc, chunk)].head;
  for (int steps = 0; t >= 0 && steps < most; steps++) {
    const kg__token *k = &f->doc->tokens.items[t];
    if (f->chunk >= 0 ? k->chunk == f->chunk : (uint32_t)t == f->trigger)
      return true;
    if (k->pos & (KG__ANY_VERB | KG__AUXILIARY))
      return false;
    t = k->head;
  }
  return false;
}

// The phrases that the tree hangs on the trigger with this preposition, wherever they stand.
static kg_status
attached(kg__filler *f, uint32_t marker, uint64_t wanted, int most, kg__group *group)
{
  for (uint32_t i = f->doc->chunk0; i < f->doc->chunk_end; i++) {
    const kg__chunk *c = chunk_at(f, (int32_t)i);
    if (c->prep < 0 || c->list != (int32_t)i || c->time || f->doc->tokens.items[c->prep].word != marker ||
        !hangs_on_trigger(f, (int32_t)i, most))
      continue;
    KG_TRY(kg__list_group(f->doc, (int32_t)i, wanted, group));
    if (group->n)
      return KG_OK;
  }
  return KG_OK;
}

// The clause that a relative pronoun is in is the trigger's own, or that of the verb which a noun hangs on.
static bool
in_own_clause(const kg__filler *f, int32_t predicate)
{
  const kg__token *k = &f->doc->tokens.items[predicate];
  return predicate == (int32_t)f->trigger ||
         (f->chunk >= 0 && (k->chunk == f->chunk || predicate == f->doc->tokens.items[f->trigger].head));
}

// "X, where soldiers are stationed": the place before.
static kg_status
before_where(kg__filler *f, uint32_t marker, uint64_t wanted, kg__group *group)
{
  const kg__document *doc = f->doc;
  int32_t subject = f->verb >= 0 ? doc->verbs.items[f->verb].subject : -1;
  uint32_t t = subject >= 0 ? doc->chunks.items[subject].first : 0;
  if (t < f->s->first + 2 || t > f->trigger || !kg__token_is(doc, t - 1, "where") ||
      !(marker == word_of(f, "in") || marker == word_of(f, "at")))
    return KG_OK;
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
    if (doc->chunks.items[i].last < t - 1)
      return doc->chunks.items[i].last + 4 > t ? kg__chunk_group(f->doc, (int32_t)i, wanted, group) : KG_OK;
  }
  return KG_OK;
}

// "the mission to which X contributes": the noun before a relative pronoun that has the preposition.
static kg_status
before_pronoun(kg__filler *f, uint32_t marker, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  for (uint32_t t = f->s->first + 1; t < f->trigger; t++) {
    int32_t predicate = doc->tokens.items[t].head, noun = -1;
    if (!(kg__token_is(doc, t, "which") || kg__token_is(doc, t, "whom")) ||
        doc->tokens.items[t - 1].word != marker || predicate < 0 || !in_own_clause(f, predicate))
      continue;
    if (doc->tokens.items[predicate].relation == KG__REL_ACL_RELCL)
      noun = doc->tokens.items[predicate].head;
    int32_t c = noun >= 0 ? doc->tokens.items[noun].chunk : -1;
    for (uint32_t i = doc->chunk0; c < 0 && i < doc->chunk_end; i++) {
      if (doc->chunks.items[i].last + 1 < t && doc->chunks.items[i].last + 3 >= t)
        c = (int32_t)i;
    }
    return c >= 0 ? kg__chunk_group(doc, c, wanted, group) : KG_OK;
  }
  return KG_OK;
}

// A prepositional phrase that opens the clause: "Under Operation X, ..."
static kg_status
opening(kg__filler *f, uint32_t marker, uint64_t wanted, kg__group *group)
{
  const kg__verb *v = &f->doc->verbs.items[f->verb];
  for (uint32_t i = f->doc->chunk0; i < f->doc->chunk_end; i++) {
    const kg__chunk *c = chunk_at(f, (int32_t)i);
    if (c->first < v->clause_first || c->prep < 0 || f->doc->tokens.items[c->prep].word != marker)
      continue;
    if ((uint32_t)c->prep != f->s->first || v->subject < 0 || (int32_t)i >= v->subject)
      continue;
    return kg__list_group(f->doc, (int32_t)i, wanted, group);
  }
  return KG_OK;
}

// The phrase with this preposition that hangs on the trigger in the tree; else one that stands behind it;
// else one that hangs on what hangs on it.
static kg_status
behind_marker(kg__filler *f, uint32_t after, uint32_t end, uint32_t marker, uint64_t wanted, kg__group *group)
{
  KG_TRY(attached(f, marker, wanted, 1, group));
  if (!group->n)
    KG_TRY(behind(f, after, end, marker, wanted, group));
  if (!group->n && f->verb >= 0 && f->chunk < 0)
    KG_TRY(opening(f, marker, wanted, group));
  return group->n ? KG_OK : attached(f, marker, wanted, 3, group);
}

// The end of what hangs on a noun: phrases that follow each other by prepositions.
static uint32_t
noun_reach(const kg__filler *f)
{
  uint32_t t = chunk_at(f, f->chunk)->last + 1;
  for (; t < f->s->end; t++) {
    const kg__token *k = &f->doc->tokens.items[t];
    kg_str text = kg__token_text(f->doc, t);
    if (k->pos & (KG__RELATIVE | KG__SUBORDINATOR) || text.ptr[0] == ';')
      break;
    if (k->verb >= 0 && f->doc->verbs.items[k->verb].finite)
      break;
    bool in_list = k->chunk >= 0 || (t + 1 < f->s->end && f->doc->tokens.items[t + 1].chunk >= 0);
    if (text.ptr[0] == ',' && !in_list)
      break;
  }
  return t;
}

static int32_t
subject_of(const kg__filler *f)
{
  return f->verb >= 0 ? f->doc->verbs.items[f->verb].subject : -1;
}

// "participation in X", "a series of Y": what hangs on a noun that is nothing of its own.
static kg_status
within(kg__filler *f, int32_t chunk, uint64_t wanted, kg__group *group)
{
  const kg__token *head = &f->doc->tokens.items[chunk_at(f, chunk)->head];
  if (head->mention >= 0 || !(head->pos & KG__NOUN) || head->head_class != KG__NO_CLASS)
    return KG_OK;
  for (uint32_t i = (uint32_t)chunk + 1; i < f->doc->chunk_end; i++) {
    const kg__chunk *c = chunk_at(f, (int32_t)i);
    int32_t over = f->doc->tokens.items[kg__chunk_root(f->doc, (int32_t)i)].head;
    if (c->prep < 0 || c->list != (int32_t)i || over < 0 || f->doc->tokens.items[over].chunk != chunk)
      continue;
    if (kg__token_is(f->doc, (uint32_t)c->prep, "in") || kg__token_is(f->doc, (uint32_t)c->prep, "of"))
      return kg__list_group(f->doc, (int32_t)i, wanted, group);
  }
  return KG_OK;
}

static kg_status
fill_list(kg__filler *f, int32_t chunk, uint64_t wanted, kg__group *group)
{
  if (chunk < 0)
    return KG_OK;
  KG_TRY(kg__list_group(f->doc, chunk, wanted, group));
  return group->n ? KG_OK : within(f, chunk, wanted, group);
}
// "X's envoy" is one of the state that X leads.
static void
add_state_of_leader(kg__filler *f, const kg__chunk *c, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  kg_str property = doc->ontology->properties.items[f->frame->property].name;
  int32_t owner = c->owner >= 0 ? doc->tokens.items[chunk_at(f, c->owner)->head].mention : -1;
  if (group->n || owner < 0 || !kg_str_equal(property, KG_STR("officialOf")))
    return;
  int32_t person = doc->mentions.items[owner].entity;
  int32_t state = kg__entity_is(doc, person, "Person") ? kg__state_of_person(doc, person) : -1;
  if (state >= 0 && kg__class_of(doc, state) & wanted)
    kg__group_add(group, state, c->first, c->last);
  group->resolved |= state >= 0;
}

// Who a noun belongs to: possessor, pronoun, demonym or name before it, then "by", then "of" or "between".
static kg_status
fill_possessor(kg__filler *f, uint64_t wanted, uint32_t other_marker, kg__group *group)
{
  kg__document *doc = f->doc;
  kg__chunk c = *chunk_at(f, f->chunk);
  if (c.owner >= 0)
    KG_TRY(kg__chunk_group(doc, c.owner, wanted, group));
  else if (doc->tokens.items[c.first].pos & KG__POSSESSIVE)
    kg__pronoun_group(doc, c.first, wanted, group);
  for (uint32_t t = c.first; t < f->trigger && !group->n; t++) {
    int32_t m = doc->tokens.items[t].mention;
    for (uint32_t k = t; m >= 0 && k < f->trigger; k++) {
      int32_t mk = doc->tokens.items[k].mention;
      if (mk >= 0 && kg__class_of(doc, doc->mentions.items[mk].entity) & wanted)
        kg__group_add(group, doc->mentions.items[mk].entity, k, k);
    }
  }
  add_state_of_leader(f, &c, wanted, group);
  static const char *const MARKERS[] = {"by", "of", "between"};
  for (size_t i = 0; i < 3 && !group->n; i++) {
    uint32_t marker = word_of(f, MARKERS[i]);
    if (i && marker == other_marker)
      continue;
    uint32_t reach = noun_reach(f);
    if (i == 1 && c.last + 8 < reach)
      reach = c.last + 8;
    KG_TRY(behind_marker(f, c.last, reach, marker, wanted, group));
  }
  return KG_OK;
}

bool
kg__filler_is_light(const kg__filler *f)
{
  if (f->verb < 0)
    return false;
  const kg__word *w = kg__token_word(f->doc, f->doc->verbs.items[f->verb].main);
  return w->verb && kg__word_at(&f->doc->ontology->words, w->verb)->is & KG__WORD_LIGHT;
}

bool
kg__verb_is_copula(const kg__document *doc, const kg__verb *v)
{
  static const char *const COPULAS[] = {"become", "remain", "constitute", "call", "stay", "represent"};
  // "was elected president"
  static const char *const MADE[] = {"elect",    "reelect",  "appoint", "name",
                                     "nominate", "proclaim", "crown",   NULL};
  const kg__word *w = kg__token_word(doc, v->main);
  if (doc->tokens.items[v->main].pos & KG__BE || w->pos & KG__BE || (v->passive && kg__verb_is(doc, v, MADE)))
    return true;
  for (size_t i = 0; w->verb && i < sizeof COPULAS / sizeof *COPULAS; i++) {
    if (kg_str_equal(kg__word_at(&doc->ontology->words, w->verb)->text, kg_str_of(COPULAS[i])))
      return true;
  }
  return false;
}

// "X is one of the members", "X, one of its allies"
static kg_status
fill_one_of(kg__filler *f, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  int32_t prep = chunk_at(f, f->chunk)->prep, one;
  if (prep < 1 || !kg__token_is(doc, (uint32_t)prep, "of") || !kg__token_is(doc, (uint32_t)prep - 1, "one") ||
      (one = doc->tokens.items[prep - 1].chunk) < 0)
    return KG_OK;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    if (v->object == one && v->subject >= 0 && kg__verb_is_copula(doc, v))
      return kg__list_group(doc, v->subject, wanted, group);
  }
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    if (doc->chunks.items[i].apposition == one ||
        (doc->chunks.items[i].last + 2 == (uint32_t)prep - 1 &&
         kg_str_equal(kg__token_text(doc, (uint32_t)prep - 2), KG_STR(","))))
      return kg__chunk_group(doc, (int32_t)i, wanted, group);
  }
  return KG_OK;
}

// What a noun is said of: the subject of "is", the other half of an apposition, a name right behind.
static kg_status
fill_self(kg__filler *f, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  int32_t list = chunk_at(f, f->chunk)->list;
  if (f->verb >= 0 && kg__verb_is_copula(doc, &doc->verbs.items[f->verb]) &&
      (doc->verbs.items[f->verb].object == list || doc->verbs.items[f->verb].object == f->chunk))
    KG_TRY(fill_list(f, subject_of(f), wanted, group));
  for (uint32_t i = doc->chunk0; !group->n && i < doc->chunk_end; i++) {
    if (doc->chunks.items[i].apposition == f->chunk)
      KG_TRY(kg__chunk_group(doc, (int32_t)i, wanted, group));
  }
  if (!group->n && chunk_at(f, f->chunk)->apposition >= 0)
    KG_TRY(kg__chunk_group(doc, chunk_at(f, f->chunk)->apposition, wanted, group));
  int32_t prep = chunk_at(f, f->chunk)->prep;
  if (!group->n && prep >= 0 && kg__token_is(doc, (uint32_t)prep, "as") && f->verb >= 0)
    KG_TRY(fill_list(f,
                     doc->verbs.items[f->verb].object >= 0 ? doc->verbs.items[f->verb].object : subject_of(f),
                     wanted, group));
  if (!group->n)
    KG_TRY(fill_one_of(f, wanted, group));
  uint8_t own = doc->tokens.items[chunk_at(f, f->chunk)->head].head_class;
  if (!group->n && f->trigger == chunk_at(f, f->chunk)->head && own != KG__NO_CLASS && wanted >> own & 1 &&
      !kg_str_equal(doc->ontology->classes.items[own].name, KG_STR("Operation")))
    KG_TRY(kg__chunk_group(doc, f->chunk, (uint64_t)1 << own, group));
  if (!group->n && f->trigger < chunk_at(f, f->chunk)->head)
    KG_TRY(kg__chunk_group(doc, f->chunk, wanted, group));
  return KG_OK;
}

static bool
complemented(const kg__filler *f)
{
  uint32_t after = chunk_at(f, f->chunk)->last + 1;
  return after < f->s->end && kg__token_is(f->doc, after, "of");
}

// "regards X as a threat".
static bool
behind_as(const kg__filler *f)
{
  int32_t prep = chunk_at(f, f->chunk)->prep;
  return prep >= 0 && kg__token_is(f->doc, (uint32_t)prep, "as");
}

// What the document is mostly about, if one thing of these classes stands out.
static void
fill_topic(const kg__filler *f, uint64_t wanted, kg__group *group)
{
  const kg__document *doc = f->doc;
  uint32_t most = 0, second = 0;
  int32_t best = -1;
  for (size_t i = 0; i < doc->entities.n; i++) {
    uint32_t n = doc->entities.items[i].count;
    if (!(kg__class_of(doc, (int32_t)i) & wanted) || kg__entity_is(doc, (int32_t)i, "Conflict"))
      continue;
    second = n > most ? most : n > second ? n : second;
    best = n > most ? (int32_t)i : best;
    most = n > most ? n : most;
  }
  if (best < 0 || most < 3 || most < 2 * second)
    return;
  kg__group_add(group, best, f->trigger, f->trigger);
  group->resolved = true;
}

// "lent X a frigate": what would else stand behind "to".
static kg_status
before_object(const kg__filler *f, const kg__verb *v, uint64_t wanted, kg__group *group)
{
  int32_t c = v->object;
  if (v->passive || f->trigger_last != v->main || c < 0 || c + 1 >= (int32_t)f->doc->chunk_end)
    return KG_OK;
  const kg__chunk *to = chunk_at(f, c), *thing = to + 1;
  bool both = to->prep < 0 && to->first == f->trigger_last + 1 && thing->first == to->last + 1 &&
              thing->prep < 0 && thing->owner < 0 && !thing->time;
  return both ? kg__list_group(f->doc, c, wanted, group) : KG_OK;
}

kg_status
kg__frame_fill(kg__filler *f, kg__argument a, kg__argument other, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  const kg__verb *v = f->verb >= 0 ? &doc->verbs.items[f->verb] : NULL;
  bool noun = f->chunk >= 0;
  switch (a.role) {
  case KG__ROLE_SUBJECT:
    if (!v)
      return KG_OK;
    if (v->passive && !noun && f->frame->pos == KG__VERB)
      return behind_marker(f, f->trigger_last, v->clause_end, word_of(f, "by"), wanted, group);
    if (noun && !kg__filler_is_light(f) && !kg__verb_is_copula(doc, v) && !behind_as(f))
      return KG_OK;
    return fill_list(f, v->subject, wanted, group);
  case KG__ROLE_OBJECT:
    if (!v)
      return KG_OK;
    if (v->passive)
      return fill_list(f, v->subject, wanted, group);
    if (f->trigger_last > v->main && !f->around) {
      for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
        if (doc->chunks.items[i].first == f->trigger_last + 1)
          return fill_list(f,
                           doc->chunks.items[i].owner < 0 && i + 1 < doc->chunk_end &&
                                   doc->chunks.items[i + 1].owner == (int32_t)i
                               ? (int32_t)i + 1
                               : (int32_t)i,
                           wanted, group);
      }
      if (v->object < 0 || chunk_at(f, v->object)->first > v->main) // else "which it regards as void"
        return KG_OK;
    }
    return fill_list(f, v->object, wanted, group);
  case KG__ROLE_SELF:
    if (noun && other.role == KG__ROLE_SELF && complemented(f)) // "both allies of X", not of each other
      return KG_OK;
    if (noun && other.role == KG__ROLE_SELF) // "the two allies"
      return chunk_at(f, f->chunk)->definite ? kg__chunk_group(doc, f->chunk, wanted, group)
                                             : fill_self(f, wanted, group);
    return noun ? fill_self(f, wanted, group) : KG_OK;
  case KG__ROLE_POSSESSOR:
    if (!noun)
      return KG_OK;
    KG_TRY(fill_possessor(f, wanted, other.role == KG__ROLE_AFTER ? other.marker : 0, group));
    if (!group->n && kg__filler_is_light(f) && !v->passive && v->object == chunk_at(f, f->chunk)->list)
      return fill_list(f, v->subject, wanted, group);
    return KG_OK;
  case KG__ROLE_AFTER:
    KG_TRY(before_pronoun(f, a.marker, wanted, group));
    if (!group->n && v && !noun)
      KG_TRY(before_where(f, a.marker, wanted, group));
    if (!group->n && noun)
      return behind_marker(f, chunk_at(f, f->chunk)->last, noun_reach(f), a.marker, wanted, group);
    if (!group->n && v)
      KG_TRY(behind_marker(f, f->trigger_last, v->clause_end, a.marker, wanted, group));
    if (!group->n && v && !noun && a.marker == word_of(f, "to"))
      return before_object(f, v, wanted, group);
    if (v)
      return KG_OK;
    return group->n ? KG_OK : behind_marker(f, f->trigger_last, f->trigger_last, a.marker, wanted, group);
  case KG__ROLE_TOPIC:
    fill_topic(f, wanted, group);
    return KG_OK;
  default:
    return KG_OK;
  }
}

kg_status
kg__frame_company(kg__filler *f, uint64_t wanted, kg__group *group)
{
  const kg__verb *v = &f->doc->verbs.items[f->verb];
  KG_TRY(attached(f, word_of(f, "with"), wanted, 3, group));
  return group->n ? KG_OK : behind(f, f->trigger_last, v->clause_end, word_of(f, "with"), wanted, group);
}
