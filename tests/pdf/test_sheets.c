/*
 * test_sheets.c - pages that are fitted: what is given up, in which order, and how much.
 */
#include "bench.h"

static const struct concession usual[] = {
    {SETTING_SIGNATURE, 15},
    {SETTING_GAPS, 0.5},
    {SETTING_BODY, 9},
    {SETTING_LINES, 1},
};

static const struct concession gaps_first[] = {
    {SETTING_GAPS, 0.5},
    {SETTING_SIGNATURE, 15},
};

/* Lines, ten fields with gaps between them, and three signers: more than a page from 1 line on. */
static void fill(struct bench *bench, int lines)
{
    bench->document->first = NULL;
    bench->section = sample_section(bench->arena, bench->document, "Форма");
    if (lines)
        sample_lines(bench->arena, bench->section, lines);
    for (int i = 0; i < 10; i++) {
        struct block *field = sample_add(bench->arena, bench->section, BLOCK_FIELD);
        field->as.field.label = sample_para(bench->arena, "Поле", RUN_STRONG);
        field->as.field.layout = FIELD_BELOW;
        sample_item(bench->arena, &field->as.field.values, NULL, "значение");
    }
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_SIGNATURES);
    sample_signer(bench->arena, block, "sig_1", "И.И. Иванов");
    sample_signer(bench->arena, block, "sig_2", "П.П. Петров");
    sample_signer(bench->arena, block, "sig_3", "С.С. Сидоров");
}

static void may_give(struct bench *bench, const struct concession *give, int count)
{
    struct typography *type = &bench->document->type;
    type->signature_mm = 0;
    type->gaps = 1;
    type->body_pt = 10;
    type->lines_less = 0;
    type->give = give;
    type->give_count = count;
}

static int pages_of(struct bench *bench)
{
    return layout_document(bench->document, &fake_metrics, bench->arena, bench->diags)->count;
}

static int pages_when(struct bench *bench, enum setting setting, double value)
{
    double *place = typography_setting(&bench->document->type, setting);
    double const before = *place;
    *place = value;
    int const count = pages_of(bench);
    *place = before;
    return count;
}

static void assert_alike(const struct page_item *a, const struct page_item *b)
{
    for (; a && b; a = a->next, b = b->next) {
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->x, b->x);
        assert_int_equal(a->y, b->y);
        if (a->kind == ITEM_WIDGET)
            assert_int_equal(a->as.widget.height, b->as.widget.height);
        if (a->kind == ITEM_RULE)
            assert_int_equal(a->as.rule.y2, b->as.rule.y2);
        if (a->element)
            assert_int_equal(a->element->index, b->element->index);
    }
    assert_ptr_equal(a, b);
}

static void assert_same_tree(const struct element *a, const struct element *b)
{
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->index, b->index);
    const struct element *other = b->first;
    for (const struct element *child = a->first; child; child = child->next, other = other->next) {
        assert_non_null(other);
        assert_ptr_equal(child->parent, a);
        assert_same_tree(child, other);
    }
    assert_null(other);
}

/* The pages of a fitted document are those of a document that had the settings from the start. */
static const struct pages *fit(struct bench *bench)
{
    const struct pages *fitted =
        layout_fitted(bench->document, &fake_metrics, bench->arena, bench->arena, bench->diags);
    const struct pages *plain = lay_out(bench);
    assert_sound(fitted);
    assert_int_equal(fitted->count, plain->count);
    assert_int_equal(fitted->element_count, plain->element_count);
    assert_same_tree(fitted->root, plain->root);
    const struct page *page = plain->first;
    for (const struct page *other = fitted->first; other; other = other->next, page = page->next)
        assert_alike(page->first, other->first);
    return fitted;
}

static mpt signature_height(const struct pages *pages)
{
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct page_item *item = page->first; item; item = item->next)
            if (item->kind == ITEM_WIDGET)
                return item->as.widget.height;
    return 0;
}

static void what_fits_a_page_gives_nothing(void **state)
{
    struct bench *bench = *state;
    fill(bench, 0);
    may_give(bench, usual, 4);
    const struct pages *pages = fit(bench);
    assert_int_equal(pages->count, 1);
    assert_int_equal(signature_height(pages), mm(25));
    assert_true(bench->document->type.gaps == 1 && bench->document->type.body_pt == 10);
    assert_int_equal(bench->document->type.give_count, 0);
}

static void without_a_profile_nothing_is_given(void **state)
{
    struct bench *bench = *state;
    fill(bench, 20);
    assert_int_equal(fit(bench)->count, 2);
    assert_true(bench->document->type.gaps == 1);
}

/* From 25 mm down as the page fills, and never less than 15. */
static void signatures_give_as_much_as_is_needed(void **state)
{
    struct bench *bench = *state;
    mpt last = mm(25);
    bool was_between = false;
    for (int lines = 0; lines < 60; lines++) {
        fill(bench, lines);
        may_give(bench, usual, 1);
        int const before = pages_of(bench);
        const struct pages *pages = fit(bench);
        mpt const height = signature_height(pages);
        assert_true(height >= mm(15) && height <= mm(25));
        if (pages->count == before) {
            assert_int_equal(height, mm(25));
            continue;
        }
        assert_true(height <= last);
        double const taller = bench->document->type.signature_mm + 1;
        assert_true(height == mm(25) || pages_when(bench, SETTING_SIGNATURE, taller) == before);
        was_between = was_between || (height > mm(15) && height < mm(25));
        last = height;
    }
    assert_true(was_between);
}

/* What stands later is given only where all before it did not do. */
static void concessions_are_made_in_their_order(void **state)
{
    struct bench *bench = *state;
    int smaller = 0, closer = 0;
    for (int lines = 0; lines < 60; lines++) {
        fill(bench, lines);
        may_give(bench, usual, 4);
        int const before = pages_of(bench);
        int const after = fit(bench)->count;
        struct typography *type = &bench->document->type;
        struct typography const chosen = *type;
        type->signature_mm = 15;
        if (chosen.gaps < 1)
            assert_true(pages_when(bench, SETTING_GAPS, 1) > after);
        type->gaps = 0.5;
        if (chosen.body_pt < 10)
            assert_true(pages_when(bench, SETTING_BODY, 10) > after);
        assert_true(pages_when(bench, SETTING_BODY, 9) == after);
        assert_true(before >= after);
        closer += chosen.gaps < 1;
        smaller += chosen.body_pt < 10;
    }
    assert_true(closer > 0 && smaller > 0);
}

static void the_profile_says_the_order(void **state)
{
    struct bench *bench = *state;
    int gaps_alone = 0;
    for (int lines = 0; lines < 40; lines++) {
        fill(bench, lines);
        may_give(bench, gaps_first, 2);
        fit(bench);
        const struct typography *type = &bench->document->type;
        bool const gave_signatures = type->signature_mm > 0 && type->signature_mm < 25;
        gaps_alone += type->gaps < 1 && !gave_signatures;
        if (gave_signatures) {
            bench->document->type.gaps = 0.5;
            assert_int_equal(pages_when(bench, SETTING_SIGNATURE, 0), 2);
        }
    }
    assert_true(gaps_alone > 0);
}

static void lines_to_write_on_give_last_and_keep_one(void **state)
{
    struct bench *bench = *state;
    for (int i = 0; i < 2; i++) {
        struct block *field = sample_add(bench->arena, bench->section, BLOCK_FIELD);
        field->as.field.label = sample_para(bench->arena, "Поле", RUN_STRONG);
        field->as.field.layout = FIELD_BELOW;
        field->as.field.lines = i ? 1 : 29;
    }
    may_give(bench, usual, 4);
    assert_int_equal(fit(bench)->count, 1);
    assert_true(bench->document->type.lines_less == 0);
    bench->section->first->as.field.lines = 30;
    sample_lines(bench->arena, bench->section, 1);
    may_give(bench, usual, 4);
    const struct pages *pages = fit(bench);
    int rules = 0;
    for (const struct page_item *item = pages->first->first; item; item = item->next)
        rules += item->kind == ITEM_RULE;
    assert_int_equal(pages->count, 1);
    assert_int_equal(rules, 30);
}

static void a_fitted_page_keeps_its_reserve(void **state)
{
    struct bench *bench = *state;
    for (int lines = 0; lines < 60; lines++) {
        fill(bench, lines);
        may_give(bench, usual, 4);
        bench->document->type.reserve_mm = 7;
        int const before = pages_of(bench);
        const struct pages *pages = fit(bench);
        for (const struct page *page = pages->first; page && pages->count < before;
             page = page->next)
            for (const struct page_item *item = page->first; item; item = item->next)
                assert_true(item->y >= mm(27));
    }
}

static void sections_with_a_type_choose_for_themselves(void **state)
{
    struct bench *bench = *state;
    fill(bench, 25);
    may_give(bench, usual, 4);
    struct section *tight = bench->section;
    struct section *roomy = sample_section(bench->arena, bench->document, "Вторая");
    struct typography const type = bench->document->type;
    tight->type = roomy->type = &type;
    sample_lines(bench->arena, roomy, 3);
    assert_int_equal(fit(bench)->count, 2);
    assert_true(tight->type->gaps < 1);
    assert_true(roomy->type->gaps == 1 && roomy->type->body_pt == 10);
    assert_true(type.give_count == 4);
}

/* Where all signers fill a page and more text than a few lines does not stand before them. */
static void signers_part_rather_than_leave_a_page_empty(void **state)
{
    struct bench *bench = *state;
    sample_lines(bench->arena, bench->section, 10);
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_SIGNATURES);
    for (int i = 0; i < 8; i++)
        sample_signer(bench->arena, block, arena_printf(bench->arena, "sig_%d", i), "И.И. Иванов");
    const struct pages *pages = lay_out(bench);
    mpt lowest = mm(297);
    assert_int_equal(pages->count, 2);
    for (const struct page_item *item = pages->first->first; item; item = item->next)
        lowest = item->y < lowest ? item->y : lowest;
    assert_true(lowest < mm(148));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_fits_a_page_gives_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_profile_nothing_is_given, setup, teardown),
        cmocka_unit_test_setup_teardown(signatures_give_as_much_as_is_needed, setup, teardown),
        cmocka_unit_test_setup_teardown(concessions_are_made_in_their_order, setup, teardown),
        cmocka_unit_test_setup_teardown(the_profile_says_the_order, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_to_write_on_give_last_and_keep_one, setup, teardown),
        cmocka_unit_test_setup_teardown(a_fitted_page_keeps_its_reserve, setup, teardown),
        cmocka_unit_test_setup_teardown(sections_with_a_type_choose_for_themselves, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(signers_part_rather_than_leave_a_page_empty, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
