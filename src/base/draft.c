#include "base/draft.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/platform.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

struct file_draft {
    int descriptor;
    int error;
    char *path;
    char *temporary; /* NULL: it has no name yet */
    bool synced;
};

/* The folder of a path, with its slash; nothing when the path names none. */
static struct text folder_of(const char *path)
{
    struct text folder = TEXT_EMPTY;
    const char *slash = strrchr(path, '/');
    text_add_bytes(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
    return folder;
}

/* The path with its last part replaced by a draft's name, for platform_open_new(). */
static char *draft_name(const char *path)
{
    struct text name = folder_of(path);
    text_add(&name, FILE_DRAFT_PREFIX "XXXXXX");
    return name.data;
}

/* ---- where drafts are begun ---------------------------------------------------------------- */

enum { PLACE_FILES = 4096 }; /* as many as give back an inode while others ask for one */

struct draft_place {
    char *folder; /* that it is for */
    char *path;   /* NULL: there is none */
    int lock;     /* on it, against sweeps */
    size_t begun;
};

static void make_place(struct draft_place *place)
{
    place->path = platform_make_far_folder(place->folder, FILE_DRAFT_PREFIX);
    place->lock = place->path ? open(place->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (place->lock >= 0)
        platform_lock(place->lock);
    place->begun = 0;
}

/* Both folders, of which the path is the inner one. */
static void remove_place(char *path)
{
    char *slash = strrchr(path, '/');
    rmdir(path);
    *slash = '\0';
    rmdir(path);
    *slash = '/';
}

static void leave_place(struct draft_place *place)
{
    if (place->path)
        remove_place(place->path);
    if (place->lock >= 0)
        close(place->lock);
    free(place->path);
    place->path = NULL;
    place->lock = -1;
}

struct draft_place *draft_place_open(const char *folder)
{
    struct draft_place *place = xmalloc(sizeof *place);
    *place = (struct draft_place){.folder = xstrdup(folder)};
    make_place(place);
    return place;
}

void draft_place_close(struct draft_place *place)
{
    if (!place)
        return;
    leave_place(place);
    free(place->folder);
    free(place);
}

/* In the place; -1 when there is none, or none any more. */
static int open_in_place(struct draft_place *place, int access)
{
    if (place->path && place->begun++ == PLACE_FILES) {
        leave_place(place);
        make_place(place);
    }
    int const descriptor = place->path ? platform_open_nameless(place->path, access) : -1;
    if (descriptor < 0)
        leave_place(place);
    return descriptor;
}

int draft_open_nameless(struct draft_place *place, const char *path, int access)
{
    int const begun = place ? open_in_place(place, access) : -1;
    if (begun >= 0)
        return begun;
    struct text folder = folder_of(path);
    int const descriptor = platform_open_nameless(folder.len ? folder.data : ".", access);
    text_free(&folder);
    return descriptor;
}

/* ---- drafts ------------------------------------------------------------------------------------ */

/*
 * A draft under a name.  Its lock tells a sweep of another run that it is in
 * work; one that was swept before it could be locked has no name any more.
 */
static int open_named(char *temporary)
{
    struct stat status;
    size_t const end = strlen(temporary);
    for (;;) {
        int const descriptor = platform_open_new(temporary);
        if (descriptor < 0)
            return -1;
        platform_lock(descriptor);
        if (fstat(descriptor, &status) != 0 || status.st_nlink > 0)
            return descriptor;
        close(descriptor);
        memset(temporary + end - 6, 'X', 6);
    }
}

struct file_draft *file_draft_open(const char *path)
{
    return file_draft_open_at(NULL, path);
}

struct file_draft *file_draft_open_at(struct draft_place *place, const char *path)
{
    char *temporary = NULL;
    int descriptor = draft_open_nameless(place, path, O_RDWR);
    if (descriptor < 0) {
        temporary = draft_name(path);
        descriptor = open_named(temporary);
    }
    if (descriptor < 0) {
        int const error = errno;
        free(temporary);
        errno = error;
        return NULL;
    }
    struct file_draft *draft = xmalloc(sizeof *draft);
    *draft = (struct file_draft){
        .descriptor = descriptor, .path = xstrdup(path), .temporary = temporary};
    return draft;
}

void file_draft_add(struct file_draft *draft, const void *bytes, size_t count)
{
    if (!draft->error)
        draft->error = file_write_all(draft->descriptor, bytes, count);
}

int file_draft_error(const struct file_draft *draft)
{
    return draft->error;
}

int file_draft_descriptor(const struct file_draft *draft)
{
    return draft->descriptor;
}

int file_draft_sync(struct file_draft *draft, bool all)
{
    if (!draft->error && all)
        draft->error = platform_sync_all(draft->descriptor);
    else if (!draft->error && fsync(draft->descriptor) != 0)
        draft->error = errno;
    draft->synced = true;
    return draft->error;
}

static int copy_bytes(int from, int to)
{
    char *buffer = xmalloc(PIECE);
    int error = 0;
    off_t at = 0;
    for (ssize_t got = 1; !error && got != 0; at += got) {
        got = pread(from, buffer, PIECE, at);
        error = got < 0 ? errno : file_write_all(to, buffer, (size_t)got);
    }
    free(buffer);
    return error;
}

/* Where the system cannot say which nameless file is meant, its bytes go into one with a name. */
static int copy_to_named(struct file_draft *draft)
{
    draft->temporary = draft_name(draft->path);
    int const named = open_named(draft->temporary);
    if (named < 0) {
        int const error = errno;
        free(draft->temporary);
        draft->temporary = NULL;
        return error;
    }
    int error = copy_bytes(draft->descriptor, named);
    if (!error && draft->synced && fsync(named) != 0)
        error = errno;
    close(draft->descriptor);
    draft->descriptor = named;
    return error;
}

/* Of the name without its folder (FNV-1a). */
static unsigned number_of_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    unsigned number = 2166136261U;
    for (const char *at = slash ? slash + 1 : path; *at; at++)
        number = (number ^ (unsigned char)*at) * 16777619U;
    return number;
}

/* One that is locked belongs to a run that is at work. */
static void sweep(const char *path)
{
    int const descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor >= 0 && platform_lock(descriptor))
        unlink(path);
    if (descriptor >= 0)
        close(descriptor);
}

/*
 * The first name of a draft that nothing has; 0 or an errno.  The same file has
 * the same one, so that what a run left that was killed just then is swept by the
 * next that writes this file.
 */
static int name_beside(struct file_draft *draft)
{
    enum { ATTEMPTS = 1000 };
    unsigned number = number_of_name(draft->path);
    int error = EEXIST;
    platform_lock(draft->descriptor);
    draft->temporary = draft_name(draft->path);
    for (int i = 0; error == EEXIST && i < ATTEMPTS; i++, number++) {
        snprintf(draft->temporary + strlen(draft->temporary) - 6, 7, "%06x", number & 0xFFFFFFU);
        error = platform_name_nameless(draft->descriptor, draft->temporary);
        if (error != EEXIST)
            break;
        sweep(draft->temporary);
        error = platform_name_nameless(draft->descriptor, draft->temporary);
    }
    if (error) {
        free(draft->temporary);
        draft->temporary = NULL;
    }
    return error;
}

/*
 * A draft without a name takes that of the file at once when it is free, else
 * one of its own: only rename() takes a name away from another file.
 */
static int name_draft(struct file_draft *draft)
{
    int error = platform_name_nameless(draft->descriptor, draft->path);
    if (error == EEXIST)
        error = name_beside(draft);
    return error ? copy_to_named(draft) : 0;
}

int file_draft_end(struct file_draft *draft, bool keep)
{
    int error = draft->error;
    if (keep && !error && !draft->temporary)
        error = name_draft(draft);
    if (close(draft->descriptor) != 0 && !error)
        error = errno;
    if (draft->temporary && keep && !error && rename(draft->temporary, draft->path) != 0)
        error = errno;
    if (draft->temporary && (!keep || error))
        unlink(draft->temporary);
    free(draft->path);
    free(draft->temporary);
    free(draft);
    return error;
}

/* ---- what a run left that was killed, and what a power cut may take ------------------- */

static int is_draft(const struct dirent *entry)
{
    size_t const prefix = sizeof FILE_DRAFT_PREFIX - 1;
    return strncmp(entry->d_name, FILE_DRAFT_PREFIX, prefix) == 0 &&
           strlen(entry->d_name) == prefix + 6;
}

/* The place of a run that was killed: an empty folder in a folder.  Others of that name are none of ours. */
static void sweep_place(const char *path)
{
    struct text inner = TEXT_EMPTY;
    text_format(&inner, "%s/%s", path, path + strlen(path) - 6);
    int const descriptor = open(inner.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        rmdir(path); /* a run was killed before it made the inner one */
    else if (platform_lock(descriptor))
        remove_place(inner.data);
    if (descriptor >= 0)
        close(descriptor);
    text_free(&inner);
}

void file_drafts_sweep(const char *folder)
{
    struct dirent **entries;
    int const count = folder_scan(folder, &entries, is_draft, alphasort);
    for (int i = 0; i < count; i++) {
        struct text path = TEXT_EMPTY;
        text_format(&path, "%s/%s", folder, entries[i]->d_name);
        if (file_kind(path.data) == FILE_FOLDER)
            sweep_place(path.data);
        else
            sweep(path.data);
        text_free(&path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

void file_drafts_sweep_beside(const char *path)
{
    struct text folder = folder_of(path);
    file_drafts_sweep(folder.len ? folder.data : ".");
    text_free(&folder);
}

static int sync_path(const char *path)
{
    int const descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return errno;
    int error = fsync(descriptor) != 0 ? errno : 0;
    if (close(descriptor) != 0 && !error)
        error = errno;
    return error;
}

int file_sync(const char *path)
{
    int const error = sync_path(path);
    return error ? error : file_sync_name(path);
}

/* A file system that cannot sync a folder keeps names by itself. */
int file_sync_name(const char *path)
{
    struct text folder = folder_of(path);
    int const error = sync_path(folder.len ? folder.data : ".");
    text_free(&folder);
    return error == EINVAL || error == EACCES ? 0 : error;
}
