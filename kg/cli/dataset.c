// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/dataset.h"

#include <unistd.h>

// Split "IRI=FILE" at the last = whose right side names a file; a plain file gives an empty IRI.
static const char *
split(const char *word, kg_str *iri)
{
  for (size_t i = strlen(word); i-- > 0;) {
    if (word[i] == '=' && access(word + i + 1, F_OK) == 0) {
      *iri = (kg_str){word, i};
      return word + i + 1;
    }
  }
  *iri = (kg_str){0};
  return word;
}

static kg_status
load(cli_state *cli, kg_txn *txn, const char *word, bool named, kg_error *err)
{
  kg_str iri;
  kg_buf own = {0};
  const char *path = split(word, &iri);
  kg_sink sink = kg_txn_sink(txn);
  kg_status st = kg_txn_new_scope(txn);
  if (!st && named && !iri.ptr) {
    st = kg_iri_from_path(kg_str_of(path), &own, err);
    iri = kg_buf_str(&own);
  }
  if (!st)
    st = cli_read_rdf(cli, path, iri, named ? kg_term_iri(iri) : (kg_term){0}, &sink, err);
  kg_buf_release(&own);
  return st;
}

static kg_status
load_all(cli_state *cli, kg_txn *txn, kg_error *err)
{
  for (size_t i = 0; i < cli->args.data.n; i++)
    KG_TRY(load(cli, txn, cli->args.data.items[i], false, err));
  for (size_t i = 0; i < cli->args.named.n; i++)
    KG_TRY(load(cli, txn, cli->args.named.items[i], true, err));
  return kg_txn_prefixes(txn, cli->namespaces, err);
}

kg_status
cli_dataset_open(cli_state *cli, kg_store **store, kg_error *err)
{
  kg_txn *txn = NULL;
  KG_TRY(kg_store_open_temporary(store, err));
  KG_TRY(kg_txn_begin_write(*store, &txn, err));
  kg_status st = load_all(cli, txn, err);
  if (!st)
    return kg_txn_commit(txn, err);
  kg_txn_abort(txn);
  return st;
}

// ---- FROM and FROM NAMED

typedef struct graphs {
  cli_state *cli;
  kg_txn *txn; ///< Null: only count
  size_t n;
} graphs;

static kg_status
read_graph(graphs *g, kg_source *source, kg_str iri, kg_error *err)
{
  kg_read_options options = {.base = iri,
                             .graph = kg_term_iri(iri),
                             .limits = &g->cli->limits,
                             .load = cli_load_context,
                             .load_self = g->cli};
  kg_sink sink = kg_txn_sink(g->txn);
  KG_TRY(kg_txn_new_scope(g->txn));
  return kg_read(g->cli->world, source, &options, &sink, err);
}

// Whether the graph is there: FROM and FROM NAMED may name the same.
static kg_status
is_read(graphs *g, kg_str iri, bool *is, kg_error *err)
{
  kg_id id;
  uint64_t n = 0;
  kg_term term = kg_term_iri(iri);
  kg_status st = g->txn ? kg_txn_find(g->txn, &term, &id, err) : KG_ERR_NOT_FOUND;
  if (!st)
    st = kg_count(g->txn, KG_GSPO, &id, 1, &n, err);
  *is = n > 0;
  return st == KG_ERR_NOT_FOUND ? KG_OK : st;
}

// A graph that no --map places is one of the store, or empty.
static kg_status
on_graph(void *self, kg_str iri, kg_error *err)
{
  graphs *g = self;
  kg_source *source = NULL;
  bool known;
  KG_TRY(is_read(g, iri, &known, err));
  if (known)
    return KG_OK;
  kg_status st = cli_open_mapped(g->cli, iri, &source, err);
  if (st)
    return st == KG_DONE ? KG_OK : st;
  g->n++;
  st = g->txn ? read_graph(g, source, iri, err) : KG_OK;
  kg_source_close(source);
  return st;
}

static kg_status
load_graphs(cli_state *cli, kg_str query, const kg_query_options *options, kg_store *store, kg_error *err)
{
  graphs g = {.cli = cli};
  KG_TRY(kg_txn_begin_write(store, &g.txn, err));
  kg_status st = kg_query_graphs(query, options, on_graph, &g, err);
  if (!st)
    return kg_txn_commit(g.txn, err);
  kg_txn_abort(g.txn);
  return st;
}

kg_status
cli_dataset_begin(cli_state *cli, kg_str query, kg_query_options *options, kg_store **store, kg_txn **txn,
                  kg_error *err)
{
  graphs mapped = {.cli = cli};
  bool files = cli->args.data.n || cli->args.named.n;
  if (cli->args.map.n)
    KG_TRY(kg_query_graphs(query, options, on_graph, &mapped, err));
  if (mapped.n && !files && cli->args.store)
    return kg_error_set(err, KG_ERR_ARGUMENT,
                        "FROM names files by --map, which a store cannot be asked with");
  if (!mapped.n && !files && !cli_store_missing(cli))
    return cli_begin_read(cli, store, txn, err);
  options->strict_default = true;
  KG_TRY(cli_dataset_open(cli, store, err));
  if (mapped.n)
    KG_TRY(load_graphs(cli, query, options, *store, err));
  return kg_txn_begin_read(*store, txn, err);
}
