// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whether a phrase goes on with the list of the one before: by what stands between them, what hangs on the
// first, and what the tree or the verbs around them say against it.

#include "loaders/meant/resolve.h"
#include "loaders/parse/lists.h"

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
  if (kg__is_dash(doc, s, b->last + 1) || is_text(doc, s, b->last + 1, ")"))
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
uint32_t
kg__company_before(const kg__document *doc, const kg__sentence *s, const kg__chunk *c)
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
can_be_listed(const kg__document *doc, const kg__sentence *s, const kg__chunk *a, const kg__chunk *b,
              kg__joint j)
{
  if (a->time || b->time || (b->prep >= 0 && j != KG__JOINT_EXAMPLES) ||
      kg__token_word(doc, b->first)->pos & KG__RELATIVE)
    return false;
  bool fronted =
      a->prep >= 0 && (uint32_t)a->prep <= s->first + 1 && opens(doc, a) && !kg__company_before(doc, s, a);
  if (j == KG__JOINT_COMMA && fronted)
    return false;
  if (j == KG__JOINT_AND && a->prep >= 0 && kg__token_is(doc, (uint32_t)a->prep, "between"))
    return true;
  if (coordinated(doc, a, b))
    return true;
  if (opens_a_clause(doc, s, a, b) && (verb_before(doc, s, a->first) || of_an_opening(doc, s, a)) &&
      j != KG__JOINT_EXAMPLES)
    return false;
  return !(
      verb_follows(doc, s, b) && verb_before(doc, s, a->first) && j != KG__JOINT_EXAMPLES &&
      !(a->prep >= 0 && kg__token_is(doc, (uint32_t)a->prep, "of") && !is_text(doc, s, a->last + 1, ",")));
}

// The next chunk that stands for a thing: possessors are passed over.
uint32_t
kg__chunk_following(const kg__document *doc, uint32_t i)
{
  uint32_t k = i + 1;
  while (k < doc->chunk_end && k + 1 < doc->chunk_end && doc->chunks.items[k + 1].owner == (int32_t)k)
    k++;
  return k;
}

uint32_t
kg__chunk_start(const kg__document *doc, uint32_t i)
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

// "X joined A in 2004, Y in 2009", but not "X joined A in 2004 and B in 2009": Y is a state, and A is none.
static bool
can_do_likewise(const kg__document *doc, const kg__chunk *a, const kg__chunk *c)
{
  int32_t did = kg__mentioned_at(doc, a->head), does = kg__mentioned_at(doc, c->head);
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

kg__joint
kg__joint_after(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t k)
{
  if (k >= doc->chunk_end || doc->tokens.items[doc->chunks.items[i].last + 1].pos & KG__GENITIVE)
    return KG__JOINT_NONE;
  if (kg__stands_parallel(doc, s, k) >= 0)
    return KG__JOINT_NONE;
  uint32_t end = kg__chunk_start(doc, k);
  bool again = same_preposition(doc, i, k) && (uint32_t)doc->chunks.items[k].prep + 1 == end;
  kg__joint j = kg__joint_between(doc, s, doc->chunks.items[i].last + 1, again ? end - 1 : end);
  if (again) // "with A and with B"
    return j == KG__JOINT_AND ? KG__JOINT_AND : KG__JOINT_NONE;
  return j && can_be_listed(doc, s, &doc->chunks.items[i], &doc->chunks.items[k], j) ? j : KG__JOINT_NONE;
}

// "the rise of A, the risk of B in C, and D": the last chunk of what hangs on a common noun by prepositions.
uint32_t
kg__past_complements(const kg__document *doc, uint32_t i)
{
  uint32_t end = i;
  const kg__token *head = &doc->tokens.items[doc->chunks.items[i].head];
  while (head->pos & KG__NOUN || (head->mention < 0 && head->head_class != KG__NO_CLASS)) {
    uint32_t k = kg__chunk_following(doc, end);
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
  return kg__joint_between(doc, s, doc->chunks.items[n - 1].last + 1, (uint32_t)doc->chunks.items[n].prep) ==
         KG__JOINT_AND;
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
bool
kg__holder_behind(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t k)
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

// What joins the next phrase to this one, be it past a date or past what hangs on it; `k`: that phrase.
kg__joint
kg__joint_past(const kg__document *doc, const kg__sentence *s, uint32_t i, uint32_t *k)
{
  if (joint_past_date(doc, s, i, k))
    return KG__JOINT_AND;
  *k = kg__chunk_following(doc, i);
  kg__joint j = kg__joint_after(doc, s, i, *k);
  uint32_t end = j ? i : kg__past_complements(doc, i);
  if (end == i)
    return j;
  *k = kg__chunk_following(doc, end);
  if (kg__holder_behind(doc, s, i, *k))
    return KG__JOINT_COMMA;
  if (*k < doc->chunk_end && kg__is_common_plural(doc, s, doc->chunks.items[i].head) &&
      kg__names_between_dashes(doc, s, doc->chunks.items[end].last + 1))
    return KG__JOINT_EXAMPLES;
  if (*k < doc->chunk_end && joined_to_complement(doc, i, *k))
    return KG__JOINT_NONE;
  if (*k < doc->chunk_end && kg__named_alike(doc, end, *k) && !kg__named_alike(doc, i, *k))
    return KG__JOINT_NONE;
  if (*k >= doc->chunk_end || !(doc->tokens.items[doc->chunks.items[*k].head].pos & KG__NOUN))
    return KG__JOINT_NONE;
  return kg__joint_after(doc, s, end, *k);
}
