// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The one matcher: walks a path over the phrases and verbs of a sentence, trying each branch until one leads
// to something that is wanted.

#include "loaders/claims/frames.h"

enum { FARTHEST = 32 };

// A word, with the phrase whose root it is or the verb whose predicate it is.
typedef struct node {
  int32_t token, chunk, verb;
} node;

typedef struct walk {
  kg__filler *f;
  const kg__pattern *p;
  uint32_t marker;
  uint64_t wanted;
  kg__group *group; ///< Null: only the phrase is asked for
  int32_t found;
  const char *way;
} walk;

static kg_status go_on(walk *w, size_t step, node at);

static const kg__token *
token_at(const walk *w, int32_t t)
{
  return &w->f->doc->tokens.items[t];
}

static int32_t
verb_of(const kg__document *doc, int32_t t)
{
  int32_t own = doc->tokens.items[t].verb;
  if (own >= 0 && doc->verbs.items[own].main == (uint32_t)t)
    return own;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    if (kg__verb_predicate(doc, &doc->verbs.items[i]) == (uint32_t)t)
      return (int32_t)i;
  }
  return -1;
}

static node
at_token(const walk *w, int32_t t)
{
  return (node){t, token_at(w, t)->chunk, verb_of(w->f->doc, t)};
}

static node
at_chunk(const walk *w, int32_t chunk)
{
  node n = at_token(w, (int32_t)w->f->doc->chunks.items[chunk].root);
  n.chunk = chunk;
  return n;
}

static node
at_verb(const walk *w, int32_t verb)
{
  int32_t t = (int32_t)kg__verb_predicate(w->f->doc, &w->f->doc->verbs.items[verb]);
  return (node){t, token_at(w, t)->chunk, verb};
}

static bool
arrived(const walk *w)
{
  return w->group ? w->group->n > 0 : w->found >= 0;
}

// What stands at the end of a path. Lists are whole behind a preposition and in a place of a verb.
static kg_status
arrive(walk *w, node at)
{
  kg__document *doc = w->f->doc;
  const kg__step *last = &w->p->steps[w->p->n - 1];
  if (at.chunk < 0 || (uint32_t)at.chunk < doc->chunk0)
    return KG_OK;
  if (!w->group && doc->chunks.items[at.chunk].time) // "X last month imposed ..."
    return KG_OK;
  if (!w->group) {
    w->found = doc->chunks.items[at.chunk].list;
    return KG_OK;
  }
  if (last->kind == KG__STEP_OWNER && doc->chunks.items[at.chunk].list != at.chunk) // "X and Y's"
    return kg__list_group(doc, doc->chunks.items[at.chunk].list, w->wanted, w->group);
  if (last->kind == KG__STEP_SUBJECT || last->kind == KG__STEP_OBJECT)
    return kg__frame_list(w->f, at.chunk, w->wanted, w->group);
  bool whole = (last->kind == KG__STEP_DOWN && last->marker) || // "X and Y, allies of Z"
               (last->kind == KG__STEP_OF_APPOSITION && w->f->chunk >= 0 &&
                doc->chunks.items[w->f->chunk].plural && doc->chunks.items[at.chunk].list == at.chunk) ||
               (last->kind == KG__STEP_STAY && w->f->trigger < doc->chunks.items[at.chunk].head &&
                kg__token_word(doc, w->f->trigger)->is & KG__WORD_PLURAL); // "X members Y and Z"
  return whole ? kg__list_group(doc, at.chunk, w->wanted, w->group)
               : kg__chunk_group(doc, at.chunk, w->wanted, w->group);
}

static bool
hangs_on(const walk *w, const kg__token *k, node at)
{
  return k->head >= 0 &&
         (k->head == at.token || (at.chunk >= 0 && token_at(w, k->head)->chunk == at.chunk)) &&
         !(k->chunk >= 0 && k->chunk == at.chunk);
}

// "a fleet out of X": no "of", unless the trigger holds the "out".
static bool
is_out(const walk *w, uint32_t prep)
{
  return prep > w->f->s->first && kg__token_is(w->f->doc, prep, "of") &&
         kg__token_is(w->f->doc, prep - 1, "out") && w->f->trigger_last + 1 != prep;
}

// Whether the word at hand stands behind the preposition that a step asks for, first of its list.
static bool
is_marked(const walk *w, const kg__step *step, int32_t t)
{
  const kg__document *doc = w->f->doc;
  uint32_t marker = step->marker == KG__OWN_MARKER ? w->marker : (uint32_t)step->marker;
  int32_t chunk = token_at(w, t)->chunk;
  if (chunk < 0)
    return t > (int32_t)w->f->s->first && token_at(w, t - 1)->word == marker;
  const kg__chunk *c = &doc->chunks.items[chunk];
  return c->prep >= 0 && c->list == chunk && !c->time && token_at(w, c->prep)->word == marker &&
         !is_out(w, (uint32_t)c->prep);
}

static kg_status
go_down(walk *w, size_t step, node at)
{
  const kg__step *s = &w->p->steps[step];
  for (uint32_t t = w->f->s->first; t < w->f->s->end && !arrived(w); t++) {
    const kg__token *k = token_at(w, (int32_t)t);
    if (!hangs_on(w, k, at) || !(s->relations >> k->relation & 1))
      continue;
    if (k->chunk >= 0 && w->f->doc->chunks.items[k->chunk].root != t)
      continue;
    if (!s->marker || is_marked(w, s, (int32_t)t))
      KG_TRY(go_on(w, step, at_token(w, (int32_t)t)));
  }
  return KG_OK;
}

static kg_status
go_up(walk *w, size_t step, node at)
{
  const kg__token *k = token_at(w, at.token);
  if (k->head < 0 || !(w->p->steps[step].relations >> k->relation & 1))
    return KG_OK;
  if (w->p->steps[step].marker && !is_marked(w, &w->p->steps[step], k->head))
    return KG_OK;
  return go_on(w, step, at_token(w, k->head));
}

static kg_status
climb(walk *w, size_t step, node at)
{
  for (int guard = 0; at.verb < 0 && guard < FARTHEST; guard++) {
    int32_t head = token_at(w, at.token)->head;
    if (head < 0)
      return KG_OK;
    at = at_token(w, head);
  }
  return at.verb >= 0 ? go_on(w, step, at) : KG_OK;
}

static kg_status
go_to_chunk(walk *w, size_t step, int32_t chunk, const char *way)
{
  if (chunk < 0 || (uint32_t)chunk < w->f->doc->chunk0)
    return KG_OK;
  w->way = way ? way : w->way;
  return go_on(w, step, at_chunk(w, chunk));
}

static kg_status
go_to_verbs_of_object(walk *w, size_t step, node at)
{
  const kg__document *doc = w->f->doc;
  for (uint32_t v = doc->verb0; at.chunk >= 0 && v < doc->verb_end && !arrived(w); v++) {
    int32_t object = doc->verbs.items[v].object;
    if (object == at.chunk || object == doc->chunks.items[at.chunk].list)
      KG_TRY(go_on(w, step, at_verb(w, (int32_t)v)));
  }
  return KG_OK;
}

static kg_status
go_to_apposed(walk *w, size_t step, node at)
{
  for (uint32_t i = w->f->doc->chunk0; at.chunk >= 0 && i < w->f->doc->chunk_end && !arrived(w); i++) {
    if (w->f->doc->chunks.items[i].apposition == at.chunk)
      KG_TRY(go_on(w, step, at_chunk(w, (int32_t)i)));
  }
  return KG_OK;
}

static kg_status
take_step(walk *w, size_t step, node at)
{
  const kg__document *doc = w->f->doc;
  const kg__verb *v = at.verb >= 0 ? &doc->verbs.items[at.verb] : NULL;
  const kg__step *s = &w->p->steps[step];
  uint32_t marker = s->marker == KG__OWN_MARKER ? w->marker : (uint32_t)s->marker;
  switch (s->kind) {
  case KG__STEP_STAY:
    return go_on(w, step, at);
  case KG__STEP_DOWN:
    return go_down(w, step, at);
  case KG__STEP_UP:
    return go_up(w, step, at);
  case KG__STEP_SUBJECT:
    return v ? go_to_chunk(w, step, v->subject, v->subject_way) : KG_OK;
  case KG__STEP_OBJECT:
    return v ? go_to_chunk(w, step, v->object, v->object_way) : KG_OK;
  case KG__STEP_OWNER:
    return at.chunk >= 0 ? go_to_chunk(w, step, doc->chunks.items[at.chunk].owner, NULL) : KG_OK;
  case KG__STEP_APPOSITION:
    return at.chunk >= 0 ? go_to_chunk(w, step, doc->chunks.items[at.chunk].apposition, NULL) : KG_OK;
  case KG__STEP_OF_OBJECT:
    return go_to_verbs_of_object(w, step, at);
  case KG__STEP_OF_APPOSITION:
    return go_to_apposed(w, step, at);
  case KG__STEP_VERB:
    return w->f->verb >= 0 ? go_on(w, step, at_verb(w, w->f->verb)) : KG_OK;
  case KG__STEP_CLIMB:
    return climb(w, step, at);
  case KG__STEP_SURFACE:
    return w->group ? kg__surface_fill(w->f, (kg__surface)s->surface, marker, w->wanted, w->group) : KG_OK;
  }
  return KG_OK;
}

// Behind a step: its conditions, then the next one or the end.
static kg_status
go_on(walk *w, size_t step, node at)
{
  const kg__step *s = &w->p->steps[step];
  if ((s->needs | s->lacks) && !kg__pattern_holds(w->f, s, at.token, at.verb, w->marker, w->wanted))
    return KG_OK;
  return step + 1 < w->p->n ? take_step(w, step + 1, at) : arrive(w, at);
}

static kg_status
walk_from(walk *w, node at)
{
  return take_step(w, 0, at);
}

static node
origin(const walk *w)
{
  if (w->f->chunk >= 0)
    return at_chunk(w, w->f->chunk);
  return (node){(int32_t)w->f->trigger, -1, w->f->kind == KG__F_VERB ? w->f->verb : -1};
}

kg_status
kg__pattern_walk(kg__filler *f, const kg__pattern *p, uint32_t marker, uint64_t wanted, kg__group *group,
                 const char **way)
{
  walk w = {.f = f, .p = p, .marker = marker, .wanted = wanted, .group = group};
  KG_TRY(walk_from(&w, origin(&w)));
  *way = w.way;
  return KG_OK;
}

int32_t
kg__verb_place(kg__document *doc, const kg__sentence *s, int32_t verb, const kg__argument *a,
               const char **way)
{
  kg__filler f = {.doc = doc, .s = s, .verb = verb, .chunk = -1, .kind = KG__F_VERB};
  const kg__verb *v = &doc->verbs.items[verb];
  const kg__ways *ways = &a->ways[v->passive];
  f.trigger = f.trigger_last = v->main;
  for (size_t i = 0; i < ways->n; i++) {
    walk w = {.f = &f, .p = &doc->lexicon->patterns[ways->rows[i]], .found = -1};
    bool nearest = w.p->steps[w.p->n - 1].kind == KG__STEP_SURFACE;
    w.found = nearest ? (a->role == KG__ROLE_SUBJECT ? v->subject : v->object) : -1;
    if (!nearest && walk_from(&w, at_verb(&w, verb)) != KG_OK)
      return -1;
    if (w.found >= 0) {
      *way = w.p->text;
      return w.found;
    }
  }
  return -1;
}
