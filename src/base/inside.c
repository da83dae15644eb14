#ifdef FORMULYAR_INSIDE
#include "base/inside.h"

#include "base/arena.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>

/* tools/portable/pack writes them. */
extern const struct inside_file inside_files[];
extern const size_t inside_file_count;
extern const struct inside_program inside_programs[];
extern const size_t inside_program_count;

static int by_path(const void *path, const void *file)
{
    return strcmp(path, ((const struct inside_file *)file)->path);
}

const struct inside_file *inside_file(const char *path)
{
    return inside_leads(path) ? bsearch(path + strlen(INSIDE_FOLDER), inside_files,
                                        inside_file_count, sizeof *inside_files, by_path)
                              : NULL;
}

/* The path of a file from the folder on; NULL when it is not below that. */
static const char *path_within(const char *folder, const struct inside_file *file)
{
    const char *within = folder + strlen(INSIDE_FOLDER);
    size_t length = strlen(within);
    while (length && within[length - 1] == '/')
        length--;
    return strncmp(file->path, within, length) == 0 && file->path[length] == '/'
               ? file->path + length + 1
               : NULL;
}

bool inside_is_folder(const char *path)
{
    for (size_t i = 0; inside_leads(path) && i < inside_file_count; i++)
        if (path_within(path, &inside_files[i]))
            return true;
    return false;
}

struct order {
    int (*compare)(const struct dirent **left, const struct dirent **right);
};

static int in_order(const void *left, const void *right, void *order)
{
    return ((const struct order *)order)
        ->compare((const struct dirent **)(uintptr_t)left,
                  (const struct dirent **)(uintptr_t)right);
}

/* The name of a folder comes as often as files are below it, one after the other. */
static bool is_another(const struct dirent *last, const char *path, size_t length)
{
    return strncmp(last->d_name, path, length) != 0 || last->d_name[length] != '\0';
}

int inside_scan(const char *folder, struct dirent ***entries,
                int (*wanted)(const struct dirent *entry),
                int (*compare)(const struct dirent **left, const struct dirent **right))
{
    struct dirent **found = xmalloc((inside_file_count + 1) * sizeof *found);
    struct dirent entry = {0};
    int count = 0;
    for (size_t i = 0; i < inside_file_count; i++) {
        const char *path = path_within(folder, &inside_files[i]);
        size_t const length = path ? strcspn(path, "/") : 0;
        if (!length || length >= sizeof entry.d_name || !is_another(&entry, path, length))
            continue;
        memcpy(entry.d_name, path, length);
        entry.d_name[length] = '\0';
        if (wanted && !wanted(&entry))
            continue;
        found[count] = xmalloc(sizeof entry);
        *found[count++] = entry;
    }
    if (compare)
        qsort_r(found, (size_t)count, sizeof *found, in_order, &(struct order){compare});
    if (!count)
        errno = ENOENT;
    *entries = found;
    return count;
}

bool inside_owns(const unsigned char *bytes)
{
    for (size_t i = 0; i < inside_file_count; i++)
        if (bytes == inside_files[i].bytes)
            return true;
    return false;
}

const struct inside_program *inside_program(const char *path)
{
    const char *name = strrchr(path, '/');
    for (size_t i = 0; i < inside_program_count; i++)
        if (strcmp(name ? name + 1 : path, inside_programs[i].path + 1) == 0)
            return &inside_programs[i];
    return NULL;
}

void inside_execute(char *const arguments[])
{
    const char *started = (const char *)getauxval(AT_EXECFN); /* where there is no /proc */
    execv("/proc/self/exe", arguments);
    if (started)
        execv(started, arguments);
}
#endif
