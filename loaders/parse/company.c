// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Phrases that are listed with others though they stand apart: "like X", "along with X", examples behind
// another phrase, and those who own a thing together.

#include "loaders/meant/resolve.h"
#include "loaders/parse/lists.h"

// "Like X, ...", "Besides X, ...", "Along with X, ..."
static bool
opens_alike(const kg__document *doc, const kg__sentence *s, int32_t prep)
{
  uint32_t t = s->first;
  if (prep == (int32_t)t)
    return kg__token_says(doc, t, "like") || kg__token_says(doc, t, "besides");
  return prep == (int32_t)t + 1 && kg__token_is(doc, t + 1, "with") &&
         (kg__token_says(doc, t, "along") || kg__token_says(doc, t, "together"));
}

// "Like X, Y joined Z": what opens the sentence goes with the subject behind the comma.
void
kg__company_alike(kg__document *doc, const kg__sentence *s)
{
  uint32_t i = doc->chunk0;
  if (i < doc->chunk_end && kg__token_says(doc, s->first, "in") &&
      kg__token_says(doc, s->first + 1, "addition"))
    i++; // "In addition to X"
  bool added = i > doc->chunk0 && i < doc->chunk_end && doc->chunks.items[i].prep == (int32_t)s->first + 2;
  if (i >= doc->chunk_end || !(added || opens_alike(doc, s, doc->chunks.items[i].prep)))
    return;
  uint32_t members[8], n = 0, last = i;
  for (int32_t k = (int32_t)i; k >= 0 && n < 8; k = doc->chunks.items[k].next)
    members[n++] = last = (uint32_t)k;
  uint32_t subject = last + 1;
  if (subject >= doc->chunk_end)
    return;
  const kg__chunk *own = &doc->chunks.items[subject];
  bool pronoun = doc->tokens.items[own->head].pos & KG__PRONOUN;
  bool comma = is_text(doc, s, doc->chunks.items[last].last + 1, ",");
  if (!(comma || pronoun) || own->first != doc->chunks.items[last].last + 1 + comma)
    return;
  if (own->list == (int32_t)subject && own->next < 0 && own->prep < 0 &&
      (pronoun || doc->tokens.items[own->head].mention >= 0) &&
      doc->tokens.items[doc->chunks.items[i].head].mention >= 0) {
    doc->chunks.items[last].next = -1;
    kg__list_link(doc, subject, members, n);
  }
}

// "Thirty countries take part in the drill, including X and Y": the examples are of those countries, and not
// of the one thing right before them.
void
kg__company_examples(kg__document *doc, const kg__sentence *s)
{
  static const char *const MANY[] = {"countries",    "nations",     "states", "members",
                                     "allies",       "partners",    "navies", "militaries",
                                     "participants", "governments", "armies", NULL};
  int32_t whole = -1;
  for (uint32_t i = doc->chunk0; i + 1 < doc->chunk_end; i++) {
    kg__chunk *c = &doc->chunks.items[i];
    uint32_t k = i + 1, members[16], n = 0;
    for (const char *const *w = MANY; *w && c->prep < 0 && whole < 0 && c->next < 0; w++)
      whole = kg__token_is(doc, c->head, *w) && doc->tokens.items[c->head].mention < 0 ? (int32_t)i : whole;
    bool apart = is_text(doc, s, c->last + 1, ",") && c->last + 3 < s->end &&
                 kg__token_is(doc, c->last + 2, "including");
    if (whole < 0 || whole == (int32_t)i || !apart || c->plural)
      continue;
    int32_t m = doc->tokens.items[doc->chunks.items[k].head].mention;
    if (m < 0 || !kg__entity_is(doc, doc->mentions.items[m].entity, "State"))
      return;
    for (int32_t at = (int32_t)k; at >= 0 && n < 16; at = doc->chunks.items[at].next)
      members[n++] = (uint32_t)at;
    doc->chunks.items[c->list].next = -1;
    kg__list_link(doc, (uint32_t)whole, members, n);
    return;
  }
}

// "X and Y's pact", "X's and Y's pact", "X, Y and Z's pact": names before the possessor share what is its,
// unless that is named, too, or is somebody: "X and Y's president met".
void
kg__company_of_owner(kg__document *doc, const kg__sentence *s, uint32_t thing)
{
  uint32_t owner = (uint32_t)doc->chunks.items[thing].owner, first = owner, members[8], n = 0;
  int person = kg__class_find(doc->ontology, KG_STR("Person"));
  const kg__token *head = &doc->tokens.items[doc->chunks.items[thing].head];
  if (head->mention >= 0 || head->head_class == person)
    return;
  for (kg__joint j = KG__JOINT_NONE; first > doc->chunk0 && n < 8; first--) {
    const kg__chunk *a = &doc->chunks.items[first - 1];
    uint32_t from = a->last + 1;
    from += pos_at(doc, s, from) & KG__GENITIVE ? 1 : 0;
    kg__joint here = kg__joint_between(doc, s, from, doc->chunks.items[first].first);
    bool fits = first == owner ? here == KG__JOINT_AND : here == KG__JOINT_COMMA && j;
    if (!fits || !kg__named_alike(doc, first - 1, owner) || doc->chunks.items[first].prep >= 0)
      break;
    j = here;
    n++;
  }
  if (first == owner)
    return;
  for (uint32_t i = 0; i < n; i++)
    members[i] = first + 1 + i;
  int32_t prep = doc->chunks.items[first].prep;
  doc->chunks.items[first].prep = -1;
  kg__list_link(doc, first, members, n);
  doc->chunks.items[thing].prep = prep;
}

static bool
names_agent(const kg__document *doc, const kg__chunk *c)
{
  int32_t e = kg__mentioned_at(doc, c->head);
  return e >= 0 && kg__entity_is(doc, e, "Agent");
}

// The phrase that is the subject of the clause in which a token stands, or -1.
static int32_t
subject_above(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t at = (int32_t)t;
  for (int steps = 0; steps < 6 && at >= (int32_t)s->first && at < (int32_t)s->end; steps++) {
    for (uint32_t k = s->first; k < t; k++) {
      const kg__token *sub = &doc->tokens.items[k];
      if (sub->head == at && sub->chunk >= 0 &&
          (sub->relation == KG__REL_NSUBJ || sub->relation == KG__REL_NSUBJ_PASS))
        return doc->chunks.items[sub->chunk].list;
    }
    at = doc->tokens.items[at].head;
  }
  return -1;
}

// "X joined it along with Y, and bought Z": what the subject does next it does alone.
static bool
acts_on(const kg__document *doc, const kg__sentence *s, const kg__chunk *company)
{
  for (uint32_t t = company->last + 1; t < s->end; t++) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->relation == KG__REL_CONJ && k->upos == KG__UPOS_VERB && k->head >= (int32_t)s->first &&
        k->head < (int32_t)company->first)
      return true;
  }
  return false;
}

// "X signed it, along with Y and Z": those go with the subject.
void
kg__company_behind(kg__document *doc, const kg__sentence *s, uint32_t i)
{
  kg__chunk *c = &doc->chunks.items[i];
  if (i == doc->chunk0 || !kg__company_before(doc, s, c) || c->list != (int32_t)i || !names_agent(doc, c))
    return;
  int32_t subject = subject_above(doc, s, c->root);
  if (subject < 0 || subject == (int32_t)i || !names_agent(doc, &doc->chunks.items[subject]) ||
      acts_on(doc, s, c))
    return;
  int32_t last = subject;
  while (doc->chunks.items[last].next >= 0)
    last = doc->chunks.items[last].next;
  doc->chunks.items[last].next = (int32_t)i;
  for (int32_t k = (int32_t)i; k >= 0; k = doc->chunks.items[k].next) {
    doc->chunks.items[k].list = subject;
    doc->chunks.items[k].prep = doc->chunks.items[subject].prep;
  }
}
