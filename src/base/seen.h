/*
 * seen.h - a set of strings kept as 64-bit digests: 16 bytes for a string, so that
 * the ids of 100,000 cases take less than two megabytes.
 */
#ifndef FORMULYAR_BASE_SEEN_H
#define FORMULYAR_BASE_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct seen {
    uint64_t *slots; /* 0: free */
    size_t count;
    size_t size; /* a power of two, or 0 */
};

#define SEEN_EMPTY ((struct seen){0})

void seen_free(struct seen *seen);

bool seen_has(const struct seen *seen, const char *string);

/* Adds a string; false when it was there already. */
bool seen_add(struct seen *seen, const char *string);

/* The same for a number that is not 0, in a set of numbers alone. */
bool seen_add_number(struct seen *seen, uint64_t number);

/*
 * The same for what files are named after, ids above all: letter case is not told
 * apart, because many a disk does not.
 */
bool seen_has_name(const struct seen *seen, const char *name);
bool seen_add_name(struct seen *seen, const char *name);

#endif
