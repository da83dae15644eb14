/*
 * outline.h - a council file to start from, written from a template and some cases.
 *
 * The template (forms/new-minutes.xml) is copied line by line.  The lines from
 * <?case?> to <?end?> stand once for each case, with {file}, {id}, {name},
 * {genitive} and {dative} filled in.  A line that begins with <?genitive?>,
 * <?plain?> (no genitive), <?dative?>, <?no-dative?>, <?completed?>, <?not-held?>,
 * <?going?>, <?concluded?>, <?first?> (case of its file) or <?none?> (no case at
 * all) stands only where that holds; several may stand in a row.
 */
#ifndef FORMULYAR_COUNCIL_OUTLINE_H
#define FORMULYAR_COUNCIL_OUTLINE_H

#include "base/text.h"

#include <stdbool.h>

/* What the template needs of a case; none is NULL, what is absent is "". */
struct outline_case {
    const char *file; /* its path from the council file's folder */
    const char *id;
    const char *name; /* «Иванова М.П.» */
    const char *genitive;
    const char *dative;
    const char *status; /* as the case file writes it */
    bool first;         /* of its file */
};

/* Appends the council file; values are escaped, also for XML comments. */
void outline_write(const char *template, const struct outline_case *cases, size_t count,
                   struct text *out);

#endif
