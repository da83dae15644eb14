/*
 * beside.c - see beside.h.
 */
#include "cmd/beside.h"

#include <ctype.h>
#include <sys/stat.h>

enum { MOST_FOUND = 64 };

/* What Kontur.Crypto, CryptoARM, Gosklyuch and others put beside the signed file (CMS). */
static const char *const suffixes[] = {".sig", ".p7s", ".p7m", ".sgn", ".sign"};

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

struct search {
    struct arena *arena;
    struct beside *first;
    struct beside **last;
    struct stat seen[MOST_FOUND]; /* where .sig and .SIG are one name, it is one file */
    size_t count;
};

static void look(struct search *search, const char *path, bool has_whole_name)
{
    struct stat now;
    if (search->count == MOST_FOUND || stat(path, &now) != 0 || !S_ISREG(now.st_mode))
        return;
    for (size_t i = 0; i < search->count; i++)
        if (search->seen[i].st_dev == now.st_dev && search->seen[i].st_ino == now.st_ino)
            return;
    search->seen[search->count++] = now;
    struct beside *found = ARENA_NEW(search->arena, struct beside);
    *found = (struct beside){.path = path, .has_whole_name = has_whole_name};
    *search->last = found;
    search->last = &found->next;
}

/* .sig, .SIG and .Sig: how Windows programs and people write it. */
static void look_with_suffixes(struct search *search, const char *base, bool has_whole_name)
{
    size_t const start = strlen(base);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        char *lower = arena_printf(search->arena, "%s%s", base, suffixes[i]);
        char *capital = arena_strdup(search->arena, lower);
        char *upper = arena_strdup(search->arena, lower);
        capital[start + 1] = (char)toupper((unsigned char)capital[start + 1]);
        for (char *at = upper + start; *at; at++)
            *at = (char)toupper((unsigned char)*at);
        look(search, lower, has_whole_name);
        look(search, upper, has_whole_name);
        look(search, capital, has_whole_name);
    }
}

struct beside *beside_find(const char *path, struct arena *arena)
{
    struct search search = {.arena = arena};
    search.last = &search.first;
    look_with_suffixes(&search, path, true);
    const char *name = path_name(path);
    const char *point = strrchr(name, '.');
    if (point && point != name)
        look_with_suffixes(&search, arena_strndup(arena, path, (size_t)(point - path)), false);
    return search.first;
}
