/*
 * signatures.h - the signature block: a plain table, position | blank paper | name.
 */
#ifndef FORMULYAR_DOCX_SIGNATURES_H
#define FORMULYAR_DOCX_SIGNATURES_H

#include "docx/wml.h"

/*
 * Appends the block, which stays on one page with the two paragraphs before it.
 */
void signatures_write(struct docx_writer *writer, const struct signatures *signatures);

#endif
