/*
 * der.h - one structure of cms.asn taken apart by libtasn1.
 *
 * The bytes are a stranger's.  Whatever is not there or cannot be read answers
 * as if it were absent; the caller says what must be there.
 */
#ifndef FORMULYAR_CMS_DER_H
#define FORMULYAR_CMS_DER_H

#include "base/arena.h"

#include <libtasn1.h>
#include <stdbool.h>
#include <stddef.h>

/* A string of bytes, borrowed or in the arena; bytes is NULL when there is none. */
struct der {
    const unsigned char *bytes;
    size_t size;
};

/* Makes the grammar ready; NULL when it cannot be.  Ended by asn1_delete_structure(). */
asn1_node der_grammar(void);

/*
 * Takes the bytes apart as a type of the grammar ("Certificate"); NULL when they
 * are no such thing.  Zeros and whatever else stands behind it are passed over:
 * a signature in a PDF lies in more room than it needs.  Ended by der_close().
 */
asn1_node der_open(asn1_node grammar, const char *type, struct der bytes);
void der_close(asn1_node *node);

/* The value at a path ("sid.issuerAndSerialNumber.issuer"), in arena. */
struct der der_value(asn1_node node, const char *path, struct arena *arena);

/* The same of an object identifier, a time or the chosen alternative; "" when absent. */
const char *der_string(asn1_node node, const char *path, struct arena *arena);

/* How many elements a SET OF or SEQUENCE OF has. */
int der_count(asn1_node node, const char *path);

/* The content of an OCTET STRING that may come in pieces (BER), in arena. */
struct der der_octets(struct der bytes, struct arena *arena);

bool der_same(struct der a, struct der b);

#endif
