/*
 * subject.c - whom a case is about; see form.h.
 */
#include "form/form.h"

#include "base/hash.h"

#include <string.h>

/* Before all days that a case may say. */
#define FIRST_DAY "0000-01-01"

const char *subject_label(const struct casefile *casefile, struct arena *arena)
{
    const char *label = name_surname_first(arena, node_person(case_subject(casefile), arena));
    return *label ? label : arena_strdup(arena, case_id(casefile));
}

const char *subject_digest(const struct casefile *casefile, struct arena *arena)
{
    struct text key = TEXT_EMPTY;
    /* By the first name: files that were made before the name changed remain this person's. */
    name_add_key(&key, node_person_on(case_subject(casefile), FIRST_DAY, arena));
    if (!key.len)
        return "";
    char *id = arena_strdup(arena, case_id(casefile));
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    for (char *at = id; *at; at++) /* ASCII by the schema; disks may not tell the letters apart */
        *at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
    struct hash_piece const pieces[] = {{id, strlen(id) + 1}, {text_string(&key), key.len}};
    hash_pieces(pieces, 2, digest);
    hash_hex(digest, hex);
    text_free(&key);
    return arena_strdup(arena, hex);
}
