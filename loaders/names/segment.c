// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Word and sentence bounds follow UAX 29 where it matters here, with three differences that names need: words
// tied by a hyphen are tokens of their own (one knows which), a possessive 's is a token of its own, and full
// stops inside abbreviations stay. ICU's properties decide for characters beyond ASCII; its break iterators
// were ten times slower than the rest of the pipeline.

#include "loaders/names/segment.h"

#include "kg/base/utf8.h"
#include "kg/base/vec.h"
#include "loaders/stages.h"
#include "loaders/read/unicode.h"

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

static size_t
skip_space(kg_str text, size_t at, uint32_t *flags)
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
  *cut = (kg__cut_token){.start = skip_space(text, before, &cut->flags)};
  cut->flags = 0;
  skip_space(text, before, &cut->flags);
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

// Length of a bullet that begins here, "•" or "-", or 0.
static size_t
bullet_at(kg_str text, size_t at)
{
  static const char *const BULLETS[] = {"\xE2\x80\xA2",
                                        "\xE2\x80\xA3",
                                        "\xE2\x97\xA6",
                                        "\xC2\xB7",
                                        "\xE2\x80\x93",
                                        "\xE2\x80\x94",
                                        "-",
                                        "*",
                                        "o ",
                                        NULL};
  for (const char *const *b = BULLETS; *b; b++) {
    if (kg_str_starts((kg_str){text.ptr + at, text.len - at}, kg_str_of(*b)))
      return (*b)[0] == 'o' ? 1 : strlen(*b);
  }
  return 0;
}

// Length of "1.", "12)", "(a)", "iv.", or 0.
static size_t
numbering_at(kg_str text, size_t at)
{
  size_t i = at + (at < text.len && text.ptr[at] == '('), first = i, digits, small;
  while (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9')
    i++;
  digits = i - first;
  while (!digits && i < text.len && strchr(i > first ? "ivx" : "abcdefghijklmnopqrstuvwxyz", text.ptr[i]))
    i++;
  small = i - first - digits;
  bool closed = i < text.len && (text.ptr[i] == ')' || (text.ptr[i] == '.' && first == at));
  return closed && digits + small && digits < 3 && small < 5 ? i + 1 - at : 0;
}

// Where the text of a line goes on behind its bullet or number, if it begins with one; else where it was.
static size_t
past_marker(kg_str text, size_t at, uint32_t *flags)
{
  uint32_t before = 0, behind = 0;
  size_t start = skip_space(text, at, &before);
  size_t n = at && !(before & KG__T_LINE) ? 0 : bullet_at(text, start);
  if (!n && !(at && !(before & KG__T_LINE)))
    n = numbering_at(text, start);
  if (!n || start + n >= text.len || skip_space(text, start + n, &behind) == start + n || behind & KG__T_LINE)
    return at;
  *flags = before | KG__T_ITEM;
  return start + n;
}

static bool
token_is_one_of(kg_str text, const char *const *list)
{
  for (; *list; list++) {
    if (kg_str_equal(text, kg_str_of(*list)))
      return true;
  }
  return false;
}

// Words whose full stop does not end a sentence.
static bool
takes_a_stop(kg_str text)
{
  static const char *const LIST[] = {"Gen", "Adm",    "Col", "Lt",   "Maj",  "Capt", "Sgt", "Brig", "Cmdr",
                                     "Mr",  "Mrs",    "Ms",  "Dr",   "Prof", "Sen",  "Rep", "Gov",  "St",
                                     "No",  "Nos",    "vs",  "Rear", "Vice", "Jan",  "Feb", "Mar",  "Apr",
                                     "Jun", "Jul",    "Aug", "Sep",  "Sept", "Oct",  "Nov", "Dec",  "Fig",
                                     "cf",  "approx", "ca",  "Hon",  "Amb",  "Pres", NULL};
  return token_is_one_of(text, LIST);
}

static bool
text_at(kg_str text, size_t at, const char *z)
{
  size_t n = strlen(z);
  return at + n <= text.len && !memcmp(text.ptr + at, z, n);
}

// Whether what stands at `at` (white space skipped) can begin a sentence.
static bool
begins_sentence(kg_str text, size_t at)
{
  uint32_t flags = 0;
  size_t len;
  bool upper;
  size_t i = skip_space(text, at, &flags);
  if (i >= text.len || flags & KG__T_BLANK)
    return true;
  if (i == at)
    return false;
  while (i < text.len && (text.ptr[i] == '"' || text.ptr[i] == '(' || text.ptr[i] == '\''))
    i++;
  if (text_at(text, i, "\xE2\x80\x9C") || text_at(text, i, "\xE2\x80\x98"))
    i += 3;
  if (i >= text.len)
    return true;
  enum char_kind k = kind_at(text, i, &len, &upper);
  return k == LETTER ? upper : true;
}

static bool
closes(kg_str text)
{
  return kg_str_equal(text, KG_STR("\"")) || kg_str_equal(text, KG_STR(")")) ||
         kg_str_equal(text, KG_STR("\xE2\x80\x9D")) || kg_str_equal(text, KG_STR("\xE2\x80\x99")) ||
         kg_str_equal(text, KG_STR("'")) || kg_str_equal(text, KG_STR("]"));
}

static bool
ends_with_stop(kg_str text)
{
  return text.len && strchr(".!?", text.ptr[0]);
}

// Whether the sentence ends behind token `i`.
static bool
ends_sentence(const kg__document *doc, size_t i)
{
  const kg__token *t = &doc->tokens.items[i];
  kg_str text = kg__token_text(doc, (uint32_t)i);
  if (t->flags & KG__T_ABBREVIATION)
    return i + 1 < doc->tokens.n && t->end - t->start > 4 && begins_sentence(doc->text, t->end) &&
           doc->tokens.items[i + 1].flags & KG__T_LINE;
  if (!(t->flags & KG__T_PUNCT))
    return false;
  if (ends_with_stop(text)) {
    if (i && text.ptr[0] == '.' && takes_a_stop(kg__token_text(doc, (uint32_t)i - 1)) &&
        !(i + 1 < doc->tokens.n && doc->tokens.items[i + 1].flags & KG__T_LINE))
      return false;
    return begins_sentence(doc->text, t->end);
  }
  return closes(text) && i && ends_with_stop(kg__token_text(doc, (uint32_t)i - 1)) &&
         begins_sentence(doc->text, t->end);
}

// "in these areas: a) X; b) Y; and c) Z.", but not "agreed to: - do X; - do Y": those are clauses.
static bool
goes_on(const kg__document *doc, size_t first, size_t i)
{
  size_t last = i - 1;
  bool list = false;
  if (kg__token_says(doc, (uint32_t)last, "and") && last > first)
    last--;
  kg_str before = kg__token_text(doc, (uint32_t)last);
  if (!(doc->tokens.items[i].flags & KG__T_ITEM) || doc->tokens.items[i].flags & KG__T_CAPITAL ||
      before.len != 1)
    return false;
  if (before.ptr[0] == ':')
    return last > first && !kg__token_says(doc, (uint32_t)last - 1, "to");
  for (size_t t = first + 1; t < i && !list; t++)
    list = doc->tokens.items[t].flags & KG__T_ITEM;
  return list && strchr(";,", before.ptr[0]);
}

// A line break ends a paragraph if the line is empty, or the one before looks finished or like a heading.
static bool
breaks_before(const kg__document *doc, size_t first, size_t i)
{
  const kg__token *t = &doc->tokens.items[i];
  if (i > first && goes_on(doc, first, i))
    return false;
  if (t->flags & (KG__T_BLANK | KG__T_ITEM) || !i)
    return true;
  if (!(t->flags & KG__T_LINE))
    return false;
  kg_str before = kg__token_text(doc, (uint32_t)i - 1);
  return ends_with_stop(before) || closes(before) || t->flags & KG__T_PUNCT;
}

static kg_status
close_sentence(kg__document *doc, uint32_t first, uint32_t end)
{
  if (first == end)
    return KG_OK;
  KG_TRY(kg__vec_add(&doc->sentences));
  bool stopped = false;
  for (uint32_t t = end; t > first && !stopped && t > end - 3 && t > 0; t--)
    stopped = ends_with_stop(kg__token_text(doc, t - 1));
  kg_str text = kg__token_text(doc, end - 1);
  stopped |= doc->tokens.items[first].flags & KG__T_ITEM && text.len == 1 && strchr(";,", text.ptr[0]);
  doc->sentences.items[doc->sentences.n - 1] =
      (kg__sentence){first, end, !stopped && end - first < 25, false, false};
  return KG_OK;
}

static kg_status
cut_tokens(kg__document *doc)
{
  kg__cut_token cut = {0};
  for (;;) {
    uint32_t item = 0;
    cut.end = past_marker(doc->text, cut.end, &item);
    if (!kg__cut_next(doc->text, &cut))
      return KG_OK;
    cut.flags |= item;
    KG_TRY(kg__vec_add(&doc->tokens));
    kg_buf_clear(&doc->scratch);
    KG_TRY(kg__fold((kg_str){doc->text.ptr + cut.start, cut.end - cut.start}, &doc->scratch));
    doc->tokens.items[doc->tokens.n - 1] =
        (kg__token){.start = (uint32_t)cut.start,
                    .end = (uint32_t)cut.end,
                    .flags = cut.flags,
                    .word = kg__words_find(&doc->ontology->words, kg_buf_str(&doc->scratch)),
                    .mention = -1,
                    .chunk = -1,
                    .verb = -1,
                    .head_class = KG__NO_CLASS};
  }
}

kg_status
kg__document_segment(kg__document *doc)
{
  if (doc->text.len > UINT32_MAX / 2)
    return KG_ERR_LIMIT;
  KG_TRY(cut_tokens(doc));
  uint32_t first = 0;
  for (uint32_t i = 0; i < doc->tokens.n; i++) {
    if (i > first && breaks_before(doc, first, i)) {
      KG_TRY(close_sentence(doc, first, i));
      first = i;
    }
    bool opens = i == first && (!i || doc->tokens.items[i].flags & (KG__T_BLANK | KG__T_LINE));
    uint32_t behind = opens ? (uint32_t)kg__dateline_end(doc, i) : i;
    if (behind > i) {
      KG_TRY(close_sentence(doc, i, behind));
      doc->sentences.items[doc->sentences.n - 1].dateline = true;
      first = behind;
      i = behind - 1;
      continue;
    }
    if (!ends_sentence(doc, i))
      continue;
    if (i + 1 < doc->tokens.n && closes(kg__token_text(doc, i + 1)) &&
        !(doc->tokens.items[i + 1].flags & KG__T_SPACE))
      continue;
    KG_TRY(close_sentence(doc, first, i + 1));
    first = i + 1;
  }
  return close_sentence(doc, first, (uint32_t)doc->tokens.n);
}
