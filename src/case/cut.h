/*
 * cut.h - where one piece of markup ends and the next begins; inside case/ only.
 *
 * The parser is fed piece by piece, each of whole tags and ending behind the tag of
 * a case or of what holds cases, so that no more than one case is begun or ended
 * by one piece and nothing is told later than it stands.  The cutter knows just
 * enough of XML for that: quotes in tags, comments, CDATA, instructions.  Of a file
 * that is not well-formed it need not cut right: the parser stops at the fault.
 */
#ifndef FORMULYAR_CASE_CUT_H
#define FORMULYAR_CASE_CUT_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    CUT_MAX_TAG = 1024 * 1024, /* bytes of one tag */
    CUT_MAX_ATTRIBUTES = 256,  /* of one tag; namespace declarations are counted too */
    CUT_MAX_DEPTH = 100,       /* open elements: libxml2 looks through all of them for a prefix */
    CUT_MAX_RUN = 4 * 1024 * 1024, /* bytes of one comment, instruction, CDATA or text */
};

/* All zero at the start of a file. */
struct cut {
    const char *close; /* what ends the comment, instruction or CDATA at work; NULL: none */
    size_t run;        /* bytes of it, or of the text, so far */
    int depth;         /* of open elements */
    bool lost;         /* a tag did not end: the parser is to say so */
};

enum cut_find {
    CUT_PIECE,   /* count bytes for the parser; 0: more must be read first */
    CUT_SPOILED, /* one byte, a '<' or '&' that begins nothing: message says so */
    CUT_LIMIT,   /* message: what begins here is larger than any good file needs */
};

struct cut_piece {
    enum cut_find find;
    size_t count;
    enum message message;
};

/* The next piece of bytes; last says that nothing follows them. */
struct cut_piece cut_next(struct cut *cut, const char *bytes, size_t count, bool last);

#endif
