// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   All names in one automaton over words: a trie whose edges are word numbers, walked once from each token.

   An Aho-Corasick automaton over bytes was considered; over words the trie's walks end after one or two steps
   nearly everywhere, and failure links would save nothing.
*/
#ifndef KG_LOADERS_AUTOMATON_H
#define KG_LOADERS_AUTOMATON_H

#include "loaders/tables/words.h"

typedef enum kg__label_kind {
  KG__LABEL_NAME,
  KG__LABEL_CONTEXT, ///< Only where the document has other grounds
  KG__LABEL_METONYM,
  KG__LABEL_DEMONYM,
  KG__LABEL_COMBINING, ///< A demonym only before a hyphen: "Sino-"
  KG__LABEL_HEAD       ///< A head noun of a class
} kg__label_kind;

typedef struct kg__label {
  kg__label_kind kind;
  uint32_t entity;   ///< Index of the known entity, or of the class of a head noun
  uint32_t capitals; ///< Words that begin with a capital, as bits
  uint32_t shouted;  ///< Words all in capitals
  uint32_t mixed;    ///< Short words with capitals inside
  uint32_t next;     ///< Another label of the same words; from 1
  uint8_t words;
} kg__label;

typedef struct kg__automaton {
  struct {
    struct kg__trie_slot {
      uint64_t key; ///< State and word
      uint32_t to;  ///< 0: free
    } * items;
    size_t n, capacity;
  } edges; ///< Open addressing; capacity is a power of two
  struct {
    uint32_t *items; ///< Of each state: its first label, from 1
    size_t n, capacity;
  } states;
  struct {
    kg__label *items;
    size_t n, capacity;
  } labels;
} kg__automaton;

void kg__automaton_release(kg__automaton *automaton);

/** Add a name. Its words are entered in `words`; an empty name or one of more than 20 words is left out. */
kg_status kg__automaton_add(kg__automaton *automaton, kg__words *words, kg_str text, kg__label label);

/** The state after `word`, or 0. The start is state 0. */
uint32_t kg__automaton_step(const kg__automaton *automaton, uint32_t state, uint32_t word);

/** The first label that ends in a state, or null; the others follow by `next`. */
const kg__label *kg__automaton_label(const kg__automaton *automaton, uint32_t state);

#endif
