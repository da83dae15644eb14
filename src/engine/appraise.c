#include "engine/appraise.h"

#include "base/file.h"
#include "engine/appraise_sheets.h"
#include "engine/appraising.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A schema whose definitions hold each other leads to any number of declarations. */
enum { MOST_DECLARATIONS = 20000, MOST_DEPTH = 60 };

const char *appraise_file(const struct appraising *appraising, const char *name)
{
    return path_join(appraising->arena, appraising->folder, name);
}

/* ---- the schema ---------------------------------------------------------------------------- */

struct visiting {
    const struct appraising *appraising;
    decl_visitor *visit;
    void *context;
    long left;
};

static void visit_type(struct visiting *visiting, const struct type *type, const char *above,
                       int depth)
{
    struct arena *arena = visiting->appraising->arena;
    for (int elements = 0; elements < 2 && depth < MOST_DEPTH; elements++) {
        const struct decl *decl = elements ? type->elements : type->attributes;
        for (; decl && visiting->left > 0; decl = decl->next) {
            const char *path = arena_printf(arena, "%s%s%s%s", above, *above ? "/" : "",
                                            elements ? "" : "@", decl->name);
            visiting->left--;
            visiting->visit(visiting->context, decl, path);
            visit_type(visiting, decl->type, path, depth + 1);
        }
    }
}

void appraise_visit(const struct appraising *appraising, decl_visitor *visit, void *context)
{
    struct visiting visiting = {appraising, visit, context, MOST_DECLARATIONS};
    visit_type(&visiting, appraising->root->type, "", 0);
}

/* ---- the files ----------------------------------------------------------------------------- */

/* What was loaded is read once more for its places; what cannot be was told. */
static struct looked_file *add_file(struct appraising *appraising, const char *path)
{
    struct diags *ignored = diags_new();
    struct looked_file **tail = &appraising->files;
    while (*tail)
        tail = &(*tail)->next;
    struct looked_file *file = ARENA_NEW(appraising->arena, struct looked_file);
    file->path = path;
    file->document = xml_load(path, true, MESSAGE_FORM_XML, ignored);
    file->own = strncmp(path, appraising->folder, strlen(appraising->folder)) == 0;
    diags_free(ignored);
    if (file->document)
        *tail = file;
    return file;
}

static void add_forms(struct appraising *appraising)
{
    const struct edition *edition = appraising->edition;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        struct looked_file *file = add_file(
            appraising,
            appraise_file(appraising, arena_printf(appraising->arena, "%s.xml", form_id(form))));
        bool whole;
        file->form = form;
        file->printed = form_printed(form, appraising->arena, &whole);
    }
}

/* Those of council files stay with councils: they are looked at for the words that they use. */
static void add_sheets(struct appraising *appraising)
{
    static const char *const names[] = {"workbook.xml", "summary.xml", "bundle.xml", "minutes.xml",
                                        "extract.xml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = editions_file(appraising->engine->editions, appraising->edition,
                                         names[i], appraising->arena);
        if (!path || !file_exists(path))
            continue;
        appraise_sheet(appraising->engine, appraising->edition, names[i], path, appraising->diags);
        add_file(appraising, path);
    }
}

/* Named like a file of forms, and yet nobody reads it: the system tells capitals apart. */
static int is_unread(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    bool const is_xml = dot && strcasecmp(dot, ".xml") == 0 && strcmp(dot, ".xml") != 0;
    bool const is_schema =
        dot && strcasecmp(dot, ".xsd") == 0 && strcmp(entry->d_name, "case.xsd") != 0;
    return entry->d_name[0] != '.' && (is_xml || is_schema);
}

static void tell_unread(struct appraising *appraising)
{
    struct dirent **entries = NULL;
    int const count = folder_scan(appraising->folder, &entries, is_unread, alphasort);
    for (int i = 0; i < count; i++) {
        diag_add(appraising->diags, MESSAGE_APPRAISE_UNREAD,
                 (struct pos){.file = appraise_file(appraising, entries[i]->d_name)}, NULL, NULL);
        free(entries[i]);
    }
    free(entries);
}

/* ---- the whole ----------------------------------------------------------------------------- */

static void look_at_all(struct appraising *appraising, struct appraised *appraised)
{
    add_forms(appraising);
    add_sheets(appraising);
    appraise_words(appraising);
    appraise_fields(appraising);
    appraise_statuses(appraising);
    appraise_signers(appraising);
    appraise_rules(appraising);
    appraise_glyphs(appraising);
    appraised->samples = appraise_samples(appraising);
    appraised->forms = edition_form_count(appraising->edition);
}

/* What the checks stand on, beside the loaded edition. */
static struct declarations *prepare(struct appraising *appraising)
{
    struct diags *ignored = diags_new();
    appraising->case_schema = edition_schema(appraising->edition);
    appraising->schema_path = case_schema_path(appraising->case_schema);
    struct declarations *declarations =
        declarations_load(appraising->schema_path, "case", appraising->diags);
    if (declarations)
        appraising->root = declarations_root(declarations);
    appraising->schema =
        xml_load_schema_words(appraising->schema_path, MESSAGE_SCHEMA_LOAD, ignored);
    appraising->vocabulary_path = appraise_file(appraising, "vocabulary.xml");
    appraising->vocabulary = xml_load(appraising->vocabulary_path, true, MESSAGE_FORM_XML, ignored);
    diags_free(ignored);
    return declarations;
}

static void release(struct appraising *appraising, struct declarations *declarations)
{
    for (struct looked_file *file = appraising->files; file; file = file->next)
        xmlFreeDoc(file->document);
    xmlFreeDoc(appraising->vocabulary);
    xmlFreeDoc(appraising->schema);
    declarations_free(declarations);
}

struct appraised appraise(struct engine *engine, const char *id, const char *folder,
                          struct diags *diags)
{
    struct appraised appraised = {0};
    struct appraising appraising = {
        .arena = arena_new(), .diags = diags, .engine = engine, .id = id, .folder = folder};
    tell_unread(&appraising);
    appraising.edition =
        editions_get(engine->editions, id, (struct pos){.file = folder}, NULL, diags);
    if (appraising.edition) {
        struct declarations *declarations = prepare(&appraising);
        if (declarations && appraising.schema && appraising.vocabulary)
            look_at_all(&appraising, &appraised);
        release(&appraising, declarations);
    } else {
        diag_add(diags, MESSAGE_APPRAISE_REST, (struct pos){.file = folder}, NULL, NULL);
    }
    arena_free(appraising.arena);
    return appraised;
}
