// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the files that describe things without a name share. */
#ifndef KG_LOADERS_DESCRIBE_H
#define KG_LOADERS_DESCRIBE_H

#include "loaders/claims/construct.h"
#include "loaders/meant/resolve.h"

/** The class of this local name, without those below, as a bit; 0 if there is none. */
static inline uint64_t
kg__class_bit(const kg__document *doc, const char *name)
{
  int c = kg__class_find(doc->ontology, kg_str_of(name));
  return c < 0 ? 0 : (uint64_t)1 << c;
}

/** Whether a class, and none above it, has this local name, or one of these; the list ends with NULL. */
static inline bool
kg__class_is(const kg__document *doc, int cls, const char *name)
{
  return kg_str_equal(doc->ontology->classes.items[cls].name, kg_str_of(name));
}

static inline bool
kg__class_is_any(const kg__document *doc, int cls, const char *const *names)
{
  for (; *names; names++) {
    if (kg__class_is(doc, cls, *names))
      return true;
  }
  return false;
}

/** Whether the head of a phrase has one of these lemmas as a noun; the list ends with NULL. */
static inline bool
kg__headed_by(const kg__document *doc, const kg__chunk *c, const char *const *nouns)
{
  return kg__lemma_is(doc, kg__token_word(doc, c->head)->noun, nouns);
}

/** Whether a phrase in the singular has neither an article nor an owner. */
static inline bool
kg__is_bare(const kg__document *doc, const kg__chunk *c)
{
  return !c->plural && c->owner < 0 && !(doc->tokens.items[c->first].pos & (KG__DETERMINER | KG__POSSESSIVE));
}

/** Whether its head is a head noun with a capital, and no name: "the Treaty". */
static inline bool
kg__has_capital(const kg__document *doc, const kg__chunk *c)
{
  const kg__token *head = &doc->tokens.items[c->head];
  return head->pos & KG__PROPER && head->head_class != KG__NO_CLASS && head->mention < 0;
}

/** labels.c: whether the token only says what is done with a thing: "the proposed pact". */
bool kg__is_done(const kg__document *doc, uint32_t t);

/** labels.c: the first token of a phrase behind who leads or makes the thing: "the X-led mission". */
uint32_t kg__past_maker(const kg__document *doc, const kg__chunk *c);

/** labels.c: the first token of what a phrase of this class is called. */
uint32_t kg__label_first(const kg__document *doc, const kg__chunk *c, int cls);

/** nonentities.c: whether a phrase is no thing, whatever the class of its noun. */
bool kg__is_nothing(const kg__document *doc, const kg__chunk *c);

/** nonentities.c: whether a noun of this class means no one thing of it here. */
bool kg__is_otherwise_meant(const kg__document *doc, const kg__chunk *c, int cls);

/** nonentities.c: whether it is any of its class, unless more is said of it. */
bool kg__is_generic(const kg__document *doc, const kg__chunk *c, int cls);

/** distinctions.c: whether the phrase and the chunk behind it are a "memorandum of understanding". */
bool kg__is_memorandum(const kg__document *doc, int32_t chunk);

/** distinctions.c: whether something tells a thing of this class from others, and the last token that does.
 */
bool kg__is_distinct(const kg__document *doc, int32_t chunk, int cls, uint64_t wanted, uint32_t *last);

#endif
