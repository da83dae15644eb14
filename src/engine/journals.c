/*
 * journals.c - forms over many cases; see journals.h.
 */
#include "engine/journals.h"

#include <stdlib.h>

void journals_add(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct journals *journals = walk->context;
    if (journals->edition && journals->edition != edition) {
        diag_add(walk->diags, MESSAGE_JOURNAL_EDITION, node_pos(case_root(casefile)),
                 node_path(case_root(casefile), walk->arena), edition_id(journals->edition), NULL);
        return;
    }
    journals_keep(journals, casefile, edition);
}

void journals_keep(struct journals *journals, struct casefile *casefile,
                   const struct edition *edition)
{
    journals->edition = edition;
    journals->cases =
        xgrow(journals->cases, journals->count, &journals->cap, sizeof *journals->cases);
    journals->cases[journals->count++] = case_keep(casefile);
}

/* The cases that stand in it, as they came; the rest is counted. */
static size_t choose(const struct journals *journals, const struct form *form,
                     const struct casefile **chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < journals->count; i++)
        if (journal_takes(form, journals->cases[i]))
            chosen[count++] = journals->cases[i];
    return count;
}

static void make(struct journals *journals, const struct form *form, struct products *products,
                 unsigned set, struct diags *diags)
{
    const struct engine *engine = products->engine;
    struct arena *arena = products->arena;
    const struct casefile **cases = ARENA_ARRAY(arena, journals->count, const struct casefile *);
    struct resolve_options const options = {.draft = engine->options.draft,
                                            .body_only = engine->options.body_only,
                                            .cases = cases,
                                            .case_count = choose(journals, form, cases)};
    if (!options.case_count) {
        diag_add(diags, MESSAGE_JOURNAL_EMPTY, NOWHERE, NULL, form_id(form), NULL);
        return;
    }
    struct journal_made *made = ARENA_NEW(arena, struct journal_made);
    struct journal_made **tail = &journals->made;
    while (*tail)
        tail = &(*tail)->next;
    *tail = made;
    made->form = form;
    made->left_out = journals->count - options.case_count;
    products_make_all(
        products,
        form_resolve(form, journals->edition, engine->organization, NULL, &options, arena), NULL,
        set,
        arena_printf(arena, "%s_%s", journals->name ? journals->name : "journal", form_id(form)));
}

bool journals_make(struct journals *journals, struct products *products, unsigned set,
                   struct diags *diags)
{
    const struct edition *edition = journals->edition;
    bool found = false;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (!form_is_journal(form) || !engine_wants(products->engine, form, NULL))
            continue;
        make(journals, form, products, set, diags);
        found = true;
    }
    if (!found)
        diag_add(diags, MESSAGE_JOURNAL_NONE, (struct pos){0}, NULL, edition_id(edition), NULL);
    return found;
}

void journals_free(struct journals *journals)
{
    for (size_t i = 0; i < journals->count; i++)
        case_free(journals->cases[i]);
    free(journals->cases);
    *journals = (struct journals){0};
}
