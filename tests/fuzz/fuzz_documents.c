// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A line of a file of documents gives metadata and text, or says what is wrong with it; declared charsets
// too.

#include "tests/fuzz/fuzz_reader.h"

#include "loaders/read/decode.h"
#include "loaders/read/read.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static kg__ontology ontology;
  static kg__lexicon lexicon;
  kg_str bytes = {(const char *)data, size};
  kg__document doc;
  kg_buf text = {0};
  kg_error err = {0};
  FUZZ_CHECK(kg__document_init(&doc, &ontology, &lexicon, NULL) == KG_OK);
  kg__read_request request = {.path = "x.jsonl"};
  if (!kg__document_read_line(&doc, &request, bytes, 1, &text, &err))
    FUZZ_CHECK(doc.name.len && kg__utf8_check(doc.source) == doc.source.len);
  kg_buf_clear(&text);
  FUZZ_CHECK(kg_buf_add_str(&text, bytes) == KG_OK);
  if (!kg__decode_file(&text, kg__html_charset(bytes), &err) && text.len != size)
    FUZZ_CHECK(kg__utf8_check(kg_buf_str(&text)) == text.len);
  kg_buf_release(&text);
  kg__document_release(&doc);
  return 0;
}
