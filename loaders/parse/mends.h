// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Between the files that mend trees (mends.c, openings.c, insertions.c): what hangs where, and the mends. */
#ifndef KG_LOADERS_MENDS_H
#define KG_LOADERS_MENDS_H

#include "loaders/stages.h"

/** Whether the token is a comma. */
static inline bool
kg__is_comma(const kg__document *doc, uint32_t t)
{
  return kg_str_equal(kg__token_text(doc, t), KG_STR(","));
}

/** Whether the tagger takes a word for a past tense or a past participle. */
static inline bool
kg__is_past(const kg__token *k)
{
  return k->xpos == KG__XPOS_VBD || k->xpos == KG__XPOS_VBN;
}

/** The first word behind `t` that hangs on `head` by a relation; `end` if there is none. */
static inline uint32_t
kg__next_below(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t head,
               kg__relation relation)
{
  while (++t < s->end) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->head == (int32_t)head && k->relation == relation)
      break;
  }
  return t < s->end ? t : s->end;
}

/** Whether a word hangs on another, be it by others, or is the same. */
static inline bool
kg__is_below(const kg__document *doc, int32_t t, int32_t above)
{
  for (int steps = 0; t >= 0 && steps < 200; steps++, t = doc->tokens.items[t].head) {
    if (t == above)
      return true;
  }
  return false;
}

/** Make a word hang on another, or on none (-1), by a relation. */
static inline void
kg__hang(kg__document *doc, uint32_t t, int32_t head, kg__relation relation)
{
  doc->tokens.items[t].head = head;
  doc->tokens.items[t].relation = relation;
}

/** openings.c: "Stationed in X were Y": what the sentence begins with is the subject. */
void kg__mend_opening(kg__document *doc, const kg__sentence *s);

/** openings.c: "To defend X, Y sends ships": the infinitive hangs on the verb behind the comma. */
void kg__mend_purpose(kg__document *doc, const kg__sentence *s);

/** openings.c: "Accusing X of arming Y, Z left": what the charge is hangs on the accusing. */
void kg__mend_charge(kg__document *doc, const kg__sentence *s);

/** openings.c: "A member since 2004, X joined Y": the name is the subject. */
void kg__mend_subject(kg__document *doc, const kg__sentence *s);

/** insertions.c: "X, Y says, supports Z": who says it is an aside. */
void kg__mend_aside(kg__document *doc, const kg__sentence *s);

/** insertions.c: "X, which Y accuses of Z, left": the clause between tells more of X. */
void kg__mend_inserted(kg__document *doc, const kg__sentence *s);

/** insertions.c: "X, whose base is in Y, left": what goes on behind is said of X. */
void kg__mend_insertion(kg__document *doc, const kg__sentence *s);

#endif
