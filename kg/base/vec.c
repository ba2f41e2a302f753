// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

kg_status
kg__vec_reserve(void **items, size_t *capacity, size_t want, size_t size)
{
  if (want <= *capacity)
    return KG_OK;
  size_t grown = *capacity < 8 ? 8 : *capacity + *capacity / 2;
  if (grown < want)
    grown = want;
  if (grown > SIZE_MAX / size)
    return KG_ERR_NOMEM;
  void *p; // copied in and out: what `items` points to is not of type void *
  memcpy(&p, items, sizeof p);
  p = realloc(p, grown * size);
  if (!p)
    return KG_ERR_NOMEM;
  memcpy(items, &p, sizeof p);
  *capacity = grown;
  return KG_OK;
}
