/*
 * allowed.c - how the parts of a PDF may differ after signing and remarks; see changes.h.
 */
#include "verify/annotation.h"
#include "verify/changes.h"
#include "xml/xmp.h"

enum { MAX_DEPTH = 8 };

/* Annotation flags of ISO 32000-1, table 165. */
enum { FLAG_HIDDEN = 2, FLAG_NO_ZOOM = 8, ALL_FLAGS = 1023 };

/*
 * Compares dictionaries but for the entries of the names that are special.
 * False when another one was changed, added or taken away.
 */
static bool same_but(struct changes *changes, const struct pdf_value *old,
                     const struct pdf_value *later, const char *const *special)
{
    if (!later || later->kind != PDF_DICT || !pdf_has_single_keys(changes->now, later))
        return false;
    PDF_EACH(entry, later->entries)
        if (!pdf_key_is_one_of(entry, special) &&
            !changes_same(changes, pdf_dict_find_bytes(old, entry->key, entry->key_length),
                          entry->value))
            return false;
    PDF_EACH(entry, old ? old->entries : NULL)
        if (!pdf_key_is_one_of(entry, special) &&
            !pdf_dict_find_bytes(later, entry->key, entry->key_length))
            return false;
    return true;
}

/* ---- new fields -------------------------------------------------------------------------- */

/* A new object of a later revision: one that the first knows is there for something else. */
static const struct pdf_value *new_object(struct changes *changes,
                                          const struct pdf_value *reference)
{
    if (!reference || reference->kind != PDF_REFERENCE || reference->length ||
        pdffile_in_use(changes->made, reference->integer))
        return NULL;
    return pdffile_resolve(changes->now, reference);
}

static bool is_signature(struct changes *changes, const struct pdf_value *field)
{
    for (int depth = 0; field && depth < MAX_DEPTH; depth++) {
        const struct pdf_value *type = pdffile_get(changes->now, field, "FT");
        if (type)
            return pdf_is_name(type, "Sig");
        field = new_object(changes, pdf_dict_find(field, "Parent"));
    }
    return false;
}

/* What tools write of a signature field and its widget; actions (A, AA) and layers (OC) are none of it. */
static const char *const field_keys[] = {
    "Type", "Subtype", "FT", "T",    "TU",     "TM",           "Ff", "V",  "DV",       "F",
    "Rect", "P",       "AP", "AS",   "MK",     "DA",           "Q",  "BS", "Border",   "Lock",
    "SV",   "M",       "NM", "Kids", "Parent", "StructParent", "DR", "H",  "Contents", "Lang",
    NULL};

static bool has_name_of_old_field(struct changes *changes, const struct pdf_value *field)
{
    const struct pdf_value *name = pdffile_get(changes->now, field, "T");
    const struct signature_field *old = pdf_signature_fields(changes->made, changes->arena);
    const char *text = pdf_text_string(name, changes->arena);
    for (; name && old; old = old->next)
        if (strcmp(old->name, text) == 0)
            return true;
    return false;
}

/*
 * Unzoomed, an annotation would leave its place when the page is shown small.  Of numbers
 * larger than all flags together readers make different ones.
 */
static bool has_plain_flags(struct changes *changes, const struct pdf_value *widget)
{
    const struct pdf_value *flags = pdffile_get(changes->now, widget, "F");
    return !flags || (flags->kind == PDF_INTEGER && flags->integer >= 0 &&
                      flags->integer <= ALL_FLAGS && (flags->integer & FLAG_NO_ZOOM) == 0);
}

/* A signature field that a tool added, or its widget. */
static bool is_sound_field(struct changes *changes, const struct pdf_value *field, int depth)
{
    if (!field || field->kind != PDF_DICT || depth > MAX_DEPTH || !pdffile_step(changes->now, 1) ||
        !pdf_has_single_keys(changes->now, field) || !is_signature(changes, field) ||
        !has_plain_flags(changes, field))
        return false;
    PDF_EACH(entry, field->entries)
        if (!pdf_key_is_one_of(entry, field_keys))
            return false;
    const struct pdf_value *parent = pdf_dict_find(field, "Parent");
    const struct pdf_value *kids = pdffile_get(changes->now, field, "Kids");
    if ((parent && !new_object(changes, parent)) || (kids && kids->kind != PDF_ARRAY))
        return false;
    PDF_EACH(entry, kids ? kids->entries : NULL)
        if (!is_sound_field(changes, new_object(changes, entry->value), depth + 1))
            return false;
    return true;
}

static bool add_field(void *context, const struct pdf_value *reference)
{
    struct changes *changes = context;
    const struct pdf_value *field = new_object(changes, reference);
    return (is_sound_field(changes, field, 0) && !has_name_of_old_field(changes, field)) ||
           changes_refuse(changes, DIAG_BOTH("добавлено поле, и не для подписи",
                                             "a field was added, and not for a signature"));
}

bool allowed_fields(struct changes *changes, const struct pdf_value *old,
                    const struct pdf_value *later)
{
    return changes_array_grew(changes, old, later, add_field, changes) ||
           changes_refuse(changes, DIAG_BOTH("состав полей", "which fields there are"));
}

/* ---- the form and its fields --------------------------------------------------------------- */

/* Where a tool signs invisibly it takes away the place; smaller it hides no more than before. */
static bool is_within(struct changes *changes, const struct pdf_value *old,
                      const struct pdf_value *later)
{
    double before[4];
    double after[4];
    if (!pdf_read_box(changes->made, old, "Rect", before) ||
        !pdf_read_box(changes->now, later, "Rect", after))
        return false;
    bool const is_empty = after[2] <= after[0] || after[3] <= after[1];
    return is_empty || (after[0] >= before[0] && after[1] >= before[1] && after[2] <= before[2] &&
                        after[3] <= before[3]);
}

/* A tool that signs may lock a field against changes; other flags are none of its business. */
static bool is_at_most_locked(struct changes *changes, const struct pdf_value *field)
{
    const struct pdf_value *flags = pdffile_get(changes->now, field, "Ff");
    return !flags || (flags->kind == PDF_INTEGER && (flags->integer & ~1L) == 0);
}

/* /AS names one of the looks of /AP; poppler writes it. */
bool allowed_field(struct changes *changes, const struct pdf_value *old,
                   const struct pdf_value *later)
{
    static const char *const special[] = {"V",    "AP", "AS",   "M",  "MK",
                                          "Lock", "F",  "Rect", "Ff", NULL};
    return (same_but(changes, old, later, special) && has_plain_flags(changes, later) &&
            is_at_most_locked(changes, later) && is_within(changes, old, later)) ||
           changes_refuse(changes, DIAG_BOTH("имя, место или вид поля подписи",
                                             "name, place or look of a signature field"));
}

/* DA is the default appearance of text that nobody can type here; tools write it beside DR. */
bool allowed_form(struct changes *changes, const struct pdf_value *old,
                  const struct pdf_value *later)
{
    static const char *const special[] = {"Fields", "SigFlags",        "DR",
                                          "DA",     "NeedAppearances", NULL};
    const struct pdf_value *needs = pdffile_get(changes->now, later, "NeedAppearances");
    const struct pdf_value *needed = pdffile_get(changes->made, old, "NeedAppearances");
    bool const is_same_need =
        !needs || (needs->kind == PDF_BOOLEAN && (!needs->integer || (needed && needed->integer)));
    if (!same_but(changes, old, later, special) || !is_same_need)
        return changes_refuse(changes, DIAG_BOTH("форма с полями", "the form and its fields"));
    const struct pdf_value *fields = pdffile_get(changes->now, later, "Fields");
    return allowed_fields(changes, pdffile_get(changes->made, old, "Fields"), fields);
}

/* ---- annotations ------------------------------------------------------------------------------ */

struct new_annotation {
    struct changes *changes;
    size_t page;
};

static bool has_text(void *context, const double rect[4])
{
    const struct new_annotation *added = context;
    struct changes *changes = added->changes;
    return added->page < changes->minutes ||
           pagetext_in(changes->made, changes->pages.items[added->page].dict, rect);
}

static bool is_seen(struct changes *changes, const struct pdf_value *widget, const double rect[4])
{
    const struct pdf_value *flags = pdffile_get(changes->now, widget, "F");
    bool const is_hidden = flags && flags->kind == PDF_INTEGER && (flags->integer & FLAG_HIDDEN);
    return !is_hidden && rect[2] > rect[0] && rect[3] > rect[1];
}

static bool add_widget(struct new_annotation *added, const struct pdf_value *widget)
{
    double rect[4];
    if (!is_sound_field(added->changes, widget, 0) ||
        !pdf_read_box(added->changes->now, widget, "Rect", rect))
        return false;
    return !is_seen(added->changes, widget, rect) || !has_text(added, rect);
}

static bool add_annotation(void *context, const struct pdf_value *reference)
{
    struct new_annotation *added = context;
    struct changes *changes = added->changes;
    const struct pdf_value *annotation = new_object(changes, reference);
    bool is_good = false;
    switch (annotation_kind(changes->now, annotation, has_text, added)) {
    case ANNOTATION_WIDGET: is_good = add_widget(added, annotation); break;
    case ANNOTATION_REMARK:
        is_good = true;
        changes->remarks++;
        break;
    case ANNOTATION_WINDOW: is_good = true; break;
    case ANNOTATION_OTHER: break;
    }
    return is_good ||
           changes_refuse(changes,
                          DIAG_BOTH("поверх страницы добавлено изображение, поле или текст",
                                    "something was drawn over a page"));
}

bool allowed_annotations(struct changes *changes, size_t page, const struct pdf_value *old,
                         const struct pdf_value *later)
{
    struct new_annotation context = {.changes = changes, .page = page};
    return changes_array_grew(changes, old, later, add_annotation, &context) ||
           changes_refuse(changes,
                          DIAG_BOTH("поля и ссылки на странице", "fields and links of a page"));
}

/* ---- looks of fields ----------------------------------------------------------------------------- */

/* The value of the widget's field, which may be above it; NULL when it is no signature. */
static const struct pdf_value *signature_of(struct changes *changes, const struct pdf_value *field)
{
    for (int depth = 0; field && depth < MAX_DEPTH; depth++) {
        const struct pdf_value *value = pdffile_get(changes->now, field, "V");
        if (value)
            return pdffile_get(changes->now, value, "ByteRange") &&
                           pdffile_get(changes->now, value, "Contents")
                       ? value
                       : NULL;
        field = pdffile_get(changes->now, field, "Parent");
    }
    return NULL;
}

/* Where the signed bytes end: the last number but one is where their last part begins. */
static double end_of_signed(struct changes *changes, const struct pdf_value *signature)
{
    double before = 0;
    double last = 0;
    PDF_EACH(entry, pdffile_items(changes->now, signature, "ByteRange")) {
        const struct pdf_value *number = pdffile_resolve(changes->now, entry->value);
        before = last;
        last = number ? number->real : 0;
    }
    return before + last;
}

/* True when no stream of the look, and of the forms inside it, was written behind end. */
static bool is_older(struct changes *changes, const struct pdf_value *look, double end, int depth)
{
    look = pdffile_resolve(changes->now, look);
    if (!look || (look->kind != PDF_DICT && look->kind != PDF_STREAM))
        return true;
    if (depth > MAX_DEPTH || !pdffile_step(changes->now, 1) ||
        !pdf_has_single_keys(changes->now, look))
        return false;
    if (look->kind == PDF_STREAM && (double)look->start >= end)
        return false;
    const struct pdf_value *within =
        look->kind == PDF_DICT
            ? look
            : pdffile_get(changes->now, pdffile_get(changes->now, look, "Resources"), "XObject");
    PDF_EACH(entry, within ? within->entries : NULL)
        if (!is_older(changes, entry->value, end, depth + 1))
            return false;
    return true;
}

/*
 * A field of ours is empty until it is signed; a tool's own may have a frame.  How a
 * signature looks is signed with it.
 */
static bool has_sound_look(struct changes *changes, const struct pdf_value *reference)
{
    const struct pdf_value *widget = pdffile_resolve(changes->now, reference);
    bool const is_new = new_object(changes, reference) != NULL;
    if (!pdf_is_name(pdffile_get(changes->now, widget, "Subtype"), "Widget") ||
        !pdf_has_single_keys(changes->now, widget))
        return true;
    const struct pdf_value *signature = signature_of(changes, widget);
    if (signature)
        return is_older(changes, pdf_dict_find(widget, "AP"), end_of_signed(changes, signature), 0);
    struct look const look = annotation_look(changes->now, widget);
    return !look.is_odd && (is_new || !look.is_painted);
}

bool allowed_looks(struct changes *changes)
{
    struct pdf_pages const pages = pdf_pages(changes->now, changes->arena);
    for (size_t i = changes->minutes; i < pages.count; i++)
        PDF_EACH(entry, pdffile_items(changes->now, pages.items[i].dict, "Annots"))
            if (!pdffile_step(changes->now, 1) || !has_sound_look(changes, entry->value))
                return changes_refuse(
                    changes,
                    DIAG_BOTH(
                        "вид поля подписи: его нарисовали без подписи или после неё",
                        "the look of a signature field: it was drawn without a signature, or after it"));
    return true;
}

/* ---- page and catalog --------------------------------------------------------------------------- */

bool allowed_page(struct changes *changes, size_t page, const struct pdf_value *old,
                  const struct pdf_value *later)
{
    static const char *const special[] = {"Annots", "Tabs", NULL};
    if (!same_but(changes, old, later, special))
        return changes_refuse(changes, DIAG_BOTH("содержание, вид или место страницы",
                                                 "content, look or place of a page"));
    const struct pdf_value *before = pdffile_get(changes->made, old, "Annots");
    const struct pdf_value *after = pdffile_get(changes->now, later, "Annots");
    const struct pdf_value *reference = pdf_dict_find(later, "Annots");
    if (!before && !reference)
        return true;
    if (reference && reference->kind == PDF_REFERENCE &&
        changes_same(changes, pdf_dict_find(old, "Annots"), reference))
        return true; /* the array is an object of its own and was or will be compared as such */
    return allowed_annotations(changes, page, before, after);
}

static bool is_known_version(const struct pdf_value *version)
{
    return version && version->kind == PDF_NAME && version->length == 3 &&
           (memcmp(version->bytes, "1.", 2) == 0 || memcmp(version->bytes, "2.0", 3) == 0);
}

/* How a viewer's side bar opens; tools set it and nobody's text depends on it. */
static bool is_known_mode(const struct pdf_value *mode)
{
    return !mode || pdf_is_name(mode, "UseNone") || pdf_is_name(mode, "UseOutlines") ||
           pdf_is_name(mode, "UseThumbs") || pdf_is_name(mode, "UseAttachments");
}

bool allowed_catalog(struct changes *changes, const struct pdf_value *old,
                     const struct pdf_value *later)
{
    static const char *const special[] = {"AcroForm", "DSS",     "Extensions", "Perms",
                                          "Metadata", "Version", "PageMode",   NULL};
    const struct pdf_value *metadata = pdffile_get(changes->now, later, "Metadata");
    const struct pdf_value *before = pdffile_get(changes->made, old, "Metadata");
    if (!same_but(changes, old, later, special) ||
        (before && (!metadata || metadata->kind != PDF_STREAM)) ||
        (pdf_dict_find(later, "Version") &&
         !is_known_version(pdffile_get(changes->now, later, "Version"))) ||
        !is_known_mode(pdffile_get(changes->now, later, "PageMode")))
        return changes_refuse(
            changes, DIAG_BOTH("состав документа: страницы, вложения, слои или действия",
                               "what the document holds: pages, attachments, layers or actions"));
    const struct pdf_value *form = pdffile_get(changes->made, old, "AcroForm");
    const struct pdf_value *now = pdffile_get(changes->now, later, "AcroForm");
    return (!form && !pdf_dict_find(later, "AcroForm")) || allowed_form(changes, form, now);
}

/* ---- what it says of itself ------------------------------------------------------------------ */

/* Later packets are a stranger's, in which a property may stand in any spelling, and twice. */
enum { MAX_PACKET = 1 << 17 }; /* a tag of very many attributes is quadratic in libxml2 */

#define FORM_SPACE "urn:formulyar:xmp:1#"
#define DUBLIN_CORE "http://purl.org/dc/elements/1.1/"

static const struct xmp_property properties[] = {
    {FORM_SPACE, "case"},     {FORM_SPACE, "id"},           {FORM_SPACE, "edition"},
    {FORM_SPACE, "teacher"},  {FORM_SPACE, "minutes"},      {DUBLIN_CORE, "title"},
    {DUBLIN_CORE, "creator"}, {DUBLIN_CORE, "description"},
};

enum { PROPERTIES = sizeof properties / sizeof *properties };

struct identity {
    struct arena *arena;
    const char *values[PROPERTIES]; /* NULL for one that is not there */
    bool is_ambiguous;              /* one has two values */
};

/* Takes the text without the space around it: packets are indented in many manners. */
static void take(void *context, size_t property, const char *text)
{
    static const char space[] = " \t\r\n";
    struct identity *identity = context;
    const char **value = &identity->values[property];
    text += strspn(text, space);
    size_t length = strlen(text);
    while (length && strchr(space, text[length - 1]))
        length--;
    const char *copy = arena_strndup(identity->arena, text, length);
    identity->is_ambiguous |= *value && strcmp(*value, copy) != 0;
    *value = copy;
}

static bool read_packet(struct pdffile *file, const struct pdf_value *stream,
                        struct identity *identity)
{
    struct text packet = TEXT_EMPTY;
    bool const is_sound =
        pdf_has_single_keys(file, stream) && pdffile_stream(file, stream, MAX_PACKET, &packet) &&
        xmp_read(text_string(&packet), packet.len, properties, PROPERTIES, take, identity);
    text_free(&packet);
    return is_sound;
}

static bool same_packets(struct changes *changes)
{
    struct pdffile *made = changes->made;
    struct pdffile *now = changes->now;
    const struct pdf_value *old = pdffile_get(made, pdffile_catalog(made), "Metadata");
    const struct pdf_value *later = pdffile_get(now, pdffile_catalog(now), "Metadata");
    struct identity before = {.arena = changes->arena};
    struct identity after = {.arena = changes->arena};
    if (!old || (later && changes_same(changes, old, later)))
        return true;
    if (!read_packet(made, old, &before) || before.is_ambiguous)
        return true; /* it said nothing that could be compared */
    if (!read_packet(now, later, &after) || after.is_ambiguous)
        return false;
    for (size_t i = 0; i < PROPERTIES; i++)
        if (before.values[i] && after.values[i] && strcmp(before.values[i], after.values[i]) != 0)
            return false;
    return true;
}

static bool same_information(struct changes *changes)
{
    static const char *const names[] = {"Title", "Author", "Subject"};
    const struct pdf_value *old =
        pdffile_resolve(changes->made, pdf_dict_find(changes->made->trailer, "Info"));
    const struct pdf_value *later =
        pdffile_resolve(changes->now, pdf_dict_find(changes->now->trailer, "Info"));
    if (later && !pdf_has_single_keys(changes->now, later))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct pdf_value *before = pdffile_get(changes->made, old, names[i]);
        const struct pdf_value *after = pdffile_get(changes->now, later, names[i]);
        if (before && after &&
            strcmp(pdf_text_string(before, changes->arena),
                   pdf_text_string(after, changes->arena)) != 0)
            return false;
    }
    return true;
}

bool allowed_identity(struct changes *changes)
{
    return (same_packets(changes) && same_information(changes)) ||
           changes_refuse(changes, DIAG_BOTH("сведения о деле, форме или заголовке",
                                             "what it says of case, form or title"));
}
