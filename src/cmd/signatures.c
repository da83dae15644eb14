#include "cmd/signatures.h"

#include "base/file.h"
#include "engine/beside.h"
#include "pdfread/pdfparts.h"
#include "cms/protocol.h"

enum { MOST_PIECES = 2 };

/* More than anybody asks for; each costs a process, and the signed bytes are read again. */
enum { MOST_SIGNATURES = 64, MOST_SIGNED = 512 << 20 };

static const char range_mark[] = "/ByteRange";

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

/* One more at the end of the list. */
static struct signature *add(struct signatures *list)
{
    struct signature *signature = ARENA_NEW(list->arena, struct signature);
    *signature = (struct signature){.sub_filter = "", .claimed = ""};
    LIST_APPEND(list->last, signature);
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
        LIST_APPEND(last, signer);
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

/* ---- inside a PDF: confined ------------------------------------------------------------------------------- */

static bool names_range(const struct text *bytes)
{
    return bytes->len && memmem(bytes->data, bytes->len, range_mark, sizeof range_mark - 1);
}

static void pack_one(struct text *parcel, struct pdffile *file,
                     const struct pdf_signature *signature, struct arena *arena)
{
    struct pdf_signed const found = pdf_signed_bytes(file, signature, arena);
    parcel_add_string(parcel, signature->field);
    parcel_add_string(parcel, found.sub_filter);
    parcel_add_string(parcel, found.claimed);
    parcel_add_string(parcel, found.fault ? found.fault : "");
    for (int i = 0; i < PDF_RANGE_NUMBERS; i++)
        parcel_add_number(parcel, (int64_t)found.range[i]);
    parcel_add_number(parcel, (int64_t)found.revision);
    parcel_add_number(parcel, found.covers_file);
    /* Old kinds carry the certificate apart and nothing else that can be read. */
    if (found.certificate)
        parcel_add_bytes(parcel, found.certificate, found.certificate_length);
    else
        parcel_add_bytes(parcel, signature->contents, signature->contents_length);
}

void signatures_pack(struct text *parcel, struct pdffile *file, const struct text *bytes,
                     struct arena *arena)
{
    const struct pdf_signature *first =
        file && names_range(bytes) ? pdf_signatures(file, arena) : NULL;
    int64_t count = 0;
    for (const struct pdf_signature *at = first; at && count <= MOST_SIGNATURES; at = at->next)
        count++;
    parcel_add_number(parcel, count);
    if (count > MOST_SIGNATURES)
        count = MOST_SIGNATURES;
    for (const struct pdf_signature *at = first; count > 0; at = at->next, count--)
        pack_one(parcel, file, at, arena);
}

void signatures_pack_file(struct text *parcel, const struct text *bytes, struct arena *arena)
{
    enum pdffile_problem problem;
    struct pdffile *file =
        names_range(bytes) ? pdffile_open(bytes->data, bytes->len, NULL, arena, &problem) : NULL;
    signatures_pack(parcel, file, bytes, arena);
}

/* ---- inside a PDF: outside --------------------------------------------------------------------------- */

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

static void read_embedded(struct signatures *list, struct signature *signature,
                          const size_t range[4], const struct text *cms, const struct text *bytes,
                          struct diags *diags)
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

void signatures_unpack(struct signatures *list, struct parcel *parcel, const struct text *bytes,
                       struct diags *diags)
{
    int64_t const count = parcel_number(parcel);
    size_t digested = 0;
    bool is_too_much = count > MOST_SIGNATURES;
    for (int64_t i = 0; i < count && i < MOST_SIGNATURES && !parcel->is_broken; i++) {
        struct signature *signature = add(list);
        size_t range[PDF_RANGE_NUMBERS];
        size_t size;
        signature->field = parcel_string(parcel);
        signature->sub_filter = parcel_string(parcel);
        signature->claimed = parcel_string(parcel);
        const char *fault = parcel_string(parcel);
        signature->fault = *fault ? fault : NULL;
        for (int j = 0; j < PDF_RANGE_NUMBERS; j++)
            range[j] = (size_t)parcel_number(parcel);
        signature->revision = (size_t)parcel_number(parcel);
        signature->covers_file = parcel_number(parcel) != 0;
        struct text cms = TEXT_EMPTY;
        const char *contents = parcel_bytes(parcel, &size);
        text_add_bytes(&cms, contents, size);
        digested += range[1] + range[3];
        bool const is_small = digested <= MOST_SIGNED || i == 0;
        is_too_much |= !is_small;
        signature->end = CMS_END_UNREAD;
        if (is_small)
            read_embedded(list, signature, range, &cms, bytes, diags);
        text_free(&cms);
    }
    if (is_too_much)
        diag_add(diags, MESSAGE_VERIFY_TOO_MUCH, (struct pos){.file = list->path}, NULL, NULL);
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
            diag_add_error(diags, MESSAGE_FILE_READ, beside->path, error);
        } else {
            struct signature *signature = add(list);
            signature->file = path_name(beside->path);
            signature->covers_file = true;
            signature->end =
                cms_read(list->program, CMS_ERRAND_SIGNATURE, &cms, list->arena, &signature->facts);
            judge_beside(list, signature, beside, bytes, diags);
        }
        text_free(&cms);
    }
}
