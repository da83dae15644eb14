/*
 * test_plain.c - plain expressions get the answers of the XPath machine.
 *
 * Every expression of the rules and of the forms, and those below, which they do not
 * have, are asked at every element and attribute of every sample.
 */
#include "case/case.h"
#include "case/functions.h"
#include "case/plain.h"
#include "case/schema.h"
#include "xml/xml.h"

#include <libxml/xpathInternals.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "case/each.h"
#include "case/golden.h"

enum { MOST = 512 };

static struct check_state const check = {.today = "2027-06-15", .approved = "2024-09-27"};

static const char *const plain[] = {
    ".",
    "..",
    "../..",
    "@id",
    "@nothing",
    "c:teacher",
    "c:teacher/c:surname",
    "c:problems/c:problem",
    "c:results/c:result/c:method/@source",
    "c:teacher/c:surname/c:teacher",
    "c:a/c:a/c:a/c:a/c:a/c:a/c:a/c:a/c:a/c:a/c:a/c:a",
    "../c:problem",
    "../../c:case",
    "../../@id",
    "preceding-sibling::c:problem",
    "../preceding-sibling::c:result/c:method",
    "c:results/c:result[@state = 'removed']/c:before",
    "c:results / c:result [ c:method ] [ not ( @state ) ]",
    "c:conclusion[../c:results]",
    "c:results[c:result[c:method[@source]]]",
    "'text'",
    "''",
    "'a' = \"a\"",
    "'a' != 'a'",
    "normalize-space()",
    "normalize-space( . )",
    "normalize-space(..)",
    "normalize-space(c:results/c:result)",
    "normalize-space(c:before) = normalize-space(c:after)",
    "normalize-space(c:before) != c:after",
    "normalize-space(c:position) = 'учитель математики'",
    "normalize-space(c:nothing) = ''",
    "c:nothing = ''",
    "c:nothing != ''",
    ". = .",
    ". != .",
    "c:result/@problem = c:result/@problem",
    "c:result/@problem != c:result/@problem",
    "not(c:teacher) or c:lead and @id",
    "(not(c:teacher) or c:lead) and not(@id)",
    "not(not(c:teacher))",
    "f:listed(@problem, ../../c:problems/c:problem/@id)",
    "f:listed(@nothing, c:nothing)",
    "f:listed(@id, @nothing)",
    "c:or or c:and and c:and",
    "c:teacher | c:lead",
    "c:lead | c:teacher | c:lead",
    "c:results/c:result/c:after | c:results/c:result/c:before | @id | c:problems",
    "c:nothing | c:results/c:result[@state = 'removed'] | c:results/c:result",
    "f:day(@date) < f:day(../c:conclusion/@date)",
    "f:day(@date) <= f:day(f:today())",
    "f:day(f:approved()) > f:day(@date)",
    "f:day(f:today()) >= f:day(f:approved())",
    "f:day(@date) <= f:day(@date)",
    "f:day('x') >= f:day('x')",
    "f:school-year(@date)",
    "f:school-year(@date) = ../@school-year",
    "f:school-year(c:nothing)",
    "f:full-name(c:teacher) != f:full-name(c:lead)",
    "f:full-name(.)",
    "f:full-name(@id) = ''",
    "f:initial(normalize-space(c:given))",
    "f:initial(c:given)",
    "f:initial('М.')",
    "f:initial(c:nothing)",
    "f:today() = '2027-06-15'",
    "normalize-space('  a  b ') = 'a b'",
};

static const char *const not_plain[] = {
    "",
    "/",
    "c:a/",
    "c:a//c:b",
    "c:a/@b/c:d",
    "@b/c:d",
    "c:a[1]",
    "c:a | 'b'",
    "c:*",
    "x:a",
    "teacher",
    "f:day(.)",
    "f:day(.) = 1",
    "c:a/@c:b",
    "c:",
    "./c:a",
    "child::c:a",
    "@",
    "c:-a",
    "c:a/..",
    "@a/..",
    "(c:a)[1]",
    "(c:a)/c:b",
    "c:a = 1",
    "c:a < c:b",
    "not(c:a) = not(c:b)",
    "c:a = c:b = c:c",
    "c:a/preceding-sibling::c:b",
    "preceding-sibling::c:a/preceding-sibling::c:b",
    "normalize-space(1)",
    "f:listed(c:a, 'a')",
    "f:day(c:a) < 1",
    "(c:a | c:b) = 'x'",
    "f:full-name('a')",
    "c:a[c:b | c:c]",
    "f:day(c:a) < f:today()",
    "not(c:a | c:b)",
    "ancestor::c:a",
    "c:a + c:b",
    "count(c:a)",
    "c:a[last()]",
    "string(c:a)",
    "c:a.b",
    "notc:a",
};

/* ---- one expression, two answers ------------------------------------------------------ */

struct question {
    const char *xpath;
    const struct plain *plain;
    xmlXPathCompExprPtr expression;
};

static bool same_nodes(const struct plain *path, xmlNodePtr node, xmlNodeSetPtr set)
{
    const struct node *found[MOST];
    struct plain_means means = {.effort = PLAIN_EFFORT};
    size_t const count = plain_nodes(path, node, found, MOST, &means);
    size_t next = 0;
    assert_true(count <= MOST && means.effort);
    xmlXPathNodeSetSort(set);
    for (int i = 0; set && i < set->nodeNr; i++) {
        if (set->nodeTab[i]->type == XML_DOCUMENT_NODE) /* no node of a case */
            continue;
        if (next == count || node_to_xml(found[next++]) != set->nodeTab[i])
            return false;
    }
    return next == count;
}

static bool are_same(const struct question *question, struct xpath *machine, xmlNodePtr node)
{
    bool const path = plain_has_nodes(question->plain);
    struct plain_means means = {.state = &check, .effort = PLAIN_EFFORT};
    xmlXPathObjectPtr object = xpath_evaluate(machine, question->expression, node);
    assert_non_null(object);
    if (plain_true(question->plain, node, &means) != (xmlXPathCastToBoolean(object) == 1) ||
        path != (object->type == XPATH_NODESET) ||
        (path && !same_nodes(question->plain, node, object->nodesetval)))
        fail_msg("%s at a %s", question->xpath, (const char *)node->name);
    xmlXPathFreeObject(object);
    return true;
}

static size_t ask_everywhere(const struct question *question, struct xpath *machine,
                             xmlNodePtr node)
{
    size_t asked = are_same(question, machine, node);
    for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next)
        asked += are_same(question, machine, (xmlNodePtr)attribute);
    for (xmlNodePtr child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            asked += ask_everywhere(question, machine, child);
    return asked;
}

/* ---- all expressions of a file --------------------------------------------------------- */

struct questions {
    struct arena *arena;
    struct xpath *machine;
    struct question all[MOST];
    size_t count;
    size_t asked;
};

static bool is_new(const struct questions *questions, const char *xpath)
{
    for (size_t i = 0; i < questions->count; i++)
        if (strcmp(questions->all[i].xpath, xpath) == 0)
            return false;
    return true;
}

static void add_question(struct questions *questions, const char *xpath)
{
    const struct plain *answer = plain_compile(xpath, questions->arena);
    if (!answer || !is_new(questions, xpath))
        return;
    assert_true(questions->count < MOST);
    struct question *question = &questions->all[questions->count++];
    question->xpath = arena_strdup(questions->arena, xpath);
    question->plain = answer;
    question->expression = xmlXPathCtxtCompile(questions->machine->context, BAD_CAST xpath);
    assert_non_null(question->expression);
}

static void collect(struct questions *questions, const xmlNode *node)
{
    static const char *const names[] = {"context", "test", "at", "select", "when", "date"};
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strcmp((const char *)attribute->name, names[i]) == 0)
                add_question(questions, (const char *)attribute->children->content);
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            collect(questions, child);
}

static void collect_file(struct questions *questions, const char *path)
{
    struct diags *diags = diags_new();
    xmlDocPtr doc = xml_load(path, false, MESSAGE_RULES_XML, diags);
    assert_non_null(doc);
    collect(questions, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
    diags_free(diags);
}

static void forget(struct questions *questions)
{
    for (size_t i = 0; i < questions->count; i++)
        xmlXPathFreeCompExpr(questions->all[i].expression);
    arena_free(questions->arena);
}

static bool ask_all(struct casefile *casefile, bool valid, void *context)
{
    struct questions *questions = context;
    if (!valid)
        return true;
    questions->machine->state = &check;
    for (size_t i = 0; i < questions->count; i++)
        questions->asked += ask_everywhere(&questions->all[i], questions->machine, casefile->root);
    return true;
}

/* ---- the tests ---------------------------------------------------------------------------- */

static struct case_schema *cases;
static struct case_schema *minutes;

static int load(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    cases = case_schema_load("forms/case.xsd", diags);
    minutes = cases ? case_schema_load_minutes("forms/minutes.xsd", cases, diags) : NULL;
    diags_free(diags);
    return minutes ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    case_schema_free(minutes);
    case_schema_free(cases);
    return 0;
}

/* The questions are asked of every file of a folder that is one for this schema. */
static void ask_folder(struct questions *questions, const struct case_schema *schema,
                       const char *folder)
{
    char **names;
    size_t const count = list_files(folder, ".xml", &names);
    for (size_t i = 0; i < count; i++) {
        struct diags *diags = diags_new();
        const char *path = arena_printf(questions->arena, "%s/%s", folder, names[i]);
        each_case(path, schema, diags, ask_all, questions);
        diags_free(diags);
    }
    free_names(names, count);
    assert_true(questions->asked > 1000);
}

static void rules_and_forms_ask_alike(void **state)
{
    static const char *const files[] = {"forms/rules.xml", "forms/lesosibirsk2-2024-09-27/5.1.xml",
                                        "forms/lesosibirsk2-2024-09-27/5.3.xml",
                                        "forms/lesosibirsk2-2024-09-27/5.4.xml",
                                        "forms/extract.xml"};
    struct questions questions = {.arena = arena_new(), .machine = cases->xpath};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        collect_file(&questions, files[i]);
    ask_folder(&questions, cases, "samples");
    ask_folder(&questions, cases, "tests/case/rules");
    forget(&questions);
}

static void council_files_ask_alike(void **state)
{
    struct questions questions = {.arena = arena_new(), .machine = minutes->xpath};
    (void)state;
    collect_file(&questions, "forms/minutes-rules.xml");
    collect_file(&questions, "forms/minutes.xml");
    ask_folder(&questions, minutes, "samples/council");
    forget(&questions);
}

static void plain_ones_are_taken_for_such(void **state)
{
    struct questions questions = {.arena = arena_new(), .machine = cases->xpath};
    size_t const count = sizeof plain / sizeof *plain;
    (void)state;
    for (size_t i = 0; i < count; i++)
        add_question(&questions, plain[i]);
    assert_int_equal(questions.count, count);
    ask_folder(&questions, cases, "samples");
    forget(&questions);
}

static void all_else_is_left_to_the_machine(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof not_plain / sizeof *not_plain; i++)
        if (plain_compile(not_plain[i], arena))
            fail_msg("%s is taken for plain", not_plain[i]);
    arena_free(arena);
}

/* Each of forty rows looks at all of them, four deep, in vain. */
static bool run_away(struct casefile *casefile, bool valid, void *context)
{
    static const char deep[] = "c:results/c:result[../c:result[../c:result[../c:result = 'x']]]";
    struct diags *diags = context;
    struct arena *arena = arena_new();
    struct query *query = query_compile(deep, cases, (struct pos){0}, diags);
    struct xpath *machine = cases->xpath;
    size_t count;
    assert_true(valid);
    xpath_take_failure(machine);
    assert_false(query_true(query, case_root(casefile)));
    assert_true(xpath_take_failure(machine));
    assert_null(query_nodes(query, case_root(casefile), arena, &count));
    assert_true(xpath_take_failure(machine));
    query_free(query);
    arena_free(arena);
    return true;
}

static void what_runs_away_fails(void **state)
{
    struct diags *diags = diags_new();
    (void)state;
    assert_int_equal(each_case("samples/forty-rows.xml", cases, diags, run_away, diags), 1);
    assert_int_equal(diags_count(diags), 0);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_and_forms_ask_alike),
        cmocka_unit_test(council_files_ask_alike),
        cmocka_unit_test(plain_ones_are_taken_for_such),
        cmocka_unit_test(what_runs_away_fails),
        cmocka_unit_test(all_else_is_left_to_the_machine),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
