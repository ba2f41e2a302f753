// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The loop over a document's sentences: names first, for the whole document, since a short form may stand
// before the full one; then, sentence by sentence, who does what to whom.

#include "loaders/stages.h"

const kg__stage kg__stages[] = {
    {"tree", kg__sentence_tree},                   // what hangs on what
    {"times", kg__sentence_times},                 // when things happen
    {"tag", kg__sentence_tag},                     // parts of speech
    {"chunk", kg__sentence_chunk},                 // phrases and lists
    {"clauses", kg__sentence_clauses},             // who is whose subject
    {"arguments", kg__sentence_arguments},         // by the tree, where the words near it do not tell
    {"modality", kg__sentence_modality},           // how sure it is
    {"items", kg__sentence_items},                 // who does what the items of a list say
    {"christen", kg__sentence_christen},           // what has a name from here on
    {"compounds", kg__sentence_compounds},         // who is called after whom
    {"pairs", kg__sentence_pairs},                 // whom a name ties together
    {"structure", kg__sentence_structure},         // what names and phrases say by their form
    {"beside", kg__sentence_beside},               // what stands beside a name
    {"frames", kg__sentence_frames},               // who does what to whom
    {"parallels", kg__sentence_parallels},         // and once more in the same words
    {"fields", kg__sentence_fields},               // what a cooperation is about, told apart from it
    {"encounters", kg__sentence_encounters},       // meetings that no phrase names
    {"alike", kg__sentence_alike},                 // what is the same of another
    {"assets", kg__sentence_assets},               // what forces do, and where
    {"contents", kg__sentence_contents},           // what is part of what somebody has
    {"contingents", kg__sentence_contingents},     // whose people are there
    {"offices", kg__sentence_offices},             // whose title stands beside a name
    {"inaugurations", kg__sentence_inaugurations}, // who takes an office of the state spoken of
    {"memberships", kg__sentence_memberships},     // of groups that a phrase names
    {"wars", kg__sentence_wars},                   // who is in a war by what he does there
    {"joiners", kg__sentence_joiners},             // who takes part, if nobody is told
    {"nearest", kg__sentence_nearest},             // what could hardly be otherwise
    {"learned", kg__sentence_learned},             // what other sentences have taught
    {"ellipsis", kg__sentence_ellipsis},           // "so will X"
    {"occurrences", kg__sentence_occurrences},     // when its events take place
    {"remember", kg__sentence_remember},           // for "both sides" of the next
};

const size_t kg__n_stages = sizeof kg__stages / sizeof *kg__stages;

static kg_status
read_sentence(kg__document *doc, const kg__sentence *s)
{
  for (size_t i = 0; i < kg__n_stages; i++)
    KG_TRY(kg__stages[i].run(doc, s));
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
