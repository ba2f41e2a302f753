// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** How terms are written, by id, for as long as there is room: most results say the same things often. */
#ifndef KG_RESULTS_TEXT_CACHE_H
#define KG_RESULTS_TEXT_CACHE_H

#include "kg/results/format.h"
#include "kg/sparql/engine.h"

typedef struct kg__text_cache kg__text_cache;

/** Free with kg__text_cache_free(). */
kg__text_cache *kg__text_cache_new(kg_result *result, const kg__results_format *format);
void kg__text_cache_free(kg__text_cache *cache);

/** The texts of a row, until the next call; null `ptr` for KG_ID_NONE. */
kg_status kg__text_cache_row(kg__text_cache *cache, const kg_id *ids, const kg_str **texts, kg_error *err);

#endif
