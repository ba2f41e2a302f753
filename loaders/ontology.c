// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/ontology.h"

#include "kg/base/vec.h"
#include "kg/vocab.h"

#include <stdlib.h>

#define SEC(name) KG_STR(KG_NS_SEC name)
#define SKOS(name) KG_STR(KG_NS_SKOS name)

// The nodes of the terms that are asked for again and again.
typedef struct terms {
  kg__node type, label, pref, alt, hidden, sub_class, domain, range, union_of, first, rest, owl_class,
      property, symmetric, exact;
} terms;

static terms
find_terms(const kg__graph *g)
{
  return (terms){
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

static bool
has(const kg__graph *g, kg__node s, kg__node p, kg__node o)
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

static int
class_of(const kg__ontology *o, kg_str iri)
{
  for (size_t i = 0; i < o->classes.n; i++) {
    if (kg_str_equal(o->classes.items[i].iri, iri))
      return (int)i;
  }
  return -1;
}

static void
add_superclasses(kg__ontology *o, const kg__graph *g, const terms *t, kg__node node, kg__class *into,
                 int depth)
{
  int c = class_of(o, kg__graph_text(g, node));
  if (c >= 0)
    into->within |= (uint64_t)1 << c;
  size_t n;
  const kg__graph_edge *e = kg__graph_edges(g, node, t->sub_class, &n);
  for (size_t i = 0; depth < 16 && t->sub_class && i < n; i++)
    add_superclasses(o, g, t, e[i].o, into, depth + 1);
}

// Those classes with a label that something in the ontology is an instance or argument of.
static kg_status
add_classes(kg__ontology *o, const kg__graph *g, const terms *t)
{
  for (kg__node s = 1; s <= g->nodes.n; s++) {
    if (g->nodes.items[s - 1].kind == KG_TERM_IRI && has(g, s, t->type, t->owl_class) &&
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
classes_of(const kg__ontology *o, const kg__graph *g, const terms *t, kg__node node)
{
  uint64_t mask = below(o, class_of(o, kg__graph_text(g, node)));
  kg__node list = kg__graph_object(g, node, t->union_of);
  for (size_t guard = 0; list && guard < 100; guard++) {
    kg__node item = kg__graph_object(g, list, t->first);
    mask |= item ? below(o, class_of(o, kg__graph_text(g, item))) : 0;
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
add_properties(kg__ontology *o, const kg__graph *g, const terms *t)
{
  for (kg__node s = 1; s <= g->nodes.n; s++) {
    kg__node domain = kg__graph_object(g, s, t->domain), range = kg__graph_object(g, s, t->range);
    if (!domain || !range || !has(g, s, t->type, t->property))
      continue;
    KG_TRY(kg__vec_add(&o->properties));
    kg_str iri = kg_arena_str(o->arena, kg__graph_text(g, s));
    if (!iri.ptr)
      return KG_ERR_NOMEM;
    o->properties.items[o->properties.n - 1] = (kg__property){iri,
                                                              local_name(iri),
                                                              classes_of(o, g, t, domain),
                                                              classes_of(o, g, t, range),
                                                              has(g, s, t->type, t->symmetric),
                                                              is_one_of(local_name(iri), STATIVE),
                                                              is_one_of(local_name(iri), LASTING)};
  }
  return KG_OK;
}

// A name that needs support does not stand on its own either.
static kg_status
add_names(kg__ontology *o, const kg__graph *g, kg__node s, kg__node p, kg__label label)
{
  size_t n;
  const kg__graph_edge *e = kg__graph_edges(g, s, p, &n);
  kg__node context = label.kind == KG__LABEL_NAME ? kg__graph_find(g, SEC("contextName")) : 0;
  for (size_t i = 0; p && i < n; i++) {
    if (!g->nodes.items[e[i].o - 1].foreign && !has(g, s, context, e[i].o))
      KG_TRY(kg__automaton_add(&o->names, &o->words, kg__graph_text(g, e[i].o), label));
  }
  return KG_OK;
}

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
  if (common)
    KG_TRY(kg__words_add_noun(&o->words, last, &word));
  KG_TRY(kg__automaton_add(&o->names, &o->words, noun, label));
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
note_given_name(kg__ontology *o, kg_str name)
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
      KG_TRY(note_given_name(o, kg__graph_text(g, e[i].o)));
  }
  return KG_OK;
}

// The first word of a person's name is likely that of others, too.
static kg_status
note_first_word(kg__ontology *o, kg_str label)
{
  const char *space = memchr(label.ptr, ' ', label.len);
  return space ? note_given_name(o, (kg_str){label.ptr, (size_t)(space - label.ptr)}) : KG_OK;
}

static kg_status
add_known(kg__ontology *o, const kg__graph *g, const terms *t, kg__node s, int cls)
{
  static const struct {
    const char *property;
    kg__label_kind kind;
  } NAMES[] = {{KG_NS_SEC "officialName", KG__LABEL_NAME},
               {KG_NS_SEC "metonym", KG__LABEL_METONYM},
               {KG_NS_SEC "demonym", KG__LABEL_DEMONYM},
               {KG_NS_SEC "contextName", KG__LABEL_CONTEXT}};
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
    KG_TRY(add_names(o, g, s, kg__graph_find(g, kg_str_of(NAMES[i].property)),
                     (kg__label){.kind = NAMES[i].kind, .entity = name.entity}));
  bool things = kg_str_equal(o->classes.items[cls].name, KG_STR("MilitaryAsset")) ||
                kg_str_equal(o->classes.items[cls].name, KG_STR("Capability"));
  kg__node spelled[] = {t->pref, t->alt, t->hidden};
  for (size_t i = 0; i < 3; i++) {
    KG_TRY(add_names(o, g, s, spelled[i], name));
    if (things)
      KG_TRY(add_plurals(o, g, s, spelled[i], name));
  }
  if (kg_str_equal(o->classes.items[cls].name, KG_STR("Person")))
    return note_first_word(o, label);
  return KG_OK;
}

// The most special class that the node is an instance of.
static int
instance_class(const kg__ontology *o, const kg__graph *g, const terms *t, kg__node s)
{
  size_t n;
  int best = -1;
  const kg__graph_edge *e = kg__graph_edges(g, s, t->type, &n);
  for (size_t i = 0; i < n; i++) {
    int c = class_of(o, kg__graph_text(g, e[i].o));
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

// Whether an office of one is told before that of another: of a state before that of a party.
static bool
outranks(const kg__ontology *o, uint32_t one, uint32_t other)
{
  uint64_t states = kg__class_mask(o, KG_STR("State"));
  return states >> o->known.items[one - 1].cls & 1 && !(states >> o->known.items[other - 1].cls & 1);
}

// What belongs to what, from the gazetteer's own statements.
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

// A strategy belongs to whoever adopts it.
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

static kg_status
add_all_known(kg__ontology *o, const kg__graph *g, const terms *t)
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

kg_status
kg__ontology_init(kg__ontology *ontology, const kg__graph *graph, kg_error *err)
{
  terms t = find_terms(graph);
  *ontology = (kg__ontology){.arena = kg_arena_new()};
  kg_status st = ontology->arena ? KG_OK : KG_ERR_NOMEM;
  if (!st && !(st = kg__words_init(&ontology->words)) && !(st = add_classes(ontology, graph, &t)) &&
      !(st = add_properties(ontology, graph, &t)) && !(st = add_head_nouns(ontology, graph)) &&
      !(st = add_given_names(ontology, graph)))
    st = add_all_known(ontology, graph, &t);
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
