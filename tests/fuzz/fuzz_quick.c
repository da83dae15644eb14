/*
 * fuzz_quick.c - the quick check of what was just written against the whole one: a PDF whose
 * digest is believed, the content of a page, and a value.
 */
#include "fuzz.h"

#include "verify/checks.h"
#include "verify/content.h"

static struct diags *diags;
static struct verifier *verifier;

void fuzz_begin(void)
{
    diags = diags_new();
    verifier = verifier_new();
}

/* ---- a file --------------------------------------------------------------------------------- */

/* The digests of which a file says that they are its own, so that no check ends at them. */
static struct file_digests believed(const void *data, size_t size)
{
    struct arena *arena = arena_new();
    struct file_digests digests = {.part = 0};
    enum pdffile_problem problem;
    struct pdffile *file = pdffile_open(data, size, NULL, arena, &problem);
    const struct pdf_entry *id = file ? pdffile_items(file, file->first_trailer, "ID") : NULL;
    if (id && id->value->kind == PDF_STRING && id->value->length <= HASH_SIZE) {
        size_t const trailer = pdffile_section(file, 0)->trailer;
        digests.part = file->first_trailer->kind == PDF_STREAM ? pdffile_section(file, 0)->at
                       : trailer > 8                           ? trailer - 8
                                                               : 0;
        memcpy(digests.of_part, id->value->bytes, id->value->length);
    }
    arena_free(arena);
    return digests;
}

static void compare_facts(const struct verify_facts *quick, const struct verify_facts *whole)
{
    fuzz_demand(strcmp(quick->conformance, whole->conformance) == 0, "the same level");
    fuzz_demand(strcmp(quick->case_id, whole->case_id) == 0, "the same case");
    fuzz_demand(strcmp(quick->form, whole->form) == 0, "the same form");
    fuzz_demand(strcmp(quick->edition, whole->edition) == 0, "the same edition");
    fuzz_demand(strcmp(quick->teacher, whole->teacher) == 0, "the same teacher");
    fuzz_demand(quick->state == whole->state, "the same state");
    fuzz_demand(quick->fields == whole->fields, "the same fields");
    fuzz_demand(quick->pages == whole->pages && quick->minutes == whole->minutes, "the same pages");
}

static void compare_file(const void *data, size_t size)
{
    struct file_digests const digests = believed(data, size);
    struct arena *arena = arena_new();
    struct verify_facts quick;
    struct verify_facts whole;
    if (digests.part && verify_pdf_quickly(verifier, data, size, &digests, arena, &quick)) {
        fuzz_demand(
            verify_pdf_wholly(verifier, data, size, &digests, "x.pdf", arena, &whole, diags),
            "what is quickly found good is good");
        compare_facts(&quick, &whole);
    }
    arena_free(arena);
    fuzz_tell(diags);
}

/* ---- content --------------------------------------------------------------------------------- */

/* A page of its own: its content is not deflated, its fonts' map has the codes of Cyrillic. */
static struct text file_with(const void *content, size_t size)
{
    static const char head[] =
        "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"
        "2 0 obj<</Resources<</Font<</F0 3 0 R/F14 3 0 R>>>>/Contents 5 0 R>>endobj\n"
        "3 0 obj<</ToUnicode 4 0 R>>endobj\n"
        "4 0 obj<</Length 44>>stream\n1 beginbfrange <0020><04FF><0020> endbfrange\nendstream "
        "endobj\n";
    struct text file = TEXT_EMPTY;
    char number[11] = "0000000000";
    text_add(&file, head);
    size_t const object = file.len;
    text_format(&file, "5 0 obj<</Length %zu>>stream\n", size);
    text_add_bytes(&file, content, size);
    text_add(&file, "\nendstream endobj\n");
    size_t const table = file.len;
    text_add(&file, "xref\n0 6\n0000000000 65535 f \n");
    for (int i = 1; i < 6; i++) {
        const char key[] = {'\n', (char)('0' + i), ' ', '0', ' ', 'o', '\0'};
        size_t place = i < 5 ? (size_t)(strstr(head, key) - head) + 1 : object;
        for (size_t at = 10; at > 0; place /= 10)
            number[--at] = (char)('0' + place % 10);
        text_format(&file, "%s 00000 n \n", number);
    }
    text_format(&file, "trailer<</Size 6/Root 1 0 R>>\nstartxref\n%zu\n", table);
    text_add(&file, "%%EOF\n");
    return file;
}

static struct content_facts facts_of(const struct text *bytes, bool is_quick)
{
    struct arena *arena = arena_new();
    struct textmaps *kept = textmaps_new();
    enum pdffile_problem problem;
    struct pdffile *file = pdffile_open(bytes->data, bytes->len, NULL, arena, &problem);
    const struct pdf_value *page = file ? pdffile_object(file, 2) : NULL;
    fuzz_demand(page, "the file of the target can be read");
    struct content_facts const facts =
        content_check(file, page, content_maps_new(file, kept, arena), is_quick);
    textmaps_free(kept);
    arena_free(arena);
    return facts;
}

static void compare_content(const void *data, size_t size)
{
    struct text file = file_with(data, size);
    struct content_facts const quick = facts_of(&file, true);
    struct content_facts const whole = facts_of(&file, false);
    fuzz_demand(quick.broken == whole.broken, "broken or not");
    fuzz_demand(whole.broken ||
                    (quick.marked == whole.marked && quick.untagged == whole.untagged &&
                     quick.unmapped == whole.unmapped && quick.ids_in_order == whole.ids_in_order),
                "the same content");
    text_free(&file);
}

/* ---- a value ----------------------------------------------------------------------------------- */

static void compare_value(const char *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct budget for_skim;
    struct budget for_parse;
    budget_start(&for_skim, size);
    budget_start(&for_parse, size);
    struct pdf_cursor skimmed = {.bytes = bytes, .size = size, .budget = &for_skim};
    struct pdf_cursor parsed = {.bytes = bytes, .size = size, .arena = arena, .budget = &for_parse};
    if (pdf_skim_value(&skimmed)) {
        fuzz_demand(pdf_parse_value(&parsed) && parsed.at == skimmed.at,
                    "what is passed over is read, up to the same byte");
        for (int kind = 0; kind < BUDGET_KINDS; kind++)
            fuzz_demand(for_skim.left[kind] <= for_parse.left[kind], "and for no more");
    }
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= 5 && memcmp(data, "%PDF-", 5) == 0) {
        compare_file(data, size);
        return 0;
    }
    compare_content(data, size);
    if (size)
        compare_value((const char *)data, size);
    return 0;
}
