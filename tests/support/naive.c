// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/naive.h"

#include <stdio.h>
#include <stdlib.h>

static const naive_row nothing = {{-1, -1, -1, -1, -1, -1, -1, -1}};

static void
add(naive_rows *rows, const naive_row *row)
{
  if (rows->n == NAIVE_MOST) {
    rows->too_many = true;
    return;
  }
  if (rows->n == rows->capacity) {
    rows->capacity = rows->capacity ? 2 * rows->capacity : 64;
    rows->items = realloc(rows->items, rows->capacity * sizeof *rows->items);
  }
  rows->items[rows->n++] = *row;
}

static bool
contains(const naive_rows *rows, const naive_row *row)
{
  for (size_t i = 0; i < rows->n; i++)
    if (memcmp(&rows->items[i], row, sizeof *row) == 0)
      return true;
  return false;
}

static bool
compatible(const naive_row *a, const naive_row *b, naive_row *both, bool *share)
{
  *share = false;
  *both = *a;
  for (int v = 0; v < NAIVE_VARS; v++) {
    if (b->at[v] == NAIVE_UNBOUND)
      continue;
    *share = *share || a->at[v] != NAIVE_UNBOUND;
    if (a->at[v] != NAIVE_UNBOUND && a->at[v] != b->at[v])
      return false;
    both->at[v] = b->at[v];
  }
  return true;
}

static bool
bind(naive_row *row, int place, int term)
{
  if (place > NAIVE_UNBOUND)
    return place == term;
  int *at = &row->at[-2 - place];
  if (*at != NAIVE_UNBOUND && *at != term)
    return false;
  *at = term;
  return true;
}

// ---- triples

static void
match(const naive_data *data, const naive_pattern *p, size_t i, const naive_row *row, naive_rows *out)
{
  if (i == p->n_triples) {
    add(out, row);
    return;
  }
  for (size_t t = 0; t < data->n; t++) {
    naive_row next = *row;
    bool fits = true;
    for (int k = 0; k < 3; k++)
      fits = fits && bind(&next, p->triples[i].at[k], data->triples[t].at[k]);
    if (fits)
      match(data, p, i + 1, &next, out);
  }
}

// ---- paths: all pairs, as often as there are ways

typedef struct pairs {
  int (*items)[2];
  size_t n;
} pairs;

static void
add_pair(pairs *p, int a, int b)
{
  if (p->n % 256 == 0)
    p->items = realloc(p->items, (p->n + 256) * sizeof *p->items);
  p->items[p->n][0] = a;
  p->items[p->n++][1] = b;
}

static bool
has_pair(const pairs *p, int a, int b)
{
  for (size_t i = 0; i < p->n; i++)
    if (p->items[i][0] == a && p->items[i][1] == b)
      return true;
  return false;
}

static void
add_once(pairs *p, int a, int b)
{
  if (!has_pair(p, a, b))
    add_pair(p, a, b);
}

static void
add_identity(const naive_data *data, pairs *out)
{
  for (size_t i = 0; i < data->n; i++) {
    add_once(out, data->triples[i].at[0], data->triples[i].at[0]);
    add_once(out, data->triples[i].at[2], data->triples[i].at[2]);
  }
}

static pairs eval_path(const naive_data *data, const naive_path *path);

static void
compose(const pairs *a, const pairs *b, bool once, pairs *out)
{
  for (size_t i = 0; i < a->n; i++)
    for (size_t k = 0; k < b->n && out->n < NAIVE_MOST; k++)
      if (a->items[i][1] == b->items[k][0]) {
        if (once)
          add_once(out, a->items[i][0], b->items[k][1]);
        else
          add_pair(out, a->items[i][0], b->items[k][1]);
      }
}

static void
close_pairs(const pairs *step, pairs *out)
{
  for (size_t before = SIZE_MAX; before != out->n;) {
    pairs so_far = {0};
    before = out->n;
    for (size_t i = 0; i < out->n; i++)
      add_pair(&so_far, out->items[i][0], out->items[i][1]);
    compose(&so_far, step, true, out);
    free(so_far.items);
  }
}

static pairs
eval_path(const naive_data *data, const naive_path *path)
{
  pairs out = {0}, a = {0}, b = {0};
  if (path->parts[0])
    a = eval_path(data, path->parts[0]);
  if (path->parts[1])
    b = eval_path(data, path->parts[1]);
  switch (path->kind) {
  case NAIVE_PATH_LINK:
  case NAIVE_PATH_NOT:
    for (size_t i = 0; i < data->n; i++)
      if ((data->triples[i].at[1] == path->link) == (path->kind == NAIVE_PATH_LINK))
        add_pair(&out, data->triples[i].at[0], data->triples[i].at[2]);
    break;
  case NAIVE_PATH_INVERSE:
    for (size_t i = 0; i < a.n; i++)
      add_pair(&out, a.items[i][1], a.items[i][0]);
    break;
  case NAIVE_PATH_SEQUENCE:
    compose(&a, &b, false, &out);
    break;
  case NAIVE_PATH_ALTERNATIVE:
    for (size_t i = 0; i < a.n; i++)
      add_pair(&out, a.items[i][0], a.items[i][1]);
    for (size_t i = 0; i < b.n; i++)
      add_pair(&out, b.items[i][0], b.items[i][1]);
    break;
  default:
    for (size_t i = 0; i < a.n; i++)
      add_once(&out, a.items[i][0], a.items[i][1]);
    if (path->kind != NAIVE_PATH_OPTIONAL)
      close_pairs(&a, &out);
    if (path->kind != NAIVE_PATH_PLUS)
      add_identity(data, &out);
  }
  free(a.items);
  free(b.items);
  return out;
}

static void
match_path(const naive_data *data, const naive_pattern *p, naive_rows *out)
{
  pairs all = eval_path(data, p->path);
  for (size_t i = 0; i < all.n; i++) {
    naive_row row = nothing;
    if (bind(&row, p->triples[0].at[0], all.items[i][0]) && bind(&row, p->triples[0].at[2], all.items[i][1]))
      add(out, &row);
  }
  out->too_many = out->too_many || all.n >= NAIVE_MOST;
  free(all.items);
}

// ---- expressions: a term, a truth value, or an error

enum { WRONG = -100, FALSE = NAIVE_FALSE, TRUE = NAIVE_TRUE };

static int eval(const naive_data *data, const naive_expr *e, const naive_row *row);

static int
truth(int value)
{
  if (value == TRUE || value == FALSE)
    return value;
  if (value >= NAIVE_INTEGER)
    return value == NAIVE_INTEGER ? FALSE : TRUE;
  return WRONG;
}

static int
equal(int a, int b)
{
  if (a < 0 || b < 0)
    return WRONG;
  return a == b ? TRUE : FALSE;
}

static int
eval_logic(const naive_data *data, const naive_expr *e, const naive_row *row)
{
  int decisive = e->kind == NAIVE_EXPR_AND ? FALSE : TRUE;
  int a = truth(eval(data, e->args[0], row)), b = truth(eval(data, e->args[1], row));
  if (a == decisive || b == decisive)
    return decisive;
  return a == WRONG || b == WRONG ? WRONG : a;
}

static int
eval_in(const naive_data *data, const naive_expr *e, const naive_row *row)
{
  int a = eval(data, e->args[0], row), result = FALSE;
  for (int i = 1; i < 3; i++) {
    int same = equal(a, eval(data, e->args[i], row));
    if (same == TRUE)
      return TRUE;
    result = same == WRONG ? WRONG : result;
  }
  return result;
}

static int
eval_part(const naive_data *data, const naive_expr *e, const naive_row *row, int place)
{
  int a = eval(data, e->args[0], row);
  bool triple = a >= NAIVE_TRIPLE && a < FALSE;
  return triple ? data->terms[a - NAIVE_TRIPLE].at[place] : WRONG;
}

static int
eval_exists(const naive_data *data, const naive_expr *e, const naive_row *row)
{
  naive_rows found = {0};
  match(data, e->pattern, 0, row, &found);
  free(found.items);
  return found.n ? TRUE : FALSE;
}

static int
eval(const naive_data *data, const naive_expr *e, const naive_row *row)
{
  int a, b;
  switch (e->kind) {
  case NAIVE_EXPR_TERM:
    a = e->term > NAIVE_UNBOUND ? e->term : row->at[-2 - e->term];
    return a == NAIVE_UNBOUND ? WRONG : a;
  case NAIVE_EXPR_EQUAL:
    return equal(eval(data, e->args[0], row), eval(data, e->args[1], row));
  case NAIVE_EXPR_LESS:
  case NAIVE_EXPR_ADD:
    a = eval(data, e->args[0], row);
    b = eval(data, e->args[1], row);
    if (e->kind == NAIVE_EXPR_LESS && a >= FALSE && a <= TRUE && b >= FALSE && b <= TRUE)
      return a < b ? TRUE : FALSE;
    if (a < NAIVE_INTEGER || b < NAIVE_INTEGER)
      return WRONG;
    return e->kind == NAIVE_EXPR_ADD ? a + b - NAIVE_INTEGER : a < b ? TRUE : FALSE;
  case NAIVE_EXPR_AND:
  case NAIVE_EXPR_OR:
    return eval_logic(data, e, row);
  case NAIVE_EXPR_NOT:
    a = truth(eval(data, e->args[0], row));
    return a == WRONG ? WRONG : a == TRUE ? FALSE : TRUE;
  case NAIVE_EXPR_BOUND:
    return row->at[-2 - e->term] == NAIVE_UNBOUND ? FALSE : TRUE;
  case NAIVE_EXPR_IN:
    return eval_in(data, e, row);
  case NAIVE_EXPR_IF:
    a = truth(eval(data, e->args[0], row));
    return a == WRONG ? WRONG : eval(data, e->args[a == TRUE ? 1 : 2], row);
  case NAIVE_EXPR_COALESCE:
    a = eval(data, e->args[0], row);
    return a == WRONG ? eval(data, e->args[1], row) : a;
  case NAIVE_EXPR_SUBJECT:
    return eval_part(data, e, row, 0);
  case NAIVE_EXPR_OBJECT:
    return eval_part(data, e, row, 2);
  case NAIVE_EXPR_IS_TRIPLE:
    a = eval(data, e->args[0], row);
    return a == WRONG ? WRONG : a >= NAIVE_TRIPLE && a < FALSE ? TRUE : FALSE;
  case NAIVE_EXPR_EXISTS:
    return eval_exists(data, e, row);
  }
  return WRONG;
}

static bool
holds(const naive_data *data, const naive_expr *e, const naive_row *row)
{
  return !e || truth(eval(data, e, row)) == TRUE;
}

// ---- operators

static void
join(const naive_data *data, const naive_pattern *p, const naive_rows *a, const naive_rows *b,
     naive_rows *out)
{
  for (size_t i = 0; i < a->n; i++) {
    bool any = false, share, excluded = false;
    naive_row both;
    for (size_t k = 0; k < b->n; k++) {
      if (!compatible(&a->items[i], &b->items[k], &both, &share))
        continue;
      excluded = excluded || share;
      if (p->kind == NAIVE_MINUS || (p->kind == NAIVE_OPTIONAL && !holds(data, p->expr, &both)))
        continue;
      any = true;
      add(out, &both);
    }
    if ((p->kind == NAIVE_OPTIONAL && !any) || (p->kind == NAIVE_MINUS && !excluded))
      add(out, &a->items[i]);
  }
}

static void
join_values(const naive_pattern *p, const naive_rows *a, naive_rows *out)
{
  for (size_t i = 0; i < a->n; i++)
    for (size_t k = 0; k < p->n_triples; k++) {
      naive_row row = nothing, both;
      bool share;
      row.at[p->var] = p->triples[k].at[0];
      row.at[p->argument] = p->triples[k].at[1];
      if (compatible(&a->items[i], &row, &both, &share))
        add(out, &both);
    }
}

static naive_row
projected(const naive_row *row, unsigned keep)
{
  naive_row result = *row;
  for (int v = 0; v < NAIVE_VARS; v++)
    if (!(keep >> v & 1))
      result.at[v] = NAIVE_UNBOUND;
  return result;
}

static int
aggregate(const naive_pattern *p, const naive_rows *in, const naive_row *key)
{
  int n = 0, sum = 0;
  bool wrong = false;
  naive_rows seen = {0};
  for (size_t i = 0; i < in->n; i++) {
    naive_row row = projected(&in->items[i], p->keys), value = projected(&in->items[i], 1u << p->argument);
    int term = in->items[i].at[p->argument];
    if (memcmp(&row, key, sizeof row) != 0)
      continue;
    if (p->aggregate == NAIVE_COUNT_ALL)
      n++;
    else if (term == NAIVE_UNBOUND)
      wrong = true;
    else if (p->aggregate == NAIVE_COUNT || !contains(&seen, &value))
      n++;
    add(&seen, &value);
    wrong = wrong || term < NAIVE_INTEGER;
    sum += term - NAIVE_INTEGER;
  }
  free(seen.items);
  if (p->aggregate == NAIVE_SUM)
    return wrong ? NAIVE_UNBOUND : NAIVE_INTEGER + sum;
  return NAIVE_INTEGER + n;
}

static void
group(const naive_pattern *p, const naive_rows *in, naive_rows *out)
{
  naive_rows keys = {0};
  for (size_t i = 0; i < in->n; i++) {
    naive_row key = projected(&in->items[i], p->keys);
    if (!contains(&keys, &key))
      add(&keys, &key);
  }
  if (!p->keys && !in->n)
    add(&keys, &nothing);
  for (size_t i = 0; i < keys.n; i++) {
    naive_row row = keys.items[i];
    row.at[p->var] = aggregate(p, in, &keys.items[i]);
    add(out, &row);
  }
  free(keys.items);
}

static void
each_row(const naive_data *data, const naive_pattern *p, const naive_rows *in, naive_rows *out)
{
  for (size_t i = 0; i < in->n; i++) {
    naive_row row = in->items[i];
    if (p->kind == NAIVE_FILTER && !holds(data, p->expr, &row))
      continue;
    if (p->kind == NAIVE_BIND) {
      int value = eval(data, p->expr, &row);
      row.at[p->var] = value < 0 ? NAIVE_UNBOUND : value;
    }
    if (p->kind == NAIVE_SELECT) {
      row = projected(&row, p->visible);
      if (p->distinct && contains(out, &row))
        continue;
    }
    add(out, &row);
  }
}

naive_rows
naive_eval(const naive_data *data, const naive_pattern *p)
{
  naive_rows out = {0}, a = {0}, b = {0};
  if (p->parts[0])
    a = naive_eval(data, p->parts[0]);
  if (p->parts[1])
    b = naive_eval(data, p->parts[1]);
  out.too_many = a.too_many || b.too_many;
  switch (p->kind) {
  case NAIVE_TRIPLES:
    match(data, p, 0, &nothing, &out);
    break;
  case NAIVE_PATH:
    match_path(data, p, &out);
    break;
  case NAIVE_JOIN:
  case NAIVE_OPTIONAL:
  case NAIVE_MINUS:
    join(data, p, &a, &b, &out);
    break;
  case NAIVE_UNION:
    for (size_t i = 0; i < a.n; i++)
      add(&out, &a.items[i]);
    for (size_t i = 0; i < b.n; i++)
      add(&out, &b.items[i]);
    break;
  case NAIVE_VALUES:
    join_values(p, &a, &out);
    break;
  case NAIVE_GROUP:
    group(p, &a, &out);
    break;
  case NAIVE_FILTER:
  case NAIVE_BIND:
  case NAIVE_SELECT:
    each_row(data, p, &a, &out);
  }
  free(a.items);
  free(b.items);
  return out;
}

// ---- text

void
naive_print_term(const naive_data *data, int term, kg_buf *buf)
{
  if (term < NAIVE_UNBOUND) {
    kg_buf_printf(buf, "?v%d", -2 - term);
  } else if (term == NAIVE_UNBOUND) {
    kg_buf_printf(buf, "UNDEF");
  } else if (term >= NAIVE_INTEGER) {
    kg_buf_printf(buf, "%d", term - NAIVE_INTEGER);
  } else if (term >= NAIVE_FALSE) {
    kg_buf_printf(buf, term == NAIVE_TRUE ? "true" : "false");
  } else if (term >= NAIVE_TRIPLE) {
    kg_buf_printf(buf, "<<(");
    for (int i = 0; i < 3; i++) {
      kg_buf_printf(buf, " ");
      naive_print_term(data, data->terms[term - NAIVE_TRIPLE].at[i], buf);
    }
    kg_buf_printf(buf, " )>>");
  } else {
    kg_buf_printf(buf, term >= NAIVE_LINK ? ":p%d" : ":n%d", term % NAIVE_LINK);
  }
}

static void
print_path(const naive_path *p, kg_buf *buf)
{
  static const char *const signs[] = {[NAIVE_PATH_SEQUENCE] = "/",
                                      [NAIVE_PATH_ALTERNATIVE] = "|",
                                      [NAIVE_PATH_OPTIONAL] = "?",
                                      [NAIVE_PATH_STAR] = "*",
                                      [NAIVE_PATH_PLUS] = "+"};
  if (p->kind == NAIVE_PATH_LINK || p->kind == NAIVE_PATH_NOT) {
    kg_buf_printf(buf, p->kind == NAIVE_PATH_NOT ? "!:p%d" : ":p%d", p->link - NAIVE_LINK);
    return;
  }
  kg_buf_printf(buf, p->kind == NAIVE_PATH_INVERSE ? "^(" : "(");
  print_path(p->parts[0], buf);
  if (p->parts[1]) {
    kg_buf_printf(buf, "%s", signs[p->kind]);
    print_path(p->parts[1], buf);
  }
  kg_buf_printf(buf, ")%s", !p->parts[1] && signs[p->kind] ? signs[p->kind] : "");
}

static void
print_args(const naive_data *data, const naive_expr *e, int from, const char *separator, kg_buf *buf)
{
  for (int i = from; i < 3 && e->args[i]; i++) {
    kg_buf_printf(buf, "%s", i > from ? separator : "");
    naive_print_expr(data, e->args[i], buf);
  }
}

void
naive_print_expr(const naive_data *data, const naive_expr *e, kg_buf *buf)
{
  static const char *const words[] = {
      [NAIVE_EXPR_EQUAL] = " = ",       [NAIVE_EXPR_LESS] = " < ",      [NAIVE_EXPR_ADD] = " + ",
      [NAIVE_EXPR_AND] = " && ",        [NAIVE_EXPR_OR] = " || ",       [NAIVE_EXPR_NOT] = "!",
      [NAIVE_EXPR_BOUND] = "BOUND",     [NAIVE_EXPR_IF] = "IF",         [NAIVE_EXPR_COALESCE] = "COALESCE",
      [NAIVE_EXPR_SUBJECT] = "SUBJECT", [NAIVE_EXPR_OBJECT] = "OBJECT", [NAIVE_EXPR_IS_TRIPLE] = "isTRIPLE",
      [NAIVE_EXPR_EXISTS] = "EXISTS "};
  bool infix = e->kind >= NAIVE_EXPR_EQUAL && e->kind <= NAIVE_EXPR_OR;
  if (e->kind == NAIVE_EXPR_TERM) {
    naive_print_term(data, e->term, buf);
    return;
  }
  if (e->kind == NAIVE_EXPR_EXISTS) {
    kg_buf_printf(buf, "EXISTS ");
    naive_print(data, e->pattern, buf);
    return;
  }
  kg_buf_printf(buf, infix || e->kind == NAIVE_EXPR_IN ? "(" : "%s(", infix ? "" : words[e->kind]);
  if (e->kind == NAIVE_EXPR_BOUND)
    naive_print_term(data, e->term, buf);
  else if (e->kind == NAIVE_EXPR_IN) {
    naive_print_expr(data, e->args[0], buf);
    kg_buf_printf(buf, " IN (");
    print_args(data, e, 1, ", ", buf);
    kg_buf_printf(buf, ")");
  } else
    print_args(data, e, 0, infix ? words[e->kind] : ", ", buf);
  kg_buf_printf(buf, ")");
}

static void
print_triple(const naive_data *data, const naive_triple *t, const naive_path *path, kg_buf *buf)
{
  for (int i = 0; i < 3; i++) {
    kg_buf_printf(buf, " ");
    if (i == 1 && path)
      print_path(path, buf);
    else
      naive_print_term(data, t->at[i], buf);
  }
  kg_buf_printf(buf, " .");
}

static void
print_vars(unsigned vars, kg_buf *buf)
{
  for (int v = 0; v < NAIVE_VARS; v++)
    if (vars >> v & 1)
      kg_buf_printf(buf, " ?v%d", v);
}

static void
print_select(const naive_data *data, const naive_pattern *p, kg_buf *buf)
{
  static const char *const aggregates[] = {"COUNT(*)", "COUNT(?v%d)", "COUNT(DISTINCT ?v%d)", "SUM(?v%d)"};
  kg_buf_printf(buf, " SELECT%s", p->distinct ? " DISTINCT" : "");
  print_vars(p->kind == NAIVE_GROUP ? p->keys : p->visible, buf);
  if (p->kind == NAIVE_GROUP) {
    char text[40];
    snprintf(text, sizeof text, aggregates[p->aggregate], p->argument);
    kg_buf_printf(buf, " (%s AS ?v%d)", text, p->var);
  }
  kg_buf_printf(buf, " WHERE ");
  naive_print(data, p->parts[0], buf);
  if (p->kind == NAIVE_GROUP && p->keys) {
    kg_buf_printf(buf, " GROUP BY");
    print_vars(p->keys, buf);
  }
}

static void
print_values(const naive_data *data, const naive_pattern *p, kg_buf *buf)
{
  kg_buf_printf(buf, " VALUES (?v%d ?v%d) {", p->var, p->argument);
  for (size_t i = 0; i < p->n_triples; i++) {
    kg_buf_printf(buf, " (");
    naive_print_term(data, p->triples[i].at[0], buf);
    kg_buf_printf(buf, " ");
    naive_print_term(data, p->triples[i].at[1], buf);
    kg_buf_printf(buf, ")");
  }
  kg_buf_printf(buf, " }");
}

static void
print_right(const naive_data *data, const naive_pattern *p, kg_buf *buf)
{
  kg_buf_printf(buf, p->kind == NAIVE_OPTIONAL ? " OPTIONAL "
                     : p->kind == NAIVE_MINUS  ? " MINUS "
                     : p->kind == NAIVE_UNION  ? " UNION "
                                               : " ");
  if (p->kind != NAIVE_OPTIONAL || (!p->expr && p->parts[1]->kind != NAIVE_FILTER)) {
    naive_print(data, p->parts[1], buf);
    return;
  }
  kg_buf_printf(buf, "{ ");
  naive_print(data, p->parts[1], buf); // in braces of its own, or its filter would be the condition
  if (p->expr) {
    kg_buf_printf(buf, " FILTER (");
    naive_print_expr(data, p->expr, buf);
    kg_buf_printf(buf, ")");
  }
  kg_buf_printf(buf, " }");
}

void
naive_print(const naive_data *data, const naive_pattern *p, kg_buf *buf)
{
  kg_buf_printf(buf, "{");
  if (p->kind == NAIVE_SELECT || p->kind == NAIVE_GROUP) {
    print_select(data, p, buf);
    kg_buf_printf(buf, " }");
    return;
  }
  if (p->kind == NAIVE_TRIPLES || p->kind == NAIVE_PATH)
    for (size_t i = 0; i < p->n_triples; i++)
      print_triple(data, &p->triples[i], p->path, buf);
  if (p->parts[0]) {
    kg_buf_printf(buf, " ");
    naive_print(data, p->parts[0], buf);
  }
  if (p->parts[1])
    print_right(data, p, buf);
  if (p->kind == NAIVE_VALUES)
    print_values(data, p, buf);
  if (p->kind == NAIVE_FILTER || p->kind == NAIVE_BIND) {
    kg_buf_printf(buf, p->kind == NAIVE_FILTER ? " FILTER (" : " BIND (");
    naive_print_expr(data, p->expr, buf);
    if (p->kind == NAIVE_BIND)
      kg_buf_printf(buf, " AS ?v%d", p->var);
    kg_buf_printf(buf, ")");
  }
  kg_buf_printf(buf, " }");
}

void
naive_print_data(const naive_data *data, kg_buf *buf)
{
  for (size_t i = 0; i < data->n; i++) {
    print_triple(data, &data->triples[i], NULL, buf);
    kg_buf_printf(buf, "\n");
  }
}
