// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What a world holds, each made when first used. */
#ifndef KG_RDF_WORLD_H
#define KG_RDF_WORLD_H

#include "kg/rdf.h"

struct kg_world {
  struct kg__raptor *raptor;
  struct kg__rasqal *rasqal;
  void (*rasqal_free)(struct kg__rasqal *rasqal); ///< Set with it: what is above this layer is not named here
};

void kg__raptor_free(struct kg__raptor *raptor);

#endif
