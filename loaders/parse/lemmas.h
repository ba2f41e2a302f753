// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Lemmas: irregular forms by the model's list, others by endings that leave a word of its dictionary. */
#ifndef KG_LOADERS_LEMMAS_H
#define KG_LOADERS_LEMMAS_H

#include "loaders/parse/model.h"

/** Append the lemma of a word that is tagged as this; in small letters, and the word itself if it is none of
   a noun, verb, auxiliary or adjective, or not known.  KG_OK or KG_ERR_NOMEM. */
kg_status kg__lemma(const kg__model *model, kg_str word, kg__upos upos, kg_buf *lemma);

#endif
