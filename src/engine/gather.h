/*
 * gather.h - cases kept for one document of them all, and their forms in order.
 */
#ifndef FORMULYAR_ENGINE_GATHER_H
#define FORMULYAR_ENGINE_GATHER_H

#include "base/seen.h"
#include "engine/pipeline.h"
#include "council/appendices.h"

/* Starts as {0}; gathered_free() ends it. */
struct gathered {
    struct appendix_item *items; /* the wanted forms of the cases: appendices */
    size_t count, cap;
    struct casefile **cases; /* kept, in the order read */
    size_t case_count, case_cap;
    struct seen ids;
    const char *meeting; /* its date */
};

/*
 * Reads the files of the command line and keeps the good cases; what is wrong is
 * reported.  Wrong here are also a file named twice, an id that came before, and
 * a case that has none of the wanted forms.  Of a conclusion later than the
 * meeting (an ISO date; NULL: not asked) it is warned.
 */
void gather_cases(struct pipeline *pipeline, const char *meeting, struct gathered *gathered);

void gathered_free(struct gathered *gathered);

#endif
