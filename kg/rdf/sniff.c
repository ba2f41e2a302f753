// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The first byte that is neither space nor comment tells XML, JSON and the Turtle family apart; within the
// family a brace tells TriG, and lines of nothing but whole terms tell N-Triples and N-Quads.

#include "kg/rdf.h"

#include <ctype.h>
#include <strings.h>

static kg_str
from(kg_str s, size_t n)
{
  return (kg_str){s.ptr + n, s.len - n};
}

static bool
is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static kg_str
skip_space(kg_str s, bool comments)
{
  while (s.len && (is_space(s.ptr[0]) || (comments && s.ptr[0] == '#'))) {
    const char *eol = s.ptr[0] == '#' ? memchr(s.ptr, '\n', s.len) : s.ptr;
    s = from(s, eol ? (size_t)(eol - s.ptr) + 1 : s.len);
  }
  return s;
}

static bool
starts_word(kg_str s, const char *word)
{
  size_t n = strlen(word);
  return s.len > n && strncasecmp(s.ptr, word, n) == 0 && !isalnum((unsigned char)s.ptr[n]);
}

static bool
is_xml(kg_str s)
{
  if (starts_word(s, "<?xml") || kg_str_starts(s, KG_STR("<!--")) || starts_word(s, "<rdf:RDF"))
    return true;
  if (starts_word(s, "<!DOCTYPE"))
    return true;
  const char *close = s.ptr[0] == '<' ? memchr(s.ptr, '>', s.len) : NULL;
  kg_str tag = {s.ptr, close ? (size_t)(close - s.ptr) : s.len};
  for (; s.ptr[0] == '<' && tag.len; tag = from(tag, 1))
    if (kg_str_starts(tag, KG_STR("xmlns")))
      return true;
  return false;
}

static bool
is_html(kg_str s)
{
  return starts_word(s, "<html") || (starts_word(s, "<!DOCTYPE") &&
                                     starts_word(skip_space(from(s, strlen("<!DOCTYPE")), false), "html"));
}

static kg_format
brace(kg_str s)
{
  kg_str inner = skip_space(from(s, 1), false);
  char c = inner.len ? inner.ptr[0] : '\0';
  if (s.ptr[0] == '{')
    return c == '"' || c == '}' ? KG_FORMAT_JSONLD : KG_FORMAT_TRIG;
  return c == '{' || c == '"' ? KG_FORMAT_JSONLD : KG_FORMAT_TURTLE;
}

// Past a quoted text, an IRI or a comment; else past one byte.
static kg_str
skip_token(kg_str s)
{
  char c = s.ptr[0], stop = c == '<' ? '>' : c == '#' ? '\n' : c;
  if (c != '"' && c != '\'' && c != '<' && c != '#')
    return from(s, 1);
  bool is_long = (c == '"' || c == '\'') && s.len > 2 && s.ptr[1] == c && s.ptr[2] == c;
  for (size_t i = is_long ? 3 : 1; i < s.len; i++) {
    if (s.ptr[i] == '\\' && c != '#')
      i++;
    else if (s.ptr[i] == stop && (!is_long || (i + 2 < s.len && s.ptr[i + 1] == c && s.ptr[i + 2] == c)))
      return from(s, i + (is_long ? 3 : 1));
  }
  return from(s, s.len);
}

static bool
has_graph(kg_str s)
{
  while (s.len) {
    if (s.ptr[0] == '{' && !(s.len > 1 && s.ptr[1] == '|'))
      return true;
    s = skip_token(s);
  }
  return false;
}

// The terms of one line, or 0 if it is not all whole terms and a dot.
static int
terms_of(kg_str line)
{
  kg_arena *arena = kg_arena_new();
  int n = 0;
  for (line = skip_space(line, false); arena && line.len && line.ptr[0] != '.'; n++) {
    kg_term term;
    size_t end = 0;
    if (kg_term_parse(line, arena, &end, &term, NULL) ||
        (term.kind == KG_TERM_IRI && !kg_iri_is_absolute(term.value))) {
      n = 0;
      break;
    }
    line = skip_space(from(line, end), false);
  }
  kg_arena_free(arena);
  return line.len && line.ptr[0] == '.' ? n : 0;
}

static kg_format
lines(kg_str s)
{
  kg_format found = KG_FORMAT_NONE;
  for (const char *eol; (eol = s.len ? memchr(s.ptr, '\n', s.len) : NULL);
       s = from(s, (size_t)(eol - s.ptr) + 1)) {
    kg_str line = skip_space((kg_str){s.ptr, (size_t)(eol - s.ptr)}, true);
    int n = line.len ? terms_of(line) : 3;
    if (n != 3 && n != 4)
      return KG_FORMAT_NONE;
    if (line.len && found != KG_FORMAT_NQUADS)
      found = n == 4 ? KG_FORMAT_NQUADS : KG_FORMAT_NTRIPLES;
  }
  return found;
}

static bool
is_turtle(kg_str s)
{
  static const char *const words[] = {"@prefix", "@base", "@version", "PREFIX", "BASE", "VERSION", "GRAPH"};
  if (s.ptr[0] == '<' || s.ptr[0] == '[' || s.ptr[0] == '(' || kg_str_starts(s, KG_STR("_:")))
    return true;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (starts_word(s, words[i]))
      return true;
  return false;
}

kg_format
kg_format_sniff(kg_str bytes)
{
  if (kg_str_starts(bytes, KG_STR("\xef\xbb\xbf")))
    bytes = from(bytes, 3);
  kg_str s = skip_space(bytes, true);
  if (!s.len || is_html(s))
    return KG_FORMAT_NONE;
  if (is_xml(s))
    return KG_FORMAT_RDFXML;
  if (s.ptr[0] == '{' || s.ptr[0] == '[') {
    kg_format f = brace(s);
    if (f != KG_FORMAT_TURTLE)
      return f;
  }
  if (!is_turtle(s))
    return KG_FORMAT_NONE;
  kg_format f = lines(s);
  return f ? f : has_graph(s) ? KG_FORMAT_TRIG : KG_FORMAT_TURTLE;
}
