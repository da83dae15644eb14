/*
 * fuzz_rules.c - a file of rules, asked about a sample case, or a council file when it
 * speaks of minutes.
 */
#include "forms.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char mark[] = "m:";
    bool const of_council = memmem(data, size, mark, sizeof mark - 1) != NULL;
    const char *path = fuzz_path("rules.xml");
    fuzz_write(path, data, size);
    struct rules *rules = rules_load(path, of_council ? schema : fuzz_schema, diags);
    fuzz_demand_reason(rules, diags);
    if (rules) {
        struct rules_session *session = rules_session_new();
        struct rules_options const options = {
            .today = "2027-06-01", .approved = "2024-09-27", .session = session};
        rules_check(rules, of_council ? council : casefile, &options, diags);
        rules_session_free(session);
    }
    rules_free(rules);
    fuzz_tell(diags);
    return 0;
}
