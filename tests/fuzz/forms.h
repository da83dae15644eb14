/*
 * forms.h - the definitions of forms/ for targets that need them sound.
 */
#ifndef FORMULYAR_TESTS_FUZZ_FORMS_H
#define FORMULYAR_TESTS_FUZZ_FORMS_H

#include "fuzz.h"

#include "case/case.h"
#include "case/rules.h"
#include "council/meeting.h"
#include "form/form.h"

#define FUZZ_EDITION "lesosibirsk2-2024-09-27"

/* What a target does not ask for must still be held, or it is a leak. */
#define HELD __attribute__((used))
static HELD struct case_schema *fuzz_schema;
static HELD struct form_schema *fuzz_form_schema;
static HELD struct organization *fuzz_organization;
static HELD struct edition *fuzz_edition;

static inline void fuzz_forms_load(struct diags *diags)
{
    fuzz_schema = case_schema_load("forms/case.xsd", diags);
    fuzz_form_schema = form_schema_open("forms/form.xsd");
    fuzz_organization = organization_load("forms/organization.xml", fuzz_form_schema, diags);
    fuzz_edition = edition_load("forms", FUZZ_EDITION, fuzz_form_schema, fuzz_schema, diags);
    fuzz_demand_quiet(diags);
}

/* A finished case of the samples; ends with the process. */
static inline struct casefile *fuzz_sample_case(struct diags *diags)
{
    struct case_reader *reader = case_open("samples/completed.xml", fuzz_schema, diags);
    struct case_head head;
    bool valid = false;
    struct casefile *casefile = case_next(reader, &head) ? case_take(reader, &valid) : NULL;
    fuzz_demand(casefile && valid, "a case");
    case_keep(casefile);
    case_close(reader);
    diags_clear(diags);
    return casefile;
}

/* A meeting of the samples, and in *schema what it was read with. */
static inline struct casefile *fuzz_sample_council(struct case_schema **schema, struct diags *diags)
{
    *schema = case_schema_load_minutes("forms/minutes.xsd", fuzz_schema, diags);
    fuzz_demand_quiet(diags);
    struct casefile *council = meeting_read("samples/council/one-appendix.xml", *schema,
                                            &(struct meeting_cases){.schema = fuzz_schema}, diags);
    fuzz_demand(council, "a meeting");
    diags_clear(diags);
    return council;
}

#endif
