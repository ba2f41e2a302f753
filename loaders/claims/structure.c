// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Relations that the form of names and phrases holds: whose force, strategy, ship or missile something is,
// where an event takes place, what an exercise is about, and which office the gazetteer knows of a titled
// person.

#include "loaders/claims/construct.h"
#include "loaders/meant/resolve.h"

typedef struct former {
  kg__document *doc;
  const kg__sentence *s;
  int part_of, adopts, has_capability, poses_threat, located_in, concerns, leads, official_of,
      participates_in;
} former;

static bool
is_a(const former *f, int32_t e, const char *cls)
{
  return kg__entity_is(f->doc, e, cls);
}

static kg_status
state_claim(former *f, int property, int32_t subject, int32_t object, uint32_t first, uint32_t last,
            const kg__feature *features, size_t n, const char *rule)
{
  if (property < 0 || subject < 0 || object < 0)
    return KG_OK;
  kg__claim c = {.subject = subject,
                 .object = object,
                 .property = (uint32_t)property,
                 .first = first,
                 .last = last,
                 .trigger = first,
                 .rule = rule,
                 .timeless =
                     property != f->adopts && (property != f->located_in || is_a(f, subject, "Place"))};
  for (size_t i = 0; i < n; i++)
    kg__claim_feature(&c, features[i]);
  return kg__claim_add(f->doc, f->s, &c, 0);
}

static int32_t
entity_at(const kg__document *doc, uint32_t t)
{
  int32_t m = doc->tokens.items[t].mention;
  return m >= 0 ? doc->mentions.items[m].entity : -1;
}

// "Utah National Guard": one of those that have the name of the other, and no part of it.
static bool
called_like(const former *f, int32_t entity, int32_t other)
{
  kg_str a = f->doc->entities.items[entity].label, b = f->doc->entities.items[other].label;
  size_t n = 0;
  while (n < b.len && b.ptr[b.len - 1 - n] != ' ')
    n++;
  return is_a(f, other, "Institution") && kg_str_ends(a, (kg_str){b.ptr + b.len - n, n});
}

static const char *const SAID[] = {"statement", "declaration", "communique", "resolution", "release", NULL};

// "Australian Defence Force", "AUKUS Pillar Two".
static kg_status
name_holds_whole(former *f, const kg__mention *m)
{
  int32_t whole = f->doc->entities.items[m->entity].state;
  bool body = is_a(f, m->entity, "Institution");
  if (whole >= 0 && is_a(f, m->entity, "Conflict") && m->kind <= KG__METONYM)
    return state_claim(f, f->participates_in, whole, m->entity, m->first, m->last,
                       (kg__feature[]){KG__F_NAME_HOLDS}, 1, "name holds who wages it");
  int threat = kg__property_find(f->doc->ontology, KG_STR("posesThreat"));
  if (whole >= 0 && threat >= 0 && is_a(f, m->entity, "Threat") && m->kind <= KG__METONYM)
    return state_claim(f, threat, whole, m->entity, m->first, m->last, (kg__feature[]){KG__F_NAME_HOLDS}, 1,
                       "name holds whose danger it is");
  if (whole >= 0 && is_a(f, m->entity, "Strategy") && m->kind <= KG__METONYM)
    return state_claim(f, f->adopts, whole, m->entity, m->first, m->last, (kg__feature[]){KG__F_NAME_HOLDS},
                       1, "name holds the actor");
  kg__group pair = {0};
  KG_TRY(kg__name_pair(f->doc, m, &pair));
  if (pair.n)
    return KG_OK;
  bool statement = kg__noun_is(f->doc, m->first, SAID);
  bool pillar = is_a(f, m->entity, "Agreement") && !statement &&
                (is_a(f, whole, "Alliance") || is_a(f, whole, "Agreement"));
  bool session = is_a(f, m->entity, "Meeting") &&
                 (is_a(f, whole, "Alliance") || is_a(f, whole, "InternationalOrganisation"));
  if (whole < 0 || !(body || pillar || session) || m->kind > KG__METONYM || called_like(f, m->entity, whole))
    return KG_OK;
  return state_claim(f, f->part_of, m->entity, whole, m->first, m->last, (kg__feature[]){KG__F_NAME_HOLDS}, 1,
                     "name holds the whole");
}

// Whether a title says that its holder heads the state or body that it is an office of.
static bool
heads(const kg__document *doc, uint32_t t, bool state)
{
  static const char *const HEADS[] = {"president", "chancellor", "leader", "premier",  "king",     "queen",
                                      "emir",      "sultan",     "chief",  "director", "chairman", NULL},
                           *const MINISTER[] = {"minister", NULL};
  bool after = t > 0;
  if (after && kg__token_is(doc, t, "chief") && doc->tokens.items[t - 1].pos & KG__NOUN &&
      doc->tokens.items[t - 1].mention < 0)
    return false; // "policy chief"
  if (kg__noun_is(doc, t, MINISTER))
    return after && kg__token_is(doc, t - 1, "prime") && !(t > 1 && kg__token_is(doc, t - 2, "deputy"));
  if (kg__token_is(doc, t, "general"))
    return !state ||
           (after && (kg__token_is(doc, t - 1, "secretary") || kg__token_is(doc, t - 1, "director")));
  return kg__noun_is(doc, t, HEADS) &&
         !(after && (kg__token_is(doc, t - 1, "vice") || kg__token_is(doc, t - 1, "deputy")));
}

// The title before a name, or before the list of names that it goes on: "presidents X and Y"; -1.
static int32_t
title_of(const former *f, const kg__mention *m)
{
  const kg__document *doc = f->doc;
  int person = kg__class_find(doc->ontology, KG_STR("Person"));
  uint32_t t = m->first;
  for (int items = 0; items < 4 && t > f->s->first; items++) {
    if (doc->tokens.items[t - 1].head_class == person)
      return !items || kg__token_word(doc, t - 1)->is & KG__WORD_PLURAL ? (int32_t)t - 1 : -1;
    bool joint = doc->tokens.items[t - 1].pos & KG__COORDINATOR ||
                 kg_str_equal(kg__token_text(doc, t - 1), KG_STR(","));
    int32_t e = joint && t > f->s->first + 1 ? entity_at(doc, t - 2) : -1;
    if (e < 0 || !is_a(f, e, "Person"))
      break;
    t = doc->mentions.items[doc->tokens.items[t - 2].mention].first;
  }
  return -1;
}

// A titled person whose office the gazetteer knows, where the text does not say of which state.
static kg_status
known_office(former *f, const kg__mention *m)
{
  kg__document *doc = f->doc;
  int32_t known = doc->entities.items[m->entity].known, state;
  uint32_t office = known >= 0 ? kg__office_at(doc, (uint32_t)known) : 0;
  int32_t title = office ? title_of(f, m) : -1;
  if (title < 0)
    return KG_OK;
  KG_TRY(kg__entity_known(doc, office - 1, &state));
  static const char *const OF_STATES[] = {"minister", "premier", "chancellor", "ambassador", NULL};
  if (!doc->entities.items[state].mentioned || (kg__noun_is(doc, (uint32_t)title, OF_STATES) &&
                                                !is_a(f, state, "State") && !is_a(f, state, "Institution")))
    return KG_OK;
  bool head = heads(doc, (uint32_t)title, is_a(f, state, "State"));
  if (!head && is_a(f, state, "Institution"))
    return KG_OK;
  return state_claim(f, head ? f->leads : f->official_of, m->entity, state, (uint32_t)title, m->last,
                     (kg__feature[]){KG__F_TITLE, KG__F_BACKGROUND}, 2, "title of a known office");
}

static kg_status
of_mentions(former *f)
{
  for (uint32_t t = f->s->first; t < f->s->end; t++) {
    int32_t id = f->doc->tokens.items[t].mention;
    if (id < 0 || f->doc->mentions.items[id].first != t)
      continue;
    kg__mention m = f->doc->mentions.items[id];
    KG_TRY(name_holds_whole(f, &m));
    if (is_a(f, m.entity, "Person"))
      KG_TRY(known_office(f, &m));
  }
  return KG_OK;
}

// The entity of a chunk that is a thing: named, or described with one of these classes.
static kg_status
thing_of(former *f, uint32_t c, const char *const *classes, int32_t *entity)
{
  kg__document *doc = f->doc;
  uint64_t wanted = 0;
  for (; *classes; classes++)
    wanted |= kg__class_mask(doc->ontology, kg_str_of(*classes));
  *entity = entity_at(doc, doc->chunks.items[c].head);
  if (*entity < 0)
    return kg__describe(doc, (int32_t)c, wanted, entity);
  if (!(kg__class_of(doc, *entity) & wanted))
    *entity = -1;
  return KG_OK;
}

// Bodies that a state has one of, so that a demonym tells which.
static bool
standing_body(const former *f, uint32_t c)
{
  static const char *const BODIES[] = {"military", "navy",     "army",    "parliament", "senate",
                                       "congress", "ministry", "cabinet", "agency",     "legislature",
                                       "command",  "force",    "guard",   "assembly"};
  uint32_t noun = kg__token_word(f->doc, f->doc->chunks.items[c].head)->noun;
  kg_str lemma = kg__word_at(&f->doc->ontology->words, noun)->text;
  if (kg_str_equal(lemma, KG_STR("force")) &&
      f->doc->tokens.items[f->doc->chunks.items[c].head].head_words < 2)
    return false;
  for (size_t i = 0; noun && i < sizeof BODIES / sizeof *BODIES; i++) {
    if (kg_str_equal(lemma, kg_str_of(BODIES[i])))
      return true;
  }
  return false;
}

// What a possessor says: X's strategy, X's carrier, X's navy, X's neighbourhood.
static kg_status
possession(former *f, uint32_t c, int32_t owner, uint32_t first, uint32_t last, bool possessive)
{
  static const char *const THINGS[] = {"Strategy", "MilitaryAsset", "Institution",
                                       "Conflict", "Company",       NULL};
  kg__feature features[] = {KG__F_STRUCTURE, KG__F_BOTH_NAMED};
  int32_t e;
  KG_TRY(thing_of(f, c, THINGS, &e));
  if (e < 0 || e == owner)
    return KG_OK;
  if (f->doc->entities.items[e].described)
    features[1] = KG__F_DESCRIBED;
  if (is_a(f, e, "Strategy"))
    return possessive
               ? state_claim(f, f->adopts, owner, e, first, last, features, 2, "possessor of a strategy")
               : KG_OK;
  if (is_a(f, e, "Conflict"))
    return !possessive || !is_a(f, owner, "State")
               ? KG_OK
               : state_claim(f, f->participates_in, owner, e, first, last, features, 2, "possessor of a war");
  if (is_a(f, e, "Company") &&
      (!possessive || !is_a(f, owner, "State") || f->doc->entities.items[e].described))
    return KG_OK;
  if (is_a(f, e, "MilitaryAsset"))
    return !possessive ? KG_OK
                       : state_claim(f, f->has_capability, owner, e, first, last, features, 2,
                                     "possessor of an asset");
  bool joint = is_a(f, owner, "Alliance") || is_a(f, owner, "InternationalOrganisation");
  return f->doc->entities.items[e].described && !standing_body(f, c) && !joint
             ? KG_OK
             : state_claim(f, f->part_of, e, owner, first, last, features, 2, "possessor of a body");
}

static kg_status
place_of_place(former *f, uint32_t c, int32_t owner, uint32_t first)
{
  int32_t e = entity_at(f->doc, f->doc->chunks.items[c].head);
  for (uint32_t t = f->doc->chunks.items[c].first + 1; t < f->doc->chunks.items[c].head; t++) {
    if (f->doc->tokens.items[t].pos & KG__NOUN && f->doc->tokens.items[t].mention < 0 &&
        kg__token_word(f->doc, t)->is & KG__WORD_PLURAL)
      return KG_OK; // "its submarines past X"
  }
  for (uint32_t t = f->doc->chunks.items[c].first; e < 0 && t < f->doc->chunks.items[c].head; t++)
    e = entity_at(f->doc, t);
  if (!is_a(f, e, "Place") || !is_a(f, owner, "Location"))
    return KG_OK;
  return state_claim(f, f->located_in, e, owner, first, f->doc->chunks.items[c].last,
                     (kg__feature[]){KG__F_STRUCTURE, KG__F_BOTH_NAMED}, 2, "possessor of a place");
}

// "X's government": X leads the state.
static kg_status
government(former *f, uint32_t c, int32_t person, uint32_t first)
{
  static const char *const GOVERNMENT[] = {"government", "administration", "regime", NULL};
  uint32_t head = f->doc->chunks.items[c].head;
  int32_t state = kg__noun_is(f->doc, head, GOVERNMENT) ? kg__state_of_person(f->doc, person) : -1;
  if (state < 0 || !is_a(f, state, "State"))
    return KG_OK;
  return state_claim(f, f->leads, person, state, first, head,
                     (kg__feature[]){KG__F_STRUCTURE, KG__F_BACKGROUND}, 2, "possessor of a government");
}

// "X's army and air force": the possessor of the first of a list is that of bare bodies behind it.
static int32_t
shared_owner(const former *f, uint32_t c)
{
  const kg__chunk *k = &f->doc->chunks.items[c];
  uint32_t lead = f->doc->tokens.items[k->first].pos;
  bool bare = !(lead & (KG__DETERMINER | KG__POSSESSIVE)) && standing_body(f, c);
  for (uint32_t t = k->first; t <= k->last; t++)
    bare &= !is_a(f, entity_at(f->doc, t), "State");
  return bare && k->list != (int32_t)c ? f->doc->chunks.items[k->list].owner : -1;
}

// "its annexation": by another, as likely as not.
static bool
is_suffered(const kg__document *doc, uint32_t t)
{
  static const char *const ACTS[] = {"annexation", "occupation", "invasion", "partition", "conquest",
                                     "revolution", "liberation", "siege",    NULL};
  return kg__noun_is(doc, t, ACTS);
}

static kg_status
of_possessors(former *f, uint32_t c)
{
  kg__document *doc = f->doc;
  kg__chunk chunk = doc->chunks.items[c];
  kg__group owners = {0};
  uint64_t agents =
      kg__class_mask(doc->ontology, KG_STR("Agent")) | kg__class_mask(doc->ontology, KG_STR("Location"));
  int32_t owner = chunk.owner >= 0 ? chunk.owner : shared_owner(f, c);
  if (owner >= 0 && doc->chunks.items[owner].list != owner && kg__entity_at(doc, chunk.head) < 0)
    KG_TRY(kg__list_group(doc, doc->chunks.items[owner].list, agents, &owners));
  else if (owner >= 0)
    KG_TRY(kg__chunk_group(doc, owner, agents, &owners));
  else if (doc->tokens.items[chunk.first].pos & KG__POSSESSIVE &&
           (doc->tokens.items[chunk.head].mention >= 0 || standing_body(f, c) ||
            (kg__head_is(doc, chunk.head, "Conflict") && !is_suffered(doc, chunk.head))))
    (void)kg__pronoun_group(doc, chunk.first, agents, &owners);
  for (size_t i = 0; i < owners.n; i++) {
    uint32_t first = owners.first[i] < chunk.first ? owners.first[i] : chunk.first;
    if (is_a(f, owners.entities[i], "Person")) {
      KG_TRY(government(f, c, owners.entities[i], first));
      continue;
    }
    KG_TRY(possession(f, c, owners.entities[i], first, chunk.last, true));
    KG_TRY(place_of_place(f, c, owners.entities[i], first));
  }
  return KG_OK;
}

// A demonym or name before the head: "US Army", "Russian Su-35".
static kg_status
of_modifiers(former *f, uint32_t c)
{
  kg__document *doc = f->doc;
  kg__chunk chunk = doc->chunks.items[c];
  int32_t head = entity_at(doc, chunk.head);
  for (uint32_t t = chunk.first; t < chunk.head; t++) {
    int32_t e = entity_at(doc, t);
    bool agent = is_a(f, e, "State") || is_a(f, e, "Alliance") || is_a(f, e, "InternationalOrganisation");
    uint32_t behind = agent ? doc->mentions.items[doc->tokens.items[t].mention].last + 1 : t;
    bool tied = doc->tokens.items[behind].flags & KG__T_JOINED &&
                kg__token_word(doc, behind)->forms & KG__FORM_PARTICIPLE; // "the X-based fleet"
    if (!agent || e == head || tied)
      continue;
    KG_TRY(possession(f, c, e, t, chunk.last, false));
  }
  return KG_OK;
}

// "the joint anti-submarine exercise X": an ability named in the phrase of an event or agreement.
static kg_status
of_topics(former *f, uint32_t c)
{
  kg__document *doc = f->doc;
  kg__chunk chunk = doc->chunks.items[c];
  int32_t head = entity_at(doc, chunk.head);
  if (!is_a(f, head, "Exercise") && !is_a(f, head, "Agreement"))
    return KG_OK;
  for (uint32_t t = chunk.first; t < chunk.head; t++) {
    int32_t e = entity_at(doc, t);
    if (is_a(f, e, "Capability"))
      KG_TRY(state_claim(f, f->concerns, head, e, chunk.first, chunk.last,
                         (kg__feature[]){KG__F_STRUCTURE, KG__F_BOTH_NAMED}, 2, "topic before a name"));
  }
  return KG_OK;
}

// "the summit in Tianjin".
static kg_status
of_places(former *f, uint32_t c)
{
  kg__document *doc = f->doc;
  if (c + 1 >= doc->chunk_end)
    return KG_OK;
  static const char *const EVENTS[] = {"Meeting", "Exercise", "Operation", "Conflict", "Place", NULL};
  kg__chunk next = doc->chunks.items[c + 1], chunk = doc->chunks.items[c];
  bool in = next.prep == (int32_t)chunk.last + 1 &&
            (kg__token_is(doc, chunk.last + 1, "in") || kg__token_is(doc, chunk.last + 1, "at"));
  int32_t place = entity_at(doc, next.head), event;
  if (!in || !is_a(f, place, "Location"))
    return KG_OK;
  KG_TRY(thing_of(f, c, EVENTS, &event));
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    int32_t named =
        doc->chunks.items[i].apposition == (int32_t)c ? entity_at(doc, doc->chunks.items[i].head) : -1;
    if (is_a(f, named, "Place") || is_a(f, named, "Event"))
      event = named;
  }
  if (event < 0 || (!is_a(f, event, "Meeting") && doc->entities.items[event].described))
    return KG_OK;
  return state_claim(f, f->located_in, event, place, chunk.head, next.last,
                     (kg__feature[]){KG__F_STRUCTURE, KG__F_BOTH_NAMED}, 2, "place of an event");
}

// "the Eastern Command of the Army", "the navy of Chile".
static kg_status
of_wholes(former *f, uint32_t c)
{
  kg__document *doc = f->doc;
  kg__chunk chunk = doc->chunks.items[c];
  if (c + 1 >= doc->chunk_end || doc->chunks.items[c + 1].prep != (int32_t)chunk.last + 1 ||
      !kg__token_is(doc, chunk.last + 1, "of"))
    return KG_OK;
  kg__chunk next = doc->chunks.items[c + 1];
  int32_t body = entity_at(doc, chunk.head), whole = entity_at(doc, next.head);
  bool agent = is_a(f, whole, "State") || is_a(f, whole, "Institution") || is_a(f, whole, "Alliance") ||
               is_a(f, whole, "InternationalOrganisation");
  if (!is_a(f, body, "Institution") || !agent ||
      doc->mentions.items[doc->tokens.items[next.head].mention].kind == KG__DEMONYM)
    return KG_OK;
  return state_claim(f, f->part_of, body, whole, chunk.first, next.last,
                     (kg__feature[]){KG__F_STRUCTURE, KG__F_BOTH_NAMED}, 2, "body of a whole");
}

// "Larissa, Greece".
static kg_status
of_addresses(former *f, uint32_t c)
{
  kg__document *doc = f->doc;
  kg__chunk chunk = doc->chunks.items[c], next = doc->chunks.items[c + 1 < doc->chunk_end ? c + 1 : c];
  int32_t place = entity_at(doc, chunk.head), state = entity_at(doc, next.head);
  bool comma = next.first == chunk.last + 2 && kg_str_equal(kg__token_text(doc, chunk.last + 1), KG_STR(","));
  bool closed = next.last + 1 >= f->s->end || doc->tokens.items[next.last + 1].pos & KG__PUNCTUATION;
  if (!comma || !closed || chunk.list != (int32_t)c || chunk.next >= 0 || !is_a(f, place, "Place") ||
      !is_a(f, state, "State"))
    return KG_OK;
  return state_claim(f, f->located_in, place, state, chunk.first, next.last,
                     (kg__feature[]){KG__F_STRUCTURE, KG__F_BOTH_NAMED}, 2, "address");
}

// "the Visiting Forces Agreement with X".
static kg_status
of_parties(former *f, uint32_t c)
{
  kg__document *doc = f->doc;
  kg__chunk chunk = doc->chunks.items[c];
  int32_t e = entity_at(doc, chunk.head), party = kg__property_find(doc->ontology, KG_STR("partyTo"));
  if (c + 1 >= doc->chunk_end || !is_a(f, e, "Agreement") ||
      doc->chunks.items[c + 1].prep != (int32_t)chunk.last + 1 ||
      !(kg__token_is(doc, chunk.last + 1, "with") || kg__token_is(doc, chunk.last + 1, "between")))
    return KG_OK;
  kg__group parties = {0};
  KG_TRY(kg__list_group(doc, (int32_t)c + 1, kg__class_mask(doc->ontology, KG_STR("State")), &parties));
  for (size_t i = 0; i < parties.n; i++)
    KG_TRY(state_claim(f, party, parties.entities[i], e, chunk.first, parties.last[i],
                       (kg__feature[]){KG__F_STRUCTURE, KG__F_BOTH_NAMED}, 2, "party of an agreement"));
  return KG_OK;
}

kg_status
kg__sentence_structure(kg__document *doc, const kg__sentence *s)
{
  const kg__ontology *o = doc->ontology;
  former f = {doc,
              s,
              kg__property_find(o, KG_STR("partOf")),
              kg__property_find(o, KG_STR("adopts")),
              kg__property_find(o, KG_STR("hasCapability")),
              kg__property_find(o, KG_STR("posesThreat")),
              kg__property_find(o, KG_STR("locatedIn")),
              kg__property_find(o, KG_STR("concerns")),
              kg__property_find(o, KG_STR("leads")),
              kg__property_find(o, KG_STR("officialOf")),
              kg__property_find(o, KG_STR("participatesIn"))};
  KG_TRY(of_mentions(&f));
  for (uint32_t c = doc->chunk0; c < doc->chunk_end; c++) {
    if (doc->chunks.items[c].time)
      continue;
    KG_TRY(of_possessors(&f, c));
    KG_TRY(of_modifiers(&f, c));
    KG_TRY(of_topics(&f, c));
    KG_TRY(of_places(&f, c));
    KG_TRY(of_parties(&f, c));
    KG_TRY(of_wholes(&f, c));
    KG_TRY(of_addresses(&f, c));
  }
  return KG_OK;
}
