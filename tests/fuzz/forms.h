/*
 * forms.h - the definitions of forms/ for targets that need them sound.
 */
#ifndef FORMULYAR_TESTS_FUZZ_FORMS_H
#define FORMULYAR_TESTS_FUZZ_FORMS_H

#include "fuzz.h"

#include "case/case.h"
#include "case/rules.h"
#include "form/form.h"

#define FUZZ_EDITION "lesosibirsk2-2024-09-27"

static struct case_schema *fuzz_schema;
static struct form_schema *fuzz_form_schema;
static struct organization *fuzz_organization;
static struct edition *fuzz_edition;

static inline void fuzz_forms_load(struct diags *diags)
{
    fuzz_schema = case_schema_load("forms/case.xsd", diags);
    fuzz_form_schema = form_schema_open("forms/form.xsd");
    fuzz_organization = organization_load("forms/organization.xml", fuzz_form_schema, diags);
    fuzz_edition = edition_load("forms", FUZZ_EDITION, fuzz_form_schema, fuzz_schema, diags);
    fuzz_demand_quiet(diags);
}

#endif
