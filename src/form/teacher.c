/*
 * teacher.c - see teacher.h.
 */
#include "form/teacher.h"

struct name person_name(const struct node *person, struct arena *arena)
{
    return (struct name){
        .surname = node_child_text(person, "surname", arena),
        .given = node_child_text(person, "given", arena),
        .patronymic = node_child_text(person, "patronymic", arena),
        .initials = node_child_text(person, "initials", arena),
    };
}

struct name teacher_name(const struct casefile *casefile, struct arena *arena)
{
    return person_name(node_child(case_root(casefile), "teacher"), arena);
}

const char *teacher_label(const struct casefile *casefile, struct arena *arena)
{
    struct name const name = teacher_name(casefile, arena);
    const char *label = words_surname_first(arena, &name);
    return *label ? label : arena_strdup(arena, case_id(casefile));
}
