/*
 * protocol.h - what formulyar and formulyar-cms say to each other.
 *
 *     formulyar-cms signature     a CMS on standard input: DER, BER, PEM or base64
 *     formulyar-cms certificate   an X.509 certificate
 *
 * The answer on standard output is lines "word value".  What stands before the
 * first "signer" tells of the whole, what follows it of that signer until the
 * next.  Digests and serial numbers are lower-case hex digits, times are
 * "2026-11-26T15:18:32Z", names are UTF-8 on one line, controls escaped.  A fact
 * that is absent has no line.  Nothing is believed: no key is used, no chain built.
 */
#ifndef FORMULYAR_CMS_PROTOCOL_H
#define FORMULYAR_CMS_PROTOCOL_H

#define CMS_ERRAND_SIGNATURE "signature"
#define CMS_ERRAND_CERTIFICATE "certificate"

enum { CMS_LARGEST = 32 << 20, CMS_MAX_SIGNERS = 16, CMS_MAX_CERTIFICATES = 64 };

/* The exit statuses; any other end is a crash. */
enum { CMS_DONE = 0, CMS_UNREAD = 1, CMS_FAILED = 3 };

/* Of the whole. */
#define CMS_CONTENT_TYPE "content-type" /* object identifier */
#define CMS_CONTENT "content" /* its bytes, when it is inside and no longer than a digest */
#define CMS_CONTENT_SHA256 "content-sha256" /* when it is inside */
#define CMS_STAMP_DIGEST "stamp-digest"     /* of a time stamp: object identifier, */
#define CMS_STAMP_IMPRINT "stamp-imprint"   /* the digest that was stamped, */
#define CMS_STAMP_TIME "stamp-time"         /* and when */

/* Of one signer. */
#define CMS_SIGNER "signer"                 /* its number, from 1 */
#define CMS_DIGEST "digest"                 /* object identifier */
#define CMS_MESSAGE_DIGEST "message-digest" /* the signed attribute */
#define CMS_CONTENT_DIGEST "content-digest" /* of the content that is inside, made here */
#define CMS_SIGNING_TIME "signing-time"     /* the signed attribute */
#define CMS_SIGNATURE_STAMP                                                                        \
    "signature-stamp"             /* time of a stamp over this signature; its digest holds */
#define CMS_BAD_STAMP "bad-stamp" /* the same; it is of another signature */
#define CMS_SUBJECT "subject"
#define CMS_ISSUER "issuer" /* without a certificate as the signer names it */
#define CMS_SERIAL "serial"
#define CMS_VALID_FROM "valid-from"
#define CMS_VALID_UNTIL "valid-until"

#endif
