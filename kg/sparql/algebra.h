// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Patterns as algebra (SPARQL, section 18.2), with joins flattened and paths reduced to their closures. */
#ifndef KG_SPARQL_ALGEBRA_H
#define KG_SPARQL_ALGEBRA_H

#include "kg/sparql/operator.h"

typedef enum kg__alg_kind {
  KG__ALG_JOIN,     ///< links and parts
  KG__ALG_LEFTJOIN, ///< parts[0], parts[1]; exprs
  KG__ALG_FILTER,   ///< parts[0]; exprs
  KG__ALG_UNION,    ///< parts[0], parts[1]
  KG__ALG_MINUS,    ///< parts[0], parts[1]
  KG__ALG_EXTEND,   ///< parts[0]; var, exprs[0]
  KG__ALG_GRAPH,    ///< parts[0]; slot, current
  KG__ALG_VALUES,
  KG__ALG_SELECT, ///< parts[0]: its WHERE
  KG__ALG_SERVICE
} kg__alg_kind;

/** One pattern of a join: a quad, a closure between its ends, or a triple term to take apart. */
typedef struct kg__link {
  kg__quad_slots quad;
  const kg__path *path; ///< May be null
  bool unfold;          ///< `of` must be a triple term of quad.at[0..2]
  kg__var of;
} kg__link;

/** Where patterns look: the graph that is active. */
typedef struct kg__active {
  kg__graph_mode mode;
  kg__slot graph;
  kg_id *current;
} kg__active;

/** A variable that is a constant, or another variable, in each row: as if joined with a table of that. */
typedef struct kg__alias {
  kg__var var;
  kg__slot is;
} kg__alias;

typedef struct kg__alg {
  kg__alg_kind kind;
  kg__vars vars;
  kg__vars certain; ///< Bound in each row; known after rewriting
  kg__active active;
  kg__link *links;
  size_t n_links;
  kg__alias *aliases; ///< Of a join, made by rewriting
  size_t n_aliases;
  struct kg__alg **parts;
  size_t n_parts;
  kg__expr **exprs;
  size_t n_exprs;
  kg__var var;
  const kg__values *values;
  const kg__query *query;
  const kg__pattern *pattern;
} kg__alg;

/** Translate a group. */
kg_status kg__alg_make(kg__exec *exec, const kg__pattern *group, const kg__active *active, kg__alg **alg);

/**
   Change algebra into what gives the same for less.

   @param tables  Conditions may become tables of values to join with
*/
kg_status kg__alg_rewrite(kg__exec *exec, bool tables, kg__alg **alg);

/** An algebra without solutions, which binds `vars`; and whether one is known to have none. */
kg_status kg__alg_nothing(kg__exec *exec, const kg__vars *vars, kg__alg **alg);
bool kg__alg_is_nothing(const kg__alg *alg);

/** Note what is bound in each row, as far as the parts tell. */
kg_status kg__alg_set_certain(kg__exec *exec, kg__alg *alg);

/** A join with nothing in it but `part`. */
kg_status kg__alg_join(kg__exec *exec, const kg__active *active, kg__alg *part, kg__alg **alg);

/** Replace algebra by a filter over a join of it, unless it is a filter. */
kg_status kg__alg_as_filter(kg__exec *exec, kg__alg **alg);

/** The slot of a node that is no triple term. */
kg_status kg__alg_slot(kg__exec *exec, const kg__node *node, kg__slot *slot);

#endif
