// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A prefix is declared where it is first used in an element or its attributes, prefixes before attributes,
// both in order; that, and escapes only where they are needed, is what makes the form canonical.

#include "kg/rdf/rdfxml.h"

#include "kg/base/vec.h"

#include <stdlib.h>

enum { MAX_DECLARED = 1000 };

#define XML_SPACE "http://www.w3.org/XML/1998/namespace"

typedef struct attribute {
  kg__rdfxml_name name;
  kg_str value;
} attribute;

static kg_status
add_z(kg__rdfxml *x, const char *z)
{
  return kg__rdfxml_add(x, kg_str_of(z));
}

static kg_status
add_escaped(kg__rdfxml *x, kg_str s, bool in_attribute)
{
  const char *special = in_attribute ? "&<\"\t\n\r" : "&<>\r";
  for (size_t i = 0, n; i < s.len; i += n) {
    for (n = 0; i + n < s.len && !(s.ptr[i + n] && strchr(special, s.ptr[i + n]));)
      n++;
    if (n) {
      KG_TRY(kg__rdfxml_add(x, (kg_str){s.ptr + i, n}));
      continue;
    }
    n = 1;
    char c = s.ptr[i];
    KG_TRY(add_z(x, c == '&'    ? "&amp;"
                    : c == '<'  ? "&lt;"
                    : c == '>'  ? "&gt;"
                    : c == '"'  ? "&quot;"
                    : c == '\t' ? "&#x9;"
                    : c == '\n' ? "&#xA;"
                                : "&#xD;"));
  }
  return KG_OK;
}

// ---- prefixes

// Whether the prefix is declared as this namespace here.
static bool
is_declared(const kg__rdfxml *x, const kg__rdfxml_name *name)
{
  for (size_t i = x->declared.n; i > 0; i--)
    if (kg_str_equal(x->declared.items[i - 1].prefix, name->prefix))
      return kg_str_equal(x->declared.items[i - 1].space, name->space);
  return !name->prefix.len && !name->space.len;
}

static kg_status
declare(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_name *name)
{
  if (kg_str_equal(name->space, KG_STR(XML_SPACE)) || is_declared(x, name))
    return KG_OK;
  if (x->declared.n >= MAX_DECLARED)
    return kg__rdfxml_fail(x, KG_ERR_LIMIT, "more than %d prefixes in an XML literal", MAX_DECLARED);
  kg__rdfxml_name copy = {.space = kg_arena_str(level->text, name->space),
                          .prefix = kg_arena_str(level->text, name->prefix)};
  if (!copy.space.ptr || !copy.prefix.ptr || kg__vec_add(&x->declared))
    return kg__rdfxml_nomem(x);
  x->declared.items[x->declared.n - 1] = copy;
  return KG_OK;
}

static int
compare_prefixes(const void *a, const void *b)
{
  return kg_str_compare(((const kg__rdfxml_name *)a)->prefix, ((const kg__rdfxml_name *)b)->prefix);
}

static kg_status
add_declarations(kg__rdfxml *x, size_t from)
{
  kg__rdfxml_name *items = x->declared.items + from;
  size_t n = x->declared.n - from;
  if (n)
    qsort(items, n, sizeof *items, compare_prefixes);
  for (size_t i = 0; i < n; i++) {
    KG_TRY(add_z(x, items[i].prefix.len ? " xmlns:" : " xmlns"));
    KG_TRY(kg__rdfxml_add(x, items[i].prefix));
    KG_TRY(add_z(x, "=\""));
    KG_TRY(add_escaped(x, items[i].space, true));
    KG_TRY(add_z(x, "\""));
  }
  return KG_OK;
}

// ---- attributes

static int
compare_attributes(const void *a, const void *b)
{
  const kg__rdfxml_name *x = &((const attribute *)a)->name, *y = &((const attribute *)b)->name;
  int order = kg_str_compare(x->space, y->space);
  return order ? order : kg_str_compare(x->local, y->local);
}

static kg_status
add_attributes(kg__rdfxml *x, const attribute *items, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    KG_TRY(add_z(x, " "));
    KG_TRY(kg__rdfxml_add(x, items[i].name.prefix));
    KG_TRY(add_z(x, items[i].name.prefix.len ? ":" : ""));
    KG_TRY(kg__rdfxml_add(x, items[i].name.local));
    KG_TRY(add_z(x, "=\""));
    KG_TRY(add_escaped(x, items[i].value, true));
    KG_TRY(add_z(x, "\""));
  }
  return KG_OK;
}

static kg_status
sorted_attributes(kg__rdfxml *x, kg__rdfxml_level *level, const XML_Char **all, attribute **items, size_t *n)
{
  for (*n = 0; all[2 * *n];)
    ++*n;
  *items = kg_arena_calloc(level->text, *n + 1, sizeof **items);
  if (!*items)
    return kg__rdfxml_nomem(x);
  for (size_t i = 0; i < *n; i++)
    (*items)[i] = (attribute){kg__rdfxml_name_of(all[2 * i]), kg_str_of(all[2 * i + 1])};
  qsort(*items, *n, sizeof **items, compare_attributes);
  return KG_OK;
}

// ---- markup

kg_status
kg__rdfxml_literal_start(kg__rdfxml *x, kg__rdfxml_level *level, const kg__rdfxml_name *name,
                         const XML_Char **all)
{
  attribute *items;
  size_t n;
  level->n_declared = x->declared.n;
  KG_TRY(sorted_attributes(x, level, all, &items, &n));
  KG_TRY(declare(x, level, name));
  for (size_t i = 0; i < n; i++)
    if (items[i].name.space.len)
      KG_TRY(declare(x, level, &items[i].name));
  KG_TRY(add_z(x, "<"));
  KG_TRY(kg__rdfxml_add(x, level->name));
  KG_TRY(add_declarations(x, level->n_declared));
  KG_TRY(add_attributes(x, items, n));
  return add_z(x, ">");
}

kg_status
kg__rdfxml_literal_end(kg__rdfxml *x, kg__rdfxml_level *level)
{
  x->declared.n = level->n_declared;
  KG_TRY(add_z(x, "</"));
  KG_TRY(kg__rdfxml_add(x, level->name));
  return add_z(x, ">");
}

kg_status
kg__rdfxml_literal_text(kg__rdfxml *x, kg_str text)
{
  return add_escaped(x, text, false);
}

kg_status
kg__rdfxml_literal_comment(kg__rdfxml *x, kg_str text)
{
  KG_TRY(add_z(x, "<!--"));
  KG_TRY(kg__rdfxml_add(x, text));
  return add_z(x, "-->");
}

kg_status
kg__rdfxml_literal_instruction(kg__rdfxml *x, kg_str target, kg_str data)
{
  KG_TRY(add_z(x, "<?"));
  KG_TRY(kg__rdfxml_add(x, target));
  KG_TRY(add_z(x, data.len ? " " : ""));
  KG_TRY(kg__rdfxml_add(x, data));
  return add_z(x, "?>");
}
