// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// Sentence in, claims out: the files of cases/. A case begins with "== name", goes on with lines of text, and
// after
// "--" has one claim a line that must be found ("!": that must not), or one entity, "a State: Poland". "date
// D" before the text is the document's.

#include "tests/support/extract.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static kg_world *world;
static kg_loader *loader;

typedef struct one_case {
  char name[128], date[16], text[4096];
  bool in_claims;
  kg_buf got;
} one_case;

static void
run_case(one_case *c)
{
  kg_error err = {0};
  char *path = write_file(c->text, strlen(c->text), ".txt");
  kg_buf_clear(&c->got);
  assert_ok(kg_buf_add_char(&c->got, '\n'), err);
  assert_ok(reading_of(loader, path, c->date[0] ? c->date : NULL, &c->got, &err), err);
  assert_ok(kg_buf_add_char(&c->got, '\0'), err);
  unlink(path);
  free(path);
}

static size_t
check_line(one_case *c, const char *file, size_t number, const char *line)
{
  char want[1024];
  bool absent = line[0] == '!';
  snprintf(want, sizeof want, "\n%s\n", line + (absent ? 2 : 0));
  bool found = strstr(c->got.ptr, want) != NULL;
  if (found != absent)
    return 0;
  print_error("%s:%zu: %s (%s)%s\n", file, number, absent ? "found" : "not found", c->name, c->got.ptr);
  return 1;
}

static size_t
take_line(one_case *c, const char *file, size_t number, const char *line)
{
  if (!strncmp(line, "== ", 3)) {
    snprintf(c->name, sizeof c->name, "%.120s", line + 3);
    c->date[0] = c->text[0] = '\0';
    c->in_claims = false;
  } else if (!strcmp(line, "--")) {
    c->in_claims = true;
    run_case(c);
  } else if (line[0] && line[0] != '#' && c->in_claims) {
    return check_line(c, file, number, line);
  } else if (!strncmp(line, "date ", 5)) {
    snprintf(c->date, sizeof c->date, "%.15s", line + 5);
  } else if (line[0] && line[0] != '#') {
    size_t n = strlen(c->text);
    snprintf(c->text + n, sizeof c->text - n, "%s\n", line);
  }
  return 0;
}

static size_t
run_file(const char *path)
{
  FILE *f = fopen(path, "r");
  assert_non_null(f);
  char line[4096];
  size_t number = 0, failed = 0;
  one_case c = {0};
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = '\0';
    failed += take_line(&c, path, ++number, line);
  }
  fclose(f);
  kg_buf_release(&c.got);
  return failed;
}

static void
sentences_give_their_claims(void **state)
{
  char path[1024];
  struct dirent **names;
  size_t failed = 0;
  (void)state;
  int n = scandir(KG_SRCDIR "/tests/loaders/cases", &names, NULL, alphasort);
  assert_true(n > 0);
  for (int i = 0; i < n; i++) {
    snprintf(path, sizeof path, KG_SRCDIR "/tests/loaders/cases/%s", names[i]->d_name);
    if (kg_str_ends(kg_str_of(path), KG_STR(".txt")))
      failed += run_file(path);
    free(names[i]);
  }
  free(names);
  assert_int_equal(0, failed);
}

static int
set_up(void **state)
{
  (void)state;
  world = kg_world_new();
  loader = open_loader(world, "ontology", NULL);
  return 0;
}

static int
tear_down(void **state)
{
  (void)state;
  kg_loader_close(loader);
  kg_world_free(world);
  return 0;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(sentences_give_their_claims)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
