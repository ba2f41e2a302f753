// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The bullet, number or letter that an item of a list begins with.

#include "loaders/names/tokens.h"

#include <string.h>

// Length of a bullet that begins here, "•" or "-", or 0.
static size_t
bullet_at(kg_str text, size_t at)
{
  static const char *const BULLETS[] = {"\xE2\x80\xA2",
                                        "\xE2\x80\xA3",
                                        "\xE2\x97\xA6",
                                        "\xC2\xB7",
                                        "\xE2\x80\x93",
                                        "\xE2\x80\x94",
                                        "-",
                                        "*",
                                        "o ",
                                        NULL};
  for (const char *const *b = BULLETS; *b; b++) {
    if (kg_str_starts((kg_str){text.ptr + at, text.len - at}, kg_str_of(*b)))
      return (*b)[0] == 'o' ? 1 : strlen(*b);
  }
  return 0;
}

// Length of "1.", "12)", "(a)", "iv.", or 0.
static size_t
numbering_at(kg_str text, size_t at)
{
  size_t i = at + (at < text.len && text.ptr[at] == '('), first = i, digits, small;
  while (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9')
    i++;
  digits = i - first;
  while (!digits && i < text.len && strchr(i > first ? "ivx" : "abcdefghijklmnopqrstuvwxyz", text.ptr[i]))
    i++;
  small = i - first - digits;
  bool closed = i < text.len && (text.ptr[i] == ')' || (text.ptr[i] == '.' && first == at));
  return closed && digits + small && digits < 3 && small < 5 ? i + 1 - at : 0;
}

// Where the text of a line goes on behind its bullet or number, if it begins with one; else where it was.
size_t
kg__marker_skip(kg_str text, size_t at, uint32_t *flags)
{
  uint32_t before = 0, behind = 0;
  size_t start = kg__space_skip(text, at, &before);
  size_t n = at && !(before & KG__T_LINE) ? 0 : bullet_at(text, start);
  if (!n && !(at && !(before & KG__T_LINE)))
    n = numbering_at(text, start);
  if (!n || start + n >= text.len || kg__space_skip(text, start + n, &behind) == start + n ||
      behind & KG__T_LINE)
    return at;
  *flags = before | KG__T_ITEM;
  return start + n;
}
