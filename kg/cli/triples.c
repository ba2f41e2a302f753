// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The plain triples of a document by labels, as data sets for extraction write them.

#include "kg/base/map.h"
#include "kg/base/vec.h"
#include "kg/cli/documents.h"

#include <jansson.h>
#include <stdlib.h>

typedef struct claim {
  kg_str spo[3];
} claim;

struct cli_triples {
  kg_arena *arena;
  kg_str document;
  kg__map labels; ///< IRI -> index into texts
  kg__map claims; ///< Claim node -> index into claims
  struct {
    kg_str *items;
    size_t n, capacity;
  } texts;
  struct {
    claim *items;
    size_t n, capacity;
  } all;
};

static kg_status
keep_label(cli_triples *t, kg_str iri, kg_str label)
{
  bool made;
  KG_TRY(kg__map_put(&t->labels, iri, t->texts.n, NULL, &made));
  if (!made)
    return KG_OK;
  KG_TRY(kg__vec_add(&t->texts));
  return (t->texts.items[t->texts.n - 1] = kg_arena_str(t->arena, label)).ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
keep_part(cli_triples *t, kg_str node, size_t part, kg_str value)
{
  bool made;
  uint64_t *at;
  KG_TRY(kg__map_put(&t->claims, node, t->all.n, &at, &made));
  if (made) {
    KG_TRY(kg__vec_add(&t->all));
    t->all.items[t->all.n - 1] = (claim){0};
  }
  return (t->all.items[*at].spo[part] = kg_arena_str(t->arena, value)).ptr ? KG_OK : KG_ERR_NOMEM;
}

static kg_status
take(void *self, const kg_quad *quad, kg_error *err)
{
  static const char *const parts[] = {KG_RDF_SUBJECT, KG_RDF_PREDICATE, KG_RDF_OBJECT};
  cli_triples *t = self;
  (void)err;
  if (!t->document.ptr && !(t->document = kg_arena_str(t->arena, quad->graph.value)).ptr)
    return KG_ERR_NOMEM;
  if (kg_str_equal(quad->predicate.value, KG_STR(KG_NS_SKOS "prefLabel")))
    return keep_label(t, quad->subject.value, quad->object.value);
  for (size_t i = 0; i < 3; i++) {
    if (kg_str_equal(quad->predicate.value, kg_str_of(parts[i])))
      return keep_part(t, quad->subject.value, i, quad->object.value);
  }
  return KG_OK;
}

// The label of an IRI, or what stands behind its last / or #.
static kg_str
name_of(const cli_triples *t, kg_str iri)
{
  const uint64_t *at = kg__map_find(&t->labels, iri);
  if (at)
    return t->texts.items[*at];
  size_t start = iri.len;
  while (start > 0 && iri.ptr[start - 1] != '/' && iri.ptr[start - 1] != '#')
    start--;
  return (kg_str){iri.ptr + start, iri.len - start};
}

static json_t *
json_of(kg_str s)
{
  return json_stringn(s.ptr ? s.ptr : "", s.len);
}

static json_t *
json_of_claim(const cli_triples *t, const claim *c)
{
  return json_pack("{s:o, s:o, s:o}", "sub", json_of(name_of(t, c->spo[0])), "rel",
                   json_of(name_of(t, c->spo[1])), "obj", json_of(name_of(t, c->spo[2])));
}

static kg_status
print(const cli_triples *t, kg_output *output, kg_error *err)
{
  json_t *list = json_array();
  for (size_t i = 0; i < t->all.n; i++)
    json_array_append_new(list, json_of_claim(t, &t->all.items[i]));
  json_t *line = json_pack("{s:o, s:o}", "id", json_of(name_of(t, t->document)), "triples", list);
  char *text = line ? json_dumps(line, JSON_COMPACT) : NULL;
  kg_status st =
      text ? kg_output_printf(output, "%s\n", text) : kg_error_set(err, KG_ERR_NOMEM, "out of memory");
  free(text);
  json_decref(line);
  return st;
}

cli_triples *
cli_triples_new(void)
{
  cli_triples *t = calloc(1, sizeof *t);
  if (t && !(t->arena = kg_arena_new())) {
    free(t);
    return NULL;
  }
  return t;
}

kg_sink
cli_triples_sink(cli_triples *triples)
{
  return (kg_sink){.self = triples, .quad = take};
}

kg_status
cli_triples_print(cli_triples *triples, kg_output *output, kg_error *err)
{
  kg_status st = print(triples, output, err);
  kg__map_clear(&triples->labels);
  kg__map_clear(&triples->claims);
  kg_arena_clear(triples->arena);
  triples->document = (kg_str){0};
  triples->texts.n = triples->all.n = 0;
  return st;
}

void
cli_triples_free(cli_triples *triples)
{
  if (!triples)
    return;
  kg__map_release(&triples->labels);
  kg__map_release(&triples->claims);
  kg_arena_free(triples->arena);
  free(triples->texts.items);
  free(triples->all.items);
  free(triples);
}
