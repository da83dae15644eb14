/*
 * form_load_column.c - a column of a sheet: its kind by the schema, its words by the edition.
 */
#include "form/workbook_load.h"

#include "base/unicode.h"
#include "case/declared.h"

#include <string.h>

enum { LONGEST_CELL_WORDS = 255 };

/* How a kind is written in the file; the rest follows from the schema. */
static const struct {
    const char *name;
    enum column_kind kind;
} named_kinds[] = {
    {"id", COLUMN_ID},         {"case", COLUMN_CASE}, {"person", COLUMN_PERSON},
    {"people", COLUMN_PEOPLE}, {"mark", COLUMN_MARK}, {"problems", COLUMN_PROBLEMS},
    {"shown", COLUMN_SHOWN},   {"yes", COLUMN_YES},   {"date", COLUMN_DATE},
};

static enum column_kind kind_of_field(const struct case_field *field)
{
    switch (field->kind) {
    case FIELD_CODE: return field->list ? COLUMN_SEVERAL : COLUMN_CHOICE;
    case FIELD_DATE: return COLUMN_DATE;
    case FIELD_SHAPE:
    case FIELD_ELEMENTS: return COLUMN_TEXT;
    case FIELD_TEXT: break;
    }
    if (!field->paragraphs)
        return COLUMN_TEXT;
    return field->most == 1 ? COLUMN_LONG : COLUMN_LINES;
}

/* A row's own element is no list, however many of them there may be. */
static enum column_kind kind_of(const struct loader *loader, const xmlNode *node,
                                const struct workbook_column *column,
                                const struct case_field *field)
{
    const char *name = load_token(loader, node, "kind");
    for (size_t i = 0; i < sizeof named_kinds / sizeof *named_kinds; i++)
        if (strcmp(named_kinds[i].name, name) == 0)
            return named_kinds[i].kind;
    enum column_kind const kind = kind_of_field(field);
    bool const is_row = column->element && strcmp(column->element->path, column->path) == 0;
    return is_row && kind == COLUMN_LINES ? COLUMN_LONG : kind;
}

static bool has(const struct loader *loader, const struct workbook_column *column,
                const char *below, struct case_field *field)
{
    const char *path = arena_printf(loader->arena, "%s/%s", column->path, below);
    return case_schema_describe(loader->schema, path, loader->arena, field);
}

static void check_options(struct loader *loader, const xmlNode *node,
                          const struct workbook_option *options, size_t count)
{
    struct pos const pos = load_pos(loader, node);
    for (size_t i = 0; i < count; i++) {
        const char *words = options[i].words;
        if (strpbrk(words, ";\n") || utf8_length(words) > LONGEST_CELL_WORDS)
            diag_add(loader->diags, MESSAGE_WORKBOOK_WORDS, pos, NULL, words, NULL);
        for (size_t k = 0; k < i; k++)
            if (workbook_is_same(options[k].words, words))
                diag_add(loader->diags, MESSAGE_WORKBOOK_TWICE, pos, NULL, words, NULL);
    }
}

/*
 * The options are the codes of the field in the words of a vocabulary of the edition, those that it has;
 * without a vocabulary all of them, in the words of the schema.
 */
static void load_options(struct loader *loader, const xmlNode *node, const struct case_field *field,
                         struct workbook_column *column)
{
    const char *id = load_token(loader, node, "vocabulary");
    const struct vocabulary *words = id ? load_vocabulary_named(loader, node, id) : NULL;
    struct workbook_option *options =
        ARENA_ARRAY(loader->arena, field->code_count, struct workbook_option);
    size_t count = 0;
    for (size_t i = 0; i < field->code_count; i++) {
        const char *code = field->codes[i].code;
        const struct term *term = words ? vocabulary_term(words, code) : NULL;
        if (words && !term)
            continue;
        options[count++] = (struct workbook_option){
            arena_strdup(loader->arena, code),
            term ? load_string(loader, term->text)
                 : load_string(loader, field->codes[i].words[LANGUAGE_RU])};
    }
    check_options(loader, node, options, count);
    column->options = options;
    column->option_count = count;
}

/* Which of two fields the schema has below a person; NULL: neither. */
static const char *either(const struct loader *loader, const struct workbook_column *column,
                          const char *one, const char *other)
{
    struct case_field field;
    if (has(loader, column, one, &field))
        return one;
    return has(loader, column, other, &field) ? other : NULL;
}

/* Who stands in a cell has a name and a role; true when the schema has both. */
static bool load_people(struct loader *loader, const xmlNode *node, struct workbook_column *column)
{
    struct case_field role;
    struct case_field other;
    if (!has(loader, column, "surname", &other) || !has(loader, column, "@role", &role) ||
        role.kind != FIELD_CODE)
        return false;
    load_options(loader, node, &role, column);
    column->third = either(loader, column, "@position", "position");
    column->fourth = either(loader, column, "@form", "note");
    return true;
}

static bool has_code(const struct case_field *field, const char *code)
{
    size_t i = 0;
    while (i < field->code_count && strcmp(field->codes[i].code, code) != 0)
        i++;
    return i < field->code_count;
}

/* A mark is one code of the attribute kind; an edition without it has no such column. */
static bool load_mark(struct loader *loader, const xmlNode *node, struct workbook_column *column,
                      const char **term)
{
    struct case_field field;
    struct workbook_column codes = {0};
    column->code = load_token(loader, node, "code");
    column->code_attribute = "kind";
    if (!column->code || !has(loader, column, "@kind", &field) || field.kind != FIELD_CODE)
        return false;
    load_options(loader, node, &field, &codes);
    *term = workbook_words(&codes, column->code);
    if (!has_code(&field, column->code))
        diag_add(loader->diags, MESSAGE_WORKBOOK_CODE, load_pos(loader, node), NULL, column->code,
                 NULL);
    return true;
}

/* What the kind needs of the field; false when the field does not suit it. */
static bool load_kind(struct loader *loader, const xmlNode *node, const struct case_field *field,
                      struct workbook_column *column, const char **term)
{
    switch (column->kind) {
    case COLUMN_CHOICE:
    case COLUMN_SEVERAL: load_options(loader, node, field, column); return true;
    case COLUMN_PERSON:
    case COLUMN_PEOPLE: return column->path && load_people(loader, node, column);
    case COLUMN_MARK:
        return column->path && field->kind == FIELD_TEXT && load_mark(loader, node, column, term);
    case COLUMN_TEXT:
    case COLUMN_LONG:
    case COLUMN_LINES: return column->path && field->kind != FIELD_ELEMENTS;
    case COLUMN_ID:
    case COLUMN_CASE: return column->path && strcmp(column->path, "@id") == 0;
    case COLUMN_PROBLEMS: return column->path && field->list && field->kind == FIELD_SHAPE;
    case COLUMN_DATE: return !column->path || field->kind == FIELD_DATE;
    case COLUMN_SHOWN:
    case COLUMN_YES: return !column->path;
    }
    return false;
}

static const char *label_of(struct loader *loader, const xmlNode *node,
                            const struct workbook_column *column, const struct case_field *field)
{
    const char *id = load_token(loader, node, "form");
    const struct form *form = id ? edition_form(loader->edition, id) : NULL;
    const char *label = form && column->path ? form_label(form, column->path, loader->arena) : NULL;
    if (label)
        return label;
    return field->label[LANGUAGE_RU] ? load_string(loader, field->label[LANGUAGE_RU]) : "";
}

/* The element of the row that a path is in or is. */
static const struct workbook_element *element_of(const struct workbook_sheet *sheet,
                                                 const char *path)
{
    const struct workbook_element *element = path ? sheet->elements : NULL;
    for (; element; element = element->next) {
        size_t const length = strlen(element->path);
        if (strncmp(element->path, path, length) == 0 && (!path[length] || path[length] == '/'))
            break;
    }
    return element;
}

/* The words for a cell, {help} being what the schema says of the field to everybody. */
static const char *load_prompt(struct loader *loader, const xmlNode *node,
                               const struct workbook_column *column)
{
    const char *words = load_content(loader, node);
    const struct decl *decl = column->path ? decl_at(loader->explained->type, column->path) : NULL;
    const char *help = decl ? decl->help[LANGUAGE_RU] : NULL;
    struct text_slot const slots[] = {{"help", help ? help : ""}, {NULL, NULL}};
    struct text prompt = TEXT_EMPTY;
    text_fill(&prompt, words, slots);
    if (strstr(words, "{help}") && !help)
        diag_add(loader->diags, MESSAGE_WORKBOOK_HELP, column->pos, NULL, column->key, NULL);
    if (utf8_length(text_string(&prompt)) > LONGEST_CELL_WORDS)
        diag_add(loader->diags, MESSAGE_WORKBOOK_PROMPT, column->pos, NULL, column->key, NULL);
    return text_take(&prompt, loader->arena);
}

struct workbook_column *workbook_load_column(struct loader *loader, const xmlNode *node,
                                             const struct workbook_sheet *sheet, const char *yes)
{
    struct workbook_column *column = ARENA_NEW(loader->arena, struct workbook_column);
    struct case_field field = {.kind = FIELD_ELEMENTS};
    const char *term = NULL;
    column->pos = load_pos(loader, node);
    column->key = load_token(loader, node, "key");
    column->path = load_token(loader, node, "path");
    column->width = load_integer(node, "width");
    column->shade = load_integer(node, "shade");
    column->prompt = load_prompt(loader, node, column);
    column->vocabulary = load_token(loader, node, "vocabulary");
    column->element = element_of(sheet, column->path);
    bool const known =
        !column->path || case_schema_describe(loader->schema, column->path, loader->arena, &field);
    column->kind = kind_of(loader, node, column, &field);
    column->longest = field.longest;
    if (!known || !load_kind(loader, node, &field, column, &term))
        diag_add(loader->diags, MESSAGE_WORKBOOK_PATH, column->pos, NULL,
                 column->path ? column->path : column->key, NULL);
    struct text_slot const slots[] = {{"label", label_of(loader, node, column, &field)},
                                      {"term", term ? term : ""},
                                      {"yes", yes},
                                      {NULL, NULL}};
    struct text heading = TEXT_EMPTY;
    text_fill(&heading, load_token(loader, node, "heading"), slots);
    text_fold(&heading, true);
    column->heading = text_take(&heading, loader->arena);
    return column->code && !term ? NULL : column;
}
