// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A reference relative to a base: the shortest of the usual forms that resolves to the IRI again.

#include "kg/rdf/jsonld/jsonld.h"

static bool
same_part(kg_str a, kg_str b)
{
  return (a.ptr != NULL) == (b.ptr != NULL) && kg_str_equal(a, b);
}

static void
add(kg__jsonld *p, kg_str s)
{
  if (kg_buf_add_str(&p->text, s))
    kg__jsonld_no_memory(p);
}

// Behind the last slash that both paths have in common.
static size_t
common_folder(kg_str a, kg_str b)
{
  size_t at = 0;
  for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
    if (a.ptr[i] == '/')
      at = i + 1;
  return at;
}

static void
add_path(kg__jsonld *p, kg_str base, kg_str path)
{
  size_t common = common_folder(base, path);
  kg_str rest = {path.ptr + common, path.len - common};
  for (size_t i = common; i < base.len; i++)
    if (base.ptr[i] == '/')
      add(p, KG_STR("../"));
  if (!p->text.len && (!rest.len || rest.ptr[0] == '/' || rest.ptr[0] == '@' || kg_iri_is_absolute(rest)))
    add(p, KG_STR("./"));
  add(p, rest);
}

static void
make_reference(kg__jsonld *p, const kg_iri_parts *b, const kg_iri_parts *i)
{
  bool same_path = kg_str_equal(b->path, i->path), same_query = same_part(b->query, i->query);
  if (!same_path || (b->query.ptr && !i->query.ptr))
    add_path(p, b->path, i->path);
  if (i->query.ptr && !(same_path && same_query)) {
    add(p, KG_STR("?"));
    add(p, i->query);
  }
  if (i->fragment.ptr) {
    add(p, KG_STR("#"));
    add(p, i->fragment);
  }
}

kg_str
kg__iri_relative(kg__jsonld *p, kg_str base, kg_str iri)
{
  kg_iri_parts b = kg_iri_split(base), i = kg_iri_split(iri);
  if (!same_part(b.scheme, i.scheme) || !same_part(b.authority, i.authority) || !b.scheme.ptr)
    return iri;
  if (!b.authority.ptr && (!i.path.len || i.path.ptr[0] != '/'))
    return iri;
  kg_buf_clear(&p->text);
  make_reference(p, &b, &i);
  if (!p->text.len && b.path.len)
    add_path(p, b.path, i.path);
  kg_str reference = kg__jsonld_copy(p, kg_buf_str(&p->text));
  kg_buf_clear(&p->text);
  if (kg_iri_resolve(base, reference, &p->text))
    kg__jsonld_no_memory(p);
  return kg_str_equal(kg_buf_str(&p->text), iri) ? reference : iri;
}
