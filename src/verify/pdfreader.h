/*
 * pdfreader.h - what the PDFs of one run share while they are checked.
 */
#ifndef FORMULYAR_VERIFY_PDFREADER_H
#define FORMULYAR_VERIFY_PDFREADER_H

#include "base/deflate.h"
#include "verify/textmap.h"

/* Nothing in it changes what is found in a file; ended by pdfreader_free(). */
struct pdfreader {
    struct arena *arena; /* of the file at hand: reset for the next */
    struct inflater *inflater;
    struct textmaps *maps;
};

struct pdfreader *pdfreader_new(void);
void pdfreader_free(struct pdfreader *reader);

#endif
