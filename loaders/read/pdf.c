// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

// A PDF comes from anywhere, and its reader is large.  So it runs as a child that has nothing but its input,
// a pipe and its limits: sockets are refused to it by a filter of system calls.

#include "loaders/read/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CPU_SECONDS = 60, WALL_SECONDS = 120, MEMORY_MB = 1024, TEXT_MB = 64, NOT_RUN = 127 };

typedef struct child {
  pid_t pid;
  int in, out; ///< What it reads; the end of the pipe that we read
} child;

static bool
find_program(char path[4096])
{
  const char *folders = getenv("PATH");
  for (const char *p = folders ? folders : "/usr/bin:/bin"; *p;) {
    size_t n = strcspn(p, ":");
    if (n && *p == '/' && n + sizeof "/pdftotext" < 4096) {
      snprintf(path, 4096, "%.*s/pdftotext", (int)n, p);
      if (!access(path, X_OK))
        return true;
    }
    p += n + (p[n] == ':');
  }
  return false;
}

static int
as_file(kg_str bytes)
{
  int fd = memfd_create("kg-pdf", MFD_CLOEXEC);
  for (size_t at = 0; fd >= 0 && at < bytes.len;) {
    ssize_t n = write(fd, bytes.ptr + at, bytes.len - at);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      close(fd);
      return -1;
    }
    at += (size_t)n;
  }
  if (fd >= 0)
    lseek(fd, 0, SEEK_SET);
  return fd;
}

static void
limit(int what, rlim_t most)
{
  setrlimit((__rlimit_resource_t)what, &(struct rlimit){most, most});
}

static void
refuse_sockets(void)
{
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof code / sizeof *code, code};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

// Between fork and exec only what is safe in a process of threads.
static _Noreturn void
become(const char *path, int in, int out)
{
  char *const arguments[] = {(char[]){"pdftotext"},
                             (char[]){"-q"},
                             (char[]){"-enc"},
                             (char[]){"UTF-8"},
                             (char[]){"-"},
                             (char[]){"-"},
                             NULL};
  char *const environment[] = {(char[]){"LC_ALL=C.UTF-8"}, NULL};
  int nowhere = open("/dev/null", O_WRONLY);
  if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(nowhere, 2) < 0 || chdir("/"))
    _exit(NOT_RUN);
  for (int fd = 3; syscall(SYS_close_range, 3, ~0U, 0) && fd < 4096; fd++)
    close(fd);
  limit(RLIMIT_CPU, CPU_SECONDS);
  limit(RLIMIT_AS, (rlim_t)MEMORY_MB << 20);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 32);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  refuse_sockets();
  execve(path, arguments, environment);
  _exit(NOT_RUN);
}

static kg_status
start(child *c, const char *path, kg_str bytes, kg_error *err)
{
  int ends[2];
  c->in = as_file(bytes);
  if (c->in < 0 || pipe2(ends, O_CLOEXEC)) {
    int why = errno;
    if (c->in >= 0)
      close(c->in);
    return kg_error_set(err, KG_ERR_IO, "cannot start pdftotext: %s", strerror(why));
  }
  c->pid = fork();
  if (!c->pid)
    become(path, c->in, ends[1]);
  int why = errno;
  close(ends[1]);
  close(c->in);
  c->out = ends[0];
  if (c->pid > 0)
    return KG_OK;
  close(c->out);
  return kg_error_set(err, KG_ERR_IO, "cannot start pdftotext: %s", strerror(why));
}

static int64_t
milliseconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static kg_status
take_output(child *c, kg_buf *text, kg_error *err)
{
  int64_t end = milliseconds() + WALL_SECONDS * 1000;
  char part[65536];
  for (;;) {
    int64_t left = end - milliseconds();
    struct pollfd p = {c->out, POLLIN, 0};
    int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
    if (ready < 0 && errno == EINTR)
      continue;
    ssize_t n = ready > 0 ? read(c->out, part, sizeof part) : -1;
    if (!ready)
      return kg_error_set(err, KG_ERR_LIMIT, "pdftotext took longer than %d seconds", WALL_SECONDS);
    if (n <= 0)
      return n ? kg_error_set(err, KG_ERR_IO, "cannot read from pdftotext: %s", strerror(errno)) : KG_OK;
    if (text->len + (size_t)n > (size_t)TEXT_MB << 20)
      return kg_error_set(err, KG_ERR_LIMIT, "the PDF has more than %d MB of text", TEXT_MB);
    KG_TRY(kg_buf_add(text, part, (size_t)n));
  }
}

static kg_status
finish(child *c, kg_status st, kg_error *err)
{
  int status = 0;
  close(c->out);
  if (st)
    kill(c->pid, SIGKILL);
  while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (st || (WIFEXITED(status) && !WEXITSTATUS(status)))
    return st;
  if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_RUN)
    return kg_error_set(err, KG_ERR_UNSUPPORTED, "pdftotext cannot be run");
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
    return kg_error_set(err, KG_ERR_LIMIT, "pdftotext took more than its time or memory");
  return kg_error_set(err, KG_ERR_DATA, "this is no PDF that pdftotext can read");
}

kg_status
kg__pdf_text(kg_buf *bytes, kg_error *err)
{
  char path[4096];
  child c;
  kg_buf text = {0};
  if (!find_program(path))
    return kg_error_set(err, KG_ERR_UNSUPPORTED,
                        "reading PDF needs the program pdftotext (Debian package poppler-utils)");
  KG_TRY(start(&c, path, kg_buf_str(bytes), err));
  kg_status st = finish(&c, take_output(&c, &text, err), err);
  if (st) {
    kg_buf_release(&text);
    return st;
  }
  kg_buf_release(bytes);
  *bytes = text;
  return KG_OK;
}
