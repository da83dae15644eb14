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

/* Facts; numbers, or one letter. */
#define FACT_PAGES "pages"
#define FACT_PART "part"
#define FACT_LEVEL "level"
#define FACT_TAGGED "tagged"
#define FACT_LANGUAGE "language"
#define FACT_RENAMED "renamed"

#endif
