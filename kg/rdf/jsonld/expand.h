// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the parts of the expansion algorithm share. */
#ifndef KG_RDF_JSONLD_EXPAND_H
#define KG_RDF_JSONLD_EXPAND_H

#include "kg/rdf/jsonld/jsonld.h"

#include <stdlib.h>

/** An object at its expansion. */
typedef struct kg__object {
  kg__jsonld *p;
  const kg__expansion *e;
  const kg__context *c, *type_scoped;
  kg_str property; ///< Under which it stands; null `ptr`: none
  kg__json *result;
  bool is_json; ///< Its type is @json
} kg__object;

/** Add the expanded entries of `element` to `o->result`, nested ones included. */
void kg__expand_entries(kg__object *o, kg__json *element);

/** An entry whose key is a keyword.  False: it is "@nest". */
bool kg__expand_keyword(kg__object *o, kg_str keyword, kg__json *value);

/** An object under a key whose container is @language, @index, @id or @type; null if it is no such map. */
kg__json *kg__expand_map(kg__object *o, kg_str key, const kg__term *term, kg__json *value);

/** Add the items, which must be nodes, as reverse properties. */
void kg__expand_add_reverse(kg__object *o, kg_str property, kg__json *items, kg__json *at);

#endif
