// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Words to trees: what a word looks like, its tag, its head and relation.

   The trainer shares everything here but the weights: it makes the same features of the same words and walks
   through the same states.
*/
#ifndef KG_LOADERS_SYNTAX_H
#define KG_LOADERS_SYNTAX_H

#include "loaders/parse/model.h"

/** A word of a sentence. */
typedef struct kg__syntax_word {
  uint32_t form; ///< Hash of its folded spelling
  uint32_t suffix[4], prefix[2];
  uint8_t shape;
  kg__word_class word; ///< What the dictionary says of it
  uint8_t tag;         ///< Of the model's
  uint8_t upos;        ///< kg__upos of the tag
  bool name;           ///< Known to be a name: tagged as a noun or a proper noun
  uint8_t relation;    ///< Of the model's
  int32_t head;        ///< Index in the sentence, or -1: the root
} kg__syntax_word;

/** forms.c: the hash of a spelling with case, digits, quotation marks and British variants folded. */
uint32_t kg__form_hash(kg_str text);

/** forms.c: fill in how a word looks and what the dictionary says of it. */
void kg__syntax_look(const kg__model *model, kg_str text, kg__syntax_word *word);

/** tagger.c: choose the tag of each word. */
void kg__syntax_tag(const kg__model *model, kg__syntax_word *words, size_t n);
void kg__tagger_features(const kg__syntax_word *words, size_t n, size_t at, kg__features *features);

/** A word of the tree that is being built; index -1 is none. */
typedef struct kg__parse_node {
  int32_t head;
  int32_t left[2], right[2]; ///< Outermost dependents, then those next to them
  uint8_t n_left, n_right, relation;
  uint64_t left_set, right_set;  ///< Relations of the dependents, as bits
  uint16_t verbs, marks, joints; ///< Verbs, punctuation marks and coordinators before it
} kg__parse_node;

typedef enum kg__move { KG__SHIFT, KG__LEFT, KG__RIGHT } kg__move;

/** A state of the arc-hybrid system; the root is the last of the buffer. */
typedef struct kg__parse_state {
  kg__syntax_word *words; ///< n of them, then the root
  kg__parse_node *nodes;  ///< n + 1
  int32_t *stack;
  int32_t n, depth, front; ///< `front`: first of the buffer
} kg__parse_state;

enum { KG__PARSE_STATES = 8 };

/** Memory for sentences, used again for each; `{0}` is a good start. */
typedef struct kg__parse_memory {
  kg__syntax_word *words;
  kg__parse_node *nodes; ///< KG__PARSE_STATES times `capacity`, as is `stack`
  int32_t *stack;
  size_t capacity;
} kg__parse_memory;

void kg__parse_memory_release(kg__parse_memory *memory);

/** parser.c: begin with a sentence, whose words are copied. */
kg_status kg__parse_start(kg__parse_memory *memory, const kg__syntax_word *words, size_t n,
                          kg__parse_state *state);
bool kg__parse_done(const kg__parse_state *state);
bool kg__parse_allows(const kg__parse_state *state, kg__move move);
void kg__parse_features(const kg__parse_state *state, kg__features *features);
void kg__parse_step(kg__parse_state *state, kg__move move, uint8_t relation);

/** The number of a move with a relation among the classes of the parser's table. */
static inline unsigned
kg__move_class(kg__move move, uint8_t relation)
{
  return move == KG__SHIFT ? 0 : 2u * relation + (unsigned)move;
}

/** parser.c: find the head and the relation of each tagged word. */
kg_status kg__syntax_parse(const kg__model *model, kg__parse_memory *memory, kg__syntax_word *words,
                           size_t n);

#endif
