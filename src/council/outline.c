#include "council/outline.h"

/* A line of the template, without its line feed. */
struct line {
    const char *start;
    size_t length;
};

static struct line line_at(const char *at)
{
    return (struct line){.start = at, .length = strcspn(at, "\n")};
}

static const char *next_line(struct line line)
{
    const char *end = line.start + line.length;
    return *end ? end + 1 : end;
}

static bool is(struct line line, const char *text)
{
    return strlen(text) == line.length && memcmp(line.start, text, line.length) == 0;
}

/* ---- conditions -------------------------------------------------------------------- */

static bool is_status(const struct outline_case *one, const char *status)
{
    return one && strcmp(one->status, status) == 0;
}

static bool holds(struct line trait, const struct outline_case *one, bool none)
{
    bool const completed = is_status(one, "completed");
    bool const not_held = is_status(one, "not-held");
    const struct {
        const char *name;
        bool holds;
    } traits[] = {
        {"none", none},
        {"genitive", one && *one->genitive},
        {"plain", one && !*one->genitive},
        {"dative", one && *one->dative},
        {"no-dative", one && !*one->dative},
        {"completed", completed},
        {"not-held", not_held},
        {"concluded", completed || not_held},
        {"going", one && !completed && !not_held},
        {"first", one && one->first},
    };
    for (size_t i = 0; i < sizeof traits / sizeof *traits; i++)
        if (is(trait, traits[i].name))
            return traits[i].holds;
    return false;
}

/* Takes the conditions off the line; false when one of them does not hold. */
static bool is_wanted(struct line *line, const struct outline_case *one, bool none)
{
    while (line->length > 4 && memcmp(line->start, "<?", 2) == 0 &&
           memcmp(line->start, "<?xml", 5) != 0) {
        const char *end = memchr(line->start, '>', line->length);
        if (!end || end[-1] != '?')
            break;
        struct line const trait = {.start = line->start + 2,
                                   .length = (size_t)(end - line->start) - 3};
        if (!holds(trait, one, none))
            return false;
        line->length -= (size_t)(end + 1 - line->start);
        line->start = end + 1;
    }
    return true;
}

/* ---- values ------------------------------------------------------------------------- */

/* Escaped; two hyphens in a row, which no comment may hold, get a space between them. */
static void add_value(struct text *out, const char *value)
{
    struct text safe = TEXT_EMPTY;
    for (; *value; value++) {
        if (*value == '-' && safe.len && safe.data[safe.len - 1] == '-')
            text_add_char(&safe, ' ');
        text_add_char(&safe, *value);
    }
    text_add_xml(out, text_string(&safe));
    text_free(&safe);
}

static const char *value_of(struct line slot, const struct outline_case *one)
{
    if (!one)
        return NULL;
    const struct {
        const char *name;
        const char *value;
    } values[] = {
        {"{file}", one->file},         {"{id}", one->id},         {"{name}", one->name},
        {"{genitive}", one->genitive}, {"{dative}", one->dative},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (is(slot, values[i].name))
            return values[i].value;
    return NULL;
}

static void add_line(struct text *out, struct line line, const struct outline_case *one)
{
    const char *const end = line.start + line.length;
    for (const char *at = line.start; at < end;) {
        const char *close = *at == '{' ? memchr(at, '}', (size_t)(end - at)) : NULL;
        struct line const slot = {.start = at, .length = close ? (size_t)(close - at) + 1 : 0};
        const char *value = close ? value_of(slot, one) : NULL;
        if (value)
            add_value(out, value);
        else
            text_add_char(out, *at);
        at += value ? slot.length : 1;
    }
    text_add_char(out, '\n');
}

/* ---- the file -------------------------------------------------------------------------- */

/* The lines from at to the end of the block, for one case; returns the place behind it. */
static const char *add_block(struct text *out, const char *at, const struct outline_case *one)
{
    while (*at) {
        struct line line = line_at(at);
        at = next_line(line);
        if (is(line, "<?end?>"))
            break;
        if (one && is_wanted(&line, one, false))
            add_line(out, line, one);
    }
    return at;
}

void outline_write(const char *template, const struct outline_case *cases, size_t count,
                   struct text *out)
{
    for (const char *at = template; *at;) {
        struct line line = line_at(at);
        at = next_line(line);
        if (is(line, "<?case?>")) {
            const char *block = at;
            at = add_block(out, block, NULL);
            for (size_t i = 0; i < count; i++)
                add_block(out, block, &cases[i]);
        } else if (is_wanted(&line, NULL, count == 0)) {
            add_line(out, line, NULL);
        }
    }
}
