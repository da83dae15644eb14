/*
 * resolve_blocks.h - blocks of a form made into blocks of a document.
 */
#ifndef FORMULYAR_FORM_RESOLVE_BLOCKS_H
#define FORMULYAR_FORM_RESOLVE_BLOCKS_H

#include "form/resolve_phrase.h"

/*
 * Makes the blocks whose conditions hold (inner ones of an <if> included) and
 * appends them at **tail, which is moved on.  With body_only set, what is ours
 * is passed over.
 */
void resolve_blocks(struct resolver *resolver, const struct block_def *defs, struct block ***tail);

#endif
