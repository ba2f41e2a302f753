// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/**
   Runs of bytes that need no second look: the inner loops of the readers and writers of text formats.

   Each function gives the length of the run at the start of the `n` bytes at `p`.  Sixteen bytes are looked
   at together where the processor can do that (SSE2, which every x86-64 has), else one.
*/
#ifndef KG_BASE_SPAN_H
#define KG_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined __SSE2__ && defined __x86_64__
#define KG__SSE2
#include <emmintrin.h>
#endif

/** Whether a byte ends the run; and for 16 bytes, a bit for each that does. */
static inline bool
kg__stops_iri(unsigned char c)
{
  return c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`' ||
         (c >= '{' && c <= '}');
}

static inline bool
kg__stops_string(unsigned char c)
{
  return c == '"' || c == '\\' || c == '\n' || c == '\r';
}

static inline bool
kg__stops_print(unsigned char c)
{
  return c < ' ' || c == '"' || c == '\\' || c == 0x7F || c == 0xEF;
}

static inline bool
kg__stops_ascii(unsigned char c)
{
  return c >= 0x80;
}

#ifdef KG__SSE2
static inline __m128i
kg__bytes_equal(__m128i v, char c)
{
  return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

static inline __m128i
kg__bytes_up_to(__m128i v, char most)
{
  return _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(most)), v);
}

static inline unsigned
kg__stops_iri_16(__m128i v)
{
  __m128i pair = _mm_and_si128(v, _mm_set1_epi8(~2)); // < and >, \ and ^ differ in this bit only
  __m128i a = _mm_or_si128(kg__bytes_up_to(v, ' '), kg__bytes_equal(v, '"'));
  __m128i b = _mm_or_si128(kg__bytes_equal(pair, '<'), kg__bytes_equal(pair, '\\'));
  __m128i c =
      _mm_or_si128(kg__bytes_equal(v, '`'), kg__bytes_up_to(_mm_sub_epi8(v, _mm_set1_epi8('{')), '}' - '{'));
  return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), c));
}

static inline unsigned
kg__stops_string_16(__m128i v)
{
  __m128i a = _mm_or_si128(kg__bytes_equal(v, '"'), kg__bytes_equal(v, '\\'));
  __m128i b = _mm_or_si128(kg__bytes_equal(v, '\n'), kg__bytes_equal(v, '\r'));
  return (unsigned)_mm_movemask_epi8(_mm_or_si128(a, b));
}

static inline unsigned
kg__stops_print_16(__m128i v)
{
  __m128i a = _mm_or_si128(kg__bytes_equal(v, '"'), kg__bytes_equal(v, '\\'));
  __m128i b = _mm_or_si128(kg__bytes_up_to(v, ' ' - 1), kg__bytes_equal(v, 0x7F));
  return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), kg__bytes_equal(v, (char)0xEF)));
}

static inline unsigned
kg__stops_ascii_16(__m128i v)
{
  return (unsigned)_mm_movemask_epi8(v);
}

#define KG__SPAN_16(stops, p, n, i)                                                      \
  for (; i + 16 <= n; i += 16) {                                                         \
    unsigned mask = stops##_16(_mm_loadu_si128((const __m128i *)(const void *)(p + i))); \
    if (mask)                                                                            \
      return i + (size_t)__builtin_ctz(mask);                                            \
  }
#else
#define KG__SPAN_16(stops, p, n, i) (void)0;
#endif

#define KG__SPAN(name, stops)                        \
  static inline size_t name(const char *p, size_t n) \
  {                                                  \
    size_t i = 0;                                    \
    KG__SPAN_16(stops, p, n, i)                      \
    while (i < n && !stops((unsigned char)p[i]))     \
      i++;                                           \
    return i;                                        \
  }

/** What may stand in an IRI (RFC 3987 as the grammars of RDF have it); bytes of 0x80 and above pass. */
KG__SPAN(kg__span_iri, kg__stops_iri)

/** What may stand in a string between quotes: no quote, backslash, newline; bytes of 0x80 and above pass. */
KG__SPAN(kg__span_string, kg__stops_string)

/** What canonical N-Triples writes as it is; stops at 0xEF, with which U+FFFE and U+FFFF begin, too. */
KG__SPAN(kg__span_print, kg__stops_print)

/** ASCII. */
KG__SPAN(kg__span_ascii, kg__stops_ascii)

/** How many newlines are in the `n` bytes at `p`. */
static inline size_t
kg__count_newlines(const char *p, size_t n)
{
  size_t count = 0, i = 0;
#ifdef KG__SSE2
  const __m128i zero = _mm_setzero_si128();
  __m128i sums = zero; // of the lower and of the upper eight bytes
  for (; i + 16 <= n; i += 16) {
    __m128i found = kg__bytes_equal(_mm_loadu_si128((const __m128i *)(const void *)(p + i)), '\n');
    sums = _mm_add_epi64(sums, _mm_sad_epu8(_mm_sub_epi8(zero, found), zero));
  }
  count = (size_t)_mm_cvtsi128_si64(_mm_add_epi64(sums, _mm_unpackhi_epi64(sums, sums)));
#endif
  for (; i < n; i++)
    count += p[i] == '\n';
  return count;
}

#endif
