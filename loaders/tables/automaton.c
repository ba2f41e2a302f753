// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/tables/automaton.h"

#include "kg/base/vec.h"
#include "loaders/document.h"

#include <stdlib.h>

enum { MAX_WORDS = 20 };

void
kg__automaton_release(kg__automaton *automaton)
{
  free(automaton->edges.items);
  free(automaton->states.items);
  free(automaton->labels.items);
  *automaton = (kg__automaton){0};
}

static size_t
slot_of(const kg__automaton *a, uint64_t key)
{
  size_t mask = a->edges.capacity - 1;
  uint64_t h = key * 0x9E3779B97F4A7C15u;
  size_t i = (size_t)((h ^ h >> 32) >> 16) & mask;
  while (a->edges.items[i].to && a->edges.items[i].key != key)
    i = (i + 1) & mask;
  return i;
}

static kg_status
grow(kg__automaton *a)
{
  kg__automaton old = *a;
  a->edges.capacity = old.edges.capacity ? old.edges.capacity * 2 : 1 << 16;
  a->edges.items = calloc(a->edges.capacity, sizeof *a->edges.items);
  if (!a->edges.items) {
    a->edges = old.edges;
    return KG_ERR_NOMEM;
  }
  for (size_t i = 0; i < old.edges.capacity; i++) {
    if (old.edges.items[i].to)
      a->edges.items[slot_of(a, old.edges.items[i].key)] = old.edges.items[i];
  }
  free(old.edges.items);
  return KG_OK;
}

static kg_status
new_state(kg__automaton *a)
{
  KG_TRY(kg__vec_add(&a->states));
  a->states.items[a->states.n - 1] = 0;
  return KG_OK;
}

static kg_status
step_or_make(kg__automaton *a, uint32_t *state, uint32_t word)
{
  if (a->edges.n * 2 >= a->edges.capacity)
    KG_TRY(grow(a));
  uint64_t key = (uint64_t)*state << 32 | word;
  size_t slot = slot_of(a, key);
  if (!a->edges.items[slot].to) {
    KG_TRY(new_state(a));
    a->edges.items[slot].key = key;
    a->edges.items[slot].to = (uint32_t)(a->states.n - 1);
    a->edges.n++;
  }
  *state = a->edges.items[slot].to;
  return KG_OK;
}

uint32_t
kg__automaton_step(const kg__automaton *automaton, uint32_t state, uint32_t word)
{
  if (!automaton->edges.n || !word)
    return 0;
  return automaton->edges.items[slot_of(automaton, (uint64_t)state << 32 | word)].to;
}

const kg__label *
kg__automaton_label(const kg__automaton *automaton, uint32_t state)
{
  uint32_t at = automaton->states.items[state];
  return at ? &automaton->labels.items[at - 1] : NULL;
}

// Give the words of `text` their numbers, and note their capitals in `label`.
static kg_status
spell(kg__words *words, kg_str text, kg__label *label, uint32_t spelled[MAX_WORDS])
{
  kg_buf folded = {0};
  kg_status st = KG_OK;
  kg__cut_token cut = {0};
  label->words = 0;
  while (!st && kg__cut_next(text, &cut)) {
    kg_str piece = {text.ptr + cut.start, cut.end - cut.start};
    if (cut.flags & KG__T_PUNCT)
      continue;
    if (label->words == MAX_WORDS) {
      label->words = 0;
      break;
    }
    kg_buf_clear(&folded);
    if ((st = kg__fold(piece, &folded)) ||
        (st = kg__words_add(words, kg_buf_str(&folded), &spelled[label->words])))
      break;
    if (cut.flags & KG__T_CAPITAL)
      label->capitals |= 1u << label->words;
    if (cut.flags & KG__T_SHOUT)
      label->shouted |= 1u << label->words;
    if (cut.flags & KG__T_MIXED && piece.len < 5)
      label->mixed |= 1u << label->words;
    label->words++;
  }
  kg_buf_release(&folded);
  return st;
}

static bool
starts_with_the(const kg__words *words, const uint32_t *spelled, const kg__label *label)
{
  return label->words > 1 && kg_str_equal(kg__word_at(words, spelled[0])->text, KG_STR("the"));
}

kg_status
kg__automaton_add(kg__automaton *automaton, kg__words *words, kg_str text, kg__label label)
{
  uint32_t spelled[MAX_WORDS], state = 0;
  KG_TRY(spell(words, text, &label, spelled));
  if (!label.words)
    return KG_OK;
  size_t first = 0;
  if (starts_with_the(words, spelled, &label)) {
    first = 1;
    label.capitals >>= 1;
    label.shouted >>= 1;
    label.mixed >>= 1;
    label.words--;
  }
  if (!automaton->states.n)
    KG_TRY(new_state(automaton));
  for (size_t i = first; i < first + label.words; i++)
    KG_TRY(step_or_make(automaton, &state, spelled[i]));
  KG_TRY(kg__vec_add(&automaton->labels));
  label.next = automaton->states.items[state];
  automaton->labels.items[automaton->labels.n - 1] = label;
  automaton->states.items[state] = (uint32_t)automaton->labels.n;
  return KG_OK;
}
