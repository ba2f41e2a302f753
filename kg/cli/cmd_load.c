// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/cli.h"
#include "kg/cli/documents.h"
#include "kg/cli/review.h"

#include <stdlib.h>

typedef struct loading {
  cli_state *cli;
  kg_txn *txn;
  kg_loader *loader; ///< Opened for the first document
  kg_arena *arena;
} loading;

// ---- RDF

static kg_status
load_rdf(loading *l, const char *path, kg_error *err)
{
  kg_sink sink = kg_txn_sink(l->txn);
  const cli_list *graphs = &l->cli->args.graph;
  kg_term graph = graphs->n ? kg_term_iri(kg_str_of(graphs->items[0])) : (kg_term){0};
  return cli_read_rdf(l->cli, path, kg_str_of(l->cli->args.base), graph, &sink, err);
}

// ---- documents

// The ontology and the gazetteer, once per store and version; graphs of an older version are replaced.
static kg_status
load_background(loading *l, kg_error *err)
{
  kg_str version = kg_loader_version(l->loader), stored, graph;
  kg_status st = kg_txn_get_fact(l->txn, KG_STR("background"), l->arena, &stored, err);
  if (st == KG_OK && kg_str_equal(stored, version))
    return KG_OK;
  if (st && st != KG_ERR_NOT_FOUND)
    return st;
  for (size_t i = 0; (graph = kg_loader_background_graph(l->loader, i)).len; i++) {
    kg_term term = kg_term_iri(graph);
    kg_id id;
    KG_TRY(kg_txn_intern(l->txn, &term, &id, err));
    KG_TRY(kg_txn_clear_graph(l->txn, id, NULL, err));
    KG_TRY(kg_txn_set_background(l->txn, graph, err));
  }
  kg_sink sink = kg_txn_sink(l->txn);
  KG_TRY(kg_loader_background(l->loader, &sink, err));
  return kg_txn_set_fact(l->txn, KG_STR("background"), version, err);
}

static kg_status
open_loader(loading *l, kg_error *err)
{
  if (l->loader)
    return KG_OK;
  KG_TRY(cli_loader_open(l->cli, &l->loader, err));
  return load_background(l, err);
}

// A document's graph is known by the fact "source IRI", which says "digest path".  The same source again, by
// path or by content, replaces its graph; another one must not.
static kg_status
check_source(loading *l, kg_str key, kg_str iri, kg_str digest, const char *path, kg_error *err)
{
  kg_str known;
  kg_status st = kg_txn_get_fact(l->txn, key, l->arena, &known, err);
  if (st)
    return st == KG_ERR_NOT_FOUND ? KG_OK : st;
  const char *space = memchr(known.ptr, ' ', known.len);
  kg_str old_digest = {known.ptr, space ? (size_t)(space - known.ptr) : known.len};
  kg_str old_path = space ? (kg_str){space + 1, known.len - old_digest.len - 1} : (kg_str){0};
  if (kg_str_equal(old_digest, digest) || kg_str_equal(old_path, kg_str_of(path)))
    return KG_OK;
  return kg_error_set(
      err, KG_ERR_CONFLICT,
      "'%s' would become <%.*s>, which is '%.*s' with other content; give it an --id of its own", path,
      KG_STR_ARG(iri), KG_STR_ARG(old_path));
}

static kg_status
replace_graph(loading *l, kg_document *document, const char *path, kg_error *err)
{
  kg_str iri = kg_document_iri(document), digest = kg_document_digest(document);
  kg_buf key = {0}, value = {0};
  char *real = realpath(path, NULL);
  const char *name = real ? real : path;
  kg_term graph = kg_term_iri(iri);
  kg_id id;
  kg_status st;
  KG_TRY_DONE(st, kg_buf_printf(&key, "source %.*s", KG_STR_ARG(iri)));
  KG_TRY_DONE(st, kg_buf_printf(&value, "%.*s %s", KG_STR_ARG(digest), name));
  KG_TRY_DONE(st, check_source(l, kg_buf_str(&key), iri, digest, name, err));
  KG_TRY_DONE(st, kg_txn_intern(l->txn, &graph, &id, err));
  KG_TRY_DONE(st, kg_txn_clear_graph(l->txn, id, NULL, err));
  st = kg_txn_set_fact(l->txn, kg_buf_str(&key), kg_buf_str(&value), err);
done:
  kg_buf_release(&key);
  kg_buf_release(&value);
  free(real);
  return st;
}

static kg_status
take_document(void *self, kg_document *document, const char *path, kg_error *err)
{
  loading *l = self;
  kg_sink sink = kg_txn_sink(l->txn);
  kg_arena_clear(l->arena);
  kg_status st = kg_txn_new_scope(l->txn);
  if (!st)
    st = kg_document_read(document, err);
  if (!st)
    st = replace_graph(l, document, path, err);
  if (!st)
    st = kg_document_emit(document, &sink, err);
  kg_term graph = kg_term_iri(kg_document_iri(document));
  if (!st)
    st = review_apply(l->cli, l->txn, &graph, err);
  kg_document_free(document);
  return st;
}

static kg_status
load_document(loading *l, const char *path, kg_error *err)
{
  KG_TRY(open_loader(l, err));
  return cli_documents_each(l->cli, l->loader, path, take_document, l, err);
}

// ---- all of it

static kg_status
load(loading *l, const cli_input *input, kg_error *err)
{
  kg_arena_clear(l->arena);
  KG_TRY(kg_limits_check(&l->cli->limits, err));
  KG_TRY(kg_txn_new_scope(l->txn));
  return input->kind == CLI_INPUT_DOCUMENT ? load_document(l, input->path, err)
                                           : load_rdf(l, input->path, err);
}

static kg_status
load_all(loading *l, const cli_inputs *inputs, kg_error *err)
{
  for (size_t i = 0; i < inputs->n; i++) {
    cli_progress(l->cli, inputs->items[i].path, i, i, inputs->n);
    kg_status st = load(l, &inputs->items[i], err);
    bool skip = st == KG_ERR_DATA || st == KG_ERR_CONFLICT || st == KG_ERR_UNSUPPORTED;
    if (skip && l->cli->args.keep_going)
      cli_skipped(l->cli, err);
    else if (st)
      return st;
  }
  return KG_OK;
}

static kg_status
load_into(cli_state *cli, kg_store *store, const cli_inputs *inputs, kg_error *err)
{
  loading l = {.cli = cli, .arena = kg_arena_new()};
  kg_status st = l.arena ? kg_txn_begin_write(store, &l.txn, err) : KG_ERR_NOMEM;
  if (!st)
    kg_txn_set_limits(l.txn, &cli->limits);
  if (!st && cli->limits.memory)
    st = kg_txn_set_memory(l.txn, cli->limits.memory, err);
  if (!st)
    st = load_all(&l, inputs, err);
  kg_loader_close(l.loader);
  kg_arena_free(l.arena);
  if (!st)
    return kg_txn_commit(l.txn, err);
  kg_txn_abort(l.txn);
  return st;
}

kg_status
cmd_load(cli_state *cli, kg_error *err)
{
  cli_inputs inputs = {0};
  kg_store *store = NULL;
  kg_status st;
  KG_TRY(cli_want_operands(cli, 1, SIZE_MAX, err));
  if (cli->args.graph.n > 1)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--graph can be given once");
  KG_TRY_DONE(st, cli_inputs_find(cli, false, &inputs, err));
  KG_TRY_DONE(st, cli_store_open(cli, KG_STORE_CREATE, &store, err));
  st = load_into(cli, store, &inputs, err);
done:
  kg_store_close(store);
  cli_inputs_release(&inputs);
  return st;
}
