// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/vec.h"
#include "kg/io.h"
#include "loaders/train/train.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_WORDS = 1000 };

typedef struct reader {
  treebank *bank;
  gold_word words[MAX_WORDS];
  size_t n;
  kg_str text; ///< Of the sentence at work
} reader;

void
treebank_release(treebank *bank)
{
  kg_arena_free(bank->arena);
  free(bank->sentences.items);
  *bank = (treebank){0};
}

static uint8_t
number_of(treebank *bank, names *list, kg_str name)
{
  for (size_t i = 0; i < list->n; i++) {
    if (kg_str_equal(list->items[i], name))
      return (uint8_t)i;
  }
  if (list->n == 250)
    return 249;
  list->items[list->n] = kg_arena_str(bank->arena, name);
  return (uint8_t)list->n++;
}

static size_t
split(kg_str line, kg_str *columns, size_t max)
{
  size_t n = 0;
  while (n < max) {
    const char *tab = memchr(line.ptr, '\t', line.len);
    columns[n++] = (kg_str){line.ptr, tab ? (size_t)(tab - line.ptr) : line.len};
    if (!tab)
      break;
    line = (kg_str){tab + 1, line.len - (size_t)(tab + 1 - line.ptr)};
  }
  return n;
}

static kg_status
end_sentence(reader *r)
{
  treebank *bank = r->bank;
  if (!r->n)
    return KG_OK;
  KG_TRY(kg__vec_add(&bank->sentences));
  gold_sentence *s = &bank->sentences.items[bank->sentences.n - 1];
  s->n = r->n;
  s->text = r->text;
  r->text = KG_STR("");
  s->words = kg_arena_alloc(bank->arena, r->n * sizeof *s->words);
  s->look = kg_arena_calloc(bank->arena, r->n, sizeof *s->look);
  if (!s->words || !s->look)
    return KG_ERR_NOMEM;
  memcpy(s->words, r->words, r->n * sizeof *s->words);
  for (size_t i = 0; i < s->n; i++) {
    int32_t head = s->words[i].head;
    s->words[i].head = head <= 0 || head > (int32_t)s->n ? (int32_t)s->n : head - 1;
  }
  r->n = 0;
  return KG_OK;
}

// Ranges ("1-2") and empty words ("1.1") are no words of the tree.
static bool
is_word(kg_str id)
{
  return id.len && !memchr(id.ptr, '-', id.len) && !memchr(id.ptr, '.', id.len);
}

static kg_status
read_line(reader *r, kg_str line)
{
  static const char TEXT[] = "# text = ";
  kg_str columns[10];
  if (!line.len)
    return end_sentence(r);
  if (kg_str_starts(line, KG_STR(TEXT)))
    r->text = kg_arena_str(r->bank->arena, (kg_str){line.ptr + sizeof TEXT - 1, line.len - sizeof TEXT + 1});
  if (line.ptr[0] == '#' || split(line, columns, 10) < 8 || !is_word(columns[0]) || r->n == MAX_WORDS)
    return KG_OK;
  char tag[64];
  int len = snprintf(tag, sizeof tag, "%.*s|%.*s", KG_STR_ARG(columns[3]), KG_STR_ARG(columns[4]));
  r->words[r->n++] = (gold_word){
      .text = kg_arena_str(r->bank->arena, columns[1]),
      .tag = number_of(r->bank, &r->bank->tags, (kg_str){tag, (size_t)len}),
      .relation = number_of(r->bank, &r->bank->relations, columns[7]),
      .head = atoi(columns[6].ptr),
  };
  return KG_OK;
}

kg_status
treebank_read(treebank *bank, const char *path, kg_error *err)
{
  kg_source *source = NULL;
  kg_buf bytes = {0};
  reader r = {.bank = bank, .text = KG_STR("")};
  if (!bank->arena && !(bank->arena = kg_arena_new()))
    return KG_ERR_NOMEM;
  KG_TRY(kg_source_open(path, &source, err));
  kg_status st = kg_source_read_all(source, 0, &bytes, err);
  kg_str rest = kg_buf_str(&bytes);
  while (!st && rest.len) {
    const char *end = memchr(rest.ptr, '\n', rest.len);
    size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
    st = read_line(&r, (kg_str){rest.ptr, len});
    len += end != NULL;
    rest = (kg_str){rest.ptr + len, rest.len - len};
  }
  if (!st)
    st = end_sentence(&r);
  kg_buf_release(&bytes);
  kg_source_close(source);
  return st;
}
