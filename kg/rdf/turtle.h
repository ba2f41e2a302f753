// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The reader of Turtle and TriG: its state, and the terms, which the grammar is made of. */
#ifndef KG_RDF_TURTLE_H
#define KG_RDF_TURTLE_H

#include "kg/rdf/read.h"
#include "kg/rdf/turtle_lex.h"

/** A subject being described, and what is read of it.  One for each depth of nesting, used again and again.
 */
typedef struct kg__turtle_level {
  kg_arena *subject_text, *predicate_text, *object_text;
  kg_term subject, predicate, object;
} kg__turtle_level;

typedef struct kg__turtle {
  kg__reading *r;
  kg_error *err;
  kg__window w;
  kg__token token; ///< The next one, not taken yet
  kg_namespaces *prefixes;
  kg_buf last_prefix, last_iri; ///< The prefix looked up last
  bool has_last;
  kg_buf base;
  kg_buf scratch;
  kg_arena *graph_text;
  kg_term graph;
  kg__turtle_level *levels[KG__DEPTH_LEVELS];
  unsigned depth;
} kg__turtle;

/** Take the token: read the next one into `t->token`. */
kg_status kg__turtle_next(kg__turtle *t);

/** An error at the token. */
kg_status kg__turtle_fail(kg__turtle *t, kg_status status, const char *format, ...) KG_PRINTF(3, 4);

/** An error at the token: something else was wanted. */
kg_status kg__turtle_expected(kg__turtle *t, const char *wanted);

bool kg__turtle_is_sign(const kg__turtle *t, char sign);
bool kg__turtle_is_word(const kg__turtle *t, const char *word); ///< Without regard to case

/** What follows reads one term, takes its tokens, and puts its text into `arena`. */

/** The text of an IRI token between angle brackets, resolved against the base. */
kg_status kg__turtle_iri_reference(kg__turtle *t, kg_arena *arena, kg_str *iri);

/** An IRI in either form; the token must be one. */
kg_status kg__turtle_iri(kg__turtle *t, kg_arena *arena, kg_term *term);

/** A blank node with label; the token must be one. */
kg_status kg__turtle_blank(kg__turtle *t, kg_arena *arena, kg_term *term);

/** A new blank node; takes no token. */
kg_status kg__turtle_anon(kg__turtle *t, kg_arena *arena, kg_term *term);

/** Whether the token begins a literal; and the literal. */
bool kg__turtle_is_literal(const kg__turtle *t);
kg_status kg__turtle_literal(kg__turtle *t, kg_arena *arena, kg_term *term);

/** A string token's text without escapes. */
kg_status kg__turtle_string(kg__turtle *t, kg_arena *arena, kg_str *text);

#endif
