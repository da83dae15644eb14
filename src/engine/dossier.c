#include "engine/dossier.h"

#include "council/meeting.h"

#include <stdlib.h>

struct dossier {
    struct engine *engine;
    struct rules_session *session;
    struct arena *arena;
    struct diags *diags;
};

/* ---- the appendices ----------------------------------------------------------------- */

/* Fills the item of a cited form; what is wrong with its case is in the diags. */
static void find_form(const struct dossier *dossier, const struct meeting_appendix *appendix,
                      struct appendix_item *item)
{
    item->casefile = appendix->casefile;
    item->edition = engine_check(dossier->engine, appendix->casefile, dossier->session, false,
                                 dossier->arena, dossier->diags);
    item->form = item->edition ? edition_form(item->edition, appendix->form) : NULL;
}

/* A case is checked once, however many of its forms are cited. */
static bool is_known(const struct appendix_item *items, size_t count, struct appendix_item *item,
                     const char *form)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].casefile != item->casefile || !items[i].edition)
            continue;
        item->edition = items[i].edition;
        item->form = edition_form(item->edition, form);
        return item->form != NULL;
    }
    return false;
}

static struct appendix_item *find_items(const struct dossier *dossier,
                                        const struct casefile *council, size_t *count)
{
    struct arena *arena = dossier->arena;
    const struct meeting_appendix *appendices = meeting_appendices(council, arena, count);
    struct appendix_item *items = ARENA_ARRAY(arena, *count, struct appendix_item);
    for (size_t i = 0; i < *count; i++) {
        items[i].casefile = appendices[i].casefile;
        if (!is_known(items, i, &items[i], appendices[i].form))
            find_form(dossier, &appendices[i], &items[i]);
    }
    const struct node *root = case_root(council);
    if (!*count)
        diag_add(dossier->diags, MESSAGE_BUNDLE_NOTHING_CITED, node_pos(root),
                 node_path(root, arena), NULL);
    return items;
}

static const char *attribute(const struct casefile *council, const char *name, const char *missing,
                             struct arena *arena)
{
    const char *value = node_attribute(case_root(council), name, arena);
    return value ? value : missing;
}

static void fill_plan(const struct dossier *dossier, const struct casefile *council,
                      struct appendices_plan *plan)
{
    struct arena *arena = dossier->arena;
    const struct node *whose = node_child(case_root(council), "council");
    plan->organization = dossier->engine->organization;
    plan->number = attribute(council, "number", "____", arena);
    plan->date = attribute(council, "date", "", arena);
    plan->council = whose ? node_text(whose, arena) : NULL;
    plan->first = strtol(attribute(council, "first-appendix", "1", arena), NULL, 10);
    plan->draft = dossier->engine->options.draft;
}

/* ---- the document --------------------------------------------------------------------- */

struct document *dossier_document(struct councils *councils, const struct casefile *council,
                                  const struct edition *edition, struct rules_session *session,
                                  struct appendices_plan *plan, struct arena *arena)
{
    struct diags *diags = councils_diags(councils);
    struct dossier const dossier = {councils_engine(councils), session, arena, diags};
    plan->items = find_items(&dossier, council, &plan->count);
    fill_plan(&dossier, council, plan);
    if (diags_at_least(diags, SEVERITY_ERROR))
        return NULL;
    plan->front = councils_minutes(councils, council, edition, arena);
    if (!plan->front)
        return NULL;
    struct document *document = appendices_document(plan, arena);
    if (!*plan->date)
        document->date = NULL;
    return document;
}
