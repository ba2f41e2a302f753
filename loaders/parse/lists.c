// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Which phrases are listed together, which are examples of one, and which say again what one before says.

#include "loaders/parse/phrases.h"

// "in these areas: X; Y; and Z"
static bool
parts_items(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  if (!is_text(doc, s, t, ";") || t + 1 >= s->end)
    return false;
  bool item = doc->tokens.items[t + 1].flags & KG__T_ITEM;
  for (uint32_t k = s->first; k < t && !item; k++)
    item = is_text(doc, s, k, ":");
  return item;
}

typedef enum joint { NO_JOINT, COMMA, AND, EXAMPLES } joint;

static bool
common_plural(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return pos_at(doc, s, t) & KG__NOUN && kg__token_word(doc, t)->is & KG__WORD_PLURAL &&
         doc->tokens.items[t].mention < 0;
}

static bool
is_dash(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  return is_text(doc, s, t, "\xE2\x80\x93") || is_text(doc, s, t, "\xE2\x80\x94") ||
         is_text(doc, s, t, "--") ||
         (is_text(doc, s, t, "-") && !(doc->tokens.items[t].flags & KG__T_JOINED));
}

// "its neighbours - X, Y, and Z - agreed": nothing but names, several of them, from one dash to the next or
// to the end.
static bool
names_between_dashes(const kg__document *doc, const kg__sentence *s, uint32_t dash)
{
  if (!is_dash(doc, s, dash))
    return false;
  int32_t last = -1;
  uint32_t names = 0, t = dash + 1;
  for (; t < s->end && !is_dash(doc, s, t) && !is_text(doc, s, t, "."); t++) {
    int32_t m = doc->tokens.items[t].mention;
    if (m < 0 && pos_at(doc, s, t) & (KG__VERB | KG__AUXILIARY | KG__NOUN | KG__RELATIVE | KG__SUBORDINATOR))
      return false;
    names += m >= 0 && m != last;
    last = m;
  }
  return names > 1;
}

// "X, along with Y, left"
static bool
goes_along(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t a = t >= s->first + 2 ? doc->tokens.items[t - 2].chunk : -1,
          b = t + 2 < s->end ? doc->tokens.items[t + 2].chunk : -1;
  return a >= 0 && b >= 0 && kg__named_alike(doc, (uint32_t)a, (uint32_t)b) &&
         (kg__token_is(doc, t, "along") || kg__token_is(doc, t, "together")) && t > s->first &&
         is_text(doc, s, t - 1, ",") && kg__token_is(doc, t + 1, "with");
}

// What stands between two chunks.
static joint
joint_of(const kg__document *doc, const kg__sentence *s, uint32_t from, uint32_t to)
{
  joint j = NO_JOINT;
  for (uint32_t t = from; t < to; t++) {
    const kg__word *w = kg__token_word(doc, t);
    uint32_t pos = pos_at(doc, s, t);
    if (is_text(doc, s, t, ",") || is_text(doc, s, t, "(") || is_text(doc, s, t, ")") || quote_mark(doc, t) ||
        parts_items(doc, s, t))
      j = j ? j : COMMA;
    else if (t == from && common_plural(doc, s, t - 1) &&
             (is_text(doc, s, t, ":") || names_between_dashes(doc, s, t)))
      j = EXAMPLES;
    else if (t + 2 == to && goes_along(doc, s, t)) {
      j = EXAMPLES;
      t++;
    } else if (kg__token_is(doc, t, "and") || kg__token_is(doc, t, "or") || kg__token_is(doc, t, "nor") ||
               is_text(doc, s, t, "&") || kg__token_is(doc, t, "but"))
      j = AND;
    else if (w->is & KG__WORD_LISTS || kg__token_is(doc, t, "such"))
      j = EXAMPLES;
    else if (kg__token_says(doc, t, "above") && kg__token_says(doc, t + 1, "all") && t > from) {
      j = EXAMPLES;
      t++;
    } else if (kg__token_is(doc, t, "as") && t + 1 < to && kg__token_is(doc, t + 1, "well"))
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

// What a word is said of, listed with or part of, by the tree.
static const kg__token *
top_of_phrase(const kg__document *doc, const kg__token *k)
{
  enum { MOST = 8 };
  for (int i = 0;
       i < MOST && k->head >= 0 &&
       (k->relation == KG__REL_APPOS || k->relation == KG__REL_CONJ || k->relation == KG__REL_NMOD);
       i++)
    k = &doc->tokens.items[k->head];
  return k;
}

// "X condemned Y, and Z left": the tree takes the second for the subject of a verb behind it, the first for
// that of none. "X, Y, and Z left" is one list, though the tree may say Y of X.
static bool
opens_a_clause(const kg__document *doc, const kg__sentence *s, const kg__chunk *a, const kg__chunk *b)
{
  const kg__token *second = &doc->tokens.items[b->root], *first = &doc->tokens.items[a->root];
  bool subject = second->relation == KG__REL_NSUBJ || second->relation == KG__REL_NSUBJ_PASS;
  const kg__token *top = top_of_phrase(doc, first);
  if (is_dash(doc, s, b->last + 1) || is_text(doc, s, b->last + 1, ")"))
    return false;                                             // "six states - X, Y and Z - signed"
  for (uint32_t t = s->first; subject && t < a->first; t++) { // "a pact signed by X and Y binds"
    const kg__token *other = &doc->tokens.items[t];
    if (other->head == second->head && other->relation == second->relation)
      return false;
  }
  return subject && second->head > (int32_t)b->root && first->head != second->head &&
         first->head < (int32_t)a->root &&
         (top->relation == KG__REL_OBL || (top->head >= 0 && top->head < (int32_t)a->root));
}

// "together with X", "along with X": the last word before it, or 0.
static uint32_t
company_before(const kg__document *doc, const kg__sentence *s, const kg__chunk *c)
{
  uint32_t with = c->prep > (int32_t)s->first ? (uint32_t)c->prep : 0;
  bool beside = with && kg__token_is(doc, with, "with") &&
                (kg__token_says(doc, with - 1, "together") || kg__token_says(doc, with - 1, "along"));
  return beside ? with : 0;
}

static bool
opens(const kg__document *doc, const kg__chunk *c)
{
  return c == &doc->chunks.items[doc->chunk0];
}

// "At the end of X, Y left", "following an attack on X, Y left".
static bool
of_an_opening(const kg__document *doc, const kg__sentence *s, const kg__chunk *a)
{
  uint32_t t = a->first;
  while (t > s->first && !(pos_at(doc, s, t - 1) & KG__PUNCTUATION))
    t--;
  return t < a->first && pos_at(doc, s, t) & (KG__PREPOSITION | KG__VERB);
}

static bool
can_be_listed(const kg__document *doc, const kg__sentence *s, const kg__chunk *a, const kg__chunk *b, joint j)
{
  if (a->time || b->time || (b->prep >= 0 && j != EXAMPLES) ||
      kg__token_word(doc, b->first)->pos & KG__RELATIVE)
    return false;
  bool fronted =
      a->prep >= 0 && (uint32_t)a->prep <= s->first + 1 && opens(doc, a) && !company_before(doc, s, a);
  if (j == COMMA && fronted)
    return false;
  if (j == AND && a->prep >= 0 && kg__token_is(doc, (uint32_t)a->prep, "between"))
    return true;
  if (coordinated(doc, a, b))
    return true;
  if (opens_a_clause(doc, s, a, b) && (verb_before(doc, s, a->first) || of_an_opening(doc, s, a)) &&
      j != EXAMPLES)
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

static int32_t
entity_of(const kg__document *doc, const kg__chunk *c)
{
  int32_t m = doc->tokens.items[c->head].mention;
  return m >= 0 ? doc->mentions.items[m].entity : -1;
}

// "X joined A in 2004, Y in 2009", but not "X joined A in 2004 and B in 2009": Y is a state, and A is none.
static bool
can_do_likewise(const kg__document *doc, const kg__chunk *a, const kg__chunk *c)
{
  int32_t did = entity_of(doc, a), does = entity_of(doc, c);
  return does >= 0 && kg__entity_is(doc, does, "State") && !(did >= 0 && kg__entity_is(doc, did, "State"));
}

// "gave A to B and C to D": a phrase that stands to what follows as the one before "and" to what follows
// that.
int32_t
kg__stands_parallel(const kg__document *doc, const kg__sentence *s, uint32_t c)
{
  if (c < doc->chunk0 + 2 || c + 1 >= doc->chunk_end)
    return -1;
  const kg__chunk *k = &doc->chunks.items[c], *b = k - 1, *d = k + 1;
  uint32_t gap = b->last + 1;
  while (b->time && b > &doc->chunks.items[doc->chunk0 + 1] && b[-1].time && b[-1].last + 1 == b->first)
    b--; // "in April 2023"
  const kg__chunk *a = b - 1;
  gap += is_text(doc, s, gap, ",") ? 1 : 0;
  bool joined = pos_at(doc, s, gap) & KG__COORDINATOR;
  gap += joined ? 1 : 0;
  if ((!joined && doc->tokens.items[k->head].mention < 0) || (d->time && !can_do_likewise(doc, a, k)))
    return -1;
  bool plain = k->owner < 0 && b->owner < 0 && d->owner < 0 && !k->time && b->time == d->time && !a->time;
  bool parallel = plain && gap > k[-1].last + 1 && gap == k->first && a->first > s->first &&
                  pos_at(doc, s, a->first - 1) & KG__ANY_VERB && b->prep == (int32_t)a->last + 1 &&
                  d->prep == (int32_t)k->last + 1 &&
                  doc->tokens.items[b->prep].word == doc->tokens.items[d->prep].word &&
                  !kg__token_is(doc, (uint32_t)d->prep, "of");
  return parallel ? (int32_t)(a - doc->chunks.items) : -1;
}

static joint
joint_after(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t k)
{
  if (k >= doc->chunk_end || doc->tokens.items[doc->chunks.items[i].last + 1].pos & KG__GENITIVE)
    return NO_JOINT;
  if (kg__stands_parallel(doc, s, k) >= 0)
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
  const kg__token *root = &doc->tokens.items[b->root];
  bool told = root->relation == KG__REL_APPOS && root->head == (int32_t)a->root;
  if (a_name && !b_name)
    return told || lead & (KG__DETERMINER | KG__POSSESSIVE) || b->owner >= 0 ||
           doc->tokens.items[b->head].head_class != KG__NO_CLASS;
  bool said_again = doc->tokens.items[a->head].head_class != KG__NO_CLASS || told;
  return b_name && !a_name && b->head == b->last && said_again;
}

// "the rise of A, the risk of B in C, and D": the last chunk of what hangs on a common noun by prepositions.
static uint32_t
past_complements(const kg__document *doc, uint32_t i)
{
  uint32_t end = i;
  const kg__token *head = &doc->tokens.items[doc->chunks.items[i].head];
  while (head->pos & KG__NOUN || (head->mention < 0 && head->head_class != KG__NO_CLASS)) {
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

// "a deal on A with X, Y and Z": two names of one class, and nothing else.
bool
kg__named_alike(const kg__document *doc, uint32_t i, uint32_t k)
{
  int32_t a = doc->tokens.items[doc->chunks.items[i].head].mention,
          b = doc->tokens.items[doc->chunks.items[k].head].mention;
  int32_t prep = doc->chunks.items[i].prep;
  if (prep >= 0 && kg__token_is(doc, (uint32_t)prep, "of")) // "leaders of X, Y and Z"
    return false;
  return a >= 0 && b >= 0 && doc->mentions.items[a].kind != KG__DESCRIBED &&
         doc->mentions.items[b].kind != KG__DESCRIBED &&
         kg__class_of(doc, doc->mentions.items[a].entity) == kg__class_of(doc, doc->mentions.items[b].entity);
}

// "drills in response to the arrival of ships and a plane": the tree ties the last to what hangs on the
// first.
static bool
joined_to_complement(const kg__document *doc, uint32_t i, uint32_t k)
{
  const kg__token *root = &doc->tokens.items[doc->chunks.items[k].root];
  int32_t with = root->relation == KG__REL_CONJ && root->head >= 0 ? doc->tokens.items[root->head].chunk : -1;
  return with > (int32_t)i && with < (int32_t)k;
}

// "the minister for A of B, X": an office, and behind its complements who holds it.
static bool
holder_behind(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t k)
{
  uint64_t persons = kg__class_mask(doc->ontology, KG_STR("Person"));
  const kg__chunk *a = &doc->chunks.items[i];
  uint8_t office = doc->tokens.items[a->head].head_class;
  if (k >= doc->chunk_end || k == 0 || office == KG__NO_CLASS || !(persons >> office & 1) ||
      doc->tokens.items[a->head].mention >= 0)
    return false;
  const kg__chunk *b = &doc->chunks.items[k];
  int32_t m = doc->tokens.items[b->head].mention;
  bool first = m >= 0 && doc->mentions.items[m].first == b->first, closed = b->last + 1 >= s->end;
  return first && b->prep < 0 && kg__class_of(doc, doc->mentions.items[m].entity) & persons &&
         b->first > s->first && is_text(doc, s, b->first - 1, ",") &&
         (closed || pos_at(doc, s, b->last + 1) & KG__PUNCTUATION);
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
  if (holder_behind(doc, s, i, *k))
    return COMMA;

  if (*k < doc->chunk_end && common_plural(doc, s, doc->chunks.items[i].head) &&
      names_between_dashes(doc, s, doc->chunks.items[end].last + 1))
    return EXAMPLES;
  if (*k < doc->chunk_end && joined_to_complement(doc, i, *k))
    return NO_JOINT;
  if (*k < doc->chunk_end && kg__named_alike(doc, end, *k) && !kg__named_alike(doc, i, *k))
    return NO_JOINT;
  if (*k >= doc->chunk_end || !(doc->tokens.items[doc->chunks.items[*k].head].pos & KG__NOUN))
    return NO_JOINT;
  return joint_after(doc, s, end, *k);
}

// "X, Y's partner and ally, left": by the tree the second phrase says again what the first is, though others
// are joined to it.
static bool
opens_apposition(const kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t second)
{
  const kg__chunk *a = &doc->chunks.items[first], *b = &doc->chunks.items[second];
  const kg__token *k = &doc->tokens.items[b->root];
  return k->relation == KG__REL_APPOS && k->head == (int32_t)a->root && is_text(doc, s, a->last + 1, ",") &&
         doc->tokens.items[a->head].mention >= 0 && doc->tokens.items[b->head].mention < 0 &&
         apposes(doc, a, b);
}

// "X and Y, allies of Z, ...": what all of a list of names are.
static void
find_common_apposition(kg__document *doc, const kg__sentence *s, uint32_t first, uint32_t last)
{
  uint32_t k = following(doc, last);
  if (k >= doc->chunk_end || !is_text(doc, s, doc->chunks.items[last].last + 1, ",") ||
      doc->chunks.items[first].apposition >= 0)
    return;
  for (int32_t i = (int32_t)first; i >= 0; i = doc->chunks.items[i].next) {
    int32_t m = doc->tokens.items[doc->chunks.items[i].head].mention;
    if (m < 0 || !kg__entity_is(doc, doc->mentions.items[m].entity, "Agent"))
      return;
  }
  const kg__chunk *c = &doc->chunks.items[k];
  uint32_t from = start_of(doc, k), end = doc->chunks.items[past_complements(doc, k)].last;
  bool near = from == doc->chunks.items[last].last + 2 ||
              (from == doc->chunks.items[last].last + 3 && kg__token_is(doc, from - 1, "both"));
  if (near && c->plural && c->prep < 0 && !c->time && doc->tokens.items[c->head].mention < 0 &&
      doc->tokens.items[c->head].pos & KG__NOUN &&
      (is_text(doc, s, end + 1, ",") || is_text(doc, s, end + 1, ".")))
    doc->chunks.items[first].apposition = (int32_t)k;
}

// "called X", ", dubbed X", "known as X": the token where the name begins, or 0.
static uint32_t
name_given(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  static const char *const GIVEN[] = {"named", "called", "dubbed", "codenamed", "nicknamed"};
  t += is_text(doc, s, t, ",");
  for (size_t i = 0; i < sizeof GIVEN / sizeof *GIVEN; i++) {
    if (kg__token_says(doc, t, GIVEN[i]))
      return t + 1;
  }
  bool known = kg__token_says(doc, t, "known") || kg__token_says(doc, t, "designated");
  return known && kg__token_says(doc, t + 1, "as") ? t + 2 : 0;
}

// "In X, our largest exercise, soldiers ...": of the class of the name, between commas.
static bool
same_kind_behind(const kg__document *doc, const kg__sentence *s, uint32_t i)
{
  const kg__chunk *a = &doc->chunks.items[i], *b = a + 1;
  int32_t m = doc->tokens.items[a->head].mention;
  if (i + 1 >= doc->chunk_end || m < 0 || b->first != a->last + 2 || !is_text(doc, s, a->last + 1, ",") ||
      !is_text(doc, s, b->last + 1, ",") || doc->tokens.items[b->head].mention >= 0 ||
      doc->tokens.items[b->head].head_class == KG__NO_CLASS || b->plural)
    return false;
  return doc->entities.items[doc->mentions.items[m].entity].cls == doc->tokens.items[b->head].head_class &&
         apposes(doc, a, b);
}

// "X - a friend of Y - objected": a name, and between dashes what it is.
static bool
between_dashes(const kg__document *doc, const kg__sentence *s, uint32_t i)
{
  const kg__chunk *a = &doc->chunks.items[i], *b = a + 1;
  if (i + 1 >= doc->chunk_end || !is_dash(doc, s, a->last + 1) || b->first != a->last + 2 ||
      !apposes(doc, a, b) || doc->tokens.items[a->head].mention < 0 ||
      !(doc->tokens.items[b->head].pos & KG__NOUN))
    return false;
  for (uint32_t t = b->last + 1; t < s->end && doc->tokens.items[t].verb < 0; t++) {
    if (is_dash(doc, s, t))
      return true;
  }
  return false;
}

// "X, the minister", "an exercise called X", and behind the last of a list: "the agency and its head, X".
// "X - a member of Y and an ally of Z - left": behind a dash, with an article.
static bool
set_off(const kg__document *doc, const kg__sentence *s, const kg__chunk *c, uint32_t k)
{
  const kg__chunk *b = &doc->chunks.items[k];
  bool article = kg__token_is(doc, b->first, "a") || kg__token_is(doc, b->first, "an") ||
                 kg__token_is(doc, b->first, "the");
  return is_dash(doc, s, c->last + 1) && b->first == c->last + 2 && article &&
         doc->tokens.items[c->head].mention >= 0 && apposes(doc, c, b);
}

static void
find_apposition(kg__document *doc, const kg__sentence *s, uint32_t i)
{
  uint32_t k;
  kg__chunk *c = &doc->chunks.items[i];
  k = i + 1;
  if (k < doc->chunk_end && doc->chunks.items[k].first == name_given(doc, s, c->last + 1) &&
      doc->tokens.items[doc->chunks.items[k].head].mention >= 0 && doc->tokens.items[c->head].mention < 0)
    c->apposition = (int32_t)k;
  else if (between_dashes(doc, s, i))
    c->apposition = (int32_t)i + 1;
  else if (is_text(doc, s, c->last + 1, ",") && joint_past(doc, s, i, &k) && k < doc->chunk_end &&
           apposes(doc, c, &doc->chunks.items[k]))
    c->apposition = (int32_t)k;
  else if (same_kind_behind(doc, s, i))
    c->apposition = (int32_t)i + 1;
  else if (following(doc, i) < doc->chunk_end && set_off(doc, s, c, following(doc, i)))
    c->apposition = (int32_t)following(doc, i);
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

// "the A of X, Y, and the B of Z": Y is the A, and not listed with X.
static bool
holds_office(const kg__document *doc, const kg__sentence *s, uint32_t k)
{
  for (uint32_t i = doc->chunk0; i < k; i++) {
    if (doc->chunks.items[i].apposition == (int32_t)k && holder_behind(doc, s, i, k))
      return true;
  }
  return false;
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
    if (!j || (k < doc->chunk_end && holds_office(doc, s, k)))
      break;
    if (j == COMMA && (named_behind(doc, i, k) || holder_behind(doc, s, i, k))) { // "the A, X, and the B, Y"
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
  if (sure > 1 && opens_apposition(doc, s, first, members[0])) {
    doc->chunks.items[first].apposition = (int32_t)members[0];
    link_list(doc, members[0], members + 1, sure - 1);
  } else {
    uint32_t end = sure ? members[sure - 1] : first;
    if (sure)
      link_list(doc, first, members, sure);
    if (sure)
      find_common_apposition(doc, s, first, end);
    if (!sure || doc->tokens.items[doc->chunks.items[end].head].mention < 0)
      find_apposition(doc, s, end); // "A and B, both parties" is of both
  }
}

// "Like X, ...", "Besides X, ...", "Along with X, ..."
static bool
opens_alike(const kg__document *doc, const kg__sentence *s, int32_t prep)
{
  uint32_t t = s->first;
  if (prep == (int32_t)t)
    return kg__token_says(doc, t, "like") || kg__token_says(doc, t, "besides");
  return prep == (int32_t)t + 1 && kg__token_is(doc, t + 1, "with") &&
         (kg__token_says(doc, t, "along") || kg__token_says(doc, t, "together"));
}

// "Thirty countries take part in the drill, including X and Y": the examples are of those countries, and not
// of the one thing right before them.
static void
join_examples(kg__document *doc, const kg__sentence *s)
{
  static const char *const MANY[] = {"countries",    "nations",     "states", "members",
                                     "allies",       "partners",    "navies", "militaries",
                                     "participants", "governments", "armies", NULL};
  int32_t whole = -1;
  for (uint32_t i = doc->chunk0; i + 1 < doc->chunk_end; i++) {
    kg__chunk *c = &doc->chunks.items[i];
    uint32_t k = i + 1, members[16], n = 0;
    for (const char *const *w = MANY; *w && c->prep < 0 && whole < 0 && c->next < 0; w++)
      whole = kg__token_is(doc, c->head, *w) && doc->tokens.items[c->head].mention < 0 ? (int32_t)i : whole;
    bool apart = is_text(doc, s, c->last + 1, ",") && c->last + 3 < s->end &&
                 kg__token_is(doc, c->last + 2, "including");
    if (whole < 0 || whole == (int32_t)i || !apart || c->plural)
      continue;
    int32_t m = doc->tokens.items[doc->chunks.items[k].head].mention;
    if (m < 0 || !kg__entity_is(doc, doc->mentions.items[m].entity, "State"))
      return;
    for (int32_t at = (int32_t)k; at >= 0 && n < 16; at = doc->chunks.items[at].next)
      members[n++] = (uint32_t)at;
    doc->chunks.items[c->list].next = -1;
    link_list(doc, (uint32_t)whole, members, n);
    return;
  }
}

// "Like X, Y joined Z": what opens the sentence goes with the subject behind the comma.
static void
join_alike(kg__document *doc, const kg__sentence *s)
{
  uint32_t i = doc->chunk0;
  if (i < doc->chunk_end && kg__token_says(doc, s->first, "in") &&
      kg__token_says(doc, s->first + 1, "addition"))
    i++; // "In addition to X"
  bool added = i > doc->chunk0 && i < doc->chunk_end && doc->chunks.items[i].prep == (int32_t)s->first + 2;
  if (i >= doc->chunk_end || !(added || opens_alike(doc, s, doc->chunks.items[i].prep)))
    return;
  uint32_t members[8], n = 0, last = i;
  for (int32_t k = (int32_t)i; k >= 0 && n < 8; k = doc->chunks.items[k].next)
    members[n++] = last = (uint32_t)k;
  uint32_t subject = last + 1;
  if (subject >= doc->chunk_end)
    return;
  const kg__chunk *own = &doc->chunks.items[subject];
  bool pronoun = doc->tokens.items[own->head].pos & KG__PRONOUN;
  bool comma = is_text(doc, s, doc->chunks.items[last].last + 1, ",");
  if (!(comma || pronoun) || own->first != doc->chunks.items[last].last + 1 + comma)
    return;
  if (own->list == (int32_t)subject && own->next < 0 && own->prep < 0 &&
      (pronoun || doc->tokens.items[own->head].mention >= 0) &&
      doc->tokens.items[doc->chunks.items[i].head].mention >= 0) {
    doc->chunks.items[last].next = -1;
    link_list(doc, subject, members, n);
  }
}

// "X and Y's pact", "X's and Y's pact", "X, Y and Z's pact": names before the possessor share what is its,
// unless that is named, too, or is somebody: "X and Y's president met".
static void
join_possessors(kg__document *doc, const kg__sentence *s, uint32_t thing)
{
  uint32_t owner = (uint32_t)doc->chunks.items[thing].owner, first = owner, members[8], n = 0;
  int person = kg__class_find(doc->ontology, KG_STR("Person"));
  const kg__token *head = &doc->tokens.items[doc->chunks.items[thing].head];
  if (head->mention >= 0 || head->head_class == person)
    return;
  for (joint j = NO_JOINT; first > doc->chunk0 && n < 8; first--) {
    const kg__chunk *a = &doc->chunks.items[first - 1];
    uint32_t from = a->last + 1;
    from += pos_at(doc, s, from) & KG__GENITIVE ? 1 : 0;
    joint here = joint_of(doc, s, from, doc->chunks.items[first].first);
    bool fits = first == owner ? here == AND : here == COMMA && j;
    if (!fits || !kg__named_alike(doc, first - 1, owner) || doc->chunks.items[first].prep >= 0)
      break;
    j = here;
    n++;
  }
  if (first == owner)
    return;
  for (uint32_t i = 0; i < n; i++)
    members[i] = first + 1 + i;
  int32_t prep = doc->chunks.items[first].prep;
  doc->chunks.items[first].prep = -1;
  link_list(doc, first, members, n);
  doc->chunks.items[thing].prep = prep;
}

static bool
names_agent(const kg__document *doc, const kg__chunk *c)
{
  int32_t m = doc->tokens.items[c->head].mention;
  return m >= 0 && kg__entity_is(doc, doc->mentions.items[m].entity, "Agent");
}

// The phrase that is the subject of the clause in which a token stands, or -1.
static int32_t
subject_above(const kg__document *doc, const kg__sentence *s, uint32_t t)
{
  int32_t at = (int32_t)t;
  for (int steps = 0; steps < 6 && at >= (int32_t)s->first && at < (int32_t)s->end; steps++) {
    for (uint32_t k = s->first; k < t; k++) {
      const kg__token *sub = &doc->tokens.items[k];
      if (sub->head == at && sub->chunk >= 0 &&
          (sub->relation == KG__REL_NSUBJ || sub->relation == KG__REL_NSUBJ_PASS))
        return doc->chunks.items[sub->chunk].list;
    }
    at = doc->tokens.items[at].head;
  }
  return -1;
}

// "X signed it, along with Y and Z": those go with the subject.
static void
join_company(kg__document *doc, const kg__sentence *s, uint32_t i)
{
  kg__chunk *c = &doc->chunks.items[i];
  if (i == doc->chunk0 || !company_before(doc, s, c) || c->list != (int32_t)i || !names_agent(doc, c))
    return;
  int32_t subject = subject_above(doc, s, c->root);
  if (subject < 0 || subject == (int32_t)i || !names_agent(doc, &doc->chunks.items[subject]))
    return;
  int32_t last = subject;
  while (doc->chunks.items[last].next >= 0)
    last = doc->chunks.items[last].next;
  doc->chunks.items[last].next = (int32_t)i;
  for (int32_t k = (int32_t)i; k >= 0; k = doc->chunks.items[k].next) {
    doc->chunks.items[k].list = subject;
    doc->chunks.items[k].prep = doc->chunks.items[subject].prep;
  }
}

void
kg__sentence_lists(kg__document *doc, const kg__sentence *s)
{
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    if (doc->chunks.items[i].owner >= (int32_t)doc->chunk0)
      join_possessors(doc, s, i);
  }
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++) {
    bool owner = i + 1 < doc->chunk_end && doc->chunks.items[i + 1].owner == (int32_t)i;
    if (doc->chunks.items[i].list == (int32_t)i && doc->chunks.items[i].next < 0 &&
        !doc->chunks.items[i].time && !owner)
      find_list(doc, s, i);
  }
  join_alike(doc, s);
  for (uint32_t i = doc->chunk0; i < doc->chunk_end; i++)
    join_company(doc, s, i);
  join_examples(doc, s);
}
