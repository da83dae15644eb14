/*
 * files.c - what files alone cost, nothing made or understood:
 *
 *     files read PROCESSES FOLDER               every file below FOLDER is read once
 *     files write PROCESSES FOLDERS TARGET      files of the sizes that standard input names, one a line, are
 *                                               written into so many folders of TARGET, one folder after the other
 *
 * Files are written as the program writes them: without a name until they are whole, where the file system can, and
 * with one syncfs() for each folder.  Prints one line: files, bytes, ms, and ms of the processor: of the program, of the system.
 */
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FILE = 16 << 20, MOST_OPEN = 64 };

struct list {
    char **paths;
    size_t *sizes;
    size_t count, cap;
};

static struct list all;

static void fail(const char *what)
{
    perror(what);
    exit(3);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double milliseconds_of(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static void append(const char *path, size_t size)
{
    if (all.count == all.cap) {
        all.cap = all.cap ? 2 * all.cap : 1024;
        all.paths = realloc(all.paths, all.cap * sizeof *all.paths);
        all.sizes = realloc(all.sizes, all.cap * sizeof *all.sizes);
        if (!all.paths || !all.sizes)
            fail("memory");
    }
    all.paths[all.count] = path ? strdup(path) : NULL;
    all.sizes[all.count++] = size;
}

static int met(const char *path, const struct stat *facts, int kind, struct FTW *place)
{
    (void)place;
    if (kind == FTW_F)
        append(path, (size_t)facts->st_size);
    return 0;
}

/* Share number of parts of the list. */
static void read_share(size_t number, size_t parts, char *bytes)
{
    for (size_t i = number; i < all.count; i += parts) {
        int const file = open(all.paths[i], O_RDONLY | O_CLOEXEC);
        if (file < 0)
            fail(all.paths[i]);
        while (read(file, bytes, MOST_FILE) > 0) {
        }
        close(file);
    }
}

static void write_one(int folder, const char *bytes, size_t number, size_t size)
{
    char name[64], link[64];
    snprintf(name, sizeof name, "b%06zu.pdf", number);
    int file = openat(folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    bool const nameless = file >= 0;
    if (!nameless)
        file = openat(folder, name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        fail(name);
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    if (nameless && linkat(AT_FDCWD, link, folder, name, AT_SYMLINK_FOLLOW) != 0)
        fail(name);
    close(file);
}

/* The folders number, number + parts, ... of the target, each with its stretch of the list. */
static void write_share(size_t number, size_t parts, size_t folders, const char *target,
                        const char *bytes)
{
    for (size_t which = number; which < folders; which += parts) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%zu", target, which + 1);
        int const folder =
            mkdir(path, 0777) == 0 ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
        if (folder < 0)
            fail(path);
        for (size_t i = all.count * which / folders; i < all.count * (which + 1) / folders; i++)
            write_one(folder, bytes, i, all.sizes[i]);
        if (syncfs(folder) != 0)
            fail(path);
        close(folder);
    }
}

int main(int argc, char **argv)
{
    bool const reads = argc == 4 && strcmp(argv[1], "read") == 0;
    if (!reads && (argc != 5 || strcmp(argv[1], "write") != 0)) {
        fputs("usage: files read PROCESSES FOLDER | files write PROCESSES FOLDERS TARGET\n",
              stderr);
        return 2;
    }
    size_t const parts = strtoul(argv[2], NULL, 10);
    char *bytes = malloc(MOST_FILE);
    if (!bytes)
        fail("memory");
    memset(bytes, 'x', MOST_FILE);
    double const start = now(); /* to find the files is a part of reading them */
    if (reads && nftw(argv[3], met, MOST_OPEN, FTW_PHYS) != 0)
        fail(argv[3]);
    for (size_t size; !reads && scanf("%zu", &size) == 1;)
        append(NULL, size < MOST_FILE ? size : MOST_FILE);
    double const begun = reads ? start : now();
    for (size_t i = 0; i < parts; i++) {
        pid_t const child = fork();
        if (child < 0)
            fail("fork");
        if (child)
            continue;
        if (reads)
            read_share(i, parts, bytes);
        else
            write_share(i, parts, strtoul(argv[3], NULL, 10), argv[4], bytes);
        _exit(0);
    }
    for (int status; wait(&status) > 0;)
        if (status != 0)
            return 3;
    size_t total = 0;
    for (size_t i = 0; i < all.count; i++)
        total += all.sizes[i];
    double const time = now() - begun;
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("%zu %zu %.0f %.2f %.2f\n", all.count, total, time, milliseconds_of(usage.ru_utime),
           milliseconds_of(usage.ru_stime));
    return 0;
}
