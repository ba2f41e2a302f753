// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Upper and lower case of Unicode. */
#ifndef KG_SPARQL_CASE_H
#define KG_SPARQL_CASE_H

#include "kg/str.h"

/** Append `text` in upper or lower case, as fn:upper-case and fn:lower-case.  KG_OK or KG_ERR_NOMEM. */
kg_status kg__case_map(kg_str text, bool upper, kg_buf *buf);

#endif
