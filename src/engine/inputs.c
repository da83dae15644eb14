#include "engine/inputs.h"

#include "base/file.h"
#include "base/text.h"
#include "base/seen.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_DEPTH = 200 };

/* A folder on the way down to where the search is. */
struct folder {
    dev_t device;
    ino_t inode;
    const struct folder *above;
    int depth;
};

struct search {
    struct input_file *files;
    size_t count;
    size_t cap;
    struct seen met; /* files and folders by device and inode, whatever their names */
    struct arena *arena;
    struct diags *diags;
};

static void complain(struct search *search, const char *path, int error)
{
    diag_add_error(search->diags, MESSAGE_FILE_OPEN, path, error);
}

/* True when the file or folder was not met before. */
static bool is_new(struct search *search, const struct stat *status)
{
    char place[64];
    snprintf(place, sizeof place, "%ju:%ju", (uintmax_t)status->st_dev, (uintmax_t)status->st_ino);
    return seen_add(&search->met, place);
}

/* Path and name are kept as they are: a region has a hundred thousand of them. */
static void append(struct search *search, const char *path, const char *name, size_t size)
{
    search->files = arena_grow(search->arena, search->files, search->count, &search->cap,
                               sizeof *search->files);
    search->files[search->count++] = (struct input_file){.path = path, .name = name, .size = size};
}

/* An operand, whose memory is the caller's. */
static void append_operand(struct search *search, const char *operand, size_t size)
{
    const char *path = arena_strdup(search->arena, operand);
    append(search, path, path, size);
}

static void add(struct search *search, const char *path, const char *name,
                const struct stat *status)
{
    if (is_new(search, status))
        append(search, path, name, (size_t)status->st_size);
}

/* Hidden, or what Word keeps beside a file while it is open («~$case.xml»). */
static bool is_left_out(const char *name)
{
    return name[0] == '.' || strncmp(name, "~$", 2) == 0;
}

static bool is_xml(const char *name)
{
    size_t const length = strlen(name);
    return length > 4 && strcasecmp(name + length - 4, ".xml") == 0;
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name); /* bytes: no locale decides the order */
}

static bool holds_itself(const struct folder *folder)
{
    for (const struct folder *above = folder->above; above; above = above->above)
        if (above->device == folder->device && above->inode == folder->inode)
            return true;
    return false;
}

static void search_folder(struct search *search, const char *path, const struct folder *folder);

/* Links, and mounts, may lead up again, or to the same place twice. */
static void meet_folder(struct search *search, const char *path, const struct stat *status,
                        const struct folder *above)
{
    struct folder const folder = {status->st_dev, status->st_ino, above,
                                  above ? above->depth + 1 : 0};
    if (holds_itself(&folder))
        diag_add(search->diags, MESSAGE_FOLDER_LOOP, (struct pos){.file = path}, NULL, NULL);
    else if (folder.depth > MAX_DEPTH)
        complain(search, path, ENAMETOOLONG);
    else if (is_new(search, status))
        search_folder(search, path, &folder);
}

static void meet(struct search *search, const char *path, const char *name,
                 const struct folder *folder)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        if (is_xml(name)) /* a link to nothing: whoever made it expects a case */
            complain(search, path, errno);
        return;
    }
    if (S_ISDIR(status.st_mode))
        meet_folder(search, path, &status, folder);
    else if (is_xml(name) && S_ISREG(status.st_mode))
        add(search, path, path, &status);
    else if (is_xml(name))
        diag_add(search->diags, MESSAGE_NOT_REGULAR, (struct pos){.file = path}, NULL, NULL);
}

static void search_folder(struct search *search, const char *path, const struct folder *folder)
{
    struct dirent **entries;
    int const count = folder_scan(path, &entries, NULL, by_name);
    if (count < 0) {
        complain(search, path, errno);
        return;
    }
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (!is_left_out(name))
            meet(search, arena_printf(search->arena, "%s/%s", path, name), name, folder);
        free(entries[i]);
    }
    free(entries);
}

/* A shell hands on a pattern that fits nothing. */
static bool is_unmatched(const char *operand)
{
    return strpbrk(operand, "*?") && !file_exists(operand);
}

static void complain_absent(struct search *search, const char *operand, int error)
{
    if (is_unmatched(operand))
        diag_add(search->diags, MESSAGE_PATTERN_EMPTY, (struct pos){.file = operand}, NULL, NULL);
    else
        complain(search, operand, error);
}

struct inputs inputs_find(const char *const *operands, size_t count, struct arena *arena,
                          struct diags *diags)
{
    struct search search = {.arena = arena, .diags = diags};
    for (size_t i = 0; i < count; i++) {
        struct stat status;
        bool const standard = strcmp(operands[i], "-") == 0;
        if ((standard ? fstat(STDIN_FILENO, &status) : stat(operands[i], &status)) != 0)
            complain_absent(&search, operands[i], errno);
        else if (standard && S_ISREG(status.st_mode)) /* a pipe was spooled (file_spool()) */
            add(&search, "/dev/stdin", "stdin", &status);
        else if (S_ISDIR(status.st_mode))
            meet_folder(&search, operands[i], &status, NULL);
        else if (S_ISREG(status.st_mode)) {
            if (is_new(&search, &status))
                append_operand(&search, operands[i], (size_t)status.st_size);
        } else
            complain(&search, operands[i], FILE_NOT_REGULAR);
    }
    seen_free(&search.met);
    return (struct inputs){.files = search.files, .count = search.count};
}

/* False for what cannot be looked at, standard input among it: that is for whoever opens it. */
static bool look(const char *operand, struct stat *status)
{
    return strcmp(operand, "-") != 0 && stat(operand, status) == 0;
}

struct inputs inputs_expand(const char *const *operands, size_t count, bool once,
                            struct arena *arena, struct diags *diags)
{
    struct search search = {.arena = arena, .diags = diags};
    bool *first = ARENA_ARRAY(arena, count + 1, bool);
    struct stat status;
    /* What is named is met before the folders are: it keeps its place and its name. */
    for (size_t i = 0; i < count; i++)
        first[i] =
            !look(operands[i], &status) || S_ISDIR(status.st_mode) || is_new(&search, &status);
    for (size_t i = 0; i < count; i++) {
        if (look(operands[i], &status) && S_ISDIR(status.st_mode))
            meet_folder(&search, operands[i], &status, NULL);
        else if (is_unmatched(operands[i]))
            complain_absent(&search, operands[i], ENOENT);
        else if (first[i] || !once)
            append_operand(&search, operands[i], 0);
    }
    seen_free(&search.met);
    return (struct inputs){.files = search.files, .count = search.count};
}
