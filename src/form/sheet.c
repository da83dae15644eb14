/*
 * sheet.c - forms that belong to no edition, such as forms/minutes.xml; see form.h.
 *
 * A sheet borrows an edition's page, type and words, and has vocabularies and
 * queries of its own: they live and end with it.
 */
#include "form/form.h"

#include "form/form_load.h"

#include <stdlib.h>

struct sheet {
    struct edition words; /* a copy: the vocabularies and queries at its head are the sheet's */
    struct form form;
};

static struct attachment_def *load_attachments(struct loader *loader, const xmlNode *root)
{
    struct attachment_def *first = NULL;
    struct attachment_def **tail = &first;
    const xmlNode *node = load_child(root, "attachment");
    for (; node; node = load_next_same(node)) {
        struct attachment_def *def = ARENA_NEW(loader->arena, struct attachment_def);
        def->title = load_token(loader, node, "title");
        def->condition = load_condition(loader, node);
        def->blocks = load_blocks(loader, node);
        LIST_APPEND(tail, def);
    }
    return first;
}

static void load_sheet(struct loader *loader, const xmlNode *root, void *into)
{
    struct sheet *sheet = into;
    struct form *form = &sheet->form;
    form->id = load_token(loader, root, "id");
    form->name = load_token(loader, root, "name");
    form->subject = load_token(loader, root, "subject");
    form->date = load_query(loader, root, "date");
    loader->form_id = form->id;
    sheet->words.vocabularies = load_vocabularies(loader, root, sheet->words.vocabularies);
    form->blocks = load_blocks(loader, root);
    form->attachments = load_attachments(loader, root);
    form->field_names = load_field_names(loader, form->blocks);
}

struct sheet *sheet_load(const char *path, struct form_schema *form_schema,
                         const struct edition *edition, const struct case_schema *schema,
                         struct diags *diags)
{
    struct sheet *sheet = xmalloc(sizeof *sheet);
    *sheet = (struct sheet){0};
    words_borrow(&sheet->words, edition);
    struct loader loader = {
        .arena = sheet->words.arena, .diags = diags, .schema = schema, .edition = &sheet->words};
    if (load_file(&loader, form_schema, path, "sheet", load_sheet, sheet))
        return sheet;
    sheet_free(sheet);
    return NULL;
}

void sheet_free(struct sheet *sheet)
{
    if (!sheet)
        return;
    words_release(&sheet->words);
    free(sheet);
}

const struct document *sheet_resolve(const struct sheet *sheet,
                                     const struct organization *organization,
                                     const struct casefile *casefile,
                                     const struct resolve_options *options, struct arena *arena)
{
    return form_resolve(&sheet->form, &sheet->words, organization, casefile, options, arena);
}
