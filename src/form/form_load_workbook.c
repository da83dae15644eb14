/*
 * form_load_workbook.c - forms/workbook.xml; see workbook_form.h.
 */
#include "form/workbook_form.h"

#include "form/form_load.h"
#include "form/workbook_load.h"

#include "case/declared.h"

#include <stdlib.h>
#include <string.h>

static struct workbook_element *load_elements(struct loader *loader, const xmlNode *sheet)
{
    struct workbook_element *first = NULL;
    struct workbook_element **tail = &first;
    const xmlNode *node = xml_child(sheet, "element");
    for (; node; node = xml_next_same(node)) {
        struct workbook_element *element = ARENA_NEW(loader->arena, struct workbook_element);
        struct case_field field;
        element->path = load_token(loader, node, "path");
        element->number = load_token(loader, node, "number");
        element->link = load_token(loader, node, "link");
        if (!case_schema_describe(loader->schema, element->path, loader->arena, &field) ||
            field.attribute)
            diag_add(loader->diags, MESSAGE_WORKBOOK_PATH, load_pos(loader, node), NULL,
                     element->path, NULL);
        LIST_APPEND(tail, element);
    }
    return first;
}

static struct workbook_start *load_starts(struct loader *loader, const xmlNode *sheet,
                                          const struct workbook_sheet *loaded)
{
    struct workbook_start *first = NULL;
    struct workbook_start **tail = &first;
    const struct workbook_column *role = workbook_column_find(loaded, "role");
    const xmlNode *node = xml_child(sheet, "start");
    for (; node; node = xml_next_same(node)) {
        struct workbook_start *start = ARENA_NEW(loader->arena, struct workbook_start);
        start->code = load_token(loader, node, "code");
        start->signs = load_yes(node, "signs");
        if (!role || !workbook_words(role, start->code))
            diag_add(loader->diags, MESSAGE_WORKBOOK_CODE, load_pos(loader, node), NULL,
                     start->code, NULL);
        LIST_APPEND(tail, start);
    }
    return first;
}

static struct workbook_sheet *load_sheet_columns(struct loader *loader, const xmlNode *node,
                                                 int index, struct workbook_form *form)
{
    static const char *const scopes[] = {
        [SHEET_CASES] = "cases", [SHEET_PARTS] = "parts", [SHEET_PEOPLE] = "people", NULL};
    struct workbook_sheet *sheet = ARENA_NEW(loader->arena, struct workbook_sheet);
    sheet->index = index;
    sheet->scope = (enum sheet_scope)load_choice(node, "scope", scopes);
    sheet->key = load_token(loader, node, "key");
    sheet->name = load_token(loader, node, "name");
    sheet->across = load_integer(node, "across");
    sheet->keep = load_integer(node, "keep");
    sheet->elements = load_elements(loader, node);
    struct workbook_column **tail = &sheet->columns;
    const xmlNode *child = xml_child(node, "column");
    for (; child; child = xml_next_same(child)) {
        struct workbook_column *column = workbook_load_column(loader, child, sheet, form->yes);
        if (!column)
            continue;
        column->index = sheet->column_count++;
        LIST_APPEND(tail, column);
    }
    sheet->starts = load_starts(loader, node, sheet);
    workbook_check_sheet(loader, sheet, load_pos(loader, node));
    return sheet;
}

/* ---- the guide --------------------------------------------------------------------- */

static struct guide_cell *load_cells(struct loader *loader, const xmlNode *node)
{
    struct guide_cell *first = NULL;
    struct guide_cell **tail = &first;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        struct guide_cell *cell = ARENA_NEW(loader->arena, struct guide_cell);
        cell->column = load_token(loader, child, "column");
        cell->text = load_content(loader, child);
        LIST_APPEND(tail, cell);
    }
    return first;
}

static enum guide_kind kind_of(const xmlNode *node)
{
    return xml_is(node, "title")     ? GUIDE_TITLE
           : xml_is(node, "heading") ? GUIDE_HEADING
           : xml_is(node, "step")    ? GUIDE_STEP
           : xml_is(node, "text")    ? GUIDE_TEXT
                                     : GUIDE_EXAMPLE;
}

static void check_example(struct loader *loader, const xmlNode *node,
                          const struct workbook_form *form, const struct guide_block *block)
{
    const struct workbook_sheet *sheet = workbook_sheet_find(form, block->sheet);
    if (!sheet)
        diag_add(loader->diags, MESSAGE_WORKBOOK_CODE, load_pos(loader, node), NULL, block->sheet,
                 NULL);
    for (const struct guide_cell *cell = block->cells; sheet && cell; cell = cell->next)
        if (!workbook_column_find(sheet, cell->column))
            diag_add(loader->diags, MESSAGE_WORKBOOK_CODE, load_pos(loader, node), NULL,
                     cell->column, NULL);
}

static void load_guide(struct loader *loader, const xmlNode *node, struct workbook_form *form)
{
    struct guide_block **tail = &form->guide;
    form->guide_name = load_token(loader, node, "name");
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        struct guide_block *block = ARENA_NEW(loader->arena, struct guide_block);
        block->kind = kind_of(child);
        if (block->kind == GUIDE_EXAMPLE) {
            block->sheet = load_token(loader, child, "sheet");
            block->cells = load_cells(loader, child);
            check_example(loader, child, form, block);
        } else {
            block->text = load_content(loader, child);
        }
        LIST_APPEND(tail, block);
    }
}

/* ---- the workbook -------------------------------------------------------------------- */

static void load_workbook(struct loader *loader, const xmlNode *root, void *into)
{
    struct workbook_form *form = into;
    form->name = load_token(loader, root, "name");
    form->yes = load_token(loader, root, "yes");
    form->choose = load_token(loader, root, "choose");
    form->dated = load_token(loader, root, "dated");
    form->lists_name = load_token(loader, xml_child(root, "lists"), "name");
    struct workbook_sheet **tail = &form->sheets;
    const xmlNode *node = xml_child(root, "sheet");
    for (; node; node = xml_next_same(node)) {
        struct workbook_sheet *sheet = load_sheet_columns(loader, node, form->sheet_count++, form);
        LIST_APPEND(tail, sheet);
    }
    load_guide(loader, xml_child(root, "guide"), form);
    workbook_check_sheets(loader, form, load_pos(loader, root));
}

struct workbook_form *workbook_form_load(const char *path, struct form_schema *form_schema,
                                         const struct edition *edition, struct diags *diags)
{
    struct workbook_form *form = xmalloc(sizeof *form);
    struct edition words;
    const struct case_schema *schema = edition_schema(edition);
    *form = (struct workbook_form){.arena = arena_new(), .schema = schema};
    form->edition = arena_strdup(form->arena, edition_id(edition));
    words = *edition; /* what is read of it stays the edition's */
    struct declarations *declarations = declarations_load(case_schema_path(schema), "case", diags);
    struct loader loader = {
        .arena = form->arena, .diags = diags, .schema = schema, .edition = &words};
    bool good = declarations != NULL;
    if (good) {
        loader.explained = declarations_root(declarations);
        good = load_file(&loader, form_schema, path, "workbook", load_workbook, form);
    }
    declarations_free(declarations);
    if (good)
        return form;
    workbook_form_free(form);
    return NULL;
}

void workbook_form_free(struct workbook_form *form)
{
    if (!form)
        return;
    arena_free(form->arena);
    free(form);
}
