// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A chunk is a noun phrase up to its head. Possessors are chunks of their own; lists are chains of chunks;
// verbs are gathered with their auxiliaries.

#include "kg/base/vec.h"
#include "loaders/stages.h"

enum {
  INSIDE = KG__DETERMINER | KG__POSSESSIVE | KG__ADJECTIVE | KG__NOUN | KG__PROPER | KG__NUMBER,
  HEADS = KG__NOUN | KG__PROPER
};

static uint32_t
pos_at(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return t < s->end ? doc->tokens.items[t].pos : KG__PUNCTUATION;
}

static bool
quote_mark(const kg__document *doc, uint32_t t)
{
  kg_str text = kg__token_text(doc, t);
  return kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR("\xE2\x80\x9C")) ||
         kg_str_equal(text, KG_STR("\xE2\x80\x9D"));
}

static bool
is_text(const kg__document *doc, const kg__sentence *s, uint32_t t, const char *text)
{
  return t < s->end && kg_str_equal(kg__token_text(doc, t), kg_str_of(text));
}

// Tokens inside a phrase that it may step over: quotation marks, an acronym in brackets.
static uint32_t
step_over(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (t < s->end && quote_mark(doc, t) && pos_at(doc, s, t + 1) & INSIDE)
    return 1;
  if (is_text(doc, s, t, "(") && is_text(doc, s, t + 2, ")") && doc->tokens.items[t + 1].flags & KG__T_SHOUT)
    return 3;
  return 0;
}

// "foreign and defence ministers": two offices share the noun for those who hold them.
static bool
shares_office(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int person = kg__class_find(doc->ontology, KG_STR("Person"));
  return person >= 0 && t > s->first && t + 2 < s->end && pos_at(doc, s, t) & KG__COORDINATOR &&
         pos_at(doc, s, t - 1) & (KG__NOUN | KG__ADJECTIVE) &&
         pos_at(doc, s, t + 1) & (KG__NOUN | KG__ADJECTIVE) && pos_at(doc, s, t + 2) & KG__NOUN &&
         doc->tokens.items[t + 2].head_class == person && kg__token_word(doc, t + 2)->is & KG__WORD_PLURAL &&
         !(kg__token_word(doc, t - 1)->is & KG__WORD_PLURAL);
}

// "nuclear and missile capabilities": the words before a coordinator share the noun behind it.
static bool
shares_noun(const kg__document *doc, const kg__sentence *s, uint32_t t, bool has_noun)
{
  uint32_t next = pos_at(doc, s, t + 1);
  bool joiner = pos_at(doc, s, t) & KG__COORDINATOR || is_text(doc, s, t, ",");
  if (!joiner || has_noun || !(next & (KG__ADJECTIVE | KG__NOUN)))
    return false;
  for (uint32_t i = t + 1; i < s->end && i < t + 6; i++) {
    if (pos_at(doc, s, i) & KG__NOUN)
      return true;
    if (!(pos_at(doc, s, i) & (KG__ADJECTIVE | KG__COORDINATOR)) && !is_text(doc, s, i, ","))
      return false;
  }
  return false;
}

// The token by which a chunk hangs on the rest of the sentence.
static uint32_t
root_of(const kg__document *doc, const kg__chunk *c)
{
  for (uint32_t t = c->last + 1; t-- > c->first;) {
    int32_t head = doc->tokens.items[t].head;
    if ((head < (int32_t)c->first || head > (int32_t)c->last) &&
        doc->tokens.items[t].pos & (HEADS | KG__PRONOUN))
      return t;
  }
  return c->head;
}

static kg_status
close_chunk(kg__document *doc, uint32_t first, uint32_t last, int32_t owner)
{
  KG_TRY(kg__vec_add(&doc->chunks));
  int32_t id = (int32_t)doc->chunks.n - 1;
  kg__chunk c = {.first = first,
                 .last = last,
                 .head = last,
                 .prep = -1,
                 .owner = owner,
                 .next = -1,
                 .list = id,
                 .apposition = -1,
                 .entity = -1};
  while (c.head > first && !(doc->tokens.items[c.head].pos & HEADS))
    c.head--;
  if (!(doc->tokens.items[c.head].pos & HEADS))
    c.head = last;
  c.root = root_of(doc, &c);
  const kg__word *head = kg__token_word(doc, c.head), *lead = kg__token_word(doc, first);
  c.plural = head->is & KG__WORD_PLURAL;
  c.definite = lead->is & KG__WORD_DEFINITE || lead->pos & KG__POSSESSIVE;
  c.negative = lead->is & KG__WORD_NEGATES;
  doc->chunks.items[id] = c;
  for (uint32_t t = first; t <= last; t++)
    doc->tokens.items[t].chunk = id;
  return KG_OK;
}

// "gave X five tanks": a number behind a name begins another phrase.
static bool
name_ends(const kg__document *doc, uint32_t t)
{
  int32_t m = doc->tokens.items[t - 1].mention;
  return m >= 0 && doc->tokens.items[t].mention != m && doc->mentions.items[m].kind <= KG__METONYM &&
         !(doc->tokens.items[t].flags & KG__T_JOINED) &&
         kg__entity_is(doc, doc->mentions.items[m].entity, "Agent");
}

// The end of the phrase that begins at `first`.
static uint32_t
phrase_end(const kg__document *doc, const kg__sentence *s, uint32_t first)
{
  uint32_t last = first;
  bool noun = pos_at(doc, s, first) & HEADS;
  for (uint32_t t = first + 1; t < s->end;) {
    uint32_t pos = pos_at(doc, s, t), over;
    if (pos & INSIDE) {
      if (noun && (pos & (KG__DETERMINER | KG__POSSESSIVE) || (pos & KG__NUMBER && name_ends(doc, t))))
        break;
      noun |= (pos & HEADS) != 0;
      last = t++;
    } else if (doc->tokens.items[t].mention >= 0 &&
               doc->tokens.items[t].mention == doc->tokens.items[t - 1].mention) {
      t++; // "S. Name"
    } else if ((over = step_over(doc, s, t)) && pos_at(doc, s, t + over) & INSIDE) {
      t += over;
    } else if (pos & KG__ADVERB && !noun && pos_at(doc, s, t + 1) & (KG__ADJECTIVE | KG__NOUN)) {
      last = t++;
    } else if (shares_noun(doc, s, t, noun) || shares_office(doc, s, t)) {
      t++;
    } else {
      break;
    }
  }
  return last;
}

static kg_status
cut_chunks(kg__document *doc, const kg__sentence *s)
{
  int32_t owner = -1;
  doc->chunk0 = (uint32_t)doc->chunks.n;
  for (uint32_t t = s->first; t < s->end; t++) {
    uint32_t pos = pos_at(doc, s, t);
    if (doc->tokens.items[t].relation == KG__REL_CC_PRECONJ && pos_at(doc, s, t + 1) & INSIDE)
      continue; // "both X and Y"
    if (pos & (KG__PRONOUN | KG__TIME)) {
      KG_TRY(close_chunk(doc, t, t, -1));
      doc->chunks.items[doc->chunks.n - 1].time = pos & KG__TIME;
      owner = -1;
      continue;
    }
    if (!(pos & INSIDE)) {
      if (!(pos & KG__GENITIVE) && !quote_mark(doc, t))
        owner = -1;
      continue;
    }
    uint32_t last = phrase_end(doc, s, t);
    KG_TRY(close_chunk(doc, t, last, owner));
    owner = pos_at(doc, s, last + 1) & KG__GENITIVE ? (int32_t)doc->chunks.n - 1 : -1;
    t = last;
  }
  doc->chunk_end = (uint32_t)doc->chunks.n;
  return KG_OK;
}

// "in the 3 June election", "during last year's talks": where the phrase begins if a date stands in it.
static uint32_t
before_date(const kg__document *doc, const kg__sentence *s, uint32_t first)
{
  uint32_t t = first;
  while (t > s->first && doc->tokens.items[t - 1].pos & KG__TIME)
    t--;
  if (t < first && t > s->first && doc->tokens.items[t - 1].pos & KG__DETERMINER)
    return t - 1;
  return doc->tokens.items[first].pos & KG__TIME ? t : first;
}

// "according to X", "due to X": the preposition is the whole, and not that of the words before.
static bool
leads_preposition(const kg__document *doc, uint32_t t)
{
  static const char *const LEADS[] = {"according", "due", "thanks", "prior", "owing", "contrary"};
  for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++) {
    if (kg__token_is(doc, t, LEADS[i]))
      return true;
  }
  return false;
}

static void
find_prepositions(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    kg__chunk *c = &doc->chunks.items[i];
    uint32_t t = c->owner >= 0 ? doc->chunks.items[c->owner].first : c->first;
    t = before_date(doc, s, t);
    while (t > s->first && quote_mark(doc, t - 1))
      t--;
    while (t > s->first && (doc->tokens.items[t - 1].pos & KG__ADVERB ||
                            doc->tokens.items[t - 1].relation == KG__REL_CC_PRECONJ))
      t--;
    bool as_well = t >= s->first + 2 && kg__token_is(doc, t - 1, "as") && kg__token_is(doc, t - 2, "well");
    if (t > s->first && !as_well && doc->tokens.items[t - 1].pos & (KG__PREPOSITION | KG__TO))
      c->prep = (int32_t)t - 1;
    if (c->prep > (int32_t)s->first && leads_preposition(doc, (uint32_t)c->prep - 1))
      c->prep--;
  }
}

typedef enum joint { NO_JOINT, COMMA, AND, EXAMPLES } joint;

static bool
common_plural(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return pos_at(doc, s, t) & KG__NOUN && kg__token_word(doc, t)->is & KG__WORD_PLURAL &&
         doc->tokens.items[t].mention < 0;
}

// What stands between two chunks.
static joint
joint_of(const kg__document *doc, const kg__sentence *s, uint32_t from, uint32_t to)
{
  joint j = NO_JOINT;
  for (uint32_t t = from; t < to; t++) {
    const kg__word *w = kg__token_word(doc, t);
    uint32_t pos = pos_at(doc, s, t);
    if (is_text(doc, s, t, ",") || is_text(doc, s, t, "(") || is_text(doc, s, t, ")") || quote_mark(doc, t))
      j = j ? j : COMMA;
    else if (is_text(doc, s, t, ":") && t == from && common_plural(doc, s, t - 1))
      j = EXAMPLES;
    else if (kg__token_is(doc, t, "and") || kg__token_is(doc, t, "or") || kg__token_is(doc, t, "nor") ||
             is_text(doc, s, t, "&") || kg__token_is(doc, t, "but"))
      j = AND;
    else if (w->is & KG__WORD_LISTS || kg__token_is(doc, t, "such"))
      j = EXAMPLES;
    else if (kg__token_is(doc, t, "as") && t + 1 < to && kg__token_is(doc, t + 1, "well"))
      continue;
    else if (kg__token_is(doc, t, "as") && t > from &&
             (kg__token_is(doc, t - 1, "such") || kg__token_is(doc, t - 1, "well")))
      j = j == EXAMPLES ? j : AND;
    else if (kg__token_is(doc, t, "well") || pos & KG__ADVERB || kg__token_is(doc, t, "both") ||
             is_text(doc, s, t, "\xE2\x80\x94"))
      continue;
    else
      return NO_JOINT;
  }
  return j;
}

static bool
verb_follows(const kg__document *doc, const kg__sentence *s, const kg__chunk *c)
{
  uint32_t t = c->last + 1;
  while (t < s->end && pos_at(doc, s, t) & (KG__ADVERB))
    t++;
  return pos_at(doc, s, t) & (KG__VERB | KG__AUXILIARY) && !(t > 0 && pos_at(doc, s, t - 1) & KG__TO);
}

static bool
verb_before(const kg__document *doc, const kg__sentence *s, uint32_t at)
{
  for (uint32_t t = at; t-- > s->first;) {
    uint32_t pos = pos_at(doc, s, t);
    if (pos & (KG__SUBORDINATOR | KG__RELATIVE) || is_text(doc, s, t, ";"))
      return false;
    if (pos & (KG__VERB | KG__MODAL | KG__BE | KG__HAVE))
      return true;
  }
  return false;
}

// Whether the tree joins two phrases, be it through others of the same list.
static bool
coordinated(const kg__document *doc, const kg__chunk *a, const kg__chunk *b)
{
  const kg__token *second = &doc->tokens.items[b->root], *first = &doc->tokens.items[a->root];
  return second->relation == KG__REL_CONJ &&
         (second->head == (int32_t)a->root ||
          (first->relation == KG__REL_CONJ && first->head == second->head));
}

// "X condemned Y, and Z left": the tree takes the second for the subject of a verb behind it, the first for
// that of none.
static bool
opens_a_clause(const kg__document *doc, const kg__chunk *a, const kg__chunk *b)
{
  const kg__token *second = &doc->tokens.items[b->root], *first = &doc->tokens.items[a->root];
  bool subject = second->relation == KG__REL_NSUBJ || second->relation == KG__REL_NSUBJ_PASS;
  return subject && second->head > (int32_t)b->root && first->head != second->head &&
         first->head < (int32_t)a->root;
}

static bool
can_be_listed(const kg__document *doc, const kg__sentence *s, const kg__chunk *a, const kg__chunk *b, joint j)
{
  if (a->time || b->time || (b->prep >= 0 && j != EXAMPLES) ||
      kg__token_word(doc, b->first)->pos & KG__RELATIVE)
    return false;
  bool fronted = a->prep >= 0 && (uint32_t)a->prep <= s->first + 1;
  if (j == COMMA && fronted)
    return false;
  if (j == AND && a->prep >= 0 && kg__token_is(doc, (uint32_t)a->prep, "between"))
    return true;
  if (coordinated(doc, a, b))
    return true;
  if (opens_a_clause(doc, a, b) && j != EXAMPLES)
    return false;
  return !(
      verb_follows(doc, s, b) && verb_before(doc, s, a->first) && j != EXAMPLES &&
      !(a->prep >= 0 && kg__token_is(doc, (uint32_t)a->prep, "of") && !is_text(doc, s, a->last + 1, ",")));
}

// The next chunk that stands for a thing: possessors are passed over.
static uint32_t
following(const kg__document *doc, uint32_t i)
{
  uint32_t k = i + 1;
  while (k < doc->chunk_end && k + 1 < doc->chunk_end && doc->chunks.items[k + 1].owner == (int32_t)k)
    k++;
  return k;
}

static uint32_t
start_of(const kg__document *doc, uint32_t i)
{
  const kg__chunk *c = &doc->chunks.items[i];
  while (c->owner >= 0)
    c = &doc->chunks.items[c->owner];
  return c->first;
}

static bool
same_preposition(const kg__document *doc, uint32_t i, uint32_t k)
{
  int32_t a = doc->chunks.items[i].prep, b = doc->chunks.items[k].prep;
  return a >= 0 && b > a && doc->tokens.items[a].word &&
         doc->tokens.items[a].word == doc->tokens.items[b].word;
}

static joint
joint_after(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t k)
{
  if (k >= doc->chunk_end || doc->tokens.items[doc->chunks.items[i].last + 1].pos & KG__GENITIVE)
    return NO_JOINT;
  uint32_t end = start_of(doc, k);
  bool again = same_preposition(doc, i, k) && (uint32_t)doc->chunks.items[k].prep + 1 == end;
  joint j = joint_of(doc, s, doc->chunks.items[i].last + 1, again ? end - 1 : end);
  if (again) // "with A and with B"
    return j == AND ? AND : NO_JOINT;
  return j && can_be_listed(doc, s, &doc->chunks.items[i], &doc->chunks.items[k], j) ? j : NO_JOINT;
}

static void
link_list(kg__document *doc, uint32_t first, const uint32_t *members, size_t n)
{
  int32_t at = (int32_t)first;
  for (size_t i = 0; i < n; i++) {
    doc->chunks.items[at].next = (int32_t)members[i];
    at = (int32_t)members[i];
    doc->chunks.items[at].list = (int32_t)first;
    doc->chunks.items[at].prep = doc->chunks.items[first].prep;
  }
}

// Whether what comes behind the comma says again what stands before it.
static bool
apposes(const kg__document *doc, const kg__chunk *a, const kg__chunk *b)
{
  bool a_name = doc->tokens.items[a->head].mention >= 0, b_name = doc->tokens.items[b->head].mention >= 0;
  uint32_t lead = doc->tokens.items[b->first].pos;
  if (a->time || b->time || b->prep >= 0)
    return false;
  if (a_name && !b_name)
    return lead & (KG__DETERMINER | KG__POSSESSIVE) || b->owner >= 0 ||
           doc->tokens.items[b->head].head_class != KG__NO_CLASS;
  const kg__token *root = &doc->tokens.items[b->root];
  bool said_again = doc->tokens.items[a->head].head_class != KG__NO_CLASS ||
                    (root->relation == KG__REL_APPOS && root->head == (int32_t)a->root);
  return b_name && !a_name && b->head == b->last && said_again;
}

// "the rise of A, the risk of B in C, and D": the last chunk of what hangs on a common noun by prepositions.
static uint32_t
past_complements(const kg__document *doc, uint32_t i)
{
  uint32_t end = i;
  while (doc->tokens.items[doc->chunks.items[i].head].pos & KG__NOUN) {
    uint32_t k = following(doc, end);
    if (k >= doc->chunk_end || doc->chunks.items[k].prep < 0 || doc->chunks.items[k].time)
      break;
    if ((uint32_t)doc->chunks.items[k].prep != doc->chunks.items[end].last + 1)
      break;
    end = k;
  }
  return end;
}

// "of A since 1999 and of B": a date stands between two phrases with the same preposition.
static bool
joint_past_date(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t *k)
{
  uint32_t n = i + 1;
  while (n < doc->chunk_end && doc->chunks.items[n].time)
    n++;
  if (n == i + 1 || n >= doc->chunk_end || doc->chunks.items[n].owner >= 0 || !same_preposition(doc, i, n) ||
      (uint32_t)doc->chunks.items[n].prep + 1 != doc->chunks.items[n].first)
    return false;
  *k = n;
  return joint_of(doc, s, doc->chunks.items[n - 1].last + 1, (uint32_t)doc->chunks.items[n].prep) == AND;
}

static joint
joint_past(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t *k)
{
  if (joint_past_date(doc, s, i, k))
    return AND;
  *k = following(doc, i);
  joint j = joint_after(doc, s, i, *k);
  uint32_t end = j ? i : past_complements(doc, i);
  if (end == i)
    return j;
  *k = following(doc, end);
  if (*k >= doc->chunk_end || !(doc->tokens.items[doc->chunks.items[*k].head].pos & KG__NOUN))
    return NO_JOINT;
  return joint_after(doc, s, end, *k);
}

static bool
says_name(const kg__document *doc, uint32_t t)
{
  return kg__token_says(doc, t, "named") || kg__token_says(doc, t, "called") ||
         kg__token_says(doc, t, "dubbed") || kg__token_says(doc, t, "codenamed");
}

// "X, the minister", "an exercise called X", and behind the last of a list: "the agency and its head, X".
static void
find_apposition(kg__document *doc, const kg__sentence *s, uint32_t i)
{
  uint32_t k;
  kg__chunk *c = &doc->chunks.items[i];
  k = i + 1;
  if (says_name(doc, c->last + 1) && k < doc->chunk_end && doc->chunks.items[k].first == c->last + 2 &&
      doc->tokens.items[doc->chunks.items[k].head].mention >= 0 && doc->tokens.items[c->head].mention < 0)
    c->apposition = (int32_t)k;
  else if (is_text(doc, s, c->last + 1, ",") && joint_past(doc, s, i, &k) && k < doc->chunk_end &&
           apposes(doc, c, &doc->chunks.items[k]))
    c->apposition = (int32_t)k;
}

// "the minister, X": the tree says that the name is the minister's.
static bool
named_behind(const kg__document *doc, uint32_t i, uint32_t k)
{
  const kg__chunk *a = &doc->chunks.items[i], *b = &doc->chunks.items[k];
  const kg__token *root = &doc->tokens.items[b->root];
  return root->relation == KG__REL_APPOS && root->head == (int32_t)a->root &&
         doc->tokens.items[a->head].mention < 0 && apposes(doc, a, b);
}

static void
find_list(kg__document *doc, const kg__sentence *s, uint32_t first)
{
  uint32_t members[32];
  size_t n = 0, sure = 0;
  bool examples = false;
  for (uint32_t i = first; n < 32;) {
    uint32_t k;
    joint j = joint_past(doc, s, i, &k);
    if (!j)
      break;
    if (j == COMMA && named_behind(doc, i, k)) { // "the A, X, and the B, Y"
      doc->chunks.items[i].apposition = (int32_t)k;
      i = k;
      continue;
    }
    examples |= j == EXAMPLES;
    members[n++] = i = k;
    if (j != COMMA || examples)
      sure = n;
    if (j == AND && joint_after(doc, s, k, following(doc, k)) != AND && !examples)
      break;
  }
  if (sure)
    link_list(doc, first, members, sure);
  uint32_t end = sure ? members[sure - 1] : first;
  if (!sure || doc->tokens.items[doc->chunks.items[end].head].mention < 0)
    find_apposition(doc, s, end); // "A and B, both parties" is of both
}

static void
find_lists(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    bool owner = i + 1 < doc->chunk_end && doc->chunks.items[i + 1].owner == (int32_t)i;
    if (doc->chunks.items[i].list == (int32_t)i && !doc->chunks.items[i].time && !owner)
      find_list(doc, s, i);
  }
}

static bool
in_group(uint32_t pos)
{
  return pos & (KG__AUXILIARY | KG__NEGATION | KG__ADVERB | KG__TO);
}

static kg_status
add_verb(kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t main)
{
  KG_TRY(kg__vec_add(&doc->verbs));
  kg__verb v = {.first = first, .last = main, .main = main, .subject = -1, .object = -1, .governor = -1};
  uint32_t pos = doc->tokens.items[main].pos, before = 0;
  for (uint32_t t = first; t < main; t++) {
    uint32_t p = doc->tokens.items[t].pos;
    if (p & (KG__AUXILIARY | KG__TO))
      before = p == KG__TO || !(before & KG__BE) || p & KG__BE ? p : before;
    v.finite |= (p & KG__AUXILIARY) != 0;
    v.infinitive |= p == KG__TO && t + 1 <= main;
  }
  for (uint32_t t = first; t < main; t++) {
    if (doc->tokens.items[t].pos & KG__TO)
      v.finite = false;
  }
  v.passive = pos & KG__PARTICIPLE && (before & KG__BE || !(before & KG__HAVE));
  v.gerund = pos & KG__GERUND && !(before & KG__BE);
  if (pos & (KG__VERB | KG__AUXILIARY) && !v.infinitive)
    v.finite = true;
  (void)s;
  doc->verbs.items[doc->verbs.n - 1] = v;
  for (uint32_t t = first; t <= main; t++)
    doc->tokens.items[t].verb = (int32_t)doc->verbs.n - 1;
  return KG_OK;
}

static kg_status
find_verbs(kg__document *doc, const kg__sentence *s)
{
  doc->verb0 = (uint32_t)doc->verbs.n;
  for (uint32_t t = s->first; t < s->end; t++) {
    if (!(pos_at(doc, s, t) & (KG__ANY_VERB | KG__AUXILIARY | KG__TO | KG__NEGATION)))
      continue;
    uint32_t first = t, last_aux = UINT32_MAX;
    while (t < s->end && in_group(pos_at(doc, s, t))) {
      if (pos_at(doc, s, t) & (KG__BE | KG__HAVE | KG__DO | KG__MODAL))
        last_aux = t;
      if (pos_at(doc, s, t) & KG__TO && t > first && last_aux != UINT32_MAX)
        break;
      bool one_day = pos_at(doc, s, t) & KG__MODAL && t + 2 < s->end && kg__token_is(doc, t + 1, "one") &&
                     kg__token_is(doc, t + 2, "day");
      t += one_day ? 3 : 1;
    }
    if (pos_at(doc, s, t) & KG__ANY_VERB) {
      KG_TRY(add_verb(doc, s, first, t));
    } else if (last_aux != UINT32_MAX) {
      KG_TRY(add_verb(doc, s, first, last_aux));
      t = last_aux;
    } else {
      t = t > first ? t - 1 : t;
    }
  }
  doc->verb_end = (uint32_t)doc->verbs.n;
  return KG_OK;
}

kg_status
kg__sentence_chunk(kg__document *doc, const kg__sentence *s)
{
  KG_TRY(cut_chunks(doc, s));
  find_prepositions(doc, s);
  find_lists(doc, s);
  return find_verbs(doc, s);
}
