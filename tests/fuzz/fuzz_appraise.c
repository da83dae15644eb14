/*
 * fuzz_appraise.c - a file of an edition whose other files are sound, looked at as a whole and copied: edition.xml,
 * vocabulary.xml, rules.xml, case.xsd, a sample or a form, by what stands in it.
 */
#include "fuzz.h"

#include "base/file.h"
#include "engine/appraise.h"
#include "engine/offspring.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EDITION "appraised"

static const struct {
    const char *mark, *name;
} parts[] = {
    {"<edition", "edition.xml"}, {"<vocabulary", "vocabulary.xml"}, {"<rules", "rules.xml"},
    {"schema", "case.xsd"},      {"<case", "samples/a.xml"},        {"", "5.1.xml"},
};

enum { PARTS = sizeof parts / sizeof *parts };
static const char *paths[PARTS];
static const char *folder; /* of the edition */
static struct diags *diags;
static struct engine *engine;

static void end(void)
{
    engine_close(engine);
}

static size_t part_of(const uint8_t *data, size_t size)
{
    size_t i = 0;
    while (*parts[i].mark && !memmem(data, size, parts[i].mark, strlen(parts[i].mark)))
        i++;
    return i;
}

/* An edition that is like the one of the checkout. */
static void copy_sound(size_t part)
{
    const char *name = parts[part].name;
    static const char from[] = "lesosibirsk2-2024-09-27";
    struct arena *arena = arena_new();
    struct text bytes = TEXT_EMPTY;
    struct text out = TEXT_EMPTY;
    const char *path = arena_printf(arena, "forms/%s/%s", from, name);
    fuzz_demand(file_read(path, 1 << 20, &bytes) == 0, "a sound edition");
    fuzz_demand(offspring_write(name, path, &bytes, from, EDITION, &out, diags), "it is copied");
    fuzz_write(paths[part], out.data, out.len);
    text_free(&bytes);
    text_free(&out);
    arena_free(arena);
}

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_write(fuzz_path(EDITION "/samples/z.xml"), "<x/>", 4);
    folder = fuzz_path(EDITION);
    for (size_t i = 0; i < PARTS; i++) {
        char name[64] = EDITION "/";
        paths[i] = fuzz_path(strcat(name, parts[i].name));
    }
    struct engine_options const options = {
        .data = FUZZ_BUILD "/share", .forms = "forms", .today = "2027-06-01", .outside = folder};
    engine = engine_open(&options, diags);
    fuzz_demand_quiet(diags);
    atexit(end);
}

/* To another id and back is where it came from, unless it had that id before. */
static void copy_and_back(const char *name, const struct text *bytes)
{
    static const char other[] = "fuzz-other";
    struct text there = TEXT_EMPTY;
    struct text back = TEXT_EMPTY;
    offspring_write("edition.xml", "edition.xml", bytes, EDITION, other, &there, diags);
    text_clear(&there);
    fuzz_demand(offspring_write(name, name, bytes, EDITION, other, &there, diags),
                "cases are copied");
    offspring_write(name, name, &there, other, EDITION, &back, diags);
    bool const same =
        back.len == bytes->len && (!back.len || memcmp(back.data, bytes->data, back.len) == 0);
    bool const had_it = bytes->len && memmem(bytes->data, bytes->len, other, strlen(other));
    fuzz_demand(same || had_it, "to another id and back");
    text_free(&there);
    text_free(&back);
    diags_clear(diags);
}

/* The editions alone are read anew. */
static void look(void)
{
    editions_close(engine->editions);
    engine->editions = editions_open("forms", folder, engine->form_schema, engine->schema);
    appraise(engine, EDITION, folder, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t sound[] = {0, 1, PARTS - 1};
    struct text bytes = TEXT_EMPTY;
    text_add_bytes(&bytes, data, size);
    copy_and_back("a.xml", &bytes);
    for (size_t i = 0; i < PARTS; i++)
        unlink(paths[i]);
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        copy_sound(sound[i]);
    fuzz_write(paths[part_of(data, size)], data, size);
    look();
    text_free(&bytes);
    fuzz_tell(diags);
    return 0;
}
