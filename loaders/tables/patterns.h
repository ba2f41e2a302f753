// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Where the arguments of a frame stand, as paths from the word that brings it.

   A path walks over phrases and verbs. Its steps, separated by spaces:

       nsubj|obl      down to what hangs there by one of these relations; `*` is any, `!a|b` any other
       ^acl           up, if the word at hand hangs by one of these
       obl+  obl+by   down, to a phrase behind the argument's preposition, or behind this one
       subject object owner apposition   to what stands in that place of the verb or phrase
       ^object ^apposition               to the verb or phrase in whose place this one stands
       verb  ^verb    to the verb that the filler has chosen; up to the next verb, or stay at one
       .              stay
       ~name          what a rule over the words alone finds, the last resort

   `[a,-b]` behind a step, or before the first: what must hold there, and what must not.
*/
#ifndef KG_LOADERS_PATTERNS_H
#define KG_LOADERS_PATTERNS_H

#include "loaders/tables/lexicon.h"

typedef enum kg__step_kind {
  KG__STEP_STAY,
  KG__STEP_DOWN,
  KG__STEP_UP,
  KG__STEP_SUBJECT,
  KG__STEP_OBJECT,
  KG__STEP_OWNER,
  KG__STEP_APPOSITION,
  KG__STEP_OF_OBJECT,     ///< ^object
  KG__STEP_OF_APPOSITION, ///< ^apposition
  KG__STEP_VERB,
  KG__STEP_CLIMB, ///< ^verb
  KG__STEP_SURFACE
} kg__step_kind;

// clang-format off
#define KG__CONDITION_LIST(ENTRY) \
  ENTRY(RELATIVE, "relative")     /* a relative pronoun */ \
  ENTRY(WHERE, "where") \
  ENTRY(ALONE, "alone")           /* a pronoun with no phrase between it and the verb */ \
  ENTRY(DATELINE, "dateline")     /* the place from which a report is sent */ \
  ENTRY(BEYOND, "beyond")         /* before "after" with a phrase of its own */ \
  ENTRY(OUTDONE, "outdone")       /* no subject: "X, whom Y backs" */ \
  ENTRY(SEVERED, "severed")       /* no subject: behind it one comma, and the verb */ \
  ENTRY(HEADED, "headed")         /* a verb with a noun as its subject */ \
  ENTRY(NOMINAL, "nominal")       /* a noun, or a phrase of one */ \
  ENTRY(CASED, "cased")           /* behind a preposition */ \
  ENTRY(COPULAR, "copular")       /* a predicate with "be" */ \
  ENTRY(IDENTIFIES, "identifies") /* a verb that says what its subject is */ \
  ENTRY(LIGHT, "light")           /* a verb that only lends its form: "hold", "take" */ \
  ENTRY(PASSIVE, "passive") \
  ENTRY(INFINITIVE, "infinitive") \
  ENTRY(CONTROLS, "controls")     /* "ask X to join": X joins */ \
  ENTRY(FRONTED, "fronted")       /* before the word that it hangs on */ \
  ENTRY(CHARGES, "charges")       /* "accuse X of arming Y", "keep X from joining": X does */ \
  ENTRY(CALLS, "calls")           /* "call on X to join": X joins */ \
  ENTRY(PHRASE, "phrase")         /* the trigger has several words */ \
  ENTRY(AS, "as")                 /* behind "as", or "are among" */ \
  ENTRY(UNDER, "under")           /* behind "under" */ \
  ENTRY(WITH, "with")             /* behind "with" */ \
  ENTRY(TAKING, "taking")         /* a verb whose subject has what its object says of another: "need", "receive" */ \
  ENTRY(IN, "in")                 /* behind "in", without a determiner: "in support of" */ \
  ENTRY(ONE, "one")               /* "one of" */ \
  ENTRY(DEFINITE, "definite") \
  ENTRY(KIND, "kind")             /* the trigger is the head noun of a thing that is wanted */ \
  ENTRY(WITHIN, "within")         /* the trigger stands before the head of its phrase */ \
  ENTRY(LOCAL, "local")           /* the argument's preposition is "in" or "at" */ \
  ENTRY(DATIVE, "dative")         /* the argument's preposition is "to" */ \
  ENTRY(ZERO, "zero")             /* "the ships X sent Y": no pronoun stands for the ships */ \
  ENTRY(DEMONYM, "demonym")       /* "the X-ian decision" */
// clang-format on

#define KG__CONDITION_BIT(name, text) KG__COND_BIT_##name,
enum { KG__CONDITION_LIST(KG__CONDITION_BIT) KG__CONDITIONS };
#define KG__CONDITION_MASK(bit) (UINT64_C(1) << (bit))

enum { KG__MAX_STEPS = 5, KG__ANY_MARKER = 0, KG__OWN_MARKER = -1 };

typedef struct kg__step {
  kg__step_kind kind;
  uint64_t relations;
  int64_t marker; ///< Word of a preposition, KG__ANY_MARKER or KG__OWN_MARKER
  uint64_t needs, lacks; ///< Conditions, as bits
  uint8_t surface; ///< kg__surface
} kg__step;

typedef enum kg__surface {
  KG__SURFACE_BEHIND,
  KG__SURFACE_OPENING,
  KG__SURFACE_NEXT,
  KG__SURFACE_INSIDE,
  KG__SURFACE_LEADER,
  KG__SURFACE_NEAREST,
  KG__SURFACE_TAKER,
  KG__SURFACE_TOPIC,
  KG__SURFACE_ANTECEDENT,
  KG__SURFACE_COUNT
} kg__surface;

/** What the rows of the table are chosen by. */
typedef enum kg__voice { KG__ACTIVE = 1, KG__PASSIVE = 2 } kg__voice;

typedef struct kg__pattern {
  const char *text; ///< The path as the table has it
  uint32_t pos;     ///< Bits of KG__VERB, KG__NOUN, KG__ADJECTIVE; 0: the places of a verb itself
  kg__voice voice;  ///< One or both
  kg__role role;
  size_t n;
  kg__step steps[KG__MAX_STEPS];
} kg__pattern;

/** Make the table of all rows; `*n` of them. To be freed by free(). */
kg_status kg__patterns_compile(const kg__words *words, kg__pattern **patterns, size_t *n);

/** The rows by which an argument of a frame is found, in the order of preference. */
void kg__patterns_choose(const kg__pattern *patterns, size_t n, uint32_t pos, kg__argument other,
                         kg__argument *argument);

#endif
