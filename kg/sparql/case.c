// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Full case mapping of Unicode, character by character and so without regard to place or language: a final
// sigma is no case of its own.  A table of our own because loading ICU would double the time of starting.

#include "kg/sparql/case.h"

#include "kg/base/utf8.h"

typedef struct case_run {
  uint32_t first, last;
  int32_t step, delta;
} case_run;

typedef struct case_special {
  uint32_t from, to[3];
} case_special;

#include "kg/sparql/case_table.h"

typedef struct table {
  const case_run *runs;
  size_t n_runs;
  const case_special *specials;
  size_t n_specials;
} table;

#define TABLE(name)                                                         \
  {                                                                         \
    name##_runs, sizeof name##_runs / sizeof *name##_runs, name##_specials, \
        sizeof name##_specials / sizeof *name##_specials                    \
  }

static const table tables[] = {TABLE(lower), TABLE(upper)};

static uint32_t
map_simply(const table *t, uint32_t c)
{
  size_t low = 0, high = t->n_runs;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const case_run *r = &t->runs[middle];
    if (c > r->last)
      low = middle + 1;
    else if (c < r->first)
      high = middle;
    else
      return (c - r->first) % (uint32_t)r->step ? c : (uint32_t)((int32_t)c + r->delta);
  }
  return c;
}

static const case_special *
find_special(const table *t, uint32_t c)
{
  for (size_t i = 0; i < t->n_specials; i++) {
    if (t->specials[i].from == c)
      return &t->specials[i];
  }
  return NULL;
}

static kg_status
add_mapped(const table *t, uint32_t c, kg_buf *buf)
{
  const case_special *special = find_special(t, c);
  if (!special)
    return kg_buf_add_utf8(buf, map_simply(t, c));
  for (size_t i = 0; i < 3 && special->to[i]; i++)
    KG_TRY(kg_buf_add_utf8(buf, special->to[i]));
  return KG_OK;
}

static char
map_ascii(char c, bool upper)
{
  if (upper)
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

kg_status
kg__case_map(kg_str text, bool upper, kg_buf *buf)
{
  KG_TRY(kg_buf_reserve(buf, text.len));
  for (size_t i = 0, n; i < text.len; i += n) {
    uint32_t c;
    n = 1;
    if ((unsigned char)text.ptr[i] < 0x80)
      KG_TRY(kg_buf_add_char(buf, map_ascii(text.ptr[i], upper)));
    else if ((n = kg__utf8_decode((kg_str){text.ptr + i, text.len - i}, &c)))
      KG_TRY(add_mapped(&tables[upper], c, buf));
    else
      KG_TRY(kg_buf_add(buf, text.ptr + i, n = 1));
  }
  return KG_OK;
}
