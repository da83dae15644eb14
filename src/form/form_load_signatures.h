/*
 * form_load_signatures.h - who signs a form, and where.
 */
#ifndef FORMULYAR_FORM_FORM_LOAD_SIGNATURES_H
#define FORMULYAR_FORM_FORM_LOAD_SIGNATURES_H

#include "form/form_load_xml.h"

/* Fills def from a <signatures>; a role that the vocabulary lacks is a diagnostic. */
void load_signatures(struct loader *loader, const xmlNode *node, struct block_def *def);

/*
 * Adds a diagnostic for each signature field whose name an earlier one of the
 * form has or may get: two fields of one name would be one field in the PDF.
 */
void check_field_names(struct loader *loader, const struct block_def *blocks);

#endif
