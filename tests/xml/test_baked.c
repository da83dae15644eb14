/*
 * test_baked.c - trees that were kept when the program was built: what parser and schema would give, and of no other bytes.
 */
#include "xml/baked.h"

#include "base/arena.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define EDITION "forms/lesosibirsk2-2024-09-27/"

static const struct {
    const char *path;
    enum baked_kind kind;
} kept[] = {
    {"forms/case.xsd", BAKED_PARSED},
    {"forms/rules.xml", BAKED_PARSED},
    {"forms/minutes.xsd", BAKED_PARSED},
    {"forms/minutes-rules.xml", BAKED_PARSED},
    {"forms/workbook.xml", BAKED_CHECKED},
    {"forms/summary.xml", BAKED_CHECKED},
    {"forms/minutes.xml", BAKED_CHECKED},
    {"forms/extract.xml", BAKED_CHECKED},
    {"forms/bundle.xml", BAKED_CHECKED},
    {EDITION "edition.xml", BAKED_CHECKED},
    {EDITION "vocabulary.xml", BAKED_CHECKED},
    {EDITION "5.1.xml", BAKED_CHECKED},
    {EDITION "5.3.xml", BAKED_CHECKED},
    {EDITION "5.4.xml", BAKED_CHECKED},
    {"forms/ppk-example/case.xsd", BAKED_PARSED},
};

static void read_into(const char *path, struct text *bytes)
{
    assert_int_equal(file_read(path, 1 << 20, bytes), 0);
}

/* What was not kept: the same file with one more line end behind it. */
static xmlDocPtr parse_unkept(const char *path)
{
    struct text bytes = TEXT_EMPTY;
    struct diags *diags = diags_new();
    char copy[] = "/tmp/formulyar-baked-XXXXXX";
    close(mkstemp(copy));
    read_into(path, &bytes);
    text_add(&bytes, "\n");
    assert_null(baked_find(bytes.data, bytes.len));
    assert_int_equal(file_write(copy, text_string(&bytes), bytes.len), 0);
    xmlDocPtr document = xml_load(copy, true, MESSAGE_FORM_XML, diags);
    assert_non_null(document);
    unlink(copy);
    diags_free(diags);
    text_free(&bytes);
    return document;
}

static void add_string(struct text *out, const char *mark, const xmlChar *string)
{
    text_format(out, "%s%s", mark, string ? (const char *)string : "-");
}

static void add_space(struct text *out, const xmlNs *space)
{
    add_string(out, " {", space ? space->href : NULL);
    add_string(out, "}", space ? space->prefix : NULL);
}

/* All that the program asks of a node, a line each. */
static void dump(const xmlNode *node, bool whole, struct text *out)
{
    bool const is_blank =
        node->type == XML_COMMENT_NODE ||
        (xmlIsBlankNode(node) && xmlChildElementCount((xmlNodePtr)node->parent) > 0);
    if (is_blank && !whole)
        return;
    text_format(out, "%d", (int)node->type);
    add_string(out, " ", node->name);
    if (node->type == XML_TEXT_NODE)
        add_string(out, " ", node->content);
    text_add_char(out, '\n');
    if (node->type != XML_ELEMENT_NODE)
        return;
    struct pos const pos = xml_pos("", node);
    text_format(out, "%ld:%ld %ld", pos.line, pos.column, xmlGetLineNo((xmlNodePtr)node));
    add_space(out, node->ns);
    for (const xmlNs *space = node->nsDef; space; space = space->next)
        add_space(out, space);
    for (const xmlAttr *each = node->properties; each; each = each->next) {
        assert_ptr_equal(each->parent, node);
        assert_ptr_equal(each->doc, node->doc);
        add_string(out, " ", each->name);
        add_space(out, each->ns);
        add_string(out, "=", each->children ? each->children->content : NULL);
        text_format(out, "@%zu", (size_t)(uintptr_t)each->_private);
    }
    text_add(out, "(\n");
    for (const xmlNode *child = node->children; child; child = child->next) {
        assert_ptr_equal(child->parent, node);
        assert_ptr_equal(child->doc, node->doc);
        assert_true(child->next ? child->next->prev == child : node->last == child);
        dump(child, whole, out);
    }
    text_add(out, ")\n");
}

static void dump_document(xmlDocPtr document, enum baked_kind kind, struct text *out)
{
    dump(xmlDocGetRootElement(document), kind == BAKED_CHECKED, out);
    xmlFreeDoc(document);
}

/* As form_load_schema.c asks. */
static void ask(xmlSchemaPtr schema, xmlDocPtr document)
{
    xmlSchemaValidCtxtPtr validator = xmlSchemaNewValidCtxt(schema);
    xmlSchemaSetValidOptions(validator, XML_SCHEMA_VAL_VC_I_CREATE);
    assert_int_equal(xmlSchemaValidateDoc(validator, document), 0);
    xmlSchemaFreeValidCtxt(validator);
}

static void test_trees(void **state)
{
    (void)state;
    xmlDocPtr described = parse_unkept("forms/form.xsd");
    xmlSchemaPtr schema = xml_compile_schema(described, NULL);
    assert_non_null(schema);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        struct text bytes = TEXT_EMPTY;
        struct text wanted = TEXT_EMPTY;
        struct text got = TEXT_EMPTY;
        read_into(kept[i].path, &bytes);
        const struct baked *baked = baked_find(bytes.data, bytes.len);
        if (!baked)
            fail_msg("%s is not kept", kept[i].path);
        assert_int_equal(baked_kind(baked), kept[i].kind);
        xmlDocPtr document = parse_unkept(kept[i].path);
        if (kept[i].kind == BAKED_CHECKED)
            ask(schema, document);
        dump_document(document, kept[i].kind, &wanted);
        dump_document(baked_tree(baked), kept[i].kind, &got);
        assert_string_equal(text_string(&got), text_string(&wanted));
        text_free(&bytes);
        text_free(&wanted);
        text_free(&got);
    }
    xmlSchemaFree(schema);
    xmlFreeDoc(described);
}

/* Each byte counts, wherever it stands, and so does where the file ends. */
static void test_other_bytes(void **state)
{
    (void)state;
    struct text bytes = TEXT_EMPTY;
    read_into(EDITION "5.1.xml", &bytes);
    for (size_t i = 0; i < bytes.len; i++) {
        bytes.data[i] ^= 1;
        assert_null(baked_find(bytes.data, bytes.len));
        bytes.data[i] ^= 1;
    }
    for (size_t size = 0; size < bytes.len; size++)
        assert_null(baked_find(bytes.data, size));
    assert_non_null(baked_find(bytes.data, bytes.len));
    text_clear(&bytes);
    read_into("forms/form.xsd", &bytes);
    assert_true(baked_asked(bytes.data, bytes.len));
    bytes.data[bytes.len / 2] ^= 1;
    assert_false(baked_asked(bytes.data, bytes.len));
    assert_false(baked_asked("", 0));
    text_free(&bytes);
}

/* What a file of ours may never be: a school's own, and an outline of a case that program fills in. */
static void test_left_out(void **state)
{
    (void)state;
    static const char *const paths[] = {"forms/organization.xml", "forms/new-case.xml",
                                        "forms/form.xsd"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct text bytes = TEXT_EMPTY;
        read_into(paths[i], &bytes);
        assert_null(baked_find(bytes.data, bytes.len));
        text_free(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees),
        cmocka_unit_test(test_other_bytes),
        cmocka_unit_test(test_left_out),
    };
    return cmocka_run_group_tests_name("baked", tests, NULL, NULL);
}
