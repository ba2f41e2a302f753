// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The operations of an update. */
#ifndef KG_SPARQL_UPDATE_H
#define KG_SPARQL_UPDATE_H

#include "kg/sparql/ast.h"
#include "kg/update.h"

typedef struct kg__update {
  kg_world *world;
  kg_txn *txn;
  const kg_update_options *options;
  kg_arena *arena;
  kg__request request;
  kg_update_counts counts;
  kg_error *err;
} kg__update;

kg_status kg__update_modify(kg__update *u, const kg__operation *op);
kg_status kg__update_data(kg__update *u, const kg__operation *op);

kg_status kg__update_load(kg__update *u, const kg__operation *op);
kg_status kg__update_clear(kg__update *u, const kg__operation *op);
kg_status kg__update_create(kg__update *u, const kg__operation *op);
kg_status kg__update_copy(kg__update *u, const kg__operation *op);

#endif
