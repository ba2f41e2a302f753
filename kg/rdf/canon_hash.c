// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Hash N-Degree Quads (RDFC-1.0, section 4.8).  Where the specification copies issuers, which only ever grow,
// we keep one, take back what a permutation issued, and issue the chosen one's again.

#include "kg/rdf/canon.h"

#include "kg/base/vec.h"

#include <stdlib.h>

enum { MAX_DEPTH = 4000, MAX_WORK = 5000000 };

typedef struct related {
  kg__canon_hash hash;
  uint32_t node;
} related;

typedef struct neighbours {
  related *items;
  size_t n, capacity;
} neighbours;

// The nodes of one hash, and the best of their permutations so far.
typedef struct choice {
  uint32_t *nodes;
  size_t n;
  kg_buf path, best;
  kg__canon_list recursion, best_issued;
  size_t mark; // issued before
} choice;

static kg_status
spend(kg_canon *c)
{
  uint64_t most = c->options.max_work ? c->options.max_work : MAX_WORK;
  if (++c->work > most)
    return kg_error_set(c->err, KG_ERR_LIMIT,
                        "too many blank nodes look alike to tell them apart in %llu steps",
                        (unsigned long long)most);
  return c->work % 1024 ? KG_OK : kg_limits_check(c->options.limits, c->err);
}

static kg_status
nomem(kg_canon *c)
{
  return kg_error_set(c->err, KG_ERR_NOMEM, "no memory for the canonical form");
}

// ---- issuing

kg_status
kg__canon_issue(kg_canon *c, uint32_t node)
{
  if (c->nodes[node].temporary != KG__NO_NODE)
    return KG_OK;
  if (kg__vec_add(&c->issued))
    return nomem(c);
  c->issued.items[c->issued.n - 1] = node;
  c->nodes[node].temporary = (uint32_t)(c->issued.n - 1);
  return KG_OK;
}

void
kg__canon_unissue(kg_canon *c, size_t n)
{
  while (c->issued.n > n)
    c->nodes[c->issued.items[--c->issued.n]].temporary = KG__NO_NODE;
}

static kg_status
keep(kg_canon *c, kg__canon_list *list, uint32_t node)
{
  if (kg__vec_add(list))
    return nomem(c);
  list->items[list->n - 1] = node;
  return KG_OK;
}

static kg_status
add_name(kg_canon *c, uint32_t node, kg_buf *buf)
{
  const kg__canon_node *n = &c->nodes[node];
  kg_status st = n->number != KG__NO_NODE      ? kg_buf_printf(buf, "_:c14n%u", (unsigned)n->number)
                 : n->temporary != KG__NO_NODE ? kg_buf_printf(buf, "_:b%u", (unsigned)n->temporary)
                                               : kg_buf_add(buf, n->hash.hex, sizeof n->hash.hex);
  return st ? nomem(c) : KG_OK;
}

// ---- who is around

static kg_status
add_related(kg_canon *c, neighbours *around, uint32_t node, kg_str position, const kg_quad *quad)
{
  kg_buf text = {0};
  kg_status st = kg_buf_add_str(&text, position);
  if (!st && position.ptr[0] != 'g')
    st = kg_buf_printf(&text, "<%.*s>", KG_STR_ARG(quad->predicate.value));
  st = st ? nomem(c) : add_name(c, node, &text);
  if (!st && kg__vec_add(around))
    st = nomem(c);
  if (!st) {
    around->items[around->n - 1].node = node;
    kg__hash_text(KG__HASH_SHA256, kg_buf_str(&text), around->items[around->n - 1].hash.hex);
  }
  kg_buf_release(&text);
  return st ? st : spend(c);
}

static kg_status
look(kg_canon *c, neighbours *around, uint32_t self, const kg_quad *quad, const kg_term *term,
     kg_buf *position)
{
  size_t n = position->len;
  uint32_t node = term->kind == KG_TERM_BLANK ? kg__canon_node_of(c, term) : KG__NO_NODE;
  if (node != KG__NO_NODE && node != self)
    return add_related(c, around, node, kg_buf_str(position), quad);
  for (size_t i = 0; term->kind == KG_TERM_TRIPLE && i < 3; i += 2) {
    if (kg_buf_printf(position, "<%.*s>%c", KG_STR_ARG(term->triple[1].value), i ? 'o' : 's'))
      return nomem(c);
    KG_TRY(look(c, around, self, quad, &term->triple[i], position));
    position->len = n;
  }
  return KG_OK;
}

static kg_status
look_around(kg_canon *c, uint32_t self, neighbours *around)
{
  kg_buf position = {0};
  kg_status st = KG_OK;
  const kg__canon_node *n = &c->nodes[self];
  for (size_t i = 0; !st && i < n->n_quads; i++) {
    const kg_quad *quad = &c->quads.items[c->quads_of[n->first_quad + i]];
    const kg_term *terms[] = {&quad->subject, &quad->object, &quad->graph};
    for (size_t k = 0; !st && k < 3; k++) {
      kg_buf_clear(&position);
      st = kg_buf_add_char(&position, "sog"[k]) ? nomem(c) : look(c, around, self, quad, terms[k], &position);
    }
  }
  kg_buf_release(&position);
  return st;
}

static int
compare_related(const void *a, const void *b)
{
  const related *x = a, *y = b;
  int order = memcmp(x->hash.hex, y->hash.hex, sizeof x->hash.hex);
  return order ? order : (x->node > y->node) - (x->node < y->node);
}

// ---- permutations

// The next one in lexical order; false behind the last.
static bool
next_permutation(uint32_t *items, size_t n)
{
  size_t i = n > 1 ? n - 1 : 0, k = n;
  while (i > 0 && items[i - 1] >= items[i])
    i--;
  if (i == 0)
    return false;
  do
    k--;
  while (items[k] <= items[i - 1]);
  uint32_t swap = items[i - 1];
  items[i - 1] = items[k];
  items[k] = swap;
  for (size_t a = i, b = n - 1; a < b; a++, b--) {
    swap = items[a];
    items[a] = items[b];
    items[b] = swap;
  }
  return true;
}

static bool
is_worse(const choice *h)
{
  return h->best.len && h->path.len >= h->best.len &&
         kg_str_compare(kg_buf_str(&h->path), kg_buf_str(&h->best)) > 0;
}

static kg_status
walk_path(kg_canon *c, choice *h, unsigned depth, bool *worse)
{
  kg__canon_hash hash;
  *worse = false;
  for (size_t i = 0; i < h->n && !*worse; i++) {
    const kg__canon_node *node = &c->nodes[h->nodes[i]];
    if (node->number == KG__NO_NODE && node->temporary == KG__NO_NODE) {
      KG_TRY(keep(c, &h->recursion, h->nodes[i]));
      KG_TRY(kg__canon_issue(c, h->nodes[i]));
    }
    KG_TRY(add_name(c, h->nodes[i], &h->path));
    KG_TRY(spend(c));
    *worse = is_worse(h);
  }
  for (size_t i = 0; i < h->recursion.n && !*worse; i++) {
    KG_TRY(kg__canon_hash_neighbours(c, h->recursion.items[i], depth + 1, &hash));
    KG_TRY(add_name(c, h->recursion.items[i], &h->path));
    if (kg_buf_printf(&h->path, "<%.*s>", (int)sizeof hash.hex, hash.hex))
      return nomem(c);
    *worse = is_worse(h);
  }
  return KG_OK;
}

// Keep what a permutation gave, if it is the best.
static kg_status
judge(kg_canon *c, choice *h)
{
  if (h->best.len && kg_str_compare(kg_buf_str(&h->path), kg_buf_str(&h->best)) >= 0)
    return KG_OK;
  kg_buf swap = h->best;
  h->best = h->path;
  h->path = swap;
  h->best_issued.n = 0;
  for (size_t i = h->mark; i < c->issued.n; i++)
    KG_TRY(keep(c, &h->best_issued, c->issued.items[i]));
  return KG_OK;
}

static kg_status
choose(kg_canon *c, choice *h, unsigned depth)
{
  bool worse;
  h->mark = c->issued.n;
  if (h->n == 1) { // no choice: what it issues stays as it is
    KG_TRY(walk_path(c, h, depth, &worse));
    kg_buf path = h->path;
    h->path = h->best;
    h->best = path;
    return KG_OK;
  }
  do {
    kg__canon_unissue(c, h->mark);
    kg_buf_clear(&h->path);
    h->recursion.n = 0;
    KG_TRY(walk_path(c, h, depth, &worse));
    if (!worse)
      KG_TRY(judge(c, h));
  } while (next_permutation(h->nodes, h->n));
  kg__canon_unissue(c, h->mark);
  for (size_t i = 0; i < h->best_issued.n; i++)
    KG_TRY(kg__canon_issue(c, h->best_issued.items[i]));
  return KG_OK;
}

static kg_status
hash_group(kg_canon *c, const related *group, size_t n, unsigned depth, kg_buf *data)
{
  choice h = {.nodes = malloc(n * sizeof *h.nodes), .n = n};
  kg_status st = h.nodes ? KG_OK : nomem(c);
  for (size_t i = 0; !st && i < n; i++)
    h.nodes[i] = group[i].node;
  st = st ? st : choose(c, &h, depth);
  if (!st && (kg_buf_add(data, group->hash.hex, sizeof group->hash.hex) ||
              kg_buf_add_str(data, kg_buf_str(&h.best))))
    st = nomem(c);
  free(h.nodes);
  free(h.recursion.items);
  free(h.best_issued.items);
  kg_buf_release(&h.path);
  kg_buf_release(&h.best);
  return st;
}

kg_status
kg__canon_hash_neighbours(kg_canon *c, uint32_t node, unsigned depth, kg__canon_hash *hash)
{
  neighbours around = {0};
  kg_buf data = {0};
  if (depth > MAX_DEPTH)
    return kg_error_set(c->err, KG_ERR_LIMIT, "more than %d blank nodes that look alike hang together",
                        MAX_DEPTH);
  kg_status st = look_around(c, node, &around);
  if (!st && around.n)
    qsort(around.items, around.n, sizeof *around.items, compare_related);
  for (size_t i = 0, end; !st && i < around.n; i = end) {
    for (end = i + 1; end < around.n &&
                      !memcmp(&around.items[i].hash, &around.items[end].hash, sizeof around.items[i].hash);)
      end++;
    st = hash_group(c, &around.items[i], end - i, depth, &data);
  }
  kg__hash_text(KG__HASH_SHA256, kg_buf_str(&data), hash->hex);
  free(around.items);
  kg_buf_release(&data);
  return st;
}
