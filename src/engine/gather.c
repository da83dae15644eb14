#include "engine/gather.h"

#include <stdlib.h>
#include <string.h>

static void add_item(struct gathered *gathered, struct appendix_item item)
{
    gathered->items =
        xgrow(gathered->items, gathered->count, &gathered->cap, sizeof *gathered->items);
    gathered->items[gathered->count++] = item;
}

static void keep_case(struct gathered *gathered, struct casefile *casefile)
{
    gathered->cases =
        xgrow(gathered->cases, gathered->case_count, &gathered->case_cap, sizeof *gathered->cases);
    gathered->cases[gathered->case_count++] = case_keep(casefile);
}

/* A council cannot have considered what was concluded after its meeting. */
static void check_date(const struct casefile *casefile, const char *meeting, struct arena *arena,
                       struct diags *diags)
{
    const struct node *conclusion = node_child(case_root(casefile), "conclusion");
    const char *date = conclusion ? node_attribute(conclusion, "date", arena) : NULL;
    if (date && meeting && strcmp(date, meeting) > 0)
        diag_add(diags, MESSAGE_BUNDLE_LATER, node_pos(conclusion), node_path(conclusion, arena),
                 NULL);
}

void gathered_add(struct gathered *gathered, const struct engine *engine, struct casefile *casefile,
                  const struct edition *edition, struct arena *arena, struct diags *diags)
{
    const struct node *root = case_root(casefile);
    size_t const before = gathered->count;
    if (!seen_add_name(&gathered->ids, case_id(casefile))) {
        diag_add(diags, MESSAGE_BUNDLE_TWICE, node_pos(root), node_path(root, arena), NULL);
        return;
    }
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (engine_wants(engine, form, case_status(casefile)))
            add_item(gathered, (struct appendix_item){casefile, edition, form});
    }
    if (gathered->count > before) {
        check_date(casefile, gathered->meeting, arena, diags);
        engine_tell_left_out(engine, casefile, edition, arena, diags);
        keep_case(gathered, casefile);
    } else {
        diag_add(diags, MESSAGE_BUNDLE_NO_FORM, node_pos(root), node_path(root, arena), NULL);
    }
}

void gathered_free(struct gathered *gathered)
{
    for (size_t i = 0; i < gathered->case_count; i++)
        case_free(gathered->cases[i]);
    free(gathered->cases);
    free(gathered->items);
    seen_free(&gathered->ids);
}
