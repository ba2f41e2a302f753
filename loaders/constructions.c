// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Constructions of verbs that no single word of the lexicon carries: a light noun or a clause between the
// verb and what it is about, and what is said of one and denied of another.

#include "loaders/construct.h"

// "The exercises should be expanded to include X."
static kg_status
widening(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"expand", "broaden", "extend", "widen", NULL}, *const COVERS[] = {
                                                                                         "include",
                                                                                         "encompass", "cover",
                                                                                         "incorporate", NULL};
  kg__document *doc = b->doc;
  kg__group events = {0}, fields = {0};
  if (!kg__verb_is(doc, v, VERBS) || v->subject < 0)
    return KG_OK;
  KG_TRY(kg__list_group(doc, v->subject, kg__class_named(doc, "Event"), &events));
  int32_t in = kg__chunk_complement(doc, (uint32_t)v->subject, "in");
  if (in >= 0)
    KG_TRY(kg__list_group(doc, in, kg__class_named(doc, "Event"), &events));
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *to = &doc->verbs.items[i];
    if (to->infinitive && to->main > v->main && to->main < v->main + 5 && kg__verb_is(doc, to, COVERS) &&
        to->object >= 0)
      KG_TRY(kg__abilities_of_list(b, to->object, &fields));
  }
  return kg__construct_add(b, "concerns", &events, &fields, v->modality, v->main, "expanded to cover");
}

// "should prioritise frameworks that enable X"
static kg_status
light_priority(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"prioritise", "prioritize", "favour", "favor", NULL},
                           *const LIGHT[] = {"framework", "effort",    "measure", "step", "initiative",
                                             "project",   "programme", "program", "area", NULL};
  kg__document *doc = b->doc;
  kg__group who = {0}, what = {0};
  if (!kg__verb_is(doc, v, VERBS) || v->object < 0 || v->subject < 0 ||
      !kg__noun_is(doc, doc->chunks.items[v->object].head, LIGHT))
    return KG_OK;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *r = &doc->verbs.items[i];
    if (r->subject == v->object && r->object >= 0 && r->main > v->main)
      KG_TRY(kg__abilities_of_list(b, r->object, &what));
  }
  KG_TRY(kg__list_group(doc, v->subject, kg__class_named(doc, "Agent") | kg__class_named(doc, "Strategy"),
                        &who));
  return kg__construct_add(b, "prioritises", &who, &what, v->modality, v->main, "priority of a light noun");
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
    int32_t place = kg__entity_at(doc, doc->chunks.items[i].head);
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
weighty_dangers(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"place",       "put",        "lay",        "focus",
                                      "concentrate", "prioritise", "prioritize", NULL},
                           *const DANGERS[] = {"rise",   "risk",   "instability", "danger",
                                               "threat", "spread", "resurgence",  NULL};
  kg__document *doc = b->doc;
  uint32_t heads[8];
  size_t n = 0;
  kg__group who = {0}, what = {0};
  if (!kg__verb_is(doc, v, VERBS) || v->subject < 0)
    return KG_OK;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && !n; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    bool on = c->prep > (int32_t)v->main && c->prep < (int32_t)v->main + 6 &&
              kg__token_is(doc, (uint32_t)c->prep, "on");
    if ((on || v->object == (int32_t)i) && kg__noun_is(doc, c->head, DANGERS))
      n = kg__long_list(b, i, heads, 8);
  }
  for (size_t i = 0; i < n; i++) {
    if (kg__noun_is(doc, doc->chunks.items[heads[i]].head, DANGERS))
      KG_TRY(danger_of(doc, heads[i], &what));
  }
  KG_TRY(kg__list_group(doc, v->subject, kg__class_named(doc, "Agent") | kg__class_named(doc, "Strategy"),
                        &who));
  return kg__construct_add(b, "prioritises", &who, &what, v->modality, v->main, "weight laid on dangers");
}

// "Both recognise that X and Y are growing", where X and Y are dangers.
static kg_status
seen_dangers(kg__builder *b, uint32_t i)
{
  static const char *const VERBS[] = {"recognise",  "recognize", "acknowledge", "fear", "worry",
                                      "understand", "realise",   "realize",     NULL};
  kg__document *doc = b->doc;
  kg__verb v = doc->verbs.items[i];
  kg__group who = {0}, what = {0};
  if (!kg__verb_is(doc, &v, VERBS) || v.passive || v.subject < 0 || v.last + 1 >= b->s->end ||
      !kg__token_is(doc, v.last + 1, "that"))
    return KG_OK;
  for (uint32_t k = i + 1; k < doc->verb_end && !what.n; k++) {
    int32_t subject = doc->verbs.items[k].finite ? doc->verbs.items[k].subject : -1;
    for (int32_t c = subject; c >= 0; c = doc->chunks.items[c].next) {
      if (doc->chunks.items[c].first > v.main)
        KG_TRY(kg__chunk_group(doc, c, kg__class_named(doc, "Threat"), &what));
    }
  }
  KG_TRY(kg__list_group(doc, v.subject, kg__class_named(doc, "Agent"), &who));
  return kg__construct_add(b, "perceivesThreat", &who, &what, v.modality, v.main, "dangers that are seen");
}

// "unveiled its country's strategy": the owner of a strategy that somebody issues.
static kg_status
issued_strategy(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"lay",     "unveil",   "launch",    "publish", "release", "issue",
                                      "present", "announce", "introduce", "adopt",   NULL};
  kg__document *doc = b->doc;
  kg__group owners = {0}, strategy = {0};
  if (!kg__verb_is(doc, v, VERBS) || v->passive)
    return KG_OK;
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    kg__chunk chunk = doc->chunks.items[c];
    if (chunk.owner < 0 || chunk.first <= v->main || chunk.first > v->main + 8 ||
        chunk.first >= v->clause_end || !kg__entity_is(doc, kg__entity_at(doc, chunk.head), "Strategy"))
      continue;
    KG_TRY(kg__chunk_group(doc, chunk.owner, kg__class_named(doc, "State"), &owners));
    kg__group_add(&strategy, kg__entity_at(doc, chunk.head), chunk.first, chunk.last);
    return kg__construct_add(b, "adopts", &owners, &strategy, v->modality, v->main,
                             "owner of what is issued");
  }
  return KG_OK;
}

// "sent troops during the X War"; "discussed it at the summit"
static kg_status
clause_in_event(kg__builder *b, const kg__verb *v)
{
  static const char *const WAR[] = {"send",    "deploy", "dispatch", "commit", "contribute",
                                    "support", "fight",  "serve",    NULL},
                           *const TALK[] = {"discuss", "meet",      "agree",       "talk",
                                            "consult", "negotiate", "acknowledge", NULL};
  kg__document *doc = b->doc;
  bool war = kg__verb_is(doc, v, WAR), talk = kg__verb_is(doc, v, TALK);
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
      KG_TRY(kg__chunk_group(doc, (int32_t)i, kg__class_named(doc, war ? "Conflict" : "Meeting"), &what));
  }
  if (!what.n)
    return KG_OK;
  doc->any_actor = true;
  kg_status st = kg__list_group(doc, v->subject, kg__class_named(doc, "State"), &who);
  doc->any_actor = false;
  KG_TRY(st);
  return kg__construct_add(b, "participatesIn", &who, &what, v->modality, v->main, "clause within an event");
}

// What a judgement makes of its object: a danger, a friend, a matter of weight.
static const char *
judged(const kg__document *doc, uint32_t head)
{
  static const char *const DANGERS[] = {"threat", "danger", "risk",      "menace",    "adversary", "enemy",
                                        "foe",    "rival",  "challenge", "aggressor", NULL},
                           *const PARTNERS[] = {"partner", "friend", NULL}, *const ALLIES[] = {"ally", NULL},
                           *const WEIGHTY[] = {"priority", "pillar", "cornerstone", "interest", NULL};
  return kg__noun_is(doc, head, DANGERS)    ? "perceivesThreat"
         : kg__noun_is(doc, head, PARTNERS) ? "partnerOf"
         : kg__noun_is(doc, head, ALLIES)   ? "allyOf"
         : kg__noun_is(doc, head, WEIGHTY)  ? "prioritises"
                                            : NULL;
}

// "sees X as a threat", "no longer calls X a partner", "X is regarded as a danger by Y"
static kg_status
judgement(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"see",      "view",     "regard",       "consider",  "deem",
                                      "call",     "label",    "describe",     "treat",     "perceive",
                                      "brand",    "identify", "name",         "designate", "class",
                                      "classify", "count",    "characterise", "recognise", NULL};
  kg__document *doc = b->doc;
  kg__group who = {0}, what = {0};
  const char *property = NULL;
  int32_t object = v->passive ? v->subject : v->object;
  uint64_t agents = kg__class_named(doc, "Agent");
  if (!kg__verb_is(doc, v, VERBS) || object < 0)
    return KG_OK;
  uint32_t head = 0, after = v->passive ? v->last : doc->chunks.items[object].last;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && !property; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    bool as = c->prep > (int32_t)v->main && kg__token_is(doc, (uint32_t)c->prep, "as");
    if (c->first > after && c->first < v->clause_end && (as || c->first == after + 1))
      property = judged(doc, head = c->head);
    if (property && v->passive && i + 1 < doc->chunk_end &&
        doc->chunks.items[i + 1].prep == (int32_t)c->last + 1 && kg__token_is(doc, c->last + 1, "by"))
      KG_TRY(kg__list_group(doc, (int32_t)i + 1, agents, &who));
  }
  if (!property)
    return KG_OK;
  uint64_t wanted = agents | kg__class_named(doc, "Threat");
  if (kg_str_equal(kg_str_of(property), KG_STR("prioritises")))
    wanted |= kg__class_named(doc, "Region") | kg__class_named(doc, "Capability");
  KG_TRY(kg__list_group(doc, object, wanted, &what));
  if (!v->passive && v->subject >= 0)
    KG_TRY(kg__list_group(doc, v->subject, agents | kg__class_named(doc, "Strategy"), &who));
  return kg__construct_add(b, property, &who, &what, v->modality, head, "judged to be so");
}

// The place that a clause gives with "in" or "at", and its last token.
static int32_t
place_of_clause(const kg__document *doc, const kg__verb *v, uint32_t *last)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    int32_t e = kg__entity_at(doc, c->head);
    if (c->first <= v->main || c->first >= v->clause_end || c->prep < 0 || e < 0)
      continue;
    bool in = kg__token_is(doc, (uint32_t)c->prep, "in") || kg__token_is(doc, (uint32_t)c->prep, "at");
    if (in && kg__entity_is(doc, e, "Location") &&
        doc->mentions.items[doc->tokens.items[c->head].mention].kind <= KG__METONYM) {
      *last = c->last;
      return e;
    }
  }
  return -1;
}

// "X met Y in Z" is a meeting, where no phrase names one.
static kg_status
unnamed_meeting(kg__builder *b, const kg__verb *v)
{
  static const char *const VERBS[] = {"meet", "gather", "convene", "confer", NULL};
  kg__document *doc = b->doc;
  int cls = kg__class_find(doc->ontology, KG_STR("Meeting"));
  uint64_t who = kg__class_named(doc, "Person") | kg__class_named(doc, "State");
  kg__group parties = {0}, meeting = {0}, where = {0};
  uint32_t last = 0;
  int32_t place, e;
  if (cls < 0 || !kg__verb_is(doc, v, VERBS) || v->passive || v->subject < 0 ||
      (place = place_of_clause(doc, v, &last)) < 0)
    return KG_OK;
  for (uint32_t t = b->s->first; t < b->s->end; t++) {
    int32_t other = kg__entity_at(doc, t);
    if (kg__head_is(doc, t, "Meeting") || (other >= 0 && kg__entity_is(doc, other, "Meeting")))
      return KG_OK;
  }
  KG_TRY(kg__list_group(doc, v->subject, who, &parties));
  if (v->object >= 0)
    KG_TRY(kg__list_group(doc, v->object, who, &parties));
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    if (c->first > v->main && c->first < v->clause_end && c->prep >= 0 && c->list == (int32_t)i &&
        kg__token_is(doc, (uint32_t)c->prep, "with"))
      KG_TRY(kg__list_group(doc, (int32_t)i, who, &parties));
  }
  if (parties.n < 2)
    return KG_OK;
  kg_buf *scratch = &doc->scratch;
  kg_buf_clear(scratch);
  KG_TRY(kg_buf_add_str(scratch, KG_STR("meeting in ")));
  KG_TRY(kg_buf_add_str(scratch, doc->entities.items[place].label));
  kg_str label = kg_arena_str(doc->arena, kg_buf_str(scratch));
  if (!label.ptr)
    return KG_ERR_NOMEM;
  KG_TRY(kg__entity_local(doc, (uint8_t)cls, label, true, &e));
  kg__group_add(&meeting, e, v->main, v->main);
  meeting.described = true;
  kg__group_add(&where, place, last, last);
  KG_TRY(kg__construct_add(b, "participatesIn", &parties, &meeting, v->modality, v->main, "met in a place"));
  return kg__construct_add(b, "locatedIn", &meeting, &where, v->modality, v->main, "met in a place");
}

// "X is under Y sanctions", "Y put X under sanctions".
static kg_status
under_sanctions(kg__builder *b, const kg__verb *v)
{
  static const char *const PUT[] = {"put", "place", "keep", "bring", NULL}, *const SANCTIONS[] = {"sanction",
                                                                                                  NULL};
  kg__document *doc = b->doc;
  bool put = kg__verb_is(doc, v, PUT), is = doc->tokens.items[v->main].pos & KG__BE;
  uint64_t agents = kg__class_named(doc, "Agent");
  if (!put && !is)
    return KG_OK;
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    kg__chunk chunk = doc->chunks.items[c];
    kg__group by = {0}, whom = {0};
    if (chunk.first <= v->last || chunk.first >= v->clause_end || chunk.prep < 0 ||
        !kg__token_is(doc, (uint32_t)chunk.prep, "under") || !kg__noun_is(doc, chunk.head, SANCTIONS))
      continue;
    for (uint32_t t = chunk.first; t < chunk.head; t++) {
      int32_t e = kg__entity_at(doc, t);
      if (e >= 0 && kg__class_of(doc, e) & agents)
        kg__group_add(&by, e, t, t);
    }
    int32_t target = put && !v->passive ? v->object : v->subject;
    if (!by.n && put && !v->passive && v->subject >= 0)
      KG_TRY(kg__list_group(doc, v->subject, agents, &by));
    if (target >= 0)
      KG_TRY(kg__list_group(doc, target, agents, &whom));
    return kg__construct_add(b, "sanctions", &by, &whom, v->modality, chunk.head, "under sanctions");
  }
  return KG_OK;
}

static kg_status
of_verbs(kg__builder *b)
{
  for (uint32_t i = b->doc->verb0; i < b->doc->verb_end; i++) {
    kg__verb v = b->doc->verbs.items[i];
    KG_TRY(widening(b, &v));
    KG_TRY(judgement(b, &v));
    KG_TRY(unnamed_meeting(b, &v));
    KG_TRY(light_priority(b, &v));
    KG_TRY(weighty_dangers(b, &v));
    KG_TRY(seen_dangers(b, i));
    KG_TRY(under_sanctions(b, &v));
    KG_TRY(issued_strategy(b, &v));
    KG_TRY(clause_in_event(b, &v));
  }
  return KG_OK;
}

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
contrasted_danger(kg__builder *b, uint32_t end, const kg__group *other)
{
  kg__document *doc = b->doc;
  for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
    const kg__verb *v = &doc->verbs.items[i];
    int32_t c = v->object;
    kg__group source = {0};
    if (v->main >= end || c < 0 || v->subject < 0 || !kg__head_is(doc, doc->chunks.items[c].head, "Threat") ||
        (kg__chunk_complement(doc, (uint32_t)c, "to") < 0 &&
         kg__chunk_complement(doc, (uint32_t)c, "for") < 0))
      continue;
    KG_TRY(kg__list_group(doc, v->subject, kg__class_named(doc, "Agent") | kg__class_named(doc, "Threat"),
                          &source));
    KG_TRY(kg__construct_add(b, "perceivesThreat", other, &source, KG__DENIED, doc->chunks.items[c].head,
                             "danger to one, not to the other"));
  }
  return KG_OK;
}

// "X represents a threat to Y, the same cannot be said for Z."
static kg_status
contrast(kg__builder *b)
{
  kg__document *doc = b->doc;
  uint32_t behind = 0, t = b->s->first;
  while (t < b->s->end && !denies_the_same(doc, t, b->s->end, &behind))
    t++;
  int32_t other = behind && behind < b->s->end ? kg__entity_at(doc, behind) : -1;
  kg__group others = {0};
  if (other < 0)
    return KG_OK;
  kg__group_add(&others, other, behind, behind);
  return contrasted_danger(b, t, &others);
}

kg_status
kg__sentence_constructions(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  KG_TRY(kg__construct_nouns(&b));
  KG_TRY(of_verbs(&b));
  return contrast(&b);
}
