/*
 * cmsfacts.h - what formulyar-cms says of a signature.
 *
 * The program reads a stranger's bytes, confined; its answer is not believed
 * either: strings are UTF-8 on one line, whatever is out of shape is absent.
 */
#ifndef FORMULYAR_CMD_CMSFACTS_H
#define FORMULYAR_CMD_CMSFACTS_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

struct byte_string {
    const unsigned char *bytes; /* NULL when absent */
    size_t size;
};

/* One signer, or the one whom a lone certificate names.  Strings are "" when absent. */
struct cms_signer {
    struct cms_signer *next;
    const char *digest; /* object identifier */
    struct byte_string message_digest;
    struct byte_string content_digest;
    const char *signing_time; /* times are "2026-11-26T15:18:32Z" */
    const char *stamp_time;   /* of a time stamp over the signature */
    bool stamp_is_foreign;    /* that stamp is of another signature */
    const char *subject;
    const char *issuer;
    const char *serial;
    const char *valid_from;
    const char *valid_until;
};

struct cms_facts {
    struct byte_string content; /* when it is inside and no longer than a digest */
    struct byte_string content_sha256;
    const char *stamp_digest; /* of a time stamp: object identifier */
    struct byte_string stamp_imprint;
    const char *stamp_time;
    struct cms_signer *signers;
};

enum cms_end {
    CMS_END_READ,
    CMS_END_UNREAD,  /* it is no signature, or of a kind that is not understood */
    CMS_END_BROKEN,  /* its reader crashed, or took too long or too much memory */
    CMS_END_MISSING, /* the program is not there or cannot be started */
};

/* Runs the program at path (or NULL) with an errand of cms/protocol.h; facts live in arena. */
enum cms_end cms_read(const char *path, const char *errand, const struct text *bytes,
                      struct arena *arena, struct cms_facts *facts);

/* Reads an answer of the program; cms_read() does, and tests. */
void cms_parse(const struct text *answer, struct arena *arena, struct cms_facts *facts);

bool byte_strings_equal(struct byte_string a, struct byte_string b);

#endif
