/*
 * floor.c - the least that making documents can cost, to measure a batch against:
 *
 *     floor PROCESSES FOLDER TARGET all      the documents of FOLDER, written to TARGET
 *     floor PROCESSES FOLDER TARGET once
 *
 * Takes the PDF and DOCX files of a folder apart beforehand, outside of the
 * measured time.  Measured is, by so many processes, what is deflated in them
 * (pages, fonts, the parts of a package) deflated again by libdeflate at the
 * program's level, and each file written: the same bytes, but nothing made,
 * checked or reported.  With "once", a stream that several files share (a font,
 * the styles) is deflated for the first of them alone.
 * Prints one line as cold.c does: floor, ms, ms, ms, processor ms, peak KB.
 */
#include <dirent.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    LEVEL = 6,
    MOST_STREAM = 1 << 20,
    MOST_FILE = 4 << 20,
    SEEN_SIZE = 1 << 20,
    MOST_PROCESSES = 64
};

struct stream {
    struct stream *next;
    size_t size;
    unsigned char bytes[];
};

struct file {
    char *name;
    unsigned char *bytes;
    size_t size;
    struct stream *streams;
};

struct library {
    struct file *files;
    size_t count, cap;
    struct libdeflate_decompressor *inflater;
    uint64_t *seen; /* hashes of the deflated streams met so far; NULL: all count */
    size_t seen_count;
};

static void fail(const char *what)
{
    perror(what);
    exit(3);
}

static void *make(size_t size)
{
    void *bytes = calloc(1, size);
    if (!bytes)
        fail("memory");
    return bytes;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* ---- taking files apart ------------------------------------------------------------- */

/* True the first time that these bytes are met (FNV-1a is enough to tell streams apart). */
static bool is_new(struct library *library, const unsigned char *bytes, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325;
    if (!library->seen)
        return true;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3;
    hash |= 1;
    for (size_t place = hash % SEEN_SIZE;; place = (place + 1) % SEEN_SIZE) {
        if (library->seen[place] == hash)
            return false;
        if (library->seen[place])
            continue;
        library->seen[place] = hash;
        if (++library->seen_count > SEEN_SIZE / 2)
            fail("too many documents");
        return true;
    }
}

static void keep(struct library *library, struct file *file, const unsigned char *packed,
                 size_t packed_size, const unsigned char *bytes, size_t size)
{
    if (!size || !is_new(library, packed, packed_size))
        return;
    struct stream *stream = make(sizeof *stream + size);
    memcpy(stream->bytes, bytes, size);
    stream->size = size;
    stream->next = file->streams;
    file->streams = stream;
}

/* What follows "stream" and inflates is a stream. */
static void split_pdf(struct library *library, struct file *file)
{
    static unsigned char bytes[MOST_STREAM];
    static const char word[] = "stream\n";
    const unsigned char *end = file->bytes + file->size;
    const unsigned char *at = file->bytes;
    while ((at = memmem(at, (size_t)(end - at), word, sizeof word - 1)) != NULL) {
        size_t used = 0, size = 0;
        at += sizeof word - 1;
        if (libdeflate_zlib_decompress_ex(library->inflater, at, (size_t)(end - at), bytes,
                                          sizeof bytes, &used, &size) == LIBDEFLATE_SUCCESS) {
            keep(library, file, at, used, bytes, size);
            at += used;
        }
    }
}

static size_t number(const unsigned char *bytes, int count)
{
    size_t value = 0;
    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

/* The local headers of a ZIP, APPNOTE 4.3.7. */
static void split_docx(struct library *library, struct file *file)
{
    static unsigned char bytes[MOST_STREAM];
    size_t at = 0;
    while (at + 30 < file->size && memcmp(file->bytes + at, "PK\3\4", 4) == 0) {
        const unsigned char *head = file->bytes + at;
        const unsigned char *packed = head + 30 + number(head + 26, 2) + number(head + 28, 2);
        size_t const packed_size = number(head + 18, 4);
        size_t size = 0;
        if (libdeflate_deflate_decompress(library->inflater, packed, packed_size, bytes,
                                          sizeof bytes, &size) != LIBDEFLATE_SUCCESS)
            fail(file->name);
        keep(library, file, packed, packed_size, bytes, size);
        at = (size_t)(packed - file->bytes) + packed_size;
    }
}

static void add(struct library *library, int folder, const char *name)
{
    static unsigned char bytes[MOST_FILE];
    const char *end = strrchr(name, '.');
    bool const is_pdf = end && strcmp(end, ".pdf") == 0;
    if (!is_pdf && !(end && strcmp(end, ".docx") == 0))
        return;
    int const input = openat(folder, name, O_RDONLY);
    ssize_t const size = input < 0 ? -1 : read(input, bytes, sizeof bytes);
    if (size < 0)
        fail(name);
    close(input);
    if (library->count == library->cap) {
        library->cap = library->cap ? 2 * library->cap : 1024;
        library->files = realloc(library->files, library->cap * sizeof *library->files);
        if (!library->files)
            fail("memory");
    }
    struct file *file = &library->files[library->count++];
    *file =
        (struct file){.name = strdup(name), .bytes = make((size_t)size + 1), .size = (size_t)size};
    memcpy(file->bytes, bytes, file->size);
    if (is_pdf)
        split_pdf(library, file);
    else
        split_docx(library, file);
}

static struct library read_folder(const char *path, bool once)
{
    struct library library = {.inflater = libdeflate_alloc_decompressor(),
                              .seen = once ? make(SEEN_SIZE * sizeof *library.seen) : NULL};
    DIR *folder = opendir(path);
    if (!folder)
        fail(path);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        add(&library, dirfd(folder), entry->d_name);
    closedir(folder);
    libdeflate_free_decompressor(library.inflater);
    free(library.seen);
    return library;
}

/* ---- the measured part ---------------------------------------------------------------- */

static void write_share(const struct library *library, int folder, size_t first, size_t step)
{
    static unsigned char packed[MOST_STREAM + MOST_STREAM / 8];
    struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(LEVEL);
    for (size_t i = first; i < library->count; i += step) {
        const struct file *file = &library->files[i];
        for (const struct stream *stream = file->streams; stream; stream = stream->next)
            if (!libdeflate_deflate_compress(deflater, stream->bytes, stream->size, packed,
                                             sizeof packed))
                fail(file->name);
        int const output = openat(folder, file->name, O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (output < 0 || write(output, file->bytes, file->size) != (ssize_t)file->size ||
            close(output) != 0)
            fail(file->name);
    }
    libdeflate_free_compressor(deflater);
}

static double milliseconds_of(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

int main(int argc, char **argv)
{
    long const processes = argc == 5 ? strtol(argv[1], NULL, 10) : 0;
    if (processes < 1 || processes > MOST_PROCESSES) {
        fputs("usage: floor PROCESSES FOLDER TARGET all|once\n", stderr);
        return 2;
    }
    struct library const library = read_folder(argv[2], strcmp(argv[4], "once") == 0);
    int const folder = open(argv[3], O_RDONLY | O_DIRECTORY);
    if (folder < 0)
        fail(argv[3]);
    double const start = now();
    for (long i = 0; i < processes; i++) {
        pid_t const child = fork();
        if (child < 0)
            fail("fork");
        if (child == 0) {
            write_share(&library, folder, (size_t)i, (size_t)processes);
            _exit(0);
        }
    }
    for (int status; wait(&status) > 0;)
        if (status != 0)
            return 1;
    double const time = now() - start;
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("floor %.2f %.2f %.2f %.2f %ld\n", time, time, time,
           milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime), usage.ru_maxrss);
    return 0;
}
