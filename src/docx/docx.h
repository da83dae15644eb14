/*
 * docx.h - a document tree as an editable WordprocessingML package.
 */
#ifndef FORMULYAR_DOCX_DOCX_H
#define FORMULYAR_DOCX_DOCX_H

#include "base/diag.h"
#include "doc/doc.h"

struct docx_options {
    const char *version; /* of the program, for docProps/app.xml */
    const char *case_hash; /* SHA-256 of the case, for docProps/custom.xml, or NULL */
};

/*
 * Appends the finished package to out.  Returns 0, or -1 with a diagnostic when
 * the archive could not be made; out is then to be thrown away.  Same input,
 * same version: same bytes, whatever the clock, the time zone or the locale.
 */
int docx_write(const struct document *document, const struct docx_options *options,
               struct text *out, struct diags *diags);

#endif
