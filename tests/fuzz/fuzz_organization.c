/*
 * fuzz_organization.c - the letterhead's file, printed above an empty form.
 */
#include "forms.h"

#include "doc/dump.h"

static struct diags *diags;

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
}

static void print(const struct organization *organization)
{
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct resolve_options const options = {.draft = false};
    document_dump(form_resolve(edition_form(fuzz_edition, "5.4"), fuzz_edition, organization, NULL,
                               &options, arena),
                  &out);
    text_free(&out);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path("organization.xml");
    fuzz_write(path, data, size);
    struct organization *organization = organization_load(path, fuzz_form_schema, diags);
    fuzz_demand_reason(organization, diags);
    fuzz_demand(organization || !organization_load(path, fuzz_form_schema, diags),
                "what is refused is refused again");
    if (organization) {
        fuzz_demand(organization_short_name(organization), "an organization has a name");
        print(organization);
    }
    organization_free(organization);
    fuzz_tell(diags);
    return 0;
}
