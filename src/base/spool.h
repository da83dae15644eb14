/*
 * spool.h - what comes through a pipe, made into a file that can be read again.
 */
#ifndef FORMULYAR_BASE_SPOOL_H
#define FORMULYAR_BASE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>

enum { SPOOL_MAX = 256 * 1024 * 1024 }; /* bytes through a pipe */

/*
 * A path that names one of the process's own descriptors ("-", /dev/stdin, /dev/fd/N,
 * /proc/self/fd/N), such as the shell gives for <(command): when a pipe, a socket
 * or a terminal is behind it, all that comes is read to memory, and the descriptor
 * is that memory from now on, so that the path can be opened and read any number
 * of times.  Any other path is left alone.  Returns 0 or an errno (EFBIG: more than
 * limit bytes).
 */
int spool_path(const char *path, size_t limit);

/* True for a path that names a descriptor so: what it names stands in no folder. */
bool spool_is_descriptor(const char *path);

#endif
