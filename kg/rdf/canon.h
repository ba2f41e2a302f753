// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The dataset being made canonical, and the hash of a node among its neighbours. */
#ifndef KG_RDF_CANON_H
#define KG_RDF_CANON_H

#include "kg/base/map.h"
#include "kg/base/hash.h"
#include "kg/canon.h"

#define KG__NO_NODE UINT32_MAX

typedef struct kg__canon_hash {
  char hex[KG__SHA256_TEXT_SIZE];
} kg__canon_hash;

typedef struct kg__canon_node {
  kg__canon_hash hash;        ///< Of its first degree
  uint64_t colour;            ///< Of what is around it, for labels of our own; else 0
  uint32_t number;            ///< Canonical; KG__NO_NODE: not told yet
  uint32_t temporary;         ///< Of the issuer in use
  size_t first_quad, n_quads; ///< In `quads_of`
} kg__canon_node;

typedef struct kg__canon_list {
  uint32_t *items;
  size_t n, capacity;
} kg__canon_list;

struct kg_canon {
  kg_canon_options options;
  kg_arena *arena;
  struct {
    kg_quad *items;
    size_t n, capacity;
  } quads;
  kg__map labels;
  kg__canon_node *nodes;
  size_t n_nodes;
  size_t *quads_of;
  uint32_t n_numbers;
  kg__canon_list issued; ///< By the temporary issuer, in order
  uint64_t work;
  kg_str *lines;
  kg_error *err;
};

uint32_t kg__canon_node_of(const kg_canon *c, const kg_term *term);

/**
   Hash N-Degree Quads, of a node that the temporary issuer has issued; what it issues more stays issued.

   KG_OK, KG_ERR_NOMEM, KG_ERR_LIMIT or what kg_limits_check() says.
*/
kg_status kg__canon_hash_neighbours(kg_canon *c, uint32_t node, unsigned depth, kg__canon_hash *hash);

/** Give nodes that look alike alone a colour by what is around them; `order` is that of the hashes. */
kg_status kg__canon_refine(kg_canon *c, const uint32_t *order);

kg_status kg__canon_issue(kg_canon *c, uint32_t node);

/** Take back what was issued after the first `n`. */
void kg__canon_unissue(kg_canon *c, size_t n);

#endif
