// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/tables/lexicon.h"

#include "kg/base/vec.h"
#include "kg/vocab.h"
#include "loaders/tables/patterns.h"

#include <stdlib.h>

#define ONTOLEX(name) KG_STR("http://www.w3.org/ns/lemon/ontolex#" name)
#define SYNSEM(name) KG_STR("http://www.w3.org/ns/lemon/synsem#" name)
#define LEXINFO(name) KG_STR("http://www.lexinfo.net/ontology/3.0/lexinfo#" name)
#define SEC(name) KG_STR(KG_NS_SEC name)

typedef struct reading {
  kg__lexicon *lexicon;
  kg__ontology *ontology;
  const kg__graph *graph;
  kg__node form, written, pos, sense, reference, subject, object, marker, domain, range, modality, confidence;
  kg__node verb, noun, adjective;
  uint8_t *roles; ///< Of each node that is an argument of some frame
  uint32_t of;
} reading;

static void
find_terms(reading *r)
{
  const kg__graph *g = r->graph;
  r->form = kg__graph_find(g, ONTOLEX("canonicalForm"));
  r->written = kg__graph_find(g, ONTOLEX("writtenRep"));
  r->pos = kg__graph_find(g, LEXINFO("partOfSpeech"));
  r->sense = kg__graph_find(g, ONTOLEX("sense"));
  r->reference = kg__graph_find(g, ONTOLEX("reference"));
  r->subject = kg__graph_find(g, SYNSEM("subjOfProp"));
  r->object = kg__graph_find(g, SYNSEM("objOfProp"));
  r->marker = kg__graph_find(g, SYNSEM("marker"));
  r->domain = kg__graph_find(g, SYNSEM("propertyDomain"));
  r->range = kg__graph_find(g, SYNSEM("propertyRange"));
  r->modality = kg__graph_find(g, SEC("modality"));
  r->confidence = kg__graph_find(g, SEC("confidence"));
  r->verb = kg__graph_find(g, LEXINFO("verb"));
  r->noun = kg__graph_find(g, LEXINFO("noun"));
  r->adjective = kg__graph_find(g, LEXINFO("adjective"));
}

void
kg__lexicon_release(kg__lexicon *lexicon)
{
  free(lexicon->frames.items);
  free(lexicon->first);
  free(lexicon->patterns);
  *lexicon = (kg__lexicon){0};
}

// What part a node plays follows from how the frames of entries point to it.
static kg_status
find_roles(reading *r)
{
  const kg__graph *g = r->graph;
  const struct {
    kg__node p;
    kg__role role;
  } LINKS[] = {{kg__graph_find(g, LEXINFO("subject")), KG__ROLE_SUBJECT},
               {kg__graph_find(g, LEXINFO("directObject")), KG__ROLE_OBJECT},
               {kg__graph_find(g, LEXINFO("copulativeArg")), KG__ROLE_SELF},
               {kg__graph_find(g, LEXINFO("possessiveAdjunct")), KG__ROLE_POSSESSOR},
               {kg__graph_find(g, LEXINFO("prepositionalAdjunct")), KG__ROLE_AFTER}};
  r->roles = calloc(g->nodes.n + 1, 1);
  if (!r->roles)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < g->edges.n; i++) {
    for (size_t k = 0; k < sizeof LINKS / sizeof *LINKS; k++) {
      if (LINKS[k].p && g->edges.items[i].p == LINKS[k].p)
        r->roles[g->edges.items[i].o] = (uint8_t)LINKS[k].role;
    }
  }
  return KG_OK;
}

static kg_status
read_argument(reading *r, kg__node arg, kg__argument *argument)
{
  *argument = (kg__argument){.role = arg ? (kg__role)r->roles[arg] : KG__ROLE_NONE};
  if (arg && argument->role == KG__ROLE_NONE)
    argument->role = KG__ROLE_TOPIC;
  if (argument->role != KG__ROLE_AFTER)
    return KG_OK;
  return kg__words_add(&r->ontology->words,
                       kg__graph_text(r->graph, kg__graph_object(r->graph, arg, r->marker)),
                       &argument->marker);
}

static int
modality_of(kg_str iri)
{
  static const char *const NAMES[] = {"Asserted", "Proposed", "Possible", "Unlikely", "Predicted", "Denied"};
  kg_str name = kg_iri_local(iri);
  for (int i = 0; i < 6; i++) {
    if (kg_str_equal(name, kg_str_of(NAMES[i])))
      return i;
  }
  return -1;
}

static uint64_t
mask_of(reading *r, kg__node sense, kg__node p)
{
  size_t n;
  uint64_t mask = 0;
  const kg__graph_edge *e = kg__graph_edges(r->graph, sense, p, &n);
  for (size_t i = 0; p && i < n; i++)
    mask |= kg__class_mask(r->ontology, kg_iri_local(kg__graph_text(r->graph, e[i].o)));
  return mask ? mask : UINT64_MAX;
}

static void
choose_ways(const kg__lexicon *l, kg__frame *frame)
{
  kg__argument *s = &frame->subject, *o = &frame->object;
  if (s->role == KG__ROLE_SELF && o->role == KG__ROLE_SELF)
    s->role = o->role = KG__ROLE_PAIR;
  kg__patterns_choose(l->patterns, l->n_patterns, frame->pos, *o, s);
  kg__patterns_choose(l->patterns, l->n_patterns, frame->pos, *s, o);
}

// The places of a verb, which its frames and other rules ask for.
static kg_status
compile_patterns(kg__lexicon *l, const kg__words *words)
{
  l->subject.role = KG__ROLE_SUBJECT;
  l->object.role = KG__ROLE_OBJECT;
  l->company = (kg__argument){.role = KG__ROLE_COMPANY, .marker = kg__words_find(words, KG_STR("with"))};
  KG_TRY(kg__patterns_compile(words, &l->patterns, &l->n_patterns));
  kg__patterns_choose(l->patterns, l->n_patterns, 0, (kg__argument){0}, &l->subject);
  kg__patterns_choose(l->patterns, l->n_patterns, 0, (kg__argument){0}, &l->object);
  kg__patterns_choose(l->patterns, l->n_patterns, KG__VERB, (kg__argument){0}, &l->company);
  return KG_OK;
}

// "X hit Y with drones": who does something to another with equipment has it.
static kg_status
add_means(reading *r, kg__frame frame)
{
  static const char *const BLOWS[] = {"threatens", "counters"};
  const kg__ontology *o = r->ontology;
  int has = kg__property_find(o, KG_STR("hasCapability"));
  bool blow = false;
  for (size_t i = 0; i < sizeof BLOWS / sizeof *BLOWS; i++)
    blow |= kg_str_equal(o->properties.items[frame.property].name, kg_str_of(BLOWS[i]));
  if (!blow || has < 0 || frame.pos != KG__VERB || frame.rest[0] || frame.modality >= 0 ||
      frame.subject.role != KG__ROLE_SUBJECT || frame.object.role != KG__ROLE_OBJECT)
    return KG_OK;
  frame.property = has;
  frame.object = (kg__argument){.role = KG__ROLE_AFTER, .marker = r->lexicon->company.marker};
  frame.weight = 0;
  choose_ways(r->lexicon, &frame);
  frame.domain = kg__class_mask(o, KG_STR("Agent")) & o->properties.items[has].domain;
  frame.range = kg__class_mask(o, KG_STR("MilitaryAsset")) & o->properties.items[has].range;
  KG_TRY(kg__vec_add(&r->lexicon->frames));
  r->lexicon->frames.items[r->lexicon->frames.n - 1] = frame;
  return KG_OK;
}

// "the arming of Y by X", "X's destruction of Y": the noun that is made from a verb has its arguments.
static kg_status
add_deed(reading *r, kg__frame frame)
{
  bool direct = frame.object.role == KG__ROLE_OBJECT;
  if (frame.pos != KG__VERB || frame.rest[0] || frame.subject.role != KG__ROLE_SUBJECT ||
      !(direct || frame.object.role == KG__ROLE_AFTER))
    return KG_OK;
  frame.pos = KG__NOUN;
  frame.subject = (kg__argument){.role = KG__ROLE_POSSESSOR};
  frame.object = (kg__argument){.role = KG__ROLE_AFTER, .marker = direct ? r->of : frame.object.marker};
  choose_ways(r->lexicon, &frame);
  frame.pos = KG__GERUND;
  KG_TRY(kg__vec_add(&r->lexicon->frames));
  r->lexicon->frames.items[r->lexicon->frames.n - 1] = frame;
  return KG_OK;
}

static kg_status
add_sense(reading *r, kg__frame frame, kg__node sense)
{
  const kg__graph *g = r->graph;
  kg__node reference = kg__graph_object(g, sense, r->reference),
           modality = kg__graph_object(g, sense, r->modality);
  kg_str weight = kg__graph_text(g, kg__graph_object(g, sense, r->confidence));
  frame.property = -1;
  frame.modality = modality ? modality_of(kg__graph_text(g, modality)) : -1;
  frame.weight = weight.len ? strtod(weight.ptr, NULL) : 0;
  for (size_t i = 0; reference && i < r->ontology->properties.n; i++) {
    if (kg_str_equal(r->ontology->properties.items[i].iri, kg__graph_text(g, reference)))
      frame.property = (int)i;
  }
  if (reference ? frame.property < 0 : frame.modality < 0)
    return KG_OK;
  KG_TRY(read_argument(r, kg__graph_object(g, sense, r->subject), &frame.subject));
  KG_TRY(read_argument(r, kg__graph_object(g, sense, r->object), &frame.object));
  choose_ways(r->lexicon, &frame);
  const kg__property *p = frame.property >= 0 ? &r->ontology->properties.items[frame.property] : NULL;
  frame.domain = mask_of(r, sense, r->domain) & (p ? p->domain : 0);
  frame.range = mask_of(r, sense, r->range) & (p ? p->range : 0);
  KG_TRY(kg__vec_add(&r->lexicon->frames));
  r->lexicon->frames.items[r->lexicon->frames.n - 1] = frame;
  if (!p)
    return KG_OK;
  KG_TRY(add_deed(r, frame));
  return add_means(r, frame);
}

// "chief of staff" makes no noun of "of", nor "bail out" one of "out".
static bool
of_grammar(const kg__words *words, kg_str word, bool behind)
{
  uint32_t grammar =
      KG__PREPOSITION | KG__DETERMINER | KG__COORDINATOR | KG__TO | (behind ? (uint32_t)KG__ADVERB : 0);
  return kg__word_at(words, kg__words_find(words, word))->pos & grammar;
}

// Enter the words of a written form: the first as lemma, the rest as they are. "forward-deploy" makes no verb
// of "forward".
static kg_status
enter_words(reading *r, kg_str written, kg__frame *frame)
{
  kg__words *words = &r->ontology->words;
  size_t n = 0;
  for (size_t at = 0; at < written.len && n <= KG__MAX_REST; n++) {
    size_t end = at;
    while (end < written.len && written.ptr[end] != ' ' && written.ptr[end] != '-')
      end++;
    kg_str word = {written.ptr + at, end - at};
    uint32_t *to = n ? &frame->rest[n - 1] : &frame->word;
    bool prefix = end < written.len && written.ptr[end] == '-';
    bool copula = kg__word_at(words, kg__words_find(words, word))->pos & KG__BE; // has its forms already
    if (!n && frame->pos == KG__VERB && !prefix && !copula)
      KG_TRY(kg__words_add_verb(words, word, to));
    else if (frame->pos == KG__NOUN && !of_grammar(words, word, n > 0) &&
             !(n && kg__words_is_plural(words, word)))
      KG_TRY(kg__words_add_noun(words, word, to));
    else
      KG_TRY(kg__words_add(words, word, to));
    if (frame->pos == KG__ADJECTIVE && !n)
      words->all.items[*to].pos |= KG__ADJECTIVE;
    at = end + 1;
  }
  return KG_OK;
}

static kg_status
add_entry(reading *r, kg__node entry)
{
  const kg__graph *g = r->graph;
  kg__node pos = kg__graph_object(g, entry, r->pos);
  kg_str written = kg__graph_text(g, kg__graph_object(g, kg__graph_object(g, entry, r->form), r->written));
  kg__frame frame = {.pos = pos == r->verb ? KG__VERB : pos == r->noun ? KG__NOUN : KG__ADJECTIVE};
  if (!written.len || !pos)
    return KG_OK;
  KG_TRY(enter_words(r, written, &frame));
  size_t n;
  const kg__graph_edge *e = kg__graph_edges(g, entry, r->sense, &n);
  for (size_t i = 0; i < n; i++)
    KG_TRY(add_sense(r, frame, e[i].o));
  return KG_OK;
}

static int
by_word(const void *a, const void *b)
{
  const kg__frame *x = a, *y = b;
  if (x->word != y->word)
    return x->word < y->word ? -1 : 1;
  for (size_t i = 0; i < KG__MAX_REST; i++) {
    if (x->rest[i] != y->rest[i])
      return x->rest[i] > y->rest[i] ? -1 : 1; // longer ones first
  }
  return memcmp(x, y, sizeof *x);
}

static kg_status
index_frames(kg__lexicon *lexicon, size_t words)
{
  if (lexicon->frames.n)
    qsort(lexicon->frames.items, lexicon->frames.n, sizeof *lexicon->frames.items, by_word);
  lexicon->first = calloc(words + 2, sizeof *lexicon->first);
  if (!lexicon->first)
    return KG_ERR_NOMEM;
  lexicon->words = words;
  size_t f = 0;
  for (size_t w = 0; w <= words + 1; w++) {
    while (f < lexicon->frames.n && lexicon->frames.items[f].word < w)
      f++;
    lexicon->first[w] = (uint32_t)f;
  }
  return KG_OK;
}

kg_status
kg__lexicon_init(kg__lexicon *lexicon, const kg__graph *graph, kg__ontology *ontology, kg_error *err)
{
  (void)err;
  reading r = {.lexicon = lexicon, .ontology = ontology, .graph = graph};
  *lexicon = (kg__lexicon){0};
  find_terms(&r);
  r.of = kg__words_find(&ontology->words, KG_STR("of"));
  kg_status st = compile_patterns(lexicon, &ontology->words);
  if (!st)
    st = find_roles(&r);
  for (kg__node s = 1; !st && r.form && r.sense && s <= graph->nodes.n; s++) {
    if (kg__graph_object(graph, s, r.form))
      st = add_entry(&r, s);
  }
  if (!st)
    st = index_frames(lexicon, ontology->words.all.n);
  free(r.roles);
  if (st)
    kg__lexicon_release(lexicon);
  return st;
}

const kg__frame *
kg__lexicon_frames(const kg__lexicon *lexicon, uint32_t word, size_t *n)
{
  *n = 0;
  if (!word || word > lexicon->words)
    return NULL;
  *n = lexicon->first[word + 1] - lexicon->first[word];
  return *n ? lexicon->frames.items + lexicon->first[word] : NULL;
}
