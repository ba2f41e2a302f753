// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/jsonld_context.h"

#include "kg/base/vec.h"
#include "kg/rdf/write.h"
#include "kg/vocab.h"

#include <stdlib.h>
#include <strings.h>

enum { NAMES_DEPTH = 32 };

static kg_str
str_of(const json_t *json)
{
  return json_is_string(json) ? (kg_str){json_string_value(json), json_string_length(json)} : (kg_str){0};
}

static kg_str
concatenate(kg_arena *arena, kg_str a, kg_str b)
{
  char *text = kg_arena_alloc(arena, a.len + b.len + 1);
  if (!text)
    return (kg_str){0};
  memcpy(text, a.ptr ? a.ptr : "", a.len);
  memcpy(text + a.len, b.ptr ? b.ptr : "", b.len);
  text[a.len + b.len] = '\0';
  return (kg_str){text, a.len + b.len};
}

static const json_t *
definition(const kg__jsonld_context *c, kg_str name)
{
  char key[256];
  if (name.len >= sizeof key)
    return NULL;
  memcpy(key, name.ptr, name.len);
  key[name.len] = '\0';
  return strlen(key) == name.len ? json_object_get(c->merged, key) : NULL;
}

static kg_str expand(kg__jsonld_context *c, kg_str name, unsigned depth);

// The IRI that a defined term stands for; empty if none.
static kg_str
iri_of(kg__jsonld_context *c, kg_str name, const json_t *def, unsigned depth)
{
  const json_t *id = json_is_object(def) ? json_object_get(def, "@id") : def;
  if (json_is_object(def) && !id) {
    const char *colon = memchr(name.ptr, ':', name.len);
    return colon ? expand(c, name, depth) : concatenate(c->arena, c->vocab, name);
  }
  kg_str text = str_of(id);
  return kg_str_equal(text, name) ? concatenate(c->arena, c->vocab, name)
         : text.len               ? expand(c, text, depth)
                                  : text;
}

static kg_str
expand(kg__jsonld_context *c, kg_str name, unsigned depth)
{
  if (depth == 0 || (name.len && name.ptr[0] == '@'))
    return name;
  const char *colon = memchr(name.ptr, ':', name.len);
  const json_t *def = definition(c, name);
  if (!colon)
    return def ? iri_of(c, name, def, depth - 1) : concatenate(c->arena, c->vocab, name);
  kg_str prefix = {name.ptr, (size_t)(colon - name.ptr)}, rest = {colon + 1, name.len - prefix.len - 1};
  def = definition(c, prefix);
  if (!def || !prefix.len || kg_str_starts(rest, KG_STR("//")))
    return name;
  return concatenate(c->arena, iri_of(c, prefix, def, depth - 1), rest);
}

static bool
has(const json_t *container, const char *word)
{
  if (json_is_array(container)) {
    for (size_t i = 0; i < json_array_size(container); i++)
      if (has(json_array_get(container, i), word))
        return true;
    return false;
  }
  return json_is_string(container) && strcmp(json_string_value(container), word) == 0;
}

// Whether all of a definition is understood here, so that it may be used for a property.
static bool
is_plain(const json_t *def)
{
  static const char *const known[] = {"@id",        "@type",   "@container", "@language",
                                      "@direction", "@prefix", "@protected"};
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)(uintptr_t)def, key, value)
  {
    size_t i = 0;
    while (i < sizeof known / sizeof *known && strcmp(known[i], key) != 0)
      i++;
    bool container = strcmp(key, "@container") == 0;
    if (i == sizeof known / sizeof *known ||
        (container && !json_is_null(value) && !has(value, "@list") && !has(value, "@set")))
      return false;
    if (container && json_is_array(value) && json_array_size(value) != 1)
      return false;
  }
  return true;
}

static void
read_coercion(kg__jsonld_context *c, const json_t *def, kg__jsonld_term *t)
{
  kg_str type = str_of(json_object_get(def, "@type"));
  if (kg_str_equal(type, KG_STR("@id")))
    t->coercion = KG__COERCE_ID;
  else if (kg_str_equal(type, KG_STR("@vocab")))
    t->coercion = KG__COERCE_VOCAB;
  else if (kg_str_equal(type, KG_STR("@none")))
    t->coercion = KG__COERCE_NONE;
  else if (type.len) {
    t->coercion = KG__COERCE_TYPE;
    t->type = expand(c, type, NAMES_DEPTH);
    t->key &= type.ptr[0] != '@';
  }
}

static void
read_definition(kg__jsonld_context *c, const json_t *def, kg__jsonld_term *t)
{
  const json_t *language = json_object_get(c->merged, "@language");
  const json_t *direction = json_object_get(c->merged, "@direction");
  const char last = t->iri.ptr[t->iri.len - 1];
  t->key = true;
  t->prefix = strchr(":/?#[]@", last) && !memchr(t->name.ptr, ':', t->name.len);
  if (json_is_object(def)) {
    t->key = is_plain(def);
    t->prefix = json_is_true(json_object_get(def, "@prefix"));
    t->list = has(json_object_get(def, "@container"), "@list");
    t->set = has(json_object_get(def, "@container"), "@set");
    read_coercion(c, def, t);
    language = json_object_get(def, "@language") ? json_object_get(def, "@language") : language;
    direction = json_object_get(def, "@direction") ? json_object_get(def, "@direction") : direction;
  }
  t->language = str_of(language);
  t->has_direction = json_is_string(direction);
}

static kg_status
read_term(kg__jsonld_context *c, const char *name, const json_t *def)
{
  kg__jsonld_term t = {.name = kg_str_of(name)};
  if (!*name || *name == '@' || (json_is_object(def) && json_object_get(def, "@reverse")))
    return KG_OK;
  t.iri = iri_of(c, t.name, def, NAMES_DEPTH);
  if (kg_str_equal(t.iri, KG_STR("@id")))
    c->id_key = name;
  else if (kg_str_equal(t.iri, KG_STR("@type")))
    c->type_key = name;
  if (!t.iri.len || t.iri.ptr[0] == '@')
    return KG_OK;
  read_definition(c, def, &t);
  if (kg__vec_add(c))
    return KG_ERR_NOMEM;
  c->items[c->n - 1] = t;
  return KG_OK;
}

static kg_status
merge(kg__jsonld_context *c, json_t *json, unsigned depth, kg_error *err)
{
  if (json_is_object(json)) {
    if (json_object_get(json, "@import"))
      return kg_error_set(err, KG_ERR_UNSUPPORTED, "a JSON-LD context that imports another is not fetched");
    return json_object_update(c->merged, json) ? kg__write_nomem(err) : KG_OK;
  }
  if (json_is_string(json))
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "the JSON-LD context \"%s\" is elsewhere and is not fetched",
                        json_string_value(json));
  if (json_is_null(json))
    return json_object_clear(c->merged) ? kg__write_nomem(err) : KG_OK;
  if (!json_is_array(json) || depth == 0)
    return kg_error_set(err, KG_ERR_DATA, "a JSON-LD context is an object");
  for (size_t i = 0; i < json_array_size(json); i++)
    KG_TRY(merge(c, json_array_get(json, i), depth - 1, err));
  return KG_OK;
}

static kg_status
parse(kg__jsonld_context *c, kg_str text, kg_error *err)
{
  json_error_t fault;
  json_t *document = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &fault);
  if (!document) {
    kg_error_set(err, KG_ERR_DATA, "the JSON-LD context is not JSON: %s", fault.text);
    size_t offset = fault.position > 0 ? (size_t)fault.position - 1 : 0;
    kg_error_set_excerpt(err, text.ptr, text.len, offset, 1);
    return KG_ERR_DATA;
  }
  json_t *context = json_object_get(document, "@context");
  c->json = json_incref(context ? context : document);
  json_decref(document);
  return merge(c, c->json, 4, err);
}

kg_status
kg__jsonld_context_init(kg__jsonld_context *c, kg_str text, kg_error *err)
{
  *c = (kg__jsonld_context){
      .merged = json_object(), .arena = kg_arena_new(), .id_key = "@id", .type_key = "@type"};
  if (!c->merged || !c->arena)
    return kg__write_nomem(err);
  if (!text.len)
    return KG_OK;
  KG_TRY(parse(c, text, err));
  c->vocab = str_of(json_object_get(c->merged, "@vocab"));
  if (memchr(c->vocab.len ? c->vocab.ptr : "", ':', c->vocab.len))
    c->vocab = expand(c, c->vocab, NAMES_DEPTH);
  c->other.language = str_of(json_object_get(c->merged, "@language"));
  c->other.has_direction = json_is_string(json_object_get(c->merged, "@direction"));
  const char *name;
  json_t *def;
  json_object_foreach(c->merged, name, def)
  {
    if (read_term(c, name, def))
      return kg__write_nomem(err);
  }
  return KG_OK;
}

void
kg__jsonld_context_release(kg__jsonld_context *c)
{
  json_decref(c->json);
  json_decref(c->merged);
  kg_arena_free(c->arena);
  free(c->items);
  *c = (kg__jsonld_context){0};
}

// ---- names

// Shorter names first, then in alphabetical order, so that the choice does not depend on that of the context.
static bool
is_better_name(kg_str a, kg_str b)
{
  return !b.ptr || a.len < b.len || (a.len == b.len && kg_str_compare(a, b) < 0);
}

static kg_str
term_for(const kg__jsonld_context *c, kg_str iri)
{
  kg_str best = {0};
  for (size_t i = 0; i < c->n; i++)
    if (kg_str_equal(c->items[i].iri, iri) && is_better_name(c->items[i].name, best))
      best = c->items[i].name;
  return best;
}

static kg_str
in_vocab(const kg__jsonld_context *c, kg_str iri)
{
  if (!c->vocab.len || !kg_str_starts(iri, c->vocab) || iri.len == c->vocab.len)
    return (kg_str){0};
  kg_str rest = {iri.ptr + c->vocab.len, iri.len - c->vocab.len};
  return memchr(rest.ptr, ':', rest.len) || rest.ptr[0] == '@' || definition(c, rest) ? (kg_str){0} : rest;
}

static const kg__jsonld_term *
prefix_for(const kg__jsonld_context *c, kg_str iri)
{
  const kg__jsonld_term *best = NULL;
  for (size_t i = 0; i < c->n; i++) {
    const kg__jsonld_term *t = &c->items[i];
    if (!t->prefix || !kg_str_starts(iri, t->iri) ||
        kg_str_starts((kg_str){iri.ptr + t->iri.len, iri.len - t->iri.len}, KG_STR("//")))
      continue;
    if (!best || t->iri.len > best->iri.len ||
        (t->iri.len == best->iri.len && is_better_name(t->name, best->name)))
      best = t;
  }
  return best;
}

// Without terms: by the vocabulary if `name` has it, by a prefix, or whole.
static kg_status
compact(const kg__jsonld_context *c, kg_str iri, kg_str name, kg_buf *buf, kg_error *err)
{
  if (name.len)
    return kg_buf_add_str(buf, name) ? kg__write_nomem(err) : KG_OK;
  const kg__jsonld_term *prefix = prefix_for(c, iri);
  if (prefix) {
    kg_str rest = {iri.ptr + prefix->iri.len, iri.len - prefix->iri.len};
    size_t start = buf->len;
    if (kg_buf_add_str(buf, prefix->name) || kg_buf_add_char(buf, ':') || kg_buf_add_str(buf, rest))
      return kg__write_nomem(err);
    if (!definition(c, (kg_str){buf->ptr + start, buf->len - start}))
      return KG_OK;
    buf->len = start;
  }
  const char *colon = iri.len ? memchr(iri.ptr, ':', iri.len) : NULL;
  kg_str scheme = {iri.ptr, colon ? (size_t)(colon - iri.ptr) : 0};
  bool confused = scheme.len && definition(c, scheme) &&
                  !kg_str_starts((kg_str){colon + 1, iri.len - scheme.len - 1}, KG_STR("//"));
  if (confused)
    return kg_error_set(err, KG_ERR_DATA,
                        "<%.*s> would be read with the prefix '%.*s' of the JSON-LD context", KG_STR_ARG(iri),
                        KG_STR_ARG(scheme));
  return kg_buf_add_str(buf, iri) ? kg__write_nomem(err) : KG_OK;
}

kg_status
kg__jsonld_compact(const kg__jsonld_context *c, kg_str iri, bool vocab, kg_buf *buf, kg_error *err)
{
  kg_str name = vocab ? term_for(c, iri) : (kg_str){0};
  return compact(c, iri, vocab && !name.len ? in_vocab(c, iri) : name, buf, err);
}

kg_status
kg__jsonld_compact_key(const kg__jsonld_context *c, kg_str iri, kg_buf *buf, kg_error *err)
{
  return compact(c, iri, in_vocab(c, iri), buf, err);
}

// ---- keys

bool
kg__jsonld_fits(const kg__jsonld_term *key, const kg_term *object)
{
  if (object->kind != KG_TERM_LITERAL)
    return key->coercion == KG__COERCE_ID || key->coercion == KG__COERCE_VOCAB;
  if (key->coercion == KG__COERCE_TYPE)
    return !object->language.len && kg_str_equal(key->type, object->datatype);
  if (key->coercion || key->has_direction || object->direction)
    return false;
  if (object->language.len)
    return key->language.len == object->language.len &&
           strncasecmp(key->language.ptr, object->language.ptr, object->language.len) == 0;
  return !key->language.len && kg_str_equal(object->datatype, KG_STR(KG_XSD_STRING));
}

static int
score(const kg__jsonld_term *key, const kg_term *object)
{
  if (!object)
    return key->list ? 3 : key->coercion ? 1 : 2;
  return kg__jsonld_fits(key, object) ? 3 : key->coercion ? 1 : 2;
}

const kg__jsonld_term *
kg__jsonld_key(const kg__jsonld_context *c, kg_str property, const kg_term *object)
{
  const kg__jsonld_term *best = NULL;
  int most = 0;
  for (size_t i = 0; i < c->n; i++) {
    const kg__jsonld_term *t = &c->items[i];
    if (!t->key || (object && t->list) || !kg_str_equal(t->iri, property))
      continue;
    int points = score(t, object);
    if (points > most || (points == most && is_better_name(t->name, best->name))) {
      best = t;
      most = points;
    }
  }
  return best;
}
