// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// What is read as a term prints, reads back as the same term, and is the same as a copy and as an id.

#include "tests/fuzz/fuzz.h"

#include "kg/id.h"

static void
check_id(const kg_term *term)
{
  char text[KG_ID_TEXT_SIZE];
  kg_id id = kg_id_inline(term);
  if (!id)
    return;
  kg_term back = kg_id_term(id, text);
  FUZZ_CHECK(kg_term_equal(term, &back));
}

static void
check_term(const kg_term *term, kg_arena *arena)
{
  kg_buf first = {0}, second = {0};
  kg_term copy, again;
  size_t end;
  FUZZ_CHECK(kg_term_copy(term, arena, &copy) == KG_OK);
  FUZZ_CHECK(kg_term_print(&copy, &first) == KG_OK);
  FUZZ_CHECK(kg_term_parse(kg_buf_str(&first), arena, &end, &again, NULL) == KG_OK);
  FUZZ_CHECK(end == first.len);
  FUZZ_CHECK(kg_term_equal(term, &again) && kg_term_compare(term, &again) == 0);
  FUZZ_CHECK(kg_term_print(&again, &second) == KG_OK);
  FUZZ_CHECK(kg_str_equal(kg_buf_str(&first), kg_buf_str(&second)));
  check_id(term);
  kg_buf_release(&first);
  kg_buf_release(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg_arena *arena = kg_arena_new();
  kg_str text = {(const char *)data, size};
  kg_term term;
  kg_error err;
  size_t end;
  if (kg_term_parse(text, arena, &end, &term, &err) == KG_OK) {
    FUZZ_CHECK(end > 0 && end <= size);
    check_term(&term, arena);
  } else {
    FUZZ_CHECK(err.message[0] && err.line && err.column);
  }
  kg_arena_free(arena);
  return 0;
}
