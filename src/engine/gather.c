#include "engine/gather.h"

#include <stdlib.h>
#include <string.h>

/* A path that does not depend on how the file is named; the name itself when there is no file. */
static const char *real_path(const char *name, struct arena *arena)
{
    char *real = strcmp(name, "-") == 0 ? NULL : realpath(name, NULL);
    const char *copy = arena_strdup(arena, real ? real : name);
    free(real);
    return copy;
}

/* A file named twice would be told as so many cases of the same id. */
static bool files_differ(struct pipeline *pipeline)
{
    const struct options *options = pipeline->options;
    struct seen seen = SEEN_EMPTY;
    bool differ = true;
    for (size_t i = 0; i < options->operand_count; i++) {
        if (seen_add(&seen, real_path(options->operands[i], pipeline->arena)))
            continue;
        diag_add(pipeline->diags, MESSAGE_BUNDLE_FILE_TWICE,
                 (struct pos){.file = options->operands[i]}, NULL, NULL);
        differ = false;
    }
    seen_free(&seen);
    return differ;
}

static void add_item(struct gathered *gathered, struct appendix_item item)
{
    if (gathered->count == gathered->cap) {
        gathered->cap = gathered->cap ? gathered->cap * 2 : 64;
        gathered->items = xrealloc(gathered->items, gathered->cap * sizeof *gathered->items);
    }
    gathered->items[gathered->count++] = item;
}

static void keep_case(struct gathered *gathered, struct casefile *casefile)
{
    if (gathered->case_count == gathered->case_cap) {
        gathered->case_cap = gathered->case_cap ? gathered->case_cap * 2 : 64;
        gathered->cases = xrealloc(gathered->cases, gathered->case_cap * sizeof(struct casefile *));
    }
    gathered->cases[gathered->case_count++] = case_keep(casefile);
}

/* A council cannot have considered what was concluded after its meeting. */
static void check_date(struct pipeline *pipeline, const struct casefile *casefile,
                       const char *meeting, struct arena *arena)
{
    const struct node *conclusion = node_child(case_root(casefile), "conclusion");
    const char *date = conclusion ? node_attribute(conclusion, "date", arena) : NULL;
    if (date && meeting && strcmp(date, meeting) > 0)
        diag_add(pipeline->diags, MESSAGE_BUNDLE_LATER, node_pos(conclusion),
                 node_path(conclusion, arena), NULL);
}

static void take_case(struct pipeline *pipeline, struct casefile *casefile,
                      const struct edition *edition, struct arena *arena, void *context)
{
    struct gathered *gathered = context;
    const struct node *root = case_root(casefile);
    size_t const before = gathered->count;
    if (!seen_add_name(&gathered->ids, case_id(casefile))) {
        diag_add(pipeline->diags, MESSAGE_BUNDLE_TWICE, node_pos(root), node_path(root, arena),
                 NULL);
        return;
    }
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (pipeline_wants(pipeline, form, case_status(casefile)))
            add_item(gathered, (struct appendix_item){casefile, edition, form});
    }
    if (gathered->count > before) {
        check_date(pipeline, casefile, gathered->meeting, arena);
        pipeline_tell_left_out(pipeline, casefile, edition, arena);
        keep_case(gathered, casefile);
    } else {
        diag_add(pipeline->diags, MESSAGE_BUNDLE_NO_FORM, node_pos(root), node_path(root, arena),
                 NULL);
    }
}

void gather_cases(struct pipeline *pipeline, const char *meeting, struct gathered *gathered)
{
    gathered->meeting = meeting;
    if (files_differ(pipeline))
        pipeline_cases(pipeline, take_case, gathered);
    pipeline_report(pipeline);
}

void gathered_free(struct gathered *gathered)
{
    for (size_t i = 0; i < gathered->case_count; i++)
        case_free(gathered->cases[i]);
    free(gathered->cases);
    free(gathered->items);
    seen_free(&gathered->ids);
}
