// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "loaders/tables/graph.h"

#include "kg/base/vec.h"
#include "kg/vocab.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

void
kg__graph_release(kg__graph *graph)
{
  kg__map_release(&graph->ids);
  kg_buf_release(&graph->key);
  free(graph->nodes.items);
  free(graph->edges.items);
  free(graph->first);
  *graph = (kg__graph){0};
}

static kg_str
plain_datatype(const kg_term *term)
{
  bool plain = term->kind != KG_TERM_LITERAL || term->language.len ||
               kg_str_equal(term->datatype, KG_STR(KG_XSD_STRING));
  return plain ? (kg_str){0} : term->datatype;
}

// The key of a term: its kind, what keeps it apart from others of the same text, and the text.
static kg_status
key_of(kg__graph *graph, const kg_term *term)
{
  static const char KIND[] = "-_<\"-";
  kg_str kind = plain_datatype(term);
  kg_buf_clear(&graph->key);
  KG_TRY(kg_buf_add_char(&graph->key, KIND[term->kind]));
  if (term->kind == KG_TERM_BLANK)
    KG_TRY(kg_buf_printf(&graph->key, "%u:", graph->file));
  if (term->kind == KG_TERM_LITERAL) {
    KG_TRY(kg_buf_add_str(&graph->key, kind));
    KG_TRY(kg_buf_add_char(&graph->key, '@'));
    KG_TRY(kg_buf_add_str(&graph->key, term->language));
    KG_TRY(kg_buf_add_char(&graph->key, ':'));
  }
  return kg_buf_add_str(&graph->key, term->value);
}

static kg_status
node_of(kg__graph *graph, const kg_term *term, kg__node *node)
{
  uint64_t *at;
  bool made;
  KG_TRY(key_of(graph, term));
  KG_TRY(kg__map_put(&graph->ids, kg_buf_str(&graph->key), graph->nodes.n + 1, &at, &made));
  *node = (kg__node)*at;
  if (!made)
    return KG_OK;
  kg_str key = kg__map_key(&graph->ids, kg_buf_str(&graph->key));
  KG_TRY(kg__vec_add(&graph->nodes));
  kg_str datatype = kg_arena_str(graph->ids.keys, plain_datatype(term));
  if (!datatype.ptr)
    return KG_ERR_NOMEM;
  bool english = !term->language.len || kg_str_starts(term->language, KG_STR("en"));
  graph->nodes.items[graph->nodes.n - 1] = (kg__graph_node){
      term->kind, {key.ptr + key.len - term->value.len, term->value.len}, datatype, !english};
  return KG_OK;
}

static kg_status
add_quad(void *self, const kg_quad *quad, kg_error *err)
{
  (void)err;
  kg__graph *graph = self;
  kg__graph_edge e = {.order = (uint32_t)graph->edges.n};
  KG_TRY(node_of(graph, &quad->subject, &e.s));
  KG_TRY(node_of(graph, &quad->predicate, &e.p));
  KG_TRY(node_of(graph, &quad->object, &e.o));
  KG_TRY(kg__vec_add(&graph->edges));
  graph->edges.items[graph->edges.n - 1] = e;
  return KG_OK;
}

kg_status
kg__graph_read(kg__graph *graph, kg_world *world, kg_source *source, kg_error *err)
{
  kg_sink sink = {.self = graph, .quad = add_quad};
  kg_read_options options = {.format = KG_FORMAT_TURTLE};
  graph->file++;
  return kg_read(world, source, &options, &sink, err);
}

static int
by_name(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static kg_status
list_turtle(const char *folder, char ***names, size_t *count, kg_error *err)
{
  struct {
    char **items;
    size_t n, capacity;
  } found = {0};
  DIR *dir = opendir(folder);
  if (!dir && errno != ENOENT)
    return kg_error_set(err, KG_ERR_IO, "cannot read the folder %s: %s", folder, strerror(errno));
  kg_status st = KG_OK;
  for (struct dirent *entry; dir && !st && (entry = readdir(dir));) {
    kg_str name = kg_str_of(entry->d_name);
    if (name.ptr[0] == '.' || !kg_str_ends(name, KG_STR(".ttl")))
      continue;
    st = kg__vec_add(&found);
    if (!st && asprintf(&found.items[found.n - 1], "%s/%s", folder, entry->d_name) < 0) {
      found.n--;
      st = KG_ERR_NOMEM;
    }
  }
  if (dir)
    closedir(dir);
  if (found.n)
    qsort(found.items, found.n, sizeof *found.items, by_name);
  *names = found.items;
  *count = found.n;
  return st;
}

kg_status
kg__each_turtle(const char *folder, kg_status (*each)(void *self, const char *path, kg_error *err),
                void *self, kg_error *err)
{
  char **names = NULL;
  size_t n = 0;
  kg_status st = list_turtle(folder, &names, &n, err);
  for (size_t i = 0; i < n; i++) {
    if (!st)
      st = each(self, names[i], err);
    free(names[i]);
  }
  free(names);
  return st;
}

kg_status
kg__graph_read_file(kg__graph *graph, kg_world *world, const char *path, kg_error *err)
{
  kg_source *source = NULL;
  KG_TRY(kg_source_open(path, &source, err));
  kg_status st = kg__graph_read(graph, world, source, err);
  if (st && err && !*err->source)
    kg_error_set_source(err, path, strlen(path));
  kg_source_close(source);
  return st;
}

typedef struct reading {
  kg__graph *graph;
  kg_world *world;
} reading;

static kg_status
read_file(void *self, const char *path, kg_error *err)
{
  reading *r = self;
  return kg__graph_read_file(r->graph, r->world, path, err);
}

kg_status
kg__graph_read_folder(kg__graph *graph, kg_world *world, const char *folder, kg_error *err)
{
  return kg__each_turtle(folder, read_file, &(reading){graph, world}, err);
}

static int
by_subject(const void *a, const void *b)
{
  const kg__graph_edge *x = a, *y = b;
  if (x->s != y->s)
    return x->s < y->s ? -1 : 1;
  if (x->p != y->p)
    return x->p < y->p ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

kg_status
kg__graph_sort(kg__graph *graph)
{
  free(graph->first);
  graph->first = calloc(graph->nodes.n + 2, sizeof *graph->first);
  if (!graph->first)
    return KG_ERR_NOMEM;
  if (graph->edges.n)
    qsort(graph->edges.items, graph->edges.n, sizeof *graph->edges.items, by_subject);
  size_t e = 0;
  for (size_t s = 0; s <= graph->nodes.n + 1; s++) {
    while (e < graph->edges.n && graph->edges.items[e].s < s)
      e++;
    graph->first[s] = e;
  }
  return KG_OK;
}

kg__node
kg__graph_find(const kg__graph *graph, kg_str iri)
{
  char key[512] = "<";
  if (iri.len > sizeof key - 1)
    return 0;
  memcpy(key + 1, iri.ptr, iri.len);
  uint64_t *at = kg__map_find(&graph->ids, (kg_str){key, iri.len + 1});
  return at ? (kg__node)*at : 0;
}

const kg__graph_edge *
kg__graph_edges(const kg__graph *graph, kg__node s, kg__node p, size_t *n)
{
  *n = 0;
  if (!s || s > graph->nodes.n)
    return NULL;
  size_t from = graph->first[s], to = graph->first[s + 1];
  while (p && from < to && graph->edges.items[from].p != p)
    from++;
  size_t end = from;
  while (end < to && (!p || graph->edges.items[end].p == p))
    end++;
  *n = end - from;
  return graph->edges.items + from;
}

kg__node
kg__graph_object(const kg__graph *graph, kg__node s, kg__node p)
{
  size_t n;
  const kg__graph_edge *e = p ? kg__graph_edges(graph, s, p, &n) : NULL;
  return e && n ? e->o : 0;
}

kg_str
kg__graph_text(const kg__graph *graph, kg__node node)
{
  return node ? graph->nodes.items[node - 1].value : (kg_str){0};
}
