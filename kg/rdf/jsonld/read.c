// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// JSON-LD as one of the formats of kg_read(): blank nodes named as the other readers name them, directions as
// RDF 1.2 has them.
//
// A small document is read as a whole.  A larger one is read piece by piece if it is an array, or an object
// that has "@graph" with an array, and nothing before that but "@context": each item is expanded and turned
// into quads on its own, which gives the same quads, save that one that several items state comes several
// times.  What is of neither shape is read as a whole, up to a limit.
//
// With keep_going a bad item is left out.  A document that fails as a whole has given no quads yet, so it is
// read again piece by piece, if its shape allows.

#include "kg/rdf/jsonld/slice.h"
#include "kg/rdf/jsonld/jsonld.h"

#include "kg/rdf/read.h"

enum { WHOLE = 8 << 20, LARGEST = 1 << 30 };

typedef struct reader {
  kg__reading *reading;
  kg__jsonld run;
  kg__slicer slicer;
  kg_sink sink;
  kg_buf label;
  kg_buf context; ///< Text of the document's "@context"
  size_t context_line, context_column;
  const kg__context *active;
  kg_str property; ///< Under which the pieces stand; null `ptr`: none
  kg_str key, piece;
  kg_str meaning; ///< Of the key
  bool stopped;   ///< By the sink
  bool again;     ///< It was read as a whole, and is bad
} reader;

static kg_status
take_quad(void *self, const kg_quad *quad, kg_error *err)
{
  reader *r = self;
  kg_status st = kg__reading_quad(r->reading, quad, err);
  r->stopped |= st != KG_OK;
  return st;
}

static kg_str
name_anonymous(void *self, char text[32])
{
  return kg__reading_anon(((reader *)self)->reading, text);
}

// Out of the way of our own names.
static kg_str
name_labelled(void *self, kg_str label, char text[32])
{
  reader *r = self;
  (void)text;
  if (!kg__label_looks_anon(label))
    return (kg_str){0};
  kg_buf_clear(&r->label);
  if (kg_buf_add(&r->label, label.ptr, KG__ANON_X) || kg_buf_add_char(&r->label, 'x') ||
      kg_buf_add(&r->label, label.ptr + KG__ANON_X, label.len - KG__ANON_X))
    return (kg_str){"", 0};
  return kg_buf_str(&r->label);
}

// ---- as a whole

static void
whole_work(kg__jsonld *p, void *arg)
{
  reader *r = arg;
  kg__to_rdf(p, kg__node_map(p, kg__expand_text(p, kg__slicer_text(&r->slicer))), &r->sink);
}

static kg_status
read_whole(reader *r, kg_error *err)
{
  KG_TRY(kg__slicer_fill(&r->slicer, SIZE_MAX, err));
  return kg__jsonld_guard(&r->run, whole_work, r, err);
}

// ---- the context of all pieces

static void
context_work(kg__jsonld *p, void *arg)
{
  reader *r = arg;
  kg_str name = kg_str_of(kg_source_name(r->reading->source));
  kg__processing how = {.base = r->reading->base};
  kg__jsonld_restart(p);
  kg__document_piece(p, name);
  r->active = kg__initial_context(p);
  if (!r->context.len)
    return;
  kg__json *context =
      kg__document_parse_at(p, kg_buf_str(&r->context), name, r->context_line, r->context_column);
  r->active = kg__context_process(p, r->active, context, &how);
}

static kg_status
take_context(reader *r, kg_error *err)
{
  kg_str text;
  KG_TRY(kg__slice_value(&r->slicer, &text, err));
  kg__slicer_place(&r->slicer, text, &r->context_line, &r->context_column);
  kg_buf_clear(&r->context);
  if (kg_buf_add_str(&r->context, text))
    return kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  return kg__jsonld_guard(&r->run, context_work, r, err);
}

// ---- pieces

static kg__json *
parse_piece(reader *r, kg_str text)
{
  size_t line, column;
  kg__slicer_place(&r->slicer, text, &line, &column);
  return kg__document_parse_piece(&r->run, text, line, column);
}

static void
item_work(kg__jsonld *p, void *arg)
{
  reader *r = arg;
  kg__expansion e = {.base = r->reading->base};
  kg__json *expanded = kg__expand(p, r->active, r->property, parse_piece(r, r->piece), &e, false);
  kg__to_rdf(p, kg__node_map(p, kg__json_as_array(p, expanded)), &r->sink);
  if (kg__jsonld_is_full(p))
    context_work(p, r);
}

static kg_status
leave_out(reader *r, kg_error *fault, kg_error *err)
{
  size_t line, column;
  kg__slicer_place(&r->slicer, r->piece, &line, &column);
  if (!fault->line)
    kg_error_set_place(fault, line + 1, column + 1);
  KG_TRY(kg__reading_skip(r->reading, fault, err));
  return kg__jsonld_is_full(&r->run) ? kg__jsonld_guard(&r->run, context_work, r, err) : KG_OK;
}

static kg_status
read_item(reader *r, kg_error *err)
{
  kg_error fault = {0};
  kg_status st = kg__jsonld_guard(&r->run, item_work, r, &fault);
  if (st == KG_ERR_DATA && r->reading->keep_going && !r->stopped)
    return leave_out(r, &fault, err);
  if (st && err)
    *err = fault;
  return st;
}

static kg_status
read_items(reader *r, kg_error *err)
{
  bool more, closed;
  KG_TRY(kg__slice_byte(&r->slicer, ']', &closed, err));
  while (!closed) {
    kg__slicer_drop(&r->slicer);
    KG_TRY(kg__slice_value(&r->slicer, &r->piece, err));
    KG_TRY(read_item(r, err));
    KG_TRY(kg__slice_byte(&r->slicer, ',', &more, err));
    if (!more)
      KG_TRY(kg__slice_byte(&r->slicer, ']', &closed, err));
    if (!more && !closed)
      return kg__slice_fail(&r->slicer, err, "',' or ']' is missing here");
  }
  return KG_OK;
}

static void
key_work(kg__jsonld *p, void *arg)
{
  reader *r = arg;
  kg__json *key = parse_piece(r, r->key);
  r->meaning = (kg_str){0};
  if (kg__json_is_string(key))
    r->meaning =
        kg__is(key->string, "@context") ? key->string : kg__iri_expand_key(p, r->active, key->string);
}

// A key and its colon.
static kg_status
read_key(reader *r, bool *found, kg_error *err)
{
  int next;
  KG_TRY(kg__slice_next(&r->slicer, &next, err));
  *found = next == '"';
  if (!*found)
    return KG_OK;
  KG_TRY(kg__slice_value(&r->slicer, &r->key, err));
  KG_TRY(kg__jsonld_guard(&r->run, key_work, r, err));
  return kg__slice_byte(&r->slicer, ':', found, err);
}

static void
ignored_work(kg__jsonld *p, void *arg)
{
  (void)p;
  parse_piece(arg, ((reader *)arg)->piece);
}

// What follows "@graph" must not change what it means, which has been told already.
static kg_status
read_rest(reader *r, kg_error *err)
{
  bool more, closed, found;
  for (;;) {
    KG_TRY(kg__slice_byte(&r->slicer, '}', &closed, err));
    if (closed)
      return KG_OK;
    KG_TRY(kg__slice_byte(&r->slicer, ',', &more, err));
    if (!more)
      return kg__slice_fail(&r->slicer, err, "',' or '}' is missing here");
    kg__slicer_drop(&r->slicer);
    KG_TRY(read_key(r, &found, err));
    if (!found)
      return kg__slice_fail(&r->slicer, err, "a key in double quotes, and ':', are missing here");
    if (r->meaning.len && (r->meaning.ptr[0] == '@' || memchr(r->meaning.ptr, ':', r->meaning.len)))
      break;
    KG_TRY(kg__slice_value(&r->slicer, &r->piece, err));
    KG_TRY(kg__jsonld_guard(&r->run, ignored_work, r, err));
  }
  return kg__window_fail(&r->slicer.window, r->slicer.window.start, err, KG_ERR_LIMIT,
                         r->again
                             ? "what is good cannot be told where something follows \"@graph\""
                             : "a document this large is read piece by piece: nothing may follow \"@graph\"");
}

// ---- the document

// Go to the first item, if the document is of a shape that can be read piece by piece.
static kg_status
find_items(reader *r, bool *found, kg_error *err)
{
  bool is_object, more = true;
  KG_TRY(kg__jsonld_guard(&r->run, context_work, r, err));
  KG_TRY(kg__slice_byte(&r->slicer, '[', found, err));
  if (*found)
    return KG_OK;
  KG_TRY(kg__slice_byte(&r->slicer, '{', &is_object, err));
  while (is_object && more) {
    KG_TRY(read_key(r, &more, err));
    if (!more || !kg__is(r->meaning, "@context"))
      break;
    KG_TRY(take_context(r, err));
    KG_TRY(kg__slice_byte(&r->slicer, ',', &more, err));
  }
  if (is_object && more && kg__is(r->meaning, "@graph")) {
    r->property = KG_STR("@graph");
    return kg__slice_byte(&r->slicer, '[', found, err);
  }
  return KG_OK;
}

static kg_status
read_pieces(reader *r, kg_error *err)
{
  int next;
  KG_TRY(read_items(r, err));
  if (r->property.ptr)
    KG_TRY(read_rest(r, err));
  KG_TRY(kg__slice_next(&r->slicer, &next, err));
  return next == KG__SLICE_END ? KG_OK : kg__slice_fail(&r->slicer, err, "something follows the value");
}

// Its items, those that are good.
static kg_status
read_again(reader *r, const kg_error *fault, kg_error *err)
{
  bool found = false;
  r->again = true;
  kg_status st = find_items(r, &found, err);
  if (!st && found)
    return read_pieces(r, err);
  if (err && (!st || st == KG_ERR_DATA))
    *err = *fault;
  return st ? st : KG_ERR_DATA;
}

static kg_status
read_small(reader *r, kg_error *err)
{
  kg_error fault = {0};
  kg_status st = read_whole(r, &fault);
  if (st == KG_ERR_DATA && r->reading->keep_going && !r->stopped)
    return read_again(r, &fault, err);
  if (st && err)
    *err = fault;
  return st;
}

static kg_status
read_document(reader *r, kg_error *err)
{
  size_t whole = r->reading->json_whole ? r->reading->json_whole : WHOLE;
  bool found = false;
  KG_TRY(kg__slicer_fill(&r->slicer, whole, err));
  if (!r->slicer.window.last || kg__slicer_text(&r->slicer).len > whole)
    KG_TRY(find_items(r, &found, err));
  return found ? read_pieces(r, err) : read_small(r, err);
}

kg_status
kg__read_jsonld(kg__reading *reading, kg_error *err)
{
  reader r = {.reading = reading, .sink = {.self = &r, .quad = take_quad}};
  kg__naming naming = {&r, name_labelled, name_anonymous};
  kg_jsonld_options options = {.base = reading->base,
                               .source = kg_str_of(kg_source_name(reading->source)),
                               .direction = KG_JSONLD_DIRECTION_TERM,
                               .load = reading->load,
                               .load_self = reading->load_self,
                               .limits = reading->limits};
  kg__slicer_init(&r.slicer, reading->source, LARGEST);
  kg_status st = kg__jsonld_init(&r.run, &options, err);
  r.run.naming = &naming;
  if (!st)
    st = read_document(&r, err);
  kg__jsonld_release(&r.run);
  kg__slicer_release(&r.slicer);
  kg_buf_release(&r.label);
  kg_buf_release(&r.context);
  return st;
}
