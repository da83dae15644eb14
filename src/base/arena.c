/*
 * arena.c - a bump allocator over a chain of blocks.
 *
 * Blocks double up to a ceiling; a request larger than a block gets a block of
 * its own.  Memory is handed out zeroed, because most of what is built here is
 * structs in which "absent" is NULL or 0.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 32 * 1024, LARGEST_BLOCK = 1024 * 1024, FIRST_ITEMS = 32 };

/* Of each thread: several users of the library may live in one process. */
static _Thread_local struct memory_hook memory_hook;

struct memory_hook memory_hook_set(struct memory_hook hook)
{
    struct memory_hook const before = memory_hook;
    memory_hook = hook;
    return before;
}

void out_of_memory(void)
{
    if (memory_hook.call)
        memory_hook.call(memory_hook.context);
    abort();
}

void *xcalloc(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void *xmalloc(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void *xrealloc(void *old, size_t size)
{
    void *memory = realloc(old, size ? size : 1);
    if (!memory)
        out_of_memory();
    return memory;
}

void *xgrow(void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return items;
    size_t const grown = *cap ? 2 * *cap : FIRST_ITEMS;
    if (grown > SIZE_MAX / size)
        out_of_memory();
    *cap = grown;
    return xrealloc(items, grown * size);
}

char *xstrdup(const char *string)
{
    size_t size = strlen(string) + 1;
    return memcpy(xmalloc(size), string, size);
}

static struct arena_block *block_new(size_t size, struct arena_block *next)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        out_of_memory();
    struct arena_block *block = xmalloc(sizeof *block + size);
    block->next = next;
    block->size = size;
    block->used = 0;
    return block;
}

struct arena *arena_new(void)
{
    struct arena *arena = xmalloc(sizeof *arena);
    arena->current = block_new(FIRST_BLOCK, NULL);
    arena->next_size = (size_t)FIRST_BLOCK * 2;
    return arena;
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    free_blocks(arena->current);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    free_blocks(arena->current->next);
    arena->current->next = NULL;
    arena->current->used = 0;
}

void *arena_alloc_block(struct arena *arena, size_t size)
{
    if (size >= SIZE_MAX / 2)
        out_of_memory();
    size_t const room = arena_room(size);
    arena->current = block_new(room > arena->next_size ? room : arena->next_size, arena->current);
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return arena_take(arena, size);
}

static size_t array_size(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    return count * size;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    return arena_alloc(arena, array_size(count, size));
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
    return arena_take(arena, array_size(count, size));
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return items;
    *cap = *cap ? 2 * *cap : FIRST_ITEMS;
    void *grown = arena_array(arena, *cap, size);
    return count ? memcpy(grown, items, count * size) : grown;
}

char *arena_strndup(struct arena *arena, const char *string, size_t length)
{
    char *copy = arena_take(arena, length + 1);
    memcpy(copy, string, length);
    copy[length] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *string)
{
    return arena_strndup(arena, string, strlen(string));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    char small[256]; /* most strings fit: then they need not be made twice */
    va_list args;
    va_start(args, format);
    int length = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (length < 0)
        out_of_memory();
    if ((size_t)length < sizeof small)
        return arena_strndup(arena, small, (size_t)length);
    char *copy = arena_alloc(arena, (size_t)length + 1);
    va_start(args, format);
    vsnprintf(copy, (size_t)length + 1, format, args);
    va_end(args);
    return copy;
}
