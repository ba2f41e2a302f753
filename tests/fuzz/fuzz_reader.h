// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** What the fuzz targets of document readers share. */
#ifndef KG_TESTS_FUZZ_FUZZ_READER_H
#define KG_TESTS_FUZZ_FUZZ_READER_H

#include "tests/fuzz/fuzz.h"

#include "kg/base/utf8.h"
#include "loaders/stages.h"

static inline int
fuzz_reader(kg_status (*read)(kg__document *doc, kg_error *err), const uint8_t *data, size_t size)
{
  static kg__ontology ontology;
  static kg__lexicon lexicon;
  kg__document doc;
  kg_error err = {0};
  kg_str source = {(const char *)data, size};
  if (kg__utf8_check(source) < size || (size && memchr(data, 0, size)))
    return 0;
  FUZZ_CHECK(kg__document_init(&doc, &ontology, &lexicon, NULL) == KG_OK);
  doc.source = source;
  FUZZ_CHECK(read(&doc, &err) == KG_OK);
  FUZZ_CHECK(kg__utf8_check(doc.text) == doc.text.len);
  for (size_t i = 0; i < doc.runs.n; i++) {
    FUZZ_CHECK(doc.runs.items[i].source <= size && doc.runs.items[i].text <= doc.text.len);
    FUZZ_CHECK(!i || doc.runs.items[i - 1].text <= doc.runs.items[i].text);
  }
  kg__document_release(&doc);
  return 0;
}

#endif
