/*
 * new_edition.c - `formulyar new --edition ID`: an edition to start from, made of another one
 * (engine/offspring.h).
 *
 * All is read before anything is written, and the folder gets its name when it is whole.
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/named_edition.h"
#include "cmd/run.h"
#include "engine/offspring.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An edition has some dozens of files; what has more is another folder. */
enum { MOST_FILES = 1000, MOST_BYTES = 64 * 1024 * 1024, MOST_DEPTH = 4 };

struct copied_file {
    const char *path; /* below the folder */
    struct text bytes;
};

struct copied_folder {
    struct command_run *run;
    struct named_edition parent;
    const char *id;
    const char *target; /* the new folder */
    struct copied_file *files;
    size_t count, cap;
    size_t bytes;
};

/* ---- reading ------------------------------------------------------------------------------- */

static void refuse(struct copied_folder *folder, enum message message, const char *path,
                   const char *argument)
{
    diag_add(folder->run->diags, message, (struct pos){.file = path}, NULL, argument, NULL);
}

static void take_file(struct copied_folder *folder, const char *path, const char *below,
                      const char *name)
{
    struct text bytes = TEXT_EMPTY;
    int const error = file_read(path, MOST_BYTES - folder->bytes, &bytes);
    if (error == EFBIG || folder->count == MOST_FILES) {
        refuse(folder, MESSAGE_OFFSPRING_LARGE, folder->parent.folder, NULL);
    } else if (error) {
        diag_add_error(folder->run->diags, MESSAGE_FILE_OPEN, path, error);
    } else {
        folder->bytes += bytes.len;
        folder->files = arena_grow(folder->run->arena, folder->files, folder->count, &folder->cap,
                                   sizeof *folder->files);
        struct copied_file *file = &folder->files[folder->count++];
        *file = (struct copied_file){.path = below};
        offspring_write(name, path, &bytes, folder->parent.id, folder->id, &file->bytes,
                        folder->run->diags);
    }
    text_free(&bytes);
}

/* Hidden, or what an office program keeps beside a file while it is open. */
static int is_wanted(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strncmp(entry->d_name, "~$", 2) != 0;
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name); /* bytes: no locale decides the order */
}

static void take_folder(struct copied_folder *folder, const char *path, const char *below,
                        int depth);

static void take_entry(struct copied_folder *folder, const char *path, const char *below,
                       const char *name, int depth)
{
    switch (file_kind(path)) {
    case FILE_REGULAR: take_file(folder, path, below, name); break;
    case FILE_FOLDER: take_folder(folder, path, below, depth + 1); break;
    case FILE_LINK:
    case FILE_SPECIAL: refuse(folder, MESSAGE_OFFSPRING_LEFT_OUT, path, NULL); break;
    case FILE_ABSENT: break;
    }
}

static void take_folder(struct copied_folder *folder, const char *path, const char *below,
                        int depth)
{
    struct arena *arena = folder->run->arena;
    struct dirent **entries = NULL;
    int const count = depth > MOST_DEPTH ? 0 : folder_scan(path, &entries, is_wanted, by_name);
    if (depth > MOST_DEPTH || count > MOST_FILES)
        refuse(folder, MESSAGE_OFFSPRING_LARGE, folder->parent.folder, NULL);
    else if (count < 0)
        diag_add_error(folder->run->diags, MESSAGE_FILE_OPEN, path, errno);
    for (int i = 0; i < count; i++) {
        const char *name = arena_strdup(arena, entries[i]->d_name);
        bool const go_on = !diags_at_least(folder->run->diags, SEVERITY_ERROR);
        free(entries[i]);
        if (go_on)
            take_entry(folder, path_join(arena, path, name),
                       below ? path_join(arena, below, name) : name, name, depth);
    }
    free(entries);
}

/* ---- samples that stand elsewhere ---------------------------------------------------------- */

/* For each status a case, the first by name; that which is called as its status goes before others. */
struct shared_sample {
    const char *status, *name;
};
enum { MOST_SAMPLES = 16 };

static bool has_samples(const struct copied_folder *folder)
{
    for (size_t i = 0; i < folder->count; i++)
        if (strncmp(folder->files[i].path, "samples/", strlen("samples/")) == 0)
            return true;
    return false;
}

static void note_sample(struct copied_folder *folder, const char *samples, const char *name,
                        struct shared_sample *found, size_t *count)
{
    struct arena *arena = folder->run->arena;
    struct text bytes = TEXT_EMPTY;
    const char *status = NULL;
    size_t at = 0;
    if (file_read(path_join(arena, samples, name), MOST_BYTES, &bytes) == 0)
        status = offspring_status(&bytes, folder->parent.id, arena);
    text_free(&bytes);
    while (status && at < *count && strcmp(found[at].status, status) != 0)
        at++;
    if (!status || at == MOST_SAMPLES)
        return;
    bool const named = strcmp(name, arena_printf(arena, "%s.xml", status)) == 0;
    if (at == *count || named)
        found[at] = (struct shared_sample){status, arena_strdup(arena, name)};
    *count += at == *count;
}

/* Of an edition that brings none: those that come with the folder of forms. */
static void take_samples(struct copied_folder *folder)
{
    struct arena *arena = folder->run->arena;
    struct shared_sample found[MOST_SAMPLES];
    struct dirent **entries = NULL;
    size_t kept = 0;
    const char *samples = has_samples(folder) ? NULL : places_samples(folder->parent.above, arena);
    int const count = samples ? folder_scan(samples, &entries, is_wanted, by_name) : 0;
    for (int i = 0; i < count; i++) {
        if (file_kind(path_join(arena, samples, entries[i]->d_name)) == FILE_REGULAR)
            note_sample(folder, samples, entries[i]->d_name, found, &kept);
        free(entries[i]);
    }
    free(entries);
    for (size_t i = 0; i < kept; i++)
        take_file(folder, path_join(arena, samples, found[i].name),
                  path_join(arena, "samples", found[i].name), found[i].name);
}

/* ---- writing ------------------------------------------------------------------------------- */

static bool tell_write(struct copied_folder *folder, const char *path, int error)
{
    if (error)
        diag_add_error(folder->run->diags, MESSAGE_OUTPUT_FOLDER, path, error);
    return error == 0;
}

static bool write_file(struct copied_folder *folder, const char *into,
                       const struct copied_file *file)
{
    struct arena *arena = folder->run->arena;
    const char *path = path_join(arena, into, file->path);
    const char *slash = strrchr(path, '/');
    int error = folder_make(arena_strndup(arena, path, (size_t)(slash - path)));
    if (!error)
        error = file_write_new(path, file->bytes.data, file->bytes.len);
    if (!error && chmod(path, 0644)) /* forms are for everybody who works with them */
        error = errno;
    return tell_write(folder, path, error);
}

/* What was made of a folder that did not become whole. */
static void remove_all(struct arena *arena, const char *path)
{
    struct dirent **entries = NULL;
    int const count = folder_scan(path, &entries, NULL, NULL);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        const char *below = path_join(arena, path, name);
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
            if (file_kind(below) == FILE_FOLDER)
                remove_all(arena, below);
            else
                unlink(below);
        }
        free(entries[i]);
    }
    free(entries);
    rmdir(path);
}

/* Where the new folder is made before it has its name: beside it. */
static char *draft_of(struct copied_folder *folder)
{
    struct arena *arena = folder->run->arena;
    const char *slash = strrchr(folder->target, '/');
    const char *above =
        slash ? arena_strndup(arena, folder->target, (size_t)(slash - folder->target)) : ".";
    if (!tell_write(folder, above, slash && *above ? folder_make(above) : 0))
        return NULL;
    char *draft = arena_printf(arena, "%s/.%s.XXXXXX", above, folder->id);
    bool const good = mkdtemp(draft) && chmod(draft, 0755) == 0;
    return tell_write(folder, above, good ? 0 : errno) ? draft : NULL;
}

static bool write_all(struct copied_folder *folder)
{
    char *draft = draft_of(folder);
    bool good = draft != NULL;
    for (size_t i = 0; i < folder->count && good; i++)
        good = write_file(folder, draft, &folder->files[i]);
    if (good)
        good = tell_write(folder, folder->target, rename(draft, folder->target) ? errno : 0);
    if (draft && !good)
        remove_all(folder->run->arena, draft);
    return good;
}

/* ---- the command --------------------------------------------------------------------------- */

/* The folder of -o, which may end in the id already; else the current one. */
static const char *target_of(const struct options *options, const char *id, struct arena *arena)
{
    const char *wanted = options->value[OPTION_OUTPUT];
    if (!wanted)
        return id;
    size_t length = strlen(wanted);
    while (length > 1 && wanted[length - 1] == '/')
        length--;
    const char *folder = arena_strndup(arena, wanted, length);
    const char *slash = strrchr(folder, '/');
    return strcmp(slash ? slash + 1 : folder, id) == 0 ? folder : path_join(arena, folder, id);
}

/* What it is made of: --from, or the newest that is approved. */
static bool find_parent(struct copied_folder *folder)
{
    struct command_run *run = folder->run;
    const char *wanted = run->options->value[OPTION_FROM];
    const char *id = wanted;
    if (!wanted) {
        const struct edition *newest = editions_newest(run->engine->editions, run->diags);
        id = newest ? edition_id(newest) : NULL;
    }
    if (!id)
        return false;
    if (edition_find_named(run->options, id, &folder->parent, run->arena))
        return true;
    editions_get(run->engine->editions, id, (struct pos){.file = id}, NULL, run->diags);
    return false;
}

static void make(struct copied_folder *folder)
{
    struct command_run *run = folder->run;
    if (!edition_id_fits(folder->id))
        refuse(folder, MESSAGE_OFFSPRING_ID, folder->id, NULL);
    else if (file_exists(folder->target))
        refuse(folder, MESSAGE_OFFSPRING_EXISTS, folder->target, NULL);
    else if (find_parent(folder))
        take_folder(folder, folder->parent.folder, NULL, 0);
    if (folder->count && !diags_at_least(run->diags, SEVERITY_ERROR))
        take_samples(folder);
    if (!diags_at_least(run->diags, SEVERITY_ERROR) && write_all(folder))
        summary_edition(run, folder->parent.id, folder->target, folder->count);
}

bool new_wants_edition(const struct options *options)
{
    struct named_edition known;
    struct arena *arena = arena_new();
    const char *id = options->value[OPTION_EDITION];
    bool const wants = option_given(options, OPTION_FROM) ||
                       (id && !edition_is_installed(options, id, &known, arena));
    arena_free(arena);
    return wants;
}

int new_edition(const struct options *options, struct diags *diags)
{
    struct options plain = *options;
    struct command_run run;
    if (!option_needed(options, OPTION_EDITION, "--edition", diags))
        return EXIT_USAGE;
    plain.value[OPTION_EDITION] = NULL; /* there is none of that name yet */
    if (!run_open(&run, &plain, diags))
        return EXIT_SYSTEM;
    struct copied_folder folder = {.run = &run, .id = options->value[OPTION_EDITION]};
    folder.target = target_of(options, folder.id, run.arena);
    make(&folder);
    for (size_t i = 0; i < folder.count; i++)
        text_free(&folder.files[i].bytes);
    run_report(&run);
    return run_close(&run);
}
