// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Expressions as text in, values as text out. */
#ifndef KG_TESTS_SUPPORT_EXPR_H
#define KG_TESTS_SUPPORT_EXPR_H

#include "tests/support/test.h"

#include "kg/sparql/expr_eval.h"

/** An expression of SPARQL and its value as expr_show() writes it. */
typedef struct expr_row {
  const char *expr, *want;
} expr_row;

/** A query's worth of state.  Prefixes are xsd, rdf and the empty one for `http://example/`. */
typedef struct expr_world {
  kg_arena *arena;
  kg_limits limits;
  kg__functions functions;
  kg_error err;
} expr_world;

int expr_setup(void **state);
int expr_teardown(void **state);

/** Evaluate; `*value` is read.  The status is the evaluator's, KG_ERR_QUERY where the text is no expression.
 */
kg_status expr_eval(expr_world *w, const char *text, kg__value *value);

/**
   `1^^integer`, `'a'`, `'a'@en--ltr`, `'x'^^<http://d>`, `<http://a>`, `_:b`, `<<( ... )>>`, `error`,
   `unbound`; of other statuses their name.
*/
const char *expr_show(expr_world *w, const kg__value *value);

/** Fail for each row whose value is another, after showing all of them. */
void expr_check(expr_world *w, const expr_row *rows, size_t n);

#define EXPR_CHECK(w, rows) expr_check(w, rows, sizeof rows / sizeof *rows)

#endif
