/*
 * made.h - workbooks made of literal parts, and what is read of them as lines of text.
 *
 * A sheet is a line "# NAME", behind which stands "hidden"; a merged range "merged A1:B2"; a
 * cell "A1 KIND TEXT", KIND being text, number, date, time, boolean, error or empty, with
 * "=" behind it for a formula; line ends of texts are shown as "|", and rows that are hidden
 * have a "-" in front.  Included after cmocka.h.
 */
#ifndef FORMULYAR_TESTS_TABLE_MADE_H
#define FORMULYAR_TESTS_TABLE_MADE_H

#include "package/pack.h"
#include "table/table.h"

#include <string.h>

/* A part; a list of them is closed by one without a name. */
struct made_part {
    const char *name, *content;
};

static inline void made_pack(const struct made_part *list, struct text *file)
{
    enum { MOST = 32 };
    struct part parts[MOST] = {0};
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    struct diags *diags = diags_new();
    size_t count = 0;
    for (; list[count].name; count++) {
        parts[count].name = list[count].name;
        text_add(&parts[count].data, list[count].content);
        part_pack(deflater, &parts[count]);
    }
    assert_int_equal(package_write(parts, count, file, diags), 0);
    for (size_t i = 0; i < count; i++)
        part_free(&parts[i]);
    diags_free(diags);
    deflater_free(deflater);
}

static inline void made_show_cell(struct text *out, const struct sheet_row *row,
                                  const struct sheet_cell *cell)
{
    static const char *const kinds[] = {"empty", "text",    "number", "date",
                                        "time",  "boolean", "error"};
    text_add(out, row->is_hidden ? "-" : "");
    table_add_cell(out, row->number, cell->column);
    text_format(out, " %s%s ", kinds[cell->kind], cell->is_formula ? "=" : "");
    for (const char *at = cell->text; *at; at++)
        text_add_char(out, *at == '\n' ? '|' : *at);
    text_add_char(out, '\n');
}

static inline void made_show(struct text *out, const struct workbook *book)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct sheet *sheet = &book->sheets[i];
        text_format(out, "# %s%s\n", sheet->name, sheet->is_hidden ? " hidden" : "");
        for (size_t j = 0; j < sheet->merged_count; j++) {
            const struct sheet_range *range = &sheet->merged[j];
            text_add(out, "merged ");
            table_add_cell(out, range->row, range->column);
            text_add_char(out, ':');
            table_add_cell(out, range->last_row, range->last_column);
            text_add_char(out, '\n');
        }
        for (size_t j = 0; j < sheet->row_count; j++)
            for (uint32_t k = 0; k < sheet->rows[j].count; k++)
                made_show_cell(out, &sheet->rows[j], &sheet->rows[j].cells[k]);
    }
}

/* The bytes read: the lines above; or, when they cannot be, the codes of what was said, each in a line. */
static inline void made_read(const void *bytes, size_t size, struct text *out)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    const struct workbook *book = table_read(bytes, size, "t", arena, diags);
    assert_true(book || diags_at_least(diags, SEVERITY_ERROR) == 1);
    for (size_t i = 0; i < diags_count(diags); i++)
        text_format(out, "%s\n", diags_get(diags, i)->code);
    if (book)
        made_show(out, book);
    diags_free(diags);
    arena_free(arena);
}

static inline void made_says(const void *bytes, size_t size, const char *wanted)
{
    struct text said = TEXT_EMPTY;
    made_read(bytes, size, &said);
    assert_string_equal(text_string(&said), wanted);
    text_free(&said);
}

/* The same of a package of parts. */
static inline void made_parts_say(const struct made_part *list, const char *wanted)
{
    struct text file = TEXT_EMPTY;
    made_pack(list, &file);
    made_says(file.data, file.len, wanted);
    text_free(&file);
}

#endif
