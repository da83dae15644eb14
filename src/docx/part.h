/*
 * part.h - one part of a package: what it says, and the same deflated.
 *
 * Most parts of a DOCX are the same in every document of a run.  So a part is
 * kept from document to document: it is written anew each time, but deflated
 * only when it says something else than before.
 */
#ifndef FORMULYAR_DOCX_PART_H
#define FORMULYAR_DOCX_PART_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct part {
    const char *name;   /* "word/document.xml" */
    struct text data;   /* what it says now; emptied and written anew for each document */
    struct text before; /* what packed was made of */
    struct text packed; /* deflated, RFC 1951 */
    uint32_t crc;       /* CRC-32 of data, once packed */
    bool is_packed;     /* before, packed and crc belong together */
};

/* Releases the bytes of the part; the name is the caller's. */
void part_free(struct part *part);

/* Makes packed and crc belong to data. */
struct deflater;
void part_pack(struct deflater *deflater, struct part *part);

#endif
