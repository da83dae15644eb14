/*
 * resolve_items.c - lists of phrases, fixed ones and repeats; see resolve.h.
 */
#include "form/resolve.h"

#include "base/unicode.h"

#include <string.h>

static bool has_put(const struct phrase *phrase)
{
    const struct part *part = phrase->parts;
    while (part && !part->put)
        part = part->next;
    return part != NULL;
}

static void append_item(const struct resolver *resolver, struct item ***tail, struct para *text,
                        const char *marker)
{
    if (!text)
        return;
    struct item *item = ARENA_NEW(resolver->arena, struct item);
    item->text = text;
    item->marker = marker;
    LIST_APPEND(*tail, item);
}

/* The paragraphs among the blocks for one node, as one chain. */
static struct para *entry_paras(const struct resolver *resolver, const struct block_def *blocks,
                                const struct node *node)
{
    struct resolver inner = *resolver;
    struct block *first = NULL;
    struct block **blocks_tail = &first;
    struct para *text = NULL;
    struct para **tail = &text;
    inner.here = node;
    resolve_blocks(&inner, blocks, &blocks_tail);
    for (; first; first = first->next) {
        *tail = first->as.paragraph.text;
        while (*tail)
            tail = &(*tail)->next;
    }
    return text;
}

static const char *marker_text(const struct resolver *resolver, const struct phrase *phrase,
                               const struct node *node)
{
    struct text text = TEXT_EMPTY;
    const struct para *para = resolve_phrase(resolver, phrase, node, 0);
    for (const struct run *run = para ? para->first : NULL; run; run = run->next)
        text_add(&text, run->text);
    return text.len ? text_take(&text, resolver->arena) : NULL;
}

/* An entry of several paragraphs for every node. */
static void append_entries(const struct resolver *resolver, struct item ***tail,
                           const struct item_def *def, const struct node *root)
{
    size_t count;
    const struct node **nodes = resolve_nodes(resolver, def->select, root, &count);
    for (size_t i = 0; i < count; i++)
        append_item(resolver, tail, entry_paras(resolver, def->blocks, nodes[i]),
                    marker_text(resolver, &def->marker, nodes[i]));
}

/* A repeat with data in it is nothing without data; its wording alone would be a stump. */
static void append_each(const struct resolver *resolver, struct item ***tail,
                        const struct item_def *def, const struct node *root, unsigned flags)
{
    size_t count;
    const struct node **nodes = resolve_nodes(resolver, def->select, root, &count);
    for (size_t i = 0; i < count; i++) {
        bool has_data;
        struct para *text = resolve_data(resolver, &def->phrase, nodes[i], flags, &has_data);
        if (has_data || !has_put(&def->phrase))
            append_item(resolver, tail, text, NULL);
    }
}

/* «1. », «2) », «(3) », «1.Слитно», but no «1.5 часа»: whoever typed the text has numbered it. */
static bool is_numbered(const struct item *item)
{
    const struct run *run = item->text->first;
    const char *at = run ? run->text : "";
    at += *at == '(';
    size_t const digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 2 || (at[digits] != '.' && at[digits] != ')'))
        return false;
    const char *behind = at + digits + 1;
    return *behind == ' ' || strncmp(behind, "\u00A0", strlen("\u00A0")) == 0 ||
           unicode_begins_capital(behind);
}

/* Numbers before typed numbers would be «1) 1. »: a list that has the one goes without the other. */
static bool has_own_numbers(const struct item *items)
{
    while (items && !is_numbered(items))
        items = items->next;
    return items != NULL;
}

/* Makes items of the paragraphs of items. */
static void split_items(const struct resolver *resolver, struct item *items)
{
    for (struct item *item = items; item; item = item->next) {
        if (!item->text->next)
            continue;
        struct item *rest = ARENA_NEW(resolver->arena, struct item);
        *rest = (struct item){.next = item->next, .text = item->text->next};
        item->text->next = NULL;
        item->next = rest;
    }
}

static void set_markers(const struct resolver *resolver, struct item *items, enum marker marker)
{
    bool const numbers = marker == MARKER_NUMBERS || marker == MARKER_NUMBERS_IF_MANY;
    if (marker == MARKER_NONE || (marker == MARKER_NUMBERS_IF_MANY && (!items || !items->next)))
        return;
    if (numbers && has_own_numbers(items)) {
        split_items(resolver, items);
        return;
    }
    int number = 1;
    for (struct item *item = items; item; item = item->next, number++)
        item->marker = marker == MARKER_DASH ? "–"
                                             : arena_printf(resolver->arena, "%d%c", number,
                                                            marker == MARKER_ORDINALS ? '.' : ')');
}

struct item *resolve_items(const struct resolver *resolver, const struct item_def *items,
                           enum marker marker, unsigned flags)
{
    const struct node *root = resolver->here;
    struct item *first = NULL;
    struct item **tail = &first;
    for (const struct item_def *def = items; def; def = def->next) {
        if (!resolve_condition(resolver, &def->condition))
            continue;
        if (def->blocks)
            append_entries(resolver, &tail, def, root);
        else if (def->select)
            append_each(resolver, &tail, def, root, flags);
        else
            append_item(resolver, &tail, resolve_phrase(resolver, &def->phrase, root, flags), NULL);
    }
    set_markers(resolver, first, marker);
    return first;
}
