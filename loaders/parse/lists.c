// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Lists of phrases, from the first to the last that joins it: which are listed together, which are examples
// of one. Those that belong to a list but stand apart from it come after.

#include "loaders/parse/lists.h"

static void
find_list(kg__document *doc, const kg__sentence *s, uint32_t first)
{
  uint32_t members[32];
  size_t n = 0, sure = 0;
  bool examples = false;
  for (uint32_t i = first; n < 32;) {
    uint32_t k;
    kg__joint j = kg__joint_past(doc, s, i, &k);
    if (!j || (k < doc->chunk_end && kg__apposition_holds_office(doc, s, k)))
      break;
    if (j == KG__JOINT_COMMA &&
        (kg__apposition_names(doc, i, k) || kg__holder_behind(doc, s, i, k))) { // "the A, X, and the B, Y"
      doc->chunks.items[i].apposition = (int32_t)k;
      i = k;
      continue;
    }
    examples |= j == KG__JOINT_EXAMPLES;
    members[n++] = i = k;
    if (j != KG__JOINT_COMMA || examples)
      sure = n;
    if (j == KG__JOINT_AND && kg__joint_after(doc, s, k, kg__chunk_following(doc, k)) != KG__JOINT_AND &&
        !examples)
      break;
  }
  if (sure > 1 && kg__apposition_opens(doc, s, first, members[0])) {
    doc->chunks.items[first].apposition = (int32_t)members[0];
    kg__list_link(doc, members[0], members + 1, sure - 1);
  } else {
    uint32_t end = sure ? members[sure - 1] : first;
    if (sure)
      kg__list_link(doc, first, members, sure);
    if (sure)
      kg__apposition_of_all(doc, s, first, end);
    if (!sure || doc->tokens.items[doc->chunks.items[end].head].mention < 0)
      kg__apposition_find(doc, s, end); // "A and B, both parties" is of both
  }
}

void
kg__sentence_lists(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    if (doc->chunks.items[i].owner >= (int32_t)doc->chunk0)
      kg__company_of_owner(doc, s, i);
  }
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    bool owner = i + 1 < doc->chunk_end && doc->chunks.items[i + 1].owner == (int32_t)i;
    if (doc->chunks.items[i].list == (int32_t)i && doc->chunks.items[i].next < 0 &&
        !doc->chunks.items[i].time && !owner)
      find_list(doc, s, i);
  }
  kg__company_alike(doc, s);
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++)
    kg__company_behind(doc, s, i);
  kg__company_examples(doc, s);
}
