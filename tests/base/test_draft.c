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
#include <sys/stat.h>
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

/* Where the file system knows no far places (all but ext4) there is nothing to see. */
static void place_is_left_empty_and_goes(void **state)
{
    int const before = entries();
    struct draft_place *place = draft_place_open(".");
    int const with_place = entries();
    (void)state;
    for (int i = 0; i < 2; i++) { /* new, then in place of another */
        assert_int_equal(i ? file_write_at_place(place, "b", "second", 6)
                           : file_write_new_at_place(place, "b", "first", 5),
                         0);
        assert_holds("b", i ? "second" : "first");
    }
    assert_int_equal(file_write_new_at_place(place, "b", "third", 5), EEXIST);
    assert_int_equal(entries(), with_place + 1);
    file_drafts_sweep("."); /* by another run: it is in use */
    assert_int_equal(entries(), with_place + 1);
    draft_place_close(place);
    unlink("b");
    assert_int_equal(entries(), before);
}

static void place_of_a_killed_run_is_swept(void **state)
{
    int const before = entries();
    (void)state;
    assert_int_equal(mkdir(FILE_DRAFT_PREFIX "Abc123", 0700), 0);
    assert_int_equal(mkdir(FILE_DRAFT_PREFIX "Abc123/Abc123", 0700), 0);
    assert_int_equal(mkdir(FILE_DRAFT_PREFIX "Abc124", 0700), 0); /* it had made one of the two */
    assert_int_equal(mkdir(FILE_DRAFT_PREFIX "Abc125", 0700), 0);
    assert_int_equal(file_write(FILE_DRAFT_PREFIX "Abc125/notes", "x", 1), 0); /* somebody's */
    file_drafts_sweep(".");
    assert_int_equal(entries(), before + 1);
    assert_holds(FILE_DRAFT_PREFIX "Abc125/notes", "x");
    unlink(FILE_DRAFT_PREFIX "Abc125/notes");
    rmdir(FILE_DRAFT_PREFIX "Abc125");
}

/* A place that somebody took away is none any more: files are begun where they end. */
static void files_are_written_without_their_place(void **state)
{
    struct draft_place *place = draft_place_open(".");
    (void)state;
    assert_int_equal(system("rm -rf " FILE_DRAFT_PREFIX "*"), 0);
    assert_int_equal(file_write_new_at_place(place, "c", "whole", 5), 0);
    assert_holds("c", "whole");
    draft_place_close(place);
    unlink("c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_file_and_nothing_else),
        cmocka_unit_test(what_was_left_of_the_same_file_gives_way),
        cmocka_unit_test(strangers_are_not_swept),
        cmocka_unit_test(on_the_disk),
        cmocka_unit_test(place_is_left_empty_and_goes),
        cmocka_unit_test(place_of_a_killed_run_is_swept),
        cmocka_unit_test(files_are_written_without_their_place),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
