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

#include "base/budget.h"
#include "verify/allowed.h"
#include "verify/fields.h"
#include "verify/identity.h"
#include "verify/same.h"

#include <string.h>

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
    struct allowed allowed;
    struct part_of *parts; /* by object number of the first revision */
};

/* ---- parts --------------------------------------------------------------------------- */

static void give(struct comparison *all, const struct pdf_value *value, enum part part, size_t page)
{
    if (!value || value->kind != PDF_REFERENCE || value->integer >= pdffile_size(all->allowed.made))
        return;
    struct part_of *its = &all->parts[value->integer];
    its->is_mixed |= its->part != PART_NONE && (its->part != part || its->page != page);
    its->part = (unsigned char)part;
    its->page = page;
}

/* An appearance is a stream, or a dictionary of streams by state. */
static void give_look(struct comparison *all, const struct pdf_value *look, int depth)
{
    const struct pdf_value *resolved = pdffile_resolve(all->allowed.made, look);
    give(all, look, PART_LOOK, 0);
    if (!resolved || resolved->kind != PDF_DICT || depth > 2)
        return;
    for (const struct pdf_entry *entry = resolved->entries; entry; entry = entry->next)
        give_look(all, entry->value, depth + 1);
}

static void give_fields(struct comparison *all, const struct pdf_value *form)
{
    struct pdffile *made = all->allowed.made;
    const struct pdf_value *fields = pdffile_get(made, form, "Fields");
    give(all, pdf_dict_find(form, "Fields"), PART_FIELDS, 0);
    if (!fields || fields->kind != PDF_ARRAY)
        return;
    for (const struct pdf_entry *entry = fields->entries; entry; entry = entry->next) {
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
    struct pdffile *made = all->allowed.made;
    const struct pdf_value *dict = all->allowed.pages[page];
    const struct pdf_value *contents = pdffile_get(made, dict, "Contents");
    give(all, pdf_dict_find(dict, "Annots"), PART_ANNOTATIONS, page);
    give(all, pdf_dict_find(dict, "Contents"), PART_CONTENT, page);
    if (contents && contents->kind == PDF_ARRAY)
        for (const struct pdf_entry *entry = contents->entries; entry; entry = entry->next)
            give(all, entry->value, PART_CONTENT, page);
}

static bool give_parts(struct comparison *all)
{
    struct allowed *allowed = &all->allowed;
    struct pdffile *made = allowed->made;
    const struct pdf_value *trailer = pdffile_trailer(made);
    const struct pdf_value *catalog = pdffile_catalog(made);
    size_t const size = (size_t)pdffile_size(made);
    const long *numbers;
    if (!budget_take(pdffile_budget(made), BUDGET_MEMORY, size * sizeof *all->parts))
        return false;
    all->parts = ARENA_ARRAY(allowed->arena, size, struct part_of);
    allowed->pages = pdf_numbered_pages(made, allowed->arena, &allowed->page_count, &numbers);
    give(all, pdf_dict_find(trailer, "Root"), PART_CATALOG, 0);
    give(all, pdf_dict_find(trailer, "Info"), PART_FREE, 0);
    give(all, pdf_dict_find(catalog, "Metadata"), PART_FREE, 0);
    give(all, pdf_dict_find(catalog, "AcroForm"), PART_FORM, 0);
    give_fields(all, pdffile_get(made, catalog, "AcroForm"));
    for (size_t i = 0; i < allowed->page_count; i++) {
        struct pdf_value const page = {.kind = PDF_REFERENCE, .integer = numbers[i]};
        if (numbers[i])
            give(all, &page, PART_PAGE, i);
        give_page(all, i);
    }
    return !pdffile_budget(made)->is_spent;
}

/* ---- comparing ------------------------------------------------------------------------- */

static const char *numbered(struct comparison *all, const char *format, size_t number)
{
    struct text text = TEXT_EMPTY;
    for (const char *at = format; *at; at++) {
        if (*at == '#')
            text_add_int(&text, (long)number);
        else
            text_add_char(&text, *at);
    }
    return text_take(&text, all->allowed.arena);
}

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
        return numbered(all, DIAG_BOTH("содержание страницы #", "the content of page #"),
                        its->page + 1);
    const struct pdf_value *type = pdffile_get(all->allowed.made, object, "Type");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (pdf_is_name(type, kinds[i].type))
            return kinds[i].name;
    return DIAG_BOTH("часть исходного документа", "a part of the original document");
}

/* An object that was written anew; false when its change is one of content. */
static bool judge(struct comparison *all, long number)
{
    struct allowed *allowed = &all->allowed;
    const struct part_of *its = &all->parts[number];
    const struct pdf_value *old = pdffile_object(allowed->made, number);
    const struct pdf_value *new = pdffile_object(allowed->now, number);
    enum part const part = its->is_mixed ? PART_NONE : (enum part)its->part;
    if (!old && !new)
        return true;
    if (old && new &&pdf_same(allowed->made, old, allowed->now, new))
        return true;
    if (old && new) {
        switch (part) {
        case PART_CATALOG: return true; /* compared by whoever the trailer names */
        case PART_FORM: return allowed_form(allowed, old, new);
        case PART_FIELDS: return allowed_fields(allowed, old, new);
        case PART_FIELD: return allowed_field(allowed, old, new);
        case PART_PAGE: return allowed_page(allowed, its->page, old, new);
        case PART_ANNOTATIONS: return allowed_annotations(allowed, its->page, old, new);
        case PART_LOOK:
        case PART_FREE: return true;
        case PART_NONE:
        case PART_CONTENT: break;
        }
    }
    return allowed_refuse(allowed, name_of(all, its, old));
}

/* The trailer of the newest revision: what it names, and what it must not. */
static bool check_trailers(struct comparison *all)
{
    struct allowed *allowed = &all->allowed;
    const struct pdf_value *trailer = pdffile_trailer(allowed->now);
    const struct pdf_value *size = pdf_dict_find(trailer, "Size");
    const struct pdf_value *root = pdf_dict_find(trailer, "Root");
    bool const is_sound = pdf_has_single_keys(allowed->now, trailer) && root &&
                          root->kind == PDF_REFERENCE && !pdf_dict_find(trailer, "Encrypt") &&
                          size && size->kind == PDF_INTEGER &&
                          size->integer >= pdffile_size(allowed->made);
    if (!is_sound || pdffile_is_ambiguous(allowed->now))
        return allowed_refuse(allowed, DIAG_BOTH("таблица объектов", "the table of objects"));
    return allowed_catalog(allowed, pdffile_catalog(allowed->made), pdffile_catalog(allowed->now));
}

static void compare(struct comparison *all)
{
    struct allowed *allowed = &all->allowed;
    if (!give_parts(all) || !check_trailers(all))
        return;
    for (long number = 1; number < pdffile_size(allowed->made); number++)
        if (pdffile_in_use(allowed->made, number) &&
            !pdffile_same_place(allowed->made, allowed->now, number) &&
            (!pdffile_step(allowed->now, 1) || !judge(all, number)))
            return;
    (void)(allowed_identity(allowed) && allowed_looks(allowed));
}

struct changes changes_find(struct pdffile *made, struct pdffile *now, size_t minutes,
                            struct arena *arena)
{
    struct comparison all = {
        .allowed = {.made = made, .now = now, .minutes = minutes, .arena = arena}};
    compare(&all);
    return (struct changes){.what = all.allowed.what, .remarks = all.allowed.remarks};
}
