// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Spellings are folded so that words which the treebanks write otherwise are the same word: case, digits,
// typographic quotation marks and dashes, and British endings. A fold that makes no word is as good as one
// that does, as long as it keeps different words apart.

#include "loaders/parse/syntax.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { MAX = 48 };

typedef struct folded {
  char text[MAX + 8];
  size_t len;
} folded;

enum shape { LOWER, CAPITAL, CAPITALS, MIXED, NUMERAL, WITH_DIGIT, MARK, INITIAL, DOTTED };

static bool
ends(const folded *f, const char *suffix, size_t least)
{
  size_t n = strlen(suffix);
  return f->len >= least && f->len >= n && !memcmp(f->text + f->len - n, suffix, n);
}

// Replace the last `cut` bytes.
static void
replace(folded *f, size_t cut, const char *by)
{
  size_t n = strlen(by);
  memcpy(f->text + f->len - cut, by, n);
  f->len += n - cut;
}

static void
fold_british(folded *f)
{
  static const struct {
    const char *british, *american;
    size_t least;
  } ENDINGS[] = {{"isation", "ization", 9},
                 {"isations", "izations", 10},
                 {"ising", "izing", 8},
                 {"ised", "ized", 7},
                 {"ises", "izes", 7},
                 {"ise", "ize", 6},
                 {"our", "or", 6},
                 {"ours", "ors", 7},
                 {"oured", "ored", 7},
                 {"ouring", "oring", 9},
                 {"ourable", "orable", 9},
                 {"tre", "ter", 5},
                 {"tres", "ters", 6},
                 {"efence", "efense", 7},
                 {"ffence", "ffense", 7},
                 {"lling", "ling", 9},
                 {"lled", "led", 8},
                 {"rogramme", "rogram", 9},
                 {"rogrammes", "rograms", 10},
                 {"yse", "yze", 6},
                 {"ysed", "yzed", 7},
                 {"ysing", "yzing", 8},
                 {"ogue", "og", 7}};
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    if (ends(f, ENDINGS[i].british, ENDINGS[i].least)) {
      replace(f, strlen(ENDINGS[i].british), ENDINGS[i].american);
      return;
    }
  }
}

// Quotation marks, dashes and apostrophes beyond ASCII, as ASCII writes them.
static size_t
fold_mark(kg_str text, size_t at, char *to)
{
  if (at + 3 > text.len || (unsigned char)text.ptr[at] != 0xE2 || (unsigned char)text.ptr[at + 1] != 0x80)
    return 0;
  unsigned char c = (unsigned char)text.ptr[at + 2];
  *to = c >= 0x90 && c <= 0x95 ? '-' : c == 0x98 || c == 0x99 ? '\'' : c == 0x9C || c == 0x9D ? '"' : '\0';
  return *to ? 3 : 0;
}

static void
fold(kg_str text, folded *f)
{
  f->len = 0;
  for (size_t i = 0; i < text.len && f->len < MAX;) {
    char c = text.ptr[i];
    size_t n = fold_mark(text, i, &c);
    i += n ? n : 1;
    f->text[f->len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c >= '0' && c <= '9' ? '0' : c);
  }
  if (f->len >= 5)
    fold_british(f);
}

static enum shape
shape_of(kg_str text)
{
  size_t upper = 0, lower = 0, digits = 0, dots = 0;
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    upper += c >= 'A' && c <= 'Z';
    lower += (c >= 'a' && c <= 'z') || c >= 0xC3;
    digits += c >= '0' && c <= '9';
    dots += c == '.';
  }
  bool first = text.len && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z';
  if (digits)
    return upper + lower ? WITH_DIGIT : NUMERAL;
  if (!upper && (!lower || (unsigned char)text.ptr[0] == 0xE2))
    return MARK;
  if (dots && upper)
    return DOTTED;
  if (upper == 1 && !lower)
    return INITIAL;
  return !upper ? LOWER : !lower ? CAPITALS : first && upper == 1 ? CAPITAL : MIXED;
}

static uint32_t
hash(const char *text, size_t n)
{
  return (uint32_t)XXH3_64bits(text, n);
}

uint32_t
kg__form_hash(kg_str text)
{
  folded f;
  fold(text, &f);
  return hash(f.text, f.len);
}

typedef struct detachment {
  const char *suffix, *by;
  uint8_t of, is; ///< What the rest must be, and what the form is then
} detachment;

static const detachment DETACHMENTS[] = {
    {"s", "", KG__CAN_NOUN, KG__CAN_PLURAL},    {"es", "", KG__CAN_NOUN, KG__CAN_PLURAL},
    {"ies", "y", KG__CAN_NOUN, KG__CAN_PLURAL}, {"men", "man", KG__CAN_NOUN, KG__CAN_PLURAL},
    {"s", "", KG__CAN_VERB, KG__CAN_S},         {"es", "", KG__CAN_VERB, KG__CAN_S},
    {"ies", "y", KG__CAN_VERB, KG__CAN_S},      {"ed", "", KG__CAN_VERB, KG__CAN_ED},
    {"ed", "e", KG__CAN_VERB, KG__CAN_ED},      {"ied", "y", KG__CAN_VERB, KG__CAN_ED},
    {"ing", "", KG__CAN_VERB, KG__CAN_ING},     {"ing", "e", KG__CAN_VERB, KG__CAN_ING},
};

static void
look_up(const kg__model *model, const folded *f, kg__word_class *word)
{
  const kg__word_class *own = kg__model_word(model, hash(f->text, f->len));
  if (own)
    *word = *own;
  char last = f->text[f->len - 1];
  if (f->len < 4 || (last != 's' && last != 'd' && last != 'g' && last != 'n'))
    return;
  for (size_t i = 0; i < sizeof DETACHMENTS / sizeof *DETACHMENTS; i++) {
    const detachment *d = &DETACHMENTS[i];
    folded base = *f;
    if (!ends(f, d->suffix, 4))
      continue;
    replace(&base, strlen(d->suffix), d->by);
    const kg__word_class *w = kg__model_word(model, hash(base.text, base.len));
    if (!w || !(w->can & d->of))
      continue;
    word->can |= d->is;
    if (d->of == KG__CAN_NOUN && !word->noun)
      word->noun = w->noun;
    if (d->of == KG__CAN_VERB && !word->verb)
      word->verb = w->verb;
  }
}

void
kg__syntax_look(const kg__model *model, kg_str text, kg__syntax_word *word)
{
  folded f;
  fold(text, &f);
  *word = (kg__syntax_word){.form = hash(f.text, f.len), .shape = (uint8_t)shape_of(text), .head = -1};
  for (size_t i = 0; i < 4; i++) {
    size_t n = i + 1 < f.len ? i + 1 : f.len;
    word->suffix[i] = hash(f.text + f.len - n, n);
  }
  for (size_t i = 0; i < 2; i++)
    word->prefix[i] = hash(f.text, i + 2 < f.len ? i + 2 : f.len);
  if (f.len)
    look_up(model, &f, &word->word);
}
