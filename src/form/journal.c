/*
 * journal.c - a form of many cases: which of them, and in what order.
 */
#include "form/resolve.h"

#include "russian/names.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    const struct casefile *casefile;
    const char *key;
    size_t place; /* among those that came */
};

bool form_is_journal(const struct form *form)
{
    return form->is_journal;
}

bool journal_takes(const struct form *form, const struct casefile *casefile)
{
    return form->is_journal && form_names_status(form, case_status(casefile));
}

/* Dates and names both sort by their letters; a case without a key comes last. */
static int compare(const void *a, const void *b)
{
    const struct entry *first = a;
    const struct entry *second = b;
    int const order = *first->key && *second->key ? strcmp(first->key, second->key)
                                                  : !*first->key - !*second->key;
    return order ? order : first->place < second->place ? -1 : first->place > second->place;
}

/* A person sorts by the whole name. */
static const char *key_of(const struct form *form, const struct casefile *casefile,
                          struct arena *arena)
{
    size_t count = 0;
    const struct node **nodes =
        form->order ? query_nodes(form->order, case_root(casefile), arena, &count) : NULL;
    if (!count)
        return "";
    struct text key = TEXT_EMPTY;
    const struct name *name = node_person(nodes[0], arena);
    if (*name_in_full(arena, name))
        collation_add_name(&key, name);
    else
        collation_add(&key, node_text(nodes[0], arena));
    return text_take(&key, arena);
}

void journal_sort(struct resolver *resolver, const struct resolve_options *options)
{
    struct arena *arena = resolver->arena;
    struct entry *entries = ARENA_ARRAY(arena, options->case_count, struct entry);
    const struct casefile **sorted =
        ARENA_ARRAY(arena, options->case_count, const struct casefile *);
    size_t count = 0;
    for (size_t i = 0; i < options->case_count; i++)
        if (journal_takes(resolver->form, options->cases[i]))
            entries[count++] = (struct entry){options->cases[i],
                                              key_of(resolver->form, options->cases[i], arena), i};
    if (count)
        qsort(entries, count, sizeof *entries, compare);
    for (size_t i = 0; i < count; i++)
        sorted[i] = entries[i].casefile;
    resolver->cases = sorted;
    resolver->case_count = count;
}
