// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the parts of the framing algorithm share. */
#ifndef KG_RDF_JSONLD_FRAME_H
#define KG_RDF_JSONLD_FRAME_H

#include "kg/rdf/jsonld/jsonld.h"

/** Nodes on the way to where we are. */
typedef struct kg__ancestor {
  kg_str id, graph;
  const struct kg__ancestor *outer;
} kg__ancestor;

typedef struct kg__framing {
  kg__jsonld *p;
  kg__json *graphs;   ///< Graph name to node map; "@merged" is all of them
  kg_str graph;       ///< The one at work
  kg__json *embedded; ///< Graph name to object of ids embedded so far
  const kg__ancestor *ancestors;
} kg__framing;

typedef struct kg__frame_flags {
  kg_jsonld_embed embed;
  bool explicit_only, require_all;
} kg__frame_flags;

static inline kg__json *
kg__framing_nodes(const kg__framing *f)
{
  return kg__json_get(f->graphs, f->graph);
}

/** The first item of an array, the thing itself if it is none, null of nothing. */
static inline kg__json *
kg__first(kg__json *v)
{
  return !kg__json_is_array(v) ? v : v->n_items ? v->items[0] : NULL;
}

bool kg__frame_is_reference(const kg__json *v); ///< Only "@id"

/** Frame matching (Framing, 4.2.2), of a node. */
bool kg__frame_matches(kg__framing *f, kg__json *node, kg__json *frame, bool require_all);

/** Value matching (4.2.4). */
bool kg__frame_matches_value(kg__json *pattern, kg__json *value);

#endif
