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
put_value(kg_output *out, const kg__attribute *attribute, kg_str value)
{
  if (!value.len)
    return;
  kg_output_printf(out, ",\"%s\":", attribute->name);
  bool number = attribute->type != KG__TEXT && value.ptr[0] >= '0' && value.ptr[0] <= '9' &&
                value.ptr[value.len - 1] != '.' &&
                !(value.len > 1 && value.ptr[0] == '0' && value.ptr[1] != '.');
  if (number)
    kg_output_add_str(out, value);
  else
    kg__json_add(out, value);
}

static kg_status
put_node(kg__projection *p, kg_output *out, const kg__node_view *node, kg_error *err)
{
  kg_output_printf(out, "{\"data\":{\"id\":\"n%zu\",\"label\":", node->shown);
  kg__json_add(out, node->label);
  for (size_t i = 0; kg__node_attributes[i].name; i++) {
    kg_str value;
    KG_TRY(kg__node_value(p, node, i, &value, err));
    put_value(out, &kg__node_attributes[i], value);
  }
  kg_output_printf(out, ",\"color\":\"%s\"}}", kg__class_colour(node->class_iri));
  return KG_OK;
}

static kg_status
put_edge(kg__projection *p, kg_output *out, size_t n, kg_error *err)
{
  const kg__edge_view *edge = &p->edges.items[n];
  kg_output_printf(out, "{\"data\":{\"id\":\"e%zu\",\"source\":\"n%zu\",\"target\":\"n%zu\",\"label\":", n,
                   p->nodes.items[edge->source].shown, p->nodes.items[edge->target].shown);
  kg__json_add(out, edge->label);
  for (size_t i = 0; kg__edge_attributes[i].name; i++) {
    kg_str value;
    KG_TRY(kg__edge_value(p, edge, i, &value, err));
    put_value(out, &kg__edge_attributes[i], value);
  }
  add(out, "}}");
  return KG_OK;
}

kg_status
kg__elements_write(kg__projection *p, kg_output *out, kg_error *err)
{
  add(out, "{\"nodes\":[\n");
  for (size_t i = 0; i < p->n_shown; i++) {
    KG_TRY(put_node(p, out, &p->nodes.items[p->order[i]], err));
    add(out, i + 1 < p->n_shown ? ",\n" : "\n");
  }
  add(out, "],\"edges\":[\n");
  for (size_t i = 0; i < p->edges.n; i++) {
    KG_TRY(put_edge(p, out, i, err));
    add(out, i + 1 < p->edges.n ? ",\n" : "\n");
  }
  add(out, "]}");
  return KG_OK;
}

kg_status
kg__cytoscape_write(kg__projection *p, kg_output *out, kg_error *err)
{
  add(out, "{\"format_version\":\"1.0\",\"generated_by\":\"kg\",\"elements\":");
  KG_TRY(kg__elements_write(p, out, err));
  add(out, "}\n");
  return KG_OK;
}
