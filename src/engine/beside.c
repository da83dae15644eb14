#include "engine/beside.h"

#include "base/file.h"
#include "base/text.h"

#include <strings.h>
#include <sys/stat.h>

enum { MOST_FOUND = 64 };

/* What Kontur.Crypto, CryptoARM, Gosklyuch and GnuPG put beside the signed file (domain 2). */
static const char *const suffixes[] = {"sig", "p7s", "p7m", "sgn", "sign", "asc"};
static const char other_than_cms[] = ".asc"; /* OpenPGP */

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The length of a path without the extension of its last part. */
static size_t stem_length(const char *path)
{
    const char *name = path_name(path);
    const char *point = strrchr(name, '.');
    return point && point > name ? (size_t)(point - path) : strlen(path);
}

/* True ends the walk. */
typedef bool look_at(void *context, const char *path, bool has_whole_name);

/* Writes the suffix in one of its spellings, a letter in capitals for each bit; false for a digit's bit. */
static bool spell(char *tail, const char *suffix, unsigned capitals)
{
    for (size_t i = 0; suffix[i]; i++) {
        bool const is_letter = suffix[i] >= 'a' && suffix[i] <= 'z';
        bool const wanted = capitals >> i & 1;
        if (wanted && !is_letter)
            return false;
        tail[i] = (char)(wanted ? suffix[i] - 'a' + 'A' : suffix[i]);
    }
    return true;
}

/* .PDF of a name's .pdf: what Windows may have made of it before it was signed. */
static void capitalise(char *at, const char *end)
{
    for (; at < end; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
}

/*
 * Visits every name that a signature beside the file may have.  Asking for each of the
 * 8 or 16 spellings is cheaper than reading a folder that may hold a region's forms.
 */
static void walk(const char *path, look_at *look, void *context)
{
    enum { WHOLE, STEM, CAPITALS, WAYS }; /* X.pdf.sig, X.sig, X.PDF.sig */
    size_t const lengths[WAYS] = {strlen(path), stem_length(path), strlen(path)};
    struct text name = TEXT_EMPTY;
    bool ended = false;
    for (size_t i = 0; i < WAYS * sizeof suffixes / sizeof *suffixes && !ended; i++) {
        const char *suffix = suffixes[i / WAYS];
        size_t const way = i % WAYS;
        bool const is_whole = way != STEM;
        if (way != WHOLE && lengths[STEM] == lengths[WHOLE])
            continue;
        text_clear(&name);
        text_add_bytes(&name, path, lengths[way]);
        if (way == CAPITALS)
            capitalise(name.data + lengths[STEM], name.data + name.len);
        text_add_char(&name, '.');
        text_add(&name, suffix);
        char *tail = name.data + name.len - strlen(suffix);
        for (unsigned capitals = 0; capitals < 1U << strlen(suffix) && !ended; capitals++)
            ended = spell(tail, suffix, capitals) && look(context, name.data, is_whole);
    }
    text_free(&name);
}

struct search {
    struct arena *arena;
    struct beside *first;
    struct beside **last;
    struct stat seen[MOST_FOUND]; /* where .sig and .SIG are one name, it is one file */
    size_t count;
};

static bool take(void *context, const char *path, bool has_whole_name)
{
    struct search *search = context;
    struct stat now;
    const char *suffix = path + strlen(path) - (sizeof other_than_cms - 1);
    if (stat(path, &now) != 0 || !S_ISREG(now.st_mode) || strcasecmp(suffix, other_than_cms) == 0)
        return false;
    for (size_t i = 0; i < search->count; i++)
        if (search->seen[i].st_dev == now.st_dev && search->seen[i].st_ino == now.st_ino)
            return false;
    search->seen[search->count++] = now;
    struct beside *found = ARENA_NEW(search->arena, struct beside);
    *found = (struct beside){.path = arena_strdup(search->arena, path),
                             .has_whole_name = has_whole_name};
    LIST_APPEND(search->last, found);
    return search->count == MOST_FOUND;
}

struct beside *beside_find(const char *path, struct arena *arena)
{
    struct search search = {.arena = arena};
    search.last = &search.first;
    walk(path, take, &search);
    return search.first;
}

struct first {
    struct arena *arena;
    const char *name;
};

static bool take_first(void *context, const char *path, bool has_whole_name)
{
    struct first *first = context;
    (void)has_whole_name;
    if (file_exists(path))
        first->name = arena_strdup(first->arena, path_name(path));
    return first->name != NULL;
}

const char *beside_signature(const char *path, struct arena *arena)
{
    struct first first = {.arena = arena};
    walk(path, take_first, &first);
    return first.name;
}
