/* A disk that fills up: while $FULL_FOLDER/FULL exists, nothing can be written to the files in $FULL_FOLDER.
   LD_PRELOAD this. Reading goes on, as on a real disk; making and removing FULL fills and frees it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_full(int fd) {
    const char *folder = getenv("FULL_FOLDER");
    char link[64], path[PATH_MAX], flag[PATH_MAX];
    if (!folder) return 0;
    snprintf(flag, sizeof flag, "%s/FULL", folder);
    if (access(flag, F_OK)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return !strncmp(path, folder, strlen(folder)) && path[strlen(folder)] == '/';
}

ssize_t write(int fd, const void *bytes, size_t number) {
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (!is_full(fd)) return real(fd, bytes, number);
    errno = ENOSPC;
    return -1;
}

ssize_t pwrite(int fd, const void *bytes, size_t number, off_t at) {
    ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
    if (!is_full(fd)) return real(fd, bytes, number, at);
    errno = ENOSPC;
    return -1;
}

ssize_t pwrite64(int fd, const void *bytes, size_t number, off64_t at) {
    ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    if (!is_full(fd)) return real(fd, bytes, number, at);
    errno = ENOSPC;
    return -1;
}
