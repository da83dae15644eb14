/*
 * digest.c - see digest.h.
 */
#include "docx/digest.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

void digest_parts(const struct digest_part *parts, size_t count, char hex[HASH_HEX_SIZE])
{
    struct hash_piece *pieces = xmalloc(2 * count * sizeof *pieces);
    unsigned char digest[HASH_SIZE];
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(parts[i].name, DIGEST_PART) == 0)
            continue;
        pieces[used++] = (struct hash_piece){parts[i].name, strlen(parts[i].name) + 1};
        pieces[used++] = (struct hash_piece){parts[i].bytes, parts[i].size};
    }
    hash_pieces(pieces, used, digest);
    hash_hex(digest, hex);
    free(pieces);
}
