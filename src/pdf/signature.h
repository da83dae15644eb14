/*
 * signature.h - empty signature fields (ISO 32000-1, 12.7.4.5), one for each widget.
 */
#ifndef FORMULYAR_PDF_SIGNATURE_H
#define FORMULYAR_PDF_SIGNATURE_H

#include "pdf/structure.h"

/*
 * Fills every widget among the annotations: a field merged with its annotation,
 * printed, with an empty appearance.  No /Lock, /DA, /DR or NeedAppearances:
 * several people sign, with tools that trip over them.
 */
void signature_write_fields(struct pdf_file *file, const struct annotation *annotations,
                            const pdf_ref *page_refs);

/* Appends the catalog's "/AcroForm<<...>>" when there are widgets among the annotations. */
void signature_put_form(const struct annotation *annotations, struct text *out);

#endif
