/*
 * form_load_signatures.h - who signs a form, and where.
 */
#ifndef FORMULYAR_FORM_FORM_LOAD_SIGNATURES_H
#define FORMULYAR_FORM_FORM_LOAD_SIGNATURES_H

#include "form/form_load_xml.h"

/* Fills def from a <signatures>; a role that the vocabulary lacks is a diagnostic. */
void load_signatures(struct loader *loader, const xmlNode *node, struct block_def *def);

/*
 * The names of a form's signature fields; one that stands twice is a
 * diagnostic: two fields of one name would be one field in the PDF.
 */
const struct field_name *load_field_names(struct loader *loader, const struct block_def *blocks);

#endif
