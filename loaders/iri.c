// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "loaders/iri.h"

#include "loaders/read/unicode.h"
#include "loaders/tables/words.h"

// ICU's transliteration to ASCII, for what folding leaves beyond it.
static kg_status
to_ascii(kg_str text, kg_buf *buf)
{
  static const UChar ID[] = u"Any-Latin; Latin-ASCII; Lower";
  const kg__icu *icu = kg__icu_get();
  UErrorCode e = U_ZERO_ERROR;
  UChar wide[512];
  char ascii[1024];
  int32_t n = 0, m = 0;
  if (!icu)
    return KG_ERR_UNSUPPORTED;
  icu->u_strFromUTF8WithSub_(wide, 256, &n, text.ptr, (int32_t)(text.len < 200 ? text.len : 200), ' ', NULL,
                             &e);
  UTransliterator *t = icu->utrans_openU_(ID, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
  int32_t limit = n;
  if (U_SUCCESS(e))
    icu->utrans_transUChars_(t, wide, &n, 512, 0, &limit, &e);
  icu->u_strToUTF8WithSub_(ascii, sizeof ascii, &m, wide, n, '-', NULL, &e);
  if (t)
    icu->utrans_close_(t);
  return U_SUCCESS(e) ? kg_buf_add(buf, ascii, (size_t)m) : KG_OK;
}

static bool
is_ascii(kg_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    if ((unsigned char)s.ptr[i] >= 0x80)
      return false;
  }
  return true;
}

kg_status
kg__slug(kg_str name, kg_buf *buf)
{
  kg_buf folded = {0}, ascii = {0};
  size_t start = buf->len;
  kg_status st = is_ascii(name) ? kg_buf_add_str(&ascii, name) : to_ascii(name, &ascii);
  if (!st)
    st = kg__fold(kg_buf_str(&ascii), &folded);
  bool gap = false;
  for (size_t i = 0; !st && i < folded.len; i++) {
    char c = folded.ptr[i];
    bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word && gap && buf->len > start)
      st = kg_buf_add_char(buf, '-');
    if (word && !st)
      st = kg_buf_add_char(buf, c);
    gap = word ? false : c != '\'' || gap;
  }
  if (!st && buf->len == start)
    st = kg_buf_add_char(buf, 'x');
  kg_buf_release(&folded);
  kg_buf_release(&ascii);
  return st;
}

kg_status
kg__segment(kg_str name, kg_buf *buf)
{
  for (size_t i = 0; i < name.len; i++) {
    unsigned char c = (unsigned char)name.ptr[i];
    bool bad = c <= ' ' || c == 0x7F || strchr("<>\"{}|\\^`%#?/", (char)c);
    KG_TRY(bad ? kg_buf_printf(buf, "%%%02X", c) : kg_buf_add_char(buf, (char)c));
  }
  return name.len ? KG_OK : kg_buf_add_char(buf, 'x');
}
