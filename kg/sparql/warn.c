// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/sparql/warn.h"
#include "kg/sparql/print.h"
#include "kg/sparql/scope.h"
#include "kg/vocab.h"

#include <stdlib.h>

enum { MOST_KNOWN = 2000 }; // Predicates or classes that a suggestion is looked for among

typedef struct warner {
  kg__exec *exec;
  kg__printer printer; ///< For names
  kg_buf text;
  unsigned *uses; ///< By variable
  kg__warnings *out;
} warner;

static kg_status
finish(warner *w)
{
  kg_str text = kg_arena_str(w->exec->arena, kg_buf_str(&w->text));
  KG_TRY(w->printer.status);
  kg_buf_clear(&w->text);
  if (!text.ptr)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < w->out->n; i++)
    if (kg_str_equal(w->out->items[i], text))
      return KG_OK;
  return kg__push(w->exec->arena, w->out->items, w->out->n, text);
}

// ---- names that the store does not have

static kg_str
local_of(kg_str iri)
{
  size_t n = iri.len;
  while (n && iri.ptr[n - 1] != '#' && iri.ptr[n - 1] != '/' && iri.ptr[n - 1] != ':')
    n--;
  return (kg_str){iri.ptr + n, iri.len - n};
}

// Known names of the same namespace, as the "prefixes" that a suggestion is chosen from.
static kg_status
add_known(warner *w, kg_id id, kg_str like, kg_namespaces *list)
{
  kg_term term;
  kg_str local = local_of(like);
  KG_TRY(kg__exec_term(w->exec, id, w->exec->scratch, &term));
  kg_str ns = {like.ptr, like.len - local.len}, other = local_of(term.value);
  if (term.kind != KG_TERM_IRI || term.value.len - other.len != ns.len || !kg_str_starts(term.value, ns))
    return KG_OK;
  return kg_namespaces_add(list, other, KG_STR("-"));
}

// The distinct ids of the column behind a prefix of an order.
static kg_status
list_known(warner *w, kg_order order, const kg_id *prefix, size_t n, kg_str like, kg_namespaces *list)
{
  kg_scan *scan;
  kg_status st = KG_OK;
  kg_batch *batch = malloc(sizeof *batch);
  if (!batch)
    return KG_ERR_NOMEM;
  st = kg_scan_open(w->exec->txn, order, prefix, n, KG_ID_NONE, KG_ID_MAX, &scan, w->exec->err);
  for (int i = 0; !st && i < MOST_KNOWN && (st = kg_scan_next(scan, 1u << n, batch)) == KG_OK; i++) {
    kg_id key[2] = {n ? prefix[0] : batch->column[0][batch->n_rows - 1] + 1,
                    batch->column[n][batch->n_rows - 1] + 1};
    for (size_t row = 0; !st && row < batch->n_rows; row++)
      if (!row || batch->column[n][row] != batch->column[n][row - 1])
        st = add_known(w, batch->column[n][row], like, list);
    st = st ? st : kg_scan_seek(scan, key, n + 1);
  }
  kg_scan_close(scan);
  free(batch);
  return st == KG_DONE ? KG_OK : st;
}

static kg_status
warn_unknown(warner *w, const kg_term *iri, const char *what, kg_order order, const kg_id *prefix, size_t n)
{
  kg_namespaces *list = kg_namespaces_new();
  kg_str near;
  kg_status st = list ? list_known(w, order, prefix, n, iri->value, list) : KG_ERR_NOMEM;
  kg__print(&w->printer, "%s ", what);
  kg__print_term(&w->printer, iri);
  if (!st && kg_namespaces_suggest(list, local_of(iri->value), &near)) {
    kg_str local = local_of(iri->value);
    kg_buf buf = {0};
    st = kg_buf_printf(&buf, "%.*s%.*s", (int)(iri->value.len - local.len), iri->value.ptr, KG_STR_ARG(near));
    kg_term meant = kg_term_iri(kg_buf_str(&buf));
    kg__print(&w->printer, ", did you mean ");
    kg__print_term(&w->printer, &meant);
    kg__print(&w->printer, "?");
    kg_buf_release(&buf);
  }
  kg_namespaces_free(list);
  return st ? st : finish(w);
}

static kg_status
check_predicate(warner *w, const kg_term *iri)
{
  kg_id id;
  uint64_t count = 0;
  KG_TRY(kg__exec_id(w->exec, iri, &id));
  if (kg_id_tag(id) != KG_TAG_LOCAL)
    KG_TRY(kg_count(w->exec->txn, KG_PSO, &id, 1, &count, w->exec->err));
  return count ? KG_OK : warn_unknown(w, iri, "no triple has the predicate", KG_PSO, NULL, 0);
}

static kg_status
check_class(warner *w, const kg_term *iri)
{
  kg_id ids[2];
  uint64_t count = 0;
  kg_term type = kg_term_iri(KG_STR(KG_NS_RDF "type"));
  KG_TRY(kg__exec_id(w->exec, &type, &ids[0]));
  KG_TRY(kg__exec_id(w->exec, iri, &ids[1]));
  if (kg_id_tag(ids[0]) == KG_TAG_LOCAL)
    return KG_OK; // which is said of the predicate
  if (kg_id_tag(ids[1]) != KG_TAG_LOCAL)
    KG_TRY(kg_count(w->exec->txn, KG_POS, ids, 2, &count, w->exec->err));
  return count ? KG_OK : warn_unknown(w, iri, "nothing is of the class", KG_POS, ids, 1);
}

static kg_status
check_path(warner *w, const kg__path *path)
{
  if (path->kind == KG__PATH_IRI)
    return check_predicate(w, &path->iri);
  for (size_t i = 0; path->kind != KG__PATH_NEGATED && i < path->n_parts; i++)
    KG_TRY(check_path(w, path->parts[i]));
  return KG_OK;
}

static kg_status
check_names(warner *w, const kg__triple_pattern *t)
{
  if (t->path)
    return check_path(w, t->path);
  if (t->predicate.kind != KG__NODE_TERM)
    return KG_OK;
  KG_TRY(check_predicate(w, &t->predicate.term));
  bool type = kg_str_equal(t->predicate.term.value, KG_STR(KG_NS_RDF "type"));
  return type && t->object.kind == KG__NODE_TERM && t->object.term.kind == KG_TERM_IRI
             ? check_class(w, &t->object.term)
             : KG_OK;
}

// ---- patterns that nothing connects

typedef struct islands {
  kg__vars *items;
  size_t n;
} islands;

// Join all islands that the set touches, and the set itself if it is `land`.
static kg_status
connect(warner *w, islands *all, const kg__vars *set, bool land)
{
  kg__vars sum = {0};
  size_t n = 0;
  kg__var v = 0;
  if (!kg__vars_next(set, &v))
    return KG_OK;
  if (land)
    KG_TRY(kg__vars_add_all(&sum, set, w->exec->arena));
  for (size_t i = 0; i < all->n; i++) {
    if (kg__vars_meet(&all->items[i], set))
      KG_TRY(kg__vars_add_all(&sum, &all->items[i], w->exec->arena));
    else
      all->items[n++] = all->items[i];
  }
  all->n = n;
  v = 0;
  return kg__vars_next(&sum, &v) ? kg__push(w->exec->arena, all->items, all->n, sum) : KG_OK;
}

static kg_status
node_vars(warner *w, const kg__node *node, kg__vars *vars)
{
  if (node->kind == KG__NODE_VAR)
    return kg__vars_add(vars, node->var, w->exec->arena);
  for (int i = 0; node->kind == KG__NODE_TRIPLE && i < 3; i++)
    KG_TRY(node_vars(w, &node->triple[i], vars));
  return KG_OK;
}

static kg_status
print_island(warner *w, const kg__vars *vars)
{
  bool first = true;
  for (kg__var v = 0; kg__vars_next(vars, &v); v++) {
    kg__print(&w->printer, first ? "" : " ");
    kg__print_var(&w->printer, v);
    first = false;
  }
  return w->printer.status;
}

static kg_status
find_islands(warner *w, const kg__pattern *group, islands *all)
{
  for (size_t i = 0; i < group->n_parts; i++) {
    const kg__pattern *part = group->parts[i];
    bool condition = part->kind == KG__PATTERN_FILTER || part->kind == KG__PATTERN_BIND;
    for (size_t k = 0; k < part->n_triples; k++) {
      kg__vars vars = {0};
      KG_TRY(node_vars(w, &part->triples[k].subject, &vars));
      KG_TRY(node_vars(w, &part->triples[k].predicate, &vars));
      KG_TRY(node_vars(w, &part->triples[k].object, &vars));
      KG_TRY(connect(w, all, &vars, true));
    }
    if (part->kind != KG__PATTERN_TRIPLES && part->kind != KG__PATTERN_MINUS && !condition)
      KG_TRY(connect(w, all, &part->visible, true));
  }
  for (size_t i = 0; i < group->n_parts; i++) {
    const kg__pattern *part = group->parts[i];
    kg__vars vars = {0};
    if (part->expr)
      KG_TRY(kg__expr_vars(part->expr, &vars, w->exec->arena));
    if (part->kind == KG__PATTERN_BIND)
      KG_TRY(kg__vars_add(&vars, part->var, w->exec->arena));
    KG_TRY(connect(w, all, &vars, part->kind == KG__PATTERN_BIND));
  }
  return KG_OK;
}

static kg_status
check_islands(warner *w, const kg__pattern *group)
{
  islands all = {0};
  KG_TRY(find_islands(w, group, &all));
  for (size_t i = 1; i < all.n; i++) {
    kg__print(&w->printer, "nothing connects ");
    print_island(w, &all.items[0]);
    kg__print(&w->printer, " with ");
    print_island(w, &all.items[i]);
    kg__print(&w->printer, ": each row of the one comes with each of the other");
    KG_TRY(finish(w));
  }
  return KG_OK;
}

// ---- the walk

static kg_status check_pattern(warner *w, const kg__pattern *pattern);

static void
use(warner *w, kg__var var)
{
  if (var != KG__NO_VAR)
    w->uses[var]++;
}

static void
use_node(warner *w, const kg__node *node)
{
  if (node->kind == KG__NODE_VAR)
    use(w, node->var);
  for (int i = 0; node->kind == KG__NODE_TRIPLE && i < 3; i++)
    use_node(w, &node->triple[i]);
}

static kg_status
check_expr(warner *w, const kg__expr *expr)
{
  if (!expr)
    return KG_OK;
  if (expr->kind == KG__EXPR_VAR)
    use(w, expr->var);
  for (size_t i = 0; i < expr->n_args; i++)
    KG_TRY(check_expr(w, expr->args[i]));
  return expr->pattern ? check_pattern(w, expr->pattern) : KG_OK;
}

static kg_status
check_triple(warner *w, const kg__triple_pattern *t, bool pattern)
{
  use_node(w, &t->subject);
  use_node(w, &t->predicate);
  use_node(w, &t->object);
  return pattern ? check_names(w, t) : KG_OK;
}

static kg_status
check_query(warner *w, const kg__query *query)
{
  for (size_t i = 0; i < query->n_items; i++) {
    use(w, query->items[i].var);
    KG_TRY(check_expr(w, query->items[i].expr));
  }
  for (size_t i = 0; i < query->template.n; i++)
    KG_TRY(check_triple(w, &query->template.items[i].triple, false));
  for (size_t i = 0; i < query->n_describe; i++)
    use_node(w, &query->describe[i]);
  for (size_t i = 0; i < query->n_group; i++)
    KG_TRY(check_expr(w, query->group[i].expr));
  for (size_t i = 0; i < query->n_having; i++)
    KG_TRY(check_expr(w, query->having[i]));
  for (size_t i = 0; i < query->n_order; i++)
    KG_TRY(check_expr(w, query->order[i].expr));
  for (size_t i = 0; i < query->values.n_vars; i++)
    use(w, query->values.vars[i]);
  return query->where ? check_pattern(w, query->where) : KG_OK;
}

static kg_status
check_pattern(warner *w, const kg__pattern *pattern)
{
  bool elsewhere = pattern->kind == KG__PATTERN_SERVICE; // whose names are another store's
  if (pattern->kind == KG__PATTERN_GROUP)
    KG_TRY(check_islands(w, pattern));
  if (pattern->kind == KG__PATTERN_BIND)
    use(w, pattern->var);
  use_node(w, &pattern->node);
  for (size_t i = 0; i < pattern->values.n_vars; i++)
    use(w, pattern->values.vars[i]);
  for (size_t i = 0; i < pattern->n_triples; i++)
    KG_TRY(check_triple(w, &pattern->triples[i], true));
  KG_TRY(check_expr(w, pattern->expr));
  for (kg__var v = 0; elsewhere && kg__vars_next(&pattern->visible, &v); v++)
    w->uses[v] += 2;
  for (size_t i = 0; !elsewhere && i < pattern->n_parts; i++)
    KG_TRY(check_pattern(w, pattern->parts[i]));
  return pattern->kind == KG__PATTERN_SELECT ? check_query(w, pattern->query) : KG_OK;
}

static kg_status
check_uses(warner *w)
{
  const kg__request *request = w->exec->request;
  for (kg__var v = 0; v < request->n_vars; v++) {
    if (request->vars[v].hidden || w->uses[v] != 1)
      continue;
    kg__print_var(&w->printer, v);
    kg__print(&w->printer, " is used only once");
    KG_TRY(finish(w));
  }
  return KG_OK;
}

kg_status
kg__warn(kg__exec *exec, const kg_namespaces *namespaces, kg__warnings *warnings)
{
  warner w = {.exec = exec, .out = warnings};
  *warnings = (kg__warnings){0};
  w.uses = kg_arena_calloc(exec->arena, exec->request->n_vars + 1, sizeof *w.uses);
  if (!w.uses)
    return KG_ERR_NOMEM;
  kg__printer_init(&w.printer, exec->request, namespaces, &w.text);
  kg_status st = check_query(&w, exec->request->query);
  st = st ? st : check_uses(&w);
  kg_buf_release(&w.text);
  return st;
}
