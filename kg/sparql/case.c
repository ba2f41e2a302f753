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

// Map what is ASCII at the beginning of `text`; tells how many bytes that is.
static size_t
map_ascii(kg_str text, bool upper, char *to)
{
  const char first = upper ? 'a' : 'A';
  size_t n = 0;
  for (bool ascii = true; ascii && n + 16 <= text.len; n += ascii ? 16 : 0) {
    unsigned char high = 0;
    for (size_t i = 0; i < 16; i++) {
      char c = text.ptr[n + i];
      high |= (unsigned char)c;
      to[n + i] = (char)(c ^ ((unsigned char)(c - first) < 26 ? 32 : 0));
    }
    ascii = high < 0x80;
  }
  for (; n < text.len && (unsigned char)text.ptr[n] < 0x80; n++)
    to[n] = (char)(text.ptr[n] ^ ((unsigned char)(text.ptr[n] - first) < 26 ? 32 : 0));
  return n;
}

kg_status
kg__case_map(kg_str text, bool upper, kg_buf *buf)
{
  for (size_t i = 0, n; i < text.len; i += n) {
    uint32_t c;
    KG_TRY(kg_buf_reserve(buf, text.len - i));
    n = map_ascii((kg_str){text.ptr + i, text.len - i}, upper, buf->ptr + buf->len);
    buf->len += n;
    if (n)
      continue;
    if ((n = kg__utf8_decode((kg_str){text.ptr + i, text.len - i}, &c)))
      KG_TRY(add_mapped(&tables[upper], c, buf));
    else
      KG_TRY(kg_buf_add(buf, text.ptr + i, n = 1));
  }
  return KG_OK;
}
