// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// What operators that match quad patterns share: which places are bound, which graphs fit.

#include "kg/sparql/pattern.h"

const unsigned char kg__order_places[KG_N_ORDERS][4] = {
    [KG_SPO] = {0, 1, 2, 3}, [KG_PSO] = {1, 0, 2, 3},  [KG_POS] = {1, 2, 0, 3},
    [KG_OSP] = {2, 0, 1, 3}, [KG_GSPO] = {3, 0, 1, 2},
};

void
kg__pattern_bind(const kg__exec *exec, const kg__quad_slots *quad, const kg__rows *in, size_t row,
                 kg__wanted *wanted)
{
  const kg__graphs *graphs = &exec->graphs;
  for (int i = 0; i < 4; i++) {
    const kg__slot *slot = &quad->at[i];
    wanted->id[i] = !slot->is_var ? slot->id : in ? kg__rows_get(in, slot->var, row) : KG_ID_NONE;
    wanted->is[i] = wanted->id[i] != KG_ID_NONE;
  }
  if (quad->mode == KG__GRAPH_MODE_CURRENT) {
    wanted->id[3] = *quad->current;
    wanted->is[3] = true;
  } else if (quad->mode == KG__GRAPH_MODE_DEFAULT) {
    wanted->is[3] = !graphs->default_all && graphs->n_defaults == 1;
    wanted->id[3] = wanted->is[3] ? graphs->defaults[0] : KG_ID_NONE;
  }
}

bool
kg__pattern_is_hopeless(const kg__exec *exec, const kg__quad_slots *quad, const kg__wanted *wanted)
{
  const kg__graphs *graphs = &exec->graphs;
  for (int i = 0; i < 4; i++)
    if (wanted->is[i] && kg_id_tag(wanted->id[i]) == KG_TAG_LOCAL)
      return true;
  if (quad->mode == KG__GRAPH_MODE_DEFAULT)
    return !graphs->default_all && graphs->n_defaults == 0;
  if (quad->mode == KG__GRAPH_MODE_FIXED || quad->mode == KG__GRAPH_MODE_VAR)
    return wanted->is[3] && !kg__exec_is_named(exec, wanted->id[3]);
  return false;
}

bool
kg__pattern_graph_fits(const kg__exec *exec, const kg__quad_slots *quad, const kg__wanted *wanted, kg_id g)
{
  const kg__graphs *graphs = &exec->graphs;
  if (quad->mode == KG__GRAPH_MODE_VAR)
    return kg__exec_is_named(exec, g);
  if (quad->mode != KG__GRAPH_MODE_DEFAULT || graphs->default_all || wanted->is[3])
    return true;
  for (size_t i = 0; i < graphs->n_defaults; i++)
    if (graphs->defaults[i] == g)
      return true;
  return false;
}

bool
kg__pattern_may_repeat(const kg__exec *exec, const kg__quad_slots *quad)
{
  const kg__graphs *graphs = &exec->graphs;
  if (quad->mode != KG__GRAPH_MODE_DEFAULT)
    return false;
  return graphs->default_all ? exec->has_named : graphs->n_defaults > 1;
}

static kg_status
print_slot(const kg__exec *exec, const kg__slot *slot, kg_buf *buf)
{
  kg_term term;
  KG_TRY(kg_buf_add_char(buf, ' '));
  if (slot->is_var)
    return kg__var_print(exec, slot->var, buf);
  KG_TRY(kg__exec_term((kg__exec *)exec, slot->id, exec->scratch, &term));
  KG_TRY(kg_term_print(&term, buf));
  return kg_id_tag(slot->id) == KG_TAG_LOCAL ? kg_buf_add_str(buf, KG_STR(" (not in the store)")) : KG_OK;
}

kg_status
kg__pattern_explain(const kg__exec *exec, const kg__quad_slots *quad, kg_buf *buf)
{
  for (int i = 0; i < 3; i++)
    KG_TRY(print_slot(exec, &quad->at[i], buf));
  return quad->mode == KG__GRAPH_MODE_FIXED || quad->mode == KG__GRAPH_MODE_VAR
             ? print_slot(exec, &quad->at[3], buf)
             : KG_OK;
}
