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
