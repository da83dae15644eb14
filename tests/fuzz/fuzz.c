/*
 * fuzz.c - see fuzz.h.
 */
#include "fuzz.h"

#include "base/file.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utf8proc.h>

enum { LARGEST_FILE = 64 << 20, OPEN_FOLDERS = 8 };

static struct arena *paths;
static const char *folder;

void fuzz_fail(const char *what)
{
    fprintf(stderr, "fuzz_demand: %s\n", what);
    abort();
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static void end(void)
{
    nftw(folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    arena_free(paths);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    const char *place = getenv("TMPDIR");
    paths = arena_new();
    char *made = arena_printf(paths, "%s/formulyar-fuzz-XXXXXX", place ? place : "/tmp");
    if (!mkdtemp(made))
        fuzz_fail("no folder for files");
    folder = made;
    atexit(end);
    fuzz_begin();
    return 0;
}

const char *fuzz_folder(void)
{
    return folder;
}

const char *fuzz_path(const char *name)
{
    char *path = arena_printf(paths, "%s/%s", folder, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    if (folder_make(path) != 0)
        fuzz_fail("a folder cannot be made");
    *slash = '/';
    return path;
}

void fuzz_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        fuzz_fail("a file cannot be written");
}

void fuzz_copy(const char *from, const char *to)
{
    struct text bytes = TEXT_EMPTY;
    if (file_read(from, LARGEST_FILE, &bytes) != 0)
        fuzz_fail(from);
    fuzz_write(to, bytes.data, bytes.len);
    text_free(&bytes);
}

void fuzz_copy_all(const char *from, const char *ending, const char *to)
{
    DIR *entries = opendir(from);
    if (!entries)
        fuzz_fail(from);
    for (const struct dirent *entry; (entry = readdir(entries));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && strcmp(dot, ending) == 0)
            fuzz_copy(arena_printf(paths, "%s/%s", from, entry->d_name),
                      fuzz_path(arena_printf(paths, "%s/%s", to, entry->d_name)));
    }
    closedir(entries);
}

/* A stranger's bytes reach a terminal, or a program that reads JSON, as text alone. */
static void demand_text(const struct text *text)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text->data;
    size_t rest = text->len;
    while (rest) {
        utf8proc_int32_t letter;
        utf8proc_ssize_t const length = utf8proc_iterate(at, (utf8proc_ssize_t)rest, &letter);
        fuzz_demand(length > 0, "messages are UTF-8");
        fuzz_demand(letter >= ' ' || letter == '\n', "messages steer no terminal");
        at += length;
        rest -= (size_t)length;
    }
}

void fuzz_tell(struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    diags_sort(diags);
    diags_print(diags, LANGUAGE_RU, &out);
    diags_print(diags, LANGUAGE_EN, &out);
    diags_print_json(diags, LANGUAGE_RU, &out);
    demand_text(&out);
    text_free(&out);
    diags_clear(diags);
}

void fuzz_demand_reason(bool good, const struct diags *diags)
{
    fuzz_demand(good || diags_at_least(diags, SEVERITY_ERROR), "what fails says why");
}

void fuzz_demand_quiet(struct diags *diags)
{
    struct text out = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_EN, &out);
    fputs(text_string(&out), stderr);
    bool const quiet = !diags_count(diags);
    text_free(&out);
    fuzz_demand(quiet, "the surroundings are sound");
}
