/*
 * test_tags.c - start tags in a text, and places of what stands in a tree.
 */
#include "xml/tags.h"

#include "base/arena.h"
#include "base/file.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* "name(attribute=value attribute=value) ..." */
static const char *tags_of(const char *xml, struct arena *arena)
{
    struct text out = TEXT_EMPTY;
    const char *at = xml;
    struct tag tag;
    while (tag_next(&at, xml + strlen(xml), &tag)) {
        struct tag_attribute attribute;
        const char *inside = NULL;
        text_add_bytes(&out, tag.name.start, tag.name.length);
        text_add_char(&out, '(');
        while (tag_next_attribute(&tag, &inside, &attribute)) {
            text_add_bytes(&out, attribute.name.start, attribute.name.length);
            text_add_char(&out, '=');
            text_add_bytes(&out, attribute.value.start, attribute.value.length);
            text_add_char(&out, ';');
        }
        text_add_char(&out, ')');
    }
    return text_take(&out, arena);
}

static void only_start_tags_are_found(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(tags_of("<?xml version='1.0'?><!-- <a b='c'> --><r><![CDATA[<x>]]></r>"
                                "<?p <q>?><e/>",
                                arena),
                        "r()e()");
    assert_string_equal(
        tags_of("<a b='>' c = \"'/>\"\n\td='1'/><n:e xmlns:n='u' n:f='2'></n:e>", arena),
        "a(b=>;c='/>;d=1;)n:e(xmlns:n=u;n:f=2;)");
    arena_free(arena);
}

/* What is not well-formed ends somewhere; the sanitizer sees what is read behind the end. */
static void broken_texts_end(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",       "<",     "<!",   "<!-",       "<!--",    "<![CDATA[", "<?",
        "</",     "<a",    "<a b", "<a b=",     "<a b='",  "<a b='c",   "<a b='c'",
        "<a b=>", "<a =>", "<a/",  "<a b='c'/", "<<<<",    "<a <b c='", "<a 'b' \"c\">",
        "< >",    "<>",    "</a",  "<a\0>",     "<!---->", "<!--->-->",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t const length = strlen(texts[i]);
        char *copy = malloc(length + 1); /* the end is the end of the memory */
        memcpy(copy, texts[i], length);
        const char *at = copy;
        struct tag tag;
        while (tag_next(&at, copy + length, &tag)) {
            struct tag_attribute attribute;
            const char *inside = NULL;
            while (tag_next_attribute(&tag, &inside, &attribute))
                assert_true(attribute.value.start + attribute.value.length <= copy + length);
        }
        assert_ptr_equal(at, copy + length);
        free(copy);
    }
}

static void names_lose_their_prefix(void **state)
{
    (void)state;
    assert_true(tag_text_is(tag_local((struct tag_text){"xs:element", 10}), "element"));
    assert_true(tag_text_is(tag_local((struct tag_text){"element", 7}), "element"));
    assert_false(tag_text_is((struct tag_text){"element", 7}, "elemen"));
}

/* ---- places ------------------------------------------------------------------------------- */

static const char *write_file(const char *bytes, size_t size)
{
    static char path[] = "/tmp/formulyar-tags-XXXXXX";
    strcpy(path + strlen(path) - 6, "XXXXXX");
    int const file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes, size), (ssize_t)size);
    close(file);
    return path;
}

static xmlDocPtr load(const char *bytes, size_t size)
{
    struct diags *diags = diags_new();
    const char *path = write_file(bytes, size);
    xmlDocPtr document = xml_load(path, false, MESSAGE_FORM_XML, diags);
    unlink(path);
    assert_non_null(document);
    assert_int_equal(diags_count(diags), 0);
    diags_free(diags);
    return document;
}

static void check_place(struct pos pos, long line, long column)
{
    assert_int_equal(pos.line, line);
    assert_int_equal(pos.column, column);
}

/* Not where a tag ends, which is what libxml2 knows; letters of Russian are one column each. */
static void elements_and_attributes_have_places(void **state)
{
    (void)state;
    static const char xml[] = "\xEF\xBB\xBF<r xmlns='u'\n"
                              "   xmlns:b='v' b='Ж' b:b='1'><!-- <a/> -->Жук <a\n"
                              " c='2'/><![CDATA[<z>]]>\n"
                              "<d/></r>";
    xmlDocPtr document = load(xml, sizeof xml - 1);
    const xmlNode *root = xmlDocGetRootElement(document);
    const xmlNode *a = xml_first(root);
    check_place(xml_pos("f", root), 1, 1);
    check_place(xml_attribute_pos("f", root, "b"), 2, 16);
    check_place(xml_pos("f", (const xmlNode *)root->properties->next), 2, 22);
    check_place(xml_pos("f", a), 2, 47);
    check_place(xml_attribute_pos("f", a, "c"), 3, 2);
    check_place(xml_attribute_pos("f", a, "absent"), 2, 47);
    check_place(xml_pos("f", xml_next(a)), 4, 1);
    xmlFreeDoc(document);
}

/* In an encoding of one byte a letter, columns are bytes; of two bytes only lines are known. */
static void other_encodings_have_places_too(void **state)
{
    (void)state;
    static const char narrow[] =
        "<?xml version='1.0' encoding='windows-1251'?>\n<r>\xC6\xB3\xEA<a/></r>";
    static const char wide[] = "\xFF\xFE<\0r\0>\0\n\0<\0a\0/\0>\0<\0/\0r\0>";
    xmlDocPtr document = load(narrow, sizeof narrow - 1);
    check_place(xml_pos("f", xml_first(xmlDocGetRootElement(document))), 2, 7);
    xmlFreeDoc(document);
    document = load(wide, sizeof wide); /* with the NUL that ends it */
    check_place(xml_pos("f", xml_first(xmlDocGetRootElement(document))), 2, 0);
    xmlFreeDoc(document);
}

/* Where the place is too large to be kept, the line still is. */
static void far_places_lose_their_column(void **state)
{
    (void)state;
    struct text xml = TEXT_EMPTY;
    text_add(&xml, "<r>\n");
    for (int i = 0; i < 3000; i++)
        text_add_char(&xml, ' ');
    text_add(&xml, "<a/>\n <b/></r>");
    xmlDocPtr document = load(text_string(&xml), xml.len);
    const xmlNode *a = xml_first(xmlDocGetRootElement(document));
    check_place(xml_pos("f", a), 2, 0);
    check_place(xml_pos("f", xml_next(a)), 3, 2);
    xmlFreeDoc(document);
    text_free(&xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_start_tags_are_found),
        cmocka_unit_test(broken_texts_end),
        cmocka_unit_test(names_lose_their_prefix),
        cmocka_unit_test(elements_and_attributes_have_places),
        cmocka_unit_test(other_encodings_have_places_too),
        cmocka_unit_test(far_places_lose_their_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
