// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Word bounds follow UAX 29 where it matters here, with three differences that names need: words tied by a
// hyphen are tokens of their own (one knows which), a possessive 's is a token of its own, and full stops
// inside abbreviations stay. ICU's properties decide for characters beyond ASCII; its break iterators were
// ten times slower than the rest of the pipeline.

#include "loaders/names/tokens.h"

#include "kg/base/utf8.h"
#include "loaders/read/unicode.h"

#include <string.h>

enum char_kind { OTHER, LETTER, DIGIT, SPACE };

static enum char_kind
kind_at(kg_str text, size_t at, size_t *len, bool *upper)
{
  unsigned char c = (unsigned char)text.ptr[at];
  *len = 1;
  *upper = c >= 'A' && c <= 'Z';
  if (c < 0x80) {
    if (*upper || (c >= 'a' && c <= 'z'))
      return LETTER;
    return c >= '0' && c <= '9' ? DIGIT : c == ' ' || (c >= 9 && c <= 13) ? SPACE : OTHER;
  }
  uint32_t p;
  const kg__icu *icu = kg__icu_get();
  *len = kg__utf8_decode((kg_str){text.ptr + at, text.len - at}, &p);
  if (!*len || !icu) {
    *len = 1;
    return OTHER;
  }
  *upper = icu->u_isupper_((UChar32)p);
  if (icu->u_isalpha_((UChar32)p) || icu->u_charType_((UChar32)p) == U_NON_SPACING_MARK)
    return LETTER;
  return icu->u_isdigit_((UChar32)p) ? DIGIT : icu->u_isUWhiteSpace_((UChar32)p) ? SPACE : OTHER;
}

static bool
is_word(kg_str text, size_t at)
{
  size_t len;
  bool upper;
  enum char_kind k = at < text.len ? kind_at(text, at, &len, &upper) : SPACE;
  return k == LETTER || k == DIGIT;
}

static size_t
apostrophe_at(kg_str text, size_t at)
{
  if (at < text.len && text.ptr[at] == '\'')
    return 1;
  return at + 3 <= text.len && !memcmp(text.ptr + at, "\xE2\x80\x99", 3) ? 3 : 0;
}

// Length of a hyphen or en dash that ties two words, or 0.
static size_t
hyphen_at(kg_str text, size_t at, bool *dash)
{
  *dash = false;
  if (at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '/' || text.ptr[at] == '+'))
    return 1;
  if (at + 3 > text.len || text.ptr[at] != (char)0xE2 || text.ptr[at + 1] != (char)0x80)
    return 0;
  unsigned char c = (unsigned char)text.ptr[at + 2];
  *dash = c == 0x93; // en dash
  return c == 0x90 || c == 0x91 || c == 0x93 ? 3 : 0;
}

static bool
possessive_at(kg_str text, size_t at)
{
  size_t n = apostrophe_at(text, at);
  return n && at + n < text.len && (text.ptr[at + n] == 's' || text.ptr[at + n] == 'S') &&
         !is_word(text, at + n + 1);
}

// Length of a verb's short form behind a word: 're, 've, 'll, 'd, 'm.
static size_t
short_form_at(kg_str text, size_t at)
{
  static const char *const FORMS[] = {"re", "ve", "ll", "d", "m"};
  size_t n = apostrophe_at(text, at);
  for (size_t i = 0; n && i < sizeof FORMS / sizeof *FORMS; i++) {
    size_t len = strlen(FORMS[i]);
    if (at + n + len <= text.len && !memcmp(text.ptr + at + n, FORMS[i], len) && !is_word(text, at + n + len))
      return n + len;
  }
  return 0;
}

size_t
kg__space_skip(kg_str text, size_t at, uint32_t *flags)
{
  size_t lines = 0, len;
  bool upper;
  while (at < text.len && kind_at(text, at, &len, &upper) == SPACE) {
    *flags |= KG__T_SPACE;
    lines += text.ptr[at] == '\n';
    at += len;
  }
  if (lines)
    *flags |= lines > 1 ? KG__T_LINE | KG__T_BLANK : KG__T_LINE;
  return at;
}

bool
kg__letter_small_at(kg_str text, size_t at)
{
  size_t len;
  bool upper;
  return kind_at(text, at, &len, &upper) == LETTER && !upper;
}

typedef struct letters {
  size_t letters, capitals, digits;
  bool first_capital;
} letters;

static void
count(letters *l, enum char_kind k, bool upper)
{
  if (k == LETTER) {
    l->first_capital |= upper && !l->letters && !l->digits;
    l->letters++;
    l->capitals += upper;
  } else {
    l->digits++;
  }
}

// The end of the run of letters and digits, with apostrophes, decimal points and inner full stops.
static size_t
word_end(kg_str text, size_t at, letters *l, bool *dotted)
{
  size_t len;
  bool upper;
  *dotted = false;
  while (at < text.len) {
    enum char_kind k = kind_at(text, at, &len, &upper);
    if (k == LETTER || k == DIGIT) {
      count(l, k, upper);
      at += len;
      continue;
    }
    size_t quote = apostrophe_at(text, at);
    if (quote && is_word(text, at + quote) && !possessive_at(text, at) && !short_form_at(text, at)) {
      at += quote;
      continue;
    }
    bool inner = (text.ptr[at] == '.' || (text.ptr[at] == ',' && l->digits)) && is_word(text, at + 1);
    if (inner && (l->digits || l->letters < 2 || *dotted)) {
      *dotted |= text.ptr[at] == '.' && !l->digits;
      at++;
      continue;
    }
    break;
  }
  return at;
}

static uint32_t
shape_of(const letters *l)
{
  uint32_t flags = l->digits ? KG__T_DIGIT : 0;
  if (l->first_capital)
    flags |= KG__T_CAPITAL;
  if (l->capitals > 1 && l->capitals == l->letters)
    flags |= KG__T_SHOUT | KG__T_CAPITAL;
  else if (l->capitals > (l->first_capital ? 1u : 0u))
    flags |= KG__T_MIXED;
  return flags;
}

static bool
cut_possessive(kg_str text, kg__cut_token *cut)
{
  size_t n = apostrophe_at(text, cut->start);
  size_t verb = short_form_at(text, cut->start);
  if (!n || cut->flags & KG__T_SPACE)
    return false;
  if (verb) {
    cut->end = cut->start + verb;
    cut->flags &= ~(uint32_t)KG__T_PUNCT;
    return true;
  }
  if (possessive_at(text, cut->start)) {
    cut->end = cut->start + n + 1;
    return true;
  }
  cut->end = cut->start + n;
  return true;
}

// "doesn't" is "does" and "n't", "cannot" is "can" and "not".
static size_t
contraction(kg_str text, size_t start, size_t end)
{
  kg_str word = {text.ptr + start, end - start};
  bool cannot = word.len == 6 && kg_str_ends(word, KG_STR("annot")) && (word.ptr[0] | 32) == 'c';
  if (cannot || (word.len > 4 && kg_str_ends(word, KG_STR("n't"))))
    return 3;
  return word.len > 6 && kg_str_ends(word, KG_STR("n\xE2\x80\x99t")) ? 5 : 0;
}

// Whether the full stop at `at` is that of an initial: a name goes on behind it, and no new sentence.
static bool
stops_initial(kg_str text, size_t at)
{
  static const char *const STARTS[] = {"The",  "In",    "It",    "He",    "She",   "They",  "This", "But",
                                       "And",  "On",    "At",    "As",    "For",   "That",  "We",   "If",
                                       "When", "A",     "An",    "Its",   "His",   "Her",   "By",   "To",
                                       "From", "Since", "These", "Those", "Their", "After", "With", NULL};
  size_t i = at + 1, len;
  bool upper;
  if (at >= text.len || text.ptr[at] != '.' || i >= text.len || text.ptr[i] != ' ')
    return false;
  while (i < text.len && text.ptr[i] == ' ')
    i++;
  if (i >= text.len || kind_at(text, i, &len, &upper) != LETTER || !upper)
    return false;
  size_t end = i;
  while (end < text.len && kind_at(text, end, &len, &upper) == LETTER)
    end += len;
  for (size_t k = 0; STARTS[k]; k++) {
    if (kg_str_equal((kg_str){text.ptr + i, end - i}, kg_str_of(STARTS[k])) &&
        !(end < text.len && text.ptr[end] == '.'))
      return false;
  }
  return true;
}

bool
kg__cut_next(kg_str text, kg__cut_token *cut)
{
  size_t before = cut->end, len;
  bool dash, dotted, upper;
  *cut = (kg__cut_token){.start = kg__space_skip(text, before, &cut->flags)};
  cut->flags = 0;
  kg__space_skip(text, before, &cut->flags);
  if (cut->start >= text.len)
    return false;
  size_t tie = before && cut->start == before ? hyphen_at(text, before, &dash) : 0;
  if (tie && is_word(text, before + tie)) {
    cut->flags |= KG__T_JOINED | (dash ? KG__T_DASHED : 0);
    cut->start += tie;
  }
  if (is_word(text, cut->start)) {
    letters l = {0};
    cut->end = word_end(text, cut->start, &l, &dotted);
    cut->end -= contraction(text, cut->start, cut->end);
    cut->flags |= shape_of(&l);
    bool first = text.ptr[cut->start] == 'I' && before; // "World War I."
    bool initial = l.letters == 1 && l.first_capital && !l.digits && !first && stops_initial(text, cut->end);
    if (initial || (dotted && cut->end < text.len && text.ptr[cut->end] == '.')) {
      cut->end++;
      cut->flags |= KG__T_ABBREVIATION;
    }
    return true;
  }
  cut->flags |= KG__T_PUNCT;
  if (cut_possessive(text, cut)) {
    cut->flags &= ~(uint32_t)(cut->end - cut->start == 2 || cut->end - cut->start == 4 ? KG__T_PUNCT : 0);
    return true;
  }
  kind_at(text, cut->start, &len, &upper);
  cut->end = cut->start + len;
  while (cut->end < text.len && text.ptr[cut->start] == '.' && text.ptr[cut->end] == '.')
    cut->end++;
  return true;
}
