/*
 * form_load_blocks.h - the blocks of a form file.
 */
#ifndef FORMULYAR_FORM_FORM_LOAD_BLOCKS_H
#define FORMULYAR_FORM_FORM_LOAD_BLOCKS_H

#include "form/form_load_xml.h"

/*
 * The blocks among the children of a form's root element, in order; those
 * inside <body> are SOURCE_BODY, the others SOURCE_OURS.  What is wrong goes to
 * the loader's diagnostics.
 */
struct block_def *load_blocks(struct loader *loader, const xmlNode *root);

#endif
