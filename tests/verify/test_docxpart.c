/*
 * test_docxpart.c - what is read of the parts of a DOCX, and that no part is taken for another.
 */
#include "verify/docxfile.h"

#include "base/deflate.h"
#include "package/pack.h"
#include "verify/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct docxpart *read_bytes(struct docxreader *reader, struct arena *arena,
                                         const char *name, const char *bytes, bool is_ours)
{
    struct package_part const part = {.name = name, .bytes = bytes, .size = strlen(bytes)};
    struct budget budget;
    budget_start(&budget, part.size);
    return docxreader_read(reader, &part, is_ours, &budget, arena);
}

static const struct docxpart *read_string(struct docxreader *reader, struct arena *arena,
                                          const char *name, const char *bytes)
{
    return read_bytes(reader, arena, name, bytes, false);
}

static void is_mention(const struct docxpart *part, size_t at, enum mention_kind kind,
                       const char *name, const char *value)
{
    assert_true(part->is_xml && at < part->count);
    assert_int_equal(part->mentions[at].kind, kind);
    assert_string_equal(part->mentions[at].name, name);
    assert_string_equal(part->mentions[at].value, value);
}

static void names_are_mentioned(void **state)
{
    (void)state;
    struct docxreader *reader = docxreader_new();
    struct arena *arena = arena_new();
    const struct docxpart *part = read_string(
        reader, arena, "word/document.xml",
        "<w:p xmlns:w='w' xmlns:r='r'><w:pStyle w:val='Text'/><w:rStyle w:val=''/>"
        "<w:headerReference w:type='first' r:id='h&amp;1'/><w:style w:styleId='A'/><w:tab/></w:p>");
    assert_int_equal(part->count, 4);
    is_mention(part, 0, MENTION_STYLE_USED, "Text", "");
    is_mention(part, 1, MENTION_STYLE_USED, "", "");
    is_mention(part, 2, MENTION_RELATION_USED, "h&1", "");
    is_mention(part, 3, MENTION_STYLE, "A", "");
    part = read_string(reader, arena, "_rels/.rels",
                       "<Relationships><Relationship Id='a' Target='b.xml'/>"
                       "<Relationship Id='c' TargetMode='External' Target='d'/></Relationships>");
    is_mention(part, 0, MENTION_RELATION, "a", "b.xml");
    assert_false(part->mentions[0].is_external);
    is_mention(part, 1, MENTION_RELATION, "c", "d");
    assert_true(part->mentions[1].is_external);
    arena_free(arena);
    docxreader_free(reader);
}

static void properties_have_values(void **state)
{
    (void)state;
    struct docxreader *reader = docxreader_new();
    struct arena *arena = arena_new();
    const struct docxpart *part =
        read_string(reader, arena, "docProps/custom.xml",
                    "<Properties><property name='x'><v>one &lt;<![CDATA[two]]></v></property>"
                    " between <property name='y'><v/></property></Properties>");
    assert_int_equal(part->count, 2);
    is_mention(part, 0, MENTION_PROPERTY, "x", "one <two");
    is_mention(part, 1, MENTION_PROPERTY, "y", "");
    arena_free(arena);
    docxreader_free(reader);
}

/* Both ways of reading draw the same line, and what was too long is forgotten. */
static void values_have_a_length(void **state)
{
    (void)state;
    enum { LONGEST = 64 << 10 };
    static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                               "<Properties><property name=\"x\"><v>";
    struct docxreader *reader = docxreader_new();
    struct arena *arena = arena_new();
    for (size_t length = LONGEST - 1; length <= 2 * LONGEST; length += length > LONGEST ? 400 : 1)
        for (int is_ours = 0; is_ours < 2; is_ours++) {
            struct text file = TEXT_EMPTY;
            text_add(&file, head);
            for (size_t i = 0; i < length; i++)
                text_add_char(&file, 'a');
            text_add(&file, "</v></property></Properties>");
            assert_int_equal(read_bytes(reader, arena, "a.xml", file.data, is_ours)->is_xml,
                             length <= LONGEST);
            assert_true(read_bytes(reader, arena, "a.xml", "<a>b</a>", is_ours)->is_xml);
            text_free(&file);
        }
    arena_free(arena);
    docxreader_free(reader);
}

/* Names are counted for each part: those of one do not make the next too many. */
static void names_are_counted_anew(void **state)
{
    (void)state;
    struct docxreader *reader = docxreader_new();
    struct arena *arena = arena_new();
    for (int round = 0; round < 3; round++)
        for (size_t names = 30000; names <= 60000; names += 30000) {
            struct text file = TEXT_EMPTY;
            text_add(&file, "<a>");
            for (size_t i = 0; i < names; i++)
                text_format(&file, "<n%zu-%d/>", i, round);
            text_add(&file, "</a>");
            assert_int_equal(read_string(reader, arena, "a.xml", file.data)->is_xml,
                             names == 30000);
            text_free(&file);
        }
    assert_true(read_string(reader, arena, "a.xml", "<a/>")->is_xml);
    arena_free(arena);
    docxreader_free(reader);
}

static void only_whole_xml_is_read(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        " ",
        "<a>",
        "<a></b>",
        "<a b='1' b='2'/>",
        "<a>&none;</a>",
        "<a>\x01</a>",
        "<a>\xFF</a>",
        "<a/><b/>",
        "<a b=1/>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY e 'e'>]><w:pStyle w:val='&e;'/>",
    };
    struct docxreader *reader = docxreader_new();
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(read_string(reader, arena, "a.xml", bad[i])->is_xml);
        assert_true(read_string(reader, arena, "a.xml", "<a/>")->is_xml);
    }
    arena_free(arena);
    docxreader_free(reader);
}

/* Many versions of a part: each is read for what it is, again and again. */
static void versions_are_told_apart(void **state)
{
    (void)state;
    struct docxreader *reader = docxreader_new();
    struct arena *arena = arena_new();
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++) {
            char bytes[64];
            char name[16];
            snprintf(bytes, sizeof bytes, "<styles><style styleId='%03d'/></styles>", i);
            snprintf(name, sizeof name, "%d.xml", i % 30);
            const struct docxpart *part = read_string(reader, arena, name, bytes);
            bytes[strlen("<styles><style styleId='000")] = '\0';
            is_mention(part, 0, MENTION_STYLE, bytes + strlen("<styles><style styleId='"), "");
        }
    }
    arena_free(arena);
    docxreader_free(reader);
}

/* ---- whole packages ------------------------------------------------------------------ */

/* A package of four parts, of which one may say something else than it should. */
static bool is_whole(struct verifier *verifier, const char *styles, const char *body)
{
    struct part parts[] = {{.name = "[Content_Types].xml"},
                           {.name = "word/document.xml"},
                           {.name = "word/_rels/document.xml.rels"},
                           {.name = "word/styles.xml"},
                           {.name = "docProps/custom.xml"}};
    const char *const bytes[] = {
        "<Types><Default Extension='xml'/><Default Extension='rels'/></Types>", body,
        "<Relationships><Relationship Id='s' Target='styles.xml'/></Relationships>", styles,
        "<Properties><property name='FormulyarForm'><v>5.4</v></property>"
        "<property name='FormulyarEdition'><v>e</v></property></Properties>"};
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct text out = TEXT_EMPTY;
    struct verify_facts facts;
    for (size_t i = 0; i < 5; i++) {
        text_add(&parts[i].data, bytes[i]);
        part_pack(deflater, &parts[i]);
    }
    assert_int_equal(package_write(parts, 5, &out, diags), 0);
    verify_file(verifier, out.data, out.len, "a.docx", arena, &facts, diags);
    assert_string_equal(facts.form, "5.4");
    size_t faults = 0;
    for (size_t i = 0; i < diags_count(diags); i++)
        faults += strcmp(diags_get(diags, i)->code, "E511") == 0;
    for (size_t i = 0; i < 5; i++)
        part_free(&parts[i]);
    text_free(&out);
    diags_free(diags);
    arena_free(arena);
    deflater_free(deflater);
    return faults == 0;
}

static void a_good_package_does_not_lend_to_the_next(void **state)
{
    (void)state;
    static const char good_styles[] = "<styles><style styleId='B'/><style styleId='A'/></styles>";
    static const char bad_styles[] = "<styles><style styleId='B'/><style styleId='C'/></styles>";
    static const char body[] = "<document><pStyle val='A'/><rStyle val='B'/></document>";
    static const char half[] = "<document><pStyle val='A'/><rStyle val='B'/></documenT>";
    struct verifier *verifier = verifier_new();
    for (int i = 0; i < 2; i++) {
        assert_true(is_whole(verifier, good_styles, body));
        assert_false(is_whole(verifier, bad_styles, body));
        assert_false(is_whole(verifier, good_styles, half));
    }
    assert_true(is_whole(NULL, good_styles, body));
    assert_false(is_whole(NULL, bad_styles, body));
    verifier_free(verifier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_mentioned),
        cmocka_unit_test(properties_have_values),
        cmocka_unit_test(values_have_a_length),
        cmocka_unit_test(names_are_counted_anew),
        cmocka_unit_test(only_whole_xml_is_read),
        cmocka_unit_test(versions_are_told_apart),
        cmocka_unit_test(a_good_package_does_not_lend_to_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
