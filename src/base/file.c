#include "base/file.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/draft.h"
#include "base/inside.h"
#include "base/platform.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 };

bool file_wait(int descriptor, bool writing)
{
    struct pollfd event = {.fd = descriptor, .events = writing ? POLLOUT : POLLIN};
    struct stat status;
    if (errno == EINTR)
        return true;
    if (errno != EAGAIN || fstat(descriptor, &status) != 0 || S_ISREG(status.st_mode))
        return false;
    return poll(&event, 1, -1) > 0 || errno == EINTR;
}

/* What is done with bytes that were read; 0 or an errno. */
typedef int take_bytes(void *to, const char *bytes, size_t count);

static int take_into_text(void *to, const char *bytes, size_t count)
{
    text_add_bytes(to, bytes, count);
    return 0;
}

static int take_into_file(void *to, const char *bytes, size_t count)
{
    return file_write_all(*(int *)to, bytes, count);
}

/* Reads to the end; room: how many bytes may come. */
static int read_all(int from, size_t room, take_bytes *take, void *to)
{
    char *buffer = xmalloc(READ_SIZE);
    int error = 0;
    for (ssize_t got; !error && (got = read(from, buffer, READ_SIZE)) != 0;) {
        if (got < 0)
            error = file_wait(from, false) ? 0 : errno;
        else if ((size_t)got > room)
            error = EFBIG;
        else
            error = take(to, buffer, (size_t)got);
        room -= got > 0 && !error ? (size_t)got : 0;
    }
    free(buffer);
    return error;
}

/* What a path into the descriptors of this process names there; NULL for any other path. */
static const char *name_of_descriptor(const char *path)
{
    static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (strncmp(path, folders[i], strlen(folders[i])) == 0)
            return path + strlen(folders[i]);
    return NULL;
}

/* True when the name stands for something that this process was handed at its start. */
static bool is_handed_over(const char *path)
{
    return strcmp(path, "/dev/stdin") == 0 || strcmp(path, "/dev/stdout") == 0 ||
           strcmp(path, "/dev/stderr") == 0 || name_of_descriptor(path);
}

/* 0 when the open file may be read from; only what is not regular was opened without waiting. */
static int admit(const char *path, int descriptor)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return errno;
    if (S_ISREG(status.st_mode))
        return 0;
    if (S_ISDIR(status.st_mode))
        return EISDIR;
    if (!is_handed_over(path))
        return FILE_NOT_REGULAR;
    int const flags = fcntl(descriptor, F_GETFL);
    return flags < 0 || fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) < 0 ? errno : 0;
}

int file_open(const char *path)
{
    int const descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        errno =
            errno == ENXIO ? FILE_NOT_REGULAR : errno; /* a socket, or a device that is not there */
        return -1;
    }
    int const error = admit(path, descriptor);
    if (!error)
        return descriptor;
    close(descriptor);
    errno = error;
    return -1;
}

static int read_text(int from, size_t limit, struct text *out)
{
    return read_all(from, limit > out->len ? limit - out->len : 0, take_into_text, out);
}

size_t file_read_head(const char *path, char *head, size_t size)
{
    struct stat status;
    size_t count = 0;
    const struct inside_file *inside = inside_file(path);
    if (inside) {
        count = inside->size < size ? inside->size : size;
        memcpy(head, inside->bytes, count);
        return count;
    }
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    int const descriptor = file_open(path);
    for (ssize_t got = 1;
         descriptor >= 0 && got > 0 && count<size; count += got> 0 ? (size_t)got : 0)
        got = read(descriptor, head + count, size - count);
    if (descriptor >= 0)
        close(descriptor);
    return count;
}

static int take_inside(const struct inside_file *file, size_t limit, struct text *out)
{
    if (out->len > limit || file->size > limit - out->len)
        return EFBIG;
    text_add_bytes(out, (const char *)file->bytes, file->size);
    return 0;
}

int file_read(const char *path, size_t limit, struct text *out)
{
    if (strcmp(path, "-") == 0)
        return read_text(STDIN_FILENO, limit, out);
    const struct inside_file *inside = inside_file(path);
    if (inside)
        return take_inside(inside, limit, out);
    int const descriptor = file_open(path);
    if (descriptor < 0)
        return errno;
    int const error = read_text(descriptor, limit, out);
    close(descriptor);
    return error;
}

int file_write_all(int descriptor, const void *data, size_t count)
{
    const char *bytes = data;
    while (count) {
        ssize_t const put = write(descriptor, bytes, count);
        if (put < 0) {
            if (file_wait(descriptor, true))
                continue;
            return errno;
        }
        bytes += put;
        count -= (size_t)put;
    }
    return 0;
}

static int move_at(int descriptor, char *bytes, size_t count, long offset, bool writing)
{
    while (count) {
        ssize_t const some = writing ? pwrite(descriptor, bytes, count, offset)
                                     : pread(descriptor, bytes, count, offset);
        if (some == 0)
            return EIO;
        if (some < 0 && errno != EINTR)
            return errno;
        size_t const moved = some > 0 ? (size_t)some : 0;
        bytes += moved;
        offset += (long)moved;
        count -= moved;
    }
    return 0;
}

int file_write_at(int descriptor, const void *bytes, size_t count, long offset)
{
    return move_at(descriptor, (char *)(size_t)bytes, count, offset, true);
}

int file_read_at(int descriptor, void *bytes, size_t count, long offset)
{
    return move_at(descriptor, bytes, count, offset, false);
}

int folder_scan(const char *folder, struct dirent ***entries,
                int (*wanted)(const struct dirent *entry),
                int (*compare)(const struct dirent **left, const struct dirent **right))
{
    if (inside_leads(folder))
        return inside_scan(folder, entries, wanted, compare);
    int const count = scandir(folder, entries, wanted, compare);
    if (count < 0 && errno == ENOMEM)
        out_of_memory();
    return count;
}

static int write_whole(struct draft_place *place, const char *path, const void *bytes, size_t count)
{
    struct file_draft *draft = file_draft_open_at(place, path);
    if (!draft)
        return errno;
    file_draft_add(draft, bytes, count);
    return file_draft_end(draft, true);
}

/*
 * Ctrl-C waits for the few milliseconds that a file takes, so that it never
 * leaves a draft behind.
 */
int file_write(const char *path, const void *bytes, size_t count)
{
    return file_write_at_place(NULL, path, bytes, count);
}

int file_write_at_place(struct draft_place *place, const char *path, const void *bytes,
                        size_t count)
{
    struct platform_signals signals;
    platform_hold_signals(&signals);
    int const error = write_whole(place, path, bytes, count);
    platform_release_signals(&signals);
    return error;
}

/* For file systems that know no nameless files, and systems without /proc. */
static int write_draft_new(const char *path, const void *bytes, size_t count)
{
    return file_exists(path) ? EEXIST : file_write(path, bytes, count);
}

int file_write_new(const char *path, const void *bytes, size_t count)
{
    return file_write_new_at_place(NULL, path, bytes, count);
}

int file_write_new_at_place(struct draft_place *place, const char *path, const void *bytes,
                            size_t count)
{
    int const descriptor = draft_open_nameless(place, path, O_WRONLY);
    if (descriptor < 0)
        return write_draft_new(path, bytes, count);
    int error = file_write_all(descriptor, bytes, count);
    int const naming = error ? 0 : platform_name_nameless(descriptor, path);
    if (close(descriptor) != 0 && !error)
        error = errno;
    if (!error && naming && naming != EEXIST)
        return write_draft_new(path, bytes, count);
    return error ? error : naming;
}

bool file_is_same(const char *one, const char *other)
{
    struct stat first;
    struct stat second;
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

bool file_exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 || inside_file(path);
}

enum file_kind file_kind(const char *path)
{
    struct stat status;
    if (is_handed_over(path))
        return FILE_SPECIAL;
    if (inside_file(path) || inside_is_folder(path))
        return inside_file(path) ? FILE_REGULAR : FILE_FOLDER;
    if (lstat(path, &status) != 0)
        return FILE_ABSENT;
    if (S_ISREG(status.st_mode))
        return FILE_REGULAR;
    if (S_ISDIR(status.st_mode))
        return FILE_FOLDER;
    return S_ISLNK(status.st_mode) ? FILE_LINK : FILE_SPECIAL;
}

bool file_is_folder(const char *path)
{
    struct stat status;
    return inside_is_folder(path) || (stat(path, &status) == 0 && S_ISDIR(status.st_mode));
}

long file_size(const char *path)
{
    struct stat status;
    const struct inside_file *inside = inside_file(path);
    if (inside)
        return (long)inside->size;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) ? (long)status.st_size : -1;
}

int folder_make(const char *path)
{
    char *copy = xstrdup(path);
    int error = 0;
    char *const end = copy + strlen(copy);
    for (char *p = copy; p <= end && !error; p++) {
        if (p < end && (*p != '/' || p == copy))
            continue;
        *p = '\0';
        if (mkdir(copy, 0755) != 0 && errno != EEXIST)
            error = errno;
        if (p < end)
            *p = '/';
    }
    struct stat status;
    if (!error && stat(copy, &status) == 0 && !S_ISDIR(status.st_mode))
        error = ENOTDIR;
    free(copy);
    return error;
}

const char *file_reason(int error)
{
    static const struct {
        int error;
        const char *reason;
    } reasons[] = {
        {ENOENT, DIAG_BOTH("такого файла или папки нет; проверьте имя",
                           "there is no such file or folder; check the name")},
        {EACCES, DIAG_BOTH("нет прав доступа", "access is denied")},
        {EPERM, DIAG_BOTH("нет прав на это действие", "the action is not permitted")},
        {FILE_NOT_REGULAR, DIAG_BOTH("это не обычный файл, а канал, устройство или сокет",
                                     "this is no regular file but a pipe, a device or a socket")},
        {EISDIR, DIAG_BOTH("это папка, а не файл; назовите файл, который лежит в ней",
                           "this is a folder, not a file; name a file in it")},
        {ENOTDIR, DIAG_BOTH("часть пути — не папка", "a part of the path is not a folder")},
        {EEXIST, DIAG_BOTH("имя уже занято", "the name is taken")},
        {ENOSPC, DIAG_BOTH("на диске нет места", "the disk is full")},
        {EDQUOT, DIAG_BOTH("исчерпана квота на диске", "the disk quota is used up")},
        {EROFS, DIAG_BOTH("диск доступен только для чтения", "the disk is read-only")},
        {EFBIG, DIAG_BOTH("файл слишком велик", "the file is too large")},
        {ENAMETOOLONG, DIAG_BOTH("имя слишком длинно", "the name is too long")},
        {ELOOP, DIAG_BOTH("ссылки замкнуты в круг", "the links go round in a circle")},
        {ENOMEM, DIAG_BOTH("не хватает памяти", "there is not enough memory")},
        {EAGAIN, DIAG_BOTH("исчерпан предел числа процессов", "the limit on processes is reached")},
        {EMFILE, DIAG_BOTH("открыто слишком много файлов", "too many files are open")},
        {EIO,
         DIAG_BOTH("сбой чтения или записи на устройстве", "the device failed to read or write")},
        {EPIPE, DIAG_BOTH("получатель закрыл канал", "the receiver closed the pipe")},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].error == error)
            return reasons[i].reason;
    return DIAG_BOTH("операционная система отказала", "the operating system refused");
}

int file_map(const char *path, struct file_map *map)
{
    const struct inside_file *inside = inside_file(path);
    *map = (struct file_map){0};
    if (inside) {
        *map = (struct file_map){.data = inside->bytes, .size = inside->size};
        return 0;
    }
    int const descriptor = file_open(path);
    if (descriptor < 0)
        return errno;
    struct stat status;
    int error = fstat(descriptor, &status) != 0 ? errno : 0;
    if (!error && status.st_size > 0) {
        void *data = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (data == MAP_FAILED) {
            error = errno;
        } else {
            map->data = data;
            map->size = (size_t)status.st_size;
        }
    }
    close(descriptor);
    return error;
}

void file_map_rest(const struct file_map *map)
{
    if (map->size && !inside_owns(map->data))
        madvise((void *)(size_t)map->data, map->size, MADV_DONTNEED);
}

void file_unmap(struct file_map *map)
{
    if (map->size && !inside_owns(map->data))
        munmap((void *)(size_t)map->data, map->size);
    *map = (struct file_map){0};
}

/* ---- pipes ------------------------------------------------------------------------------- */

/* The descriptor that a path names, or -1. */
static int descriptor_of(const char *path)
{
    const char *name = name_of_descriptor(path);
    char *end;
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdin") == 0)
        return STDIN_FILENO;
    long const number = name ? strtol(name, &end, 10) : -1;
    return name && end != name && !*end && number >= 0 && number < 1 << 20 ? (int)number : -1;
}

bool file_is_descriptor(const char *path)
{
    return descriptor_of(path) >= 0;
}

/* What gives its bytes once; no device but a terminal and the one that gives nothing. */
static bool is_read_once(int descriptor)
{
    struct stat status, nothing;
    if (fstat(descriptor, &status) != 0)
        return false;
    if (S_ISREG(status.st_mode)) /* somebody has read some of it already */
        return lseek(descriptor, 0, SEEK_CUR) > 0;
    return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) ||
           (S_ISCHR(status.st_mode) && (isatty(descriptor) || (stat("/dev/null", &nothing) == 0 &&
                                                               status.st_rdev == nothing.st_rdev)));
}

int file_spool(const char *path, size_t limit)
{
    int const descriptor = descriptor_of(path);
    if (descriptor < 0 || !is_read_once(descriptor))
        return 0;
    int memory = platform_open_memory();
    if (memory < 0)
        return errno;
    int error = read_all(descriptor, limit, take_into_file, &memory);
    if (!error)
        error = lseek(memory, 0, SEEK_SET) < 0 ? errno : platform_redirect(memory, descriptor);
    close(memory);
    return error;
}
