/*
 * form_label.c - what a form calls a field of a case; see model.h.
 */
#include "form/model.h"

#include "base/text.h"

#include <string.h>

/* True when an expression of a form, "c:decision/@date", leads to the path or to what contains it. */
static bool leads_to(const char *expression, const char *path)
{
    while (*expression) {
        if (strncmp(expression, "c:", 2) == 0)
            expression += 2;
        size_t const length = strcspn(expression, "/");
        if (strncmp(expression, path, length) != 0 || (path[length] && path[length] != '/'))
            return false;
        expression += length + (expression[length] == '/');
        path += length + (path[length] == '/');
    }
    return true;
}

const char *phrase_words(const struct phrase *phrase, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    for (const struct part *part = phrase->parts; part; part = part->next)
        if (part->literal)
            text_add(&out, part->literal);
    text_fold(&out, true);
    char *words = text_take(&out, arena);
    size_t const length = strlen(words);
    if (length && words[length - 1] == ':')
        words[length - 1] = '\0';
    return words;
}

static const struct phrase *label_of(const struct block_def *block, const char *path)
{
    if (!block->path || !leads_to(block->path, path))
        return NULL;
    return block->kind == DEF_FIELD     ? &block->as.field.label
           : block->kind == DEF_CHOICES ? &block->as.choices.label
                                        : NULL;
}

const char *form_label(const struct form *form, const char *path, struct arena *arena)
{
    for (const struct block_def *block = form->blocks; block; block = block->next) {
        const struct phrase *label = label_of(block, path);
        if (label)
            return phrase_words(label, arena);
    }
    return NULL;
}
