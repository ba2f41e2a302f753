// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Tokens become words of the parser, which are the treebanks': a hyphen between two tokens is a word there.
// Tags, heads and relations come back to the tokens; what hangs on a hyphen hangs on what the hyphen hangs
// on. A name of several tokens is one word, which looks like the last before any preposition in it. Two of
// the parser's habits are mended.

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
static uint32_t
head_of_name(const kg__document *doc, const kg__mention *m)
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
    uint32_t head = head_of_name(doc, m);
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

static bool
is_comma(const kg__document *doc, uint32_t t)
{
  return kg_str_equal(kg__token_text(doc, t), KG_STR(","));
}

static bool
is_past(const kg__token *k)
{
  return k->xpos == KG__XPOS_VBD || k->xpos == KG__XPOS_VBN;
}

// The first word behind `t` that hangs on `head` by a relation; `end` if there is none.
static uint32_t
next_below(const kg__document *doc, const kg__sentence *s, uint32_t t, uint32_t head, kg__relation relation)
{
  while (++t < s->end) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->head == (int32_t)head && k->relation == relation)
      break;
  }
  return t < s->end ? t : s->end;
}

static void
hang(kg__document *doc, uint32_t t, int32_t head, kg__relation relation)
{
  doc->tokens.items[t].head = head;
  doc->tokens.items[t].relation = relation;
}

// The verb, or the noun behind "be", whose clause begins with what stands behind `t`; none beyond a comma.
static uint32_t
clause_behind(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  while (++t < s->end && !is_comma(doc, t)) {
    const kg__token *k = &doc->tokens.items[t];
    if (k->relation == KG__REL_COP && k->head > (int32_t)t)
      return (uint32_t)k->head;
    if (k->relation == KG__REL_CCOMP && k->head == (int32_t)s->first && k->upos == KG__UPOS_VERB)
      return t;
  }
  return s->end;
}

// The verb above `t`, before which, and after `t`, no comma stands, but its subject or "be".
static uint32_t
clause_above(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t verb = doc->tokens.items[t].head;
  if (verb <= (int32_t)t)
    return s->end;
  for (uint32_t i = t; i < (uint32_t)verb; i++) {
    if (is_comma(doc, i))
      return s->end;
  }
  uint32_t be = next_below(doc, s, t, (uint32_t)verb, KG__REL_COP),
           subject = next_below(doc, s, t, (uint32_t)verb, KG__REL_NSUBJ);
  bool gerund = doc->tokens.items[t].xpos == KG__XPOS_VBG;
  return be < (uint32_t)verb || (gerund && subject < (uint32_t)verb) ? (uint32_t)verb : s->end;
}

// "Joining X has cost Y dearly", "Stationed in X were Y": what the sentence begins with is the subject, and
// has X below it.
static void
mend_opening(kg__document *doc, const kg__sentence *s)
{
  kg__token *k = &doc->tokens.items[s->first];
  if (s->first >= s->end || !(k->xpos == KG__XPOS_VBG || is_past(k)))
    return;
  bool root = k->relation == KG__REL_ROOT;
  if (k->relation == KG__REL_CSUBJ && k->head > (int32_t)s->first &&
      kg__token_is(doc, s->first + 1, "that")) {
    hang(doc, (uint32_t)k->head, (int32_t)s->first, KG__REL_CCOMP); // "Noting that X arms Y,"
    hang(doc, s->first, -1, KG__REL_ROOT);
    return;
  }
  if (!root && k->relation != KG__REL_ADVCL && k->relation != KG__REL_ACL)
    return;
  uint32_t verb = root ? clause_behind(doc, s, s->first) : clause_above(doc, s, s->first);
  if (verb >= s->end)
    return;
  if (k->xpos == KG__XPOS_VBD)
    k->xpos = KG__XPOS_VBN;
  for (uint32_t t = s->first + 1; t < verb; t++) {
    const kg__token *below = &doc->tokens.items[t];
    bool marked = next_below(doc, s, s->first, t, KG__REL_CASE) < t;
    if (below->head == (int32_t)verb &&
        (below->relation == KG__REL_NSUBJ || below->relation == KG__REL_COMPOUND))
      hang(doc, t, (int32_t)s->first, marked ? KG__REL_OBL : KG__REL_OBJ);
  }
  if (root)
    hang(doc, verb, -1, KG__REL_ROOT);
  hang(doc, s->first, (int32_t)verb, KG__REL_CSUBJ);
}

static bool
is_resolve(const kg__document *doc, uint32_t t)
{
  static const char *const RESOLVES[] = {"decision",  "plan",        "plans",        "offer",      "promise",
                                         "pledge",    "intention",   "refusal",      "attempt",    "attempts",
                                         "readiness", "willingness", "proposal",     "commitment", "bid",
                                         "desire",    "ambition",    "ambitions",    "agreement",  "move",
                                         "failure",   "reluctance",  "unwillingness"};
  for (size_t i = 0; i < sizeof RESOLVES / sizeof *RESOLVES; i++) {
    if (kg__token_is(doc, t, RESOLVES[i]))
      return true;
  }
  return false;
}

// "It praised the decision of X to join": the infinitive hangs on the noun right before it, or on that by
// "of".
static void
mend_resolve(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 1; t + 1 < s->end; t++) {
    const kg__token *to = &doc->tokens.items[t];
    if (to->relation != KG__REL_MARK || to->xpos != KG__XPOS_TO || to->head <= (int32_t)t ||
        doc->tokens.items[to->head].head < 0)
      continue;
    int32_t n = (int32_t)t - 1;
    for (int steps = 0; n >= (int32_t)s->first && steps < 4 && !is_resolve(doc, (uint32_t)n); steps++)
      n = doc->tokens.items[n].head;
    if (n >= (int32_t)s->first && n < (int32_t)t && is_resolve(doc, (uint32_t)n) &&
        doc->tokens.items[n].upos == KG__UPOS_NOUN)
      hang(doc, (uint32_t)to->head, n, KG__REL_ACL);
  }
}

// "It flew the jets X sent Y": a clause that nothing joins to the verb before it is of the noun before its
// subject.
static void
mend_relative(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 1; t + 1 < s->end; t++) {
    const kg__token *name = &doc->tokens.items[t], *noun = name - 1;
    if (name->relation != KG__REL_NSUBJ || name->upos != KG__UPOS_PROPN || name->head <= (int32_t)t ||
        noun->upos != KG__UPOS_NOUN || noun->mention >= 0)
      continue;
    uint32_t v = (uint32_t)name->head;
    const kg__token *verb = &doc->tokens.items[v];
    bool apart = verb->relation == KG__REL_ADVCL || verb->relation == KG__REL_PARATAXIS;
    if (apart && verb->head >= 0 && verb->head < (int32_t)t && verb->head <= noun->head &&
        next_below(doc, s, (uint32_t)verb->head, v, KG__REL_MARK) >= s->end)
      hang(doc, v, (int32_t)t - 1, KG__REL_ACL_RELCL);
  }
}

static bool
is_saying(const kg__document *doc, uint32_t t)
{
  uint32_t lemma = kg__token_word(doc, t)->verb;
  return lemma && kg__word_at(&doc->ontology->words, lemma)->is & KG__WORD_SAYING;
}

// "Iran, Ukraine says, supports Russia", "Iran, said the minister, supports Russia": what stands between the
// commas says the clause around it, which has the first name as its subject.
static void
mend_aside(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t say = s->first + 2; say + 1 < s->end; say++) {
    kg__token *v = &doc->tokens.items[say];
    uint32_t subject = next_below(doc, s, s->first > 0 ? s->first - 1 : 0, say, KG__REL_NSUBJ);
    if (doc->tokens.items[s->first].head == (int32_t)say &&
        doc->tokens.items[s->first].relation == KG__REL_NSUBJ)
      subject = s->first;
    uint32_t clause = next_below(doc, s, say, say, KG__REL_CCOMP);
    bool says = v->upos == KG__UPOS_VERB && is_saying(doc, say) && subject < say && clause < s->end;
    uint32_t second = says ? next_below(doc, s, subject, say, KG__REL_NSUBJ) : s->end;
    bool inverted = says && is_comma(doc, say - 1);
    uint32_t sayer = !says ? s->end : inverted ? next_below(doc, s, say, clause, KG__REL_NSUBJ) : second;
    if (!says || sayer >= clause || (!inverted && sayer > say))
      continue;
    uint32_t open = inverted ? say - 1 : subject + 1, close = (inverted ? sayer : say) + 1;
    while (!inverted && open < sayer && !is_comma(doc, open))
      open++;
    bool own = !inverted && next_below(doc, s, say, clause, KG__REL_NSUBJ) < clause;
    if (own || !is_comma(doc, open) || !is_comma(doc, close) || open < subject)
      continue;
    hang(doc, clause, v->head, (kg__relation)v->relation);
    hang(doc, subject, (int32_t)clause, KG__REL_NSUBJ);
    hang(doc, say, (int32_t)clause, KG__REL_PARATAXIS);
    hang(doc, sayer, (int32_t)say, KG__REL_NSUBJ);
  }
}

// "Accusing X of arming Y, Z left": what somebody is charged with hangs on the charge, and not on what
// follows.
static void
mend_charge(kg__document *doc, const kg__sentence *s)
{
  static const char *const CHARGES[] = {"accusing", "accused", "accuses", "suspecting", "suspected"};
  bool charges = false;
  for (size_t i = 0; s->first < s->end && i < sizeof CHARGES / sizeof *CHARGES; i++)
    charges |= kg__token_is(doc, s->first, CHARGES[i]);
  for (uint32_t t = s->first + 2; charges && t < s->end && t < s->first + 10 && !is_comma(doc, t); t++) {
    kg__token *k = &doc->tokens.items[t];
    if (k->xpos == KG__XPOS_VBG && kg__token_is(doc, t - 1, "of") && k->relation == KG__REL_ADVCL)
      hang(doc, t, (int32_t)s->first, KG__REL_ADVCL);
  }
}

// The finite verb right behind a comma, without a subject of its own.
static uint32_t
verb_resumed(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  for (t++; t + 1 < s->end; t++) {
    if (!is_comma(doc, t))
      continue;
    const kg__token *k = &doc->tokens.items[t + 1];
    uint32_t v = k->upos == KG__UPOS_AUX && k->head > (int32_t)t ? (uint32_t)k->head : t + 1;
    bool finite = k->xpos == KG__XPOS_VBZ || k->xpos == KG__XPOS_VBP || k->xpos == KG__XPOS_VBD ||
                  k->xpos == KG__XPOS_MD;
    if (finite && v < s->end && doc->tokens.items[v].upos == KG__UPOS_VERB &&
        next_below(doc, s, t, v, KG__REL_NSUBJ) >= s->end)
      return v;
  }
  return s->end;
}

// "Rwanda, which Kinshasa accuses of X, opposes Y": the clause between the commas tells more of the subject.
static void
mend_inserted(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t which = s->first + 2; which + 2 < s->end; which++) {
    const kg__token *k = &doc->tokens.items[which];
    int32_t v = k->head;
    if (k->xpos != KG__XPOS_WDT || !is_comma(doc, which - 1) || v <= (int32_t)which)
      continue;
    const kg__token *before = &doc->tokens.items[which - 2], *clause = &doc->tokens.items[v];
    if (clause->relation == KG__REL_CCOMP && clause->head > v && before->head == clause->head)
      hang(doc, (uint32_t)v, (int32_t)which - 2, KG__REL_ACL_RELCL);
    if (clause->relation != KG__REL_ROOT)
      continue;
    uint32_t subject = s->first;
    while (subject < which &&
           (doc->tokens.items[subject].head != v || doc->tokens.items[subject].relation != KG__REL_NSUBJ))
      subject++;
    uint32_t verb = verb_resumed(doc, s, (uint32_t)v);
    if (subject >= which || verb >= s->end)
      continue;
    hang(doc, verb, -1, KG__REL_ROOT);
    hang(doc, subject, (int32_t)verb, KG__REL_NSUBJ);
    hang(doc, (uint32_t)v, (int32_t)subject, KG__REL_ACL_RELCL);
  }
}

// "A member since 2004, X joined Y": the name between comma and verb is the subject, which the noun before it
// only tells of.
static void
mend_subject(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 2; t + 1 < s->end; t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m < 0 || doc->mentions.items[m].first != t || !is_comma(doc, t - 1) ||
        doc->mentions.items[m].kind > KG__METONYM)
      continue;
    uint32_t name = head_of_name(doc, &doc->mentions.items[m]), v = doc->mentions.items[m].last + 1;
    while (v < s->end && doc->tokens.items[v].upos == KG__UPOS_ADV)
      v++;
    if (v >= s->end ||
        (doc->tokens.items[v].upos != KG__UPOS_VERB && doc->tokens.items[v].upos != KG__UPOS_AUX))
      return;
    while (v < s->end && doc->tokens.items[v].upos == KG__UPOS_AUX && doc->tokens.items[v].head > (int32_t)v)
      v = (uint32_t)doc->tokens.items[v].head;
    uint32_t noun = next_below(doc, s, s->first, v, KG__REL_NSUBJ);
    const kg__token *k = &doc->tokens.items[noun < s->end ? noun : t];
    if (noun >= t - 1 || k->upos != KG__UPOS_NOUN || k->mention >= 0 || doc->tokens.items[v].head >= 0)
      return;
    hang(doc, name, (int32_t)v, KG__REL_NSUBJ);
    hang(doc, noun, (int32_t)name, KG__REL_APPOS);
    for (uint32_t i = noun + 1; i + 1 < t; i++) {
      if (doc->tokens.items[i].head == (int32_t)v && doc->tokens.items[i].relation == KG__REL_OBL)
        hang(doc, i, (int32_t)noun, KG__REL_NMOD);
    }
    return;
  }
}

// "To defend X, Y sends ships": the infinitive hangs on the verb behind the comma.
static void
mend_purpose(kg__document *doc, const kg__sentence *s)
{
  const kg__token *to = &doc->tokens.items[s->first];
  if (s->first + 2 >= s->end || to->relation != KG__REL_MARK || to->xpos != KG__XPOS_TO || to->head < 0 ||
      doc->tokens.items[to->head].head >= 0)
    return;
  uint32_t purpose = (uint32_t)to->head;
  for (uint32_t t = purpose + 1; t < s->end; t++) {
    const kg__token *k = &doc->tokens.items[t];
    bool below = k->head == (int32_t)purpose && k->upos == KG__UPOS_VERB;
    uint32_t subject = below ? next_below(doc, s, purpose, t, KG__REL_NSUBJ) : s->end;
    if (subject >= t || next_below(doc, s, purpose, t, KG__REL_MARK) < subject)
      continue;
    hang(doc, t, -1, KG__REL_ROOT);
    hang(doc, purpose, (int32_t)t, KG__REL_ADVCL);
    return;
  }
}

// "X trained A, imposed B on C and sent D": what looks like a participle before B is the verb between two.
static void
mend_series(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 2; t + 1 < s->end; t++) {
    kg__token *k = &doc->tokens.items[t];
    bool before = k->relation == KG__REL_AMOD && k->head > (int32_t)t;
    uint32_t object = before ? (uint32_t)k->head : next_below(doc, s, t, t, KG__REL_OBJ);
    if (!is_past(k) || !is_comma(doc, t - 1) || !(before || k->relation == KG__REL_ACL) || object >= s->end)
      continue;
    for (uint32_t v = s->first; v + 1 < t; v++) {
      const kg__token *first = &doc->tokens.items[v];
      uint32_t last = is_past(first) ? next_below(doc, s, object, v, KG__REL_CONJ) : s->end;
      if (last >= s->end || !is_past(&doc->tokens.items[last]))
        continue;
      hang(doc, t, (int32_t)v, KG__REL_CONJ);
      hang(doc, object, (int32_t)t, KG__REL_OBJ);
      k->xpos = KG__XPOS_VBD;
      break;
    }
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
  mend_opening(doc, s);
  mend_resolve(doc, s);
  mend_relative(doc, s);
  mend_purpose(doc, s);
  mend_charge(doc, s);
  mend_aside(doc, s);
  mend_inserted(doc, s);
  mend_subject(doc, s);
  mend_series(doc, s);
  return KG_OK;
}
