/*
 * arena.h - memory that is released as one piece.
 *
 * Every document has one arena.  A stage allocates its result in the arena it
 * is given; the result is const afterwards and lives until arena_free().
 * Nothing inside an arena is freed singly.  Running out of memory ends the work
 * (out_of_memory()), so that no caller has a branch for it.
 */
#ifndef FORMULYAR_BASE_ARENA_H
#define FORMULYAR_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* For arena_alloc() alone; users keep a pointer. */
struct arena_block {
    struct arena_block *next;
    size_t size;
    size_t used;
    max_align_t data[];
};

struct arena {
    struct arena_block *current;
    size_t next_size;
};

/* Makes an empty arena; the caller owns it and ends it with arena_free(). */
struct arena *arena_new(void);

/* Releases everything taken from the arena and the arena itself; NULL is allowed. */
void arena_free(struct arena *arena);

/*
 * Forgets everything taken from the arena but keeps its newest block, so that a
 * worker can use one arena for many documents without asking the system again.
 */
void arena_reset(struct arena *arena);

/* Takes a new block for what does not fit the current one. */
void *arena_alloc_block(struct arena *arena, size_t size);

/* The room that size bytes take: at least one byte, aligned for any type. */
static inline size_t arena_room(size_t size)
{
    size_t const unit = _Alignof(max_align_t);
    return (size + !size + unit - 1) / unit * unit;
}

/* Returns size bytes aligned for any type that hold anything: for what is written over at once. */
static inline void *arena_take(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->current;
    if (size >= SIZE_MAX / 2 || block->size - block->used < arena_room(size))
        return arena_alloc_block(arena, size);
    void *memory = (char *)block->data + block->used;
    block->used += arena_room(size);
    return memory;
}

/*
 * Returns size zeroed bytes aligned for any type; size 0 gives a unique address.
 * Inline: where the size is known the zeroing is a few instructions.
 */
static inline void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_take(arena, size), 0, arena_room(size));
}

/* Like arena_alloc() and arena_take() for an array; a product that overflows is a lack of memory. */
void *arena_array(struct arena *arena, size_t count, size_t size);
void *arena_take_array(struct arena *arena, size_t count, size_t size);

/*
 * Room for one more in an array of count items of that size: the array itself,
 * or one twice as large that holds them too.  *cap is 0 at first and kept here.
 */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *cap, size_t size);

/*
 * Appends an item to a list linked by `next`: tail is the place of its last link,
 * and moves on to the new one's.  Starts as `T **tail = &first;`.
 */
#define LIST_APPEND(tail, item) (*(tail) = (item), (tail) = &(*(tail))->next)

/* The same for a list of which the first and the last item are kept, both NULL at first. */
#define LIST_PUT(first, last, item) (*((last) ? &(last)->next : &(first)) = (item), (last) = (item))

/* Copies a string, or its first length bytes, and closes it with NUL. */
char *arena_strdup(struct arena *arena, const char *string);
char *arena_strndup(struct arena *arena, const char *string, size_t length);

/* Formats like printf into the arena.  No %f, %g: their comma depends on the locale. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Typed shorthands: one zeroed object, an array of them, and one that holds anything. */
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))
#define ARENA_TAKE(arena, count, type) ((type *)arena_take_array((arena), (count), sizeof(type)))

/* malloc and realloc that end the work when memory runs out. */
void *xmalloc(size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *string);

/*
 * Room for one more in an array of count items of that size on the heap, as
 * arena_grow() makes it in an arena: free() releases it.
 */
void *xgrow(void *items, size_t count, size_t *cap, size_t size);

/* calloc that does so: large zeros cost nothing until they are touched. */
void *xcalloc(size_t count, size_t size);

/*
 * Calls the hook of this thread, and aborts the process when it comes back or there
 * is none.  For all who find that memory is lacking, and a library that says so.
 */
void out_of_memory(void) __attribute__((noreturn));

/*
 * What out_of_memory() calls in this thread; {0}: nothing.  Returns the hook before.
 * The programs end with status 3 (confine_program()), the library asks its user.
 */
struct memory_hook {
    void (*call)(void *context);
    void *context;
};
struct memory_hook memory_hook_set(struct memory_hook hook);

#endif
