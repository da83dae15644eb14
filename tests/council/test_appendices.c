/*
 * test_appendices.c - marks, list, numbers and names of a bundle's document tree.
 */
#include "council/council.h"

#include <unistd.h>

static void dump(const struct document *document, struct text *out)
{
    document_dump(document, out);
}

/* The whole tree, read by a person: tests/council/two.tree. */
static void two_appendices(void **state)
{
    struct council council;
    struct text got = TEXT_EMPTY;
    council_open(&council, *state, "completed");
    council_add(&council, "5.3");
    council_add(&council, "5.4");
    dump(appendices_document(&council.plan, council.arena), &got);
    check_golden("tests/council/two.tree", &got);
    text_free(&got);
    council_close(&council);
}

static const struct mark *mark_of(const struct section *section)
{
    assert_int_equal(section->first->kind, BLOCK_MARK);
    return &section->first->as.mark;
}

static const char *first_line(const struct mark *mark, struct arena *arena)
{
    struct text line = TEXT_EMPTY;
    for (const struct run *run = mark->lines->first; run; run = run->next)
        text_add(&line, run->text);
    const char *copy = arena_strdup(arena, text_string(&line));
    text_free(&line);
    return copy;
}

static void one_has_no_number(void **state)
{
    struct council council;
    council_open(&council, *state, "completed");
    council_add(&council, "5.4");
    council.plan.no_list = true;
    const struct section *section = appendices_document(&council.plan, council.arena)->first;
    assert_string_equal(first_line(mark_of(section), council.arena), "Приложение");
    assert_memory_equal(section->title, "Приложение. ", strlen("Приложение. "));
    assert_null(section->next);
    council_close(&council);
}

/* The list of it has no column of numbers. */
static void one_is_listed_without_a_number(void **state)
{
    struct council council;
    council_open(&council, *state, "completed");
    council_add(&council, "5.4");
    const struct section *list = appendices_document(&council.plan, council.arena)->first;
    const struct table *table = &list->first->next->as.table;
    assert_int_equal(table->columns, 4);
    assert_string_equal(table->head->cells->text->first->text, "Документ");
    assert_int_equal(table->body->cells->column, 0);
    council_close(&council);
}

static void one_after_others_has_a_number(void **state)
{
    struct council council;
    council_open(&council, *state, "completed");
    council_add(&council, "5.4");
    council.plan.no_list = true;
    council.plan.first = 7;
    const struct section *section = appendices_document(&council.plan, council.arena)->first;
    assert_string_equal(first_line(mark_of(section), council.arena), "Приложение №\u00A07");
    council_close(&council);
}

/* Pages go on from the first section to the last, and begin with 1 once. */
static void pages_are_numbered_through(void **state)
{
    struct council council;
    int count = 0;
    council_open(&council, *state, "completed");
    council_add(&council, "5.1");
    council_add(&council, "5.4");
    council.plan.duplex = true;
    const struct document *document = appendices_document(&council.plan, council.arena);
    for (const struct section *section = document->first; section; section = section->next) {
        assert_int_equal(section->restart_pages, count++ == 0);
        assert_true(section->odd_page);
        assert_non_null(section->type);
    }
    assert_int_equal(count, 3);
    assert_string_equal(document->form_id, "bundle");
    assert_string_equal(document->date, "2027-05-28");
    assert_string_equal(document->case_id, "");
    council_close(&council);
}

/* Minutes come first, keep the names of their fields, and pages go on after them. */
static void minutes_in_front(void **state)
{
    struct council council;
    struct signer signer = {.field_name = "sig_chair", .tooltip = "Председатель"};
    struct block place = {.kind = BLOCK_SIGNATURES, .as.signatures.signers = &signer};
    struct section section = {.title = "Протокол", .restart_pages = true, .first = &place};
    struct document front = {
        .lang = "ru-RU", .form_id = "minutes", .date = "2027-05-28", .first = &section};
    council_open(&council, *state, "completed");
    council_add(&council, "5.4");
    council_add(&council, "5.3");
    council.plan.front = &front;
    const struct document *document = appendices_document(&council.plan, council.arena);
    assert_ptr_equal(document->first, &section);
    assert_string_equal(signer.field_name, "sig_chair");
    assert_string_equal(document->first->next->title, "Перечень приложений");
    assert_false(document->first->next->restart_pages);
    assert_string_equal(document->form_id, "bundle");
    assert_string_equal(document->edition_id, APPROVED);
    council_close(&council);
}

/* A file of words without the mark is no file of words. */
static void words_without_a_mark_are_refused(void **state)
{
    struct fixture *fixture = *state;
    struct diags *diags = diags_new();
    struct text words = TEXT_EMPTY;
    char path[] = "/tmp/formulyar-words-XXXXXX";
    int const file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(file_read("forms/bundle.xml", 1 << 20, &words), 0);
    char *mark = strstr(words.data, "<mark ");
    char *end = strstr(words.data, "</mark>");
    memset(mark, ' ', (size_t)(end - mark) + strlen("</mark>"));
    assert_int_equal(file_write(path, words.data, words.len), 0);
    assert_null(appendix_form_load(path, fixture->form_schema, diags));
    assert_string_equal(diags_get(diags, 0)->code, "E223");
    assert_int_equal(unlink(path), 0);
    text_free(&words);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_appendices),
        cmocka_unit_test(one_has_no_number),
        cmocka_unit_test(one_is_listed_without_a_number),
        cmocka_unit_test(one_after_others_has_a_number),
        cmocka_unit_test(pages_are_numbered_through),
        cmocka_unit_test(minutes_in_front),
        cmocka_unit_test(words_without_a_mark_are_refused),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
