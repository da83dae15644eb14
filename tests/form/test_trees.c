/*
 * test_trees.c - every form with every kind of case, as trees; see trees/.
 */
#include "form/fixture.h"

static const struct tree {
    const char *name;
    const char *edition;
    const char *form;
    const char *casefile; /* NULL: blank */
    bool draft, body_only;
} trees[] = {
    {"5.1-completed", APPROVED, "5.1", "completed", false, false},
    {"5.3-completed", APPROVED, "5.3", "completed", false, false},
    {"5.4-completed", APPROVED, "5.4", "completed", false, false},
    {"5.1-blank", APPROVED, "5.1", NULL, false, false},
    {"5.3-blank", APPROVED, "5.3", NULL, false, false},
    {"5.4-blank", APPROVED, "5.4", NULL, false, false},
    {"5.1-body", APPROVED, "5.1", "completed", true, true},
    {"5.3-body", APPROVED, "5.3", "completed", true, true},
    {"5.4-body", APPROVED, "5.4", "completed", true, true},
    {"5.1-registered", APPROVED, "5.1", "registered", false, false},
    {"5.1-draft", APPROVED, "5.1", "draft", true, false},
    {"5.3-draft", APPROVED, "5.3", "draft", true, false},
    {"5.4-draft", APPROVED, "5.4", "draft", true, false},
    {"5.1-not-held", APPROVED, "5.1", "not-held", false, false},
    {"5.4-not-held", APPROVED, "5.4", "not-held", false, false},
    {"5.3-not-due", APPROVED, "5.3", "registered", false, false},
    {"5.1-two-deputies", APPROVED, "5.1", "two-deputies", false, false},
    {"5.4-two-deputies", APPROVED, "5.4", "two-deputies", false, false},
    {"5.1-example", "example-corrected", "5.1", "completed", false, false},
    {"5.3-example", "example-corrected", "5.3", "completed", false, false},
    {"5.4-example", "example-corrected", "5.4", "completed", false, false},
    {"memo-completed", "trial", "memo-10", "completed", true, false},
    {"memo-blank", "trial", "memo-10", NULL, false, false},
    {"consent-blank", "places", "consent", NULL, false, false},
    {"consent-completed", "places", "consent", "places", false, false},
    {"register-blank", "places", "register", NULL, false, false},
    {"register-completed", "places", "register", "places", false, false},
    {"opinion-blank", "places", "opinion", NULL, false, false},
    {"opinion-completed", "places", "opinion", "places", false, false},
};

static void resolve_and_dump(const struct fixture *fixture, const struct tree *tree,
                             struct text *out)
{
    struct edition *edition = fixture_edition(fixture, tree->edition);
    struct casefile *casefile = fixture_case(fixture, tree->casefile);
    struct arena *arena = arena_new();
    const struct form *form = edition_form(edition, tree->form);
    assert_non_null(form);
    struct resolve_options const options = {.draft = tree->draft, .body_only = tree->body_only};
    document_dump(form_resolve(form, edition, fixture->organization, casefile, &options, arena),
                  out);
    arena_free(arena);
    case_free(casefile);
    edition_free(edition);
}

static void every_tree_is_as_accepted(void **state)
{
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        char path[256];
        snprintf(path, sizeof path, "tests/form/trees/%s.tree", trees[i].name);
        struct text got = TEXT_EMPTY;
        resolve_and_dump(*state, &trees[i], &got);
        check_golden(path, &got);
        text_free(&got);
    }
}

/* Documents of one case must not differ because another was made before in the same arena. */
static void a_second_time_gives_the_same(void **state)
{
    struct text texts[2] = {TEXT_EMPTY, TEXT_EMPTY};
    resolve_and_dump(*state, &trees[2], &texts[0]);
    resolve_and_dump(*state, &trees[2], &texts[1]);
    assert_string_equal(text_string(&texts[0]), text_string(&texts[1]));
    text_free(&texts[0]);
    text_free(&texts[1]);
}

static void forty_rows_stay_forty(void **state)
{
    const struct fixture *fixture = *state;
    struct edition *edition = fixture_edition(fixture, APPROVED);
    struct casefile *casefile = fixture_case(fixture, "forty");
    struct arena *arena = arena_new();
    struct resolve_options const options = {.body_only = true};
    const struct document *document = form_resolve(
        edition_form(edition, "5.3"), edition, fixture->organization, casefile, &options, arena);
    const struct block *block = document->first->first;
    while (block->kind != BLOCK_TABLE)
        block = block->next;
    int count = 0;
    for (const struct row *row = block->as.table.body; row; row = row->next)
        count++;
    assert_int_equal(count, 40);
    arena_free(arena);
    case_free(casefile);
    edition_free(edition);
}

/* Titles, names of fields and tooltips go into metadata: no name may get there. */
static void metadata_name_nobody(void **state)
{
    const struct fixture *fixture = *state;
    struct edition *edition = fixture_edition(fixture, APPROVED);
    struct casefile *casefile = fixture_case(fixture, "completed");
    struct arena *arena = arena_new();
    struct resolve_options const options = {0};
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct document *document = form_resolve(
            edition_form_at(edition, i), edition, fixture->organization, casefile, &options, arena);
        assert_null(strstr(document->title, "Иванова"));
        assert_null(strstr(document->subject, "Иванова"));
        assert_non_null(strstr(document->title, "2026-014"));
        for (const struct block *block = document->first->first; block; block = block->next)
            for (const struct signer *signer =
                     block->kind == BLOCK_SIGNATURES ? block->as.signatures.signers : NULL;
                 signer; signer = signer->next)
                assert_null(strstr(signer->tooltip, "Сидоров"));
    }
    arena_free(arena);
    case_free(casefile);
    edition_free(edition);
}

static void forms_come_in_order_and_know_their_statuses(void **state)
{
    struct edition *edition = fixture_edition(*state, APPROVED);
    assert_string_equal(edition_id(edition), APPROVED);
    assert_string_equal(edition_approved(edition), "2024-09-27");
    assert_false(edition_checked(edition));
    assert_int_equal(edition_form_count(edition), 3);
    static const struct {
        const char *id, *statuses;
    } wanted[] = {{"5.1", "racn"}, {"5.3", "c"}, {"5.4", "cn"}};
    static const char *const statuses[] = {"registered", "active", "completed", "not-held"};
    for (size_t i = 0; i < 3; i++) {
        const struct form *form = edition_form_at(edition, i);
        assert_string_equal(form_id(form), wanted[i].id);
        for (size_t j = 0; j < 4; j++)
            assert_int_equal(form_serves_status(form, statuses[j]),
                             strchr(wanted[i].statuses, statuses[j][0]) != NULL);
        assert_false(form_serves_status(form, "unheard-of"));
    }
    assert_null(edition_form(edition, "5.2"));
    assert_null(edition_form_at(edition, 3));
    assert_string_equal(edition_term(edition, "assessment", "success"), "успешным, эффективным");
    assert_null(edition_term(edition, "assessment", "none"));
    assert_null(edition_term(edition, "unheard-of", "none"));
    edition_free(edition);
    edition = fixture_edition(*state, "example-corrected");
    assert_string_equal(edition_approved(edition), "");
    assert_non_null(strstr(edition_title(edition), "НЕ УТВЕРЖДЕНА"));
    edition_free(edition);
    edition = fixture_edition(*state, "trial");
    assert_string_equal(form_id(edition_form_at(edition, 0)), "memo-9"); /* before memo-10 */
    assert_string_equal(form_title(edition_form_at(edition, 0)), "Одни слова");
    edition_free(edition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_tree_is_as_accepted),
        cmocka_unit_test(a_second_time_gives_the_same),
        cmocka_unit_test(forty_rows_stay_forty),
        cmocka_unit_test(metadata_name_nobody),
        cmocka_unit_test(forms_come_in_order_and_know_their_statuses),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
