// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Documents of a file, read, extracted and given out.

#include "loaders/loader_inside.h"

#include "kg/base/map.h"
#include "kg/vocab.h"
#include "loaders/iri.h"
#include "loaders/read/lines.h"
#include "loaders/read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct kg_document {
  kg_loader *loader;
  kg__document *doc;
  kg_buf source, iri;
  char digest[17];
  double min_confidence;
  const kg_limits *limits;
  bool extracted;
};

static kg_status
name_document(kg_document *document, kg_str id)
{
  kg__document *doc = document->doc;
  if (!id.len)
    id = doc->identifier;
  if (id.len)
    return kg_buf_add_str(&document->iri, id);
  KG_TRY(kg_buf_add_str(&document->iri, kg_buf_str(&document->loader->base)));
  KG_TRY(kg_buf_add_str(&document->iri, KG_STR("doc/")));
  return kg__segment(doc->name, &document->iri);
}

// A document of the n-th line of a file of documents, or, without a line, of a file.
static kg_status
fill(kg_document *d, const char *path, const kg_document_options *options, const kg_str *line, size_t n,
     kg_error *err)
{
  kg__read_request request = {path, options->format, options->date};
  KG_TRY(kg__loader_take(d->loader, &d->doc));
  KG_TRY(line ? kg__document_read_line(d->doc, &request, *line, n, &d->source, err)
              : kg__document_read(d->doc, &request, &d->source, err));
  KG_TRY(name_document(d, options->id));
  snprintf(d->digest, sizeof d->digest, "%016llx",
           (unsigned long long)XXH3_64bits(d->source.ptr, d->source.len));
  return KG_OK;
}

static kg_status
open_document(kg_loader *loader, const char *path, const kg_document_options *options, const kg_str *line,
              size_t n, kg_document **document, kg_error *err)
{
  kg_document *d = *document = calloc(1, sizeof *d);
  if (!d)
    return KG_ERR_NOMEM;
  d->loader = loader;
  d->min_confidence = options->min_confidence;
  d->limits = options->limits;
  kg_status st = fill(d, path, options, line, n, err);
  if (st) {
    kg_document_free(d);
    *document = NULL;
  }
  return st;
}

static kg_status
fill_with_text(kg_document *d, kg_str text, kg_error *err)
{
  KG_TRY(kg__loader_take(d->loader, &d->doc));
  KG_TRY(kg_buf_add_str(&d->source, text));
  d->doc->source = d->doc->text = text.len ? kg_buf_str(&d->source) : KG_STR("");
  return kg_document_read(d, err);
}

kg_status
kg__document_of_text(kg_loader *loader, kg_str text, const kg_limits *limits, kg_document **document,
                     kg_error *err)
{
  kg_document *d = *document = calloc(1, sizeof *d);
  if (!d)
    return KG_ERR_NOMEM;
  d->loader = loader;
  d->limits = limits;
  kg_status st = fill_with_text(d, text, err);
  if (st) {
    kg_document_free(d);
    *document = NULL;
  }
  return st;
}

const kg__document *
kg__document_inside(const kg_document *document)
{
  return document->doc;
}

static const kg_document_options DEFAULTS = {0};

kg_status
kg_document_open(kg_loader *loader, const char *path, const kg_document_options *options,
                 kg_document **document, kg_error *err)
{
  options = options ? options : &DEFAULTS;
  *document = NULL;
  if (kg__is_jsonl(path, options->format))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "'%s' is a file of documents, not one", path);
  return open_document(loader, path, options, NULL, 0, document, err);
}

kg_str
kg_document_iri(const kg_document *document)
{
  return kg_buf_str(&document->iri);
}

kg_str
kg_document_digest(const kg_document *document)
{
  return kg_str_of(document->digest);
}

kg_status
kg_document_read(kg_document *document, kg_error *err)
{
  if (document->extracted)
    return KG_OK;
  document->extracted = true;
  return kg__document_extract(document->doc, document->limits, err);
}

kg_status
kg_document_emit(kg_document *document, const kg_sink *sink, kg_error *err)
{
  KG_TRY(kg_document_read(document, err));
  return kg__document_emit(document->doc, kg_buf_str(&document->loader->base), kg_buf_str(&document->iri),
                           document->min_confidence, sink, err);
}

kg_status
kg_document_explain(kg_document *document, kg_output *output, kg_error *err)
{
  KG_TRY(kg_document_read(document, err));
  return kg__document_explain(document->doc, document->min_confidence, output);
}

kg_status
kg_document_triples(kg_document *document, kg_output *output, kg_error *err)
{
  KG_TRY(kg_document_read(document, err));
  kg_str name = document->doc->label.len ? document->doc->label : kg_buf_str(&document->iri);
  return kg__document_triples(document->doc, name, document->min_confidence, output);
}

kg_document_counts
kg_document_count(const kg_document *document)
{
  const kg__document *doc = document->doc;
  kg_document_counts n = {0};
  for (size_t i = 0; i < doc->tokens.n; i++)
    n.words += !(doc->tokens.items[i].flags & KG__T_PUNCT);
  for (size_t i = 0; i < doc->entities.n; i++)
    n.entities += doc->entities.items[i].mentioned;
  for (size_t i = 0; i < doc->claims.n; i++)
    n.claims += doc->claims.items[i].confidence >= document->min_confidence;
  return n;
}

void
kg_document_free(kg_document *document)
{
  if (!document)
    return;
  kg__loader_give_back(document->loader, document->doc);
  kg_buf_release(&document->source);
  kg_buf_release(&document->iri);
  free(document);
}

// ---- the documents of a file

struct kg_documents {
  kg_loader *loader;
  const char *path;
  const kg_document_options *options;
  kg__lines lines; ///< Of a file of documents
  kg__map seen;    ///< Digests of the IRIs, to the number of their line
  bool many, done;
};

kg_status
kg_documents_open(kg_loader *loader, const char *path, const kg_document_options *options,
                  kg_documents **documents, kg_error *err)
{
  kg_documents *d = *documents = calloc(1, sizeof *d);
  if (!d)
    return KG_ERR_NOMEM;
  d->loader = loader;
  d->path = path;
  d->options = options ? options : &DEFAULTS;
  d->many = kg__is_jsonl(path, d->options->format);
  kg_status st = KG_OK;
  if (d->many && d->options->id.len)
    st = kg_error_set(err, KG_ERR_ARGUMENT, "--id cannot name all the documents of '%s'", path);
  else if (d->many)
    st = kg__lines_open(&d->lines, path, err);
  if (st) {
    kg_documents_close(d);
    *documents = NULL;
  }
  return st;
}

static kg_status
check_name(kg_documents *d, kg_str iri, kg_error *err)
{
  uint64_t digest = XXH3_64bits(iri.ptr, iri.len), *line;
  bool made;
  KG_TRY(
      kg__map_put(&d->seen, (kg_str){(const char *)&digest, sizeof digest}, d->lines.number, &line, &made));
  if (made)
    return KG_OK;
  kg_error_set(err, KG_ERR_DATA, "line %llu has the same id", (unsigned long long)*line);
  if (err) {
    kg_error_set_source(err, d->path, strlen(d->path));
    kg_error_set_place(err, d->lines.number, 0);
  }
  return KG_ERR_DATA;
}

kg_status
kg_documents_next(kg_documents *d, kg_document **document, kg_error *err)
{
  kg_str line;
  *document = NULL;
  if (d->done)
    return KG_DONE;
  d->done = !d->many;
  if (!d->many)
    return open_document(d->loader, d->path, d->options, NULL, 0, document, err);
  kg_status st = kg__lines_next(&d->lines, &line, err);
  d->done = st != KG_OK;
  if (st)
    return st;
  KG_TRY(open_document(d->loader, d->path, d->options, &line, d->lines.number, document, err));
  st = check_name(d, kg_document_iri(*document), err);
  if (st) {
    kg_document_free(*document);
    *document = NULL;
  }
  return st;
}

void
kg_documents_close(kg_documents *documents)
{
  if (!documents)
    return;
  kg__lines_close(&documents->lines);
  kg__map_release(&documents->seen);
  free(documents);
}
