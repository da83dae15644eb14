/*
 * lock.h - one run at a time in an output folder.
 *
 * The lock is one on the folder itself (flock()): there is no file of it that
 * could be left behind, and it ends with the processes that hold it.  Workers
 * hold it too, and end with their parent.  Over NFS such a lock keeps out runs on
 * the same machine; runs on others meet at the lock on the journal.
 */
#ifndef FORMULYAR_BATCH_LOCK_H
#define FORMULYAR_BATCH_LOCK_H

#include "base/diag.h"

/*
 * Locks a folder that exists; the descriptor that holds the lock, for close().
 * -1 with a diagnostic when another run has it, or when it cannot be opened.
 */
int lock_folder(const char *folder, struct diags *diags);

/* Tells that another run is at work in the folder. */
void lock_tell(const char *folder, struct diags *diags);

#endif
