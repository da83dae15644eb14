/*
 * signatures.h - what can be said of signatures without a key.
 *
 * Of each: who, when, over which bytes, and whether the digest in it is that of
 * these bytes.  Whether a certificate and a signature are genuine is not asked: that
 * takes the keys and lists of those who issue them.
 */
#ifndef FORMULYAR_CMD_SIGNATURES_H
#define FORMULYAR_CMD_SIGNATURES_H

#include "base/diag.h"
#include "base/hash.h"
#include "cmd/cmsfacts.h"
#include "base/parcel.h"
#include "pdfread/pdffile.h"

enum signature_match {
    SIGNATURE_SAME,
    SIGNATURE_DIFFERS,
    SIGNATURE_NEEDS_KEY,      /* the digest is nowhere but under the key */
    SIGNATURE_UNKNOWN_DIGEST, /* of a kind that this program does not know */
};

struct signature_signer {
    struct signature_signer *next;
    const struct cms_signer *facts;
    enum signature_match match;
    const struct digest_kind *digest; /* of the bytes; NULL when it is not known */
};

struct signature {
    struct signature *next;
    const char *field;      /* of a PDF; NULL for one that lies beside */
    const char *file;       /* the name of one that lies beside, without its folder; or NULL */
    const char *sub_filter; /* of a PDF */
    const char *claimed;    /* /M of a PDF, as "2026-11-26T15:18:32+03:00"; "" when absent */
    const char *fault;      /* of its byte range, in both languages; NULL when it has none */
    size_t revision;        /* the range ends with this revision, from 1; 0: with none */
    bool covers_file;
    bool is_of_other; /* beside: it signs another file of the same name */
    enum cms_end end;
    struct cms_facts facts;
    struct signature_signer *signers;
};

/* The signatures of one file in their order; everything lives in arena. */
struct signatures {
    struct arena *arena;
    const char *program; /* formulyar-cms, or NULL */
    const char *path;    /* of the file that is signed */
    struct signature *first;
    struct signature **last;
};

void signatures_begin(struct signatures *list, const char *program, const char *path,
                      struct arena *arena);

/*
 * Confined: packs the signatures of a file that was opened over these bytes; of NULL,
 * or of bytes that name no /ByteRange, none.
 */
void signatures_pack(struct text *parcel, struct pdffile *file, const struct text *bytes,
                     struct arena *arena);

/* The same for bytes that nobody has opened yet: whatever is no PDF has no signatures. */
void signatures_pack_file(struct text *parcel, const struct text *bytes, struct arena *arena);

/*
 * Outside: takes them out of the parcel into the list, reads them and tells what is
 * wrong.  The bytes are the file's.
 */
void signatures_unpack(struct signatures *list, struct parcel *parcel, const struct text *bytes,
                       struct diags *diags);

/*
 * Reads the signatures that lie beside the file, whose bytes these are: X.pdf.sig
 * and X.sig for X.pdf, and so on.  One of another file is an error.
 */
void signatures_read_beside(struct signatures *list, const struct text *bytes, struct diags *diags);

/* Appends one signature: lines that begin with indent, each with its end; or a JSON object. */
void signature_add_text(const struct signature *signature, const char *indent,
                        enum language language, struct text *out);
void signature_add_json(const struct signature *signature, struct text *out);

/* Appends the line that says what was not asked. */
void signatures_add_caveat(const char *indent, enum language language, struct text *out);

/* The whole list: its lines and the caveat, nothing when it is empty; or a JSON array. */
void signatures_add_text(const struct signatures *list, const char *indent, enum language language,
                         struct text *out);
void signatures_add_json(const struct signatures *list, struct text *out);

#endif
