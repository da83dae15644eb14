/*
 * test_plain.c - XML of our own form is read the short way, and what libxml2 refuses is not.
 */
#include "base/arena.h"
#include "xml/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define ROOT HEAD "<w:a xmlns:w=\"urn:w\" xmlns:r=\"urn:r\">"

static bool is_plain(struct xmlstream *stream, const char *bytes, size_t size)
{
    bool plain;
    const char *wrong = trace_compare(stream, bytes, size, &plain);
    if (wrong)
        fail_msg("%s: %.*s", wrong, (int)size, bytes);
    return plain;
}

static const char *const ours[] = {
    HEAD "<a/>",
    HEAD "<a></a>",
    HEAD "<a b=\"\"/>",
    HEAD "<a b=\"1 &lt; 2 &amp; &quot;3&quot; &gt; &#39;2&apos; >'\">текст &lt; &amp; &gt; \"'</a>",
    HEAD "<Types xmlns=\"urn:types\"><Default Extension=\"xml\"/></Types>",
    ROOT "<w:p><w:pStyle w:val=\"Текст\"/><w:t xml:space=\"preserve\"> а </w:t></w:p></w:a>",
    ROOT "<w:p r:id=\"1\" w:id=\"1\" id=\"1\"/>\xC2\xA0\xE2\x80\xA6\xF0\x9F\x98\x80</w:a>",
    ROOT "\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBD\xF4\x8F\xBF\xBF</w:a>",
    ROOT "]] ]</w:a>",
};

static void our_form_is_read_the_short_way(void **state)
{
    (void)state;
    struct xmlstream *stream = xmlstream_new();
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
            assert_true(is_plain(stream, ours[i], strlen(ours[i])));
    xmlstream_free(stream);
}

static const char *const others[] = {
    "",
    "<a/>",
    " " HEAD "<a/>",
    HEAD,
    HEAD "a",
    HEAD "<a>",
    HEAD "</a>",
    HEAD "<a/>\n",
    HEAD "<a/><a/>",
    HEAD "<a/>x",
    HEAD "<a></b>",
    HEAD "<a></a >",
    HEAD "<a></ab>",
    HEAD "<ab></a>",
    HEAD "<a />",
    HEAD "<a  b=\"1\"/>",
    HEAD "<a b='1'/>",
    HEAD "<a b=\"1\"c=\"2\"/>",
    HEAD "<a b=\"1\" b=\"2\"/>",
    HEAD "<a b=\"<\"/>",
    HEAD "<a b=\"&none;\"/>",
    HEAD "<a b=\"&amp\"/>",
    HEAD "<a b=\"&amp;",
    HEAD "<a b=\"\t\"/>",
    HEAD "<a b/>",
    HEAD "<a b=/>",
    HEAD "<a b=\"/>",
    HEAD "<1/>",
    HEAD "<a:/>",
    HEAD "<:a/>",
    HEAD "<a:b/>",
    HEAD "<a b:c=\"1\"/>",
    HEAD "<a xmlns:b=\"urn:b\" xmlns:b=\"urn:b\"/>",
    HEAD "<a xmlns:b=\"urn:b\" xmlns:c=\"urn:b\" b:x=\"1\" c:x=\"2\"/>",
    HEAD "<a xmlns:b=\"\"/>",
    HEAD "<a xmlns=\"\"/>",
    HEAD "<a xmlns:xml=\"urn:b\"/>",
    HEAD "<a xmlns:xmlns=\"urn:b\"/>",
    HEAD "<a xmlns:b=\"http://www.w3.org/XML/1998/namespace\"/>",
    HEAD "<a xmlns:b=\"http://www.w3.org/2000/xmlns/\"/>",
    HEAD "<a xmlns:b=\"urn:&lt;\"/>",
    HEAD "<xml:a/>",
    HEAD "<xmlns:a/>",
    HEAD "<a><b xmlns=\"urn:b\"/></a>",
    HEAD "<a><!-- b --></a>",
    HEAD "<a><?b?></a>",
    HEAD "<a><![CDATA[b]]></a>",
    HEAD "<!DOCTYPE a><a/>",
    HEAD "<a>&#65;</a>",
    HEAD "<a>&none;</a>",
    HEAD "<a>&</a>",
    HEAD "<a>></a>",
    HEAD "<a>]]></a>",
    HEAD "<a>\n</a>",
    HEAD "<a>\r</a>",
    HEAD "<a>\x01</a>",
    HEAD "<a>\x7F</a>",
    HEAD "<a>\x80</a>",
    HEAD "<a>\xC0\x80</a>",
    HEAD "<a>\xC1\xBF</a>",
    HEAD "<a>\xD0</a>",
    HEAD "<a>\xE0\x9F\xBF</a>",
    HEAD "<a>\xE2\x80</a>",
    HEAD "<a>\xED\xA0\x80</a>",
    HEAD "<a>\xEF\xBF\xBE</a>",
    HEAD "<a>\xEF\xBF\xBF</a>",
    HEAD "<a>\xF0\x8F\xBF\xBF</a>",
    HEAD "<a>\xF4\x90\x80\x80</a>",
    HEAD "<a>\xF5\x80\x80\x80</a>",
    HEAD "<a b=\"\xFF\"/>",
    HEAD "<\xD0\xB0/>",
};

static void all_else_is_left_to_libxml2(void **state)
{
    (void)state;
    struct xmlstream *stream = xmlstream_new();
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (is_plain(stream, others[i], strlen(others[i])))
            fail_msg("read the short way: %s", others[i]);
    assert_false(is_plain(stream, HEAD "<a>\0</a>", sizeof HEAD "<a>\0</a>" - 1));
    assert_true(is_plain(stream, ours[0], strlen(ours[0])));
    xmlstream_free(stream);
}

static void every_bit_counts(void **state)
{
    (void)state;
    struct xmlstream *stream = xmlstream_new();
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
        size_t const size = strlen(ours[i]);
        char *bytes = xstrdup(ours[i]);
        for (size_t bit = 0; bit < 8 * size; bit++) {
            bytes[bit / 8] ^= (char)(1U << bit % 8);
            is_plain(stream, bytes, size);
            bytes[bit / 8] ^= (char)(1U << bit % 8);
        }
        for (size_t cut = 0; cut < size; cut++) {
            bytes[cut] = '\0';
            assert_false(is_plain(stream, bytes, cut));
            bytes[cut] = ours[i][cut];
        }
        free(bytes);
    }
    xmlstream_free(stream);
}

/* What is too much for the short way is not too much for the other, or told by it. */
static void what_is_large_is_left_to_libxml2(void **state)
{
    (void)state;
    static const struct {
        size_t repeats;
        const char *before, *again, *after;
        bool is_plain;
    } files[] = {
        {60, "<a>", "<a>", NULL, true},
        {100, "<a>", "<a>", NULL, false},
        {16, "<a", " b%zu=\"1\"", "/>", true},
        {17, "<a", " b%zu=\"1\"", "/>", false},
        {60, "<a", " xmlns:n%zu=\"urn:%zu\"", "/>", true},
        {100, "<a", " xmlns:n%zu=\"urn:%zu\"", "/>", false},
        {300, "<a", " xmlns:n%zu=\"urn:%zu\"", "/>", false},
        {300, "<a>", "<b%zu/>", "</a>", true},
        {1000, "<a>", "<c%zu/>", "</a>", false},
        {20000, "<a>", "<b/>слово &lt; word ", "</a>", true},
        {9 << 20, "<a>", "x", "</a>", false},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct xmlstream *stream = xmlstream_new();
        struct text file = TEXT_EMPTY;
        char piece[64];
        text_add(&file, HEAD);
        text_add(&file, files[i].before);
        for (size_t j = 0; j < files[i].repeats; j++) {
            snprintf(piece, sizeof piece, files[i].again, j, j);
            text_add(&file, piece);
        }
        for (size_t j = 0; !files[i].after && j <= files[i].repeats; j++)
            text_add(&file, "</a>");
        text_add(&file, files[i].after ? files[i].after : "");
        assert_int_equal(is_plain(stream, file.data, file.len), files[i].is_plain);
        text_free(&file);
        xmlstream_free(stream);
    }
}

/* A reader that has had enough stops both ways. */
static void refuse(void *context, const struct xmlstream_tag *tag)
{
    (void)tag;
    xmlstream_refuse(context);
}

static void ignore_close(void *context, const char *name)
{
    (void)context, (void)name;
}

static void ignore_text(void *context, const char *bytes, size_t count)
{
    (void)context, (void)bytes, (void)count;
}

static void events_may_refuse(void **state)
{
    (void)state;
    static const struct xmlstream_events events = {refuse, ignore_close, ignore_text};
    struct xmlstream *stream = xmlstream_new();
    struct budget budget;
    budget_start(&budget, 100);
    assert_false(xmlstream_read_ours(stream, ours[0], strlen(ours[0]), &budget, &events, stream));
    assert_true(is_plain(stream, ours[0], strlen(ours[0])));
    budget.left[BUDGET_STEPS] = 2;
    assert_false(xmlstream_read_ours(stream, ours[0], strlen(ours[0]), &budget, &events, stream));
    xmlstream_free(stream);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_form_is_read_the_short_way),
        cmocka_unit_test(all_else_is_left_to_libxml2),
        cmocka_unit_test(every_bit_counts),
        cmocka_unit_test(what_is_large_is_left_to_libxml2),
        cmocka_unit_test(events_may_refuse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
