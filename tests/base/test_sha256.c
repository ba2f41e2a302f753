// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test.h"

#include "kg/base/hash.h"

#include <stdlib.h>

// The examples of FIPS 180, and lengths around the end of a block (from coreutils' sha256sum).
static void
hashes_are_those_of_the_standard(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t times;
    const char *hex;
  } cases[] = {
      {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
      {"x", 55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"},
      {"x", 56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"},
      {"x", 57, "ae14a2563ccf969d99aca69ce6bb74981f734bbf9f655f73b8f06db68cab5217"},
      {"x", 63, "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"},
      {"x", 64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"},
      {"x", 65, "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9"},
      {"x", 119, "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c"},
      {"x", 120, "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98"},
      {"x", 128, "24da1b81d0b16df6428eee73c69fcb2a93c76bc6df706f0c6670fe6bfe800464"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kg_buf text = {0};
    char hex[KG__SHA256_TEXT_SIZE];
    for (size_t k = 0; k < cases[i].times; k++)
      assert_int_equal(kg_buf_add_str(&text, kg_str_of(cases[i].text)), KG_OK);
    assert_int_equal(kg__hash_text(KG__HASH_SHA256, kg_buf_str(&text), hex), sizeof hex);
    assert_str(cases[i].hex, ((kg_str){hex, sizeof hex}));
    kg_buf_release(&text);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hashes_are_those_of_the_standard),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
