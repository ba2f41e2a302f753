// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the parts of the compaction algorithm share. */
#ifndef KG_RDF_JSONLD_COMPACT_H
#define KG_RDF_JSONLD_COMPACT_H

#include "kg/rdf/jsonld/jsonld.h"

/** An object at its compaction. */
typedef struct kg__compacting {
  kg__jsonld *p;
  const kg__context *c, *type_scoped;
  kg_str property; ///< Under which it stands; null `ptr`: none
  kg__json *element;
  kg__json *result;
  bool inside_reverse;
} kg__compacting;

/** Add an expanded property, which is no keyword of its own. */
void kg__compact_property(kg__compacting *o, kg_str property, kg__json *value);

static inline bool
kg__compact_arrays(const kg__jsonld *p)
{
  return !p->options->keep_arrays;
}

static inline unsigned
kg__container_of(const kg__context *c, kg_str property)
{
  const kg__term *term = kg__context_term(c, property);
  return term ? term->container : 0;
}

#endif
