#include "case/opening.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
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

int opening_open(const char *path, const char *file, struct stat *status, struct diags *diags)
{
    struct pos const pos = {.file = file};
    int const descriptor = open_path(path);
    int const error = descriptor < 0 || fstat(descriptor, status) != 0 ? errno : 0;
    if (!error && status->st_size <= MAX_FILE)
        return descriptor;
    if (error)
        diag_add(diags, MESSAGE_FILE_OPEN, pos, NULL, file_reason(error), NULL);
    else
        diag_add(diags, MESSAGE_FILE_BIG, pos, NULL, "4096", NULL);
    if (descriptor > STDIN_FILENO)
        close(descriptor);
    return -1;
}
