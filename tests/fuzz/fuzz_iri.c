// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The first line of the input is a base, the rest a reference.  Parts make up the whole again; what was
// resolved against an absolute base is absolute, and stays as it is when it is resolved again.

#include "tests/fuzz/fuzz.h"

#include "kg/iri.h"

static void
add_part(kg_buf *buf, const char *before, kg_str part, const char *after)
{
  if (!part.ptr)
    return;
  kg_buf_add_str(buf, kg_str_of(before));
  kg_buf_add_str(buf, part);
  kg_buf_add_str(buf, kg_str_of(after));
}

static void
check_parts(kg_str iri)
{
  kg_buf buf = {0};
  kg_iri_parts p = kg_iri_split(iri);
  add_part(&buf, "", p.scheme, ":");
  add_part(&buf, "//", p.authority, "");
  add_part(&buf, "", p.path, "");
  add_part(&buf, "?", p.query, "");
  add_part(&buf, "#", p.fragment, "");
  FUZZ_CHECK(kg_str_equal(iri, kg_buf_str(&buf)));
  FUZZ_CHECK(kg_iri_is_absolute(iri) == (p.scheme.ptr != NULL));
  FUZZ_CHECK(kg_iri_check(iri) <= iri.len);
  kg_buf_release(&buf);
}

static void
check_resolved(kg_str base, kg_str reference)
{
  kg_buf once = {0}, twice = {0}, thrice = {0};
  FUZZ_CHECK(kg_iri_resolve(base, reference, &once) == KG_OK);
  if (kg_iri_is_absolute(base)) {
    kg_str resolved = kg_buf_str(&once);
    kg_iri_parts from = kg_iri_split(base), ref = kg_iri_split(reference), to = kg_iri_split(resolved);
    FUZZ_CHECK(kg_str_equal(to.scheme, ref.scheme.ptr ? ref.scheme : from.scheme));
    FUZZ_CHECK(kg_str_equal(to.fragment, ref.fragment));
    FUZZ_CHECK(once.len <= base.len + reference.len + 3);
    kg_iri_resolve(base, resolved, &twice);
    kg_iri_resolve(base, kg_buf_str(&twice), &thrice);
    FUZZ_CHECK(kg_str_equal(kg_buf_str(&twice), kg_buf_str(&thrice)));
  }
  kg_buf_release(&once);
  kg_buf_release(&twice);
  kg_buf_release(&thrice);
}

static void
check_file(kg_str path)
{
  kg_buf buf = {0};
  if (kg_iri_from_path(path, &buf, NULL) == KG_OK) {
    FUZZ_CHECK(kg_iri_is_absolute(kg_buf_str(&buf)));
    FUZZ_CHECK(kg_iri_check(kg_buf_str(&buf)) == buf.len);
  }
  kg_buf_release(&buf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  kg_str text = {(const char *)data, size};
  const char *line = size ? memchr(text.ptr, '\n', size) : NULL;
  size_t n = line ? (size_t)(line - text.ptr) : 0;
  check_parts(text);
  check_file(text);
  if (line)
    check_resolved((kg_str){text.ptr, n}, (kg_str){text.ptr + n + 1, size - n - 1});
  return 0;
}
