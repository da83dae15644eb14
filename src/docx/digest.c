#include "docx/digest.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = sizeof DIGEST_BLANK - 1, MOST_PIECES = 4 /* of one part */ };

static bool carries_digest(const struct digest_part *part)
{
    return strcmp(part->name, DIGEST_PART) == 0;
}

static size_t add_part(struct hash_piece *pieces, const struct digest_part *part)
{
    pieces[0] = (struct hash_piece){part->name, strlen(part->name) + 1};
    pieces[1] = (struct hash_piece){part->bytes, part->size};
    return 2;
}

/* The same with the digest left blank. */
static size_t add_digest_part(struct hash_piece *pieces, const struct digest_part *part,
                              const char *stated)
{
    const char *bytes = part->bytes;
    const char *digest =
        strlen(stated) == DIGITS ? memmem(bytes, part->size, stated, DIGITS) : NULL;
    if (!digest)
        return add_part(pieces, part);
    size_t const before = (size_t)(digest - bytes);
    pieces[0] = (struct hash_piece){part->name, strlen(part->name) + 1};
    pieces[1] = (struct hash_piece){bytes, before};
    pieces[2] = (struct hash_piece){DIGEST_BLANK, DIGITS};
    pieces[3] = (struct hash_piece){digest + DIGITS, part->size - before - DIGITS};
    return MOST_PIECES;
}

/* stated NULL: DIGEST_PART is left out. */
static void make_digest(const struct digest_part *parts, size_t count, const char *stated,
                        char hex[HASH_HEX_SIZE])
{
    struct hash_piece *pieces = xmalloc(MOST_PIECES * count * sizeof *pieces);
    unsigned char digest[HASH_SIZE];
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (!carries_digest(&parts[i]))
            used += add_part(pieces + used, &parts[i]);
        else if (stated)
            used += add_digest_part(pieces + used, &parts[i], stated);
    }
    hash_pieces(pieces, used, digest);
    hash_hex(digest, hex);
    free(pieces);
}

void digest_parts(const struct digest_part *parts, size_t count, const char *stated,
                  char hex[HASH_HEX_SIZE])
{
    make_digest(parts, count, stated, hex);
}

void digest_parts_before(const struct digest_part *parts, size_t count, char hex[HASH_HEX_SIZE])
{
    make_digest(parts, count, NULL, hex);
}
