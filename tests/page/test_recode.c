/* test_recode.c - the recoding of the page says what the system's iconv() says: characters, faults, places. */
#include "page/recode.h"

#include <errno.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const encodings[] = {
    "windows-1251", "CP1251",       "KOI8-R",       "koi8-u",       "IBM866",     "cp866",
    "ISO-8859-5",   "MAC-CYRILLIC", "windows-1252", "windows-1250", "ISO-8859-2", "iso-8859-15",
    "US-ASCII",     "ISO-8859-1",   "UTF-16LE",     "UTF-16BE",     "UTF-32LE",   "UTF-32BE",
};

/* Both over the same bytes, with so much room: the same output, rest and fault. */
static void compare(const char *encoding, const unsigned char *bytes, size_t count, size_t space)
{
    char theirs[512], ours[512];
    char *from = (char *)(uintptr_t)bytes, *to = theirs;
    size_t left = count, room = space;
    iconv_t const system = iconv_open("UTF-8", encoding);
    assert_true(system != (iconv_t)-1);
    errno = 0;
    int const expected = iconv(system, &from, &left, &to, &room) == (size_t)-1 ? errno : 0;
    iconv_close(system);

    const struct recoding *const recoding = recode_from(encoding);
    assert_non_null(recoding);
    const char *at = (const char *)bytes;
    char *out = ours;
    size_t rest = count, free_room = space;
    int const fault = recode(recoding, &at, &rest, &out, &free_room);
    if (fault != expected || rest != left || free_room != room)
        printf("# %s: %d for %d, %zu left for %zu\n", encoding, fault, expected, rest, left);
    assert_int_equal(fault, expected);
    assert_int_equal(rest, left);
    assert_int_equal(free_room, room);
    assert_memory_equal(ours, theirs, space - room);
}

static void test_every_byte(void **state)
{
    (void)state;
    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++)
        for (unsigned byte = 0; byte < 256; byte++) {
            unsigned char const bytes[] = {(unsigned char)byte, 'a', 0, 0, 0, 0, 0, 0};
            for (size_t count = 1; count <= sizeof bytes; count++)
                compare(encodings[e], bytes, count, 64);
        }
}

static void test_chance(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        unsigned char bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (unsigned char)(seed >> 24);
            if (round % 2 && i % 2) /* halves of pairs, marks, Cyrillic in wide characters */
                bytes[i] = (unsigned char)(bytes[i] % 8 ? 4 : 0xD8 + bytes[i] % 8);
            if (round % 3 == 0 && i % 4 > 1)
                bytes[i] = 0;
        }
        compare(encodings[(unsigned)round % (sizeof encodings / sizeof *encodings)], bytes,
                1 + seed % sizeof bytes, 1 + (seed >> 8) % 96);
    }
}

/* How many bytes of UTF-8 are taken, and what is wrong with the next. */
static int take_utf8(const unsigned char *bytes, size_t count, size_t *taken)
{
    char out[64];
    const char *at = (const char *)bytes;
    char *to = out;
    size_t left = count, room = sizeof out;
    int const fault = recode(recode_from("UTF-8"), &at, &left, &to, &room);
    *taken = count - left;
    assert_int_equal(sizeof out - room, *taken);
    assert_memory_equal(out, bytes, *taken);
    return fault;
}

/* UTF-8 stays as it is, and is looked at: iconv() takes longer sequences for the beginning of something. */
static void test_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t taken;
        int fault;
    } texts[] = {
        {"a\xC3\xA9\xE2\x82\xAC\xF4\x8F\xBF\xBF", 10, 0},
        {"a\xC1\xBF", 1, EILSEQ},         /* longer than it must be */
        {"a\xE0\x9F\xBF", 1, EILSEQ},     /* the same */
        {"a\xF0\x8F\xBF\xBF", 1, EILSEQ}, /* the same */
        {"a\xED\xA0\x80", 1, EILSEQ},     /* half of a pair */
        {"a\xF4\x90\x80\x80", 1, EILSEQ}, /* behind the last one */
        {"a\xF5\x80\x80\x80", 1, EILSEQ},
        {"a\x80", 1, EILSEQ},
        {"a\xC3z", 1, EILSEQ},
        {"a\xE2\x82z", 1, EILSEQ},
        {"a\xC3", 1, EINVAL},
        {"a\xE2\x82", 1, EINVAL},
        {"a\xF0\x9F\x98", 1, EINVAL},
    };
    size_t taken;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const unsigned char *bytes = (const unsigned char *)texts[i].bytes;
        assert_int_equal(take_utf8(bytes, strlen(texts[i].bytes), &taken), texts[i].fault);
        assert_int_equal(taken, texts[i].taken);
    }
}

static void test_names(void **state)
{
    (void)state;
    assert_non_null(recode_from("Windows-1251"));
    assert_null(recode_from("windows-125"));
    assert_null(recode_from("windows-1251 "));
    assert_null(recode_from("windows-1251 CP1251"));
    assert_null(recode_from(""));
    assert_null(recode_from("GB18030"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_chance),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
