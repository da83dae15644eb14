#include "case/people.h"

#include "russian/hints.h"

#include <string.h>

/* ---- finding ------------------------------------------------------------------------- */

static bool is_in_office(const struct post *post, const char *day)
{
    if (!*day)
        return !*post->to;
    return strcmp(post->from, day) <= 0 && (!*post->to || strcmp(day, post->to) <= 0);
}

static bool is_same_person(const struct post *a, const struct post *b)
{
    return *a->person && *b->person ? strcmp(a->person, b->person) == 0
                                    : name_is_same(&a->name, &b->name);
}

/* An id that has other roles alone is found by them: the case says the role, the school the person. */
static bool has_both(const struct post *posts, const char *role, const char *person)
{
    for (; posts; posts = posts->next)
        if (strcmp(posts->role, role) == 0 && strcmp(posts->person, person) == 0)
            return true;
    return false;
}

enum people_found people_find(const struct post *posts, const char *role, const char *person,
                              const char *day, const struct post **post)
{
    bool const by_role = !*person || has_both(posts, role, person);
    *post = NULL;
    for (const struct post *one = posts; one; one = one->next) {
        if (!is_in_office(one, day) || (by_role && strcmp(one->role, role) != 0) ||
            (*person && strcmp(one->person, person) != 0))
            continue;
        if (*post && !is_same_person(*post, one))
            return PEOPLE_SEVERAL;
        if (!*post)
            *post = one;
    }
    return *post ? PEOPLE_ONE : PEOPLE_NOBODY;
}

/* ---- checking ------------------------------------------------------------------------ */

static bool overlap(const struct post *a, const struct post *b)
{
    bool const a_first = !*a->to || !*b->from || strcmp(b->from, a->to) <= 0;
    bool const b_first = !*b->to || !*a->from || strcmp(a->from, b->to) <= 0;
    return a_first && b_first;
}

static void tell(struct diags *diags, enum message message, const struct post *post,
                 const struct post *other)
{
    struct text line = TEXT_EMPTY;
    text_add_int(&line, other->pos.line);
    diag_add(diags, message, post->pos, post->path, post->role, text_string(&line), NULL);
    text_free(&line);
}

/* A school has one director; whoever acts for the director is it for that time. */
static bool is_single(const char *role)
{
    return strcmp(role, "director") == 0;
}

static bool check_post(const struct post *posts, const struct post *post, struct diags *diags)
{
    if (*post->from && *post->to && strcmp(post->to, post->from) < 0) {
        tell(diags, MESSAGE_PEOPLE_PERIOD, post, post);
        return false;
    }
    for (const struct post *before = posts; before != post; before = before->next) {
        if (strcmp(before->role, post->role) != 0 || !overlap(before, post))
            continue;
        bool const same = is_same_person(before, post);
        if (!same && !is_single(post->role)) {
            if (!*before->person || !*post->person)
                tell(diags, MESSAGE_PEOPLE_NO_IDS, post, before);
            continue;
        }
        tell(diags, same ? MESSAGE_PEOPLE_TWICE : MESSAGE_PEOPLE_DIRECTORS, post, before);
        return false;
    }
    return true;
}

/* What a case would be warned of is told where it stands. */
static void check_name(const struct post *post, struct diags *diags)
{
    const struct name *name = &post->name;
    const char *const parts[NAME_PARTS] = {name->surname, name->given, name->patronymic};
    bool crowded = false;
    bool small = false;
    bool russian = false;
    bool latin = false;
    for (size_t i = 0; i < NAME_PARTS; i++) {
        crowded |= name_is_crowded(name, i);
        small |= name_begins_small(parts[i]);
        russian |= hint_is_russian(parts[i]);
        latin |= hint_latin_name(parts[i]) != NULL;
    }
    if (crowded)
        tell(diags, MESSAGE_PEOPLE_CROWDED, post, post);
    if (small)
        tell(diags, MESSAGE_PEOPLE_SMALL, post, post);
    if (russian && latin)
        tell(diags, MESSAGE_PEOPLE_LATIN, post, post);
}

bool people_check(const struct post *posts, struct diags *diags)
{
    bool good = true;
    for (const struct post *post = posts; post; post = post->next) {
        good &= check_post(posts, post, diags);
        check_name(post, diags);
    }
    return good;
}
