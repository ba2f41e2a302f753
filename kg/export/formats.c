// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/export.h"

#include <strings.h>

typedef struct format {
  const char *name, *media_type;
  const char *endings[2];
} format;

static const format formats[] = {
    [KG_GRAPH_GEXF] = {"gexf", "application/gexf+xml", {"gexf"}},
    [KG_GRAPH_GRAPHML] = {"graphml", "application/graphml+xml", {"graphml"}},
    [KG_GRAPH_DOT] = {"dot", "text/vnd.graphviz", {"dot", "gv"}},
    [KG_GRAPH_SVG] = {"svg", "image/svg+xml", {"svg"}},
    [KG_GRAPH_CYTOSCAPE] = {"cytoscape", "application/vnd.cytoscape+json", {"cyjs"}},
    [KG_GRAPH_CSV] = {"csv", "text/csv", {"csv"}},
    [KG_GRAPH_HTML] = {"html", "text/html", {"html", "htm"}},
    [KG_GRAPH_NANOPUB] = {"nanopub", "application/trig; profile=nanopub", {0}},
};
enum { N_FORMATS = sizeof formats / sizeof *formats };

static bool
same(kg_str s, const char *z)
{
  return z && strlen(z) == s.len && strncasecmp(s.ptr, z, s.len) == 0;
}

kg_graph_format
kg_graph_format_from_name(kg_str name)
{
  for (size_t i = 1; i < N_FORMATS; i++) {
    if (same(name, formats[i].name) || same(name, formats[i].media_type))
      return (kg_graph_format)i;
  }
  return KG_GRAPH_NONE;
}

kg_graph_format
kg_graph_format_from_path(kg_str path)
{
  size_t dot = path.len;
  while (dot && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/')
    dot--;
  kg_str ending = {path.ptr + dot, path.len - dot};
  for (size_t i = 1; dot && path.ptr[dot - 1] == '.' && i < N_FORMATS; i++) {
    if (same(ending, formats[i].endings[0]) || same(ending, formats[i].endings[1]))
      return (kg_graph_format)i;
  }
  return KG_GRAPH_NONE;
}

const char *
kg_graph_format_name(kg_graph_format f)
{
  return f > KG_GRAPH_NONE && f <= KG_GRAPH_NANOPUB ? formats[f].name : "none";
}

const char *
kg_graph_format_media_type(kg_graph_format f)
{
  return f > KG_GRAPH_NONE && f <= KG_GRAPH_NANOPUB ? formats[f].media_type : "application/octet-stream";
}
