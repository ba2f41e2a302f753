// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// librdf_storage_kg.so, which every Redland program of the machine loads, whether it uses the store or not:
// so this is all of it.

#include "kg/redland.h"

KG_API void librdf_storage_module_register_factory(struct librdf_world_s *world);

void
librdf_storage_module_register_factory(struct librdf_world_s *world)
{
  kg_redland_register(world, NULL);
}
