// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/stages.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *
text_of(kg_str s)
{
  return json_stringn(s.ptr ? s.ptr : "", s.len);
}

static json_t *
triple_of(const kg__document *doc, const kg__claim *c)
{
  return json_pack("{s:o, s:o, s:o}", "sub", text_of(doc->entities.items[c->subject].label), "rel",
                   text_of(doc->ontology->properties.items[c->property].name), "obj",
                   text_of(doc->entities.items[c->object].label));
}

kg_status
kg__document_triples(const kg__document *doc, kg_str iri, double min_confidence, kg_output *output)
{
  json_t *triples = json_array(), *line = json_pack("{s:o, s:o}", "id", text_of(iri), "triples", triples);
  for (size_t i = 0; i < doc->claims.n; i++) {
    if (doc->claims.items[i].confidence >= min_confidence)
      json_array_append_new(triples, triple_of(doc, &doc->claims.items[i]));
  }
  char *text = line ? json_dumps(line, JSON_COMPACT | JSON_ENSURE_ASCII) : NULL;
  kg_status st = text ? kg_output_printf(output, "%s\n", text) : KG_ERR_NOMEM;
  free(text);
  json_decref(line);
  return st;
}
