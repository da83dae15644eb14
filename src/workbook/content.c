/*
 * content.c - rows and cells; see workbook.h.
 */
#include "workbook/fill.h"

#include "base/arena.h"
#include "case/people.h"

#include <stdlib.h>
#include <string.h>

struct content *content_new(const struct workbook_form *form, const struct case_schema *schema,
                            struct diags *diags)
{
    struct content *content = xmalloc(sizeof *content);
    *content = (struct content){
        .form = form, .arena = arena_new(), .scratch = arena_new(), .schema = schema};
    content->sheets = ARENA_ARRAY(content->arena, (size_t)form->sheet_count, struct content_sheet);
    content->queries = fill_open(form, schema, diags);
    if (content->queries)
        return content;
    content_free(content);
    return NULL;
}

void content_free(struct content *content)
{
    if (!content)
        return;
    fill_close(content->queries);
    arena_free(content->arena);
    arena_free(content->scratch);
    free(content);
}

struct content_row *content_add_row(struct content *content, const struct workbook_sheet *sheet)
{
    struct content_sheet *rows = &content->sheets[sheet->index];
    struct content_row *row = ARENA_NEW(content->arena, struct content_row);
    row->cells = ARENA_ARRAY(content->arena, (size_t)sheet->column_count, const char *);
    for (int i = 0; i < sheet->column_count; i++)
        row->cells[i] = "";
    LIST_PUT(rows->first, rows->last, row);
    rows->count++;
    return row;
}

void content_put(struct content *content, const struct workbook_sheet *sheet,
                 struct content_row *row, const char *key, const char *text)
{
    const struct workbook_column *column = workbook_column_find(sheet, key);
    if (column && text && *text)
        row->cells[column->index] = arena_strdup(content->arena, text);
}

void content_add_teacher(struct content *content, const struct name *name, const char *position)
{
    const char *subject = case_schema_subject(content->schema);
    const struct {
        const char *field, *text;
    } fields[] = {{name_parts[0], name->surname},
                  {name_parts[1], name->given},
                  {name_parts[2], name->patronymic},
                  {"position", position}};
    const struct workbook_sheet *sheet = workbook_sheet_of(content->form, SHEET_CASES);
    struct content_row *row = content_add_row(content, sheet);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *path = arena_printf(content->arena, "%s/%s", subject, fields[i].field);
        const struct workbook_column *column = sheet->columns;
        while (column && (!column->path || strcmp(column->path, path) != 0))
            column = column->next;
        if (column)
            row->cells[column->index] = arena_strdup(content->arena, fields[i].text);
    }
}

/* The words of a code among the options of a column; the code itself for one that the edition has not. */
static const char *words_of(const struct workbook_sheet *sheet, const char *key, const char *code)
{
    const struct workbook_column *column = workbook_column_find(sheet, key);
    const char *words = column ? workbook_words(column, code) : NULL;
    return words ? words : code;
}

/* True unless the column has options and the code is none of them. */
static bool has_words(const struct workbook_sheet *sheet, const char *key, const char *code)
{
    const struct workbook_column *column = workbook_column_find(sheet, key);
    return !column || !column->options || workbook_words(column, code);
}

void content_add_people(struct content *content, const struct post *posts)
{
    const struct workbook_sheet *sheet = workbook_sheet_of(content->form, SHEET_PEOPLE);
    for (const struct workbook_start *start = sheet && !posts ? sheet->starts : NULL; start;
         start = start->next) {
        struct content_row *row = content_add_row(content, sheet);
        content_put(content, sheet, row, "role", words_of(sheet, "role", start->code));
        content_put(content, sheet, row, "signs", start->signs ? content->form->yes : "");
    }
    for (; sheet && posts; posts = posts->next) {
        if (!has_words(sheet, "role", posts->role)) /* of another regulation */
            continue;
        struct content_row *row = content_add_row(content, sheet);
        content_put(content, sheet, row, "role", words_of(sheet, "role", posts->role));
        content_put(content, sheet, row, "name", full_name_write(content->arena, &posts->name));
        content_put(content, sheet, row, "position", posts->position);
        content_put(content, sheet, row, "from", posts->from);
        content_put(content, sheet, row, "until", posts->to);
    }
}

const char *workbook_cut(struct arena *arena, const char *text, size_t most)
{
    if (utf8_length(text) <= most)
        return text;
    size_t length = 0;
    const char *at = text;
    for (size_t i = 0; i + 1 < most && *at; i++) {
        if (*at == ' ')
            length = (size_t)(at - text);
        utf8_next(&at);
    }
    if (!length)
        length = (size_t)(at - text);
    return arena_printf(arena, "%.*s…", (int)length, text);
}
