// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Unpacking, for any machine and for AVX2, which reads four rows at once by their byte offsets.

#include "kg/store/run.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static void
unpack_any(const kg__packed *c, size_t from, size_t n, uint64_t *to)
{
  uint64_t mask = kg__low_mask(c->width), low = kg__low_mask(c->low);
  size_t bit = from * c->width;
  if (c->width > 57 || c->low > 57) {
    for (size_t i = 0; i < n; i++)
      to[i] = kg__packed_at(c, from + i);
  } else if (c->width == c->low) {
    uint64_t base = kg__u64_at(c->bases);
    for (size_t i = 0; i < n; i++, bit += c->width)
      to[i] = base + ((kg__u64_at(c->bits + bit / 8) >> bit % 8) & mask);
  } else {
    for (size_t i = 0; i < n; i++, bit += c->width) {
      uint64_t x = (kg__u64_at(c->bits + bit / 8) >> bit % 8) & mask;
      to[i] = kg__u64_at(c->bases + (x >> c->low) * 8) + (x & low);
    }
  }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static void
unpack_avx2(const kg__packed *c, size_t from, size_t n, uint64_t *to)
{
  if (c->width > 57 || n < 4) {
    unpack_any(c, from, n, to);
    return;
  }
  const long long *bits = (const long long *)(const void *)c->bits;
  const long long *bases = (const long long *)(const void *)c->bases;
  const long long bit = (long long)(from * c->width), width = c->width;
  const __m256i mask = _mm256_set1_epi64x((long long)kg__low_mask(c->width));
  const __m256i low = _mm256_set1_epi64x((long long)kg__low_mask(c->low)), seven = _mm256_set1_epi64x(7);
  const __m256i base = _mm256_set1_epi64x((long long)kg__u64_at(c->bases));
  const __m256i step = _mm256_set1_epi64x(4 * width);
  const __m128i shift = _mm_cvtsi32_si128((int)c->low);
  __m256i at = _mm256_set_epi64x(bit + 3 * width, bit + 2 * width, bit + width, bit);
  bool one = c->width == c->low;
  size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    __m256i x = _mm256_i64gather_epi64(bits, _mm256_srli_epi64(at, 3), 1);
    x = _mm256_and_si256(_mm256_srlv_epi64(x, _mm256_and_si256(at, seven)), mask);
    __m256i b = one ? base : _mm256_i64gather_epi64(bases, _mm256_srl_epi64(x, shift), 8);
    x = _mm256_add_epi64(b, _mm256_and_si256(x, low));
    _mm256_storeu_si256((__m256i *)(void *)(to + i), x);
    at = _mm256_add_epi64(at, step);
  }
  if (i < n)
    unpack_any(c, from + i, n - i, to + i);
}

size_t
kg__unpack_versions(kg__unpack_version versions[2])
{
  size_t n = 0;
  if (__builtin_cpu_supports("avx2"))
    versions[n++] = (kg__unpack_version){"avx2", unpack_avx2};
  versions[n++] = (kg__unpack_version){"any", unpack_any};
  return n;
}

#else

size_t
kg__unpack_versions(kg__unpack_version versions[2])
{
  versions[0] = (kg__unpack_version){"any", unpack_any};
  return 1;
}

#endif

static void
fill(uint64_t v, size_t n, uint64_t *to)
{
  for (size_t i = 0; i < n; i++)
    to[i] = v;
}

void
kg__unpack(const kg__packed *c, size_t from, size_t n, uint64_t *to)
{
  static kg__unpack_fn best;
  kg__unpack_fn unpack = __atomic_load_n(&best, __ATOMIC_RELAXED);
  if (!unpack) {
    kg__unpack_version versions[2];
    kg__unpack_versions(versions);
    unpack = versions[0].unpack;
    __atomic_store_n(&best, unpack, __ATOMIC_RELAXED);
  }
  if (c->width)
    unpack(c, from, n, to);
  else
    fill(kg__u64_at(c->bases), n, to);
}
