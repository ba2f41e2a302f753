// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// PCRE2 counts the steps of a match and stops at a limit; that is what bounds a bad pattern in time, since a
// match cannot be interrupted.  Patterns used often are compiled to machine code.

#include "kg/sparql/regex.h"

#include "kg/base/utf8.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>

enum {
  ENTRIES = 32,
  USES_BEFORE_JIT = 64,
  MOST_STEPS = 5000000,
  MOST_HEAP_KIB = 20000,
  LONGEST_PATTERN = 65536
};

typedef struct entry {
  char *key; // pattern and flags
  size_t key_len, pattern_len;
  kg_status status; // of compiling
  pcre2_code *code;
  pcre2_match_data *match;
  uint32_t groups;
  unsigned uses;
  unsigned flags;
} entry;

struct kg__regex_cache {
  entry entries[ENTRIES];
  size_t n, last, next;
  pcre2_compile_context *compile;
  pcre2_match_context *limits;
};

kg__regex_cache *
kg__regex_cache_new(void)
{
  return calloc(1, sizeof(kg__regex_cache));
}

static void
entry_release(entry *e)
{
  pcre2_match_data_free(e->match);
  pcre2_code_free(e->code);
  free(e->key);
  *e = (entry){0};
}

void
kg__regex_cache_free(kg__regex_cache *cache)
{
  if (!cache)
    return;
  for (size_t i = 0; i < cache->n; i++)
    entry_release(&cache->entries[i]);
  pcre2_compile_context_free(cache->compile);
  pcre2_match_context_free(cache->limits);
  free(cache);
}

static bool
is_key(const entry *e, kg_str pattern, kg_str flags)
{
  return e->pattern_len == pattern.len && e->key_len == pattern.len + flags.len &&
         (!pattern.len || memcmp(e->key, pattern.ptr, pattern.len) == 0) &&
         (!flags.len || memcmp(e->key + pattern.len, flags.ptr, flags.len) == 0);
}

static bool
read_flags(kg_str text, unsigned *flags)
{
  static const char letters[] = "smixq";
  *flags = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char *at = text.ptr[i] ? strchr(letters, text.ptr[i]) : NULL;
    if (!at)
      return false;
    *flags |= 1u << (at - letters);
  }
  return true;
}

static uint32_t
options_of(unsigned flags)
{
  return PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
         (flags & KG__REGEX_DOT_ALL ? PCRE2_DOTALL : 0) |
         (flags & KG__REGEX_MULTILINE ? PCRE2_MULTILINE : 0) |
         (flags & KG__REGEX_CASELESS ? PCRE2_CASELESS : 0);
}

static kg_status
prepare(kg__regex_cache *cache)
{
  if (cache->limits)
    return KG_OK;
  if (!cache->compile)
    cache->compile = pcre2_compile_context_create(NULL);
  if (!cache->compile || !(cache->limits = pcre2_match_context_create(NULL)))
    return KG_ERR_NOMEM;
  pcre2_set_newline(cache->compile, PCRE2_NEWLINE_LF);
  pcre2_set_match_limit(cache->limits, MOST_STEPS);
  pcre2_set_heap_limit(cache->limits, MOST_HEAP_KIB);
  return KG_OK;
}

static kg_status
compile(kg__regex_cache *cache, entry *e, kg_str pattern, kg_str flags)
{
  kg_buf translated = {0};
  int code;
  PCRE2_SIZE offset;
  if (!read_flags(flags, &e->flags) || pattern.len > LONGEST_PATTERN)
    return KG_ERR_DATA;
  kg_status st = kg__regex_translate(pattern, e->flags, &translated);
  if (!st) {
    e->code = pcre2_compile((PCRE2_SPTR)(translated.ptr ? translated.ptr : ""), translated.len,
                            options_of(e->flags), &code, &offset, cache->compile);
    st = e->code ? KG_OK : code == PCRE2_ERROR_HEAP_FAILED ? KG_ERR_NOMEM : KG_ERR_DATA;
  }
  kg_buf_release(&translated);
  if (!st && !(e->match = pcre2_match_data_create_from_pattern(e->code, NULL)))
    st = KG_ERR_NOMEM;
  if (!st)
    pcre2_pattern_info(e->code, PCRE2_INFO_CAPTURECOUNT, &e->groups);
  return st;
}

static entry *
find(kg__regex_cache *cache, kg_str pattern, kg_str flags)
{
  if (cache->n && is_key(&cache->entries[cache->last], pattern, flags))
    return &cache->entries[cache->last];
  for (size_t i = 0; i < cache->n; i++) {
    if (is_key(&cache->entries[i], pattern, flags)) {
      cache->last = i;
      return &cache->entries[i];
    }
  }
  return NULL;
}

// A new entry, in place of the oldest when the cache is full.
static kg_status
add(kg__regex_cache *cache, kg_str pattern, kg_str flags, entry **made)
{
  KG_TRY(prepare(cache));
  size_t i = cache->n < ENTRIES ? cache->n : cache->next++ % ENTRIES;
  entry *e = &cache->entries[i];
  entry_release(e);
  if (!(e->key = malloc(pattern.len + flags.len + 1)))
    return KG_ERR_NOMEM;
  if (pattern.len)
    memcpy(e->key, pattern.ptr, pattern.len);
  if (flags.len)
    memcpy(e->key + pattern.len, flags.ptr, flags.len);
  e->key_len = pattern.len + flags.len;
  e->pattern_len = pattern.len;
  e->status = compile(cache, e, pattern, flags);
  cache->n += i == cache->n;
  cache->last = i;
  *made = e;
  return KG_OK;
}

static kg_status
get(kg__regex_cache *cache, kg_str pattern, kg_str flags, entry **e)
{
  *e = find(cache, pattern, flags);
  if (!*e)
    KG_TRY(add(cache, pattern, flags, e));
  if ((*e)->status)
    return (*e)->status;
  if (++(*e)->uses == USES_BEFORE_JIT)
    pcre2_jit_compile((*e)->code, PCRE2_JIT_COMPLETE); // without it matching is slower, that is all
  return KG_OK;
}

// KG_OK, or KG_DONE if nothing matches from `start` on.
static kg_status
search(kg__functions *f, entry *e, kg_str text, size_t start)
{
  PCRE2_SPTR subject = (PCRE2_SPTR)(text.ptr ? text.ptr : "");
  pcre2_match_context *limits = f->regexes->limits;
  int rc = pcre2_match(e->code, subject, text.len, start, 0, e->match, limits);
  if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
    rc = pcre2_match(e->code, subject, text.len, start, PCRE2_NO_JIT, e->match, limits);
  if (rc >= 0)
    return KG_OK;
  if (rc == PCRE2_ERROR_NOMATCH)
    return KG_DONE;
  if (rc == PCRE2_ERROR_NOMEMORY)
    return KG_ERR_NOMEM;
  KG_TRY(kg_limits_check(f->limits, f->err));
  return kg_error_set(f->err, KG_ERR_LIMIT, "matching the regular expression '%.*s' takes too many steps",
                      (int)(e->pattern_len < 100 ? e->pattern_len : 100), e->key);
}

kg_status
kg__regex_match(kg__functions *f, kg_str text, kg_str pattern, kg_str flags, bool *matches)
{
  entry *e;
  KG_TRY(get(f->regexes, pattern, flags, &e));
  if (e->uses % 256 == 0)
    KG_TRY(kg_limits_check(f->limits, f->err));
  kg_status st = search(f, e, text, 0);
  *matches = st == KG_OK;
  return st == KG_DONE ? KG_OK : st;
}

// `$12` in a replacement: group 12 if the pattern has one, else group 1 and a 2; no such group is empty.
static kg_status
add_group(const entry *e, kg_str text, kg_str replacement, size_t *i, kg_buf *buf)
{
  size_t group = (size_t)(replacement.ptr[(*i)++] - '0');
  const PCRE2_SIZE *at = pcre2_get_ovector_pointer(e->match);
  while (*i < replacement.len && replacement.ptr[*i] >= '0' && replacement.ptr[*i] <= '9') {
    size_t longer = group * 10 + (size_t)(replacement.ptr[*i] - '0');
    if (longer > e->groups)
      break;
    group = longer;
    ++*i;
  }
  if (group > e->groups || at[2 * group] == PCRE2_UNSET)
    return KG_OK;
  return kg_buf_add(buf, text.ptr + at[2 * group], at[2 * group + 1] - at[2 * group]);
}

static bool
is_replacement(kg_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    char next = i + 1 < s.len ? s.ptr[i + 1] : ' ';
    if (s.ptr[i] == '\\' && next != '\\' && next != '$')
      return false;
    if (s.ptr[i] == '$' && (next < '0' || next > '9'))
      return false;
    i += s.ptr[i] == '\\';
  }
  return true;
}

static kg_status
add_replacement(const entry *e, kg_str text, kg_str replacement, kg_buf *buf)
{
  if (e->flags & KG__REGEX_LITERAL)
    return kg_buf_add_str(buf, replacement);
  for (size_t i = 0; i < replacement.len;) {
    char c = replacement.ptr[i++];
    if (c == '$')
      KG_TRY(add_group(e, text, replacement, &i, buf));
    else
      KG_TRY(kg_buf_add_char(buf, c == '\\' ? replacement.ptr[i++] : c));
  }
  return KG_OK;
}

static size_t
character_length(kg_str s, size_t at)
{
  uint32_t c;
  size_t n = kg__utf8_decode((kg_str){s.ptr + at, s.len - at}, &c);
  return n ? n : 1;
}

static kg_status
replace_all(kg__functions *f, entry *e, kg_str text, kg_str replacement, kg_buf *buf)
{
  size_t copied = 0, start = 0;
  kg_status st = KG_OK;
  for (unsigned n = 1; start <= text.len && !(st = search(f, e, text, start)); n++) {
    const PCRE2_SIZE *found = pcre2_get_ovector_pointer(e->match);
    size_t first = found[0], last = found[1];
    KG_TRY(kg_buf_add(buf, text.ptr + copied, first - copied));
    KG_TRY(add_replacement(e, text, replacement, buf));
    KG_TRY(kg__functions_check_string(f, buf->len));
    copied = last;
    start = last > first || last == text.len ? last + (last == first) : last + character_length(text, last);
    if (n % 256 == 0)
      KG_TRY(kg_limits_check(f->limits, f->err));
  }
  if (st && st != KG_DONE)
    return st;
  return kg_buf_add(buf, text.ptr + copied, text.len - copied);
}

kg_status
kg__regex_replace(kg__functions *f, kg_str text, kg_str pattern, kg_str replacement, kg_str flags,
                  kg_buf *buf)
{
  entry *e;
  KG_TRY(get(f->regexes, pattern, flags, &e));
  if (!(e->flags & KG__REGEX_LITERAL) && !is_replacement(replacement))
    return KG_ERR_DATA;
  kg_status st = search(f, e, KG_STR(""), 0);
  if (st != KG_DONE)
    return st ? st : KG_ERR_DATA;
  return replace_all(f, e, text, replacement, buf);
}
