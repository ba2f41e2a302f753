// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Once all full names are known: acronyms in brackets, surnames, "the X administration".

#include "loaders/names/names.h"

#include <string.h>

// What a force in the field is called may be taken for a body or for what it does.
static bool
alike(const kg__document *doc, int32_t a, int32_t b)
{
  return doc->entities.items[a].cls == doc->entities.items[b].cls ||
         (kg__entity_is(doc, a, "Institution") && kg__entity_is(doc, b, "Operation")) ||
         (kg__entity_is(doc, a, "Operation") && kg__entity_is(doc, b, "Institution"));
}

// "Full Name (FN)", where the letters are a name that was known before: both are the known thing.
static kg_status
known_by_letters(kg__document *doc, int32_t full, int32_t known)
{
  const kg__entity *a = &doc->entities.items[full], *b = &doc->entities.items[known];
  if (full == known || a->known >= 0 || b->known < 0 || a->described || !alike(doc, full, known))
    return KG_OK;
  KG_TRY(kg__entity_alias(doc, a->label, known));
  for (size_t i = 0; i < doc->mentions.n; i++) {
    if (doc->mentions.items[i].entity == full)
      doc->mentions.items[i].entity = known;
  }
  doc->entities.items[known].count += doc->entities.items[full].count;
  doc->entities.items[full].mentioned = false;
  doc->entities.items[full].count = 0;
  return KG_OK;
}

// Whether letters are those that the capitalised words of a name begin with.
static bool
initials(const kg__document *doc, const kg__mention *m, kg_str letters)
{
  size_t n = 0;
  for (uint32_t t = m->first; t <= m->last; t++) {
    kg_str word = kg__token_text(doc, t);
    if (!(doc->tokens.items[t].flags & KG__T_CAPITAL) || doc->tokens.items[t].flags & KG__T_JOINED)
      continue;
    if (n >= letters.len || letters.ptr[n++] != word.ptr[0])
      return false;
  }
  return n > 1 && n == letters.len;
}

// "European Community (EC)": in this text the letters are that, whatever else they are known for.
static void
means_here(kg__document *doc, const kg__mention *m, kg_str letters, int32_t known)
{
  if (known == m->entity || doc->entities.items[m->entity].described || !initials(doc, m, letters))
    return;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    kg__mention *other = &doc->mentions.items[i];
    if (other->entity != known || !kg_str_equal(kg__span_text(doc, other->first, other->last), letters))
      continue;
    other->entity = m->entity;
    doc->entities.items[m->entity].count++;
    doc->entities.items[known].count--;
    doc->entities.items[known].mentioned = doc->entities.items[known].count > 0;
  }
}

// What was found by the letters alone, before it was known what they stand for.
static void
replace_local(kg__document *doc, int32_t letters, int32_t full)
{
  if (letters < 0 || letters == full || doc->entities.items[letters].known >= 0)
    return;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    if (doc->mentions.items[i].entity == letters)
      doc->mentions.items[i].entity = full;
  }
  doc->entities.items[full].count += doc->entities.items[letters].count;
  doc->entities.items[letters].mentioned = false;
  doc->entities.items[letters].count = 0;
}

// "Full Name (FN)": the letters in brackets are another name.
static kg_status
bracketed(kg__document *doc, const kg__mention *m)
{
  uint32_t t = m->last + 1;
  if (t + 2 >= doc->tokens.n || m->kind == KG__DEMONYM || !kg_str_equal(kg__token_text(doc, t), KG_STR("(")))
    return KG_OK;
  const kg__token *k = &doc->tokens.items[t + 1];
  bool quoted = kg_str_equal(kg__token_text(doc, t + 2), KG_STR(")"));
  if (quoted && k->mention >= 0 && doc->mentions.items[k->mention].kind == KG__NAME) {
    int32_t known = doc->mentions.items[k->mention].entity;
    KG_TRY(known_by_letters(doc, m->entity, known));
    if (doc->entities.items[m->entity].count)
      means_here(doc, m, kg__token_text(doc, t + 1), known);
    return KG_OK;
  }
  if (!quoted || !(k->flags & (KG__T_SHOUT | KG__T_MIXED)) || k->mention >= 0)
    return KG_OK;
  replace_local(doc, kg__entity_find(doc, kg__token_text(doc, t + 1)), m->entity);
  KG_TRY(kg__entity_alias(doc, kg__token_text(doc, t + 1), m->entity));
  return kg__mention_add(doc, t + 1, t + 1, KG__NAME, m->entity);
}

// "X, formerly known as Y": one of them has no other name.
static kg_status
known_as(kg__document *doc, const kg__mention *m)
{
  static const char *const WHEN[] = {"also", "formerly",   "previously", "otherwise",
                                     "once", "originally", NULL};
  uint32_t t = m->last + 1;
  if (t < doc->tokens.n && kg_str_equal(kg__token_text(doc, t), KG_STR(",")))
    t++;
  if (t + 3 >= doc->tokens.n || !kg__token_is_any(doc, t, WHEN) ||
      !(kg__token_is(doc, t + 1, "known") || kg__token_is(doc, t + 1, "called")))
    return KG_OK;
  t += kg__token_is(doc, t + 2, "as") ? 3 : 2;
  t += t + 1 < doc->tokens.n && kg__token_is(doc, t, "the");
  int32_t other = doc->tokens.items[t].mention;
  if (other < 0 || doc->mentions.items[other].kind != KG__NAME || doc->mentions.items[other].first != t)
    return KG_OK;
  int32_t e = doc->mentions.items[other].entity;
  if (e == m->entity || doc->entities.items[e].known >= 0 || doc->entities.items[e].described)
    return KG_OK;
  KG_TRY(kg__entity_alias(doc, doc->entities.items[e].label, m->entity));
  replace_local(doc, e, m->entity);
  return KG_OK;
}

static bool
is_person(const kg__document *doc, int32_t entity)
{
  return kg__entity_is(doc, entity, "Person");
}

// A person first known by surname alone, or taken for a place, turns out to be one with a full name.
static void
absorb(kg__document *doc, int32_t surname, int32_t person, bool spaced)
{
  if (surname < 0 || surname == person || doc->entities.items[surname].known >= 0 ||
      !(is_person(doc, surname) || kg__entity_is(doc, surname, "Place")))
    return;
  kg_str label = doc->entities.items[surname].label;
  if ((memchr(label.ptr, ' ', label.len) != NULL) != spaced) // a namesake
    return;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    if (doc->mentions.items[i].entity == surname)
      doc->mentions.items[i].entity = person;
  }
  doc->entities.items[surname].mentioned = false;
  doc->entities.items[surname].count = 0;
}

// "John Q. Public" is John Public, too.
static kg_status
without_middle(kg__document *doc, const kg__mention *m, uint32_t last, uint32_t end)
{
  kg_buf name = {0};
  kg_str given = kg__span_text(doc, m->first, m->first), family = kg__span_text(doc, last, end);
  if (last != m->first + 2 || doc->tokens.items[m->first + 1].flags & KG__T_JOINED || given.len < 3)
    return KG_OK;
  kg_status st = kg_buf_printf(&name, "%.*s %.*s", (int)given.len, given.ptr, (int)family.len, family.ptr);
  if (!st) {
    absorb(doc, kg__entity_find(doc, kg_buf_str(&name)), m->entity, true);
    st = kg__entity_alias(doc, kg_buf_str(&name), m->entity);
  }
  kg_buf_release(&name);
  return st;
}

// Surnames: the last word with what is tied to it, or the first where given names are tied by a hyphen.
static kg_status
surname(kg__document *doc, const kg__mention *m)
{
  uint32_t last = m->last;
  while (last > m->first && doc->tokens.items[last].flags & KG__T_JOINED)
    last--;
  if (m->first == m->last)
    return KG_OK;
  static const char *const JUNIOR[] = {"jr", "sr", "ii", "iii", NULL};
  if (last > m->first && kg__token_is_any(doc, last, JUNIOR))
    last--;
  if (last > m->first) {
    uint32_t end = last;
    while (end < m->last && doc->tokens.items[end + 1].flags & KG__T_JOINED)
      end++;
    KG_TRY(kg__entity_alias(doc, kg__span_text(doc, last, end), m->entity));
    absorb(doc, kg__entity_find(doc, kg__span_text(doc, last, end)), m->entity, false);
    KG_TRY(without_middle(doc, m, last, end));
  }
  return kg__entity_alias(doc, kg__span_text(doc, m->first, m->first), m->entity);
}

// A name of several words that only another sentence tells what it is: "Exercise X Y began. X Y ended."
static kg_status
find_again(kg__document *doc, uint32_t t, uint32_t *end)
{
  enum { LONGEST = 5 };
  uint32_t last = t;
  while (last + 1 < doc->tokens.n && last + 1 < t + LONGEST && doc->tokens.items[last + 1].mention < 0 &&
         doc->tokens.items[last + 1].flags & (KG__T_CAPITAL | KG__T_DIGIT))
    last++;
  for (; last > t; last--) {
    int32_t e = kg__entity_find(doc, kg__span_text(doc, t, last));
    if (e < 0 || !doc->entities.items[e].mentioned || doc->entities.items[e].described)
      continue;
    *end = last;
    return kg__mention_add(doc, t, last, KG__NAME, e);
  }
  return KG_OK;
}

static kg_status
find_short_forms(kg__document *doc)
{
  for (uint32_t t = 0; t < doc->tokens.n; t++) {
    uint32_t again = t;
    if (doc->tokens.items[t].mention < 0 && doc->tokens.items[t].flags & KG__T_CAPITAL)
      KG_TRY(find_again(doc, t, &again));
    if (again > t) {
      t = again;
      continue;
    }
    const kg__token *k = &doc->tokens.items[t];
    if (k->mention >= 0 || !(k->flags & KG__T_CAPITAL ||
                             (t + 1 < doc->tokens.n && doc->tokens.items[t + 1].flags & KG__T_JOINED)))
      continue;
    uint32_t end = t;
    while (end + 1 < doc->tokens.n && doc->tokens.items[end + 1].flags & KG__T_JOINED)
      end++;
    int32_t e = kg__entity_find(doc, kg__span_text(doc, t, end));
    if (e >= 0 && !doc->entities.items[e].mentioned)
      e = -1;
    if (e < 0 && end > t)
      e = kg__entity_find(doc, kg__span_text(doc, t, end = t));
    if (e >= 0 && k->flags & (KG__T_CAPITAL | KG__T_SHOUT | KG__T_MIXED))
      KG_TRY(kg__mention_add(doc, t, end, KG__NAME, e));
    t = end;
  }
  return KG_OK;
}

// "the Biden administration" is the state.
static kg_status
administration(kg__document *doc, kg__mention *m)
{
  int32_t known = doc->entities.items[m->entity].known, state;
  uint32_t office = known >= 0 ? doc->ontology->known.items[known].office : 0, t = m->last + 1;
  if (!office || t >= doc->tokens.n ||
      !(kg__token_is(doc, t, "administration") || kg__token_is(doc, t, "government") ||
        kg__token_is(doc, t, "regime")))
    return KG_OK;
  KG_TRY(kg__entity_known(doc, office - 1, &state));
  kg__entity *person = &doc->entities.items[m->entity];
  person->count--;
  person->mentioned = person->count > 0;
  m->entity = state;
  m->kind = KG__DEMONYM;
  doc->entities.items[state].count++;
  doc->entities.items[state].mentioned = true;
  return KG_OK;
}

kg_status
kg__document_short_forms(kg__document *doc)
{
  size_t n = doc->mentions.n;
  for (size_t i = 0; i < n; i++) {
    if (is_person(doc, doc->mentions.items[i].entity))
      KG_TRY(administration(doc, &doc->mentions.items[i]));
  }
  for (size_t i = 0; i < n; i++) {
    kg__mention m = doc->mentions.items[i];
    KG_TRY(bracketed(doc, &m));
    if (m.kind == KG__NAME)
      KG_TRY(known_as(doc, &m));
    if (is_person(doc, m.entity) && m.kind == KG__NAME)
      KG_TRY(surname(doc, &m));
  }
  return find_short_forms(doc);
}
