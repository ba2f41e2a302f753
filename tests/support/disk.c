// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// One gate, before(), is passed by all calls; a record is a list of what was done to which file, a file being
// known by its inode until its name is made anew.

// Its inline versions would call past us.
#undef _FORTIFY_SOURCE

#include "tests/support/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { SECTOR = 512, MOST_FILES = 4096 };

typedef enum call { MAKE, WRITE, SYNC, NAME, TRUNCATE } call;

typedef enum event_kind {
  CREATED,
  WRITTEN,
  SYNCED,
  RENAMED,
  UNLINKED,
  TRUNCATED,
  NAMES_SYNCED,
  MARKED
} event_kind;

typedef struct event {
  event_kind kind;
  int file;     // number, or the number marked
  bool durable; // synced, or written so
  size_t offset, n;
  unsigned char *bytes;
  char name[40], to[40];
} event;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static disk_fault fault;
static unsigned calls, failing;
static bool skip_sync;

static bool recording;
static char recorded[512];
static ino_t recorded_inode;
static event *events;
static size_t n_events, room_events;
static ino_t inodes[MOST_FILES];
static int n_files;

// ---- faults

void
disk_fail(disk_fault kind, unsigned n)
{
  fault = kind;
  calls = 0;
  failing = n;
}

unsigned
disk_heal(void)
{
  fault = DISK_SOUND;
  return calls;
}

void
disk_sync(bool really)
{
  skip_sync = !really;
}

static bool
applies(call c)
{
  switch (fault) {
  case DISK_SOUND:
    return false;
  case DISK_FULL:
    return c == MAKE || c == WRITE;
  case DISK_SHORT:
    return c == WRITE;
  case DISK_UNSYNCED:
    return c == SYNC;
  default:
    return true;
  }
}

// Whether the call is the one; then errno is set.
static bool
fails(call c)
{
  pthread_mutex_lock(&mutex);
  bool now = applies(c) && ++calls == failing;
  pthread_mutex_unlock(&mutex);
  if (now)
    errno = fault == DISK_FULL ? ENOSPC : EIO;
  return now;
}

static bool
before(call c)
{
  if (!fails(c))
    return true;
  if (fault == DISK_KILL)
    kill(getpid(), SIGKILL);
  return false;
}

// ---- the record

static event *
add_event(event_kind kind)
{
  if (n_events == room_events) {
    room_events = room_events ? 2 * room_events : 1024;
    events = realloc(events, room_events * sizeof *events);
    if (!events)
      abort();
  }
  events[n_events] = (event){.kind = kind, .file = -1};
  return &events[n_events++];
}

static int
file_of(ino_t inode)
{
  for (int i = n_files; i-- > 0;) {
    if (inodes[i] == inode)
      return i;
  }
  return -1;
}

// The name in the folder that is recorded, or null.
static const char *
name_of(const char *path)
{
  size_t n = strlen(recorded);
  return recording && !strncmp(path, recorded, n) && path[n] == '/' ? path + n + 1 : NULL;
}

// A file with this name, which may be empty, or null if it is none of ours.
static void
record_made(const char *name, int fd)
{
  struct stat info;
  if (fd < 0 || !recording || !name || fstat(fd, &info) != 0)
    return;
  pthread_mutex_lock(&mutex);
  if (n_files == MOST_FILES)
    abort();
  inodes[n_files] = info.st_ino;
  event *e = add_event(CREATED);
  e->file = n_files++;
  snprintf(e->name, sizeof e->name, "%s", name);
  pthread_mutex_unlock(&mutex);
}

static void
record_linked(const char *name)
{
  struct stat info;
  char path[600];
  if (!recording || !name)
    return;
  snprintf(path, sizeof path, "%s/%s", recorded, name);
  if (stat(path, &info) != 0)
    return;
  pthread_mutex_lock(&mutex);
  event *e = add_event(CREATED);
  e->file = file_of(info.st_ino);
  snprintf(e->name, sizeof e->name, "%s", name);
  pthread_mutex_unlock(&mutex);
}

static void
record_written(int fd, const void *bytes, ssize_t n, off_t offset)
{
  struct stat info;
  if (!recording || n <= 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
    return;
  pthread_mutex_lock(&mutex);
  int file = file_of(info.st_ino);
  if (file >= 0) {
    event *e = add_event(WRITTEN);
    e->file = file;
    e->durable = (fcntl(fd, F_GETFL) & O_DSYNC) != 0;
    e->offset = (size_t)offset;
    e->n = (size_t)n;
    e->bytes = malloc((size_t)n);
    memcpy(e->bytes, bytes, (size_t)n);
  }
  pthread_mutex_unlock(&mutex);
}

static void
record_truncated(int fd, off_t size)
{
  struct stat info;
  if (!recording || fstat(fd, &info) != 0)
    return;
  pthread_mutex_lock(&mutex);
  int file = file_of(info.st_ino);
  if (file >= 0) {
    event *e = add_event(TRUNCATED);
    e->file = file;
    e->n = (size_t)size;
  }
  pthread_mutex_unlock(&mutex);
}

static void
record_synced(int fd)
{
  struct stat info;
  if (!recording || fstat(fd, &info) != 0)
    return;
  pthread_mutex_lock(&mutex);
  int file = S_ISREG(info.st_mode) ? file_of(info.st_ino) : -1;
  if (info.st_ino == recorded_inode)
    add_event(NAMES_SYNCED);
  else if (file >= 0)
    add_event(SYNCED)->file = file;
  pthread_mutex_unlock(&mutex);
}

static void
record_named(event_kind kind, const char *name, const char *to)
{
  if (!recording || !name)
    return;
  pthread_mutex_lock(&mutex);
  event *e = add_event(kind);
  snprintf(e->name, sizeof e->name, "%s", name);
  snprintf(e->to, sizeof e->to, "%s", to ? to : "");
  pthread_mutex_unlock(&mutex);
}

void
disk_record(const char *folder)
{
  struct stat info;
  for (size_t i = 0; i < n_events; i++)
    free(events[i].bytes);
  n_events = 0;
  n_files = 0;
  snprintf(recorded, sizeof recorded, "%s", folder);
  if (stat(folder, &info) != 0)
    abort();
  recorded_inode = info.st_ino;
  recording = true;
}

void
disk_mark(int number)
{
  pthread_mutex_lock(&mutex);
  add_event(MARKED)->file = number;
  pthread_mutex_unlock(&mutex);
}

void
disk_stop(void)
{
  recording = false;
}

size_t
disk_record_size(void)
{
  return n_events;
}

// ---- the calls, seen by libraries too

#pragma GCC visibility push(default)

static ssize_t
write_at(int fd, const void *bytes, size_t n, off_t offset)
{
  bool failed = fd > 2 && fails(WRITE);
  if (failed && fault != DISK_SHORT && fault != DISK_KILL)
    return -1;
  if (failed)
    n /= 2;
  off_t at = offset >= 0 ? offset : recording ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = offset >= 0 ? syscall(SYS_pwrite64, fd, bytes, n, offset) : syscall(SYS_write, fd, bytes, n);
  if (failed && fault == DISK_KILL)
    kill(getpid(), SIGKILL);
  record_written(fd, bytes, done, at);
  return done;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
  return write_at(fd, bytes, n, -1);
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
  return write_at(fd, bytes, n, offset);
}

ssize_t
writev(int fd, const struct iovec *parts, int n_parts)
{
  size_t n = 0;
  for (int i = 0; i < n_parts; i++)
    n += parts[i].iov_len;
  char *all = malloc(n + 1);
  n = 0;
  for (int i = 0; i < n_parts; n += parts[i++].iov_len)
    memcpy(all + n, parts[i].iov_base, parts[i].iov_len);
  ssize_t done = write_at(fd, all, n, -1);
  int code = errno;
  free(all);
  errno = code;
  return done;
}

static int
sync_file(int fd, long number)
{
  if (!before(SYNC))
    return -1;
  int rc = skip_sync ? 0 : (int)syscall(number, fd);
  if (!rc)
    record_synced(fd);
  return rc;
}

int
fsync(int fd)
{
  return sync_file(fd, SYS_fsync);
}

int
fdatasync(int fd)
{
  return sync_file(fd, SYS_fdatasync);
}

int
ftruncate(int fd, off_t size)
{
  if (!before(TRUNCATE))
    return -1;
  int rc = (int)syscall(SYS_ftruncate, fd, size);
  if (!rc)
    record_truncated(fd, size);
  return rc;
}

int
open(const char *path, int flags, ...)
{
  mode_t mode = 0;
  struct stat info;
  va_list rest;
  va_start(rest, flags);
  bool unnamed = (flags & O_TMPFILE) == O_TMPFILE;
  if (flags & O_CREAT || unnamed)
    mode = va_arg(rest, mode_t);
  va_end(rest);
  bool was_there = !unnamed && (!(flags & O_CREAT) || lstat(path, &info) == 0);
  if (!was_there && !before(MAKE))
    return -1;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if (!was_there)
    record_made(unnamed ? "" : name_of(path), fd);
  return fd;
}

int
mkostemp(char *path, int flags)
{
  static unsigned number;
  size_t n = strlen(path);
  for (int tries = 0; tries < 1000; tries++) {
    snprintf(path + n - 6, 7, "%06u",
             (unsigned)(getpid() + (int)__atomic_add_fetch(&number, 1, __ATOMIC_RELAXED)) % 1000000);
    int fd = open(path, flags | O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd >= 0 || errno != EEXIST)
      return fd;
  }
  return -1;
}

int
rename(const char *from, const char *to)
{
  if (!before(NAME))
    return -1;
  int rc = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  if (!rc)
    record_named(RENAMED, name_of(from), name_of(to));
  return rc;
}

int
linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  if (!before(NAME))
    return -1;
  int rc = (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
  if (!rc)
    record_linked(name_of(to));
  return rc;
}

int
unlink(const char *path)
{
  if (!before(NAME))
    return -1;
  int rc = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (!rc)
    record_named(UNLINKED, name_of(path), NULL);
  return rc;
}

int
unlinkat(int folder, const char *name, int flags)
{
  struct stat info;
  if (!before(NAME))
    return -1;
  int rc = (int)syscall(SYS_unlinkat, folder, name, flags);
  if (!rc && recording && fstat(folder, &info) == 0 && info.st_ino == recorded_inode)
    record_named(UNLINKED, name, NULL);
  return rc;
}

#pragma GCC visibility pop

// ---- what a loss of power leaves

typedef struct name {
  char name[40];
  int file;
} name;

typedef struct replay {
  uint64_t seed;
  size_t at;
  name names[64];
  int n_names;
} replay;

static uint32_t
chance(replay *r, uint32_t n)
{
  r->seed = r->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)((r->seed >> 33) % n);
}

static name *
find_name(replay *r, const char *text)
{
  for (int i = 0; i < r->n_names; i++) {
    if (!strcmp(r->names[i].name, text))
      return &r->names[i];
  }
  return NULL;
}

static void
bind_name(replay *r, const char *text, int file)
{
  name *n = find_name(r, text);
  if (!n) {
    if (r->n_names == 64)
      abort();
    n = &r->names[r->n_names++];
    snprintf(n->name, sizeof n->name, "%s", text);
  }
  n->file = file;
}

static void
unbind_name(replay *r, const char *text)
{
  name *n = find_name(r, text);
  if (n)
    *n = r->names[--r->n_names];
}

static void
apply_name(replay *r, const event *e)
{
  const name *from = e->kind == RENAMED ? find_name(r, e->name) : NULL;
  if (e->kind == CREATED && e->name[0])
    bind_name(r, e->name, e->file);
  else if (e->kind == UNLINKED)
    unbind_name(r, e->name);
  else if (from) {
    bind_name(r, e->to, from->file);
    unbind_name(r, e->name);
  }
}

static void
replay_names(replay *r)
{
  size_t synced = 0;
  for (size_t i = 0; i < r->at; i++)
    synced = events[i].kind == NAMES_SYNCED ? i : synced;
  for (size_t i = 0; i <= r->at && i < n_events; i++) {
    event_kind kind = events[i].kind;
    if ((kind == CREATED || kind == RENAMED || kind == UNLINKED) && (i < synced || chance(r, 2)))
      apply_name(r, &events[i]);
  }
}

static void
put(int fd, const event *e, size_t from, size_t to)
{
  if (to > from && syscall(SYS_pwrite64, fd, e->bytes + from, to - from, e->offset + from) < 0)
    abort();
}

// Whole, gone, cut, or some of its sectors.
static void
put_torn(replay *r, int fd, const event *e)
{
  uint32_t how = chance(r, 4);
  size_t end = e->offset + e->n, cut = e->offset + chance(r, (uint32_t)e->n);
  if (how == 0)
    put(fd, e, 0, e->n);
  if (how == 1)
    put(fd, e, 0, cut / SECTOR * SECTOR > e->offset ? cut / SECTOR * SECTOR - e->offset : 0);
  for (size_t at = e->offset; how == 2 && at < end; at = (at / SECTOR + 1) * SECTOR) {
    size_t next = (at / SECTOR + 1) * SECTOR;
    if (chance(r, 2))
      put(fd, e, at - e->offset, (next < end ? next : end) - e->offset);
  }
}

static void
replay_file(replay *r, const name *n, const char *folder)
{
  char path[600];
  size_t synced = 0;
  snprintf(path, sizeof path, "%s/%s", folder, n->name);
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0)
    abort();
  for (size_t i = 0; i < r->at; i++)
    synced = events[i].kind == SYNCED && events[i].file == n->file ? i : synced;
  for (size_t i = 0; i <= r->at && i < n_events; i++) {
    const event *e = &events[i];
    bool kept = i < synced || (e->durable && i < r->at);
    if (e->file != n->file || (e->kind != WRITTEN && e->kind != TRUNCATED))
      continue;
    if (e->kind == TRUNCATED ? (kept || chance(r, 2)) && syscall(SYS_ftruncate, fd, e->n) != 0 : false)
      abort();
    if (e->kind == WRITTEN && kept)
      put(fd, e, 0, e->n);
    else if (e->kind == WRITTEN)
      put_torn(r, fd, e);
  }
  close(fd);
}

void
disk_empty_folder(const char *path)
{
  DIR *folder = opendir(path);
  if (!folder)
    return;
  for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
    if (e->d_name[0] != '.')
      syscall(SYS_unlinkat, dirfd(folder), e->d_name, 0);
  }
  closedir(folder);
}

int
disk_replay(size_t at, uint64_t seed, const char *folder)
{
  replay r = {.seed = seed * UINT64_C(0x9E3779B97F4A7C15), .at = at};
  int mark = -1;
  disk_empty_folder(folder);
  replay_names(&r);
  for (int i = 0; i < r.n_names; i++)
    replay_file(&r, &r.names[i], folder);
  for (size_t i = 0; i < at; i++)
    mark = events[i].kind == MARKED ? events[i].file : mark;
  return mark;
}
