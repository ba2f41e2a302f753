// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What is read from TriG, with what can be saved of broken TriG, comes back from the writers unchanged.

#include "tests/fuzz/fuzz.h"

#include "tests/support/dataset.h"

#include <jansson.h>

enum { FEW = 60 };

static void
check_back(const dataset *d, const kg_write_options *way)
{
  dataset back = {0};
  kg_buf text = {0};
  kg_error err = {0};
  kg_read_options options = {.format = way->format, .base = KG_STR("http://other/")};
  FUZZ_CHECK(dataset_write(d, way, &text, &err) == KG_OK);
  kg_status st = dataset_read(&back, kg_buf_str(&text), "out", &options, &err);
  if (st || (d->n <= FEW && !dataset_isomorphic(d, &back)))
    fprintf(stderr, "%s\n%.*s\n", err.message, KG_STR_ARG(kg_buf_str(&text)));
  FUZZ_CHECK(st == KG_OK);
  FUZZ_CHECK(d->n > FEW || dataset_isomorphic(d, &back));
  dataset_release(&back);
  kg_buf_release(&text);
}

// Well-formed and read again, or refused.
static void
check_json(const dataset *d, kg_str context, bool streaming)
{
  kg_buf text = {0};
  dataset back = {0};
  kg_write_options way = {.format = KG_FORMAT_JSONLD, .context = context, .streaming = streaming};
  kg_status st = dataset_write(d, &way, &text, NULL);
  FUZZ_CHECK(st == KG_OK || st == KG_ERR_UNSUPPORTED || st == KG_ERR_DATA);
  json_t *json = st ? NULL : json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
  FUZZ_CHECK(st || json);
  FUZZ_CHECK(st || dataset_read(&back, kg_buf_str(&text), "out.jsonld", NULL, NULL) == KG_OK);
  dataset_release(&back);
  json_decref(json);
  kg_buf_release(&text);
}

static void
check_xml(const dataset *d)
{
  kg_buf text = {0};
  kg_write_options way = {.format = KG_FORMAT_RDFXML, .union_graphs = true};
  kg_status st = dataset_write(d, &way, &text, NULL);
  FUZZ_CHECK(st == KG_OK || st == KG_ERR_UNSUPPORTED || st == KG_ERR_DATA);
  kg_buf_release(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  dataset d = {0};
  kg_read_options options = {.format = KG_FORMAT_TRIG, .base = KG_STR("http://e/b"), .keep_going = true};
  kg_namespaces *prefixes = kg_namespaces_new();
  kg_namespaces_add(prefixes, KG_STR(""), KG_STR("http://e/"));
  kg_namespaces_add(prefixes, KG_STR("x.y"), KG_STR("http://e/x"));
  kg_namespaces_add(prefixes, KG_STR("xsd"), KG_STR("http://www.w3.org/2001/XMLSchema#"));
  const kg_write_options ways[] = {{.format = KG_FORMAT_TRIG, .namespaces = prefixes},
                                   {.format = KG_FORMAT_TRIG, .namespaces = prefixes, .streaming = true},
                                   {.format = KG_FORMAT_NQUADS},
                                   {.format = KG_FORMAT_NQUADS, .canonical = true}};
  dataset_read(&d, (kg_str){(const char *)data, size}, "in", &options, NULL);
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
    check_back(&d, &ways[i]);
  for (int streaming = 0; streaming < 2; streaming++) {
    check_json(&d, (kg_str){0}, streaming);
    check_json(&d,
               KG_STR("{\"e\": \"http://e/\", \"p\": {\"@id\": \"e:p\", \"@type\": \"@id\"}, \"@vocab\": "
                      "\"http://e/x\"}"),
               streaming);
  }
  check_xml(&d);
  dataset_release(&d);
  kg_namespaces_free(prefixes);
  return 0;
}
