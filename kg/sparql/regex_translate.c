// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// From the regular expressions of XML Schema, as XPath extends them, to those of PCRE2.  Whatever PCRE2 would
// take but XPath does not (verbs, look-around, possessive quantifiers, escapes of its own) is refused, so
// that a pattern means the same here as elsewhere.  A bare `]` or `}` passes as itself, as other engines have
// it.

#include "kg/base/utf8.h"
#include "kg/sparql/regex.h"

enum { MOST_NESTED = 50, MOST_GROUPS = 1000 };

typedef struct range {
  uint32_t first, last;
} range;

typedef struct block {
  const char *name;
  uint32_t first, last;
} block;

#include "kg/sparql/block_table.h"

typedef struct reader {
  kg_str rest;
  bool extended;
  bool dot_all;
  kg_buf *out;
  unsigned groups;            // opened so far
  unsigned open[MOST_NESTED]; // numbers of the groups we are in; 0: not counted
  bool closed[MOST_GROUPS + 1];
  unsigned depth;
  bool may_repeat; // behind something that a quantifier may follow
} reader;

// Sets of XML names (XML 1.0, 2.3) and the white space of XML Schema.
static const range name_starts[] = {
    {':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
static const range name_characters[] = {
    {'-', '.'},       {'0', ':'},       {'A', 'Z'},         {'_', '_'},       {'a', 'z'},
    {0xB7, 0xB7},     {0xC0, 0xD6},     {0xD8, 0xF6},       {0xF8, 0x37D},    {0x37F, 0x1FFF},
    {0x200C, 0x200D}, {0x203F, 0x2040}, {0x2070, 0x218F},   {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
    {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
static const range spaces[] = {{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}};

static bool
is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
at(const reader *r, char c)
{
  return r->rest.len && r->rest.ptr[0] == c;
}

static void
advance(reader *r, size_t n)
{
  r->rest = (kg_str){r->rest.ptr + n, r->rest.len - n};
}

static bool
take(reader *r, char c)
{
  if (!at(r, c))
    return false;
  advance(r, 1);
  return true;
}

static kg_status
put(reader *r, const char *text)
{
  return kg_buf_add_str(r->out, kg_str_of(text));
}

static kg_status
put_code_point(reader *r, uint32_t c)
{
  return kg_buf_printf(r->out, "\\x{%x}", (unsigned)c);
}

static kg_status
put_range(reader *r, uint32_t first, uint32_t last)
{
  if (first >= 0xD800 && first <= 0xDFFF) // no characters: PCRE2 refuses them
    first = 0xE000;
  if (last >= 0xD800 && last <= 0xDFFF)
    last = 0xD7FF;
  if (last < first)
    return KG_OK;
  KG_TRY(put_code_point(r, first));
  if (first == last)
    return KG_OK;
  KG_TRY(put(r, "-"));
  return put_code_point(r, last);
}

// The ranges, or what is between them, to stand within brackets.
static kg_status
put_ranges(reader *r, const range *ranges, size_t n, bool negated)
{
  uint32_t next = 0;
  for (size_t i = 0; i < n; i++) {
    if (!negated)
      KG_TRY(put_range(r, ranges[i].first, ranges[i].last));
    else if (ranges[i].first > next)
      KG_TRY(put_range(r, next, ranges[i].first - 1));
    next = ranges[i].last + 1;
  }
  return negated && next <= 0x10FFFF ? put_range(r, next, 0x10FFFF) : KG_OK;
}

#define PUT_RANGES(r, ranges, negated) put_ranges(r, ranges, sizeof ranges / sizeof *ranges, negated)

static bool
same_block(const char *name, kg_str wanted)
{
  for (size_t i = 0; i < wanted.len; i++) {
    char c = wanted.ptr[i];
    if (c == '-' || c == '_')
      continue;
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != *name)
      return false;
    name++;
  }
  return !*name;
}

static kg_status
put_block(reader *r, kg_str name, bool negated)
{
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
    if (same_block(blocks[i].name, name))
      return put_ranges(r, &(range){blocks[i].first, blocks[i].last}, 1, negated);
  }
  return KG_ERR_DATA;
}

// `{Lu}` or `{IsGreek}`; general categories have one letter or two.
static kg_status
read_property(reader *r, bool negated)
{
  static const char categories[] =
      " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S "
      "Sm Sc Sk So C Cc Cf Co Cn ";
  if (!take(r, '{'))
    return KG_ERR_DATA;
  const char *end = memchr(r->rest.ptr, '}', r->rest.len);
  if (!end)
    return KG_ERR_DATA;
  kg_str name = {r->rest.ptr, (size_t)(end - r->rest.ptr)};
  advance(r, name.len + 1);
  if (kg_str_starts(name, KG_STR("Is")))
    return put_block(r, (kg_str){name.ptr + 2, name.len - 2}, negated);
  char wanted[5] = {' '};
  if (name.len < 1 || name.len > 2)
    return KG_ERR_DATA;
  memcpy(wanted + 1, name.ptr, name.len);
  wanted[1 + name.len] = ' ';
  if (!strstr(categories, wanted))
    return KG_ERR_DATA;
  return kg_buf_printf(r->out, "\\%c{%.*s}", negated ? 'P' : 'p', KG_STR_ARG(name));
}

// What `\x` stands for if it is a set, to stand within brackets.  KG_DONE if it is none.
static kg_status
read_set(reader *r, char c)
{
  switch (c) {
  case 's':
  case 'S':
    return PUT_RANGES(r, spaces, c == 'S');
  case 'i':
  case 'I':
    return PUT_RANGES(r, name_starts, c == 'I');
  case 'c':
  case 'C':
    return PUT_RANGES(r, name_characters, c == 'C');
  case 'd':
    return put(r, "\\p{Nd}");
  case 'D':
    return put(r, "\\P{Nd}");
  case 'w':
    return put(r, "\\p{L}\\p{M}\\p{N}\\p{S}");
  case 'W':
    return put(r, "\\p{P}\\p{Z}\\p{C}");
  case 'p':
  case 'P':
    return read_property(r, c == 'P');
  default:
    return KG_DONE;
  }
}

// The character that `\x` stands for, or 0.
static uint32_t
single_escape(char c)
{
  switch (c) {
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  default:
    return c && strchr("\\|.?*+(){}-[]^$", c) ? (uint32_t)c : 0;
  }
}

static kg_status
read_character(reader *r, uint32_t *c)
{
  size_t n = kg__utf8_decode(r->rest, c);
  if (!n)
    return KG_ERR_DATA;
  advance(r, n);
  if (*c != '\\')
    return KG_OK;
  *c = r->rest.len ? single_escape(r->rest.ptr[0]) : 0;
  if (!*c)
    return KG_ERR_DATA;
  advance(r, 1);
  return KG_OK;
}

static bool
at_subtraction(const reader *r)
{
  return r->rest.len > 1 && r->rest.ptr[0] == '-' && r->rest.ptr[1] == '[';
}

// One character, range or set of a class.
static kg_status
read_class_item(reader *r)
{
  uint32_t first, last;
  if (r->rest.len > 1 && at(r, '\\')) {
    kg_str before = r->rest;
    advance(r, 2);
    kg_status st = read_set(r, before.ptr[1]);
    if (st != KG_DONE)
      return st;
    r->rest = before;
  }
  if (at(r, '['))
    return KG_ERR_DATA;
  KG_TRY(read_character(r, &first));
  last = first;
  if (at(r, '-') && r->rest.len > 1 && r->rest.ptr[1] != ']' && !at_subtraction(r)) {
    advance(r, 1);
    KG_TRY(read_character(r, &last));
  }
  return last < first ? KG_ERR_DATA : put_range(r, first, last);
}

// The text behind `[` up to and with `]`: written as `[...]`, and with what is subtracted as a look-ahead
// before it.  Subtractions nest in themselves only, so the look-ahead of the innermost comes first.
static kg_status
read_class(reader *r, unsigned depth)
{
  kg_buf own = {0}, *out = r->out;
  bool first = true;
  kg_status st = KG_OK;
  if (depth > MOST_NESTED)
    return KG_ERR_DATA;
  r->out = &own;
  st = put(r, take(r, '^') ? "[^" : "[");
  while (!st && r->rest.len && (first || !at(r, ']')) && !(at_subtraction(r) && !first)) {
    st = read_class_item(r);
    first = false;
  }
  if (!st)
    st = put(r, "]");
  r->out = out;
  bool subtracts = !st && at_subtraction(r);
  if (subtracts) {
    advance(r, 2);
    st = put(r, "(?:(?!");
    if (!st)
      st = read_class(r, depth + 1);
    if (!st)
      st = put(r, ")");
  }
  if (!st)
    st = take(r, ']') ? kg_buf_add_str(out, kg_buf_str(&own)) : KG_ERR_DATA;
  if (!st && subtracts)
    st = put(r, ")");
  kg_buf_release(&own);
  return st;
}

// `\12`: group 12 if there is one, else group 1 and a 2.  The group must have been closed.
static kg_status
read_back_reference(reader *r)
{
  unsigned number = (unsigned)(r->rest.ptr[0] - '0');
  advance(r, 1);
  while (r->rest.len && is_digit(r->rest.ptr[0])) {
    unsigned longer = number * 10 + (unsigned)(r->rest.ptr[0] - '0');
    if (longer > r->groups)
      break;
    number = longer;
    advance(r, 1);
  }
  if (number == 0 || number > r->groups || !r->closed[number])
    return KG_ERR_DATA;
  return kg_buf_printf(r->out, "\\g{%u}", number);
}

static kg_status
read_escape(reader *r)
{
  uint32_t c;
  if (r->rest.len < 2)
    return KG_ERR_DATA;
  char escape = r->rest.ptr[1];
  if (escape >= '1' && escape <= '9') {
    advance(r, 1);
    return read_back_reference(r);
  }
  if (single_escape(escape)) {
    KG_TRY(read_character(r, &c));
    return put_code_point(r, c);
  }
  advance(r, 2);
  KG_TRY(put(r, "["));
  kg_status st = read_set(r, escape);
  return st == KG_DONE ? KG_ERR_DATA : st ? st : put(r, "]");
}

static kg_status
open_group(reader *r)
{
  bool counted = true;
  if (r->depth == MOST_NESTED)
    return KG_ERR_DATA;
  if (take(r, '?')) {
    if (!take(r, ':'))
      return KG_ERR_DATA;
    counted = false;
  }
  if (counted && r->groups == MOST_GROUPS)
    return KG_ERR_DATA;
  r->open[r->depth++] = counted ? ++r->groups : 0;
  r->may_repeat = false;
  return put(r, counted ? "(" : "(?:");
}

static kg_status
close_group(reader *r)
{
  if (!r->depth)
    return KG_ERR_DATA;
  r->closed[r->open[--r->depth]] = true;
  r->may_repeat = true;
  return put(r, ")");
}

// `{n}`, `{n,}`, `{n,m}`
static bool
take_bounds(reader *r)
{
  size_t i = 0, digits = 0;
  for (; i < r->rest.len && is_digit(r->rest.ptr[i]); i++)
    digits++;
  if (!digits)
    return false;
  if (i < r->rest.len && r->rest.ptr[i] == ',')
    for (i++; i < r->rest.len && is_digit(r->rest.ptr[i]);)
      i++;
  if (i >= r->rest.len || r->rest.ptr[i] != '}')
    return false;
  advance(r, i + 1);
  return true;
}

static kg_status
read_quantifier(reader *r)
{
  kg_str before = r->rest;
  if (!r->may_repeat)
    return KG_ERR_DATA;
  if (take(r, '{')) {
    if (!take_bounds(r))
      return KG_ERR_DATA;
  } else {
    advance(r, 1);
  }
  while (r->extended && r->rest.len && is_space(r->rest.ptr[0]))
    advance(r, 1);
  r->may_repeat = false;
  KG_TRY(kg_buf_add(r->out, before.ptr, (size_t)(r->rest.ptr - before.ptr)));
  return take(r, '?') ? put(r, "?") : KG_OK;
}

static kg_status
read_atom(reader *r)
{
  uint32_t c;
  r->may_repeat = true;
  switch (r->rest.ptr[0]) {
  case '\\':
    return read_escape(r);
  case '[':
    advance(r, 1);
    return read_class(r, 0);
  case '.':
    advance(r, 1);
    return put(r, r->dot_all ? "." : "[^\\n\\r]");
  default:
    KG_TRY(read_character(r, &c));
    return put_code_point(r, c);
  }
}

static kg_status
read_piece(reader *r)
{
  char c = r->rest.ptr[0];
  if (r->extended && is_space(c)) {
    advance(r, 1);
    return KG_OK;
  }
  switch (c) {
  case '(':
    advance(r, 1);
    return open_group(r);
  case ')':
    advance(r, 1);
    return close_group(r);
  case '*':
  case '+':
  case '?':
  case '{':
    return read_quantifier(r);
  case '|':
  case '^':
  case '$':
    r->may_repeat = c != '|';
    advance(r, 1);
    return kg_buf_add_char(r->out, c);
  default:
    return read_atom(r);
  }
}

static kg_status
translate_literal(reader *r)
{
  while (r->rest.len) {
    uint32_t c;
    size_t n = kg__utf8_decode(r->rest, &c);
    if (!n)
      return KG_ERR_DATA;
    advance(r, n);
    KG_TRY(put_code_point(r, c));
  }
  return KG_OK;
}

kg_status
kg__regex_translate(kg_str pattern, unsigned flags, kg_buf *buf)
{
  reader r = {.rest = pattern, .out = buf};
  r.extended = flags & KG__REGEX_EXTENDED;
  r.dot_all = flags & KG__REGEX_DOT_ALL;
  if (flags & KG__REGEX_LITERAL)
    return translate_literal(&r);
  while (r.rest.len)
    KG_TRY(read_piece(&r));
  return r.depth ? KG_ERR_DATA : KG_OK;
}
