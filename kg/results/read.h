// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Readers of results: text to rows. */
#ifndef KG_RESULTS_READ_H
#define KG_RESULTS_READ_H

#include "kg/results.h"

kg_status kg__results_read_csv(kg_str text, const kg_results_sink *sink, kg_error *err);
kg_status kg__results_read_json(kg_str text, const kg_results_sink *sink, kg_error *err);
kg_status kg__results_read_tsv(kg_str text, const kg_results_sink *sink, kg_error *err);
kg_status kg__results_read_xml(kg_str text, const kg_results_sink *sink, kg_error *err);

/** An error at an offset of the text. */
kg_status kg__results_fault(kg_str text, size_t offset, kg_error *err, const char *what);

/** Make a literal of its parts, of which the last three may be empty; KG_ERR_DATA if they do not fit. */
kg_status kg__results_literal(kg_str lexical, kg_str datatype, kg_str language, kg_str direction,
                              kg_arena *arena, kg_term *term, kg_error *err);

/** Whether a term may stand in a result: its text is UTF-8, an IRI is one, a triple term has its places. */
kg_status kg__results_check(const kg_term *term, kg_error *err);

#endif
