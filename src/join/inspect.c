/*
 * inspect.c - see inspect.h.
 *
 * The library mends many a small fault of a file.  The file is taken when nothing was
 * lost by that: every object and every stream can be read, and every page is there
 * (mended.h).  Else it is refused, because nobody would know what was lost.
 */
#include "join/inspect.h"

#include "join/object.h"
#include "join/protocol.h"

#include <string.h>

enum { HEADER_WINDOW = 1024, MAX_DEPTH = 32, MAX_FIELDS = 100000, MAX_OBJECTS = 1000000 };

static const char nothing[] = "/FormulyarNothing";

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
    if (qpdf_read_memory(pdf, "minutes", bytes->data, bytes->len, "") & QPDF_ERRORS)
        return why_unread(pdf);
    return qpdf_is_encrypted(pdf) ? REFUSED_ENCRYPTED : NULL;
}

/* ---- every object -------------------------------------------------------------------- */

/* The number of the signature that gives rights to the user of a reader, or 0. */
static int usage_rights(qpdf_data pdf)
{
    qpdf_oh const rights = object_get(pdf, object_of_root(pdf, "/Perms"), "/UR3");
    return qpdf_oh_is_indirect(pdf, rights) ? qpdf_oh_get_object_id(pdf, rights) : 0;
}

/* Objects from one number to another; a signature is one wherever it lies. */
static const char *look_at_range(qpdf_data pdf, int from, int to, int rights, bool *is_warned)
{
    for (int id = from; id < to; id++) {
        qpdf_oh const object = qpdf_get_object_by_id(pdf, id, 0);
        bool const is_signed = id != rights && object_has(pdf, object, "/ByteRange");
        qpdf_oh_release(pdf, object);
        *is_warned = object_take_warnings(pdf) || *is_warned;
        if (qpdf_has_error(pdf))
            return REFUSED_DAMAGED;
        if (is_signed)
            return REFUSED_SIGNED;
    }
    return NULL;
}

/* One more than the highest number there is, for /Size may say anything; reads what was not read. */
static int object_limit(qpdf_data pdf)
{
    qpdf_oh const last = qpdf_make_indirect_object(pdf, qpdf_oh_new_null(pdf));
    int const id = qpdf_oh_get_object_id(pdf, last);
    qpdf_oh_release(pdf, last);
    return id;
}

/*
 * An object that cannot be read is nothing to the library, like one that never was: in
 * a file with such faults all that is nothing gets a mark, which must not be met.
 */
static void mark_nothing(qpdf_data pdf, int limit)
{
    for (int id = 1; id < limit; id++) {
        qpdf_oh const object = qpdf_get_object_by_id(pdf, id, 0);
        if (qpdf_oh_is_null(pdf, object)) {
            qpdf_oh const mark = qpdf_oh_new_dictionary(pdf);
            object_set_true(pdf, mark, nothing);
            qpdf_replace_object(pdf, id, 0, mark);
            qpdf_oh_release(pdf, mark);
        }
        qpdf_oh_release(pdf, object);
    }
}

static const char *look_at_objects(qpdf_data pdf, const struct text *bytes,
                                   struct minutes_facts *facts)
{
    long long const size = object_integer(pdf, object_get(pdf, qpdf_get_trailer(pdf), "/Size"), 0);
    int const most = bytes->len > MAX_OBJECTS ? (int)bytes->len : MAX_OBJECTS;
    int const told = size > 0 && size < most ? (int)size : 1;
    int const rights = usage_rights(pdf);
    bool is_warned = false;
    const char *refusal = look_at_range(pdf, 1, told, rights, &is_warned);
    int const limit = refusal ? 0 : object_limit(pdf);
    if (refusal)
        return refusal;
    if (limit > most || limit <= 0)
        return REFUSED_DAMAGED;
    refusal = look_at_range(pdf, told, limit, rights, &is_warned);
    if (!refusal && is_warned)
        mark_nothing(pdf, limit);
    facts->is_mended = facts->is_mended || is_warned;
    return refusal;
}

struct look {
    qpdf_data pdf;
    struct minutes_facts *facts;
    bool is_signed, is_damaged;
};

/* What the joined file will hold; objects of later generations are met here alone. */
static void look_at_container(void *context, qpdf_oh container)
{
    struct look *look = context;
    if (qpdf_oh_is_dictionary(look->pdf, container)) {
        look->is_damaged = look->is_damaged || qpdf_oh_has_key(look->pdf, container, nothing);
        look->is_signed = look->is_signed || (qpdf_oh_has_key(look->pdf, container, "/ByteRange") &&
                                              qpdf_oh_is_indirect(look->pdf, container) &&
                                              qpdf_oh_get_generation(look->pdf, container) > 0);
    } else if (qpdf_oh_is_stream(look->pdf, container) && !look->is_damaged) {
        look->is_damaged = !mended_stream_is_whole(look->pdf, container, &look->facts->is_mended);
    }
}

static const char *look_at_all(qpdf_data pdf, struct minutes_facts *facts)
{
    struct look look = {.pdf = pdf, .facts = facts};
    if (!graph_walk(pdf, qpdf_get_root(pdf), look_at_container, &look))
        return REFUSED_NAMES;
    facts->is_mended = object_take_warnings(pdf) || facts->is_mended;
    if (look.is_damaged)
        return REFUSED_DAMAGED;
    return look.is_signed ? REFUSED_SIGNED : NULL;
}

/* ---- fields --------------------------------------------------------------------------- */

/* A signature that is told by its field alone: some tools leave /ByteRange for later. */
static bool has_signature(qpdf_data pdf, qpdf_oh fields, bool below_signature, int depth,
                          long *seen)
{
    for (struct object_items each = object_items(pdf, fields);
         depth <= MAX_DEPTH && object_next(&each) && ++*seen < MAX_FIELDS;) {
        qpdf_oh const type = object_get(pdf, each.item, "/FT");
        bool const is_signature = qpdf_oh_is_name_and_equals(pdf, type, "/Sig") ||
                                  (below_signature && !qpdf_oh_is_name(pdf, type));
        if ((is_signature && object_has(pdf, each.item, "/V")) ||
            has_signature(pdf, object_get(pdf, each.item, "/Kids"), is_signature, depth + 1, seen))
            return true;
    }
    return false;
}

/* Permissions that a person's signature gives; usage rights are no signature of a person (quiet.c). */
static bool is_certified(qpdf_data pdf, qpdf_oh root)
{
    qpdf_oh const permissions = object_get(pdf, root, "/Perms");
    bool found = false;
    OBJECT_EACH_KEY(pdf, key, permissions)
        found = found || (strcmp(key, "/UR3") != 0 && strcmp(key, "/UR") != 0);
    return found;
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
    if (is_certified(pdf, root) ||
        has_signature(pdf, object_get(pdf, form, "/Fields"), false, 0, &seen))
        return REFUSED_SIGNED;
    return NULL;
}

/* ---- all of it ------------------------------------------------------------------------- */

/* False when the file counts on more pages than there are; fewer it may, and the library cares. */
static bool count_holds(qpdf_data pdf, struct minutes_facts *facts)
{
    qpdf_oh const pages = object_of_root(pdf, "/Pages");
    long long const count = object_integer(pdf, object_get(pdf, pages, "/Count"), 0);
    if (count == facts->pages)
        return true;
    object_set_integer(pdf, pages, "/Count", facts->pages);
    facts->is_mended = true;
    return count < facts->pages;
}

static const char *read_facts(qpdf_data pdf, struct minutes_facts *facts)
{
    facts->pages = qpdf_get_num_pages(pdf);
    facts->is_mended = object_take_warnings(pdf) || facts->is_mended;
    if (facts->pages < 0)
        return REFUSED_DAMAGED;
    if (facts->pages == 0)
        return facts->is_mended ? REFUSED_DAMAGED : REFUSED_EMPTY;
    if (!count_holds(pdf, facts) || !mended_pages_are_whole(pdf))
        return REFUSED_DAMAGED;
    claims_read(pdf, facts);
    qpdf_oh const marks = object_of_root(pdf, "/MarkInfo");
    facts->has_language = qpdf_oh_is_string(pdf, object_of_root(pdf, "/Lang"));
    facts->asks_for_looks =
        object_is_true(pdf, object_get(pdf, object_of_root(pdf, "/AcroForm"), "/NeedAppearances"));
    facts->is_tagged = qpdf_oh_is_dictionary(pdf, object_of_root(pdf, "/StructTreeRoot")) &&
                       object_is_true(pdf, object_get(pdf, marks, "/Marked"));
    return NULL;
}

static const char *look(qpdf_data pdf, struct text *bytes, struct minutes_facts *facts)
{
    bool const is_repaired = repair_bytes(bytes);
    const char *refusal = read_file(pdf, bytes);
    facts->is_mended = object_take_warnings(pdf) || is_repaired;
    if (!refusal)
        refusal = look_at_catalog(pdf);
    if (!refusal)
        refusal = look_at_objects(pdf, bytes, facts);
    if (!refusal)
        refusal = read_facts(pdf, facts);
    if (!refusal)
        refusal = look_at_all(pdf, facts);
    if (!refusal && !mended_end_is_whole(bytes, facts->is_mended))
        refusal = REFUSED_DAMAGED;
    if (!refusal && !(quiet_minutes(pdf, &facts->quiet) && names_mend(pdf)))
        refusal = REFUSED_NAMES;
    if (!refusal && qpdf_has_error(pdf))
        refusal = REFUSED_DAMAGED;
    return refusal;
}

qpdf_data inspect_open(struct text *bytes, struct minutes_facts *facts, const char **refusal)
{
    qpdf_data pdf = qpdf_init();
    *facts = (struct minutes_facts){0};
    *refusal = look(pdf, bytes, facts);
    if (!*refusal)
        return pdf;
    object_close(pdf);
    return NULL;
}
