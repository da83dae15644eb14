#include "council/extract.h"

#include "council/meeting.h"

#include <string.h>

/* A node to be removed: at the end, since labels count the nodes before. */
struct dropped {
    struct dropped *next;
    const struct node *node;
};

struct pruning {
    struct extract extract;
    struct arena *arena;     /* the extract's */
    const char *speakers;    /* " p1 p3 ": ids of those whose speeches stay */
    size_t kept;             /* items */
    struct dropped *dropped; /* none of them inside another */
};

/* What an item holds about its cases. */
static const struct {
    const char *list, *text;
} item_texts[] = {{"heard", "speech"}, {"said", "speech"}, {"decided", "decision"}};
enum { ITEM_TEXTS = sizeof item_texts / sizeof *item_texts };

/* Whose a text is, by the cases that it names or inherits. */
enum belonging { BELONGS_TO_NOBODY, BELONGS_TO_CASE, BELONGS_TO_SEVERAL, BELONGS_TO_OTHERS };

static enum belonging belonging(const struct pruning *pruning, const char *cases)
{
    if (!cases || !*cases)
        return BELONGS_TO_NOBODY;
    if (strcmp(cases, pruning->extract.id) == 0)
        return BELONGS_TO_CASE;
    return text_has_word(cases, pruning->extract.id, strlen(pruning->extract.id))
               ? BELONGS_TO_SEVERAL
               : BELONGS_TO_OTHERS;
}

static void drop(struct pruning *pruning, const struct node *node)
{
    struct dropped *dropped = ARENA_NEW(pruning->arena, struct dropped);
    *dropped = (struct dropped){.next = pruning->dropped, .node = node};
    pruning->dropped = dropped;
}

/* ---- people ------------------------------------------------------------------------- */

/* Removes those of a list whom no remaining speech refers to. */
static void prune_people(struct pruning *pruning, const char *list)
{
    const struct node *parent = node_child(case_root(pruning->extract.council), list);
    size_t count;
    const struct node **people = node_children(parent, "person", pruning->arena, &count);
    for (size_t i = 0; i < count; i++) {
        const char *id = node_attribute(people[i], "person", pruning->arena);
        if (!id || !text_has_word(pruning->speakers, id, strlen(id)))
            drop(pruning, people[i]);
    }
}

/* ---- items ---------------------------------------------------------------------------- */

static void prune_appendices(struct pruning *pruning, const struct node *parent,
                             const char *inherited)
{
    size_t count;
    const struct node **nodes = node_children(parent, "appendix", pruning->arena, &count);
    for (size_t i = 0; i < count; i++)
        if (belonging(pruning, meeting_cases(pruning->arena, nodes[i], inherited)) !=
            BELONGS_TO_CASE)
            drop(pruning, nodes[i]);
}

/* A speech or decision about the case stays. */
static void keep_text(struct pruning *pruning, const struct node *node, const char *inherited)
{
    const char *by = node_attribute(node, "by", pruning->arena);
    if (by)
        pruning->speakers = arena_printf(pruning->arena, "%s%s ", pruning->speakers, by);
    prune_appendices(pruning, node, meeting_cases(pruning->arena, node, inherited));
}

/* True when all of the list stays. */
static bool prune_texts(struct pruning *pruning, const struct node *list, const char *name,
                        const char *inherited)
{
    bool whole = true;
    size_t count;
    const struct node **nodes = node_children(list, name, pruning->arena, &count);
    for (size_t i = 0; i < count; i++) {
        switch (belonging(pruning, meeting_cases(pruning->arena, nodes[i], inherited))) {
        case BELONGS_TO_CASE: keep_text(pruning, nodes[i], inherited); break;
        case BELONGS_TO_SEVERAL:
            extract_complain(&pruning->extract, MESSAGE_EXTRACT_SEVERAL, nodes[i], NULL);
            break;
        case BELONGS_TO_NOBODY:
        case BELONGS_TO_OTHERS:
            drop(pruning, nodes[i]);
            whole = false;
            break;
        }
    }
    return whole;
}

static bool concerns(const struct pruning *pruning, const char *cases)
{
    return cases && text_has_word(cases, pruning->extract.id, strlen(pruning->extract.id));
}

static bool item_concerns(const struct pruning *pruning, const struct node *item, const char *cases)
{
    bool any = concerns(pruning, cases);
    for (size_t i = 0; i < ITEM_TEXTS; i++) {
        size_t count;
        const struct node **nodes = node_children(node_child(item, item_texts[i].list),
                                                  item_texts[i].text, pruning->arena, &count);
        for (size_t j = 0; j < count && !any; j++)
            any = concerns(pruning, meeting_cases(pruning->arena, nodes[j], cases));
    }
    return any;
}

/* The subject of an item without a case of its own is one for all, and names nobody. */
static void prune_title(struct pruning *pruning, const struct node *item, const char *cases)
{
    enum belonging const whose = belonging(pruning, cases);
    if (whose != BELONGS_TO_CASE && whose != BELONGS_TO_NOBODY)
        extract_complain(&pruning->extract, MESSAGE_EXTRACT_TITLE, item, NULL);
}

static void prune_item(struct pruning *pruning, const struct node *item)
{
    const char *cases = meeting_cases(pruning->arena, item, NULL);
    if (!item_concerns(pruning, item, cases)) {
        drop(pruning, item);
        return;
    }
    bool whole = true;
    pruning->kept++;
    prune_title(pruning, item, cases);
    prune_appendices(pruning, item, cases);
    for (size_t i = 0; i < ITEM_TEXTS; i++)
        whole =
            prune_texts(pruning, node_child(item, item_texts[i].list), item_texts[i].text, cases);
    const struct node *vote = node_child(node_child(item, "decided"), "vote");
    if (vote && !whole) /* it was about more than the decisions that are left */
        drop(pruning, vote);
}

static void prune_all(struct pruning *pruning)
{
    const struct node *agenda = node_child(case_root(pruning->extract.council), "agenda");
    size_t count;
    const struct node **items = node_children(agenda, "item", pruning->arena, &count);
    for (size_t i = 0; i < count; i++)
        prune_item(pruning, items[i]);
    prune_people(pruning, "present");
    prune_people(pruning, "invited");
    if (!pruning->kept)
        diag_add(pruning->extract.diags, MESSAGE_EXTRACT_NOTHING,
                 node_pos(case_root(pruning->extract.council)), "/minutes", NULL);
}

static bool is_dropped(const struct pruning *pruning, const struct node *node)
{
    for (const struct dropped *dropped = pruning->dropped; dropped; dropped = dropped->next)
        if (dropped->node == node)
            return true;
    return false;
}

/* What was found is told as it will be: before anything is removed, since labels count. */
static void check_names(const struct pruning *pruning, const struct strangers *strangers,
                        const struct node *node)
{
    size_t count;
    const struct node **children = node_children(node, NULL, pruning->arena, &count);
    bool const is_text = !count || node_child(node, "p");
    if (is_text)
        strangers_check_text(strangers, node);
    else if (node_child(node, "surname"))
        strangers_check_person(strangers, node);
    for (size_t i = 0; i < count && !is_text; i++)
        if (!is_dropped(pruning, children[i]) && strcmp(node_name(children[i]), "cases") != 0)
            check_names(pruning, strangers, children[i]);
}

bool extract_prune(struct casefile *council, const char *id, const char *allowed,
                   struct diags *diags)
{
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    struct pruning pruning = {
        .extract = {.council = council, .id = id, .arena = arena_new(), .diags = diags},
        .speakers = " ",
    };
    pruning.arena = pruning.extract.arena;
    prune_all(&pruning);
    struct strangers *strangers = strangers_find(&pruning.extract, pruning.speakers, allowed);
    strangers_check_attribute(strangers, case_root(council), "file-number");
    check_names(&pruning, strangers, case_root(council));
    for (const struct dropped *dropped = pruning.dropped; dropped; dropped = dropped->next)
        node_remove(dropped->node);
    arena_free(pruning.arena);
    return diags_at_least(diags, SEVERITY_ERROR) == before;
}
