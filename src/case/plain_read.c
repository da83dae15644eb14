/*
 * plain_read.c - reads plain expressions; see plain.h.
 *
 * Every function reads one thing at the cursor and moves it on; NULL says that
 * what stands there is not plain.  The machine has accepted the expression, so
 * that nothing here looks for mistakes.
 */
#include "case/plain_tree.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>

struct reader {
    const char *at;
    struct arena *arena;
};

static const struct plain *read_question(struct reader *reader);

/* ---- words ---------------------------------------------------------------------- */

static void skip_space(struct reader *reader)
{
    reader->at += strspn(reader->at, " \t\r\n");
}

static size_t name_length(const char *at)
{
    size_t length = 0;
    if (!isalpha((unsigned char)*at))
        return 0;
    while (isalnum((unsigned char)at[length]) || at[length] == '-' || at[length] == '_')
        length++;
    return length;
}

/* Takes a mark, or nothing when it is not the next one. */
static bool take(struct reader *reader, const char *mark)
{
    skip_space(reader);
    size_t const length = strlen(mark);
    if (strncmp(reader->at, mark, length) != 0)
        return false;
    reader->at += length;
    return true;
}

/* The same for a word, which a longer one is not. */
static bool take_word(struct reader *reader, const char *word)
{
    skip_space(reader);
    return name_length(reader->at) == strlen(word) && take(reader, word);
}

static const char *take_name(struct reader *reader)
{
    size_t const length = name_length(reader->at);
    const char *name = length ? arena_strndup(reader->arena, reader->at, length) : NULL;
    reader->at += length;
    return name;
}

static const struct plain *make(struct reader *reader, struct plain plain)
{
    struct plain *made = ARENA_NEW(reader->arena, struct plain);
    *made = plain;
    return made;
}

/* What two expressions make together; NULL when one of them is not there. */
static const struct plain *join(struct reader *reader, enum plain_kind kind,
                                const struct plain *left, const struct plain *right)
{
    return left && right ? make(reader, (struct plain){.kind = kind, .left = left, .right = right})
                         : NULL;
}

/* ---- paths ---------------------------------------------------------------------- */

static const char *take_prefix(struct reader *reader)
{
    static const struct kind *const kinds[] = {&kind_case, &kind_minutes};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t const length = strlen(kinds[i]->prefix);
        if (strncmp(reader->at, kinds[i]->prefix, length) == 0 && reader->at[length] == ':') {
            reader->at += length + 1;
            return kinds[i]->space;
        }
    }
    return NULL;
}

/* Predicates without positions in them hold or fail whatever their order. */
static bool read_predicates(struct reader *reader, struct step *step)
{
    while (take(reader, "[")) {
        const struct plain *predicate = read_question(reader);
        if (!predicate || !take(reader, "]"))
            return false;
        step->predicate =
            step->predicate ? join(reader, PLAIN_AND, step->predicate, predicate) : predicate;
    }
    return true;
}

/* Of a step with a name: which and where.  The parent's is told by "..". */
static bool read_test(struct reader *reader, struct step *step)
{
    if (take(reader, "..")) {
        step->axis = AXIS_PARENT;
        return true;
    }
    if (take(reader, "@")) {
        step->axis = AXIS_ATTRIBUTE;
    } else {
        step->axis = take(reader, "preceding-sibling::") ? AXIS_PRECEDING : AXIS_CHILD;
        step->space = take_prefix(reader);
        if (!step->space)
            return false;
    }
    step->name = take_name(reader);
    return step->name && read_predicates(reader, step);
}

/*
 * From one node its parent and its preceding siblings are reached in document
 * order and once, as long as nothing but parents comes before them.
 */
static bool may_follow(enum axis axis, const struct step *before)
{
    if (!before || before->axis == AXIS_PARENT)
        return true;
    return before->axis != AXIS_ATTRIBUTE && (axis == AXIS_CHILD || axis == AXIS_ATTRIBUTE);
}

static const struct plain *read_path(struct reader *reader)
{
    struct plain path = {.kind = PLAIN_PATH};
    const struct step **next = &path.steps;
    const struct step *before = NULL;
    skip_space(reader);
    if (reader->at[0] == '.' && reader->at[1] != '.') {
        reader->at++;
        return make(reader, path);
    }
    do {
        struct step *step = ARENA_NEW(reader->arena, struct step);
        if (!read_test(reader, step) || !may_follow(step->axis, before))
            return NULL;
        *next = step;
        next = &step->next;
        before = step;
    } while (take(reader, "/"));
    return make(reader, path);
}

/* ---- questions -------------------------------------------------------------------- */

static const struct plain *read_literal(struct reader *reader)
{
    const char *start = reader->at + 1;
    size_t const length = strcspn(start, *reader->at == '"' ? "\"" : "'");
    reader->at = start + length + 1;
    return make(reader, (struct plain){.kind = PLAIN_LITERAL,
                                       .literal = arena_strndup(reader->arena, start, length)});
}

static const struct plain *closed(struct reader *reader, const struct plain *plain)
{
    return plain && take(reader, ")") ? plain : NULL;
}

static const struct plain *read_not(struct reader *reader)
{
    const struct plain *of = take(reader, "(") ? closed(reader, read_question(reader)) : NULL;
    return of ? make(reader, (struct plain){.kind = PLAIN_NOT, .left = of}) : NULL;
}

static const struct plain *read_normalize_space(struct reader *reader)
{
    if (!take(reader, "("))
        return NULL;
    skip_space(reader);
    const struct plain *of =
        *reader->at == ')' ? make(reader, (struct plain){.kind = PLAIN_PATH}) : read_path(reader);
    return closed(reader, of) ? make(reader, (struct plain){.kind = PLAIN_SPACE, .left = of})
                              : NULL;
}

static const struct plain *read_listed(struct reader *reader)
{
    const struct plain *list = read_path(reader);
    const struct plain *nodes = list && take(reader, ",") ? read_path(reader) : NULL;
    return closed(reader, join(reader, PLAIN_LISTED, list, nodes));
}

static const struct plain *read_value(struct reader *reader)
{
    skip_space(reader);
    if (*reader->at == '\'' || *reader->at == '"')
        return read_literal(reader);
    if (take(reader, "("))
        return closed(reader, read_question(reader));
    if (take_word(reader, "not"))
        return read_not(reader);
    if (take_word(reader, "normalize-space"))
        return read_normalize_space(reader);
    if (take(reader, "f:listed("))
        return read_listed(reader);
    return read_path(reader);
}

/* A boolean compares by rules of its own: left to the machine. */
static bool is_value(const struct plain *plain)
{
    return plain && (plain->kind == PLAIN_PATH || plain->kind == PLAIN_LITERAL ||
                     plain->kind == PLAIN_SPACE);
}

static const struct plain *read_comparison(struct reader *reader)
{
    const struct plain *left = read_value(reader);
    bool const unequal = take(reader, "!=");
    if (!unequal && !take(reader, "="))
        return left;
    const struct plain *right = read_value(reader);
    return is_value(left) && is_value(right)
               ? join(reader, unequal ? PLAIN_UNEQUAL : PLAIN_EQUAL, left, right)
               : NULL;
}

static const struct plain *read_conjunction(struct reader *reader)
{
    const struct plain *left = read_comparison(reader);
    while (left && take_word(reader, "and"))
        left = join(reader, PLAIN_AND, left, read_comparison(reader));
    return left;
}

static const struct plain *read_question(struct reader *reader)
{
    const struct plain *left = read_conjunction(reader);
    while (left && take_word(reader, "or"))
        left = join(reader, PLAIN_OR, left, read_conjunction(reader));
    return left;
}

const struct plain *plain_compile(const char *xpath, struct arena *arena)
{
    struct reader reader = {.at = xpath, .arena = arena};
    const struct plain *plain = read_question(&reader);
    skip_space(&reader);
    return *reader.at ? NULL : plain;
}
