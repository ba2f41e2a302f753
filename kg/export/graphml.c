// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/export/escape.h"
#include "kg/export/writers.h"

static void
add(kg_output *out, const char *text)
{
  kg_output_add_str(out, kg_str_of(text));
}

static void
declare(kg_output *out, const char *what, const kg__attribute *attributes)
{
  static const char *const types[] = {[KG__TEXT] = "string", [KG__INTEGER] = "int", [KG__NUMBER] = "double"};
  kg_output_printf(out, "  <key id=\"%s_label\" for=\"%s\" attr.name=\"label\" attr.type=\"string\"/>\n",
                   what, what);
  for (size_t i = 0; attributes[i].name; i++)
    kg_output_printf(out, "  <key id=\"%s_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", what,
                     attributes[i].name, what, attributes[i].name, types[attributes[i].type]);
}

static void
put_data(kg_output *out, const char *what, const char *name, kg_str value)
{
  if (!value.len)
    return;
  kg_output_printf(out, "      <data key=\"%s_%s\">", what, name);
  kg__xml_add(out, value);
  add(out, "</data>\n");
}

static kg_status
put_node(kg__projection *p, kg_output *out, const kg__node_view *node, kg_error *err)
{
  kg_output_printf(out, "    <node id=\"n%zu\">\n", node->shown);
  put_data(out, "node", "label", node->label);
  for (size_t i = 0; kg__node_attributes[i].name; i++) {
    kg_str value;
    KG_TRY(kg__node_value(p, node, i, &value, err));
    put_data(out, "node", kg__node_attributes[i].name, value);
  }
  kg_output_printf(out, "      <data key=\"node_color\">%s</data>\n    </node>\n",
                   kg__class_colour(node->class_iri));
  return KG_OK;
}

static kg_status
put_edge(kg__projection *p, kg_output *out, size_t n, kg_error *err)
{
  const kg__edge_view *edge = &p->edges.items[n];
  kg_output_printf(out, "    <edge id=\"e%zu\" source=\"n%zu\" target=\"n%zu\">\n", n,
                   p->nodes.items[edge->source].shown, p->nodes.items[edge->target].shown);
  put_data(out, "edge", "label", edge->label);
  for (size_t i = 0; kg__edge_attributes[i].name; i++) {
    kg_str value;
    KG_TRY(kg__edge_value(p, edge, i, &value, err));
    put_data(out, "edge", kg__edge_attributes[i].name, value);
  }
  add(out, "    </edge>\n");
  return KG_OK;
}

kg_status
kg__graphml_write(kg__projection *p, kg_output *out, kg_error *err)
{
  add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
           "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
  declare(out, "node", kg__node_attributes);
  add(out, "  <key id=\"node_color\" for=\"node\" attr.name=\"color\" attr.type=\"string\"/>\n");
  declare(out, "edge", kg__edge_attributes);
  add(out, "  <graph id=\"kg\" edgedefault=\"directed\">\n");
  for (size_t i = 0; i < p->n_shown; i++)
    KG_TRY(put_node(p, out, &p->nodes.items[p->order[i]], err));
  for (size_t i = 0; i < p->edges.n; i++)
    KG_TRY(put_edge(p, out, i, err));
  add(out, "  </graph>\n</graphml>\n");
  return KG_OK;
}
