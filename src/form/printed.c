/*
 * printed.c - what a form prints, from its blocks; see printed.h.
 */
#include "form/printed.h"

#include "form/model.h"

#include <ctype.h>
#include <string.h>

struct finder {
    struct arena *arena;
    struct printed **tail;
    long left; /* places and parts that may still be told; below 0: there were more */
};

/* ---- paths ------------------------------------------------------------------------- */

/* Behind the conditions in brackets at a place. */
static const char *skip_conditions(const char *at)
{
    int depth = 0;
    for (; *at && (depth || *at == '['); at++) {
        if (*at == '\'' || *at == '"') {
            const char *end = strchr(at + 1, *at);
            if (!end)
                return "[";
            at = end;
        }
        depth += (*at == '[') - (*at == ']');
    }
    return at;
}

static bool is_of_name(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || byte == '-' || byte == '.';
}

/* Appends a step of an expression; NULL when it is more than a name, else what comes behind it. */
static const char *take_step(const char *at, struct text *path)
{
    if (strncmp(at, "c:", 2) == 0 || strncmp(at, "m:", 2) == 0)
        at += 2;
    const char *start = at;
    at += *at == '@';
    while (is_of_name(*at))
        at++;
    if (at == start + (*start == '@') || strncmp(start, "..", 2) == 0)
        return NULL;
    if (at != start + 1 || *start != '.') {
        text_add(path, path->len ? "/" : "");
        text_add_bytes(path, start, (size_t)(at - start));
    }
    return skip_conditions(at);
}

/* An expression, from a context, as a path of names; NULL when it is none. */
static const char *path_of(const struct finder *finder, const char *context, const char *xpath)
{
    struct text path = TEXT_EMPTY;
    text_add(&path, context);
    const char *at = take_step(xpath, &path);
    while (at && *at == '/')
        at = take_step(at + 1, &path);
    if (at && !*at)
        return text_take(&path, finder->arena);
    text_free(&path);
    return NULL;
}

static const char *query_path(const struct finder *finder, const char *context,
                              const struct query *query)
{
    return query ? path_of(finder, context, query_text(query)) : NULL;
}

/* ---- parts ------------------------------------------------------------------------- */

/* False when no more may be told. */
static bool take(struct finder *finder)
{
    finder->left -= finder->left >= 0;
    return finder->left >= 0;
}

static struct printed *add(struct finder *finder, const struct block_def *def,
                           enum printed_kind kind)
{
    struct printed *printed = ARENA_NEW(finder->arena, struct printed);
    printed->kind = kind;
    printed->pos = def->pos;
    if (take(finder))
        LIST_APPEND(finder->tail, printed);
    return printed;
}

static struct printed_part *add_part(struct finder *finder, struct printed *printed,
                                     const char *path)
{
    struct printed_part **tail = &printed->parts;
    while (*tail)
        tail = &(*tail)->next;
    *tail = ARENA_NEW(finder->arena, struct printed_part);
    (*tail)->path = path;
    return *tail;
}

/* A name and what stands of the same person behind it are one piece of data. */
static bool is_there(const struct printed *printed, const char *path, const char *vocabulary)
{
    const struct printed_part *part = printed->parts;
    while (part && (strcmp(part->path, path) != 0 || part->vocabulary != vocabulary))
        part = part->next;
    return part != NULL;
}

static void add_piece(struct finder *finder, struct printed *printed, const char *path,
                      const char *words, const char *label)
{
    if (!path || !*path || is_there(printed, path, words) || !take(finder))
        return;
    struct printed_part *added = add_part(finder, printed, path);
    added->label = label;
    added->vocabulary = words;
}

static void add_put(struct finder *finder, struct printed *printed, const struct put *put,
                    const char *context, const char *label)
{
    if (!put || put->value || put->say || put->filter == FILTER_ORDINAL)
        return;
    const char *words =
        put->filter == FILTER_LOOKUP && put->vocabulary ? put->vocabulary->id : NULL;
    add_piece(finder, printed, put->select ? query_path(finder, context, put->select) : context,
              words, label);
}

/* A caption without its brackets: what a place to write is for. */
static const char *caption_words(const struct finder *finder, const char *caption)
{
    size_t const length = strlen(caption);
    bool const has_brackets = length > 2 && *caption == '(' && caption[length - 1] == ')';
    return has_brackets ? arena_strndup(finder->arena, caption + 1, length - 2) : caption;
}

/* The data of a phrase; label is that of a column, or NULL. */
static void add_data(struct finder *finder, struct printed *printed, const struct phrase *phrase,
                     const char *context, const char *label)
{
    for (const struct part *part = phrase->parts; part; part = part->next) {
        add_put(finder, printed, part->put, context, label);
        if (part->blank) {
            const char *caption = part->blank->blank.caption;
            add_put(finder, printed, part->blank->put, context,
                    caption ? caption_words(finder, caption) : label);
        }
        if (part->alternatives)
            add_piece(finder, printed, query_path(finder, context, part->alternatives->select),
                      part->alternatives->vocabulary, label);
    }
}

static const char *item_context(const struct finder *finder, const char *context,
                                const struct item_def *item)
{
    return item->path ? path_of(finder, context, item->path) : context;
}

static void find_blocks(struct finder *finder, const struct block_def *def, const char *context);

static void add_items(struct finder *finder, struct printed *printed, const struct item_def *items,
                      const char *context)
{
    for (const struct item_def *item = items; item; item = item->next) {
        const char *path = item_context(finder, context, item);
        if (!path)
            continue;
        if (!printed->path && *path)
            printed->path = path;
        add_data(finder, printed, &item->phrase, path, NULL);
        find_blocks(finder, item->blocks, path);
    }
}

/* ---- blocks ------------------------------------------------------------------------ */

static void find_choices(struct finder *finder, const struct block_def *def, const char *context)
{
    struct printed *printed = add(finder, def, PRINTED_CHOICES);
    printed->path = query_path(finder, context, def->as.choices.select);
    printed->label = phrase_words(&def->as.choices.label, finder->arena);
    printed->vocabulary = def->as.choices.vocabulary;
    const struct option_def *option = def->as.choices.options;
    for (; option && take(finder); option = option->next) {
        const struct item_def *details = option->details;
        const char *path = details ? item_context(finder, context, details) : NULL;
        struct printed_part *part = add_part(finder, printed, path && *path ? path : NULL);
        part->code = option->code;
        part->label = phrase_words(&option->phrase, finder->arena);
        if (!*part->label)
            part->label = phrase_words(&option->term, finder->arena);
        part->asked = option->lines > 0;
    }
}

/* What stands above a column, from the top. */
static const char *head_of(const struct finder *finder, const struct row_def *head, int column)
{
    struct text out = TEXT_EMPTY;
    for (const struct row_def *row = head; row; row = row->next)
        for (const struct cell_def *cell = row->cells; cell; cell = cell->next)
            if (column >= cell->column && column < cell->column + cell->colspan)
                text_add_item(&out, ": ", phrase_words(&cell->phrase, finder->arena));
    return text_take(&out, finder->arena);
}

static void add_cell(struct finder *finder, struct printed *printed, const struct cell_def *cell,
                     const char *context, const char *head)
{
    add_data(finder, printed, &cell->phrase, context, head);
    for (const struct cell_part *part = cell->parts; part; part = part->next)
        for (const struct item_def *item = part->items; item; item = item->next) {
            const char *path = item_context(finder, context, item);
            if (path)
                add_data(finder, printed, &item->phrase, path, head);
        }
}

static void find_table(struct finder *finder, const struct block_def *def, const char *context)
{
    for (const struct rows_def *rows = def->as.table.body; rows; rows = rows->next) {
        struct printed *printed = add(finder, def, PRINTED_TABLE);
        printed->label = def->as.table.summary;
        const char *path = query_path(finder, context, rows->select);
        const char *inside = path ? path : context;
        printed->path = path && *path ? path : NULL; /* a journal's row may be of the case itself */
        if (rows->select && !path)
            continue;
        for (const struct row_def *row = rows->rows; row; row = row->next)
            for (const struct cell_def *cell = row->cells; cell; cell = cell->next)
                add_cell(finder, printed, cell, inside,
                         head_of(finder, def->as.table.head, cell->column));
    }
}

static void find_signers(struct finder *finder, const struct block_def *def, const char *context)
{
    const struct signer_def *signer = def->as.signatures.signers;
    for (; signer; signer = signer->next) {
        struct printed *printed = add(finder, def, PRINTED_SIGNER);
        if (signer->position.parts)
            printed->label = phrase_words(&signer->position, finder->arena);
        printed->role = signer->role;
        printed->role_from = query_path(finder, context, signer->role_from);
        printed->date = query_path(finder, context, signer->date);
        printed->others = signer->others;
        if (signer->each)
            printed->path = query_path(finder, context, signer->each);
        if (signer->persons)
            printed->path = query_path(finder, context, signer->persons->select);
    }
}

static void find_text(struct finder *finder, const struct block_def *def,
                      const struct phrase *phrase, const char *context)
{
    struct printed found = {0};
    add_data(finder, &found, phrase, context, NULL);
    if (found.parts)
        add(finder, def, PRINTED_TEXT)->parts = found.parts;
}

static void find_items(struct finder *finder, const struct block_def *def,
                       const struct phrase *label, const struct item_def *items,
                       const char *context)
{
    struct printed *printed = add(finder, def, PRINTED_FIELD);
    printed->label = label ? phrase_words(label, finder->arena) : NULL;
    add_items(finder, printed, items, context);
}

static void find_block(struct finder *finder, const struct block_def *def, const char *context)
{
    const char *inside;
    switch (def->kind) {
    case DEF_LETTERHEAD: break;
    case DEF_MARK: find_items(finder, def, NULL, def->as.mark.lines, context); break;
    case DEF_HEADING: find_text(finder, def, &def->as.heading.phrase, context); break;
    case DEF_PARAGRAPH: find_text(finder, def, &def->as.paragraph.phrase, context); break;
    case DEF_FIELD:
        find_items(finder, def, &def->as.field.label, def->as.field.items, context);
        break;
    case DEF_LIST: find_items(finder, def, NULL, def->as.list.items, context); break;
    case DEF_CHOICES: find_choices(finder, def, context); break;
    case DEF_TABLE: find_table(finder, def, context); break;
    case DEF_SIGNATURES: find_signers(finder, def, context); break;
    case DEF_FRAME: find_blocks(finder, def->as.frame.inner, context); break;
    case DEF_IF: find_blocks(finder, def->as.inner, context); break;
    case DEF_FOR:
        inside = query_path(finder, context, def->as.repeat.select);
        if (inside)
            find_blocks(finder, def->as.repeat.inner, inside);
        break;
    }
}

static void find_blocks(struct finder *finder, const struct block_def *def, const char *context)
{
    for (; def && finder->left >= 0; def = def->next)
        find_block(finder, def, context);
}

/* ---- forms ------------------------------------------------------------------------- */

struct printed *form_printed(const struct form *form, struct arena *arena, bool *whole)
{
    struct printed *first = NULL;
    struct finder finder = {.arena = arena, .tail = &first, .left = PRINTED_MOST};
    find_blocks(&finder, form->blocks, "");
    *whole = finder.left >= 0;
    return first;
}

const char *form_date_path(const struct form *form, struct arena *arena)
{
    struct finder const finder = {.arena = arena};
    return query_path(&finder, "", form->date);
}
