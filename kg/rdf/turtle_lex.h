// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The tokens of Turtle and TriG (RDF 1.2). */
#ifndef KG_RDF_TURTLE_LEX_H
#define KG_RDF_TURTLE_LEX_H

#include "kg/rdf/window.h"

typedef enum kg__token_kind {
  KG__TOKEN_END = 0,
  KG__TOKEN_IRI,    ///< `text` between the angle brackets
  KG__TOKEN_NAME,   ///< `prefix` and `text`, without the colon
  KG__TOKEN_BLANK,  ///< `text` is the label
  KG__TOKEN_STRING, ///< `text` between the quotes
  KG__TOKEN_AT,     ///< `text` behind the @: a language, or prefix, base, version
  KG__TOKEN_INTEGER,
  KG__TOKEN_DECIMAL,
  KG__TOKEN_DOUBLE,
  KG__TOKEN_WORD,   ///< Letters without a colon
  KG__TOKEN_TYPE,   ///< ^^
  KG__TOKEN_TRIPLE, ///< <<(
  KG__TOKEN_END_TRIPLE,
  KG__TOKEN_REIFIED, ///< <<
  KG__TOKEN_END_REIFIED,
  KG__TOKEN_ANNOTATION, ///< {|
  KG__TOKEN_END_ANNOTATION,
  KG__TOKEN_SIGN ///< One of . ; , [ ] ( ) { } ~, in `sign`
} kg__token_kind;

typedef struct kg__token {
  kg__token_kind kind;
  char sign;
  bool escaped; ///< `text` has backslashes
  bool is_long; ///< A string in three quotes
  kg_str text;  ///< In the window, until the next token
  kg_str prefix;
} kg__token;

/** Read the next token.  It begins at `w->start`; `w->at` is behind it.  KG_ERR_DATA with its place, and
 * others. */
kg_status kg__turtle_token(kg__window *w, kg__token *token, kg_error *err);

#endif
