// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The loop over a document's sentences: names first, for the whole document, since a short form may stand
// before the full one; then, sentence by sentence, who does what to whom.

#include "loaders/stages.h"

static kg_status
read_sentence(kg__document *doc, const kg__sentence *s)
{
  KG_TRY(kg__sentence_tree(doc, s));          // what hangs on what
  KG_TRY(kg__sentence_times(doc, s));         // when things happen
  kg__sentence_tag(doc, s);                   // parts of speech
  KG_TRY(kg__sentence_chunk(doc, s));         // phrases and lists
  kg__sentence_clauses(doc, s);               // who is whose subject
  kg__sentence_arguments(doc, s);             // by the tree, where the words near it do not tell
  kg__sentence_modality(doc, s);              // how sure it is
  KG_TRY(kg__sentence_items(doc, s));         // who does what the items of a list say
  kg__sentence_christen(doc);                 // what has a name from here on
  KG_TRY(kg__sentence_compounds(doc, s));     // who is called after whom
  KG_TRY(kg__sentence_pairs(doc, s));         // whom a name ties together
  KG_TRY(kg__sentence_structure(doc, s));     // what names and phrases say by their form
  KG_TRY(kg__sentence_beside(doc, s));        // what stands beside a name
  KG_TRY(kg__sentence_frames(doc, s));        // who does what to whom
  KG_TRY(kg__sentence_parallels(doc, s));     // and once more in the same words
  KG_TRY(kg__sentence_fields(doc, s));        // what a cooperation is about, told apart from it
  KG_TRY(kg__sentence_encounters(doc, s));    // meetings that no phrase names
  KG_TRY(kg__sentence_alike(doc, s));         // what is the same of another
  KG_TRY(kg__sentence_assets(doc, s));        // what forces do, and where
  KG_TRY(kg__sentence_contents(doc, s));      // what is part of what somebody has
  KG_TRY(kg__sentence_contingents(doc, s));   // whose people are there
  KG_TRY(kg__sentence_offices(doc, s));       // whose title stands beside a name
  KG_TRY(kg__sentence_inaugurations(doc, s)); // who takes an office of the state spoken of
  KG_TRY(kg__sentence_memberships(doc, s));   // of groups that a phrase names
  KG_TRY(kg__sentence_wars(doc, s));          // who is in a war by what he does there
  KG_TRY(kg__sentence_joiners(doc, s));       // who takes part, if nobody is told
  KG_TRY(kg__sentence_nearest(doc, s));       // what could hardly be otherwise
  KG_TRY(kg__sentence_learned(doc, s));       // what other sentences have taught
  KG_TRY(kg__sentence_ellipsis(doc, s));      // "so will X"
  KG_TRY(kg__sentence_occurrences(doc, s));   // when its events take place
  KG_TRY(kg__sentence_remember(doc, s));      // for "both sides" of the next
  return KG_OK;
}

kg_status
kg__document_extract(kg__document *doc, const kg_limits *limits, kg_error *err)
{
  KG_TRY(kg__document_segment(doc));
  KG_TRY(kg__document_name(doc));
  KG_TRY(kg__document_speakers(doc));
  for (size_t i = 0; i < doc->sentences.n; i++) {
    KG_TRY(kg_limits_check(limits, err));
    KG_TRY(read_sentence(doc, &doc->sentences.items[i]));
  }
  KG_TRY(kg__document_background(doc));
  kg__document_occurrences(doc);
  kg__document_sources(doc);
  return KG_OK;
}
