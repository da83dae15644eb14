/*
 * test_printed.c - what a form with places to write asks people for; see form/printed.h.
 */
#include "form/fixture.h"
#include "form/printed.h"

static void add_part(struct text *out, const struct printed_part *part)
{
    text_format(out, " %s", part->path ? part->path : "-");
    if (part->label)
        text_format(out, " «%s»", part->label);
    if (part->vocabulary)
        text_format(out, " (%s)", part->vocabulary);
    text_add_char(out, ';');
}

/* Kinds and parts of what the form prints, a line each; places without any are left out. */
static void check_printed(void **state, const char *id, const char *wanted)
{
    struct edition *edition = fixture_edition(*state, "places");
    struct arena *arena = arena_new();
    struct text got = TEXT_EMPTY;
    bool whole = false;
    const struct printed *printed = form_printed(edition_form(edition, id), arena, &whole);
    assert_true(whole);
    for (; printed; printed = printed->next) {
        if (!printed->parts && !printed->path)
            continue;
        text_format(&got, "%d %s:", (int)printed->kind, printed->path ? printed->path : "-");
        for (const struct printed_part *part = printed->parts; part; part = part->next)
            add_part(&got, part);
        text_add_char(&got, '\n');
    }
    assert_string_equal(text_string(&got), wanted);
    text_free(&got);
    arena_free(arena);
    edition_free(edition);
}

static void places_to_write_ask_for_what_their_captions_say(void **state)
{
    check_printed(state, "consent",
                  "3 -: teacher «фамилия, имя, отчество полностью»; lead/@role (roles);"
                  " decision/@date «класс»; conclusion/@date;\n"
                  "3 -: conclusion/reasons «причины»;\n"
                  "3 -: lead «фамилия, имя, отчество полностью»;\n");
}

static void lines_of_a_cell_ask_too(void **state)
{
    check_printed(state, "register",
                  "2 participants/participant: participants/participant «ФИО»;"
                  " participants/participant/position «Должность»;\n");
}

static void a_box_asks_for_what_is_inside(void **state)
{
    check_printed(state, "opinion",
                  "3 -: conclusion/reasons;\n"
                  "0 results/result/finding: results/result/finding;\n"
                  "1 lead/@role: - «методист»; - «психолог»;\n"
                  "4 lead:\n");
}

static void rows_of_a_journal_ask_for_what_a_case_has(void **state)
{
    check_printed(state, "journal",
                  "2 -: teacher «ФИО»; decision/@date «Дата»; lead «Кто ведёт»;\n"
                  "2 participants/participant: participants/participant «ФИО»;\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_to_write_ask_for_what_their_captions_say),
        cmocka_unit_test(lines_of_a_cell_ask_too),
        cmocka_unit_test(a_box_asks_for_what_is_inside),
        cmocka_unit_test(rows_of_a_journal_ask_for_what_a_case_has),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
