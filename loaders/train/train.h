// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the parts of the trainer share. */
#ifndef KG_LOADERS_TRAIN_TRAIN_H
#define KG_LOADERS_TRAIN_TRAIN_H

#include "kg/base/map.h"
#include "loaders/parse/syntax.h"

typedef struct gold_word {
  kg_str text;
  uint8_t tag, relation; ///< Indexes of the treebank's names
  int32_t head;          ///< Index, or the number of words: the root
} gold_word;

typedef struct gold_sentence {
  kg_str text; ///< As it stands, if the treebank tells
  gold_word *words;
  kg__syntax_word *look; ///< The same words as the tagger and the parser see them
  size_t n;
} gold_sentence;

typedef struct names {
  kg_str items[KG__MODEL_MAX_CLASSES];
  size_t n;
} names;

typedef struct treebank {
  kg_arena *arena;
  names tags, relations;
  struct {
    gold_sentence *items;
    size_t n, capacity;
  } sentences;
} treebank;

/** conllu.c: add the sentences of a CoNLL-U file; tags and relations that are new are numbered. */
kg_status treebank_read(treebank *bank, const char *path, kg_error *err);
void treebank_release(treebank *bank);

/** What is taken from a dictionary. */
typedef struct word_lists {
  kg__word_class *items; ///< A hash table of a power of two
  size_t slots;
  kg_buf lemmas; ///< Of irregular forms, as in a model
} word_lists;

/** wordnet.c: the dictionary of a folder with WordNet's files. */
kg_status wordnet_read(const char *folder, word_lists *words, kg_error *err);
void wordnet_release(word_lists *words);

/** weights.c: weights under training, and their averages. */
typedef struct weights weights;
weights *weights_new(void);
void weights_free(weights *w);
void weights_score(const weights *w, const kg__features *features, float scores[KG__MODEL_MAX_CLASSES]);

/** Count a step; then move the weights towards one class and away from another. */
void weights_step(weights *w);
kg_status weights_update(weights *w, const kg__features *features, uint8_t good, uint8_t bad);

/** Replace the weights by their averages. */
void weights_average(weights *w);

/** Write them as a table of a model: rounded to a byte each, features left out that matter least. */
kg_status weights_pack(const weights *w, double smallest, kg_buf *to);
size_t weights_count(const weights *w);

/** oracle.c: how many arcs of the gold tree a move makes impossible. */
int oracle_cost(const kg__parse_state *s, const gold_word *gold, kg__move move);

/** learn.c */
kg_status learn_tagger(treebank *bank, int epochs, size_t fold, size_t folds, weights *w);
void tag_fold(treebank *bank, const weights *w, size_t fold, size_t folds);
kg_status learn_parser(treebank *bank, int epochs, weights *w);

/** write.c */
kg_status model_write(const char *path, const treebank *bank, const word_lists *words, const weights *tagger,
                      const weights *parser, double smallest);

/** raw.c: print the scores from the texts of sentences, cut into words by the loaders. */
kg_status evaluate_raw(const kg__model *model, const treebank *bank);

/** evaluate.c: print the scores of a model on a treebank file. */
int evaluate(const char *model, const char *const *files, size_t n);

#endif
