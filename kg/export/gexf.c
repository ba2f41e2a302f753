// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// GEXF 1.3.  The time of a claim is the life of its edge, or of its node where claims are nodes.

#include "kg/export/escape.h"
#include "kg/export/writers.h"

#include <stdio.h>

static void
add(kg_output *out, const char *text)
{
  kg_output_add_str(out, kg_str_of(text));
}

static void
declare(kg_output *out, const char *class, const kg__attribute *attributes)
{
  static const char *const types[] = {
      [KG__TEXT] = "string", [KG__INTEGER] = "integer", [KG__NUMBER] = "double"};
  kg_output_printf(out, "    <attributes class=\"%s\">\n", class);
  for (size_t i = 0; attributes[i].name; i++)
    kg_output_printf(out, "      <attribute id=\"%zu\" title=\"%s\" type=\"%s\"/>\n", i, attributes[i].name,
                     types[attributes[i].type]);
  add(out, "    </attributes>\n");
}

static void
put_value(kg_output *out, size_t i, kg_str value)
{
  if (!value.len)
    return;
  kg_output_printf(out, "          <attvalue for=\"%zu\" value=\"", i);
  kg__xml_add(out, value);
  add(out, "\"/>\n");
}

static void
put_life(kg_output *out, const kg__claim_view *claim)
{
  char first[16], last[16];
  if (!claim)
    return;
  kg__claim_days(claim, first, last);
  if (first[0])
    kg_output_printf(out, " start=\"%s\"", first);
  if (last[0])
    kg_output_printf(out, " end=\"%s\"", last);
}

static kg_status
put_node(kg__projection *p, kg_output *out, const kg__node_view *node, kg_error *err)
{
  unsigned r, g, b;
  kg_output_printf(out, "      <node id=\"n%zu\" label=\"", node->shown);
  kg__xml_add(out, node->label);
  add(out, "\"");
  put_life(out, kg__node_claim(p, node));
  add(out, ">\n        <attvalues>\n");
  for (size_t i = 0; kg__node_attributes[i].name; i++) {
    kg_str value;
    KG_TRY(kg__node_value(p, node, i, &value, err));
    put_value(out, i, value);
  }
  sscanf(kg__class_colour(node->class_iri), "#%2x%2x%2x", &r, &g, &b);
  kg_output_printf(
      out, "        </attvalues>\n        <viz:color r=\"%u\" g=\"%u\" b=\"%u\"/>\n      </node>\n", r, g, b);
  return KG_OK;
}

static kg_status
put_edge(kg__projection *p, kg_output *out, size_t n, kg_error *err)
{
  const kg__edge_view *edge = &p->edges.items[n];
  kg_output_printf(out, "      <edge id=\"e%zu\" source=\"n%zu\" target=\"n%zu\" label=\"", n,
                   p->nodes.items[edge->source].shown, p->nodes.items[edge->target].shown);
  kg__xml_add(out, edge->label);
  add(out, "\" kind=\""); // Gephi joins parallel edges of one kind
  kg__xml_add(out, edge->property);
  add(out, "\"");
  put_life(out, kg__edge_claim(p, edge));
  add(out, ">\n        <attvalues>\n");
  for (size_t i = 0; kg__edge_attributes[i].name; i++) {
    kg_str value;
    KG_TRY(kg__edge_value(p, edge, i, &value, err));
    put_value(out, i, value);
  }
  add(out, "        </attvalues>\n      </edge>\n");
  return KG_OK;
}

kg_status
kg__gexf_write(kg__projection *p, kg_output *out, kg_error *err)
{
  add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n"
           "  <meta>\n    <creator>kg</creator>\n  </meta>\n"
           "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" "
           "timerepresentation=\"interval\">\n");
  declare(out, "node", kg__node_attributes);
  declare(out, "edge", kg__edge_attributes);
  add(out, "    <nodes>\n");
  for (size_t i = 0; i < p->n_shown; i++)
    KG_TRY(put_node(p, out, &p->nodes.items[p->order[i]], err));
  add(out, "    </nodes>\n    <edges>\n");
  for (size_t i = 0; i < p->edges.n; i++)
    KG_TRY(put_edge(p, out, i, err));
  add(out, "    </edges>\n  </graph>\n</gexf>\n");
  return KG_OK;
}
