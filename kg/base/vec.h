// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Growing arrays: a struct of the owner's with `items`, `n` and `capacity`, for example

       struct { kg_id *items; size_t n, capacity; } ids = {0};
       if (kg__vec_add(&ids)) return KG_ERR_NOMEM;   // ids.items[ids.n - 1] is the new one, not initialised
       ...
       free(ids.items);
*/
#ifndef KG_BASE_VEC_H
#define KG_BASE_VEC_H

#include "kg/status.h"

/** Make room for `want` items of `size` bytes; `items` is realloc'ed.  KG_OK or KG_ERR_NOMEM. */
kg_status kg__vec_reserve(void **items, size_t *capacity, size_t want, size_t size);

/** Add one item at the end.  KG_OK or KG_ERR_NOMEM, and then the array is as it was. */
#define kg__vec_add(v)                                                                   \
  (kg__vec_reserve((void **)&(v)->items, &(v)->capacity, (v)->n + 1, sizeof *(v)->items) \
       ? KG_ERR_NOMEM                                                                    \
       : ((v)->n++, KG_OK))

#endif
