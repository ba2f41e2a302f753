// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/tables/ontology.h"

#include "kg/base/vec.h"
#include "loaders/tables/terms.h"

#include <stdlib.h>

static kg__terms
find_terms(const kg__graph *g)
{
  return (kg__terms){
      .type = kg__graph_find(g, KG_STR(KG_RDF_TYPE)),
      .label = kg__graph_find(g, KG_STR(KG_RDFS_LABEL)),
      .pref = kg__graph_find(g, SKOS("prefLabel")),
      .alt = kg__graph_find(g, SKOS("altLabel")),
      .hidden = kg__graph_find(g, SKOS("hiddenLabel")),
      .sub_class = kg__graph_find(g, KG_STR(KG_NS_RDFS "subClassOf")),
      .domain = kg__graph_find(g, KG_STR(KG_NS_RDFS "domain")),
      .range = kg__graph_find(g, KG_STR(KG_NS_RDFS "range")),
      .union_of = kg__graph_find(g, KG_STR(KG_NS_OWL "unionOf")),
      .first = kg__graph_find(g, KG_STR(KG_RDF_FIRST)),
      .rest = kg__graph_find(g, KG_STR(KG_RDF_REST)),
      .owl_class = kg__graph_find(g, KG_STR(KG_NS_OWL "Class")),
      .property = kg__graph_find(g, KG_STR(KG_NS_OWL "ObjectProperty")),
      .symmetric = kg__graph_find(g, KG_STR(KG_NS_OWL "SymmetricProperty")),
      .exact = kg__graph_find(g, SKOS("exactMatch")),
      .official = kg__graph_find(g, SEC("officialName")),
      .metonym = kg__graph_find(g, SEC("metonym")),
      .demonym = kg__graph_find(g, SEC("demonym")),
      .combining = kg__graph_find(g, SEC("combiningForm")),
      .context = kg__graph_find(g, SEC("contextName")),
  };
}

void
kg__ontology_release(kg__ontology *ontology)
{
  kg__words_release(&ontology->words);
  kg__automaton_release(&ontology->names);
  free(ontology->classes.items);
  free(ontology->properties.items);
  free(ontology->known.items);
  free(ontology->joined.items);
  free(ontology->tenures.items);
  kg_arena_free(ontology->arena);
  *ontology = (kg__ontology){0};
}

bool
kg__graph_has(const kg__graph *g, kg__node s, kg__node p, kg__node o)
{
  size_t n;
  const kg__graph_edge *e = kg__graph_edges(g, s, p, &n);
  for (size_t i = 0; p && o && i < n; i++) {
    if (e[i].o == o)
      return true;
  }
  return false;
}

static kg_str
local_name(kg_str iri)
{
  size_t i = iri.len;
  while (i && !strchr("#/:", iri.ptr[i - 1]))
    i--;
  return (kg_str){iri.ptr + i, iri.len - i};
}

// NonStateActor to non-state-actor.
static kg_str
slug_of(kg_arena *arena, kg_str name)
{
  char *slug = kg_arena_alloc(arena, name.len * 2 + 1);
  size_t n = 0;
  for (size_t i = 0; slug && i < name.len; i++) {
    bool upper = name.ptr[i] >= 'A' && name.ptr[i] <= 'Z';
    if (upper && i)
      slug[n++] = '-';
    slug[n++] = (char)(upper ? name.ptr[i] + 32 : name.ptr[i]);
  }
  return (kg_str){slug, slug ? n : 0};
}

static kg_status
add_class(kg__ontology *o, const kg__graph *g, kg__node node)
{
  if (o->classes.n == KG__MAX_CLASSES)
    return KG_OK;
  KG_TRY(kg__vec_add(&o->classes));
  kg_str iri = kg_arena_str(o->arena, kg__graph_text(g, node));
  kg_str name = local_name(iri), slug = slug_of(o->arena, name);
  if (!iri.ptr || !slug.ptr)
    return KG_ERR_NOMEM;
  o->classes.items[o->classes.n - 1] = (kg__class){iri, name, slug, 0};
  return KG_OK;
}

int
kg__class_of_iri(const kg__ontology *o, kg_str iri)
{
  for (size_t i = 0; i < o->classes.n; i++) {
    if (kg_str_equal(o->classes.items[i].iri, iri))
      return (int)i;
  }
  return -1;
}

static void
add_superclasses(kg__ontology *o, const kg__graph *g, const kg__terms *t, kg__node node, kg__class *into,
                 int depth)
{
  int c = kg__class_of_iri(o, kg__graph_text(g, node));
  if (c >= 0)
    into->within |= (uint64_t)1 << c;
  size_t n;
  const kg__graph_edge *e = kg__graph_edges(g, node, t->sub_class, &n);
  for (size_t i = 0; depth < 16 && t->sub_class && i < n; i++)
    add_superclasses(o, g, t, e[i].o, into, depth + 1);
}

// Those classes with a label that something in the ontology is an instance or argument of.
static kg_status
add_classes(kg__ontology *o, const kg__graph *g, const kg__terms *t)
{
  for (kg__node s = 1; s <= g->nodes.n; s++) {
    if (g->nodes.items[s - 1].kind == KG_TERM_IRI && kg__graph_has(g, s, t->type, t->owl_class) &&
        kg__graph_object(g, s, t->label))
      KG_TRY(add_class(o, g, s));
  }
  for (size_t i = 0; i < o->classes.n; i++)
    add_superclasses(o, g, t, kg__graph_find(g, o->classes.items[i].iri), &o->classes.items[i], 0);
  return KG_OK;
}

static uint64_t
below(const kg__ontology *o, int c)
{
  uint64_t mask = 0;
  for (size_t i = 0; c >= 0 && i < o->classes.n; i++) {
    if (o->classes.items[i].within >> c & 1)
      mask |= (uint64_t)1 << i;
  }
  return mask;
}

static uint64_t
classes_of(const kg__ontology *o, const kg__graph *g, const kg__terms *t, kg__node node)
{
  uint64_t mask = below(o, kg__class_of_iri(o, kg__graph_text(g, node)));
  kg__node list = kg__graph_object(g, node, t->union_of);
  for (size_t guard = 0; list && guard < 100; guard++) {
    kg__node item = kg__graph_object(g, list, t->first);
    mask |= item ? below(o, kg__class_of_iri(o, kg__graph_text(g, item))) : 0;
    list = kg__graph_object(g, list, t->rest);
  }
  return mask;
}

static bool
is_one_of(kg_str name, const char *const *list)
{
  for (; *list; list++) {
    if (kg_str_equal(name, kg_str_of(*list)))
      return true;
  }
  return false;
}

// How dates go with relations: with one that lasts a date says when it began; with a state it seldom goes at
// all; all others happen.
static const char *const LASTING[] = {"partyTo", "memberOf", "partnerOf",  "allyOf", "adopts",
                                      "leads",   "partOf",   "officialOf", NULL};
static const char *const STATIVE[] = {
    "concerns",     "allyOf",     "perceivesThreat", "prioritises", "investsIn",     "produces", "partOf",
    "cooperatesOn", "officialOf", "supports",        "posesThreat", "hasCapability", NULL};

static kg_status
add_properties(kg__ontology *o, const kg__graph *g, const kg__terms *t)
{
  for (kg__node s = 1; s <= g->nodes.n; s++) {
    kg__node domain = kg__graph_object(g, s, t->domain), range = kg__graph_object(g, s, t->range);
    if (!domain || !range || !kg__graph_has(g, s, t->type, t->property))
      continue;
    KG_TRY(kg__vec_add(&o->properties));
    kg_str iri = kg_arena_str(o->arena, kg__graph_text(g, s));
    if (!iri.ptr)
      return KG_ERR_NOMEM;
    o->properties.items[o->properties.n - 1] = (kg__property){iri,
                                                              local_name(iri),
                                                              classes_of(o, g, t, domain),
                                                              classes_of(o, g, t, range),
                                                              kg__graph_has(g, s, t->type, t->symmetric),
                                                              is_one_of(local_name(iri), STATIVE),
                                                              is_one_of(local_name(iri), LASTING)};
  }
  return KG_OK;
}

// A name that needs support does not stand on its own either.
static kg_status
add_head_noun(kg__ontology *o, kg_str noun, kg__label label)
{
  kg_str last = noun;
  for (size_t k = 0; k < noun.len; k++) {
    if (noun.ptr[k] == ' ' || noun.ptr[k] == '-')
      last = (kg_str){noun.ptr + k + 1, noun.len - k - 1};
  }
  uint32_t word;
  bool common = last.len && !(last.ptr[0] >= 'A' && last.ptr[0] <= 'Z');
  if (common && !(last.len < noun.len && kg__words_is_plural(&o->words, last)))
    KG_TRY(kg__words_add_noun(&o->words, last, &word));
  KG_TRY(kg__automaton_add(&o->names, &o->words, noun, label));
  if (kg_str_equal(noun, KG_STR("Corp")))
    return KG_OK; // "Corps" is no plural of it
  kg_buf whole = {0}, plural = {0};
  kg_status st = kg__plural(last, &plural);
  if (!st && !(st = kg_buf_printf(&whole, "%.*s%.*s", (int)(noun.len - last.len), noun.ptr, (int)plural.len,
                                  plural.ptr)))
    st = kg__automaton_add(&o->names, &o->words, kg_buf_str(&whole), label);
  kg_buf_release(&plural);
  kg_buf_release(&whole);
  return st;
}

static kg_status
add_head_nouns(kg__ontology *o, const kg__graph *g)
{
  kg__node head = kg__graph_find(g, SEC("headNoun"));
  for (size_t c = 0; head && c < o->classes.n; c++) {
    size_t n;
    kg__label label = {.kind = KG__LABEL_HEAD, .entity = (uint32_t)c};
    const kg__graph_edge *e = kg__graph_edges(g, kg__graph_find(g, o->classes.items[c].iri), head, &n);
    for (size_t i = 0; i < n; i++)
      KG_TRY(add_head_noun(o, kg__graph_text(g, e[i].o), label));
  }
  return KG_OK;
}

// Platforms and capabilities are often named in the plural.
kg_status
kg__ontology_given_name(kg__ontology *o, kg_str name)
{
  uint32_t word;
  kg_buf folded = {0};
  kg_status st = kg__fold(name, &folded);
  if (!st && !(st = kg__words_add(&o->words, kg_buf_str(&folded), &word)) &&
      !(o->words.all.items[word].is & KG__WORD_COMMON))
    o->words.all.items[word].is |= KG__WORD_GIVEN;
  kg_buf_release(&folded);
  return st;
}

static kg_status
add_given_names(kg__ontology *o, const kg__graph *g)
{
  kg__node given = kg__graph_find(g, SEC("givenName"));
  for (size_t c = 0; given && c < o->classes.n; c++) {
    size_t n;
    const kg__graph_edge *e = kg__graph_edges(g, kg__graph_find(g, o->classes.items[c].iri), given, &n);
    for (size_t i = 0; i < n; i++)
      KG_TRY(kg__ontology_given_name(o, kg__graph_text(g, e[i].o)));
  }
  return KG_OK;
}

// The first word of a person's name is likely that of others, too.
// The most special class that the node is an instance of.
// Whether an office of one is told before that of another: of a state before that of a party.
// What belongs to what, from the gazetteer's own statements.
// A strategy belongs to whoever adopts it.
kg_status
kg__ontology_init(kg__ontology *ontology, const kg__graph *graph, kg_error *err)
{
  kg__terms t = find_terms(graph);
  *ontology = (kg__ontology){.arena = kg_arena_new()};
  kg_status st = ontology->arena ? KG_OK : KG_ERR_NOMEM;
  if (!st && !(st = kg__words_init(&ontology->words)) && !(st = add_classes(ontology, graph, &t)) &&
      !(st = add_properties(ontology, graph, &t)) && !(st = add_head_nouns(ontology, graph)) &&
      !(st = add_given_names(ontology, graph)))
    st = kg__gazetteer_add(ontology, graph, &t);
  if (!st && !ontology->classes.n)
    st = kg_error_set(err, KG_ERR_DATA, "the ontology has no class");
  if (st)
    kg__ontology_release(ontology);
  return st;
}

int
kg__property_find(const kg__ontology *ontology, kg_str name)
{
  for (size_t i = 0; i < ontology->properties.n; i++) {
    if (kg_str_equal(ontology->properties.items[i].name, name))
      return (int)i;
  }
  return -1;
}

int
kg__class_find(const kg__ontology *ontology, kg_str name)
{
  for (size_t i = 0; i < ontology->classes.n; i++) {
    if (kg_str_equal(ontology->classes.items[i].name, name))
      return (int)i;
  }
  return -1;
}

uint64_t
kg__class_mask(const kg__ontology *ontology, kg_str name)
{
  return below(ontology, kg__class_find(ontology, name));
}
