// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Words a second of CPU for each stage of extraction, over text files: bench_loader ONTOLOGY MODEL FILE...

#include "kg/io.h"
#include "kg/rdf.h"
#include "loaders/stages.h"

#include <stdio.h>
#include <time.h>

enum { ROUNDS = 20, MOST_STAGES = 64 };

typedef struct bench {
  kg_world *world;
  kg__graph graph;
  kg__ontology ontology;
  kg__lexicon lexicon;
  kg__model model;
  kg__document doc;
  double seconds[MOST_STAGES + 2]; ///< Segments and names first, which take a document
  size_t words;
} bench;

static double
now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static kg_status
run_sentence(bench *b, const kg__sentence *s)
{
  for (size_t i = 0; i < kg__n_stages && i < MOST_STAGES; i++) {
    double start = now();
    KG_TRY(kg__stages[i].run(&b->doc, s));
    b->seconds[i + 2] += now() - start;
  }
  return KG_OK;
}

static kg_status
run_text(bench *b, kg_str text)
{
  kg__document *doc = &b->doc;
  kg__document_clear(doc);
  doc->text = doc->source = text;
  double start = now();
  KG_TRY(kg__document_segment(doc));
  double segmented = now();
  KG_TRY(kg__document_name(doc));
  b->seconds[0] += segmented - start;
  b->seconds[1] += now() - segmented;
  for (size_t i = 0; i < doc->sentences.n; i++)
    KG_TRY(run_sentence(b, &doc->sentences.items[i]));
  for (size_t i = 0; i < doc->tokens.n; i++)
    b->words += !(doc->tokens.items[i].flags & KG__T_PUNCT);
  return KG_OK;
}

static kg_status
run_file(bench *b, const char *path, kg_error *err)
{
  kg_source *source = NULL;
  kg_buf bytes = {0};
  KG_TRY(kg_source_open(path, &source, err));
  kg_status st = kg_source_read_all(source, 0, &bytes, err);
  for (int i = 0; !st && i < ROUNDS; i++)
    st = run_text(b, kg_buf_str(&bytes));
  kg_buf_release(&bytes);
  kg_source_close(source);
  return st;
}

static kg_status
open_all(bench *b, const char *ontology, const char *model, kg_error *err)
{
  static const char *const FOLDERS[] = {"", "/gazetteer", "/lexicon"};
  kg_status st = (b->world = kg_world_new()) ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < 3; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s%s", ontology, FOLDERS[i]);
    st = kg__graph_read_folder(&b->graph, b->world, path, err);
  }
  if (!st && !(st = kg__graph_sort(&b->graph)) && !(st = kg__ontology_init(&b->ontology, &b->graph, err)) &&
      !(st = kg__lexicon_init(&b->lexicon, &b->graph, &b->ontology, err)) &&
      !(st = kg__model_open(model, &b->model, err)))
    st = kg__document_init(&b->doc, &b->ontology, &b->lexicon, &b->model);
  return st;
}

static void
print(const bench *b)
{
  double all = 0, words = (double)b->words;
  for (size_t i = 0; i < kg__n_stages + 2; i++) {
    const char *name = i == 0 ? "segment" : i == 1 ? "names" : kg__stages[i - 2].name;
    printf("%-14s %10.0f words/s\n", name, words / b->seconds[i]);
    all += b->seconds[i];
  }
  printf("%-14s %10.0f words/s\n", "all of these", words / all);
}

static void
close_all(bench *b)
{
  kg__document_release(&b->doc);
  kg__model_close(&b->model);
  kg__lexicon_release(&b->lexicon);
  kg__ontology_release(&b->ontology);
  kg__graph_release(&b->graph);
  kg_world_free(b->world);
}

int
main(int argc, char **argv)
{
  static bench b;
  kg_error err = {0};
  if (argc < 4) {
    fprintf(stderr, "bench_loader ONTOLOGY MODEL FILE...\n");
    return 2;
  }
  kg_status st = open_all(&b, argv[1], argv[2], &err);
  for (int i = 3; !st && i < argc; i++)
    st = run_file(&b, argv[i], &err);
  if (st)
    fprintf(stderr, "bench_loader: %s\n", err.message[0] ? err.message : kg_status_name(st));
  else
    print(&b);
  close_all(&b);
  return st ? 1 : 0;
}
