// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   The words that the tables know: folded forms with a number, what part of speech each may be, what its lemma
   is, and whether it is one of the few words that grammar turns on.
*/
#ifndef KG_LOADERS_WORDS_H
#define KG_LOADERS_WORDS_H

#include "kg/base/map.h"

/** Parts of speech, as bits: a word may have several, a token of a sentence has one. */
enum {
  KG__NOUN = 1 << 0,
  KG__PROPER = 1 << 1,
  KG__VERB = 1 << 2,       ///< Finite, or base form
  KG__GERUND = 1 << 3,     ///< -ing
  KG__PARTICIPLE = 1 << 4, ///< Past participle
  KG__MODAL = 1 << 5,
  KG__BE = 1 << 6,
  KG__HAVE = 1 << 7,
  KG__DO = 1 << 8,
  KG__ADJECTIVE = 1 << 9,
  KG__ADVERB = 1 << 10,
  KG__DETERMINER = 1 << 11,
  KG__PRONOUN = 1 << 12,
  KG__POSSESSIVE = 1 << 13, ///< its, their, his
  KG__PREPOSITION = 1 << 14,
  KG__COORDINATOR = 1 << 15,
  KG__SUBORDINATOR = 1 << 16,
  KG__RELATIVE = 1 << 17, ///< which, who, that, whose, where
  KG__TO = 1 << 18,
  KG__NUMBER = 1 << 19,
  KG__PUNCTUATION = 1 << 20,
  KG__GENITIVE = 1 << 21, ///< 's
  KG__NEGATION = 1 << 22,
  KG__TIME = 1 << 23,
  KG__ANY_VERB = KG__VERB | KG__GERUND | KG__PARTICIPLE,
  KG__AUXILIARY = KG__MODAL | KG__BE | KG__HAVE | KG__DO
};

/** Forms of a verb, as bits. */
enum { KG__FORM_BASE = 1, KG__FORM_S = 2, KG__FORM_PAST = 4, KG__FORM_PARTICIPLE = 8, KG__FORM_ING = 16 };

/** Properties of a word that stages ask for. */
enum {
  KG__WORD_PLURAL = 1 << 0,   ///< The plural of its noun lemma
  KG__WORD_CONTROLS = 1 << 1, ///< Verb whose object is the subject of its infinitive: ask, invite
  KG__WORD_SAYING = 1 << 2,   ///< say, state, warn
  KG__WORD_SPOKES = 1 << 3,   ///< Nouns that stand for the state they belong to: government, leaders
  KG__WORD_LIGHT = 1 << 4,    ///< Light verbs: take, hold, have, sign
  KG__WORD_WEAKENER = 1 << 5, ///< unlikely, hardly, improbable
  KG__WORD_POSSIBLE = 1 << 6, ///< perhaps, if, possibly
  KG__WORD_PROPOSES = 1 << 7, ///< should, must, ought
  KG__WORD_PREDICTS = 1 << 8, ///< will, shall
  KG__WORD_NEGATES = 1 << 9,  ///< not, never, no, neither
  KG__WORD_MONTH = 1 << 10,
  KG__WORD_WEEKDAY = 1 << 11,
  KG__WORD_DEFINITE = 1 << 12, ///< the, this, that, these, those
  KG__WORD_LISTS = 1 << 13,    ///< including, like
  KG__WORD_COMMON = 1 << 14,   ///< Of the closed or very common words: never part of an unknown name
  KG__WORD_DEGREE = 1 << 15,   ///< Adjectives that do not single a thing out: new, other, own, first
  KG__WORD_RANK = 1 << 16,     ///< Abbreviated ranks and titles: Gen., Mr
  KG__WORD_GIVEN = 1 << 17     ///< A first name that many people have
};

typedef struct kg__word {
  kg_str text;
  uint32_t pos;  ///< Bits of what it may be
  uint32_t is;   ///< Bits of KG__WORD_
  uint32_t verb; ///< Lemmas as word numbers, 0: none
  uint32_t noun;
  uint8_t forms; ///< As a form of `verb`
  uint8_t value; ///< Number of a month, weekday, or small number word
} kg__word;

typedef struct kg__words {
  kg__map ids;
  struct {
    kg__word *items;
    size_t n, capacity;
  } all; ///< all.items[0] is the unknown word
} kg__words;

void kg__words_release(kg__words *words);

/** Enter the words of grammar, and the most common verbs and adjectives. */
kg_status kg__words_init(kg__words *words);

/** The number of a folded form, or 0. */
uint32_t kg__words_find(const kg__words *words, kg_str folded);

/** The number of a folded form, entered if need be. */
kg_status kg__words_add(kg__words *words, kg_str folded, uint32_t *word);

/** Enter a verb with all its forms; its lemma may be of several words, of which the first is inflected. */
kg_status kg__words_add_verb(kg__words *words, kg_str lemma, uint32_t *word);

/** Enter a noun with its plural. */
kg_status kg__words_add_noun(kg__words *words, kg_str lemma, uint32_t *word);

/** The lemma of the verb that a noun in small letters is made from: "arming", "destruction", "deployment"; 0
   if the tables know none. */
uint32_t kg__words_deverbal(const kg__words *words, kg_str noun);

/** Whether a word is the plural of a noun added before: what needs "border clashes" makes no noun of
 * "clashes". */
bool kg__words_is_plural(const kg__words *words, kg_str text);

/** Append the folded form of a token: lower case, no diacritics, no full stops, plain apostrophes. */
kg_status kg__fold(kg_str text, kg_buf *buf);

/** Append the plural of a folded noun. */
kg_status kg__plural(kg_str noun, kg_buf *buf);

static inline const kg__word *
kg__word_at(const kg__words *words, uint32_t word)
{
  return &words->all.items[word];
}

#endif
