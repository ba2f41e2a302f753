// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// RDF/XML on expat.  Expat never gets to open anything; entities must be declared in the document, short and
// without markup or other entities, so that text grows at most by a constant.  It is fed pieces that grow
// with the token it waits to see whole, so that a long token costs linear time in every version of expat.

#include "kg/rdf/rdfxml.h"

#include "kg/base/seed.h"
#include "kg/base/utf8.h"

#include <iconv.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>

enum { PIECE = 1 << 16, MAX_ENTITY = 512, MAX_ENTITIES = 1000, MAX_PREFIXES = 1000 };

#define SEPARATOR '\n' // Expat refuses namespaces that contain it

// ---- errors

// The parser's context begins in the middle of a line if that is long: line and column are the parser's.
static void
place(const kg__rdfxml *x, size_t ahead)
{
  int offset = 0, size = 0;
  const char *context = XML_GetInputContext(x->parser, &offset, &size);
  size_t line = XML_GetCurrentLineNumber(x->parser), column = XML_GetCurrentColumnNumber(x->parser) + 1;
  int start = offset < size ? offset : size;
  while (context && start > 0 && context[start - 1] != '\n')
    start--;
  if (context)
    kg_error_set_excerpt(x->err, context + start, (size_t)(size - start), (size_t)(offset - start) + ahead,
                         line);
  bool same_line = !context || !ahead || !memchr(context + offset, '\n', ahead);
  if (same_line)
    kg_error_set_place(x->err, line,
                       column + (context ? kg__utf8_count((kg_str){context + offset, ahead}) : 0));
}

kg_status
kg__rdfxml_fail(kg__rdfxml *x, kg_status status, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  kg_error_vset(x->err, status, format, args);
  va_end(args);
  place(x, 0);
  return status;
}

kg_status
kg__rdfxml_fail_at(kg__rdfxml *x, size_t offset, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  kg_error_vset(x->err, KG_ERR_DATA, format, args);
  va_end(args);
  place(x, offset);
  return KG_ERR_DATA;
}

kg_status
kg__rdfxml_nomem(kg__rdfxml *x)
{
  return kg_error_set(x->err, KG_ERR_NOMEM, "no memory to read");
}

// Expat points behind the "</".
static kg_status
mismatch(kg__rdfxml *x, const char *name)
{
  kg__rdfxml_fail(x, KG_ERR_DATA, "expected </%s>", name);
  x->err->column -= x->err->column > 2 ? 2 : 0;
  x->err->caret -= x->err->caret > 2 ? 2 : 0;
  return KG_ERR_DATA;
}

static kg_status
not_well_formed(kg__rdfxml *x)
{
  const char *name = x->levels[x->depth]->name.ptr;
  enum XML_Error code = XML_GetErrorCode(x->parser);
  switch (code) {
  case XML_ERROR_NO_MEMORY:
    return kg__rdfxml_nomem(x);
  case XML_ERROR_AMPLIFICATION_LIMIT_BREACH:
    return kg__rdfxml_fail(x, KG_ERR_LIMIT, "entities make the document too long");
  case XML_ERROR_UNKNOWN_ENCODING:
  case XML_ERROR_INCORRECT_ENCODING:
    return kg__rdfxml_fail(x, KG_ERR_UNSUPPORTED, "XML in this encoding is not read; UTF-8 is");
  case XML_ERROR_NO_ELEMENTS:
    return x->depth ? kg__rdfxml_fail(x, KG_ERR_DATA, "the document ends before <%s> is closed", name)
                    : kg__rdfxml_fail(x, KG_ERR_DATA, "this is not XML: there is no element");
  case XML_ERROR_TAG_MISMATCH:
    return mismatch(x, name);
  case XML_ERROR_UNDEFINED_ENTITY:
    return kg__rdfxml_fail(x, KG_ERR_DATA, "this entity is not defined");
  case XML_ERROR_UNBOUND_PREFIX:
    return kg__rdfxml_unknown_prefix(x);
  case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
    return kg__rdfxml_fail(x, KG_ERR_DATA, "nothing may come behind the root element");
  case XML_ERROR_MISPLACED_XML_PI:
    return kg__rdfxml_fail(x, KG_ERR_DATA, "an XML declaration may only stand at the very beginning");
  case XML_ERROR_SYNTAX:
    return kg__rdfxml_fail(x, KG_ERR_DATA, x->depth ? "syntax error" : "this is not XML");
  default:
    return kg__rdfxml_fail(x, KG_ERR_DATA, "%s", XML_ErrorString(code));
  }
}

// With keep_going, tell of what is wrong and leave out the innermost element with all that is in it.
static kg_status
leave_out(kg__rdfxml *x, kg_status st)
{
  if (st != KG_ERR_DATA || !x->r->keep_going)
    return st;
  kg_error fault = *x->err;
  x->levels[x->depth]->kind = KG__RDFXML_IGNORED;
  if (x->depth)
    x->levels[x->depth - 1]->has_object = true; // or else a property would be taken for one with empty text
  return kg__reading_skip(x->r, &fault, x->err);
}

static void
stop(kg__rdfxml *x, kg_status st)
{
  if (!st || x->st)
    return;
  x->st = st;
  XML_StopParser(x->parser, XML_FALSE);
}

kg_status
kg__rdfxml_add(kg__rdfxml *x, kg_str s)
{
  if (s.len > x->r->max_literal - x->content.len)
    return kg__rdfxml_fail(x, KG_ERR_LIMIT, "this is longer than the limit of %zu bytes", x->r->max_literal);
  return kg_buf_add_str(&x->content, s) ? kg__rdfxml_nomem(x) : KG_OK;
}

// ---- what expat tells

kg__rdfxml_name
kg__rdfxml_name_of(const XML_Char *text)
{
  const char *first = strchr(text, SEPARATOR);
  if (!first)
    return (kg__rdfxml_name){.local = kg_str_of(text)};
  kg_str space = {text, (size_t)(first - text)};
  const char *second = strchr(first + 1, SEPARATOR);
  if (!second)
    return (kg__rdfxml_name){.space = space, .local = kg_str_of(first + 1)};
  return (kg__rdfxml_name){space, {first + 1, (size_t)(second - first - 1)}, kg_str_of(second + 1)};
}

static kg_status
level_at(kg__rdfxml *x, size_t depth, kg__rdfxml_level **level)
{
  kg__rdfxml_level *l = x->levels[depth];
  if (!l && (l = x->levels[depth] = calloc(1, sizeof *l)))
    l->text = kg_arena_new();
  if (!l || !l->text)
    return kg__rdfxml_nomem(x);
  kg_arena_clear(l->text);
  *l = (kg__rdfxml_level){.text = l->text};
  *level = l;
  return KG_OK;
}

static kg_status
open_level(kg__rdfxml *x, const kg__rdfxml_name *name, kg__rdfxml_level **level)
{
  if (x->depth >= KG__DEPTH_XML)
    return kg__rdfxml_fail(x, KG_ERR_LIMIT, "nested deeper than %d elements", KG__DEPTH_XML);
  const kg__rdfxml_level *parent = x->levels[x->depth];
  KG_TRY(level_at(x, x->depth + 1, level));
  (*level)->base = parent->base;
  (*level)->language = parent->language;
  (*level)->direction = parent->direction;
  (*level)->is_12 = parent->is_12;
  kg_buf_clear(&x->scratch);
  if (kg_buf_printf(&x->scratch, "%.*s%s%.*s", KG_STR_ARG(name->prefix), name->prefix.len ? ":" : "",
                    KG_STR_ARG(name->local)) ||
      !((*level)->name = kg_arena_str((*level)->text, kg_buf_str(&x->scratch))).ptr)
    return kg__rdfxml_nomem(x);
  x->depth++;
  return KG_OK;
}

static kg_status
start_element(kg__rdfxml *x, const XML_Char *text, const XML_Char **attributes)
{
  kg__rdfxml_level *level, *parent = x->levels[x->depth];
  kg__rdfxml_name name = kg__rdfxml_name_of(text);
  KG_TRY(open_level(x, &name, &level));
  level->kind = parent->kind;
  if (parent->kind == KG__RDFXML_IGNORED)
    return KG_OK;
  if (parent->kind == KG__RDFXML_LITERAL)
    return kg__rdfxml_literal_start(x, level, &name, attributes);
  return kg__rdfxml_element(x, parent, level, &name, attributes);
}

static void XMLCALL
on_start(void *self, const XML_Char *name, const XML_Char **attributes)
{
  kg__rdfxml *x = self;
  if (!x->st)
    stop(x, leave_out(x, start_element(x, name, attributes)));
}

static void XMLCALL
on_end(void *self, const XML_Char *name)
{
  kg__rdfxml *x = self;
  (void)name;
  if (x->st)
    return;
  kg__rdfxml_level *level = x->levels[x->depth];
  bool inside = level->kind == KG__RDFXML_LITERAL && x->levels[x->depth - 1]->kind == KG__RDFXML_LITERAL;
  stop(x, leave_out(x, inside ? kg__rdfxml_literal_end(x, level) : kg__rdfxml_element_end(x, level)));
  x->depth--;
}

static void XMLCALL
on_text(void *self, const XML_Char *text, int n)
{
  kg__rdfxml *x = self;
  if (!x->st)
    stop(x, leave_out(x, kg__rdfxml_text(x, x->levels[x->depth], (kg_str){text, (size_t)n})));
}

static void XMLCALL
on_comment(void *self, const XML_Char *text)
{
  kg__rdfxml *x = self;
  if (!x->st && x->levels[x->depth]->kind == KG__RDFXML_LITERAL)
    stop(x, kg__rdfxml_literal_comment(x, kg_str_of(text)));
}

static void XMLCALL
on_instruction(void *self, const XML_Char *target, const XML_Char *data)
{
  kg__rdfxml *x = self;
  if (!x->st && x->levels[x->depth]->kind == KG__RDFXML_LITERAL)
    stop(x, kg__rdfxml_literal_instruction(x, kg_str_of(target), kg_str_of(data)));
}

static void XMLCALL
on_namespace(void *self, const XML_Char *prefix, const XML_Char *iri)
{
  kg__rdfxml *x = self;
  kg_str name = prefix ? kg_str_of(prefix) : KG_STR(""), known;
  if (x->st || !iri)
    return;
  if (kg_namespaces_count(x->prefixes) < MAX_PREFIXES && !kg_namespaces_find(x->prefixes, name, &known) &&
      kg_namespaces_add(x->prefixes, name, kg_str_of(iri)))
    stop(x, kg__rdfxml_nomem(x));
  else if (x->levels[x->depth]->kind != KG__RDFXML_LITERAL)
    stop(x, kg__reading_prefix(x->r, name, kg_str_of(iri), x->err));
}

// ---- entities and encodings

static kg_status
check_entity(kg__rdfxml *x, bool is_parameter, bool is_outside, kg_str value)
{
  if (is_parameter)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "parameter entities are not read");
  if (is_outside)
    return kg__rdfxml_fail(x, KG_ERR_DATA, "entities from outside the document are not read");
  if (!value.ptr)
    return KG_OK; // Expat has no memory, and will say so
  if (value.len > MAX_ENTITY || memchr(value.ptr, '&', value.len) || memchr(value.ptr, '%', value.len) ||
      memchr(value.ptr, '<', value.len))
    return kg__rdfxml_fail(x, KG_ERR_DATA, "only short entities of plain text are read");
  return ++x->n_entities > MAX_ENTITIES ? kg__rdfxml_fail(x, KG_ERR_LIMIT, "too many entities") : KG_OK;
}

static void XMLCALL
on_entity(void *self, const XML_Char *name, int is_parameter, const XML_Char *value, int n,
          const XML_Char *base, const XML_Char *system, const XML_Char *public, const XML_Char *notation)
{
  kg__rdfxml *x = self;
  (void)name, (void)base, (void)public, (void)notation;
  if (!x->st)
    stop(x, check_entity(x, is_parameter, system != NULL, (kg_str){value, value ? (size_t)n : 0}));
}

static void XMLCALL
on_skipped_entity(void *self, const XML_Char *name, int is_parameter)
{
  kg__rdfxml *x = self;
  if (!x->st)
    stop(x, is_parameter
                ? kg__rdfxml_fail(x, KG_ERR_DATA, "parameter entities are not read")
                : kg__rdfxml_fail(x, KG_ERR_DATA, "the entity '%s' is not defined in the document", name));
}

// Encodings of one byte a character, by name.
static int XMLCALL
on_encoding(void *self, const XML_Char *name, XML_Encoding *info)
{
  (void)self;
  if (strncasecmp(name, "ISO-8859-", 9) != 0 && strncasecmp(name, "windows-125", 11) != 0)
    return XML_STATUS_ERROR;
  iconv_t conversion = iconv_open("UTF-32LE", name);
  if (conversion == (iconv_t)-1)
    return XML_STATUS_ERROR;
  for (int i = 0; i < 256; i++) {
    char byte = (char)i, *in = &byte;
    uint32_t c = 0;
    char *out = (char *)&c;
    size_t n_in = 1, n_out = sizeof c;
    bool good = iconv(conversion, &in, &n_in, &out, &n_out) != (size_t)-1 && n_out == 0;
    info->map[i] = good ? (int)c : -1;
  }
  iconv_close(conversion);
  info->data = NULL;
  info->convert = NULL;
  info->release = NULL;
  return XML_STATUS_OK;
}

// ---- the way of the document

static kg_status
prepare(kg__rdfxml *x)
{
  static const XML_Memory_Handling_Suite memory = {malloc, realloc, free};
  static const XML_Char separator[] = {SEPARATOR, '\0'};
  kg__rdfxml_level *document;
  x->parser = XML_ParserCreate_MM(NULL, &memory, separator);
  x->prefixes = kg_namespaces_new();
  if (!x->parser || !x->prefixes)
    return kg__rdfxml_nomem(x);
  KG_TRY(level_at(x, 0, &document));
  document->base = x->r->base;
  XML_SetHashSalt(x->parser, (unsigned long)kg__seed());
  XML_SetReturnNSTriplet(x->parser, XML_TRUE);
  XML_SetUserData(x->parser, x);
  XML_SetElementHandler(x->parser, on_start, on_end);
  XML_SetCharacterDataHandler(x->parser, on_text);
  XML_SetCommentHandler(x->parser, on_comment);
  XML_SetProcessingInstructionHandler(x->parser, on_instruction);
  XML_SetStartNamespaceDeclHandler(x->parser, on_namespace);
  XML_SetEntityDeclHandler(x->parser, on_entity);
  XML_SetSkippedEntityHandler(x->parser, on_skipped_entity);
  XML_SetUnknownEncodingHandler(x->parser, on_encoding, NULL);
  return KG_OK;
}

static kg_status
feed(kg__rdfxml *x, size_t room, size_t *n)
{
  void *piece = XML_GetBuffer(x->parser, (int)room);
  if (!piece)
    return kg__rdfxml_nomem(x);
  KG_TRY(kg_source_read(x->r->source, piece, room, n, x->err));
  enum XML_Status status = XML_ParseBuffer(x->parser, (int)*n, *n < room);
  if (x->st)
    return x->st;
  return status == XML_STATUS_OK ? KG_OK : not_well_formed(x);
}

static kg_status
document(kg__rdfxml *x)
{
  size_t room = PIECE, fed = 0, n = room;
  for (; n == room; fed += n) {
    long at = XML_GetCurrentByteIndex(x->parser);
    size_t pending = at > 0 && (size_t)at < fed ? fed - (size_t)at : 0;
    if (pending > x->r->max_literal || pending > INT_MAX / 4)
      return kg__rdfxml_fail(x, KG_ERR_LIMIT, "this is longer than the limit of %zu bytes",
                             x->r->max_literal);
    n = room = pending > PIECE ? pending : PIECE;
    KG_TRY(kg_limits_check(x->r->limits, x->err));
    KG_TRY(feed(x, room, &n));
  }
  return KG_OK;
}

static void
release(kg__rdfxml *x)
{
  for (size_t i = 0; i < sizeof x->levels / sizeof *x->levels; i++) {
    if (x->levels[i])
      kg_arena_free(x->levels[i]->text);
    free(x->levels[i]);
  }
  if (x->parser)
    XML_ParserFree(x->parser);
  kg_buf_release(&x->content);
  kg_buf_release(&x->scratch);
  kg__map_release(&x->ids);
  kg_namespaces_free(x->prefixes);
  free(x->declared.items);
  free(x);
}

kg_status
kg__read_rdfxml(kg__reading *r, kg_error *err)
{
  kg_error own;
  kg__rdfxml *x = calloc(1, sizeof *x);
  if (!x)
    return kg_error_set(err, KG_ERR_NOMEM, "no memory to read");
  x->r = r;
  x->err = err ? err : &own;
  kg_status st = prepare(x);
  if (!st)
    st = document(x);
  release(x);
  return st;
}
