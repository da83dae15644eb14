#include "cmd/named_edition.h"

#include "base/file.h"
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#define EDITION_XML "edition.xml"

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Without slashes at its end, and without the file that makes it an edition. */
static char *folder_of(const char *operand, struct arena *arena)
{
    char *folder = arena_strdup(arena, operand);
    if (strcmp(last_part(folder), EDITION_XML) == 0 && !file_is_folder(folder)) {
        char *name = folder + (last_part(folder) - folder);
        *name = '\0';
        if (name == folder)
            return arena_strdup(arena, ".");
    }
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        folder[--length] = '\0';
    return folder;
}

/* "." and ".." are called as what they are. */
static char *with_name(char *folder, struct arena *arena)
{
    const char *name = last_part(folder);
    if (*name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
        return folder;
    char *whole = realpath(folder, NULL);
    char *copy = whole ? arena_strdup(arena, whole) : folder;
    free(whole);
    return copy;
}

bool edition_is_folder(const char *operand, struct named_edition *edition, struct arena *arena)
{
    if (!*operand || strcmp(operand, "-") == 0)
        return false;
    char *folder = folder_of(operand, arena);
    if (!file_is_folder(folder) || !file_exists(path_join(arena, folder, EDITION_XML)))
        return false;
    folder = with_name(folder, arena);
    const char *name = last_part(folder);
    size_t const above = (size_t)(name - folder);
    *edition = (struct named_edition){.id = arena_strdup(arena, name), .folder = folder};
    edition->above = above > 1 ? arena_strndup(arena, folder, above - 1) : above ? "/" : ".";
    return true;
}

bool edition_is_installed(const struct options *options, const char *id,
                          struct named_edition *edition, struct arena *arena)
{
    if (!edition_id_fits(id))
        return false;
    struct places places;
    struct diags *ignored = diags_new();
    bool const found =
        places_find(&places, NULL, options->value[OPTION_FORMS], arena, ignored) == 0 &&
        edition_is_folder(path_join(arena, places.forms, id), edition, arena);
    diags_free(ignored);
    return found;
}

bool edition_find_named(const struct options *options, const char *operand,
                        struct named_edition *edition, struct arena *arena)
{
    return edition_is_folder(operand, edition, arena) ||
           edition_is_installed(options, operand, edition, arena);
}
