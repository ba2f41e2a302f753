// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Which prefix of a start tag is not declared: expat says only that one is.

#include "kg/rdf/rdfxml.h"

static bool
ends_name(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '=' || c == '>' || c == '/';
}

static kg_str
name_at(kg_str tag, size_t i)
{
  size_t end = i;
  while (end < tag.len && !ends_name(tag.ptr[end]))
    end++;
  return (kg_str){tag.ptr + i, end - i};
}

// The place of the next attribute's name behind the name at `i`, or the end of the tag.
static size_t
next_attribute(kg_str tag, size_t i)
{
  i += name_at(tag, i).len;
  char quote = '\0';
  for (; i < tag.len && (quote || tag.ptr[i] != '>'); i++) {
    char c = tag.ptr[i];
    if (quote)
      quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (!ends_name(c))
      return i;
  }
  return tag.len;
}

// Whether a name's prefix is one that nothing has declared.
static bool
is_unknown(const kg__rdfxml *x, kg_str name, kg_str *prefix)
{
  const char *colon = name.len ? memchr(name.ptr, ':', name.len) : NULL;
  kg_str iri;
  *prefix = (kg_str){name.ptr, colon ? (size_t)(colon - name.ptr) : 0};
  return prefix->len && !kg_str_equal(*prefix, KG_STR("xml")) && !kg_str_equal(*prefix, KG_STR("xmlns")) &&
         !kg_namespaces_find(x->prefixes, *prefix, &iri);
}

static kg_status
fail(kg__rdfxml *x, size_t at, kg_str prefix)
{
  kg_namespaces *common = kg_namespaces_new();
  kg_str found;
  kg_status st;
  int n = (int)(prefix.len < 80 ? prefix.len : 80);
  if (kg_namespaces_suggest(x->prefixes, prefix, &found))
    st = kg__rdfxml_fail_at(x, at, "unknown prefix '%.*s:', did you mean '%.*s:'?", n, prefix.ptr,
                            KG_STR_ARG(found));
  else if (common && !kg_namespaces_add_common(common) && kg_namespaces_find(common, prefix, &found))
    st = kg__rdfxml_fail_at(x, at, "unknown prefix '%.*s:', is xmlns:%.*s=\"%.*s\" missing?", n, prefix.ptr,
                            n, prefix.ptr, KG_STR_ARG(found));
  else
    st = kg__rdfxml_fail_at(x, at, "unknown prefix '%.*s:'", n, prefix.ptr);
  kg_namespaces_free(common);
  return st;
}

kg_status
kg__rdfxml_unknown_prefix(kg__rdfxml *x)
{
  int offset = 0, size = 0;
  const char *context = XML_GetInputContext(x->parser, &offset, &size);
  kg_str tag = {context ? context + offset : "", context && size > offset ? (size_t)(size - offset) : 0};
  for (size_t i = 1; i < tag.len; i = next_attribute(tag, i)) {
    kg_str prefix;
    if (is_unknown(x, name_at(tag, i), &prefix))
      return fail(x, i, prefix);
  }
  return kg__rdfxml_fail(x, KG_ERR_DATA, "a namespace prefix here is not declared"); // any more
}
