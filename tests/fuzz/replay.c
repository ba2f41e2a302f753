// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Gives a fuzz target its corpus, then mutations of it that are the same in each run.  The corpus is the
// directory named after the program, or the files named as arguments.  An input that kills the target is
// left behind as NAME.crash.

#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { MUTATIONS = 4000, LONGEST = 1 << 16, MOST_FILES = 4096 };

typedef struct input {
  uint8_t *bytes;
  size_t n;
} input;

static input corpus[MOST_FILES];
static size_t n_corpus;
static input current;
static char crash_name[256];

static uint32_t
next_random(void)
{
  static uint64_t seed = 1;
  seed = seed * UINT64_C(6364136223846793005) + 1;
  return (uint32_t)(seed >> 33);
}

static void
keep_crash(int signal_number)
{
  int fd = open(crash_name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (fd >= 0 && write(fd, current.bytes, current.n) == (ssize_t)current.n)
    close(fd);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

// In memory of its very size, so that a sanitizer sees what reads past it.
static void
run(const uint8_t *bytes, size_t n)
{
  current = (input){malloc(n ? n : 1), n};
  if (!current.bytes)
    exit(2);
  memcpy(current.bytes, bytes, n);
  LLVMFuzzerTestOneInput(current.bytes, n);
  free(current.bytes);
}

static void
add_file(const char *path)
{
  FILE *file = fopen(path, "rb");
  uint8_t *bytes = malloc(LONGEST);
  if (!file || !bytes || n_corpus == MOST_FILES) {
    fprintf(stderr, "%s cannot be read\n", path);
    exit(2);
  }
  corpus[n_corpus++] = (input){bytes, fread(bytes, 1, LONGEST, file)};
  fclose(file);
}

static int
is_visible(const struct dirent *entry)
{
  return entry->d_name[0] != '.';
}

static void
add_directory(const char *path)
{
  struct dirent **entries;
  int n = scandir(path, &entries, is_visible, alphasort);
  for (int i = 0; i < n; i++) {
    char name[4096 + 256 + 2];
    snprintf(name, sizeof name, "%.4096s/%s", path, entries[i]->d_name);
    add_file(name);
    free(entries[i]);
  }
  if (n >= 0)
    free(entries);
}

static size_t
replace(uint8_t *out, size_t n, size_t at, size_t gone, const uint8_t *bytes, size_t n_bytes)
{
  if (n - gone + n_bytes > LONGEST)
    return n;
  memmove(out + at + n_bytes, out + at + gone, n - at - gone);
  memcpy(out + at, bytes, n_bytes);
  return n - gone + n_bytes;
}

// One edit: a byte changed, put in or taken out, a run repeated, a piece of another input put in.
static size_t
mutate(uint8_t *out, size_t n)
{
  static const uint8_t telling[] = "\0\t\n\r \"#%'()*+,-./0:;<=>?@[\\]^_`{|}~\x7f\x80\xc3\xed\xef\xf4\xff";
  static uint8_t piece[LONGEST];
  size_t at = next_random() % (n + 1), left = n - at, len;
  uint8_t byte = next_random() % 2 ? telling[next_random() % (sizeof telling - 1)] : (uint8_t)next_random();
  const input *other = &corpus[next_random() % n_corpus];
  switch (next_random() % 5) {
  case 0:
    return replace(out, n, at, left > 0, &byte, 1);
  case 1:
    return replace(out, n, at, 0, &byte, 1);
  case 2:
    return replace(out, n, at, next_random() % (left < 8 ? left + 1 : 8), piece, 0);
  case 3:
    len = next_random() % (left < 16 ? left + 1 : 16);
    memcpy(piece, out + at, len);
    return replace(out, n, at, 0, piece, len);
  default:
    len = other->n ? next_random() % other->n : 0;
    return replace(out, n, at, 0, other->bytes + len, other->n - len < 32 ? other->n - len : 32);
  }
}

static void
run_mutations(void)
{
  static uint8_t bytes[LONGEST];
  for (size_t i = 0; i < MUTATIONS && n_corpus; i++) {
    const input *from = &corpus[next_random() % n_corpus];
    size_t n = from->n;
    memcpy(bytes, from->bytes, n);
    for (uint32_t edits = 1 + next_random() % 6; edits; edits--)
      n = mutate(bytes, n);
    run(bytes, n);
  }
}

int
main(int argc, char **argv)
{
  char path[4096];
  const char *found = strstr(argv[0], "fuzz_");
  for (const char *next = found; next; next = strstr(next + 1, "fuzz_"))
    found = next;
  const char *name = found ? found + strlen("fuzz_") : "";
  snprintf(crash_name, sizeof crash_name, "%s.crash", name);
  signal(SIGABRT, keep_crash);
  signal(SIGSEGV, keep_crash);
  snprintf(path, sizeof path, "%s/tests/fuzz/corpus/%s", KG_SRCDIR, name);
  if (argc < 2)
    add_directory(path);
  for (int i = 1; i < argc; i++)
    add_file(argv[i]);
  for (size_t i = 0; i < n_corpus; i++)
    run(corpus[i].bytes, corpus[i].n);
  if (argc < 2)
    run_mutations();
  printf("%s: %zu inputs and %d mutations\n", name, n_corpus, argc < 2 && n_corpus ? MUTATIONS : 0);
  for (size_t i = 0; i < n_corpus; i++)
    free(corpus[i].bytes);
  return n_corpus ? 0 : 1;
}
