/*
 * protocol.h - what formulyar and formulyar-join say to each other.
 *
 *     formulyar-join inspect   minutes on standard input
 *     formulyar-join join      the same, and the bundle on descriptor 3
 *
 * The answer on standard output begins with lines "word value", closed by an
 * empty line; after `join` the bytes of the finished file follow.  The line
 * "refused WORD" says why minutes may not be joined; the exit status is 1 then.
 * Names of fields are the only words of the minutes that ever leave the process,
 * inside the finished file.
 */
#ifndef FORMULYAR_JOIN_PROTOCOL_H
#define FORMULYAR_JOIN_PROTOCOL_H

#define JOIN_INSPECT "inspect"
#define JOIN_JOIN "join"

enum { JOIN_BUNDLE_DESCRIPTOR = 3, JOIN_MAX_MINUTES = 256 << 20 };

/* The exit statuses; any other end is a crash. */
enum { JOIN_DONE = 0, JOIN_REFUSED = 1, JOIN_FAILED = 3 };

#define JOIN_REFUSED_WORD "refused"
#define REFUSED_NOT_PDF "not-pdf"
#define REFUSED_ENCRYPTED "encrypted"
#define REFUSED_DAMAGED "damaged"
#define REFUSED_SIGNED "signed"
#define REFUSED_EMPTY "empty"
#define REFUSED_PORTFOLIO "portfolio"
#define REFUSED_XFA "xfa"
#define REFUSED_NAMES "names"

/* Facts; numbers, or one letter. */
#define FACT_PAGES "pages"
#define FACT_PART "part"
#define FACT_LEVEL "level"
#define FACT_TAGGED "tagged"
#define FACT_LANGUAGE "language"
#define FACT_MENDED "mended"     /* faults that cost nothing */
#define FACT_LOOKS "looks"       /* readers are asked to draw the fields */
#define FACT_LEFT_OUT "left-out" /* bits of enum quiet_kind */
#define FACT_FILES "files"       /* attached ones that stay */
#define FACT_OTHER "other"       /* some of them are no PDF */
#define FACT_RENAMED "renamed"

/* Kinds of what is left out of minutes, as bits (FACT_LEFT_OUT). */
enum quiet_kind {
    QUIET_SCRIPT = 1 << 0, /* JavaScript */
    QUIET_LAUNCH = 1 << 1, /* programs */
    QUIET_SUBMIT = 1 << 2, /* forms sent away, data read in */
    QUIET_REMOTE = 1 << 3, /* other files, and addresses that are not of the web */
    QUIET_MEDIA = 1 << 4,  /* sound, film, 3D */
    QUIET_EVENT = 1 << 5,  /* any other action on opening or on an event */
    QUIET_SCREEN = 1 << 6, /* full screen, transitions */
    QUIET_PRINT = 1 << 7,  /* copies, page range, scaling, both sides */
    QUIET_FILE = 1 << 8,   /* attached files that are or may be programs */
    QUIET_RIGHTS = 1 << 9, /* usage rights of a reader (/Perms /UR3) */
    QUIET_KINDS = 10,      /* how many there are */
};

#endif
