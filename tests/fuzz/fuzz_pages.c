// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The text of a PDF's pages stands in what pdftotext gave.

#include "tests/fuzz/fuzz_reader.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  return fuzz_reader(kg__document_read_pdf, data, size);
}
