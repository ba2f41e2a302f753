// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What reviewers decided on claims: kept in a graph of its own, applied to the graphs of documents. */
#ifndef KG_CLI_REVIEW_H
#define KG_CLI_REVIEW_H

#include "kg/cli/cli.h"

/** Local names of decisions; "accepted" and so on in tables. */
typedef enum review_decision {
  REVIEW_ACCEPTED,
  REVIEW_REJECTED,
  REVIEW_CORRECTED,
  REVIEW_NONE
} review_decision;

/** A row of a table that was read: terms of KG_TERM_NONE are not given. */
typedef struct review_row {
  kg_term claim, quote, subject, predicate, object, modality, on, from, until;
  review_decision decision;
} review_row;

/** Whether the store has the claim, with this passage. */
kg_status review_find(cli_state *cli, kg_txn *txn, const review_row *row, bool *found, kg_error *err);

/** Keep a decision: what the claim said, what is decided on it and, for a correction, what it is to say. */
kg_status review_record(cli_state *cli, kg_txn *txn, const review_row *row, kg_error *err);

/** Take a decision back, by the IRI of the verdict or of its claim.  Its claim comes back when the document
 * is loaded again. */
kg_status review_withdraw(cli_state *cli, kg_txn *txn, const kg_term *claim, kg_error *err);

/** Apply what was decided to a document's graph, or with null to all: rejected claims go, corrected ones are
 * changed, accepted ones marked. */
kg_status review_apply(cli_state *cli, kg_txn *txn, const kg_term *document, kg_error *err);

#endif
