/*
 * inspect.c - see inspect.h.
 *
 * The file is taken as it is or not at all: a file that qpdf would have to
 * repair may look otherwise afterwards, and nobody would know.
 */
#include "join/inspect.h"

#include "join/object.h"
#include "join/protocol.h"

#include <stdlib.h>
#include <string.h>

enum { HEADER_WINDOW = 1024, MAX_DEPTH = 32, MAX_FIELDS = 100000 };

/* ---- opening ------------------------------------------------------------------------ */

static bool has_header(const struct text *bytes)
{
    static const char mark[] = "%PDF-";
    size_t const window = bytes->len < HEADER_WINDOW ? bytes->len : HEADER_WINDOW;
    return memmem(bytes->data, window, mark, sizeof mark - 1) != NULL;
}

/* A kind of protection that the library does not know is protection too. */
static const char *why_unread(qpdf_data pdf)
{
    qpdf_error const error = qpdf_get_error(pdf);
    enum qpdf_error_code_e const code = error ? qpdf_get_error_code(pdf, error) : qpdf_e_success;
    bool const is_protected = code == qpdf_e_password || code == qpdf_e_unsupported;
    return is_protected ? REFUSED_ENCRYPTED : REFUSED_DAMAGED;
}

static const char *read_file(qpdf_data pdf, const struct text *bytes)
{
    if (bytes->len == 0 || !has_header(bytes))
        return REFUSED_NOT_PDF;
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
    if (qpdf_read_memory(pdf, "minutes", bytes->data, bytes->len, "") & QPDF_ERRORS)
        return why_unread(pdf);
    return qpdf_is_encrypted(pdf) ? REFUSED_ENCRYPTED : NULL;
}

/* ---- every object -------------------------------------------------------------------- */

/* A stream whose filters we can undo must let them be undone; pictures stay as they are. */
static void try_stream(qpdf_data pdf, qpdf_oh stream)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, &filtered, &bytes, &size);
    free(bytes);
}

static const char *look_at_objects(qpdf_data pdf, const struct text *bytes)
{
    long long const size = object_integer(pdf, object_get(pdf, qpdf_get_trailer(pdf), "/Size"), 0);
    if (size <= 0 || (unsigned long long)size > bytes->len)
        return REFUSED_DAMAGED;
    for (int id = 1; id < size; id++) {
        qpdf_oh const object = qpdf_get_object_by_id(pdf, id, 0);
        if (object_has(pdf, object, "/ByteRange"))
            return REFUSED_SIGNED;
        if (qpdf_oh_is_stream(pdf, object))
            try_stream(pdf, object);
        qpdf_oh_release_all(pdf);
        if (object_failed(pdf))
            return REFUSED_DAMAGED;
    }
    return NULL;
}

/* ---- fields --------------------------------------------------------------------------- */

/* A signature that is told by its field alone: some tools leave /ByteRange for later. */
static bool has_signature(qpdf_data pdf, qpdf_oh fields, bool below_signature, int depth, long *seen)
{
    int const count = depth > MAX_DEPTH ? 0 : object_length(pdf, fields);
    for (int i = 0; i < count && ++*seen < MAX_FIELDS; i++) {
        qpdf_oh const field = qpdf_oh_get_array_item(pdf, fields, i);
        qpdf_oh const type = object_get(pdf, field, "/FT");
        bool const is_signature = qpdf_oh_is_name_and_equals(pdf, type, "/Sig") ||
                                  (below_signature && !qpdf_oh_is_name(pdf, type));
        bool const found =
            (is_signature && object_has(pdf, field, "/V")) ||
            has_signature(pdf, object_get(pdf, field, "/Kids"), is_signature, depth + 1, seen);
        if (found)
            return true;
    }
    return false;
}

static const char *look_at_catalog(qpdf_data pdf)
{
    long seen = 0;
    qpdf_oh const root = qpdf_get_root(pdf);
    qpdf_oh const form = object_get(pdf, root, "/AcroForm");
    if (!qpdf_oh_is_dictionary(pdf, root))
        return REFUSED_DAMAGED;
    if (object_has(pdf, root, "/Collection"))
        return REFUSED_PORTFOLIO;
    if (object_has(pdf, form, "/XFA"))
        return REFUSED_XFA;
    if (object_has(pdf, root, "/Perms") ||
        has_signature(pdf, object_get(pdf, form, "/Fields"), false, 0, &seen))
        return REFUSED_SIGNED;
    return NULL;
}

/* ---- what it says of itself ----------------------------------------------------------- */

/*
 * The character behind name in XMP, written as an element (<p:part>2<) or as an
 * attribute (p:part="2"); 0 without one.  PDF/A fixes the prefix of the name.
 */
static char xmp_letter(const char *packet, const char *name)
{
    size_t const length = strlen(name);
    for (const char *at = strstr(packet, name); at; at = strstr(at + length, name)) {
        const char *after = at + length;
        if (*after == '>')
            return after[1];
        if (*after == '=' && (after[1] == '"' || after[1] == '\''))
            return after[2];
    }
    return 0;
}

static void read_claims(qpdf_data pdf, struct minutes_facts *facts)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    struct text packet = TEXT_EMPTY;
    qpdf_oh const metadata = object_of_root(pdf, "/Metadata");
    if (!qpdf_oh_is_stream(pdf, metadata) ||
        (qpdf_oh_get_stream_data(pdf, metadata, qpdf_dl_generalized, NULL, &bytes, &size) & QPDF_ERRORS))
        return;
    text_add_bytes(&packet, bytes, size);
    free(bytes);
    const char *xmp = text_string(&packet);
    char const part = xmp_letter(xmp, "pdfaid:part");
    char const level = xmp_letter(xmp, "pdfaid:conformance");
    facts->part = part >= '1' && part <= '9' ? part : 0;
    facts->level = level && strchr("ABU", level) ? level : 0;
    text_free(&packet);
}

static const char *read_facts(qpdf_data pdf, struct minutes_facts *facts)
{
    facts->pages = qpdf_get_num_pages(pdf);
    if (facts->pages < 0)
        return REFUSED_DAMAGED;
    if (facts->pages == 0)
        return REFUSED_EMPTY;
    read_claims(pdf, facts);
    qpdf_oh const marks = object_of_root(pdf, "/MarkInfo");
    facts->has_language = qpdf_oh_is_string(pdf, object_of_root(pdf, "/Lang"));
    facts->is_tagged = qpdf_oh_is_dictionary(pdf, object_of_root(pdf, "/StructTreeRoot")) &&
                       object_is_true(pdf, object_get(pdf, marks, "/Marked"));
    return NULL;
}

qpdf_data inspect_open(const struct text *bytes, struct minutes_facts *facts, const char **refusal)
{
    qpdf_data pdf = qpdf_init();
    *facts = (struct minutes_facts){0};
    *refusal = read_file(pdf, bytes);
    if (!*refusal)
        *refusal = look_at_objects(pdf, bytes);
    if (!*refusal)
        *refusal = look_at_catalog(pdf);
    if (!*refusal)
        *refusal = read_facts(pdf, facts);
    if (!*refusal && (object_failed(pdf) || qpdf_more_warnings(pdf)))
        *refusal = REFUSED_DAMAGED;
    if (*refusal)
        qpdf_cleanup(&pdf);
    return pdf;
}
