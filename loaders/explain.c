// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/stages.h"

static const char *const MODALITIES[] = {"Asserted", "Proposed",  "Possible",
                                         "Unlikely", "Predicted", "Denied"};

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
  KG_TRY(kg_output_printf(output, "  rule: %s at \"%.*s\"\n  confidence: %.2f = logistic(%+.1f frame",
                          c->rule, KG_STR_ARG(kg__token_text(doc, c->trigger)), c->confidence, c->weight));
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
