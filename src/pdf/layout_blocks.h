/*
 * layout_blocks.h - the blocks of a form as slabs and structure elements.
 */
#ifndef FORMULYAR_PDF_LAYOUT_BLOCKS_H
#define FORMULYAR_PDF_LAYOUT_BLOCKS_H

#include "pdf/layout_flow.h"

/* Appends one block of any kind to the column. */
void block_flow(struct flow *flow, const struct block *block);

/* Appends a signature block (layout_signatures.c). */
void signatures_flow(struct flow *flow, const struct block *block);

#endif
