// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Tokens become words of the parser, which are the treebanks': a hyphen between two tokens is a word there.
// Tags, heads and relations come back to the tokens; what hangs on a hyphen hangs on what the hyphen hangs
// on. A name of several tokens is one word, which looks like the last before any preposition in it. What
// the parser is known to take wrongly is mended (mends.c).

#include "kg/base/vec.h"
#include "loaders/stages.h"

#include <string.h>

kg_status
kg__tree_add_word(kg__document *doc, kg_str text, int32_t token)
{
  KG_TRY(kg__vec_add(&doc->words));
  size_t n = doc->words.n;
  KG_TRY(kg__vec_reserve((void **)&doc->words.tokens, &doc->words.tokens_capacity, n,
                         sizeof *doc->words.tokens));
  kg__syntax_look(doc->model, text, &doc->words.items[n - 1]);
  doc->words.tokens[n - 1] = token;
  return KG_OK;
}

kg_status
kg__text_lowered(kg__document *doc, kg_str text, kg_str *small)
{
  *small = text;
  if (!text.len || text.ptr[0] < 'A' || text.ptr[0] > 'Z')
    return KG_OK;
  char *copy = kg_arena_alloc(doc->arena, text.len);
  if (!copy)
    return KG_ERR_NOMEM;
  memcpy(copy, text.ptr, text.len);
  copy[0] = (char)(copy[0] + 32);
  *small = (kg_str){copy, text.len};
  return KG_OK;
}

// The token by which a name hangs on the rest.
uint32_t
kg__name_head(const kg__document *doc, const kg__mention *m)
{
  static const uint32_t BEHIND = KG__PREPOSITION | KG__TO | KG__COORDINATOR;
  uint32_t t = m->first;
  while (t < m->last && !(kg__token_word(doc, t + 1)->pos & BEHIND) &&
         !(doc->tokens.items[t + 1].flags & KG__T_PUNCT))
    t++;
  return t;
}

// "agreed to: - hold X", "the Council: 1. Condemns Y": the parser is given the word that is left out, and the
// verb without its capital. Returns the first token that is left to add.
static kg_status
add_lead(kg__document *doc, const kg__sentence *s, uint32_t *next)
{
  uint32_t t = s->first;
  kg_str text = kg__token_text(doc, t);
  bool verb = kg__token_word(doc, t)->verb && doc->tokens.items[t].mention < 0;
  *next = t;
  if (doc->lead < 0 || !(doc->tokens.items[t].flags & KG__T_ITEM) || !verb || !text.len ||
      kg_str_ends(text, KG_STR("s")) == doc->lead_predicts)
    return KG_OK;
  KG_TRY(kg__tree_add_word(doc, doc->lead_predicts ? KG_STR("to") : KG_STR("it"), -1));
  KG_TRY(kg__text_lowered(doc, text, &text));
  *next = t + 1;
  return kg__tree_add_word(doc, text, (int32_t)t);
}

// "X and Y have each sent ships", "X, Y and Z all back it": the word says nothing of the tree, and the parser
// takes it for that of an object.
static bool
floats(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (t <= s->first + 1 || t + 1 >= s->end ||
      !(kg__token_is(doc, t, "each") || kg__token_is(doc, t, "all") || kg__token_is(doc, t, "both")))
    return false;
  const kg__token *before = &doc->tokens.items[t - 1];
  uint8_t forms = doc->tokens.items[t + 1].mention < 0 ? kg__token_word(doc, t + 1)->forms : 0;
  if (before->mention < 0)
    return kg__token_word(doc, t - 1)->pos & (KG__HAVE | KG__BE | KG__MODAL) &&
           forms & (KG__FORM_PARTICIPLE | KG__FORM_PAST | KG__FORM_BASE);
  uint32_t name = doc->mentions.items[before->mention].first;
  return forms & (KG__FORM_PAST | KG__FORM_BASE) && name > s->first + 1 &&
         kg__token_word(doc, name - 1)->pos & KG__COORDINATOR;
}

static void
leave_to(kg__token *k, uint32_t verb)
{
  k->head = (int32_t)verb;
  k->relation = KG__REL_ADVMOD;
  k->upos = KG__UPOS_ADV;
}

static kg_status
add_words(kg__document *doc, const kg__sentence *s)
{
  uint32_t first;
  doc->words.n = 0;
  KG_TRY(add_lead(doc, s, &first));
  for (uint32_t t = first; t < s->end; t++) {
    const kg__token *k = &doc->tokens.items[t];
    const kg__mention *m = k->mention >= 0 ? &doc->mentions.items[k->mention] : NULL;
    if (floats(doc, s, t)) {
      leave_to(&doc->tokens.items[t], t + 1);
      continue;
    }
    if (t > s->first && k->flags & KG__T_JOINED)
      KG_TRY(kg__tree_add_word(doc, (kg_str){doc->text.ptr + k[-1].end, k->start - k[-1].end}, -1));
    if (!m || m->first != t || m->last >= s->end) {
      kg_str text = kg__token_text(doc, t);
      if (!(k->flags & KG__T_CAPITAL))
        KG_TRY(kg__text_lowered(doc, text, &text));
      KG_TRY(kg__tree_add_word(doc, text, (int32_t)t));
      continue;
    }
    uint32_t head = kg__name_head(doc, m);
    KG_TRY(kg__tree_add_word(doc, kg__token_text(doc, head), (int32_t)head));
    doc->words.items[doc->words.n - 1].name = true;
    for (; t <= m->last; t++) {
      doc->tokens.items[t].head = (int32_t)head;
      doc->tokens.items[t].relation = KG__REL_FLAT;
      doc->tokens.items[t].upos = KG__UPOS_PROPN;
    }
    t--;
  }
  return KG_OK;
}

static int32_t
head_token(const kg__document *doc, size_t word)
{
  int32_t head = doc->words.items[word].head;
  for (size_t steps = 0; head >= 0 && doc->words.tokens[head] < 0 && steps < doc->words.n; steps++)
    head = doc->words.items[head].head;
  return head < 0 ? -1 : doc->words.tokens[head];
}

static void
take_tree(kg__document *doc)
{
  for (size_t i = 0; i < doc->words.n; i++) {
    const kg__syntax_word *w = &doc->words.items[i];
    if (doc->words.tokens[i] < 0)
      continue;
    kg__token *k = &doc->tokens.items[doc->words.tokens[i]];
    k->upos = w->upos;
    k->xpos = doc->model->xpos[w->tag];
    k->relation = doc->model->relation[w->relation];
    k->head = head_token(doc, i);
  }
}

// "invaded neighbouring X": what the tagger takes for a gerund that has X as its object.
static void
mend_neighbours(kg__document *doc)
{
  size_t adjective = 0, n = doc->model->n_tags;
  while (adjective < n &&
         !(doc->model->xpos[adjective] == KG__XPOS_JJ && doc->model->upos[adjective] == KG__UPOS_ADJ))
    adjective++;
  for (size_t i = 1; i + 1 < doc->words.n && adjective < n; i++) {
    kg__syntax_word *w = &doc->words.items[i];
    int32_t t = doc->words.tokens[i];
    uint8_t before = w[-1].upos;
    bool beside = before == KG__UPOS_VERB || before == KG__UPOS_ADP || before == KG__UPOS_CCONJ;
    if (t < 0 || !beside || w->upos != KG__UPOS_VERB ||
        !(kg__token_says(doc, (uint32_t)t, "neighbouring") ||
          kg__token_says(doc, (uint32_t)t, "neighboring")))
      continue;
    w->tag = (uint8_t)adjective;
    w->upos = doc->model->upos[adjective];
  }
}

static void
leave_out(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first; t < s->end; t++) {
    kg__token *k = &doc->tokens.items[t];
    k->head = -1;
    k->upos = k->xpos = k->relation = 0;
  }
}

kg_status
kg__sentence_tree(kg__document *doc, const kg__sentence *s)
{
  if (doc->without & KG_WITHOUT_PARSER) {
    leave_out(doc, s);
    return KG_OK;
  }
  KG_TRY(add_words(doc, s));
  kg__syntax_tag(doc->model, doc->words.items, doc->words.n);
  mend_neighbours(doc);
  KG_TRY(kg__syntax_parse(doc->model, &doc->parse_memory, doc->words.items, doc->words.n));
  take_tree(doc);
  kg__sentence_mend(doc, s);
  return KG_OK;
}
