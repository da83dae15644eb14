/*
 * test_school.c - the school's file is asked about by a part of form.xsd first (xml/baked.h): what it says is what the
 * whole one says, whatever is wrong with the file.
 */
#include "base/file.h"
#include "form/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/formulyar-school-XXXXXX";
static struct form_schema *part, *whole;
static struct diags *diags;

static const char *in_folder(const char *name)
{
    static char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* What is said of the file, and whether it is taken. */
static bool say(struct form_schema *schema, struct text *out)
{
    struct organization *school = organization_load(in_folder("school.xml"), schema, diags);
    bool const good = school != NULL;
    organization_free(school);
    diags_print(diags, LANGUAGE_EN, out);
    diags_clear(diags);
    return good;
}

/* Both ways; true when the file is good. */
static bool same(const char *bytes, size_t size)
{
    struct text by_part = TEXT_EMPTY;
    struct text by_whole = TEXT_EMPTY;
    assert_int_equal(file_write(in_folder("school.xml"), bytes, size), 0);
    bool const good = say(part, &by_part);
    assert_int_equal(good, say(whole, &by_whole));
    assert_string_equal(text_string(&by_part), text_string(&by_whole));
    text_free(&by_part);
    text_free(&by_whole);
    return good;
}

static void read_school(struct text *bytes)
{
    assert_int_equal(file_read("forms/organization.xml", 1 << 20, bytes), 0);
}

/* Another byte at each place: names, values, ends of tags. */
static void test_bytes(void **state)
{
    (void)state;
    struct text bytes = TEXT_EMPTY;
    size_t good = 0;
    read_school(&bytes);
    assert_true(same(bytes.data, bytes.len));
    for (size_t i = 0; i < bytes.len; i++) {
        bytes.data[i] ^= 1;
        good += same(bytes.data, bytes.len);
        bytes.data[i] ^= 1;
    }
    assert_in_range(good, 1, bytes.len - 1);
    text_free(&bytes);
}

/* Without each stretch from one tag to the next, and with it twice. */
static void test_tags(void **state)
{
    (void)state;
    struct text bytes = TEXT_EMPTY;
    struct text other = TEXT_EMPTY;
    read_school(&bytes);
    for (size_t i = 0; i < bytes.len; i++) {
        if (bytes.data[i] != '<')
            continue;
        const char *end = memchr(bytes.data + i + 1, '<', bytes.len - i - 1);
        size_t const next = end ? (size_t)(end - bytes.data) : bytes.len;
        for (int times = 0; times < 3; times += 2) {
            text_clear(&other);
            text_add_bytes(&other, bytes.data, i);
            for (int again = 0; again < times; again++)
                text_add_bytes(&other, bytes.data + i, next - i);
            text_add_bytes(&other, bytes.data + next, bytes.len - next);
            same(text_string(&other), other.len);
        }
    }
    text_free(&bytes);
    text_free(&other);
}

/* Good by form.xsd, but another file than the school's. */
static void test_other_root(void **state)
{
    (void)state;
    struct text bytes = TEXT_EMPTY;
    assert_int_equal(file_read("forms/lesosibirsk2-2024-09-27/edition.xml", 1 << 20, &bytes), 0);
    assert_false(same(bytes.data, bytes.len));
    text_free(&bytes);
}

static int set_up(void **state)
{
    (void)state;
    struct text bytes = TEXT_EMPTY;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(file_read("forms/form.xsd", 1 << 20, &bytes), 0);
    text_add(&bytes, "\n"); /* other bytes than those that the build asked */
    assert_int_equal(file_write(in_folder("form.xsd"), bytes.data, bytes.len), 0);
    text_free(&bytes);
    diags = diags_new();
    part = form_schema_open("forms/form.xsd");
    static char path[64];
    snprintf(path, sizeof path, "%s", in_folder("form.xsd"));
    whole = form_schema_open(path);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    form_schema_close(part);
    form_schema_close(whole);
    diags_free(diags);
    unlink(in_folder("school.xml"));
    unlink(in_folder("form.xsd"));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_other_root),
    };
    return cmocka_run_group_tests_name("school", tests, set_up, tear_down);
}
