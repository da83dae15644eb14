/*
 * changes.c - see changes.h.
 *
 * An object that later revisions leave alone has the same bytes and names the
 * same objects.  So two revisions show the same when the trailers lead to the same
 * catalog and every object of the first one that was written anew is the same,
 * or differs as its part allows.  What an increment hides, replaces or moves, it
 * must do through one of these.
 */
#include "verify/changes.h"

/* ---- do two values say the same? -------------------------------------------------------- */

enum { BYTES_A_STEP = 32 };

static bool same_bytes(struct pdffile *file, const char *one, const char *other, size_t length)
{
    return pdffile_step(file, 1 + length / BYTES_A_STEP) &&
           (length == 0 || memcmp(one, other, length) == 0);
}

/* Of a stream the number of its bytes is compared, however /Length says it. */
static bool same_entries(const struct changes *changes, const struct pdf_value *old,
                         const struct pdf_value *later)
{
    static const char *const lengths[] = {"Length", NULL};
    if (old->length != later->length || !pdf_has_single_keys(changes->made, old) ||
        !pdf_has_single_keys(changes->now, later))
        return false;
    PDF_EACH(entry, old->entries) {
        const struct pdf_value *its = pdf_dict_find_bytes(later, entry->key, entry->key_length);
        bool const is_length = old->kind == PDF_STREAM && pdf_key_is_one_of(entry, lengths);
        if (!pdffile_step(changes->made, 1 + old->length / 4) || !its ||
            (!is_length && !changes_same(changes, entry->value, its)))
            return false;
    }
    return true;
}

static size_t count_entries(const struct pdf_value *stream)
{
    size_t count = 0;
    PDF_EACH(entry, stream->entries)
        count++;
    return count;
}

/* A stream's length is that of its bytes; for same_entries() it is made a dictionary's. */
static bool same_streams(const struct changes *changes, const struct pdf_value *old,
                         const struct pdf_value *later)
{
    struct pdf_value first = *old;
    struct pdf_value second = *later;
    first.length = count_entries(old);
    second.length = count_entries(later);
    return old->length == later->length &&
           same_bytes(changes->made, old->bytes, later->bytes, old->length) &&
           same_entries(changes, &first, &second);
}

static bool same_arrays(const struct changes *changes, const struct pdf_value *old,
                        const struct pdf_value *later)
{
    const struct pdf_entry *its = later->entries;
    if (old->length != later->length)
        return false;
    for (const struct pdf_entry *entry = old->entries; entry; entry = entry->next, its = its->next)
        if (!changes_same(changes, entry->value, its->value))
            return false;
    return true;
}

bool changes_same(const struct changes *changes, const struct pdf_value *old,
                  const struct pdf_value *later)
{
    if (!old || !later || !pdffile_step(changes->made, 1))
        return !old && !later;
    if (pdf_is_number(old) && pdf_is_number(later)) /* 12.50 is 12.5 */
        return old->real == later->real && old->integer == later->integer;
    if (old->kind != later->kind)
        return false;
    switch (old->kind) {
    case PDF_NULL: return true;
    case PDF_BOOLEAN: return old->integer == later->integer;
    case PDF_INTEGER:
    case PDF_REAL: return false;
    case PDF_REFERENCE: /* this program writes no other generation than 0 */
        return old->integer == later->integer && old->length == later->length;
    case PDF_NAME:
    case PDF_STRING:
        return old->length == later->length &&
               same_bytes(changes->made, old->bytes, later->bytes, old->length);
    case PDF_ARRAY: return same_arrays(changes, old, later);
    case PDF_DICT: return same_entries(changes, old, later);
    case PDF_STREAM: return same_streams(changes, old, later);
    }
    return false;
}

bool changes_array_grew(struct changes *changes, const struct pdf_value *old,
                        const struct pdf_value *later,
                        bool (*added)(void *context, const struct pdf_value *element),
                        void *context)
{
    if ((old && old->kind != PDF_ARRAY) || !later || later->kind != PDF_ARRAY)
        return false;
    const struct pdf_entry *before = old ? old->entries : NULL;
    PDF_EACH(entry, later->entries) {
        if (before && changes_same(changes, before->value, entry->value))
            before = before->next;
        else if (!added(context, entry->value))
            return false;
    }
    return before == NULL;
}

struct part_of {
    unsigned char part; /* enum part */
    bool is_mixed;      /* plays two parts: may change as neither does */
    size_t page;        /* of those that belong to a page, counted from 0 */
};

enum part {
    PART_NONE,
    PART_CATALOG,
    PART_FORM,   /* AcroForm */
    PART_FIELDS, /* its array of fields */
    PART_FIELD,  /* a signature field or its widget */
    PART_LOOK,   /* a signature widget's appearance */
    PART_PAGE,
    PART_ANNOTATIONS, /* a page's array of them */
    PART_CONTENT,
    PART_FREE, /* properties: Info, Metadata */
};

struct comparison {
    struct changes changes;
    struct part_of *parts; /* by object number of the first revision */
};

/* ---- parts --------------------------------------------------------------------------- */

static void give(struct comparison *all, const struct pdf_value *value, enum part part, size_t page)
{
    if (!value || value->kind != PDF_REFERENCE || value->integer >= all->changes.made->count)
        return;
    struct part_of *its = &all->parts[value->integer];
    its->is_mixed |= its->part != PART_NONE && (its->part != part || its->page != page);
    its->part = (unsigned char)part;
    its->page = page;
}

/* An appearance is a stream, or a dictionary of streams by state. */
static void give_look(struct comparison *all, const struct pdf_value *look, int depth)
{
    const struct pdf_value *resolved = pdffile_resolve(all->changes.made, look);
    give(all, look, PART_LOOK, 0);
    if (!resolved || resolved->kind != PDF_DICT || depth > 2)
        return;
    PDF_EACH(entry, resolved->entries)
        give_look(all, entry->value, depth + 1);
}

static void give_fields(struct comparison *all, const struct pdf_value *form)
{
    struct pdffile *made = all->changes.made;
    give(all, pdf_dict_find(form, "Fields"), PART_FIELDS, 0);
    PDF_EACH(entry, pdffile_items(made, form, "Fields")) {
        const struct pdf_value *field = pdffile_resolve(made, entry->value);
        if (!pdf_is_name(pdffile_get(made, field, "FT"), "Sig"))
            continue;
        give(all, entry->value, PART_FIELD, 0);
        if (pdf_dict_find(field, "AP"))
            give_look(all, pdf_dict_find(field, "AP"), 0);
    }
}

static void give_page(struct comparison *all, size_t page)
{
    const struct pdf_value *dict = all->changes.pages.items[page].dict;
    give(all, pdf_dict_find(dict, "Annots"), PART_ANNOTATIONS, page);
    give(all, pdf_dict_find(dict, "Contents"), PART_CONTENT, page);
    PDF_EACH(entry, pdffile_items(all->changes.made, dict, "Contents"))
        give(all, entry->value, PART_CONTENT, page);
}

static bool give_parts(struct comparison *all)
{
    struct changes *changes = &all->changes;
    struct pdffile *made = changes->made;
    const struct pdf_value *trailer = made->trailer;
    const struct pdf_value *catalog = pdffile_catalog(made);
    size_t const size = (size_t)made->count;
    if (!budget_take(made->budget, BUDGET_MEMORY, size * sizeof *all->parts))
        return false;
    all->parts = ARENA_ARRAY(changes->arena, size, struct part_of);
    changes->pages = pdf_pages(made, changes->arena);
    give(all, pdf_dict_find(trailer, "Root"), PART_CATALOG, 0);
    give(all, pdf_dict_find(trailer, "Info"), PART_FREE, 0);
    give(all, pdf_dict_find(catalog, "Metadata"), PART_FREE, 0);
    give(all, pdf_dict_find(catalog, "AcroForm"), PART_FORM, 0);
    give_fields(all, pdffile_get(made, catalog, "AcroForm"));
    for (size_t i = 0; i < changes->pages.count; i++) {
        struct pdf_value const page = {.kind = PDF_REFERENCE,
                                       .integer = changes->pages.items[i].number};
        if (page.integer)
            give(all, &page, PART_PAGE, i);
        give_page(all, i);
    }
    return !made->budget->is_spent;
}

bool changes_refuse(struct changes *changes, const char *what)
{
    if (!changes->what)
        changes->what = what;
    return false;
}

/* ---- comparing ------------------------------------------------------------------------- */

/* What an object of the first revision is, for a reader of messages. */
static const char *name_of(struct comparison *all, const struct part_of *its,
                           const struct pdf_value *object)
{
    static const struct {
        const char *type;
        const char *name;
    } kinds[] = {
        {"Font", DIAG_BOTH("шрифт страниц", "a font of the pages")},
        {"FontDescriptor", DIAG_BOTH("шрифт страниц", "a font of the pages")},
        {"Pages", DIAG_BOTH("состав или вид страниц", "which pages there are, or their look")},
        {"EmbeddedFile", DIAG_BOTH("вложенный файл дела", "the case file inside")},
        {"Filespec", DIAG_BOTH("вложенный файл дела", "the case file inside")},
        {"StructElem", DIAG_BOTH("структура документа", "the document structure")},
        {"StructTreeRoot", DIAG_BOTH("структура документа", "the document structure")},
    };
    if (its->part == PART_CONTENT)
        return arena_printf(all->changes.arena,
                            DIAG_BOTH("содержание страницы %zu", "the content of page %zu"),
                            its->page + 1, its->page + 1);
    const struct pdf_value *type = pdffile_get(all->changes.made, object, "Type");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (pdf_is_name(type, kinds[i].type))
            return kinds[i].name;
    return DIAG_BOTH("часть исходного документа", "a part of the original document");
}

/* An object that was written anew; false when its change is one of content. */
static bool judge(struct comparison *all, long number)
{
    struct changes *changes = &all->changes;
    const struct part_of *its = &all->parts[number];
    const struct pdf_value *old = pdffile_object(changes->made, number);
    const struct pdf_value *later = pdffile_object(changes->now, number);
    enum part const part = its->is_mixed ? PART_NONE : (enum part)its->part;
    if (!old && !later)
        return true;
    if (old && later && changes_same(changes, old, later))
        return true;
    if (old && later) {
        switch (part) {
        case PART_CATALOG: return true; /* compared by whoever the trailer names */
        case PART_FORM: return allowed_form(changes, old, later);
        case PART_FIELDS: return allowed_fields(changes, old, later);
        case PART_FIELD: return allowed_field(changes, old, later);
        case PART_PAGE: return allowed_page(changes, its->page, old, later);
        case PART_ANNOTATIONS: return allowed_annotations(changes, its->page, old, later);
        case PART_LOOK:
        case PART_FREE: return true;
        case PART_NONE:
        case PART_CONTENT: break;
        }
    }
    return changes_refuse(changes, name_of(all, its, old));
}

/* The trailer of the newest revision: what it names, and what it must not. */
static bool check_trailers(struct comparison *all)
{
    struct changes *changes = &all->changes;
    const struct pdf_value *trailer = changes->now->trailer;
    const struct pdf_value *size = pdf_dict_find(trailer, "Size");
    const struct pdf_value *root = pdf_dict_find(trailer, "Root");
    bool const is_sound = pdf_has_single_keys(changes->now, trailer) && root &&
                          root->kind == PDF_REFERENCE && !pdf_dict_find(trailer, "Encrypt") &&
                          size && size->kind == PDF_INTEGER &&
                          size->integer >= changes->made->count;
    if (!is_sound || changes->now->is_ambiguous)
        return changes_refuse(changes, DIAG_BOTH("таблица объектов", "the table of objects"));
    return allowed_catalog(changes, pdffile_catalog(changes->made), pdffile_catalog(changes->now));
}

static void compare(struct comparison *all)
{
    struct changes *changes = &all->changes;
    if (!give_parts(all) || !check_trailers(all))
        return;
    for (long number = 1; number < changes->made->count; number++)
        if (pdffile_in_use(changes->made, number) &&
            !pdffile_same_place(changes->made, changes->now, number) &&
            (!pdffile_step(changes->now, 1) || !judge(all, number)))
            return;
    (void)(allowed_identity(changes) && allowed_looks(changes));
}

struct changes changes_find(struct pdffile *made, struct pdffile *now, size_t minutes,
                            struct arena *arena)
{
    struct comparison all = {
        .changes = {.made = made, .now = now, .minutes = minutes, .arena = arena}};
    compare(&all);
    return all.changes;
}
