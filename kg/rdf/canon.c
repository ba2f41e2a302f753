// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// RDFC-1.0, section 4.4: blank nodes are first told apart by what is said of each one alone, and those that
// still look alike by their neighbours (canon_hash.c).

#include "kg/rdf/canon.h"

#include "kg/base/vec.h"

#include <stdio.h>
#include <stdlib.h>

enum { HASH_LABEL = 12 };

static kg_status
nomem(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for the canonical form");
}

// ---- the dataset

kg_status
kg_canon_new(const kg_canon_options *options, kg_canon **canon, kg_error *err)
{
  kg_canon *c = *canon = calloc(1, sizeof *c);
  if (!c)
    return nomem(err);
  if (options)
    c->options = *options;
  if ((c->arena = kg_arena_new()))
    return KG_OK;
  kg_canon_free(c);
  *canon = NULL;
  return nomem(err);
}

void
kg_canon_free(kg_canon *canon)
{
  if (!canon)
    return;
  kg_arena_free(canon->arena);
  kg__map_release(&canon->labels);
  free(canon->quads.items);
  free(canon->nodes);
  free(canon->quads_of);
  free(canon->issued.items);
  free(canon->lines);
  free(canon);
}

static kg_status
note_labels(kg_canon *c, const kg_term *t)
{
  for (size_t i = 0; t->kind == KG_TERM_TRIPLE && i < 3; i++)
    KG_TRY(note_labels(c, &t->triple[i]));
  uint64_t *at;
  return t->kind == KG_TERM_BLANK ? kg__map_put(&c->labels, t->value, c->labels.count, &at, NULL) : KG_OK;
}

static kg_status
add_quad(void *self, const kg_quad *quad, kg_error *err)
{
  kg_canon *c = self;
  kg_quad copy = {0};
  const kg_term *from[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
  kg_term *to[] = {&copy.subject, &copy.predicate, &copy.object, &copy.graph};
  for (size_t i = 0; i < 4; i++) {
    kg_status st = kg_term_copy(from[i], c->arena, to[i]);
    st = st ? st : note_labels(c, to[i]);
    if (st)
      return kg_error_set(err, st, "%s", kg_status_name(st));
  }
  if (c->labels.count >= KG__NO_NODE || kg__vec_add(&c->quads))
    return nomem(err);
  c->quads.items[c->quads.n - 1] = copy;
  return KG_OK;
}

kg_sink
kg_canon_sink(kg_canon *canon)
{
  return (kg_sink){.self = canon, .quad = add_quad};
}

uint32_t
kg__canon_node_of(const kg_canon *c, const kg_term *term)
{
  return (uint32_t)*kg__map_find(&c->labels, term->value);
}

static int
compare_quads(const void *a, const void *b)
{
  return kg_quad_compare(a, b);
}

static void
drop_duplicates(kg_canon *c)
{
  size_t n = 0;
  if (c->quads.n)
    qsort(c->quads.items, c->quads.n, sizeof *c->quads.items, compare_quads);
  for (size_t i = 0; i < c->quads.n; i++)
    if (!n || kg_quad_compare(&c->quads.items[n - 1], &c->quads.items[i]))
      c->quads.items[n++] = c->quads.items[i];
  c->quads.n = n;
}

// ---- quads of each node

typedef struct mention {
  uint32_t node;
  size_t quad;
} mention;

typedef struct mentions {
  mention *items;
  size_t n, capacity;
} mentions;

static kg_status
note_mentions(const kg_canon *c, mentions *all, size_t quad, const kg_term *t)
{
  for (size_t i = 0; t->kind == KG_TERM_TRIPLE && i < 3; i++)
    KG_TRY(note_mentions(c, all, quad, &t->triple[i]));
  if (t->kind != KG_TERM_BLANK)
    return KG_OK;
  KG_TRY(kg__vec_add(all));
  all->items[all->n - 1] = (mention){kg__canon_node_of(c, t), quad};
  return KG_OK;
}

static int
compare_mentions(const void *a, const void *b)
{
  const mention *x = a, *y = b;
  return x->node != y->node ? (x->node > y->node) - (x->node < y->node)
                            : (x->quad > y->quad) - (x->quad < y->quad);
}

static kg_status
collect_mentions(kg_canon *c, mentions *all)
{
  for (size_t i = 0; i < c->quads.n; i++) {
    const kg_quad *q = &c->quads.items[i];
    KG_TRY(note_mentions(c, all, i, &q->subject));
    KG_TRY(note_mentions(c, all, i, &q->object));
    KG_TRY(note_mentions(c, all, i, &q->graph));
  }
  c->n_nodes = c->labels.count;
  c->nodes = calloc(c->n_nodes + 1, sizeof *c->nodes);
  c->quads_of = calloc(all->n + 1, sizeof *c->quads_of);
  return c->nodes && c->quads_of ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
index_quads(kg_canon *c)
{
  mentions all = {0};
  size_t n = 0;
  kg_status st = collect_mentions(c, &all);
  if (!st && all.n)
    qsort(all.items, all.n, sizeof *all.items, compare_mentions);
  for (size_t i = 0; !st && i < all.n; i++) {
    if (i && compare_mentions(&all.items[i - 1], &all.items[i]) == 0)
      continue;
    kg__canon_node *node = &c->nodes[all.items[i].node];
    if (!node->n_quads++)
      node->first_quad = n;
    c->quads_of[n++] = all.items[i].quad;
  }
  for (size_t i = 0; !st && i < c->n_nodes; i++)
    c->nodes[i].number = c->nodes[i].temporary = KG__NO_NODE;
  free(all.items);
  return st ? nomem(c->err) : KG_OK;
}

// ---- the first degree

// A line in which this node is called a and all others z.
static kg_status
print_masked(const kg_canon *c, uint32_t self, const kg_term *t, kg_buf *buf)
{
  if (t->kind == KG_TERM_BLANK)
    return kg_buf_add_str(buf, kg__canon_node_of(c, t) == self ? KG_STR("_:a") : KG_STR("_:z"));
  if (t->kind != KG_TERM_TRIPLE)
    return kg_term_print(t, buf);
  KG_TRY(kg_buf_add_str(buf, KG_STR("<<( ")));
  for (size_t i = 0; i < 3; i++) {
    KG_TRY(print_masked(c, self, &t->triple[i], buf));
    KG_TRY(kg_buf_add_char(buf, ' '));
  }
  return kg_buf_add_str(buf, KG_STR(")>>"));
}

static kg_status
print_masked_quad(const kg_canon *c, uint32_t self, const kg_quad *q, kg_buf *buf)
{
  const kg_term *terms[] = {&q->subject, &q->predicate, &q->object, &q->graph};
  for (size_t i = 0; i < (q->graph.kind ? 4 : 3); i++) {
    KG_TRY(print_masked(c, self, terms[i], buf));
    KG_TRY(kg_buf_add_char(buf, ' '));
  }
  return kg_buf_add_str(buf, KG_STR(".\n"));
}

static int
compare_lines(const void *a, const void *b)
{
  return kg_str_compare(*(const kg_str *)a, *(const kg_str *)b);
}

static kg_status
hash_alone(kg_canon *c, uint32_t self, kg_buf *text, kg_buf *sorted)
{
  kg__canon_node *node = &c->nodes[self];
  kg_str *lines = malloc(node->n_quads * sizeof *lines + 1);
  kg_status st = lines ? KG_OK : KG_ERR_NOMEM;
  kg_buf_clear(text);
  kg_buf_clear(sorted);
  for (size_t i = 0; !st && i < node->n_quads; i++) {
    size_t start = text->len;
    st = print_masked_quad(c, self, &c->quads.items[c->quads_of[node->first_quad + i]], text);
    lines[i].len = text->len - start;
  }
  for (size_t i = 0, at = 0; !st && i < node->n_quads; at += lines[i++].len)
    lines[i].ptr = text->ptr + at;
  if (!st)
    qsort(lines, node->n_quads, sizeof *lines, compare_lines);
  for (size_t i = 0; !st && i < node->n_quads; i++)
    st = kg_buf_add_str(sorted, lines[i]);
  kg__hash_text(KG__HASH_SHA256, kg_buf_str(sorted), node->hash.hex);
  free(lines);
  return st ? nomem(c->err) : KG_OK;
}

static kg_status
hash_each_alone(kg_canon *c)
{
  kg_buf text = {0}, sorted = {0};
  kg_status st = KG_OK;
  for (size_t i = 0; !st && i < c->n_nodes; i++)
    st = hash_alone(c, (uint32_t)i, &text, &sorted);
  kg_buf_release(&text);
  kg_buf_release(&sorted);
  return st;
}

// ---- numbers

typedef struct result {
  kg__canon_hash hash;
  uint32_t *issued;
  size_t n;
} result;

static int
compare_results(const void *a, const void *b)
{
  return memcmp(((const result *)a)->hash.hex, ((const result *)b)->hash.hex, KG__SHA256_TEXT_SIZE);
}

static kg_status
try_node(kg_canon *c, uint32_t node, result *r)
{
  KG_TRY(kg__canon_issue(c, node));
  KG_TRY(kg__canon_hash_neighbours(c, node, 0, &r->hash));
  r->issued = malloc(c->issued.n * sizeof *r->issued);
  if (!r->issued)
    return nomem(c->err);
  r->n = c->issued.n;
  memcpy(r->issued, c->issued.items, r->n * sizeof *r->issued);
  return KG_OK;
}

static void
give_number(kg_canon *c, uint32_t node)
{
  if (c->nodes[node].number == KG__NO_NODE)
    c->nodes[node].number = c->n_numbers++;
}

// Number the nodes of one hash.
static kg_status
number_alike(kg_canon *c, const uint32_t *nodes, size_t n)
{
  size_t n_results = 0;
  result *results = calloc(n, sizeof *results);
  kg_status st = results ? KG_OK : nomem(c->err);
  for (size_t i = 0; !st && i < n; i++) {
    if (c->nodes[nodes[i]].number != KG__NO_NODE)
      continue;
    st = try_node(c, nodes[i], &results[n_results++]);
    kg__canon_unissue(c, 0);
  }
  if (!st)
    qsort(results, n_results, sizeof *results, compare_results);
  for (size_t i = 0; results && i < n_results; i++) {
    for (size_t k = 0; !st && k < results[i].n; k++)
      give_number(c, results[i].issued[k]);
    free(results[i].issued);
  }
  free(results);
  return st;
}

static int
compare_nodes(const void *a, const void *b, void *canon)
{
  const kg_canon *c = canon;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  int order = memcmp(c->nodes[x].hash.hex, c->nodes[y].hash.hex, KG__SHA256_TEXT_SIZE);
  if (!order)
    order = (c->nodes[x].colour > c->nodes[y].colour) - (c->nodes[x].colour < c->nodes[y].colour);
  uint32_t m = c->nodes[x].number, n = c->nodes[y].number;
  return order ? order : m != n ? (m > n) - (m < n) : (x > y) - (x < y);
}

// All nodes in the order of their hashes and colours, and of their numbers where they have some.
static uint32_t *
nodes_in_order(kg_canon *c)
{
  uint32_t *order = malloc((c->n_nodes + 1) * sizeof *order);
  for (size_t i = 0; order && i < c->n_nodes; i++)
    order[i] = (uint32_t)i;
  if (order)
    qsort_r(order, c->n_nodes, sizeof *order, compare_nodes, c);
  return order;
}

static size_t
end_of_alike(const kg_canon *c, const uint32_t *order, size_t start)
{
  size_t end = start + 1;
  while (end < c->n_nodes &&
         !memcmp(&c->nodes[order[start]].hash, &c->nodes[order[end]].hash, sizeof(kg__canon_hash)) &&
         c->nodes[order[start]].colour == c->nodes[order[end]].colour)
    end++;
  return end;
}

static kg_status
number_nodes(kg_canon *c)
{
  uint32_t *order = nodes_in_order(c);
  kg_status st = order ? KG_OK : nomem(c->err);
  if (!st && c->options.labels == KG_CANON_HASHES && !(st = kg__canon_refine(c, order)))
    qsort_r(order, c->n_nodes, sizeof *order, compare_nodes, c);
  for (size_t i = 0, end; !st && i < c->n_nodes; i = end) {
    end = end_of_alike(c, order, i);
    if (end == i + 1)
      give_number(c, order[i]);
  }
  for (size_t i = 0, end; !st && i < c->n_nodes; i = end) {
    end = end_of_alike(c, order, i);
    if (end > i + 1)
      st = number_alike(c, order + i, end - i);
  }
  free(order);
  return st;
}

// ---- labels and lines

// Of nodes whose labels would be the same, all but the first get a number.
static kg_status
hash_labels(kg_canon *c, kg_str *labels)
{
  char text[HASH_LABEL + 32];
  uint32_t *order = nodes_in_order(c);
  size_t same = 0;
  kg_status st = order ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < c->n_nodes; i++) {
    const char *hex = c->nodes[order[i]].hash.hex;
    same = i && memcmp(hex, c->nodes[order[i - 1]].hash.hex, HASH_LABEL) == 0 ? same + 1 : 0;
    int n = same ? snprintf(text, sizeof text, "h%.*s-%zu", HASH_LABEL, hex, same)
                 : snprintf(text, sizeof text, "h%.*s", HASH_LABEL, hex);
    labels[order[i]] = kg_arena_str(c->arena, (kg_str){text, (size_t)n});
    st = labels[order[i]].ptr ? KG_OK : KG_ERR_NOMEM;
  }
  free(order);
  return st;
}

static kg_status
number_labels(kg_canon *c, kg_str *labels)
{
  char text[32];
  for (size_t i = 0; i < c->n_nodes; i++) {
    int n = snprintf(text, sizeof text, "c14n%u", (unsigned)c->nodes[i].number);
    labels[i] = kg_arena_str(c->arena, (kg_str){text, (size_t)n});
    if (!labels[i].ptr)
      return KG_ERR_NOMEM;
  }
  return KG_OK;
}

static kg_status
relabel(kg_canon *c, const kg_str *labels, kg_term *t)
{
  if (t->kind == KG_TERM_BLANK)
    t->value = labels[kg__canon_node_of(c, t)];
  if (t->kind != KG_TERM_TRIPLE)
    return KG_OK;
  kg_term *spo = kg_arena_alloc(c->arena, 3 * sizeof *spo);
  if (!spo)
    return KG_ERR_NOMEM;
  memcpy(spo, t->triple, 3 * sizeof *spo);
  t->triple = spo;
  KG_TRY(relabel(c, labels, &spo[0]));
  return relabel(c, labels, &spo[2]);
}

static kg_status
relabel_all(kg_canon *c)
{
  kg_str *labels = calloc(c->n_nodes + 1, sizeof *labels);
  kg_status st = !labels                                ? KG_ERR_NOMEM
                 : c->options.labels == KG_CANON_HASHES ? hash_labels(c, labels)
                                                        : number_labels(c, labels);
  for (size_t i = 0; !st && i < c->quads.n; i++) {
    kg_quad *q = &c->quads.items[i];
    st = relabel(c, labels, &q->subject);
    st = st ? st : relabel(c, labels, &q->object);
    st = st ? st : relabel(c, labels, &q->graph);
  }
  free(labels);
  return st;
}

typedef struct line {
  kg_str text;
  kg_quad quad;
} line;

static kg_status
print_lines(kg_canon *c, line *lines)
{
  kg_buf buf = {0};
  kg_status st = KG_OK;
  for (size_t i = 0; !st && i < c->quads.n; i++) {
    const kg_quad *q = &c->quads.items[i];
    const kg_term *terms[] = {&q->subject, &q->predicate, &q->object, &q->graph};
    kg_buf_clear(&buf);
    for (size_t k = 0; !st && k < (q->graph.kind ? 4 : 3); k++) {
      st = kg_term_print(terms[k], &buf);
      st = st ? st : kg_buf_add_char(&buf, ' ');
    }
    st = st ? st : kg_buf_add_str(&buf, KG_STR(".\n"));
    lines[i] = (line){st ? (kg_str){0} : kg_arena_str(c->arena, kg_buf_str(&buf)), *q};
    st = lines[i].text.ptr ? KG_OK : KG_ERR_NOMEM;
  }
  kg_buf_release(&buf);
  return st;
}

static kg_status
sort_lines(kg_canon *c)
{
  line *lines = calloc(c->quads.n + 1, sizeof *lines);
  c->lines = calloc(c->quads.n + 1, sizeof *c->lines);
  kg_status st = lines && c->lines ? print_lines(c, lines) : KG_ERR_NOMEM;
  if (!st)
    qsort(lines, c->quads.n, sizeof *lines, compare_lines);
  for (size_t i = 0; !st && i < c->quads.n; i++) {
    c->lines[i] = lines[i].text;
    c->quads.items[i] = lines[i].quad;
  }
  free(lines);
  return st;
}

kg_status
kg_canon_run(kg_canon *canon, kg_error *err)
{
  canon->err = err;
  drop_duplicates(canon);
  KG_TRY(index_quads(canon));
  KG_TRY(hash_each_alone(canon));
  KG_TRY(number_nodes(canon));
  return relabel_all(canon) || sort_lines(canon) ? nomem(err) : KG_OK;
}

size_t
kg_canon_count(const kg_canon *canon)
{
  return canon->quads.n;
}

const kg_quad *
kg_canon_quad(const kg_canon *canon, size_t i)
{
  return &canon->quads.items[i];
}

kg_str
kg_canon_line(const kg_canon *canon, size_t i)
{
  return canon->lines[i];
}
