/*
 * hyphen.c - see hyphen.h.
 *
 * The table is a trie: of each node the set of letters that go on as bits, the
 * number of the first of its children (they follow one another in the order of
 * the letters), and the pattern that ends there, if any.
 */
#include "russian/hyphen.h"

#include <string.h>

#include "hyphen_patterns.h"

/* The end of a word, then а to я, then ё. */
static unsigned letter_index(uint32_t letter)
{
    enum { YO = 33 };
    return letter == 0x451 ? YO : letter - 0x430 + 1;
}

/* The child of a node, or 0: the root is nobody's child. */
static unsigned child(unsigned node, unsigned letter)
{
    uint64_t const bit = UINT64_C(1) << letter;
    if (!(hyphen_letters[node] & bit))
        return 0;
    return hyphen_children[node] + (unsigned)__builtin_popcountll(hyphen_letters[node] & (bit - 1));
}

static void raise_levels(unsigned char *levels, const char *pattern)
{
    for (; *pattern; pattern++, levels++)
        if ((unsigned char)(*pattern - '0') > *levels)
            *levels = (unsigned char)(*pattern - '0');
}

/* The letters have a zero on either side. */
static uint64_t find(const unsigned char *letters, size_t length)
{
    unsigned char levels[HYPHEN_LONGEST_WORD + 3] = {0};
    uint64_t breaks = 0;
    for (size_t start = 0; start < length + 1; start++) {
        unsigned node = 0;
        for (size_t i = start; i < length + 2; i++) {
            node = child(node, letters[i]);
            if (!node)
                break;
            raise_levels(levels + start, hyphen_levels[hyphen_pattern[node]]);
        }
    }
    /* levels[i] belongs before letters[i], so before letter i - 1 of the word. */
    for (size_t i = HYPHEN_LEFT; i + HYPHEN_RIGHT <= length; i++)
        breaks |= (uint64_t)(levels[i + 1] % 2) << (i - 1);
    return breaks;
}

/* Where a word is kept, by its letters closed by zeros. */
static struct hyphen_kept *place_of(struct hyphen_memo *memo, const unsigned char *letters)
{
    uint64_t hash = 0;
    for (size_t at = 0; at < HYPHEN_KEPT_WORD; at += sizeof hash) {
        uint64_t part;
        memcpy(&part, letters + at, sizeof part);
        hash = (hash ^ part) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return &memo->words[hash % HYPHEN_KEPT];
}

uint64_t hyphen_find(const uint32_t *word, size_t length, struct hyphen_memo *memo)
{
    unsigned char letters[HYPHEN_LONGEST_WORD + 2] = {0};
    if (length < HYPHEN_LEFT + HYPHEN_RIGHT || length > HYPHEN_LONGEST_WORD)
        return 0;
    for (size_t i = 0; i < length; i++)
        letters[i + 1] = (unsigned char)letter_index(word[i]);
    if (!memo || length > HYPHEN_KEPT_WORD)
        return find(letters, length);
    struct hyphen_kept *kept = place_of(memo, letters + 1);
    if (memcmp(kept->letters, letters + 1, HYPHEN_KEPT_WORD) != 0) {
        kept->breaks = (uint32_t)find(letters, length);
        memcpy(kept->letters, letters + 1, HYPHEN_KEPT_WORD);
    }
    return kept->breaks;
}
