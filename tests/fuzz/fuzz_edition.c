/*
 * fuzz_edition.c - edition.xml or vocabulary.xml of a folder whose other files are sound.
 */
#include "forms.h"

#include "doc/dump.h"

#define EDITION_FILE FUZZ_EDITION "/edition.xml"
#define VOCABULARY_FILE FUZZ_EDITION "/vocabulary.xml"

static struct diags *diags;

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
    fuzz_copy("forms/" FUZZ_EDITION "/5.1.xml", fuzz_path(FUZZ_EDITION "/5.1.xml"));
}

static void print(const struct edition *edition)
{
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct resolve_options const options = {.draft = true};
    if (edition_form_count(edition))
        document_dump(form_resolve(edition_form_at(edition, 0), edition, fuzz_organization, NULL,
                                   &options, arena),
                      &out);
    edition_term(edition, "kinds", "method");
    text_free(&out);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char mark[] = "<vocabular";
    bool const is_vocabulary = memmem(data, size, mark, sizeof mark - 1) != NULL;
    const char *other = is_vocabulary ? EDITION_FILE : VOCABULARY_FILE;
    fuzz_copy(is_vocabulary ? "forms/" EDITION_FILE : "forms/" VOCABULARY_FILE, fuzz_path(other));
    fuzz_write(fuzz_path(is_vocabulary ? VOCABULARY_FILE : EDITION_FILE), data, size);
    struct edition *edition =
        edition_load(fuzz_folder(), FUZZ_EDITION, fuzz_form_schema, fuzz_schema, diags);
    fuzz_demand_reason(edition, diags);
    /* What was said of it stands there still: that must not make it good. */
    fuzz_demand(
        edition || !edition_load(fuzz_folder(), FUZZ_EDITION, fuzz_form_schema, fuzz_schema, diags),
        "what is refused is refused again");
    if (edition)
        print(edition);
    edition_free(edition);
    fuzz_tell(diags);
    return 0;
}
