// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/read/build.h"

kg_status
kg__build_copy(kg__builder *b, size_t from, size_t n)
{
  if (!n)
    return KG_OK;
  if (b->next != from || !b->doc->runs.n)
    KG_TRY(kg__run_add(b->doc, b->text.len, from));
  b->next = from + n;
  return kg_buf_add(&b->text, b->doc->source.ptr + from, n);
}

kg_status
kg__build_put(kg__builder *b, kg_str text, size_t source)
{
  for (size_t i = 0; i < text.len; i++) {
    KG_TRY(kg__run_add(b->doc, b->text.len, source));
    KG_TRY(kg_buf_add_char(&b->text, text.ptr[i]));
  }
  b->next = SIZE_MAX;
  return KG_OK;
}

kg_status
kg__build_break(kg__builder *b)
{
  size_t n = b->text.len;
  if (!n || (n > 1 && b->text.ptr[n - 1] == '\n' && b->text.ptr[n - 2] == '\n'))
    return KG_OK;
  size_t at = b->next == SIZE_MAX ? b->doc->runs.items[b->doc->runs.n - 1].source : b->next ? b->next - 1 : 0;
  return kg__build_put(b, KG_STR("\n\n"), at);
}

kg_status
kg__build_finish(kg__builder *b)
{
  b->doc->text = kg_arena_str(b->doc->arena, kg_buf_str(&b->text));
  kg_buf_release(&b->text);
  return b->doc->text.ptr ? KG_OK : KG_ERR_NOMEM;
}
