// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/read/read.h"
#include "loaders/stages.h"

#include <jansson.h>

static kg_status
take(kg__document *doc, json_t *object, const char *key, kg_str *to)
{
  json_t *value = json_object_get(object, key);
  if (json_is_array(value))
    value = json_array_get(value, 0);
  if (json_is_object(value))
    value = json_object_get(value, "name");
  if (!json_is_string(value) || !json_string_length(value))
    return KG_OK;
  *to = kg_arena_str(doc->arena, (kg_str){json_string_value(value), json_string_length(value)});
  return to->ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
take_fields(kg__document *doc, json_t *root)
{
  KG_TRY(take(doc, root, "title", &doc->title));
  KG_TRY(take(doc, root, "date", &doc->date_text));
  KG_TRY(take(doc, root, "author", &doc->author));
  KG_TRY(take(doc, root, "source", &doc->publisher));
  return take(doc, root, "id", &doc->identifier);
}

static kg_status
parse_object(kg_str json, const char *what, json_t **root, size_t *line, size_t *column, kg_error *err)
{
  json_error_t e;
  *root = json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES, &e);
  if (json_is_object(*root))
    return KG_OK;
  *line = !*root && e.line > 0 ? (size_t)e.line : 0;
  *column = !*root && e.column > 0 ? (size_t)e.column : 0;
  kg_error_set(err, KG_ERR_DATA, *root ? "%s is no JSON object" : "%s is no JSON: %s", what, e.text);
  json_decref(*root);
  return KG_ERR_DATA;
}

kg_status
kg__document_sidecar(kg__document *doc, kg_str json, const char *path, kg_error *err)
{
  json_t *root;
  size_t line, column;
  kg_status st = parse_object(json, "the sidecar", &root, &line, &column, err);
  if (st) {
    if (err)
      kg_error_set_source(err, path, strlen(path));
    kg_error_set_place(err, line, column);
    return st;
  }
  st = take_fields(doc, root);
  json_decref(root);
  return st;
}

kg_status
kg__sidecar_encoding(kg_str json, kg_buf *encoding)
{
  json_t *root = json_loadb(json.ptr, json.len, 0, NULL);
  const char *name = json_string_value(json_object_get(root, "encoding"));
  kg_status st = name ? kg_buf_add_str(encoding, kg_str_of(name)) : KG_OK;
  json_decref(root);
  return st;
}

static kg_status
take_line(kg__document *doc, json_t *root, kg_document_format *format, kg_buf *text, kg_error *err)
{
  json_t *body = json_object_get(root, "text"), *kind = json_object_get(root, "format");
  body = body ? body : json_object_get(root, "sent");
  if (!json_is_string(body))
    return kg_error_set(err, KG_ERR_DATA, "the object has no \"text\"");
  if (json_is_string(kind) && !(*format = kg_document_format_from_name(kg_str_of(json_string_value(kind)))))
    return kg_error_set(err, KG_ERR_DATA, "unknown format '%s'", json_string_value(kind));
  kg_buf_clear(text);
  KG_TRY(kg_buf_add(text, json_string_value(body), json_string_length(body)));
  return take_fields(doc, root);
}

kg_status
kg__document_line(kg__document *doc, kg_str json, kg_document_format *format, kg_buf *text, kg_error *err)
{
  json_t *root;
  size_t line, column;
  KG_TRY(parse_object(json, "the line", &root, &line, &column, err));
  *format = KG_DOCUMENT_TEXT;
  kg_status st = take_line(doc, root, format, text, err);
  json_decref(root);
  return st;
}

// The first thing that has a headline or a date of publication: pages tell of themselves in lists and graphs.
static json_t *
find_article(json_t *value, int depth)
{
  size_t i;
  json_t *item, *found = NULL;
  if (depth > 4)
    return NULL;
  if (json_is_array(value)) {
    json_array_foreach(value, i, item)
    {
      if (!found)
        found = find_article(item, depth + 1);
    }
    return found;
  }
  if (json_object_get(value, "datePublished") || json_object_get(value, "headline"))
    return value;
  found = find_article(json_object_get(value, "@graph"), depth + 1);
  return found ? found : find_article(json_object_get(value, "mainEntity"), depth + 1);
}

kg_status
kg__document_linked_data(kg__document *doc, kg_str json)
{
  json_t *root = json_loadb(json.ptr, json.len, 0, NULL), *object = find_article(root, 0);
  kg_status st = KG_OK;
  if (json_is_object(object) && !(st = take(doc, object, "headline", &doc->title)) &&
      !(st = take(doc, object, "datePublished", &doc->date_text)) &&
      !(st = take(doc, object, "author", &doc->author)))
    st = take(doc, object, "publisher", &doc->publisher);
  json_decref(root);
  return st;
}
