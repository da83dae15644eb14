#include "council/extract.h"

#include "council/strangers.h"

#include <string.h>

/* A node to be removed: at the end, since labels count the nodes before. */
struct dropped {
    struct dropped *next;
    const struct node *node;
};

struct pruning {
    struct casefile *council;
    const char *id;
    struct strangers *strangers; /* whom the extract must not name */
    struct arena *arena;
    struct diags *diags;
    const char *speakers;    /* " p1 p3 ": ids of those whose speeches stay */
    size_t kept;             /* items */
    struct dropped *dropped; /* none of them inside another */
};

/* Whose a text is, by the cases that it names or inherits. */
enum belonging { BELONGS_TO_NOBODY, BELONGS_TO_CASE, BELONGS_TO_SEVERAL, BELONGS_TO_OTHERS };

/* No id is empty or holds a space: such a word stands nowhere. */
static bool has_word(const char *list, const char *word)
{
    size_t const length = strlen(word);
    if (!length || strchr(word, ' '))
        return false;
    for (const char *at = list; (at = strstr(at, word)) != NULL; at += length)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

static enum belonging belonging(const struct pruning *pruning, const char *cases)
{
    if (!cases || !*cases)
        return BELONGS_TO_NOBODY;
    if (strcmp(cases, pruning->id) == 0)
        return BELONGS_TO_CASE;
    return has_word(cases, pruning->id) ? BELONGS_TO_SEVERAL : BELONGS_TO_OTHERS;
}

static const char *cases_of(const struct pruning *pruning, const struct node *node,
                            const char *inherited)
{
    const char *own = node_attribute(node, "case", pruning->arena);
    return own && *own ? own : inherited;
}

static void complain(struct pruning *pruning, enum message message, const struct node *node)
{
    struct arena *arena = pruning->arena;
    const char *label =
        arena_printf(arena, "%s" DIAG_SEPARATOR "%s", node_label(node, LANGUAGE_RU, arena),
                     node_label(node, LANGUAGE_EN, arena));
    diag_add(pruning->diags, message, node_pos(pruning->council, node),
             node_path(pruning->council, node, arena), label, NULL);
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
    const struct node *parent = node_child(case_root(pruning->council), list);
    size_t count = 0;
    const struct node **people =
        parent ? node_children(parent, "person", pruning->arena, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const char *id = node_attribute(people[i], "person", pruning->arena);
        if (!id || !has_word(pruning->speakers, id))
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
        if (belonging(pruning, cases_of(pruning, nodes[i], inherited)) != BELONGS_TO_CASE)
            drop(pruning, nodes[i]);
}

/* A speech or decision about the case stays. */
static void keep_text(struct pruning *pruning, const struct node *node, const char *inherited)
{
    const char *by = node_attribute(node, "by", pruning->arena);
    if (by)
        pruning->speakers = arena_printf(pruning->arena, "%s%s ", pruning->speakers, by);
    prune_appendices(pruning, node, cases_of(pruning, node, inherited));
}

/* True when all of the list stays. */
static bool prune_texts(struct pruning *pruning, const struct node *list, const char *name,
                        const char *inherited)
{
    bool whole = true;
    size_t count = 0;
    const struct node **nodes = list ? node_children(list, name, pruning->arena, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        switch (belonging(pruning, cases_of(pruning, nodes[i], inherited))) {
        case BELONGS_TO_CASE: keep_text(pruning, nodes[i], inherited); break;
        case BELONGS_TO_SEVERAL: complain(pruning, MESSAGE_EXTRACT_SEVERAL, nodes[i]); break;
        case BELONGS_TO_NOBODY:
        case BELONGS_TO_OTHERS:
            drop(pruning, nodes[i]);
            whole = false;
            break;
        }
    }
    return whole;
}

static bool list_concerns(const struct pruning *pruning, const struct node *list, const char *name,
                          const char *inherited)
{
    size_t count = 0;
    const struct node **nodes = list ? node_children(list, name, pruning->arena, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const char *cases = cases_of(pruning, nodes[i], inherited);
        if (cases && has_word(cases, pruning->id))
            return true;
    }
    return false;
}

static bool item_concerns(const struct pruning *pruning, const struct node *item, const char *cases)
{
    return (cases && has_word(cases, pruning->id)) ||
           list_concerns(pruning, node_child(item, "heard"), "speech", cases) ||
           list_concerns(pruning, node_child(item, "said"), "speech", cases) ||
           list_concerns(pruning, node_child(item, "decided"), "decision", cases);
}

/* The subject of an item without a case of its own is one for all, and names nobody. */
static void prune_title(struct pruning *pruning, const struct node *item, const char *cases)
{
    enum belonging const whose = belonging(pruning, cases);
    if (whose != BELONGS_TO_CASE && whose != BELONGS_TO_NOBODY)
        complain(pruning, MESSAGE_EXTRACT_TITLE, item);
}

static void prune_item(struct pruning *pruning, const struct node *item)
{
    const char *cases = cases_of(pruning, item, NULL);
    if (!item_concerns(pruning, item, cases)) {
        drop(pruning, item);
        return;
    }
    const struct node *decided = node_child(item, "decided");
    pruning->kept++;
    prune_title(pruning, item, cases);
    prune_appendices(pruning, item, cases);
    prune_texts(pruning, node_child(item, "heard"), "speech", cases);
    prune_texts(pruning, node_child(item, "said"), "speech", cases);
    bool const whole = prune_texts(pruning, decided, "decision", cases);
    const struct node *vote = decided ? node_child(decided, "vote") : NULL;
    if (vote && !whole) /* it was about more than what is left */
        drop(pruning, vote);
}

static void prune_all(struct pruning *pruning)
{
    const struct node *agenda = node_child(case_root(pruning->council), "agenda");
    size_t count = 0;
    const struct node **items =
        agenda ? node_children(agenda, "item", pruning->arena, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        prune_item(pruning, items[i]);
    prune_people(pruning, "present");
    prune_people(pruning, "invited");
    if (!pruning->kept)
        diag_add(pruning->diags, MESSAGE_EXTRACT_NOTHING,
                 node_pos(pruning->council, case_root(pruning->council)), "/minutes", NULL);
}

static bool is_dropped(const struct pruning *pruning, const struct node *node)
{
    for (const struct dropped *dropped = pruning->dropped; dropped; dropped = dropped->next)
        if (dropped->node == node)
            return true;
    return false;
}

/* What was found is told as it will be: before anything is removed, since labels count. */
static void check_names(struct pruning *pruning, const struct node *node)
{
    size_t count;
    const struct node **children = node_children(node, NULL, pruning->arena, &count);
    bool const is_text = !count || node_child(node, "p");
    if (is_text)
        strangers_check_text(pruning->strangers, node);
    else if (node_child(node, "surname"))
        strangers_check_person(pruning->strangers, node);
    for (size_t i = 0; i < count && !is_text; i++)
        if (!is_dropped(pruning, children[i]) && strcmp(node_name(children[i]), "cases") != 0)
            check_names(pruning, children[i]);
}

bool extract_prune(struct casefile *council, const char *id, const char *allowed,
                   struct diags *diags)
{
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    struct pruning pruning = {
        .council = council, .id = id, .arena = arena_new(), .diags = diags, .speakers = " "};
    prune_all(&pruning);
    pruning.strangers =
        strangers_find(council, id, pruning.speakers, allowed, pruning.arena, diags);
    strangers_check_attribute(pruning.strangers, case_root(council), "file-number");
    check_names(&pruning, case_root(council));
    for (const struct dropped *dropped = pruning.dropped; dropped; dropped = dropped->next)
        node_remove(council, dropped->node);
    arena_free(pruning.arena);
    return diags_at_least(diags, SEVERITY_ERROR) == before;
}
