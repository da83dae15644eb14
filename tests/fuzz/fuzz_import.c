/*
 * fuzz_import.c - tables of plain text, parted by form feeds, as cases; and one case brought up to what
 * another says.
 *
 * Whatever stands in the cells, what is made is a sound file of cases, and all that is wrong with
 * it is told at a cell.
 */
#include "forms.h"

#include "import/import.h"
#include "import/update.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TABLES = 5 };

static struct diags *diags;
static HELD struct workbook_form *form;
static HELD struct rules *rules;

void fuzz_begin(void)
{
    diags = diags_new();
    fuzz_forms_load(diags);
    form = workbook_form_load("forms/workbook.xml", fuzz_form_schema, fuzz_edition, diags);
    rules = rules_load("forms/rules.xml", fuzz_schema, diags);
    fuzz_demand_quiet(diags);
}

static const struct workbook_form *form_for(void *context, const char *edition, struct pos pos,
                                            struct diags *unused)
{
    (void)context, (void)edition, (void)pos, (void)unused;
    return form;
}

static bool place(const void *context, struct diag *diag)
{
    const struct imported *imported = context;
    return cellmap_place(imported->map, diag);
}

static size_t cut(const uint8_t *data, size_t size, struct import_file files[MOST_TABLES])
{
    size_t count = 0;
    while (count < MOST_TABLES && size) {
        const uint8_t *end = count + 1 < MOST_TABLES ? memchr(data, '\f', size) : NULL;
        size_t const length = end ? (size_t)(end - data) : size;
        files[count++] = (struct import_file){"table.csv", data, length};
        data += length + (end != NULL);
        size -= length + (end != NULL);
    }
    return count;
}

/* The newer case's words are in the older one's file then, and nothing is left to change. */
static void update(const char *older, const char *newer, const char *covered)
{
    struct update const wanted = {.covered = covered, .schema = fuzz_schema};
    struct text once = TEXT_EMPTY;
    struct text twice = TEXT_EMPTY;
    fuzz_demand(case_update(older, newer, &wanted, &once), "good cases can be compared");
    fuzz_demand(case_update(text_string(&once), newer, &wanted, &twice),
                "what was changed is a good case");
    fuzz_demand(strcmp(text_string(&once), text_string(&twice)) == 0, "once is enough");
    text_free(&once);
    text_free(&twice);
}

static void read_cases(const struct imported *imported)
{
    struct case_bytes const bytes = {.name = cellmap_name(imported->map),
                                     .bytes = imported->xml.data,
                                     .size = imported->xml.len,
                                     .is_made = true};
    struct rules_options const options = {.today = "2026-11-26", .approved = "2024-09-27"};
    struct case_reader *reader = case_open_bytes(&bytes, fuzz_schema, diags);
    struct case_head head;
    struct text last = TEXT_EMPTY;
    size_t count = 0;
    bool valid;
    diags_set_placer(diags, place, imported);
    for (; reader && case_next(reader, &head); count++) {
        struct text source = TEXT_EMPTY;
        struct casefile *casefile = case_take(reader, &valid);
        fuzz_demand(casefile, "a case is whole");
        rules_check(rules, casefile, &options, diags);
        case_source(casefile, &source);
        if (valid && last.len)
            update(text_string(&last), text_string(&source), imported->covered.data);
        if (valid) {
            text_clear(&last);
            text_add(&last, text_string(&source));
        }
        text_free(&source);
        case_drop(casefile);
    }
    case_close(reader);
    text_free(&last);
    fuzz_demand(count == imported->cases, "all cases are there");
    for (size_t i = 0; i < diags_count(diags); i++)
        fuzz_demand(diags_get(diags, i)->cell.sheet, "all is told at a cell");
    diags_set_placer(diags, NULL, NULL);
}

/* What comes back of a confined reader is what it had. */
static void send(struct imported *imported)
{
    struct text packed = TEXT_EMPTY;
    cellmap_pack(imported->map, &packed);
    struct parcel parcel = {.bytes = packed.data, .size = packed.len};
    struct cellmap *map = cellmap_unpack(&parcel);
    fuzz_demand(map && parcel_is_whole(&parcel), "a map can be sent");
    cellmap_free(imported->map);
    imported->map = map;
    text_free(&packed);
}

/* The same without what cells hold in vain: as many cases, each of them whole. */
static void read_leniently(const struct import_file *files, size_t count, size_t cases)
{
    struct import_model const model = {.form_for = form_for, .lenient = true};
    struct imported imported;
    fuzz_demand(import_read(files, count, &model, &imported, diags), "what is read is read again");
    struct case_bytes const bytes = {"lenient", imported.xml.data, imported.xml.len, true, false};
    struct case_reader *reader = case_open_bytes(&bytes, fuzz_schema, diags);
    struct case_head head;
    size_t found = 0;
    bool valid;
    for (; reader && case_next(reader, &head); found++) {
        struct casefile *casefile = case_take(reader, &valid);
        fuzz_demand(casefile, "a case is whole");
        case_drop(casefile);
    }
    case_close(reader);
    fuzz_demand(found == cases, "leniency loses no case");
    fuzz_tell(diags);
    import_free(&imported);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct import_model const model = {.form_for = form_for};
    struct import_file files[MOST_TABLES];
    struct imported imported;
    size_t const count = cut(data, size, files);
    if (!count)
        return 0;
    bool const good = import_read(files, count, &model, &imported, diags);
    fuzz_demand_reason(good, diags);
    fuzz_tell(diags);
    if (good) {
        send(&imported);
        read_cases(&imported);
        fuzz_tell(diags);
        read_leniently(files, count, imported.cases);
    }
    import_free(&imported);
    return 0;
}
