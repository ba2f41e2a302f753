// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/base/hash.h"

#include <stdlib.h>

static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
static const char long_blocks[] =
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
    "klmnopqrlmnopqrsmnopqrstnopqrstu";

// RFC 1321, A.5; examples of FIPS 180 as NIST publishes them.
static void
hashes_of_the_standards(void **state)
{
  (void)state;
  static const struct {
    kg__hash hash;
    const char *text, *want;
  } rows[] = {
      {KG__HASH_MD5, "", "d41d8cd98f00b204e9800998ecf8427e"},
      {KG__HASH_MD5, "a", "0cc175b9c0f1b6a831c399e269772661"},
      {KG__HASH_MD5, "abc", "900150983cd24fb0d6963f7d28e17f72"},
      {KG__HASH_MD5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0"},
      {KG__HASH_MD5, "abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"},
      {KG__HASH_MD5, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
       "d174ab98d277d9f5a5611c2c9f419d9f"},
      {KG__HASH_MD5, "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
       "57edf4a22be3c955ac49da2e2107b67a"},
      {KG__HASH_SHA1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
      {KG__HASH_SHA1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {KG__HASH_SHA1, two_blocks, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
      {KG__HASH_SHA256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {KG__HASH_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {KG__HASH_SHA256, two_blocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {KG__HASH_SHA384, "abc",
       "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
      {KG__HASH_SHA384, long_blocks,
       "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039"},
      {KG__HASH_SHA512, "abc",
       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
       "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
      {KG__HASH_SHA512, long_blocks,
       "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
       "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char text[KG__HASH_TEXT_SIZE];
    size_t n = kg__hash_text(rows[i].hash, kg_str_of(rows[i].text), text);
    assert_str(rows[i].want, ((kg_str){text, n}));
  }
}

static void
a_million_letters(void **state)
{
  (void)state;
  static const char *const want[] = {
      [KG__HASH_MD5] = "7707d6ae4e027c70eea2a935c2296f21",
      [KG__HASH_SHA1] = "34aa973cd4c4daa4f61eeb2bdbad27316534016f",
      [KG__HASH_SHA256] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
      [KG__HASH_SHA384] =
          "9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b07b8b3dc38ecc4ebae97ddd87f3d8985",
      [KG__HASH_SHA512] = "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
                          "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b",
  };
  char *a = malloc(1000000);
  assert_non_null(a);
  memset(a, 'a', 1000000);
  for (kg__hash h = KG__HASH_MD5; h <= KG__HASH_SHA512; h++) {
    char text[KG__HASH_TEXT_SIZE];
    assert_str(want[h], ((kg_str){text, kg__hash_text(h, (kg_str){a, 1000000}, text)}));
  }
  free(a);
}

// Each length around the ends of blocks gives a hash of its own.
static void
no_two_lengths_share_a_hash(void **state)
{
  (void)state;
  static char hashes[300][KG__HASH_TEXT_SIZE];
  char zeros[300] = {0};
  for (kg__hash h = KG__HASH_MD5; h <= KG__HASH_SHA512; h++) {
    memset(hashes, 0, sizeof hashes);
    for (size_t n = 0; n < 300; n++) {
      kg__hash_text(h, (kg_str){zeros, n}, hashes[n]);
      for (size_t i = 0; i < n; i++)
        assert_memory_not_equal(hashes[i], hashes[n], KG__HASH_TEXT_SIZE);
    }
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hashes_of_the_standards),
      cmocka_unit_test(a_million_letters),
      cmocka_unit_test(no_two_lengths_share_a_hash),
  };
  return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
