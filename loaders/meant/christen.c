// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// "They began drills. The drills, dubbed X, ...": what was only described so far has a name from here on, and
// what was said of it is said of the name.

#include "loaders/meant/resolve.h"

static void
rename_one(int32_t *e, int32_t from, int32_t to)
{
  if (*e == from)
    *e = to;
}

static void
become(kg__document *doc, int32_t from, int32_t to)
{
  for (size_t i = 0; i < doc->claims.n; i++) {
    rename_one(&doc->claims.items[i].subject, from, to);
    rename_one(&doc->claims.items[i].object, from, to);
  }
  for (size_t i = 0; i < doc->mentions.n; i++)
    rename_one(&doc->mentions.items[i].entity, from, to);
  for (size_t i = 0; i < doc->occurrences.n; i++)
    rename_one(&doc->occurrences.items[i].event, from, to);
  for (size_t i = 0; i < doc->referents.n; i++) {
    for (uint32_t k = 0; k < doc->referents.items[i].n; k++)
      rename_one(&doc->referents.items[i].entities[k], from, to);
  }
  doc->entities.items[to].count += doc->entities.items[from].count;
  doc->entities.items[from].count = 0;
  doc->entities.items[from].mentioned = false;
}

kg_status
kg__sentence_christen(kg__document *doc, const kg__sentence *s)
{
  (void)s; // whose phrases are those of the document now
  if (doc->without & KG_WITHOUT_COREFERENCE)
    return KG_OK;
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    const kg__chunk *c = &doc->chunks.items[i];
    int32_t name = c->apposition >= 0 ? kg__mentioned_at(doc, doc->chunks.items[c->apposition].head) : -1;
    uint8_t cls = doc->tokens.items[c->head].head_class;
    kg__group before = {0};
    if (name < 0 || doc->entities.items[name].described || doc->entities.items[name].cls != cls ||
        doc->tokens.items[c->head].mention >= 0 ||
        !kg__resolve_definite(doc, c, (uint64_t)1 << cls, &before) || before.n != 1)
      continue;
    int32_t e = before.entities[0];
    if (e != name && doc->entities.items[e].described && doc->entities.items[e].cls == cls)
      become(doc, e, name);
  }
  return KG_OK;
}
