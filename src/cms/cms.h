/*
 * cms.h - signatures and certificates taken apart by libtasn1 and the grammar in cms.asn.
 *
 * The bytes are a stranger's.  Whatever is not there or cannot be read answers
 * as if it were absent; the caller says what must be there.
 */
#ifndef FORMULYAR_CMS_CMS_H
#define FORMULYAR_CMS_CMS_H

#include "base/arena.h"
#include "base/text.h"

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
 * a signature in a PDF lies in more room than it needs.  Ended by
 * asn1_delete_structure(), of NULL too.
 */
asn1_node der_open(asn1_node grammar, const char *type, struct der bytes);

/* The value at a path ("sid.issuerAndSerialNumber.issuer"), in arena. */
struct der der_value(asn1_node node, const char *path, struct arena *arena);

/* The same of an object identifier, a time or the chosen alternative; "" when absent. */
const char *der_string(asn1_node node, const char *path, struct arena *arena);

/* How many elements a SET OF or SEQUENCE OF has. */
int der_count(asn1_node node, const char *path);

/* The content of an OCTET STRING that may come in pieces (BER), in arena. */
struct der der_octets(struct der bytes, struct arena *arena);

/* True for the same bytes; false when one has none. */
bool der_same(struct der a, struct der b);

/* ---- names and times as text --------------------------------------------------------------- */

/*
 * A Name as "CN=..., O=...", in the order of the certificate, UTF-8, escaped after
 * RFC 4514: what parts it (, + = ; and so on) by a backslash, what moves or hides text
 * (controls, marks of direction) by its bytes in hex, so that a name cannot look like
 * anything but a name.  Parts without a short name are named by their identifier.
 * In arena; "" when it cannot be read.
 */
const char *name_text(asn1_node grammar, struct der name, struct arena *arena);

/* "2026-11-26T15:18:32Z" for a GeneralizedTime or UTCTime, in arena; NULL for anything else. */
const char *time_text(const char *time, bool is_utc_time, struct arena *arena);

/* The same of a Time at a path ("": the structure itself). */
const char *time_at(asn1_node node, const char *path, struct arena *arena);

/* ---- what is told, as the lines of protocol.h ------------------------------------------------ */

/* Signatures as files hold them, DER, PEM or base64 alone, as DER: borrowed or in arena. */
struct der armour_remove(const struct text *bytes, struct arena *arena);

/* "word value" as a line; without a value (NULL, "") nothing. */
void line_add(struct text *out, const char *word, const char *value);
void line_add_hex(struct text *out, const char *word, struct der value);

/* Who signed: by issuer and serial number, or by the identifier of a key. */
struct signer_id {
    struct der issuer;
    struct der serial;
    struct der key_id;
};

/* True when the certificate (RFC 5280) is the signer's; false too when it cannot be read. */
bool certificate_is_of(asn1_node grammar, struct der certificate, const struct signer_id *id,
                       struct arena *arena);

/* Appends the lines of one certificate; false when it is not one. */
bool certificate_tell(asn1_node grammar, struct der certificate, struct arena *arena,
                      struct text *out);

/*
 * Appends the lines of a signature (RFC 5652).  False when it is not one or a
 * part that must be there cannot be read; then out is of no use.
 */
bool signed_tell(asn1_node grammar, struct der cms, struct arena *arena, struct text *out);

#endif
