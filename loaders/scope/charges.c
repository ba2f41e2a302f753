// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Verbs and nouns that report without being verbs of saying: "accuse", "regard", "deny", "X's claim that".

#include "loaders/scope/reports.h"

static const kg__token *
token(const kg__document *doc, uint32_t t)
{
  return &doc->tokens.items[t];
}

// "accused X of supporting Y"
bool
kg__accuses(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  kg_str text = kg__word_at(&doc->ontology->words, lemma)->text;
  return lemma && (kg_str_equal(text, KG_STR("accuse")) || kg_str_equal(text, KG_STR("suspect")) ||
                   kg_str_equal(text, KG_STR("blame")));
}

bool
kg__judges(const kg__document *doc, uint32_t t)
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

bool
kg__denies(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  return lemma && kg_str_equal(kg__word_at(&doc->ontology->words, lemma)->text, KG_STR("deny"));
}

// "officials reported a rise in", "Ukraine alleges support for": verbs that tell of what their object says.
bool
kg__tells_of_object(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  kg_str text = kg__word_at(&doc->ontology->words, lemma)->text;
  return lemma && (kg_str_equal(text, KG_STR("report")) || kg_str_equal(text, KG_STR("allege")));
}

// "X's claim that", "the assessment of X that"; -1 if the noun is none of saying, or nobody's.
int32_t
kg__holder_of(const kg__document *doc, uint32_t noun)
{
  static const char *const NOUNS[] = {"claim",      "allegation", "accusation", "assertion", "statement",
                                      "view",       "belief",     "argument",   "charge",    "warning",
                                      "finding",    "assessment", "conclusion", "suspicion", "contention",
                                      "insistence", "judgement",  "judgment",   "estimate",  "opinion",
                                      "position",   "thesis",     "suggestion", "message"};
  kg_str text = kg__token_text(doc, noun);
  if (kg_str_ends(text, KG_STR("s")))
    text.len--;
  for (size_t i = 0; token(doc, noun)->pos & KG__NOUN && i < sizeof NOUNS / sizeof *NOUNS; i++) {
    if (kg_str_equal(text, kg_str_of(NOUNS[i])))
      return kg__author_token(doc, noun);
  }
  return -1;
}

// "X's allegations of", "reports by X of"
bool
kg__is_charge(const kg__document *doc, uint32_t noun)
{
  static const char *const NOUNS[] = {"allegation", "allegations", "accusation", "accusations",
                                      "claims",     "reports",     "charges"};
  bool of = noun + 1 < doc->tokens.n && kg__token_says(doc, noun + 1, "of");
  for (size_t i = 0; of && i < sizeof NOUNS / sizeof *NOUNS; i++) {
    if (kg__token_says(doc, noun, NOUNS[i]))
      return true;
  }
  return false;
}
