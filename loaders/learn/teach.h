// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What learning is made of: annotated sentences, the looks in them, and the teacher of the weights. */
#ifndef KG_LOADERS_TEACH_H
#define KG_LOADERS_TEACH_H

#include "loaders/learn/learned.h"
#include "loaders/loader.h"

/** The texts of looks by their hash, with the number of lines that they were seen in. */
typedef struct kg__look_texts {
  struct kg__look_text {
    uint64_t hash; ///< 0: free
    kg_str text;
    size_t lines, last;
  } * items;
  size_t n, capacity;
  kg_arena *arena;
  size_t line; ///< At work, from 1; 0: nothing new is taken
  bool failed; ///< Memory was short
} kg__look_texts;

const struct kg__look_text *kg__look_text_find(const kg__look_texts *texts, uint64_t hash);

/** A triple that a sentence states, or that its subject stands in none. */
typedef struct kg__example {
  size_t line;
  const kg__cues *cues;
  size_t relation; ///< SIZE_MAX: none
  kg_str subject, object;
  const kg__span *silent; ///< Of which nothing is said
} kg__example;

typedef struct kg__examples {
  kg__example *items;
  size_t n, capacity;
} kg__examples;

/** examples.c: read annotated sentences.  Texts, cues and examples are of the arena. */
typedef struct kg__lesson {
  kg_loader *loader;
  kg__graph ontology;
  kg__learned *learned;
  kg__look_texts texts;
  kg__examples examples;
  kg_arena *arena;
  size_t sentences, unknown;
  size_t triples, words; ///< Of the lines that tell all
} kg__lesson;

kg_status kg__lesson_read(kg__lesson *lesson, const char *path, const kg_limits *limits, kg_error *err);
void kg__lesson_release(kg__lesson *lesson);

/** teach.c: learn from all examples, or from those that are not held out. */
kg_status kg__teach(const kg__lesson *lesson, bool all, const kg_limits *limits, kg_error *err);

enum { KG__HELD_OUT = 5 };

static inline bool
kg__held_out(const kg__example *e)
{
  return e->line % KG__HELD_OUT == 0;
}

/** learned_write.c: the entries as Turtle; `*n` of them. */
kg_status kg__learned_write(const kg__learned *learned, const kg__look_texts *texts, kg_output *output,
                            size_t *n);

#endif
