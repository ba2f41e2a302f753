// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   What fuzz targets share.

   A target is a file fuzz_NAME.c with LLVMFuzzerTestOneInput(), in `fuzz_targets` of Makefile.am.  With
   `CC=clang ./configure --enable-fuzz` it is a program of libFuzzer; otherwise replay.c makes a test of it,
   with the files of corpus/NAME/ and mutations of them.
*/
#ifndef KG_TESTS_FUZZ_FUZZ_H
#define KG_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Stop unless a property holds, also without assertions. */
#define FUZZ_CHECK(property)                                             \
  do {                                                                   \
    if (!(property)) {                                                   \
      fprintf(stderr, "%s:%d: not %s\n", __FILE__, __LINE__, #property); \
      abort();                                                           \
    }                                                                    \
  } while (0)

#endif
