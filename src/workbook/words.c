/*
 * words.c - the sheets without a table: the guide, and the hidden one with lists; see sml.h.
 */
#include "workbook/sml.h"

#include "base/arena.h"

#include <string.h>

/* ---- the guide: numbers and headings in the first column, words in the second ------------------- */

enum { GUIDE_LABELS = 30, GUIDE_WORDS = 78 }; /* widths of its columns */

static long add_example(const struct content *content, const struct guide_block *block, long row,
                        struct text *out)
{
    const struct workbook_sheet *sheet = workbook_sheet_find(content->form, block->sheet);
    for (const struct guide_cell *cell = block->cells; cell; cell = cell->next, row++) {
        const char *heading = workbook_column_find(sheet, cell->column)->heading;
        int const lines = lines_of(heading, GUIDE_LABELS, true);
        int const words = lines_of(cell->text, GUIDE_WORDS, false);
        add_row(out, row, lines > words ? lines : words, "");
        add_cell(out, 0, row, STYLE_LABEL, heading);
        add_cell(out, 1, row, STYLE_EXAMPLE, cell->text);
        text_add(out, "</row>");
    }
    return row;
}

static void add_block(const struct guide_block *block, int step, long row, struct text *out)
{
    struct text number = TEXT_EMPTY;
    bool const is_title = block->kind == GUIDE_TITLE || block->kind == GUIDE_HEADING;
    add_row(out, row, is_title ? 2 : lines_of(block->text, GUIDE_WORDS, false), "");
    if (block->kind == GUIDE_STEP) {
        text_format(&number, "%d.", step);
        add_cell(out, 0, row, STYLE_STEP, text_string(&number));
    }
    if (is_title)
        add_cell(out, 0, row, block->kind == GUIDE_TITLE ? STYLE_TITLE : STYLE_SUBTITLE,
                 block->text);
    else
        add_cell(out, 1, row, STYLE_WORDS, block->text);
    text_add(out, "</row>");
    text_free(&number);
}

void guide_write(const struct content *content, struct text *out)
{
    text_add(out, XML_DECLARATION "<worksheet xmlns=\"" SML_NAMESPACE "\">"
                                  "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>"
                                  "<sheetView showGridLines=\"0\" tabSelected=\"1\""
                                  " workbookViewId=\"0\"/></sheetViews>"
                                  "<sheetFormatPr defaultRowHeight=\"13.5\"/>");
    text_format(out,
                "<cols><col min=\"1\" max=\"1\" width=\"%d.7109375\" customWidth=\"1\"/>"
                "<col min=\"2\" max=\"2\" width=\"%d.7109375\" customWidth=\"1\"/></cols>"
                "<sheetData>",
                GUIDE_LABELS, GUIDE_WORDS);
    long row = 1;
    int step = 0;
    for (const struct guide_block *block = content->form->guide; block; block = block->next) {
        step += block->kind == GUIDE_STEP;
        if (block->kind == GUIDE_EXAMPLE)
            row = add_example(content, block, row, out);
        else
            add_block(block, step, row++, out);
    }
    text_add(out, "</sheetData>");
    page_write(content, false, false, 1, out);
    text_add(out, "</worksheet>");
}

/* ---- lists -------------------------------------------------------------------------------- */

enum { LIST_EDITION, LIST_YES, LISTS_BEFORE };
enum { LIST_WIDTH = 40 };

static bool is_listed(const struct workbook_column *column)
{
    return column->kind == COLUMN_CHOICE || column->kind == COLUMN_SEVERAL;
}

int lists_column(const struct workbook_form *form, const struct workbook_column *wanted)
{
    int index = LISTS_BEFORE;
    if (!is_listed(wanted))
        return LIST_YES;
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next) {
        for (const struct workbook_column *column = sheet->columns; column; column = column->next) {
            if (column == wanted)
                return index;
            index += is_listed(column);
        }
    }
    return LIST_YES;
}

/* A column of the hidden sheet: its key, heading and options. */
struct option_list {
    const char *key;
    const char *heading;
    const struct workbook_column *column; /* or NULL: */
    const char *only;
};

static const char *list_cell(const struct option_list *list, long row)
{
    size_t const index = (size_t)(row - WORKBOOK_DATA);
    if (row == WORKBOOK_KEYS)
        return list->key;
    if (row == WORKBOOK_HEADINGS)
        return list->heading;
    if (!list->column)
        return index == 0 ? list->only : NULL;
    return index < list->column->option_count ? list->column->options[index].words : NULL;
}

static int gather(const struct workbook_form *form, struct arena *arena, struct option_list *lists)
{
    int count = LISTS_BEFORE;
    lists[LIST_EDITION] =
        (struct option_list){WORKBOOK_EDITION_KEY, WORKBOOK_EDITION_KEY, NULL, form->edition};
    lists[LIST_YES] = (struct option_list){"yes", "yes", NULL, form->yes};
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next) {
        for (const struct workbook_column *column = sheet->columns; column; column = column->next)
            if (is_listed(column))
                lists[count++] = (struct option_list){
                    arena_printf(arena, "%s.%s", sheet->key, column->key),
                    arena_printf(arena, "%s: %s", sheet->name, column->heading), column, NULL};
    }
    return count;
}

void lists_write(const struct content *content, struct text *out)
{
    const struct workbook_form *form = content->form;
    struct arena *arena = arena_new();
    size_t most = LISTS_BEFORE;
    size_t longest = 1;
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next)
        for (const struct workbook_column *column = sheet->columns; column; column = column->next) {
            most++;
            longest = column->option_count > longest ? column->option_count : longest;
        }
    struct option_list *lists = ARENA_ARRAY(arena, most, struct option_list);
    int const count = gather(form, arena, lists);
    text_format(out,
                XML_DECLARATION "<worksheet xmlns=\"" SML_NAMESPACE "\">"
                                "<sheetFormatPr defaultRowHeight=\"13.5\"/><cols><col min=\"1\""
                                " max=\"%d\" width=\"%d\" customWidth=\"1\"/></cols><sheetData>",
                count, LIST_WIDTH);
    for (long row = WORKBOOK_KEYS; row < WORKBOOK_DATA + (long)longest; row++) {
        text_format(out, "<row r=\"%ld\"%s>", row, row == WORKBOOK_KEYS ? " hidden=\"1\"" : "");
        for (int i = 0; i < count; i++)
            if (list_cell(&lists[i], row))
                add_cell(out, i, row, row < WORKBOOK_DATA ? STYLE_KEY : STYLE_LIST,
                         list_cell(&lists[i], row));
        text_add(out, "</row>");
    }
    text_add(out, "</sheetData></worksheet>");
    arena_free(arena);
}
