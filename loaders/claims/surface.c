// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What the words alone tell of an argument, where the tree tells nothing: what stands behind a preposition,
// before the verb, or inside a phrase.

#include "loaders/claims/construct.h"
#include "loaders/claims/frames.h"
#include "loaders/meant/resolve.h"

static const kg__chunk *
chunk_at(const kg__filler *f, int32_t c)
{
  return &f->doc->chunks.items[c];
}

// "the war in general, X's acts in Y": what hangs on a noun behind a comma says nothing of the one before.
static bool
of_next_item(const kg__filler *f, uint32_t after, const kg__chunk *c)
{
  const kg__document *doc = f->doc;
  int32_t head = doc->tokens.items[c->root].head;
  if (head <= (int32_t)after || head >= c->prep || doc->tokens.items[head].chunk < 0 ||
      !(doc->tokens.items[head].pos & KG__NOUN))
    return false;
  for (uint32_t t = after + 1; t < (uint32_t)head; t++) {
    if (kg_str_equal(kg__token_text(doc, t), KG_STR(",")))
      return true;
  }
  return false;
}

bool
kg__of_other_subject(const kg__document *doc, uint32_t chunk, uint32_t trigger)
{
  const kg__chunk *c = &doc->chunks.items[chunk];
  int32_t t = (int32_t)c->root;
  for (int steps = 0; t >= 0 && t != (int32_t)trigger && steps < 6; steps++) {
    const kg__token *k = &doc->tokens.items[t];
    if ((k->relation == KG__REL_NSUBJ || k->relation == KG__REL_NSUBJ_PASS) && k->head != (int32_t)trigger)
      return t != (int32_t)c->root && k->head > (int32_t)c->last && t > (int32_t)trigger;
    t = k->head;
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
    uint32_t lemma = kg__token_word(f->doc, c->head)->noun;
    if (f->chunk >= 0 && lemma && lemma == kg__token_word(f->doc, f->trigger)->noun)
      return KG_OK; // "the war and X's wars with Y"
    reach += c->list == (int32_t)i && !c->time;
    bool beyond = c->prep > (int32_t)after + 1;
    if (beyond && f->chunk >= 0 && of_next_item(f, after, c))
      continue;
    bool of_another =
        beyond && (kg__token_is(f->doc, (uint32_t)c->prep, "of") ||
                   (f->chunk < 0 && f->doc->tokens.items[c->prep - 1].pos & KG__PARTICIPLE)); // "led by X"
    if (c->prep <= (int32_t)after || f->doc->tokens.items[c->prep].word != marker || c->list != (int32_t)i ||
        of_another || kg__of_other_subject(f->doc, i, f->trigger))
      continue;
    while (i + 1 < f->doc->chunk_end && chunk_at(f, (int32_t)i + 1)->owner == (int32_t)i)
      i++; // "of X's missiles"
    KG_TRY(kg__list_group(f->doc, (int32_t)i, wanted, group));
    if (group->n)
      return KG_OK;
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

// "has sent a contingent", "will contribute officers"
static bool
sends_people(const kg__filler *f)
{
  static const char *const PEOPLE[] = {"personnel",       "officers",    "police",         "troops",
                                       "soldiers",        "observers",   "contingents",    "contingent",
                                       "representatives", "delegation",  "envoys",         "peacekeepers",
                                       "battalion",       "delegations", "delegates",      "monitors",
                                       "negotiators",     "observer",    "representative", NULL};
  int32_t object = f->verb >= 0 && f->chunk < 0 ? f->doc->verbs.items[f->verb].object : -1;
  return object >= 0 && kg__token_is_any(f->doc, f->doc->chunks.items[object].head, PEOPLE);
}

// What the document is mostly about, if one thing of these classes stands out; whoever sends people sends
// them to what was just spoken of.
static void
topic(const kg__filler *f, uint64_t wanted, kg__group *group)
{
  const kg__document *doc = f->doc;
  uint64_t joined = kg__class_mask(doc->ontology, KG_STR("Operation")) |
                    kg__class_mask(doc->ontology, KG_STR("Exercise")) |
                    kg__class_mask(doc->ontology, KG_STR("Meeting"));
  int32_t before = sends_people(f) ? kg__thing_before(doc, f->trigger, wanted & joined) : -1;
  if (before >= 0) {
    kg__group_add(group, before, f->trigger, f->trigger);
    group->resolved = true;
    return;
  }
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

// "X's envoy", "his envoy" is one of the state that X leads.
static void
state_of_leader(kg__filler *f, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  const kg__chunk *c = chunk_at(f, f->chunk);
  kg_str property = doc->ontology->properties.items[f->frame->property].name;
  int32_t owner = c->owner >= 0 ? doc->tokens.items[chunk_at(f, c->owner)->head].mention : -1;
  if (!kg_str_equal(property, KG_STR("officialOf")))
    return;
  kg__group his = {0};
  if (c->owner < 0 && doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    kg__pronoun_group(doc, c->first, kg__class_mask(doc->ontology, KG_STR("Person")), &his);
  int32_t person = owner >= 0 ? doc->mentions.items[owner].entity : his.n == 1 ? his.entities[0] : -1;
  int32_t state = person >= 0 && kg__entity_is(doc, person, "Person") ? kg__state_of_person(doc, person) : -1;
  if (state >= 0 && kg__class_of(doc, state) & wanted)
    kg__group_add(group, state, c->first, c->last);
  group->resolved |= state >= 0;
}

int32_t
kg__place_prep(const kg__document *doc, int32_t chunk, bool *part)
{
  static const char *const PARTS[] = {
      "coast",  "shore",     "shoreline", "water",     "outskirts", "vicinity",   "suburb",    "north",
      "south",  "east",      "west",      "northeast", "heart",     "northwest",  "centre",    "southeast",
      "center", "southwest", "capital",   "city",      "town",      "village",    "port",      "island",
      "edge",   "province",  "region",    "district",  "county",    "prefecture", "peninsula", NULL};
  const kg__chunk *c = &doc->chunks.items[chunk];
  *part = false;
  if (c->prep < 0 || !kg__token_is(doc, (uint32_t)c->prep, "of") || chunk <= (int32_t)doc->chunk0)
    return c->prep;
  const kg__chunk *whole = c - 1;
  *part = (int32_t)whole->last + 1 == c->prep && kg__noun_is(doc, whole->head, PARTS);
  return *part ? whole->prep : c->prep;
}

// "the Pretoria deal", "Geneva talks": a capital before what is concluded or held there is its place; two of
// them, "Moscow-Kyiv talks", are those who hold it.
bool
kg__names_venue(const kg__document *doc, uint32_t t)
{
  const kg__token *k = &doc->tokens.items[t];
  if (k->mention < 0 || k->chunk < 0 || doc->mentions.items[k->mention].kind != KG__METONYM)
    return false;
  const kg__chunk *c = &doc->chunks.items[k->chunk];
  for (uint32_t i = c->first; i < c->head; i++) {
    int32_t m = doc->tokens.items[i].mention;
    if (m >= 0 && m != k->mention)
      return false;
  }
  uint8_t head = doc->tokens.items[c->head].head_class;
  uint64_t held =
      kg__class_mask(doc->ontology, KG_STR("Agreement")) | kg__class_mask(doc->ontology, KG_STR("Meeting"));
  return t < c->head && head != KG__NO_CLASS && held >> head & 1;
}

// "US-brokered talks", "a UN-monitored truce": who sees to them is not on either side.
bool
kg__mediates(const kg__document *doc, uint32_t t)
{
  static const char *const VERBS[] = {"arrange",   "broker",  "facilitate", "mandate", "mediate",
                                      "monitor",   "observe", "oversee",    "patrol",  "sponsor",
                                      "supervise", "verify",  NULL};
  if (t + 1 >= doc->tokens.n || !(doc->tokens.items[t + 1].flags & KG__T_JOINED))
    return false;
  kg_str lemma = kg__word_at(&doc->ontology->words, kg__token_word(doc, t + 1)->verb)->text;
  for (const char *const *verb = VERBS; *verb; verb++) {
    if (kg_str_equal(lemma, kg_str_of(*verb)))
      return true;
  }
  return false;
}

// "its deployment", "Polish deployment", "the Smith government".
static void
inside(kg__filler *f, uint64_t wanted, kg__group *group)
{
  kg__document *doc = f->doc;
  const kg__chunk *c = chunk_at(f, f->chunk);
  if (c->owner < 0 && doc->tokens.items[c->first].pos & KG__POSSESSIVE)
    kg__pronoun_group(doc, c->first, wanted, group);
  if (group->n)
    return;
  int32_t name = -1;
  for (uint32_t t = c->first; t < f->trigger && name < 0; t++)
    name = doc->tokens.items[t].mention >= 0 ? (int32_t)t : -1;
  for (uint32_t t = (uint32_t)name; name >= 0 && t < f->trigger; t++) {
    int32_t m = doc->tokens.items[t].mention;
    bool stance = m >= 0 && t > c->first && doc->tokens.items[t].flags & KG__T_JOINED &&
                  (kg__token_says(doc, t - 1, "pro") || kg__token_says(doc, t - 1, "anti"));
    uint32_t behind = m >= 0 ? doc->mentions.items[m].last + 1 : t + 1;
    bool tied = behind <= c->last && doc->tokens.items[behind].flags & KG__T_JOINED &&
                kg__token_word(doc, behind)->forms & KG__FORM_PARTICIPLE &&
                !kg__token_is(doc, behind, "led"); // "an X-brokered deal"
    if (m >= 0 && !stance && !tied && !kg__names_venue(doc, t) &&
        kg__class_of(doc, doc->mentions.items[m].entity) & wanted)
      kg__group_add(group, doc->mentions.items[m].entity, t, t);
  }
}

// "take part in X" with all words of the trigger known: the phrase right behind.
static kg_status
next_phrase(kg__filler *f, uint64_t wanted, kg__group *group)
{
  uint32_t i = f->doc->chunk0;
  while (i < f->doc->chunk_end && chunk_at(f, (int32_t)i)->first != f->trigger_last + 1)
    i++;
  if (i == f->doc->chunk_end)
    return KG_OK;
  bool owns = i + 1 < f->doc->chunk_end && chunk_at(f, (int32_t)i)->owner < 0 &&
              chunk_at(f, (int32_t)i + 1)->owner == (int32_t)i;
  return kg__frame_list(f, (int32_t)i + owns, wanted, group);
}

static kg_status
behind_trigger(kg__filler *f, uint32_t marker, uint64_t wanted, kg__group *group)
{
  if (f->chunk < 0 && f->verb < 0)
    return KG_OK;
  if (f->chunk < 0)
    return behind(f, f->trigger_last, f->doc->verbs.items[f->verb].clause_end, marker, wanted, group);
  uint32_t after = chunk_at(f, f->chunk)->last, reach = noun_reach(f);
  bool titles = f->trigger < chunk_at(f, f->chunk)->head &&
                kg__entity_is(f->doc, kg__entity_at(f->doc, chunk_at(f, f->chunk)->head), "Person");
  if (titles && reach > after + 2) // "briefed Minister X on support for Y"
    reach = f->doc->tokens.items[after + 1].word == marker ? after + 3 : after;
  return behind(f, after, reach, marker, wanted, group);
}

// "lent X a frigate": two phrases behind the verb, of which the first would else stand behind "to".
static kg_status
taker(kg__filler *f, uint64_t wanted, kg__group *group)
{
  const kg__verb *v = f->verb >= 0 ? &f->doc->verbs.items[f->verb] : NULL;
  int32_t c = v && f->trigger_last == v->main ? v->object : -1;
  if (c < 0 || c + 1 >= (int32_t)f->doc->chunk_end)
    return KG_OK;
  const kg__chunk *to = chunk_at(f, c), *thing = to + 1;
  bool both = to->prep < 0 && to->first == f->trigger_last + 1 && thing->first == to->last + 1 &&
              thing->prep < 0 && thing->owner < 0 && !thing->time;
  return both ? kg__list_group(f->doc, c, wanted, group) : KG_OK;
}

// "X, with which it trades": what stands before the preposition and the pronoun.
static kg_status
antecedent(kg__filler *f, uint32_t marker, uint64_t wanted, kg__group *group)
{
  const kg__document *doc = f->doc;
  uint32_t main = doc->verbs.items[f->verb].main;
  for (uint32_t t = main; t > f->s->first + 1 && main - t < 12; t--) {
    int32_t verb = doc->tokens.items[t - 1].verb;
    if (verb >= 0 && verb != f->verb && !doc->verbs.items[f->verb].infinitive)
      return KG_OK;
    if (!(doc->tokens.items[t].pos & KG__RELATIVE) || doc->tokens.items[t - 1].word != marker)
      continue;
    for (uint32_t i = doc->chunk_end; i-- > doc->chunk0;) {
      if (chunk_at(f, (int32_t)i)->last + 1 < t)
        return chunk_at(f, (int32_t)i)->last + 4 > t ? kg__frame_list(f, (int32_t)i, wanted, group) : KG_OK;
    }
  }
  return KG_OK;
}

kg_status
kg__surface_fill(kg__filler *f, kg__surface surface, uint32_t marker, uint64_t wanted, kg__group *group)
{
  switch (surface) {
  case KG__SURFACE_BEHIND:
    return behind_trigger(f, marker, wanted, group);
  case KG__SURFACE_OPENING:
    return f->verb >= 0 ? opening(f, marker, wanted, group) : KG_OK;
  case KG__SURFACE_NEXT:
    return next_phrase(f, wanted, group);
  case KG__SURFACE_INSIDE:
    inside(f, wanted, group);
    return KG_OK;
  case KG__SURFACE_LEADER:
    state_of_leader(f, wanted, group);
    return KG_OK;
  case KG__SURFACE_TAKER:
    return taker(f, wanted, group);
  case KG__SURFACE_TOPIC:
    topic(f, wanted, group);
    return KG_OK;
  case KG__SURFACE_ANTECEDENT:
    return f->verb >= 0 ? antecedent(f, marker, wanted, group) : KG_OK;
  default:
    return KG_OK;
  }
}
