/*
 * fixture.h - an edition, the organisation and a case for the tests of form/.
 */
#ifndef FORMULYAR_TESTS_FORM_FIXTURE_H
#define FORMULYAR_TESTS_FORM_FIXTURE_H

#include "base/file.h"
#include "doc/dump.h"
#include "form/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "case/each.h"

#define APPROVED "lesosibirsk2-2024-09-27"

struct fixture {
    struct diags *diags;
    struct case_schema *schema;
    struct form_schema *form_schema;
    struct organization *organization;
};

static inline void show(const struct diags *diags)
{
    struct text text = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_EN, &text);
    fputs(text_string(&text), stderr);
    text_free(&text);
}

static inline int fixture_open(void **state)
{
    struct fixture *fixture = xmalloc(sizeof *fixture);
    fixture->diags = diags_new();
    fixture->schema = case_schema_load("forms/case.xsd", fixture->diags);
    fixture->form_schema = form_schema_open("forms/form.xsd");
    fixture->organization =
        organization_load("forms/organization.xml", fixture->form_schema, fixture->diags);
    show(fixture->diags);
    *state = fixture;
    return fixture->schema && fixture->organization ? 0 : -1;
}

static inline int fixture_close(void **state)
{
    struct fixture *fixture = *state;
    organization_free(fixture->organization);
    form_schema_close(fixture->form_schema);
    case_schema_free(fixture->schema);
    diags_free(fixture->diags);
    free(fixture);
    return 0;
}

static inline struct edition *fixture_edition(const struct fixture *fixture, const char *id)
{
    bool const is_test = strcmp(id, "trial") == 0 || strcmp(id, "places") == 0;
    const char *folder = is_test ? "tests/form/forms" : "forms";
    struct edition *edition =
        edition_load(folder, id, fixture->form_schema, fixture->schema, fixture->diags);
    show(fixture->diags);
    assert_non_null(edition);
    return edition;
}

static inline bool fixture_keep(struct casefile *casefile, bool valid, void *context)
{
    struct casefile **kept = context;
    if (valid && !*kept)
        *kept = case_keep(casefile);
    return false;
}

/* A case of tests/form/cases, which the caller frees; NULL for the name NULL (a blank form). */
static inline struct casefile *fixture_case(const struct fixture *fixture, const char *name)
{
    if (!name)
        return NULL;
    struct casefile *casefile = NULL;
    char path[256];
    snprintf(path, sizeof path, "tests/form/cases/%s.xml", name);
    each_case(path, fixture->schema, fixture->diags, fixture_keep, &casefile);
    show(fixture->diags);
    assert_non_null(casefile);
    return casefile;
}

/* Compares with a golden file; ACCEPT=1 in the environment writes it instead. */
static inline void check_golden(const char *path, struct text *got)
{
    if (getenv("ACCEPT")) {
        assert_int_equal(file_write(path, text_string(got), got->len), 0);
        return;
    }
    struct text wanted = TEXT_EMPTY;
    assert_int_equal(file_read(path, 1 << 20, &wanted), 0);
    if (strcmp(text_string(got), text_string(&wanted)) != 0)
        fprintf(stderr, "# differs: %s (ACCEPT=1 writes it; then read git diff)\n", path);
    assert_string_equal(text_string(got), text_string(&wanted));
    text_free(&wanted);
}

#endif
