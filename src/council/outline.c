#include "council/outline.h"

#include "base/arena.h"

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
static const char *escape(const char *value, struct arena *arena)
{
    struct text parted = TEXT_EMPTY;
    struct text safe = TEXT_EMPTY;
    for (; *value; value++) {
        if (*value == '-' && parted.len && parted.data[parted.len - 1] == '-')
            text_add_char(&parted, ' ');
        text_add_char(&parted, *value);
    }
    text_add_xml(&safe, text_string(&parted));
    text_free(&parted);
    return text_take(&safe, arena);
}

static void add_line(struct text *out, struct line line, const struct outline_case *one)
{
    struct arena *arena = arena_new();
    if (one) {
        struct text_slot const slots[] = {
            {"file", escape(one->file, arena)},     {"id", escape(one->id, arena)},
            {"name", escape(one->name, arena)},     {"genitive", escape(one->genitive, arena)},
            {"dative", escape(one->dative, arena)}, {NULL, NULL},
        };
        text_fill(out, arena_strndup(arena, line.start, line.length), slots);
    } else {
        text_add_bytes(out, line.start, line.length);
    }
    text_add_char(out, '\n');
    arena_free(arena);
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
