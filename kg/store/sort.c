// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Radix sort, a byte at a time from the right.  Bytes that are the same in all rows are skipped: of a column
// of ids mostly the tag and two or three bytes differ.  Since it is stable, sorting rows of one order by
// another column gives the order that begins with this column.

#include "kg/store/private.h"

enum { SMALL = 48 };

static void
sort_small(kg__row *rows, size_t n, unsigned column)
{
  for (size_t i = 1; i < n; i++) {
    kg__row row = rows[i];
    size_t j = i;
    for (; j > 0 && rows[j - 1].c[column] > row.c[column]; j--)
      rows[j] = rows[j - 1];
    rows[j] = row;
  }
}

static void
count_bytes(const kg__row *rows, size_t n, unsigned column, size_t counts[8][256])
{
  memset(counts, 0, 8 * sizeof *counts);
  for (size_t i = 0; i < n; i++) {
    kg_id id = rows[i].c[column];
    for (int b = 0; b < 8; b++)
      counts[b][(id >> (8 * b)) & 0xff]++;
  }
}

static void
distribute(const kg__row *from, kg__row *to, size_t n, unsigned column, int byte, const size_t counts[256])
{
  size_t place[256], sum = 0;
  for (int v = 0; v < 256; v++) {
    place[v] = sum;
    sum += counts[v];
  }
  for (size_t i = 0; i < n; i++)
    to[place[(from[i].c[column] >> (8 * byte)) & 0xff]++] = from[i];
}

void
kg__rows_sort(kg__row *rows, kg__row *spare, size_t n, unsigned column)
{
  if (n <= SMALL) {
    sort_small(rows, n, column);
    return;
  }
  size_t counts[8][256];
  kg__row *from = rows, *to = spare;
  count_bytes(rows, n, column, counts);
  for (int b = 0; b < 8; b++) {
    if (counts[b][(rows[0].c[column] >> (8 * b)) & 0xff] == n)
      continue;
    distribute(from, to, n, column, b, counts[b]);
    kg__row *swap = from;
    from = to;
    to = swap;
  }
  if (from != rows)
    memcpy(rows, from, n * sizeof *rows);
}

size_t
kg__rows_sort_distinct(kg__row *rows, kg__row *spare, size_t n)
{
  size_t kept = 0;
  for (unsigned column = 4; column-- > 0;)
    kg__rows_sort(rows, spare, n, column);
  for (size_t i = 0; i < n; i++) {
    if (!kept || memcmp(&rows[i], &rows[kept - 1], sizeof *rows) != 0)
      rows[kept++] = rows[i];
  }
  return kept;
}
