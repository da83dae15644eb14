/*
 * test_sheets.c - a style sheet that was written before is given to no document that it is not for.
 */
#include "docx/sheets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct document make_document(void)
{
    return (struct document){.lang = "ru-RU",
                             .type = {.gaps = 1,
                                      .letterhead_mm = 120,
                                      .docx_family = "Times New Roman",
                                      .body_pt = 14,
                                      .table_pt = 12,
                                      .small_pt = 11,
                                      .line_spacing = 1,
                                      .indent_mm = 12.5,
                                      .rule_pitch_mm = 8}};
}

/* The sheets give what is written for the document alone. */
static void is_its_own(struct sheets *sheets, const struct document *document)
{
    struct text shared = TEXT_EMPTY;
    struct text own = TEXT_EMPTY;
    sheets_put(NULL, document, &own);
    sheets_put(sheets, document, &shared);
    assert_true(own.len > 1000);
    assert_int_equal(shared.len, own.len);
    assert_memory_equal(shared.data, own.data, own.len);
    text_free(&shared);
    text_free(&own);
}

/* One thing of a document is another; what a sheet depends on, and an empty section: it lacks a title. */
static void change(struct document *document, int what)
{
    static struct section section;
    switch (what) {
    case 0: document->lang = "tt-RU"; break;
    case 1: document->type.docx_family = "PT Astra Serif"; break;
    case 2: document->type.body_pt = 13; break;
    case 3: document->type.table_pt = 11; break;
    case 4: document->type.small_pt = 10; break;
    case 5: document->type.line_spacing = 1.5; break;
    case 6: document->type.indent_mm = 10; break;
    case 7: document->type.rule_pitch_mm = 7; break;
    case 8: document->type.gaps = 0.5; break;
    case 9: document->type.letterhead_mm = 100; break;
    case 10: document->first = &section; break;
    }
}

enum { CHANGES = 11 };

static void sheets_are_told_apart(void **state)
{
    (void)state;
    struct sheets *sheets = sheets_new();
    struct document const usual = make_document();
    for (int what = 0; what < CHANGES; what++) {
        struct document other = usual;
        change(&other, what);
        is_its_own(sheets, &usual);
        is_its_own(sheets, &other);
        is_its_own(sheets, &usual);
    }
    sheets_free(sheets);
}

static void names_are_not_taken_by_their_place(void **state)
{
    (void)state;
    struct sheets *sheets = sheets_new();
    struct document document = make_document();
    char family[] = "Times New Roman";
    char lang[] = "ru-RU";
    document.type.docx_family = family;
    document.lang = lang;
    is_its_own(sheets, &document);
    family[0] = 'L';
    is_its_own(sheets, &document);
    lang[0] = 'b';
    is_its_own(sheets, &document);
    sheets_free(sheets);
}

static void more_are_asked_for_than_are_kept(void **state)
{
    (void)state;
    struct sheets *sheets = sheets_new();
    for (int i = 0; i < 100; i++) {
        struct document document = make_document();
        document.type.body_pt = 10 + i % 40 * 0.5;
        is_its_own(sheets, &document);
    }
    sheets_free(sheets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_are_told_apart),
        cmocka_unit_test(names_are_not_taken_by_their_place),
        cmocka_unit_test(more_are_asked_for_than_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
