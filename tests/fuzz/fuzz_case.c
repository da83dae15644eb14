/*
 * fuzz_case.c - a case file: looked through, read whole, read from its middle, checked,
 * made into every form; and read once more with the parser seeing every byte.
 */
#include "forms.h"

#include "../case/bothways.h"

#include "base/hash.h"
#include "case/schema.h"
#include "doc/dump.h"

enum { MOST_CASES = 64 };

static struct rules *rules;
static struct diags *diags;

/* What the ways through one file say of its cases. */
struct passage {
    size_t count;
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

static void resolve(const struct casefile *casefile, struct arena *arena)
{
    for (size_t i = 0; i < edition_form_count(fuzz_edition); i++) {
        struct resolve_options const options = {.draft = i == 0};
        struct text out = TEXT_EMPTY;
        const struct document *document =
            form_resolve(edition_form_at(fuzz_edition, i), fuzz_edition, fuzz_organization,
                         casefile, &options, arena);
        document_dump(document, &out);
        document_plain_text(document, &out);
        text_free(&out);
    }
}

/* Whatever found it so: accept() or libxml2 itself. */
static void demand_validity(const struct casefile *casefile)
{
    xmlSchemaSetValidStructuredErrors(fuzz_schema->validator, NULL, NULL);
    fuzz_demand(xmlSchemaValidateOneElement(fuzz_schema->validator, casefile->root) == 0,
                "libxml2 finds a case valid that was taken for good");
}

static void check(struct casefile *casefile, bool valid, struct rules_session *session)
{
    struct arena *arena = arena_new();
    if (valid) {
        demand_validity(casefile);
        struct text source = TEXT_EMPTY;
        struct rules_options const options = {
            .today = "2027-06-01", .approved = "2024-09-27", .session = session};
        case_source(casefile, &source);
        text_free(&source);
        rules_check(rules, casefile, &options, diags);
        resolve(casefile, arena);
    } else {
        rules_remember(session, casefile);
    }
    arena_free(arena);
}

/* As a batch looks through its inputs; true when the file is sound as far as that can see. */
static bool look(const char *path, struct passage *passage)
{
    struct case_reader *reader = case_open_look(path, NULL, fuzz_schema, diags);
    struct case_head head;
    while (reader && case_next(reader, &head)) {
        bool identified;
        case_look(reader, &identified);
        if (passage->count < MOST_CASES)
            passage->places[passage->count] = head.place;
        passage->count++;
    }
    case_close(reader);
    bool const sound = !diags_at_least(diags, SEVERITY_ERROR);
    fuzz_tell(diags);
    return sound;
}

/* Reads the cases, every third of them through only; session NULL: for their hashes alone. */
static void take(struct case_reader *reader, struct passage *passage, struct rules_session *session)
{
    struct case_head head;
    while (reader && case_next(reader, &head)) {
        bool valid = false;
        struct casefile *casefile =
            session && head.index % 3 == 2 ? NULL : case_take(reader, &valid);
        if (casefile && passage->count < MOST_CASES)
            memcpy(passage->hashes[passage->count], case_hash(casefile), HASH_HEX_SIZE);
        if (casefile && session)
            check(casefile, valid, session);
        fuzz_demand_reason(valid || !casefile, diags);
        case_free(casefile);
        passage->count++;
    }
    case_close(reader);
}

/* What a worker reads of the middle is what it would have read on the way there. */
static void compare_stretch(const char *path, const struct passage *looked)
{
    struct passage whole = {0};
    struct passage part = {0};
    size_t const begin = looked->count / 2;
    if (looked->count > MOST_CASES || begin == 0 || looked->places[begin].offset < 0)
        return;
    struct case_stretch const stretch = {begin, looked->count, looked->places[0],
                                         looked->places[begin]};
    take(case_open(path, fuzz_schema, diags), &whole, NULL);
    take(case_open_stretch(path, NULL, fuzz_schema, diags, &stretch), &part, NULL);
    fuzz_demand(part.count + begin == whole.count && whole.count == looked->count,
                "a stretch has its cases");
    for (size_t i = 0; i < part.count; i++)
        fuzz_demand(strcmp(part.hashes[i], whole.hashes[begin + i]) == 0,
                    "a stretch has the cases of the file");
}

static void read_as_the_parser_would(const uint8_t *data, size_t size)
{
    struct account accounts[2];
    struct text file = TEXT_EMPTY;
    text_add_bytes(&file, data, size);
    fuzz_demand(read_both_ways(&file, fuzz_schema, accounts), "the parser would say the same");
    text_free(&accounts[0].said);
    text_free(&accounts[1].said);
    text_free(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = fuzz_path("case.xml");
    struct passage looked = {0};
    struct passage taken = {0};
    struct rules_session *session = rules_session_new();
    fuzz_write(path, data, size);
    case_is_council(path, NULL);
    bool const sound = look(path, &looked);
    take(case_open(path, fuzz_schema, diags), &taken, session);
    fuzz_demand(taken.count || diags_count(diags), "a file without a case is told of");
    fuzz_tell(diags);
    if (sound)
        compare_stretch(path, &looked);
    fuzz_tell(diags);
    read_as_the_parser_would(data, size);
    rules_session_free(session);
    return 0;
}
