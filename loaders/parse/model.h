// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The trained model of the tagger and the parser: one file, mapped, never read as a whole.

   Little-endian. A header, then sections that begin at multiples of 8: the names of the tags ("NOUN|NNS"),
   those of the relations ("nsubj:pass"), what is known of words, the lemmas of irregular forms, and one table
   of weights each for tagger and parser. Header and sections are covered by a checksum; a table is safe to
   ask even if it lies.
*/
#ifndef KG_LOADERS_MODEL_H
#define KG_LOADERS_MODEL_H

#include "kg/str.h"
#include "loaders/parse/relations.h"

enum {
  KG__MODEL_VERSION = 2,
  KG__MODEL_MAX_CLASSES = 256,
  KG__MODEL_MAX_FEATURES = 128 ///< Of one decision
};

#define KG__MODEL_MAGIC "kgsyntax"

typedef enum kg__model_part {
  KG__MODEL_TAGS,
  KG__MODEL_RELATIONS,
  KG__MODEL_WORDS,
  KG__MODEL_LEMMAS,
  KG__MODEL_TAGGER,
  KG__MODEL_PARSER,
  KG__MODEL_PARTS
} kg__model_part;

typedef struct kg__model_header {
  char magic[8];
  uint32_t version, parts;
  uint64_t size;     ///< Of the file
  uint64_t checksum; ///< XXH3 of all that follows this field
  struct {
    uint64_t offset, size;
  } part[KG__MODEL_PARTS];
} kg__model_header;

/** What a word may be, as bits. */
enum {
  KG__CAN_NOUN = 1,
  KG__CAN_VERB = 2,
  KG__CAN_ADJECTIVE = 4,
  KG__CAN_ADVERB = 8,
  KG__CAN_PLURAL = 16, ///< As an inflected form
  KG__CAN_S = 32,
  KG__CAN_ED = 64,
  KG__CAN_ING = 128
};

/** A word of the dictionary; `can` is 0 in a free slot. */
typedef struct kg__word_class {
  uint32_t form;
  uint8_t can, noun, verb; ///< Lexicographer's classes of the commonest senses, 0: none
  uint8_t unused;
} kg__word_class;

/** Weights by hashed feature: bucket i holds the records of bytes [buckets[i], buckets[i + 1]) of the pool.
 */
typedef struct kg__table {
  const uint32_t *buckets;
  const uint8_t *pool;
  size_t mask, pool_size;
} kg__table;

typedef struct kg__features {
  uint64_t at[KG__MODEL_MAX_FEATURES];
  size_t n;
} kg__features;

typedef struct kg__model {
  void *map;
  size_t size;
  kg__table tagger, parser;
  const kg__word_class *words;
  size_t words_mask;
  kg_str lemmas; ///< Lines "v went go", sorted by byte; n nouns, v verbs, a adjectives
  kg_str tags[KG__MODEL_MAX_CLASSES], relations[KG__MODEL_MAX_CLASSES];
  size_t n_tags, n_relations;
  uint8_t upos[KG__MODEL_MAX_CLASSES], xpos[KG__MODEL_MAX_CLASSES], relation[KG__MODEL_MAX_CLASSES];
} kg__model;

/** Map a model file.  KG_ERR_IO, or KG_ERR_DATA if it is no model, of another version or damaged. */
kg_status kg__model_open(const char *path, kg__model *model, kg_error *err);

/** Use a model that lies in memory, at a multiple of 8, for as long as the model is used. */
kg_status kg__model_init(kg__model *model, const void *bytes, size_t size, kg_error *err);

void kg__model_close(kg__model *model);

/** Add up the weights of the features for each class. */
void kg__table_score(const kg__table *table, const kg__features *features,
                     int32_t scores[KG__MODEL_MAX_CLASSES]);

/** The entry of a form, or null. */
const kg__word_class *kg__model_word(const kg__model *model, uint32_t form);

static inline uint64_t
kg__mix(uint64_t h, uint64_t v)
{
  h = (h ^ v) * 0x9E3779B97F4A7C15u;
  return h ^ h >> 29;
}

#endif
