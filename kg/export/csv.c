// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The names of the first columns are those that Gephi's and Cytoscape's import look for.

#include "kg/export/escape.h"
#include "kg/export/writers.h"

static void
add(kg_output *out, const char *text)
{
  kg_output_add_str(out, kg_str_of(text));
}

static void
put_head(kg_output *out, const char *first, const kg__attribute *attributes, size_t from)
{
  add(out, first);
  for (size_t i = from; attributes[i].name; i++)
    kg_output_printf(out, ",%s", attributes[i].name);
  add(out, "\r\n");
}

static void
put_cell(const kg__projection *p, kg_output *out, kg_str value, bool first)
{
  if (!first)
    add(out, ",");
  kg__csv_add(out, value, p->options->csv_safe);
}

static kg_status
put_node(kg__projection *p, kg_output *out, const kg__node_view *node, kg_error *err)
{
  put_cell(p, out, node->iri, true);
  put_cell(p, out, node->label, false);
  for (size_t i = 1; kg__node_attributes[i].name; i++) {
    kg_str value;
    KG_TRY(kg__node_value(p, node, i, &value, err));
    put_cell(p, out, value, false);
  }
  add(out, "\r\n");
  return KG_OK;
}

static kg_status
put_edge(kg__projection *p, kg_output *out, const kg__edge_view *edge, kg_error *err)
{
  const kg__node_view *source = &p->nodes.items[edge->source], *target = &p->nodes.items[edge->target];
  put_cell(p, out, source->iri, true);
  put_cell(p, out, target->iri, false);
  put_cell(p, out, KG_STR("Directed"), false);
  put_cell(p, out, edge->label, false);
  put_cell(p, out, source->label, false);
  put_cell(p, out, target->label, false);
  for (size_t i = 0; kg__edge_attributes[i].name; i++) {
    kg_str value;
    KG_TRY(kg__edge_value(p, edge, i, &value, err));
    put_cell(p, out, value, false);
  }
  add(out, "\r\n");
  return KG_OK;
}

kg_status
kg__csv_write(kg__projection *p, kg_output *out, kg_error *err)
{
  if (p->options->csv_nodes) {
    put_head(out, "Id,Label", kg__node_attributes, 1);
    for (size_t i = 0; i < p->n_shown; i++)
      KG_TRY(put_node(p, out, &p->nodes.items[p->order[i]], err));
    return KG_OK;
  }
  put_head(out, "Source,Target,Type,Label,source_label,target_label", kg__edge_attributes, 0);
  for (size_t i = 0; i < p->edges.n; i++)
    KG_TRY(put_edge(p, out, &p->edges.items[i], err));
  return KG_OK;
}
