/*
 * fold.c - white space and stretches taken out of a text; see text.h.
 */
#include "base/text.h"

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Without a way out of the loop the compiler looks at many bytes at a time. */
static bool is_folded(const struct text *text)
{
    unsigned char found = 0;
    for (size_t i = 0; i < text->len; i++) {
        char const byte = text->data[i];
        char const next = text->data[i + 1]; /* at last the closing NUL */
        found |= (byte == '\t') | (byte == '\n') | (byte == '\r') | ((byte == ' ') & (next == ' '));
    }
    return !found;
}

void text_fold(struct text *text, bool trim)
{
    size_t kept = 0;
    bool const ends = text->len && (*text->data == ' ' || text->data[text->len - 1] == ' ');
    if (is_folded(text) && !(trim && ends))
        return;
    for (size_t i = 0; i < text->len; i++) {
        bool const space = is_space(text->data[i]);
        if (space && (kept ? text->data[kept - 1] == ' ' : trim))
            continue;
        text->data[kept++] = space ? ' ' : text->data[i];
    }
    if (trim && kept && text->data[kept - 1] == ' ')
        kept--;
    text->len = kept;
    if (text->data)
        text->data[kept] = '\0';
}

void text_cut(struct text *text, const char *open, const char *close)
{
    const char *from = text_string(text);
    const char *start;
    const char *end;
    char *to = text->data;
    while ((start = strstr(from, open)) != NULL && (end = strstr(start, close)) != NULL) {
        memmove(to, from, (size_t)(start - from));
        to += start - from;
        for (from = end + strlen(close); start < from; start++)
            if (*start == '\n')
                *to++ = '\n';
    }
    if (!to)
        return;
    size_t const rest = text->len - (size_t)(from - text->data); /* with what follows a NUL */
    memmove(to, from, rest + 1);
    text->len = (size_t)(to - text->data) + rest;
}
