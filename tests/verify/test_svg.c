/*
 * test_svg.c - pictures: which bytes are taken for one, and what is looked at in one that was written.
 */
#include "verify/checks.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *said_of(const char *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct verify_facts facts;
    unsigned char *copy = malloc(size + 1); /* so that a sanitizer sees its end */
    memcpy(copy, bytes, size);
    assert_false(verify_file(NULL, copy, size, "picture.svg", arena, &facts, diags));
    assert_int_equal(diags_count(diags), 1);
    bool const is_picture = strcmp(diags_get(diags, 0)->code, "E911") == 0;
    assert_true(is_picture || strcmp(diags_get(diags, 0)->code, "E501") == 0);
    free(copy);
    diags_free(diags);
    arena_free(arena);
    return is_picture ? "picture" : "unknown";
}

static void pictures_are_known_by_their_beginning(void **state)
{
    (void)state;
    static const char *const pictures[] = {
        "<svg xmlns='x'/>",
        "<svg>",
        "\xEF\xBB\xBF<?xml version='1.0'?>\r\n\t<!-- a --><!-- b --><svg\n",
        "<!DOCTYPE svg PUBLIC 'x' 'y'><svg >",
    };
    static const char *const others[] = {
        "",     "<",         "<svg",     "<svga>",        "<!-- <svg>", "<?xml ?>", "<html><svg>",
        "<!--", "text<svg>", "<?<?<?<?", "<!DOCTYPE svg", "\xEF\xBB",   "-->",
    };
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        assert_string_equal(said_of(pictures[i], strlen(pictures[i])), "picture");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_string_equal(said_of(others[i], strlen(others[i])), "unknown");
    assert_string_equal(said_of("<svg\0>", 6), "unknown");
    assert_string_equal(said_of("\0<svg>", 6), "unknown");
}

/* Of a stranger's megabyte of comments only the beginning is looked at. */
static void only_the_beginning_is_looked_at(void **state)
{
    (void)state;
    struct text text = TEXT_EMPTY;
    for (int i = 0; i < 1 << 17; i++)
        text_add(&text, "<!---->");
    text_add(&text, "<svg>");
    assert_string_equal(said_of(text.data, text.len), "unknown");
    text_free(&text);
}

static bool is_whole(const char *bytes, int pages)
{
    struct verifier *verifier = verifier_new();
    struct diags *diags = diags_new();
    struct text text = TEXT_EMPTY;
    text_add(&text, bytes);
    bool const whole = verify_svg(verifier, &text, pages, "picture.svg", diags);
    assert_int_equal(diags_count(diags), whole ? 0 : 1);
    assert_true(whole || strcmp(diags_get(diags, 0)->code, "E910") == 0);
    text_free(&text);
    diags_free(diags);
    verifier_free(verifier);
    return whole;
}

static void a_written_picture_is_whole(void **state)
{
    (void)state;
    assert_true(
        is_whole("<svg><g data-page=\"1\"/><g/><g data-page=\"2\"><text>a</text></g></svg>", 2));
    assert_false(is_whole("<svg><g data-page=\"1\"/></svg>", 2));
    assert_false(is_whole("<svg><g data-page=\"1\"/><g data-page=\"2\"/></svg>", 1));
    assert_false(is_whole("<svg><g data-page=\"1\"/>", 1));
    assert_false(is_whole("<svg><text>a & b</text><g data-page=\"1\"/></svg>", 1));
    assert_false(is_whole("", 0));
}

/* A program that lives long looks at pictures and at documents, in any order. */
static void a_pdf_leaves_the_reader_of_pictures_alone(void **state)
{
    (void)state;
    struct verifier *verifier = verifier_new();
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct verify_facts facts;
    struct text picture = TEXT_EMPTY;
    text_add(&picture, "<svg><g data-page=\"1\"/></svg>");
    assert_true(verify_svg(verifier, &picture, 1, "picture.svg", diags));
    struct xmlstream *const reader = verifier->svg;
    assert_false(verify_file(verifier, "%PDF-1.7\n", 9, "cut.pdf", arena, &facts, diags));
    assert_ptr_equal(verifier->svg, reader);
    text_free(&picture);
    diags_free(diags);
    arena_free(arena);
    verifier_free(verifier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_are_known_by_their_beginning),
        cmocka_unit_test(only_the_beginning_is_looked_at),
        cmocka_unit_test(a_written_picture_is_whole),
        cmocka_unit_test(a_pdf_leaves_the_reader_of_pictures_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
