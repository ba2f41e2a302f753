// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The formats: each writes a projection and leaves the flushing to its caller. */
#ifndef KG_EXPORT_WRITERS_H
#define KG_EXPORT_WRITERS_H

#include "kg/export/attributes.h"

typedef kg_status (*kg__graph_writer)(kg__projection *projection, kg_output *out, kg_error *err);

kg_status kg__gexf_write(kg__projection *projection, kg_output *out, kg_error *err);
kg_status kg__graphml_write(kg__projection *projection, kg_output *out, kg_error *err);
kg_status kg__dot_write(kg__projection *projection, kg_output *out, kg_error *err);
kg_status kg__svg_write(kg__projection *projection, kg_output *out, kg_error *err);
kg_status kg__cytoscape_write(kg__projection *projection, kg_output *out, kg_error *err);
kg_status kg__csv_write(kg__projection *projection, kg_output *out, kg_error *err);
kg_status kg__html_write(kg__projection *projection, kg_output *out, kg_error *err);
kg_status kg__nanopub_write(kg__projection *projection, kg_output *out, kg_error *err);

/** The elements of Cytoscape.js, {"nodes": [...], "edges": [...]}, which the page reads as well. */
kg_status kg__elements_write(kg__projection *projection, kg_output *out, kg_error *err);

#endif
