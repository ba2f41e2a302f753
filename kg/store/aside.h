// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** Where those who read a store put what memory cannot hold. */
#ifndef KG_STORE_ASIDE_H
#define KG_STORE_ASIDE_H

#include "kg/store.h"

/**
   A file without a name, in the store's folder, or in $TMPDIR or /tmp where that cannot be written or is not
   to be touched.  Its descriptor, which the caller closes, or -1 and `errno`.
*/
int kg__store_open_aside(const kg_store *store);

#endif
