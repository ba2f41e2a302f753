// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The functions of rasqal and raptor2 that the adapter calls, loaded when the first query needs them. */
#ifndef KG_SPARQL_RASQAL_API_H
#define KG_SPARQL_RASQAL_API_H

#include "kg/rdf/world.h"

#include <rasqal/rasqal.h>

#define KG__RASQAL_FUNCTIONS(X)                \
  X(raptor_free_uri)                           \
  X(raptor_free_world)                         \
  X(raptor_new_uri_from_counted_string)        \
  X(raptor_new_world_internal)                 \
  X(raptor_sequence_get_at)                    \
  X(raptor_sequence_size)                      \
  X(raptor_uri_as_counted_string)              \
  X(raptor_world_open)                         \
  X(raptor_world_set_flag)                     \
  X(raptor_world_set_log_handler)              \
  X(rasqal_alloc_memory)                       \
  X(rasqal_free_literal)                       \
  X(rasqal_free_memory)                        \
  X(rasqal_free_query)                         \
  X(rasqal_free_query_results)                 \
  X(rasqal_free_world)                         \
  X(rasqal_graph_pattern_get_operator)         \
  X(rasqal_graph_pattern_get_origin)           \
  X(rasqal_literal_as_variable)                \
  X(rasqal_literal_datatype)                   \
  X(rasqal_new_data_graph_from_uri)            \
  X(rasqal_new_literal_from_literal)           \
  X(rasqal_new_query)                          \
  X(rasqal_new_simple_literal)                 \
  X(rasqal_new_string_literal)                 \
  X(rasqal_new_uri_literal)                    \
  X(rasqal_new_world)                          \
  X(rasqal_query_add_data_graph)               \
  X(rasqal_query_execute)                      \
  X(rasqal_query_get_bound_variable_sequence)  \
  X(rasqal_query_dataset_contains_named_graph) \
  X(rasqal_query_get_data_graph_sequence)      \
  X(rasqal_query_get_describe_sequence)        \
  X(rasqal_query_get_query_graph_pattern)      \
  X(rasqal_query_get_verb)                     \
  X(rasqal_query_graph_pattern_visit2)         \
  X(rasqal_query_has_variable2)                \
  X(rasqal_query_prepare)                      \
  X(rasqal_query_results_finished)             \
  X(rasqal_query_results_get_binding_value)    \
  X(rasqal_query_results_get_boolean)          \
  X(rasqal_query_results_get_triple)           \
  X(rasqal_query_results_next)                 \
  X(rasqal_query_results_next_triple)          \
  X(rasqal_query_set_feature)                  \
  X(rasqal_query_set_store_results)            \
  X(rasqal_query_set_variable2)                \
  X(rasqal_set_triples_source_factory)         \
  X(rasqal_variable_set_value)                 \
  X(rasqal_world_open)                         \
  X(rasqal_world_set_log_handler)              \
  X(rasqal_world_set_raptor)                   \
  X(rasqal_world_set_warning_level)

struct kg__rasqal_run;

/** What rasqal's log last said that is an error. */
typedef struct kg__rasqal_log {
  bool failed;
  int line; ///< 0: not told
  char message[KG_ERROR_MESSAGE_SIZE];
} kg__rasqal_log;

typedef struct kg__rasqal {
  raptor_world *raptor;
  rasqal_world *world;
  kg__rasqal_log *log;           ///< Of whom it works for, or null
  struct kg__rasqal_run *active; ///< Whose query is being started
#define X(name) __typeof__(name) *name;
  KG__RASQAL_FUNCTIONS(X)
#undef X
} kg__rasqal;

/** The world's own, made at the first call.  KG_ERR_UNSUPPORTED where rasqal is not installed. */
kg_status kg__rasqal_get(kg_world *world, kg__rasqal **api, kg_error *err);

static inline kg_str
kg__rasqal_uri_str(const kg__rasqal *api, raptor_uri *uri)
{
  size_t n = 0;
  const char *text = uri ? (const char *)api->raptor_uri_as_counted_string(uri, &n) : NULL;
  return (kg_str){text, text ? n : 0};
}

#endif
