// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Each verb, noun and adjective of the sentence is looked up in the lexicon; each frame found is filled from
// the places that its arguments ask for, and a filled frame is a claim.

#include "loaders/claims/construct.h"
#include "loaders/claims/frames.h"
#include "loaders/meant/resolve.h"

#include <string.h>

// Whether those who stand beside the subject do what it does.
static bool
takes_company(const kg__filler *f)
{
  static const char *const JOINT[] = {"participatesIn", "partyTo",      "memberOf",
                                      "produces",       "cooperatesOn", "hosts"};
  kg_str property = f->doc->ontology->properties.items[f->frame->property].name;
  bool joint = false;
  for (size_t i = 0; i < sizeof JOINT / sizeof *JOINT; i++)
    joint |= kg_str_equal(property, kg_str_of(JOINT[i]));
  return joint && f->verb >= 0 && f->chunk < 0 && f->frame->subject.role == KG__ROLE_SUBJECT;
}

// "X held the exercise with Y and Z".
static kg_status
add_company(kg__filler *f, kg__group *subjects, const kg__group *objects)
{
  kg__group with = {0};
  KG_TRY(kg__frame_company(f, f->frame->domain, &with));
  for (size_t i = 0; i < with.n; i++) {
    bool object = false;
    for (size_t k = 0; k < objects->n; k++)
      object |= objects->entities[k] == with.entities[i];
    if (!object)
      kg__group_add(subjects, with.entities[i], with.first[i], with.last[i]);
  }
  return KG_OK;
}

static bool
share_any(const kg__group *a, const kg__group *b)
{
  for (size_t i = 0; i < a->n; i++) {
    for (size_t k = 0; k < b->n; k++) {
      if (a->entities[i] == b->entities[k])
        return true;
    }
  }
  return false;
}

// What the words around a verb make of what it says itself: "does not seek membership", "did not leave X",
// "may leave X", which is in X so far, "must negotiate a treaty".
static kg__modality
of_frame(kg__modality around, kg__modality own)
{
  if (own == KG__DENIED)
    return around == KG__ASSERTED || around == KG__PREDICTED ? KG__DENIED : KG__ASSERTED;
  return around == KG__DENIED || (around == KG__PROPOSED && own == KG__POSSIBLE) ? around : own;
}

// "X was deployed to Y by Z", "Z deployed X to Y": it is X that goes there.
static bool
sends_another(const kg__filler *f)
{
  const kg__verb *v = f->verb >= 0 ? &f->doc->verbs.items[f->verb] : NULL;
  bool object = v && v->object >= 0 && kg__mentioned_at(f->doc, f->doc->chunks.items[v->object].head) >= 0;
  return v && f->chunk < 0 && f->frame->subject.role == KG__ROLE_SUBJECT && (v->passive || object) &&
         f->frame->object.role == KG__ROLE_AFTER &&
         kg_str_equal(f->doc->ontology->properties.items[f->frame->property].name, KG_STR("deployedTo"));
}

static kg_status
fill_subjects(kg__filler *f, kg__claim *like, kg__group *subjects, bool *implicit)
{
  const kg__frame *frame = f->frame;
  f->doc->any_actor = frame->subject.role == KG__ROLE_SUBJECT || frame->subject.role == KG__ROLE_OBJECT;
  kg_status st = kg__frame_fill(f, &frame->subject, frame->domain, subjects, like->ways[0]);
  f->doc->any_actor = false;
  *implicit = !subjects->n;
  return st || subjects->n ? st : kg__frame_implicit(f, subjects, like);
}

static kg_status
fill_objects(kg__filler *f, kg__claim *like, const kg__group *subjects, kg__group *objects)
{
  const kg__frame *frame = f->frame;
  kg_str property = f->doc->ontology->properties.items[frame->property].name;
  f->doc->any_danger = kg_str_ends(property, KG_STR("Threat")) &&
                       frame->range & kg__class_mask(f->doc->ontology, KG_STR("State"));
  f->doc->any_actor = true;
  f->doc->any_target = kg_str_equal(property, KG_STR("threatens"));
  kg_status st = kg__frame_fill(f, &frame->object, frame->range, objects, like->ways[1]);
  f->doc->any_actor = f->doc->any_danger = f->doc->any_target = false;
  if (!st && !objects->n && f->verb >= 0 && f->chunk < 0 &&
      (frame->object.role == KG__ROLE_OBJECT || frame->object.role == KG__ROLE_TOPIC))
    kg__implied_object(f->doc, f->s, frame, f->verb, objects);
  bool shared = frame->subject.role == KG__ROLE_POSSESSOR && frame->object.role == KG__ROLE_SUBJECT &&
                share_any(subjects, objects); // "X continued its aid", "aid is given by X and Y"
  if (shared || (like->ways[0][0] == like->ways[1][0] && frame->pos == KG__NOUN))
    objects->n = 0; // one phrase has filled both: "sanctions were imposed by X and Y"
  return st;
}

static kg__modality
stance_of(const kg__filler *f)
{
  const kg__frame *frame = f->frame;
  const kg__verb *v = f->verb >= 0 ? &f->doc->verbs.items[f->verb] : NULL;
  bool none = frame->object.role == KG__ROLE_OBJECT && v && !v->passive && v->object >= 0 &&
              f->doc->chunks.items[v->object].negative;
  kg__modality own = none ? KG__DENIED : f->modality;
  return frame->modality >= 0 ? of_frame(own, (kg__modality)frame->modality) : own;
}

static kg_status
fill_frame(kg__filler *f)
{
  const kg__frame *frame = f->frame;
  kg__group subjects = {0}, objects = {0};
  bool implicit,
      same = frame->subject.role == frame->object.role && frame->subject.marker == frame->object.marker;
  f->filled |= frame->property < 0;
  if (frame->property < 0 || sends_another(f))
    return KG_OK;
  kg__claim like = {.property = (uint32_t)frame->property,
                    .modality = stance_of(f),
                    .first = f->trigger,
                    .last = f->trigger_last,
                    .trigger = f->trigger,
                    .frame = frame,
                    .rule = "frame"};
  KG_TRY(fill_subjects(f, &like, &subjects, &implicit));
  if (subjects.n && !same)
    KG_TRY(fill_objects(f, &like, &subjects, &objects));
  if (subjects.n && implicit)
    KG_TRY(kg__frame_implicit_rest(f, &subjects, &objects, &like.modality));
  f->filled |= !implicit && (same || objects.n);
  if (takes_company(f) && objects.n)
    KG_TRY(add_company(f, &subjects, &objects));
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

static bool
is_word(const kg__document *doc, uint32_t t, uint32_t word)
{
  return doc->tokens.items[t].word == word || kg__token_word(doc, t)->noun == word;
}

// What may stand inside a phrase of several words: "share a 200-km border".
static bool
loose(const kg__document *doc, uint32_t t)
{
  const kg__token *k = &doc->tokens.items[t];
  return k->pos & (KG__DETERMINER | KG__POSSESSIVE | KG__ADJECTIVE | KG__ADVERB | KG__NUMBER) ||
         k->flags & (KG__T_DIGIT | KG__T_JOINED) || kg_str_equal(kg__token_text(doc, t), KG_STR("$"));
}

// "launched missile strikes": a noun that hangs on the one behind it.
static bool
specifies(const kg__document *doc, uint32_t t)
{
  const kg__token *k = &doc->tokens.items[t];
  return k->pos & KG__NOUN && k->mention < 0 && k->relation == KG__REL_COMPOUND && k->head > (int32_t)t;
}

// The last of the words that the frame asks for if they stand at token `at`, else 0.
static uint32_t
rest_at(const kg__document *doc, const kg__sentence *s, const kg__frame *frame, uint32_t at)
{
  for (size_t i = 0; i < KG__MAX_REST && frame->rest[i]; i++) {
    uint32_t limit = at + 7 < s->end ? at + 7 : s->end;
    while (at < limit && !is_word(doc, at, frame->rest[i]) && (loose(doc, at) || specifies(doc, at)))
      at++;
    bool name = at < limit && frame->pos == KG__VERB && doc->tokens.items[at].pos & KG__PROPER;
    if (at >= limit || name || !is_word(doc, at, frame->rest[i]))
      return 0;
    at++;
  }
  return at - 1;
}

// "is seen by X as a threat": the words behind who does it.
static uint32_t
rest_past_agent(kg__filler *f, const kg__frame *frame)
{
  const kg__document *doc = f->doc;
  int32_t c = f->trigger + 2 < f->s->end && kg__token_is(doc, f->trigger + 1, "by")
                  ? doc->tokens.items[f->trigger + 2].chunk
                  : -1;
  if (c < 0)
    return 0;
  while (doc->chunks.items[c].next >= 0)
    c = doc->chunks.items[c].next;
  uint32_t last = rest_at(doc, f->s, frame, doc->chunks.items[c].last + 1);
  f->around = last;
  return last;
}

// The last token of the trigger if the words that the frame asks for follow it, or follow the object of the
// verb: "puts X under sanctions"; else 0.
static uint32_t
rest_fits(kg__filler *f, const kg__frame *frame)
{
  f->around = false;
  uint32_t last = rest_at(f->doc, f->s, frame, f->trigger + 1);
  int32_t c = f->verb >= 0 && frame->pos == KG__VERB ? f->doc->verbs.items[f->verb].object : -1;
  if (!last && frame->pos == KG__VERB && f->verb >= 0 && f->doc->verbs.items[f->verb].passive)
    return rest_past_agent(f, frame);
  if (last || c < 0 || f->doc->verbs.items[f->verb].passive || f->doc->chunks.items[c].first <= f->trigger)
    return last;
  while (f->doc->chunks.items[c].next >= 0)
    c = f->doc->chunks.items[c].next;
  last = rest_at(f->doc, f->s, frame, f->doc->chunks.items[c].last + 1);
  f->around = last;
  return last;
}

// Tried if all else failed: what needs the topic; "X wants Y's aid", which is for X if it is for nobody else.
static bool
is_last_resort(const kg__frame *frame)
{
  return frame->object.role == KG__ROLE_TOPIC ||
         (frame->subject.role == KG__ROLE_POSSESSOR && frame->object.role == KG__ROLE_SUBJECT);
}

// Frames of the longest trigger win: "foreign minister" leaves none to "minister", nor does "take part" to
// "take", unless it lacks one of its places.
static kg_status
try_frames(kg__filler *f, uint32_t lemma, uint32_t pos)
{
  size_t n, longest = 0;
  const kg__frame *frames = kg__lexicon_frames(f->doc->lexicon, lemma, &n);
  uint32_t trigger = f->trigger;
  size_t claims = f->doc->claims.n;
  for (size_t k = 0; k < 2 * n; k++) {
    size_t i = k % n;
    bool last_resort = is_last_resort(&frames[i]);
    if (last_resort != (k >= n) || (last_resort && f->doc->claims.n > claims))
      continue;
    size_t rest = (frames[i].rest[0] != 0) + (frames[i].rest[1] != 0) + (frames[i].rest[2] != 0);
    if (frames[i].pos != pos || (rest < longest && (pos != KG__VERB || f->filled)))
      continue;
    uint32_t last = rest ? rest_fits(f, &frames[i]) : trigger;
    if (rest && !last)
      continue;
    longest = rest;
    f->trigger_last = last;
    f->around &= rest > 0;
    f->frame = &frames[i];
    f->covered = f->around ? trigger : last;
    KG_TRY(fill_frame(f));
  }
  return KG_OK;
}

static kg_status
verb_frames(kg__document *doc, const kg__sentence *s, uint32_t v)
{
  const kg__verb *verb = &doc->verbs.items[v];
  if (verb->passive && doc->without & KG_WITHOUT_DERIVATION)
    return KG_OK;
  kg__filler f = {.doc = doc,
                  .s = s,
                  .verb = (int32_t)v,
                  .chunk = -1,
                  .trigger = verb->main,
                  .modality = verb->modality,
                  .kind = KG__F_VERB,
                  .inherited = verb->governor >= 0};
  uint32_t lemma = kg__token_word(doc, verb->main)->verb;
  if (doc->tokens.items[verb->main].pos & KG__BE) // "is at odds with"
    lemma = kg__words_find(&doc->ontology->words, KG_STR("be"));
  return try_frames(&f, lemma, KG__VERB);
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

// "sanctions will return", "cooperation could begin": what the noun says is so only then.
static bool
comes_about(const kg__document *doc, const kg__verb *v)
{
  static const char *const VERBS[] = {"return", "resume", "begin", "start",       "follow",      "occur",
                                      "happen", "emerge", "snap",  "materialise", "materialize", NULL};
  return !v->passive && v->object < 0 && v->modality != KG__ASSERTED && kg__verb_is(doc, v, VERBS);
}

// The stance of a noun: that of the light verb or copula it completes; of its passive light verb; that of
// "remains improbable". A noun under any other verb is presupposed.
static kg__modality
noun_modality(const kg__filler *f, bool as_subject)
{
  if (f->verb < 0)
    return KG__ASSERTED;
  const kg__verb *v = &f->doc->verbs.items[f->verb];
  bool of_noun = as_subject
                     ? (kg__verb_is_copula(f->doc, v) && v->modality == KG__UNLIKELY) ||
                           (v->passive && kg__verb_is_light(f->doc, v) && !kg__verb_changes(f->doc, v)) ||
                           comes_about(f->doc, v)
                     : kg__verb_is_light(f->doc, v) || kg__verb_is_copula(f->doc, v);
  if (v->modality == KG__DENIED && kg__verb_denies(f->doc, v)) // "without suspending its aid"
    return KG__ASSERTED;
  return of_noun ? v->modality : KG__ASSERTED;
}

// "Shanghai Cooperation Organisation": a word within a name says nothing but what the name is called.
static bool
within_name(const kg__document *doc, uint32_t t)
{
  static const char *const BODIES[] = {"State", "InternationalOrganisation", "Alliance", "Company"};
  int32_t m = doc->tokens.items[t].mention;
  if (m < 0 || doc->mentions.items[m].kind != KG__NAME ||
      doc->mentions.items[m].first == doc->mentions.items[m].last)
    return false;
  bool body = false;
  for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++)
    body |= kg__entity_is(doc, doc->mentions.items[m].entity, BODIES[i]);
  bool whole = t < doc->mentions.items[m].last && !(kg__token_word(doc, t + 1)->pos & KG__PREPOSITION);
  return body || (whole && (t > doc->mentions.items[m].first ||
                            kg__entity_is(doc, doc->mentions.items[m].entity, "Agreement")));
}

// "Minister for Foreign Affairs and Cooperation": a capitalised word of an office says nothing but its name.
static bool
within_title(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (doc->tokens.items[t].mention >= 0 || !(doc->tokens.items[t].flags & KG__T_CAPITAL) || t == s->first)
    return false;
  for (uint32_t k = t; k-- > s->first && t - k < 8;) {
    const kg__token *token = &doc->tokens.items[k];
    if (token->head_class != KG__NO_CLASS && token->flags & KG__T_CAPITAL && token->mention < 0 &&
        (kg__token_is(doc, k + 1, "for") || kg__token_is(doc, k + 1, "of")))
      return kg_str_equal(doc->ontology->classes.items[token->head_class].name, KG_STR("Person"));
    if (!(token->flags & KG__T_CAPITAL) && !kg__token_is(doc, k, "and") && !kg__token_is(doc, k, "for") &&
        !kg__token_is(doc, k, "of") && !(token->flags & KG__T_PUNCT))
      return false;
  }
  return false;
}

// "the destruction of Y by X": the verb of a noun that has no frames of its own and is no thing.
static uint32_t
verb_of_noun(const kg__document *doc, uint32_t t)
{
  size_t n;
  char small[48];
  kg_str text = kg__token_text(doc, t);
  const kg__token *k = &doc->tokens.items[t];
  uint32_t noun = kg__token_word(doc, t)->noun;
  (void)kg__lexicon_frames(doc->lexicon, noun, &n);
  if (n || k->mention >= 0 || k->head_class != KG__NO_CLASS || text.len > sizeof small)
    return 0;
  for (size_t i = 0; i < text.len; i++)
    small[i] = (char)(text.ptr[i] | (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? 32 : 0));
  return kg__words_deverbal(&doc->ontology->words, (kg_str){small, text.len});
}

static kg_status
noun_frames(kg__document *doc, const kg__sentence *s, uint32_t c, uint32_t *at)
{
  uint32_t t = *at;
  const kg__word *w = kg__token_word(doc, t);
  bool as_subject;
  kg__filler f = {.doc = doc, .s = s, .chunk = (int32_t)c, .trigger = t, .kind = KG__F_NOUN};
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
  uint32_t deed = verb_of_noun(doc, t);
  KG_TRY(deed ? try_frames(&f, deed, KG__GERUND) : try_frames(&f, w->noun, KG__NOUN));
  *at = f.covered > t ? f.covered : t;
  return KG_OK;
}

static kg_status
adjective_frames(kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t verb = -1;
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].last < t && t < doc->verbs.items[v].last + 4 &&
        doc->tokens.items[doc->verbs.items[v].main].pos & (KG__BE | KG__VERB | KG__PARTICIPLE))
      verb = (int32_t)v;
  }
  if (verb < 0)
    return KG_OK;
  kg__filler f = {.doc = doc,
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
  if (doc->without & KG_WITHOUT_DERIVATION)
    return KG_OK;
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    uint32_t head = doc->chunks.items[c].head;
    for (uint32_t t = doc->chunks.items[c].first; t <= head; t++) {
      if (doc->tokens.items[t].pos & (KG__NOUN | KG__PROPER) && !within_name(doc, t) &&
          !within_title(doc, s, t))
        KG_TRY(noun_frames(doc, s, c, &t));
    }
  }
  for (uint32_t t = s->first; t < s->end; t++) {
    if (doc->tokens.items[t].pos & KG__ADJECTIVE)
      KG_TRY(adjective_frames(doc, s, t));
  }
  return KG_OK;
}
