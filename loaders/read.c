// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/read.h"

#include "kg/base/utf8.h"
#include "loaders/stages.h"

#include <stdio.h>
#include <unistd.h>

enum { LARGEST = INT32_MAX };

static const struct {
  const char *name;
  kg_document_format format;
} FORMATS[] = {{"text", KG_DOCUMENT_TEXT},         {"txt", KG_DOCUMENT_TEXT},
               {"markdown", KG_DOCUMENT_MARKDOWN}, {"md", KG_DOCUMENT_MARKDOWN},
               {"html", KG_DOCUMENT_HTML},         {"htm", KG_DOCUMENT_HTML},
               {"text/plain", KG_DOCUMENT_TEXT},   {"text/markdown", KG_DOCUMENT_MARKDOWN},
               {"text/html", KG_DOCUMENT_HTML}};

kg_document_format
kg_document_format_from_name(kg_str name)
{
  for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
    if (kg_str_equal(name, kg_str_of(FORMATS[i].name)))
      return FORMATS[i].format;
  }
  return KG_DOCUMENT_ANY;
}

static kg_str
file_name(kg_str path)
{
  size_t i = path.len;
  while (i && path.ptr[i - 1] != '/')
    i--;
  return (kg_str){path.ptr + i, path.len - i};
}

static size_t
ending_at(kg_str name)
{
  size_t i = name.len;
  while (i > 1 && name.ptr[i - 1] != '.')
    i--;
  return i > 1 ? i - 1 : name.len;
}

static kg_document_format
format_of_path(kg_str path)
{
  kg_str name = file_name(path);
  size_t dot = ending_at(name);
  return dot < name.len ? kg_document_format_from_name((kg_str){name.ptr + dot + 1, name.len - dot - 1})
                        : KG_DOCUMENT_ANY;
}

static kg_status
read_bytes(const char *path, kg_buf *bytes, kg_error *err)
{
  kg_source *source = NULL;
  kg_buf_clear(bytes);
  KG_TRY(kg_source_open(path, &source, err));
  kg_status st = kg_source_read_all(source, LARGEST, bytes, err);
  kg_source_close(source);
  return st;
}

static kg_status
check_bytes(kg_str bytes, const char *path, kg_error *err)
{
  size_t bad = kg__utf8_check(bytes);
  const char *nul = bytes.len ? memchr(bytes.ptr, 0, bytes.len) : NULL;
  if (nul && (size_t)(nul - bytes.ptr) < bad)
    bad = (size_t)(nul - bytes.ptr);
  if (bad == bytes.len)
    return KG_OK;
  kg_error_set(err, KG_ERR_DATA, bytes.ptr[bad] ? "not UTF-8" : "a NUL byte: this is no text");
  if (err) {
    kg_error_set_source(err, path, strlen(path));
    kg_error_set_excerpt(err, bytes.ptr, bytes.len, bad, 1);
  }
  return KG_ERR_DATA;
}

static kg_status
read_format(kg__document *doc, const kg__read_request *request, kg_error *err)
{
  kg_document_format f = request->format ? request->format : format_of_path(kg_str_of(request->path));
  switch (f) {
  case KG_DOCUMENT_MARKDOWN:
    return kg__document_read_markdown(doc, err);
  case KG_DOCUMENT_HTML:
    return kg__document_read_html(doc, err);
  default:
    return kg__document_read_text(doc, err);
  }
}

static kg_status
read_sidecar(kg__document *doc, const char *path, kg_error *err)
{
  kg_str whole = kg_str_of(path), name = file_name(whole);
  kg_buf side = {0}, json = {0};
  kg_source *source = NULL;
  kg_status st = kg_buf_printf(&side, "%.*s%.*s.json", (int)(whole.len - name.len), whole.ptr,
                               (int)ending_at(name), name.ptr);
  if (!st)
    st = kg_buf_add_char(&side, '\0');
  if (!st && strcmp(side.ptr, path) && !access(side.ptr, R_OK)) {
    if (!(st = kg_source_open(side.ptr, &source, err)) &&
        !(st = kg_source_read_all(source, LARGEST, &json, err)))
      st = kg__document_sidecar(doc, kg_buf_str(&json), side.ptr, err);
    kg_source_close(source);
  }
  kg_buf_release(&side);
  kg_buf_release(&json);
  return st;
}

kg_status
kg__document_read(kg__document *doc, const kg__read_request *request, kg_buf *bytes, kg_error *err)
{
  kg_str name = file_name(kg_str_of(request->path));
  KG_TRY(read_bytes(request->path, bytes, err));
  KG_TRY(check_bytes(kg_buf_str(bytes), request->path, err));
  doc->name = kg_arena_str(doc->arena, (kg_str){name.ptr, ending_at(name)});
  if (!doc->name.ptr)
    return KG_ERR_NOMEM;
  doc->source = kg_buf_str(bytes);
  KG_TRY(read_format(doc, request, err));
  KG_TRY(read_sidecar(doc, request->path, err));
  if (request->date.len)
    doc->date_text = request->date;
  if (doc->date_text.len && !kg__date_parse(doc->date_text, &doc->date) && request->date.len)
    return kg_error_set(err, KG_ERR_ARGUMENT, "not a date: %.*s", KG_STR_ARG(request->date));
  return KG_OK;
}
