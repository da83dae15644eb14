/*
 * filekind.h - what a file is that somebody gives where a case is wanted: a PDF, a document of Word, a picture.
 */
#ifndef FORMULYAR_BASE_FILEKIND_H
#define FORMULYAR_BASE_FILEKIND_H

#include <stddef.h>

/* What it is and what to do, each for both languages (DIAG_BOTH), to stand in MESSAGE_FILE_KIND. */
struct filekind {
    const char *what, *advice;
};

/*
 * Judges by the first bytes, and by the names of parts in all that are given; 16 KB do for
 * most.  NULL for text, XML, workbooks and what is not known; static.
 */
const struct filekind *filekind_of(const void *bytes, size_t size);

#endif
