// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A sentence taken apart for learning: its words with their places in the tree, runs of one to three words,
// names, and the paths between runs of words. A look is known by the hash of its text alone; who teaches
// keeps the texts.

#include "kg/base/vec.h"
#include "loaders/learn/learned.h"
#include "loaders/parse/lemmas.h"
#include "loaders/stages.h"
#include "loaders/learn/subjects.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { LONGEST_CUE = 3, MOST_WORDS = 400, LONGEST_LOOK = 120, LONGEST_PATH = 4, MOST_STEPS = 64 };

// ---- looks

typedef struct look_text {
  char text[LONGEST_LOOK];
  size_t len;
} look_text;

static void
append(look_text *look, kg_str text)
{
  size_t most = sizeof look->text - look->len;
  if (!text.len)
    return;
  if (text.len > most) {
    text.len = most;
    while (text.len && text.ptr[text.len] & 0x80)
      text.len--;
  }
  memcpy(look->text + look->len, text.ptr, text.len);
  look->len += text.len;
}

static void
note(const kg__cues *cues, kg__looks *looks, const look_text *look)
{
  uint64_t hash = XXH3_64bits(look->text, look->len);
  if (!cues->reader || !cues->reader->look ||
      cues->reader->look(cues->reader->self, (kg_str){look->text, look->len}, hash))
    looks->items[looks->n++] = hash;
}

void
kg__look_add(const kg__cues *cues, kg__looks *looks, const char *name, kg_str a, kg_str b)
{
  look_text look = {.len = 0};
  append(&look, kg_str_of(name));
  append(&look, a);
  if (b.ptr) {
    append(&look, KG_STR(" "));
    append(&look, b);
  }
  note(cues, looks, &look);
}

kg_status
kg__looks_keep(const kg__cues *cues, kg__looks *looks)
{
  uint64_t *items = kg_arena_alloc(cues->arena, (looks->n + 1) * sizeof *items);
  if (!items)
    return KG_ERR_NOMEM;
  memcpy(items, looks->items, looks->n * sizeof *items);
  looks->items = items;
  return KG_OK;
}

static kg_status
find_runs(kg__cues *cues)
{
  uint64_t *room = kg_arena_alloc(cues->arena, (cues->n_words * LONGEST_CUE + 1) * sizeof *room);
  cues->anywhere = (kg__looks){room, 0};
  if (!room)
    return KG_ERR_NOMEM;
  kg__look_add(cues, &cues->anywhere, "*", (kg_str){0}, (kg_str){0});
  for (size_t i = 0; i < cues->n_words; i++) {
    look_text look = {.len = 0};
    for (size_t k = i; k < i + LONGEST_CUE && k < cues->n_words; k++) {
      if (k > i)
        append(&look, KG_STR(" "));
      append(&look, cues->words[k].folded);
      note(cues, &cues->anywhere, &look);
    }
  }
  return KG_OK;
}

// ---- the tree

size_t
kg__span_head(const kg__cues *cues, size_t first, size_t last)
{
  for (size_t i = first; i <= last; i++) {
    int32_t head = cues->words[i].head;
    if ((head < (int32_t)first || head > (int32_t)last) && !(cues->words[i].flags & KG__T_PUNCT))
      return i;
  }
  return last;
}

kg_str
kg__cue_case(const kg__cues *cues, size_t head)
{
  for (size_t i = head; i-- > 0 && i + 12 > head;) {
    if (cues->words[i].head == (int32_t)head && cues->words[i].relation == KG__REL_CASE)
      return cues->words[i].folded;
  }
  return KG_STR("-");
}

// From a word to the root, itself included.
static size_t
way_up(const kg__cues *cues, size_t word, size_t way[MOST_STEPS])
{
  size_t n = 0;
  int32_t at = (int32_t)word;
  for (; at >= 0 && n < MOST_STEPS; at = cues->words[at].head)
    way[n++] = (size_t)at;
  return n;
}

static void
append_step(look_text *look, const kg__cues *cues, const char *mark, size_t word)
{
  append(look, kg_str_of(mark));
  append(look, kg_str_of(kg__relation_text(cues->words[word].relation)));
}

// "path: nsubj<member>nmod of"; without words "shape of path: nsubj<>nmod".
static void
describe_path(const kg__cues *cues, const size_t *up, size_t n_up, const size_t *down, size_t n_down,
              kg_str top, kg__looks *looks)
{
  size_t end = down[0];
  look_text path = {.len = 0}, shape = {.len = 0};
  append(&path, KG_STR("path: "));
  append(&shape, KG_STR("shape of path: "));
  for (size_t i = 0; i < n_up; i++) {
    append_step(&path, cues, i ? "<" : "", up[i]);
    append_step(&shape, cues, i ? "<" : "", up[i]);
  }
  append(&path, KG_STR("<"));
  append(&path, top);
  append(&shape, KG_STR("<"));
  for (size_t i = n_down; i-- > 0;) {
    append_step(&path, cues, ">", down[i]);
    append_step(&shape, cues, ">", down[i]);
  }
  append(&path, KG_STR(" "));
  append(&path, kg__cue_case(cues, end));
  note(cues, looks, &path);
  note(cues, looks, &shape);
  if (n_down > 1)
    kg__look_add(cues, looks, "by way of: ", cues->words[down[1]].lemma, kg__cue_case(cues, end));
}

void
kg__path_looks(const kg__cues *cues, const kg__span *subject, const kg__span *object, kg__looks *looks)
{
  size_t up[MOST_STEPS], down[MOST_STEPS], a = kg__span_head(cues, subject->first, subject->last),
                                           b = kg__span_head(cues, object->first, object->last);
  size_t n_up = way_up(cues, a, up), n_down = way_up(cues, b, down);
  kg__look_add(cues, looks, subject->first < object->first ? "order: behind" : "order: before", (kg_str){0},
               (kg_str){0});
  if (subject->known && object->known)
    kg__look_add(cues, looks, "labels: ", subject->text, object->text);
  size_t gap = subject->first < object->first ? object->first - subject->last : subject->first - object->last;
  kg__look_add(cues, looks,
               gap < 4    ? "near"
               : gap < 10 ? "at some distance"
                          : "far apart",
               (kg_str){0}, (kg_str){0});
  while (n_up && n_down && up[n_up - 1] == down[n_down - 1]) {
    n_up--;
    n_down--;
  }
  size_t top = n_up < MOST_STEPS && n_up ? (size_t)cues->words[up[n_up - 1]].head : a;
  if (!n_down || n_up + n_down > LONGEST_PATH) {
    kg__look_add(cues, looks, n_down ? "path: long" : "path: none", (kg_str){0}, (kg_str){0});
    return;
  }
  describe_path(cues, up, n_up, down, n_down,
                n_up && top < cues->n_words ? cues->words[top].lemma : KG_STR(""), looks);
}

// ---- names

bool
kg__cue_is_year(kg_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] < '0' || s.ptr[i] > '9')
      return false;
  }
  return s.len == 4;
}

bool
kg__links_names(kg_str word)
{
  static const char *const LINKS[] = {"of",  "the", "de", "von", "van", "der", "da",
                                      "for", "-",   "'",  ":",   "&",   NULL};
  for (const char *const *link = LINKS; *link; link++) {
    if (kg_str_equal(word, kg_str_of(*link)))
      return true;
  }
  return false;
}

static bool
is_grammar(const kg__cue_word *w)
{
  switch (w->upos) {
  case KG__UPOS_ADP:
  case KG__UPOS_ADV:
  case KG__UPOS_CCONJ:
  case KG__UPOS_DET:
  case KG__UPOS_PRON:
  case KG__UPOS_SCONJ:
  case KG__UPOS_AUX:
  case KG__UPOS_VERB:
    return true;
  default:
    return false;
  }
}

static kg_str
text_of(const kg__cues *cues, size_t first, size_t last)
{
  const char *start = cues->words[first].text.ptr,
             *end = cues->words[last].text.ptr + cues->words[last].text.len;
  return (kg_str){start, (size_t)(end - start)};
}

// Runs of capitals and numbers, with small words between them. The first name is the one that comes back in
// a longer form, if it does.
static kg_status
find_names(kg__cues *cues)
{
  enum { NAME = KG__T_CAPITAL | KG__T_DIGIT };
  cues->names.items = kg_arena_alloc(cues->arena, (cues->n_words + 1) * sizeof *cues->names.items);
  if (!cues->names.items)
    return KG_ERR_NOMEM;
  for (size_t i = 0; i < cues->n_words; i++) {
    if (!(cues->words[i].flags & NAME) || is_grammar(&cues->words[i]))
      continue;
    size_t last = i;
    for (size_t k = i + 1; k < cues->n_words && k <= last + 3; k++) {
      if (cues->words[k].flags & NAME)
        last = k;
      else if (!kg__links_names(cues->words[k].folded))
        break;
    }
    cues->names.items[cues->names.n++] =
        (kg__span){.text = text_of(cues, i, last), .first = i, .last = last, .entity = -1};
    i = last;
  }
  return KG_OK;
}

static void
choose_first_name(kg__cues *cues)
{
  size_t i = 0;
  while (i + 1 < cues->names.n && kg__cue_is_year(cues->names.items[i].text))
    i++;
  cues->first_name = i;
  for (size_t k = i + 1; k < cues->names.n; k++) {
    kg_str now = cues->names.items[cues->first_name].text, other = cues->names.items[k].text;
    if (other.len > now.len + 1 && kg_str_ends(other, now) && other.ptr[other.len - now.len - 1] == ' ')
      cues->first_name = k;
  }
}

static kg_status
take_words(const kg__document *doc, uint32_t first, uint32_t end, kg__cues *cues)
{
  kg_buf folded = {0};
  kg_status st = KG_OK;
  cues->n_words = end - first < MOST_WORDS ? end - first : MOST_WORDS;
  cues->words = kg_arena_calloc(cues->arena, cues->n_words + 1, sizeof *cues->words);
  if (!cues->words)
    return KG_ERR_NOMEM;
  char *base = cues->sentence.len ? (char *)(uintptr_t)cues->sentence.ptr : NULL;
  for (size_t i = 0; !st && i < cues->n_words; i++) {
    const kg__token *t = &doc->tokens.items[first + i];
    kg__cue_word *w = &cues->words[i];
    int32_t head = t->head - (int32_t)first;
    kg_buf_clear(&folded);
    st = kg__fold(kg__token_text(doc, first + (uint32_t)i), &folded);
    *w = (kg__cue_word){.text = {base + (t->start - doc->tokens.items[first].start), t->end - t->start},
                        .folded = kg_arena_str(cues->arena, kg_buf_str(&folded)),
                        .flags = t->flags,
                        .head = t->head >= (int32_t)first && head < (int32_t)cues->n_words ? head : -1,
                        .relation = t->relation,
                        .upos = t->upos,
                        .xpos = t->xpos};
    if (t->flags & KG__T_PUNCT || !w->folded.len)
      w->folded = w->text;
    kg_buf_clear(&folded);
    st = st ? st : kg__lemma(doc->model, w->text, w->upos, &folded);
    w->lemma = folded.len ? kg_arena_str(cues->arena, kg_buf_str(&folded)) : w->folded;
    st = st ? st : w->folded.ptr && w->lemma.ptr ? KG_OK : KG_ERR_NOMEM;
  }
  kg_buf_release(&folded);
  return st;
}

kg_status
kg__cues_of(const kg__document *doc, uint32_t first, uint32_t end, const kg__look_reader *reader,
            kg_arena *arena, kg__cues *cues)
{
  *cues = (kg__cues){.arena = arena, .reader = reader};
  if (first >= end)
    return KG_OK;
  cues->sentence = kg_arena_str(arena, kg__span_text(doc, first, end - 1));
  if (!cues->sentence.ptr)
    return KG_ERR_NOMEM;
  KG_TRY(take_words(doc, first, end, cues));
  KG_TRY(find_runs(cues));
  KG_TRY(find_names(cues));
  choose_first_name(cues);
  KG_TRY(kg__cues_mentions(cues, doc, first, end));
  KG_TRY(kg__cues_topics(cues));
  return kg__cues_objects(cues);
}
