// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The labels of a source's blank nodes.  Those that memory cannot hold lie in files without names: a flat
// dictionary of labels, and their ids by the numbers that it gives them.

#include "kg/store/flat.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { MARK = 'B' };

static kg_status
no_memory(kg_error *err)
{
  return kg_error_set(err, KG_ERR_NOMEM, "no memory for a blank node");
}

void
kg__labels_release(kg__labels *labels)
{
  kg__known_release(&labels->recent);
  if (labels->old) {
    kg__flat_close(labels->old);
    close(labels->ids);
  }
  *labels = (kg__labels){0};
}

// ---- putting aside

static kg_status
write_labels(kg_txn *txn, int fd, int table, kg_error *err)
{
  kg__flat_writer *writer;
  const kg__labels *labels = &txn->labels;
  uint64_t n = labels->recent.n + (labels->old ? labels->old->foot.n_terms : 0);
  kg_status st = kg__flat_writer_new(fd, table, labels->old, n, txn->manifest.seed, &writer, err);
  for (size_t i = 0; i < labels->recent.n && !st; i++)
    st = kg__flat_writer_add(writer, labels->recent.items[i].bytes, err);
  if (!st)
    st = kg__flat_writer_finish(writer, 0, false, err);
  kg__flat_writer_free(writer);
  return st;
}

static kg_status
make_flat(kg_txn *txn, kg__flat **flat, kg_error *err)
{
  int fd, table = -1;
  KG_TRY(kg__file_create(txn->store, NULL, &fd, err));
  kg_status st = kg__file_create(txn->store, NULL, &table, err);
  if (!st)
    st = write_labels(txn, fd, table, err);
  if (!st)
    st = kg__flat_open_file(fd, 0, flat, err);
  if (table >= 0)
    close(table);
  close(fd);
  return st;
}

static kg_status
write_ids(kg_txn *txn, kg_error *err)
{
  kg__labels *labels = &txn->labels;
  kg_id *ids = malloc(labels->recent.n * sizeof *ids);
  size_t size = labels->recent.n * sizeof *ids, done = 0;
  off_t at = labels->old ? (off_t)(labels->old->foot.n_terms * sizeof *ids) : 0;
  if (!ids)
    return no_memory(err);
  for (size_t i = 0; i < labels->recent.n; i++)
    ids[i] = labels->recent.items[i].id;
  while (done < size) {
    ssize_t n = pwrite(labels->ids, (char *)ids + done, size - done, at + (off_t)done);
    if (n < 0 && errno != EINTR)
      break;
    done += n > 0 ? (size_t)n : 0;
  }
  free(ids);
  return done == size ? KG_OK : kg_error_set(err, KG_ERR_IO, "writing the store failed: %s", strerror(errno));
}

static kg_status
put_aside(kg_txn *txn, kg_error *err)
{
  kg__labels *labels = &txn->labels;
  kg__flat *flat = NULL;
  if (!labels->old)
    KG_TRY(kg__file_create(txn->store, NULL, &labels->ids, err));
  kg_status st = write_ids(txn, err);
  if (!st)
    st = make_flat(txn, &flat, err);
  if (st) {
    if (!labels->old)
      close(labels->ids);
    return kg__txn_fail(txn, st);
  }
  if (labels->old)
    kg__flat_close(labels->old);
  labels->old = flat;
  kg__known_clear(&labels->recent);
  return KG_OK;
}

// ---- finding

static kg_status
find_old(kg_txn *txn, kg_str bytes, uint64_t hash, kg_id *id, kg_error *err)
{
  uint64_t number;
  const kg__labels *labels = &txn->labels;
  kg_status st = labels->old ? kg__flat_find(labels->old, bytes, hash, &number) : KG_ERR_NOT_FOUND;
  if (st == KG_ERR_NOT_FOUND)
    return st;
  if (st || pread(labels->ids, id, sizeof *id, (off_t)((number - 1) * sizeof *id)) != sizeof *id)
    return kg_error_set(err, KG_ERR_IO, "a label that was put aside cannot be read");
  return KG_OK;
}

static kg_status
add(kg_txn *txn, kg_str bytes, uint64_t hash, kg_id *id, kg_error *err)
{
  KG_TRY(kg_txn_new_blank(txn, id, err));
  if (kg__known_size(&txn->labels.recent) > txn->sizes.label_bytes && txn->labels.recent.n)
    KG_TRY(put_aside(txn, err));
  return kg__known_add(&txn->labels.recent, bytes, hash, *id) ? no_memory(err) : KG_OK;
}

kg_status
kg__label_intern(kg_txn *txn, kg_str label, kg_id *id, kg_error *err)
{
  kg_buf_clear(&txn->bytes);
  if (kg_buf_add_char(&txn->bytes, MARK) || kg_buf_add_str(&txn->bytes, label))
    return no_memory(err);
  kg_str bytes = kg_buf_str(&txn->bytes);
  uint64_t hash = kg__dict_hash(txn, bytes);
  *id = kg__known_find(&txn->labels.recent, bytes, hash);
  if (*id)
    return KG_OK;
  kg_status st = find_old(txn, bytes, hash, id, err);
  return st == KG_ERR_NOT_FOUND ? add(txn, bytes, hash, id, err) : st;
}
