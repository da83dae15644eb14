/*
 * signed.h - what a CMS says, as the lines of protocol.h.
 */
#ifndef FORMULYAR_CMS_SIGNED_H
#define FORMULYAR_CMS_SIGNED_H

#include "base/text.h"
#include "cms/der.h"

/*
 * Appends the lines of a signature (RFC 5652).  False when it is not one or a
 * part that must be there cannot be read; then out is of no use.
 */
bool signed_tell(asn1_node grammar, struct der cms, struct arena *arena, struct text *out);

/* Appends the lines of one certificate; false when it is not one. */
bool certificate_tell(asn1_node grammar, struct der certificate, struct arena *arena,
                      struct text *out);

/* "word value" as a line; without a value (NULL, "") nothing. */
void line_add(struct text *out, const char *word, const char *value);
void line_add_hex(struct text *out, const char *word, struct der value);

#endif
