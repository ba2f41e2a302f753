// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Habits of the parser that are mended in its trees: where it hangs clauses and subjects that an opening, an
// insertion or a missing pronoun leads astray.

#include "loaders/meant/resolve.h"

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

static bool
is_below(const kg__document *doc, int32_t t, int32_t above)
{
  for (int steps = 0; t >= 0 && steps < 200; steps++, t = doc->tokens.items[t].head) {
    if (t == above)
      return true;
  }
  return false;
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
    if (apart && !is_below(doc, (int32_t)t - 1, (int32_t)v) && verb->head >= 0 && verb->head < (int32_t)t &&
        verb->head <= noun->head && next_below(doc, s, (uint32_t)verb->head, v, KG__REL_MARK) >= s->end)
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
    uint32_t name = kg__name_head(doc, &doc->mentions.items[m]), v = doc->mentions.items[m].last + 1;
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

static bool
is_finite(const kg__document *doc, uint32_t t)
{
  const kg__token *k = &doc->tokens.items[t];
  return k->xpos == KG__XPOS_VBD || k->xpos == KG__XPOS_VBZ || k->xpos == KG__XPOS_VBP ||
         k->xpos == KG__XPOS_MD;
}

// The verb of the clause that goes on behind a comma, or the end of the sentence.
static uint32_t
goes_on_behind(const kg__document *doc, const kg__sentence *s, uint32_t comma)
{
  uint32_t t = comma + 1;
  while (t < s->end && doc->tokens.items[t].upos == KG__UPOS_ADV)
    t++;
  if (t >= s->end || !is_finite(doc, t))
    return s->end;
  for (int steps = 0; steps < 4 && doc->tokens.items[t].upos == KG__UPOS_AUX; steps++) {
    if (doc->tokens.items[t].head <= (int32_t)t)
      break;
    t = (uint32_t)doc->tokens.items[t].head;
  }
  return t < s->end ? t : s->end;
}

// Makes `subject` that of `verb`, and `inner` hang on `under`, be it that `inner` was above.
static void
go_on(kg__document *doc, uint32_t subject, uint32_t verb, uint32_t inner, uint32_t under,
      kg__relation relation)
{
  kg__token *v = &doc->tokens.items[verb], *i = &doc->tokens.items[inner], *x = &doc->tokens.items[subject];
  if (is_below(doc, (int32_t)verb, (int32_t)subject))
    hang(doc, verb, x->head, (kg__relation)x->relation);
  if (is_below(doc, (int32_t)verb, (int32_t)inner))
    hang(doc, verb, i->head, (kg__relation)i->relation);
  if (v->head == (int32_t)subject || v->head == (int32_t)inner || v->head == (int32_t)verb)
    hang(doc, verb, -1, KG__REL_ROOT);
  hang(doc, subject, (int32_t)verb, KG__REL_NSUBJ);
  hang(doc, inner, (int32_t)under, relation);
}

// The noun by which a name before a comma hangs on a clause, if it may be the subject of one; or -1.
static int32_t
subject_before(const kg__document *doc, uint32_t comma)
{
  int32_t m = doc->tokens.items[comma - 1].mention;
  if (m < 0 || doc->tokens.items[comma].mention >= 0)
    return -1;
  int32_t t = (int32_t)kg__name_head(doc, &doc->mentions.items[m]);
  const kg__token *k = &doc->tokens.items[t];
  while (k->relation == KG__REL_NMOD && k->head >= 0 && k->head < t) { // "X of Y, who ..."
    t = k->head;
    k = &doc->tokens.items[t];
  }
  bool may = k->relation == KG__REL_NSUBJ || k->relation == KG__REL_NSUBJ_PASS ||
             k->relation == KG__REL_VOCATIVE || k->relation == KG__REL_ROOT ||
             k->relation == KG__REL_PARATAXIS;
  return may ? t : -1;
}

static bool
is_relative(const kg__document *doc, uint32_t t)
{
  static const char *const RELATIVES[] = {"which", "who", "whose", "whom", "where", NULL};
  return kg__token_is_any(doc, t, RELATIVES);
}

// The last finite verb between two commas; the first of them if there is none.
static uint32_t
inserted_verb(const kg__document *doc, uint32_t from, uint32_t to)
{
  uint32_t t = to - 1;
  while (t > from && !(is_finite(doc, t) && doc->tokens.items[t].upos == KG__UPOS_VERB))
    t--;
  return t;
}

// "X, whose leaders live in Y, attacked Z": what goes on behind the second comma is said of X.
static void
mend_insertion(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first + 1; t + 3 < s->end; t++) {
    int32_t subject = is_comma(doc, t) && is_relative(doc, t + 1) ? subject_before(doc, t) : -1;
    uint32_t comma = t + 1, verb = s->end;
    while (subject >= 0 && verb >= s->end && ++comma < s->end)
      verb = is_comma(doc, comma) ? goes_on_behind(doc, s, comma) : s->end;
    if (verb >= s->end || (doc->tokens.items[subject].head == (int32_t)verb &&
                           doc->tokens.items[subject].relation != KG__REL_VOCATIVE))
      continue;
    uint32_t inner = inserted_verb(doc, t, comma);
    if (inner == t || next_below(doc, s, comma, verb, KG__REL_NSUBJ) < verb)
      continue;
    go_on(doc, (uint32_t)subject, verb, inner, (uint32_t)subject, KG__REL_ACL_RELCL);
    return;
  }
}

// What the parser takes for the agent or the object of a participle with no "by" before it, right behind it.
static uint32_t
bare_object(const kg__document *doc, const kg__sentence *s, uint32_t verb)
{
  for (uint32_t t = verb + 1; t < s->end && t < verb + 8 && !is_comma(doc, t); t++) {
    const kg__token *k = &doc->tokens.items[t];
    bool near = k->relation == KG__REL_OBJ || k->relation == KG__REL_OBL_AGENT ||
                k->relation == KG__REL_OBL_UNMARKED || k->relation == KG__REL_OBL;
    if (k->relation == KG__REL_CASE)
      return s->end;
    if (k->head == (int32_t)verb && near)
      return t;
  }
  return s->end;
}

// "X's jets struck 20 targets": a noun is the root, and the only verb that hangs on it looks like a
// participle.
static void
mend_headless(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t t = s->first; !s->heading && t + 2 < s->end; t++) {
    const kg__token *root = &doc->tokens.items[t];
    if (root->head >= 0 || !(root->upos == KG__UPOS_NOUN || root->upos == KG__UPOS_PROPN))
      continue;
    uint32_t verb = t + 1;
    while (verb < s->end && doc->tokens.items[verb].upos == KG__UPOS_ADV)
      verb++;
    kg__token *k = &doc->tokens.items[verb < s->end ? verb : t];
    bool participle = verb < s->end && k->head == (int32_t)t && k->relation == KG__REL_ACL && is_past(k),
         before = verb < s->end && k->head > (int32_t)verb && k->relation == KG__REL_AMOD && is_past(k) &&
                  next_below(doc, s, verb, (uint32_t)k->head, KG__REL_CASE) > (uint32_t)k->head;
    uint32_t object = participle ? bare_object(doc, s, verb) : before ? (uint32_t)k->head : s->end;
    if (object >= s->end || next_below(doc, s, s->first, t, KG__REL_COP) < s->end)
      return;
    for (uint32_t i = verb + 1; i < s->end; i++) {
      if (doc->tokens.items[i].head == (int32_t)t)
        doc->tokens.items[i].head = (int32_t)verb;
    }
    hang(doc, verb, -1, KG__REL_ROOT);
    hang(doc, t, (int32_t)verb, KG__REL_NSUBJ);
    hang(doc, object, (int32_t)verb, KG__REL_OBJ);
    k->xpos = KG__XPOS_VBD;
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

void
kg__sentence_mend(kg__document *doc, const kg__sentence *s)
{
  mend_opening(doc, s);
  mend_resolve(doc, s);
  mend_relative(doc, s);
  mend_purpose(doc, s);
  mend_aside(doc, s);
  mend_inserted(doc, s);
  mend_insertion(doc, s);
  mend_subject(doc, s);
  mend_series(doc, s);
  mend_headless(doc, s);
}
