// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A small state machine over the markup, byte by byte.  Entities in the document itself are let through if
// they are short and plain, since ontologies use them for namespaces; so a document cannot swell by more than
// their length, and the parser never sees one that refers to another.

#include "kg/rdf/xml_guard.h"

#include "kg/rdf/read.h"

#include <strings.h>

enum { MAX_ENTITIES = 256, MAX_ENTITY = 256 };

enum {
  TEXT,
  OPEN,
  TAG,
  CLOSE,
  BANG,
  COMMENT,
  CDATA,
  INSTRUCTION,
  DOCTYPE,
  SUBSET,
  DECLARATION,
  SUBSET_COMMENT
};

static kg_status
fail(const kg__xml_guard *g, kg_error *err, kg_status st, const char *message)
{
  kg_error_set(err, st, "%s", message);
  kg_error_set_place(err, g->at_line + 1, g->at_column + 1);
  return st;
}

static bool
ends(const kg__xml_guard *g, const char *word)
{
  size_t n = strlen(word);
  return g->n_text >= n && memcmp(g->text + g->n_text - n, word, n) == 0;
}

static bool
is(const kg__xml_guard *g, const char *word)
{
  return g->n_text == strlen(word) && ends(g, word);
}

static void
become(kg__xml_guard *g, int state)
{
  g->state = state;
  g->n_text = 0;
  g->quote = 0;
}

// The beginning is kept; behind it, only the last bytes, to see the end.
static void
note(kg__xml_guard *g, char c)
{
  if (g->n_text == sizeof g->text) {
    memmove(g->text + g->n_text - 8, g->text + g->n_text - 7, 7);
    g->n_text--;
  }
  g->text[g->n_text++] = c;
}

// ---- declarations

static kg_status
check_encoding(const kg__xml_guard *g, kg_error *err)
{
  static const char *const known[] = {"UTF-8",     "UTF8",        "US-ASCII", "ASCII",
                                      "ISO-8859-", "WINDOWS-125", "LATIN1"};
  kg_str s = {g->text, g->n_text};
  if (!kg_str_starts(s, KG_STR("xml ")))
    return KG_OK;
  while (s.len && !kg_str_starts(s, KG_STR("encoding")))
    s = (kg_str){s.ptr + 1, s.len - 1};
  while (s.len && s.ptr[0] != '"' && s.ptr[0] != '\'')
    s = (kg_str){s.ptr + 1, s.len - 1};
  if (!s.len)
    return KG_OK;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (s.len > strlen(known[i]) && strncasecmp(s.ptr + 1, known[i], strlen(known[i])) == 0)
      return KG_OK;
  return fail(g, err, KG_ERR_UNSUPPORTED, "XML in this encoding is not read; UTF-8 is");
}

static kg_str
skip_space(kg_str s)
{
  while (s.len && strchr(" \t\r\n", s.ptr[0]))
    s = (kg_str){s.ptr + 1, s.len - 1};
  return s;
}

static kg_status
check_declaration(kg__xml_guard *g, kg_error *err)
{
  kg_str s = {g->text, g->n_text};
  if (!kg_str_starts(s, KG_STR("!ENTITY")))
    return KG_OK;
  s = skip_space((kg_str){s.ptr + 7, s.len - 7});
  if (s.len && s.ptr[0] == '%')
    return fail(g, err, KG_ERR_DATA, "parameter entities are not read");
  while (s.len && !strchr(" \t\r\n\"'", s.ptr[0]))
    s = (kg_str){s.ptr + 1, s.len - 1};
  s = skip_space(s);
  if (!s.len || (s.ptr[0] != '"' && s.ptr[0] != '\''))
    return fail(g, err, KG_ERR_DATA, "entities from outside the document are not read");
  if (s.len > MAX_ENTITY || memchr(s.ptr, '&', s.len) || memchr(s.ptr, '%', s.len) ||
      memchr(s.ptr, '<', s.len))
    return fail(g, err, KG_ERR_DATA, "only short entities of plain text are read");
  return ++g->n_entities > MAX_ENTITIES ? fail(g, err, KG_ERR_LIMIT, "too many entities") : KG_OK;
}

// ---- bytes

static kg_status
end_of_tag(kg__xml_guard *g, kg_error *err)
{
  become(g, TEXT);
  if (!g->slash && ++g->depth > KG__DEPTH_MAX)
    return fail(g, err, KG_ERR_LIMIT, "elements are nested too deeply");
  return KG_OK;
}

static void
after_bang(kg__xml_guard *g)
{
  if (is(g, "--"))
    become(g, COMMENT);
  else if (is(g, "[CDATA["))
    become(g, CDATA);
  else if (is(g, "DOCTYPE"))
    become(g, DOCTYPE);
  else if (g->n_text > 7 || ends(g, ">"))
    become(g, TEXT);
}

static void
open_markup(kg__xml_guard *g, char c)
{
  g->slash = false;
  become(g, c == '!' ? BANG : c == '?' ? INSTRUCTION : c == '/' ? CLOSE : TAG);
}

// Within a tag or a declaration; true at its end.
static bool
quoted_end(kg__xml_guard *g, char c)
{
  if (g->quote) {
    if (c == g->quote)
      g->quote = 0;
    return false;
  }
  if (c == '"' || c == '\'')
    g->quote = c;
  return c == '>';
}

static kg_status
in_doctype(kg__xml_guard *g, char c, kg_error *err)
{
  switch (g->state) {
  case DOCTYPE:
    if (!g->quote && c == '[')
      become(g, SUBSET);
    else if (quoted_end(g, c))
      become(g, TEXT);
    return KG_OK;
  case SUBSET:
    if (c == '%')
      return fail(g, err, KG_ERR_DATA, "parameter entities are not read");
    if (c == '<' || c == ']')
      become(g, c == '<' ? DECLARATION : DOCTYPE);
    return KG_OK;
  case SUBSET_COMMENT:
    note(g, c);
    if (ends(g, "-->"))
      become(g, SUBSET);
    return KG_OK;
  default:
    if (quoted_end(g, c)) {
      kg_status st = check_declaration(g, err);
      become(g, SUBSET);
      return st;
    }
    note(g, c);
    if (is(g, "!--"))
      become(g, SUBSET_COMMENT);
    return KG_OK;
  }
}

static kg_status
step(kg__xml_guard *g, char c, kg_error *err)
{
  kg_status st = KG_OK;
  switch (g->state) {
  case TEXT:
    if (c == '<')
      become(g, OPEN);
    return KG_OK;
  case OPEN:
    open_markup(g, c);
    return KG_OK;
  case TAG:
    if (quoted_end(g, c))
      return end_of_tag(g, err);
    g->slash = c == '/' && !g->quote;
    return KG_OK;
  case CLOSE:
    if (c == '>') {
      g->depth -= g->depth > 0;
      become(g, TEXT);
    }
    return KG_OK;
  case BANG:
    note(g, c);
    after_bang(g);
    return KG_OK;
  case COMMENT:
  case CDATA:
    note(g, c);
    if (ends(g, g->state == COMMENT ? "-->" : "]]>"))
      become(g, TEXT);
    return KG_OK;
  case INSTRUCTION:
    note(g, c);
    if (ends(g, "?>")) {
      st = check_encoding(g, err);
      become(g, TEXT);
    }
    return st;
  default:
    return in_doctype(g, c, err);
  }
}

kg_status
kg__xml_guard_feed(kg__xml_guard *g, kg_str bytes, kg_error *err)
{
  for (size_t i = 0; i < bytes.len; i++) {
    char c = bytes.ptr[i];
    if (g->state == TEXT || g->state == SUBSET) {
      g->at_line = g->line;
      g->at_column = g->column;
    }
    if (!c || (!g->any && c != '<' && !strchr(" \t\r\n", c)))
      return fail(g, err, KG_ERR_DATA, "this is not XML");
    g->any |= c == '<';
    KG_TRY(step(g, c, err));
    if (c == '\n') {
      g->line++;
      g->column = 0;
    } else {
      g->column += ((unsigned char)c & 0xC0) != 0x80;
    }
  }
  return KG_OK;
}
