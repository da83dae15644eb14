/*
 * test_arena.c - memory that is released as one piece.
 */
#include "base/arena.h"

#include "base/confine.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    unsigned char *last = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *memory = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        assert_ptr_not_equal(memory, last);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
        last = memory;
    }
    arena_free(arena);
}

static void larger_than_a_block(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char *small = arena_strdup(arena, "малое");
    unsigned char *large = arena_alloc(arena, 5 * 1024 * 1024);
    assert_int_equal(large[5 * 1024 * 1024 - 1], 0);
    memset(large, 1, 5 * 1024 * 1024);
    assert_string_equal(small, "малое");
    assert_string_equal(arena_strndup(arena, "после", 4), "по");
    arena_free(arena);
}

static void used_again_after_reset(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int round = 0; round < 100; round++) {
        long *numbers = ARENA_ARRAY(arena, 1000, long);
        for (int i = 0; i < 1000; i++) {
            assert_int_equal(numbers[i], 0);
            numbers[i] = round;
        }
        arena_reset(arena);
    }
    arena_free(arena);
    arena_free(NULL);
}

static void formats(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(arena_printf(arena, "%s, строка %d", "5.3", 2), "5.3, строка 2");
    assert_string_equal(arena_printf(arena, "%s", ""), "");
    arena_free(arena);
}

static void overflow_ends_the_process_with_3(void **state)
{
    (void)state;
    if (getenv("MEMCHECK")) /* which takes what the child leaves behind for a leak */
        skip();
    static struct arena *volatile kept; /* reachable when the child ends: no leak to tell of */
    pid_t const child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        confine_program(); /* as every main() does */
        kept = arena_new();
        arena_array(kept, SIZE_MAX / 2, 3);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
}

static void go_back(void *context)
{
    longjmp(context, 1);
}

static void a_lack_of_memory_is_told_to_the_hook(void **state)
{
    (void)state;
    jmp_buf place;
    struct memory_hook const none = {0};
    struct memory_hook const before =
        memory_hook_set((struct memory_hook){.call = go_back, .context = &place});
    assert_true(before.call == none.call);
    struct arena *arena = arena_new();
    if (setjmp(place) == 0) {
        arena_array(arena, SIZE_MAX / 2, 3);
        fail();
    }
    assert_true(memory_hook_set(none).call == go_back);
    arena_free(arena);
}

static void an_array_grows_and_keeps_its_items(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t *items = NULL;
    size_t cap = 0;
    for (size_t i = 0; i < 1000; i++) {
        items = arena_grow(arena, items, i, &cap, sizeof *items);
        assert_true(cap > i);
        items[i] = i;
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    arena_free(arena);
}

static void lists_keep_the_order(void **state)
{
    (void)state;
    struct item {
        struct item *next;
    } items[6] = {{NULL}};
    struct item *by_tail = NULL, **tail = &by_tail, *first = NULL, *last = NULL;
    for (int i = 0; i < 3; i++) {
        LIST_APPEND(tail, &items[i]);
        LIST_PUT(first, last, &items[i + 3]);
        assert_ptr_equal(last, &items[i + 3]);
    }
    assert_true(by_tail == items && items[0].next == &items[1] && items[1].next == &items[2]);
    assert_true(first == items + 3 && items[3].next == &items[4] && items[4].next == &items[5]);
    assert_true(!items[2].next && !items[5].next);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_array_grows_and_keeps_its_items),
        cmocka_unit_test(lists_keep_the_order),
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(larger_than_a_block),
        cmocka_unit_test(used_again_after_reset),
        cmocka_unit_test(formats),
        cmocka_unit_test(a_lack_of_memory_is_told_to_the_hook),
        cmocka_unit_test(overflow_ends_the_process_with_3),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
