/*
 * nearest.c - edit distance over short words; see nearest.h.
 */
#include "cmd/nearest.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { LONGEST = 32 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Damerau-Levenshtein distance (optimal string alignment). */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t cost[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= a_length; i++)
        cost[i][0] = i;
    for (size_t j = 0; j <= b_length; j++)
        cost[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        for (size_t j = 1; j <= b_length; j++) {
            size_t const change = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            cost[i][j] = least(change, least(cost[i - 1][j], cost[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a_length][b_length];
}

const char *nearest_word(const char *word, const char *const *words)
{
    size_t const length = strlen(word);
    if (length > LONGEST)
        return NULL;
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    for (; *words; words++) {
        size_t const other = strlen(*words);
        if (other > LONGEST)
            continue;
        size_t const edits = distance(word, length, *words, other);
        if (edits < best_distance) {
            best_distance = edits;
            best = *words;
        }
    }
    return best_distance <= (length + 2) / 3 ? best : NULL;
}
