// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes may be a run: it is refused, or searching and reading it end without harm.

#include <stdbool.h>

#include "kg/store/run.h"

#include "tests/fuzz/fuzz_edits.h"

enum { ROWS = 3000 };

static void
make_sound_run(void)
{
  kg__run_writer *writer;
  int fd = memfd_create("run", MFD_CLOEXEC);
  FUZZ_CHECK(fd >= 0 && !kg__run_writer_new(fd, KG_SPO, 77, &writer, NULL));
  for (uint64_t i = 0; i < ROWS; i++) {
    kg__row row = {{kg_id_make(KG_TAG_IRI, 1 + i / 7), kg_id_make(KG_TAG_IRI, i % 7),
                    kg_id_make(i % 3 ? KG_TAG_INTEGER : KG_TAG_LITERAL, i * 977),
                    i % 2 ? 0 : kg_id_make(KG_TAG_IRI, 9)}};
    FUZZ_CHECK(!kg__run_writer_add(writer, &row, NULL));
  }
  FUZZ_CHECK(!kg__run_writer_finish(writer, false, NULL));
  kg__run_writer_free(writer);
  edits_of(fd);
  close(fd);
}

static void
forge_block(uint64_t offset)
{
  kg__block_head head;
  if (offset % 8 || offset > sound_size - sizeof head)
    return;
  memcpy(&head, edited + offset, sizeof head);
  if (head.size < sizeof head || head.size > sound_size - offset)
    return;
  head.checksum = kg__block_checksum(edited + offset);
  memcpy(edited + offset, &head, sizeof head);
}

static void
forge(void)
{
  kg__run_foot foot;
  uint8_t *at = edited + sound_size - sizeof foot;
  memcpy(&foot, at, sizeof foot);
  size_t room = sound_size - sizeof foot;
  if (foot.index_offset > room)
    return;
  for (uint64_t i = 0; i < foot.n_blocks && foot.index_offset + 8 * (i + 1) <= room; i++)
    forge_block(kg__u64_at(edited + foot.index_offset + 8 * i));
  foot.checksum = kg__run_checksum(edited + foot.index_offset, room - foot.index_offset, &foot);
  memcpy(at, &foot, sizeof foot);
}

static void
read_run(const kg__run *run)
{
  static kg_id columns[4][KG_BATCH_ROWS];
  kg_id *const to[4] = {columns[0], columns[1], columns[2], columns[3]};
  bool has;
  uint64_t row;
  for (uint64_t at = 0; at < run->rows && at < 2 * ROWS; at += 1000) {
    size_t n = run->rows - at < KG_BATCH_ROWS ? (size_t)(run->rows - at) : KG_BATCH_ROWS;
    if (kg__run_read(run, at, n, 15, to))
      continue;
    kg__row key = {{columns[0][n / 2], columns[1][n / 2], columns[2][n / 2], columns[3][n / 2]}};
    if (!kg__run_seek(run, 0, &key, &row))
      FUZZ_CHECK(row <= run->rows);
    kg__run_has(run, &key, &has);
    key.c[3] = KG_ID_MAX;
    kg__run_seek(run, at, &key, &row);
  }
  kg__run_verify(run, NULL, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg__run *run;
  if (!sound_size)
    make_sound_run();
  if (edits_apply(data, size))
    forge();
  int fd = edits_file();
  if (!kg__run_open(fd, KG_SPO, &run, NULL)) {
    read_run(run);
    kg__run_close(run);
  }
  close(fd);
  return 0;
}
