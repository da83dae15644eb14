/*
 * signatures.h - the signature block: a plain table, position | blank paper | name.
 */
#ifndef FORMULYAR_DOCX_SIGNATURES_H
#define FORMULYAR_DOCX_SIGNATURES_H

#include "docx/wml.h"

/*
 * Appends the block and keeps the two paragraphs before it on its first page.
 * The rows of one signer never part.
 */
void signatures_write(struct writer *writer, const struct signatures *signatures);

#endif
