// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
//
// Thompson's construction: each part of a path leads from one state to another, empty steps join them.

#include "kg/sparql/automaton.h"

typedef struct maker {
  kg__exec *exec;
  kg__automaton *automaton;
} maker;

static kg_status make(maker *m, const kg__path *path, bool back, uint32_t from, uint32_t to);

static kg_status
add_step(maker *m, kg__step step)
{
  return kg__push(m->exec->arena, m->automaton->steps, m->automaton->n_steps, step);
}

static kg_status
add_empty(maker *m, uint32_t from, uint32_t to)
{
  return add_step(m, (kg__step){.kind = KG__STEP_NONE, .from = from, .to = to});
}

static kg_status
make_sequence(maker *m, const kg__path *path, bool back, uint32_t from, uint32_t to)
{
  for (size_t i = 0; i < path->n_parts; i++) {
    uint32_t next = i + 1 == path->n_parts ? to : m->automaton->n_states++;
    KG_TRY(make(m, path->parts[back ? path->n_parts - 1 - i : i], back, from, next));
    from = next;
  }
  return KG_OK;
}

// Around a state in the middle as often as wanted; at least once by going in through a copy of the part.
static kg_status
make_closure(maker *m, const kg__path *path, bool back, uint32_t from, uint32_t to)
{
  uint32_t middle = m->automaton->n_states++;
  KG_TRY(make(m, path->parts[0], back, middle, middle));
  KG_TRY(add_empty(m, middle, to));
  return path->kind == KG__PATH_ONE_OR_MORE ? make(m, path->parts[0], back, from, middle)
                                            : add_empty(m, from, middle);
}

// One step for what is negated forward, one for what is negated backward.
static kg_status
make_negated(maker *m, const kg__path *path, bool back, uint32_t from, uint32_t to)
{
  for (int inverse = 0; inverse < 2; inverse++) {
    kg__step step = {.kind = KG__STEP_NEGATED, .from = from, .to = to, .back = inverse != back};
    bool any = !inverse && path->n_parts == 0;
    for (size_t i = 0; i < path->n_parts; i++) {
      const kg__path *part = path->parts[i];
      kg_id id;
      if ((part->kind == KG__PATH_INVERSE) != inverse)
        continue;
      any = true;
      KG_TRY(kg__exec_id(m->exec, inverse ? &part->parts[0]->iri : &part->iri, &id));
      KG_TRY(kg__push(m->exec->arena, step.without, step.n_without, id));
    }
    if (any)
      KG_TRY(add_step(m, step));
  }
  return KG_OK;
}

static kg_status
make_link(maker *m, const kg__path *path, bool back, uint32_t from, uint32_t to)
{
  kg__step step = {.kind = KG__STEP_LINK, .from = from, .to = to, .back = back};
  KG_TRY(kg__exec_id(m->exec, &path->iri, &step.link));
  return add_step(m, step);
}

static kg_status
make(maker *m, const kg__path *path, bool back, uint32_t from, uint32_t to)
{
  switch (path->kind) {
  case KG__PATH_IRI:
    return make_link(m, path, back, from, to);
  case KG__PATH_INVERSE:
    return make(m, path->parts[0], !back, from, to);
  case KG__PATH_SEQUENCE:
    return make_sequence(m, path, back, from, to);
  case KG__PATH_ALTERNATIVE:
    for (size_t i = 0; i < path->n_parts; i++)
      KG_TRY(make(m, path->parts[i], back, from, to));
    return KG_OK;
  case KG__PATH_ZERO_OR_ONE:
    KG_TRY(add_empty(m, from, to));
    return make(m, path->parts[0], back, from, to);
  case KG__PATH_ZERO_OR_MORE:
  case KG__PATH_ONE_OR_MORE:
    return make_closure(m, path, back, from, to);
  case KG__PATH_NEGATED:
    return make_negated(m, path, back, from, to);
  }
  return KG_ERR_ARGUMENT;
}

kg_status
kg__automaton_make(kg__exec *exec, const kg__path *path, kg__automaton *automaton)
{
  maker m = {exec, automaton};
  *automaton = (kg__automaton){.n_states = 2, .start = 0, .end = 1};
  KG_TRY(make(&m, path, false, 0, 1));
  return automaton->n_steps <= 100000 ? KG_OK
                                      : kg_error_set(exec->err, KG_ERR_LIMIT, "a path of too many parts");
}
