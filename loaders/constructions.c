// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Constructions that no single word of the lexicon carries: who takes part in what a bare noun speaks of,
// what is said of one and denied of another, what stands behind a light noun or a noun of purpose.

#include "loaders/stages.h"

typedef struct builder {
  kg__document *doc;
  const kg__sentence *s;
} builder;

static bool
is_one_of(const kg__document *doc, uint32_t word, const char *const *lemmas)
{
  kg_str text = kg__word_at(&doc->ontology->words, word)->text;
  for (; word && *lemmas; lemmas++) {
    if (kg_str_equal(text, kg_str_of(*lemmas)))
      return true;
  }
  return false;
}

static bool
noun_is(const kg__document *doc, uint32_t t, const char *const *lemmas)
{
  uint32_t lemma = kg__token_word(doc, t)->noun;
  return doc->tokens.items[t].pos & (KG__NOUN | KG__PROPER) &&
         is_one_of(doc, lemma ? lemma : doc->tokens.items[t].word, lemmas);
}

static bool
verb_is(const kg__document *doc, const kg__verb *v, const char *const *lemmas)
{
  return is_one_of(doc, kg__token_word(doc, v->main)->verb, lemmas);
}

static int32_t
entity_at(const kg__document *doc, uint32_t t)
{
  int32_t m = doc->tokens.items[t].mention;
  return m >= 0 ? doc->mentions.items[m].entity : -1;
}

static uint64_t
classes(const kg__document *doc, const char *name)
{
  return kg__class_mask(doc->ontology, kg_str_of(name));
}

static bool
has_class(const kg__document *doc, uint32_t t, const char *name)
{
  uint8_t cls = doc->tokens.items[t].head_class;
  return cls != KG__NO_CLASS && classes(doc, name) >> cls & 1;
}

static kg_status
weighed_claims(builder *b, const char *property, const kg__group *subjects, const kg__group *objects,
               kg__modality modality, uint32_t trigger, const char *rule, double weight)
{
  int p = kg__property_find(b->doc->ontology, kg_str_of(property));
  if (p < 0 || !subjects->n || !objects->n)
    return KG_OK;
  kg__claim like = {.property = (uint32_t)p,
                    .modality = modality,
                    .first = trigger,
                    .last = trigger,
                    .trigger = trigger,
                    .rule = rule};
  kg__claim_feature(&like, KG__F_STRUCTURE);
  return kg__claims_add_groups(b->doc, b->s, &like, subjects, objects, weight);
}

static kg_status
state_claims(builder *b, const char *property, const kg__group *subjects, const kg__group *objects,
             kg__modality modality, uint32_t trigger, const char *rule)
{
  return weighed_claims(b, property, subjects, objects, modality, trigger, rule, 0);
}

// ---- Nouns that need somebody: "participation in X", "cooperation in Y", "the deployment of Z"

static bool
is_bare(const kg__document *doc, const kg__chunk *c)
{
  if (c->owner >= 0 || doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    return false;
  for (uint32_t t = c->first; t < c->head; t++) {
    if (entity_at(doc, t) >= 0)
      return false;
  }
  return true;
}

// "the two governments" of the sentence.
static kg_status
states_by_number(const builder *b, kg__group *group)
{
  for (uint32_t c = b->doc->chunk0; c < b->doc->chunk_end && !group->n; c++) {
    const kg__chunk *chunk = &b->doc->chunks.items[c];
    for (uint32_t t = chunk->first; t <= chunk->last; t++) {
      if (kg__token_is(b->doc, t, "two") || kg__token_is(b->doc, t, "both"))
        return kg__chunk_group(b->doc, (int32_t)c, classes(b->doc, "State"), group);
    }
  }
  return KG_OK;
}

// The states that the sentence names, or else those listed together shortly before.
static kg_status
states_about(const builder *b, kg__group *group)
{
  const kg__document *doc = b->doc;
  for (uint32_t t = b->s->first; t < b->s->end; t++) {
    int32_t e = entity_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "State"))
      kg__group_add(group, e, t, t);
  }
  if (!group->n)
    KG_TRY(states_by_number(b, group));
  for (size_t i = doc->together.n; i-- > 0 && !group->n;) {
    const kg__together *g = &doc->together.items[i];
    if (g->token + 80 < b->s->first)
      break;
    for (uint32_t k = 0; g->listed && k < g->n; k++)
      kg__group_add(group, g->entities[k], b->s->first, b->s->first);
    group->resolved = true;
  }
  if (group->n > 4)
    group->n = 0;
  return KG_OK;
}

static const kg__verb *
verb_of_subject(const kg__document *doc, int32_t chunk)
{
  for (uint32_t v = doc->verb0; v < doc->verb_end; v++) {
    if (doc->verbs.items[v].finite && doc->verbs.items[v].subject == chunk)
      return &doc->verbs.items[v];
  }
  return NULL;
}

// The chunk behind a preposition right behind a chunk, or -1.
static int32_t
complement(const kg__document *doc, uint32_t c, const char *preposition)
{
  if (c + 1 >= doc->chunk_end)
    return -1;
  uint32_t next = c + 1, at = doc->chunks.items[c].last + 1;
  while (next + 1 < doc->chunk_end && doc->chunks.items[next + 1].owner == (int32_t)next)
    next++;
  bool fits = doc->chunks.items[next].prep == (int32_t)at && kg__token_is(doc, at, preposition);
  return fits ? (int32_t)next : -1;
}

static kg_status
ability_at(kg__document *doc, uint32_t first, uint32_t last, kg__group *group)
{
  int32_t e;
  int cls = kg__class_find(doc->ontology, KG_STR("Capability"));
  kg_str label = kg__span_text(doc, first, last);
  if (cls < 0)
    return KG_OK;
  if ((e = kg__entity_find(doc, label)) < 0)
    KG_TRY(kg__entity_local(doc, (uint8_t)cls, label, true, &e));
  if (!kg__entity_is(doc, e, "Capability"))
    return KG_OK;
  if (doc->tokens.items[last].mention < 0)
    KG_TRY(kg__mention_add(doc, last, last, KG__DESCRIBED, e));
  kg__group_add(group, e, first, last);
  return KG_OK;
}

// The abilities that a phrase names: as a whole, or by the words before its head ("cyber and space units").
static kg_status
abilities_in(kg__document *doc, int32_t chunk, kg__group *group)
{
  kg__chunk c = doc->chunks.items[chunk];
  size_t before = group->n;
  KG_TRY(kg__chunk_group(doc, chunk, classes(doc, "Capability"), group));
  if (group->n > before)
    return KG_OK;
  for (uint32_t t = c.first; t <= c.head; t++) {
    uint32_t words = doc->tokens.items[t].head_words;
    int32_t e = entity_at(doc, t);
    bool domain = kg__token_is(doc, t, "space") || kg__token_is(doc, t, "cyberspace");
    if (e >= 0 && kg__entity_is(doc, e, "Capability"))
      kg__group_add(group, e, t, t);
    else if (e < 0 && (has_class(doc, t, "Capability") || (domain && t < c.head)))
      KG_TRY(ability_at(doc, words && t + 1 >= c.first + words ? t + 1 - words : t, t, group));
  }
  return KG_OK;
}

// "X, Y and Z", each with phrases of its own: the heads of the list that begins with this chunk.
static size_t
long_list(const builder *b, uint32_t c, uint32_t *heads, size_t max)
{
  const kg__document *doc = b->doc;
  size_t n = 0;
  heads[n++] = c;
  for (uint32_t i = c + 1; i < doc->chunk_end && n < max; i++) {
    uint32_t gap = doc->chunks.items[i - 1].last + 1, to = doc->chunks.items[i].first;
    bool joined = gap < to;
    for (uint32_t t = gap; t < to; t++) {
      kg_str text = kg__token_text(doc, t);
      bool adjective = (t > gap && doc->tokens.items[t].pos & (KG__PARTICIPLE | KG__ADVERB)) ||
                       (doc->tokens.items[t].flags & KG__T_JOINED && doc->tokens.items[t].pos & KG__ANY_VERB);
      joined &= kg_str_equal(text, KG_STR(",")) || kg__token_is(doc, t, "and") ||
                kg__token_is(doc, t, "or") || adjective;
    }
    if (joined)
      heads[n++] = i;
    else if (doc->chunks.items[i].prep != (int32_t)gap)
      break;
  }
  return n;
}

static kg_status
abilities_of_list(const builder *b, int32_t chunk, kg__group *group)
{
  kg__document *doc = b->doc;
  uint32_t heads[12];
  int32_t last = chunk;
  for (int guard = 0; chunk >= 0 && guard < 16; guard++, chunk = doc->chunks.items[chunk].next) {
    KG_TRY(abilities_in(doc, chunk, group));
    last = chunk;
  }
  size_t n = last >= 0 ? long_list(b, (uint32_t)last, heads, 12) : 0;
  for (size_t i = 1; i < n; i++)
    KG_TRY(abilities_in(doc, (int32_t)heads[i], group));
  return KG_OK;
}

// "Participation in X has grown", of those whom the text is about.
static kg_status
bare_participation(builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"participation", "involvement", NULL};
  kg__document *doc = b->doc;
  int32_t in = complement(doc, c, "in");
  kg__group who = {0}, what = {0};
  if (in < 0 || !noun_is(doc, doc->chunks.items[c].head, NOUNS) || !is_bare(doc, &doc->chunks.items[c]))
    return KG_OK;
  KG_TRY(kg__list_group(doc, in, classes(doc, "Exercise") | classes(doc, "Operation"), &what));
  KG_TRY(states_about(b, &who));
  return state_claims(b, "participatesIn", &who, &what, KG__ASSERTED, doc->chunks.items[c].first,
                      "participation of those it is about");
}

// "Cooperation in X could follow"; "other technologies, such as X, may be next".
static kg_status
bare_cooperation(builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"cooperation", "collaboration", "coordination", NULL},
                           *const FIELDS[] = {"technology", "domain", "field", "area", "sector", NULL};
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  bool fields = noun_is(doc, chunk.head, FIELDS) && chunk.next >= 0 && chunk.plural;
  int32_t in = fields ? chunk.next : complement(doc, c, "in");
  in = in < 0 ? complement(doc, c, "on") : in;
  kg__group who = {0}, what = {0};
  if (in < 0 || !(fields || noun_is(doc, chunk.head, NOUNS)) || !is_bare(doc, &chunk))
    return KG_OK;
  const kg__verb *v = verb_of_subject(doc, chunk.list);
  for (uint32_t i = doc->verb0; i < doc->verb_end && !v; i++) {
    const kg__verb *behind = &doc->verbs.items[i];
    if (behind->finite && behind->main > chunk.last && behind->modality != KG__ASSERTED)
      v = behind;
  }
  bool open = v && v->modality != KG__ASSERTED && v->modality != KG__DENIED;
  if (!open)
    return KG_OK;
  KG_TRY(abilities_of_list(b, in, &what));
  KG_TRY(states_about(b, &who));
  return weighed_claims(b, "cooperatesOn", &who, &what, v->modality, chunk.head, "cooperation that could be",
                        fields ? -0.4 : 0);
}

// "followed by the deployment of X": by the one of whom the sentence before spoke.
static kg_status
bare_deployment(builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"deployment", "dispatch", NULL};
  kg__document *doc = b->doc;
  int32_t of = complement(doc, c, "of");
  kg__group who = {.resolved = true}, what = {0};
  if (of < 0 || !noun_is(doc, doc->chunks.items[c].head, NOUNS) || !is_bare(doc, &doc->chunks.items[c]) ||
      doc->last_subject < 0 || !kg__entity_is(doc, doc->last_subject, "State"))
    return KG_OK;
  for (uint32_t t = b->s->first; t < doc->chunks.items[c].first; t++) {
    if (entity_at(doc, t) >= 0)
      return KG_OK;
  }
  KG_TRY(kg__list_group(doc, of, classes(doc, "MilitaryAsset") | classes(doc, "Institution"), &what));
  kg__group_add(&who, doc->last_subject, doc->chunks.items[c].first, doc->chunks.items[c].first);
  return state_claims(b, "deploys", &who, &what, KG__ASSERTED, doc->chunks.items[c].head,
                      "deployment by the one spoken of");
}

// "an investment that brings the production of X": by the firm named before.
static kg_status
bare_production(builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"production", "manufacture", "manufacturing", "assembly", NULL};
  kg__document *doc = b->doc;
  int32_t of = complement(doc, c, "of");
  kg__group who = {0}, what = {0};
  if (of < 0 || !noun_is(doc, doc->chunks.items[c].head, NOUNS) || !is_bare(doc, &doc->chunks.items[c]))
    return KG_OK;
  for (uint32_t t = doc->chunks.items[c].first; t-- > b->s->first && !who.n;) {
    int32_t e = entity_at(doc, t);
    if (e >= 0 && kg__entity_is(doc, e, "Company"))
      kg__group_add(&who, e, t, t);
  }
  KG_TRY(kg__list_group(doc, of, classes(doc, "MilitaryAsset") | classes(doc, "Capability"), &what));
  const kg__verb *v = NULL;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    if (doc->verbs.items[i].object == (int32_t)c)
      v = &doc->verbs.items[i];
  }
  return state_claims(b, "produces", &who, &what, v ? v->modality : KG__ASSERTED, doc->chunks.items[c].head,
                      "production by the firm named");
}

static kg_status
of_bare_nouns(builder *b)
{
  for (uint32_t c = b->doc->chunk0; c < b->doc->chunk_end; c++) {
    if (b->doc->chunks.items[c].time)
      continue;
    KG_TRY(bare_participation(b, c));
    KG_TRY(bare_cooperation(b, c));
    KG_TRY(bare_deployment(b, c));
    KG_TRY(bare_production(b, c));
  }
  return KG_OK;
}

// ---- Verbs

// "The exercises should be expanded to include X."
static kg_status
widening(builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"expand", "broaden", "extend", "widen", NULL}, *const COVERS[] = {
                                                                                         "include",
                                                                                         "encompass", "cover",
                                                                                         "incorporate", NULL};
  kg__document *doc = b->doc;
  kg__group events = {0}, fields = {0};
  if (!verb_is(doc, v, VERBS) || v->subject < 0)
    return KG_OK;
  KG_TRY(kg__list_group(doc, v->subject, classes(doc, "Event"), &events));
  int32_t in = complement(doc, (uint32_t)v->subject, "in");
  if (in >= 0)
    KG_TRY(kg__list_group(doc, in, classes(doc, "Event"), &events));
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *to = &doc->verbs.items[i];
    if (to->infinitive && to->main > v->main && to->main < v->main + 5 && verb_is(doc, to, COVERS) &&
        to->object >= 0)
      KG_TRY(abilities_of_list(b, to->object, &fields));
  }
  return state_claims(b, "concerns", &events, &fields, v->modality, v->main, "expanded to cover");
}

// "should prioritise frameworks that enable X"
static kg_status
light_priority(builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"prioritise", "prioritize", "favour", "favor", NULL},
                           *const LIGHT[] = {"framework", "effort",    "measure", "step", "initiative",
                                             "project",   "programme", "program", "area", NULL};
  kg__document *doc = b->doc;
  kg__group who = {0}, what = {0};
  if (!verb_is(doc, v, VERBS) || v->object < 0 || v->subject < 0 ||
      !noun_is(doc, doc->chunks.items[v->object].head, LIGHT))
    return KG_OK;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *r = &doc->verbs.items[i];
    if (r->subject == v->object && r->object >= 0 && r->main > v->main)
      KG_TRY(abilities_of_list(b, r->object, &what));
  }
  KG_TRY(kg__list_group(doc, v->subject, classes(doc, "Agent") | classes(doc, "Strategy"), &who));
  return state_claims(b, "prioritises", &who, &what, v->modality, v->main, "priority of a light noun");
}

// The danger that a phrase names with the two phrases behind it: "risk of war in X".
static kg_status
danger_of(kg__document *doc, uint32_t c, kg__group *group)
{
  int cls = kg__class_find(doc->ontology, KG_STR("Threat"));
  uint32_t first = doc->chunks.items[c].first, last = doc->chunks.items[c].last;
  int32_t e;
  for (uint32_t i = c + 1; i < doc->chunk_end && i < c + 3; i++) {
    if (doc->chunks.items[i].prep != (int32_t)last + 1 || doc->chunks.items[i].time)
      break;
    last = doc->chunks.items[i].last;
  }
  for (uint32_t i = c + 1; i < doc->chunk_end; i++) { // "in A and B"
    int32_t place = entity_at(doc, doc->chunks.items[i].head);
    if (doc->chunks.items[i].first == last + 2 && kg__token_is(doc, last + 1, "and") && place >= 0 &&
        kg__entity_is(doc, place, "Location"))
      last = doc->chunks.items[i].last;
  }
  while (first < doc->chunks.items[c].head &&
         doc->tokens.items[first].pos & (KG__DETERMINER | KG__POSSESSIVE))
    first++;
  if (cls < 0 || last == doc->chunks.items[c].last)
    return KG_OK;
  KG_TRY(kg__entity_local(doc, (uint8_t)cls, kg__span_text(doc, first, last), true, &e));
  kg__group_add(group, e, first, last);
  group->described = true;
  return KG_OK;
}

// "places more importance on the rise of X and the risk of Y"
static kg_status
weighty_dangers(builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"place",       "put",        "lay",        "focus",
                                      "concentrate", "prioritise", "prioritize", NULL},
                           *const DANGERS[] = {"rise",   "risk",   "instability", "danger",
                                               "threat", "spread", "resurgence",  NULL};
  kg__document *doc = b->doc;
  uint32_t heads[8];
  size_t n = 0;
  kg__group who = {0}, what = {0};
  if (!verb_is(doc, v, VERBS) || v->subject < 0)
    return KG_OK;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && !n; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    bool on = c->prep > (int32_t)v->main && c->prep < (int32_t)v->main + 6 &&
              kg__token_is(doc, (uint32_t)c->prep, "on");
    if ((on || v->object == (int32_t)i) && noun_is(doc, c->head, DANGERS))
      n = long_list(b, i, heads, 8);
  }
  for (size_t i = 0; i < n; i++) {
    if (noun_is(doc, doc->chunks.items[heads[i]].head, DANGERS))
      KG_TRY(danger_of(doc, heads[i], &what));
  }
  KG_TRY(kg__list_group(doc, v->subject, classes(doc, "Agent") | classes(doc, "Strategy"), &who));
  return state_claims(b, "prioritises", &who, &what, v->modality, v->main, "weight laid on dangers");
}

// "Both recognise that X and Y are growing", where X and Y are dangers.
static kg_status
seen_dangers(builder *b, uint32_t i)
{
  static const char *const VERBS[] = {"recognise",  "recognize", "acknowledge", "fear", "worry",
                                      "understand", "realise",   "realize",     NULL};
  kg__document *doc = b->doc;
  kg__verb v = doc->verbs.items[i];
  kg__group who = {0}, what = {0};
  if (!verb_is(doc, &v, VERBS) || v.passive || v.subject < 0 || !kg__token_is(doc, v.last + 1, "that"))
    return KG_OK;
  for (uint32_t k = i + 1; k < doc->verb_end && !what.n; k++) {
    int32_t subject = doc->verbs.items[k].finite ? doc->verbs.items[k].subject : -1;
    for (int32_t c = subject; c >= 0; c = doc->chunks.items[c].next) {
      if (doc->chunks.items[c].first > v.main)
        KG_TRY(kg__chunk_group(doc, c, classes(doc, "Threat"), &what));
    }
  }
  KG_TRY(kg__list_group(doc, v.subject, classes(doc, "Agent"), &who));
  return state_claims(b, "perceivesThreat", &who, &what, v.modality, v.main, "dangers that are seen");
}

// "unveiled its country's strategy": the owner of a strategy that somebody issues.
static kg_status
issued_strategy(builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"lay",     "unveil",   "launch",    "publish", "release", "issue",
                                      "present", "announce", "introduce", "adopt",   NULL};
  kg__document *doc = b->doc;
  kg__group owners = {0}, strategy = {0};
  if (!verb_is(doc, v, VERBS) || v->passive)
    return KG_OK;
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    kg__chunk chunk = doc->chunks.items[c];
    if (chunk.owner < 0 || chunk.first <= v->main || chunk.first > v->main + 8 ||
        chunk.first >= v->clause_end || !kg__entity_is(doc, entity_at(doc, chunk.head), "Strategy"))
      continue;
    KG_TRY(kg__chunk_group(doc, chunk.owner, classes(doc, "State"), &owners));
    kg__group_add(&strategy, entity_at(doc, chunk.head), chunk.first, chunk.last);
    return state_claims(b, "adopts", &owners, &strategy, v->modality, v->main, "owner of what is issued");
  }
  return KG_OK;
}

// "sent troops during the X War"; "discussed it at the summit"
static kg_status
clause_in_event(builder *b, const kg__verb *v)
{
  static const char *const WAR[] = {"send",    "deploy", "dispatch", "commit", "contribute",
                                    "support", "fight",  "serve",    NULL},
                           *const TALK[] = {"discuss", "meet",      "agree",       "talk",
                                            "consult", "negotiate", "acknowledge", NULL};
  kg__document *doc = b->doc;
  bool war = verb_is(doc, v, WAR), talk = verb_is(doc, v, TALK);
  kg__group who = {0}, what = {0};
  if (!(war || talk) || v->subject < 0 || v->passive)
    return KG_OK;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && !what.n; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    if (c->first <= v->main || c->first >= v->clause_end || c->time)
      continue;
    uint32_t t = c->owner >= 0 ? doc->chunks.items[c->owner].first : c->first;
    while (t > v->main + 1 && doc->tokens.items[t - 1].pos & (KG__TIME | KG__GENITIVE | KG__DETERMINER))
      t--;
    bool during = kg__token_is(doc, t - 1, "during");
    if (during || (talk && kg__token_is(doc, t - 1, "at")))
      KG_TRY(kg__chunk_group(doc, (int32_t)i, classes(doc, war ? "Conflict" : "Meeting"), &what));
  }
  if (!what.n)
    return KG_OK;
  doc->any_actor = true;
  kg_status st = kg__list_group(doc, v->subject, classes(doc, "State"), &who);
  doc->any_actor = false;
  KG_TRY(st);
  return state_claims(b, "participatesIn", &who, &what, v->modality, v->main, "clause within an event");
}

static kg_status
of_verbs(builder *b)
{
  for (uint32_t i = b->doc->verb0; i < b->doc->verb_end; i++) {
    kg__verb v = b->doc->verbs.items[i];
    KG_TRY(widening(b, &v));
    KG_TRY(light_priority(b, &v));
    KG_TRY(weighty_dangers(b, &v));
    KG_TRY(seen_dangers(b, i));
    KG_TRY(issued_strategy(b, &v));
    KG_TRY(clause_in_event(b, &v));
  }
  return KG_OK;
}

// ---- "the same cannot be said for X"

static bool
denies_the_same(const kg__document *doc, uint32_t t, uint32_t end, uint32_t *behind)
{
  bool negated = false;
  if (!kg__token_is(doc, t, "the") || t + 1 >= end || !kg__token_is(doc, t + 1, "same"))
    return false;
  for (uint32_t k = t + 2; k + 1 < end && k < t + 8; k++) {
    negated |= kg__token_word(doc, k)->is & KG__WORD_NEGATES || doc->tokens.items[k].pos & KG__NEGATION ||
               kg__token_is(doc, k, "cannot");
    bool of = kg__token_is(doc, k + 1, "for") || kg__token_is(doc, k + 1, "of");
    if (negated && of && (kg__token_is(doc, k, "said") || kg__token_is(doc, k, "true"))) {
      *behind = k + 2;
      return true;
    }
  }
  return false;
}

// "X represents a threat to Y, the same cannot be said for Z": Z is in no danger of X.
static kg_status
contrasted_danger(builder *b, uint32_t end, const kg__group *other)
{
  kg__document *doc = b->doc;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    int32_t c = v->object;
    kg__group source = {0};
    if (v->main >= end || c < 0 || v->subject < 0 || !has_class(doc, doc->chunks.items[c].head, "Threat") ||
        (complement(doc, (uint32_t)c, "to") < 0 && complement(doc, (uint32_t)c, "for") < 0))
      continue;
    KG_TRY(kg__list_group(doc, v->subject, classes(doc, "Agent") | classes(doc, "Threat"), &source));
    KG_TRY(state_claims(b, "perceivesThreat", other, &source, KG__DENIED, doc->chunks.items[c].head,
                        "danger to one, not to the other"));
  }
  return KG_OK;
}

// What the sentence says of one, it denies of the other: its subject, or the one who is in danger.
static kg_status
contrast(builder *b)
{
  kg__document *doc = b->doc;
  uint32_t behind = 0, t = b->s->first;
  while (t < b->s->end && !denies_the_same(doc, t, b->s->end, &behind))
    t++;
  int32_t other = behind && behind < b->s->end ? entity_at(doc, behind) : -1;
  kg__group others = {0};
  if (other < 0)
    return KG_OK;
  kg__group_add(&others, other, behind, behind);
  KG_TRY(contrasted_danger(b, t, &others));
  for (size_t i = 0, n = doc->claims.n; i < n; i++) {
    kg__claim c = doc->claims.items[i];
    if (c.first < b->s->first || c.trigger >= t || c.last >= t || c.subject == other || c.object == other ||
        doc->entities.items[c.subject].cls != doc->entities.items[other].cls || c.modality != KG__ASSERTED ||
        c.timeless || c.trigger < b->s->first)
      continue;
    int32_t verb = doc->tokens.items[c.trigger].verb;
    if (verb < 0)
      continue;
    c.subject = other;
    c.modality = KG__DENIED;
    c.last = behind;
    c.rule = "said of one, denied of the other";
    KG_TRY(kg__claim_add(doc, b->s, &c, 0));
  }
  return KG_OK;
}

// ---- Elections

// "X's win in the presidential election": X takes part in it, and leads the one state that the sentence
// names.
static kg_status
won_election(builder *b, uint32_t c)
{
  static const char *const NOUNS[] = {"win", "victory", "defeat", "loss", NULL};
  kg__document *doc = b->doc;
  kg__chunk chunk = doc->chunks.items[c];
  kg__group who = {0}, what = {0}, states = {0};
  if (!noun_is(doc, chunk.head, NOUNS) || chunk.owner < 0 || !kg__token_is(doc, chunk.last + 1, "in"))
    return KG_OK;
  KG_TRY(kg__chunk_group(doc, chunk.owner, classes(doc, "Person"), &who));
  for (uint32_t i = c + 1; i < doc->chunk_end && i < c + 6 && !what.n; i++) {
    if (has_class(doc, doc->chunks.items[i].head, "Election") && doc->chunks.items[i].first < chunk.last + 8)
      KG_TRY(kg__chunk_group(doc, (int32_t)i, classes(doc, "Election"), &what));
  }
  KG_TRY(state_claims(b, "participatesIn", &who, &what, KG__ASSERTED, chunk.head, "won an election"));
  KG_TRY(states_about(b, &states));
  bool won = kg__token_is(doc, chunk.head, "win") || kg__token_is(doc, chunk.head, "victory"), top = false;
  for (uint32_t t = chunk.last; t < b->s->end && t < chunk.last + 8; t++)
    top |= kg__token_is(doc, t, "presidential");
  if (!won || !top || states.n != 1 || states.resolved || !what.n)
    return KG_OK;
  return state_claims(b, "leads", &who, &states, KG__ASSERTED, chunk.head, "won the office");
}

kg_status
kg__sentence_constructions(kg__document *doc, const kg__sentence *s)
{
  builder b = {doc, s};
  KG_TRY(of_bare_nouns(&b));
  KG_TRY(of_verbs(&b));
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++)
    KG_TRY(won_election(&b, c));
  return contrast(&b);
}
