// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Runs of words that could be what a sentence is about, or the object of a relation, in the forms that a
// label could have: with and without middle names, dates as day, month or year. How a run looks is told by
// entries like "next: was".

#include "loaders/learn/subjects.h"

#include "kg/base/vec.h"
#include "loaders/stages.h"

#include <stdio.h>
#include <stdlib.h>

enum { LONGEST_NAME = 10, MOST_SPANS = 1200, MOST_NAMES_TO_TELL = 3, MOST_LABELS = 4, MOST_CARRIED = 6 };

bool
kg__cue_is(const kg__cues *cues, size_t i, uint32_t flags)
{
  return i < cues->n_words && cues->words[i].flags & flags;
}

bool
kg__cue_reads(const kg__cues *cues, size_t i, const char *folded)
{
  return i < cues->n_words && kg_str_equal(cues->words[i].folded, kg_str_of(folded));
}

// As it stands in the sentence: folding drops full stops.
char
kg__cue_byte(const kg__cues *cues, size_t i)
{
  return *cues->words[i].text.ptr;
}

kg_str
kg__cues_text(const kg__cues *cues, size_t first, size_t last)
{
  const char *start = cues->words[first].text.ptr;
  return (kg_str){start, (size_t)(cues->words[last].text.ptr - start) + cues->words[last].text.len};
}

// ---- looks

static kg_str
word_at(const kg__cues *cues, size_t i)
{
  return i < cues->n_words ? cues->words[i].folded : KG_STR("|"); // also before the first, where it wraps
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
  return kg__cue_is(cues, i, KG__T_PUNCT)                   ? ascii_or_dash(kg__cue_byte(cues, i))
         : kg__cue_is(cues, i, KG__T_DIGIT)                 ? '9'
         : kg__cue_is(cues, i, KG__T_SHOUT)                 ? 'A'
         : kg__cue_is(cues, i, KG__T_CAPITAL | KG__T_MIXED) ? 'C'
                                                            : 'c';
}

static size_t
names_before(const kg__cues *cues, size_t word)
{
  size_t n = 0;
  while (n < cues->names.n && n < MOST_NAMES_TO_TELL && cues->names.items[n].last < word)
    n++;
  return n;
}

static bool
is_first_name(const kg__cues *cues, const kg__span *s)
{
  if (!cues->names.n || s->form != KG__WHOLE)
    return false;
  const kg__span *name = &cues->names.items[cues->first_name];
  return name->first == s->first && name->last == s->last;
}

static size_t
repetitions(const kg__cues *cues, size_t first, size_t last)
{
  size_t n = 0;
  for (size_t i = 0; i + last - first < cues->n_words; i++) {
    size_t k = 0;
    while (k <= last - first && kg_str_equal(cues->words[i + k].folded, cues->words[first + k].folded))
      k++;
    n += k > last - first;
  }
  return n < 3 ? n : 3;
}

static void
add_shapes(const kg__cues *cues, const kg__span *s, kg__looks *looks)
{
  static const char *const FORMS[] = {"whole", "ends",    "initial",  "before last", "unquoted",
                                      "named", "carried", "labelled", "affixed",     "plain",
                                      "day",   "month",   "year"};
  char whole[LONGEST_NAME + 2], edges[4];
  size_t n = 0;
  for (size_t i = s->first; i <= s->last && n < sizeof whole; i++) {
    char c = shape_at(cues, i);
    if (n < 2 || whole[n - 1] != c || whole[n - 2] != c)
      whole[n++] = c;
  }
  edges[0] = shape_at(cues, s->first - 1);
  edges[1] = shape_at(cues, s->first);
  edges[2] = shape_at(cues, s->last);
  edges[3] = shape_at(cues, s->last + 1);
  kg_str form = s->form == KG__AFFIXED ? s->affix : kg_str_of(FORMS[s->form]);
  kg__look_add(cues, looks, "shape: ", (kg_str){whole, n}, form);
  kg__look_add(cues, looks, "opens: ", (kg_str){edges, 2}, (kg_str){0});
  kg__look_add(cues, looks, "closes: ", (kg_str){edges + 2, 2}, (kg_str){0});
  kg__look_add(cues, looks, "between: ", (kg_str){edges, 1}, (kg_str){edges + 3, 1});
  kg__look_add(cues, looks, "edges: ", (kg_str){edges, 4}, form);
}

static const char *
part_of_speech(const kg__cues *cues, size_t i)
{
  return i < cues->n_words ? kg__upos_text(cues->words[i].upos) : "|";
}

// The relation by which a word beside the run hangs on it.
static kg_str
left_out(const kg__cues *cues, const kg__span *s, size_t i)
{
  if (i >= cues->n_words)
    return KG_STR("|");
  int32_t head = cues->words[i].head;
  bool inside = head >= (int32_t)s->first && head <= (int32_t)s->last;
  return inside ? kg_str_of(kg__relation_text(cues->words[i].relation)) : KG_STR("-");
}

static void
add_tree_looks(const kg__cues *cues, const kg__span *s, kg__looks *looks)
{
  size_t head = kg__span_head(cues, s->first, s->last), outside = 0;
  int32_t governor = cues->words[head].head;
  for (size_t i = s->first; i <= s->last; i++)
    outside += cues->words[i].head < (int32_t)s->first || cues->words[i].head > (int32_t)s->last;
  kg_str relation = kg_str_of(kg__relation_text(cues->words[head].relation));
  kg_str above = governor < 0                     ? KG_STR("root")
                 : cues->words[governor].head < 0 ? KG_STR("of root")
                                                  : KG_STR("below");
  kg__look_add(cues, looks, "tree: ", relation, above);
  kg__look_add(cues, looks, "governor: ", relation, governor < 0 ? KG_STR("-") : cues->words[governor].lemma);
  kg__look_add(cues, looks, "case: ", kg__cue_case(cues, head),
               governor < 0 ? KG_STR("-") : cues->words[governor].lemma);
  kg__look_add(cues, looks, outside > 1 ? "in pieces" : "in one piece", (kg_str){0}, (kg_str){0});
  kg__look_add(cues, looks, "left out: ", left_out(cues, s, s->first - 1), left_out(cues, s, s->last + 1));
  kg__look_add(cues, looks, "speech: ", kg_str_of(part_of_speech(cues, s->first - 1)),
               kg_str_of(part_of_speech(cues, s->first)));
  kg__look_add(cues, looks, "speech behind: ", kg_str_of(part_of_speech(cues, s->last)),
               kg_str_of(part_of_speech(cues, s->last + 1)));
}

static kg_str
ending(kg_str word)
{
  size_t n = word.len;
  for (size_t letters = 0; n && letters < 3; letters++) {
    while (--n && (word.ptr[n] & 0xC0) == 0x80)
      ;
  }
  return (kg_str){word.ptr + n, word.len - n};
}

static void
add_neighbours(const kg__cues *cues, const kg__span *s, kg__looks *looks)
{
  kg_str next = word_at(cues, s->last + 1), past = word_at(cues, s->first - 1);
  kg__look_add(cues, looks, "before: ", past, (kg_str){0});
  kg__look_add(cues, looks, "before: ", word_at(cues, s->first - 2), past);
  kg__look_add(cues, looks, "next: ", next, (kg_str){0});
  kg__look_add(cues, looks, "next: ", next, word_at(cues, s->last + 2));
  kg__look_add(cues, looks, "first: ", word_at(cues, s->first), (kg_str){0});
  kg__look_add(cues, looks, "last: ", word_at(cues, s->last), (kg_str){0});
  kg__look_add(cues, looks, "ending: ", ending(word_at(cues, s->last)), (kg_str){0});
  kg__look_add(cues, looks, "last and next: ", word_at(cues, s->last), next);
  kg__look_add(cues, looks, "before and first: ", past, word_at(cues, s->first));
}

static void
add_place(const kg__cues *cues, const kg__span *s, kg__looks *looks)
{
  static const char DIGITS[] = "0123456789";
  size_t words = s->last - s->first, at = s->first;
  kg_str order = {DIGITS + names_before(cues, s->first), 1},
         length = {DIGITS + (words < 9 ? words + 1 : 9), 1};
  kg_str place = {DIGITS + (!at ? 0 : at < 4 ? 1 : at < 9 ? 2 : 3), 1};
  kg__look_add(cues, looks, "words: ", length, (kg_str){0});
  kg__look_add(cues, looks, "place: ", place, order);
  kg__look_add(cues, looks, "order and next: ", order, word_at(cues, s->last + 1));
  kg__look_add(cues, looks, "said: ", (kg_str){DIGITS + repetitions(cues, s->first, s->last), 1}, order);
  if (is_first_name(cues, s))
    kg__look_add(cues, looks, "first name", (kg_str){0}, (kg_str){0});
}

// What annotations had, is likely to come back.
static void
add_label(const kg__cues *cues, const kg__span *s, kg__looks *looks)
{
  if (!s->known)
    return;
  kg__look_add(cues, looks, "known", (kg_str){0}, (kg_str){0});
  kg__look_add(cues, looks, "label: ", s->text, (kg_str){0});
}

static kg_status
look(const kg__cues *cues, kg__span *s)
{
  uint64_t room[KG__MOST_LOOKS];
  s->looks = (kg__looks){room, 0};
  add_label(cues, s, &s->looks);
  add_shapes(cues, s, &s->looks);
  add_neighbours(cues, s, &s->looks);
  add_place(cues, s, &s->looks);
  add_tree_looks(cues, s, &s->looks);
  return kg__looks_keep(cues, &s->looks);
}

// ---- runs

// Move what was found into the arena.
kg_status
kg__spans_keep(const kg__cues *cues, kg__spans *spans, kg_status st)
{
  kg__span *items = st ? NULL : kg_arena_alloc(cues->arena, (spans->n + 1) * sizeof *items);
  if (items && spans->n)
    memcpy(items, spans->items, spans->n * sizeof *items);
  free(spans->items);
  *spans = (kg__spans){.items = items, .n = items ? spans->n : 0};
  return st ? st : items ? KG_OK : KG_ERR_NOMEM;
}

static kg_str
joined(const kg__cues *cues, kg_str a, kg_str middle, kg_str b)
{
  char *text = kg_arena_alloc(cues->arena, a.len + middle.len + b.len);
  if (!text)
    return (kg_str){0};
  memcpy(text, a.ptr, a.len);
  if (middle.len)
    memcpy(text + a.len, middle.ptr, middle.len);
  memcpy(text + a.len + middle.len, b.ptr, b.len);
  return (kg_str){text, a.len + middle.len + b.len};
}

static kg_status
add(kg__cues *cues, kg__spans *spans, const kg__span *span, bool known)
{
  if (!span->text.ptr || spans->n == MOST_SPANS)
    return span->text.ptr ? KG_OK : KG_ERR_NOMEM;
  KG_TRY(kg__vec_add(spans));
  spans->items[spans->n - 1] = *span;
  spans->items[spans->n - 1].known = known;
  return look(cues, &spans->items[spans->n - 1]);
}

static kg_status
add_labels(kg__cues *cues, kg__spans *spans, const kg__span *said, bool *known)
{
  const kg__wordings *labels = cues->reader ? cues->reader->labels : NULL;
  const struct kg__wording *label = NULL;
  kg__span span = *said;
  size_t n = 0;
  if (labels)
    KG_TRY(kg__wordings_find(labels, said->text, &label));
  for (; label && n < MOST_LABELS; label = kg__wordings_next(labels, label), n++) {
    span.text = label->text;
    span.form = KG__LABELLED;
    if (kg__same_text(label->text, said->text))
      *known = true;
    else if (said->form != KG__NAMED)
      KG_TRY(add(cues, spans, &span, true));
  }
  return KG_OK;
}

static kg_status
add_affixed(kg__cues *cues, kg__spans *spans, const kg__span *said)
{
  const kg__wordings *labels = cues->reader ? cues->reader->labels : NULL;
  const kg__affix *affixes[KG__MOST_AFFIXES];
  size_t n = labels ? kg__wordings_affixes(labels, kg__is_number(said->text), affixes) : 0;
  kg__span span = *said;
  for (size_t i = 0; i < n; i++) {
    bool quote = *affixes[i]->text.ptr == '"';
    span.form = KG__AFFIXED;
    span.affix = affixes[i]->text;
    span.text = quote ? joined(cues, span.affix, said->text, span.affix)
                      : joined(cues, said->text, (kg_str){0}, span.affix);
    KG_TRY(add(cues, spans, &span, false));
  }
  return KG_OK;
}

kg_status
kg__span_add(kg__cues *cues, kg__spans *spans, kg_str text, size_t first, size_t last, kg__form form)
{
  kg__span span = {.text = text, .first = first, .last = last, .form = form, .entity = -1};
  bool known = false;
  if (text.ptr)
    KG_TRY(add_labels(cues, spans, &span, &known));
  KG_TRY(add(cues, spans, &span, known));
  return form == KG__WHOLE || form == KG__PLAIN ? add_affixed(cues, spans, &span) : KG_OK;
}

static size_t
capitals_in(const kg__cues *cues, size_t first, size_t last)
{
  size_t n = 0;
  for (size_t i = first; i <= last; i++)
    n += kg__cue_is(cues, i, KG__T_CAPITAL) && !kg__cue_is(cues, i, KG__T_DIGIT);
  return n;
}

// "Vasily Stepanovich Zavoyko" is "Vasily Zavoyko" or "Vasily S. Zavoyko" elsewhere, "Joaquín Antonio
// Balaguer Ricardo" is "Joaquín Balaguer".
static kg_status
add_short_forms(kg__cues *cues, kg__spans *spans, size_t first, size_t last)
{
  size_t capitals = capitals_in(cues, first, last);
  if (capitals < 3 || !kg__cue_is(cues, first, KG__T_CAPITAL) || !kg__cue_is(cues, last, KG__T_CAPITAL))
    return KG_OK;
  size_t end = first;
  while (end + 1 < last && kg__cue_is(cues, end + 1, KG__T_JOINED))
    end++;
  kg_str a = kg__cues_text(cues, first, end), b = cues->words[last].text;
  KG_TRY(kg__span_add(cues, spans, joined(cues, a, KG_STR(" "), b), first, last, KG__ENDS));
  if (capitals > 3 && kg__cue_is(cues, last - 1, KG__T_CAPITAL))
    KG_TRY(kg__span_add(cues, spans, joined(cues, a, KG_STR(" "), cues->words[last - 1].text), first, last,
                        KG__BEFORE_LAST));
  char initial[] = {' ', kg__cue_byte(cues, end + 1), '.', ' '};
  if (!kg__cue_is(cues, end + 1, KG__T_CAPITAL) || initial[1] <= 0)
    return KG_OK;
  return kg__span_add(cues, spans, joined(cues, a, (kg_str){initial, sizeof initial}, b), first, last,
                      KG__INITIAL);
}

static bool
is_quote(const kg__cues *cues, size_t i)
{
  static const char *const QUOTES[] = {"\"", "“", "”", "``", "''"};
  for (size_t k = 0; i < cues->n_words && k < sizeof QUOTES / sizeof *QUOTES; k++) {
    if (kg_str_equal(cues->words[i].text, kg_str_of(QUOTES[k])))
      return true;
  }
  return false;
}

// 'Saul "Paul" de Groot' is "Paul de Groot".
static kg_status
add_unquoted(kg__cues *cues, kg__spans *spans, size_t first, size_t last)
{
  size_t quote = first + 1;
  while (quote < last && !is_quote(cues, quote))
    quote++;
  if (!is_quote(cues, first - 1) || quote >= last)
    return KG_OK;
  return kg__span_add(
      cues, spans,
      joined(cues, kg__cues_text(cues, first, quote - 1), KG_STR(" "), kg__cues_text(cues, quote + 1, last)),
      first, last, KG__UNQUOTED);
}

// "Developed by X, Y ...": a capital only for standing first.
static bool
opens_with_participle(const kg__cues *cues, size_t i)
{
  uint8_t xpos = i ? 0 : cues->words[0].xpos;
  return !i && (xpos == KG__XPOS_VBN || xpos == KG__XPOS_VBG) && cues->n_words > 1 &&
         !kg__cue_is(cues, 1, KG__T_CAPITAL | KG__T_DIGIT | KG__T_MIXED);
}

static bool
may_start(const kg__cues *cues, size_t i)
{
  if (opens_with_participle(cues, i))
    return false;
  if (kg__cue_is(cues, i, KG__T_PUNCT))
    return kg__cue_byte(cues, i) == '(' && kg__cue_is(cues, i + 1, KG__T_DIGIT);
  return kg__cue_is(cues, i, KG__T_CAPITAL | KG__T_DIGIT | KG__T_MIXED) ||
         (i && (kg__cue_reads(cues, i - 1, "the") || kg__cue_reads(cues, i - 1, "a") ||
                kg__cue_reads(cues, i - 1, "an")));
}

// A full stop is crossed only behind what looks shortened, a comma only within a title that goes on in
// capitals.
static bool
may_cross(const kg__cues *cues, size_t first, size_t i)
{
  if (!kg__cue_is(cues, i, KG__T_PUNCT))
    return true;
  char c = kg__cue_byte(cues, i);
  if (c == '.')
    return i && cues->words[i - 1].folded.len <= 3;
  if (c == ',')
    return first < 2 && i > first && kg__cue_is(cues, i + 1, KG__T_CAPITAL);
  if (c == '(' || c == ')')
    return kg__cue_byte(cues, first) == '(' && i <= first + 2;
  return !strchr(";[]{}?", c);
}

static bool
may_end(const kg__cues *cues, size_t i)
{
  if (kg__cue_is(cues, i, KG__T_PUNCT))
    return kg__cue_byte(cues, i) == '!';
  uint8_t upos = cues->words[i].upos;
  return kg__cue_is(cues, i, KG__T_CAPITAL | KG__T_DIGIT | KG__T_MIXED) || upos == KG__UPOS_NOUN ||
         upos == KG__UPOS_PROPN || upos == KG__UPOS_ADJ || kg__cue_byte(cues, i) & 0x80;
}

kg_status
kg__spans_add_mentions(const kg__cues *cues, kg__spans *spans)
{
  for (size_t i = 0; i < cues->mentions.n; i++) {
    KG_TRY(kg__vec_add(spans));
    spans->items[spans->n - 1] = cues->mentions.items[i];
  }
  return KG_OK;
}

static bool
is_carried(const kg__cues *opening, const kg__span *topic)
{
  const kg__span *first = opening->names.n ? &opening->names.items[opening->first_name] : NULL;
  return topic->form != KG__CARRIED && topic->form != KG__NAMED &&
         (topic->known ||
          (first && topic->form == KG__WHOLE && topic->first == first->first && topic->last == first->last));
}

// "It", or nothing at all, may stand for what the text is about.
static kg_status
add_carried(kg__cues *cues)
{
  const kg__cues *opening = cues->reader ? cues->reader->opening : NULL;
  for (size_t i = 0, n = 0; opening && i < opening->topics.n && n < MOST_CARRIED; i++) {
    kg__span span = opening->topics.items[i];
    if (!is_carried(opening, &span))
      continue;
    n++;
    span.form = KG__CARRIED;
    span.first = span.last = 0;
    KG_TRY(add(cues, &cues->topics, &span, span.known));
  }
  return KG_OK;
}

static kg_status
find_topics(kg__cues *cues)
{
  KG_TRY(add_carried(cues));
  KG_TRY(kg__spans_add_mentions(cues, &cues->topics));
  for (size_t i = 0; i < cues->n_words; i++) {
    if (!may_start(cues, i))
      continue;
    for (size_t k = i; k < cues->n_words && k < i + LONGEST_NAME && may_cross(cues, i, k); k++) {
      if (!may_end(cues, k))
        continue;
      KG_TRY(kg__span_add(cues, &cues->topics, kg__cues_text(cues, i, k), i, k, KG__WHOLE));
      KG_TRY(add_short_forms(cues, &cues->topics, i, k));
      KG_TRY(add_unquoted(cues, &cues->topics, i, k));
    }
  }
  return KG_OK;
}

kg_status
kg__cues_topics(kg__cues *cues)
{
  return kg__spans_keep(cues, &cues->topics, find_topics(cues));
}

static kg_status
find_mentions(kg__cues *cues, const kg__document *doc, uint32_t first, uint32_t end)
{
  for (uint32_t t = first; t < end && t - first < cues->n_words; t++) {
    int32_t m = doc->tokens.items[t].mention;
    const kg__mention *mention = m >= 0 ? &doc->mentions.items[m] : NULL;
    if (!mention || mention->first != t || mention->last >= end || mention->last - first >= cues->n_words ||
        mention->entity < 0 || cues->mentions.n == MOST_SPANS)
      continue;
    kg_str label = kg_arena_str(cues->arena, doc->entities.items[mention->entity].label);
    KG_TRY(kg__span_add(cues, &cues->mentions, label, t - first, mention->last - first, KG__NAMED));
    kg__span *s = &cues->mentions.items[cues->mentions.n - 1];
    s->entity = mention->entity;
    s->cls = kg__class_of(doc, mention->entity);
  }
  return KG_OK;
}

kg_status
kg__cues_mentions(kg__cues *cues, const kg__document *doc, uint32_t first, uint32_t end)
{
  return kg__spans_keep(cues, &cues->mentions, find_mentions(cues, doc, first, end));
}
