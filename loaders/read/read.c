// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/read/read.h"

#include "kg/base/utf8.h"
#include "loaders/read/decode.h"
#include "loaders/read/mail.h"
#include "loaders/read/pdf.h"
#include "loaders/stages.h"

#include <stdio.h>
#include <unistd.h>

enum { LARGEST = INT32_MAX };

static const struct {
  const char *name;
  kg_document_format format;
} FORMATS[] = {{"text", KG_DOCUMENT_TEXT},
               {"txt", KG_DOCUMENT_TEXT},
               {"markdown", KG_DOCUMENT_MARKDOWN},
               {"md", KG_DOCUMENT_MARKDOWN},
               {"html", KG_DOCUMENT_HTML},
               {"htm", KG_DOCUMENT_HTML},
               {"text/plain", KG_DOCUMENT_TEXT},
               {"text/markdown", KG_DOCUMENT_MARKDOWN},
               {"text/html", KG_DOCUMENT_HTML},
               {"xhtml", KG_DOCUMENT_HTML},
               {"pdf", KG_DOCUMENT_PDF},
               {"application/pdf", KG_DOCUMENT_PDF},
               {"email", KG_DOCUMENT_EMAIL},
               {"eml", KG_DOCUMENT_EMAIL},
               {"message/rfc822", KG_DOCUMENT_EMAIL},
               {"jsonl", KG_DOCUMENT_JSONL},
               {"ndjson", KG_DOCUMENT_JSONL},
               {"application/jsonl", KG_DOCUMENT_JSONL}};

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
read_format(kg__document *doc, kg_document_format format, kg_error *err)
{
  switch (format) {
  case KG_DOCUMENT_MARKDOWN:
    return kg__document_read_markdown(doc, err);
  case KG_DOCUMENT_HTML:
    return kg__document_read_html(doc, err);
  case KG_DOCUMENT_EMAIL:
    return kg__document_read_mail(doc, err);
  case KG_DOCUMENT_PDF:
    return kg__document_read_pdf(doc, err);
  default:
    return kg__document_read_text(doc, err);
  }
}

// The sidecar's content, empty if there is none.
static kg_status
find_sidecar(const char *path, kg_buf *side, kg_buf *json, kg_error *err)
{
  kg_str whole = kg_str_of(path), name = file_name(whole);
  kg_source *source = NULL;
  KG_TRY(kg_buf_printf(side, "%.*s%.*s.json", (int)(whole.len - name.len), whole.ptr, (int)ending_at(name),
                       name.ptr));
  KG_TRY(kg_buf_add_char(side, '\0'));
  if (!strcmp(side->ptr, path) || access(side->ptr, R_OK))
    return KG_OK;
  kg_status st = kg_source_open(side->ptr, &source, err);
  if (!st)
    st = kg_source_read_all(source, LARGEST, json, err);
  kg_source_close(source);
  return st;
}

static kg_status
keep(kg__document *doc, const kg_buf *from, kg_str *to)
{
  *to = kg_arena_str(doc->arena, kg_buf_str(from));
  return to->ptr || !from->len ? KG_OK : KG_ERR_NOMEM;
}

// The body of the message takes the place of the message.
static kg_status
open_mail(kg__document *doc, kg_buf *bytes, kg_document_format *format, kg_error *err)
{
  kg__mail mail;
  KG_TRY(kg__mail_parse(kg_buf_str(bytes), &mail, err));
  kg_status st;
  if (!(st = keep(doc, &mail.subject, &doc->title)) && !(st = keep(doc, &mail.author, &doc->author)) &&
      !(st = keep(doc, &mail.date, &doc->date_text)))
    st = kg_buf_add(&mail.body, "", 0);
  if (mail.html)
    *format = KG_DOCUMENT_HTML;
  kg_buf_release(bytes);
  *bytes = mail.body;
  mail.body = (kg_buf){0};
  kg__mail_release(&mail);
  return st;
}

// Bytes of whatever kind become UTF-8 text or a page.
static kg_status
decode(kg__document *doc, kg_buf *bytes, const kg_buf *json, kg_document_format *format, kg_error *err)
{
  kg_buf encoding = {0};
  if (*format == KG_DOCUMENT_PDF)
    return kg__pdf_text(bytes, err);
  if (*format == KG_DOCUMENT_EMAIL)
    return open_mail(doc, bytes, format, err);
  kg_status st = json->len ? kg__sidecar_encoding(kg_buf_str(json), &encoding) : KG_OK;
  if (!st && !encoding.len && *format == KG_DOCUMENT_HTML)
    st = kg_buf_add_str(&encoding, kg__html_charset(kg_buf_str(bytes)));
  if (!st)
    st = kg__decode_file(bytes, kg_buf_str(&encoding), err);
  kg_buf_release(&encoding);
  return st;
}

static kg_status
set_date(kg__document *doc, kg_str given, kg_error *err)
{
  char iso[16];
  if (given.len)
    doc->date_text = given;
  bool known = doc->date_text.len && kg__date_parse(doc->date_text, &doc->date);
  if (!doc->date_text.len || (known && (doc->date.month || doc->date_text.len == 4)))
    return KG_OK;
  if (given.len && !known)
    return kg_error_set(err, KG_ERR_ARGUMENT, "not a date: %.*s", KG_STR_ARG(given));
  if (kg__date_normal(doc->date_text, iso))
    kg__date_parse(kg_str_of(iso), &doc->date);
  return KG_OK;
}

static kg_status
read_text(kg__document *doc, const kg__read_request *request, kg_document_format format, kg_buf *bytes,
          kg_error *err)
{
  KG_TRY(check_bytes(kg_buf_str(bytes), request->path, err));
  doc->source = bytes->len ? kg_buf_str(bytes) : KG_STR("");
  return read_format(doc, format, err);
}

static kg_status
read_file(kg__document *doc, const kg__read_request *request, kg_buf *bytes, kg_buf *side, kg_buf *json,
          kg_error *err)
{
  kg_str name = file_name(kg_str_of(request->path));
  kg_document_format f = request->format ? request->format : format_of_path(kg_str_of(request->path));
  doc->name = kg_arena_str(doc->arena, (kg_str){name.ptr, ending_at(name)});
  if (!doc->name.ptr)
    return KG_ERR_NOMEM;
  KG_TRY(read_bytes(request->path, bytes, err));
  KG_TRY(find_sidecar(request->path, side, json, err));
  KG_TRY(decode(doc, bytes, json, &f, err));
  KG_TRY(read_text(doc, request, f, bytes, err));
  if (json->len)
    KG_TRY(kg__document_sidecar(doc, kg_buf_str(json), side->ptr, err));
  return set_date(doc, request->date, err);
}

static kg_status
name_fault(kg_status st, const char *path, size_t line, kg_error *err)
{
  if (st && err && err->status == st && !err->source[0]) {
    kg_error_set_source(err, path, strlen(path));
    kg_error_set_place(err, line, 0);
  }
  return st;
}

kg_status
kg__document_read(kg__document *doc, const kg__read_request *request, kg_buf *bytes, kg_error *err)
{
  kg_buf side = {0}, json = {0};
  kg_status st = read_file(doc, request, bytes, &side, &json, err);
  kg_buf_release(&side);
  kg_buf_release(&json);
  return st == KG_ERR_ARGUMENT ? st : name_fault(st, request->path, 0, err);
}

bool
kg__is_jsonl(const char *path, kg_document_format format)
{
  return (format ? format : format_of_path(kg_str_of(path))) == KG_DOCUMENT_JSONL;
}

static bool
is_iri(kg_str text)
{
  if (!memchr(text.ptr, ':', text.len))
    return false;
  for (size_t i = 0; i < text.len; i++) {
    if ((unsigned char)text.ptr[i] <= ' ' || strchr("<>\"{}|\\^`", text.ptr[i]))
      return false;
  }
  return true;
}

// An id that is no IRI is the document's name; without one, the name is the file's and the line's number.
static kg_status
name_line(kg__document *doc, const char *path, size_t n)
{
  kg_str name = file_name(kg_str_of(path));
  kg_buf buf = {0};
  doc->label = doc->identifier;
  if (doc->identifier.len && !is_iri(doc->identifier)) {
    doc->name = doc->identifier;
    doc->identifier = (kg_str){0};
    return KG_OK;
  }
  kg_status st = kg_buf_printf(&buf, "%.*s-%zu", (int)ending_at(name), name.ptr, n);
  if (!st)
    st = keep(doc, &buf, &doc->name);
  kg_buf_release(&buf);
  return st;
}

static kg_status
read_line(kg__document *doc, const kg__read_request *request, kg_str line, size_t n, kg_buf *bytes,
          kg_error *err)
{
  kg_document_format format;
  KG_TRY(kg__document_line(doc, line, &format, bytes, err));
  KG_TRY(name_line(doc, request->path, n));
  KG_TRY(read_text(doc, request, format, bytes, err));
  return set_date(doc, request->date, err);
}

kg_status
kg__document_read_line(kg__document *doc, const kg__read_request *request, kg_str line, size_t n,
                       kg_buf *bytes, kg_error *err)
{
  kg_status st = read_line(doc, request, line, n, bytes, err);
  return st == KG_ERR_ARGUMENT ? st : name_fault(st, request->path, n, err);
}
