/*
 * resolve_signatures.h - who signs a form, from its places and the signers of a case.
 */
#ifndef FORMULYAR_FORM_RESOLVE_SIGNATURES_H
#define FORMULYAR_FORM_RESOLVE_SIGNATURES_H

#include "form/resolve_phrase.h"

/* Fills block from the signatures def; false when nobody is to sign. */
bool resolve_signatures(struct resolver *resolver, const struct block_def *def,
                        struct block *block);

#endif
