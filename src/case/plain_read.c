/*
 * plain_read.c - reads plain expressions; see plain.h.
 *
 * Every function reads one thing at the cursor and moves it on; NULL says that
 * what stands there is not plain.  The machine has accepted the expression, so
 * that nothing here looks for mistakes.
 */
#include "case/plain.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>

struct reader {
    const char *at;
    struct arena *arena;
};

static const struct plain *read_value(struct reader *reader);
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

static bool is_path(const struct plain *plain)
{
    return plain && plain->kind == PLAIN_PATH;
}

/* What has a string: a boolean or a number compares by rules of its own. */
static bool is_value(const struct plain *plain)
{
    return plain && plain->kind <= PLAIN_FULL_NAME;
}

static const struct plain *read_not(struct reader *reader)
{
    const struct plain *of = closed(reader, read_question(reader));
    return of ? make(reader, (struct plain){.kind = PLAIN_NOT, .left = of}) : NULL;
}

/* Of the context node when nothing is said. */
static const struct plain *read_normalize_space(struct reader *reader)
{
    skip_space(reader);
    const struct plain *of =
        *reader->at == ')' ? make(reader, (struct plain){.kind = PLAIN_PATH}) : read_value(reader);
    return is_value(of) && closed(reader, of)
               ? make(reader, (struct plain){.kind = PLAIN_SPACE, .left = of})
               : NULL;
}

/* The arguments of a function of ours: none, a value or a path, and a path. */
static const struct plain *read_arguments(struct reader *reader, enum plain_kind kind)
{
    struct plain call = {.kind = kind};
    if (kind != PLAIN_TODAY && kind != PLAIN_APPROVED) {
        call.left = read_value(reader);
        if (kind == PLAIN_FULL_NAME ? !is_path(call.left) : !is_value(call.left))
            return NULL;
    }
    if (kind == PLAIN_LISTED) {
        call.right = take(reader, ",") ? read_value(reader) : NULL;
        if (!is_path(call.right))
            return NULL;
    }
    return closed(reader, make(reader, call));
}

static const struct plain *read_value(struct reader *reader)
{
    static const struct {
        const char *name;
        enum plain_kind kind;
    } functions[] = {
        {"f:day(", PLAIN_DAY},
        {"f:today(", PLAIN_TODAY},
        {"f:approved(", PLAIN_APPROVED},
        {"f:school-year(", PLAIN_SCHOOL_YEAR},
        {"f:full-name(", PLAIN_FULL_NAME},
        {"f:listed(", PLAIN_LISTED},
        {"f:initial(", PLAIN_INITIAL},
    };
    skip_space(reader);
    if (*reader->at == '\'' || *reader->at == '"')
        return read_literal(reader);
    if (take(reader, "("))
        return closed(reader, read_question(reader));
    if (take_word(reader, "not"))
        return take(reader, "(") ? read_not(reader) : NULL;
    if (take_word(reader, "normalize-space"))
        return take(reader, "(") ? read_normalize_space(reader) : NULL;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (take(reader, functions[i].name))
            return read_arguments(reader, functions[i].kind);
    return read_path(reader);
}

/* Of two days, the earlier first. */
static const struct plain *compare_days(struct reader *reader, const struct plain *left,
                                        const char *sign, const struct plain *right)
{
    if (!left || !right || left->kind != PLAIN_DAY || right->kind != PLAIN_DAY)
        return NULL;
    enum plain_kind const kind = sign[1] ? PLAIN_EARLIER_SAME : PLAIN_EARLIER;
    return *sign == '<' ? join(reader, kind, left->left, right->left)
                        : join(reader, kind, right->left, left->left);
}

static const struct plain *read_comparison(struct reader *reader)
{
    static const char *const signs[] = {"=", "!=", "<=", ">=", "<", ">"};
    enum { COUNT = sizeof signs / sizeof *signs };
    const struct plain *left = read_value(reader);
    size_t i = 0;
    while (i < COUNT && !take(reader, signs[i]))
        i++;
    if (i == COUNT)
        return left && left->kind != PLAIN_DAY ? left : NULL;
    const struct plain *right = read_value(reader);
    if (i > 1)
        return compare_days(reader, left, signs[i], right);
    return is_value(left) && is_value(right)
               ? join(reader, i ? PLAIN_UNEQUAL : PLAIN_EQUAL, left, right)
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
    while (plain && plain_has_nodes(plain) && take(&reader, "|"))
        plain = join(&reader, PLAIN_UNION, plain, read_path(&reader));
    skip_space(&reader);
    return *reader.at ? NULL : plain;
}
