#include "cmd/embedded.h"

#include "pdfread/pdfparts.h"

/* More than anybody asks for; each costs a process, and the signed bytes are read again. */
enum { MOST_SIGNATURES = 64, MOST_SIGNED = 512 << 20 };

static const char range_mark[] = "/ByteRange";

/* ---- confined ------------------------------------------------------------------------------- */

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

void embedded_pack(struct text *parcel, struct pdffile *file, const struct text *bytes,
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

void embedded_pack_file(struct text *parcel, const struct text *bytes, struct arena *arena)
{
    enum pdffile_problem problem;
    struct pdffile *file =
        names_range(bytes) ? pdffile_open(bytes->data, bytes->len, NULL, arena, &problem) : NULL;
    embedded_pack(parcel, file, bytes, arena);
}

/* ---- outside --------------------------------------------------------------------------------- */

void embedded_read(struct signatures *list, struct parcel *parcel, const struct text *bytes,
                   struct diags *diags)
{
    int64_t const count = parcel_number(parcel);
    size_t digested = 0;
    bool is_too_much = count > MOST_SIGNATURES;
    for (int64_t i = 0; i < count && i < MOST_SIGNATURES && !parcel->is_broken; i++) {
        struct signature *signature = signatures_add(list);
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
            signatures_read_embedded(list, signature, range, &cms, bytes, diags);
        text_free(&cms);
    }
    if (is_too_much)
        diag_add(diags, MESSAGE_VERIFY_TOO_MUCH, (struct pos){.file = list->path}, NULL, NULL);
}
