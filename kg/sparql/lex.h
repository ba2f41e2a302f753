// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Tokens of SPARQL 1.2. */
#ifndef KG_SPARQL_LEX_H
#define KG_SPARQL_LEX_H

#include "kg/str.h"

typedef enum kg__token_kind {
  KG__TOKEN_END,
  KG__TOKEN_IRI,     ///< `text` is the reference, unescaped
  KG__TOKEN_NAME,    ///< prefix:local; `text` is the prefix, `local` unescaped
  KG__TOKEN_LABEL,   ///< Of a blank node, without _:
  KG__TOKEN_VAR,     ///< Without ? or $
  KG__TOKEN_LANG,    ///< Without @, with its --direction
  KG__TOKEN_INTEGER, ///< The three kinds of numbers, without sign
  KG__TOKEN_DECIMAL,
  KG__TOKEN_DOUBLE,
  KG__TOKEN_STRING,
  KG__TOKEN_WORD, ///< A keyword, or something that should be one
  KG__TOKEN_PUNCT ///< `punct`
} kg__token_kind;

/** Punctuation: a character is itself. */
typedef enum kg__punct {
  KG__PUNCT_CARETS = 256, ///< ^^
  KG__PUNCT_AND,
  KG__PUNCT_OR,
  KG__PUNCT_NE,
  KG__PUNCT_LE,
  KG__PUNCT_GE,
  KG__PUNCT_REIFIED,     ///< <<
  KG__PUNCT_REIFIED_END, ///< >>
  KG__PUNCT_TRIPLE,      ///< <<(
  KG__PUNCT_TRIPLE_END,  ///< )>>
  KG__PUNCT_ANNOTATION,  ///< {|
  KG__PUNCT_ANNOTATION_END
} kg__punct;

typedef struct kg__token {
  kg__token_kind kind;
  int punct;
  size_t start, end; ///< In the text
  kg_str text;
  kg_str local;
} kg__token;

typedef struct kg__lexer {
  kg_str text;
  size_t at;
  kg_arena *arena; ///< For what had escapes
} kg__lexer;

/** The next token.  KG_ERR_QUERY with the place in `err`, or KG_ERR_NOMEM. */
kg_status kg__lex(kg__lexer *lexer, kg__token *token, kg_error *err);

/** Fill `err` with a message and the place in the text; returns KG_ERR_QUERY. */
kg_status kg__query_error(kg_str text, size_t offset, kg_error *err, const char *format, ...) KG_PRINTF(4, 5);

#endif
