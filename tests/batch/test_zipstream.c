/*
 * test_zipstream.c - an archive in one stream: any number of entries, and no byte of it that could change unseen.
 */
#include "batch/zipstream.h"

#include "base/arena.h"
#include "base/file.h"
#include "batch/archive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MANY = 70000 };

static char folder[] = "/tmp/formulyar-zipstream-XXXXXX";

static int enter(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    unlink("a.zip");
    unlink("report");
    return rmdir(folder);
}

/* A stream of three entries, one of an open file, not yet closed. */
static struct zipstream *small(void)
{
    struct text entries = TEXT_EMPTY;
    struct zipstream *stream = zipstream_begin("a.zip");
    assert_non_null(stream);
    zipstream_make(&entries, "one.pdf", "first", 5);
    zipstream_make(&entries, "\xD0\xB4\xD0\xB2\xD0\xB0.pdf", "second bytes", 12);
    zipstream_add(stream, entries.data, entries.len);
    assert_int_equal(file_write("report", "rows", 4), 0);
    int const report = file_open("report");
    zipstream_add_file(stream, "report.csv", report);
    close(report);
    text_free(&entries);
    assert_int_equal(zipstream_error(stream), 0);
    return stream;
}

static void every_byte_counts(void **state)
{
    (void)state;
    struct zipstream *stream = small();
    assert_int_equal(zipstream_close(stream, true), 0);
    int const descriptor = zipstream_descriptor(stream);
    long const size = lseek(descriptor, 0, SEEK_END);
    assert_true(size > 300);
    for (long at = 0; at < size; at++) {
        for (int bit = 0; bit < 8; bit++) {
            struct zipstream *other = small();
            char byte;
            assert_int_equal(zipstream_close(other, false), 0);
            int const changed = zipstream_descriptor(other);
            assert_int_equal(file_read_at(changed, &byte, 1, at), 0);
            byte = (char)(byte ^ 1 << bit);
            assert_int_equal(file_write_at(changed, &byte, 1, at), 0);
            if (zipstream_verify(other) != ZIPSTREAM_DAMAGED)
                fail_msg("bit %d of byte %ld may change", bit, at);
            zipstream_end(other, true);
            assert_false(file_exists("a.zip"));
        }
    }
    zipstream_end(stream, false);
}

static void lost_and_added_bytes_are_seen(void **state)
{
    (void)state;
    for (int change = -1; change <= 1; change += 2) {
        struct zipstream *stream = small();
        assert_int_equal(zipstream_close(stream, false), 0);
        int const descriptor = zipstream_descriptor(stream);
        assert_int_equal(ftruncate(descriptor, lseek(descriptor, 0, SEEK_END) + change), 0);
        assert_int_equal(zipstream_verify(stream), ZIPSTREAM_DAMAGED);
        assert_int_equal(zipstream_end(stream, true), ZIPSTREAM_DAMAGED);
        assert_false(file_exists("a.zip"));
    }
}

static void others_read_it(void **state)
{
    (void)state;
    struct zipstream *stream = small();
    assert_int_equal(zipstream_close(stream, true), 0);
    assert_int_equal(zipstream_end(stream, true), 0);
    assert_int_equal(system("python3 -c 'import zipfile; a = zipfile.ZipFile(\"a.zip\"); "
                            "assert a.testzip() is None; assert a.namelist() == "
                            "[\"one.pdf\", \"\\u0434\\u0432\\u0430.pdf\", \"report.csv\"]; "
                            "assert a.read(\"report.csv\") == b\"rows\"'"),
                     0);
}

static void seventy_thousand_entries(void **state)
{
    struct text entries = TEXT_EMPTY;
    struct zipstream *stream = zipstream_begin("a.zip");
    (void)state;
    for (int i = 0; i < MANY; i++) {
        char name[32];
        snprintf(name, sizeof name, "folder/case-%06d_5.1.pdf", i);
        zipstream_make(&entries, name, name, strlen(name));
        if (i % 7 == 0) {
            zipstream_add(stream, entries.data, entries.len);
            text_clear(&entries);
        }
    }
    zipstream_add(stream, entries.data, entries.len);
    text_free(&entries);
    assert_int_equal(zipstream_close(stream, true), 0);
    assert_int_equal(zipstream_end(stream, true), 0);
    bool touched;
    int failure;
    assert_true(archive_is_ours("a.zip", &touched, &failure));
    assert_int_equal(system("python3 -c 'import zipfile; a = zipfile.ZipFile(\"a.zip\"); "
                            "assert len(a.namelist()) == 70000; assert a.testzip() is None'"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_counts),
        cmocka_unit_test(lost_and_added_bytes_are_seen),
        cmocka_unit_test(others_read_it),
        cmocka_unit_test(seventy_thousand_entries),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
