/*
 * fuzz_pdf.c - a PDF that `verify`, `fields` and `extract` are given.
 */
#include "fuzz.h"

#include "cmd/signatures.h"
#include "pdfread/pdfparts.h"
#include "verify/verify.h"

static struct diags *diags;

void fuzz_begin(void)
{
    diags = diags_new();
}

static void ask_fields(const void *data, size_t size)
{
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    enum pdffile_problem problem;
    struct pdffile *file = pdffile_open(data, size, NULL, arena, &problem);
    if (file) {
        pdf_signature_fields(file, arena);
        pdf_pages(file, arena);
        pdf_source_attachment(file, &out);
    } else {
        verify_report_problem(problem, data, size, (struct pos){.file = "x.pdf"}, diags);
    }
    fuzz_demand_reason(file, diags);
    text_free(&out);
    arena_free(arena);
    fuzz_tell(diags);
}

/* Nobody reads what is in the signatures here: fuzz_cms.c does. */
static void ask_signatures(const void *data, size_t size)
{
    struct arena *arena = arena_new();
    struct text bytes = TEXT_EMPTY;
    struct text packed = TEXT_EMPTY;
    struct text out = TEXT_EMPTY;
    struct signatures list;
    text_add_bytes(&bytes, data, size);
    signatures_pack_file(&packed, &bytes, arena);
    struct parcel parcel = {.bytes = packed.data, .size = packed.len};
    signatures_begin(&list, NULL, "x.pdf", arena);
    signatures_unpack(&list, &parcel, &bytes, diags);
    fuzz_demand(parcel_is_whole(&parcel), "the parcel is read to its end");
    signatures_add_text(&list, "  ", LANGUAGE_RU, &out);
    signatures_add_text(&list, "  ", LANGUAGE_EN, &out);
    signatures_add_json(&list, &out);
    text_free(&out);
    text_free(&packed);
    text_free(&bytes);
    arena_free(arena);
    fuzz_tell(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct verify_facts facts;
    bool const good = verify_file(NULL, data, size, "x.pdf", arena, &facts, diags);
    fuzz_demand_reason(good, diags);
    fuzz_demand(facts.case_id && facts.form && facts.format && facts.version, "facts are strings");
    arena_free(arena);
    fuzz_tell(diags);
    ask_fields(data, size);
    ask_signatures(data, size);
    return 0;
}
