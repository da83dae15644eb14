/*
 * test_textmap.c - a text map that is kept answers for its own bytes alone.
 */
#include "base/deflate.h"
#include "verify/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* A stream as a file gives it: deflated, or the same bytes without a filter. */
struct stream {
    struct text bytes;
    struct pdf_value filter;
    struct pdf_entry entry;
    struct pdf_value value;
};

static void deflate_map(struct stream *stream, const char *ranges)
{
    struct deflater *deflater = deflater_new(DEFLATER_FAST);
    struct text cmap = TEXT_EMPTY;
    text_add(&cmap, "1 beginbfrange\n");
    text_add(&cmap, ranges);
    text_add(&cmap, "\nendbfrange\n");
    *stream = (struct stream){.filter = {.kind = PDF_NAME, .bytes = "FlateDecode", .length = 11}};
    deflater_run(deflater, DEFLATE_STREAM, cmap.data, cmap.len, &stream->bytes);
    stream->entry = (struct pdf_entry){.key = "Filter", .key_length = 6, .value = &stream->filter};
    stream->value = (struct pdf_value){.kind = PDF_STREAM,
                                       .bytes = stream->bytes.data,
                                       .length = stream->bytes.len,
                                       .entries = &stream->entry};
    text_free(&cmap);
    deflater_free(deflater);
}

/* No object of it is asked for. */
static struct pdffile *some_file(struct arena *arena)
{
    static const char bytes[] = "%PDF-1.7\nxref\n0 0\ntrailer<<>>\nstartxref\n9\n%%EOF";
    enum pdffile_problem problem;
    return pdffile_open(bytes, sizeof bytes - 1, NULL, arena, &problem);
}

static const char shown[] = {0x04, 0x10, 0x04, 0x11, 0x20, 0x14}; /* three codes */

static long unmapped(struct textmaps *maps, const struct pdf_value *stream)
{
    struct arena *arena = arena_new();
    const struct textmap *map = textmap_read(maps, some_file(arena), stream, arena);
    long const count = textmap_unmapped(map, shown, sizeof shown);
    arena_free(arena);
    return count;
}

static void codes_without_a_value_are_counted(void **state)
{
    (void)state;
    struct textmaps *maps = textmaps_new();
    struct stream stream;
    deflate_map(&stream, "<0410><0410><0000> <0411><0411><D835DC00> <2000><20FF><2000>");
    assert_int_equal(unmapped(maps, &stream.value), 1);
    assert_int_equal(unmapped(maps, NULL), 3);
    assert_int_equal(textmap_unmapped(NULL, shown, 3), 2);
    text_free(&stream.bytes);
    textmaps_free(maps);
}

static void another_map_is_judged_by_itself(void **state)
{
    (void)state;
    struct textmaps *maps = textmaps_new();
    struct stream whole, same, poor;
    deflate_map(&whole, "<0400><04FF><0400> <2000><20FF><2000>");
    deflate_map(&same, "<0400><04FF><0400> <2000><20FF><2000>");
    deflate_map(&poor, "<2000><20FF><2000> <2100><21FF><2100>");
    assert_int_equal(whole.bytes.len, same.bytes.len);
    for (int i = 0; i < 2; i++) { /* the second time all of them are kept */
        assert_int_equal(unmapped(maps, &whole.value), 0);
        assert_int_equal(unmapped(maps, &poor.value), 2);
        assert_int_equal(unmapped(maps, &same.value), 0);
    }
    struct arena *arena = arena_new();
    assert_ptr_equal(textmap_read(maps, some_file(arena), &whole.value, arena),
                     textmap_read(maps, some_file(arena), &same.value, arena));
    arena_free(arena);
    whole.value.entries = NULL; /* the same bytes, but now they stand for themselves */
    assert_int_equal(unmapped(maps, &whole.value), 3);
    text_free(&whole.bytes);
    text_free(&same.bytes);
    text_free(&poor.bytes);
    textmaps_free(maps);
}

/* The same bytes are another map where a predictor is undone in them. */
static void a_predictor_makes_another_map(void **state)
{
    (void)state;
    struct textmaps *maps = textmaps_new();
    struct stream stream;
    struct pdf_value number = {.kind = PDF_INTEGER, .integer = 2};
    struct pdf_entry predictor = {.key = "Predictor", .key_length = 9, .value = &number};
    struct pdf_value parameters = {.kind = PDF_DICT, .entries = &predictor, .length = 1};
    struct pdf_entry entry = {.key = "DecodeParms", .key_length = 11, .value = &parameters};
    deflate_map(&stream, "<0400><04FF><0400> <2000><20FF><2000>");
    for (int i = 0; i < 2; i++) {
        stream.entry.next = NULL;
        assert_int_equal(unmapped(maps, &stream.value), 0);
        stream.entry.next = &entry; /* TIFF's, which is not read */
        assert_int_equal(unmapped(maps, &stream.value), 3);
    }
    text_free(&stream.bytes);
    textmaps_free(maps);
}

/* What a file costs does not hang on those before it: else it would be too much for one and not for another. */
static void a_kept_map_costs_the_same(void **state)
{
    (void)state;
    struct textmaps *maps = textmaps_new();
    struct stream stream;
    size_t paid[2][BUDGET_KINDS];
    deflate_map(&stream, "<0400><04FF><0400> <2000><20FF><2000>");
    for (int i = 0; i < 3; i++) {
        struct arena *arena = arena_new();
        struct pdffile *file = some_file(arena);
        struct budget budget = *file->budget;
        if (i == 2)
            budget.left[BUDGET_STEPS] = paid[0][BUDGET_STEPS] - 1;
        struct budget const before = budget;
        file->budget = &budget;
        assert_int_equal(textmap_read(maps, file, &stream.value, arena) != NULL, i < 2);
        for (int kind = 0; kind < BUDGET_KINDS && i < 2; kind++)
            paid[i][kind] = before.left[kind] - budget.left[kind];
        arena_free(arena);
    }
    assert_memory_equal(paid[0], paid[1], sizeof paid[0]);
    assert_true(paid[0][BUDGET_STEPS] > 512);
    text_free(&stream.bytes);
    textmaps_free(maps);
}

static void more_maps_than_are_kept(void **state)
{
    (void)state;
    enum { MANY = 40 };
    struct textmaps *maps = textmaps_new();
    struct stream damaged;
    deflate_map(&damaged, "<0400><04FF><0400>");
    damaged.value.length -= 5;
    for (int i = 0; i < 2 * MANY; i++) {
        struct stream stream;
        char ranges[80];
        snprintf(ranges, sizeof ranges, "<0410><0410><%04X> <0411><0411><%04X>", i % MANY,
                 i % MANY % 2);
        deflate_map(&stream, ranges);
        assert_int_equal(unmapped(maps, &stream.value), 1 + (i % MANY == 0) + (i % MANY % 2 == 0));
        assert_int_equal(unmapped(maps, &damaged.value), 3);
        text_free(&stream.bytes);
    }
    text_free(&damaged.bytes);
    textmaps_free(maps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_without_a_value_are_counted),
        cmocka_unit_test(another_map_is_judged_by_itself),
        cmocka_unit_test(a_predictor_makes_another_map),
        cmocka_unit_test(a_kept_map_costs_the_same),
        cmocka_unit_test(more_maps_than_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
