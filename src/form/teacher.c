#include "form/teacher.h"

#include "base/hash.h"
#include "russian/fullname.h"

#include <string.h>

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
    return person_name(case_subject(casefile), arena);
}

const char *teacher_label(const struct casefile *casefile, struct arena *arena)
{
    struct name const name = teacher_name(casefile, arena);
    const char *label = words_surname_first(arena, &name);
    return *label ? label : arena_strdup(arena, case_id(casefile));
}

const char *teacher_digest(const struct casefile *casefile, struct arena *arena)
{
    struct name const name = teacher_name(casefile, arena);
    const char *const parts[FULL_NAME_PARTS] = {name.surname, name.given, name.patronymic};
    char *id = arena_strdup(arena, case_id(casefile));
    struct text key = TEXT_EMPTY;
    full_name_key(parts, &key);
    bool const named = key.len != 0;
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    for (char *at = id; *at; at++) /* ASCII by the schema; disks may not tell the letters apart */
        *at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
    struct hash_piece const pieces[] = {{id, strlen(id) + 1}, {text_string(&key), key.len}};
    hash_pieces(pieces, 2, digest);
    hash_hex(digest, hex);
    text_free(&key);
    return named ? arena_strdup(arena, hex) : "";
}
