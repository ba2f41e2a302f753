// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Functions of SPARQL 1.1 and 1.2: one row each.

   A function gets read values and sets `*result`, to KG__VALUE_ERROR where the specification raises a type
   error.  It returns KG_OK, or what ends the whole query: KG_ERR_NOMEM, KG_ERR_LIMIT, KG_ERR_TIMEOUT.
*/
#ifndef KG_SPARQL_FUNCTION_H
#define KG_SPARQL_FUNCTION_H

#include "kg/limits.h"
#include "kg/sparql/value.h"

typedef struct kg__regex_cache kg__regex_cache;

/** What functions share during a query.  Plain; set it up with kg__functions_init(). */
typedef struct kg__functions {
  kg_arena *arena;         ///< Results live in it: the owner clears it between batches
  const kg_limits *limits; ///< May be null
  kg_str base;             ///< Of IRI()
  kg__moment now;          ///< One for the whole query
  uint64_t random[4];
  uint64_t seed;            ///< Of hashes
  uint64_t blanks;          ///< Counter of BNODE()
  uint64_t row;             ///< Number of the solution: BNODE("x") is the same within one
  char nonce[9];            ///< Makes labels of this query unlike those of others
  kg__regex_cache *regexes; ///< Compiled patterns
  kg_error *err;            ///< May be null
} kg__functions;

/** KG_OK or KG_ERR_NOMEM.  Borrows all arguments; release with kg__functions_release(). */
kg_status kg__functions_init(kg__functions *f, kg_arena *arena, const kg_limits *limits, kg_str base,
                             kg_error *err);
void kg__functions_release(kg__functions *f);

typedef kg_status kg__function_call(kg__functions *f, const kg__value *args, size_t n, kg__value *result);

enum { KG__ARITY_ANY = 255 };

/** What a function wants of its evaluator. */
enum {
  KG__FUNCTION_VARIES = 1, ///< Not the same for the same arguments: no constant folding
  KG__FUNCTION_IDS = 2,    ///< Arguments may be unread
  KG__FUNCTION_LAZY = 4,   ///< The evaluator's own: BOUND, COALESCE, IF; `call` is null
  KG__FUNCTION_ERRORS = 8  ///< Is called for errors and unbound arguments too
};

typedef struct kg__function {
  kg_str name; ///< As the specification writes it
  uint8_t least;
  uint8_t most; ///< KG__ARITY_ANY: no bound
  uint8_t flags;
  kg__function_call *call;
} kg__function;

/** The built-in function of a name, in any case; null if there is none. */
const kg__function *kg__function_find(kg_str name);

/** The function of an IRI: a cast.  Null if there is none. */
const kg__function *kg__function_of_iri(kg_str iri);

/** The i-th built-in function, for listing and suggestions; null past the end. */
const kg__function *kg__function_at(size_t i);

/** `+ - * /`, unary minus and plus: also as functions, for the evaluator and aggregates. */
kg_status kg__add(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result);
kg_status kg__subtract(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result);
kg_status kg__multiply(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result);
kg_status kg__divide(kg__functions *f, const kg__value *a, const kg__value *b, kg__value *result);
kg_status kg__negate(kg__functions *f, const kg__value *a, kg__value *result);
kg_status kg__plus(kg__functions *f, const kg__value *a, kg__value *result);

/** Cast to a type: KG__VALUE_ERROR where XPath does not allow it. */
kg_status kg__cast(kg__functions *f, const kg__value *value, kg__type type, kg__value *result);

/** KG_ERR_LIMIT if a string of `len` bytes is beyond the limits of the query. */
kg_status kg__functions_check_string(kg__functions *f, size_t len);

/** Take over what a buffer holds as text in the arena, and release the buffer.  For strings being built. */
kg_status kg__functions_take(kg__functions *f, kg_buf *buf, kg_str *text);

#endif
