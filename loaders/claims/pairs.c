// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "the X–Y Summit", "the X-Y-Z Agreement": those whose names a hyphen or dash ties together in the name of a
// meeting, exercise, war or agreement take part in it, or are its parties; of a commission they are members.

#include "loaders/claims/construct.h"
#include "loaders/meant/resolve.h"

static bool
is_name(const kg__label *l)
{
  return l->kind != KG__LABEL_HEAD && l->kind != KG__LABEL_CONTEXT;
}

// The longest name of a state, organisation or alliance that begins at a token.
static int32_t
member_at(const kg__document *doc, uint32_t t, uint32_t end, uint32_t *last)
{
  const kg__automaton *names = &doc->ontology->names;
  uint64_t members = kg__class_named(doc, "State") | kg__class_named(doc, "Alliance") |
                     kg__class_named(doc, "InternationalOrganisation");
  uint32_t state = 0;
  int32_t known = -1;
  for (; t < end && (state = kg__automaton_step(names, state, doc->tokens.items[t].word)); t++) {
    for (const kg__label *l = kg__automaton_label(names, state); l;
         l = l->next ? &names->labels.items[l->next - 1] : NULL) {
      if (!is_name(l) || !(members >> doc->ontology->known.items[l->entity].cls & 1))
        continue;
      known = (int32_t)l->entity;
      *last = t;
    }
  }
  return known;
}

static size_t
members_from(const kg__document *doc, uint32_t t, uint32_t end, uint32_t known[KG__MAX_PAIR])
{
  size_t n = 0;
  while (n < KG__MAX_PAIR && t < end) {
    uint32_t last;
    int32_t k = member_at(doc, t, end, &last);
    if (k < 0)
      return 0;
    known[n++] = (uint32_t)k;
    if (last + 1 >= end || !(doc->tokens.items[last + 1].flags & KG__T_JOINED))
      break;
    t = last + 1;
  }
  return n;
}

// "the X-Y Boundary Commission"
static bool
is_joint_body(const kg__document *doc, const kg__mention *m)
{
  static const char *const BODIES[] = {"commission", "committee", "council", "board", "brigade", NULL};
  return kg__entity_is(doc, m->entity, "Institution") && kg__token_is_any(doc, m->last, BODIES);
}

static bool
is_joint(const kg__document *doc, const kg__mention *m)
{
  return kg__entity_is(doc, m->entity, "Event") || kg__entity_is(doc, m->entity, "Agreement") ||
         is_joint_body(doc, m);
}

kg_status
kg__name_pair(kg__document *doc, const kg__mention *m, kg__group *members)
{
  uint32_t known[KG__MAX_PAIR], first = m->first;
  while (first && doc->tokens.items[first].flags & KG__T_JOINED)
    first--; // "U.S.-X-Y Summit", of which the name may be known to begin with X
  while (first < m->first && doc->tokens.items[first].mention >= 0 && first &&
         doc->tokens.items[first - 1].mention == doc->tokens.items[first].mention)
    first--;
  if (!is_joint(doc, m))
    return KG_OK;
  for (uint32_t t = first; t <= m->last; t++) {
    size_t n = members_from(doc, t, m->last, known);
    if (n < 2)
      continue;
    for (size_t i = 0; i < n; i++) {
      int32_t e;
      KG_TRY(kg__entity_known(doc, known[i], &e));
      kg__group_add(members, e, t, m->last);
    }
    return KG_OK;
  }
  return KG_OK;
}

static kg__modality
modality_of(const kg__document *doc, const kg__mention *m)
{
  int32_t c = doc->tokens.items[m->last].chunk;
  for (uint32_t v = doc->verb0; c >= 0 && v < doc->verb_end; v++) {
    const kg__verb *verb = &doc->verbs.items[v];
    if (verb->subject == c || verb->object == c)
      return verb->modality;
  }
  return KG__ASSERTED;
}

static kg_status
known_group(kg__document *doc, int32_t known, uint32_t t, kg__group *group)
{
  int32_t e;
  KG_TRY(kg__entity_known(doc, (uint32_t)known, &e));
  doc->entities.items[e].mentioned = true;
  kg__group_add(group, e, t, t);
  return KG_OK;
}

// "X's war against Y", where the whole is a name: X wages it, and Y with X fights it too.
static kg_status
name_of_war(kg__builder *b, const kg__mention *m)
{
  kg__document *doc = b->doc;
  uint32_t last, end;
  int32_t owner = member_at(doc, m->first, m->last, &last);
  kg__group war = {0}, who = {0}, whom = {0};
  if (owner < 0 || !kg_str_ends(kg__token_text(doc, last + 1), KG_STR("s")) ||
      !(doc->tokens.items[last + 1].pos & KG__GENITIVE))
    return KG_OK;
  kg__group_add(&war, m->entity, m->first, m->last);
  KG_TRY(known_group(doc, owner, m->first, &who));
  KG_TRY(kg__construct_add(b, "participatesIn", &who, &war, KG__ASSERTED, m->first, "possessor in a name"));
  for (uint32_t t = last + 2; t < m->last; t++) {
    bool with = kg__token_is(doc, t, "with"),
         on = kg__token_is(doc, t, "against") || kg__token_is(doc, t, "on") || kg__token_is(doc, t, "of");
    int32_t other = with || on ? member_at(doc, t + 1, m->last + 1, &end) : -1;
    if (other < 0)
      continue;
    KG_TRY(known_group(doc, other, t + 1, &whom));
    return on ? kg__construct_add(b, "threatens", &who, &whom, KG__ASSERTED, m->first, "possessor in a name")
              : kg__construct_add(b, "participatesIn", &whom, &war, KG__ASSERTED, m->first, "pair in a name");
  }
  return KG_OK;
}

kg_status
kg__sentence_pairs(kg__document *doc, const kg__sentence *s)
{
  kg__builder b = {doc, s};
  for (uint32_t t = s->first; t < s->end; t++) {
    int32_t id = doc->tokens.items[t].mention;
    if (id < 0 || doc->mentions.items[id].first != t || doc->mentions.items[id].kind > KG__METONYM)
      continue;
    kg__mention m = doc->mentions.items[id];
    kg__group members = {0}, thing = {0};
    if (kg__entity_is(doc, m.entity, "Conflict"))
      KG_TRY(name_of_war(&b, &m));
    KG_TRY(kg__name_pair(doc, &m, &members));
    kg__group_add(&thing, m.entity, m.first, m.last);
    bool event = kg__entity_is(doc, m.entity, "Event");
    for (size_t i = 0; i < members.n; i++)
      doc->entities.items[members.entities[i]].mentioned = true;
    const char *property = event ? "participatesIn" : is_joint_body(doc, &m) ? "memberOf" : "partyTo";
    KG_TRY(kg__construct_add(&b, property, &members, &thing, event ? modality_of(doc, &m) : KG__ASSERTED,
                             m.first, "pair in a name"));
  }
  return KG_OK;
}
