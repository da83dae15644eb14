/*
 * docx.h - a document tree as an editable WordprocessingML package.
 */
#ifndef FORMULYAR_DOCX_DOCX_H
#define FORMULYAR_DOCX_DOCX_H

#include "base/diag.h"
#include "doc/doc.h"
#include "docx/digest.h"

struct docx_options {
    const char *version;   /* of the program, for docProps/app.xml */
    const char *case_hash; /* SHA-256 of the case, for docProps/custom.xml, or NULL */
};

/*
 * What the documents of a run share: memory, and parts that are the same in
 * many of them, deflated.  Has no say in what is written.  Ended by
 * docx_kit_free().
 */
struct docx_kit;
struct docx_kit *docx_kit_new(void);
void docx_kit_free(struct docx_kit *kit);

/*
 * Appends the finished package to out.  Returns 0, or -1 with a diagnostic when
 * the archive could not be made; out is then to be thrown away.  Same input,
 * same build: same bytes, whatever the clock, the time zone, the locale or
 * the documents before.  record, when it is not NULL, gets what was hashed; it is the
 * caller's and has been {0} or of another document.
 */
int docx_write(struct docx_kit *kit, const struct document *document,
               const struct docx_options *options, struct text *out, struct digest_record *record,
               struct diags *diags);

#endif
