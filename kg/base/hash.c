// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The hashes differ in word size, rounds and step; blocks and padding are common.  Our own, as a library of
// them would be loaded at each start for functions that few queries call.

#include "kg/base/hash.h"

typedef struct hash_class {
  size_t block;  // bytes
  size_t digest; // bytes
  size_t word;   // bytes
  bool big_endian;
  void (*add)(void *state, const unsigned char *block);
} hash_class;

typedef union state {
  uint32_t w32[8];
  uint64_t w64[8];
} state;

static uint32_t
left(uint32_t x, unsigned n)
{
  return x << n | x >> (32 - n);
}

static uint32_t
right(uint32_t x, unsigned n)
{
  return x >> n | x << (32 - n);
}

static uint64_t
right64(uint64_t x, unsigned n)
{
  return x >> n | x << (64 - n);
}

static uint64_t
load(const unsigned char *bytes, size_t size, bool big_endian)
{
  uint64_t word = 0;
  for (size_t i = 0; i < size; i++)
    word |= (uint64_t)bytes[i] << 8 * (big_endian ? size - 1 - i : i);
  return word;
}

// RFC 1321 defines its constants as floor(2^32 |sin i|).
static const uint32_t sines[64] = {
    0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
    0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
    0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
    0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
    0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
    0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
    0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
    0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
};

static void
md5_add(void *s, const unsigned char *block)
{
  static const unsigned shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  uint32_t *h = s, a = h[0], b = h[1], c = h[2], d = h[3];
  for (unsigned i = 0; i < 64; i++) {
    uint32_t f, g;
    switch (i / 16) {
    case 0:
      f = (b & c) | (~b & d), g = i;
      break;
    case 1:
      f = (d & b) | (~d & c), g = (5 * i + 1) % 16;
      break;
    case 2:
      f = b ^ c ^ d, g = (3 * i + 5) % 16;
      break;
    default:
      f = c ^ (b | ~d), g = 7 * i % 16;
    }
    f += a + sines[i] + (uint32_t)load(block + 4 * g, 4, false);
    a = d, d = c, c = b;
    b += left(f, shifts[i / 16][i % 4]);
  }
  h[0] += a, h[1] += b, h[2] += c, h[3] += d;
}

static void
sha1_add(void *s, const unsigned char *block)
{
  uint32_t *h = s, w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
  for (unsigned i = 0; i < 80; i++)
    w[i] = i < 16 ? (uint32_t)load(block + 4 * i, 4, true)
                  : left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  for (unsigned i = 0; i < 80; i++) {
    static const uint32_t constants[] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
    uint32_t f = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    uint32_t t = left(a, 5) + f + e + constants[i / 20] + w[i];
    e = d, d = c, c = left(b, 30), b = a, a = t;
  }
  h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

// Fractions of the cube roots of the first eighty primes; SHA-256 takes the upper halves of the first 64.
static const uint64_t roots[80] = {
    UINT64_C(0x428A2F98D728AE22), UINT64_C(0x7137449123EF65CD), UINT64_C(0xB5C0FBCFEC4D3B2F),
    UINT64_C(0xE9B5DBA58189DBBC), UINT64_C(0x3956C25BF348B538), UINT64_C(0x59F111F1B605D019),
    UINT64_C(0x923F82A4AF194F9B), UINT64_C(0xAB1C5ED5DA6D8118), UINT64_C(0xD807AA98A3030242),
    UINT64_C(0x12835B0145706FBE), UINT64_C(0x243185BE4EE4B28C), UINT64_C(0x550C7DC3D5FFB4E2),
    UINT64_C(0x72BE5D74F27B896F), UINT64_C(0x80DEB1FE3B1696B1), UINT64_C(0x9BDC06A725C71235),
    UINT64_C(0xC19BF174CF692694), UINT64_C(0xE49B69C19EF14AD2), UINT64_C(0xEFBE4786384F25E3),
    UINT64_C(0x0FC19DC68B8CD5B5), UINT64_C(0x240CA1CC77AC9C65), UINT64_C(0x2DE92C6F592B0275),
    UINT64_C(0x4A7484AA6EA6E483), UINT64_C(0x5CB0A9DCBD41FBD4), UINT64_C(0x76F988DA831153B5),
    UINT64_C(0x983E5152EE66DFAB), UINT64_C(0xA831C66D2DB43210), UINT64_C(0xB00327C898FB213F),
    UINT64_C(0xBF597FC7BEEF0EE4), UINT64_C(0xC6E00BF33DA88FC2), UINT64_C(0xD5A79147930AA725),
    UINT64_C(0x06CA6351E003826F), UINT64_C(0x142929670A0E6E70), UINT64_C(0x27B70A8546D22FFC),
    UINT64_C(0x2E1B21385C26C926), UINT64_C(0x4D2C6DFC5AC42AED), UINT64_C(0x53380D139D95B3DF),
    UINT64_C(0x650A73548BAF63DE), UINT64_C(0x766A0ABB3C77B2A8), UINT64_C(0x81C2C92E47EDAEE6),
    UINT64_C(0x92722C851482353B), UINT64_C(0xA2BFE8A14CF10364), UINT64_C(0xA81A664BBC423001),
    UINT64_C(0xC24B8B70D0F89791), UINT64_C(0xC76C51A30654BE30), UINT64_C(0xD192E819D6EF5218),
    UINT64_C(0xD69906245565A910), UINT64_C(0xF40E35855771202A), UINT64_C(0x106AA07032BBD1B8),
    UINT64_C(0x19A4C116B8D2D0C8), UINT64_C(0x1E376C085141AB53), UINT64_C(0x2748774CDF8EEB99),
    UINT64_C(0x34B0BCB5E19B48A8), UINT64_C(0x391C0CB3C5C95A63), UINT64_C(0x4ED8AA4AE3418ACB),
    UINT64_C(0x5B9CCA4F7763E373), UINT64_C(0x682E6FF3D6B2B8A3), UINT64_C(0x748F82EE5DEFB2FC),
    UINT64_C(0x78A5636F43172F60), UINT64_C(0x84C87814A1F0AB72), UINT64_C(0x8CC702081A6439EC),
    UINT64_C(0x90BEFFFA23631E28), UINT64_C(0xA4506CEBDE82BDE9), UINT64_C(0xBEF9A3F7B2C67915),
    UINT64_C(0xC67178F2E372532B), UINT64_C(0xCA273ECEEA26619C), UINT64_C(0xD186B8C721C0C207),
    UINT64_C(0xEADA7DD6CDE0EB1E), UINT64_C(0xF57D4F7FEE6ED178), UINT64_C(0x06F067AA72176FBA),
    UINT64_C(0x0A637DC5A2C898A6), UINT64_C(0x113F9804BEF90DAE), UINT64_C(0x1B710B35131C471B),
    UINT64_C(0x28DB77F523047D84), UINT64_C(0x32CAAB7B40C72493), UINT64_C(0x3C9EBE0A15C9BEBC),
    UINT64_C(0x431D67C49C100D4C), UINT64_C(0x4CC5D4BECB3E42B6), UINT64_C(0x597F299CFC657E2A),
    UINT64_C(0x5FCB6FAB3AD6FAEC), UINT64_C(0x6C44198C4A475817),
};

static void
sha256_add(void *s, const unsigned char *block)
{
  uint32_t *h = s, w[64], v[8];
  memcpy(v, h, sizeof v);
  for (unsigned i = 0; i < 64; i++) {
    w[i] = i < 16 ? (uint32_t)load(block + 4 * i, 4, true)
                  : w[i - 16] + w[i - 7] + (right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ w[i - 15] >> 3) +
                        (right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ w[i - 2] >> 10);
    uint32_t t = v[7] + (right(v[4], 6) ^ right(v[4], 11) ^ right(v[4], 25)) +
                 ((v[4] & v[5]) ^ (~v[4] & v[6])) + (uint32_t)(roots[i] >> 32) + w[i];
    uint32_t u = (right(v[0], 2) ^ right(v[0], 13) ^ right(v[0], 22)) +
                 ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
    v[7] = v[6], v[6] = v[5], v[5] = v[4], v[4] = v[3], v[3] = v[2], v[2] = v[1], v[1] = v[0];
    v[4] += t;
    v[0] = t + u;
  }
  for (unsigned i = 0; i < 8; i++)
    h[i] += v[i];
}

static void
sha512_add(void *s, const unsigned char *block)
{
  uint64_t *h = s, w[80], v[8];
  memcpy(v, h, sizeof v);
  for (unsigned i = 0; i < 80; i++) {
    w[i] = i < 16 ? load(block + 8 * i, 8, true)
                  : w[i - 16] + w[i - 7] + (right64(w[i - 15], 1) ^ right64(w[i - 15], 8) ^ w[i - 15] >> 7) +
                        (right64(w[i - 2], 19) ^ right64(w[i - 2], 61) ^ w[i - 2] >> 6);
    uint64_t t = v[7] + (right64(v[4], 14) ^ right64(v[4], 18) ^ right64(v[4], 41)) +
                 ((v[4] & v[5]) ^ (~v[4] & v[6])) + roots[i] + w[i];
    uint64_t u = (right64(v[0], 28) ^ right64(v[0], 34) ^ right64(v[0], 39)) +
                 ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
    v[7] = v[6], v[6] = v[5], v[5] = v[4], v[4] = v[3], v[3] = v[2], v[2] = v[1], v[1] = v[0];
    v[4] += t;
    v[0] = t + u;
  }
  for (unsigned i = 0; i < 8; i++)
    h[i] += v[i];
}

static const hash_class classes[] = {
    [KG__HASH_MD5] = {64, 16, 4, false, md5_add},       [KG__HASH_SHA1] = {64, 20, 4, true, sha1_add},
    [KG__HASH_SHA256] = {64, 32, 4, true, sha256_add},  [KG__HASH_SHA384] = {128, 48, 8, true, sha512_add},
    [KG__HASH_SHA512] = {128, 64, 8, true, sha512_add},
};

static const state starts[] = {
    [KG__HASH_MD5] = {.w32 = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476}},
    [KG__HASH_SHA1] = {.w32 = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}},
    [KG__HASH_SHA256] = {.w32 = {0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C,
                                 0x1F83D9AB, 0x5BE0CD19}},
    [KG__HASH_SHA384] = {.w64 = {UINT64_C(0xCBBB9D5DC1059ED8), UINT64_C(0x629A292A367CD507),
                                 UINT64_C(0x9159015A3070DD17), UINT64_C(0x152FECD8F70E5939),
                                 UINT64_C(0x67332667FFC00B31), UINT64_C(0x8EB44A8768581511),
                                 UINT64_C(0xDB0C2E0D64F98FA7), UINT64_C(0x47B5481DBEFA4FA4)}},
    [KG__HASH_SHA512] = {.w64 = {UINT64_C(0x6A09E667F3BCC908), UINT64_C(0xBB67AE8584CAA73B),
                                 UINT64_C(0x3C6EF372FE94F82B), UINT64_C(0xA54FF53A5F1D36F1),
                                 UINT64_C(0x510E527FADE682D1), UINT64_C(0x9B05688C2B3E6C1F),
                                 UINT64_C(0x1F83D9ABFB41BD6B), UINT64_C(0x5BE0CD19137E2179)}},
};

// The rest of the text, a bit, zeros, and the length in bits: one block or two.
static void
add_end(const hash_class *c, state *s, kg_str rest, size_t len)
{
  unsigned char end[256] = {0};
  size_t size = rest.len + 1 + 2 * c->word <= c->block ? c->block : 2 * c->block;
  uint64_t bits = (uint64_t)len * 8;
  if (rest.len)
    memcpy(end, rest.ptr, rest.len);
  end[rest.len] = 0x80;
  for (size_t i = 0; i < 8; i++)
    end[c->big_endian ? size - 1 - i : size - 8 + i] = (unsigned char)(bits >> 8 * i);
  for (size_t at = 0; at < size; at += c->block)
    c->add(s, end + at);
}

size_t
kg__hash_text(kg__hash hash, kg_str bytes, char *text)
{
  static const char digits[] = "0123456789abcdef";
  const hash_class *c = &classes[hash];
  state s = starts[hash];
  size_t at = 0;
  for (; bytes.len - at >= c->block; at += c->block)
    c->add(&s, (const unsigned char *)bytes.ptr + at);
  add_end(c, &s, (kg_str){bytes.ptr + at, bytes.len - at}, bytes.len);
  for (size_t i = 0; i < c->digest; i++) {
    uint64_t word = c->word == 8 ? s.w64[i / 8] : s.w32[i / 4];
    size_t in = i % c->word;
    unsigned byte = word >> 8 * (c->big_endian ? c->word - 1 - in : in) & 0xFF;
    text[2 * i] = digits[byte >> 4];
    text[2 * i + 1] = digits[byte & 15];
  }
  return 2 * c->digest;
}
