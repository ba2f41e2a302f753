// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/learned.h"

#include "kg/base/vec.h"
#include "kg/vocab.h"
#include "loaders/segment.h"
#include "loaders/words.h"

#include <stdlib.h>
#include <strings.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define ONTOLEX(name) KG_STR("http://www.w3.org/ns/lemon/ontolex#" name)
#define SYNSEM(name) KG_STR("http://www.w3.org/ns/lemon/synsem#" name)

enum { LONGEST_CUE = 3, MOST_WORDS = 400, LONGEST_VALUE = 12 };

static const double SAID = 0.5;

kg_status
kg__learned_init(kg__learned *learned)
{
  *learned = (kg__learned){.arena = kg_arena_new()};
  learned->weights = calloc((size_t)1 << KG__LEARNED_BITS, sizeof *learned->weights);
  return learned->arena && learned->weights ? KG_OK : KG_ERR_NOMEM;
}

void
kg__learned_release(kg__learned *learned)
{
  kg_arena_free(learned->arena);
  free(learned->weights);
  free(learned->relations.items);
  free(learned->values.items);
  *learned = (kg__learned){0};
}

kg_status
kg__learned_relation(kg__learned *learned, kg_str iri, kg_str label, size_t *relation)
{
  for (*relation = 0; *relation < learned->relations.n; ++*relation) {
    if (kg_str_equal(learned->relations.items[*relation].iri, iri))
      return KG_OK;
  }
  KG_TRY(kg__vec_add(&learned->relations));
  learned->relations.items[*relation] = (struct kg__learned_relation){0};
  learned->relations.items[*relation].iri = kg_arena_str(learned->arena, iri);
  learned->relations.items[*relation].label = kg_arena_str(learned->arena, label);
  return KG_OK;
}

static bool
is_year(kg_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] < '0' || s.ptr[i] > '9')
      return false;
  }
  return s.len == 4;
}

static bool
is_date(kg_str s)
{
  return s.len > 9 && *s.ptr >= '0' && *s.ptr <= '3' && is_year((kg_str){s.ptr + s.len - 4, 4}) &&
         s.ptr[s.len - 5] == ' ';
}

kg_status
kg__learned_value(kg__learned *learned, size_t relation, kg_str text, size_t *value)
{
  for (*value = 0; *value < learned->values.n; ++*value) {
    if (learned->values.items[*value].relation == relation &&
        kg_str_equal(learned->values.items[*value].text, text))
      return KG_OK;
  }
  KG_TRY(kg__vec_add(&learned->values));
  learned->values.items[*value].relation = relation;
  learned->values.items[*value].text = kg_arena_str(learned->arena, text);
  learned->relations.items[relation].n_values++;
  learned->relations.items[relation].n_dates += is_date(text);
  return KG_OK;
}

double *
kg__learned_weight(const kg__learned *learned, size_t relation, size_t value, kg__place place, uint64_t words)
{
  uint64_t id = place == KG__OF_SUBJECT  ? UINT32_MAX
                : place == KG__OF_OBJECT ? relation * 4 + ((uint64_t)1 << 40)
                : place == KG__FOR_VALUE ? (uint64_t)value * 4 + 1
                                         : (uint64_t)relation * 4 + place;
  uint64_t h = (words ^ (id + 1) * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
  h ^= h >> 32;
  return &learned->weights[(h * 0xD6E8FEB86659FD93u) >> (64 - KG__LEARNED_BITS)];
}

uint64_t
kg__cue_hash(kg_str folded)
{
  return XXH3_64bits(folded.ptr, folded.len);
}

// ---- a sentence taken apart

static kg_status
join(const kg__cues *cues, size_t first, size_t n, kg__cue *cue)
{
  size_t len = n - 1;
  for (size_t i = first; i < first + n; i++)
    len += cues->words[i].len;
  char *text = kg_arena_alloc(cues->arena, len + 1), *to = text;
  if (!text)
    return KG_ERR_NOMEM;
  for (size_t i = first; i < first + n; i++) {
    if (i > first)
      *to++ = ' ';
    memcpy(to, cues->words[i].ptr, cues->words[i].len);
    to += cues->words[i].len;
  }
  cue->words = (kg_str){text, len};
  cue->hash = kg__cue_hash(cue->words);
  return KG_OK;
}

static bool
in_list(kg_str word, const char *const *list)
{
  for (; *list; list++) {
    if (kg_str_equal(word, kg_str_of(*list)))
      return true;
  }
  return false;
}

bool
kg__links_names(kg_str word)
{
  static const char *const LINKS[] = {"of",  "the", "de", "von", "van", "der", "da",
                                      "for", "-",   "'",  ":",   "&",   NULL};
  return in_list(word, LINKS);
}

// Words that have a capital only because a sentence begins.
static bool
is_grammar(kg_str word)
{
  static const char *const WORDS[] = {
      "a",      "an",        "the",   "in",    "on",    "at",       "as",        "after", "before",
      "during", "following", "one",   "when",  "while", "by",       "from",      "with",  "since",
      "for",    "he",        "she",   "it",    "his",   "her",      "its",       "they",  "their",
      "this",   "these",     "that",  "there", "both",  "although", "upon",      "to",    "under",
      "some",   "many",      "other", "among", "later", "two",      "according", "of",    NULL};
  return in_list(word, WORDS);
}

// Runs of capitals and numbers, with small words between them.
static kg_status
find_names(kg_str sentence, const kg__cut_token *tokens, kg__cues *cues)
{
  cues->names = kg_arena_alloc(cues->arena, (cues->n_words + 1) * sizeof *cues->names);
  if (!cues->names)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < cues->n_words; i++) {
    if (!(tokens[i].flags & (KG__T_CAPITAL | KG__T_DIGIT)) || is_grammar(cues->words[i]))
      continue;
    size_t last = i;
    for (size_t k = i + 1; k < cues->n_words && k <= last + 3; k++) {
      if (tokens[k].flags & (KG__T_CAPITAL | KG__T_DIGIT))
        last = k;
      else if (!kg__links_names(cues->words[k]))
        break;
    }
    kg_str text = {sentence.ptr + tokens[i].start, tokens[last].end - tokens[i].start};
    cues->names[cues->n_names++] = (kg__name_span){.text = text, .first = i, .last = last};
    i = last;
  }
  return KG_OK;
}

// The first name that is no date; in its longest form, if it comes back in a longer one.
static void
choose_subject(kg__cues *cues)
{
  size_t i = 0;
  while (i + 1 < cues->n_names && (is_date(cues->names[i].text) || is_year(cues->names[i].text)))
    i++;
  cues->subject = i;
  for (size_t k = i + 1; k < cues->n_names; k++) {
    const kg__name_span *now = &cues->names[cues->subject], *other = &cues->names[k];
    if (other->text.len > now->text.len + 1 && kg_str_ends(other->text, now->text) &&
        other->text.ptr[other->text.len - now->text.len - 1] == ' ')
      cues->subject = k;
  }
}

kg_status
kg__cues_of(kg_str sentence, kg_arena *arena, kg__cues *cues)
{
  *cues = (kg__cues){.arena = arena, .sentence = sentence};
  kg__cut_token cut = {0}, *tokens = kg_arena_alloc(arena, MOST_WORDS * sizeof *tokens);
  cues->tokens = tokens;
  cues->words = kg_arena_alloc(arena, MOST_WORDS * sizeof *cues->words);
  cues->cues = kg_arena_alloc(arena, MOST_WORDS * LONGEST_CUE * sizeof *cues->cues);
  if (!tokens || !cues->words || !cues->cues)
    return KG_ERR_NOMEM;
  kg_buf folded = {0};
  kg_status st = KG_OK;
  while (!st && cues->n_words < MOST_WORDS && kg__cut_next(sentence, &cut)) {
    kg_buf_clear(&folded);
    st = kg__fold((kg_str){sentence.ptr + cut.start, cut.end - cut.start}, &folded);
    tokens[cues->n_words] = cut;
    cues->words[cues->n_words++] = kg_arena_str(arena, kg_buf_str(&folded));
  }
  kg_buf_release(&folded);
  for (size_t i = 0; !st && i < cues->n_words; i++) {
    for (size_t n = 1; !st && n <= LONGEST_CUE && i + n <= cues->n_words; n++)
      st = join(cues, i, n, &cues->cues[cues->n_cues++]);
  }
  if (!st && !(st = find_names(sentence, tokens, cues)))
    choose_subject(cues);
  st = st ? st : kg__cues_subjects(cues);
  return st ? st : kg__cues_objects(cues);
}

bool
kg__cue_beside(const kg__cues *cues, const kg__name_span *name, kg__place place, size_t n, kg__cue *cue)
{
  bool before = place == KG__BEFORE_OBJECT;
  if (before ? name->first < n : name->last + n >= cues->n_words)
    return false;
  size_t first = before ? name->first - n : name->last + 1;
  *cue = cues->cues[0];
  for (size_t i = 0, k = 0; i < cues->n_words; i++) { // cues of a word follow each other
    for (size_t m = 1; m <= LONGEST_CUE && i + m <= cues->n_words; m++, k++) {
      if (i == first && m == n) {
        *cue = cues->cues[k];
        return true;
      }
    }
  }
  return false;
}

// ---- choosing

bool
kg__may_be_object(const kg__cues *cues, const kg__name_span *name)
{
  const kg__subject *s = cues->about;
  return s ? name->last < s->first || name->first > s->last : name != &cues->names[cues->subject];
}

static double
beside(const kg__learned *l, const kg__cues *cues, size_t relation, const kg__name_span *name)
{
  double sum = 0;
  kg__cue cue;
  for (size_t n = 1; n <= LONGEST_CUE; n++) {
    if (kg__cue_beside(cues, name, KG__BEFORE_OBJECT, n, &cue))
      sum += *kg__learned_weight(l, relation, 0, KG__BEFORE_OBJECT, cue.hash);
    if (kg__cue_beside(cues, name, KG__BEHIND_OBJECT, n, &cue))
      sum += *kg__learned_weight(l, relation, 0, KG__BEHIND_OBJECT, cue.hash);
  }
  for (size_t i = 0; i < name->n_looks; i++)
    sum += *kg__learned_weight(l, relation, 0, KG__OF_OBJECT, name->looks[i]);
  return sum;
}

static double
anywhere(const kg__learned *l, const kg__cues *cues, size_t relation, size_t value, kg__place place)
{
  double sum = 0;
  for (size_t i = 0; i < cues->n_cues; i++)
    sum += *kg__learned_weight(l, relation, value, place, cues->cues[i].hash);
  return sum;
}

// What the sentence says in so many words needs less to speak for it.
static double
said(const kg__cues *cues, const struct kg__learned_value *value)
{
  for (size_t i = 0; i < cues->n_words; i++) {
    size_t start = cues->tokens[i].start;
    if (start + value->text.len > cues->sentence.len)
      break;
    if (strncasecmp(cues->sentence.ptr + start, value->text.ptr, value->text.len))
      continue;
    for (size_t k = i; k < cues->n_words && k < i + LONGEST_VALUE; k++) {
      if (cues->tokens[k].end == start + value->text.len)
        return SAID;
    }
  }
  return 0;
}

static void
keep_best(kg__guess *best, bool *found, kg__guess other)
{
  if (!*found || other.score > best->score)
    *best = other;
  *found = true;
}

bool
kg__learned_guess(const kg__learned *l, const kg__cues *cues, kg__guess *best)
{
  bool found = false;
  for (size_t r = 0; r < l->relations.n; r++) {
    double all = anywhere(l, cues, r, 0, KG__ANYWHERE);
    for (size_t i = 0; i < cues->n_objects; i++) {
      if (kg__may_be_object(cues, &cues->objects[i]))
        keep_best(best, &found, (kg__guess){r, SIZE_MAX, i, all + beside(l, cues, r, &cues->objects[i])});
    }
    for (size_t v = 0; v < l->values.n; v++) {
      if (l->values.items[v].relation == r)
        keep_best(
            best, &found,
            (kg__guess){r, v, 0,
                        all + anywhere(l, cues, r, v, KG__FOR_VALUE) + said(cues, &l->values.items[v])});
    }
  }
  return found;
}

kg_str
kg__guess_subject(const kg__cues *cues)
{
  return cues->about ? cues->about->text : cues->names[cues->subject].text;
}

kg_str
kg__guess_object(const kg__learned *l, const kg__cues *cues, const kg__guess *guess)
{
  static const char FIRST[] = "01 January ";
  const struct kg__learned_relation *r = &l->relations.items[guess->relation];
  if (guess->value != SIZE_MAX)
    return l->values.items[guess->value].text;
  kg_str text = cues->objects[guess->name].text;
  char *date =
      is_year(text) && r->n_dates * 2 > r->n_values ? kg_arena_alloc(cues->arena, sizeof FIRST + 4) : NULL;
  if (!date)
    return text;
  memcpy(date, FIRST, sizeof FIRST - 1);
  memcpy(date + sizeof FIRST - 1, text.ptr, 4);
  return (kg_str){date, sizeof FIRST + 3};
}

// ---- from a lexicon

static kg_status
read_sense(kg__learned *l, const kg__graph *g, kg_str words, kg__node sense)
{
  kg__node reference = kg__graph_object(g, sense, kg__graph_find(g, ONTOLEX("reference")));
  kg__node property = kg__graph_object(g, reference, kg__graph_find(g, KG_STR(KG_NS_OWL "onProperty")));
  kg__node value = kg__graph_object(g, reference, kg__graph_find(g, KG_STR(KG_NS_OWL "hasValue")));
  kg__node object = kg__graph_object(g, sense, kg__graph_find(g, SYNSEM("objOfProp")));
  kg_str place = kg__graph_text(g, object);
  kg_str subject = kg__graph_text(g, kg__graph_object(g, sense, kg__graph_find(g, SYNSEM("subjOfProp"))));
  kg_str weight =
      kg__graph_text(g, kg__graph_object(g, sense, kg__graph_find(g, KG_STR(KG_NS_SEC "confidence"))));
  kg__node relation = property ? property : reference;
  size_t r, v = 0;
  if (weight.len && kg_str_ends(subject, KG_STR("#subject")))
    *kg__learned_weight(l, 0, 0, KG__OF_SUBJECT, kg__cue_hash(words)) = strtod(weight.ptr, NULL);
  if (!relation || !weight.len)
    return KG_OK;
  kg_str label = kg__graph_text(g, kg__graph_object(g, relation, kg__graph_find(g, KG_STR(KG_RDFS_LABEL))));
  KG_TRY(kg__learned_relation(l, kg__graph_text(g, relation), label, &r));
  if (value)
    KG_TRY(kg__learned_value(l, r, kg__graph_text(g, value), &v));
  kg__place p = kg_str_ends(place, KG_STR("#object"))          ? KG__OF_OBJECT
                : value                                        ? KG__FOR_VALUE
                : kg_str_ends(place, KG_STR("#object-behind")) ? KG__BEFORE_OBJECT
                : kg_str_ends(place, KG_STR("#object-before")) ? KG__BEHIND_OBJECT
                                                               : KG__ANYWHERE;
  *kg__learned_weight(l, r, v, p, kg__cue_hash(words)) = strtod(weight.ptr, NULL);
  return KG_OK;
}

kg_status
kg__learned_read(kg__learned *l, const kg__graph *g)
{
  kg__node cue = kg__graph_find(g, KG_STR(KG_NS_SEC "Cue")), type = kg__graph_find(g, KG_STR(KG_RDF_TYPE)),
           form = kg__graph_find(g, ONTOLEX("canonicalForm")), rep = kg__graph_find(g, ONTOLEX("writtenRep")),
           sense = kg__graph_find(g, ONTOLEX("sense"));
  for (kg__node s = 1; cue && form && s <= g->nodes.n; s++) {
    if (kg__graph_object(g, s, type) != cue)
      continue;
    if (!l->weights)
      KG_TRY(kg__learned_init(l));
    size_t n;
    const kg__graph_edge *e = kg__graph_edges(g, s, sense, &n);
    for (size_t i = 0; i < n; i++)
      KG_TRY(read_sense(l, g, kg__graph_text(g, kg__graph_object(g, kg__graph_object(g, s, form), rep)),
                        e[i].o));
  }
  return KG_OK;
}
