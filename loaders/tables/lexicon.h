// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Which words express which property, and where its subject and object stand: OntoLex-Lemon entries as
   tables.

   The profile that is read is described in ontology/lexicon/README.md.
*/
#ifndef KG_LOADERS_LEXICON_H
#define KG_LOADERS_LEXICON_H

#include "loaders/tables/ontology.h"

typedef enum kg__role {
  KG__ROLE_NONE,
  KG__ROLE_SUBJECT,
  KG__ROLE_OBJECT,
  KG__ROLE_SELF,      ///< What the noun itself says something is: "X, a member of Y"
  KG__ROLE_PAIR,      ///< Both sides of it: "the two allies"
  KG__ROLE_POSSESSOR, ///< "X's", "its", a demonym before the noun, "by X", "of X"
  KG__ROLE_AFTER,     ///< Behind a preposition
  KG__ROLE_COMPANY,   ///< Who does it with the subject
  KG__ROLE_TOPIC      ///< Not in the sentence: what the document is mostly about
} kg__role;

enum { KG__MAX_WAYS = 24 };

/** Numbers of patterns, in the order in which they are tried. */
typedef struct kg__ways {
  uint8_t n, rows[KG__MAX_WAYS];
} kg__ways;

typedef struct kg__argument {
  kg__role role;
  uint32_t marker;  ///< The preposition's word
  kg__ways ways[2]; ///< Where it stands, with an active and with a passive verb
} kg__argument;

enum { KG__MAX_REST = 3 };

/** One way of one word to express one property. */
typedef struct kg__frame {
  uint32_t pos;                ///< KG__VERB, KG__NOUN, KG__ADJECTIVE; KG__GERUND: of nouns made from the verb
  uint32_t word;               ///< Lemma of its first word
  uint32_t rest[KG__MAX_REST]; ///< Lemmas or forms of the words after it, 0: no more
  int property;                ///< -1: the entry only says how sure its complement is
  kg__argument subject, object;
  uint64_t domain, range; ///< Narrower than the property's
  int modality;           ///< -1: none of its own
  double weight;          ///< Added to a claim's score
} kg__frame;

struct kg__pattern;

typedef struct kg__lexicon {
  struct {
    kg__frame *items;
    size_t n, capacity;
  } frames;        ///< Sorted by word
  uint32_t *first; ///< Of each word: its first frame
  size_t words;
  struct kg__pattern *patterns; ///< All that arguments number
  size_t n_patterns;
  kg__argument subject, object; ///< Of a verb, whatever it means
  kg__argument company;         ///< Who does it with the subject
} kg__lexicon;

void kg__lexicon_release(kg__lexicon *lexicon);

/** Make the tables; words are added to the ontology's. Frames of properties that it has not are left out. */
kg_status kg__lexicon_init(kg__lexicon *lexicon, const kg__graph *graph, kg__ontology *ontology,
                           kg_error *err);

/** The frames whose first word has this lemma: `*n` of them. */
const kg__frame *kg__lexicon_frames(const kg__lexicon *lexicon, uint32_t word, size_t *n);

#endif
