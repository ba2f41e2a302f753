// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Each run of the text that a reader gives stands in the source as it is.

#include "tests/fuzz/fuzz_reader.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  return fuzz_reader(kg__document_read_markdown, data, size);
}
