// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Whether two syntax trees say the same, for tests. */
#ifndef KG_TESTS_SUPPORT_AST_H
#define KG_TESTS_SUPPORT_AST_H

#include "kg/sparql/ast.h"

/**
   Whether two requests are equal but for the labels of blank nodes, which must correspond one to one, and
   for the numbers of variables.  A null `*difference` or a word for what differs first.
*/
bool ast_equal(const kg__request *a, const kg__request *b, const char **difference);

#endif
