// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Quad patterns: what scans, lookups and the planner ask of them. */
#ifndef KG_SPARQL_PATTERN_H
#define KG_SPARQL_PATTERN_H

#include "kg/sparql/operator.h"

/** The place (0 to 3: s, p, o, g) of each column of an order. */
extern const unsigned char kg__order_places[KG_N_ORDERS][4];

/** What the places of a pattern must be. */
typedef struct kg__wanted {
  kg_id id[4];
  bool is[4];
} kg__wanted;

/** Constants, the active graph, and what a row binds (`in` may be null). */
void kg__pattern_bind(const kg__exec *exec, const kg__quad_slots *quad, const kg__rows *in, size_t row,
                      kg__wanted *wanted);

/** Whether nothing can match: terms of the query's own are in no quad; nothing is in no graph. */
bool kg__pattern_is_hopeless(const kg__exec *exec, const kg__quad_slots *quad, const kg__wanted *wanted);

bool kg__pattern_graph_fits(const kg__exec *exec, const kg__quad_slots *quad, const kg__wanted *wanted,
                            kg_id g);

/** Whether a triple may be there several times, in several graphs: next to each other in every order. */
bool kg__pattern_may_repeat(const kg__exec *exec, const kg__quad_slots *quad);

kg_status kg__pattern_explain(const kg__exec *exec, const kg__quad_slots *quad, kg_buf *buf);

#endif
