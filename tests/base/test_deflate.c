/*
 * test_deflate.c - what is deflated comes back, judged by zlib; bombs and damage are told apart.
 */
#include "base/deflate.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <zlib.h>

#include <cmocka.h>

static void a_deflater_can_be_used_again(void **state)
{
    (void)state;
    struct deflater *deflater = deflater_new(DEFLATER_FAST);
    struct text first = TEXT_EMPTY, second = TEXT_EMPTY, big = TEXT_EMPTY;
    for (int i = 0; i < 50000; i++)
        text_add_int(&big, i * 7919L);
    deflater_run(deflater, DEFLATE_STREAM, big.data, big.len, &first);
    deflater_run(deflater, DEFLATE_STREAM, big.data, big.len, &second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.data, second.data, first.len);
    uLongf size = big.len;
    char *back = xmalloc(size);
    assert_int_equal(
        uncompress((unsigned char *)back, &size, (unsigned char *)first.data, first.len), Z_OK);
    assert_int_equal(size, big.len);
    assert_memory_equal(back, big.data, size);
    free(back);
    text_clear(&first);
    deflater_run(deflater, DEFLATE_STREAM, "", 0, &first);
    assert_true(first.len > 0);
    deflater_free(deflater);
    deflater_free(NULL);
    text_free(&first);
    text_free(&second);
    text_free(&big);
}

static void what_is_deflated_comes_back_or_is_refused(void **state)
{
    (void)state;
    enum { SIZE = 100000 };
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    struct inflater *inflater = inflater_new();
    char *zeros = xcalloc(SIZE, 1);
    char *back = xmalloc(SIZE);
    for (enum deflate_format format = DEFLATE_STREAM; format <= DEFLATE_BARE; format++) {
        struct text packed = TEXT_EMPTY, out = TEXT_EMPTY;
        text_add(&out, "kept");
        deflater_run(deflater, format, zeros, SIZE, &packed);
        assert_int_equal(inflater_run(inflater, format, packed.data, packed.len, SIZE - 1, &out),
                         INFLATE_TOO_LARGE);
        assert_int_equal(inflater_run(inflater, format, packed.data, packed.len / 2, SIZE, &out),
                         INFLATE_DAMAGED);
        assert_int_equal(out.len, 4);
        assert_int_equal(inflater_run(inflater, format, packed.data, packed.len, SIZE, &out),
                         INFLATE_GOOD);
        assert_int_equal(out.len, 4 + SIZE);
        assert_memory_equal(out.data + 4, zeros, SIZE);
        if (format == DEFLATE_BARE) {
            assert_true(inflater_fill(inflater, packed.data, packed.len, back, SIZE));
            assert_false(inflater_fill(inflater, packed.data, packed.len, back, SIZE - 1));
        }
        text_free(&packed);
        text_free(&out);
    }
    assert_int_equal(deflate_crc32("123456789", 9), 0xCBF43926);
    inflater_free(inflater);
    inflater_free(NULL);
    deflater_free(deflater);
    free(zeros);
    free(back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deflater_can_be_used_again),
        cmocka_unit_test(what_is_deflated_comes_back_or_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
