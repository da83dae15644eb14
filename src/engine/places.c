#include "engine/places.h"

#include "base/file.h"
#include "base/inside.h"

#include <string.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096, LEVELS_UP = 2 };

const char *path_without_dots(const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    return path;
}

const char *path_join(struct arena *arena, const char *folder, const char *name)
{
    size_t const length = strlen(folder);
    bool const closed = length > 0 && folder[length - 1] == '/';
    return arena_printf(arena, closed ? "%s%s" : "%s/%s", folder, name);
}

/* The folder that the running program lies in, links resolved; NULL when /proc is not there. */
static char *own_folder(struct arena *arena)
{
    char *path = arena_alloc(arena, LONGEST_PATH);
    ssize_t const length = readlink("/proc/self/exe", path, LONGEST_PATH - 1);
    char *slash = length > 0 ? strrchr(path, '/') : NULL;
    if (!slash)
        return NULL;
    *slash = '\0';
    return path;
}

static bool holds_forms(const char *folder, struct arena *arena)
{
    return file_exists(path_join(arena, folder, "case.xsd"));
}

/* In a checkout the build folder lies some levels below the one that holds forms/. */
static const char *forms_of_checkout(const char *folder, struct arena *arena)
{
    char *above = arena_strdup(arena, folder);
    for (int level = 0; level < LEVELS_UP; level++) {
        char *slash = strrchr(above, '/');
        if (!slash)
            break;
        *slash = '\0';
        const char *forms = path_join(arena, above, "forms");
        if (holds_forms(forms, arena))
            return forms;
    }
    return NULL;
}

/* A checkout's programs lie side by side; installed ones do not. */
const char *places_cms(struct arena *arena)
{
    if (inside_is_there())
        return INSIDE_FOLDER "/formulyar-cms";
    const char *own = own_folder(arena);
    if (!own)
        return NULL;
    const char *beside = path_join(arena, own, "formulyar-cms");
    return file_exists(beside) ? beside
                               : path_join(arena, own, "../libexec/formulyar/formulyar-cms");
}

static void look_inside(struct places *places, struct arena *arena)
{
    const char *own = own_folder(arena);
    const char *const organizations[] = {
        own ? path_join(arena, own, "organization.xml") : "",
        "/etc/formulyar/organization.xml",
    };
    *places = (struct places){
        .forms = INSIDE_FOLDER "/forms",
        .baked = INSIDE_FOLDER,
        .joiner = INSIDE_FOLDER "/formulyar-join",
    };
    for (size_t i = 0; i < sizeof organizations / sizeof *organizations; i++)
        if (!places->organization && file_exists(organizations[i]))
            places->organization = organizations[i];
}

/* Beside the running program, wherever that is. */
static void look_around(struct places *places, const char *own, struct arena *arena)
{
    const char *installed = path_join(arena, own, "../share/formulyar");
    const char *forms = path_join(arena, installed, "forms");
    if (holds_forms(forms, arena)) {
        *places = (struct places){
            .forms = forms,
            .baked = installed,
            .joiner = path_join(arena, own, "../libexec/formulyar/formulyar-join"),
        };
    } else {
        places->forms = forms_of_checkout(own, arena);
        places->baked = path_join(arena, own, "share");
        places->joiner = path_join(arena, own, "formulyar-join");
    }
}

int places_find(struct places *places, const char *data, const char *forms_wanted,
                struct arena *arena, struct diags *diags)
{
    *places = (struct places){0};
    const char *own = data || inside_is_there() ? NULL : own_folder(arena);
    if (data) {
        places->forms = path_join(arena, data, "forms");
        places->baked = data;
    } else if (inside_is_there()) {
        look_inside(places, arena);
    } else if (own) {
        look_around(places, own, arena);
    }
    if (forms_wanted) {
        places->forms = forms_wanted;
        places->organization = NULL;
    }
    if (places->forms && !places->organization)
        places->organization = path_join(arena, places->forms, "organization.xml");
    if (places->forms && places->baked && holds_forms(places->forms, arena))
        return 0;
    struct pos const pos = {.file = places->forms ? places->forms : "formulyar"};
    diag_add(diags, MESSAGE_DATA_MISSING, pos, NULL, NULL);
    return -1;
}

const char *places_samples(const char *forms, struct arena *arena)
{
    static const char *const folders[] = {"../samples", "../../doc/formulyar/examples"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *samples = path_join(arena, forms, folders[i]);
        if (file_is_folder(samples))
            return samples;
    }
    return NULL;
}
