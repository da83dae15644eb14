/*
 * assembly.h - many documents put together as the sections of one.
 */
#ifndef FORMULYAR_DOC_ASSEMBLY_H
#define FORMULYAR_DOC_ASSEMBLY_H

#include "doc/doc.h"

/* The document under construction; start with {.arena = ...}. */
struct assembly {
    struct arena *arena; /* outlives the whole */
    struct document whole;
    struct section *last;
};

/*
 * Appends the sections of a document, which lives as long as the arena and is
 * the assembly's from now on: its sections are linked, and keep their page and
 * typography.  The first document gives the whole all that is not its sections;
 * the caller names it.  The date is the latest one of all.
 *
 * number tells the signature fields of several documents apart: "_number" is put
 * behind their names, which are unique in a file (ISO 32000-1, 12.7.3.2); 0
 * leaves them.  Returns the first section appended.
 */
struct section *assembly_add(struct assembly *assembly, const struct document *document,
                             size_t number);

/* Appends one section that the caller made. */
void assembly_add_section(struct assembly *assembly, struct section *section);

#endif
