/*
 * preview.c - `formulyar preview`: the blanks of an edition, and each form filled from a sample, to look at.
 */
#include "cmd/check_edition.h"
#include "cmd/command.h"
#include "cmd/run.h"
#include "engine/appraise.h"
#include "engine/journals.h"
#include "engine/product.h"

#include <string.h>

struct preview {
    struct command_run *run;
    const struct edition *edition;
    unsigned set; /* of formats */
    struct products products;
    struct journals journals; /* of all the samples */
    bool *
        sampled; /* by the index of a form: twice as many, the second half for the stage "before" */
    struct diags *heard;
};

/* ---- filled forms ---------------------------------------------------------------------------- */

static void make_filled(struct preview *preview, const struct form *form,
                        const struct casefile *casefile, const char *status)
{
    struct engine *engine = preview->run->engine;
    struct arena *arena = preview->run->arena;
    struct resolve_options const options = {
        .status = status, .draft = engine->options.draft, .teacher = ""};
    products_make_all(
        &preview->products,
        form_resolve(form, preview->edition, engine->organization, casefile, &options, arena), NULL,
        preview->set, arena_printf(arena, "sample_%s", form_document_id(form, status, arena)));
}

static bool is_wanted(const struct preview *preview, const struct form *form)
{
    const struct words *wanted = &preview->run->options->forms;
    size_t i = 0;
    while (i < wanted->count && strcmp(wanted->items[i], form_id(form)) != 0)
        i++;
    return !wanted->count || i < wanted->count;
}

/* Each form is filled from the first sample that is due to it; a stage of it too. */
static void take_sample(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct preview *preview = walk->context;
    size_t const forms = edition_form_count(edition);
    const char *const statuses[] = {case_status(casefile), "before"};
    if (edition != preview->edition)
        return;
    journals_keep(&preview->journals, casefile, edition);
    for (size_t i = 0; i < 2 * forms; i++) {
        const struct form *form = edition_form_at(edition, i % forms);
        const char *status = statuses[i / forms];
        if (preview->sampled[i] || !is_wanted(preview, form) || !form_serves_status(form, status))
            continue;
        make_filled(preview, form, casefile, status);
        preview->sampled[i] = true;
    }
}

/* What is wrong with samples is for `check` to say; here what is good is made. */
static bool hush(struct walk *walk)
{
    struct preview *preview = walk->context;
    if (diags_at_least(walk->diags, SEVERITY_SYSTEM))
        diags_append(preview->run->diags, walk->diags);
    diags_clear(walk->diags);
    return true;
}

static void make_samples(struct preview *preview, const struct named_edition *named)
{
    struct command_run *run = preview->run;
    bool own;
    struct inputs const inputs =
        sample_files(run->engine, named->id, named->folder, &own, run->arena, run->diags);
    struct walk walk = {.engine = run->engine,
                        .diags = diags_new(),
                        .session = run->session,
                        .ids = WALK_ANY,
                        .action = take_sample,
                        .tell = hush,
                        .context = preview};
    for (size_t i = 0; i < inputs.count; i++)
        walk_file(&walk, case_open_stretch(inputs.files[i].path, NULL, run->engine->schema,
                                           walk.diags, NULL));
    walk_end(&walk);
    diags_free(walk.diags);
}

/* Journals hold all samples of their status. */
static void make_journals(struct preview *preview)
{
    struct diags *unheard = diags_new(); /* what has no sample is told once, of all forms */
    size_t const forms = edition_form_count(preview->edition);
    if (preview->journals.count)
        journals_make(&preview->journals, &preview->products, preview->set, unheard);
    for (const struct journal_made *made = preview->journals.made; made; made = made->next)
        for (size_t i = 0; i < forms; i++)
            preview->sampled[i] |= edition_form_at(preview->edition, i) == made->form;
    journals_free(&preview->journals);
    diags_free(unheard);
}

static void tell_missing(const struct preview *preview, const struct named_edition *named)
{
    struct command_run *run = preview->run;
    for (size_t i = 0; i < edition_form_count(preview->edition); i++) {
        const struct form *form = edition_form_at(preview->edition, i);
        const char *path =
            path_join(run->arena, named->folder, arena_printf(run->arena, "%s.xml", form_id(form)));
        if (!preview->sampled[i] && is_wanted(preview, form) && !form_is_journal(form))
            diag_add(run->diags, MESSAGE_APPRAISE_SAMPLE, (struct pos){.file = path}, NULL,
                     form_id(form), NULL);
    }
}

/* ---- the command ------------------------------------------------------------------------------ */

/* -o, or a folder that is called after the edition. */
static struct output *open_output(struct command_run *run, struct options *plain, const char *id)
{
    if (!plain->value[OPTION_OUTPUT])
        plain->value[OPTION_OUTPUT] = arena_printf(run->arena, "%s-preview", id);
    return run_output(plain, false);
}

static void make(struct preview *preview, struct options *plain, const struct named_edition *named)
{
    struct command_run *run = preview->run;
    struct pos const pos = {.file = named->folder};
    preview->edition = editions_get(run->engine->editions, named->id, pos, NULL, run->diags);
    if (!preview->edition || !engine_knows_forms(run->engine, preview->edition, run->diags))
        return;
    run->engine->options.draft |= !*edition_approved(preview->edition);
    preview->sampled = ARENA_ARRAY(run->arena, 2 * edition_form_count(preview->edition) + 1, bool);
    preview->products = products_begin(run->engine, edition_schema(preview->edition), run->arena);
    products_make_forms(&preview->products, preview->edition, NULL, preview->set, "blank");
    make_samples(preview, named);
    make_journals(preview);
    tell_missing(preview, named);
    struct output *output = open_output(run, plain, named->id);
    products_deliver(&preview->products, output, run->diags);
    size_t const count = output_count(output);
    output_close(output, !diags_at_least(run->diags, SEVERITY_ERROR), run->diags);
    run_report(run);
    summary_preview(run, count, plain->value[OPTION_OUTPUT], run->engine->options.draft);
}

static int preview_edition(const struct options *options, const struct named_edition *named,
                           unsigned set, struct diags *diags)
{
    struct options plain = *options;
    struct command_run run;
    if (!edition_run_open(&run, &plain, named, diags))
        return EXIT_SYSTEM;
    struct preview preview = {.run = &run, .set = set, .journals = {.name = "sample"}};
    make(&preview, &plain, named);
    run_report(&run);
    return run_close(&run);
}

int preview_run(const struct options *options, struct diags *diags)
{
    unsigned const set = options->types.count ? run_formats(options, diags) : format_bit("pdf");
    struct named_edition named;
    struct arena *arena = arena_new();
    int status = EXIT_USAGE;
    if (set && edition_find_named(options, options->operands[0], &named, arena)) {
        status = preview_edition(options, &named, set, diags);
    } else if (set) {
        diag_add(diags, MESSAGE_PREVIEW_NONE, (struct pos){.file = options->operands[0]}, NULL,
                 NULL);
        status = 1;
    }
    arena_free(arena);
    return status;
}
