/*
 * person.c - what an element says about a person, and what it said on an earlier day; see case.h.
 */
#include "case/tree.h"

#include "base/text.h"

#include <string.h>

/* The child of that name whose attribute until is the first after day; NULL without a day. */
static const struct node *child_on(const struct node *node, const char *name, const char *day,
                                   struct arena *arena)
{
    const struct node *found = NULL;
    const char *found_until = NULL;
    if (!day || !*day || !node_child(node, name))
        return NULL;
    size_t count;
    const struct node **children = node_children(node, name, arena, &count);
    for (size_t i = 0; i < count; i++) {
        const char *until = node_attribute(children[i], "until", arena);
        if (!until || strcmp(until, day) <= 0 || (found && strcmp(found_until, until) <= 0))
            continue;
        found = children[i];
        found_until = until;
    }
    return found;
}

const struct node *node_on(const struct node *person, const char *day, struct arena *arena)
{
    const struct node *held = person ? child_on(person, NODE_HELD, day, arena) : NULL;
    return held ? held : person;
}

/* Where the text of a part goes, by what its element is called; NULL: it is no part of a name. */
static const char **part_called(struct name *name, const xmlChar *called)
{
    struct {
        const char *called;
        const char **text;
    } const parts[] = {
        {"surname", &name->surname},       {"given", &name->given},
        {"patronymic", &name->patronymic}, {"initials", &name->initials},
        {"genitive", &name->genitive},     {"dative", &name->dative},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (tree_is_named(called, parts[i].called))
            return parts[i].text;
    return NULL;
}

/* Of two elements for one part the first counts, as with node_child(). */
static void read_parts(struct name *name, const xmlNode *person, struct arena *arena)
{
    for (const xmlNode *child = person->children; child; child = child->next) {
        bool const may_be = child->type == XML_ELEMENT_NODE;
        const char **text = may_be ? part_called(name, child->name) : NULL;
        if (text && !*text && tree_is_case(child))
            *text = node_text(node_from_xml(child), arena);
    }
}

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

const struct name *node_person(const struct node *person, struct arena *arena)
{
    struct name *name = ARENA_NEW(arena, struct name);
    struct name read = {0};
    if (person && node_to_xml(person)->type == XML_ELEMENT_NODE)
        read_parts(&read, node_to_xml(person), arena);
    *name = (struct name){
        .surname = or_nothing(read.surname),
        .given = or_nothing(read.given),
        .patronymic = or_nothing(read.patronymic),
        .initials = or_nothing(read.initials),
        .genitive = or_nothing(read.genitive),
        .dative = or_nothing(read.dative),
    };
    return name;
}

static const char *either(const char *former, const char *now)
{
    return text_is_blank(former) ? now : former;
}

/* What changed is said; the rest stays.  The forms that were typed are those of one name. */
static const struct name *former_name(const struct node *former, const struct name *now,
                                      struct arena *arena)
{
    const struct name *own = node_person(former, arena);
    struct name *name = ARENA_NEW(arena, struct name);
    bool const same_initials = text_is_blank(own->given) && text_is_blank(own->patronymic);
    *name = (struct name){
        .surname = either(own->surname, now->surname),
        .given = either(own->given, now->given),
        .patronymic = either(own->patronymic, now->patronymic),
        .initials = either(own->initials, same_initials ? now->initials : ""),
        .genitive = own->genitive,
        .dative = own->dative,
    };
    return name;
}

const struct name *node_person_on(const struct node *person, const char *day, struct arena *arena)
{
    const struct node *one = node_on(person, day, arena);
    const struct name *now = node_person(one, arena);
    const struct node *former = one ? child_on(one, NODE_FORMER, day, arena) : NULL;
    return former ? former_name(former, now, arena) : now;
}

const char *node_next_change(const struct node *person, const char *day, struct arena *arena)
{
    const struct node *next = child_on(person, NODE_FORMER, *day ? day : FIRST_DAY, arena);
    return next ? node_attribute(next, "until", arena) : NULL;
}

const struct name *node_former_words(const struct node *person, const char *until,
                                     struct arena *arena)
{
    size_t count;
    const struct node **former = node_children(person, NODE_FORMER, arena, &count);
    for (size_t i = 0; i < count; i++) {
        const char *own = node_attribute(former[i], "until", arena);
        if (own && strcmp(own, until) == 0)
            return node_person(former[i], arena);
    }
    return node_person(NULL, arena);
}

const struct name *const *node_person_names(const struct node *person, struct arena *arena,
                                            size_t *count)
{
    size_t held_count = 0;
    size_t total = 1;
    const struct node **held = node_children(person, NODE_HELD, arena, &held_count);
    const struct node **ones = ARENA_ARRAY(arena, held_count + 1, const struct node *);
    ones[0] = person;
    for (size_t i = 0; i < held_count; i++)
        ones[i + 1] = held[i];
    for (size_t i = 0; i <= held_count; i++) {
        size_t formers;
        node_children(ones[i], NODE_FORMER, arena, &formers);
        total += formers + 1;
    }
    const struct name **names = ARENA_ARRAY(arena, total, const struct name *);
    *count = 0;
    for (size_t i = 0; i <= held_count; i++) {
        size_t formers;
        const struct node **former = node_children(ones[i], NODE_FORMER, arena, &formers);
        const struct name *now = node_person(ones[i], arena);
        if (!text_is_blank(now->surname))
            names[(*count)++] = now;
        for (size_t j = 0; j < formers; j++)
            names[(*count)++] = former_name(former[j], now, arena);
    }
    return names;
}
