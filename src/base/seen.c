#include "base/seen.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SIZE = 64 };

void seen_free(struct seen *seen)
{
    free(seen->slots);
    *seen = SEEN_EMPTY;
}

/* A cryptographic digest, so that no made-up ids pass for the same. */
static uint64_t digest_of(const char *string)
{
    unsigned char digest[HASH_SIZE];
    uint64_t value;
    hash_bytes(string, strlen(string), digest);
    memcpy(&value, digest, sizeof value);
    return value ? value : 1;
}

/* The slot that holds value or would take it.  Numbers may differ in a few high bits alone. */
static uint64_t *slot_for(uint64_t *slots, size_t size, uint64_t value)
{
    size_t at = (size_t)(value * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (size - 1);
    while (slots[at] && slots[at] != value)
        at = (at + 1) & (size - 1);
    return &slots[at];
}

static void grow(struct seen *seen)
{
    size_t const size = seen->size ? seen->size * 2 : FIRST_SIZE;
    uint64_t *slots = xcalloc(size, sizeof *slots);
    for (size_t i = 0; i < seen->size; i++)
        if (seen->slots[i])
            *slot_for(slots, size, seen->slots[i]) = seen->slots[i];
    free(seen->slots);
    seen->slots = slots;
    seen->size = size;
}

bool seen_has(const struct seen *seen, const char *string)
{
    return seen->size && *slot_for(seen->slots, seen->size, digest_of(string)) != 0;
}

bool seen_add_number(struct seen *seen, uint64_t number)
{
    if (4 * (seen->count + 1) > 3 * seen->size)
        grow(seen);
    uint64_t *slot = slot_for(seen->slots, seen->size, number);
    if (*slot)
        return false;
    *slot = number;
    seen->count++;
    return true;
}

bool seen_add(struct seen *seen, const char *string)
{
    return seen_add_number(seen, digest_of(string));
}

static void fold(const char *name, struct text *folded)
{
    for (uint32_t c; (c = utf8_next(&name)) != 0;)
        text_add_utf8(folded, unicode_small(c));
}

bool seen_has_name(const struct seen *seen, const char *name)
{
    struct text folded = TEXT_EMPTY;
    fold(name, &folded);
    bool const has = seen_has(seen, text_string(&folded));
    text_free(&folded);
    return has;
}

bool seen_add_name(struct seen *seen, const char *name)
{
    struct text folded = TEXT_EMPTY;
    fold(name, &folded);
    bool const added = seen_add(seen, text_string(&folded));
    text_free(&folded);
    return added;
}
