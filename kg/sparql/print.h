// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   A syntax tree as SPARQL again.

   What is printed, parsed again, gives the same tree: prefixes, brackets and blank nodes in short form are
   written out, the rest is as it was.
*/
#ifndef KG_SPARQL_PRINT_H
#define KG_SPARQL_PRINT_H

#include "kg/iri.h"
#include "kg/sparql/ast.h"

typedef struct kg__printer {
  const kg__request *request;
  const kg_namespaces *namespaces; ///< For prefixed names; may be null
  kg_buf *buf;
  unsigned depth;   ///< Of indentation
  char blank[16];   ///< What labels of blank nodes without a label begin with
  kg_status status; ///< The first failure; nothing is printed after it
} kg__printer;

/** Begin to print what belongs to a request. */
void kg__printer_init(kg__printer *p, const kg__request *request, const kg_namespaces *namespaces,
                      kg_buf *buf);

/** Append a query or an update. */
kg_status kg__print_request(const kg__request *request, const kg_namespaces *namespaces, kg_buf *buf);

// ---- shared by the printer's files

void kg__print(kg__printer *p, const char *format, ...) KG_PRINTF(2, 3);
void kg__print_line(kg__printer *p); ///< Break the line, and indent the next one
void kg__print_var(kg__printer *p, kg__var var);
void kg__print_term(kg__printer *p, const kg_term *term);
void kg__print_node(kg__printer *p, const kg__node *node);
void kg__print_triples(kg__printer *p, const kg__triple_pattern *triples, size_t n);
void kg__print_values(kg__printer *p, const kg__values *values);
void kg__print_group(kg__printer *p, const kg__pattern *group);
void kg__print_quads(kg__printer *p, const kg__quad_patterns *quads);
void kg__print_query(kg__printer *p, const kg__query *query);

/** An expression that needs no brackets around it there. */
void kg__print_expr(kg__printer *p, const kg__expr *expr);

/** An expression in brackets, unless it is a call. */
void kg__print_constraint(kg__printer *p, const kg__expr *expr);

#endif
