/*
 * fuzz_organization.c - the school's file: its letterhead printed above an empty form, its people
 * filled into a case that names roles alone.  What the part of form.xsd finds that was kept (xml/baked.h), the whole
 * one finds: it is asked where form.xsd has other bytes than the one that the build asked.
 */
#include "forms.h"

#include "base/file.h"
#include "doc/dump.h"

#include <string.h>

static struct diags *diags;
static HELD struct form_schema *whole;

void fuzz_begin(void)
{
    struct text bytes = TEXT_EMPTY;
    const char *path = fuzz_path("form.xsd");
    diags = diags_new();
    fuzz_forms_load(diags);
    fuzz_demand(file_read("forms/form.xsd", 1 << 20, &bytes) == 0, "form.xsd");
    text_add(&bytes, "\n");
    fuzz_write(path, (const uint8_t *)bytes.data, bytes.len);
    whole = form_schema_open(path);
    text_free(&bytes);
}

static void add_told(struct text *out)
{
    diags_print(diags, LANGUAGE_EN, out);
    diags_clear(diags);
}

static void compare(const char *path, bool good)
{
    struct text part_said = TEXT_EMPTY;
    struct text whole_said = TEXT_EMPTY;
    add_told(&part_said);
    struct organization *other = organization_load(path, whole, diags);
    add_told(&whole_said);
    fuzz_demand(!other == !good, "good by a part of the schema is good by all of it");
    fuzz_demand(strcmp(text_string(&part_said), text_string(&whole_said)) == 0,
                "both ways the same is said");
    organization_free(other);
    text_free(&part_said);
    text_free(&whole_said);
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

static const char roles[] =
    "<case xmlns='urn:formulyar:case:1' id='a' edition='" FUZZ_EDITION "' status='completed'>"
    "<decision date='2025-10-01'/><lead role='deputy-uvr'/>"
    "<participants><participant role='psychologist' person='u-06'/></participants>"
    "<conclusion date='2026-05-15'/>"
    "<signers><signer role='director'/><signer role='deputy-uvr' position='И.о.'/>"
    "<signer form='5.4' role='methodist'><surname/></signer></signers></case>";

/* Who is found must be named on every day. */
static void fill(const struct organization *organization)
{
    static const struct people_document documents[] = {{"5.1", "2025-10-01"},
                                                       {"5.4", "2026-05-15"}};
    struct case_bytes const bytes = {.name = "roles", .bytes = roles, .size = sizeof roles - 1};
    struct arena *arena = arena_new();
    struct case_reader *reader = case_open_bytes(&bytes, fuzz_schema, diags);
    struct case_head head;
    bool valid = false;
    struct casefile *casefile = case_next(reader, &head) ? case_take(reader, &valid) : NULL;
    fuzz_demand(valid, "a case");
    people_fill(casefile, organization_people(organization), documents, 2, false, diags);
    struct resolve_options const options = {.draft = false};
    struct text out = TEXT_EMPTY;
    document_dump(form_resolve(edition_form(fuzz_edition, "5.4"), fuzz_edition, organization,
                               casefile, &options, arena),
                  &out);
    text_free(&out);
    size_t count;
    const struct node *lead = node_child(case_root(casefile), "lead");
    node_person_names(lead, arena, &count);
    fuzz_demand(*node_person_on(lead, "2025-10-01", arena)->surname == '\0' || count > 0,
                "who is named is among the names");
    case_free(casefile);
    case_close(reader);
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
    diags_clear(diags);
    organization_free(organization);
    organization = organization_load(path, fuzz_form_schema, diags);
    compare(path, organization);
    if (organization) {
        fuzz_demand(organization_short_name(organization), "an organization has a name");
        print(organization);
        fill(organization);
    }
    organization_free(organization);
    fuzz_tell(diags);
    return 0;
}
