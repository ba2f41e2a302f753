// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/cli/export_filter.h"

#include "kg/base/vec.h"
#include "kg/vocab.h"

#include <stdlib.h>
#include <strings.h>

// A bare name is one of the ontology's.
static kg_status
read_iri(cli_state *cli, cli_export_filter *f, const char *option, const char *text, kg_str *iri,
         kg_error *err)
{
  kg_term term;
  kg_buf buf = {0};
  KG_TRY(cli_term(cli, text, f->arena, &term, err));
  *iri = term.value;
  if (term.kind == KG_TERM_IRI)
    return KG_OK;
  if (!*text || strpbrk(text, ":<>\"{}|\\^` "))
    return kg_error_set(err, KG_ERR_ARGUMENT,
                        "%s wants a name, a prefixed name or an IRI in angle brackets, not '%s'", option,
                        text);
  kg_status st = kg_buf_printf(&buf, "%s%s", KG_NS_SEC, text);
  if (!st && !(*iri = kg_arena_str(f->arena, kg_buf_str(&buf))).ptr)
    st = KG_ERR_NOMEM;
  kg_buf_release(&buf);
  return st;
}

static kg_status
read_types(cli_state *cli, cli_export_filter *f, kg_error *err)
{
  for (size_t i = 0; i < cli->args.type.n; i++) {
    KG_TRY(kg__vec_add(&f->types));
    KG_TRY(read_iri(cli, f, "--type", cli->args.type.items[i], &f->types.items[f->types.n - 1], err));
  }
  return KG_OK;
}

// ---- modalities: names, whatever their case, several separated by commas

static const char *const modalities[] = {"Asserted",  "Proposed", "Possible", "Unlikely",
                                         "Predicted", "Denied",   NULL};

static const char *
modality_at(size_t i)
{
  return modalities[i];
}

static kg_status
read_modality(cli_state *cli, cli_export_filter *f, char *name, kg_error *err)
{
  KG_TRY(kg__vec_add(&f->modalities));
  kg_str *iri = &f->modalities.items[f->modalities.n - 1];
  for (size_t i = 0; modalities[i]; i++) {
    if (strcasecmp(name, modalities[i]) == 0)
      return read_iri(cli, f, "--modality", modalities[i], iri, err);
  }
  if (strchr(name, ':'))
    return read_iri(cli, f, "--modality", name, iri, err);
  const char *near = cli_nearest(name, modality_at);
  return kg_error_set(
      err, KG_ERR_ARGUMENT,
      "--modality: '%s'%s%s%s is none of Asserted, Proposed, Possible, Unlikely, Predicted, Denied", name,
      near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
}

static kg_status
read_modalities(cli_state *cli, cli_export_filter *f, kg_error *err)
{
  for (size_t i = 0; i < cli->args.modality.n; i++) {
    kg_str copy = kg_arena_str(f->arena, kg_str_of(cli->args.modality.items[i]));
    char *rest, *text = (char *)copy.ptr; // our own copy
    if (!text)
      return KG_ERR_NOMEM;
    if (strchr(text, '<')) {
      KG_TRY(read_modality(cli, f, text, err));
      continue;
    }
    for (char *name = strtok_r(text, ", ", &rest); name; name = strtok_r(NULL, ", ", &rest))
      KG_TRY(read_modality(cli, f, name, err));
  }
  return KG_OK;
}

// ---- around what

static kg_status
add_around(cli_export_filter *f, const kg_term *term)
{
  for (size_t i = 0; i < f->around.n; i++) {
    if (kg_term_equal(&f->around.items[i], term))
      return KG_OK;
  }
  KG_TRY(kg__vec_add(&f->around));
  f->around.items[f->around.n - 1] = *term;
  return KG_OK;
}

static kg_status
add_labelled(kg_txn *txn, cli_export_filter *f, const kg_term *property, const kg_term *label,
             kg_batch *batch, kg_error *err)
{
  kg_id prefix[2];
  kg_scan *scan = NULL;
  if (kg_txn_find(txn, property, &prefix[0], NULL) || kg_txn_find(txn, label, &prefix[1], NULL))
    return KG_OK;
  KG_TRY(kg_scan_open(txn, KG_POS, prefix, 2, 0, KG_ID_MAX, &scan, err));
  kg_status st;
  while ((st = kg_scan_next(scan, 15, batch)) == KG_OK) {
    for (size_t i = 0; !st && i < batch->n_rows; i++) {
      kg_term term;
      st = kg_txn_term(txn, kg_batch_quad(batch, KG_POS, i).s, f->arena, &term, err);
      if (!st)
        st = add_around(f, &term);
    }
    if (st)
      break;
  }
  kg_scan_close(scan);
  return st == KG_DONE ? KG_OK : st;
}

// All that have the text as a label, in English or without language.
static kg_status
find_labelled(kg_txn *txn, cli_export_filter *f, kg_str text, kg_error *err)
{
  static const char *const properties[] = {KG_NS_SKOS "prefLabel", KG_NS_SKOS "altLabel", KG_RDFS_LABEL};
  kg_term forms[] = {kg_term_lang(text, KG_STR("en"), KG_DIRECTION_NONE), kg_term_string(text)};
  kg_batch *batch = malloc(sizeof *batch);
  kg_status st = batch ? KG_OK : KG_ERR_NOMEM;
  for (size_t i = 0; !st && i < 6; i++) {
    kg_term property = kg_term_iri(kg_str_of(properties[i / 2]));
    st = add_labelled(txn, f, &property, &forms[i % 2], batch, err);
  }
  free(batch);
  return st;
}

static kg_status
read_around(cli_state *cli, kg_txn *txn, cli_export_filter *f, kg_error *err)
{
  double hops = 1;
  kg_term term;
  if (cli->args.hops)
    KG_TRY(cli_number("--hops", cli->args.hops, &hops, err));
  f->filter.hops = hops > 1e6 ? 1000000 : (unsigned)hops;
  if (!cli->args.around)
    return cli->args.hops
               ? kg_error_set(err, KG_ERR_ARGUMENT, "--hops says how far from --around, which is missing")
               : KG_OK;
  KG_TRY(cli_term(cli, cli->args.around, f->arena, &term, err));
  KG_TRY(term.kind == KG_TERM_IRI ? add_around(f, &term) : find_labelled(txn, f, term.value, err));
  if (!f->around.n)
    return kg_error_set(err, KG_ERR_DATA, "the store knows no '%s'", cli->args.around);
  return KG_OK;
}

kg_status
cli_export_filter_read(cli_state *cli, kg_txn *txn, cli_export_filter *f, kg_error *err)
{
  if (!(f->arena = kg_arena_new()))
    return KG_ERR_NOMEM;
  KG_TRY(read_types(cli, f, err));
  KG_TRY(read_modalities(cli, f, err));
  KG_TRY(read_around(cli, txn, f, err));
  if (cli->args.min_confidence)
    KG_TRY(cli_number("--min-confidence", cli->args.min_confidence, &f->filter.min_confidence, err));
  if (f->filter.min_confidence > 1)
    return kg_error_set(err, KG_ERR_ARGUMENT, "--min-confidence wants a number from 0 to 1");
  f->filter.types = f->types.items;
  f->filter.n_types = f->types.n;
  f->filter.modalities = f->modalities.items;
  f->filter.n_modalities = f->modalities.n;
  f->filter.around = f->around.items;
  f->filter.n_around = f->around.n;
  f->filter.since = kg_str_of(cli->args.since);
  f->filter.until = kg_str_of(cli->args.until);
  return KG_OK;
}

void
cli_export_filter_release(cli_export_filter *f)
{
  free(f->types.items);
  free(f->modalities.items);
  free(f->around.items);
  kg_arena_free(f->arena);
}
