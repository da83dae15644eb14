/*
 * test_wording.c - the approved body is the regulation's section 5, to the letter.
 *
 * wording/5.x.txt was typed from the regulation, one phrase a line; the
 * underscores and list dashes there stand for what we draw as rules and boxes.
 */
#include "form/fixture.h"

static const char *const forms[] = {"5.1", "5.3", "5.4"};

static void read_wording(const char *form, struct text *out)
{
    char path[256];
    snprintf(path, sizeof path, "tests/form/wording/%s.txt", form);
    assert_int_equal(file_read(path, 1 << 16, out), 0);
}

/* Takes a box and its space off the start of every line. */
static void strip_boxes(const char *plain, struct text *out)
{
    static const char box[] = "☐ ";
    for (const char *line = plain; *line;) {
        size_t const length = strcspn(line, "\n") + 1;
        size_t const skip = strncmp(line, box, sizeof box - 1) == 0 ? sizeof box - 1 : 0;
        text_add_bytes(out, line + skip, length - skip);
        line += length;
    }
}

static const struct document *blank(const struct fixture *fixture, const struct edition *edition,
                                    const char *form, bool body_only, struct arena *arena)
{
    struct resolve_options const options = {.body_only = body_only};
    return form_resolve(edition_form(edition, form), edition, fixture->organization, NULL, &options,
                        arena);
}

static void body_is_the_wording_and_nothing_else(void **state)
{
    struct edition *edition = fixture_edition(*state, APPROVED);
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct text plain = TEXT_EMPTY, bare = TEXT_EMPTY, wanted = TEXT_EMPTY;
        document_plain_text(blank(*state, edition, forms[i], true, arena), &plain);
        strip_boxes(text_string(&plain), &bare);
        read_wording(forms[i], &wanted);
        assert_string_equal(text_string(&bare), text_string(&wanted));
        text_free(&plain);
        text_free(&bare);
        text_free(&wanted);
    }
    arena_free(arena);
    edition_free(edition);
}

static void every_phrase_stands_in_the_whole_form(void **state)
{
    struct edition *edition = fixture_edition(*state, APPROVED);
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct text plain = TEXT_EMPTY, bare = TEXT_EMPTY, wanted = TEXT_EMPTY;
        document_plain_text(blank(*state, edition, forms[i], false, arena), &plain);
        strip_boxes(text_string(&plain), &bare);
        read_wording(forms[i], &wanted);
        assert_non_null(strstr(text_string(&bare), text_string(&wanted)));
        text_free(&plain);
        text_free(&bare);
        text_free(&wanted);
    }
    arena_free(arena);
    edition_free(edition);
}

/* ---- a filled form: wording minus data is the wording still -------------------------- */

static void add_wording(struct text *out, const struct para *para)
{
    for (; para; para = para->next) {
        size_t const before = out->len;
        for (const struct run *run = para->first; run; run = run->next)
            if (!(run->flags & RUN_DATA))
                text_add(out, run->text);
        if (out->len > before)
            text_add_char(out, '\n');
    }
}

static void add_items(struct text *out, const struct item *item)
{
    for (; item; item = item->next)
        add_wording(out, item->text);
}

static void add_block(struct text *out, const struct block *block)
{
    assert_int_equal(block->source, SOURCE_BODY);
    if (block->kind == BLOCK_PARAGRAPH)
        add_wording(out, block->as.paragraph.text);
    if (block->kind == BLOCK_FIELD) {
        add_wording(out, block->as.field.label);
        add_items(out, block->as.field.values);
    }
    if (block->kind == BLOCK_CHOICES) {
        add_wording(out, block->as.choices.label);
        for (const struct choice *choice = block->as.choices.options; choice;
             choice = choice->next) {
            add_wording(out, choice->text);
            add_items(out, choice->details);
        }
    }
    if (block->kind == BLOCK_TABLE) {
        const struct row *rows[] = {block->as.table.head, block->as.table.body};
        for (size_t i = 0; i < 2; i++)
            for (const struct row *row = rows[i]; row; row = row->next)
                for (const struct cell *cell = row->cells; cell; cell = cell->next)
                    add_wording(out, cell->text);
    }
}

static void data_leave_the_wording_alone(void **state)
{
    const struct fixture *fixture = *state;
    struct edition *edition = fixture_edition(fixture, APPROVED);
    struct casefile *casefile = fixture_case(fixture, "completed");
    struct arena *arena = arena_new();
    struct resolve_options const options = {.body_only = true};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct text got = TEXT_EMPTY, wanted = TEXT_EMPTY;
        const struct document *document =
            form_resolve(edition_form(edition, forms[i]), edition, fixture->organization, casefile,
                         &options, arena);
        for (const struct block *block = document->first->first; block; block = block->next)
            add_block(&got, block);
        read_wording(forms[i], &wanted);
        assert_string_equal(text_string(&got), text_string(&wanted));
        text_free(&got);
        text_free(&wanted);
    }
    arena_free(arena);
    case_free(casefile);
    edition_free(edition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(body_is_the_wording_and_nothing_else),
        cmocka_unit_test(every_phrase_stands_in_the_whole_form),
        cmocka_unit_test(data_leave_the_wording_alone),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
