/*
 * cold.c - times whole processes from start to end:
 *
 *     cold RUNS NAME COMMAND [ARGUMENT...]     median, least and greatest time, peak memory
 *     cold RUNS floor FOLDER FILE...           the same bytes only deflated and written: the floor
 *
 * Prints one line: NAME, median ms, least ms, greatest ms, mean processor ms, peak KB, and of the
 * processor's time that of the program and that of the system, mean ms.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { MOST_FILES = 64 };

struct sample {
    double milliseconds;
    double user, system; /* of these, time of the processor */
    long kilobytes;
};

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

static void fail(const char *what)
{
    perror(what);
    exit(3);
}

/* One run of the command; its output goes nowhere. */
static struct sample run(char **command)
{
    double const start = now();
    pid_t const child = fork();
    if (child < 0)
        fail("fork");
    if (child == 0) {
        int const nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDOUT_FILENO);
        execvp(command[0], command);
        fail(command[0]);
    }
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0 || status != 0) {
        fprintf(stderr, "cold: %s failed\n", command[0]);
        exit(1);
    }
    return (struct sample){now() - start, milliseconds_of(usage.ru_utime),
                           milliseconds_of(usage.ru_stime), usage.ru_maxrss};
}

struct bytes {
    unsigned char *data;
    size_t size;
};

static struct bytes read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(path);
    struct bytes bytes = {malloc(1 << 20), 0};
    bytes.size = fread(bytes.data, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

/* Deflates what the files hold and writes it to as many files, in this process. */
static struct sample floor_run(const char *folder, const struct bytes *files, int count)
{
    static unsigned char packed[2 << 20];
    double const start = now();
    for (int i = 0; i < count; i++) {
        char path[4096];
        uLongf size = sizeof packed;
        snprintf(path, sizeof path, "%s/floor%d", folder, i);
        int const file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (file < 0 || compress2(packed, &size, files[i].data, files[i].size, 6) != Z_OK ||
            write(file, packed, size) != (ssize_t)size || close(file) != 0)
            fail(path);
    }
    return (struct sample){.milliseconds = now() - start};
}

static int by_time(const void *left, const void *right)
{
    double const a = ((const struct sample *)left)->milliseconds;
    double const b = ((const struct sample *)right)->milliseconds;
    return (a > b) - (a < b);
}

int main(int argc, char **argv)
{
    int const runs = argc > 3 ? (int)strtol(argv[1], NULL, 10) : 0;
    if (runs < 1) {
        fputs("usage: cold RUNS NAME COMMAND... | cold RUNS floor FOLDER FILE...\n", stderr);
        return 2;
    }
    int const is_floor = strcmp(argv[2], "floor") == 0;
    struct bytes files[MOST_FILES];
    int count = 0;
    for (int i = 4; is_floor && i < argc && count < MOST_FILES; i++)
        files[count++] = read_file(argv[i]);
    struct sample *samples = calloc((size_t)runs, sizeof *samples);
    double user = 0;
    double system = 0;
    long peak = 0;
    for (int i = 0; i < runs; i++) {
        samples[i] = is_floor ? floor_run(argv[3], files, count) : run(argv + 3);
        user += samples[i].user / runs;
        system += samples[i].system / runs;
        if (samples[i].kilobytes > peak)
            peak = samples[i].kilobytes;
    }
    qsort(samples, (size_t)runs, sizeof *samples, by_time);
    printf("%s %.2f %.2f %.2f %.2f %ld %.2f %.2f\n", argv[2], samples[runs / 2].milliseconds,
           samples[0].milliseconds, samples[runs - 1].milliseconds, user + system, peak, user,
           system);
    free(samples);
    return 0;
}
