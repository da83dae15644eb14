/*
 * package.h - parts into a ZIP archive; the only user of libzip.
 */
#ifndef FORMULYAR_DOCX_PACKAGE_H
#define FORMULYAR_DOCX_PACKAGE_H

#include "base/diag.h"
#include "docx/part.h"

#include <stddef.h>

/*
 * Appends an archive of the parts, each packed, in their order, all dated
 * 1980-01-01, so that the same parts give the same bytes.  Returns 0, or -1
 * with a diagnostic.  The parts stay the caller's.
 */
int package_write(const struct part *parts, size_t count, struct text *out, struct diags *diags);

#endif
