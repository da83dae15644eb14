/*
 * fuzz_case.c - a case file: looked through, read whole, read from its middle, checked,
 * made into every form.
 */
#include "forms.h"

#include "base/hash.h"
#include "doc/dump.h"

enum { MOST_CASES = 64 };

static struct rules *rules;
static struct diags *diags;

/* What the ways through one file say of its cases. */
struct passage {
    struct rules_session *session; /* NULL: cases are not looked at closely */
    size_t begun, handled;
    struct case_place places[MOST_CASES];
    char hashes[MOST_CASES][HASH_HEX_SIZE];
};

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
    rules = rules_load("forms/rules.xml", fuzz_schema, diags);
    fuzz_demand_quiet(diags);
}

static void begun(size_t index, const char *id, const struct case_place *place, void *context)
{
    struct passage *run = context;
    (void)id;
    if (index < MOST_CASES)
        run->places[index] = *place;
    run->begun++;
}

static void named(const char *key, bool identified, void *context)
{
    (void)identified, (void)context;
    fuzz_demand(key, "a key");
}

static void resolve(const struct casefile *casefile, struct arena *arena)
{
    for (size_t i = 0; i < edition_form_count(fuzz_edition); i++) {
        struct resolve_options const options = {.draft = i == 0};
        struct text out = TEXT_EMPTY;
        const struct document *document =
            form_resolve(edition_form_at(fuzz_edition, i), fuzz_edition, fuzz_organization, casefile,
                         &options, arena);
        document_dump(document, &out);
        document_plain_text(document, &out);
        text_free(&out);
    }
}

static void look(struct casefile *casefile, bool valid, struct passage *run)
{
    struct arena *arena = arena_new();
    struct text source = TEXT_EMPTY;
    if (valid) {
        case_source(casefile, &source);
        struct rules_options const options = {
            .today = "2027-06-01", .approved = "2024-09-27", .session = run->session};
        rules_check(rules, casefile, &options, diags);
        resolve(casefile, arena);
    } else {
        rules_remember(run->session, casefile);
    }
    text_free(&source);
    arena_free(arena);
}

static enum case_verdict handle(struct casefile *casefile, bool valid, void *context)
{
    struct passage *run = context;
    if (run->handled < MOST_CASES)
        memcpy(run->hashes[run->handled], case_hash(casefile), HASH_HEX_SIZE);
    run->handled++;
    if (run->session)
        look(casefile, valid, run);
    fuzz_demand_reason(valid, diags);
    return CASE_GO_ON;
}

/* What a worker reads of the middle is what it would have read on the way there. */
static void compare_stretch(const char *path, const struct passage *whole)
{
    size_t const begin = whole->begun / 2;
    if (whole->begun > MOST_CASES || begin == 0 || whole->places[begin].offset < 0)
        return;
    struct passage part = {0};
    struct case_stretch const stretch = {begin, whole->begun, whole->places[0], whole->places[begin]};
    case_read_stretch(path, fuzz_schema, diags, &stretch, NULL, handle, &part);
    fuzz_demand(part.handled == whole->begun - begin, "a stretch has its cases");
    for (size_t i = 0; i < part.handled; i++)
        fuzz_demand(strcmp(part.hashes[i], whole->hashes[begin + i]) == 0,
                    "a stretch has the cases of the file");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path("case.xml");
    struct passage run = {.session = rules_session_new()};
    fuzz_write(path, data, size);
    case_is_council(path);
    case_scan(path, fuzz_schema, diags, begun, named, &run);
    bool const sound = !diags_at_least(diags, SEVERITY_ERROR);
    fuzz_tell(diags);
    case_read(path, fuzz_schema, diags, handle, &run);
    fuzz_demand_reason(run.handled || diags_count(diags), diags);
    fuzz_tell(diags);
    if (sound && run.handled == run.begun)
        compare_stretch(path, &run);
    fuzz_tell(diags);
    rules_session_free(run.session);
    return 0;
}
