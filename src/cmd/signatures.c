#include "cmd/signatures.h"

#include "base/file.h"
#include "engine/beside.h"
#include "cms/protocol.h"

enum { MOST_PIECES = 2 };

static const char sha256[] = "2.16.840.1.101.3.4.2.1";

/* What is signed: the bytes of a range. */
struct signed_bytes {
    struct hash_piece pieces[MOST_PIECES];
    size_t count;
};

void signatures_begin(struct signatures *list, const char *program, const char *path,
                      struct arena *arena)
{
    *list = (struct signatures){.arena = arena, .program = program, .path = path};
    list->last = &list->first;
}

struct signature *signatures_add(struct signatures *list)
{
    struct signature *signature = ARENA_NEW(list->arena, struct signature);
    *signature = (struct signature){.sub_filter = "", .claimed = ""};
    *list->last = signature;
    list->last = &signature->next;
    return signature;
}

/* ---- does the digest in it belong to these bytes? ----------------------------------------- */

static bool has_digest(const struct signed_bytes *bytes, const struct digest_kind *kind,
                       struct byte_string wanted)
{
    unsigned char digest[DIGEST_LARGEST];
    size_t const size = digest_pieces(kind, bytes->pieces, bytes->count, digest);
    return byte_strings_equal((struct byte_string){digest, size}, wanted);
}

/* The bytes, or their digest (a time stamp, an old kind of signature), are inside. */
static enum signature_match match_inside(const struct signature *signature,
                                         const struct signed_bytes *bytes,
                                         struct signature_signer *signer)
{
    const struct cms_facts *facts = &signature->facts;
    struct byte_string inside = {0};
    if (facts->stamp_imprint.bytes) {
        signer->digest = digest_kind(facts->stamp_digest);
        inside = facts->stamp_imprint;
    } else if (strcmp(signature->sub_filter, "adbe.pkcs7.sha1") == 0) {
        signer->digest = digest_sha1();
        inside = facts->content;
    } else { /* the file itself lies in its signature */
        return has_digest(bytes, digest_kind(sha256), facts->content_sha256) ? SIGNATURE_SAME
                                                                             : SIGNATURE_DIFFERS;
    }
    if (!signer->digest)
        return SIGNATURE_UNKNOWN_DIGEST;
    return has_digest(bytes, signer->digest, inside) ? SIGNATURE_SAME : SIGNATURE_DIFFERS;
}

static enum signature_match match(const struct signature *signature,
                                  const struct signed_bytes *bytes, struct signature_signer *signer)
{
    const struct cms_signer *facts = signer->facts;
    signer->digest = digest_kind(facts->digest);
    if (signature->facts.content_sha256.bytes) {
        bool const agree = !facts->message_digest.bytes || !facts->content_digest.bytes ||
                           byte_strings_equal(facts->message_digest, facts->content_digest);
        return agree ? match_inside(signature, bytes, signer) : SIGNATURE_DIFFERS;
    }
    if (!facts->message_digest.bytes)
        return SIGNATURE_NEEDS_KEY;
    if (!signer->digest)
        return SIGNATURE_UNKNOWN_DIGEST;
    return has_digest(bytes, signer->digest, facts->message_digest) ? SIGNATURE_SAME
                                                                    : SIGNATURE_DIFFERS;
}

/* Asks each signer about the bytes; true when one of them does not fit. */
static bool match_signers(struct signatures *list, struct signature *signature,
                          const struct signed_bytes *bytes)
{
    struct signature_signer **last = &signature->signers;
    bool differs = false;
    signature->signers = NULL;
    for (const struct cms_signer *facts = signature->facts.signers; facts; facts = facts->next) {
        struct signature_signer *signer = ARENA_NEW(list->arena, struct signature_signer);
        signer->facts = facts;
        signer->match = match(signature, bytes, signer);
        differs |= signer->match == SIGNATURE_DIFFERS;
        *last = signer;
        last = &signer->next;
    }
    return differs;
}

static void tell(struct signatures *list, struct diags *diags, enum message message,
                 const char *which)
{
    diag_add(diags, message, (struct pos){.file = list->path}, NULL, which, NULL);
}

/* A time stamp that somebody hung on from another signature. */
static void judge_stamps(struct signatures *list, const struct signature *signature,
                         struct diags *diags)
{
    for (const struct cms_signer *signer = signature->facts.signers; signer; signer = signer->next)
        if (signer->stamp_is_foreign)
            tell(list, diags, MESSAGE_SIGNATURE_STAMP,
                 signature->field ? signature->field : signature->file);
}

/* Says why there is nothing to judge. */
static void judge_end(struct signatures *list, const struct signature *signature,
                      struct diags *diags)
{
    const char *which = signature->field ? signature->field : signature->file;
    switch (signature->end) {
    case CMS_END_READ: judge_stamps(list, signature, diags); break;
    case CMS_END_UNREAD:
        tell(list, diags,
             signature->field ? MESSAGE_SIGNATURE_UNREAD : MESSAGE_SIGNATURE_BESIDE_UNREAD, which);
        break;
    case CMS_END_BROKEN: tell(list, diags, MESSAGE_SIGNATURE_BROKEN, which); break;
    case CMS_END_MISSING:
        tell(list, diags, MESSAGE_CMS_MISSING, list->program ? list->program : "formulyar-cms");
        break;
    }
}

/* ---- inside a PDF --------------------------------------------------------------------------- */

/* The range comes from a process that read a stranger's file: it is looked at once more. */
static bool take_range(const size_t range[4], const struct text *bytes, struct signed_bytes *taken)
{
    taken->count = 0;
    for (int i = 0; i < 4; i += 2) {
        if (range[i] > bytes->len || range[i + 1] > bytes->len - range[i])
            return false;
        taken->pieces[taken->count++] = (struct hash_piece){bytes->data + range[i], range[i + 1]};
    }
    return true;
}

void signatures_read_embedded(struct signatures *list, struct signature *signature,
                              const size_t range[4], const struct text *cms,
                              const struct text *bytes, struct diags *diags)
{
    struct signed_bytes taken;
    bool const is_bare = strcmp(signature->sub_filter, "adbe.x509.rsa_sha1") == 0;
    signature->end =
        cms_read(list->program, is_bare ? CMS_ERRAND_CERTIFICATE : CMS_ERRAND_SIGNATURE, cms,
                 list->arena, &signature->facts);
    judge_end(list, signature, diags);
    if (signature->fault)
        diag_add(diags, MESSAGE_SIGNATURE_RANGE, (struct pos){.file = list->path}, NULL,
                 signature->field, signature->fault, NULL);
    if (take_range(range, bytes, &taken) && match_signers(list, signature, &taken) &&
        !signature->fault)
        tell(list, diags, MESSAGE_SIGNATURE_DIGEST, signature->field);
}

/* ---- beside the file ------------------------------------------------------------------------ */

/* X.sig may be of X.docx, or of the case X.xml, as well as of X.pdf. */
static bool is_of_other(struct signatures *list, struct signature *signature)
{
    static const char *const others[] = {".pdf", ".PDF", ".docx", ".DOCX", ".xml"};
    size_t const stem = (size_t)(strrchr(list->path, '.') - list->path);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const char *other = arena_printf(list->arena, "%.*s%s", (int)stem, list->path, others[i]);
        struct text content = TEXT_EMPTY;
        bool differs = true;
        if (strcmp(other, list->path) != 0 && file_size(other) > 0 &&
            file_read(other, CMS_LARGEST, &content) == 0) {
            struct signed_bytes const bytes = {.pieces = {{content.data, content.len}}, .count = 1};
            differs = match_signers(list, signature, &bytes);
        }
        text_free(&content);
        if (!differs)
            return true;
    }
    return false;
}

static void judge_beside(struct signatures *list, struct signature *signature,
                         const struct beside *beside, const struct text *bytes, struct diags *diags)
{
    struct signed_bytes const whole = {.pieces = {{bytes->data, bytes->len}}, .count = 1};
    judge_end(list, signature, diags);
    if (!match_signers(list, signature, &whole))
        return;
    signature->is_of_other = !beside->has_whole_name && is_of_other(list, signature);
    if (!signature->is_of_other)
        tell(list, diags, MESSAGE_SIGNATURE_BESIDE, signature->file);
}

void signatures_read_beside(struct signatures *list, const struct text *bytes, struct diags *diags)
{
    for (struct beside *beside = beside_find(list->path, list->arena); beside;
         beside = beside->next) {
        struct text cms = TEXT_EMPTY;
        int const error = file_read(beside->path, CMS_LARGEST, &cms);
        if (error) {
            diag_add(diags, MESSAGE_FILE_READ, (struct pos){.file = beside->path}, NULL,
                     file_reason(error), NULL);
        } else {
            struct signature *signature = signatures_add(list);
            signature->file = path_name(beside->path);
            signature->covers_file = true;
            signature->end =
                cms_read(list->program, CMS_ERRAND_SIGNATURE, &cms, list->arena, &signature->facts);
            judge_beside(list, signature, beside, bytes, diags);
        }
        text_free(&cms);
    }
}
