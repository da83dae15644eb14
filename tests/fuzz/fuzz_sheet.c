/*
 * fuzz_sheet.c - the forms that belong to no edition: minutes.xml and extract.xml, filled
 * from the sample council file; bundle.xml; summary.xml, filled from a sample case.
 */
#include "forms.h"

#include "annual/annual.h"
#include "doc/dump.h"
#include "form/appendix_form.h"

static HELD struct case_schema *schema;
static struct diags *diags;
static HELD struct casefile *casefile, *council;

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
    council = fuzz_sample_council(&schema, diags);
    casefile = fuzz_sample_case(diags);
}

static void take_summary(const char *path)
{
    struct annual_form *form =
        annual_form_load(path, fuzz_form_schema, fuzz_edition, fuzz_schema, diags);
    fuzz_demand_reason(form, diags);
    fuzz_demand(form || !annual_form_load(path, fuzz_form_schema, fuzz_edition, fuzz_schema, diags),
                "what is refused is refused again");
    for (int is_public = 0; form && is_public < 2; is_public++) {
        struct annual_options const options = {.is_public = is_public};
        struct arena *arena = arena_new();
        struct text out = TEXT_EMPTY;
        struct annual *annual = annual_new(form, &options);
        annual_add(annual, casefile, diags);
        if (annual_close(annual, diags)) {
            document_dump(annual_document(annual, fuzz_organization, arena), &out);
            annual_csv_register(annual, &out);
            annual_csv_counts(annual, &out);
        }
        text_free(&out);
        annual_free(annual);
        arena_free(arena);
    }
    annual_form_free(form);
}

static void take_bundle(const char *path)
{
    struct appendix_form *form = appendix_form_load(path, fuzz_form_schema, diags);
    fuzz_demand_reason(form, diags);
    fuzz_demand(form || !appendix_form_load(path, fuzz_form_schema, diags),
                "what is refused is refused again");
    appendix_form_free(form);
}

static void take_sheet(const char *path)
{
    struct sheet *sheet = sheet_load(path, fuzz_form_schema, fuzz_edition, schema, diags);
    fuzz_demand_reason(sheet, diags);
    fuzz_demand(sheet || !sheet_load(path, fuzz_form_schema, fuzz_edition, schema, diags),
                "what is refused is refused again");
    if (sheet) {
        struct arena *arena = arena_new();
        struct text out = TEXT_EMPTY;
        struct resolve_options const options = {.id = "x", .about = "y"};
        document_dump(sheet_resolve(sheet, fuzz_organization, council, &options, arena), &out);
        text_free(&out);
        arena_free(arena);
    }
    sheet_free(sheet);
}

static bool has(const uint8_t *data, size_t size, const char *mark)
{
    return memmem(data, size, mark, strlen(mark)) != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path("sheet.xml");
    fuzz_write(path, data, size);
    if (has(data, size, "<annual"))
        take_summary(path);
    else if (has(data, size, "<bundle"))
        take_bundle(path);
    else
        take_sheet(path);
    fuzz_tell(diags);
    return 0;
}
