// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A sentence has "Squeeze", the label is "Squeeze_(album)". Labels are found by what is left of them without
// quotation marks, brackets at their end, accents, signs and spaces. What was stripped from several may
// belong to others too.

#include "loaders/learn/wordings.h"

#include "kg/base/vec.h"
#include "loaders/tables/words.h"

#include <stdlib.h>

enum { LEAST_LABELS = 3 };

void
kg__wordings_release(kg__wordings *l)
{
  kg__map_release(&l->by_key);
  free(l->items);
  free(l->affixes.items);
  *l = (kg__wordings){0};
}

bool
kg__is_number(kg_str s)
{
  size_t digits = 0, stops = 0;
  for (size_t i = 0; i < s.len; i++) {
    digits += s.ptr[i] >= '0' && s.ptr[i] <= '9';
    stops += s.ptr[i] == '.';
  }
  return digits && stops < 2 && digits + stops == s.len && s.ptr[0] != '.' && s.ptr[s.len - 1] != '.';
}

static bool
is_day(kg_str s)
{
  static const char SHAPE[] = "dddd-dd-dd";
  bool same = s.len == sizeof SHAPE - 1;
  for (size_t i = 0; same && i < s.len; i++)
    same = SHAPE[i] == 'd' ? s.ptr[i] >= '0' && s.ptr[i] <= '9' : s.ptr[i] == SHAPE[i];
  return same;
}

// The end of a label before brackets, or its length.
static size_t
before_brackets(kg_str label)
{
  size_t i = label.len;
  if (!label.len || label.ptr[label.len - 1] != ')')
    return label.len;
  while (i && label.ptr[i - 1] != '(')
    i--;
  return i > 2 && (label.ptr[i - 2] == ' ' || label.ptr[i - 2] == '_') ? i - 2 : label.len;
}

// What a text would have of a label; `affix` is the rest.
static kg_str
core_of(kg_str label, kg_str *affix)
{
  *affix = (kg_str){0};
  if (label.len > 2 && *label.ptr == '"' && label.ptr[label.len - 1] == '"') {
    *affix = (kg_str){label.ptr, 1};
    return (kg_str){label.ptr + 1, label.len - 2};
  }
  kg_str core = {label.ptr, before_brackets(label)};
  if (kg__is_number(core) && core.len > 2 && kg_str_ends(core, KG_STR(".0")))
    core.len -= 2;
  *affix = (kg_str){label.ptr + core.len, label.len - core.len};
  return core;
}

// Dashes and quotation marks beyond ASCII have three bytes, of which the first two are these.
static bool
is_sign(const kg_buf *key, size_t i)
{
  return i + 2 < key->len && (unsigned char)key->ptr[i] == 0xE2 && (unsigned char)key->ptr[i + 1] == 0x80;
}

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c & 0x80;
}

static kg_status
key_of(kg_str text, kg_buf *key)
{
  size_t n = 0;
  KG_TRY(kg__fold(text, key));
  for (size_t i = 0; i < key->len; i++) {
    if (is_sign(key, i))
      i += 2;
    else if (is_letter(key->ptr[i]))
      key->ptr[n++] = key->ptr[i];
  }
  key->len = n;
  return KG_OK;
}

static kg_status
add_affix(kg__wordings *l, kg_str affix, bool number)
{
  size_t i = 0;
  while (i < l->affixes.n &&
         !(l->affixes.items[i].number == number && kg_str_equal(l->affixes.items[i].text, affix)))
    i++;
  if (i == l->affixes.n) {
    KG_TRY(kg__vec_add(&l->affixes));
    l->affixes.items[i] = (kg__affix){.text = affix, .number = number};
  }
  l->affixes.items[i].n++;
  return KG_OK;
}

static kg_status
add_new(kg__wordings *l, kg_str text, kg_str key, size_t line)
{
  uint64_t *at;
  kg_str affix, own = kg_arena_str(l->arena, text);
  if (!own.ptr)
    return KG_ERR_NOMEM;
  kg_str core = core_of(own, &affix);
  KG_TRY(kg__vec_add(l));
  KG_TRY(kg__map_put(&l->by_key, key, 0, &at, NULL));
  l->items[l->n - 1] = (struct kg__wording){.text = own, .next = (size_t)*at, .lines = 1, .last = line};
  *at = l->n;
  l->days += is_day(own);
  return affix.len ? add_affix(l, affix, kg__is_number(core)) : KG_OK;
}

static kg_status
add(kg__wordings *l, kg_str text, kg_str key, size_t line)
{
  const uint64_t *at = kg__map_find(&l->by_key, key);
  for (size_t i = at ? (size_t)*at : 0; i; i = l->items[i - 1].next) {
    struct kg__wording *label = &l->items[i - 1];
    if (!kg_str_equal(label->text, text))
      continue;
    label->lines += label->last != line;
    label->last = line;
    return KG_OK;
  }
  return add_new(l, text, key, line);
}

kg_status
kg__wordings_add(kg__wordings *l, kg_str text, size_t line)
{
  kg_buf key = {0};
  kg_str affix;
  kg_status st = key_of(core_of(text, &affix), &key);
  if (!st && key.len)
    st = add(l, text, kg_buf_str(&key), line);
  kg_buf_release(&key);
  return st;
}

static int
by_number(const void *a, const void *b)
{
  const kg__affix *x = a, *y = b;
  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return kg_str_compare(x->text, y->text);
}

void
kg__wordings_sort(kg__wordings *l)
{
  if (l->affixes.n)
    qsort(l->affixes.items, l->affixes.n, sizeof *l->affixes.items, by_number);
}

static const struct kg__wording *
known(const kg__wordings *l, size_t i)
{
  while (i && l->line && l->items[i - 1].lines == 1 && l->items[i - 1].last == l->line)
    i = l->items[i - 1].next;
  return i ? &l->items[i - 1] : NULL;
}

kg_status
kg__wordings_find(const kg__wordings *l, kg_str said, const struct kg__wording **label)
{
  kg_buf key = {0};
  *label = NULL;
  if (!l->n)
    return KG_OK;
  kg_status st = key_of(said, &key);
  const uint64_t *at = st ? NULL : kg__map_find(&l->by_key, kg_buf_str(&key));
  *label = at ? known(l, (size_t)*at) : NULL;
  kg_buf_release(&key);
  return st;
}

const struct kg__wording *
kg__wordings_next(const kg__wordings *l, const struct kg__wording *label)
{
  return known(l, label->next);
}

size_t
kg__wordings_affixes(const kg__wordings *l, bool number, const kg__affix *affixes[KG__MOST_AFFIXES])
{
  size_t n = 0;
  for (size_t i = 0; i < l->affixes.n && n < KG__MOST_AFFIXES; i++) {
    const kg__affix *a = &l->affixes.items[i];
    if (a->n >= LEAST_LABELS && a->number == number)
      affixes[n++] = a;
  }
  return n;
}
