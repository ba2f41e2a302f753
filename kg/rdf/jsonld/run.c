// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/jsonld/jsonld.h"

#include "kg/base/seed.h"
#include "kg/base/vec.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHECK_EVERY = 4 << 20, RESTART_AT = 8 << 20, RECURSION = 4 * KG__JSON_DEPTH };

kg_status
kg__jsonld_init(kg__jsonld *p, const kg_jsonld_options *options, kg_error *err)
{
  static const kg_jsonld_options defaults = {0};
  *p = (kg__jsonld){.options = options ? options : &defaults,
                    .arena = kg_arena_new(),
                    .seed = kg__seed(),
                    .room = CHECK_EVERY};
  if (!p->arena || kg__vec_add(&p->documents))
    return kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  p->documents.items[0] = (kg__document){0};
  return KG_OK;
}

static void
forget_documents(kg__jsonld *p, size_t from)
{
  for (size_t i = from; i < p->documents.n; i++)
    kg_buf_release(&p->documents.items[i].own);
  if (p->documents.n > from)
    p->documents.n = from;
}

void
kg__jsonld_restart(kg__jsonld *p)
{
  forget_documents(p, 1);
  kg__map_clear(&p->loaded);
  kg__map_clear(&p->contexts);
  kg__map_clear(&p->seen);
  kg__map_clear(&p->inverse);
  kg_arena_clear(p->arena);
}

bool
kg__jsonld_is_full(const kg__jsonld *p)
{
  return kg_arena_size(p->arena) > RESTART_AT;
}

void
kg__jsonld_release(kg__jsonld *p)
{
  forget_documents(p, 0);
  free(p->documents.items);
  free(p->stack.items);
  kg__map_release(&p->loaded);
  kg__map_release(&p->contexts);
  kg__map_release(&p->seen);
  kg__map_release(&p->issuer.names);
  kg__map_release(&p->inverse);
  kg_buf_release(&p->key);
  kg_buf_release(&p->text);
  kg_arena_free(p->arena);
  *p = (kg__jsonld){0};
}

kg_status
kg__jsonld_guard(kg__jsonld *p, void (*work)(kg__jsonld *p, void *arg), void *arg, kg_error *err)
{
  p->err = err ? err : &p->dropped;
  p->status = KG_OK;
  p->in_scoped = p->depth = 0;
  p->stack.n = 0;
  if (setjmp(p->jump) == 0)
    work(p, arg);
  return p->status;
}

void
kg__jsonld_jump(kg__jsonld *p, kg_status status)
{
  p->status = status;
  longjmp(p->jump, 1);
}

void
kg__jsonld_no_memory(kg__jsonld *p)
{
  kg__jsonld_stop(p, KG_ERR_NOMEM, "out of memory");
}

void
kg__jsonld_stop(kg__jsonld *p, kg_status status, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  kg_error_vset(p->err, status, format, args);
  va_end(args);
  kg__jsonld_jump(p, status);
}

void
kg__jsonld_place(kg__jsonld *p, unsigned document, size_t offset)
{
  if (!document || document >= p->documents.n)
    return;
  const kg__document *d = &p->documents.items[document];
  kg_error_set_excerpt(p->err, d->text.ptr, d->text.len, offset, d->line + 1);
  if (p->err->line == d->line + 1)
    p->err->column += d->column;
  kg_error_set_source(p->err, d->name.ptr, d->name.len);
}

void
kg__jsonld_fail(kg__jsonld *p, const kg__json *at, const char *code, const char *format, ...)
{
  char text[KG_ERROR_MESSAGE_SIZE];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  kg_error_set(p->err, KG_ERR_DATA, "%s%s: %s", p->in_scoped ? "invalid scoped context: " : "", code, text);
  if (at)
    kg__jsonld_place(p, at->document, at->offset);
  kg__jsonld_jump(p, KG_ERR_DATA);
}

void
kg__jsonld_enter(kg__jsonld *p)
{
  if (++p->depth > RECURSION)
    kg__jsonld_stop(p, KG_ERR_LIMIT, "nested more than %d levels deep", RECURSION);
}

void
kg__jsonld_check(kg__jsonld *p, kg_status status)
{
  if (status)
    kg__jsonld_jump(p, status);
}

// ---- memory

static void
check_limits(kg__jsonld *p)
{
  const kg_limits *limits = p->options->limits;
  p->room = CHECK_EVERY;
  kg__jsonld_check(p, kg_limits_check(limits, p->err));
  if (limits && limits->memory && kg_arena_size(p->arena) > limits->memory)
    kg__jsonld_stop(p, KG_ERR_LIMIT, "JSON-LD needs more than %zu MB of memory", limits->memory >> 20);
}

void *
kg__jsonld_alloc(kg__jsonld *p, size_t size)
{
  if (size > p->room)
    check_limits(p);
  p->room -= size < p->room ? size : p->room;
  void *bytes = kg_arena_alloc(p->arena, size ? size : 1);
  if (!bytes)
    kg__jsonld_no_memory(p);
  return bytes;
}

void
kg__jsonld_push(kg__jsonld *p, kg__json_member member)
{
  if (kg__vec_add(&p->stack))
    kg__jsonld_no_memory(p);
  p->stack.items[p->stack.n - 1] = member;
}

kg_str
kg__jsonld_concat(kg__jsonld *p, kg_str a, kg_str b)
{
  char *text = kg__jsonld_alloc(p, a.len + b.len + 1);
  if (a.len)
    memcpy(text, a.ptr, a.len);
  if (b.len)
    memcpy(text + a.len, b.ptr, b.len);
  text[a.len + b.len] = '\0';
  return (kg_str){text, a.len + b.len};
}

kg_str
kg__jsonld_copy(kg__jsonld *p, kg_str s)
{
  return kg__jsonld_concat(p, s, (kg_str){0});
}

kg_str
kg__lower_case(kg__jsonld *p, kg_str s)
{
  char *text = kg__jsonld_alloc(p, s.len);
  for (size_t i = 0; i < s.len; i++)
    text[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] | 32) : s.ptr[i];
  return (kg_str){text, s.len};
}

// A point is a point whatever the locale.
double
kg__jsonld_strtod(const char *text)
{
  char *end, changed[512];
  double value = strtod(text, &end);
  size_t length = strlen(text), at = (size_t)(end - text);
  if (!*end || length >= sizeof changed)
    return value;
  const char *point = localeconv()->decimal_point;
  if (*end != '.' || strlen(point) != 1)
    return value;
  memcpy(changed, text, length + 1);
  changed[at] = *point;
  return strtod(changed, NULL);
}

void
kg__key_start(kg__jsonld *p, kg_str s)
{
  kg_buf_clear(&p->key);
  kg__key_add(p, s);
}

void
kg__key_add(kg__jsonld *p, kg_str s)
{
  if (kg_buf_reserve(&p->key, sizeof s.len + s.len))
    kg__jsonld_no_memory(p);
  memcpy(p->key.ptr + p->key.len, &s.len, sizeof s.len);
  p->key.len += sizeof s.len;
  if (s.len)
    memcpy(p->key.ptr + p->key.len, s.ptr, s.len);
  p->key.len += s.len;
}

void
kg__key_add_pointer(kg__jsonld *p, const void *pointer)
{
  if (kg_buf_add(&p->key, &pointer, sizeof pointer))
    kg__jsonld_no_memory(p);
}

// ---- documents

static unsigned
add_document(kg__jsonld *p, kg_str text, kg_str name)
{
  if (p->documents.n > UINT16_MAX)
    kg__jsonld_stop(p, KG_ERR_LIMIT, "more than %d documents", UINT16_MAX);
  if (kg__vec_add(&p->documents))
    kg__jsonld_no_memory(p);
  p->documents.items[p->documents.n - 1] = (kg__document){.text = text, .name = name};
  return (unsigned)(p->documents.n - 1);
}

static kg_str
behind_mark(kg_str text)
{
  size_t mark = kg_str_starts(text, KG_STR("\xef\xbb\xbf")) ? 3 : 0;
  return (kg_str){text.ptr + mark, text.len - mark};
}

kg__json *
kg__document_parse(kg__jsonld *p, kg_str text, kg_str name)
{
  text = text.len ? behind_mark(text) : KG_STR("");
  return kg__json_parse(p, text, add_document(p, text, name));
}

kg__json *
kg__document_parse_at(kg__jsonld *p, kg_str text, kg_str name, size_t line, size_t column)
{
  unsigned n = add_document(p, text, name);
  p->documents.items[n].line = line;
  p->documents.items[n].column = column;
  return kg__json_parse(p, text, n);
}

enum { PIECE = 1 };

void
kg__document_piece(kg__jsonld *p, kg_str name)
{
  add_document(p, (kg_str){0}, name);
}

kg__json *
kg__document_parse_piece(kg__jsonld *p, kg_str text, size_t line, size_t column)
{
  kg__document *d = &p->documents.items[PIECE];
  *d = (kg__document){.text = text, .name = d->name, .line = line, .column = column};
  return kg__json_parse(p, text, PIECE);
}

kg__json *
kg__document_load(kg__jsonld *p, kg_str iri, const kg__json *at, const char *code)
{
  uint64_t *known = kg__map_find(&p->loaded, iri), *slot;
  if (known)
    return p->documents.items[*known].json;
  if (!p->options->load)
    kg__jsonld_fail(p, at, code, "<%.*s> is not to be had here: nothing is fetched", KG_STR_ARG(iri));
  unsigned n = add_document(p, (kg_str){0}, iri);
  kg_error reason = {0};
  kg_buf own = {0};
  kg_status st = p->options->load(p->options->load_self, iri, &own, &reason);
  p->documents.items[n].own = own;
  p->documents.items[n].text = own.len ? behind_mark(kg_buf_str(&own)) : KG_STR("");
  if (st == KG_ERR_NOMEM)
    kg__jsonld_no_memory(p);
  if (st)
    kg__jsonld_fail(p, at, code, "<%.*s>: %s", KG_STR_ARG(iri),
                    reason.message[0] ? reason.message : kg_status_name(st));
  p->documents.items[n].json = kg__json_parse(p, p->documents.items[n].text, n);
  if (kg__map_put(&p->loaded, iri, n, &slot, NULL))
    kg__jsonld_no_memory(p);
  return p->documents.items[n].json;
}
