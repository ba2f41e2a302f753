// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/stages.h"

kg_status
kg__document_read_text(kg__document *doc, kg_error *err)
{
  (void)err;
  size_t mark = kg_str_starts(doc->source, KG_STR("\xEF\xBB\xBF")) ? 3 : 0;
  doc->text = (kg_str){doc->source.ptr + mark, doc->source.len - mark};
  if (!mark)
    return KG_OK;
  return kg__run_add(doc, 0, 3);
}
