// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Operators: each gives solutions in batches of columns of ids.

   One contract for all.  kg__op_open() starts it, and its inputs, from the beginning, as often as wanted;
   kg__op_next() gives a batch of 1 to 1024 rows, which lives until the next call, or KG_DONE; what it holds
   beyond the query's arena goes at `close`.  Deadline and interruption are checked at each batch, and inside
   of loops that may give none.
*/
#ifndef KG_SPARQL_OPERATOR_H
#define KG_SPARQL_OPERATOR_H

#include "kg/sparql/exec.h"

typedef struct kg__op kg__op;

typedef struct kg__op_class {
  const char *name;
  kg_status (*open)(kg__op *op);
  kg_status (*next)(kg__op *op);                                    ///< Fills op->out; KG_DONE at the end
  void (*close)(kg__op *op);                                        ///< May be null
  kg_status (*explain)(const kg__op *op, kg_buf *buf);              ///< What it works on; may be null
  kg_status (*seek)(kg__op *op, kg_id id);                          ///< See kg__op_seek(); may be null
  kg_status (*need)(kg__op *op, const kg__vars *needed, bool once); ///< See kg__op_need(); null: all
} kg__op_class;

/** Rows that ascend, as ids, by some variables: by the first, then by the second, ... */
typedef struct kg__sort {
  kg__var vars[3];
  size_t n;
} kg__sort;

struct kg__op {
  const kg__op_class *class;
  kg__exec *exec;
  kg__op *inputs[2];
  kg__vars vars;       ///< That may be bound in its rows
  kg__vars certain;    ///< That are bound in each of its rows
  const kg__var *list; ///< `vars`, once it was opened
  size_t n_list;
  const kg__var *kept; ///< Of these, what the first input has
  size_t n_kept;
  kg__sort sort;   ///< How its rows are sorted
  double estimate; ///< Rows expected
  kg__rows out;
  bool done;                              ///< It gave KG_DONE, and does so until it is opened again
  uint64_t n_rows, nanoseconds, n_opened; ///< Of the run, inputs included in the time
  uint64_t spilled;                       ///< Bytes of rows put aside, of the run
  kg__op *link;                           ///< The query's next operator
};

/** A new operator of `size` bytes, a kg__op at its start, in the query's arena; null without memory. */
void *kg__op_new(kg__exec *exec, const kg__op_class *class, size_t size);

/** Give each of the operator's variables a column of its own that has none yet. */
kg_status kg__op_columns(kg__op *op);

/** The first index from `from` on whose id is not before `key`, or `n`: the ids ascend, and near ones are
   found soonest (exponential search). */
size_t kg__ids_seek(const kg_id *ids, size_t from, size_t n, kg_id key);

kg_status kg__op_open(kg__op *op);
kg_status kg__op_next(kg__op *op, const kg__rows **rows);

/** Of a sorted operator: rows whose first sorted variable is less than `id` need not be given any more. */
kg_status kg__op_seek(kg__op *op, kg_id id);

/**
   Say which variables of a plan's rows will be read, and whether equal rows are as good as one; before it is
   opened.  It may leave others out of `vars` then.
*/
kg_status kg__op_need(kg__op *op, const kg__vars *needed, bool once);

/** Leave out of an operator's variables what is not needed. */
kg_status kg__op_narrow(kg__op *op, const kg__vars *needed);

/** Add the variables that an expression reads in rows of `vars`. */
kg_status kg__op_reads(const kg__op *op, const kg__expr *expr, const kg__vars *vars, kg__vars *read);

/** Copy a row's columns of `vars`. */
void kg__rows_copy(kg__rows *to, size_t to_row, const kg__rows *from, size_t from_row, const kg__vars *vars);

/** Copy `n` rows, those of the numbers given, behind the rows that are there. */
void kg__rows_gather(kg__rows *to, const kg__rows *from, const uint16_t *rows, size_t n, const kg__var *vars,
                     size_t n_vars);

/** Name of a variable for people. */
kg_status kg__var_print(const kg__exec *exec, kg__var var, kg_buf *buf);

// ---- where rows come from

/** Rows that an outer operator hands to the leaves of an inner plan. */
typedef struct kg__feed {
  const kg__rows *rows; ///< Null: one row with nothing bound
  size_t from, n;
  kg__var number; ///< A variable that gets the number of the outer row, or KG__NO_VAR
  kg__vars vars;  ///< That may be bound in them
  kg__vars certain;
  kg__vars *read;                ///< By the plan that is fed, once that is known
  const struct kg__feed *parent; ///< Where the rows really are; null: here
  bool joined;                   ///< Rows are to be joined with, not put in the place of variables
  double expected;               ///< How many rows there may be, of such
} kg__feed;

kg_status kg__op_feed(kg__exec *exec, const kg__feed *feed, kg__op **op);

/** Whether it is the one empty solution. */
bool kg__op_is_unit(const kg__op *op);

/** How a scan sees graphs. */
typedef enum kg__graph_mode {
  KG__GRAPH_MODE_DEFAULT,
  KG__GRAPH_MODE_FIXED,  ///< node `g`
  KG__GRAPH_MODE_VAR,    ///< node `g`, any named graph
  KG__GRAPH_MODE_CURRENT ///< `*current`: that of a GRAPH operator
} kg__graph_mode;

/** Where in a pattern: a constant, or a variable. */
typedef struct kg__slot {
  bool is_var;
  kg__var var;
  kg_id id;
} kg__slot;

/** A quad pattern of ids. */
typedef struct kg__quad_slots {
  kg__slot at[4]; ///< s, p, o, g
  kg__graph_mode mode;
  const kg_id *current;
} kg__quad_slots;

/** All that matches a pattern, sorted if possible by the variables of `by`. */
kg_status kg__op_scan(kg__exec *exec, const kg__quad_slots *quad, const kg__var *by, size_t n_by,
                      kg__op **op);

/** Whether a scan of the pattern can be sorted by a variable. */
bool kg__scan_can_sort(const kg__exec *exec, const kg__quad_slots *quad, kg__var by);

/** Sort by these if possible; false if it is no scan. */
bool kg__op_scan_sort(kg__op *op, const kg__var *by, size_t n_by);

/** Where filters let the values of a variable be: other rows need not be read. */
typedef struct kg__ranges {
  kg__var var;
  kg_id_range at[KG_ID_RANGES]; ///< Ascending and apart
  size_t n;
  double rows;   ///< Of the pattern that has it as object: those in the ranges
  double passed; ///< The part of that pattern's rows that the filters are expected to let through
} kg__ranges;

/** Read only these ranges of its first variable; false if it is no scan, or sorted otherwise. */
bool kg__op_scan_ranges(kg__op *op, const kg__ranges *ranges);

/** Extend each row by what matches. */
kg_status kg__op_lookup(kg__op *input, const kg__quad_slots *quad, kg__op **op);

/** Take a triple term apart: `of` must match the three slots. */
kg_status kg__op_unfold(kg__op *input, kg__var of, const kg__slot parts[3], kg__op **op);

/** Closures of paths: `quad` has its ends in s and o. */
kg_status kg__op_path(kg__op *input, const kg__quad_slots *quad, const kg__path *path, kg__op **op);

/** What SERVICE gives, joined with the input; the engine asks by `exec->service`. */
kg_status kg__op_service(kg__op *input, const kg__pattern *pattern, kg__op **op);
bool kg__op_is_service(const kg__op *op);

/** Give a SERVICE over nothing the rows to join with: only what these have need be asked for. */
kg_status kg__op_service_join(kg__op *service, kg__op *left);

kg_status kg__op_values(kg__exec *exec, const kg__values *values, kg__op **op);

// ---- combining

typedef enum kg__join_kind {
  KG__JOIN_INNER,
  KG__JOIN_LEFT,
  KG__JOIN_MINUS,
  KG__JOIN_SEMI, ///< EXISTS: left rows that have a partner
  KG__JOIN_ANTI  ///< NOT EXISTS
} kg__join_kind;

/** Hash join.  `condition` may be null; `ignored` are variables that MINUS does not count as shared. */
kg_status kg__op_join(kg__join_kind kind, kg__op *left, kg__op *right, const kg__expr *condition,
                      const kg__vars *ignored, kg__op **op);

/**
   Merge join: both sides are sorted by `key`, and other variables of both are bound in each row of both.
   Not for MINUS.
*/
kg_status kg__op_merge(kg__join_kind kind, kg__op *left, kg__op *right, kg__var key, kg__op **op);

/** Let a join run its right side for each batch of left rows, fed with what these have of `feed->vars`; null:
   once. */
kg_status kg__op_join_feed(kg__op *join, kg__feed *feed);

/** Whether two plans can be merged by the first variable that they are sorted by. */
bool kg__ops_merge(const kg__op *left, const kg__op *right);

/**
   The values of `open` that all patterns allow.  Each has a constant predicate, no variable for its graph,
   and `open` at one end; at the other a constant, or a variable that each row of the input binds.
*/
kg_status kg__op_intersect(kg__op *input, kg__var open, const kg__quad_slots *const *quads, size_t n,
                           kg__op **op);

/** Left join whose right side is fed with the left rows, batch by batch, and keeps their order. */
kg_status kg__op_optional(kg__op *left, kg__op *right, kg__feed *feed, const kg__expr *condition,
                          kg__op **op);

kg_status kg__op_union(kg__op *left, kg__op *right, kg__op **op);

/** Once for each graph that GRAPH may see: `*current` is set, and bound to `var`. */
kg_status kg__op_graph(kg__exec *exec, kg__op *inner, const kg__slot *graph, kg_id *current, kg__op **op);

// ---- one input

kg_status kg__op_filter(kg__op *input, kg__expr *const *exprs, size_t n, kg__op **op);

/** Bind a variable to a constant, or to what another is in each row; rows that bind it otherwise go. */
kg_status kg__op_alias(kg__op *input, kg__var var, const kg__slot *is, kg__op **op);
kg_status kg__op_extend(kg__op *input, kg__var var, const kg__expr *expr, kg__op **op);
kg_status kg__op_project(kg__op *input, const kg__vars *vars, kg__op **op);
kg_status kg__op_distinct(kg__op *input, kg__op **op);
kg_status kg__op_slice(kg__op *input, uint64_t offset, uint64_t limit, kg__op **op);

/** `most`: no more rows than this will be read, or KG__NO_LIMIT. */
kg_status kg__op_order(kg__op *input, const kg__key *keys, size_t n, uint64_t most, kg__op **op);

/** An aggregate and the variable that gets its value. */
typedef struct kg__aggregation {
  const kg__expr *expr;
  kg__var var;
} kg__aggregation;

kg_status kg__op_group(kg__op *input, const kg__var *keys, size_t n_keys, const kg__aggregation *aggregations,
                       size_t n_aggregations, kg__op **op);

/** The plan of an EXISTS, kept in kg__expr.plan. */
typedef struct kg__exists {
  kg__op *root;
  kg__feed feed;
  kg_arena *scratch; ///< While it runs
} kg__exists;

kg_status kg__exists_test(kg__exec *exec, kg__exists *exists, const kg__rows *rows, size_t row, bool *found);

#endif
