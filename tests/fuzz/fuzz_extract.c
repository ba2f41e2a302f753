// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Any text goes through all stages, with the project's own ontology and lexicon.

#include "tests/fuzz/fuzz.h"

#include "kg/base/utf8.h"
#include "loaders/loader.h"
#include "loaders/stages.h"

#include <unistd.h>

static kg_loader *loader;

static void
open_once(void)
{
  kg_loader_options options = {.ontology = KG_SRCDIR "/ontology",
                               .model = KG_SRCDIR "/loaders/models/en.model"};
  if (!loader)
    FUZZ_CHECK(kg_loader_open(kg_world_new(), &options, &loader, NULL) == KG_OK);
}

static kg_status
check_quad(void *self, const kg_quad *quad, kg_error *err)
{
  (void)self;
  (void)err;
  FUZZ_CHECK(quad->subject.value.len && quad->predicate.value.len);
  FUZZ_CHECK(quad->object.kind != KG_TERM_IRI || quad->object.value.len);
  FUZZ_CHECK(kg__utf8_check(quad->object.value) == quad->object.value.len);
  return KG_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const char *folder = getenv("TMPDIR");
  char path[4096];
  kg_document *document = NULL;
  kg_sink sink = {.quad = check_quad};
  open_once();
  snprintf(path, sizeof path, "%s/kg-fuzz-XXXXXX.txt", folder ? folder : "/tmp");
  int fd = mkstemps(path, 4);
  FUZZ_CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
  close(fd);
  kg_status st = kg_document_open(loader, path, NULL, &document, NULL);
  FUZZ_CHECK(st == KG_OK || st == KG_ERR_DATA);
  if (!st)
    FUZZ_CHECK(kg_document_emit(document, &sink, NULL) == KG_OK);
  kg_document_free(document);
  unlink(path);
  return 0;
}
