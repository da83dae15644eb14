/*
 * teacher.c - see teacher.h.
 */
#include "form/teacher.h"

static const char *part(const struct node *teacher, const char *element, struct arena *arena)
{
    const struct node *child = teacher ? node_child(teacher, element) : NULL;
    return child ? node_text(child, arena) : "";
}

struct name teacher_name(const struct casefile *casefile, struct arena *arena)
{
    const struct node *teacher = node_child(case_root(casefile), "teacher");
    return (struct name){
        .surname = part(teacher, "surname", arena),
        .given = part(teacher, "given", arena),
        .patronymic = part(teacher, "patronymic", arena),
        .initials = part(teacher, "initials", arena),
    };
}

const char *teacher_label(const struct casefile *casefile, struct arena *arena)
{
    struct name const name = teacher_name(casefile, arena);
    const char *label = words_surname_first(arena, &name);
    return *label ? label : arena_strdup(arena, case_id(casefile));
}
