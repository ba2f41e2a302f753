// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Measures JSON-LD: `make bench`, or `tests/bench/bench_jsonld [FILE [REPEATS]]`; without FILE, 50 MB of its
// own.  Prints the best of process CPU time, and what memory was used at most so far.

#include "kg/kg.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { MEGABYTE = 1000 * 1000, OWN_SIZE = 50 * MEGABYTE };

static void
check(kg_status st, const kg_error *err)
{
  if (!st)
    return;
  fprintf(stderr, "bench_jsonld: %s\n", err->message);
  exit(1);
}

static double
now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
make_document(kg_buf *text)
{
  kg_error err = {0};
  check(kg_buf_printf(text, "{\"@context\": {\"@vocab\": \"http://example.org/v#\", \"ex\": "
                            "\"http://example.org/id/\", \"about\": {\"@type\": \"@id\"}, \"label\": "
                            "{\"@container\": \"@language\"}},\n\"@graph\": [\n"),
        &err);
  for (int i = 0; text->len < OWN_SIZE; i++)
    check(kg_buf_printf(text,
                        "%s{\"@id\": \"ex:claim/%d\", \"@type\": \"Claim\", \"about\": \"ex:state/%d\",\n"
                        "  \"label\": {\"en\": \"claim number %d\"}, \"confidence\": 0.%d,\n"
                        "  \"quote\": {\"exact\": \"The ministers agreed on number %d\", \"start\": %d}}",
                        i ? ",\n" : "", i, i % 200, i, i % 97, i, i % 5000),
          &err);
  check(kg_buf_printf(text, "\n]}\n"), &err);
}

static kg_status
count(void *self, const kg_quad *quad, kg_error *err)
{
  (void)quad;
  (void)err;
  ++*(size_t *)self;
  return KG_OK;
}

static void
read_pieces(kg_str text)
{
  size_t n = 0;
  kg_error err = {0};
  kg_source *source;
  kg_sink sink = {.self = &n, .quad = count};
  kg_read_options options = {.format = KG_FORMAT_JSONLD, .base = KG_STR("http://example.org/")};
  check(kg_source_from_memory(text, "bench", &source, &err), &err);
  check(kg_read(NULL, source, &options, &sink, &err), &err);
  kg_source_close(source);
}

static void
expand(kg_str text)
{
  kg_buf out = {0};
  kg_error err = {0};
  check(kg_jsonld_expand(text, &(kg_jsonld_options){.base = KG_STR("http://example.org/")}, &out, &err),
        &err);
  kg_buf_release(&out);
}

static void
to_rdf(kg_str text)
{
  size_t n = 0;
  kg_error err = {0};
  kg_sink sink = {.self = &n, .quad = count};
  check(kg_jsonld_to_rdf(text, &(kg_jsonld_options){.base = KG_STR("http://example.org/")}, &sink, &err),
        &err);
}

static void
measure(const char *name, void (*run)(kg_str text), kg_str text, int repeats)
{
  double best = 1e9;
  struct rusage usage;
  for (int i = 0; i < repeats; i++) {
    double from = now();
    run(text);
    double took = now() - from;
    best = took < best ? took : best;
  }
  getrusage(RUSAGE_SELF, &usage);
  printf("%-28s %6.2f s  %6.1f MB/s  %6.1f MB at most\n", name, best, (double)text.len / MEGABYTE / best,
         (double)usage.ru_maxrss / 1024);
}

int
main(int argc, char **argv)
{
  kg_buf text = {0};
  kg_error err = {0};
  kg_source *source = NULL;
  if (argc > 1) {
    check(kg_source_open(argv[1], &source, &err), &err);
    check(kg_source_read_all(source, 0, &text, &err), &err);
    kg_source_close(source);
  } else {
    make_document(&text);
  }
  int repeats = argc > 2 ? atoi(argv[2]) : 3;
  printf("JSON-LD, %.1f MB\n", (double)text.len / MEGABYTE);
  measure("read, piece by piece", read_pieces, kg_buf_str(&text), repeats);
  measure("expand", expand, kg_buf_str(&text), repeats);
  measure("to RDF, as a whole", to_rdf, kg_buf_str(&text), repeats);
  kg_buf_release(&text);
  return 0;
}
