// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/rdf/jsonld/slice.h"

#include "kg/base/utf8.h"
#include "kg/rdf/jsonld/json.h"

void
kg__slicer_init(kg__slicer *c, kg_source *source, size_t limit)
{
  *c = (kg__slicer){0};
  kg__window_init(&c->window, source, limit);
}

void
kg__slicer_release(kg__slicer *c)
{
  kg__window_release(&c->window);
}

kg_status
kg__slicer_fill(kg__slicer *c, size_t size, kg_error *err)
{
  while (!c->window.last && c->window.end - c->window.start < size)
    KG_TRY(kg__window_more(&c->window, err));
  return KG_OK;
}

kg_str
kg__slicer_text(const kg__slicer *c)
{
  return (kg_str){c->window.bytes + c->window.start, c->window.end - c->window.start};
}

kg_status
kg__slice_fail(const kg__slicer *c, kg_error *err, const char *what)
{
  return kg__window_fail(&c->window, c->window.at, err, KG_ERR_DATA, "loading document failed: %s", what);
}

static bool
is_space(char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

kg_status
kg__slice_next(kg__slicer *c, int *next, kg_error *err)
{
  kg__window *w = &c->window;
  for (;; w->at++) {
    while (w->at == w->end && !w->last)
      KG_TRY(kg__window_more(w, err));
    *next = w->at < w->end ? (unsigned char)w->bytes[w->at] : KG__SLICE_END;
    if (w->at == w->end || !is_space(w->bytes[w->at]))
      return KG_OK;
  }
}

kg_status
kg__slice_byte(kg__slicer *c, char wanted, bool *taken, kg_error *err)
{
  int next;
  KG_TRY(kg__slice_next(c, &next, err));
  *taken = next == wanted;
  c->window.at += *taken;
  return KG_OK;
}

// ---- values

typedef struct slicing {
  unsigned depth;
  bool in_string, escaped, done;
} slicing;

static void
pass_string(slicing *s, kg__window *w)
{
  const char *p = w->bytes + w->at, *end = w->bytes + w->end;
  for (; p < end && s->in_string; p++) {
    if (s->escaped)
      s->escaped = false;
    else if (*p == '\\')
      s->escaped = true;
    else if (*p == '"')
      s->in_string = false;
  }
  w->at = (size_t)(p - w->bytes);
  s->done = !s->in_string && !s->depth;
}

// Up to the next string, or the end of the value.
static void
pass_others(slicing *s, kg__window *w)
{
  const char *p = w->bytes + w->at, *end = w->bytes + w->end;
  for (; p < end && !s->done && s->depth <= KG__JSON_DEPTH; p++) {
    if (*p == '"') {
      s->in_string = true;
      p++;
      break;
    }
    if (*p == '{' || *p == '[') {
      s->depth++;
    } else if (*p == '}' || *p == ']') {
      if (!s->depth)
        break;
      s->done = --s->depth == 0;
    } else if (!s->depth && (*p == ',' || is_space(*p))) {
      break;
    }
  }
  bool at_end = p == end && !s->done;
  s->done |= !at_end && !s->in_string && !s->depth;
  w->at = (size_t)(p - w->bytes);
}

static kg_status
pass_value(kg__slicer *c, slicing *s, kg_error *err)
{
  kg__window *w = &c->window;
  while (!s->done) {
    if (w->at == w->end && w->last)
      return s->depth || s->in_string ? kg__slice_fail(c, err, "the text ends within a value") : KG_OK;
    if (w->at == w->end)
      KG_TRY(kg__window_more(w, err));
    else if (s->in_string)
      pass_string(s, w);
    else
      pass_others(s, w);
    if (s->depth > KG__JSON_DEPTH)
      return kg__window_fail(w, w->at - 1, err, KG_ERR_LIMIT, "JSON is nested more than %d levels deep",
                             KG__JSON_DEPTH);
  }
  return KG_OK;
}

kg_status
kg__slice_value(kg__slicer *c, kg_str *value, kg_error *err)
{
  kg__window *w = &c->window;
  slicing s = {0};
  int next;
  KG_TRY(kg__slice_next(c, &next, err));
  if (next == KG__SLICE_END || strchr(",:]}", next))
    return kg__slice_fail(c, err, "a value is missing here");
  size_t begin = w->at - w->start;
  KG_TRY(pass_value(c, &s, err));
  *value = (kg_str){w->bytes + w->start + begin, w->at - w->start - begin};
  return KG_OK;
}

// ---- places

static void
count(kg_str text, size_t *line, size_t *column)
{
  const char *p = text.ptr, *end = text.ptr + text.len;
  for (const char *eol; (eol = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL); p = eol + 1) {
    ++*line;
    *column = 0;
  }
  *column += kg__utf8_count((kg_str){p, (size_t)(end - p)});
}

void
kg__slicer_place(const kg__slicer *c, kg_str text, size_t *line, size_t *column)
{
  const char *start = c->window.bytes + c->window.start;
  *line = c->line;
  *column = c->column;
  count((kg_str){start, (size_t)(text.ptr - start)}, line, column);
}

void
kg__slicer_drop(kg__slicer *c)
{
  kg__window *w = &c->window;
  count((kg_str){w->bytes + w->start, w->at - w->start}, &c->line, &c->column);
  w->start = w->at;
}
