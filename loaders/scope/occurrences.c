// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// An event that takes place at one time of which the text speaks takes place then in every sentence on it:
// "The summit took place on 12 June. Leaders of A and B attended it." So does one that is held every year.
// What has several editions, or a name that the gazetteer knows, is dated only where the text dates it.

#include "kg/base/vec.h"
#include "loaders/stages.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

// The event that a word, or what it stands in apposition to, names or describes; -1 if it is none.
static int32_t
event_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  for (int steps = 0; steps < 3; steps++) {
    const kg__token *k = token(doc, t);
    int32_t e = k->mention >= 0 ? doc->mentions.items[k->mention].entity
                : k->chunk >= 0 ? doc->chunks.items[k->chunk].entity
                                : -1;
    if (e >= 0 && kg__entity_is(doc, e, "Event"))
      return e;
    bool same =
        k->relation == KG__REL_APPOS || k->relation == KG__REL_COMPOUND || k->relation == KG__REL_FLAT;
    if (!same || k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
      break;
    t = (uint32_t)k->head;
  }
  return -1;
}

// "take place", "be held", "begin".
static bool
happens(const kg__document *doc, uint32_t verb)
{
  static const char *const VERBS[] = {"take",    "hold",  "begin", "start",   "open",   "run",    "occur",
                                      "convene", "stage", "host",  "conduct", "launch", "attend", "meet"};
  uint32_t lemma = kg__token_word(doc, verb)->verb;
  for (size_t i = 0; lemma && i < sizeof VERBS / sizeof *VERBS; i++) {
    if (kg_str_equal(kg__word_at(&doc->ontology->words, lemma)->text, kg_str_of(VERBS[i])))
      return true;
  }
  return false;
}

// The event that a phrase names, or stands for: "the drill", "it"; -1 if it is none, or several.
static kg_status
event_meant(kg__document *doc, const kg__sentence *s, uint32_t t, int32_t *event)
{
  kg__group group = {0};
  int32_t chunk = token(doc, t)->chunk;
  *event = event_at(doc, s, t);
  if (*event >= 0 || chunk < 0 || !(doc->chunks.items[chunk].definite || token(doc, t)->pos & KG__PRONOUN))
    return KG_OK;
  KG_TRY(kg__chunk_group(doc, chunk, kg__class_mask(doc->ontology, KG_STR("Event")), &group));
  *event = group.n == 1 ? group.entities[0] : -1;
  return KG_OK;
}

// The event that takes place by this verb: its subject or object, or what the verb tells more of.
static kg_status
event_of_verb(kg__document *doc, const kg__sentence *s, uint32_t verb, int32_t *event)
{
  int32_t above = token(doc, verb)->head;
  for (uint32_t t = s->first; happens(doc, verb) && *event < 0 && t < s->end; t++) {
    uint8_t r = token(doc, t)->relation;
    bool argument = token(doc, t)->head == (int32_t)verb &&
                    (r == KG__REL_NSUBJ || r == KG__REL_NSUBJ_PASS || r == KG__REL_OBJ);
    bool told = (int32_t)t == above && (token(doc, verb)->relation == KG__REL_ACL ||
                                        token(doc, verb)->relation == KG__REL_ACL_RELCL);
    if (argument || told)
      KG_TRY(event_meant(doc, s, t, event));
  }
  return KG_OK;
}

static kg_status
event_of(kg__document *doc, const kg__sentence *s, int32_t host, int32_t *event)
{
  *event = host < 0 ? -1 : event_at(doc, s, (uint32_t)host);
  return host < 0 || *event >= 0 ? KG_OK : event_of_verb(doc, s, (uint32_t)host, event);
}

static kg__modality
modality_at(const kg__document *doc, int32_t host)
{
  int32_t v = token(doc, (uint32_t)host)->verb;
  return v >= 0 ? doc->verbs.items[v].modality : KG__ASSERTED;
}

static kg_status
add(kg__document *doc, const kg__occurrence *o)
{
  KG_TRY(kg__vec_add(&doc->occurrences));
  doc->occurrences.items[doc->occurrences.n - 1] = *o;
  return KG_OK;
}

kg_status
kg__sentence_occurrences(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->time0; i < doc->time_end; i++) {
    const kg__time *time = &doc->times.items[i];
    kg__occurrence o = {.sentence = s->first};
    KG_TRY(event_of(doc, s, time->host, &o.event));
    if (o.event < 0 || time->kind == KG__TIME_OTHER || time->kind == KG__TIME_UNTIL)
      continue;
    o.modality = modality_at(doc, time->host);
    o.on = time->kind == KG__TIME_ON ? time->from : (kg__date){0};
    o.from = time->kind == KG__TIME_ON ? (kg__date){0} : time->from;
    o.until = time->until;
    KG_TRY(add(doc, &o));
  }
  for (uint32_t t = s->first, last; t < s->end; t = last + 1) {
    kg__time often = {.first = t, .last = t};
    kg__occurrence o = {.sentence = s->first, .recurrence = kg__recurrence_at(doc, s, t, &often.last)};
    last = often.last;
    if (!o.recurrence.len)
      continue;
    kg__time_find_host(doc, s, &often);
    KG_TRY(event_of(doc, s, often.host, &o.event));
    if (o.event >= 0 && modality_at(doc, often.host) == KG__ASSERTED)
      KG_TRY(add(doc, &o));
  }
  return KG_OK;
}

static bool
undated(const kg__claim *c)
{
  return !c->from.year && !c->until.year && !c->on.year;
}

static bool
same(const kg__occurrence *a, const kg__occurrence *b)
{
  return kg__date_equal(a->on, b->on) && kg__date_equal(a->from, b->from) &&
         kg__date_equal(a->until, b->until);
}

// The only time that the document gives for an event, or null.
static const kg__occurrence *
only_time(const kg__document *doc, int32_t event)
{
  const kg__occurrence *found = NULL;
  for (size_t i = 0; i < doc->occurrences.n; i++) {
    const kg__occurrence *o = &doc->occurrences.items[i];
    if (o->event != event || o->recurrence.len)
      continue;
    if (found && !same(found, o))
      return NULL;
    found = o;
  }
  for (size_t i = 0; found && i < doc->claims.n; i++) {
    const kg__claim *c = &doc->claims.items[i];
    kg__occurrence other = {.from = c->from, .until = c->until, .on = c->on};
    if ((c->object == event || c->subject == event) && !undated(c) && !same(found, &other))
      return NULL;
  }
  return found;
}

static kg_str
only_recurrence(const kg__document *doc, int32_t event)
{
  kg_str found = {0};
  for (size_t i = 0; i < doc->occurrences.n; i++) {
    const kg__occurrence *o = &doc->occurrences.items[i];
    if (o->event == event && o->recurrence.len)
      found = o->recurrence;
  }
  return found;
}

void
kg__document_occurrences(kg__document *doc)
{
  static const char *const PROPERTIES[] = {"participatesIn", "hosts", "locatedIn"};
  for (size_t i = 0; doc->occurrences.n && i < doc->claims.n; i++) {
    kg__claim *c = &doc->claims.items[i];
    kg_str name = doc->ontology->properties.items[c->property].name;
    bool concerned = false;
    for (size_t k = 0; k < 3; k++)
      concerned |= kg_str_equal(name, kg_str_of(PROPERTIES[k]));
    int32_t event = kg__entity_is(doc, c->subject, "Event") ? c->subject : c->object;
    if (!concerned || !undated(c) || !kg__entity_is(doc, event, "Event"))
      continue;
    if (!c->recurrence.len && c->modality == KG__ASSERTED)
      c->recurrence = only_recurrence(doc, event);
    const kg__occurrence *o = doc->entities.items[event].known < 0 ? only_time(doc, event) : NULL;
    if (!o || o->modality != c->modality || c->recurrence.len)
      continue;
    c->on = o->on;
    c->from = o->from;
    c->until = o->until;
  }
}
