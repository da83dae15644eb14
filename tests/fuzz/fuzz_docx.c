/*
 * fuzz_docx.c - a DOCX that `verify` is given.
 *
 * Bytes that begin like an archive are taken as they are.  Few changes of such a file
 * leave its checksums right, so anything else is "NAME\n" and the bytes of one part:
 * it stands in a sound package in the place of the part of that name, or behind all.
 *
 * Each is also taken for a file that was written a moment ago, the sound one before it: what the
 * shorter ways then call good must be good.
 */
#include "fuzz.h"

#include "base/deflate.h"
#include "base/file.h"
#include "package/pack.h"
#include "verify/docxfile.h"
#include "verify/verify.h"

#include <stdlib.h>

enum { LARGEST_FILE = 1 << 20, LONGEST_NAME = 64 };

static struct diags *diags;
static struct arena *shared;
static struct package sound;
static struct verifier *verifier;
static struct verifier *quick;
static struct digest_record record; /* of the sound one */

static void end(void)
{
    verifier_free(verifier);
    verifier_free(quick);
    digest_record_free(&record);
    diags_free(diags);
    arena_free(shared);
}

/* As the writer of the sound package has made it. */
static void make_record(const char *stated)
{
    static struct digest_part parts[64];
    for (size_t i = 0; i < sound.count; i++)
        parts[i] =
            (struct digest_part){sound.parts[i].name, sound.parts[i].bytes, sound.parts[i].size};
    digest_parts_record(parts, sound.count, stated, &record);
    fuzz_demand(strcmp(record.hex, stated) == 0, "base.docx states its digest");
}

static void find_digest(void)
{
    static const char before[] = "name=\"" PROPERTY_DIGEST "\"><vt:lpwstr>";
    char stated[HASH_HEX_SIZE] = "";
    const struct package_part *part = package_find(&sound, DIGEST_PART);
    const char *at = part ? strstr(part->bytes, before) : NULL;
    if (!at || strlen(at) < strlen(before) + sizeof stated)
        fuzz_fail("no digest in base.docx");
    memcpy(stated, at + strlen(before), sizeof stated - 1);
    make_record(stated);
}

/* The package is what the build made: see tools/mk/fuzz.mk. */
void fuzz_begin(void)
{
    struct text bytes = TEXT_EMPTY;
    diags = diags_new();
    shared = arena_new();
    verifier = verifier_new();
    struct budget budget;
    if (file_read(FUZZ_BUILD "/fuzz/base.docx", LARGEST_FILE, &bytes) != 0)
        fuzz_fail("no base.docx");
    budget_start(&budget, bytes.len);
    if (package_read(bytes.data, bytes.len, &budget, shared, &sound) != PACKAGE_FINE)
        fuzz_fail("base.docx cannot be read");
    find_digest();
    quick = verifier_new();
    text_free(&bytes);
    atexit(end);
}

static void verify_as_written(const void *data, size_t size, bool good, enum verify_state state)
{
    struct arena *arena = arena_new();
    struct text file = TEXT_EMPTY;
    struct verify_facts facts;
    text_add_bytes(&file, data, size);
    bool const is_good =
        verify_written(quick, &file, NULL, &record, "x.docx", arena, &facts, diags);
    fuzz_demand(good || !is_good, "what the full check refuses, the quick one refuses");
    fuzz_demand(!is_good || facts.state == state, "both say the same of it");
    text_free(&file);
    arena_free(arena);
}

static void verify(const void *data, size_t size)
{
    struct arena *arena = arena_new();
    struct verify_facts facts;
    bool const good = verify_file(verifier, data, size, "x.docx", arena, &facts, diags);
    fuzz_demand_reason(good, diags);
    fuzz_demand(facts.case_id && facts.form && facts.format && facts.version, "facts are strings");
    verify_as_written(data, size, good, facts.state);
    arena_free(arena);
    fuzz_tell(diags);
}

static void put(struct deflater *deflater, struct part *part, const char *name, const void *bytes,
                size_t size)
{
    *part = (struct part){.name = name};
    text_add_bytes(&part->data, bytes, size);
    part_pack(deflater, part);
}

static void verify_part(const char *name, const void *bytes, size_t size)
{
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    struct part *parts = xcalloc(sound.count + 1, sizeof *parts);
    size_t count = 0;
    bool found = false;
    for (size_t i = 0; i < sound.count; i++) {
        const struct package_part *part = &sound.parts[i];
        bool const is_this = strcmp(part->name, name) == 0;
        put(deflater, &parts[count++], part->name, is_this ? bytes : part->bytes,
            is_this ? size : part->size);
        found |= is_this;
    }
    if (!found)
        put(deflater, &parts[count++], name, bytes, size);
    struct text file = TEXT_EMPTY;
    if (package_write(parts, count, &file, diags) == 0)
        verify(file.data, file.len);
    diags_clear(diags); /* a name that cannot stand in an archive */
    text_free(&file);
    for (size_t i = 0; i < count; i++)
        part_free(&parts[i]);
    free(parts);
    deflater_free(deflater);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[LONGEST_NAME];
    const uint8_t *line_end =
        size >= 2 && memcmp(data, "PK", 2) == 0 ? NULL : memchr(data, '\n', size);
    size_t const length = line_end ? (size_t)(line_end - data) : 0;
    if (length == 0 || length >= sizeof name) {
        verify(data, size);
        return 0;
    }
    memcpy(name, data, length);
    name[length] = '\0';
    verify_part(name, line_end + 1, size - length - 1);
    return 0;
}
