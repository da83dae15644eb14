/*
 * Pages made by hand, written as PDF: handmade-{2a,1a,3a}.pdf in the folder $OUT, which pdf-file.t examines.
 */
#include "handmade.c"

#include "base/file.h"
#include "pdf/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char attachment[] =
    "<?xml version=\"1.0\"?>\n<case xmlns=\"urn:formulyar:case:1\" id=\"2026-014\"/>\n";

static const char *build_folder(void)
{
    const char *folder = getenv("BUILD");
    return folder ? folder : "build";
}

static char *in_build(struct arena *arena, const char *name)
{
    return arena_printf(arena, "%s/%s", build_folder(), name);
}

static void keep(struct arena *arena, const char *name, const struct text *bytes)
{
    const char *folder = getenv("OUT");
    if (folder)
        assert_int_equal(
            file_write(arena_printf(arena, "%s/%s", folder, name), bytes->data, bytes->len), 0);
}

static void write_handmade(const char *name, enum pdfa_part part, struct text *out)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct fonts *fonts = fonts_load(in_build(arena, "share/fonts"), diags);
    assert_non_null(fonts);
    struct pdf_options const options = {.part = part,
                                        .attachment = attachment,
                                        .attachment_size = sizeof attachment - 1,
                                        .attachment_name = "2026-014.xml",
                                        .version = "0.1"};
    assert_true(pages_write(handmade_pages(arena), handmade_document(arena), fonts, &options, out,
                            NULL, diags));
    assert_int_equal(diags_count(diags), 0);
    keep(arena, name, out);
    fonts_free(fonts);
    diags_free(diags);
    arena_free(arena);
}

static void writes_every_conformance(void **state)
{
    (void)state;
    static const char *const names[] = {"handmade-1a.pdf", "handmade-2a.pdf", "handmade-3a.pdf"};
    for (int part = PDFA_1; part <= PDFA_3; part++) {
        struct text out = TEXT_EMPTY;
        write_handmade(names[part - 1], (enum pdfa_part)part, &out);
        assert_memory_equal(out.data, part == PDFA_1 ? "%PDF-1.4\n" : "%PDF-1.7\n", 9);
        text_free(&out);
    }
}

static void same_input_gives_same_bytes(void **state)
{
    (void)state;
    struct text first = TEXT_EMPTY, second = TEXT_EMPTY;
    write_handmade("handmade-again.pdf", PDFA_2, &first);
    setenv("TZ", "Asia/Krasnoyarsk", 1);
    write_handmade("handmade-again.pdf", PDFA_2, &second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.data, second.data, first.len);
    text_free(&first);
    text_free(&second);
}

static void a_missing_glyph_is_no_file(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct fonts *fonts = fonts_load(in_build(arena, "share/fonts"), diags);
    struct handmade made = {.arena = arena, .pages = ARENA_NEW(arena, struct pages)};
    struct element *root = handmade_element(&made, NULL, ELEMENT_DOCUMENT);
    handmade_page(&made, 1);
    handmade_text(&made, root, 100, 100, 12, FACE_REGULAR, "漢");
    struct pdf_options const options = {.part = PDFA_2, .version = "0.1"};
    struct text out = TEXT_EMPTY;
    assert_false(
        pages_write(made.pages, handmade_document(arena), fonts, &options, &out, NULL, diags));
    assert_int_equal(diags_exit_status(diags), 3);
    assert_string_equal(diags_get(diags, 0)->code, "E312");
    text_free(&out);
    fonts_free(fonts);
    diags_free(diags);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_every_conformance),
        cmocka_unit_test(same_input_gives_same_bytes),
        cmocka_unit_test(a_missing_glyph_is_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
