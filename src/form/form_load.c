/*
 * form_load.c - organization.xml, a folder of forms as one edition, sheets; see form.h.
 *
 * Everything of a folder is read before the verdict, so that all that is wrong
 * is said at once.
 */
#include "base/file.h"
#include "form/form.h"

#include "form/form_load.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* ---- organisation -------------------------------------------------------- */

/* Replaces each <requisite> by what it names; NULL when the organisation has none of it. */
static const char *letterhead_text(struct loader *loader, const xmlNode *root, const xmlNode *line)
{
    struct text out = TEXT_EMPTY;
    for (const xmlNode *child = line->children; child; child = child->next) {
        const char *part = NULL;
        if (child->type == XML_TEXT_NODE)
            part = load_string(loader, (const char *)child->content);
        else if (child->type == XML_ELEMENT_NODE)
            part = load_child_content(loader, root, load_token(loader, child, "name"));
        else
            continue;
        if (!part) {
            text_free(&out);
            return NULL;
        }
        text_add(&out, part);
    }
    return text_take(&out, loader->arena);
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static struct post *load_post(struct loader *loader, const xmlNode *node)
{
    struct post *post = ARENA_NEW(loader->arena, struct post);
    *post = (struct post){
        .role = load_token(loader, node, "role"),
        .person = or_empty(load_token(loader, node, "person")),
        .name =
            {
                .surname = or_empty(load_child_content(loader, node, "surname")),
                .given = or_empty(load_child_content(loader, node, "given")),
                .patronymic = or_empty(load_child_content(loader, node, "patronymic")),
                .initials = or_empty(load_child_content(loader, node, "initials")),
                .genitive = or_empty(load_child_content(loader, node, "genitive")),
                .dative = or_empty(load_child_content(loader, node, "dative")),
            },
        .position = or_empty(load_child_content(loader, node, "position")),
        .from = or_empty(load_token(loader, node, "from")),
        .to = or_empty(load_token(loader, node, "to")),
        .pos = load_pos(loader, node),
        .path = load_path(loader, node),
    };
    return post;
}

static struct post *load_people(struct loader *loader, const xmlNode *people)
{
    struct post *first = NULL;
    struct post **tail = &first;
    for (const xmlNode *node = people ? xml_first(people) : NULL; node; node = xml_next(node))
        LIST_APPEND(tail, load_post(loader, node));
    people_check(first, loader->diags);
    return first;
}

static void load_organization(struct loader *loader, const xmlNode *root, void *into)
{
    struct organization *organization = into;
    organization->short_name = load_child_content(loader, root, "short-name");
    struct para **tail = &organization->letterhead;
    const xmlNode *line = xml_first(xml_child(root, "letterhead"));
    for (; line; line = xml_next(line)) {
        unsigned const flags = load_yes(line, "strong") ? RUN_STRONG : 0;
        struct para *para =
            para_from_text(loader->arena, letterhead_text(loader, root, line), flags);
        if (!para)
            continue;
        para->first->pos = load_pos(loader, line);
        LIST_APPEND(tail, para);
    }
    organization->people = load_people(loader, xml_child(root, "people"));
}

struct organization *organization_load(const char *path, struct form_schema *form_schema,
                                       struct diags *diags)
{
    struct organization *organization = xmalloc(sizeof *organization);
    *organization = (struct organization){.arena = arena_new()};
    struct loader loader = {.arena = organization->arena, .diags = diags};
    if (load_file(&loader, form_schema, path, "organization", load_organization, organization))
        return organization;
    organization_free(organization);
    return NULL;
}

/* ---- edition.xml and vocabulary.xml --------------------------------------- */

static void load_edition(struct loader *loader, const xmlNode *root, void *into)
{
    struct edition *edition = into;
    const char *id = load_token(loader, root, "id");
    if (strcmp(id, edition->id) != 0)
        diag_add(loader->diags, MESSAGE_EDITION_ID, load_pos(loader, root), NULL, edition->id,
                 NULL);
    const char *approved = load_token(loader, root, "approved");
    edition->approved = approved ? approved : "";
    edition->checked = load_yes(root, "checked");
    edition->lang = load_token(loader, root, "lang");
    edition->title = load_content(loader, xml_child(root, "title"));
    load_page(xml_child(root, "page"), &edition->page);
    load_typography(loader, xml_child(root, "typography"), &edition->type);
    load_fitting(loader, xml_child(root, "fitting"), &edition->type);
    const xmlNode *boxes = xml_child(root, "boxes");
    edition->box_open = load_token(loader, boxes, "open");
    edition->box_chosen = load_token(loader, boxes, "chosen");
    const xmlNode *mark = xml_child(root, "draft-mark");
    edition->draft_mark = load_content(loader, mark);
    edition->draft_mark_width_mm = load_number(mark, "width");
    edition->date_blank = load_content(loader, xml_child(root, "date-blank"));
    const xmlNode *captions = xml_child(root, "captions");
    edition->signature_caption = captions ? load_token(loader, captions, "signature") : NULL;
    edition->name_caption = captions ? load_token(loader, captions, "name") : NULL;
}

const char *edition_approved_in(const char *path, struct arena *arena, struct diags *diags)
{
    xmlDocPtr doc = xml_load(path, false, MESSAGE_FORM_XML, diags);
    if (!doc)
        return NULL;
    struct loader const loader = {.arena = arena, .diags = diags};
    const char *approved = load_token(&loader, xmlDocGetRootElement(doc), "approved");
    xmlFreeDoc(doc);
    return approved ? approved : "";
}

static void load_vocabulary(struct loader *loader, const xmlNode *root, void *into)
{
    struct edition *edition = into;
    edition->vocabularies = load_vocabularies(loader, root, NULL);
}

/* ---- forms ----------------------------------------------------------------- */

/* NULL: the edition's. */
static const struct page_setup *load_own_page(struct loader *loader, const xmlNode *root)
{
    const xmlNode *node = xml_child(root, "page");
    if (!node)
        return NULL;
    struct page_setup *page = ARENA_NEW(loader->arena, struct page_setup);
    load_page(node, page);
    return page;
}

/* What the forms of editions and of sheets have in common. */
static void fill_form(struct loader *loader, const xmlNode *root, struct form *form)
{
    form->id = load_token(loader, root, "id");
    form->codes = case_schema_statuses(loader->schema);
    form->name = load_token(loader, root, "name");
    form->subject = load_token(loader, root, "subject");
    form->date = load_query(loader, root, "date");
    loader->form_id = form->id;
    form->page = load_own_page(loader, root);
    loader->page = form->page;
    form->blocks = load_blocks(loader, root);
    form->field_names = load_field_names(loader, form->blocks);
}

static void load_form(struct loader *loader, const xmlNode *root, void *into)
{
    struct edition *edition = into;
    struct form *form = ARENA_NEW(loader->arena, struct form);
    const char *base = strrchr(loader->file, '/');
    const char *wanted = arena_printf(loader->arena, "/%s.xml", load_token(loader, root, "id"));
    if (!base || strcmp(base, wanted) != 0)
        diag_add(loader->diags, MESSAGE_FORM_ID, load_pos(loader, root), NULL, wanted + 1, NULL);
    form->section[LANGUAGE_RU] = load_token(loader, root, "section");
    form->section[LANGUAGE_EN] = load_token(loader, root, "section-en");
    form->statuses = load_statuses(loader, root, "statuses");
    form->is_journal = load_token(loader, root, "over") != NULL;
    form->order = load_query(loader, root, "order");
    form->name_before = load_token(loader, root, "name-before");
    form->date_before = load_query(loader, root, "date-before");
    fill_form(loader, root, form);
    struct form **tail = &edition->forms;
    while (*tail)
        tail = &(*tail)->next;
    *tail = form;
    edition->form_count++;
}

static bool load_named(struct loader *loader, struct form_schema *form_schema, const char *folder,
                       const char *name, const char *root, load_filler *fill)
{
    const char *path = arena_printf(loader->arena, "%s/%s", folder, name);
    return load_file(loader, form_schema, path, root, fill, loader->edition);
}

/* What is no form in the folder of an edition: its own, and what it has instead of the files of all editions. */
#define EDITION_PARTS                                                                              \
    "edition.xml vocabulary.xml rules.xml workbook.xml bundle.xml summary.xml minutes.xml "        \
    "extract.xml new-case.xml new-minutes.xml"

static int is_form_file(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && dot && strcmp(dot, ".xml") == 0 &&
           !text_has_word(EDITION_PARTS, entry->d_name, strlen(entry->d_name));
}

/* Every other .xml of the folder is a form; 5.2 goes before 5.10. */
static void load_forms(struct loader *loader, struct form_schema *form_schema, const char *folder)
{
    struct dirent **entries = NULL;
    int const count = folder_scan(folder, &entries, is_form_file, versionsort);
    for (int i = 0; i < count; i++) {
        load_named(loader, form_schema, folder, entries[i]->d_name, "form", load_form);
        free(entries[i]);
    }
    free(entries);
}

/* True for what is said of a form because the edition's page, or its words, could not be read. */
static bool is_echo(const struct diag *diag, bool has_page, bool has_words)
{
    static const enum message of_words[] = {MESSAGE_FORM_VOCABULARY, MESSAGE_FORM_CODE,
                                            MESSAGE_FORM_ROLE};
    bool is_of_words = false;
    for (size_t i = 0; i < sizeof of_words / sizeof *of_words; i++)
        is_of_words |= strcmp(diag->code, message_code(of_words[i])) == 0;
    return (!has_words && is_of_words) ||
           (!has_page && strcmp(diag->code, message_code(MESSAGE_FORM_TABLE_WIDTH)) == 0);
}

/* Of a folder that is refused already: what else is wrong in its forms. */
static void look_at_forms(struct loader *loader, struct form_schema *form_schema,
                          const char *folder, bool has_page, bool has_words)
{
    struct diags *diags = loader->diags;
    loader->diags = diags_new();
    load_forms(loader, form_schema, folder);
    for (size_t i = 0; i < diags_count(loader->diags); i++) {
        const struct diag *diag = diags_get(loader->diags, i);
        if (!is_echo(diag, has_page, has_words))
            diag_add_text(diags, diag->severity, diag->code, diag->pos, diag->path,
                          diag->text[LANGUAGE_RU], diag->text[LANGUAGE_EN]);
    }
    diags_free(loader->diags);
    loader->diags = diags;
}

static void load_folder(struct loader *loader, struct form_schema *form_schema, const char *folder)
{
    bool const has_page =
        load_named(loader, form_schema, folder, "edition.xml", "edition", load_edition);
    bool const has_words =
        load_named(loader, form_schema, folder, "vocabulary.xml", "vocabulary", load_vocabulary);
    if (has_page && has_words)
        load_forms(loader, form_schema, folder);
    else
        look_at_forms(loader, form_schema, folder, has_page, has_words);
}

bool edition_id_fits(const char *id)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t const length = strlen(id);
    return length > 0 && length <= 64 && !strchr("._-", id[0]) && strspn(id, allowed) == length;
}

struct edition *edition_load(const char *forms_folder, const char *id,
                             struct form_schema *form_schema, const struct case_schema *schema,
                             struct diags *diags)
{
    struct edition *edition = xmalloc(sizeof *edition);
    *edition = (struct edition){.arena = arena_new()};
    edition->id = arena_strdup(edition->arena, id);
    edition->schema = schema;
    const char *folder =
        forms_folder ? arena_printf(edition->arena, "%s/%s", forms_folder, id) : edition->id;
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    if (!edition_id_fits(id) || !file_is_folder(folder)) {
        diag_add(diags, MESSAGE_EDITION_MISSING, (struct pos){.file = forms_folder}, NULL, NULL);
    } else {
        struct loader loader = {
            .arena = edition->arena, .diags = diags, .schema = schema, .edition = edition};
        if (load_schema(form_schema, diags))
            load_folder(&loader, form_schema, folder);
    }
    if (diags_at_least(diags, SEVERITY_ERROR) == before)
        return edition;
    edition_free(edition);
    return NULL;
}

/* ---- sheets: forms that belong to no edition, such as forms/minutes.xml ------------------- */

/*
 * A sheet borrows an edition's page, type and words, and has vocabularies and
 * queries of its own: they live and end with it.
 */
struct sheet {
    struct edition words; /* a copy: the vocabularies and queries at its head are the sheet's */
    struct form form;
};

static struct attachment_def *load_attachments(struct loader *loader, const xmlNode *root)
{
    struct attachment_def *first = NULL;
    struct attachment_def **tail = &first;
    const xmlNode *node = xml_child(root, "attachment");
    for (; node; node = xml_next_same(node)) {
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
    sheet->words.vocabularies = load_vocabularies(loader, root, sheet->words.vocabularies);
    fill_form(loader, root, &sheet->form);
    sheet->form.attachments = load_attachments(loader, root);
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

struct document *sheet_resolve(const struct sheet *sheet, const struct organization *organization,
                               const struct casefile *casefile,
                               const struct resolve_options *options, struct arena *arena)
{
    return form_resolve(&sheet->form, &sheet->words, organization, casefile, options, arena);
}
