/*
 * test_draft.c - files written piece by piece: whole or not there, and what was left is swept.
 */
#include "base/draft.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/formulyar-test-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static int entries(void)
{
    int count = -2; /* . and .. */
    DIR *open = opendir(".");
    while (readdir(open))
        count++;
    closedir(open);
    return count;
}

static void assert_holds(const char *path, const char *wanted)
{
    struct text text = TEXT_EMPTY;
    assert_int_equal(file_read(path, 100, &text), 0);
    assert_string_equal(text_string(&text), wanted);
    text_free(&text);
}

static void put(const char *path, const char *bytes, bool keep)
{
    struct file_draft *draft = file_draft_open(path);
    assert_non_null(draft);
    file_draft_add(draft, bytes, 1);
    file_draft_add(draft, bytes + 1, strlen(bytes) - 1);
    assert_int_equal(file_draft_sync(draft, false), 0);
    assert_int_equal(file_draft_end(draft, keep), 0);
}

static void one_file_and_nothing_else(void **state)
{
    (void)state;
    put("a", "old", true);
    assert_holds("a", "old");
    put("a", "new", true);
    put("./a", "never", false);
    assert_holds("a", "new");
    assert_int_equal(entries(), 1);
    assert_null(file_draft_open("none/b"));
    assert_int_equal(errno, ENOENT);
}

/* The name that a draft of this file takes when it replaces another, taken already by one that was left. */
static void what_was_left_of_the_same_file_gives_way(void **state)
{
    (void)state;
    char name[32];
    unsigned number = 2166136261U;
    number = (number ^ 'a') * 16777619U;
    snprintf(name, sizeof name, FILE_DRAFT_PREFIX "%06x", number & 0xFFFFFFU);
    assert_int_equal(file_write(name, "left", 4), 0);
    put("a", "newer", true);
    assert_holds("a", "newer");
    assert_false(file_exists(name));
    /* One that another run has in work stays, and does not stand in the way. */
    assert_int_equal(file_write(name, "in work", 7), 0);
    int const other = open(name, O_RDWR);
    assert_int_equal(flock(other, LOCK_EX), 0);
    put("a", "newest", true);
    assert_holds("a", "newest");
    assert_holds(name, "in work");
    file_drafts_sweep(folder);
    assert_true(file_exists(name));
    close(other);
    file_drafts_sweep_beside("a");
    assert_false(file_exists(name));
    assert_int_equal(entries(), 1);
}

static void strangers_are_not_swept(void **state)
{
    (void)state;
    assert_int_equal(file_write(FILE_DRAFT_PREFIX "longer-name", "x", 1), 0);
    assert_int_equal(file_write(FILE_DRAFT_PREFIX "short", "x", 1), 0);
    assert_int_equal(symlink("a", FILE_DRAFT_PREFIX "linked"), 0);
    file_drafts_sweep(folder);
    assert_int_equal(entries(), 4);
}

static void on_the_disk(void **state)
{
    (void)state;
    assert_int_equal(file_sync("a"), 0);
    assert_int_equal(file_sync_name("a"), 0);
    assert_int_equal(file_sync("none"), ENOENT);
    assert_int_equal(file_sync_name("none/b"), ENOENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_file_and_nothing_else),
        cmocka_unit_test(what_was_left_of_the_same_file_gives_way),
        cmocka_unit_test(strangers_are_not_swept),
        cmocka_unit_test(on_the_disk),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
