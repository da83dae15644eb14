/*
 * lost.c - what a case holds that no column has; see fill.h.
 */
#include "workbook/fill.h"

#include "base/arena.h"
#include "base/text.h"
#include "case/field.h"

#include <string.h>

void taken_add(struct taken *taken, const struct node *node)
{
    taken->nodes =
        arena_grow(taken->arena, taken->nodes, taken->count, &taken->cap, sizeof *taken->nodes);
    taken->nodes[taken->count++] = node;
}

static bool is_taken(const struct taken *taken, const struct node *node)
{
    for (size_t i = 0; i < taken->count; i++)
        if (taken->nodes[i] == node)
            return true;
    return false;
}

/* Names that the program makes itself, for what refers inside the case; and what all cases share. */
static bool is_made(const char *path)
{
    static const char *const made[] = {"@edition", "problems/problem/@id",
                                       "results/result/@problem", NULL};
    size_t i = 0;
    while (made[i] && strcmp(made[i], path) != 0)
        i++;
    return made[i] != NULL;
}

/* "/case/participants/participant[2]/@person" -> "participants/participant/@person". */
static const char *field_path(struct arena *arena, const struct node *node)
{
    struct text out = TEXT_EMPTY;
    const char *path = node_path(node, arena) + 1;
    path += strcspn(path, "/");
    for (path += *path == '/'; *path; path++) {
        if (*path == '[')
            path += strcspn(path, "]");
        else
            text_add_char(&out, *path);
    }
    return text_take(&out, arena);
}

/* What was found, each thing named once: "person's id". */
struct losses {
    const struct case_schema *schema;
    struct arena *arena;
    struct text list[2]; /* by enum language */
    struct text tops;    /* elements right below the case that a column takes something of */
    struct text names;   /* what is in the list, between line breaks */
};

/* A label for one of many, "material {n}", without its number. */
static const char *without_number(struct arena *arena, const char *label)
{
    const char *number = strstr(label, " {n}");
    return number ? arena_strndup(arena, label, (size_t)(number - label)) : label;
}

static void add_label(struct losses *losses, const char *const label[2])
{
    struct text mark = TEXT_EMPTY;
    text_format(&mark, "\n%s\n", label[LANGUAGE_RU]);
    if (!strstr(text_string(&losses->names), text_string(&mark))) {
        text_add(&losses->names, text_string(&mark));
        for (size_t i = 0; i < 2; i++)
            text_add_item(&losses->list[i], "; ", without_number(losses->arena, label[i]));
    }
    text_free(&mark);
}

static const char *top_of(struct arena *arena, const char *path)
{
    return arena_strndup(arena, path, strcspn(path, "/"));
}

/* What has nothing in the workbook at all is named as a whole: «материалы». */
static void add_loss(struct losses *losses, const char *path)
{
    struct case_field field;
    const char *top = top_of(losses->arena, path);
    bool const whole = !text_has_word(text_string(&losses->tops), top, strlen(top));
    if (case_schema_describe(losses->schema, whole ? top : path, losses->arena, &field))
        add_label(losses, field.label);
}

/* An element that holds others says nothing itself, unless they are its paragraphs. */
static bool says_something(const struct node *node, struct arena *arena)
{
    size_t all = 0;
    size_t paragraphs = 0;
    node_children(node, NULL, arena, &all);
    node_children(node, "p", arena, &paragraphs);
    return all == paragraphs && *node_text(node, arena);
}

static void find_losses(struct losses *losses, const struct query *everything,
                        const struct casefile *casefile, const struct taken *taken)
{
    struct arena *arena = losses->arena;
    size_t count = 0;
    const struct node **nodes = query_nodes(everything, case_root(casefile), arena, &count);
    for (size_t i = 0; i < taken->count; i++)
        text_add_item(&losses->tops, " ", top_of(arena, field_path(arena, taken->nodes[i])));
    for (size_t i = 0; i < count; i++) {
        const char *path = is_taken(taken, nodes[i]) ? NULL : field_path(arena, nodes[i]);
        if (path && !is_made(path) && says_something(nodes[i], arena))
            add_loss(losses, path);
    }
}

/* Names the case always: it may be the only one of its file, and many files are taken at once. */
static void tell(struct losses *losses, const struct casefile *casefile, struct diags *diags)
{
    if (!losses->list[LANGUAGE_RU].len)
        return;
    diag_add(diags, MESSAGE_WORKBOOK_LOST, node_pos(case_root(casefile)), NULL,
             diag_both(losses->arena, text_string(&losses->list[LANGUAGE_RU]),
                       text_string(&losses->list[LANGUAGE_EN])),
             NULL);
    if (!diags_get(diags, diags_count(diags) - 1)->cell.sheet)
        diags_set_cell(diags, &(struct diag_cell){.case_id = case_id(casefile)});
}

void lost_tell(const struct case_schema *schema, const struct query *everything,
               const struct casefile *casefile, const struct taken *taken, struct diags *diags)
{
    static const char *const links[] = {"ссылки строк 5.3 на проблемы",
                                        "references of rows of 5.3 to problems"};
    static const char *const changed[] = {
        "деление на абзацы или «;» там, где ячейка делится на строки",
        "paragraphs or “;” where the lines of a cell are parts"};
    struct arena *arena = arena_new();
    struct losses losses = {.schema = schema, .arena = arena};
    find_losses(&losses, everything, casefile, taken);
    if (taken->links)
        add_label(&losses, links);
    if (taken->changed)
        add_label(&losses, changed);
    tell(&losses, casefile, diags);
    for (size_t i = 0; i < 2; i++)
        text_free(&losses.list[i]);
    text_free(&losses.tops);
    text_free(&losses.names);
    arena_free(arena);
}
