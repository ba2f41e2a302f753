// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/parse/relations.h"

#define UPOS_TEXT(name) #name,
#define RELATION_TEXT(name, text) text,

static const char *const UPOS[] = {"_", KG__UPOS_LIST(UPOS_TEXT)};
static const char *const XPOS[] = {"_", KG__XPOS_LIST(UPOS_TEXT)};
static const char *const RELATIONS[] = {"_", KG__RELATION_LIST(RELATION_TEXT)};

static size_t
find(const char *const *list, size_t n, kg_str name)
{
  for (size_t i = 1; i < n; i++) {
    if (kg_str_equal(name, kg_str_of(list[i])))
      return i;
  }
  return 0;
}

kg__upos
kg__upos_find(kg_str name)
{
  return (kg__upos)find(UPOS, KG__UPOS_COUNT, name);
}

kg__xpos
kg__xpos_find(kg_str name)
{
  return (kg__xpos)find(XPOS, KG__XPOS_COUNT, name);
}

kg__relation
kg__relation_find(kg_str name)
{
  size_t at = find(RELATIONS, KG__REL_COUNT, name);
  const char *colon = memchr(name.ptr, ':', name.len);
  if (!at && colon) // a subtype that is not known here
    at = find(RELATIONS, KG__REL_COUNT, (kg_str){name.ptr, (size_t)(colon - name.ptr)});
  return (kg__relation)at;
}

const char *
kg__relation_text(kg__relation relation)
{
  return RELATIONS[relation];
}

const char *
kg__upos_text(kg__upos upos)
{
  return UPOS[upos];
}
