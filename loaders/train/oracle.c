// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013): what a move loses are the gold arcs
// between the word that it takes away and those that it can then no longer meet.

#include "loaders/train/train.h"

static int32_t
head_of(const kg__parse_state *s, const gold_word *gold, int32_t at)
{
  return at == s->n ? -1 : gold[at].head;
}

// Arcs between the top of the stack and the buffer from `from` on, in both directions.
static int
lost_to_buffer(const kg__parse_state *s, const gold_word *gold, int32_t top, int32_t heads_from)
{
  int lost = 0;
  for (int32_t i = s->front; i <= s->n; i++) {
    lost += head_of(s, gold, i) == top;
    lost += i >= heads_from && head_of(s, gold, top) == i;
  }
  return lost;
}

static int
lost_by_shift(const kg__parse_state *s, const gold_word *gold)
{
  int lost = 0;
  for (int32_t i = 0; i < s->depth; i++) {
    lost += head_of(s, gold, s->stack[i]) == s->front;
    lost += i + 1 < s->depth && head_of(s, gold, s->front) == s->stack[i];
  }
  return lost;
}

int
oracle_cost(const kg__parse_state *s, const gold_word *gold, kg__move move)
{
  if (move == KG__SHIFT)
    return lost_by_shift(s, gold);
  int32_t top = s->stack[s->depth - 1];
  if (move == KG__RIGHT)
    return lost_to_buffer(s, gold, top, s->front);
  int lost = lost_to_buffer(s, gold, top, s->front + 1);
  return lost + (s->depth > 1 && head_of(s, gold, top) == s->stack[s->depth - 2]);
}
