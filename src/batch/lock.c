#include "batch/lock.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

void lock_tell(const char *folder, struct diags *diags)
{
    diag_add(diags, MESSAGE_BATCH_LOCKED, (struct pos){.file = folder}, NULL, NULL);
}

int lock_folder(const char *folder, struct diags *diags)
{
    int const descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        diag_add(diags, MESSAGE_OUTPUT_FOLDER, (struct pos){.file = folder}, NULL,
                 file_reason(errno), NULL);
        return -1;
    }
    enum { ATTEMPTS = 10, PAUSE = 50000 /* microseconds */ };
    int error = EWOULDBLOCK;
    /* The workers of a run that was killed may live a moment longer than it. */
    for (int i = 0; i < ATTEMPTS && (error == EWOULDBLOCK || error == EINTR); i++) {
        if (i)
            usleep(PAUSE);
        error = flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    }
    /* A file system that knows no locks on folders is no reason not to work. */
    if (error != EWOULDBLOCK)
        return descriptor;
    lock_tell(folder, diags);
    close(descriptor);
    return -1;
}
