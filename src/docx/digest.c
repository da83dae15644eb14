#include "docx/digest.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = sizeof DIGEST_BLANK - 1, MOST_PIECES = 4 /* of one part */ };

/* The digest that DIGEST_PART states, where it stands; NULL: the part is hashed as it is. */
static const char *find_digest(const struct digest_part *part, const char *stated)
{
    bool const may_state = strcmp(part->name, DIGEST_PART) == 0 && strlen(stated) == DIGITS;
    return may_state ? memmem(part->bytes, part->size, stated, DIGITS) : NULL;
}

static size_t add_part(struct hash_piece *pieces, const struct digest_part *part,
                       const char *digest)
{
    const char *bytes = part->bytes;
    size_t const before = digest ? (size_t)(digest - bytes) : part->size;
    pieces[0] = (struct hash_piece){part->name, strlen(part->name) + 1};
    pieces[1] = (struct hash_piece){bytes, before};
    if (!digest)
        return 2;
    pieces[2] = (struct hash_piece){DIGEST_BLANK, DIGITS};
    pieces[3] = (struct hash_piece){digest + DIGITS, part->size - before - DIGITS};
    return MOST_PIECES;
}

void digest_parts(const struct digest_part *parts, size_t count, const char *stated,
                  char hex[HASH_HEX_SIZE])
{
    struct hash_piece *pieces = xmalloc(MOST_PIECES * count * sizeof *pieces);
    unsigned char digest[HASH_SIZE];
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        if (stated)
            used += add_part(pieces + used, &parts[i], find_digest(&parts[i], stated));
        else if (strcmp(parts[i].name, DIGEST_PART) != 0)
            used += add_part(pieces + used, &parts[i], NULL);
    hash_pieces(pieces, used, digest);
    hash_hex(digest, hex);
    free(pieces);
}
