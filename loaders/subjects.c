// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Whom a sentence is about, as a label would have it: of all runs of words that could be a name, with and
// without middle names, the one whose look and surroundings weigh most. Looks are entries like "next: was".

#include "loaders/learned.h"

#include <stdlib.h>
#include <strings.h>

enum { LONGEST_NAME = 10, MOST_SUBJECTS = 600, MOST_OBJECTS = 400, MOST_NAMES_TO_TELL = 3 };

static const double FIRST_NAME = 0.3;

static bool
is(const kg__cues *cues, size_t i, uint32_t flags)
{
  return i < cues->n_words && cues->tokens[i].flags & flags;
}

// As it stands in the sentence: folding drops full stops.
static char
first_byte(const kg__cues *cues, size_t i)
{
  return cues->sentence.ptr[cues->tokens[i].start];
}

static bool
may_start(const kg__cues *cues, size_t i)
{
  if (is(cues, i, KG__T_PUNCT))
    return false;
  return is(cues, i, KG__T_CAPITAL | KG__T_DIGIT | KG__T_MIXED) ||
         (i &&
          (kg_str_equal(cues->words[i - 1], KG_STR("the")) || kg_str_equal(cues->words[i - 1], KG_STR("a")) ||
           kg_str_equal(cues->words[i - 1], KG_STR("an"))));
}

// A full stop is crossed only behind what looks shortened.
static bool
may_cross(const kg__cues *cues, size_t i)
{
  if (!is(cues, i, KG__T_PUNCT))
    return true;
  char c = first_byte(cues, i);
  return c == '.' ? i && cues->words[i - 1].len <= 3 : !strchr(",;()[]{}?", c);
}

static kg_str
source_text(const kg__cues *cues, size_t first, size_t last)
{
  size_t start = cues->tokens[first].start;
  return (kg_str){cues->sentence.ptr + start, cues->tokens[last].end - start};
}

static kg_str
word_text(const kg__cues *cues, size_t i)
{
  return source_text(cues, i, i);
}

static void
add_subject(kg__cues *cues, kg_str text, size_t first, size_t last, kg__form form)
{
  if (text.ptr && cues->n_subjects < MOST_SUBJECTS)
    cues->subjects[cues->n_subjects++] = (kg__subject){text, first, last, form};
}

static kg_str
joined(const kg__cues *cues, kg_str a, kg_str middle, kg_str b)
{
  char *text = kg_arena_alloc(cues->arena, a.len + middle.len + b.len);
  if (!text)
    return (kg_str){0};
  memcpy(text, a.ptr, a.len);
  memcpy(text + a.len, middle.ptr, middle.len);
  memcpy(text + a.len + middle.len, b.ptr, b.len);
  return (kg_str){text, a.len + middle.len + b.len};
}

// "Vasily Stepanovich Zavoyko" is "Vasily Zavoyko" or "Vasily S. Zavoyko" elsewhere.
static void
add_short_forms(kg__cues *cues, size_t first, size_t last)
{
  size_t capitals = 0;
  for (size_t i = first; i <= last; i++)
    capitals += is(cues, i, KG__T_CAPITAL) && !is(cues, i, KG__T_DIGIT);
  if (capitals < 3 || !is(cues, first, KG__T_CAPITAL) || !is(cues, last, KG__T_CAPITAL))
    return;
  kg_str a = word_text(cues, first), b = word_text(cues, last);
  add_subject(cues, joined(cues, a, KG_STR(" "), b), first, last, KG__ENDS);
  char initial[] = {' ', *word_text(cues, first + 1).ptr, '.', ' '};
  if (is(cues, first + 1, KG__T_CAPITAL) && initial[1] > 0)
    add_subject(cues, joined(cues, a, (kg_str){initial, sizeof initial}, b), first, last, KG__INITIAL);
}

kg_status
kg__cues_subjects(kg__cues *cues)
{
  cues->subjects = kg_arena_alloc(cues->arena, MOST_SUBJECTS * sizeof *cues->subjects);
  if (!cues->subjects)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < cues->n_words; i++) {
    if (!may_start(cues, i))
      continue;
    for (size_t k = i; k < cues->n_words && k < i + LONGEST_NAME && may_cross(cues, k); k++) {
      if (is(cues, k, KG__T_PUNCT))
        continue;
      add_subject(cues, source_text(cues, i, k), i, k, KG__WHOLE);
      add_short_forms(cues, i, k);
    }
  }
  return KG_OK;
}

// ---- looks

static kg_str
word_at(const kg__cues *cues, size_t i)
{
  if (i >= cues->n_words) // also before the first, where it wraps
    return KG_STR("|");
  return is(cues, i, KG__T_PUNCT) ? word_text(cues, i) : cues->words[i];
}

static char
ascii_or_dash(char c)
{
  return c > 0 && c < 127 ? c : '-';
}

static char
shape_at(const kg__cues *cues, size_t i)
{
  if (i >= cues->n_words)
    return '|';
  return is(cues, i, KG__T_PUNCT)                   ? ascii_or_dash(first_byte(cues, i))
         : is(cues, i, KG__T_DIGIT)                 ? '9'
         : is(cues, i, KG__T_SHOUT)                 ? 'A'
         : is(cues, i, KG__T_CAPITAL | KG__T_MIXED) ? 'C'
                                                    : 'c';
}

static void
append(kg__look *look, kg_str text)
{
  size_t room = sizeof look->text - look->len, most = room / 2;
  if (text.len > most) {
    text.len = most;
    while (text.len && text.ptr[text.len - 1] & 0x80)
      text.len--;
  }
  memcpy(look->text + look->len, text.ptr, text.len);
  look->len += text.len;
}

static void
add_look(kg__looks *looks, const char *name, kg_str a, kg_str b)
{
  kg__look *look = &looks->items[looks->n++];
  look->len = 0;
  append(look, kg_str_of(name));
  append(look, a);
  if (b.ptr) {
    append(look, KG_STR(" "));
    append(look, b);
  }
}

static size_t
names_before(const kg__cues *cues, size_t token)
{
  size_t n = 0;
  while (n < cues->n_names && n < MOST_NAMES_TO_TELL && cues->names[n].last < token)
    n++;
  return n;
}

static bool
is_first_name(const kg__cues *cues, const kg__subject *s)
{
  if (!cues->n_names || s->form != KG__WHOLE)
    return false;
  const kg__name_span *name = &cues->names[cues->subject];
  return name->first == s->first && name->last == s->last;
}

static size_t
repetitions(const kg__cues *cues, size_t first, size_t last)
{
  size_t n = 0;
  for (size_t i = 0; i + last - first < cues->n_words; i++) {
    size_t k = 0;
    while (k <= last - first && kg_str_equal(cues->words[i + k], cues->words[first + k]))
      k++;
    n += k > last - first;
  }
  return n < 3 ? n : 3;
}

static void
add_shapes(const kg__cues *cues, const kg__subject *s, kg__looks *looks)
{
  char whole[LONGEST_NAME + 2], edges[4];
  size_t n = 0;
  for (size_t i = s->first; i <= s->last; i++) {
    char c = shape_at(cues, i);
    if (n < 2 || whole[n - 1] != c || whole[n - 2] != c)
      whole[n++] = c;
  }
  edges[0] = shape_at(cues, s->first - 1);
  edges[1] = shape_at(cues, s->first);
  edges[2] = shape_at(cues, s->last);
  edges[3] = shape_at(cues, s->last + 1);
  static const char *const FORMS[] = {"whole", "ends", "initial"};
  kg_str form = kg_str_of(FORMS[s->form]), inside = {whole, n};
  add_look(looks, "shape: ", inside, form);
  add_look(looks, "opens: ", (kg_str){edges, 2}, (kg_str){0});
  add_look(looks, "closes: ", (kg_str){edges + 2, 2}, (kg_str){0});
  add_look(looks, "between: ", (kg_str){edges, 1}, (kg_str){edges + 3, 1});
  add_look(looks, "edges: ", (kg_str){edges, 4}, form);
}

void
kg__subject_looks(const kg__cues *cues, const kg__subject *s, kg__looks *looks)
{
  static const char DIGITS[] = "0123456789";
  size_t words = s->last - s->first, at = s->first, before = names_before(cues, s->first);
  kg_str order = {DIGITS + before, 1}, length = {DIGITS + (words < 9 ? words + 1 : 9), 1};
  kg_str place = {DIGITS + (!at ? 0 : at < 4 ? 1 : at < 9 ? 2 : 3), 1};
  kg_str next = word_at(cues, s->last + 1), past = word_at(cues, s->first - 1);
  looks->n = 0;
  add_shapes(cues, s, looks);
  add_look(looks, "before: ", past, (kg_str){0});
  add_look(looks, "before: ", word_at(cues, s->first - 2), past);
  add_look(looks, "next: ", next, (kg_str){0});
  add_look(looks, "next: ", next, word_at(cues, s->last + 2));
  add_look(looks, "first: ", word_at(cues, s->first), (kg_str){0});
  add_look(looks, "last: ", word_at(cues, s->last), (kg_str){0});
  add_look(looks, "last and next: ", word_at(cues, s->last), next);
  add_look(looks, "before and first: ", past, word_at(cues, s->first));
  add_look(looks, "words: ", length, (kg_str){0});
  add_look(looks, "place: ", place, order);
  add_look(looks, "order and next: ", order, next);
  add_look(looks, "said: ", (kg_str){DIGITS + repetitions(cues, s->first, s->last), 1}, order);
  if (is_first_name(cues, s))
    add_look(looks, "first name", (kg_str){"", 0}, (kg_str){0});
}

// ---- objects

static kg_status
add_object(kg__cues *cues, size_t first, size_t last)
{
  kg_str text = source_text(cues, first, last);
  kg__subject s = {text, first, last, KG__WHOLE};
  kg__looks looks;
  kg__subject_looks(cues, &s, &looks);
  uint64_t *hashes = kg_arena_alloc(cues->arena, looks.n * sizeof *hashes);
  if (!hashes)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < looks.n; i++)
    hashes[i] = kg__cue_hash((kg_str){looks.items[i].text, looks.items[i].len});
  cues->objects[cues->n_objects++] = (kg__name_span){text, first, last, hashes, looks.n};
  return KG_OK;
}

// Letters beyond ASCII that were read wrongly fall apart.
static bool
is_glued(const kg__cues *cues, size_t i)
{
  return i && !is(cues, i, KG__T_SPACE) && first_byte(cues, i - 1) & 0x80;
}

static bool
is_inside_object(const kg__cues *cues, size_t i)
{
  kg_str word = cues->words[i];
  bool initial = i && first_byte(cues, i) == '.' && cues->words[i - 1].len == 1;
  return initial || first_byte(cues, i) & 0x80 || kg__links_names(word) || kg_str_equal(word, KG_STR("and"));
}

kg_status
kg__cues_objects(kg__cues *cues)
{
  cues->objects = kg_arena_alloc(cues->arena, MOST_OBJECTS * sizeof *cues->objects);
  if (!cues->objects)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < cues->n_words; i++) {
    if (!is(cues, i, KG__T_CAPITAL | KG__T_DIGIT))
      continue;
    for (size_t k = i; k < cues->n_words && k < i + LONGEST_NAME && cues->n_objects < MOST_OBJECTS; k++) {
      if (is(cues, k, KG__T_CAPITAL | KG__T_DIGIT) || is_glued(cues, k))
        KG_TRY(add_object(cues, i, k));
      else if (!is_inside_object(cues, k))
        break;
    }
  }
  return KG_OK;
}

// ---- choosing

double
kg__subject_score(const kg__learned *l, const kg__cues *cues, const kg__subject *subject)
{
  kg__looks looks;
  kg__subject_looks(cues, subject, &looks);
  double sum = is_first_name(cues, subject) ? FIRST_NAME : 0;
  for (size_t i = 0; i < looks.n; i++)
    sum += *kg__learned_weight(l, 0, 0, KG__OF_SUBJECT,
                               kg__cue_hash((kg_str){looks.items[i].text, looks.items[i].len}));
  return sum;
}

void
kg__learned_subject(const kg__learned *l, kg__cues *cues)
{
  double best = 0;
  cues->about = NULL;
  for (size_t i = 0; i < cues->n_subjects; i++) {
    double score = kg__subject_score(l, cues, &cues->subjects[i]);
    if (!cues->about || score > best) {
      best = score;
      cues->about = &cues->subjects[i];
    }
  }
}
