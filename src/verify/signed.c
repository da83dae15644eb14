#include "verify/signed.h"

#include "base/diag.h"

/* ---- times -------------------------------------------------------------------------------- */

static bool all_digits(const char *text, size_t count)
{
    return strspn(text, "0123456789") >= count;
}

/* "D:20261126181832+03'00'" (ISO 32000-1, 7.9.4) in the form of ISO 8601; "" for anything else. */
static const char *read_date(const char *date, struct arena *arena)
{
    const char *at = strncmp(date, "D:", 2) == 0 ? date + 2 : date;
    if (!all_digits(at, 14))
        return "";
    const char *time = arena_printf(arena, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s", at, at + 4, at + 6,
                                    at + 8, at + 10, at + 12);
    const char *zone = at + 14;
    if (*zone == 'Z' || *zone == 'z')
        return arena_printf(arena, "%sZ", time);
    if ((*zone != '+' && *zone != '-') || !all_digits(zone + 1, 2))
        return time;
    bool const minutes = zone[3] == '\'' && all_digits(zone + 4, 2);
    return arena_printf(arena, "%s%.3s:%.2s", time, zone, minutes ? zone + 4 : "00");
}

/* ---- the byte range ------------------------------------------------------------------------- */

/* What is wrong with the range; NULL when all but the contents is signed, from the file's first byte on. */
static const char *fault_of(const struct pdf_signature *signature, size_t size)
{
    const long *range = signature->range;
    if (signature->range_count != PDF_RANGE_NUMBERS)
        return DIAG_BOTH("/ByteRange — не четыре числа", "/ByteRange is not four numbers");
    if (range[0] != 0)
        return DIAG_BOTH("она начинается не с начала файла", "it does not begin with the file");
    if ((size_t)range[2] > size || (size_t)range[3] > size - (size_t)range[2] ||
        range[1] > range[2])
        return DIAG_BOTH("она выходит за конец файла", "it goes past the end of the file");
    if (!signature->contents_end || (size_t)range[1] != signature->contents_start ||
        (size_t)range[2] != signature->contents_end)
        return DIAG_BOTH("вне её остаётся не ровно сама подпись (/Contents)",
                         "what is left out of it is not exactly the signature itself (/Contents)");
    return NULL;
}

static bool is_blank(const char *bytes, size_t size)
{
    static const char white_space[] = {'\0', '\t', '\n',
                                       '\f', '\r', ' '}; /* ISO 32000-1, table 1 */
    for (size_t i = 0; i < size; i++)
        if (!memchr(white_space, bytes[i], sizeof white_space))
            return false;
    return true;
}

/* The revision that ends there; tools differ in whether they sign the line's end behind %%EOF. */
static size_t revision_at(const struct pdffile *file, const char *bytes, size_t end)
{
    for (size_t i = 0; i < pdffile_revisions(file); i++) {
        size_t const other = pdffile_revision_end(file, i);
        size_t const from = end < other ? end : other;
        if (is_blank(bytes + from, (end < other ? other : end) - from))
            return i + 1;
    }
    return 0;
}

/* ---- all of it -------------------------------------------------------------------------------- */

static const char *name_of(const struct pdf_value *value, struct arena *arena)
{
    return value && value->kind == PDF_NAME ? arena_strndup(arena, value->bytes, value->length)
                                            : "";
}

static void take_certificate(struct pdf_signed *found, struct pdffile *file,
                             const struct pdf_value *value)
{
    const struct pdf_value *certificate = pdffile_get(file, value, "Cert");
    if (certificate && certificate->kind == PDF_ARRAY && certificate->entries)
        certificate = pdffile_resolve(file, certificate->entries->value);
    if (!certificate || certificate->kind != PDF_STRING)
        return;
    found->certificate = certificate->bytes;
    found->certificate_length = certificate->length;
}

struct pdf_signed pdf_signed_bytes(struct pdffile *file, const struct pdf_signature *signature,
                                   const char *bytes, size_t size, struct arena *arena)
{
    const struct pdf_value *date = pdffile_get(file, signature->value, "M");
    bool const has_date = date && date->kind == PDF_STRING;
    struct pdf_signed found = {
        .sub_filter = name_of(pdffile_get(file, signature->value, "SubFilter"), arena),
        .claimed = has_date ? read_date(pdf_text_string(date, arena), arena) : "",
        .fault = fault_of(signature, size),
    };
    take_certificate(&found, file, signature->value);
    if (found.fault)
        return found;
    for (int i = 0; i < PDF_RANGE_NUMBERS; i++)
        found.range[i] = (size_t)signature->range[i];
    size_t const end = found.range[2] + found.range[3];
    found.covers_file = is_blank(bytes + end, size - end);
    found.revision = revision_at(file, bytes, end);
    return found;
}
