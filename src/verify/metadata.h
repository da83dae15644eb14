/*
 * metadata.h - what a PDF of this program says of itself in its XMP packet.
 */
#ifndef FORMULYAR_VERIFY_METADATA_H
#define FORMULYAR_VERIFY_METADATA_H

#include "verify/verify.h"

/*
 * Fills in conformance, version, case, form, edition, teacher and the number of pages of
 * minutes; the strings are in the arena, "" for what the packet does not say.
 */
void metadata_read(const char *packet, struct arena *arena, struct verify_facts *facts);

#endif
