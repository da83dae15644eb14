/*
 * form_load_appendix.c - forms/bundle.xml; see appendix_form.h.
 */
#include "form/appendix_form.h"

#include "form/form_load.h"

#include <stdlib.h>
#include <string.h>

static const char *const value_names[VALUE_COUNT] = {
    [VALUE_APPENDIX] = "{appendix}", [VALUE_DATE] = "{date}", [VALUE_NUMBER] = "{number}",
    [VALUE_SCHOOL] = "{school}",     [VALUE_FORM] = "{form}", [VALUE_TEACHER] = "{teacher}",
    [VALUE_CASE] = "{case}",         [VALUE_PAGE] = "{page}", [VALUE_COUNCIL] = "{council}",
};

/* The value whose name stands here; VALUE_COUNT: none, this is wording. */
static enum appendix_value value_at(const char *text)
{
    int value = 0;
    while (value < VALUE_COUNT &&
           strncmp(text, value_names[value], strlen(value_names[value])) != 0)
        value++;
    return (enum appendix_value)value;
}

static struct template_part *load_template(const struct loader *loader, const char *text)
{
    struct template_part *first = NULL;
    struct template_part **tail = &first;
    while (*text) {
        struct template_part *part = ARENA_NEW(loader->arena, struct template_part);
        size_t length = 1;
        part->value = value_at(text);
        if (part->value < VALUE_COUNT) {
            length = strlen(value_names[part->value]);
        } else {
            while (text[length] && value_at(text + length) == VALUE_COUNT)
                length++;
            part->literal = arena_strndup(loader->arena, text, length);
        }
        LIST_APPEND(tail, part);
        text += length;
    }
    return first;
}

static struct appendix_line *load_line(const struct loader *loader, const xmlNode *node)
{
    struct appendix_line *line = ARENA_NEW(loader->arena, struct appendix_line);
    const char *single = load_token(loader, node, "single");
    line->parts = load_template(loader, load_content(loader, node));
    line->single = single ? load_template(loader, single) : NULL;
    return line;
}

static void load_mark(const struct loader *loader, const xmlNode *node, struct appendix_form *form)
{
    struct appendix_line **tail = &form->mark;
    form->mark_width_mm = load_number(node, "width");
    for (const xmlNode *line = xml_first(node); line; line = xml_next(line))
        LIST_APPEND(tail, load_line(loader, line));
}

static void load_list(const struct loader *loader, const xmlNode *node, struct appendix_form *form)
{
    static const char *const aligns[] = {[CELL_LEFT] = "left", [CELL_CENTRE] = "centre", NULL};
    struct appendix_column **tail = &form->first_column;
    form->list_bookmark = load_token(loader, node, "bookmark");
    form->list_title = load_line(loader, xml_child(node, "title"));
    form->list_summary = load_content(loader, xml_child(node, "summary"));
    const xmlNode *child = xml_child(node, "column");
    for (; child; child = xml_next_same(child)) {
        struct appendix_column *column = ARENA_NEW(loader->arena, struct appendix_column);
        column->width_mm = load_number(child, "width");
        column->align = (enum cell_align)load_choice(child, "align", aligns);
        column->title = load_token(loader, child, "title");
        column->names_row = load_yes(child, "names-row");
        column->parts = load_template(loader, load_content(loader, child));
        LIST_APPEND(tail, column);
        form->columns++;
    }
}

static void load_appendices(struct loader *loader, const xmlNode *root, void *into)
{
    struct appendix_form *form = into;
    form->subject = load_token(loader, root, "subject");
    form->council = load_token(loader, root, "council");
    form->name = load_line(loader, xml_child(root, "name"));
    form->whole_name = load_line(loader, xml_child(root, "whole-name"));
    form->bookmark = load_line(loader, xml_child(root, "bookmark"));
    load_mark(loader, xml_child(root, "mark"), form);
    load_list(loader, xml_child(root, "list"), form);
}

struct appendix_form *appendix_form_load(const char *path, struct form_schema *form_schema,
                                         struct diags *diags)
{
    struct appendix_form *form = xmalloc(sizeof *form);
    *form = (struct appendix_form){.arena = arena_new()};
    struct loader loader = {.arena = form->arena, .diags = diags};
    if (load_file(&loader, form_schema, path, "bundle", load_appendices, form))
        return form;
    appendix_form_free(form);
    return NULL;
}

void appendix_form_free(struct appendix_form *form)
{
    if (!form)
        return;
    arena_free(form->arena);
    free(form);
}
