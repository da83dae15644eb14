#include "import/pieces.h"

#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 16 };

struct reading {
    const char *at;
    struct arena *arena;
    bool is_broken;
};

static const char blanks[] = " \t\r\n";

/* ---- characters -------------------------------------------------------------------- */

/* Appends what a reference stands for, and returns the place behind it. */
static const char *add_reference(struct text *out, const char *at)
{
    static const char *const names[] = {"amp;", "lt;", "gt;", "quot;", "apos;"};
    static const char signs[] = "&<>\"'";
    const char *name = at + 1;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(name, names[i], strlen(names[i])) == 0) {
            text_add_char(out, signs[i]);
            return name + strlen(names[i]);
        }
    if (*name == '#') {
        bool const hexadecimal = name[1] == 'x';
        char *rest;
        unsigned long const code = strtoul(name + 1 + hexadecimal, &rest, hexadecimal ? 16 : 10);
        if (*rest == ';' && code && code <= 0x10FFFF) {
            text_add_utf8(out, (uint32_t)code);
            return rest + 1;
        }
    }
    text_add_char(out, '&');
    return name;
}

static void add_characters(struct text *out, const char *at, const char *end)
{
    while (at < end) {
        if (*at == '&')
            at = add_reference(out, at);
        else
            text_add_char(out, *at++);
    }
}

/* As the reader keeps it, so that two texts are compared as cases are. */
static const char *take(struct reading *reading, struct text *text)
{
    unicode_clean(text);
    text_fold(text, true);
    unicode_normalise(text);
    return text_take(text, reading->arena);
}

/* ---- tags ------------------------------------------------------------------------------ */

static bool starts(const char *at, const char *with)
{
    return strncmp(at, with, strlen(with)) == 0;
}

/* Behind the next such mark; broken when there is none. */
static void skip_past(struct reading *reading, const char *mark)
{
    const char *found = strstr(reading->at, mark);
    reading->is_broken |= !found;
    reading->at = found ? found + strlen(mark) : reading->at + strlen(reading->at);
}

static const char *read_name(struct reading *reading)
{
    size_t const length = strcspn(reading->at, " \t\r\n/>=");
    const char *name = arena_strndup(reading->arena, reading->at, length);
    reading->is_broken |= !length;
    reading->at += length;
    return name;
}

static struct piece_attribute *read_attribute(struct reading *reading)
{
    struct piece_attribute *attribute = ARENA_NEW(reading->arena, struct piece_attribute);
    struct text value = TEXT_EMPTY;
    attribute->start = reading->at;
    reading->at += strspn(reading->at, blanks);
    attribute->name = read_name(reading);
    reading->at += strspn(reading->at, blanks);
    reading->is_broken |= *reading->at != '=';
    reading->at += *reading->at == '=';
    reading->at += strspn(reading->at, blanks);
    char const quote = *reading->at;
    const char *end = quote == '"' || quote == '\'' ? strchr(reading->at + 1, quote) : NULL;
    reading->is_broken |= !end;
    if (!end)
        return attribute;
    add_characters(&value, reading->at + 1, end);
    attribute->value = take(reading, &value);
    reading->at = end + 1;
    attribute->end = reading->at;
    return attribute;
}

static void read_attributes(struct reading *reading, struct piece *piece)
{
    struct piece_attribute **tail = &piece->attributes;
    for (;;) {
        const char *next = reading->at + strspn(reading->at, blanks);
        if (reading->is_broken || *next == '>' || (next[0] == '/' && next[1] == '>')) {
            piece->is_empty = *next == '/';
            reading->at = next + (*next == '/') + (*next != '\0');
            return;
        }
        if (!*next || next == reading->at)
            reading->is_broken = true;
        else
            LIST_APPEND(tail, read_attribute(reading));
    }
}

static struct piece *read_element(struct reading *reading, int depth);

/* What lies between two tags goes to words, unless nobody reads them. */
static void read_content(struct reading *reading, struct piece *piece, int depth)
{
    struct piece **tail = &piece->first;
    struct text words = TEXT_EMPTY;
    struct text lines = TEXT_EMPTY;
    bool others = false;
    while (!reading->is_broken && !starts(reading->at, "</")) {
        const char *next = strchr(reading->at, '<');
        reading->is_broken |= !next;
        if (!next)
            break;
        add_characters(&words, reading->at, next);
        reading->at = next;
        if (starts(next, "<!--")) {
            skip_past(reading, "-->");
        } else if (starts(next, "<![CDATA[")) {
            skip_past(reading, "]]>");
            text_add_bytes(&words, next + 9, (size_t)(reading->at - next) - 12);
        } else if (starts(next, "<?")) {
            skip_past(reading, "?>");
        } else if (!starts(next, "</")) {
            struct piece *child = read_element(reading, depth + 1);
            LIST_APPEND(tail, child);
            bool const is_line = strcmp(child->name, "p") == 0;
            others = others || !is_line;
            if (is_line)
                text_add_item(&lines, "\n", child->text);
        }
    }
    const char *own = take(reading, &words);
    piece->text = others ? ""
                         : arena_printf(reading->arena, "%s%s%s", own,
                                        *own && lines.len ? "\n" : "", text_string(&lines));
    text_free(&lines);
}

static struct piece *read_element(struct reading *reading, int depth)
{
    struct piece *piece = ARENA_NEW(reading->arena, struct piece);
    piece->start = reading->at;
    piece->text = "";
    reading->is_broken |= depth > DEEPEST || *reading->at != '<';
    reading->at += *reading->at == '<';
    const char *name = read_name(reading);
    const char *colon = strchr(name, ':');
    piece->name = colon ? colon + 1 : name;
    piece->prefix = colon ? arena_strndup(reading->arena, name, (size_t)(colon - name) + 1) : "";
    if (!reading->is_broken)
        read_attributes(reading, piece);
    piece->inside = piece->close = piece->end = reading->at;
    if (piece->is_empty || reading->is_broken)
        return piece;
    read_content(reading, piece, depth);
    piece->close = reading->at;
    skip_past(reading, ">");
    piece->end = reading->at;
    return piece;
}

struct piece *pieces_read(const char *text, struct arena *arena)
{
    struct reading reading = {.at = text, .arena = arena};
    for (;;) {
        const char *next = strchr(reading.at, '<');
        if (!next || reading.is_broken)
            return NULL;
        reading.at = next;
        if (starts(next, "<?"))
            skip_past(&reading, "?>");
        else if (starts(next, "<!--"))
            skip_past(&reading, "-->");
        else
            break;
    }
    struct piece *root = read_element(&reading, 0);
    return reading.is_broken ? NULL : root;
}

const char *piece_value(const struct piece *piece, const char *name)
{
    for (const struct piece_attribute *at = piece->attributes; at; at = at->next)
        if (strcmp(at->name, name) == 0)
            return at->value;
    return NULL;
}

struct piece *piece_child(const struct piece *piece, const char *name)
{
    struct piece *child = piece->first;
    while (child && strcmp(child->name, name) != 0)
        child = child->next;
    return child;
}
