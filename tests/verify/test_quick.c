/*
 * test_quick.c - the quick check of what was just written says good of nothing that the whole
 * check refuses: a written file with every byte of it turned, taken out and put in twice, its
 * content likewise, and content that nobody writes so.
 */
#include "pdf/handmade.c"

#include "pdf/writer.h"
#include "pdfread/pdfparts.h"
#include "verify/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct verifier *verifier;
static struct text written;
static struct file_digests digests;

static int write_file(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    const char *build = getenv("BUILD");
    struct fonts *fonts =
        fonts_load(arena_printf(arena, "%s/share/fonts", build ? build : "build"), diags);
    struct pdf_options const options = {.part = PDFA_2, .version = "0.1"};
    assert_non_null(fonts);
    assert_true(pages_write(handmade_pages(arena), handmade_document(arena), fonts, &options,
                            &written, &digests, diags));
    verifier = verifier_new();
    fonts_free(fonts);
    diags_free(diags);
    arena_free(arena);
    return 0;
}

static int forget_file(void **state)
{
    (void)state;
    verifier_free(verifier);
    text_free(&written);
    return 0;
}

/* ---- the file --------------------------------------------------------------------------------- */

struct verdicts {
    bool quick, whole;
};

/* Both checks believe that the digest is right, or nothing behind it would be looked at. */
static struct verdicts verdicts_of(const struct text *file)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct verify_facts quick;
    struct verify_facts whole;
    struct file_digests believed = digests;
    believed.part += file->len - written.len;
    struct verdicts const verdicts = {
        verify_pdf_quickly(verifier, file->data, file->len, &believed, arena, &quick),
        verify_pdf_wholly(verifier, file->data, file->len, &believed, "x.pdf", arena, &whole,
                          diags)};
    if (verdicts.quick) {
        assert_string_equal(quick.conformance, whole.conformance);
        assert_string_equal(quick.case_id, whole.case_id);
        assert_int_equal(quick.state, whole.state);
        assert_int_equal(quick.pages, whole.pages);
        assert_int_equal(quick.fields, whole.fields);
    }
    diags_free(diags);
    arena_free(arena);
    return verdicts;
}

static void a_written_file_is_good_at_once(void **state)
{
    (void)state;
    struct verdicts const verdicts = verdicts_of(&written);
    assert_true(verdicts.whole);
    assert_true(verdicts.quick);
}

/* What the writer writes goes the quick way: otherwise all is right, and slow. */
static void the_writers_spelling_is_known(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct textmaps *kept = textmaps_new();
    enum pdffile_problem problem;
    struct pdffile *file = pdffile_open(written.data, written.len, NULL, arena, &problem);
    struct pdf_pages const pages = pdf_pages(file, arena);
    struct known_elements const known = elements_skim(file, arena);
    for (long number = 1; number < file->count; number++)
        if (pdf_dict_find(pdffile_object(file, number), "S") &&
            !pdf_dict_find(pdffile_object(file, number), "Type"))
            assert_non_null(element_at(&known, number));
    for (size_t i = 0; i < pages.count; i++) {
        const struct pdf_value *resources = pdffile_get(file, pages.items[i].dict, "Resources");
        struct text content = TEXT_EMPTY;
        assert_true(content_read(file, pages.items[i].dict, &content));
        struct walk walk = {.file = file,
                            .maps = content_maps_new(file, kept, arena),
                            .fonts = pdffile_get(file, resources, "Font"),
                            .seen = arena_alloc(arena, content.len),
                            .most = (long)content.len};
        assert_true(skim_content(&walk, &content));
        text_free(&content);
    }
    textmaps_free(kept);
    arena_free(arena);
}

/* Of files with minutes in front the quick check says nothing: see verify_pdf.c. */
static void behind_minutes_all_is_looked_at(void **state)
{
    (void)state;
    static const char old[] = "<form:case>2026-014";
    static const char new[] = "<form:minutes>1    ";
    struct text changed = TEXT_EMPTY;
    text_add_bytes(&changed, written.data, written.len);
    char *at = memmem(changed.data, changed.len, old, sizeof old - 1);
    assert_non_null(at);
    memcpy(at, new, sizeof new - 1);
    struct verdicts const verdicts = verdicts_of(&changed);
    assert_true(verdicts.whole);
    assert_false(verdicts.quick);
    text_free(&changed);
}

enum change { TURNED, REPLACED, TAKEN_OUT, DOUBLED, CHANGES };

/* The bytes with one of them changed. */
static void change(const struct text *bytes, size_t at, enum change change, struct text *out)
{
    text_clear(out);
    text_add_bytes(out, bytes->data, at);
    switch (change) {
    case TURNED: text_add_char(out, (char)(bytes->data[at] ^ 1)); break;
    case REPLACED: text_add_char(out, "0 /(>[R"[at % 7]); break;
    case TAKEN_OUT: break;
    case DOUBLED:
    case CHANGES:
        text_add_char(out, bytes->data[at]);
        text_add_char(out, bytes->data[at]);
        break;
    }
    text_add_bytes(out, bytes->data + at + 1, bytes->len - at - 1);
}

/* Of packed streams, which fail as a whole, one byte of so many is enough. */
static bool is_in_stream(const struct text *file, size_t at)
{
    const char *const place = file->data + at;
    const char *const start = text_find_last(file->data, at, "stream\n");
    return start && place - start > 16 && strncmp(start - 3, "endstream", 9) != 0;
}

static void whatever_is_changed_in_a_file(void **state)
{
    (void)state;
    enum { IN_STREAMS = 61 };
    struct text changed = TEXT_EMPTY;
    size_t refused = 0;
    size_t let_pass = 0;
    for (size_t at = 0; at < written.len; at += is_in_stream(&written, at) ? IN_STREAMS : 1)
        for (int kind = 0; kind < CHANGES; kind++) {
            change(&written, at, (enum change)kind, &changed);
            struct verdicts const verdicts = verdicts_of(&changed);
            if (verdicts.quick && !verdicts.whole)
                fail_msg("byte %zu, change %d: only the whole check refuses", at, kind);
            refused += !verdicts.whole;
            let_pass += verdicts.quick;
        }
    assert_true(refused > written.len / 4);
    assert_true(let_pass > 100); /* words, names and numbers that nobody checks */
    text_free(&changed);
}

/* ---- content -------------------------------------------------------------------------------- */

/* What content a file has whose only page has the fonts that our writer names, all with one map. */
static struct text file_with(const char *content, size_t size)
{
    static const char head[] =
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        "3 0 obj<</Type/Page/Resources<</Font 7 0 R>>/Contents 6 0 R>>endobj\n"
        "4 0 obj<</Type/Font/ToUnicode 5 0 R>>endobj\n"
        "5 0 obj<</Length 98>>stream\n"
        "1 beginbfrange <0020><04FF><0020><2000><26FF><2000><4141><4141><0041><4242><4242><0042>\nendbfrange\nendstream endobj\n";
    struct text file = TEXT_EMPTY;
    enum { FONTS = 42 };
    size_t places[8] = {0};
    char line[32];
    text_add(&file, head);
    for (int i = 1; i < 6; i++) {
        snprintf(line, sizeof line, "\n%d 0 obj", i);
        places[i] = (size_t)(strstr(file.data, line) - file.data) + 1;
    }
    places[7] = file.len;
    text_add(&file, "7 0 obj<<");
    for (int i = 0; i < FONTS; i++)
        text_format(&file, "/F%d 4 0 R", i);
    text_add(&file, ">>endobj\n");
    places[6] = file.len;
    text_format(&file, "6 0 obj<</Length %zu>>stream\n", size);
    text_add_bytes(&file, content, size);
    text_add(&file, "\nendstream endobj\n");
    size_t const table = file.len;
    text_add(&file, "xref\n0 8\n0000000000 65535 f \n");
    for (int i = 1; i < 8; i++) {
        snprintf(line, sizeof line, "%010zu 00000 n \n", places[i]);
        text_add(&file, line);
    }
    text_format(&file, "trailer<</Size 8/Root 1 0 R>>\nstartxref\n%zu\n", table);
    text_add(&file, "%%EOF\n");
    return file;
}

static struct content_facts facts_of(const struct text *bytes, bool is_quick)
{
    struct arena *arena = arena_new();
    struct textmaps *kept = textmaps_new();
    enum pdffile_problem problem;
    struct pdffile *file = pdffile_open(bytes->data, bytes->len, NULL, arena, &problem);
    assert_non_null(file);
    struct pdf_pages const pages = pdf_pages(file, arena);
    assert_int_equal(pages.count, 1);
    struct content_facts const facts =
        content_check(file, pages.items[0].dict, content_maps_new(file, kept, arena), is_quick);
    textmaps_free(kept);
    arena_free(arena);
    return facts;
}

/* Whatever the content is, both ways of reading find the same. */
static struct content_facts check_content(const char *content, size_t size)
{
    struct text file = file_with(content, size);
    struct content_facts const quick = facts_of(&file, true);
    struct content_facts const whole = facts_of(&file, false);
    assert_int_equal(quick.broken, whole.broken);
    if (!whole.broken) {
        assert_int_equal(quick.marked, whole.marked);
        assert_int_equal(quick.untagged, whole.untagged);
        assert_int_equal(quick.unmapped, whole.unmapped);
        assert_int_equal(quick.ids_in_order, whole.ids_in_order);
    }
    text_free(&file);
    return whole;
}

static void content_of_every_shape(void **state)
{
    (void)state;
    static const struct {
        const char *content;
        struct content_facts facts;
    } pages[] = {
        {"/P<</MCID 0>>BDC BT/F0 12 Tf 1 -2.5 Td(AABB)Tj ET EMC", {1, 0, 0, true, false}},
        {"/P<</MCID 0>>BDC/F0 12 Tf[(AA)-12(BB\\(\\))3(AB)]TJ EMC", {1, 0, 2, true, false}},
        {"/F0 12 Tf(AABB)Tj", {0, 1, 0, true, false}},
        {"/F0 12 Tf[(AA)(BB)]TJ[]TJ()Tj", {0, 2, 0, true, false}},
        {"/F0 12 Tf(\\\\A)(BB)Tj(BB)1 Tj(BB)\n'", {0, 2, 0, true, false}},
        {"/F0 12 Tf(BB)1 Tj", {0, 0, 0, true, false}},
        {"/F0 12 Tf(B)(BB)Tj(B)0 0 Td", {0, 1, 0, true, false}},
        {"/G1 12 Tf(AABB)Tj/F14 9 8 Tf(AA)Tj", {0, 2, 3, true, false}},
        {"/F0 12 Tf<0041>Tj(A)Tj(A(B)C)Tj", {0, 3, 4, true, false}},
        {"/P<</MCID 0>>BDC EMC/P<</MCID 2>>BDC EMC", {2, 0, 0, false, false}},
        {"/P<</MCID 0>>BDC EMC/P<</MCID 0>>BDC EMC", {2, 0, 0, false, false}},
        {"/P<</MCID 0/A 1>>BDC EMC/P<</X(\\))/MCID 1>>BDC EMC", {2, 0, 0, true, false}},
        {"/Artifact<</Type/Layout>>BDC/F0 1 Tf(AA)Tj EMC/P/X BDC EMC/Artifact BMC EMC",
         {0, 0, 0, true, false}},
        {"/P BMC/F0 1 Tf(AA)Tj EMC 0 g 1 w % (\n1 2 m 3 4 l S 1 2 3 4 re f",
         {0, 1, 0, true, false}},
        {"/P<</MCID 12345678901234567890123>>BDC EMC", {1, 0, 0, true, false}},
        {"/P<</MCID 0>>BDC", {0, 0, 0, false, true}},
        {"EMC", {0, 0, 0, false, true}},
        {"<</MCID 0>>BDC EMC", {0, 0, 0, false, true}},
        {"(AA", {0, 0, 0, false, true}},
        {"(AA)", {0, 0, 0, true, false}},
        {"", {0, 0, 0, true, false}},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct content_facts const facts =
            check_content(pages[i].content, strlen(pages[i].content));
        const struct content_facts *wanted = &pages[i].facts;
        if (facts.broken != wanted->broken ||
            (!facts.broken &&
             (facts.marked != wanted->marked || facts.untagged != wanted->untagged ||
              facts.unmapped != wanted->unmapped || facts.ids_in_order != wanted->ids_in_order)))
            fail_msg("%s: %ld %ld %ld %d %d", pages[i].content, facts.marked, facts.untagged,
                     facts.unmapped, facts.ids_in_order, facts.broken);
    }
}

static void whatever_is_changed_in_content(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    enum pdffile_problem problem;
    struct pdffile *file = pdffile_open(written.data, written.len, NULL, arena, &problem);
    struct pdf_pages const pages = pdf_pages(file, arena);
    struct text content = TEXT_EMPTY;
    struct text changed = TEXT_EMPTY;
    assert_true(content_read(file, pages.items[0].dict, &content));
    struct content_facts const facts = check_content(content.data, content.len);
    assert_false(facts.broken || facts.untagged || facts.unmapped || !facts.ids_in_order);
    for (size_t at = 0; at < content.len; at++)
        for (int kind = 0; kind < CHANGES; kind++) {
            change(&content, at, (enum change)kind, &changed);
            check_content(changed.data, changed.len);
        }
    text_free(&content);
    text_free(&changed);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_written_file_is_good_at_once),
        cmocka_unit_test(the_writers_spelling_is_known),
        cmocka_unit_test(behind_minutes_all_is_looked_at),
        cmocka_unit_test(whatever_is_changed_in_a_file),
        cmocka_unit_test(content_of_every_shape),
        cmocka_unit_test(whatever_is_changed_in_content),
    };
    return cmocka_run_group_tests(tests, write_file, forget_file);
}
