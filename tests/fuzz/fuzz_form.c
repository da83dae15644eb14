/*
 * fuzz_form.c - the definition of a form, printed empty and with a case when it can be loaded, and told
 * of what it prints.
 */
#include "forms.h"

#include "doc/dump.h"
#include "form/printed.h"

#include <stdio.h>

static struct diags *diags;
static HELD struct casefile *casefile;

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
    casefile = fuzz_sample_case(diags);
    fuzz_copy("forms/" FUZZ_EDITION "/edition.xml", fuzz_path(FUZZ_EDITION "/edition.xml"));
    fuzz_copy("forms/" FUZZ_EDITION "/vocabulary.xml", fuzz_path(FUZZ_EDITION "/vocabulary.xml"));
}

static void print(const struct edition *edition, const struct casefile *of)
{
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        struct arena *arena = arena_new();
        struct text out = TEXT_EMPTY;
        struct resolve_options const options = {.draft = of != NULL};
        const struct document *document = form_resolve(edition_form_at(edition, i), edition,
                                                       fuzz_organization, of, &options, arena);
        bool whole;
        form_printed(edition_form_at(edition, i), arena, &whole);
        form_date_path(edition_form_at(edition, i), arena);
        document_dump(document, &out);
        document_plain_text(document, &out);
        text_free(&out);
        arena_free(arena);
    }
}

/* A file must be named after the form: otherwise that alone would be wrong with it. */
static const char *wanted_name(const uint8_t *data, size_t size)
{
    static const char *const ids[] = {"5.1", "5.3"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        char mark[16];
        int const length = snprintf(mark, sizeof mark, "id=\"%s\"", ids[i]);
        if (memmem(data, size, mark, (size_t)length))
            return ids[i];
    }
    return "5.4";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[64];
    snprintf(name, sizeof name, FUZZ_EDITION "/%s.xml", wanted_name(data, size));
    const char *path = fuzz_path(name);
    fuzz_write(path, data, size);
    struct edition *edition =
        edition_load(fuzz_folder(), FUZZ_EDITION, fuzz_form_schema, fuzz_schema, diags);
    fuzz_demand_reason(edition, diags);
    /* What was said of it stands there still: that must not make it good. */
    fuzz_demand(
        edition || !edition_load(fuzz_folder(), FUZZ_EDITION, fuzz_form_schema, fuzz_schema, diags),
        "what is refused is refused again");
    if (edition) {
        print(edition, NULL);
        print(edition, casefile);
    }
    edition_free(edition);
    fuzz_tell(diags);
    remove(path);
    return 0;
}
