/* Takes down, in order, what a process does to the files of one folder: opened, written, cut, synced, closed, removed,
 * renamed, and the lines "saved ..." on its standard output. Preloaded; power.rs reads the record.
 *
 * One entry: kind (1 byte), file descriptor (4), place (8), length (4), bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t begun = PTHREAD_ONCE_INIT;
static int record = -1;
static char folder[PATH_MAX];
static char watched[MOST];

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void raw(const void *bytes, size_t many) {
  static ssize_t (*out)(int, const void *, size_t);
  if (!out) out = real("write");
  for (const char *rest = bytes; many;) {
    ssize_t gone = out(record, rest, many);
    if (gone <= 0) abort();
    rest += gone;
    many -= gone;
  }
}

static void note(char kind, int file, uint64_t place, const void *bytes, uint32_t many) {
  char head[17];
  if (record < 0) return;
  head[0] = kind;
  memcpy(head + 1, &file, 4);
  memcpy(head + 5, &place, 8);
  memcpy(head + 13, &many, 4);
  raw(head, sizeof head);
  if (many) raw(bytes, many);
}

static void begin(void) {
  const char *to = getenv("TUGI_POWER_RECORD"), *of = getenv("TUGI_POWER_FOLDER");
  int (*opening)(const char *, int, ...) = real("open");
  if (!to || !of) return;
  snprintf(folder, sizeof folder, "%s/", of);
  record = opening(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  note('P', 0, 0, NULL, 0);
}

static void enter(void) {
  pthread_once(&begun, begin);
  pthread_mutex_lock(&order);
}

static void leave(void) { pthread_mutex_unlock(&order); }

static int ours(int file) { return record >= 0 && file >= 0 && file < MOST && watched[file]; }

/* Whether a path is the folder or lies in it. */
static int inside(const char *path) {
  size_t length = strlen(folder);
  if (record < 0 || !path) return 0;
  return !strncmp(path, folder, length) || (strlen(path) == length - 1 && !strncmp(path, folder, length - 1));
}

static int opened(int file, const char *path, int flags) {
  if (file >= 0 && file < MOST) {
    watched[file] = inside(path);
    if (watched[file]) note('O', file, flags, path, strlen(path));
  }
  return file;
}

static int takes_mode(int flags) { return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE; }

#define OPEN(name)                                        \
  int name(const char *path, int flags, ...) {            \
    int (*next)(const char *, int, ...) = real(#name);    \
    mode_t mode = 0;                                      \
    if (takes_mode(flags)) {                              \
      va_list more;                                       \
      va_start(more, flags);                              \
      mode = va_arg(more, int);                           \
      va_end(more);                                       \
    }                                                     \
    enter();                                              \
    int file = opened(next(path, flags, mode), path, flags); \
    leave();                                              \
    return file;                                          \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                           \
  int name(int from, const char *path, int flags, ...) {       \
    int (*next)(int, const char *, int, ...) = real(#name);    \
    mode_t mode = 0;                                           \
    if (takes_mode(flags)) {                                   \
      va_list more;                                            \
      va_start(more, flags);                                   \
      mode = va_arg(more, int);                                \
      va_end(more);                                            \
    }                                                          \
    enter();                                                   \
    int file = opened(next(from, path, flags, mode), path, flags); \
    leave();                                                   \
    return file;                                               \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
  int (*next)(int) = real("close");
  enter();
  if (ours(file)) {
    watched[file] = 0;
    note('C', file, 0, NULL, 0);
  }
  int done = next(file);
  leave();
  return done;
}

ssize_t write(int file, const void *bytes, size_t many) {
  ssize_t (*next)(int, const void *, size_t) = real("write");
  enter();
  off_t place = ours(file) ? lseek(file, 0, SEEK_CUR) : 0;
  ssize_t done = next(file, bytes, many);
  if (ours(file) && done > 0) note('W', file, place, bytes, done);
  const char *said = file == 1 && done > 0 ? memmem(bytes, done, "saved ", 6) : NULL;
  if (said) note('A', 1, strtoull(said + 6, NULL, 10), NULL, 0);
  leave();
  return done;
}

#define PWRITE(name, offset)                                          \
  ssize_t name(int file, const void *bytes, size_t many, offset at) { \
    ssize_t (*next)(int, const void *, size_t, offset) = real(#name); \
    enter();                                                          \
    ssize_t done = next(file, bytes, many, at);                       \
    if (ours(file) && done > 0) note('W', file, at, bytes, done);     \
    leave();                                                          \
    return done;                                                      \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset)                        \
  int name(int file, offset at) {                     \
    int (*next)(int, offset) = real(#name);           \
    enter();                                          \
    int done = next(file, at);                        \
    if (ours(file) && !done) note('T', file, at, NULL, 0); \
    leave();                                          \
    return done;                                      \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                                    \
  int name(int file) {                                \
    int (*next)(int) = real(#name);                   \
    enter();                                          \
    int done = next(file);                            \
    if (ours(file) && !done) note('S', file, 0, NULL, 0); \
    leave();                                          \
    return done;                                      \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  int (*next)(const char *) = real("unlink");
  enter();
  int done = next(path);
  if (!done && inside(path)) note('U', -1, 0, path, strlen(path));
  leave();
  return done;
}

int rename(const char *from, const char *to) {
  int (*next)(const char *, const char *) = real("rename");
  char both[2 * PATH_MAX];
  enter();
  int done = next(from, to);
  if (!done && (inside(from) || inside(to))) note('R', -1, 0, both, snprintf(both, sizeof both, "%s\n%s", from, to));
  leave();
  return done;
}
