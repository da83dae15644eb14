/*
 * certificate.h - one certificate (RFC 5280): whose it is, and what is told of it.
 */
#ifndef FORMULYAR_CMS_CERTIFICATE_H
#define FORMULYAR_CMS_CERTIFICATE_H

#include "cms/signed.h"

/* Who signed: by issuer and serial number, or by the identifier of a key. */
struct signer_id {
    struct der issuer;
    struct der serial;
    struct der key_id;
};

/* True when the certificate is the signer's; false too when it cannot be read. */
bool certificate_is_of(asn1_node grammar, struct der certificate, const struct signer_id *id,
                       struct arena *arena);

/* Appends "word name" for an encoded Name. */
void line_add_name(asn1_node grammar, const char *word, struct der name, struct arena *arena,
                   struct text *out);

#endif
