// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Relations known by what a sentence looks like: a log-linear model whose weights are entries of a lexicon.

   The entries are of the class sec:Cue. An entry is a look: a run of one to three words of the sentence, or a
   property of a run of words ("next: was", "tree: nsubj of root"), or the path in the tree between two of
   them. It speaks for a relation, for a relation to one certain thing, for what a sentence is about, for the
   subject or object of a relation, or for both by the path between them.
*/
#ifndef KG_LOADERS_LEARNED_H
#define KG_LOADERS_LEARNED_H

#include "loaders/tables/graph.h"
#include "loaders/learn/wordings.h"
#include "loaders/tables/ontology.h"

typedef struct kg__document kg__document;

/** What a look speaks for. */
typedef enum kg__place {
  KG__ANYWHERE,   ///< A relation, wherever it stands
  KG__FOR_VALUE,  ///< A relation to one certain thing
  KG__OF_TOPIC,   ///< What the sentence is about
  KG__OF_SUBJECT, ///< The subject of a relation
  KG__OF_OBJECT,  ///< The object of a relation
  KG__OF_PATH     ///< Both, by what lies between them in the tree
} kg__place;

typedef struct kg__weight {
  uint64_t key; ///< 0: free
  uint64_t look;
  uint32_t relation, value;
  kg__place place;
  double w;
  double z, n, g; ///< Of the teacher
} kg__weight;

typedef struct kg__learned {
  kg_arena *arena;
  const kg__ontology *ontology;
  kg__weight *weights; ///< An open hash table; null: nothing was learned
  size_t n, capacity;
  struct {
    struct kg__learned_relation {
      kg_str iri, label;
      int property;           ///< Of the ontology, or -1
      uint64_t domain, range; ///< Classes that may stand there; all, if it is not of the ontology
    } * items;
    size_t n, capacity;
  } relations;
  struct {
    struct kg__learned_value {
      uint32_t relation;
      kg_str text;
    } * items;
    size_t n, capacity;
  } values; ///< Things that a relation was seen to lead to
  kg__wordings labels;
  double density; ///< Triples that a word of a text states; 0: not known
} kg__learned;

/** What the entry of `density` says. */
#define KG__DENSITY "triples in a hundred words"

/** Looks by their hash. */
typedef struct kg__looks {
  uint64_t *items;
  size_t n;
} kg__looks;

/** Told of each look when a sentence is taken apart; those for which it is false are left out. */
typedef struct kg__look_reader {
  bool (*look)(void *self, kg_str text, uint64_t hash); ///< May be null
  void *self;
  const kg__wordings *labels;     ///< May be null
  const struct kg__cues *opening; ///< The first sentence of the text, for those after it; may be null
} kg__look_reader;

/** How the text of a run of words comes from it. */
typedef enum kg__form {
  KG__WHOLE,
  KG__ENDS,        ///< First and last word
  KG__INITIAL,     ///< With an initial between them
  KG__BEFORE_LAST, ///< First word and the one before the last
  KG__UNQUOTED,    ///< Without quotation marks
  KG__NAMED,       ///< What the document calls it
  KG__CARRIED,     ///< What the text opened with; it stands at the first word
  KG__LABELLED,    ///< What it was called in annotations
  KG__AFFIXED,     ///< With what labels have that texts have not
  KG__PLAIN,       ///< A number without commas
  KG__DATE_DAY,    ///< A date
  KG__DATE_MONTH,
  KG__DATE_YEAR
} kg__form;

/** A run of words that a sentence may be about, or that may be an object. */
typedef struct kg__span {
  kg_str text;
  size_t first, last; ///< Words, inclusive
  kg__form form;
  bool known;     ///< Annotations had this text
  kg_str affix;   ///< Of KG__AFFIXED
  int32_t entity; ///< Of the document, or -1
  uint64_t cls;   ///< Its class as a bit; 0: not known
  kg__looks looks;
} kg__span;

typedef struct kg__spans {
  kg__span *items;
  size_t n, capacity;
} kg__spans;

typedef struct kg__cue_word {
  kg_str text, folded, lemma;
  uint32_t flags; ///< KG__T_
  int32_t head;   ///< Word of the same sentence, or -1
  uint8_t relation, upos, xpos;
} kg__cue_word;

/** A sentence taken apart; all of it is of the arena. */
typedef struct kg__cues {
  kg_arena *arena;
  const kg__look_reader *reader; ///< May be null
  kg_str sentence;
  kg__cue_word *words;
  size_t n_words;
  kg__looks anywhere;
  kg__spans names;   ///< Runs of capitals and numbers; without looks
  size_t first_name; ///< Of the names: the first that is no date
  kg__spans topics, objects, mentions;
} kg__cues;

/** A triple that a sentence may state. */
typedef struct kg__guess {
  const kg__span *subject, *said; ///< The second is the object, or null: a value
  size_t relation;
  kg_str object;
  double probability;
} kg__guess;

/** `ontology` is borrowed. */
kg_status kg__learned_init(kg__learned *learned, const kg__ontology *ontology);
void kg__learned_release(kg__learned *learned);

/** Take the entries of a graph that was read and sorted. */
kg_status kg__learned_read(kg__learned *learned, const kg__graph *graph, const kg__ontology *ontology);

kg_status kg__learned_relation(kg__learned *learned, kg_str iri, kg_str label, size_t *relation);
kg_status kg__learned_value(kg__learned *learned, size_t relation, kg_str text, size_t *value);

/** An entry, or null. */
kg__weight *kg__learned_find(const kg__learned *learned, kg__place place, size_t relation, size_t value,
                             uint64_t look);

/** An entry, made with weight 0 if need be; borrowed until the next is made. */
kg_status kg__learned_put(kg__learned *learned, kg__place place, size_t relation, size_t value, uint64_t look,
                          kg__weight **weight);

/** The entry of a key that is there. */
kg__weight *kg__learned_at(const kg__learned *learned, uint64_t key);

/** Forget all entries and values, not the relations. */
void kg__learned_forget(kg__learned *learned);

double kg__learned_sum(const kg__learned *learned, kg__place place, size_t relation, size_t value,
                       const kg__looks *looks);

/** cues.c: take a sentence of a document apart, tokens `first` to before `end`. */
kg_status kg__cues_of(const kg__document *doc, uint32_t first, uint32_t end, const kg__look_reader *reader,
                      kg_arena *arena, kg__cues *cues);

/** cues.c: the looks of the path from one run of words to another; there must be room for KG__PATH_LOOKS. */
void kg__path_looks(const kg__cues *cues, const kg__span *subject, const kg__span *object, kg__looks *looks);

/** Whether texts are the same but for white space and case. */
bool kg__same_text(kg_str a, kg_str b);

/** Whether the sentence says this text, from a word to a word. */
bool kg__cues_say(const kg__cues *cues, kg_str text);

/** The look of a value: whether it is said. */
void kg__value_looks(const kg__cues *cues, kg_str text, kg__looks *looks);

/** Whether runs of words may be a subject and its object: neither is a part of the other. */
bool kg__may_be_object(const kg__span *subject, const kg__span *object);

/** Whether domain and range of a relation allow them, as far as their classes are known. */
bool kg__relation_allows(const kg__learned *learned, size_t relation, const kg__span *subject,
                         const kg__span *object);

enum { KG__PATH_LOOKS = 9, KG__MAX_GUESSES = 24 };

/** Scores of each relation with each object (relation by relation), then with each value. */
typedef struct kg__scores {
  double *relations, *objects, *values; ///< Without what depends on the subject
  double *given;                        ///< Probabilities, given a subject
  double none;                          ///< That nothing is said of it
  size_t n_objects, n;
} kg__scores;

kg_status kg__scores_new(const kg__learned *learned, const kg__cues *cues, kg_arena *arena,
                         kg__scores *scores);
void kg__scores_init(const kg__learned *learned, const kg__cues *cues, kg__scores *scores);
void kg__scores_given(const kg__learned *learned, const kg__cues *cues, const kg__span *subject,
                      kg__scores *scores);

/** How likely it is that the sentence is about each of the topics. */
kg_status kg__topic_scores(const kg__learned *learned, const kg__cues *cues, kg_arena *arena,
                           double **probabilities);

/** The score that two things have a relation: above 0, it is likelier than that nothing is said. */
double kg__pair_score(const kg__learned *learned, const kg__cues *cues, size_t relation,
                      const kg__span *subject, const kg__span *object);

/** What the sentence states: at most KG__MAX_GUESSES triples, the likeliest first. */
kg_status kg__learned_guess(const kg__learned *learned, const kg__cues *cues, kg_arena *arena,
                            kg__guess *guesses, size_t *n);

/** How many triples a sentence is likely to state. */
double kg__learned_stated(const kg__learned *learned, const kg__cues *cues);

/** How many of the guesses to give, for the highest expected F1 if `stated` triples are stated; they are put
   in that order, with the probabilities of being one of these. */
size_t kg__guesses_worth(kg__guess *guesses, size_t n, double stated);

#endif
