// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A Redland program that knows nothing of kg: opens a world, prints how many threads it then has and the
// microseconds that the fastest of some openings took, each in a process of its own.

#include <librdf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long
micros(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static int
count_threads(void)
{
  char line[256];
  int n = 0;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status)) {
    if (sscanf(line, "Threads: %d", &n) == 1)
      break;
  }
  if (status)
    fclose(status);
  return n;
}

static int
open_one(int to)
{
  librdf_world *world = librdf_new_world();
  long start = micros();
  librdf_world_open(world);
  long result[2] = {count_threads(), micros() - start};
  librdf_free_world(world);
  return write(to, result, sizeof result) == sizeof result ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(void)
{
  long best = INT32_MAX, threads = 0, result[2];
  int ends[2], status;
  if (pipe(ends) != 0)
    return EXIT_FAILURE;
  for (int i = 0; i < 9; i++) {
    pid_t child = fork();
    if (child == 0)
      _exit(open_one(ends[1]));
    if (read(ends[0], result, sizeof result) != sizeof result || waitpid(child, &status, 0) != child ||
        status)
      return EXIT_FAILURE;
    threads = result[0] > threads ? result[0] : threads;
    best = result[1] < best ? result[1] : best;
  }
  printf("%ld %ld\n", threads, best);
  return threads == 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
