/*
 * pdfinside.h - how a pdffile is read: for pdffile.c, pdftable.c and pdfstream.c alone.
 */
#ifndef FORMULYAR_PDFREAD_PDFINSIDE_H
#define FORMULYAR_PDFREAD_PDFINSIDE_H

#include "pdfread/pdffile.h"

enum { MAX_OBJECTS = 4000000, MAX_REVISIONS = 1000 };

enum pdf_entry_kind {
    ENTRY_UNKNOWN, /* no table names it */
    ENTRY_FREE,
    ENTRY_PLAIN,  /* stands in the file */
    ENTRY_PACKED, /* in an object stream */
};

struct packed;

struct xref_entry {
    size_t offset; /* in the file; of a packed one the number of its object stream */
    const struct pdf_value *object; /* once it was read */
    struct packed *packed;          /* what an object stream holds, once it was opened */
    unsigned index;                 /* of a packed one: its place in the stream */
    unsigned generation;
    unsigned section;   /* which table named it: 1 the newest */
    unsigned char kind; /* enum pdf_entry_kind */
    bool reading;
    bool failed;
};

struct pdf_cursor pdffile_cursor(const struct pdffile *file, size_t at);

/*
 * Reads the object "number generation obj ... endobj" at an offset; NULL when
 * there is none.  *end (or NULL) is set behind its "endobj".
 */
struct pdf_value *pdffile_read_at(struct pdffile *file, size_t at, long *number, long *generation,
                                  size_t *end);

/*
 * Reads all tables (7.5.4 and 7.5.8), from the one that stands at the offset back to
 * the oldest.
 */
enum pdffile_problem pdftable_read(struct pdffile *file, long at);

/* The object of a packed entry (7.5.7); NULL when it cannot be read. */
const struct pdf_value *pdfpacked_object(struct pdffile *file, long number);

#endif
