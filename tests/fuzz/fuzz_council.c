/*
 * fuzz_council.c - a council file beside the cases of the samples: read, checked, made
 * into minutes and into an extract for every case that it cites.
 */
#include "forms.h"

#include "council/extract.h"
#include "council/meeting.h"
#include "doc/dump.h"

static struct case_schema *schema;
static struct rules *rules;
static struct sheet *minutes, *extract;
static struct diags *diags;

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
    schema = case_schema_load_minutes("forms/minutes.xsd", fuzz_schema, diags);
    fuzz_demand_quiet(diags);
    rules = rules_load("forms/minutes-rules.xml", schema, diags);
    minutes = sheet_load("forms/minutes.xml", fuzz_form_schema, fuzz_edition, schema, diags);
    extract = sheet_load("forms/extract.xml", fuzz_form_schema, fuzz_edition, schema, diags);
    fuzz_demand_quiet(diags);
    fuzz_copy_all("samples", ".xml", "council/cases");
    fuzz_copy_all("samples/council", ".xml", "council");
}

static void print(const struct sheet *sheet, const struct casefile *council, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    struct resolve_options const options = {.id = meeting_name(council, arena),
                                            .about = meeting_title(council, arena)};
    document_plain_text(sheet_resolve(sheet, fuzz_organization, council, &options, arena), &out);
    text_free(&out);
}

/* Pruning takes the tree apart: each extract begins with a file that is read anew. */
static bool print_extract(const char *path, size_t index, struct arena *arena)
{
    struct casefile *council =
        meeting_read(path, schema, &(struct meeting_cases){.schema = fuzz_schema}, diags);
    const struct casefile *cited = NULL;
    for (size_t i = 0; council && (!i || cited) && i <= index; i++)
        cited = case_next_attached(council, cited, true);
    bool const more = cited && case_next_attached(council, cited, true);
    if (cited) {
        bool const good = extract_prune(council, case_id(cited), NULL, diags);
        fuzz_demand_reason(good, diags);
        if (good)
            print(extract, council, arena);
    }
    case_free(council);
    fuzz_tell(diags);
    return more;
}

static void print_minutes(const char *path, struct arena *arena)
{
    struct casefile *council =
        meeting_read(path, schema, &(struct meeting_cases){.schema = fuzz_schema}, diags);
    size_t count;
    fuzz_demand_reason(council, diags);
    if (council) {
        struct rules_options const options = {.today = "2027-06-01", .approved = "2024-09-27"};
        rules_check(rules, council, &options, diags);
        meeting_appendices(council, arena, &count);
        print(minutes, council, arena);
    }
    case_free(council);
    fuzz_tell(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST_EXTRACTS = 3 };
    const char *path = fuzz_path("council/fuzzed.xml");
    struct arena *arena = arena_new();
    fuzz_write(path, data, size);
    print_minutes(path, arena);
    for (size_t i = 0; i < MOST_EXTRACTS && print_extract(path, i, arena); i++) {
    }
    arena_free(arena);
    return 0;
}
