// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

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

kg_status
kg__document_sidecar(kg__document *doc, kg_str json, const char *path, kg_error *err)
{
  json_error_t e;
  json_t *root = json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES, &e);
  if (!json_is_object(root)) {
    json_decref(root);
    kg_error_set(err, KG_ERR_DATA, "%s", root ? "the sidecar is no JSON object" : e.text);
    if (err)
      kg_error_set_source(err, path, strlen(path));
    if (!root)
      kg_error_set_place(err, e.line > 0 ? (size_t)e.line : 0, e.column > 0 ? (size_t)e.column : 0);
    return KG_ERR_DATA;
  }
  kg_status st;
  if (!(st = take(doc, root, "title", &doc->title)) && !(st = take(doc, root, "date", &doc->date_text)) &&
      !(st = take(doc, root, "author", &doc->author)) && !(st = take(doc, root, "source", &doc->publisher)))
    st = take(doc, root, "id", &doc->identifier);
  json_decref(root);
  return st;
}

kg_status
kg__document_linked_data(kg__document *doc, kg_str json)
{
  json_t *root = json_loadb(json.ptr, json.len, 0, NULL), *object = root;
  if (json_is_array(object))
    object = json_array_get(object, 0);
  kg_status st = KG_OK;
  if (json_is_object(object) && !(st = take(doc, object, "headline", &doc->title)) &&
      !(st = take(doc, object, "datePublished", &doc->date_text)) &&
      !(st = take(doc, object, "author", &doc->author)))
    st = take(doc, object, "publisher", &doc->publisher);
  json_decref(root);
  return st;
}
