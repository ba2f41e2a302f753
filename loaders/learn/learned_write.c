// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Entries by relation and by what they speak for, those that weigh most first.

#include "kg/vocab.h"
#include "loaders/learn/teach.h"

#include <math.h>
#include <stdlib.h>

static const double LIGHTEST = 0.03;

static const char HEAD[] =
    "# Learned by kg learn. Edit or delete what you like; kg extract --lexicon reads it as it is then.\n"
    "# The score of a relation is the sum of the weights (sec:confidence) of the entries that fit; above 0 "
    "it\n"
    "# is likelier than that nothing is said.\n\n"
    "@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .\n@prefix owl: <" KG_NS_OWL "> .\n"
    "@prefix rdfs: <" KG_NS_RDFS "> .\n@prefix sec: <" KG_NS_SEC "> .\n"
    "@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .\n";

static const char *const SAYS[] = {
    [KG__ANYWHERE] = "words anywhere in the sentence",
    [KG__FOR_VALUE] = "words for the relation to one certain thing",
    [KG__OF_TOPIC] = "looks of what a sentence is about",
    [KG__OF_SUBJECT] = "looks of the subject",
    [KG__OF_OBJECT] = "looks of the object",
    [KG__OF_PATH] = "what lies between subject and object in the tree",
};

typedef struct entry {
  const kg__weight *weight;
  kg_str text;
} entry;

static int
by_rank(const void *a, const void *b)
{
  const entry *x = a, *y = b;
  const kg__weight *v = x->weight, *w = y->weight;
  if (v->relation != w->relation)
    return v->relation < w->relation ? -1 : 1;
  if (v->place != w->place)
    return v->place < w->place ? -1 : 1;
  if (fabs(v->w) != fabs(w->w))
    return fabs(v->w) > fabs(w->w) ? -1 : 1;
  size_t n = x->text.len < y->text.len ? x->text.len : y->text.len;
  int c = memcmp(x->text.ptr, y->text.ptr, n);
  return c ? c
           : (x->text.len > y->text.len) - (x->text.len < y->text.len) + (v->value > w->value) -
                 (v->value < w->value);
}

static kg_status
write_literal(kg_output *out, kg_str text)
{
  kg_term term = kg_term_string(text);
  kg_buf buf = {0};
  kg_status st = kg_term_print(&term, &buf);
  if (!st)
    st = kg_output_add_str(out, kg_buf_str(&buf));
  kg_buf_release(&buf);
  return st;
}

static kg_status
write_entry(const kg__learned *l, const entry *e, kg_output *out)
{
  const kg__weight *w = e->weight;
  KG_TRY(kg_output_printf(out, "[] a sec:Cue ; ontolex:canonicalForm [ ontolex:writtenRep "));
  KG_TRY(write_literal(out, e->text));
  KG_TRY(kg_output_printf(out, " ] ; ontolex:sense [ sec:confidence %.2f", w->w));
  if (w->place == KG__OF_TOPIC)
    return kg_output_printf(out, " ; synsem:subjOfProp <#subject> ] .\n");
  kg_str iri = l->relations.items[w->relation].iri;
  if (w->place == KG__FOR_VALUE && w->value) {
    KG_TRY(kg_output_printf(out, " ; ontolex:reference [ owl:onProperty <%.*s> ; owl:hasValue ",
                            KG_STR_ARG(iri)));
    KG_TRY(write_literal(out, l->values.items[w->value - 1].text));
    return kg_output_printf(out, " ] ] .\n");
  }
  KG_TRY(kg_output_printf(out, " ; ontolex:reference <%.*s>", KG_STR_ARG(iri)));
  if (w->place == KG__OF_SUBJECT || w->place == KG__OF_PATH)
    KG_TRY(kg_output_printf(out, " ; synsem:subjOfProp <#subject>"));
  if (w->place == KG__OF_OBJECT || w->place == KG__OF_PATH)
    KG_TRY(kg_output_printf(out, " ; synsem:objOfProp <#object>"));
  if (w->place == KG__FOR_VALUE)
    KG_TRY(kg_output_printf(out, " ; synsem:objOfProp <#value>"));
  return kg_output_printf(out, " ] .\n");
}

static kg_status
write_heading(const kg__learned *l, const kg__weight *w, const kg__weight *before, kg_output *out)
{
  if (before && before->relation == w->relation && before->place == w->place)
    return KG_OK;
  if (w->place == KG__OF_TOPIC)
    return kg_output_printf(out, "\n# %s\n", SAYS[w->place]);
  return kg_output_printf(out, "\n# %.*s: %s\n", KG_STR_ARG(l->relations.items[w->relation].label),
                          SAYS[w->place]);
}

static kg_status
write_labels(const kg__learned *l, kg_output *out)
{
  KG_TRY(kg_output_printf(out, "\n# labels of things\n"));
  for (size_t i = 0; i < l->labels.n; i++) {
    KG_TRY(kg_output_printf(out, "[] a owl:Thing ; rdfs:label "));
    KG_TRY(write_literal(out, l->labels.items[i].text));
    KG_TRY(kg_output_printf(out, " .\n"));
  }
  return KG_OK;
}

static kg_status
write_all(const kg__learned *l, const entry *entries, size_t n, kg_output *out)
{
  KG_TRY(kg_output_add_str(out, KG_STR(HEAD)));
  for (size_t i = 0; i < l->relations.n; i++) {
    KG_TRY(
        kg_output_printf(out, "%s<%.*s> rdfs:label ", i ? "" : "\n", KG_STR_ARG(l->relations.items[i].iri)));
    KG_TRY(write_literal(out, l->relations.items[i].label));
    KG_TRY(kg_output_printf(out, " .\n"));
  }
  KG_TRY(write_labels(l, out));
  if (l->density > 0)
    KG_TRY(kg_output_printf(out,
                            "\n[] a sec:Cue ; ontolex:canonicalForm [ ontolex:writtenRep \"" KG__DENSITY
                            "\" ] ; ontolex:sense [ sec:confidence %.2f ] .\n",
                            100 * l->density));
  for (size_t i = 0; i < n; i++) {
    KG_TRY(write_heading(l, entries[i].weight, i ? entries[i - 1].weight : NULL, out));
    KG_TRY(write_entry(l, &entries[i], out));
  }
  return KG_OK;
}

kg_status
kg__learned_write(const kg__learned *l, const kg__look_texts *texts, kg_output *output, size_t *n)
{
  entry *entries = calloc(l->n + 1, sizeof *entries);
  *n = 0;
  if (!entries)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < l->capacity; i++) {
    const kg__weight *w = &l->weights[i];
    const struct kg__look_text *text =
        w->key && fabs(w->w) >= LIGHTEST ? kg__look_text_find(texts, w->look) : NULL;
    if (text)
      entries[(*n)++] = (entry){w, text->text};
  }
  qsort(entries, *n, sizeof *entries, by_rank);
  kg_status st = write_all(l, entries, *n, output);
  free(entries);
  return st;
}
