/*
 * test_diag.c - collecting, ordering and printing diagnostics.
 */
#include "base/diag.h"

#include "base/parcel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void add(struct diags *diags, const char *code, const char *file, long line, long column)
{
    diag_add_text(diags, SEVERITY_ERROR, code, (struct pos){file, line, column}, NULL, "ру", "en");
}

static const char *printed(const struct diags *diags, enum language language, struct text *text)
{
    text_clear(text);
    diags_print(diags, language, text);
    return text_string(text);
}

static void sorted_by_place_then_by_order(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct text text = TEXT_EMPTY;
    add(diags, "A", "b.xml", 9, 1);
    add(diags, "B", "a.xml", 2, 2);
    add(diags, "C", "b.xml", 1, 7);
    add(diags, "D", "b.xml", 1, 7);
    add(diags, "E", "b.xml", 1, 3);
    add(diags, "F", "a.xml", 0, 0);
    diags_sort(diags);
    assert_string_equal(printed(diags, LANGUAGE_EN, &text), "b.xml:1:3: error: en [E]\n"
                                                            "b.xml:1:7: error: en [C]\n"
                                                            "b.xml:1:7: error: en [D]\n"
                                                            "b.xml:9:1: error: en [A]\n"
                                                            "a.xml: error: en [F]\n"
                                                            "a.xml:2:2: error: en [B]\n");
    text_free(&text);
    diags_free(diags);
}

static void arguments_in_both_languages(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct text text = TEXT_EMPTY;
    diag_add(diags, MESSAGE_SCHEMA_LENGTH, (struct pos){"a.xml", 1, 2}, "/case",
             DIAG_BOTH("поле {2}", "field"), "80", NULL);
    assert_string_equal(printed(diags, LANGUAGE_RU, &text),
                        "a.xml:1:2: ошибка: поле {2}: длиннее 80 знаков. Сократите [E156]\n");
    assert_string_equal(printed(diags, LANGUAGE_EN, &text),
                        "a.xml:1:2: error: field: longer than 80 characters. Shorten it [E156]\n");
    text_free(&text);
    diags_free(diags);
}

static const char *name_case(const void *context, const char *path, struct arena *arena)
{
    return strcmp(path, "/case") == 0 ? diag_both(arena, context, "case") : NULL;
}

static void fields_are_named_by_the_namer(void **state)
{
    static const char *const paths[] = {"/case", "/case/@id", NULL};
    (void)state;
    struct diags *diags = diags_new();
    struct text text = TEXT_EMPTY;
    diags_set_namer(diags, name_case, "дело");
    for (size_t i = 0; i < 3; i++)
        diag_add(diags, MESSAGE_SCHEMA_LENGTH, (struct pos){"a.xml", 1, 2}, paths[i], diag_field,
                 "80", NULL);
    assert_string_equal(
        printed(diags, LANGUAGE_EN, &text),
        "a.xml:1:2: error: case: longer than 80 characters. Shorten it [E156]\n"
        "a.xml:1:2: error: the text of the form: longer than 80 characters. Shorten it [E156]\n"
        "a.xml:1:2: error: the text of the form: longer than 80 characters. Shorten it [E156]\n");
    assert_string_equal(diags_get(diags, 0)->text[LANGUAGE_RU],
                        "дело: длиннее 80 знаков. Сократите");
    text_free(&text);
    diags_free(diags);
}

static void json_is_one_object_a_line(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct text text = TEXT_EMPTY;
    diag_add_text(diags, SEVERITY_WARNING, "W1", (struct pos){"a\"b.xml", 3, 4}, "/case/@id",
                  "«да»", "yes\n");
    add(diags, "F1", "c.xml", 1, 1);
    diags_print_json(diags, LANGUAGE_EN, &text);
    assert_string_equal(text_string(&text),
                        "{\"file\":\"a\\\"b.xml\",\"line\":3,\"column\":4,\"severity\":\"warning\","
                        "\"code\":\"W1\",\"path\":\"/case/@id\",\"message\":\"yes\\n\"}\n"
                        "{\"file\":\"c.xml\",\"line\":1,\"column\":1,\"severity\":\"error\","
                        "\"code\":\"F1\",\"path\":null,\"message\":\"en\"}\n");
    text_free(&text);
    diags_free(diags);
}

static void the_worst_decides_the_exit_status(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct pos const pos = {"a.xml", 1, 1};
    assert_int_equal(diags_exit_status(diags), 0);
    diag_add_text(diags, SEVERITY_WARNING, "W1", pos, NULL, "", "");
    assert_int_equal(diags_exit_status(diags), 0);
    diag_add_text(diags, SEVERITY_ERROR, "F1", pos, NULL, "", "");
    assert_int_equal(diags_exit_status(diags), 1);
    diag_add_text(diags, SEVERITY_SYSTEM, "E1", pos, NULL, "", "");
    assert_int_equal(diags_exit_status(diags), 3);
    assert_int_equal(diags_at_least(diags, SEVERITY_ERROR), 2);
    diags_clear(diags);
    assert_int_equal(diags_exit_status(diags), 0);
    assert_int_equal(diags_count(diags), 0);
    diags_free(diags);
}

static void what_is_added_is_copied(void **state)
{
    (void)state;
    char file[] = "a.xml";
    char text[] = "text";
    struct diags *diags = diags_new();
    diag_add_text(diags, SEVERITY_ERROR, "F1", (struct pos){file, 1, 1}, text, text, text);
    memset(file, 'x', sizeof file - 1);
    memset(text, 'x', sizeof text - 1);
    assert_string_equal(diags_get(diags, 0)->pos.file, "a.xml");
    assert_string_equal(diags_get(diags, 0)->path, "text");
    assert_string_equal(diags_get(diags, 0)->text[LANGUAGE_EN], "text");
    diags_free(diags);
}

/* Line 2 of wb is the cell G7 of «Sheet»; line 3 is to be left out; line 4 gets other words. */
static bool place(const void *context, struct diag *diag)
{
    if (strcmp(diag->pos.file, context) != 0)
        return true;
    diag->cell = (struct diag_cell){"Sheet", "2025-014", 7, 7};
    if (diag->pos.line == 4) {
        diag->code = "E2";
        diag->text[LANGUAGE_RU] = "другое";
        diag->cell = (struct diag_cell){"", NULL, 12, 28};
    }
    return diag->pos.line != 3;
}

static void a_workbook_is_told_by_its_cells(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct diags *copy = diags_new();
    struct text text = TEXT_EMPTY;
    diags_set_placer(diags, place, "wb");
    diag_add_text(diags, SEVERITY_WARNING, "W1", (struct pos){"a.xml", 2, 1}, NULL, "р", "en");
    for (long line = 4; line >= 2; line--)
        diag_add_text(diags, SEVERITY_ERROR, "E1", (struct pos){"wb", line, 1}, "/case", "р", "en");
    diag_add_text(diags, SEVERITY_ERROR, "E3", (struct pos){.file = "other"}, NULL, "р", "en");
    diags_set_cell(diags, &(struct diag_cell){"S", NULL, 0, 0});
    diags_append(copy, diags);
    diags_sort(copy);
    diags_print(copy, LANGUAGE_RU, &text);
    assert_string_equal(text_string(&text), "a.xml:2:1: предупреждение: р [W1]\n"
                                            "wb: «Sheet»!G7 (дело 2025-014): ошибка: р [E1]\n"
                                            "wb: AB12: ошибка: другое [E2]\n"
                                            "other: «S»: ошибка: р [E3]\n");
    text_clear(&text);
    diags_print_json(copy, LANGUAGE_EN, &text);
    assert_non_null(
        strstr(text_string(&text),
               "{\"file\":\"wb\",\"line\":7,\"column\":7,\"sheet\":\"Sheet\",\"cell\":\"G7\","
               "\"case\":\"2025-014\",\"severity\":\"error\",\"code\":\"E1\","
               "\"path\":\"/case\",\"message\":\"en\"}\n"));
    text_free(&text);
    diags_free(diags);
    diags_free(copy);
}

static void a_parcel_keeps_cells(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct text packed = TEXT_EMPTY;
    struct text text = TEXT_EMPTY;
    diag_add_text(diags, SEVERITY_ERROR, "E1", (struct pos){"wb", 1, 1}, NULL, "р", "en");
    diags_set_cell(diags, &(struct diag_cell){"Sheet", "1", 2, 3});
    diag_add_text(diags, SEVERITY_ERROR, "E2", (struct pos){"x", 1, 1}, NULL, "р", "en");
    parcel_add_diags(&packed, diags);
    diags_clear(diags);
    struct parcel parcel = {.bytes = packed.data, .size = packed.len};
    parcel_diags(&parcel, diags);
    assert_true(parcel_is_whole(&parcel));
    diags_print(diags, LANGUAGE_EN, &text);
    assert_string_equal(text_string(&text),
                        "wb: «Sheet»!C2 (case 1): error: en [E1]\nx:1:1: error: en [E2]\n");
    text_free(&text);
    text_free(&packed);
    diags_free(diags);
}

static void codes_are_unique(void **state)
{
    (void)state;
    for (int a = 0; a < MESSAGE_COUNT; a++)
        for (int b = a + 1; b < MESSAGE_COUNT; b++)
            assert_string_not_equal(message_code((enum message)a), message_code((enum message)b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorted_by_place_then_by_order),
        cmocka_unit_test(arguments_in_both_languages),
        cmocka_unit_test(fields_are_named_by_the_namer),
        cmocka_unit_test(json_is_one_object_a_line),
        cmocka_unit_test(the_worst_decides_the_exit_status),
        cmocka_unit_test(what_is_added_is_copied),
        cmocka_unit_test(a_workbook_is_told_by_its_cells),
        cmocka_unit_test(a_parcel_keeps_cells),
        cmocka_unit_test(codes_are_unique),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
