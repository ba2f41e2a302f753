// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Subject and object of each verb by the rows of the table, from the root of the tree down, so that what a
// verb hands on to those below it is there.

#include "loaders/claims/frames.h"

static uint32_t
depth_of(const kg__document *doc, uint32_t t)
{
  uint32_t depth = 0;
  while (doc->tokens.items[t].head >= 0 && depth < 1000) {
    t = (uint32_t)doc->tokens.items[t].head;
    depth++;
  }
  return depth;
}

static void
fill_places(kg__document *doc, const kg__sentence *s, uint32_t i)
{
  kg__verb *v = &doc->verbs.items[i];
  v->subject = kg__verb_place(doc, s, (int32_t)i, &doc->lexicon->subject, &v->subject_way);
  v->object = kg__verb_place(doc, s, (int32_t)i, &doc->lexicon->object, &v->object_way);
}

kg_status
kg__sentence_arguments(kg__document *doc, const kg__sentence *s)
{
  uint32_t left = doc->verb_end - doc->verb0;
  for (uint32_t depth = 0; left && depth < 1000; depth++) {
    for (uint32_t i = doc->verb0; i < doc->verb_end; i++) {
      if (depth_of(doc, kg__verb_predicate(doc, &doc->verbs.items[i])) != depth)
        continue;
      left--;
      fill_places(doc, s, i);
    }
  }
  return KG_OK;
}
