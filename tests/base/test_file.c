/*
 * test_file.c - whole files, written so that a reader never sees half.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/formulyar-test-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static size_t entries(void)
{
    size_t count = 0;
    DIR *open = opendir(folder);
    for (struct dirent *entry; (entry = readdir(open)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(open);
    return count;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static const char *in_folder(const char *name)
{
    static char path[2][256];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static void written_whole_private_and_alone(void **state)
{
    (void)state;
    struct stat status;
    struct text text = TEXT_EMPTY;
    const char *path = in_folder("a");
    assert_int_equal(file_write(path, "старое", 12), 0);
    assert_int_equal(file_write(path, "a\0b", 3), 0);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(file_read(path, 3, &text), 0);
    assert_int_equal(text.len, 3);
    assert_memory_equal(text.data, "a\0b", 3);
    assert_int_equal(entries(), 1); /* no temporary file */
    text_clear(&text);
    assert_int_equal(file_read(path, 2, &text), EFBIG);
    text_free(&text);
}

static void a_failure_leaves_nothing_behind(void **state)
{
    (void)state;
    size_t const before = entries();
    assert_int_equal(mkdir(in_folder("taken"), 0700), 0);
    assert_int_equal(file_write(in_folder("taken"), "x", 1), EISDIR);
    assert_int_equal(entries(), before + 1);
    assert_int_equal(file_write(in_folder("none/b"), "x", 1), ENOENT);
    assert_int_equal(rmdir(in_folder("taken")), 0);
}

/* A new file of that name is written; then the name is not free. */
static void try_new(const char *name)
{
    struct stat status;
    struct text text = TEXT_EMPTY;
    size_t const before = entries();
    assert_int_equal(file_write_new(in_folder(name), "a\0b", 3), 0);
    assert_int_equal(stat(in_folder(name), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(file_write_new(in_folder(name), "other", 5), EEXIST);
    assert_int_equal(file_read(in_folder(name), 10, &text), 0);
    assert_int_equal(text.len, 3);
    assert_memory_equal(text.data, "a\0b", 3);
    text_free(&text);
    assert_int_equal(entries(), before + 1);
}

static void a_new_file_takes_no_name_that_is_taken(void **state)
{
    (void)state;
    try_new("new");
    assert_int_equal(file_write_new(in_folder("none/b"), "x", 1), ENOENT);
    assert_int_equal(symlink("nowhere", in_folder("pointer")), 0);
    assert_int_equal(file_write_new(in_folder("pointer"), "x", 1), EEXIST);
    assert_int_equal(unlink(in_folder("pointer")), 0);
}

/* Nothing can be named by /proc where there is none: a process of its own, in a world without. */
static void a_new_file_where_nameless_ones_get_no_name(void **state)
{
    (void)state;
    pid_t const child = fork();
    if (child == 0) {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 ||
            mount("none", "/proc", "tmpfs", 0, NULL) != 0)
            _exit(77);
        struct text text = TEXT_EMPTY;
        bool const good = file_write_new(in_folder("plain"), "abc", 3) == 0 &&
                          file_write_new(in_folder("plain"), "d", 1) == EEXIST &&
                          file_read(in_folder("plain"), 10, &text) == 0 && text.len == 3;
        text_free(&text);
        _exit(good ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
        skip();
    assert_int_equal(status, 0);
}

static void folders_with_their_parents(void **state)
{
    (void)state;
    assert_int_equal(folder_make(in_folder("p/q/r")), 0);
    assert_int_equal(folder_make(in_folder("p/q/r")), 0);
    assert_int_equal(file_write(in_folder("p/file"), "", 0), 0);
    assert_int_equal(folder_make(in_folder("p/file")), ENOTDIR);
    assert_int_equal(folder_make(in_folder("p/file/x")), ENOTDIR);
}

static void dangling_links_exist(void **state)
{
    (void)state;
    assert_false(file_exists(in_folder("link")));
    assert_int_equal(symlink("nowhere", in_folder("link")), 0);
    assert_true(file_exists(in_folder("link")));
    struct text text = TEXT_EMPTY;
    assert_int_equal(file_read(in_folder("link"), 10, &text), ENOENT);
    text_free(&text);
}

static void maps(void **state)
{
    (void)state;
    struct file_map map;
    assert_int_equal(file_write(in_folder("m"), "карта", 10), 0);
    assert_int_equal(file_map(in_folder("m"), &map), 0);
    assert_int_equal(map.size, 10);
    assert_memory_equal(map.data, "карта", 10);
    file_unmap(&map);
    assert_int_equal(file_write(in_folder("m"), "", 0), 0);
    assert_int_equal(file_map(in_folder("m"), &map), 0);
    assert_int_equal(map.size, 0);
    file_unmap(&map);
    assert_int_equal(file_map(in_folder("none"), &map), ENOENT);
}

static void reasons_in_two_languages(void **state)
{
    (void)state;
    assert_non_null(strchr(file_reason(ENOSPC), '\x1F'));
    assert_non_null(strchr(file_reason(0), '\x1F'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_whole_private_and_alone),
        cmocka_unit_test(a_failure_leaves_nothing_behind),
        cmocka_unit_test(a_new_file_takes_no_name_that_is_taken),
        cmocka_unit_test(a_new_file_where_nameless_ones_get_no_name),
        cmocka_unit_test(folders_with_their_parents),
        cmocka_unit_test(dangling_links_exist),
        cmocka_unit_test(maps),
        cmocka_unit_test(reasons_in_two_languages),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
