// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Relations known by the words around them: a linear model whose weights are entries of a lexicon.

   The entries are of the class sec:Cue. An entry is a run of one to three words. Anywhere in a sentence it
   speaks for a relation, or for a relation to one certain thing; directly before or behind a name it speaks
   for that name as the relation's object. Entries of the subject are looks of a run of words: what it is made
   of and what stands around it.
*/
#ifndef KG_LOADERS_LEARNED_H
#define KG_LOADERS_LEARNED_H

#include "loaders/graph.h"
#include "loaders/segment.h"

enum { KG__LEARNED_BITS = 20 };

typedef enum kg__place {
  KG__ANYWHERE,
  KG__FOR_VALUE,
  KG__BEFORE_OBJECT,
  KG__BEHIND_OBJECT,
  KG__OF_SUBJECT,
  KG__OF_OBJECT
} kg__place;

typedef struct kg__learned {
  kg_arena *arena;
  double *weights; ///< By hash of the entry; null: nothing was learned
  struct {
    struct kg__learned_relation {
      kg_str iri, label;
      size_t n_values, n_dates; ///< A relation to dates writes a year as the first of its January
    } * items;
    size_t n, capacity;
  } relations;
  struct {
    struct kg__learned_value {
      size_t relation;
      kg_str text;
    } * items;
    size_t n, capacity;
  } values; ///< Things that a relation was seen to lead to
} kg__learned;

typedef struct kg__cue {
  kg_str words; ///< Folded
  uint64_t hash;
} kg__cue;

typedef struct kg__name_span {
  kg_str text;
  size_t first, last; ///< Tokens, inclusive
  uint64_t *looks;    ///< Hashes; of objects only
  size_t n_looks;
} kg__name_span;

typedef enum kg__form { KG__WHOLE, KG__ENDS, KG__INITIAL } kg__form;

/** A run of words that the sentence may be about; its text may leave middle names out. */
typedef struct kg__subject {
  kg_str text;
  size_t first, last; ///< Tokens, inclusive
  kg__form form;
} kg__subject;

typedef struct kg__looks {
  struct kg__look {
    char text[80];
    size_t len;
  } items[24];
  size_t n;
} kg__looks;
typedef struct kg__look kg__look;

/** A sentence taken apart; the lists are of its arena. */
typedef struct kg__cues {
  kg_arena *arena;
  kg_str sentence;
  kg__cut_token *tokens;
  kg_str *words; ///< Folded tokens
  size_t n_words;
  kg__cue *cues;
  size_t n_cues;
  kg__name_span *names;
  size_t n_names, subject; ///< `subject` is the first name that is no date
  kg__name_span *objects;  ///< Names and parts of them
  size_t n_objects;
  kg__subject *subjects;
  size_t n_subjects;
  const kg__subject *about; ///< What the sentence is about, or null
} kg__cues;

typedef struct kg__guess {
  size_t relation, value; ///< `value` is SIZE_MAX where the object is a name of the sentence
  size_t name;            ///< Of the objects
  double score;
} kg__guess;

kg_status kg__learned_init(kg__learned *learned);
void kg__learned_release(kg__learned *learned);

/** Take the entries of a graph that was read and sorted. */
kg_status kg__learned_read(kg__learned *learned, const kg__graph *graph);

kg_status kg__learned_relation(kg__learned *learned, kg_str iri, kg_str label, size_t *relation);
kg_status kg__learned_value(kg__learned *learned, size_t relation, kg_str text, size_t *value);

/** The weight of an entry; `value` counts for KG__FOR_VALUE only. */
double *kg__learned_weight(const kg__learned *learned, size_t relation, size_t value, kg__place place,
                           uint64_t words);

uint64_t kg__cue_hash(kg_str folded);
kg_status kg__cues_of(kg_str sentence, kg_arena *arena, kg__cues *cues);

/** The cue that stands before or behind a name, of `n` words; false at the sentence's end. */
bool kg__cue_beside(const kg__cues *cues, const kg__name_span *name, kg__place place, size_t n, kg__cue *cue);

/** The relation and object that the sentence most likely states; false if there is nothing to choose from. */
bool kg__learned_guess(const kg__learned *learned, const kg__cues *cues, kg__guess *best);

/** The text of what the sentence is about. */
kg_str kg__guess_subject(const kg__cues *cues);

/** Whether a name may be an object: it is no part of the subject. */
bool kg__may_be_object(const kg__cues *cues, const kg__name_span *name);

/** subjects.c: find all that the sentence could be about. */
kg_status kg__cues_subjects(kg__cues *cues);
void kg__subject_looks(const kg__cues *cues, const kg__subject *subject, kg__looks *looks);
double kg__subject_score(const kg__learned *learned, const kg__cues *cues, const kg__subject *subject);

/** subjects.c: find all that could be an object, from one capital to another. */
kg_status kg__cues_objects(kg__cues *cues);

/** Whether a word may stand between the capitals of a name. */
bool kg__links_names(kg_str word);

/** subjects.c: choose what it is about. */
void kg__learned_subject(const kg__learned *learned, kg__cues *cues);

/** The text of its object, perhaps of the arena of the cues. */
kg_str kg__guess_object(const kg__learned *learned, const kg__cues *cues, const kg__guess *guess);

#endif
