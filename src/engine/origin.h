/*
 * origin.h - whose is the file that stands where a new one should go?
 */
#ifndef FORMULYAR_ENGINE_ORIGIN_H
#define FORMULYAR_ENGINE_ORIGIN_H

#include "base/arena.h"
#include "base/text.h"

enum origin {
    ORIGIN_NONE,    /* there is no such file */
    ORIGIN_SAME,    /* it already holds the very bytes, perhaps with a signature behind them */
    ORIGIN_OURS,    /* this program wrote it and nobody changed it since; or nothing is in it */
    ORIGIN_OTHER,   /* this program wrote it for another teacher; nobody changed it since */
    ORIGIN_EDITED,  /* this program wrote it; it was changed afterwards */
    ORIGIN_FOREIGN, /* another program's, or not to be read */
    ORIGIN_SIGNED,  /* it carries a signature, or one lies beside it */
    ORIGIN_LINK,    /* a link, whatever it leads to */
    ORIGIN_SPECIAL, /* a device, a pipe, a socket */
    ORIGIN_UNKNOWN, /* the system failed to read it: nobody knows */
};

/*
 * Looks at path and its neighbours for what stands in the way of the new bytes, which
 * are the teacher's of that digest (subject_digest(); "" or NULL: of nobody alone).
 * For ORIGIN_SIGNED *how is the name of the signature's file or the mark found
 * inside, in arena; for ORIGIN_UNKNOWN the reason.
 */
enum origin origin_of(const char *path, const struct text *bytes, const char *teacher,
                      struct arena *arena, const char **how);

#endif
