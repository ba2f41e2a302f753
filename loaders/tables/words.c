// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// All inflected forms are entered when the tables are built, so that a document costs one look-up a token.

#include "loaders/tables/words.h"

#include "kg/base/utf8.h"
#include "kg/base/vec.h"
#include "loaders/read/unicode.h"
#include "loaders/tables/words_en.h"

#include <stdlib.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

void
kg__words_release(kg__words *words)
{
  kg__map_release(&words->ids);
  free(words->all.items);
  *words = (kg__words){0};
}

uint32_t
kg__words_find(const kg__words *words, kg_str folded)
{
  uint64_t *at = kg__map_find(&words->ids, folded);
  return at ? (uint32_t)*at : 0;
}

kg_status
kg__words_add(kg__words *words, kg_str folded, uint32_t *word)
{
  uint64_t *at;
  bool made;
  KG_TRY(kg__map_put(&words->ids, folded, words->all.n, &at, &made));
  *word = (uint32_t)*at;
  if (!made)
    return KG_OK;
  KG_TRY(kg__vec_add(&words->all));
  words->all.items[words->all.n - 1] = (kg__word){.text = kg__map_key(&words->ids, folded)};
  return KG_OK;
}

static bool
vowel(char c)
{
  return c && strchr("aeiou", c);
}

static kg_status
join(kg_str base, size_t n, const char *joint, const char *ending, kg_buf *buf)
{
  KG_TRY(kg_buf_add_str(buf, (kg_str){base.ptr, n}));
  KG_TRY(kg_buf_add_str(buf, kg_str_of(joint)));
  return kg_buf_add_str(buf, kg_str_of(ending));
}

// base + ending, with the spelling that English wants at the joint.
static kg_status
inflect(kg_str base, const char *ending, kg_buf *buf)
{
  size_t n = base.len;
  char last = n ? base.ptr[n - 1] : 0, before = n > 1 ? base.ptr[n - 2] : 0;
  bool sibilant =
      last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
  kg_buf_clear(buf);
  if (ending[0] == 's') {
    if (last == 'y' && !vowel(before))
      return join(base, n - 1, "i", "es", buf);
    return join(base, n, sibilant || (last == 'o' && !vowel(before)) ? "e" : "", "s", buf);
  }
  if (last == 'e' && !(ending[0] == 'i' && (before == 'e' || before == 'o' || before == 'y')))
    n--;
  else if (last == 'y' && !vowel(before) && ending[0] == 'e')
    return join(base, n - 1, "i", ending, buf);
  return join(base, n, "", ending, buf);
}

static size_t
vowel_groups(kg_str base)
{
  size_t n = 0;
  bool within = false;
  for (size_t i = 0; i < base.len; i++) {
    bool is = vowel(base.ptr[i]) && !(i && base.ptr[i - 1] == 'q'); // that of "qu" is none
    n += is && !within;
    within = is;
  }
  return n;
}

// "stop", "step", "signal", "commit": whether the last consonant is doubled, or may be, before an ending.
static bool
doubles(kg_str base)
{
  static const char *const WORDS[] = {
      "commit", "equip",  "deter",  "refer",  "defer",  "confer", "prefer", "infer",   "permit",
      "submit", "admit",  "omit",   "emit",   "occur",  "incur",  "concur", "recur",   "transfer",
      "begin",  "forget", "offset", "reset",  "beset",  "upset",  "abet",   "allot",   "regret",
      "debar",  "abut",   "forbid", "outfit", "combat", "kidnap", "embed",  "overrun", "outbid"};
  if (base.len < 3)
    return false;
  char last = base.ptr[base.len - 1], before = base.ptr[base.len - 2], third = base.ptr[base.len - 3];
  bool closed = !vowel(last) && !strchr("wxy", last) && vowel(before) &&
                (!vowel(third) || (third == 'u' && base.len > 3 && base.ptr[base.len - 4] == 'q'));
  if (closed && (last == 'l' || vowel_groups(base) == 1))
    return true;
  for (size_t i = 0; i < LENGTH(WORDS); i++) {
    if (kg_str_equal(base, kg_str_of(WORDS[i])))
      return true;
  }
  return false;
}

static kg_status
add_form(kg__words *words, kg_str text, uint32_t lemma, uint8_t form)
{
  uint32_t w;
  KG_TRY(kg__words_add(words, text, &w));
  kg__word *word = &words->all.items[w];
  if (word->verb && word->verb != lemma && word->verb != w) // "lay": keep the commoner reading
    return KG_OK;
  word->verb = lemma;
  word->forms |= form;
  if (form & (KG__FORM_BASE | KG__FORM_S | KG__FORM_PAST))
    word->pos |= KG__VERB;
  if (form & KG__FORM_PARTICIPLE)
    word->pos |= KG__PARTICIPLE;
  if (form & KG__FORM_ING)
    word->pos |= KG__GERUND;
  return KG_OK;
}

static bool
next_word(const char **at, kg_str *word)
{
  while (**at == ' ')
    (*at)++;
  size_t n = strcspn(*at, " ");
  *word = (kg_str){*at, n};
  *at += n;
  return n > 0;
}

static bool
irregular(kg_str base, kg_str *past, kg_str *participle)
{
  for (size_t i = 0; i < LENGTH(IRREGULAR); i++) {
    const char *at = IRREGULAR[i];
    kg_str word;
    if (next_word(&at, &word) && kg_str_equal(word, base))
      return next_word(&at, past) && next_word(&at, participle);
  }
  return false;
}

static kg_status
add_regular_forms(kg__words *words, kg_str base, uint32_t lemma, kg_buf *buf)
{
  kg_str past, participle;
  bool odd = irregular(base, &past, &participle);
  for (int doubled = 0; doubled <= doubles(base); doubled++) {
    kg_buf stem = {0};
    kg_status st = kg_buf_add_str(&stem, base);
    if (!st && doubled)
      st = kg_buf_add_char(&stem, base.ptr[base.len - 1]);
    if (!st && !(st = inflect(kg_buf_str(&stem), "ing", buf)))
      st = add_form(words, kg_buf_str(buf), lemma, KG__FORM_ING);
    if (!st && !odd && !(st = inflect(kg_buf_str(&stem), "ed", buf)))
      st = add_form(words, kg_buf_str(buf), lemma, KG__FORM_PAST | KG__FORM_PARTICIPLE);
    kg_buf_release(&stem);
    KG_TRY(st);
  }
  if (!odd)
    return KG_OK;
  KG_TRY(add_form(words, past, lemma, KG__FORM_PAST));
  return add_form(words, participle, lemma, KG__FORM_PARTICIPLE);
}

// "has" and "had" are auxiliaries of the closed words, and forms of a verb.
static kg_status
add_forms_of_have(kg__words *words, uint32_t have)
{
  static const char *const FORMS[] = {"has", "had", "having"};
  for (size_t i = 0; i < LENGTH(FORMS); i++) {
    uint32_t w;
    KG_TRY(kg__words_add(words, kg_str_of(FORMS[i]), &w));
    words->all.items[w].verb = have;
  }
  return KG_OK;
}

kg_status
kg__words_add_verb(kg__words *words, kg_str lemma, uint32_t *word)
{
  KG_TRY(kg__words_add(words, lemma, word));
  if (words->all.items[*word].forms & KG__FORM_BASE)
    return KG_OK;
  kg_str base = words->all.items[*word].text;
  if (kg_str_equal(base, KG_STR("have")))
    KG_TRY(add_forms_of_have(words, *word));
  kg_buf buf = {0};
  kg_status st = add_form(words, base, *word, KG__FORM_BASE);
  if (!st && !(st = inflect(base, "s", &buf)))
    st = add_form(words, kg_buf_str(&buf), *word, KG__FORM_S);
  if (!st)
    st = add_regular_forms(words, base, *word, &buf);
  kg_buf_release(&buf);
  return st;
}

kg_status
kg__plural(kg_str noun, kg_buf *buf)
{
  for (size_t i = 0; i < LENGTH(IRREGULAR_NOUNS); i++) {
    const char *at = IRREGULAR_NOUNS[i];
    kg_str one, many;
    if (next_word(&at, &one) && next_word(&at, &many) && kg_str_equal(one, noun)) {
      kg_buf_clear(buf);
      return kg_buf_add_str(buf, many);
    }
  }
  return inflect(noun, "s", buf);
}

kg_status
kg__words_add_noun(kg__words *words, kg_str lemma, uint32_t *word)
{
  uint32_t plural;
  KG_TRY(kg__words_add(words, lemma, word));
  kg__word *w = &words->all.items[*word];
  w->pos |= KG__NOUN;
  if (w->noun == *word)
    return KG_OK;
  w->noun = *word;
  kg_buf buf = {0};
  kg_status st = kg__plural(w->text, &buf);
  if (!st)
    st = kg__words_add(words, kg_buf_str(&buf), &plural);
  kg_buf_release(&buf);
  if (st || plural == *word)
    return st;
  w = &words->all.items[plural];
  w->pos |= KG__NOUN;
  w->is |= KG__WORD_PLURAL | (words->all.items[*word].is & KG__WORD_SPOKES);
  w->noun = *word;
  return KG_OK;
}

bool
kg__words_is_plural(const kg__words *words, kg_str text)
{
  uint32_t id = kg__words_find(words, text);
  const kg__word *w = kg__word_at(words, id);
  return id && w->is & KG__WORD_PLURAL && w->noun && w->noun != id;
}

static kg_status
add_closed(kg__words *words)
{
  for (size_t i = 0; i < LENGTH(CLOSED); i++) {
    const char *at = CLOSED[i].words;
    uint8_t value = 0;
    for (kg_str text; next_word(&at, &text);) {
      uint32_t w;
      KG_TRY(kg__words_add(words, text, &w));
      words->all.items[w].pos |= CLOSED[i].pos;
      words->all.items[w].is |= CLOSED[i].is | KG__WORD_COMMON;
      if ((CLOSED[i].is & (KG__WORD_MONTH | KG__WORD_WEEKDAY)))
        words->all.items[w].value = ++value;
      else if (CLOSED[i].pos == KG__NUMBER)
        words->all.items[w].value = value++;
    }
  }
  return KG_OK;
}

static kg_status
add_verbs(kg__words *words)
{
  for (size_t i = 0; i < LENGTH(VERBS); i++) {
    const char *at = VERBS[i].verbs;
    for (kg_str text; next_word(&at, &text);) {
      uint32_t w;
      KG_TRY(kg__words_add_verb(words, text, &w));
      words->all.items[w].is |= VERBS[i].is;
    }
  }
  return KG_OK;
}

kg_status
kg__words_init(kg__words *words)
{
  uint32_t none;
  KG_TRY(kg__words_add(words, KG_STR("\x01"), &none)); // number 0
  KG_TRY(add_closed(words));
  KG_TRY(add_verbs(words));
  const char *at = COMMON_NOUNS;
  for (kg_str text; next_word(&at, &text);)
    KG_TRY(kg__words_add_noun(words, text, &none));
  return KG_OK;
}

static kg_status
fold_unicode(kg_str text, kg_buf *buf)
{
  const kg__icu *icu = kg__icu_get();
  UErrorCode e = U_ZERO_ERROR;
  UChar wide[256], decomposed[512];
  int32_t n, m;
  if (!icu)
    return KG_ERR_UNSUPPORTED;
  const UNormalizer2 *nfkd = icu->unorm2_getNFKDInstance_(&e);
  icu->u_strFromUTF8_(wide, LENGTH(wide), &n, text.ptr, (int32_t)kg__utf8_cut(text, 200), &e);
  m = U_SUCCESS(e) ? icu->unorm2_normalize_(nfkd, wide, n, decomposed, LENGTH(decomposed), &e) : 0;
  if (U_FAILURE(e))
    return kg_buf_add_str(buf, text);
  for (int32_t i = 0; i < m;) {
    UChar32 c;
    U16_NEXT(decomposed, i, m, c);
    if (icu->u_charType_(c) == U_NON_SPACING_MARK || c == '.')
      continue;
    KG_TRY(c == 0x2019 ? kg_buf_add_char(buf, '\'')
                       : kg_buf_add_utf8(buf, (uint32_t)icu->u_foldCase_(c, U_FOLD_CASE_DEFAULT)));
  }
  return KG_OK;
}

kg_status
kg__fold(kg_str text, kg_buf *buf)
{
  KG_TRY(kg_buf_reserve(buf, text.len + 1));
  size_t start = buf->len;
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c >= 0x80) {
      buf->len = start;
      return fold_unicode(text, buf);
    }
    if (c != '.')
      buf->ptr[buf->len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return KG_OK;
}
