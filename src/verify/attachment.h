/*
 * attachment.h - the case XML that `--pdfa 3` embeds (ISO 19005-3, 6.8).
 */
#ifndef FORMULYAR_VERIFY_ATTACHMENT_H
#define FORMULYAR_VERIFY_ATTACHMENT_H

#include "verify/pdffile.h"

/*
 * Appends the bytes of the document's source file (/AF with /AFRelationship
 * /Source) to out; false when there is none or it cannot be read.
 */
bool pdf_source_attachment(struct pdffile *file, struct text *out);

#endif
