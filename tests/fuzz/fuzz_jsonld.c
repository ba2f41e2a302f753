// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Every algorithm of JSON-LD takes any document, also as its own context and frame; what comes out of one
// goes into the next; and RDF that came from a document comes back the same in number.  A document that is
// read piece by piece says what it says as a whole.

#include "tests/fuzz/fuzz.h"

#include "tests/support/dataset.h"

#include "kg/jsonld.h"

enum { FEW = 60 };

typedef struct tally {
  kg_jsonld_builder *builder;
  size_t n;
} tally;

static kg_status
count(void *self, const kg_quad *quad, kg_error *err)
{
  tally *t = self;
  t->n++;
  return t->builder ? kg_jsonld_builder_quad(t->builder, quad, err) : KG_OK;
}

// Remote contexts are the document itself.
static kg_status
load(void *self, kg_str iri, kg_buf *document, kg_error *err)
{
  (void)err;
  return iri.len % 3 == 0 ? KG_ERR_NOT_FOUND : kg_buf_add_str(document, *(const kg_str *)self);
}

static void
check_round_trip(kg_str text, const kg_jsonld_options *options)
{
  tally there = {0}, back = {0};
  kg_buf out = {0};
  kg_jsonld_options rdf = *options;
  rdf.direction = KG_JSONLD_DIRECTION_NONE;
  FUZZ_CHECK(kg_jsonld_builder_new(&rdf, &there.builder, NULL) == KG_OK);
  kg_sink sink = {.self = &there, .quad = count};
  if (kg_jsonld_to_rdf(text, &rdf, &sink, NULL) == KG_OK &&
      kg_jsonld_builder_finish(there.builder, (kg_str){0}, (kg_str){0}, &out, NULL) == KG_OK) {
    kg_error err = {0};
    sink.self = &back;
    kg_status st = kg_jsonld_to_rdf(kg_buf_str(&out), &rdf, &sink, &err);
    FUZZ_CHECK(st == KG_OK || st == KG_ERR_LIMIT);
    FUZZ_CHECK(st == KG_ERR_LIMIT || back.n <= there.n);
  }
  kg_jsonld_builder_free(there.builder);
  kg_buf_release(&out);
}

static kg_status
read_as(kg_str text, size_t whole, const kg_limits *limits, dataset *d, kg_error *err)
{
  kg_read_options options = {.format = KG_FORMAT_JSONLD,
                             .base = KG_STR("http://example.org/a/b"),
                             .json_whole = whole,
                             .limits = limits,
                             .load = load,
                             .load_self = &text};
  return dataset_read(d, text, "in", &options, err);
}

static void
check_pieces(kg_str text, const kg_limits *limits)
{
  dataset whole = {0}, pieces = {0};
  kg_error err = {0};
  kg_status st = read_as(text, SIZE_MAX, limits, &whole, &err);
  kg_status in_pieces = read_as(text, 1, limits, &pieces, NULL);
  FUZZ_CHECK(in_pieces || !st || st == KG_ERR_LIMIT || strstr(err.message, "conflicting indexes"));
  FUZZ_CHECK(st || in_pieces || pieces.n > FEW || dataset_isomorphic(&whole, &pieces));
  dataset_release(&whole);
  dataset_release(&pieces);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < 1)
    return 0;
  kg_str text = {(const char *)data + 1, size - 1};
  kg_limits limits = {.memory = 64 << 20};
  kg_jsonld_options options = {.base = KG_STR("http://example.org/a/b"),
                               .mode = data[0] & 1 ? KG_JSONLD_1_0 : KG_JSONLD_1_1,
                               .ordered = data[0] & 2,
                               .keep_arrays = data[0] & 4,
                               .native_types = data[0] & 8,
                               .direction =
                                   data[0] & 16 ? KG_JSONLD_DIRECTION_COMPOUND : KG_JSONLD_DIRECTION_TERM,
                               .embed = data[0] & 32 ? KG_JSONLD_EMBED_ALWAYS : KG_JSONLD_EMBED_ONCE,
                               .load = load,
                               .load_self = &text,
                               .limits = &limits};
  kg_buf expanded = {0}, out = {0};
  kg_error err = {0};
  kg_status st = kg_jsonld_expand(text, &options, &expanded, &err);
  FUZZ_CHECK(st == KG_OK || (err.status == st && err.message[0]));
  if (!st) {
    kg_str again = kg_buf_str(&expanded);
    kg_jsonld_compact(again, text, &options, &out, NULL);
    kg_jsonld_flatten(again, text, &options, &out, NULL);
    kg_jsonld_frame(again, text, &options, &out, NULL);
    check_round_trip(text, &options);
  }
  check_pieces(text, &limits);
  kg_buf_release(&expanded);
  kg_buf_release(&out);
  return 0;
}
