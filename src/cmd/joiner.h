/*
 * joiner.h - running formulyar-join: the one who touches a stranger's PDF.
 *
 * It runs as a process of its own, with limits on memory and time, and gets its
 * bytes in memory: no copy of a document lies on the disk.
 */
#ifndef FORMULYAR_CMD_JOINER_H
#define FORMULYAR_CMD_JOINER_H

#include "base/text.h"

enum joiner_end {
    JOINER_DONE,
    JOINER_REFUSED,           /* the answer says why */
    JOINER_MISSING,           /* the program is not there or cannot be started */
    JOINER_FAILED,            /* it crashed, or took too long or too much memory */
    JOINER_REFUSED_BY_SYSTEM, /* no process, pipe or memory for it; errno says why */
};

/*
 * Runs the program at path with an errand of join/protocol.h over the minutes
 * and, for JOIN_JOIN, the bundle (else NULL); what it says is in answer.
 */
enum joiner_end joiner_run(const char *path, const char *errand, const struct text *minutes,
                           const struct text *bundle, struct text *answer);

/*
 * What stands behind "word " in the answer's lines, as a number or a letter;
 * fallback when it is not there.
 */
long joiner_number(const struct text *answer, const char *word, long fallback);
char joiner_letter(const struct text *answer, const char *word);

/* True when the answer refuses for this reason. */
bool joiner_refuses(const struct text *answer, const char *reason);

/* Where the bytes of the file begin behind the lines; answer->len when nowhere. */
size_t joiner_file(const struct text *answer);

#endif
