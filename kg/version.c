// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/kg.h"

const char *
kg_version(void)
{
  return KG_VERSION;
}
