// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/parse/lemmas.h"
#include "loaders/stages.h"

static const char *const MODALITIES[] = {"Asserted", "Proposed",  "Possible",
                                         "Unlikely", "Predicted", "Denied"};

enum { LONGEST = 12 };

// The steps from a token up to the root of its sentence.
static size_t
ancestors(const kg__document *doc, int32_t t, int32_t *steps)
{
  size_t n = 0;
  for (; t >= 0 && n < LONGEST; t = doc->tokens.items[t].head)
    steps[n++] = t;
  return n;
}

// "signed -obl-> Rome" from the word that brings the relation to the one that fills a place of it.
static kg_status
explain_path(const kg__document *doc, uint32_t from, int32_t to, kg_output *output)
{
  int32_t up[LONGEST], down[LONGEST];
  size_t n_up = ancestors(doc, (int32_t)from, up), n_down = to >= 0 ? ancestors(doc, to, down) : 0, i = 0,
         k = 0;
  for (i = 0; i < n_up; i++) {
    for (k = 0; k < n_down && down[k] != up[i]; k++)
      ;
    if (k < n_down)
      break;
  }
  if (i == n_up || i + k == 0)
    return KG_OK;
  KG_TRY(kg_output_printf(output, "  tree: %.*s", KG_STR_ARG(kg__token_text(doc, from))));
  for (size_t step = 0; step < i; step++)
    KG_TRY(kg_output_printf(output, " <-%s- %.*s",
                            kg__relation_text((kg__relation)doc->tokens.items[up[step]].relation),
                            KG_STR_ARG(kg__token_text(doc, (uint32_t)up[step + 1]))));
  while (k-- > 0)
    KG_TRY(kg_output_printf(output, " -%s-> %.*s",
                            kg__relation_text((kg__relation)doc->tokens.items[down[k]].relation),
                            KG_STR_ARG(kg__token_text(doc, (uint32_t)down[k]))));
  return kg_output_printf(output, "\n");
}

static kg_status
explain_argument(const kg__document *doc, kg__argument a, kg_output *output)
{
  static const char *const ROLES[] = {[KG__ROLE_NONE] = "nothing",
                                      [KG__ROLE_SUBJECT] = "subject",
                                      [KG__ROLE_OBJECT] = "object",
                                      [KG__ROLE_SELF] = "what it is said of",
                                      [KG__ROLE_PAIR] = "each of those it is said of",
                                      [KG__ROLE_POSSESSOR] = "possessor",
                                      [KG__ROLE_AFTER] = "behind",
                                      [KG__ROLE_COMPANY] = "company",
                                      [KG__ROLE_TOPIC] = "topic of the document"};
  KG_TRY(kg_output_printf(output, "%s", ROLES[a.role]));
  if (a.role != KG__ROLE_AFTER)
    return KG_OK;
  return kg_output_printf(output, " \"%.*s\"",
                          KG_STR_ARG(kg__word_at(&doc->ontology->words, a.marker)->text));
}

// The rows of patterns.c that led to subject and object; in brackets that of the place of a verb on the way.
static kg_status
explain_ways(const kg__claim *c, kg_output *output)
{
  for (size_t i = 0; i < 2; i++) {
    if (c->ways[i][0])
      KG_TRY(kg_output_printf(output, "%s%s", i && c->ways[0][0] ? "; " : "  pattern: ", c->ways[i][0]));
    if (c->ways[i][0] && c->ways[i][1])
      KG_TRY(kg_output_printf(output, " (%s)", c->ways[i][1]));
  }
  return kg_output_printf(output, "\n");
}

// The entry of the lexicon and the way through the tree to what fills its places.
static kg_status
explain_frame(const kg__document *doc, const kg__claim *c, kg_output *output)
{
  const kg__words *words = &doc->ontology->words;
  const kg__frame *f = c->frame;
  KG_TRY(kg_output_printf(output, "  entry: %.*s", KG_STR_ARG(kg__word_at(words, f->word)->text)));
  for (size_t i = 0; i < KG__MAX_REST && f->rest[i]; i++)
    KG_TRY(kg_output_printf(output, " %.*s", KG_STR_ARG(kg__word_at(words, f->rest[i])->text)));
  KG_TRY(kg_output_printf(output, ", %s: ",
                          f->pos == KG__VERB   ? "verb"
                          : f->pos == KG__NOUN ? "noun"
                                               : "adjective"));
  KG_TRY(explain_argument(doc, f->subject, output));
  KG_TRY(kg_output_printf(output, " and "));
  KG_TRY(explain_argument(doc, f->object, output));
  KG_TRY(kg_output_printf(output, "\n"));
  KG_TRY(explain_ways(c, output));
  KG_TRY(explain_path(doc, c->trigger, c->places[0], output));
  return explain_path(doc, c->trigger, c->places[1], output);
}

// "deployed (deploy)": what entries of a lexicon know it by.
static kg_status
explain_trigger(const kg__document *doc, uint32_t t, kg_output *output)
{
  kg_buf folded = {0}, lemma = {0};
  kg_str text = kg__token_text(doc, t);
  kg_status st = kg__fold(text, &folded);
  st = st ? st : kg__lemma(doc->model, text, (kg__upos)doc->tokens.items[t].upos, &lemma);
  st = st ? st : kg_output_printf(output, " at \"%.*s\"", KG_STR_ARG(text));
  if (!st && !kg_str_equal(kg_buf_str(&folded), kg_buf_str(&lemma)))
    st = kg_output_printf(output, " (%.*s)", KG_STR_ARG(kg_buf_str(&lemma)));
  kg_buf_release(&folded);
  kg_buf_release(&lemma);
  return st ? st : kg_output_printf(output, "\n");
}

static kg_status
explain_date(const char *what, kg__date d, kg_output *output)
{
  if (!d.year)
    return KG_OK;
  KG_TRY(kg_output_printf(output, " %s %04d", what, d.year));
  if (d.month)
    KG_TRY(kg_output_printf(output, "-%02d", d.month));
  return d.day ? kg_output_printf(output, "-%02d", d.day) : KG_OK;
}

// When, how often, and who says so.
static kg_status
explain_scope(const kg__document *doc, const kg__claim *c, kg_output *output)
{
  if (c->from.year || c->until.year || c->on.year) {
    KG_TRY(kg_output_printf(output, "  time:"));
    KG_TRY(explain_date("from", c->from, output));
    KG_TRY(explain_date("until", c->until, output));
    KG_TRY(explain_date("on", c->on, output));
    KG_TRY(kg_output_printf(output, "\n"));
  }
  if (c->recurrence.len)
    KG_TRY(kg_output_printf(output, "  recurrence: %.*s\n", KG_STR_ARG(c->recurrence)));
  kg_str by = c->said_by >= 0 ? doc->entities.items[c->said_by].label : c->said_by_text;
  return by.len ? kg_output_printf(output, "  said by: %.*s\n", KG_STR_ARG(by)) : KG_OK;
}

static kg_status
explain_claim(const kg__document *doc, const kg__claim *c, kg_output *output)
{
  const kg__entity *s = &doc->entities.items[c->subject], *o = &doc->entities.items[c->object];
  KG_TRY(kg_output_printf(output, "%.*s -- %.*s --> %.*s  %s\n", KG_STR_ARG(s->label),
                          KG_STR_ARG(doc->ontology->properties.items[c->property].name), KG_STR_ARG(o->label),
                          MODALITIES[c->modality]));
  KG_TRY(kg_output_printf(output, "  passage: %.*s\n", KG_STR_ARG(kg__span_text(doc, c->first, c->last))));
  for (size_t i = 0; i < c->n_others; i++)
    KG_TRY(kg_output_printf(output, "  also: %.*s\n",
                            KG_STR_ARG(kg__span_text(doc, c->others[i].first, c->others[i].last))));
  KG_TRY(explain_scope(doc, c, output));
  KG_TRY(kg_output_printf(output, "  rule: %s", c->rule));
  KG_TRY(explain_trigger(doc, c->trigger, output));
  if (c->frame)
    KG_TRY(explain_frame(doc, c, output));
  KG_TRY(kg_output_printf(output, "  confidence: %.2f = logistic(%+.1f frame", c->confidence, c->weight));
  for (size_t i = 0; i < c->n_features; i++)
    KG_TRY(kg_output_printf(output, " %+.1f %s", kg__feature_weight(c->features[i]),
                            kg__feature_name(c->features[i])));
  return kg_output_printf(output, ")\n");
}

kg_status
kg__document_explain(const kg__document *doc, double min_confidence, kg_output *output)
{
  for (size_t i = 0; i < doc->claims.n; i++) {
    if (doc->claims.items[i].confidence >= min_confidence)
      KG_TRY(explain_claim(doc, &doc->claims.items[i], output));
  }
  return KG_OK;
}
