// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Each verb, noun and adjective of the sentence is looked up in the lexicon; each frame found is filled from
// the places that its arguments ask for, and a filled frame is a claim.

#include "loaders/stages.h"

typedef struct filler {
  kg__document *doc;
  const kg__sentence *s;
  const kg__frame *frame;
  int32_t verb;  ///< The verb, or that which a noun or adjective hangs on; -1
  int32_t chunk; ///< The phrase of a noun; -1
  uint32_t trigger, trigger_last, covered;
  kg__modality modality;
  kg__feature kind;
  bool inherited;
} filler;

static const kg__chunk *
chunk_at(const filler *f, int32_t c)
{
  return &f->doc->chunks.items[c];
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
behind(filler *f, uint32_t after, uint32_t end, uint32_t marker, uint64_t wanted, kg__group *group)
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
hangs_on_trigger(const filler *f, int32_t chunk)
{
  int32_t t = f->doc->tokens.items[kg__chunk_root(f->doc, chunk)].head;
  for (int steps = 0; t >= 0 && steps < 3; steps++) {
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
attached(filler *f, uint32_t marker, uint64_t wanted, kg__group *group)
{
  for (uint32_t i = f->doc->chunk0; i < f->doc->chunk_end; i++) {
    const kg__chunk *c = chunk_at(f, (int32_t)i);
    if (c->prep < 0 || c->list != (int32_t)i || c->time || f->doc->tokens.items[c->prep].word != marker ||
        !hangs_on_trigger(f, (int32_t)i))
      continue;
    KG_TRY(kg__list_group(f->doc, (int32_t)i, wanted, group));
    if (group->n)
      return KG_OK;
  }
  return KG_OK;
}

// A prepositional phrase that opens the clause: "Under Operation X, ..."
static kg_status
opening(filler *f, uint32_t marker, uint64_t wanted, kg__group *group)
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

static uint32_t
word_of(const filler *f, const char *text)
{
  return kg__words_find(&f->doc->ontology->words, kg_str_of(text));
}

// "the mission, to which X sent ships": what stands before a preposition with a relative pronoun.
static kg_status
before_relative(filler *f, uint32_t marker, uint64_t wanted, kg__group *group)
{
  const kg__document *doc = f->doc;
  const kg__verb *v = &doc->verbs.items[f->verb];
  uint32_t t = v->subject >= 0 ? doc->chunks.items[v->subject].first : 0;
  if (t < f->s->first + 3 || t > v->main)
    return KG_OK;
  bool where =
      kg__token_is(doc, t - 1, "where") && (marker == word_of(f, "in") || marker == word_of(f, "at"));
  bool which = doc->tokens.items[t - 2].word == marker &&
               (kg__token_is(doc, t - 1, "which") || kg__token_is(doc, t - 1, "whom"));
  if (!where && !which)
    return KG_OK;
  t += where;
  for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
    if (doc->chunks.items[i].last < t - 2)
      return doc->chunks.items[i].last + 5 > t ? kg__chunk_group(f->doc, (int32_t)i, wanted, group) : KG_OK;
  }
  return KG_OK;
}

// The end of what hangs on a noun: phrases that follow each other by prepositions.
static uint32_t
noun_reach(const filler *f)
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
subject_of(const filler *f)
{
  return f->verb >= 0 ? f->doc->verbs.items[f->verb].subject : -1;
}

static kg_status
fill_list(filler *f, int32_t chunk, uint64_t wanted, kg__group *group)
{
  return chunk >= 0 ? kg__list_group(f->doc, chunk, wanted, group) : KG_OK;
}

static bool
is_office(const filler *f)
{
  return kg_str_equal(f->doc->ontology->properties.items[f->frame->property].name, KG_STR("officialOf"));
}

// Who a noun belongs to: possessor, pronoun, demonym or name before it, then "by", then "of" or "between".
static kg_status
fill_possessor(filler *f, uint64_t wanted, uint32_t other_marker, kg__group *group)
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
  int32_t master = c.owner >= 0 ? doc->tokens.items[chunk_at(f, c.owner)->head].mention : -1;
  if (!group->n && master >= 0 && is_office(f)) { // "X's envoy" is one of the state that X leads
    int32_t person = doc->mentions.items[master].entity;
    int32_t state = kg__entity_is(doc, person, "Person") ? kg__state_of_person(doc, person) : -1;
    if (state >= 0 && kg__class_of(doc, state) & wanted)
      kg__group_add(group, state, c.first, c.last);
    group->resolved |= state >= 0;
  }
  uint32_t reach = noun_reach(f);
  if (!group->n)
    KG_TRY(behind(f, c.last, reach, word_of(f, "by"), wanted, group));
  if (!group->n && other_marker != word_of(f, "of"))
    KG_TRY(behind(f, c.last, c.last + 8 < reach ? c.last + 8 : reach, word_of(f, "of"), wanted, group));
  if (!group->n && other_marker != word_of(f, "between"))
    KG_TRY(behind(f, c.last, reach, word_of(f, "between"), wanted, group));
  if (!group->n)
    KG_TRY(attached(f, word_of(f, "by"), wanted, group));
  if (!group->n && other_marker != word_of(f, "of"))
    KG_TRY(attached(f, word_of(f, "of"), wanted, group));
  return KG_OK;
}

static bool
is_light(const filler *f)
{
  if (f->verb < 0)
    return false;
  const kg__word *w = kg__token_word(f->doc, f->doc->verbs.items[f->verb].main);
  return w->verb && kg__word_at(&f->doc->ontology->words, w->verb)->is & KG__WORD_LIGHT;
}

static bool
is_copula(const kg__document *doc, const kg__verb *v)
{
  static const char *const COPULAS[] = {"become", "remain", "constitute", "call", "stay", "represent"};
  const kg__word *w = kg__token_word(doc, v->main);
  if (doc->tokens.items[v->main].pos & KG__BE || w->pos & KG__BE)
    return true;
  for (size_t i = 0; w->verb && i < sizeof COPULAS / sizeof *COPULAS; i++) {
    if (kg_str_equal(kg__word_at(&doc->ontology->words, w->verb)->text, kg_str_of(COPULAS[i])))
      return true;
  }
  return false;
}

// "X is one of the members", "X, one of its allies"
static kg_status
fill_one_of(filler *f, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  int32_t prep = chunk_at(f, f->chunk)->prep, one;
  if (prep < 1 || !kg__token_is(doc, (uint32_t)prep, "of") || !kg__token_is(doc, (uint32_t)prep - 1, "one") ||
      (one = doc->tokens.items[prep - 1].chunk) < 0)
    return KG_OK;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].object == one && is_copula(doc, &doc->verbs.items[v]) &&
        doc->verbs.items[v].subject >= 0)
      return kg__list_group(doc, doc->verbs.items[v].subject, wanted, group);
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
fill_self(filler *f, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  int32_t list = chunk_at(f, f->chunk)->list;
  if (f->verb >= 0 && is_copula(doc, &doc->verbs.items[f->verb]) &&
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
complemented(const filler *f)
{
  uint32_t after = chunk_at(f, f->chunk)->last + 1;
  return after < f->s->end && kg__token_is(f->doc, after, "of");
}

// "regards X as a threat".
static bool
behind_as(const filler *f)
{
  int32_t prep = chunk_at(f, f->chunk)->prep;
  return prep >= 0 && kg__token_is(f->doc, (uint32_t)prep, "as");
}

// What the document is mostly about, if one thing of these classes stands out.
static void
fill_topic(const filler *f, uint64_t wanted, kg__group *group)
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

static kg_status
fill(filler *f, kg__argument a, kg__argument other, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  const kg__verb *v = f->verb >= 0 ? &doc->verbs.items[f->verb] : NULL;
  bool noun = f->chunk >= 0;
  switch (a.role) {
  case KG__ROLE_SUBJECT:
    if (!v)
      return KG_OK;
    if (v->passive && !noun && f->frame->pos == KG__VERB) {
      KG_TRY(behind(f, f->trigger_last, v->clause_end, word_of(f, "by"), wanted, group));
      return group->n ? KG_OK : attached(f, word_of(f, "by"), wanted, group);
    }
    if (noun && !is_light(f) && !is_copula(doc, v) && !behind_as(f))
      return KG_OK;
    return fill_list(f, v->subject, wanted, group);
  case KG__ROLE_OBJECT:
    if (!v)
      return KG_OK;
    if (v->passive)
      return fill_list(f, v->subject, wanted, group);
    if (f->trigger_last > v->main) {
      for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
        if (doc->chunks.items[i].first == f->trigger_last + 1)
          return fill_list(f,
                           doc->chunks.items[i].owner < 0 && i + 1 < doc->chunk_end &&
                                   doc->chunks.items[i + 1].owner == (int32_t)i
                               ? (int32_t)i + 1
                               : (int32_t)i,
                           wanted, group);
      }
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
    if (!group->n && is_light(f) && !v->passive && v->object == chunk_at(f, f->chunk)->list)
      return fill_list(f, v->subject, wanted, group);
    return KG_OK;
  case KG__ROLE_AFTER:
    if (v && !noun)
      KG_TRY(before_relative(f, a.marker, wanted, group));
    if (group->n)
      return KG_OK;
    if (noun)
      KG_TRY(behind(f, chunk_at(f, f->chunk)->last, noun_reach(f), a.marker, wanted, group));
    else if (v)
      KG_TRY(behind(f, f->trigger_last, v->clause_end, a.marker, wanted, group));
    if (!group->n && v && !noun)
      KG_TRY(opening(f, a.marker, wanted, group));
    if (!group->n)
      return attached(f, a.marker, wanted, group);
    return KG_OK;
  case KG__ROLE_TOPIC:
    fill_topic(f, wanted, group);
    return KG_OK;
  default:
    return KG_OK;
  }
}

static kg_status
fill_frame(filler *f)
{
  const kg__frame *frame = f->frame;
  kg__group subjects = {0}, objects = {0};
  if (frame->property < 0)
    return KG_OK;
  bool same = frame->subject.role == frame->object.role && frame->subject.marker == frame->object.marker;
  f->doc->any_actor = frame->subject.role == KG__ROLE_SUBJECT || frame->subject.role == KG__ROLE_OBJECT;
  kg_status st = fill(f, frame->subject, frame->object, frame->domain, &subjects);
  f->doc->any_actor = false;
  KG_TRY(st);
  if (!subjects.n)
    return KG_OK;
  f->doc->any_danger =
      kg_str_ends(f->doc->ontology->properties.items[frame->property].name, KG_STR("Threat")) &&
      frame->range & kg__class_mask(f->doc->ontology, KG_STR("State"));
  f->doc->any_actor = true;
  st = same ? KG_OK : fill(f, frame->object, frame->subject, frame->range, &objects);
  f->doc->any_actor = false;
  f->doc->any_danger = false;
  KG_TRY(st);

  kg__claim like = {.property = (uint32_t)frame->property,
                    .modality = f->modality,
                    .first = f->trigger,
                    .last = f->trigger_last,
                    .trigger = f->trigger,
                    .rule = "frame"};
  if (frame->object.role == KG__ROLE_OBJECT && f->verb >= 0 && !f->doc->verbs.items[f->verb].passive &&
      f->doc->verbs.items[f->verb].object >= 0 &&
      f->doc->chunks.items[f->doc->verbs.items[f->verb].object].negative)
    like.modality = KG__DENIED;
  if (frame->modality >= 0)
    like.modality = like.modality == KG__DENIED ? KG__ASSERTED : (kg__modality)frame->modality;
  kg__claim_feature(&like, f->kind);
  kg_str property = f->doc->ontology->properties.items[frame->property].name;
  like.timeless = f->chunk >= 0 &&
                  (kg_str_equal(property, KG_STR("leads")) || kg_str_equal(property, KG_STR("officialOf")));
  if (f->verb >= 0 && f->doc->verbs.items[f->verb].passive)
    kg__claim_feature(&like, KG__F_PASSIVE);
  if (f->inherited)
    kg__claim_feature(&like, KG__F_INHERITED);
  return kg__claims_add_groups(f->doc, f->s, &like, &subjects, same ? &subjects : &objects, frame->weight);
}

// The last token of the trigger if the words that the frame asks for follow, else 0.
static uint32_t
rest_fits(const kg__document *doc, const kg__sentence *s, const kg__frame *frame, uint32_t t)
{
  for (size_t i = 0; i < KG__MAX_REST && frame->rest[i]; i++) {
    uint32_t limit = t + 4 < s->end ? t + 4 : s->end;
    uint32_t at = t + 1;
    while (at < limit && doc->tokens.items[at].word != frame->rest[i] &&
           kg__token_word(doc, at)->noun != frame->rest[i] &&
           doc->tokens.items[at].pos & (KG__DETERMINER | KG__ADJECTIVE | KG__ADVERB))
      at++;
    if (at >= limit ||
        (doc->tokens.items[at].word != frame->rest[i] && kg__token_word(doc, at)->noun != frame->rest[i]))
      return 0;
    t = at;
  }
  return t;
}

// Frames of the longest trigger win: those of "take part" leave none to "take".
static kg_status
try_frames(filler *f, uint32_t lemma, uint32_t pos)
{
  size_t n, longest = 0;
  const kg__frame *frames = kg__lexicon_frames(f->doc->lexicon, lemma, &n);
  uint32_t trigger = f->trigger;
  size_t claims = f->doc->claims.n;
  for (size_t k = 0; k < 2 * n; k++) { // what needs the topic comes last, if all else failed
    size_t i = k % n;
    bool topic = frames[i].object.role == KG__ROLE_TOPIC;
    if (topic != (k >= n) || (topic && f->doc->claims.n > claims))
      continue;
    size_t rest = (frames[i].rest[0] != 0) + (frames[i].rest[1] != 0) + (frames[i].rest[2] != 0);
    if (frames[i].pos != pos || rest < longest)
      continue;
    uint32_t last = rest_fits(f->doc, f->s, &frames[i], trigger);
    if (!last && rest)
      continue;
    longest = rest;
    f->trigger_last = rest ? last : trigger;
    f->frame = &frames[i];
    f->covered = f->trigger_last;
    KG_TRY(fill_frame(f));
  }
  return KG_OK;
}

static kg_status
verb_frames(kg__document *doc, const kg__sentence *s, uint32_t v)
{
  const kg__verb *verb = &doc->verbs.items[v];
  filler f = {.doc = doc,
              .s = s,
              .verb = (int32_t)v,
              .chunk = -1,
              .trigger = verb->main,
              .modality = verb->modality,
              .kind = KG__F_VERB,
              .inherited = verb->governor >= 0};
  return try_frames(&f, kg__token_word(doc, verb->main)->verb, KG__VERB);
}

// The verb whose object or subject the chunk is.
static int32_t
verb_of_chunk(const kg__document *doc, int32_t chunk, bool *as_subject)
{
  int32_t list = doc->chunks.items[chunk].list;
  *as_subject = false;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].object == list || doc->verbs.items[v].object == chunk)
      return (int32_t)v;
  }
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].subject == list && doc->verbs.items[v].finite) {
      *as_subject = true;
      return (int32_t)v;
    }
  }
  return -1;
}

// The stance of a noun: that of the light verb or copula it completes; of its passive light verb; that of
// "remains improbable". A noun under any other verb is presupposed.
static kg__modality
noun_modality(const filler *f, bool as_subject)
{
  if (f->verb < 0)
    return KG__ASSERTED;
  const kg__verb *v = &f->doc->verbs.items[f->verb];
  bool of_noun = as_subject
                     ? (is_copula(f->doc, v) && v->modality == KG__UNLIKELY) || (v->passive && is_light(f))
                     : is_light(f) || is_copula(f->doc, v);
  return of_noun ? v->modality : KG__ASSERTED;
}

static kg_status
noun_frames(kg__document *doc, const kg__sentence *s, uint32_t c, uint32_t *at)
{
  uint32_t t = *at;
  const kg__word *w = kg__token_word(doc, t);
  bool as_subject;
  filler f = {.doc = doc, .s = s, .chunk = (int32_t)c, .trigger = t, .kind = KG__F_NOUN};
  f.verb = verb_of_chunk(doc, (int32_t)c, &as_subject);
  f.modality = noun_modality(&f, as_subject);
  if (f.verb < 0 && doc->chunks.items[c].prep >= 0) {
    for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
      if (doc->verbs.items[v].last < t)
        f.verb = (int32_t)v;
    }
    f.modality = KG__ASSERTED;
  }
  if (as_subject && f.verb >= 0 && !doc->verbs.items[f.verb].passive)
    f.verb = -1;
  KG_TRY(try_frames(&f, w->noun, KG__NOUN));
  *at = f.covered > t ? f.covered : t;
  return KG_OK;
}

static kg_status
adjective_frames(kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t verb = -1;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].last < t && t < doc->verbs.items[v].last + 4 &&
        doc->tokens.items[doc->verbs.items[v].main].pos & (KG__BE | KG__VERB))
      verb = (int32_t)v;
  }
  if (verb < 0)
    return KG_OK;
  filler f = {.doc = doc,
              .s = s,
              .verb = verb,
              .chunk = -1,
              .trigger = t,
              .modality = doc->verbs.items[verb].modality,
              .kind = KG__F_ADJECTIVE};
  return try_frames(&f, doc->tokens.items[t].word, KG__ADJECTIVE);
}

kg_status
kg__sentence_frames(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++)
    KG_TRY(verb_frames(doc, s, v));
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    uint32_t head = doc->chunks.items[c].head;
    for (uint32_t t = doc->chunks.items[c].first; t <= head; t++) {
      if (doc->tokens.items[t].pos & (KG__NOUN | KG__PROPER))
        KG_TRY(noun_frames(doc, s, c, &t));
    }
  }
  for (uint32_t t = s->first; t < s->end; t++) {
    if (doc->tokens.items[t].pos & KG__ADJECTIVE)
      KG_TRY(adjective_frames(doc, s, t));
  }
  return KG_OK;
}
