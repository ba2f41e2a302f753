// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/world.h"

#include <stdlib.h>

kg_world *
kg_world_new(void)
{
  return calloc(1, sizeof(kg_world));
}

void
kg_world_free(kg_world *world)
{
  if (!world)
    return;
  kg__raptor_free(world->raptor);
  if (world->rasqal_free)
    world->rasqal_free(world->rasqal);
  free(world);
}
