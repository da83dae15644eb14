/*
 * properties.h - docProps/: what the file says about itself.  No user names, no
 * clock: dates come from the case, and whoever opens the file later finds out
 * which case, form, edition and program made it.
 */
#ifndef FORMULYAR_DOCX_PROPERTIES_H
#define FORMULYAR_DOCX_PROPERTIES_H

#include "base/text.h"
#include "doc/doc.h"
#include "docx/docx.h"

void core_properties_write(const struct document *document, struct text *out);
void app_properties_write(const struct document *document, const struct docx_options *options,
                          struct text *out);

/* The properties of digest.h that are known; digest is that of all other parts, in hex. */
void custom_properties_write(const struct document *document, const struct docx_options *options,
                             const char *digest, struct text *out);

#endif
