/*
 * test_layout.c - archives as we write and read them ourselves: libzip writes the same bytes, and
 * reads whatever is read here.
 */
#include "package/layout.h"

#include "package/pack.h"
#include "package/unpack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT = 4, MOST_PARTS = 70 };

struct bench {
    struct deflater *deflater;
    struct diags *diags;
    struct arena *arena;
    struct unpacked *unpacked;
    struct part parts[MOST_PARTS];
    char names[MOST_PARTS][16];
    struct text ours, libzips;
};

static void say(struct bench *bench, size_t index, const char *name, const char *words)
{
    struct part *part = &bench->parts[index];
    part->name = name;
    text_clear(&part->data);
    text_add(&part->data, words);
    part_pack(bench->deflater, part);
}

static struct bench *bench_new(void)
{
    struct bench *bench = xcalloc(1, sizeof *bench);
    bench->deflater = deflater_new(DEFLATER_USUAL);
    bench->diags = diags_new();
    bench->arena = arena_new();
    bench->unpacked = unpacked_new();
    say(bench, 0, "[Content_Types].xml", "<Types/>");
    say(bench, 1, "word/document.xml", "слова слова слова слова слова слова слова слова слова");
    say(bench, 2, "word/_rels/a.rels", "");
    say(bench, 3, "z", "x");
    for (size_t i = COUNT; i < MOST_PARTS; i++) {
        snprintf(bench->names[i], sizeof bench->names[i], "%zu.xml", i);
        say(bench, i, bench->names[i], "x");
    }
    return bench;
}

static void bench_free(struct bench *bench)
{
    for (size_t i = 0; i < MOST_PARTS; i++)
        part_free(&bench->parts[i]);
    text_free(&bench->ours);
    text_free(&bench->libzips);
    unpacked_free(bench->unpacked);
    arena_free(bench->arena);
    diags_free(bench->diags);
    deflater_free(bench->deflater);
    free(bench);
}

/* Writes the first parts both ways; whether our way was taken. */
static bool write_both(struct bench *bench, size_t count)
{
    struct layout_entry entries[MOST_PARTS];
    struct layout const layout = {entries, count};
    struct text probe = TEXT_EMPTY;
    for (size_t i = 0; i < count; i++)
        entries[i] = (struct layout_entry){bench->parts[i].name,
                                           strlen(bench->parts[i].name),
                                           bench->parts[i].now.packed.data,
                                           bench->parts[i].now.packed.len,
                                           bench->parts[i].data.len,
                                           bench->parts[i].now.crc};
    bool const is_ours = layout_write(&layout, &probe);
    text_clear(&bench->ours);
    text_clear(&bench->libzips);
    assert_int_equal(package_change("", 0, bench->parts, count, &bench->libzips, bench->diags), 0);
    assert_int_equal(package_write(bench->parts, count, &bench->ours, bench->diags), 0);
    assert_int_equal(bench->ours.len, bench->libzips.len);
    assert_memory_equal(bench->ours.data, bench->libzips.data, bench->ours.len);
    text_free(&probe);
    return is_ours;
}

static void libzip_writes_the_same(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(write_both(bench, 1));
    assert_true(write_both(bench, COUNT));
    assert_true(write_both(bench, 64));
    assert_false(write_both(bench, 65));
    say(bench, 3, "имя", "x");
    assert_false(write_both(bench, COUNT));
    say(bench, 3, "a b", "x");
    assert_false(write_both(bench, COUNT));
    bench_free(bench);
}

static void it_is_appended(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    struct text behind = TEXT_EMPTY;
    assert_true(write_both(bench, COUNT));
    text_add(&behind, "before");
    assert_int_equal(package_write(bench->parts, COUNT, &behind, bench->diags), 0);
    assert_int_equal(behind.len, strlen("before") + bench->ours.len);
    assert_memory_equal(behind.data + strlen("before"), bench->ours.data, bench->ours.len);
    text_free(&behind);
    bench_free(bench);
}

/* Both ways of reading; whether ours read it.  Then libzip has, the same and no dearer. */
static bool read_both(struct bench *bench, const char *bytes, size_t size)
{
    struct budget quick_budget;
    struct budget full_budget;
    struct package quick;
    struct package full;
    struct arena *arena = arena_new();
    budget_start(&quick_budget, size);
    budget_start(&full_budget, size);
    bool const is_ours =
        package_read_ours(bench->unpacked, bytes, size, &quick_budget, arena, &quick);
    enum package_problem const problem = package_read(bytes, size, &full_budget, arena, &full);
    if (is_ours) {
        assert_int_equal(problem, PACKAGE_FINE);
        assert_true(quick.is_tight && full.is_tight);
        assert_int_equal(quick.count, full.count);
        for (size_t i = 0; i < quick.count; i++) {
            assert_string_equal(quick.parts[i].name, full.parts[i].name);
            assert_int_equal(quick.parts[i].size, full.parts[i].size);
            assert_memory_equal(quick.parts[i].bytes, full.parts[i].bytes, full.parts[i].size + 1);
            assert_ptr_equal(package_find(&quick, quick.parts[i].name), &quick.parts[i]);
        }
        assert_memory_equal(quick_budget.left, full_budget.left, sizeof full_budget.left);
    }
    arena_free(arena);
    return is_ours;
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    for (size_t count = 1; count <= 64; count += 21) {
        assert_true(write_both(bench, count));
        for (int i = 0; i < 3; i++)
            assert_true(read_both(bench, bench->ours.data, bench->ours.len));
    }
    bench_free(bench);
}

static void nothing_else_is_read(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(write_both(bench, COUNT));
    struct text *file = &bench->ours;
    assert_true(read_both(bench, file->data, file->len)); /* known from here on */
    size_t const size = file->len;
    size_t read = 0;
    for (size_t bit = 0; bit < 8 * size; bit++) {
        file->data[bit / 8] ^= (char)(1U << bit % 8);
        read += read_both(bench, file->data, size);
        file->data[bit / 8] ^= (char)(1U << bit % 8);
    }
    assert_in_range(read, 0, 7 * COUNT); /* bits behind the last code of deflated bytes */
    for (size_t cut = 0; cut < size; cut++)
        assert_false(read_both(bench, file->data, cut));
    text_add_char(file, '\0');
    assert_false(read_both(bench, file->data, file->len));
    bench_free(bench);
}

/* The offset of the directory, as the end of the archive has it: a number below 65536. */
static size_t directory_at(const struct text *file)
{
    const unsigned char *end = (const unsigned char *)file->data + file->len - 22;
    return end[16] | (size_t)end[17] << 8;
}

/* A byte that belongs to nothing, which libzip does not mind. */
static void no_byte_lies_between(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(write_both(bench, COUNT));
    struct text file = TEXT_EMPTY;
    size_t const at = directory_at(&bench->ours);
    text_add_bytes(&file, bench->ours.data, at);
    text_add_char(&file, 'x');
    text_add_bytes(&file, bench->ours.data + at, bench->ours.len - at);
    file.data[file.len - 22 + 16]++;
    assert_int_equal(directory_at(&file), at + 1);
    assert_false(read_both(bench, file.data, file.len));
    text_free(&file);
    bench_free(bench);
}

/* What an entry claims of itself in both places, but for its packed bytes. */
static void a_known_part_is_not_another(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(write_both(bench, COUNT));
    assert_true(read_both(bench, bench->ours.data, bench->ours.len));
    for (size_t i = 0; i < COUNT; i++) {
        struct part *part = &bench->parts[i];
        part->now.crc ^= 1;
        assert_true(write_both(bench, COUNT));
        assert_false(read_both(bench, bench->ours.data, bench->ours.len));
        part->now.crc ^= 1;
        text_add_char(&part->data, 'x');
        assert_true(write_both(bench, COUNT));
        assert_false(read_both(bench, bench->ours.data, bench->ours.len));
        part->data.len--;
        struct packing const packing = part->now; /* another part's */
        part->now = bench->parts[(i + 1) % COUNT].now;
        assert_true(write_both(bench, COUNT));
        assert_false(read_both(bench, bench->ours.data, bench->ours.len));
        part->now = packing;
    }
    bench_free(bench);
}

/* More versions of a part than are remembered: each is read for what it is, again and again. */
static void versions_are_told_apart(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 40; i++) {
            char words[16];
            snprintf(words, sizeof words, "words %d", i % (round == 1 ? 5 : 40));
            say(bench, 1, "word/document.xml", words);
            assert_true(write_both(bench, COUNT));
            assert_true(read_both(bench, bench->ours.data, bench->ours.len));
        }
    }
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(libzip_writes_the_same),  cmocka_unit_test(it_is_appended),
        cmocka_unit_test(what_is_written_is_read), cmocka_unit_test(nothing_else_is_read),
        cmocka_unit_test(no_byte_lies_between),    cmocka_unit_test(a_known_part_is_not_another),
        cmocka_unit_test(versions_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
