/*
 * test_describe.c - what can be filled in: of both editions and of minutes (describe-*.json), and
 * of forms and schemas that are wrong.
 */
#include "formulyar.h"

#include "base/arena.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define APPROVED "lesosibirsk2-2024-09-27"

static struct arena *arena;
static const char *folder; /* a copy of forms/ that a test may change */

static int begin(void **state)
{
    char made[] = "/tmp/formulyar-describe-XXXXXX";
    (void)state;
    arena = arena_new();
    assert_non_null(mkdtemp(made));
    folder = arena_printf(arena, "%s/forms", made);
    return system(arena_printf(arena, "cp -R forms %s", folder));
}

static int end(void **state)
{
    (void)state;
    int const failed =
        system(arena_printf(arena, "rm -r %.*s", (int)(strlen(folder) - strlen("/forms")), folder));
    arena_free(arena);
    return failed;
}

static formulyar *open_forms(const char *forms)
{
    const char *build = getenv("BUILD") ? getenv("BUILD") : "build";
    struct formulyar_setup const setup = {.size = sizeof setup,
                                          .data = arena_printf(arena, "%s/share", build),
                                          .forms = forms,
                                          .today = "2027-06-01",
                                          .language = FORMULYAR_EN};
    formulyar *engine = formulyar_open(&setup);
    assert_int_equal(formulyar_status(formulyar_opened(engine)), 0);
    return engine;
}

static formulyar_result *ask(formulyar *engine, const char *root, const char *edition)
{
    struct formulyar_options const options = {
        .size = sizeof options, .root = root, .edition = edition};
    return formulyar_describe(engine, &options);
}

/* ---- goldens -------------------------------------------------------------------------- */

/* Behind a string that begins here. */
static const char *skip_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        at += *at == '\\';
    return *at ? at + 1 : at;
}

/* True when what is opened here holds nothing that opens. */
static bool is_leaf(const char *at)
{
    for (at++; *at && *at != ']' && *at != '}';) {
        if (*at == '{' || *at == '[')
            return false;
        at = *at == '"' ? skip_string(at) : at + 1;
    }
    return true;
}

static void break_line(struct text *out, int depth)
{
    text_add_char(out, '\n');
    for (int i = 0; i < depth; i++)
        text_add_char(out, ' ');
}

/* A JSON text for people: lines, but for what is small. */
static struct text spread(const char *json)
{
    struct text out = TEXT_EMPTY;
    int depth = 0, leaf = 0;
    for (const char *at = json; *at;) {
        const char *next = *at == '"' ? skip_string(at) : at + 1;
        bool const opens = *at == '{' || *at == '[';
        bool const closes = *at == '}' || *at == ']';
        leaf += opens && is_leaf(at);
        depth += opens - closes;
        if (closes && !leaf)
            break_line(&out, depth);
        text_add_bytes(&out, at, (size_t)(next - at));
        if (!leaf && (opens || *at == ','))
            break_line(&out, depth);
        leaf -= closes && leaf;
        at = next;
    }
    return out;
}

static void check_golden(formulyar *engine, const char *root, const char *edition, const char *path)
{
    struct text wanted = TEXT_EMPTY;
    formulyar_result *result = ask(engine, root, edition);
    assert_int_equal(formulyar_status(result), 0);
    assert_int_equal(formulyar_diagnostic_count(result), 0);
    struct text told = spread(formulyar_text(result));
    text_add_char(&told, '\n');
    if (getenv("ACCEPT"))
        assert_int_equal(file_write(path, told.data, told.len), 0);
    assert_int_equal(file_read(path, 1 << 20, &wanted), 0);
    if (strcmp(text_string(&told), text_string(&wanted)) != 0)
        fprintf(stderr, "# differs: %s (ACCEPT=1 writes it; then read git diff)\n", path);
    assert_string_equal(text_string(&told), text_string(&wanted));
    text_free(&told);
    text_free(&wanted);
    formulyar_free(result);
}

static void test_goldens(void **state)
{
    (void)state;
    formulyar *engine = open_forms("forms");
    check_golden(engine, NULL, NULL, "tests/library/describe-case.json");
    check_golden(engine, "case", "example-corrected", "tests/library/describe-example.json");
    check_golden(engine, "case", "ppk-example", "tests/library/describe-ppk.json");
    check_golden(engine, "minutes", APPROVED, "tests/library/describe-minutes.json");
    check_golden(engine, "organization", NULL, "tests/library/describe-organization.json");
    formulyar_close(engine);
}

/* ---- what is wrong ---------------------------------------------------------------------- */

static void replace(const char *name, const char *from, const char *to)
{
    struct text whole = TEXT_EMPTY, changed = TEXT_EMPTY;
    const char *path = arena_printf(arena, "%s/%s", folder, name);
    assert_int_equal(file_read(path, 1 << 20, &whole), 0);
    const char *at = strstr(text_string(&whole), from);
    assert_non_null(at);
    text_add_bytes(&changed, whole.data, (size_t)(at - whole.data));
    text_format(&changed, "%s%s", to, at + strlen(from));
    assert_int_equal(file_write(path, changed.data, changed.len), 0);
    text_free(&whole);
    text_free(&changed);
}

static const struct formulyar_diagnostic *only(const formulyar_result *result)
{
    assert_int_equal(formulyar_diagnostic_count(result), 1);
    return formulyar_diagnostic(result, 0);
}

static void test_questions(void **state)
{
    (void)state;
    formulyar *engine = open_forms("forms");
    formulyar_result *result = ask(engine, "cases", NULL);
    assert_string_equal(only(result)->code, "E018");
    assert_string_equal(formulyar_text(result), "");
    formulyar_free(result);
    result = ask(engine, NULL, "../forms");
    assert_string_equal(only(result)->code, "E023");
    assert_string_equal(formulyar_text(result), "");
    formulyar_free(result);
    result = formulyar_forms(engine);
    assert_null(formulyar_text(result));
    formulyar_free(result);
    formulyar_close(engine);
}

/* Names that the schema has, at a place where it has not: the form is loaded, and told of. */
static void test_paths(void **state)
{
    (void)state;
    replace(APPROVED "/5.1.xml", "<put select=\"c:basis\"", "<put select=\"c:surname\"");
    replace(APPROVED "/5.3.xml", "<put select=\"c:after\"/>",
            "<put select=\"c:after[@date='[']/..\"/>");
    formulyar *engine = open_forms(folder);
    formulyar_result *result = ask(engine, NULL, NULL);
    assert_int_equal(formulyar_status(result), 0);
    const struct formulyar_diagnostic *diagnostic = only(result);
    assert_string_equal(diagnostic->code, "W875");
    assert_int_equal(diagnostic->line, 15);
    assert_non_null(strstr(diagnostic->message, "decision/surname"));
    /* What nothing prints any more is there all the same. */
    assert_non_null(strstr(formulyar_text(result), "\"results/result/after\":{"));
    formulyar_free(result);
    formulyar_close(engine);
}

/* Told of is each path that a form is wrong about: of a list, of whom a role is taken from, of a day. */
static void test_paths_of_other_kinds(void **state)
{
    static const struct {
        const char *form, *from, *to, *path;
    } wrong[] = {
        {"5.4.xml", "select=\"c:conclusion/c:assessment\"", "select=\"c:conclusion/c:surname\"",
         "conclusion/surname"},
        {"5.3.xml", "role-from=\"c:lead/@role\"", "role-from=\"c:decision/@role\"",
         "decision/@role"},
        {"5.4.xml", "date=\"c:conclusion/c:acquaintance/@date\"", "date=\"c:lead/@date\"",
         "lead/@date"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        replace(arena_printf(arena, APPROVED "/%s", wrong[i].form), wrong[i].from, wrong[i].to);
    formulyar *engine = open_forms(folder);
    formulyar_result *result = ask(engine, NULL, NULL);
    assert_int_equal(formulyar_status(result), 0);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        bool told = false;
        for (size_t j = 0; j < formulyar_diagnostic_count(result); j++) {
            const struct formulyar_diagnostic *one = formulyar_diagnostic(result, j);
            told = told || (strcmp(one->code, "W875") == 0 && strstr(one->message, wrong[i].path));
        }
        if (!told)
            fail_msg("nothing is told of %s", wrong[i].path);
    }
    formulyar_free(result);
    formulyar_close(engine);
}

/* What is printed whole behind a part of it is shown once all the same. */
static void test_whole_behind_part(void **state)
{
    (void)state;
    replace(APPROVED "/5.4.xml", "<each select=\"c:conclusion/c:reasons\"><put/></each>",
            "<each select=\"c:conclusion\"><put/></each>");
    formulyar *engine = open_forms(folder);
    formulyar_result *result = ask(engine, NULL, NULL);
    assert_int_equal(formulyar_status(result), 0);
    const char *paths = strstr(formulyar_text(result), "\"paths\":[\"conclusion/assessment\",");
    assert_non_null(paths);
    size_t const length = strcspn(paths, "]");
    assert_null(memmem(paths, length, ",\"conclusion\"", strlen(",\"conclusion\"")));
    assert_non_null(
        memmem(paths, length, ",\"conclusion/reasons\"", strlen(",\"conclusion/reasons\"")));
    formulyar_free(result);
    formulyar_close(engine);
}

/* Offered is what the form has a box for, in its words. */
static void test_choices(void **state)
{
    (void)state;
    replace(APPROVED "/5.4.xml", "<option code=\"success\"/>", "");
    replace(APPROVED "/5.4.xml", "<option code=\"ineffective\"/>",
            "<option code=\"ineffective\"><text>без успеха</text></option>");
    formulyar *engine = open_forms(folder);
    formulyar_result *result = ask(engine, NULL, NULL);
    assert_int_equal(formulyar_status(result), 0);
    assert_non_null(
        strstr(formulyar_text(result),
               "\"vocabulary\":\"assessment\",\"options\":[{\"value\":\"partial\",\"ru\":\"не "
               "вполне успешным, недостаточно эффективным\",\"en\":\"not quite successful\"},{"
               "\"value\":\"ineffective\",\"ru\":\"без успеха\",\"en\":\"ineffective\"}]"));
    formulyar_free(result);
    formulyar_close(engine);
}

/* Types that hold each other twice, a hundred times over, would have no end. */
static void test_endless(void **state)
{
    (void)state;
    struct text types = TEXT_EMPTY;
    for (int i = 0; i < 40; i++)
        text_format(&types,
                    "<xs:complexType name=\"deep%d\"><xs:sequence><xs:element name=\"a\" "
                    "type=\"deep%d\"/><xs:element name=\"b\" type=\"deep%d\"/></xs:sequence>"
                    "</xs:complexType>",
                    i, i + 1, i + 1);
    text_add(&types, "<xs:complexType name=\"deep40\"><xs:sequence/></xs:complexType>"
                     "<xs:complexType name=\"problem\">");
    replace("case.xsd", "<xs:complexType name=\"problem\">", text_string(&types));
    replace("case.xsd", "<xs:element name=\"genitive\" type=\"full-name\"",
            "<xs:element name=\"genitive\" type=\"deep0\"");
    text_free(&types);
    formulyar *engine = open_forms(folder);
    formulyar_result *result = ask(engine, NULL, "example-corrected");
    assert_string_equal(only(result)->code, "E930");
    assert_string_equal(formulyar_text(result), "");
    formulyar_free(result);
    formulyar_close(engine);
}

/* A thousand codes are told, all of them. */
static void test_many_codes(void **state)
{
    (void)state;
    struct text codes = TEXT_EMPTY;
    for (int i = 0; i < 5000; i++)
        text_format(&codes, "<xs:enumeration value=\"k%d\"/>", i);
    text_add(&codes, "<xs:enumeration value=\"genped\">");
    replace("case.xsd", "<xs:enumeration value=\"genped\">", text_string(&codes));
    text_free(&codes);
    formulyar *engine = open_forms(folder);
    formulyar_result *result = ask(engine, NULL, "example-corrected");
    assert_int_equal(formulyar_status(result), 0);
    assert_non_null(strstr(formulyar_text(result), "{\"value\":\"k4999\",\"ru\":\"k4999\""));
    formulyar_free(result);
    formulyar_close(engine);
}

/* A form without end is described to a point; what is said of its paths, once each. */
static void test_long(void **state)
{
    (void)state;
    struct text fields = TEXT_EMPTY;
    for (int i = 0; i < 12000; i++)
        text_format(&fields,
                    "<field><label>%d</label><each select=\"c:lead\"><put select=\"@role\" "
                    "filter=\"lookup\" vocabulary=\"roles\"/></each></field>",
                    i);
    text_add(&fields, "<field layout=\"inline\" lines=\"1\">");
    replace("example-corrected/5.1.xml", "<field layout=\"inline\" lines=\"1\">",
            text_string(&fields));
    text_free(&fields);
    formulyar *engine = open_forms(folder);
    formulyar_result *result = ask(engine, NULL, "example-corrected");
    assert_string_equal(only(result)->code, "W876");
    assert_non_null(strstr(formulyar_text(result), "\"lead\":{\"label\":{\"ru\":\"0\","));
    assert_non_null(strstr(formulyar_text(result), "\"teacher\":{\"label\":{\"ru\":\"Учитель\","));
    formulyar_free(result);
    formulyar_close(engine);
}

/* ---- regulations of their own ------------------------------------------------------------- */

/* What the description of an edition says: whose it is, which papers it has. */
static void check_says(formulyar *engine, const char *edition, const char *words)
{
    formulyar_result *result = ask(engine, NULL, edition);
    assert_int_equal(formulyar_status(result), 0);
    if (!strstr(formulyar_text(result), words))
        fail_msg("%s does not say %s", edition, words);
    formulyar_free(result);
}

static void test_own(void **state)
{
    (void)state;
    assert_int_equal(system(arena_printf(arena, "cp -R tests/engine/visits %s/", folder)), 0);
    assert_int_equal(system(arena_printf(arena, "cp forms/summary.xml %s/" APPROVED, folder)), 0);
    formulyar *engine = open_forms(folder);
    check_says(engine, "visits", "\"approved\":\"\",\"own\":true}],\"edition\":\"visits\"");
    check_says(engine, "visits",
               "\"subject\":{\"name\":\"visitor\",\"ru\":\"посетитель\",\"en\":\"visitor\"},"
               "\"papers\":[{\"id\":\"workbook\",\"own\":true}]");
    check_says(engine, APPROVED,
               "\"papers\":[{\"id\":\"bundle\"},{\"id\":\"summary\",\"own\":true},"
               "{\"id\":\"workbook\"}]");
    formulyar_close(engine);
    replace("visits/case.xsd", "name=\"person\"", "name=\"somebody\"");
    replace("visits/case.xsd", "type=\"person\"", "type=\"somebody\"");
    engine = open_forms(folder);
    check_says(engine, "visits", "\"papers\":"); /* about nobody */
    formulyar_result *result = ask(engine, NULL, "visits");
    assert_null(strstr(formulyar_text(result), "\"subject\":{\"name\""));
    formulyar_free(result);
    formulyar_close(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_goldens, begin, end),
        cmocka_unit_test_setup_teardown(test_questions, begin, end),
        cmocka_unit_test_setup_teardown(test_own, begin, end),
        cmocka_unit_test_setup_teardown(test_paths, begin, end),
        cmocka_unit_test_setup_teardown(test_paths_of_other_kinds, begin, end),
        cmocka_unit_test_setup_teardown(test_whole_behind_part, begin, end),
        cmocka_unit_test_setup_teardown(test_choices, begin, end),
        cmocka_unit_test_setup_teardown(test_endless, begin, end),
        cmocka_unit_test_setup_teardown(test_many_codes, begin, end),
        cmocka_unit_test_setup_teardown(test_long, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
