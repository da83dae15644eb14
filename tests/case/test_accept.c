/*
 * test_accept.c - what accept() takes for good, libxml2 finds valid.
 *
 * Every case of the samples and of the other tests, as it is and changed at random: elements and
 * attributes taken away, put elsewhere, doubled, called otherwise, with other values.
 */
#include "case/case.h"
#include "case/schema.h"
#include "xml/xml.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "case/each.h"

enum { CHANGES = 300 };

static uint32_t seed = 16;

static size_t draw(size_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* ---- changes -------------------------------------------------------------------------------- */

static const char *const values[] = {"",
                                     " ",
                                     "2026-09-30",
                                     "2026-02-30",
                                     "0000-01-01",
                                     "2026-09-30Z",
                                     "-2026-09-30",
                                     "success",
                                     "method",
                                     "visit",
                                     "visit lesson",
                                     "visit  lesson",
                                     "deputy-uvr",
                                     "other",
                                     "p1",
                                     "p 1",
                                     " p1",
                                     "p1\n",
                                     "1p",
                                     "ж1",
                                     "2026/2027",
                                     "2026/28",
                                     "5.1",
                                     "active",
                                     "true",
                                     "before",
                                     "a\tb",
                                     "слово",
                                     "Иванова ",
                                     "removed",
                                     "draft",
                                     "p1 p2",
                                     "lesosibirsk2-2024-09-27",
                                     "text\nline"};

static const char *const names[] = {"surname", "given",    "patronymic", "p",
                                    "teacher", "decision", "lead",       "participants",
                                    "problem", "problems", "measure",    "result",
                                    "before",  "after",    "method",     "conclusion",
                                    "former",  "basis",    "note",       "signer",
                                    "signers", "help",     "initials",   "nothing",
                                    "a",       "b",        "c",          "d",
                                    "e",       "f",        "g"};

static const char *const attributes[] = {
    "id",    "date",    "role",   "person",   "kind",    "source",      "form",  "by",   "until",
    "state", "problem", "status", "position", "edition", "school-year", "kinds", "when", "nothing"};

#define PICK(list) ((list)[draw(sizeof(list) / sizeof *(list))])

static xmlNodePtr pick_element(xmlNodePtr root)
{
    size_t count = 0;
    xmlNodePtr chosen = root;
    for (xmlNodePtr node = root; node;) {
        if (node->type == XML_ELEMENT_NODE && draw(++count) == 0)
            chosen = node;
        xmlNodePtr next = node->children;
        while (!next && node && node != root) {
            next = node->next;
            node = next ? node : node->parent;
        }
        node = next;
    }
    return chosen;
}

static void set_value(xmlNodePtr node)
{
    if (draw(20) == 0) { /* far too long */
        char value[5001];
        memset(value, 'a', sizeof value - 1);
        value[draw(2) ? 5000 : 200] = '\0';
        xmlNodeSetContent(node, BAD_CAST value);
    } else {
        xmlNodeSetContent(node, BAD_CAST PICK(values));
    }
}

static void change(xmlNodePtr root)
{
    xmlNodePtr node = pick_element(root);
    xmlNodePtr other = pick_element(root);
    switch (draw(8)) {
    case 0:
        if (node != root) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        }
        break;
    case 1: /* doubled */
        if (node != root)
            xmlAddNextSibling(node, xmlCopyNode(node, 1));
        break;
    case 2: /* a copy elsewhere */
        if (node != root)
            xmlAddChild(other, xmlCopyNode(node, 1));
        break;
    case 3:
        if (draw(9))
            xmlSetProp(node, BAD_CAST PICK(attributes), BAD_CAST PICK(values));
        else
            xmlSetNsProp(node, xmlSearchNs(node->doc, node, BAD_CAST "xml"),
                         BAD_CAST PICK(attributes), BAD_CAST PICK(values));
        break;
    case 4:
        if (node->properties)
            xmlRemoveProp(node->properties);
        break;
    case 5:
        if (node->properties)
            xmlSetProp(node, node->properties->name, BAD_CAST PICK(values));
        break;
    case 6: /* an empty element, or one with a value, in front of another */
        other = xmlNewDocNode(root->doc, draw(9) ? root->ns : NULL, BAD_CAST PICK(names), NULL);
        if (draw(2))
            set_value(other);
        if (node != root && draw(2))
            xmlAddPrevSibling(node, other);
        else
            xmlAddChild(node, other);
        break;
    default: set_value(node); break;
    }
}

/* ---- both judges ---------------------------------------------------------------------------- */

struct judged {
    const struct case_schema *schema;
    size_t trees, valid, accepted, refused_good;
};

static void ignore(void *context, xml_error *error)
{
    (void)context, (void)error;
}

static void judge(struct judged *judged, xmlNodePtr root)
{
    xmlSchemaValidCtxtPtr validator = judged->schema->validator;
    xmlSchemaSetValidStructuredErrors(validator, ignore, NULL);
    bool const valid = xmlSchemaValidateOneElement(validator, root) == 0;
    bool const accepted = accept(judged->schema->model, root);
    judged->trees++;
    judged->valid += valid;
    judged->accepted += accepted;
    if (accepted && !valid) {
        xmlChar *text = NULL;
        int size = 0;
        xmlDocDumpMemory(root->doc, &text, &size);
        fail_msg("%s", (const char *)text);
    }
}

static bool judge_case(struct casefile *casefile, bool valid, void *context)
{
    struct judged *judged = context;
    if (!casefile->root)
        return true;
    judge(judged, casefile->root);
    judged->refused_good += valid && !accept(judged->schema->model, casefile->root);
    for (int i = 0; i < CHANGES; i++) {
        xmlDocPtr copy = xmlCopyDoc(casefile->doc, 1);
        xmlNodePtr const root = xmlDocGetRootElement(copy);
        copy->_private = casefile->doc->_private; /* whose kind its elements are asked for */
        for (size_t count = 1 + draw(2); count--;)
            change(root);
        judge(judged, root);
        xmlFreeDoc(copy);
    }
    return true;
}

static void judge_files(struct judged *judged, const char *pattern, bool are_minutes)
{
    glob_t files;
    assert_int_equal(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct diags *diags = diags_new();
        if (case_is_council(files.gl_pathv[i], NULL) == are_minutes)
            each_case(files.gl_pathv[i], judged->schema, diags, judge_case, judged);
        diags_free(diags);
    }
    globfree(&files);
}

static void what_is_accepted_is_valid(void **state)
{
    (void)state;
    static const char *const patterns[] = {"samples/*.xml", "tests/case/good/*.xml",
                                           "tests/case/bad/*.xml", "tests/case/rules/*.xml"};
    struct diags *diags = diags_new();
    struct case_schema *schema = case_schema_load("forms/case.xsd", diags);
    struct judged judged = {.schema = schema};
    assert_true(schema->is_known);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        judge_files(&judged, patterns[i], false);
    assert_int_equal(judged.refused_good, 0);
    assert_in_range(judged.accepted, judged.valid * 9 / 10, judged.valid);
    assert_in_range(judged.valid, judged.trees / 10, judged.trees * 9 / 10);
    case_schema_free(schema);
    diags_free(diags);
}

/* A schema with what ours do not have: elements that must be there, values that must be filled. */
static void so_are_cases_of_another_regulation(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct case_schema *schema = case_schema_load_own("tests/case/schema/every.xsd", diags);
    struct judged judged = {.schema = schema};
    assert_true(schema->is_known);
    for (int i = 0; i < 60; i++)
        judge_files(&judged, "tests/case/schema/every.xml", false);
    assert_int_equal(judged.refused_good, 0);
    assert_in_range(judged.accepted, judged.valid * 8 / 10, judged.valid);
    assert_in_range(judged.valid, judged.trees / 10, judged.trees * 9 / 10);
    case_schema_free(schema);
    diags_free(diags);
}

static void so_are_minutes(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct case_schema *cases = case_schema_load("forms/case.xsd", diags);
    struct case_schema *schema = case_schema_load_minutes("forms/minutes.xsd", cases, diags);
    struct judged judged = {.schema = schema};
    assert_true(schema->is_known);
    judge_files(&judged, "samples/council/*.xml", true);
    judge_files(&judged, "tests/council/rules/*.xml", true);
    assert_int_equal(judged.refused_good, 0);
    assert_in_range(judged.accepted, judged.valid * 9 / 10, judged.valid);
    case_schema_free(schema);
    case_schema_free(cases);
    diags_free(diags);
}

/* ---- schemas that say more than the model -------------------------------------------------- */

static bool knows(const char *inside)
{
    struct text text = TEXT_EMPTY;
    text_format(&text,
                "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"urn:a\" "
                "targetNamespace=\"urn:a\" elementFormDefault=\"qualified\">%s</xs:schema>",
                inside);
    xmlDocPtr schema = xmlReadMemory(text.data, (int)text.len, "a.xsd", NULL, 0);
    bool const is_known = accept_knows(schema, "urn:a");
    assert_non_null(schema);
    assert_false(accept_knows(schema, "urn:b"));
    xmlFreeDoc(schema);
    text_free(&text);
    return is_known;
}

#define ELEMENT(inside)                                                                            \
    "<xs:element name='a'><xs:complexType>" inside "</xs:complexType></xs:element>"
#define SIMPLE(base, inside)                                                                       \
    "<xs:simpleType name='a'><xs:restriction base='" base "'>" inside                              \
    "</xs:restriction></xs:simpleType>"

static void schemas_that_say_more_are_left_to_libxml2(void **state)
{
    (void)state;
    static const char *const known[] = {
        "",
        ELEMENT(
            "<xs:sequence><xs:element name='b' type='xs:string' maxOccurs='12'/></xs:sequence>"),
        ELEMENT("<xs:attribute name='b' type='xs:date' use='required'/>"),
        SIMPLE("xs:token", "<xs:minLength value='1'/><xs:maxLength value='50'/>"),
    };
    static const char *const others[] = {
        ELEMENT("<xs:sequence maxOccurs='2'/>"),
        ELEMENT("<xs:sequence><xs:element name='b' type='xs:string' maxOccurs='0'/></xs:sequence>"),
        ELEMENT("<xs:sequence><xs:element name='b' type='xs:integer'/></xs:sequence>"),
        ELEMENT(
            "<xs:sequence><xs:element name='b' type='xs:string' nillable='true'/></xs:sequence>"),
        ELEMENT("<xs:sequence><xs:any/></xs:sequence>"),
        ELEMENT("<xs:choice/>"),
        ELEMENT("<xs:attribute name='b' type='xs:ID'/>"),
        ELEMENT("<xs:attribute name='b' type='xs:string' use='prohibited'/>"),
        ELEMENT("<xs:attribute name='b' type='xs:string' fixed='c'/>"),
        ELEMENT("<xs:anyAttribute/>"),
        "<xs:element name='a' type='xs:string'><xs:key name='k'/></xs:element>",
        "<xs:element name='a' type='xs:string' fixed='b'/>",
        "<xs:complexType name='a' abstract='true'/>",
        "<xs:complexType name='a'><xs:complexContent><xs:extension base='b'><xs:sequence/>"
        "</xs:extension></xs:complexContent></xs:complexType>",
        SIMPLE("xs:token", "<xs:minLength value='2'/>"),
        SIMPLE("xs:token", "<xs:maxLength value='0'/>"),
        SIMPLE("xs:token", "<xs:length value='2'/>"),
        SIMPLE("xs:date", "<xs:minInclusive value='2026-01-01'/>"),
        "<xs:element name='a' type='integer' xmlns='http://www.w3.org/2001/XMLSchema'/>",
        "<y:element name='a' type='xs:token' xmlns:y='http://www.w3.org/2001/XMLSchema' "
        "xmlns:xs='urn:a'/>",
        "<xs:include schemaLocation='b.xsd'/>",
        "<other xmlns='urn:c'/>",
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!knows(known[i]))
            fail_msg("%s", known[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (knows(others[i]))
            fail_msg("%s", others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_accepted_is_valid),
        cmocka_unit_test(so_are_cases_of_another_regulation),
        cmocka_unit_test(so_are_minutes),
        cmocka_unit_test(schemas_that_say_more_are_left_to_libxml2),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
