// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The rules of detachment are WordNet's: an ending is taken off, or replaced, if what is left is a word that
// the dictionary has as this part of speech.

#include "loaders/parse/lemmas.h"

#include "loaders/parse/syntax.h"
#include "loaders/tables/words.h"

enum { LONGEST = 60 };

typedef struct rule {
  const char *suffix, *by;
} rule;

static const rule NOUNS[] = {{"ses", "s"},   {"xes", "x"}, {"zes", "z"}, {"ches", "ch"}, {"shes", "sh"},
                             {"men", "man"}, {"ies", "y"}, {"s", ""},    {NULL, NULL}};
static const rule VERBS[] = {{"ies", "y"}, {"es", "e"},  {"es", ""},  {"s", ""},   {"ed", "e"},
                             {"ed", ""},   {"ing", "e"}, {"ing", ""}, {NULL, NULL}};
static const rule ADJECTIVES[] = {{"er", ""}, {"est", ""}, {"er", "e"}, {"est", "e"}, {NULL, NULL}};

static const struct part {
  char letter;
  uint8_t can;
  const rule *rules;
} PARTS[] = {{'n', KG__CAN_NOUN, NOUNS}, {'v', KG__CAN_VERB, VERBS}, {'a', KG__CAN_ADJECTIVE, ADJECTIVES}};

static const struct part *
part_of(kg__upos upos)
{
  switch (upos) {
  case KG__UPOS_NOUN:
    return &PARTS[0];
  case KG__UPOS_VERB:
  case KG__UPOS_AUX:
    return &PARTS[1];
  case KG__UPOS_ADJ:
    return &PARTS[2];
  default:
    return NULL;
  }
}

// The rest of the line that begins with a key, in sorted lines.
static kg_str
find_line(kg_str lines, kg_str key)
{
  while (lines.len) {
    size_t start = lines.len / 2;
    while (start && lines.ptr[start - 1] != '\n')
      start--;
    const char *line = lines.ptr + start, *end = memchr(line, '\n', lines.len - start);
    size_t len = end ? (size_t)(end - line) : lines.len - start, shared = len < key.len ? len : key.len;
    int order = memcmp(line, key.ptr, shared);
    if (!order && len > key.len)
      return (kg_str){line + key.len, len - key.len};
    size_t past = start + len + (end != NULL);
    lines = order < 0 || (!order && len < key.len) ? (kg_str){lines.ptr + past, lines.len - past}
                                                   : (kg_str){lines.ptr, start};
  }
  return (kg_str){0};
}

static kg_str
irregular(const kg__model *model, char letter, kg_str word)
{
  char key[LONGEST + 4] = {letter, ' '};
  memcpy(key + 2, word.ptr, word.len);
  key[word.len + 2] = ' ';
  return find_line(model->lemmas, (kg_str){key, word.len + 3});
}

static bool
is_known(const kg__model *model, kg_str word, uint8_t can)
{
  const kg__word_class *w = kg__model_word(model, kg__form_hash(word));
  return w && w->can & can;
}

// By the first rule that makes a word.
static kg_str
detached(const kg__model *model, const struct part *part, kg_str word, char *room)
{
  for (const rule *r = part->rules; r->suffix; r++) {
    size_t cut = strlen(r->suffix), by = strlen(r->by);
    if (word.len < cut + 2 || !kg_str_ends(word, kg_str_of(r->suffix)))
      continue;
    memcpy(room, word.ptr, word.len - cut);
    memcpy(room + word.len - cut, r->by, by);
    kg_str base = {room, word.len - cut + by};
    if (is_known(model, base, part->can))
      return base;
  }
  return word;
}

kg_status
kg__lemma(const kg__model *model, kg_str text, kg__upos upos, kg_buf *lemma)
{
  const struct part *part = part_of(upos);
  char room[LONGEST + 4];
  size_t start = lemma->len;
  KG_TRY(kg__fold(text, lemma));
  kg_str word = {lemma->ptr + start, lemma->len - start}, found = {0};
  if (!part || !model || !word.len || word.len > LONGEST)
    return KG_OK;
  found = irregular(model, part->letter, word);
  if (!found.len)
    found = detached(model, part, word, room);
  if (found.ptr == word.ptr)
    return KG_OK;
  lemma->len = start;
  return kg_buf_add_str(lemma, found);
}
