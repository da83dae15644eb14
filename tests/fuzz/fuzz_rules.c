/*
 * fuzz_rules.c - a file of rules, asked about a sample case, or a council file when it
 * speaks of minutes.
 */
#include "forms.h"

#include "council/meeting.h"

static struct case_schema *schema;
static struct diags *diags;
static struct casefile *casefile, *council;

static enum case_verdict keep(struct casefile *found, bool valid, void *context)
{
    (void)context;
    casefile = valid ? case_keep(found) : NULL;
    return CASE_STOP;
}

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
    schema = case_schema_load_minutes("forms/minutes.xsd", fuzz_schema, diags);
    fuzz_demand_quiet(diags);
    council = meeting_read("samples/council/one-appendix.xml", schema, fuzz_schema, diags);
    case_read("samples/completed.xml", fuzz_schema, diags, keep, NULL);
    diags_clear(diags);
    fuzz_demand(casefile && council, "a case and a meeting");
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
