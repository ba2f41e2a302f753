// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the Turtle files say, as tables: classes, properties, known entities, their names. */
#ifndef KG_LOADERS_ONTOLOGY_H
#define KG_LOADERS_ONTOLOGY_H

#include "loaders/tables/automaton.h"
#include "loaders/scope/calendar.h"
#include "loaders/tables/graph.h"
#include "loaders/tables/words.h"

enum { KG__MAX_CLASSES = 64, KG__NO_CLASS = 255 };

typedef struct kg__class {
  kg_str iri, name; ///< `name` is the local one
  kg_str slug;      ///< As in the IRIs of entities: non-state-actor
  uint64_t within;  ///< Itself and its superclasses, as bits
} kg__class;

typedef struct kg__property {
  kg_str iri, name;
  uint64_t domain, range; ///< Classes that may stand there, as bits, subclasses included
  bool symmetric;
  bool stative;  ///< Seldom dated: a date must stand right beside the word
  bool enduring; ///< A dated claim of it began then, and did not just happen then
} kg__property;

/** Something that the gazetteer knows. */
typedef struct kg__known {
  kg_str iri, label, exact_match;
  uint8_t cls;
  uint32_t whole;      ///< It is in, or part of, or of this one; from 1, 0: none
  uint32_t office;     ///< A person's: head of this one; from 1, 0: none
  uint32_t joined;     ///< How many the gazetteer says have joined it
  uint32_t capital_of; ///< A place: capital of this state; from 1
} kg__known;

/** An office that somebody had; the dates may be lacking. */
typedef struct kg__tenure {
  uint32_t person, of; ///< Known things
  bool leads;          ///< As its head
  kg__date from, until;
} kg__tenure;

typedef struct kg__ontology {
  kg_arena *arena;
  kg__words words;
  kg__automaton names;
  struct {
    kg__class *items;
    size_t n, capacity;
  } classes;
  struct {
    kg__property *items;
    size_t n, capacity;
  } properties;
  struct {
    kg__known *items;
    size_t n, capacity;
  } known;
  struct {
    uint64_t *items; ///< Who and what, as indexes; sorted
    size_t n, capacity;
  } joined;
  struct {
    kg__tenure *items; ///< Sorted by person, heads first
    size_t n, capacity;
  } tenures;
} kg__ontology;

void kg__ontology_release(kg__ontology *ontology);

/** Make the tables from a graph that was read and sorted. */
kg_status kg__ontology_init(kg__ontology *ontology, const kg__graph *graph, kg_error *err);

/** Whether the gazetteer says that `who` is a member of, party to, or takes part in `what`. */
bool kg__known_joined(const kg__ontology *ontology, uint32_t who, uint32_t what);

/** tenures.c: read them; `of_node` has of each node of the graph the known thing, from 1. */
kg_status kg__tenures_read(kg__ontology *ontology, const kg__graph *graph, const uint32_t *of_node);

/** tenures.c: the office that a person had at a date, one of a head first; without a date, one that has not
 * ended. */
const kg__tenure *kg__tenure_at(const kg__ontology *ontology, uint32_t person, kg__date date);

/** The number of a property or class by local name; -1 if there is none. */
int kg__property_find(const kg__ontology *ontology, kg_str name);
int kg__class_find(const kg__ontology *ontology, kg_str name);

/** Classes under the class of this name, itself included, as bits. */
uint64_t kg__class_mask(const kg__ontology *ontology, kg_str name);

#endif
