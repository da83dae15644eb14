/*
 * file.h - whole files, read at once and written so that a reader never sees half.
 *
 * file_read(), file_read_head(), file_map(), file_exists(), file_is_folder(), file_size() and
 * folder_scan() take paths of files inside the program too (inside.h).
 */
#ifndef FORMULYAR_BASE_FILE_H
#define FORMULYAR_BASE_FILE_H

#include "base/text.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Opens a regular file for reading.  A pipe, a terminal or a device is opened only when
 * it was handed over ("/dev/stdin", "/dev/fd/63" of a shell's <(...)); whatever else the
 * name stands for is refused at once, and never waited for.  Returns a descriptor, or -1
 * with errno (FILE_NOT_REGULAR; EISDIR for a folder).
 */
int file_open(const char *path);
enum { FILE_NOT_REGULAR = ENOTSUP };

/* Reads the first bytes of a regular file; how many: 0 too for what is none, or cannot be read. */
size_t file_read_head(const char *path, char *head, size_t size);

/*
 * Reads a whole file, or standard input for "-", into out.  Returns 0, or the
 * errno of what failed (EFBIG when it holds more than limit bytes).
 */
int file_read(const char *path, size_t limit, struct text *out);

/*
 * After a read or write that failed: true when it is to be tried again, because a signal
 * came (EINTR) or because the other end of a pipe or terminal that somebody made
 * non-blocking was not ready (EAGAIN); then it is now.  errno says otherwise what failed.
 */
bool file_wait(int descriptor, bool writing);

/* Writes all bytes to an open file or pipe.  Returns 0, or the errno of what failed. */
int file_write_all(int descriptor, const void *bytes, size_t count);

/*
 * The same at a place of an open file, and reading from there: all of it, or
 * EIO when the file ends before.
 */
int file_write_at(int descriptor, const void *bytes, size_t count, long offset);
int file_read_at(int descriptor, void *bytes, size_t count, long offset);

/*
 * scandir(): the number of entries, which the caller frees one by one and as a
 * whole, or -1 with errno.  Out of memory ends the program, as everywhere.
 */
struct dirent;
int folder_scan(const char *folder, struct dirent ***entries,
                int (*wanted)(const struct dirent *entry),
                int (*compare)(const struct dirent **left, const struct dirent **right));

/*
 * Writes bytes under a temporary name in the same folder, mode 0600, and
 * renames it when whole.  Returns 0, or the errno of what failed; then nothing
 * is left behind and an earlier file of that name is as it was.  A signal that
 * ends the program is held back until then.  It does not wait for the disk:
 * what a power cut loses can be made again, and waiting takes longer than the
 * whole making of six files.  Who must be sure calls file_sync(), or syncs once
 * for many files by file_draft_sync().
 */
int file_write(const char *path, const void *bytes, size_t count);

/*
 * The same for a name that should be free: EEXIST, and nothing done, when it is
 * not.  Where the file system can, the file is written without a name and gets it
 * when whole: that is faster, and whatever ends the program leaves nothing behind.
 */
int file_write_new(const char *path, const void *bytes, size_t count);

/* Both, begun in a place (draft.h). */
struct draft_place;
int file_write_at_place(struct draft_place *place, const char *path, const void *bytes,
                        size_t count);
int file_write_new_at_place(struct draft_place *place, const char *path, const void *bytes,
                            size_t count);

/* True when both paths lead to one file, links followed. */
bool file_is_same(const char *one, const char *other);

/* True when something of that name exists (a dangling link too). */
bool file_exists(const char *path);

/*
 * What stands at a path itself, not behind a link; FILE_SPECIAL: a pipe, a device, a socket,
 * or what this process was handed.
 */
enum file_kind { FILE_ABSENT, FILE_REGULAR, FILE_FOLDER, FILE_LINK, FILE_SPECIAL };
enum file_kind file_kind(const char *path);

/* True for a folder, also one that a link leads to. */
bool file_is_folder(const char *path);

/* The size of a regular file in bytes, or -1. */
long file_size(const char *path);

/* Makes a folder and its parents, mode 0755.  Returns 0 or an errno. */
int folder_make(const char *path);

/*
 * Why the system refused, as an argument of diag_add() in both languages: the
 * C library's own words are English, or depend on the locale.
 */
const char *file_reason(int error);

/* A file mapped read-only. */
struct file_map {
    const unsigned char *data;
    size_t size;
};

/* Maps a file; returns 0 or an errno.  file_unmap() ends it. */
int file_map(const char *path, struct file_map *map);
void file_unmap(struct file_map *map);

/* Gives back the memory of what was read of a map so far; it is read anew when it is asked for. */
void file_map_rest(const struct file_map *map);

/* ---- what comes through a pipe, made into a file that can be read again -------------------- */

enum { FILE_SPOOL_MAX = 256 * 1024 * 1024 }; /* bytes through a pipe */

/*
 * A path that names one of the process's own descriptors ("-", /dev/stdin, /dev/fd/N,
 * /proc/self/fd/N), such as the shell gives for <(command): when a pipe, a socket
 * or a terminal is behind it, all that comes is read to memory, and the descriptor
 * is that memory from now on, so that the path can be opened and read any number
 * of times.  Any other path is left alone.  Returns 0 or an errno (EFBIG: more than
 * limit bytes).
 */
int file_spool(const char *path, size_t limit);

/* True for a path that names a descriptor so: what it names stands in no folder. */
bool file_is_descriptor(const char *path);

#endif
