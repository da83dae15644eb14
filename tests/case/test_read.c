/*
 * test_read.c - reading, places, queries.
 */
#include "base/file.h"
#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "case/each.h"

static struct case_schema *schema;

static int load(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    schema = case_schema_load("forms/case.xsd", diags);
    diags_free(diags);
    return schema ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    case_schema_free(schema);
    return 0;
}

static bool keep(struct casefile *casefile, bool valid, void *context)
{
    struct casefile **kept = context;
    if (valid && !*kept)
        *kept = case_keep(casefile);
    return true;
}

static void print(struct diags *diags)
{
    struct text text = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_EN, &text);
    if (text.len)
        fputs(text.data, stderr);
    text_free(&text);
}

/* Reads a case that is written here through a file; it must be valid unless kept stays NULL. */
static struct casefile *read_text(const char *xml, struct diags *diags)
{
    char path[] = "/tmp/formulyar-case-XXXXXX";
    struct casefile *kept = NULL;
    int const descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    assert_int_equal(file_write(path, xml, strlen(xml)), 0);
    each_case(path, schema, diags, keep, &kept);
    unlink(path);
    return kept;
}

#define START "<case xmlns=\"urn:formulyar:case:1\" id=\"1\" edition=\"e\" status=\"active\""

static struct casefile *read_good(const char *xml)
{
    struct diags *diags = diags_new();
    struct casefile *casefile = read_text(xml, diags);
    print(diags);
    assert_non_null(casefile);
    diags_free(diags);
    return casefile;
}

static const struct node *only(const char *xpath, const struct casefile *casefile,
                               struct arena *arena)
{
    struct diags *diags = diags_new();
    size_t count;
    struct query *query = query_compile(xpath, schema, (struct pos){.file = "test"}, diags);
    print(diags);
    assert_non_null(query);
    const struct node **nodes = query_nodes(query, case_root(casefile), arena, &count);
    assert_int_equal(count, 1);
    query_free(query);
    diags_free(diags);
    return nodes[0];
}

static void assert_place(const char *xpath, const struct casefile *casefile, struct arena *arena,
                         long line, long column)
{
    struct pos const pos = node_pos(only(xpath, casefile, arena));
    assert_int_equal(pos.line, line);
    assert_int_equal(pos.column, column);
}

/* Columns count characters: letters of two bytes, a sign of four, a combined letter of two. */
static void places_are_exact(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct casefile *casefile = read_good(
        START "\n school-year = '2026/2027'\n\t><teacher><surname>\xD0\x81\xF0\x9F\x98\x80"
              "\xD0\xB8\xCC\x86</surname><given\n>A</given></teacher><decision\n"
              "  date=\"2026-09-30\"/><!-- <lead> -->\n"
              "<lead person='a' role=\"mentor\"><surname>&lt;&#1046;></surname><given>x</given>"
              "</lead></case>");
    assert_place(".", casefile, arena, 1, 1);
    assert_place("@status", casefile, arena, 1, 55);
    assert_place("@school-year", casefile, arena, 2, 2);
    assert_place("c:teacher", casefile, arena, 3, 3);
    assert_place("c:teacher/c:surname", casefile, arena, 3, 12);
    assert_place("c:teacher/c:given", casefile, arena, 3, 35);
    assert_place("c:decision", casefile, arena, 4, 21);
    assert_place("c:decision/@date", casefile, arena, 5, 3);
    assert_place("c:lead", casefile, arena, 6, 1);
    assert_place("c:lead/@person", casefile, arena, 6, 7);
    assert_place("c:lead/@role", casefile, arena, 6, 18);
    assert_place("c:lead/c:given", casefile, arena, 6, 63);
    assert_place("c:lead/c:given/text()", casefile, arena, 6, 63);
    arena_free(arena);
    case_free(casefile);
}

static void text_is_composed_and_folded(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct casefile *casefile = read_good(
        START
        "><teacher><surname>\xD0\x95\xCC\x88лки\xD0\xB8\xCC\x86\n  Ом</surname></teacher>"
        "<problems><problem id='p' source='interview'>\n<p> один\xC2\xA0два </p>\n<p> </p> три"
        " <p>четыре<!-- --> пять</p>\n</problem><problem id='q'> \n</problem></problems></case>");
    const struct node *surname = only("c:teacher/c:surname", casefile, arena);
    assert_string_equal(node_text(surname, arena), "Ёлкий Ом");
    const struct node *problem = only("c:problems/c:problem[1]", casefile, arena);
    assert_string_equal(node_text(problem, arena), "один\xC2\xA0два\nтри\nчетыре пять");
    assert_string_equal(node_text(only("c:problems/c:problem[2]", casefile, arena), arena), "");
    assert_null(node_attribute(problem, "kind", arena));

    const struct node *problems = node_child(case_root(casefile), "problems");
    size_t count;
    const struct node **children = node_children(problems, NULL, arena, &count);
    assert_int_equal(count, 2);
    assert_string_equal(node_path(children[1], arena), "/case/problems/problem[2]");
    assert_null(node_children(problems, "measure", arena, &count));
    assert_null(node_child(case_root(casefile), "help"));
    assert_string_equal(node_label(children[1], arena),
                        DIAG_BOTH("5.1, «Выявленные проблемы/трудности», проблема 2",
                                  "5.1, “Выявленные проблемы/трудности” (problems), problem 2"));
    arena_free(arena);
    case_free(casefile);
}

static void the_schema_tells_subject_and_dates(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct casefile *casefile = read_good(START "><teacher><surname>Ом</surname></teacher>"
                                                "<decision date='2026-09-30'/></case>");
    assert_string_equal(node_name(case_subject(casefile)), case_schema_subject(schema));
    assert_string_equal(case_dates(casefile, arena), "2026-09-30  ");
    case_free(casefile);
    casefile = read_good(START "></case>");
    assert_null(case_subject(casefile));
    assert_string_equal(case_dates(casefile, arena), "  ");
    arena_free(arena);
    case_free(casefile);
}

static const char *answer(const char *xpath, const struct casefile *casefile, struct arena *arena)
{
    struct diags *diags = diags_new();
    struct query *query = query_compile(xpath, schema, (struct pos){.file = "test"}, diags);
    print(diags);
    assert_non_null(query);
    const char *string = query_string(query, case_root(casefile), arena);
    query_free(query);
    diags_free(diags);
    return string;
}

static void functions_answer(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct casefile *casefile =
        read_good(START "><teacher><surname>Ёлкина</surname><given>ЯНА</given></teacher>"
                        "<decision date='2027-02-28'/><problems><problem id='a'/>"
                        "<problem id='b' kind='org method'/></problems></case>");
    assert_string_equal(answer("f:day('2027-03-01') - f:day(c:decision/@date)", casefile, arena),
                        "1");
    assert_string_equal(answer("f:day('2028-03-01') - f:day('2028-02-28')", casefile, arena), "2");
    assert_string_equal(answer("f:day('1970-01-01')", casefile, arena), "0");
    assert_string_equal(answer("f:day('2027-02-29')", casefile, arena), "NaN");
    assert_string_equal(answer("f:day('завтра')", casefile, arena), "NaN");
    assert_string_equal(answer("f:school-year('2026-08-31')", casefile, arena), "2025/2026");
    assert_string_equal(answer("f:school-year('2026-09-01')", casefile, arena), "2026/2027");
    assert_string_equal(answer("f:school-year('')", casefile, arena), "");
    assert_string_equal(answer("f:listed('b a', .//@id)", casefile, arena), "true");
    assert_string_equal(answer("f:listed('b c', .//@id)", casefile, arena), "false");
    assert_string_equal(answer("f:listed('method', .//@kind)", casefile, arena), "true");
    assert_string_equal(answer("f:full-name(c:teacher)", casefile, arena), "елкина яна  ");
    assert_string_equal(answer("f:full-name(c:lead)", casefile, arena), "");
    assert_string_equal(answer("f:today()", casefile, arena), "");
    assert_string_equal(answer("f:initial('М.')", casefile, arena), "true");
    assert_string_equal(answer("f:initial('Ян')", casefile, arena), "false");
    assert_string_equal(answer("count(c:problems/c:problem) * 2 div 4 mod 3", casefile, arena),
                        "1");
    assert_string_equal(answer("c:teacher/c:given", casefile, arena), "ЯНА");
    arena_free(arena);
    case_free(casefile);
}

/* White space that lays out the file is not kept; beside paragraphs it parts words. */
static void white_space_is_text_beside_paragraphs(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct casefile *casefile =
        read_good(START ">\n <problems>\n  <problem id='a'>один&#9; темп</problem>\n"
                        "  <problem id='b'>\n <p> два </p>\n <p>три</p>\n четыре </problem>\n"
                        " </problems>\n</case>");
    assert_string_equal(answer("count(text()) + count(c:problems/text())", casefile, arena), "0");
    assert_string_equal(answer("string(c:problems/c:problem[1])", casefile, arena), "один темп");
    assert_string_equal(answer("concat('|', c:problems/c:problem[2], '|')", casefile, arena),
                        "| два три четыре |");
    assert_string_equal(answer("c:problems/c:problem[2]", casefile, arena), "два\nтри\nчетыре");
    assert_string_equal(answer("c:problems/c:problem[2]/text()[last()]", casefile, arena),
                        "четыре");
    arena_free(arena);
    case_free(casefile);
}

static void hash_is_of_the_case_alone(void **state)
{
    (void)state;
    struct casefile *bare = read_good(START "/>");
    struct casefile *dressed =
        read_good("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- x -->\n" START "/>\n");
    struct casefile *other = read_good(START " />");
    assert_string_equal(case_hash(bare), case_hash(dressed));
    assert_string_not_equal(case_hash(bare), case_hash(other));
    assert_int_equal(strlen(case_hash(bare)), 64);
    case_free(bare);
    case_free(dressed);
    case_free(other);
}

static bool read_source_again(struct casefile *casefile, bool valid, void *context)
{
    size_t *count = context;
    struct text source = TEXT_EMPTY;
    assert_true(valid);
    case_source(casefile, &source);
    struct casefile *again = read_good(text_string(&source));
    assert_string_equal(case_id(again), case_id(casefile));
    case_free(again);
    text_free(&source);
    ++*count;
    return true;
}

static void the_source_is_a_file_of_its_own(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    size_t count = 0;
    each_case("tests/case/rules/W9a.pass.xml", schema, diags, read_source_again, &count);
    each_case("tests/case/good/prefixed-cases.xml", schema, diags, read_source_again, &count);
    each_case("tests/case/good/windows-1251.xml", schema, diags, read_source_again, &count);
    assert_int_equal(diags_count(diags), 0);
    assert_int_equal(count, 5);
    diags_free(diags);
}

/* What is said of the cases of a file, and what they are. */
static void tell_all(struct case_reader *reader, struct diags *diags, struct text *out)
{
    struct case_head head;
    while (case_next(reader, &head)) {
        bool valid;
        struct casefile *casefile = case_take(reader, &valid);
        if (casefile && valid) {
            text_add(out, case_hash(casefile));
            case_source(casefile, out);
        }
        case_free(casefile);
    }
    case_close(reader);
    diags_print_json(diags, LANGUAGE_EN, out);
    diags_clear(diags);
}

static void memory_is_read_like_the_file(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "samples/completed.xml",
        "samples/windows-1251.xml",
        "samples/utf-16.xml",
        "tests/case/good/prefixed-cases.xml",
        "tests/case/rules/W9a.pass.xml",
        "tests/case/bad/code.xml",
        "tests/case/bad/docx.xml",
        "tests/case/bad/empty.xml",
    };
    struct diags *diags = diags_new();
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct text bytes = TEXT_EMPTY;
        struct text of_file = TEXT_EMPTY;
        struct text of_bytes = TEXT_EMPTY;
        assert_int_equal(file_read(paths[i], 1 << 20, &bytes), 0);
        struct case_bytes const memory = {.name = paths[i], .bytes = bytes.data, .size = bytes.len};
        tell_all(case_open(paths[i], schema, diags), diags, &of_file);
        tell_all(case_open_bytes(&memory, schema, diags), diags, &of_bytes);
        assert_true(of_file.len > 0);
        assert_string_equal(text_string(&of_file), text_string(&of_bytes));
        text_free(&bytes);
        text_free(&of_file);
        text_free(&of_bytes);
    }
    diags_free(diags);
}

static void whole_case(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct casefile *casefile = NULL;
    assert_int_equal(each_case("tests/case/good/completed.xml", schema, diags, keep, &casefile), 1);
    print(diags);
    assert_int_equal(diags_count(diags), 0);
    assert_non_null(casefile);
    assert_string_equal(case_id(casefile), "2026-014");
    assert_string_equal(case_status(casefile), "completed");

    struct arena *arena = arena_new();
    struct pos const here = {.file = "test"};
    struct query *query = query_compile("c:problems/c:problem[@kind]", schema, here, diags);
    print(diags);
    assert_non_null(query);
    size_t count;
    const struct node **nodes = query_nodes(query, case_root(casefile), arena, &count);
    assert_int_equal(count, 1);
    assert_string_equal(node_path(nodes[0], arena), "/case/problems/problem");
    assert_string_equal(node_attribute(nodes[0], "kind", arena), "method org");
    assert_string_equal(node_text(nodes[0], arena), "Темп урока\nодин");
    struct pos const pos = node_pos(nodes[0]);
    assert_int_equal(pos.line, 9);
    assert_int_equal(pos.column, 13);
    query_free(query);

    query = query_compile("c:problems/c:problem/@kind", schema, here, diags);
    nodes = query_nodes(query, case_root(casefile), arena, &count);
    assert_int_equal(node_pos(nodes[0]).column, 30);
    query_free(query);
    assert_null(query_compile("c:problems/c:probelm", schema, here, diags));
    assert_null(query_compile("problems", schema, here, diags));
    assert_null(query_compile("c:problems[", schema, here, diags));
    assert_int_equal(diags_count(diags), 3);

    arena_free(arena);
    case_free(casefile);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_case),
        cmocka_unit_test(memory_is_read_like_the_file),
        cmocka_unit_test(places_are_exact),
        cmocka_unit_test(text_is_composed_and_folded),
        cmocka_unit_test(the_schema_tells_subject_and_dates),
        cmocka_unit_test(functions_answer),
        cmocka_unit_test(white_space_is_text_beside_paragraphs),
        cmocka_unit_test(hash_is_of_the_case_alone),
        cmocka_unit_test(the_source_is_a_file_of_its_own),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
