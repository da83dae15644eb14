#include "docx/digest.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = sizeof DIGEST_BLANK - 1, MOST_PIECES = 4 /* of one part */ };

enum { LARGEST_RECORD = 1 << 20 };

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

/* What is hashed, piece by piece; the caller frees it. */
static struct hash_piece *make_pieces(const struct digest_part *parts, size_t count,
                                      const char *stated, size_t *used)
{
    struct hash_piece *pieces = xmalloc(MOST_PIECES * count * sizeof *pieces);
    *used = 0;
    for (size_t i = 0; i < count; i++)
        if (stated)
            *used += add_part(pieces + *used, &parts[i], find_digest(&parts[i], stated));
        else if (strcmp(parts[i].name, DIGEST_PART) != 0)
            *used += add_part(pieces + *used, &parts[i], NULL);
    return pieces;
}

static void hash_all(const struct hash_piece *pieces, size_t count, char hex[HASH_HEX_SIZE])
{
    unsigned char digest[HASH_SIZE];
    hash_pieces(pieces, count, digest);
    hash_hex(digest, hex);
}

void digest_parts(const struct digest_part *parts, size_t count, const char *stated,
                  char hex[HASH_HEX_SIZE])
{
    size_t used;
    struct hash_piece *pieces = make_pieces(parts, count, stated, &used);
    hash_all(pieces, used, hex);
    free(pieces);
}

void digest_record_free(struct digest_record *record)
{
    text_free(&record->hashed);
}

static void remember(struct digest_record *record, const struct hash_piece *pieces, size_t count)
{
    size_t size = 0;
    text_clear(&record->hashed);
    for (size_t i = 0; i < count; i++)
        size += pieces[i].size;
    if (size > LARGEST_RECORD)
        return;
    text_reserve(&record->hashed, size);
    for (size_t i = 0; i < count; i++)
        text_add_bytes(&record->hashed, pieces[i].bytes, pieces[i].size);
}

void digest_parts_record(const struct digest_part *parts, size_t count, const char *stated,
                         struct digest_record *record)
{
    size_t used;
    struct hash_piece *pieces = make_pieces(parts, count, stated, &used);
    remember(record, pieces, used);
    hash_all(pieces, used, record->hex);
    free(pieces);
}

bool digest_is_of(const struct digest_record *record, const struct digest_part *parts, size_t count,
                  const char *stated)
{
    const char *hashed = record->hashed.data;
    size_t left = record->hashed.len;
    size_t used;
    if (!left)
        return false;
    struct hash_piece *pieces = make_pieces(parts, count, stated, &used);
    bool same = true;
    for (size_t i = 0; i < used && same; i++) {
        size_t const size = pieces[i].size;
        same = size <= left && memcmp(hashed, pieces[i].bytes, size) == 0;
        hashed += same ? size : 0;
        left -= same ? size : 0;
    }
    free(pieces);
    return same && left == 0;
}
