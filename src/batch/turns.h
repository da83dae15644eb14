/*
 * turns.h - what workers finish in any order, handed on in the order of the cases.
 *
 * What comes before its turn waits in memory, and beyond TURNS_MEMORY of it in a file without a name: a
 * case that takes its time holds nobody up, and memory does not grow.
 */
#ifndef FORMULYAR_BATCH_TURNS_H
#define FORMULYAR_BATCH_TURNS_H

#include <stddef.h>

enum { TURNS_MEMORY = 32 << 20 };

/* What bytes are handed on to, in the order of the cases. */
struct turns_taker {
    void (*take)(void *context, const char *bytes, size_t size);
    void *context;
};

struct turns;

/* For so many cases; beside: a path in whose folder the nameless file may be.  Both are borrowed. */
struct turns *turns_new(size_t cases, const char *beside, const struct turns_taker *taker);

/* Nothing will come of this case: its turn is over. */
void turns_skip(struct turns *turns, size_t number);

/* The bytes of a case, each of which comes once; 0, or the errno of why they cannot be kept. */
int turns_add(struct turns *turns, size_t number, const char *bytes, size_t size);

/* Hands on all that still waits, in order; 0 or an errno. */
int turns_finish(struct turns *turns);

/* Releases it, and what waits. */
void turns_free(struct turns *turns);

#endif
