// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What every stage shares: a document with its sentences, tokens, phrases, mentions, entities and claims.

   Stages take a document and fill in the next layer. Indexes, not pointers, lead from layer to layer, since
   the arrays grow; -1 is none.
*/
#ifndef KG_LOADERS_DOCUMENT_H
#define KG_LOADERS_DOCUMENT_H

#include "loaders/scope/calendar.h"
#include "loaders/tables/lexicon.h"
#include "loaders/tables/ontology.h"
#include "loaders/names/segment.h"
#include "loaders/parse/syntax.h"

typedef enum kg__modality {
  KG__ASSERTED,
  KG__PROPOSED,
  KG__POSSIBLE,
  KG__UNLIKELY,
  KG__PREDICTED,
  KG__DENIED
} kg__modality;

typedef struct kg__token {
  uint32_t start, end;          ///< Bytes of the document's text
  uint32_t word;                ///< Of the ontology's words, 0: unknown
  uint32_t flags;               ///< KG__T_
  uint32_t pos;                 ///< One bit of KG__NOUN and so on
  int32_t head;                 ///< Token that it hangs on, or -1: the root of its sentence
  uint8_t upos, xpos, relation; ///< kg__upos, kg__xpos, kg__relation
  int32_t mention, chunk, verb;
  uint8_t head_class; ///< Class whose head noun ends here, or KG__NO_CLASS
  uint8_t head_words; ///< How many words that head noun has
  bool head_capital;  ///< It is a head noun of names only
} kg__token;

typedef struct kg__sentence {
  uint32_t first, end; ///< Tokens
  bool heading;
  bool headline; ///< A heading that has a verb and every word with a capital
  bool dateline; ///< No more than where and when a report was sent
} kg__sentence;

typedef enum kg__mention_kind {
  KG__NAME,
  KG__METONYM,
  KG__DEMONYM,
  KG__DESCRIBED,
  KG__ANAPHOR
} kg__mention_kind;

typedef struct kg__mention {
  uint32_t first, last; ///< Tokens, inclusive
  kg__mention_kind kind;
  int32_t entity;
} kg__mention;

typedef struct kg__entity {
  kg_str label;
  int32_t known; ///< Index of the gazetteer, or -1
  uint8_t cls;
  bool described;
  bool mentioned;
  uint32_t count; ///< Mentions
  uint32_t seen;  ///< Those of the sentences before the one at work
  uint32_t token; ///< First one
  int32_t state;  ///< The state that it belongs to, as far as the text has told: an entity, or -1
  kg_str iri;     ///< Set by emit
} kg__entity;

/** A noun phrase without what follows its head. */
typedef struct kg__chunk {
  uint32_t first, last, head; ///< Tokens, inclusive
  uint32_t root;              ///< Token by which it hangs on the rest of the sentence
  int32_t prep;               ///< Token of the preposition before it, or -1
  int32_t owner;              ///< Chunk of the possessor, "X's", or -1
  int32_t next;               ///< Next of a coordination, or -1
  int32_t list;               ///< First of its coordination, itself if alone
  int32_t apposition;         ///< Chunk that says the same, or -1
  int32_t entity;             ///< What the chunk as a whole names or describes, or -1
  int32_t stands_for;         ///< From 1: chunk of a sentence before that it stands for; 0: it is its own
  bool plural, definite, time, negative;
} kg__chunk;

/** A verb with its auxiliaries. */
typedef struct kg__verb {
  uint32_t first, last, main;           ///< Tokens, inclusive
  int32_t subject;                      ///< Chunk, or -1
  int32_t object;                       ///< Chunk, or -1
  const char *subject_way, *object_way; ///< The paths that led there, or null
  int32_t governor;                     ///< Verb that this infinitive or participle hangs on, or -1
  uint32_t clause_first, clause_end;    ///< Tokens that may be its own
  bool passive, finite, relative, infinitive, gerund;
  kg__modality modality; ///< Of its own words and its governors'
} kg__verb;

typedef enum kg__time_kind {
  KG__TIME_ON,
  KG__TIME_FROM,
  KG__TIME_UNTIL,
  KG__TIME_SPAN,
  KG__TIME_OTHER
} kg__time_kind;

typedef struct kg__time {
  uint32_t first, last; ///< Tokens, inclusive
  kg__date from, until; ///< A point has `from` only, with kind ON
  kg__time_kind kind;
  bool no_year;   ///< The text does not give the year; the last such day is taken
  bool weekday;   ///< Only the day of the week is given; the last such day is taken
  bool lasting;   ///< "for two years": since when, where the verb tells of what has been
  bool given;     ///< The text gives the year
  bool inside;    ///< It stands before the noun that it hangs on: "last year's summit"
  int32_t host;   ///< Token that it hangs on in the tree, or -1
  uint32_t foot;  ///< Its own token that hangs on that one
  int32_t person; ///< Whom the brackets that it stands in follow: of a life or an office; or -1
} kg__time;

/** Agents that were named together, for "both sides" of a later sentence. */
typedef struct kg__together {
  int32_t entities[6];
  uint32_t n, token;
  bool listed; ///< In one list, and not merely in one sentence
} kg__together;

/** What a phrase of a sentence that was read stands for, for the pronouns of those after it. */
typedef struct kg__referent {
  int32_t entities[6];
  uint32_t n;          ///< None: a phrase that names nothing
  uint32_t head, last; ///< Tokens
  uint32_t root;       ///< The token by which it hangs on the rest
  uint32_t sentence;
  bool plural, common, initial; ///< Initial: the first phrase of its sentence
} kg__referent;

enum { KG__MAX_FEATURES = 12, KG__MAX_PASSAGES = 4 };

/** Tokens, inclusive. */
typedef struct kg__passage {
  uint32_t first, last;
} kg__passage;

typedef struct kg__claim {
  int32_t subject, object; ///< Entities
  uint32_t property;
  kg__modality modality;
  kg__date from, until, on;
  kg_str recurrence;
  bool comes_round;     ///< An adverb says so: its months and days do too
  int32_t said_by;      ///< Entity, or -1
  kg_str said_by_text;  ///< Otherwise a phrase
  bool timeless;        ///< What a name or a title holds: the dates of the sentence are not its own
  uint32_t first, last; ///< Tokens of the passage
  kg__passage others[KG__MAX_PASSAGES - 1]; ///< Of other sentences that say it too
  size_t n_others;
  uint32_t trigger;       ///< Token
  int32_t places[2];      ///< Tokens that show subject and object, or -1
  const kg__frame *frame; ///< Of the lexicon, or null
  const char *ways[2][2]; ///< Paths to subject and object, each with that to the verb's place it goes through
  const char *rule;
  uint8_t features[KG__MAX_FEATURES], n_features;
  double weight, confidence; ///< Of the frame alone, of all
} kg__claim;

/** When, or how often, the text says that an event takes place, in whatever words. */
typedef struct kg__occurrence {
  int32_t event;     ///< Entity
  uint32_t sentence; ///< First token of the sentence that says so
  kg__date from, until, on;
  kg__modality modality;
  kg_str recurrence;
} kg__occurrence;

/** Where a byte of the text stands in the source: runs of text that stand there as they are. */
typedef struct kg__run {
  uint32_t text, source; ///< Byte offsets of the run's start
} kg__run;

typedef struct kg__document {
  kg_arena *arena;
  const kg__ontology *ontology;
  const kg__lexicon *lexicon;
  const kg__model *model;
  const struct kg__learned *learned; ///< Null: nothing was learned
  unsigned without;                  ///< KG_WITHOUT_
  kg_str name;                       ///< File name without folder and ending
  kg_str label;                      ///< What a file of documents calls it; may be empty
  kg_str source;                     ///< The file's content, UTF-8
  kg_str text;                       ///< What of it is read
  kg_str title, author, publisher, identifier, date_text;
  kg__date date; ///< Year 0 if not known
  struct {
    kg__run *items;
    size_t n, capacity;
  } runs; ///< None: text and source are the same
  struct {
    kg__token *items;
    size_t n, capacity;
  } tokens;
  struct {
    kg__sentence *items;
    size_t n, capacity;
  } sentences;
  struct {
    kg__mention *items;
    size_t n, capacity;
  } mentions;
  struct {
    kg__entity *items;
    size_t n, capacity;
  } entities;
  struct {
    kg__chunk *items;
    size_t n, capacity;
  } chunks;
  struct {
    kg__verb *items;
    size_t n, capacity;
  } verbs;
  struct {
    kg__time *items;
    size_t n, capacity;
  } times;
  struct {
    kg__together *items;
    size_t n, capacity;
  } together;
  struct {
    kg__together *items;
    size_t n, capacity;
  } sides; ///< Two agents in one list, or one acting on the other, of which not both are states
  struct {
    kg__referent *items;
    size_t n, capacity;
  } referents;
  struct {
    kg__claim *items;
    size_t n, capacity;
  } claims;
  struct {
    kg__occurrence *items;
    size_t n, capacity;
  } occurrences;
  uint32_t *code_points; ///< Of the source, up to each 256th byte; null: not counted yet
  kg__map by_name;       ///< Folded name to entity, those of the document alone
  int32_t *by_known;     ///< Of each known entity: that of the document, or -1
  kg_buf scratch;
  struct {
    kg__syntax_word *items;
    int32_t *tokens; ///< Of each: the token, or -1 for a hyphen, which is none
    size_t n, capacity, tokens_capacity;
  } words; ///< Of one sentence, as the parser sees them
  kg__parse_memory parse_memory;
  bool joint; ///< A joint statement, in which "we" are those who make it
  struct {
    int32_t entities[6];
    uint32_t n;
  } speakers;           ///< Those who make a statement, as far as it names them
  bool any_actor;       ///< The place to be filled is that of who acts
  bool any_danger;      ///< The place to be filled makes whatever stands in it a danger
  bool any_target;      ///< Whose land a phrase names is looked for: the claim is a blow
  int32_t last_subject; ///< Of the sentences before, or -1
  int32_t last_state;   ///< The last such that is a state, or -1
  int32_t lead;         ///< Chunk of the subject that the items of a list have, or -1
  bool lead_predicts;   ///< What they do is agreed, and not done
  // The sentence at work, as ranges of the arrays above.
  uint32_t chunk0, chunk_end, verb0, verb_end, time0, time_end;
  uint32_t paragraph_time0; ///< First time of the paragraph
} kg__document;

/** Note that the text from here on stands at this place of the source, until the next run. */
kg_status kg__run_add(kg__document *doc, size_t text, size_t source);

/** Start on another document with the memory of the last one. */
kg_status kg__document_init(kg__document *doc, const kg__ontology *ontology, const kg__lexicon *lexicon,
                            const kg__model *model);
void kg__document_clear(kg__document *doc);
void kg__document_release(kg__document *doc);

static inline kg_str
kg__token_text(const kg__document *doc, uint32_t token)
{
  const kg__token *t = &doc->tokens.items[token];
  return (kg_str){doc->text.ptr + t->start, t->end - t->start};
}

static inline const kg__word *
kg__token_word(const kg__document *doc, uint32_t token)
{
  return kg__word_at(&doc->ontology->words, doc->tokens.items[token].word);
}

/** The text from one token to another, inclusive. */
kg_str kg__span_text(const kg__document *doc, uint32_t first, uint32_t last);

/** Whether the token's folded form is this, which must be a word that the tables know; past the last token it
 * never is. */
bool kg__token_is(const kg__document *doc, uint32_t token, const char *folded);

/** Whether the token is this, whatever the case of ASCII letters; past the last token it never is. */
bool kg__token_says(const kg__document *doc, uint32_t token, const char *lower);

/** Whether the token is a double quotation mark, straight or curved. */
bool kg__token_is_quote(const kg__document *doc, uint32_t token);

/** Whether the token is one of these words; the list ends with NULL. */
static inline bool
kg__token_is_any(const kg__document *doc, uint32_t t, const char *const *words)
{
  for (; *words; words++) {
    if (kg__token_is(doc, t, *words))
      return true;
  }
  return false;
}

/** The same, whatever the case. */
static inline bool
kg__token_says_any(const kg__document *doc, uint32_t t, const char *const *words)
{
  for (; *words; words++) {
    if (kg__token_says(doc, t, *words))
      return true;
  }
  return false;
}

/** The entity of a known one in this document, made if need be. */
kg_status kg__entity_known(kg__document *doc, uint32_t known, int32_t *entity);

/** The document's own entity of this class and name, made if need be. */
kg_status kg__entity_local(kg__document *doc, uint8_t cls, kg_str label, bool described, int32_t *entity);

/** Let another name lead to an entity. */
kg_status kg__entity_alias(kg__document *doc, kg_str name, int32_t entity);

/** The entity that a name leads to, or -1. */
int32_t kg__entity_find(kg__document *doc, kg_str name);

/** Note a mention, and that its tokens belong to it. */
kg_status kg__mention_add(kg__document *doc, uint32_t first, uint32_t last, kg__mention_kind kind,
                          int32_t entity);

static inline uint64_t
kg__class_of(const kg__document *doc, int32_t entity)
{
  uint8_t cls = doc->entities.items[entity].cls;
  return cls == KG__NO_CLASS ? 0 : (uint64_t)1 << cls;
}

/** Whether an entity belongs to the class of this local name or one below. */
bool kg__entity_is(const kg__document *doc, int32_t entity, const char *class_name);

#endif
