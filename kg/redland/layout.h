// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Private structures of librdf 1.0.17 and 1.0.18, as far as answering queries needs them.

   librdf's headers name these types and say nothing of them.  Nothing here may be read before
   kg__redland_knows() said yes.
*/
#ifndef KG_REDLAND_LAYOUT_H
#define KG_REDLAND_LAYOUT_H

#include "kg/store/redland_api.h"

/** librdf_query */
typedef struct kg__rdf_query {
  librdf_world *world;
  int usage;
  void *context;
  struct kg__rdf_query_factory *factory;
  librdf_query_results *results;
} kg__rdf_query;

/** The start of librdf_query_results, which librdf links into its query and frees with free() */
typedef struct kg__rdf_results {
  librdf_query *query;
  librdf_query_results *next;
} kg__rdf_results;

/** librdf_query_factory: a query language */
typedef struct kg__rdf_query_factory {
  librdf_world *world;
  struct kg__rdf_query_factory *next;
  char *name;
  librdf_uri *uri;
  size_t context_length;
  int (*init)(librdf_query *, const char *, librdf_uri *, const unsigned char *, librdf_uri *);
  int (*clone)(librdf_query *, librdf_query *);
  void (*terminate)(librdf_query *);
  librdf_query_results *(*execute)(librdf_query *, librdf_model *);
  int (*get_limit)(librdf_query *);
  int (*set_limit)(librdf_query *, int);
  int (*get_offset)(librdf_query *);
  int (*set_offset)(librdf_query *, int);
  librdf_stream *(*results_as_stream)(librdf_query_results *);
  int (*results_get_count)(librdf_query_results *);
  int (*results_next)(librdf_query_results *);
  int (*results_finished)(librdf_query_results *);
  int (*results_get_bindings)(librdf_query_results *, const char ***, librdf_node **);
  librdf_node *(*results_get_binding_value)(librdf_query_results *, int);
  const char *(*results_get_binding_name)(librdf_query_results *, int);
  librdf_node *(*results_get_binding_value_by_name)(librdf_query_results *, const char *);
  int (*results_get_bindings_count)(librdf_query_results *);
  void (*free_results)(librdf_query_results *);
  int (*results_is_bindings)(librdf_query_results *);
  int (*results_is_boolean)(librdf_query_results *);
  int (*results_is_graph)(librdf_query_results *);
  int (*results_is_syntax)(librdf_query_results *);
  int (*results_get_boolean)(librdf_query_results *);
  librdf_query_results_formatter *(*new_results_formatter)(librdf_query_results *, const char *, const char *,
                                                           librdf_uri *);
  void (*free_results_formatter)(librdf_query_results_formatter *);
  int (*results_formatter_write)(raptor_iostream *, librdf_query_results_formatter *, librdf_query_results *,
                                 librdf_uri *);
} kg__rdf_query_factory;

/** The context of a query in one of the built-in languages */
typedef struct kg__rdf_query_context {
  librdf_query *query;
  librdf_model *model;
  void *rasqal_query, *rasqal_results;
  char *language;
  unsigned char *text;
  librdf_uri *base;
  int errors, warnings;
} kg__rdf_query_context;

/** The start of librdf_query_results_formatter */
typedef struct kg__rdf_formatter {
  librdf_query_results *results;
} kg__rdf_formatter;

#endif
