#include "import/pair.h"

#include "base/seen.h"

#include <string.h>

struct pairing {
    struct arena *arena;
    const char *covered;
};

typedef bool are_alike(const struct pairing *pairing, const struct piece *old,
                       const struct piece *new, const char *names);

static bool is_covered(const struct pairing *pairing, const char *names)
{
    return text_has_word(pairing->covered, names, strlen(names));
}

static const char *join(const struct pairing *pairing, const char *names, const char *name)
{
    return arena_printf(pairing->arena, "%s%s%s", names, *names ? "/" : "", name);
}

/* ---- likeness -------------------------------------------------------------------------- */

static const char *same(const char *value)
{
    return value ? value : "";
}

/* The covered attributes of one are those of the other; ids are made, not typed. */
static bool has_attributes_of(const struct pairing *pairing, const struct piece *one,
                              const struct piece *other, const char *names)
{
    for (const struct piece_attribute *at = one->attributes; at; at = at->next)
        if (strcmp(at->name, "id") != 0 &&
            is_covered(pairing,
                       join(pairing, names, arena_printf(pairing->arena, "@%s", at->name))) &&
            strcmp(at->value, same(piece_value(other, at->name))) != 0)
            return false;
    return true;
}

/* All that the workbook knows of both is the same. */
static bool say_the_same(const struct pairing *pairing, const struct piece *old,
                         const struct piece *new, const char *names)
{
    if (!has_attributes_of(pairing, old, new, names) ||
        !has_attributes_of(pairing, new, old, names) ||
        (is_covered(pairing, names) && strcmp(old->text, new->text) != 0))
        return false;
    for (int turn = 0; turn < 2; turn++) {
        const struct piece *one = turn ? new : old;
        const struct piece *other = turn ? old : new;
        for (const struct piece *child = one->first; child; child = child->next) {
            const char *below = join(pairing, names, child->name);
            const struct piece *match = piece_child(other, child->name);
            if (is_covered(pairing, below) &&
                (!match || !say_the_same(pairing, child, match, below)))
                return false;
        }
    }
    return true;
}

static const char *child_text(const struct piece *piece, const char *name)
{
    const struct piece *child = piece_child(piece, name);
    return child ? child->text : "";
}

static bool are_one_person(const struct pairing *pairing, const struct piece *old,
                           const struct piece *new, const char *names)
{
    (void)pairing, (void)names;
    return *child_text(old, "surname") &&
           strcmp(child_text(old, "surname"), child_text(new, "surname")) == 0 &&
           strcmp(child_text(old, "given"), child_text(new, "given")) == 0;
}

/* Problems have kinds that many share. */
static bool are_of_one_kind(const struct pairing *pairing, const struct piece *old,
                            const struct piece *new, const char *names)
{
    (void)pairing, (void)names;
    const char *kind = piece_value(old, "kind");
    return kind && strcmp(old->name, "problem") != 0 &&
           strcmp(kind, same(piece_value(new, "kind"))) == 0;
}

static bool have_one_problem(const struct pairing *pairing, const struct piece *old,
                             const struct piece *new, const char *names)
{
    (void)pairing, (void)names;
    const char *problem = piece_value(old, "problem");
    return problem && strcmp(problem, same(piece_value(new, "problem"))) == 0;
}

static bool stand_alike(const struct pairing *pairing, const struct piece *old,
                        const struct piece *new, const char *names)
{
    (void)pairing, (void)names;
    const char *problem = piece_value(old, "problem");
    const char *other = piece_value(new, "problem");
    bool const named = *child_text(old, "surname") && *child_text(new, "surname");
    return !named && (!problem || !other || strcmp(problem, other) == 0);
}

static void pair_by(const struct pairing *pairing, struct piece *old, struct piece *new,
                    const char *name, const char *names, are_alike *alike)
{
    for (struct piece *is = new->first; is; is = is->next) {
        if (is->partner || strcmp(is->name, name) != 0)
            continue;
        for (struct piece *was = old->first; was && !is->partner; was = was->next)
            if (!was->partner && strcmp(was->name, name) == 0 && alike(pairing, was, is, names)) {
                was->partner = is;
                is->partner = was;
            }
    }
}

/* ---- ids of problems ---------------------------------------------------------------------- */

static bool is_id_taken(const struct piece *problems, const char *id)
{
    for (const struct piece *at = problems ? problems->first : NULL; at; at = at->next)
        if (strcmp(same(piece_value(at, "id")), id) == 0)
            return true;
    return false;
}

static void set_value(struct piece *piece, const char *name, const char *value)
{
    for (struct piece_attribute *at = piece->attributes; at; at = at->next)
        if (strcmp(at->name, name) == 0)
            at->value = value;
}

/* The ids in a list, each as the newer case is to call it. */
static const char *translate(const struct pairing *pairing, const struct piece *problems,
                             const char *list)
{
    struct text out = TEXT_EMPTY;
    for (const char *id; (id = text_next_word(&list, pairing->arena)) != NULL;) {
        const char *own = id;
        for (const struct piece *at = problems ? problems->first : NULL; at; at = at->next)
            if (strcmp(same(piece_value(at, "id")), id) == 0)
                own = same(piece_value(at, "was-id"));
        text_add_item(&out, " ", own);
    }
    return text_take(&out, pairing->arena);
}

/* The attribute "was-id" holds the id to be until all that refers to it is translated. */
static void name_problems(const struct pairing *pairing, const struct piece *old,
                          struct piece *problems)
{
    size_t number = 0;
    for (struct piece *at = problems->first; at; at = at->next) {
        struct piece_attribute *later = ARENA_NEW(pairing->arena, struct piece_attribute);
        const char *id = at->partner ? piece_value(at->partner, "id") : NULL;
        while (!id || (!at->partner && is_id_taken(old, id)))
            id = arena_printf(pairing->arena, "p%zu", ++number);
        *later = (struct piece_attribute){.name = "was-id", .value = id, .next = at->attributes};
        at->attributes = later;
    }
}

static void settle_ids(struct piece *problems)
{
    for (struct piece *at = problems->first; at; at = at->next) {
        set_value(at, "id", at->attributes->value);
        at->attributes = at->attributes->next;
    }
}

/* ---- all of it ------------------------------------------------------------------------------ */

static void pair_children(const struct pairing *pairing, struct piece *old, struct piece *new,
                          const char *names)
{
    static are_alike *const ways[] = {say_the_same, have_one_problem, are_one_person,
                                      are_of_one_kind, stand_alike};
    for (struct piece *is = new->first; is; is = is->next) {
        const char *below = join(pairing, names, is->name);
        for (size_t i = 0; piece_child(new, is->name) == is && i < sizeof ways / sizeof *ways; i++)
            pair_by(pairing, old, new, is->name, below, ways[i]);
    }
    for (struct piece *is = new->first; is; is = is->next)
        if (is->partner)
            pair_children(pairing, is->partner, is, join(pairing, names, is->name));
}

void pair_cases(struct piece *old, struct piece *new, const char *covered, struct arena *arena)
{
    struct pairing const pairing = {arena, covered};
    struct piece *problems = piece_child(new, "problems");
    struct piece *were = piece_child(old, "problems");
    struct piece *results = piece_child(new, "results");
    if (problems) {
        if (were) {
            pair_by(&pairing, were, problems, "problem", "problems/problem", say_the_same);
            pair_by(&pairing, were, problems, "problem", "problems/problem", stand_alike);
        }
        name_problems(&pairing, were, problems);
        for (struct piece *at = results ? results->first : NULL; at; at = at->next)
            if (piece_value(at, "problem"))
                set_value(at, "problem", translate(&pairing, problems, piece_value(at, "problem")));
        settle_ids(problems);
    }
    pair_children(&pairing, old, new, "");
}

/* The place of a piece among its siblings; the text says in which order they stand. */
bool pair_is_moved(const struct piece *new, const char *name)
{
    const char *last = NULL;
    for (const struct piece *at = new->first; at; at = at->next) {
        if (!at->partner || strcmp(at->name, name) != 0)
            continue;
        if (last && at->partner->start < last)
            return true;
        last = at->partner->start;
    }
    return false;
}

bool pair_comes_before(const struct piece *piece, const struct piece *old)
{
    return strcmp(piece->name, old->name) == 0 && old->partner &&
           piece->start < old->partner->start;
}
