// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes may be a file of terms: it is refused, or finding and reading its terms end without harm.

#include <stdbool.h>

#include "kg/store/flat.h"

#include "tests/fuzz/fuzz_edits.h"

#include <xxhash.h>

enum { TERMS = 1500, SEED = 5 };

static kg_str
term_bytes(int i, char room[80])
{
  static const char *const forms[] = {"Ihttp://example.org/%d", "Ihttp://example.org/more#%d", "Iurn:%d",
                                      "Sa text, number %d"};
  return (kg_str){room, (size_t)snprintf(room, 80, forms[i % 4], i)};
}

static void
make_sound_file(void)
{
  kg__flat_writer *writer;
  char room[80];
  int fd = memfd_create("terms", MFD_CLOEXEC);
  FUZZ_CHECK(fd >= 0 && !kg__flat_writer_new(fd, -1, NULL, TERMS, SEED, &writer, NULL));
  for (int i = 0; i < TERMS; i++)
    FUZZ_CHECK(!kg__flat_writer_add(writer, term_bytes(i, room), NULL));
  FUZZ_CHECK(!kg__flat_writer_finish(writer, 77, false, NULL));
  kg__flat_writer_free(writer);
  edits_of(fd);
  close(fd);
}

static void
forge(void)
{
  kg__flat_foot foot;
  uint8_t *at = edited + sound_size - sizeof foot;
  memcpy(&foot, at, sizeof foot);
  size_t room = sound_size - sizeof foot;
  if (foot.checksums > room)
    return;
  for (size_t start = 0; start < foot.checksums; start += KG__FLAT_BLOCK) {
    size_t n = (size_t)foot.checksums - start, to = (size_t)foot.checksums + start / KG__FLAT_BLOCK * 8;
    uint64_t checksum = XXH3_64bits(edited + start, n < KG__FLAT_BLOCK ? n : KG__FLAT_BLOCK);
    if (to + 8 <= room)
      memcpy(edited + to, &checksum, 8);
  }
  foot.checksum = kg__flat_checksum(edited + foot.checksums, room - (size_t)foot.checksums, &foot);
  memcpy(at, &foot, sizeof foot);
}

static void
read_terms(const kg__flat *flat)
{
  kg_buf room = {0};
  kg_str bytes;
  uint64_t number, sum = 0;
  for (uint64_t i = 1; i <= flat->foot.n_terms && i <= 2 * TERMS; i += 3) {
    char text[80];
    kg_str want = term_bytes((int)i, text);
    if (!kg__flat_bytes(flat, i, &room, &bytes)) {
      for (size_t b = 0; b < bytes.len; b++)
        sum += (uint8_t)bytes.ptr[b];
    }
    kg__flat_find(flat, want, XXH3_64bits_withSeed(want.ptr, want.len, SEED), &number);
  }
  kg__flat_verify(flat, NULL, NULL);
  kg_buf_release(&room);
  FUZZ_CHECK(sum < UINT64_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg__flat *flat;
  if (!sound_size)
    make_sound_file();
  if (edits_apply(data, size))
    forge();
  int fd = edits_file();
  if (!kg__flat_open_file(fd, 1, &flat, NULL)) {
    read_terms(flat);
    kg__flat_close(flat);
  }
  close(fd);
  return 0;
}
