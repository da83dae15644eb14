/*
 * appraise_samples.c - what laying out the blanks and the samples of an edition tells; see appraise.h.
 */
#include "engine/appraising.h"

#include "base/file.h"
#include "engine/offspring.h"
#include "engine/product.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- which files ------------------------------------------------------------------------------ */

enum { LARGEST_SAMPLE = 4 * 1024 * 1024 };

static bool is_of_edition(const char *path, const char *id, struct arena *arena)
{
    struct text bytes = TEXT_EMPTY;
    bool const is_of_it =
        file_read(path, LARGEST_SAMPLE, &bytes) == 0 && offspring_status(&bytes, id, arena) != NULL;
    text_free(&bytes);
    return is_of_it;
}

static int is_case_file(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return entry->d_name[0] != '.' && dot && strcmp(dot, ".xml") == 0;
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name); /* bytes: no locale decides the order */
}

/* The files of a folder; of_id: those of that edition alone, or NULL. */
static struct inputs list_samples(const char *folder, const char *of_id, struct arena *arena,
                                  struct diags *diags)
{
    struct dirent **entries = NULL;
    int const count = folder_scan(folder, &entries, is_case_file, by_name);
    struct inputs found = {
        .files = ARENA_ARRAY(arena, (size_t)(count > 0 ? count : 0) + 1, struct input_file)};
    if (count < 0)
        diag_add_error(diags, MESSAGE_FILE_OPEN, folder, errno);
    for (int i = 0; i < count; i++) {
        const char *path = path_join(arena, folder, entries[i]->d_name);
        if (!of_id || is_of_edition(path, of_id, arena))
            found.files[found.count++] = (struct input_file){.path = path, .name = path};
        free(entries[i]);
    }
    free(entries);
    return found;
}

struct inputs sample_files(const struct engine *engine, const char *id, const char *folder,
                           bool *own, struct arena *arena, struct diags *diags)
{
    const char *samples = path_join(arena, folder, "samples");
    *own = file_exists(samples) || file_is_folder(samples);
    if (*own)
        return list_samples(samples, NULL, arena, diags);
    samples = places_samples(engine->places.forms, arena);
    return samples ? list_samples(samples, id, arena, diags) : (struct inputs){0};
}

/* ---- samples ---------------------------------------------------------------------------------- */

struct trying {
    struct appraising *appraising;
    struct diags *kept;
    bool own;
    bool draft; /* the file is meant to have gaps: it is called draft... */
};

static bool is_draft(const char *path)
{
    static const char mark[] = "draft";
    const char *slash = strrchr(path, '/');
    return strncmp(slash ? slash + 1 : path, mark, strlen(mark)) == 0;
}

static void try_sample(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct trying *trying = walk->context;
    struct appraising *appraising = trying->appraising;
    if (edition != appraising->edition) {
        if (trying->own)
            diag_add(walk->diags, MESSAGE_APPRAISE_SAMPLE_OTHER, node_pos(case_root(casefile)),
                     node_path(case_root(casefile), walk->arena), appraising->id, NULL);
        return;
    }
    for (struct looked_file *file = appraising->files; file; file = file->next)
        if (file->form && (form_serves_status(file->form, case_status(casefile)) ||
                           journal_takes(file->form, casefile)))
            file->sampled = true;
    products_try_forms(walk, casefile, edition);
}

/*
 * Of samples that stand elsewhere only what layout says (E3) is the edition's business; of drafts, not that
 * something is missing.
 */
static bool keep(struct walk *walk)
{
    struct trying *trying = walk->context;
    for (size_t i = 0; i < diags_count(walk->diags); i++) {
        const struct diag *diag = diags_get(walk->diags, i);
        bool const is_layout = strncmp(diag->code, "E3", 2) == 0;
        if (is_layout || (trying->own && (!trying->draft || diag->severity >= SEVERITY_ERROR)))
            diag_add_text(trying->kept, diag->severity, diag->code, diag->pos, diag->path,
                          diag->text[LANGUAGE_RU], diag->text[LANGUAGE_EN]);
    }
    diags_clear(walk->diags);
    return true;
}

static size_t try_samples(struct appraising *appraising)
{
    struct trying trying = {.appraising = appraising, .kept = appraising->diags};
    struct engine *engine = appraising->engine;
    struct inputs const inputs = sample_files(engine, appraising->id, appraising->folder,
                                              &trying.own, appraising->arena, appraising->diags);
    struct walk walk = {.engine = engine,
                        .diags = diags_new(),
                        .session = rules_session_new(),
                        .ids = trying.own ? WALK_TELL : WALK_ANY,
                        .action = try_sample,
                        .tell = keep,
                        .context = &trying};
    for (size_t i = 0; i < inputs.count; i++) {
        const char *path = inputs.files[i].path;
        engine->options.draft = trying.draft = is_draft(path);
        walk_file(&walk, case_open_stretch(path, NULL, engine->schema, walk.diags, NULL));
    }
    engine->options.draft = false;
    size_t const cases = walk.cases;
    walk_end(&walk);
    rules_session_free(walk.session);
    diags_free(walk.diags);
    return cases;
}

/* ---- blanks ----------------------------------------------------------------------------------- */

static void try_blank(struct appraising *appraising, const struct form *form)
{
    struct engine *engine = appraising->engine;
    struct arena *arena = arena_new();
    struct resolve_options const options = {0};
    products_try(
        engine, appraising->case_schema,
        form_resolve(form, appraising->edition, engine->organization, NULL, &options, arena), arena,
        appraising->diags);
    arena_free(arena);
}

size_t appraise_samples(struct appraising *appraising)
{
    for (const struct looked_file *file = appraising->files; file; file = file->next)
        if (file->form)
            try_blank(appraising, file->form);
    size_t const cases = try_samples(appraising);
    for (const struct looked_file *file = appraising->files; file; file = file->next)
        if (file->form && !file->sampled)
            diag_add(appraising->diags, MESSAGE_APPRAISE_SAMPLE,
                     xml_pos(file->path, xmlDocGetRootElement(file->document)), NULL,
                     form_id(file->form), NULL);
    return cases;
}
