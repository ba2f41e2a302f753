// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Values as bytes, for files that the process itself reads back. */
#ifndef KG_SPARQL_VALUE_PACK_H
#define KG_SPARQL_VALUE_PACK_H

#include "kg/sparql/value.h"

/** Append a read value, or one without value.  `arena` is for its text.  KG_OK or KG_ERR_NOMEM. */
kg_status kg__value_pack(const kg__value *value, kg_arena *arena, kg_buf *buf);

/** Take a value off the start of `bytes`, which it borrows, as `arena`.  KG_OK or KG_ERR_NOMEM. */
kg_status kg__value_unpack(kg_str *bytes, kg_arena *arena, kg__value *value);

#endif
