// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Who says what a claim says, where that is not the author: the subject of a verb of saying above it in the
// tree or beside it ("..., X said"), "according to X", "in X's view", or whoever was quoted when the
// quotation began.

#include "loaders/stages.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

static bool
is_quote(const kg__document *doc, uint32_t t)
{
  kg_str text = kg__token_text(doc, t);
  return token(doc, t)->flags & KG__T_PUNCT &&
         (kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR("“")) ||
          kg_str_equal(text, KG_STR("”")));
}

// Whether the word stands in a quotation that the sentence begins, or that was begun before it.
bool
kg__is_quoted(const kg__document *doc, const kg__sentence *s, uint32_t word)
{
  uint32_t marks = 0, from = s->first;
  while (from > 0 && s->first - from < 300 && !(token(doc, from)->flags & KG__T_BLANK))
    from--;
  for (uint32_t t = from; t < word; t++)
    marks += is_quote(doc, t);
  return marks % 2;
}

static bool
says(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  return lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING;
}

// "accused X of supporting Y"
static bool
accuses(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  kg_str text = kg__word_at(&doc->ontology->words, lemma)->text;
  return lemma && (kg_str_equal(text, KG_STR("accuse")) || kg_str_equal(text, KG_STR("suspect")));
}

static bool
judges(const kg__document *doc, uint32_t t)
{
  static const char *const VERBS[] = {"describe", "regard", "consider", "view",
                                      "label",    "brand",  "treat",    "see"};
  uint32_t lemma = kg__token_word(doc, t)->verb;
  for (size_t i = 0; lemma && i < sizeof VERBS / sizeof *VERBS; i++) {
    if (kg_str_equal(kg__word_at(&doc->ontology->words, lemma)->text, kg_str_of(VERBS[i])))
      return true;
  }
  return false;
}

// "which it regards as part of ..."
static bool
follows_as(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t verb)
{
  for (uint32_t i = verb + 1; i < t && i < s->end; i++) {
    if (kg__token_says(doc, i, "as"))
      return true;
  }
  return false;
}

// Common nouns for people whose view is reported.
static bool
names_a_source(const kg__document *doc, const kg__chunk *c)
{
  static const char *const SOURCES[] = {
      "experts",    "analysts",  "observers",   "critics",      "officials", "sources",     "many",
      "some",       "scholars",  "diplomats",   "commentators", "opponents", "supporters",  "advocates",
      "commanders", "witnesses", "residents",   "others",       "most",      "researchers", "historians",
      "officers",   "aides",     "reports",     "official",     "analyst",   "expert",      "diplomat",
      "observer",   "spokesman", "spokeswoman", "spokesperson", "policeman", "source",      "minister",
      "ministry",   "report",    "admiral",     "general",      "military",  "police"};
  for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
    if (kg__token_says(doc, c->head, SOURCES[i]))
      return true;
  }
  return false;
}

static bool
speaks(const kg__document *doc, int32_t e)
{
  return kg__entity_is(doc, e, "Agent") || kg__entity_is(doc, e, "Strategy") ||
         kg__entity_is(doc, e, "Agreement");
}

// "the CIA report", "a study by the Institute": who stands behind what speaks.
static int32_t
author_of(const kg__document *doc, int32_t chunk)
{
  static const char *const WRITINGS[] = {"report",    "study",        "statement",  "assessment",
                                         "survey",    "document",     "paper",      "review",
                                         "spokesman", "spokesperson", "spokeswoman"};
  const kg__chunk *c = &doc->chunks.items[chunk];
  bool writing = false;
  for (size_t i = 0; i < sizeof WRITINGS / sizeof *WRITINGS && !writing; i++)
    writing = kg__token_says(doc, c->head, WRITINGS[i]);
  if (!writing)
    return -1;
  int32_t found = -1;
  for (uint32_t t = c->first; t < c->head; t++)
    found = token(doc, t)->mention >= 0 ? doc->mentions.items[token(doc, t)->mention].entity : found;
  const kg__chunk *next = (uint32_t)chunk + 1 < doc->chunk_end ? c + 1 : NULL;
  bool by = next && next->prep == (int32_t)c->last + 1 &&
            (kg__token_says(doc, c->last + 1, "by") || kg__token_says(doc, c->last + 1, "from") ||
             kg__token_says(doc, c->last + 1, "of") || kg__token_says(doc, c->last + 1, "for"));
  if (by && token(doc, next->head)->mention >= 0)
    found = doc->mentions.items[token(doc, next->head)->mention].entity;
  return speaks(doc, found) ? found : -1;
}

// The agent that a word of a phrase names or stands for, or -1.
static int32_t
speaker(const kg__document *doc, uint32_t t)
{
  int32_t m = token(doc, t)->mention, e = m >= 0 ? doc->mentions.items[m].entity : -1;
  int32_t chunk = token(doc, t)->chunk;
  if (chunk < 0 || doc->chunks.items[chunk].head != t)
    return speaks(doc, e) ? e : -1;
  const kg__chunk *c = &doc->chunks.items[chunk];
  for (uint32_t i = doc->chunk0; i < doc->chunk_end && !kg__entity_is(doc, e, "Person"); i++) {
    bool same = doc->chunks.items[i].apposition == chunk || c->apposition == (int32_t)i;
    int32_t named = same ? token(doc, doc->chunks.items[i].head)->mention : -1;
    if (named >= 0 && kg__entity_is(doc, doc->mentions.items[named].entity, "Person"))
      e = doc->mentions.items[named].entity;
  }
  if (e >= 0)
    return speaks(doc, e) ? e : -1;
  kg__group group = {0};
  bool pronoun = c->first == c->last && token(doc, c->head)->pos & KG__PRONOUN;
  if (pronoun && kg__pronoun_group(doc, c->head, kg__class_mask(doc->ontology, KG_STR("Agent")), &group) &&
      group.n == 1)
    return group.entities[0];
  return author_of(doc, chunk);
}

// "other officials" are officials.
static uint32_t
without_number(const kg__document *doc, const kg__chunk *c)
{
  uint32_t t = c->first;
  while (t < c->head && (kg__token_says(doc, t, "other") || kg__token_says(doc, t, "some") ||
                         kg__token_says(doc, t, "several") || kg__token_says(doc, t, "the")))
    t++;
  return t;
}

// Whether somebody was found who is not the one that the claim is about.
static bool
take_source(const kg__document *doc, uint32_t t, kg__claim *claim)
{
  int32_t chunk = token(doc, t)->chunk, e = speaker(doc, t);
  const kg__chunk *c = chunk >= 0 && doc->chunks.items[chunk].head == t ? &doc->chunks.items[chunk] : NULL;
  bool other = e != claim->subject && (e != claim->object || kg__entity_is(doc, e, "Agent"));
  if (c && c->negative)
    return false;
  if (e >= 0 && other)
    claim->said_by = e;
  else if (e < 0 && c && names_a_source(doc, c))
    claim->said_by_text = kg__span_text(doc, without_number(doc, c), c->last);
  else
    return false;
  return true;
}

// The word that is the subject of a verb, or -1.
static int32_t
subject_of(const kg__document *doc, const kg__sentence *s, uint32_t verb)
{
  int32_t v = token(doc, verb)->verb;
  if (v >= 0 && doc->verbs.items[v].passive)
    return -1;
  for (uint32_t t = s->first; t < s->end; t++) {
    if (token(doc, t)->head == (int32_t)verb && token(doc, t)->relation == KG__REL_NSUBJ)
      return (int32_t)t;
  }
  return v >= 0 && doc->verbs.items[v].subject >= 0
             ? (int32_t)doc->chunks.items[doc->verbs.items[v].subject].head
             : -1;
}

// A clause beside this one that says it: "..., X said", "as X has noted".
static int32_t
said_beside(const kg__document *doc, const kg__sentence *s, uint32_t clause)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    const kg__token *k = token(doc, t);
    bool beside =
        k->head == (int32_t)clause && (k->relation == KG__REL_PARATAXIS || k->relation == KG__REL_ADVCL);
    bool as = k->relation != KG__REL_ADVCL;
    for (uint32_t i = s->first; beside && !as && i < t; i++)
      as = token(doc, i)->head == (int32_t)t && kg__token_says(doc, i, "as");
    if (beside && as && (says(doc, t) || kg__token_says(doc, t, "put")))
      return subject_of(doc, s, t);
  }
  return -1;
}

static bool
by_tree(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  uint32_t t = claim->trigger;
  for (int steps = 0; steps < 16; steps++) {
    const kg__token *k = token(doc, t);
    int32_t beside = said_beside(doc, s, t);
    if (beside >= 0 && take_source(doc, (uint32_t)beside, claim))
      return true;
    if (k->head < (int32_t)s->first || k->head >= (int32_t)s->end)
      return false;
    uint32_t head = (uint32_t)k->head;
    bool complement = k->relation == KG__REL_CCOMP || k->relation == KG__REL_PARATAXIS ||
                      (k->relation == KG__REL_ADVCL_RELCL && kg__token_says(doc, head, "how"));
    if (complement && kg__token_says(doc, head, "how") && token(doc, head)->head >= (int32_t)s->first)
      head = (uint32_t)token(doc, head)->head; // "describes how"
    bool charge =
        k->relation == KG__REL_ADVCL || k->relation == KG__REL_XCOMP || k->relation == KG__REL_CCOMP;
    bool reports = (complement && says(doc, head)) || (charge && accuses(doc, head)) ||
                   (judges(doc, head) && follows_as(doc, s, t, head));
    int32_t subject = reports ? subject_of(doc, s, head) : -1;
    if (subject >= 0 && take_source(doc, (uint32_t)subject, claim))
      return true;
    bool own_words = (k->relation == KG__REL_ACL_RELCL && !kg__is_quoted(doc, s, t)) ||
                     k->relation == KG__REL_ADVCL || k->relation == KG__REL_ADVCL_RELCL;
    if (own_words)
      return false;
    t = head;
  }
  return false;
}

static bool
in_view(const kg__document *doc, uint32_t t)
{
  return kg__token_says(doc, t, "view") || kg__token_says(doc, t, "words") ||
         kg__token_says(doc, t, "opinion") || kg__token_says(doc, t, "judgement") ||
         kg__token_says(doc, t, "account");
}

// The word behind "according to".
static int32_t
according_to(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t head = token(doc, t)->head;
  if (token(doc, t)->relation == KG__REL_CASE && head > (int32_t)t && head < (int32_t)s->end)
    return head;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    if (doc->chunks.items[i].prep == (int32_t)t + 1)
      return (int32_t)doc->chunks.items[i].head;
  }
  return -1;
}

// "according to X", "in X's view", "in the view of X".
static bool
by_phrase(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  for (uint32_t t = s->first; t + 1 < s->end; t++) {
    int32_t source = kg__token_says(doc, t, "according") && kg__token_says(doc, t + 1, "to")
                         ? according_to(doc, s, t)
                         : -1;
    if (source >= 0 && take_source(doc, (uint32_t)source, claim))
      return true;
  }
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    bool in = c->prep >= 0 && kg__token_says(doc, (uint32_t)c->prep, "in");
    bool of =
        i + 1 < doc->chunk_end && c[1].prep == (int32_t)c->last + 1 && kg__token_says(doc, c->last + 1, "of");
    if (!in_view(doc, c->head) || !(in || c->owner >= 0))
      continue;
    int32_t source = c->owner >= 0 ? c->owner : of ? (int32_t)i + 1 : -1;
    if (source >= 0 && take_source(doc, doc->chunks.items[source].head, claim))
      return true;
  }
  return false;
}

// Who was said to speak in one of the sentences before, if all since then is quoted.
static bool
by_quotation(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  if (!kg__is_quoted(doc, s, claim->trigger))
    return false;
  for (const kg__sentence *before = s; before-- > doc->sentences.items && s - before < 4;) {
    for (uint32_t t = before->end; t-- > before->first;) {
      int32_t subject = token(doc, t)->verb >= 0 && says(doc, t) ? subject_of(doc, before, t) : -1;
      if (subject >= 0 && !kg__is_quoted(doc, before, t))
        return take_source(doc, (uint32_t)subject, claim);
    }
    if (!kg__is_quoted(doc, before, before->end - 1) || token(doc, before->end - 1)->flags & KG__T_BLANK)
      return false;
  }
  return false;
}

void
kg__claim_source(const kg__document *doc, const kg__sentence *s, kg__claim *claim)
{
  claim->said_by = -1;
  if (claim->timeless)
    return;
  if (!by_tree(doc, s, claim) && !by_phrase(doc, s, claim))
    (void)by_quotation(doc, s, claim);
}
