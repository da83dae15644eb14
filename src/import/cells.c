/*
 * cells.c - a cell fills a field of the case at work, by the kind of its column.
 */
#include "import/inside.h"

#include <string.h>

/* «да»: the line is marked; other words: with these. */
static void fill_mark(struct importing *importing, const struct taken_column *column,
                      const struct taken_sheet *sheet, const struct sheet_cell *cell,
                      struct map_spot spot)
{
    const struct workbook_column *model = column->model;
    const char *text = cell_text(sheet, cell);
    uint32_t fault = 0;
    if (value_is_no(text, cell))
        return;
    bool const plain = value_is_yes(importing->form, text, cell);
    const char *words = plain ? NULL : value_text(importing, column, text, cell, false, &fault);
    if (!fault && cell->kind == CELL_NUMBER) /* 1 and 0 are no words, and 0 is no «да» */
        fault = fault_add(importing, MESSAGE_CELL_NO_TEXT, model->heading,
                          DIAG_BOTH("число", "a number"));
    struct branch *element = tree_make(importing, column->route, spot);
    element->text = words;
    element->paragraphs = column->route->field.paragraphs;
    tree_put(importing, element, model->path,
             arena_printf(importing->scratch, "@%s", model->code_attribute), model->code, spot,
             fault);
}

/* Several codes with «;» or line breaks between them. */
static const char *several(struct importing *importing, const struct taken_column *column,
                           const char *text, uint32_t *fault)
{
    struct text codes = TEXT_EMPTY;
    *fault = 0;
    for (const char *at = text; *at && !*fault;) {
        size_t const length = strcspn(at, ";\n");
        const char *words = arena_strndup(importing->scratch, at, length);
        const char *code =
            text_is_blank(words) ? NULL : value_code(importing, column, words, fault);
        if (code && !(codes.len && text_has_word(text_string(&codes), code, strlen(code))))
            text_add_item(&codes, " ", code);
        at += length + (at[length] != '\0');
    }
    return text_take(&codes, importing->scratch);
}

static void fill_lines(struct importing *importing, const struct taken_column *column,
                       const struct target *target, const char *text, struct map_spot spot)
{
    while (*text) {
        size_t const length = strcspn(text, "\n");
        const char *line = arena_strndup(importing->scratch, text, length);
        if (!text_is_blank(line))
            tree_fill(importing, target->element, target->steps, column->route, line, spot, 0);
        text += length + (text[length] == '\n');
    }
}

/* A number in a text may be all that a program left of «007» or «3-4». */
static void doubt_number(struct importing *importing, const struct taken_column *column,
                         const struct sheet_cell *cell, struct map_spot spot)
{
    enum column_kind const kind = column->model->kind;
    if (cell->kind != CELL_NUMBER || kind == COLUMN_ID || kind == COLUMN_CASE ||
        kind == COLUMN_PROBLEMS)
        return;
    tell_at(importing, MESSAGE_CELL_NUMBER, spot, column->model->heading, NULL);
}

static bool is_name(const struct taken_column *column)
{
    const struct workbook_column *model = column->model;
    if (model->kind == COLUMN_PERSON || model->kind == COLUMN_PEOPLE)
        return true;
    for (size_t i = 0; i < NAME_PARTS; i++)
        if (strcmp(column->route->names[column->route->count - 1], name_parts[i]) == 0)
            return true;
    return false;
}

static void fill_text(struct importing *importing, const struct taken_column *column,
                      const struct target *target, const char *text, const struct sheet_cell *cell,
                      struct map_spot spot)
{
    uint32_t fault;
    const char *value = value_text(importing, column, text, cell, is_name(column), &fault);
    switch (column->model->kind) {
    case COLUMN_CHOICE:
        if (value)
            value = value_code(importing, column, value, &fault);
        break;
    case COLUMN_SEVERAL:
        if (value)
            value = several(importing, column, value, &fault);
        break;
    case COLUMN_LINES:
        if (value) {
            fill_lines(importing, column, target, value, spot);
            return;
        }
        break;
    case COLUMN_PERSON:
        if (value) {
            person_fill(importing, column, value, spot);
            return;
        }
        break;
    case COLUMN_PEOPLE:
        if (value) {
            people_list(importing, column, value, spot);
            return;
        }
        break;
    case COLUMN_TEXT:
    case COLUMN_LONG:
        if (value)
            doubt_number(importing, column, cell, spot);
        break;
    case COLUMN_DATE:
    case COLUMN_MARK:
    case COLUMN_ID:
    case COLUMN_CASE:
    case COLUMN_PROBLEMS:
    case COLUMN_SHOWN:
    case COLUMN_YES: break;
    }
    tree_fill(importing, target->element, target->steps, column->route, value, spot, fault);
}

void fill_cell(struct importing *importing, const struct taken_sheet *sheet,
               const struct taken_column *column, const struct target *target,
               const struct sheet_cell *cell, struct map_spot spot)
{
    const char *text = cell_text(sheet, cell);
    uint32_t fault = 0;
    if (column->model->kind == COLUMN_MARK) {
        fill_mark(importing, column, sheet, cell, spot);
    } else if (column->model->kind == COLUMN_DATE) {
        const char *date = value_date(importing, column, text, cell, &fault);
        tree_fill(importing, target->element, target->steps, column->route, date, spot, fault);
    } else {
        fill_text(importing, column, target, text, cell, spot);
    }
}
