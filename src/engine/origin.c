/*
 * origin.c - whose is the file that stands there; see output.h.
 *
 * What people did to a file outweighs what we would write: a signature makes it
 * final, an edit makes it theirs.
 */
#include "engine/output.h"

#include "base/file.h"
#include "engine/beside.h"
#include "verify/verify.h"

#include <errno.h>
#include <string.h>

/*
 * A signature dictionary names the signed bytes in /ByteRange and can stand in
 * no compressed stream (ISO 32000-1, 12.8.1), so that its mark is seen also in a PDF
 * whose fields cannot be read any more.
 */
static bool has_mark_of_signature(const struct file_map *map)
{
    static const char mark[] = "/ByteRange";
    return map->size > 5 && memcmp(map->data, "%PDF-", 5) == 0 &&
           memmem(map->data, map->size, mark, sizeof mark - 1) != NULL;
}

/*
 * What a power cut leaves of a file that was not on the disk yet: its beginning,
 * or blocks of zeros in the place of what had not been written (ext4, XFS).
 * Nothing of anybody's is in a file each of whose blocks is zero or what we would
 * write there.
 */
static bool is_remains(const struct file_map *map, const struct text *bytes)
{
    enum { BLOCK = 512 };
    static const unsigned char zeros[BLOCK];
    for (size_t at = 0; at < map->size; at += BLOCK) {
        size_t const count = map->size - at < BLOCK ? map->size - at : BLOCK;
        bool const same =
            at + count <= bytes->len && memcmp(map->data + at, bytes->data + at, count) == 0;
        if (!same && memcmp(map->data + at, zeros, count) != 0)
            return false;
    }
    return true;
}

static bool holds(const struct file_map *map, const struct text *bytes)
{
    return map->size == bytes->len && memcmp(map->data, bytes->data, map->size) == 0;
}

/* Files of earlier versions do not say whose they are. */
static bool is_of_another(const char *theirs, const char *teacher)
{
    return theirs && *theirs && strcmp(theirs, teacher ? teacher : "") != 0;
}

static bool has_identity(const struct verify_facts *facts)
{
    return facts->form && *facts->form && facts->edition && *facts->edition;
}

/* Our very bytes, and behind them nothing but what `verify` finds right: somebody signed them. */
static bool is_signed_version(const char *path, const struct file_map *map,
                              const struct text *bytes, struct arena *arena)
{
    struct verify_facts facts = {0};
    if (!bytes->len || map->size <= bytes->len || memcmp(map->data, bytes->data, bytes->len) != 0)
        return false;
    struct diags *unheard = diags_new();
    bool const good = verify_file(NULL, map->data, map->size, path, arena, &facts, unheard);
    diags_free(unheard);
    return good && facts.state == VERIFY_EXTENDED && facts.signed_fields;
}

/* What `verify` says of the file decides; of one that is not as written, the mark too. */
static enum origin origin_of_bytes(const char *path, const struct file_map *map,
                                   const struct text *bytes, const char *teacher,
                                   struct arena *arena, const char **how)
{
    if (holds(map, bytes) || is_signed_version(path, map, bytes, arena))
        return ORIGIN_SAME;
    *how = beside_signature(path, arena);
    if (*how)
        return ORIGIN_SIGNED;
    if (is_remains(map, bytes))
        return ORIGIN_OURS;
    struct verify_facts facts = {0};
    struct diags *unheard = diags_new();
    if (map->size)
        verify_file(NULL, map->data, map->size, path, arena, &facts, unheard);
    diags_free(unheard);
    if (facts.state == VERIFY_UNCHANGED && has_identity(&facts))
        return is_of_another(facts.teacher, teacher) ? ORIGIN_OTHER : ORIGIN_OURS;
    if (facts.signed_fields || has_mark_of_signature(map)) {
        *how = "/ByteRange";
        return ORIGIN_SIGNED;
    }
    return has_identity(&facts) ? ORIGIN_EDITED : ORIGIN_FOREIGN;
}

/* True when it lies in the file that it cannot be read, and not in what the system lacks just now. */
static bool is_lasting(int error)
{
    return error != EMFILE && error != ENFILE && error != ENOMEM && error != EIO && error != EAGAIN;
}

/* Behind a link stands what somebody put elsewhere on purpose: the same bytes are well there. */
static enum origin origin_of_link(const char *path, const struct text *bytes)
{
    struct file_map map;
    if (file_size(path) != (long)bytes->len || file_map(path, &map) != 0)
        return ORIGIN_LINK;
    bool const same = holds(&map, bytes);
    file_unmap(&map);
    return same ? ORIGIN_SAME : ORIGIN_LINK;
}

static enum origin origin_of_file(const char *path, const struct text *bytes, const char *teacher,
                                  struct arena *arena, const char **how)
{
    struct file_map map;
    int const error = file_map(path, &map);
    if (error && !is_lasting(error)) {
        *how = file_reason(error);
        return ORIGIN_UNKNOWN;
    }
    if (error)
        return ORIGIN_FOREIGN;
    enum origin const origin = origin_of_bytes(path, &map, bytes, teacher, arena, how);
    file_unmap(&map);
    return origin;
}

enum origin origin_of(const char *path, const struct text *bytes, const char *teacher,
                      struct arena *arena, const char **how)
{
    switch (file_kind(path)) {
    case FILE_ABSENT: return ORIGIN_NONE;
    case FILE_REGULAR: return origin_of_file(path, bytes, teacher, arena, how);
    case FILE_FOLDER: return ORIGIN_FOREIGN;
    case FILE_LINK: return origin_of_link(path, bytes);
    case FILE_SPECIAL: return ORIGIN_SPECIAL;
    }
    return ORIGIN_FOREIGN;
}
