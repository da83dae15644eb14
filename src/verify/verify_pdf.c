/*
 * verify_pdf.c - the checks on a PDF of this program; see verify.h.
 *
 * From the outside in: the file as a whole (tables, objects, checksum), what it
 * says of itself (XMP), fonts, the text of each page, the structure tree, the
 * signature fields.  In front of a joined file stand minutes of another program:
 * of them only the file's objects are looked at.
 */
#include "verify/verify.h"

#include "verify/content.h"
#include "verify/fields.h"
#include "verify/metadata.h"
#include "verify/pdfreader.h"
#include "verify/structure.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_METADATA = 1 << 20, ID_BYTES = 16 };

struct check {
    struct pdffile *file;   /* as it is now */
    struct pdffile *made;   /* as this program wrote it: the first revision */
    const char *bytes;
    size_t size;
    const struct file_digests *digests; /* that its writer made, or NULL */
    struct pos pos;
    struct pdfreader *reader;
    struct arena *arena;    /* the reader's, of this file alone */
    struct arena *told;     /* of the facts */
    struct verify_facts *facts;
    struct diags *diags;
};

static void damaged(struct check *check, const char *what)
{
    diag_add(check->diags, MESSAGE_VERIFY_DAMAGED, check->pos, NULL, what, NULL);
}

void verify_report_problem(enum pdffile_problem problem, struct pos pos, struct diags *diags)
{
    switch (problem) {
    case PDFFILE_GOOD:
        break;
    case PDFFILE_NOT_PDF:
        diag_add(diags, MESSAGE_VERIFY_DAMAGED, pos, NULL,
                 DIAG_BOTH("нет начала или конца файла PDF", "the PDF has no beginning or no end"),
                 NULL);
        break;
    case PDFFILE_REWRITTEN:
        diag_add(diags, MESSAGE_VERIFY_REWRITTEN, pos, NULL, NULL);
        break;
    case PDFFILE_DAMAGED:
        diag_add(diags, MESSAGE_VERIFY_DAMAGED, pos, NULL,
                 DIAG_BOTH("таблица объектов не читается", "the cross-reference table cannot be read"),
                 NULL);
        break;
    }
}

static bool open_file(struct check *check)
{
    enum pdffile_problem problem;
    check->file = pdffile_open(check->bytes, check->size, check->arena, &problem);
    if (check->file)
        pdffile_use_inflater(check->file, check->reader->inflater);
    else
        verify_report_problem(problem, check->pos, check->diags);
    return check->file != NULL;
}

static void check_objects(struct check *check)
{
    for (long number = 1; number < pdffile_size(check->file); number++) {
        if (pdffile_in_use(check->file, number) && !pdffile_object(check->file, number)) {
            damaged(check, arena_printf(check->arena,
                                        DIAG_BOTH("объект %ld не читается", "object %ld cannot be read"),
                                        number, number));
            return;
        }
    }
}

/* True when both strings of the trailer's /ID are the digest (writer: pdfobj.c). */
static bool id_is(struct check *check, const struct pdf_value *trailer, const unsigned char *digest)
{
    const struct pdf_value *id = pdffile_get(check->file, trailer, "ID");
    if (!id || id->kind != PDF_ARRAY || id->length != 2)
        return false;
    for (const struct pdf_entry *entry = id->entries; entry; entry = entry->next)
        if (entry->value->kind != PDF_STRING || entry->value->length != ID_BYTES ||
            memcmp(entry->value->bytes, digest, ID_BYTES) != 0)
            return false;
    return true;
}

/* The digest of the first part bytes, as their writer made it or made now. */
static void digest_of(const struct check *check, size_t part, unsigned char digest[HASH_SIZE])
{
    if (check->digests && check->digests->part == part)
        memcpy(digest, check->digests->of_part, HASH_SIZE);
    else
        hash_bytes(check->bytes, part, digest);
}

/* The /ID is SHA-256 over the first revision as far as its trailer, which holds it. */
static bool checksum_holds(struct check *check)
{
    static const char mark[] = "trailer"; /* and a line's end, or, in joined files, a space */
    size_t const length = sizeof mark;
    const struct pdf_value *trailer = pdffile_first_trailer(check->file);
    unsigned char digest[HASH_SIZE];
    if (!trailer || trailer->start < length ||
        memcmp(check->bytes + trailer->start - length, mark, length - 1) != 0)
        return false;
    digest_of(check, trailer->start - length, digest);
    return id_is(check, trailer, digest);
}

static void check_checksum(struct check *check)
{
    if (!checksum_holds(check)) {
        check->facts->state = VERIFY_CHANGED;
        diag_add(check->diags, MESSAGE_VERIFY_CHANGED, check->pos, NULL, NULL);
    } else if (pdffile_first_revision(check->file) < check->size) {
        check->facts->state = VERIFY_EXTENDED;
    }
}

static void metadata_fault(struct check *check, const char *what)
{
    diag_add(check->diags, MESSAGE_VERIFY_METADATA, check->pos, NULL, what, NULL);
}

/*
 * What signing tools append is theirs: they rewrite metadata in their manner and
 * stamp in fonts of their own.  What is promised is promised of the first revision.
 */
static bool open_first_revision(struct check *check)
{
    enum pdffile_problem problem = PDFFILE_GOOD;
    check->made = check->file;
    if (check->facts->state == VERIFY_EXTENDED)
        check->made = pdffile_open(check->bytes, pdffile_first_revision(check->file), check->arena,
                                   &problem);
    if (check->made)
        pdffile_use_inflater(check->made, check->reader->inflater);
    else
        verify_report_problem(problem, check->pos, check->diags);
    return check->made != NULL;
}

static void read_metadata(struct check *check)
{
    struct pdffile *file = check->made;
    struct text packet = TEXT_EMPTY;
    if (pdffile_stream(file, pdffile_get(file, pdffile_catalog(file), "Metadata"), MAX_METADATA,
                       &packet))
        metadata_read(text_string(&packet), check->told, check->facts);
    text_free(&packet);
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
    const struct pdf_value *intents = pdffile_get(check->made, catalog, "OutputIntents");
    struct verify_facts *facts = check->facts;
    read_metadata(check);
    if (!*facts->form || !*facts->edition)
        diag_add(check->diags, MESSAGE_VERIFY_FOREIGN, check->pos, NULL, NULL);
    if (facts->minutes && !*facts->conformance)
        return;
    if (!*facts->conformance)
        metadata_fault(check, DIAG_BOTH("не назван уровень PDF/A", "the PDF/A level is not declared"));
    if (!intents || intents->kind != PDF_ARRAY || !intents->length)
        metadata_fault(check, DIAG_BOTH("нет профиля цвета", "there is no output intent"));
    if (needs_language(facts) && !pdffile_get(check->made, catalog, "Lang"))
        metadata_fault(check, DIAG_BOTH("не указан язык", "the language is not set"));
}

static void check_font(struct check *check, const struct pdf_value *font)
{
    struct pdffile *file = check->made;
    const struct pdf_value *name = pdffile_get(file, font, "BaseFont");
    const struct pdf_value *descendants = pdffile_get(file, font, "DescendantFonts");
    const struct pdf_value *carrier = descendants && descendants->kind == PDF_ARRAY && descendants->entries
                                          ? pdffile_resolve(file, descendants->entries->value)
                                          : font;
    const struct pdf_value *descriptor = pdffile_get(file, carrier, "FontDescriptor");
    const struct pdf_value *program = pdffile_get(file, descriptor, "FontFile2");
    const struct pdf_value *to_unicode = pdffile_get(file, font, "ToUnicode");
    if (!program || program->kind != PDF_STREAM || !to_unicode)
        diag_add(check->diags, MESSAGE_VERIFY_FONT, check->pos, NULL,
                 name && name->kind == PDF_NAME
                     ? arena_strndup(check->arena, name->bytes, name->length)
                     : "?",
                 NULL);
}

/* Of a joined file the fonts of our pages count: they share one dictionary. */
static void check_fonts_of_pages(struct check *check)
{
    size_t count;
    const struct pdf_value **pages = pdf_pages(check->made, check->arena, &count);
    const struct pdf_value *before = NULL;
    for (size_t i = check->facts->minutes; i < count; i++) {
        const struct pdf_value *fonts =
            pdffile_get(check->made, pdffile_get(check->made, pages[i], "Resources"), "Font");
        if (!fonts || fonts == before || fonts->kind != PDF_DICT)
            continue;
        before = fonts;
        for (const struct pdf_entry *entry = fonts->entries; entry; entry = entry->next)
            check_font(check, pdffile_resolve(check->made, entry->value));
    }
}

static void check_fonts(struct check *check)
{
    if (check->facts->minutes) {
        check_fonts_of_pages(check);
        return;
    }
    for (long number = 1; number < pdffile_size(check->made); number++) {
        const struct pdf_value *object = pdffile_object(check->made, number);
        if (pdf_is_name(pdffile_get(check->made, object, "Type"), "Font") &&
            !pdf_is_name(pdffile_get(check->made, object, "Subtype"), "CIDFontType2"))
            check_font(check, object);
    }
}

static void structure_fault(struct check *check, const char *what)
{
    diag_add(check->diags, MESSAGE_VERIFY_STRUCTURE, check->pos, NULL, what, NULL);
}

/* Returns the number of tagged pieces on the page. */
static long check_page(struct check *check, const struct pdf_value *page, size_t number,
                       struct content_maps *maps)
{
    struct content_facts const facts = content_check(check->made, page, maps);
    if (facts.broken) {
        damaged(check, arena_printf(check->arena,
                                    DIAG_BOTH("содержимое страницы %zu не читается",
                                              "the content of page %zu cannot be read"),
                                    number, number));
        return 0;
    }
    if (facts.unmapped)
        diag_add(check->diags, MESSAGE_VERIFY_TEXT, check->pos, NULL,
                 arena_printf(check->arena, "%zu", number), NULL);
    if (facts.untagged || !facts.ids_in_order ||
        !structure_covers_page(check->made, page, facts.marked))
        structure_fault(check, arena_printf(check->arena,
                                            DIAG_BOTH("на странице %zu не весь текст размечен",
                                                      "not all text of page %zu is tagged"),
                                            number, number));
    return facts.marked;
}

/* The fields of the first revision, which are the file's unless it has later ones. */
static long count_fields(const struct check *check)
{
    long count = 0;
    if (check->made == check->file)
        return (long)check->facts->fields;
    const struct signature_field *field = pdf_signature_fields(check->made, check->arena);
    for (; field; field = field->next)
        count++;
    return count;
}

/* Links of a page; like fields, each must be named by an element. */
static long count_links(struct pdffile *file, const struct pdf_value *page)
{
    const struct pdf_value *annotations = pdffile_get(file, page, "Annots");
    long count = 0;
    if (!annotations || annotations->kind != PDF_ARRAY)
        return 0;
    for (const struct pdf_entry *entry = annotations->entries; entry; entry = entry->next)
        count += pdf_is_name(
            pdffile_get(file, pdffile_resolve(file, entry->value), "Subtype"), "Link");
    return count;
}

static void check_pages(struct check *check)
{
    size_t count;
    const struct pdf_value **pages = pdf_pages(check->made, check->arena, &count);
    struct content_maps *maps =
        content_maps_new(check->made, check->reader->maps, check->arena);
    long marked = 0;
    long objects = count_fields(check);
    check->facts->pages = count;
    if (!count)
        damaged(check, DIAG_BOTH("в нём нет страниц", "it has no pages"));
    for (size_t i = check->facts->minutes; i < count; i++) {
        marked += check_page(check, pages[i], i + 1, maps);
        objects += count_links(check->made, pages[i]);
    }
    if (check->facts->minutes) /* the tree may be somebody else's as well */
        return;
    struct structure_facts const structure = structure_check(check->made);
    if (structure.broken || structure.marked != marked || structure.objects != objects)
        structure_fault(check, DIAG_BOTH("дерево структуры и страницы расходятся",
                                         "the structure tree and the pages disagree"));
}

static void check_fields(struct check *check)
{
    const struct signature_field *field = pdf_signature_fields(check->file, check->arena);
    for (; field; field = field->next) {
        check->facts->fields++;
        check->facts->signed_fields += field->is_signed;
        const char *fault = NULL;
        if (field->page > 0 && (size_t)field->page <= check->facts->minutes)
            continue;
        if (!field->page)
            fault = DIAG_BOTH("его нет ни на одной странице", "no page shows it");
        else if (field->rect[2] <= field->rect[0] || field->rect[3] <= field->rect[1])
            fault = DIAG_BOTH("у него нет места на странице", "it has no room on the page");
        else if (!pdffile_get(check->file, field->widget, "AP"))
            fault = DIAG_BOTH("у него нет вида", "it has no appearance");
        if (fault)
            diag_add(check->diags, MESSAGE_VERIFY_FIELD, check->pos, NULL, field->name, fault, NULL);
    }
}

bool verify_pdf(struct pdfreader *reader, const void *bytes, size_t size,
                const struct file_digests *digests, const char *name, struct arena *arena,
                struct verify_facts *facts, struct diags *diags)
{
    struct check check = {.bytes = bytes,
                          .size = size,
                          .digests = digests,
                          .pos = {.file = name},
                          .reader = reader,
                          .arena = reader->arena,
                          .told = arena,
                          .facts = facts,
                          .diags = diags};
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    *facts = (struct verify_facts){.format = "PDF",
                                   .conformance = "",
                                   .version = "",
                                   .case_id = "",
                                   .form = "",
                                   .edition = "",
                                   .teacher = ""};
    arena_reset(reader->arena);
    if (open_file(&check)) {
        check_objects(&check);
        check_checksum(&check);
        if (open_first_revision(&check)) {
            check_metadata(&check);
            check_fields(&check);
            check_fonts(&check);
            check_pages(&check);
        }
    }
    return diags_at_least(diags, SEVERITY_ERROR) == before;
}
