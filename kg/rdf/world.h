// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What a world holds, each made when first used. */
#ifndef KG_RDF_WORLD_H
#define KG_RDF_WORLD_H

#include "kg/rdf.h"

struct kg_world {
  struct kg__raptor *raptor;
};

void kg__raptor_free(struct kg__raptor *raptor);

#endif
