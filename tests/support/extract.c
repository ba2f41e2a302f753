// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "tests/support/extract.h"

#include "kg/base/map.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

kg_loader *
open_loader(kg_world *world, const char *folder, const char *lexicon)
{
  char path[1024];
  kg_loader *loader = NULL;
  kg_error err = {0};
  snprintf(path, sizeof path, "%s/%s", KG_SRCDIR, folder);
  kg_loader_options options = {
      .ontology = path, .lexicon = lexicon, .model = KG_SRCDIR "/loaders/models/en.model"};
  assert_ok(kg_loader_open(world, &options, &loader, &err), err);
  return loader;
}

char *
write_file(const char *text, size_t n, const char *ending)
{
  const char *folder = getenv("TMPDIR");
  char *name = NULL;
  assert_true(asprintf(&name, "%s/kg-test-XXXXXX%s", folder ? folder : "/tmp", ending) > 0);
  int fd = mkstemps(name, (int)strlen(ending));
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, n), n);
  close(fd);
  return name;
}

static kg_status
print_quad(void *self, const kg_quad *quad, kg_error *err)
{
  kg_buf *out = self;
  const kg_term *terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
  (void)err;
  for (size_t i = 0; i < 4; i++) {
    KG_TRY(kg_term_print(terms[i], out));
    KG_TRY(kg_buf_add_char(out, i < 3 ? ' ' : '\n'));
  }
  return KG_OK;
}

static kg_status
emit_file(kg_loader *loader, const char *path, const char *date, const kg_sink *sink, kg_error *err)
{
  kg_document *document = NULL;
  kg_document_options options = {.date = kg_str_of(date)};
  kg_status st = kg_document_open(loader, path, &options, &document, err);
  if (!st)
    st = kg_document_emit(document, sink, err);
  kg_document_free(document);
  return st;
}

kg_status
extract_file(kg_loader *loader, const char *path, const char *date, kg_buf *out, kg_error *err)
{
  kg_sink sink = {.self = out, .quad = print_quad};
  return emit_file(loader, path, date, &sink, err);
}

kg_status
extract_text(kg_loader *loader, const char *text, const char *ending, const char *date, kg_buf *out,
             kg_error *err)
{
  char *name = write_file(text, strlen(text), ending);
  kg_status st = extract_file(loader, name, date, out, err);
  unlink(name);
  free(name);
  return st;
}

// ---- claims as lines

typedef struct lines {
  kg_buf *out;
  bool entities;
  kg_arena *arena;
  kg__map labels; ///< IRI to index of `names`
  kg_str names[1000];
  size_t n;
  kg_str cls, subject, property, modality, extra;
} lines;

static kg_str
name_of(lines *l, kg_str iri)
{
  uint64_t *at = kg__map_find(&l->labels, iri);
  return at ? l->names[*at] : iri;
}

static void
append(lines *l, const char *key, kg_str value)
{
  kg_buf buf = {0};
  assert_int_equal(KG_OK, kg_buf_printf(&buf, "%.*s %s=%.*s", KG_STR_ARG(l->extra), key, KG_STR_ARG(value)));
  l->extra = kg_arena_str(l->arena, kg_buf_str(&buf));
  kg_buf_release(&buf);
}

// A claim's confidence comes behind all that a line tells.
static kg_status
note_quad(void *self, const kg_quad *quad, kg_error *err)
{
  lines *l = self;
  kg_str p = kg_iri_local(quad->predicate.value), o = quad->object.value;
  (void)err;
  if (kg_str_equal(p, KG_STR("type"))) {
    l->cls = kg_arena_str(l->arena, kg_iri_local(o));
    return KG_OK;
  }
  if (kg_str_equal(p, KG_STR("prefLabel")) && l->n < 1000) {
    if (l->entities)
      KG_TRY(kg_buf_printf(l->out, "a %.*s: %.*s\n", KG_STR_ARG(l->cls), KG_STR_ARG(o)));
    l->names[l->n] = kg_arena_str(l->arena, o);
    return kg__map_put(&l->labels, quad->subject.value, l->n++, NULL, NULL);
  }
  if (kg_str_equal(p, KG_STR("subject"))) {
    l->subject = kg_arena_str(l->arena, name_of(l, o));
    l->extra = (kg_str){0};
  } else if (kg_str_equal(p, KG_STR("predicate"))) {
    l->property = kg_arena_str(l->arena, kg_iri_local(o));
  } else if (kg_str_equal(p, KG_STR("object"))) {
    append(l, "|", name_of(l, o));
    l->extra = (kg_str){l->extra.ptr + 3, l->extra.len - 3};
  } else if (kg_str_equal(p, KG_STR("modality"))) {
    kg_buf buf = {0};
    KG_TRY(kg_buf_printf(&buf, "%.*s | %.*s", KG_STR_ARG(l->extra), KG_STR_ARG(kg_iri_local(o))));
    l->extra = kg_arena_str(l->arena, kg_buf_str(&buf));
    kg_buf_release(&buf);
  } else if (kg_str_equal(p, KG_STR("from")) || kg_str_equal(p, KG_STR("until")) ||
             kg_str_equal(p, KG_STR("on")) || kg_str_equal(p, KG_STR("recurrence"))) {
    append(l, kg_arena_str(l->arena, p).ptr, o);
  } else if (kg_str_equal(p, KG_STR("attributedTo"))) {
    append(l, "by", name_of(l, o));
  } else if (kg_str_equal(p, KG_STR("confidence"))) {
    return kg_buf_printf(l->out, "%.*s | %.*s | %.*s\n", KG_STR_ARG(l->subject), KG_STR_ARG(l->property),
                         KG_STR_ARG(l->extra));
  }
  return KG_OK;
}

static kg_status
lines_of(kg_loader *loader, const char *path, const char *date, bool entities, kg_buf *out, kg_error *err)
{
  lines *l = calloc(1, sizeof *l);
  assert_non_null(l);
  l->out = out;
  l->entities = entities;
  l->arena = kg_arena_new();
  kg_sink sink = {.self = l, .quad = note_quad};
  kg_status st = emit_file(loader, path, date, &sink, err);
  kg__map_release(&l->labels);
  kg_arena_free(l->arena);
  free(l);
  return st;
}

kg_status
claims_of(kg_loader *loader, const char *path, const char *date, kg_buf *out, kg_error *err)
{
  return lines_of(loader, path, date, false, out, err);
}

kg_status
reading_of(kg_loader *loader, const char *path, const char *date, kg_buf *out, kg_error *err)
{
  return lines_of(loader, path, date, true, out, err);
}
