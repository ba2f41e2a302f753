// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What the gazetteer knows: entities with their names, what belongs to what, who has joined what.

#include "kg/base/vec.h"
#include "loaders/tables/terms.h"

#include <stdlib.h>
#include <string.h>

static kg_status
add_names(kg__ontology *o, const kg__graph *g, const kg__terms *t, kg__node s, kg__node p, kg__label label)
{
  size_t n;
  const kg__graph_edge *e = kg__graph_edges(g, s, p, &n);
  for (size_t i = 0; p && i < n; i++) {
    bool alone = label.kind != KG__LABEL_NAME || !kg__graph_has(g, s, t->context, e[i].o);
    if (alone && !g->nodes.items[e[i].o - 1].foreign)
      KG_TRY(kg__automaton_add(&o->names, &o->words, kg__graph_text(g, e[i].o), label));
  }
  return KG_OK;
}

static kg_status
add_plurals(kg__ontology *o, const kg__graph *g, kg__node s, kg__node p, kg__label label)
{
  size_t n;
  const kg__graph_edge *e = kg__graph_edges(g, s, p, &n);
  kg_status st = KG_OK;
  for (size_t i = 0; !st && p && i < n; i++) {
    kg_str text = kg__graph_text(g, e[i].o);
    if (!text.len || text.ptr[text.len - 1] == 's')
      continue;
    kg_buf plural = {0};
    bool y = text.ptr[text.len - 1] == 'y';
    if (!(st = kg_buf_printf(&plural, "%.*s%s", (int)(text.len - y), text.ptr, y ? "ies" : "s")))
      st = kg__automaton_add(&o->names, &o->words, kg_buf_str(&plural), label);
    kg_buf_release(&plural);
  }
  return st;
}

static kg_status
note_first_word(kg__ontology *o, kg_str label)
{
  const char *space = memchr(label.ptr, ' ', label.len);
  return space ? kg__ontology_given_name(o, (kg_str){label.ptr, (size_t)(space - label.ptr)}) : KG_OK;
}

static kg_status
add_known(kg__ontology *o, const kg__graph *g, const kg__terms *t, kg__node s, int cls)
{
  const struct {
    kg__node property;
    kg__label_kind kind;
  } NAMES[] = {{t->official, KG__LABEL_NAME},
               {t->metonym, KG__LABEL_METONYM},
               {t->demonym, KG__LABEL_DEMONYM},
               {t->combining, KG__LABEL_COMBINING},
               {t->context, KG__LABEL_CONTEXT}};
  kg__node pref = kg__graph_object(g, s, t->pref);
  kg_str iri = kg_arena_str(o->arena, kg__graph_text(g, s));
  kg_str label = kg_arena_str(o->arena, kg__graph_text(g, pref));
  kg_str exact = kg_arena_str(o->arena, kg__graph_text(g, kg__graph_object(g, s, t->exact)));
  if (!iri.ptr || !label.ptr || !exact.ptr)
    return KG_ERR_NOMEM;
  KG_TRY(kg__vec_add(&o->known));
  o->known.items[o->known.n - 1] =
      (kg__known){.iri = iri, .label = label, .exact_match = exact, .cls = (uint8_t)cls};
  kg__label name = {.kind = KG__LABEL_NAME, .entity = (uint32_t)o->known.n - 1};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
    KG_TRY(
        add_names(o, g, t, s, NAMES[i].property, (kg__label){.kind = NAMES[i].kind, .entity = name.entity}));
  bool things = kg_str_equal(o->classes.items[cls].name, KG_STR("MilitaryAsset")) ||
                kg_str_equal(o->classes.items[cls].name, KG_STR("Capability"));
  kg__node spelled[] = {t->pref, t->alt, t->hidden};
  for (size_t i = 0; i < 3; i++) {
    KG_TRY(add_names(o, g, t, s, spelled[i], name));
    if (things)
      KG_TRY(add_plurals(o, g, s, spelled[i], name));
  }
  if (kg_str_equal(o->classes.items[cls].name, KG_STR("Person")))
    return note_first_word(o, label);
  return KG_OK;
}

static int
instance_class(const kg__ontology *o, const kg__graph *g, const kg__terms *t, kg__node s)
{
  size_t n;
  int best = -1;
  const kg__graph_edge *e = kg__graph_edges(g, s, t->type, &n);
  for (size_t i = 0; i < n; i++) {
    int c = kg__class_of_iri(o, kg__graph_text(g, e[i].o));
    if (c >= 0 && (best < 0 || __builtin_popcountll(o->classes.items[c].within) >
                                   __builtin_popcountll(o->classes.items[best].within)))
      best = c;
  }
  return best;
}

static uint32_t
known_by(const uint32_t *of_node, const kg__graph *g, kg__node s, kg__node p)
{
  kg__node o = p ? kg__graph_object(g, s, p) : 0;
  return o ? of_node[o] : 0;
}

static bool
outranks(const kg__ontology *o, uint32_t one, uint32_t other)
{
  uint64_t states = kg__class_mask(o, KG_STR("State"));
  return states >> o->known.items[one - 1].cls & 1 && !(states >> o->known.items[other - 1].cls & 1);
}

static void
connect(kg__ontology *o, const kg__graph *g, const uint32_t *of_node)
{
  kg__node part_of = kg__graph_find(g, SEC("partOf")), located = kg__graph_find(g, SEC("locatedIn")),
           leads = kg__graph_find(g, SEC("leads")), official = kg__graph_find(g, SEC("officialOf")),
           holder = kg__graph_find(g, SEC("holder")), office_of = kg__graph_find(g, SEC("officeOf")),
           capital = kg__graph_find(g, SEC("capital")), until = kg__graph_find(g, SEC("until"));
  for (kg__node s = 1; s <= g->nodes.n; s++) {
    if (of_node[s]) {
      kg__known *k = &o->known.items[of_node[s] - 1];
      uint32_t whole = known_by(of_node, g, s, part_of);
      k->whole = whole ? whole : known_by(of_node, g, s, located);
      uint32_t office = known_by(of_node, g, s, leads);
      if (office || (office = known_by(of_node, g, s, official)))
        k->office = office;
      uint32_t city = known_by(of_node, g, s, capital);
      if (city)
        o->known.items[city - 1].capital_of = of_node[s];
    }
    uint32_t person = known_by(of_node, g, s, holder), office = known_by(of_node, g, s, office_of);
    bool ended = until && kg__graph_object(g, s, until);
    if (person && office && !(ended && o->known.items[person - 1].office) &&
        !(o->known.items[person - 1].office && outranks(o, o->known.items[person - 1].office, office)))
      o->known.items[person - 1].office = office;
  }
}

static void
connect_strategies(kg__ontology *o, const kg__graph *g, const uint32_t *of_node)
{
  kg__node adopts = kg__graph_find(g, SEC("adopts"));
  for (size_t i = 0; adopts && i < g->edges.n; i++) {
    const kg__graph_edge *e = &g->edges.items[i];
    if (e->p == adopts && of_node[e->s] && of_node[e->o] && !o->known.items[of_node[e->o] - 1].whole)
      o->known.items[of_node[e->o] - 1].whole = of_node[e->s];
  }
}

static int
by_number(const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static kg_status
join(kg__ontology *o, const kg__graph *g, const uint32_t *of_node, kg_str property)
{
  kg__node p = kg__graph_find(g, property);
  for (size_t i = 0; p && i < g->edges.n; i++) {
    const kg__graph_edge *e = &g->edges.items[i];
    if (e->p != p || !of_node[e->s] || !of_node[e->o])
      continue;
    KG_TRY(kg__vec_add(&o->joined));
    o->joined.items[o->joined.n - 1] = (uint64_t)(of_node[e->s] - 1) << 32 | (of_node[e->o] - 1);
    o->known.items[of_node[e->o] - 1].joined++;
  }
  return KG_OK;
}

static kg_status
join_all(kg__ontology *o, const kg__graph *g, const uint32_t *of_node)
{
  KG_TRY(join(o, g, of_node, SEC("memberOf")));
  KG_TRY(join(o, g, of_node, SEC("partyTo")));
  KG_TRY(join(o, g, of_node, SEC("participatesIn")));
  if (o->joined.n)
    qsort(o->joined.items, o->joined.n, sizeof *o->joined.items, by_number);
  return KG_OK;
}

bool
kg__known_joined(const kg__ontology *ontology, uint32_t who, uint32_t what)
{
  uint64_t key = (uint64_t)who << 32 | what;
  return ontology->joined.n &&
         bsearch(&key, ontology->joined.items, ontology->joined.n, sizeof key, by_number) != NULL;
}

kg_status
kg__gazetteer_add(kg__ontology *o, const kg__graph *g, const kg__terms *t)
{
  uint32_t *of_node = calloc(g->nodes.n + 1, sizeof *of_node);
  kg_status st = of_node ? KG_OK : KG_ERR_NOMEM;
  for (kg__node s = 1; !st && t->pref && s <= g->nodes.n; s++) {
    int cls = kg__graph_object(g, s, t->pref) ? instance_class(o, g, t, s) : -1;
    if (cls < 0)
      continue;
    st = add_known(o, g, t, s, cls);
    of_node[s] = (uint32_t)o->known.n;
  }
  if (!st) {
    connect(o, g, of_node);
    connect_strategies(o, g, of_node);
    st = join_all(o, g, of_node);
  }
  if (!st)
    st = kg__tenures_read(o, g, of_node);
  free(of_node);
  return st;
}
