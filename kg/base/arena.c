// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Blocks of doubling size up to a bound; a request too large for a block gets one of its own, behind the
// current one, so that the room left in the current one is not lost.

#include "kg/str.h"

#include <stdalign.h>
#include <stdlib.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

typedef struct block {
  struct block *next;
  size_t size;
  alignas(max_align_t) char bytes[];
} block;

struct kg_arena {
  block *current; // newest first
  size_t used;    // of the current block
  size_t total;
};

static block *
block_new(kg_arena *arena, size_t size)
{
  block *b = size > SIZE_MAX - sizeof *b ? NULL : malloc(sizeof *b + size);
  if (b) {
    *b = (block){NULL, size};
    arena->total += size;
  }
  return b;
}

static void
blocks_free(block *b)
{
  while (b) {
    block *next = b->next;
    free(b);
    b = next;
  }
}

// A block of its own for a large request.
static void *
alloc_large(kg_arena *arena, size_t size)
{
  block *b = block_new(arena, size);
  if (!b)
    return NULL;
  if (arena->current) {
    b->next = arena->current->next;
    arena->current->next = b;
  } else {
    arena->current = b;
    arena->used = size;
  }
  return b->bytes;
}

static bool
next_block(kg_arena *arena)
{
  size_t size = arena->current ? arena->current->size * 2 : FIRST_BLOCK;
  block *b = block_new(arena, size < FIRST_BLOCK ? FIRST_BLOCK : size > LARGEST_BLOCK ? LARGEST_BLOCK : size);
  if (!b)
    return false;
  b->next = arena->current;
  arena->current = b;
  arena->used = 0;
  return true;
}

kg_arena *
kg_arena_new(void)
{
  return calloc(1, sizeof(kg_arena));
}

void
kg_arena_free(kg_arena *arena)
{
  if (!arena)
    return;
  blocks_free(arena->current);
  free(arena);
}

void
kg_arena_clear(kg_arena *arena)
{
  if (arena->current) {
    blocks_free(arena->current->next);
    arena->current->next = NULL;
    arena->total = arena->current->size;
  }
  arena->used = 0;
}

// `align` is a power of two, and so is the alignment of a block's first byte.
static void *
alloc_aligned(kg_arena *arena, size_t size, size_t align)
{
  if (size > LARGEST_BLOCK / 4)
    return alloc_large(arena, size);
  size_t start = (arena->used + align - 1) & ~(align - 1);
  if (!arena->current || start > arena->current->size || size > arena->current->size - start) {
    if (!next_block(arena))
      return NULL;
    start = 0;
    if (size > arena->current->size)
      return alloc_large(arena, size);
  }
  arena->used = start + size;
  return arena->current->bytes + start;
}

void *
kg_arena_alloc(kg_arena *arena, size_t size)
{
  return alloc_aligned(arena, size, alignof(max_align_t));
}

void *
kg_arena_calloc(kg_arena *arena, size_t n, size_t size)
{
  if (size && n > SIZE_MAX / size)
    return NULL;
  void *p = kg_arena_alloc(arena, n * size);
  if (p)
    memset(p, 0, n * size);
  return p;
}

kg_str
kg_arena_str(kg_arena *arena, kg_str s)
{
  char *copy = s.len == SIZE_MAX ? NULL : alloc_aligned(arena, s.len + 1, 1);
  if (!copy)
    return (kg_str){0};
  if (s.len)
    memcpy(copy, s.ptr, s.len);
  copy[s.len] = '\0';
  return (kg_str){copy, s.len};
}

size_t
kg_arena_size(const kg_arena *arena)
{
  return arena->total;
}
