// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// GROUP BY: groups by the ids of their keys, in the order of arrival.  Without keys there is one group, also
// of no rows.  A batch's rows are given their groups first, then each aggregate goes through its column. Rows
// that follow each other often are of one group and have one value, which is seen without hashing; where the
// input is sorted by keys and value, that is all there is to DISTINCT.
//
// When memory is full there are no new groups: rows of other keys are put aside, sorted by these and their
// arrival, and grouped some keys at a time when the first groups were given.

#include "kg/sparql/aggregate.h"
#include "kg/sparql/unique.h"

#include <stdlib.h>

enum { GROUPS_OF_A_ROUND = 64 };

typedef struct group_op {
  kg__op op;
  const kg__var *keys;
  size_t n_keys;
  const kg__aggregation *aggregations;
  size_t n_aggregations;
  kg__rowset groups;
  kg__aggregate *states; ///< By group, then aggregation
  size_t n_states, capacity;
  size_t text;          ///< Memory that states hold besides
  kg__unique *distinct; ///< By aggregation: group and value, or group and row
  kg__var *row_vars;    ///< Of the input, for COUNT(DISTINCT *)
  size_t n_row_vars;
  kg_id *buffer;
  uint32_t *row_groups; ///< Of the batch
  bool sorted_keys;     ///< The input is sorted by the keys
  bool one_group;       ///< The batch's rows are of one
  bool *sorted_value;   ///< By aggregation: the input is sorted by keys and its value
  kg_id *last_value;    ///< By aggregation, and its group
  size_t *last_group;
  size_t at;
  bool full; ///< No new groups
  kg__rows kept;
  kg__sorter aside; ///< Keys, number, and the input's variables
  kg_id *row;       ///< Of these
  uint64_t n_aside;
  const kg_id *pending; ///< A row read back that is not in a group yet
} group_op;

static void
release_groups(group_op *self)
{
  for (size_t i = 0; i < self->n_states; i++)
    kg__aggregate_release(&self->states[i]);
  kg__exec_take(self->op.exec, self->capacity * sizeof *self->states + self->text, 0);
  free(self->states);
  self->states = NULL;
  self->n_states = self->capacity = self->text = 0;
  kg__rowset_release(&self->groups);
  for (size_t i = 0; self->distinct && i < self->n_aggregations; i++)
    kg__unique_release(&self->distinct[i]);
}

static void
group_close(kg__op *op)
{
  group_op *self = (group_op *)op;
  release_groups(self);
  kg__sorter_release(&self->aside);
}

static kg_status
reserve_states(group_op *self)
{
  size_t want = self->n_states + self->n_aggregations, capacity = self->capacity;
  if (want <= capacity)
    return KG_OK;
  capacity = want < 2 * capacity ? 2 * capacity : want;
  KG_TRY(
      kg__exec_take(self->op.exec, self->capacity * sizeof *self->states, capacity * sizeof *self->states));
  kg__aggregate *states = realloc(self->states, capacity * sizeof *states);
  if (!states) {
    kg__exec_take(self->op.exec, capacity * sizeof *states, self->capacity * sizeof *states);
    return KG_ERR_NOMEM;
  }
  self->states = states;
  self->capacity = capacity;
  return KG_OK;
}

static kg_status
begin_group(group_op *self)
{
  KG_TRY(reserve_states(self));
  for (size_t i = 0; i < self->n_aggregations; i++) {
    const kg__expr *e = self->aggregations[i].expr;
    kg_str separator = e->has_separator ? e->separator : (kg_str){0};
    kg__aggregate_init(&self->states[self->n_states++], e->aggregate, separator);
  }
  return KG_OK;
}

static kg_status
is_new_row(group_op *self, size_t i, size_t group, const kg__rows *in, size_t row, bool *made)
{
  self->buffer[0] = group;
  for (size_t v = 0; v < self->n_row_vars; v++)
    self->buffer[v + 1] = kg__rows_get(in, self->row_vars[v], row);
  return kg__unique_put(&self->distinct[i], self->buffer, made);
}

static kg_status
is_new_id(group_op *self, size_t i, size_t group, kg_id id, bool *made)
{
  *made = id != self->last_value[i] || group != self->last_group[i];
  self->last_value[i] = id;
  self->last_group[i] = group;
  if (!*made || self->sorted_value[i])
    return KG_OK;
  self->buffer[0] = group;
  self->buffer[1] = id;
  return kg__unique_put(&self->distinct[i], self->buffer, made);
}

static kg_status
is_new_value(group_op *self, size_t i, size_t group, kg__value *value, bool *made)
{
  kg_id id;
  *made = true;
  KG_TRY(kg__exec_value_id(self->op.exec, value, &id));
  value->id = id;
  return id ? is_new_id(self, i, group, id, made) : KG_OK;
}

static kg_status
add_to_state(group_op *self, size_t i, size_t group, kg__value *value)
{
  kg__exec *exec = self->op.exec;
  kg__aggregate *state = &self->states[group * self->n_aggregations + i];
  size_t before = kg__aggregate_size(state);
  if (kg__value_needs_text(value)) {
    if (state->kind == KG__AGGREGATE_COUNT)
      *value = kg__value_boolean(true);
    else
      KG_TRY(kg__exec_value(exec, value->id, exec->scratch, value));
  }
  kg_status st = kg__aggregate_add(state, &exec->functions, value);
  size_t after = kg__aggregate_size(state);
  if (after == before)
    return st;
  self->text += after - before;
  kg_status taken = kg__exec_take(exec, before, after);
  if (taken)
    self->text -= after - before;
  return st ? st : taken;
}

static kg_status
add_value(group_op *self, size_t i, size_t group, const kg__rows *in, size_t row)
{
  kg__exec *exec = self->op.exec;
  const kg__expr *e = self->aggregations[i].expr;
  kg__value value = kg__value_boolean(true);
  bool made = true;
  kg_arena_clear(exec->scratch);
  if (e->n_args)
    KG_TRY(kg__exec_eval(exec, e->args[0], in, row, &value));
  if (e->distinct)
    KG_TRY(e->n_args ? is_new_value(self, i, group, &value, &made)
                     : is_new_row(self, i, group, in, row, &made));
  return made ? add_to_state(self, i, group, &value) : KG_OK;
}

// What DISTINCT had to put aside.
static kg_status
add_late_values(group_op *self, size_t i)
{
  kg__exec *exec = self->op.exec;
  const kg_id *row;
  kg_status st;
  while ((st = kg__unique_next(&self->distinct[i], &row)) == KG_OK) {
    kg__value value = kg__value_boolean(true);
    kg_arena_clear(exec->scratch);
    if (self->aggregations[i].expr->n_args)
      value = kg__value_of_id(row[1], exec->scratch);
    KG_TRY(add_to_state(self, i, row[0], &value));
  }
  return st == KG_DONE ? KG_OK : st;
}

// The same where all rows are of one group: how many have a value, or another one than the row before.
static void
count_group(group_op *self, size_t i, const kg_id *column, size_t n)
{
  uint64_t count = column ? 0 : n;
  size_t group = self->row_groups[0];
  bool distinct = self->aggregations[i].expr->distinct;
  kg_id last = group == self->last_group[i] ? self->last_value[i] : KG_ID_NONE;
  for (size_t row = 0; column && row < n; row++) {
    count += column[row] && !(distinct && column[row] == last);
    last = column[row] ? column[row] : last;
  }
  self->last_value[i] = last;
  self->last_group[i] = group;
  self->states[group * self->n_aggregations + i].count += count;
}

// COUNT of a variable, or of rows: ids tell all.
static kg_status
count_column(group_op *self, size_t i, const kg__rows *in)
{
  const kg__expr *e = self->aggregations[i].expr;
  const kg_id *column = e->n_args ? in->column[e->args[0]->var] : NULL;
  if (e->n_args && !column)
    return KG_OK;
  if (self->one_group && (!e->distinct || self->sorted_value[i])) {
    count_group(self, i, column, in->n);
    return KG_OK;
  }
  for (size_t row = 0; row < in->n; row++) {
    size_t group = self->row_groups[row];
    bool counts = !column || column[row];
    if (counts && e->distinct)
      KG_TRY(is_new_id(self, i, group, column[row], &counts));
    self->states[group * self->n_aggregations + i].count += counts;
  }
  return KG_OK;
}

static kg_status
add_column(group_op *self, size_t i, const kg__rows *in)
{
  const kg__expr *e = self->aggregations[i].expr;
  if (e->aggregate == KG__AGGREGATE_COUNT && (e->n_args ? e->args[0]->kind == KG__EXPR_VAR : !e->distinct))
    return count_column(self, i, in);
  for (size_t row = 0; row < in->n; row++)
    KG_TRY(add_value(self, i, self->row_groups[row], in, row));
  return KG_OK;
}

static bool
are_alike(const group_op *self, const kg__rows *in, size_t a, size_t b)
{
  for (size_t i = 0; i < self->n_keys; i++)
    if (kg__rows_get(in, self->keys[i], a) != kg__rows_get(in, self->keys[i], b))
      return false;
  return true;
}

static kg_status
find_group(group_op *self, const kg__rows *in, size_t row, size_t *group)
{
  bool made;
  for (size_t i = 0; i < self->n_keys; i++)
    self->buffer[i] = kg__rows_get(in, self->keys[i], row);
  KG_TRY(kg__rowset_put(&self->groups, self->buffer, group, &made));
  return made ? begin_group(self) : KG_OK;
}

static kg_status
add_batch(group_op *self, const kg__rows *in)
{
  size_t group = 0;
  self->one_group = in->n && (!self->n_keys || self->sorted_keys) && are_alike(self, in, 0, in->n - 1);
  for (size_t row = 0; row < in->n; row++) {
    if (!row || (!self->one_group && !are_alike(self, in, row, row - 1)))
      KG_TRY(find_group(self, in, row, &group));
    self->row_groups[row] = (uint32_t)group;
  }
  for (size_t i = 0; i < self->n_aggregations; i++)
    KG_TRY(add_column(self, i, in));
  return KG_OK;
}

static bool
is_key(const group_op *self, kg__var var)
{
  for (size_t i = 0; i < self->n_keys; i++)
    if (self->keys[i] == var)
      return true;
  return false;
}

// Whether the input is sorted by the keys, in whatever order of these.
static bool
is_sorted(const group_op *self)
{
  const kg__sort *sort = &self->op.inputs[0]->sort;
  if (sort->n < self->n_keys)
    return false;
  for (size_t i = 0; i < self->n_keys; i++) {
    bool found = false;
    for (size_t k = 0; k < self->n_keys; k++)
      found = found || sort->vars[k] == self->keys[i];
    if (!found || !is_key(self, sort->vars[i]))
      return false;
  }
  return true;
}

static void
note_sorts(group_op *self)
{
  const kg__sort *sort = &self->op.inputs[0]->sort;
  self->sorted_keys = is_sorted(self);
  for (size_t i = 0; i < self->n_aggregations; i++) {
    const kg__expr *e = self->aggregations[i].expr;
    self->sorted_value[i] = self->sorted_keys && sort->n > self->n_keys && e->n_args &&
                            e->args[0]->kind == KG__EXPR_VAR && sort->vars[self->n_keys] == e->args[0]->var;
    self->last_value[i] = KG_ID_NONE;
    self->last_group[i] = SIZE_MAX;
  }
}

static kg_status
allocate(group_op *self)
{
  kg__exec *exec = self->op.exec;
  for (kg__var v = 0; kg__vars_next(&self->op.inputs[0]->vars, &v); v++)
    if (v < exec->request->n_vars)
      KG_TRY(kg__push(exec->arena, self->row_vars, self->n_row_vars, v));
  size_t widest = self->n_keys > self->n_row_vars ? self->n_keys : self->n_row_vars;
  self->buffer = kg_arena_calloc(exec->arena, widest + 2, sizeof *self->buffer);
  self->distinct = kg_arena_calloc(exec->arena, self->n_aggregations + 1, sizeof *self->distinct);
  self->row_groups = kg_arena_calloc(exec->arena, KG_BATCH_ROWS, sizeof *self->row_groups);
  self->sorted_value = kg_arena_calloc(exec->arena, self->n_aggregations + 1, sizeof(bool));
  self->last_value = kg_arena_calloc(exec->arena, self->n_aggregations + 1, sizeof(kg_id));
  self->last_group = kg_arena_calloc(exec->arena, self->n_aggregations + 1, sizeof(size_t));
  self->kept.column = kg_arena_calloc(exec->arena, exec->n_vars + 1, sizeof(kg_id *));
  self->row = kg_arena_calloc(exec->arena, self->n_keys + 1 + self->op.inputs[0]->n_list, sizeof(kg_id));
  if (!self->kept.column || !self->row || !self->row_groups || !self->sorted_value || !self->last_value ||
      !self->last_group)
    return KG_ERR_NOMEM;
  return self->buffer && self->distinct ? kg__op_columns(&self->op) : KG_ERR_NOMEM;
}

// ---- rows put aside

static void
begin_groups(group_op *self)
{
  kg__exec *exec = self->op.exec;
  size_t n_distinct = 0;
  release_groups(self);
  note_sorts(self);
  self->at = 0;
  self->groups = (kg__rowset){.exec = exec, .width = self->n_keys, .key = self->n_keys};
  for (size_t i = 0; i < self->n_aggregations; i++)
    n_distinct += self->aggregations[i].expr->distinct;
  for (size_t i = 0; i < self->n_aggregations; i++) {
    size_t width = self->aggregations[i].expr->n_args ? 2 : 1 + self->n_row_vars;
    size_t most = kg__spill_share(exec) / 4 / (n_distinct ? n_distinct : 1);
    self->distinct[i] = (kg__unique){.op = &self->op, .width = width, .most = most};
  }
}

// Whether a batch of new groups can be added.
static bool
fits(const group_op *self)
{
  size_t most = kg__spill_share(self->op.exec) / 4,
         want = self->n_states + KG_BATCH_ROWS * self->n_aggregations;
  size_t room = kg__exec_room(self->op.exec), size = 3 * want * sizeof *self->states;
  bool states = want <= self->capacity || (size <= most && size <= room);
  return states && self->text <= most && kg__rowset_fits(&self->groups, KG_BATCH_ROWS, most);
}

static kg_status
begin_aside(group_op *self)
{
  kg__op *op = &self->op;
  const kg__op *input = op->inputs[0];
  self->full = true;
  self->n_aside = 0;
  self->pending = NULL;
  self->aside = (kg__sorter){
      .op = op, .width = self->n_keys + 1 + input->n_list, .most = kg__spill_share(op->exec) / 8};
  for (size_t v = 0; v < input->n_list; v++) {
    kg_id **column = &self->kept.column[input->list[v]];
    if (*column)
      continue;
    KG_TRY(kg__exec_take(op->exec, 0, KG_BATCH_ROWS * sizeof(kg_id)));
    *column = kg_arena_calloc(op->exec->arena, KG_BATCH_ROWS, sizeof(kg_id));
    KG_TRY(*column ? KG_OK : KG_ERR_NOMEM);
  }
  return KG_OK;
}

static kg_status
put_aside(group_op *self, const kg__rows *in, size_t row)
{
  const kg__op *input = self->op.inputs[0];
  memcpy(self->row, self->buffer, self->n_keys * sizeof *self->row);
  self->row[self->n_keys] = self->n_aside++;
  for (size_t v = 0; v < input->n_list; v++)
    self->row[self->n_keys + 1 + v] = kg__rows_get(in, input->list[v], row);
  return kg__sorter_add(&self->aside, self->row);
}

static kg_status
add_known(group_op *self, const kg__rows *in)
{
  const kg__op *input = self->op.inputs[0];
  uint16_t rows[KG_BATCH_ROWS];
  size_t n = 0;
  for (size_t row = 0; row < in->n; row++) {
    for (size_t i = 0; i < self->n_keys; i++)
      self->buffer[i] = kg__rows_get(in, self->keys[i], row);
    if (kg__rowset_first(&self->groups, self->buffer) != KG__ROWSET_END)
      rows[n++] = (uint16_t)row;
    else
      KG_TRY(put_aside(self, in, row));
  }
  self->kept.n = 0;
  kg__rows_gather(&self->kept, in, rows, n, input->list, input->n_list);
  return add_batch(self, &self->kept);
}

static kg_status
end_groups(group_op *self)
{
  for (size_t i = 0; i < self->n_aggregations; i++)
    KG_TRY(add_late_values(self, i));
  return KG_OK;
}

// Add rows of the next keys until the batch is full, or it is another round's turn; KG_DONE.
static kg_status
read_back(group_op *self, size_t *n_keys)
{
  const kg__op *input = self->op.inputs[0];
  size_t size = self->n_keys * sizeof *self->row;
  for (self->kept.n = 0; self->kept.n < KG_BATCH_ROWS; self->kept.n++) {
    if (!self->pending)
      KG_TRY(kg__sorter_next(&self->aside, &self->pending));
    if (!*n_keys || memcmp(self->row, self->pending, size) != 0) {
      if (*n_keys == GROUPS_OF_A_ROUND)
        return KG_DONE;
      ++*n_keys;
      memcpy(self->row, self->pending, size);
    }
    for (size_t v = 0; v < input->n_list; v++)
      self->kept.column[input->list[v]][self->kept.n] = self->pending[self->n_keys + 1 + v];
    self->pending = NULL;
  }
  return KG_OK;
}

static kg_status
next_round(group_op *self)
{
  size_t n_keys = 0;
  kg_status st = KG_OK;
  begin_groups(self);
  while (st == KG_OK) {
    KG_TRY(kg__exec_check(self->op.exec));
    st = read_back(self, &n_keys);
    if (st && st != KG_DONE)
      return st;
    KG_TRY(add_batch(self, &self->kept));
  }
  KG_TRY(end_groups(self));
  return n_keys ? KG_OK : KG_DONE;
}

// ---- the operator

static kg_status
read_input(group_op *self)
{
  const kg__rows *in;
  kg_status st;
  while ((st = kg__op_next(self->op.inputs[0], &in)) == KG_OK) {
    if (self->n_keys && !self->full && !fits(self))
      KG_TRY(begin_aside(self));
    KG_TRY(self->full ? add_known(self, in) : add_batch(self, in));
  }
  return st == KG_DONE ? end_groups(self) : st;
}

static kg_status
group_open(kg__op *op)
{
  group_op *self = (group_op *)op;
  size_t at;
  bool made = false;
  group_close(op);
  KG_TRY(kg__op_open(op->inputs[0]));
  if (!self->buffer)
    KG_TRY(allocate(self));
  self->full = false;
  begin_groups(self);
  KG_TRY(read_input(self));
  if (!self->n_keys)
    KG_TRY(kg__rowset_put(&self->groups, self->buffer, &at, &made));
  return made ? begin_group(self) : KG_OK;
}

static kg_status
give_group(group_op *self)
{
  kg__op *op = &self->op;
  const kg_id *keys = kg__rowset_at(&self->groups, self->at);
  kg_arena_clear(op->exec->scratch);
  for (size_t i = 0; i < self->n_keys; i++)
    op->out.column[self->keys[i]][op->out.n] = keys[i];
  for (size_t i = 0; i < self->n_aggregations; i++) {
    kg__value value;
    KG_TRY(kg__aggregate_result(&self->states[self->at * self->n_aggregations + i], &op->exec->functions,
                                &value));
    KG_TRY(kg__exec_value_id(op->exec, &value, &op->out.column[self->aggregations[i].var][op->out.n]));
  }
  return KG_OK;
}

static kg_status
group_next(kg__op *op)
{
  group_op *self = (group_op *)op;
  if (self->at == self->groups.n)
    KG_TRY(self->full ? next_round(self) : KG_DONE);
  for (; self->at < self->groups.n && op->out.n < KG_BATCH_ROWS; self->at++, op->out.n++)
    KG_TRY(give_group(self));
  return KG_OK;
}

// Whether a group is the same of rows that come once: all that it computes counts a value once.
static bool
is_of_sets(const group_op *self)
{
  for (size_t i = 0; i < self->n_aggregations; i++) {
    const kg__expr *e = self->aggregations[i].expr;
    if (!e->distinct && e->aggregate != KG__AGGREGATE_MIN && e->aggregate != KG__AGGREGATE_MAX)
      return false;
  }
  return true;
}

static kg_status
group_need(kg__op *op, const kg__vars *needed, bool once)
{
  const group_op *self = (const group_op *)op;
  kg__op *input = op->inputs[0];
  kg__vars read = {0};
  (void)needed, (void)once;
  for (size_t i = 0; i < self->n_keys; i++)
    KG_TRY(kg__vars_add(&read, self->keys[i], op->exec->arena));
  for (size_t i = 0; i < self->n_aggregations; i++) {
    const kg__expr *e = self->aggregations[i].expr;
    if (e->n_args)
      KG_TRY(kg__op_reads(op, e->args[0], &input->vars, &read));
    else if (e->distinct)
      KG_TRY(kg__vars_add_all(&read, &input->vars, op->exec->arena));
  }
  return kg__op_need(input, &read, is_of_sets(self));
}

static const kg__op_class class = {"Group", group_open, group_next, group_close, NULL, NULL, group_need};

kg_status
kg__op_group(kg__op *input, const kg__var *keys, size_t n_keys, const kg__aggregation *aggregations,
             size_t n_aggregations, kg__op **op)
{
  group_op *self = kg__op_new(input->exec, &class, sizeof *self);
  kg_arena *arena = input->exec->arena;
  *op = &self->op;
  if (!self)
    return KG_ERR_NOMEM;
  input->exec->n_tables++;
  self->op.inputs[0] = input;
  self->op.estimate = n_keys ? input->estimate / 4 + 1 : 1;
  self->keys = keys;
  self->n_keys = n_keys;
  self->aggregations = aggregations;
  self->n_aggregations = n_aggregations;
  for (size_t i = 0; i < n_keys; i++) {
    KG_TRY(kg__vars_add(&self->op.vars, keys[i], arena));
    if (kg__vars_has(&input->certain, keys[i]))
      KG_TRY(kg__vars_add(&self->op.certain, keys[i], arena));
  }
  for (size_t i = 0; i < n_aggregations; i++)
    KG_TRY(kg__vars_add(&self->op.vars, aggregations[i].var, arena));
  return KG_OK;
}
