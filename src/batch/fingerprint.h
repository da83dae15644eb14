/*
 * fingerprint.h - what a document depends on, in one digest.
 *
 * A document is kept from an earlier run when its case, its edition, the
 * organisation's requisites, the rules, the fonts, the program and the options
 * that change its look are all the same.
 */
#ifndef FORMULYAR_BATCH_FINGERPRINT_H
#define FORMULYAR_BATCH_FINGERPRINT_H

#include "engine/engine.h"

struct fingerprints;

/* Hashes what all cases share; editions are hashed once when first asked for. */
struct fingerprints *fingerprints_new(struct engine *engine);
void fingerprints_free(struct fingerprints *fingerprints);

/*
 * 0, or the errno with which a file that the documents depend on could not be
 * read: digests then mean nothing.
 */
int fingerprints_error(const struct fingerprints *fingerprints);

/* The digest for a case under an edition, as hex in arena. */
const char *fingerprint_of(struct fingerprints *fingerprints, const struct casefile *casefile,
                           const struct edition *edition, struct arena *arena);

#endif
