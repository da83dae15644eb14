/*
 * verify_pdf.c - the checks on a PDF of this program; see checks.h.
 *
 * From the outside in: the file as a whole (tables, objects, checksum), what it
 * says of itself (XMP), fonts, the text of each page, the structure tree, the
 * signature fields.  In front of a joined file stand minutes of another program:
 * of them only the file's objects are looked at.
 */
#include "base/deflate.h"
#include "pdfread/pdfparts.h"
#include "verify/checks.h"
#include "verify/content.h"

#include <stdlib.h>
#include <string.h>

struct check {
    struct pdffile *file;               /* as it is now */
    struct pdffile *made;               /* as this program wrote it: the first revision */
    const struct file_digests *digests; /* that its writer made, or NULL */
    bool is_quick;  /* what is not asked for is not kept, and faults are not told: see below */
    bool has_fault; /* of a quick check: one was found */
    struct budget budget;
    struct pos pos;
    struct verifier *verifier;
    struct arena *arena;                  /* the reader's, of this file alone */
    const struct signature_field *fields; /* of the first revision, once they are counted */
    const struct pdf_entry *place;        /* of the page before in the parent tree */
    struct known_elements elements;       /* of a quick check: they are not read as objects */
    struct arena *told;                   /* of the facts */
    struct verify_facts *facts;
    struct diags *diags;
};

/* Once the budget is spent everything fails: what is said is that alone. */
static void tell(struct check *check, enum message message, const char *first, const char *second)
{
    check->has_fault = true;
    if (!check->budget.is_spent && !check->is_quick)
        diag_add(check->diags, message, check->pos, NULL, first, second, NULL);
}

static void damaged(struct check *check, const char *what)
{
    tell(check, MESSAGE_VERIFY_DAMAGED, what, NULL);
}

enum verify_state verify_report_problem(enum pdffile_problem problem, const void *bytes,
                                        size_t size, struct pos pos, struct diags *diags)
{
    switch (problem) {
    case PDFFILE_GOOD: break;
    case PDFFILE_NOT_PDF:
        diag_add(diags, MESSAGE_VERIFY_DAMAGED, pos, NULL,
                 DIAG_BOTH("нет начала файла PDF", "the PDF has no beginning"), NULL);
        break;
    case PDFFILE_TRUNCATED:
        diag_add(diags, MESSAGE_VERIFY_TRUNCATED, pos, NULL, NULL);
        return VERIFY_TRUNCATED;
    case PDFFILE_TOO_MUCH: diag_add(diags, MESSAGE_VERIFY_TOO_MUCH, pos, NULL, NULL); break;
    case PDFFILE_DAMAGED:
        if (!seal_is_ours(bytes, size)) {
            diag_add(diags, MESSAGE_VERIFY_FOREIGN, pos, NULL, NULL);
            return VERIFY_FOREIGN;
        }
        diag_add(
            diags, MESSAGE_VERIFY_DAMAGED, pos, NULL,
            DIAG_BOTH("таблица объектов не читается", "the cross-reference table cannot be read"),
            NULL);
        break;
    }
    return VERIFY_UNKNOWN;
}

static bool open_file(struct check *check, const void *bytes, size_t size)
{
    enum pdffile_problem problem;
    check->file = pdffile_open(bytes, size, &check->budget, check->arena, &problem);
    if (check->file)
        check->file->inflater = check->verifier->inflater;
    else if (!check->is_quick)
        check->facts->state = verify_report_problem(problem, bytes, size, check->pos, check->diags);
    return check->file != NULL;
}

static void check_objects(struct check *check)
{
    for (long number = 1; number < check->file->count; number++) {
        if (pdffile_in_use(check->file, number) && !element_at(&check->elements, number) &&
            !pdffile_object(check->file, number)) {
            damaged(check,
                    arena_printf(check->arena,
                                 DIAG_BOTH("объект %ld не читается", "object %ld cannot be read"),
                                 number, number));
            return;
        }
    }
}

/*
 * Whose the file is; true when there is something of ours to check further.  What
 * signing tools append is theirs: they rewrite metadata in their manner and stamp in
 * fonts of their own.  What is promised is promised of the first revision.
 */
static bool check_seal(struct check *check)
{
    struct seal const seal =
        seal_examine(check->file, check->digests, check->arena, check->told, check->facts);
    check->facts->state = seal.state;
    check->facts->remarks = seal.remarks;
    check->made = seal.made;
    if (check->made)
        check->made->inflater = check->verifier->inflater;
    if (seal.what)
        tell(check, MESSAGE_VERIFY_CONTENT, seal.what, NULL);
    else if (seal.state == VERIFY_CHANGED)
        tell(check, MESSAGE_VERIFY_CHANGED, NULL, NULL);
    else if (seal.state == VERIFY_RESAVED)
        tell(check, MESSAGE_VERIFY_REWRITTEN, NULL, NULL);
    else if (seal.state == VERIFY_FOREIGN)
        tell(check, MESSAGE_VERIFY_FOREIGN, NULL, NULL);
    return check->made != NULL && !seal.what;
}

static void metadata_fault(struct check *check, const char *what)
{
    tell(check, MESSAGE_VERIFY_METADATA, what, NULL);
}

/* Levels B and U ask for no language; a claim of them is made behind somebody's minutes alone. */
static bool needs_language(const struct verify_facts *facts)
{
    static const char mark[] = "PDF/A-";
    const char *claim = facts->minutes ? strstr(facts->conformance, mark) : NULL;
    return !claim || (claim[sizeof mark - 1] && claim[sizeof mark] == 'a');
}

static void check_metadata(struct check *check)
{
    const struct pdf_value *catalog = pdffile_catalog(check->made);
    const struct pdf_value *intents =
        pdffile_get_kind(check->made, catalog, "OutputIntents", PDF_ARRAY);
    struct verify_facts *facts = check->facts;
    if (!*facts->form || !*facts->edition)
        metadata_fault(check,
                       DIAG_BOTH("не названы форма и редакция", "form and edition are not named"));
    if (facts->minutes && !*facts->conformance)
        return;
    if (!*facts->conformance)
        metadata_fault(check,
                       DIAG_BOTH("не назван уровень PDF/A", "the PDF/A level is not declared"));
    if (!intents || !intents->length)
        metadata_fault(check, DIAG_BOTH("нет профиля цвета", "there is no output intent"));
    if (needs_language(facts) && !pdffile_get(check->made, catalog, "Lang"))
        metadata_fault(check, DIAG_BOTH("не указан язык", "the language is not set"));
}

static void check_font(struct check *check, const struct pdf_value *font)
{
    struct pdffile *file = check->made;
    const struct pdf_value *name = pdffile_get(file, font, "BaseFont");
    const struct pdf_value *descendants = pdffile_get(file, font, "DescendantFonts");
    const struct pdf_value *carrier =
        pdf_entries(descendants, PDF_ARRAY) ? pdffile_first(file, descendants) : font;
    const struct pdf_value *descriptor = pdffile_get(file, carrier, "FontDescriptor");
    const struct pdf_value *program = pdffile_get(file, descriptor, "FontFile2");
    const struct pdf_value *to_unicode = pdffile_get(file, font, "ToUnicode");
    if (!program || program->kind != PDF_STREAM || !to_unicode)
        tell(check, MESSAGE_VERIFY_FONT, pdf_name_string(name, "?", check->arena), NULL);
}

/* Of a joined file the fonts of our pages count: they share one dictionary. */
static void check_fonts_of_pages(struct check *check)
{
    struct pdf_pages const pages = pdf_pages(check->made, check->arena);
    const struct pdf_value *before = NULL;
    for (size_t i = check->facts->minutes; i < pages.count; i++) {
        const struct pdf_value *resources =
            pdffile_get(check->made, pages.items[i].dict, "Resources");
        const struct pdf_value *fonts = pdffile_get_kind(check->made, resources, "Font", PDF_DICT);
        if (!fonts || fonts == before)
            continue;
        before = fonts;
        PDF_EACH(entry, fonts->entries) {
            if (!pdffile_step(check->made, 1))
                return;
            check_font(check, pdffile_resolve(check->made, entry->value));
        }
    }
}

static void check_fonts(struct check *check)
{
    if (check->facts->minutes) {
        check_fonts_of_pages(check);
        return;
    }
    for (long number = 1; number < check->made->count; number++) {
        if (element_at(&check->elements, number))
            continue;
        const struct pdf_value *object = pdffile_object(check->made, number);
        if (pdf_is_name(pdffile_get(check->made, object, "Type"), "Font") &&
            !pdf_is_name(pdffile_get(check->made, object, "Subtype"), "CIDFontType2"))
            check_font(check, object);
    }
}

static void structure_fault(struct check *check, const char *what)
{
    tell(check, MESSAGE_VERIFY_STRUCTURE, what, NULL);
}

/* Returns the number of tagged pieces on the page. */
static long check_page(struct check *check, const struct pdf_value *page, size_t number,
                       struct content_maps *maps)
{
    struct content_facts const facts = content_check(check->made, page, maps, check->is_quick);
    if (facts.broken) {
        damaged(check, arena_printf(check->arena,
                                    DIAG_BOTH("содержимое страницы %zu не читается",
                                              "the content of page %zu cannot be read"),
                                    number, number));
        return 0;
    }
    if (facts.unmapped)
        tell(check, MESSAGE_VERIFY_TEXT, arena_printf(check->arena, "%zu", number), NULL);
    if (facts.untagged || !facts.ids_in_order ||
        !structure_covers_page(check->made, page, facts.marked, &check->place))
        structure_fault(check, arena_printf(check->arena,
                                            DIAG_BOTH("на странице %zu не весь текст размечен",
                                                      "not all text of page %zu is tagged"),
                                            number, number));
    return facts.marked;
}

/* Links of a page; like fields, each must be named by an element. */
static long count_links(struct pdffile *file, const struct pdf_value *page)
{
    long count = 0;
    PDF_EACH(entry, pdffile_items(file, page, "Annots")) {
        if (!pdffile_step(file, 1))
            break;
        count +=
            pdf_is_name(pdffile_get(file, pdffile_resolve(file, entry->value), "Subtype"), "Link");
    }
    return count;
}

static void check_pages(struct check *check)
{
    struct pdf_pages const pages = pdf_pages(check->made, check->arena);
    struct content_maps *maps = content_maps_new(check->made, check->verifier->maps, check->arena);
    long marked = 0;
    long objects = 0;
    for (const struct signature_field *field = check->fields; field; field = field->next)
        objects++;
    check->facts->pages = pages.count;
    if (!pages.count)
        damaged(check, DIAG_BOTH("в нём нет страниц", "it has no pages"));
    for (size_t i = check->facts->minutes; i < pages.count; i++) {
        marked += check_page(check, pages.items[i].dict, i + 1, maps);
        objects += count_links(check->made, pages.items[i].dict);
    }
    if (check->facts->minutes) /* the tree may be somebody else's as well */
        return;
    struct structure_facts const structure =
        structure_check(check->made, &check->elements, check->arena);
    if (structure.broken || structure.marked != marked || structure.objects != objects)
        structure_fault(check, DIAG_BOTH("дерево структуры и страницы расходятся",
                                         "the structure tree and the pages disagree"));
}

static const char *fault_of(struct check *check, const struct signature_field *field)
{
    if (!field->page)
        return DIAG_BOTH("его нет ни на одной странице", "no page shows it");
    if (field->rect[2] <= field->rect[0] || field->rect[3] <= field->rect[1])
        return DIAG_BOTH("у него нет места на странице", "it has no room on the page");
    if (!pdffile_get(check->made, field->widget, "AP"))
        return DIAG_BOTH("у него нет вида", "it has no appearance");
    return NULL;
}

/* Fields that others added may be invisible; those of the first revision are ours. */
static void check_fields(struct check *check)
{
    for (const struct signature_field *field = check->fields; field; field = field->next) {
        if (field->page > 0 && (size_t)field->page <= check->facts->minutes)
            continue;
        const char *fault = fault_of(check, field);
        if (fault)
            tell(check, MESSAGE_VERIFY_FIELD, field->name, fault);
    }
}

static void count_signatures(struct check *check)
{
    struct verify_facts *facts = check->facts;
    const struct pdf_signature *signature = NULL;
    check->fields = pdf_signature_fields(check->file, check->arena);
    for (const struct signature_field *field = check->fields; field; field = field->next)
        facts->fields++;
    if (facts->state != VERIFY_UNCHANGED) /* nobody signed what this program just wrote */
        signature = pdf_signatures(check->file, check->arena);
    for (; signature; signature = signature->next)
        facts->signed_fields++;
    if (facts->fields < facts->signed_fields)
        facts->fields = facts->signed_fields;
}

static void check_file(struct check *check)
{
    bool const is_ours = check_seal(check);
    count_signatures(check);
    if (!is_ours)
        return;
    if (check->made != check->file)
        check->fields = pdf_signature_fields(check->made, check->arena);
    check_objects(check);
    check_metadata(check);
    check_fields(check);
    check_fonts(check);
    check_pages(check);
}

/*
 * What nothing here asks of a PDF that is as it was written, or only to put it in a message.  Behind
 * minutes all fonts of a page are looked at, whatever they are called: those files are checked wholly.
 */
static const struct pdf_key passed[] = {
    PDF_KEY("IDTree"), PDF_KEY("T"), PDF_KEY("TU"), PDF_KEY("W"), {NULL, 0},
};

static struct check start(struct verifier *verifier, size_t size,
                          const struct file_digests *digests, struct arena *told,
                          struct verify_facts *facts)
{
    if (!verifier->arena) {
        verifier->arena = arena_new();
        verifier->inflater = inflater_new();
        verifier->maps = textmaps_new();
    }
    struct check check = {.digests = digests,
                          .verifier = verifier,
                          .arena = verifier->arena,
                          .told = told,
                          .facts = facts};
    arena_reset(check.arena);
    *facts = verify_no_facts("PDF");
    budget_start(&check.budget, size);
    return check;
}

bool verify_pdf_quickly(struct verifier *verifier, const void *bytes, size_t size,
                        const struct file_digests *digests, struct arena *arena,
                        struct verify_facts *facts)
{
    struct check check = start(verifier, size, digests, arena, facts);
    check.is_quick = true;
    if (!open_file(&check, bytes, size))
        return false;
    check.file->passed = passed;
    check.elements = elements_skim(check.file, check.arena);
    check_file(&check);
    return !check.has_fault && !check.budget.is_spent && facts->state == VERIFY_UNCHANGED &&
           !facts->minutes;
}

bool verify_pdf_wholly(struct verifier *verifier, const void *bytes, size_t size,
                       const struct file_digests *digests, const char *name, struct arena *arena,
                       struct verify_facts *facts, struct diags *diags)
{
    struct check check = start(verifier, size, digests, arena, facts);
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    check.pos.file = name;
    check.diags = diags;
    if (open_file(&check, bytes, size))
        check_file(&check);
    if (check.file && check.budget.is_spent) {
        facts->state = VERIFY_UNKNOWN;
        diag_add(diags, MESSAGE_VERIFY_TOO_MUCH, check.pos, NULL, NULL);
    }
    return diags_at_least(diags, SEVERITY_ERROR) == before;
}

bool verify_pdf(struct verifier *verifier, const void *bytes, size_t size,
                const struct file_digests *digests, const char *name, struct arena *arena,
                struct verify_facts *facts, struct diags *diags)
{
    return (digests && verify_pdf_quickly(verifier, bytes, size, digests, arena, facts)) ||
           verify_pdf_wholly(verifier, bytes, size, digests, name, arena, facts, diags);
}
