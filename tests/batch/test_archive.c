/*
 * test_archive.c - more entries than a ZIP without the 64-bit extension can hold.
 */
#include "batch/archive.h"

#include "base/arena.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MANY = 70000 };

static char folder[] = "/tmp/formulyar-archive-XXXXXX";

static int enter(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    unlink("tiny");
    unlink("many.zip");
    unlink("none.zip");
    return rmdir(folder);
}

/* "PK\5\6" stands 22 bytes before the end, and the comment; "PK\6\7" 20 bytes further up. */
static bool has_64_bit_locator(const char *path)
{
    static const unsigned char end[] = "PK\5\6", locator[] = "PK\6\7";
    struct file_map map;
    assert_int_equal(file_map(path, &map), 0);
    const unsigned char *found = memmem(map.data + map.size - 128, 128, end, 4);
    assert_non_null(found);
    bool const has = memcmp(found - 20, locator, 4) == 0;
    file_unmap(&map);
    return has;
}

static void seventy_thousand_entries(void **state)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    (void)state;
    assert_int_equal(file_write("tiny", "x", 1), 0);
    struct archive *archive = archive_begin("many.zip", diags);
    assert_non_null(archive);
    for (int i = 0; i < MANY; i++)
        archive_add(archive, arena_printf(arena, "%d", i), "tiny");
    assert_true(archive_end(archive, diags));
    assert_int_equal(diags_count(diags), 0);
    assert_true(has_64_bit_locator("many.zip"));
    bool touched;
    int failure;
    assert_true(archive_is_ours("many.zip", &touched, &failure));
    assert_int_equal(failure, 0);
    assert_false(touched);
    arena_free(arena);
    diags_free(diags);
}

static void missing_file_leaves_no_archive(void **state)
{
    struct diags *diags = diags_new();
    (void)state;
    struct archive *archive = archive_begin("none.zip", diags);
    assert_non_null(archive);
    archive_add(archive, "absent", "absent");
    assert_false(archive_end(archive, diags));
    assert_int_equal(diags_count(diags), 1);
    assert_false(file_exists("none.zip"));
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seventy_thousand_entries),
        cmocka_unit_test(missing_file_leaves_no_archive),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
