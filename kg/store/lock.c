// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// The lock of the folder: a record lock on the file `lock`, which the kernel drops with its process and whose
// owner it can name.  The number of the process is in the file as well, for people and for containers, where
// the kernel's answer is 0.  (Open file description locks would survive in forked children and name nobody.)

#include "kg/store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/vfs.h>
#include <unistd.h>

// Between machines neither locks nor maps of a file agree.
kg_status
kg__lock_check_place(const char *folder, kg_error *err)
{
  static const struct {
    unsigned type;
    const char *name;
  } systems[] = {{0x6969, "NFS"},    {0x517B, "SMB"},      {0xFF534D42, "CIFS"},  {0xFE534D42, "SMB"},
                 {0x564C, "NCP"},    {0x73757245, "Coda"}, {0x5346414F, "AFS"},   {0x6B414653, "AFS"},
                 {0x01021997, "9P"}, {0x00C36400, "Ceph"}, {0x0BD00BD0, "Lustre"}};
  struct statfs info;
  if (statfs(folder, &info) != 0)
    return kg_error_set(err, KG_ERR_IO, "cannot open %s: %s", folder, strerror(errno));
  for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
    if ((unsigned)info.f_type == systems[i].type)
      return kg_error_set(err, KG_ERR_UNSUPPORTED,
                          "%s is on a network file system (%s), where a store cannot be: take a folder on a "
                          "local disk",
                          folder, systems[i].name);
  }
  return KG_OK;
}

static long
number_in_file(int fd)
{
  char text[32] = {0};
  return pread(fd, text, sizeof text - 1, 0) > 0 ? strtol(text, NULL, 10) : 0;
}

static long
owner(int fd, int type)
{
  struct flock lock = {.l_type = (short)type, .l_whence = SEEK_SET};
  if (fcntl(fd, F_GETLK, &lock) != 0 || lock.l_type == F_UNLCK)
    return 0;
  return lock.l_pid > 0 ? lock.l_pid : number_in_file(fd);
}

static void
sign(int fd)
{
  char text[32];
  int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
  if (pwrite(fd, text, (size_t)n, 0) == n)
    (void)!ftruncate(fd, n);
}

int
kg__lock_open(const char *folder, bool write)
{
  char *path = NULL;
  if (asprintf(&path, "%s/lock", folder) < 0)
    return -1;
  int fd = open(path, write ? O_RDWR | O_CREAT | O_CLOEXEC : O_RDONLY | O_CLOEXEC, 0666);
  free(path);
  return fd;
}

kg_status
kg__lock_take(int fd, int type, kg_error *err)
{
  struct flock lock = {.l_type = (short)type, .l_whence = SEEK_SET};
  if (fcntl(fd, F_SETLK, &lock) != 0) {
    if (errno != EACCES && errno != EAGAIN)
      return kg_error_set(err, KG_ERR_IO, "cannot lock the store: %s", strerror(errno));
    long pid = owner(fd, type);
    if (pid)
      return kg_error_set(err, KG_ERR_LOCKED, "process %ld is using the store", pid);
    return kg_error_set(err, KG_ERR_LOCKED, "another process is using the store");
  }
  if (type == F_WRLCK)
    sign(fd);
  return KG_OK;
}

void
kg__lock_release(int fd)
{
  struct flock lock = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
  fcntl(fd, F_SETLK, &lock);
}
