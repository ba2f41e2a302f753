// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Inputs that are edits of a sound file: a byte that says whether checksums are made right again, then four
   bytes each: where (three, modulo the size; above 2^23 from the end, where the foot is) and what to flip.
   Forged checksums lead behind the comparing.
*/
#ifndef KG_TESTS_FUZZ_FUZZ_EDITS_H
#define KG_TESTS_FUZZ_FUZZ_EDITS_H

#include "tests/fuzz/fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST_FILE = 1 << 17 };

static uint8_t sound[MOST_FILE], edited[MOST_FILE];
static size_t sound_size;

/** Keep the bytes of a file as those to be edited. */
static inline void
edits_of(int fd)
{
  ssize_t n = pread(fd, sound, sizeof sound, 0);
  FUZZ_CHECK(n > 0 && n < MOST_FILE);
  sound_size = (size_t)n;
}

/** Put the edits into `edited`; whether checksums are to be made right. */
static inline bool
edits_apply(const uint8_t *data, size_t size)
{
  memcpy(edited, sound, sound_size);
  for (size_t i = 1; i + 4 <= size; i += 4) {
    size_t where = (size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2];
    size_t at = where >> 23 ? sound_size - 1 - where % 256 : where % sound_size;
    edited[at] ^= data[i + 3];
  }
  return size && data[0] & 1;
}

/** A file of the edited bytes, in memory. */
static inline int
edits_file(void)
{
  int fd = memfd_create("edited", MFD_CLOEXEC);
  FUZZ_CHECK(fd >= 0 && write(fd, edited, sound_size) == (ssize_t)sound_size);
  return fd;
}

#endif
