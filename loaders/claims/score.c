// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A claim's confidence is the logistic of the sum of its features' weights and the weight of the frame that
// gave it. The weights come from a logistic regression over the project's own annotated documents, rounded,
// and lowered a little, since texts that nobody has looked at are harder: claims of confidence x are to be
// right about x of the time. tests/loaders/reliability.py prints how far that holds, and that leaving out the
// unsure ones makes F1 no better: by default none are.

#include "loaders/stages.h"

#include <math.h>

static const double PRIOR = 0.9;

static const struct {
  const char *name;
  double weight;
} FEATURES[KG__F_COUNT] = {
    [KG__F_VERB] = {"verb", 0.5},
    [KG__F_NOUN] = {"noun", -0.1},
    [KG__F_ADJECTIVE] = {"adjective", 0.2},
    [KG__F_STRUCTURE] = {"structure", 0.3},
    [KG__F_NAME_HOLDS] = {"the name holds it", 0.8},
    [KG__F_TITLE] = {"title", 1.0},
    [KG__F_BOTH_NAMED] = {"both named", 0.2},
    [KG__F_RESOLVED] = {"resolved", -0.4},
    [KG__F_DESCRIBED] = {"described", 0.1},
    [KG__F_FAR] = {"far apart", -0.7},
    [KG__F_PASSIVE] = {"passive", -0.1},
    [KG__F_LISTED] = {"listed", 0.3},
    [KG__F_INHERITED] = {"inherited subject", -0.6},
    [KG__F_CONTROL] = {"control", -0.2},
    [KG__F_SPOKEN_OF] = {"spoken of", -0.5},
    [KG__F_BACKGROUND] = {"known before", 0.9},
    [KG__F_TOPIC] = {"topic", -0.8},
    [KG__F_NEAR] = {"near", -0.9},
    [KG__F_LEARNED] = {"learned", -1.0},
    [KG__F_MODAL] = {"modal", -0.2},
    [KG__F_AGAIN] = {"said again", 0.3},
};

const char *
kg__feature_name(kg__feature feature)
{
  return FEATURES[feature].name;
}

double
kg__feature_weight(kg__feature feature)
{
  return FEATURES[feature].weight;
}

bool
kg__claim_has_feature(const kg__claim *claim, kg__feature feature)
{
  for (size_t i = 0; i < claim->n_features; i++) {
    if (claim->features[i] == feature)
      return true;
  }
  return false;
}

void
kg__claim_feature(kg__claim *claim, kg__feature feature)
{
  if (!kg__claim_has_feature(claim, feature) && claim->n_features < KG__MAX_FEATURES)
    claim->features[claim->n_features++] = (uint8_t)feature;
}

bool
kg__claim_is_guess(const kg__claim *claim)
{
  return kg__claim_has_feature(claim, KG__F_NEAR) || kg__claim_has_feature(claim, KG__F_TOPIC);
}

void
kg__claim_score(kg__claim *claim, double weight)
{
  double sum = PRIOR + weight;
  for (size_t i = 0; i < claim->n_features; i++)
    sum += FEATURES[claim->features[i]].weight;
  claim->weight = weight;
  claim->confidence = 1 / (1 + exp(-sum));
}
