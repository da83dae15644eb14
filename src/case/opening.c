#include "case/opening.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static off_t const MAX_FILE = (off_t)4096 * 1024 * 1024; /* 100,000 cases take a tenth */

/* Standard input that is a file is opened anew: it may be read more than once. */
static int open_path(const char *path)
{
    struct stat status;
    if (strcmp(path, "-") != 0)
        return file_open(path);
    if (fstat(STDIN_FILENO, &status) != 0 || !S_ISREG(status.st_mode))
        return STDIN_FILENO;
    int const again = open("/dev/stdin", O_RDONLY | O_CLOEXEC);
    if (again < 0)
        return STDIN_FILENO;
    return again;
}

bool opening_open(struct opening *opening, const char *path, const char *file,
                  const struct case_bytes *bytes, struct diags *diags)
{
    struct pos const pos = {.file = file};
    struct stat status;
    *opening = (struct opening){.descriptor = -1, .is_file = true};
    if (bytes) {
        opening->at = bytes->size ? bytes->bytes : "";
        opening->end = opening->at + bytes->size;
        return true;
    }
    opening->descriptor = open_path(path);
    int const error =
        opening->descriptor < 0 || fstat(opening->descriptor, &status) != 0 ? errno : 0;
    if (error)
        diag_add(diags, MESSAGE_FILE_OPEN, pos, NULL, file_reason(error), NULL);
    else if (status.st_size > MAX_FILE)
        diag_add(diags, MESSAGE_FILE_BIG, pos, NULL, "4096", NULL);
    else {
        opening->is_file = S_ISREG(status.st_mode);
        return true;
    }
    opening_close(opening);
    return false;
}

ssize_t opening_read(struct opening *opening, char *to, size_t room)
{
    if (!opening->at) {
        ssize_t got;
        do
            got = read(opening->descriptor, to, room);
        while (got < 0 && file_wait(opening->descriptor, false));
        return got;
    }
    size_t const left = (size_t)(opening->end - opening->at);
    size_t const count = left < room ? left : room;
    memcpy(to, opening->at, count);
    opening->at += count;
    return (ssize_t)count;
}

void opening_close(const struct opening *opening)
{
    if (opening->descriptor > STDIN_FILENO)
        close(opening->descriptor);
}
