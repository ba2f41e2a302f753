// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

#include "kg/base/unnamed.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *
usual_folder(void)
{
  const char *folder = getenv("TMPDIR");
  return folder && *folder ? folder : "/tmp";
}

int
kg__unnamed_open(const char *folder)
{
  char *name = NULL;
  if (asprintf(&name, "%s/kg-run-XXXXXX", folder ? folder : usual_folder()) < 0)
    return -1;
  int fd = mkostemp(name, O_CLOEXEC);
  if (fd >= 0)
    unlink(name);
  free(name);
  return fd;
}
