// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// For pictures: entities without a relation are only counted, edges alike in ends and modality are drawn as
// one with their labels below each other, long labels are broken into lines and cut.  What was cut is in the
// tooltip.  Graphviz keeps the labels of edges clear of all else only in small, layered drawings; in our own
// picture of a larger graph each such label is therefore a node in the middle of its edge.

#include "kg/base/utf8.h"
#include "kg/base/vec.h"
#include "kg/export/escape.h"
#include "kg/export/writers.h"

#include <stdlib.h>

enum {
  LINE = 22,
  LONGEST = 80,
  LEGEND = 40,
  WHOLE = 2000,
  MOST = 5,
  FORCED = 25,
  MANY = 250
}; // code points; lines

typedef struct style {
  const char *modality, *attributes, *shown;
} style;

static const style styles[] = {
    {"Asserted", "color=\"#4a5560\"", "asserted"},
    {"Predicted", "color=\"#2b6cb0\" fontcolor=\"#2b6cb0\" style=dashed", "predicted"},
    {"Proposed", "color=\"#6b46c1\" fontcolor=\"#6b46c1\" style=dashed", "proposed"},
    {"Possible", "color=\"#8a6d1d\" fontcolor=\"#8a6d1d\" style=dotted", "possible"},
    {"Unlikely", "color=\"#a0522d\" fontcolor=\"#a0522d\" style=dotted", "unlikely"},
    {"Denied", "color=\"#c53030\" fontcolor=\"#c53030\" style=dashed arrowhead=tee", "denied"},
};
enum { N_STYLES = sizeof styles / sizeof *styles, MODALITY = 2 };

static void
add(kg_output *out, const char *text)
{
  kg_output_add_str(out, kg_str_of(text));
}

// ---- labels

static kg_str
cut(kg_str text, size_t most, bool *shortened)
{
  kg_str rest = text;
  size_t n = 0;
  uint32_t c;
  while (rest.len && n++ < most) {
    size_t len = kg__utf8_decode(rest, &c);
    rest.ptr += len ? len : 1;
    rest.len -= len ? len : 1;
  }
  *shortened = rest.len > 0;
  return (kg_str){text.ptr, text.len - rest.len};
}

// Lines are broken at spaces.
static void
put_wrapped(kg_output *out, kg_str text)
{
  bool shortened;
  size_t column = 0;
  text = cut(text, LONGEST, &shortened);
  while (text.len) {
    const char *space = memchr(text.ptr, ' ', text.len);
    size_t len = space ? (size_t)(space - text.ptr) : text.len;
    kg_str word = {text.ptr, len};
    size_t width = kg__utf8_count(word);
    if (column && column + 1 + width > LINE) {
      add(out, "\\n");
      column = 0;
    } else if (column) {
      add(out, " ");
      column++;
    }
    kg__dot_add(out, word, false);
    column += width;
    len += space != NULL;
    text = (kg_str){text.ptr + len, text.len - len};
  }
  if (shortened)
    add(out, "\u2026");
}

// Graphviz refuses strings of more than 16384 bytes.
static void
put_cut(kg_output *out, kg_str text, size_t most, bool tooltip)
{
  bool shortened;
  kg__dot_add(out, cut(text, most, &shortened), tooltip);
  if (shortened)
    add(out, "\u2026");
}

static void
put_attribute(kg_output *out, const char *name, kg_str value)
{
  if (!value.len)
    return;
  kg_output_printf(out, " %s=\"", name);
  put_cut(out, value, WHOLE, strcmp(name, "tooltip") == 0);
  add(out, "\"");
}

// ---- nodes

static void
put_node(kg_output *out, const kg__node_view *node)
{
  kg_output_printf(out, "  n%zu [label=\"", node->shown);
  put_wrapped(out, node->label);
  kg_output_printf(out, "\" fillcolor=\"%s\"", kg__class_colour(node->class_iri));
  if (node->kind == KG__CLAIM)
    add(out, " shape=note");
  put_attribute(out, "tooltip", node->label);
  put_attribute(out, "class_label", node->class_label);
  put_attribute(out, "iri", node->iri);
  add(out, "];\n");
}

// ---- edges

static const style *
style_of(kg_str modality)
{
  for (size_t i = 0; i < N_STYLES; i++) {
    if (kg_str_equal(modality, kg_str_of(styles[i].modality)))
      return &styles[i];
  }
  return &styles[0];
}

typedef struct drawn {
  const style *style;
  size_t source, target;
  struct {
    const kg__edge_view **items;
    size_t n, capacity;
  } edges; ///< In order of property
} drawn;

typedef struct picture {
  kg__projection *p;
  struct {
    drawn *items;
    size_t n, capacity;
  } lines;
  bool seen[N_STYLES];
} picture;

static kg_status
join_line(drawn *line, const kg__edge_view *edge)
{
  KG_TRY(kg__vec_add(&line->edges));
  line->edges.items[line->edges.n - 1] = edge;
  return KG_OK;
}

// Edges are sorted by their ends: those alike are near.
static kg_status
collect_edge(picture *d, const kg__edge_view *edge, kg_error *err)
{
  kg_str modality;
  KG_TRY(kg__edge_value(d->p, edge, MODALITY, &modality, err));
  const style *drawn_as = style_of(modality);
  d->seen[drawn_as - styles] = true;
  for (size_t i = d->lines.n; i-- > 0;) {
    drawn *line = &d->lines.items[i];
    if (line->source != edge->source || line->target != edge->target)
      break;
    if (line->style == drawn_as)
      return join_line(line, edge);
  }
  KG_TRY(kg__vec_add(&d->lines));
  drawn *line = &d->lines.items[d->lines.n - 1];
  *line = (drawn){.style = drawn_as, .source = edge->source, .target = edge->target};
  return join_line(line, edge);
}

static kg_status
collect(picture *d, kg_error *err)
{
  for (size_t i = 0; i < d->p->edges.n; i++)
    KG_TRY(collect_edge(d, &d->p->edges.items[i], err));
  return KG_OK;
}

// The edge behind those that say the same as the i-th.
static size_t
after_like(const drawn *line, size_t i)
{
  size_t end = i + 1;
  while (end < line->edges.n &&
         kg_str_equal(line->edges.items[end]->property, line->edges.items[i]->property))
    end++;
  return end;
}

static void
put_line_label(kg_output *out, const drawn *line)
{
  add(out, "label=\"");
  for (size_t i = 0, end; i < line->edges.n; i = end) {
    end = after_like(line, i);
    add(out, i ? "\\n" : "");
    put_wrapped(out, line->edges.items[i]->label);
    if (end - i > 1)
      kg_output_printf(out, " \u00d7%zu", end - i);
  }
  add(out, "\"");
}

static void
put_line_properties(kg_output *out, const drawn *line)
{
  add(out, " property=\"");
  for (size_t i = 0, n = 0; i < line->edges.n && n < MOST; i = after_like(line, i), n++) {
    add(out, i ? " " : "");
    put_cut(out, line->edges.items[i]->property, WHOLE / MOST, false);
  }
  add(out, "\"");
}

// The quotes, else the labels.
static kg_status
put_line_tooltip(picture *d, kg_output *out, const drawn *line, kg_error *err)
{
  enum { QUOTE = 8 };
  add(out, " tooltip=\"");
  for (size_t i = 0; i < line->edges.n && i < MOST; i++) {
    kg_str quote;
    KG_TRY(kg__edge_value(d->p, line->edges.items[i], QUOTE, &quote, err));
    add(out, i ? "\\n" : "");
    put_cut(out, quote.len ? quote : line->edges.items[i]->label, WHOLE / MOST, true);
  }
  add(out, "\"");
  return KG_OK;
}

static kg_status
put_line(picture *d, kg_output *out, const drawn *line, kg_error *err)
{
  kg_output_printf(out, "  n%zu -> n%zu [%s ", d->p->nodes.items[line->source].shown,
                   d->p->nodes.items[line->target].shown, line->style->attributes);
  put_line_label(out, line);
  KG_TRY(put_line_tooltip(d, out, line, err));
  put_line_properties(out, line);
  add(out, "];\n");
  return KG_OK;
}

static kg_status
put_line_with_node(picture *d, kg_output *out, size_t i, kg_error *err)
{
  const drawn *line = &d->lines.items[i];
  const char *look = line->style->attributes, *colour = strchr(look, '#');
  kg_output_printf(out, "  l%zu [shape=plain style=filled fillcolor=white fontsize=9 fontcolor=\"%.7s\" ", i,
                   colour);
  put_line_label(out, line);
  KG_TRY(put_line_tooltip(d, out, line, err));
  kg_output_printf(out, "];\n  n%zu -> l%zu [%s arrowhead=none];\n  l%zu -> n%zu [%s];\n",
                   d->p->nodes.items[line->source].shown, i, look, i, d->p->nodes.items[line->target].shown,
                   look);
  return KG_OK;
}

// ---- legend

static int
by_class(const void *a, const void *b)
{
  const kg__node_view *x = *(const kg__node_view *const *)a, *y = *(const kg__node_view *const *)b;
  return kg_str_compare(x->class_iri, y->class_iri);
}

static void
put_legend_entry(kg_output *out, size_t n, const char *colour, kg_str label)
{
  bool shortened = false;
  if (n && n % 6 == 0)
    add(out, "</TR><TR>");
  kg_output_printf(out, "<TD BGCOLOR=\"%s\" WIDTH=\"18\"> </TD><TD ALIGN=\"LEFT\">", colour);
  kg__xml_add(out, label.len ? cut(label, LEGEND, &shortened) : KG_STR("no class"));
  if (shortened)
    add(out, "\u2026");
  add(out, "&#160;&#160;</TD>");
}

static kg_status
put_classes(const picture *d, kg_output *out)
{
  const kg__node_view **nodes = malloc((d->p->n_shown + 1) * sizeof *nodes);
  size_t n = 0, entries = 0;
  if (!nodes)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < d->p->n_shown; i++) {
    const kg__node_view *node = &d->p->nodes.items[d->p->order[i]];
    if (node->degree)
      nodes[n++] = node;
  }
  qsort(nodes, n, sizeof *nodes, by_class);
  for (size_t i = 0; i < n; i++) {
    if (i && kg_str_equal(nodes[i]->class_iri, nodes[i - 1]->class_iri))
      continue;
    put_legend_entry(out, entries++, kg__class_colour(nodes[i]->class_iri), nodes[i]->class_label);
  }
  if (!n)
    add(out, "<TD>nothing to show</TD>");
  free(nodes);
  return KG_OK;
}

static void
put_modalities(const picture *d, kg_output *out)
{
  for (size_t i = 0; i < N_STYLES; i++) {
    char colour[8] = "";
    if (!d->seen[i])
      continue;
    memcpy(colour, strchr(styles[i].attributes, '#'), 7);
    kg_output_printf(out, "<FONT COLOR=\"%s\">%s %s&#160;&#160;&#160;</FONT>", colour,
                     strstr(styles[i].attributes, "dashed")   ? "&#8211; &#8211;"
                     : strstr(styles[i].attributes, "dotted") ? "&#183;&#183;&#183;&#183;"
                                                              : "&#8212;&#8212;",
                     styles[i].shown);
  }
}

static kg_status
put_legend(const picture *d, kg_output *out)
{
  size_t alone = 0;
  for (size_t i = 0; i < d->p->n_shown; i++)
    alone += d->p->nodes.items[d->p->order[i]].degree == 0;
  add(out, "  label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\"><TR><TD>"
           "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\"><TR>");
  KG_TRY(put_classes(d, out));
  add(out, "</TR></TABLE></TD></TR><TR><TD>");
  put_modalities(d, out);
  if (alone)
    kg_output_printf(out, "</TD></TR><TR><TD>%zu without a relation not drawn", alone);
  add(out, "</TD></TR></TABLE>>;\n");
  return KG_OK;
}

// The legend's letters grow with the picture, which is shown as a whole.
static size_t
legend_size(const picture *d)
{
  size_t size = 12;
  while (size < 48 && size * size < d->lines.n * 2)
    size++;
  return size;
}

static void
put_head(const picture *d, kg_output *out, bool inside)
{
  kg_output_printf(out,
                   "digraph kg {\n  charset=\"UTF-8\"; fontname=\"Helvetica\"; fontsize=%zu; labelloc=b; "
                   "bgcolor=white;\n",
                   legend_size(d));
  if (d->lines.n >= FORCED)
    kg_output_printf(out, "  layout=sfdp; overlap=prism; outputorder=edgesfirst; splines=%s; %s\n",
                     d->lines.n < MANY ? "true" : "line",
                     inside ? "overlap_scaling=-3; K=0.65; sep=\"+8\";" : "overlap_scaling=-6; K=1.6;");
  else
    add(out, "  rankdir=LR; nodesep=0.2; ranksep=0.6;\n");
  add(out, "  node [shape=box style=\"rounded,filled\" color=\"#5f6b76\" fontname=\"Helvetica\" fontsize=12 "
           "margin=\"0.12,0.06\"];\n  edge [fontname=\"Helvetica\" fontsize=9 fontcolor=\"#4a5560\" "
           "arrowsize=0.7];\n");
}

static kg_status
write_picture(picture *d, kg_output *out, kg_error *err)
{
  KG_TRY(collect(d, err));
  bool inside = d->lines.n >= FORCED && d->p->options->graph == KG_GRAPH_SVG;
  put_head(d, out, inside);
  KG_TRY(put_legend(d, out));
  for (size_t i = 0; i < d->p->n_shown; i++) {
    const kg__node_view *node = &d->p->nodes.items[d->p->order[i]];
    if (node->degree)
      put_node(out, node);
  }
  for (size_t i = 0; i < d->lines.n; i++)
    KG_TRY(inside ? put_line_with_node(d, out, i, err) : put_line(d, out, &d->lines.items[i], err));
  add(out, "}\n");
  return KG_OK;
}

kg_status
kg__dot_write(kg__projection *p, kg_output *out, kg_error *err)
{
  picture d = {.p = p};
  kg_status st = write_picture(&d, out, err);
  for (size_t i = 0; i < d.lines.n; i++)
    free(d.lines.items[i].edges.items);
  free(d.lines.items);
  return st;
}
