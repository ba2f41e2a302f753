// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Entries in the order of adding, and their indexes in the order of (IRI, age).  The longest namespace that
// an IRI begins with is found there by binary search: it is the greatest entry not above the IRI, or else it
// is no longer than what that entry and the IRI begin with in common, so the search goes on with that.

#include "kg/iri.h"

#include "kg/base/map.h"
#include "kg/base/vec.h"
#include "kg/vocab.h"

#include <stdlib.h>

typedef struct entry {
  kg_str prefix;
  kg_str iri;
} entry;

struct kg_namespaces {
  struct {
    entry *items;
    size_t n, capacity;
  } entries;
  struct {
    size_t *items;
    size_t n, capacity;
  } sorted;
  kg__map by_prefix; // to the index in `entries`
  kg_arena *text;
};

kg_namespaces *
kg_namespaces_new(void)
{
  kg_namespaces *ns = calloc(1, sizeof *ns);
  if (ns && !(ns->text = kg_arena_new())) {
    free(ns);
    ns = NULL;
  }
  return ns;
}

void
kg_namespaces_free(kg_namespaces *ns)
{
  if (!ns)
    return;
  free(ns->entries.items);
  free(ns->sorted.items);
  kg__map_release(&ns->by_prefix);
  kg_arena_free(ns->text);
  free(ns);
}

static const entry *
sorted_at(const kg_namespaces *ns, size_t i)
{
  return &ns->entries.items[ns->sorted.items[i]];
}

// How many in the sorted order stand before (iri, age).
static size_t
rank(const kg_namespaces *ns, kg_str iri, size_t age)
{
  size_t low = 0, high = ns->sorted.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = kg_str_compare(sorted_at(ns, middle)->iri, iri);
    if (order < 0 || (order == 0 && ns->sorted.items[middle] < age))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
sorted_remove(kg_namespaces *ns, size_t index)
{
  size_t at = rank(ns, ns->entries.items[index].iri, index);
  size_t *items = ns->sorted.items;
  ns->sorted.n--;
  memmove(items + at, items + at + 1, (ns->sorted.n - at) * sizeof *items);
}

// There is room for it.
static void
sorted_insert(kg_namespaces *ns, size_t index)
{
  size_t at = rank(ns, ns->entries.items[index].iri, index);
  size_t *items = ns->sorted.items;
  memmove(items + at + 1, items + at, (ns->sorted.n - at) * sizeof *items);
  items[at] = index;
  ns->sorted.n++;
}

// A new prefix, for which the map was made ready.
static kg_status
append(kg_namespaces *ns, kg_str prefix, kg_str iri)
{
  size_t index = ns->entries.n;
  kg_str own = kg_arena_str(ns->text, prefix);
  if (!own.ptr)
    return KG_ERR_NOMEM;
  KG_TRY(kg__vec_reserve((void **)&ns->sorted.items, &ns->sorted.capacity, index + 1, sizeof(size_t)));
  KG_TRY(kg__vec_reserve((void **)&ns->entries.items, &ns->entries.capacity, index + 1, sizeof(entry)));
  KG_TRY(kg__map_put(&ns->by_prefix, prefix, index, NULL, NULL));
  ns->entries.items[ns->entries.n++] = (entry){own, iri};
  sorted_insert(ns, index);
  return KG_OK;
}

kg_status
kg_namespaces_add(kg_namespaces *ns, kg_str prefix, kg_str iri)
{
  kg_str own = kg_arena_str(ns->text, iri);
  if (!own.ptr)
    return KG_ERR_NOMEM;
  uint64_t *known = kg__map_find(&ns->by_prefix, prefix);
  if (!known)
    return append(ns, prefix, own);
  sorted_remove(ns, (size_t)*known);
  ns->entries.items[*known].iri = own;
  sorted_insert(ns, (size_t)*known);
  return KG_OK;
}

kg_status
kg_namespaces_add_common(kg_namespaces *ns)
{
  static const char *const common[][2] = {
      {"rdf", KG_NS_RDF},         {"rdfs", KG_NS_RDFS}, {"xsd", KG_NS_XSD}, {"owl", KG_NS_OWL},
      {"skos", KG_NS_SKOS},       {"prov", KG_NS_PROV}, {"oa", KG_NS_OA},   {"schema", KG_NS_SCHEMA},
      {"dcterms", KG_NS_DCTERMS}, {"wd", KG_NS_WD},     {"sec", KG_NS_SEC},
  };
  for (size_t i = 0; i < sizeof common / sizeof *common; i++)
    KG_TRY(kg_namespaces_add(ns, kg_str_of(common[i][0]), kg_str_of(common[i][1])));
  return KG_OK;
}

size_t
kg_namespaces_count(const kg_namespaces *ns)
{
  return ns->entries.n;
}

bool
kg_namespaces_at(const kg_namespaces *ns, size_t i, kg_str *prefix, kg_str *iri)
{
  if (i >= ns->entries.n)
    return false;
  *prefix = ns->entries.items[i].prefix;
  *iri = ns->entries.items[i].iri;
  return true;
}

bool
kg_namespaces_find(const kg_namespaces *ns, kg_str prefix, kg_str *iri)
{
  const uint64_t *index = kg__map_find(&ns->by_prefix, prefix);
  if (index)
    *iri = ns->entries.items[*index].iri;
  return index != NULL;
}

static size_t
common_length(kg_str a, kg_str b)
{
  size_t n = 0;
  while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
    n++;
  return n;
}

bool
kg_namespaces_shorten(const kg_namespaces *ns, kg_str iri, kg_str *prefix, kg_str *local)
{
  kg_str head = iri;
  while (head.len) {
    size_t above = rank(ns, head, SIZE_MAX);
    if (!above)
      return false;
    kg_str found = sorted_at(ns, above - 1)->iri;
    size_t common = common_length(found, head);
    if (common && common == found.len) {
      *prefix = sorted_at(ns, rank(ns, found, 0))->prefix;
      *local = (kg_str){iri.ptr + common, iri.len - common};
      return true;
    }
    head.len = common;
  }
  return false;
}

enum { LONGEST_PREFIX = 64, MOST_EDITS = 2 };

static size_t
least(size_t a, size_t b)
{
  return a < b ? a : b;
}

// Edits from one text to the other, each of at most LONGEST_PREFIX bytes; swapped neighbours are one edit.
static size_t
edits(kg_str a, kg_str b)
{
  size_t rows[3][LONGEST_PREFIX + 1] = {0};
  size_t *before = rows[0], *last = rows[1], *row = rows[2];
  for (size_t j = 0; j <= b.len; j++)
    row[j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t *spare = before;
    before = last;
    last = row;
    row = spare;
    row[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]));
      if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1])
        row[j] = least(row[j], before[j - 2] + 1);
    }
  }
  return row[b.len];
}

bool
kg_namespaces_suggest(const kg_namespaces *ns, kg_str prefix, kg_str *suggestion)
{
  size_t best = MOST_EDITS + 1;
  for (size_t i = 0; i < ns->entries.n && prefix.len <= LONGEST_PREFIX; i++) {
    kg_str known = ns->entries.items[i].prefix;
    if (known.len > LONGEST_PREFIX)
      continue;
    size_t n = edits(prefix, known);
    if (n < best && 2 * n <= known.len) {
      best = n;
      *suggestion = known;
    }
  }
  return best <= MOST_EDITS;
}
