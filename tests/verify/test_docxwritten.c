/*
 * test_docxwritten.c - a DOCX that was just written is checked by shorter ways; whatever they
 * call good, the full check of `formulyar verify` calls good.
 */
#include "docx/docx.h"
#include "package/pack.h"
#include "package/unpack.h"
#include "verify/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct block *add_block(struct arena *arena, struct block ***tail, enum block_kind kind)
{
    struct block *block = block_new(arena, kind, SOURCE_BODY, (struct pos){0});
    **tail = block;
    *tail = &block->next;
    return block;
}

static const struct document *make_document(struct arena *arena, const char *words)
{
    static const double widths[] = {90, 90};
    struct document *document = ARENA_NEW(arena, struct document);
    *document = (struct document){.title = "Заключение & <прочее>",
                                  .lang = "ru-RU",
                                  .case_id = "2026-014",
                                  .form_id = "5.4",
                                  .edition_id = "school2-2024",
                                  .date = "2027-05-20",
                                  .type = {.gaps = 1,
                                           .letterhead_mm = 120,
                                           .family = "Liberation Serif",
                                           .docx_family = "Times New Roman",
                                           .body_pt = 14,
                                           .table_pt = 12,
                                           .small_pt = 11,
                                           .line_spacing = 1,
                                           .indent_mm = 12.5,
                                           .rule_pitch_mm = 8}};
    document->first = ARENA_NEW(arena, struct section);
    document->first->page = (struct page_setup){210, 297, 30, 10, 20, 20};
    struct block **tail = &document->first->first;
    struct heading *heading = &add_block(arena, &tail, BLOCK_HEADING)->as.heading;
    heading->level = 1;
    heading->text = para_from_text(arena, "Итоги & <выводы>", RUN_STRONG);
    add_block(arena, &tail, BLOCK_PARAGRAPH)->as.paragraph.text =
        para_from_text(arena, words, RUN_DATA);
    struct table *table = &add_block(arena, &tail, BLOCK_TABLE)->as.table;
    table->columns = 2;
    table->widths_mm = widths;
    table->summary = "Две \"графы\" & <строка>";
    table->body = ARENA_NEW(arena, struct row);
    return document;
}

/* A document as its writer gave it away, and a verifier that has seen it. */
struct bench {
    struct arena *arena;
    struct verifier *verifier;
    struct deflater *deflater;
    struct text file;
    struct digest_record record;
    struct package package;
};

static void read_package(struct bench *bench)
{
    struct budget budget;
    budget_start(&budget, bench->file.len);
    assert_int_equal(
        package_read(bench->file.data, bench->file.len, &budget, bench->arena, &bench->package),
        PACKAGE_FINE);
}

struct verdict {
    bool good;
    enum verify_state state;
};

static struct verdict ask(struct verifier *verifier, const struct text *file,
                          const struct digest_record *record)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct verify_facts facts;
    struct verdict verdict;
    verdict.good =
        record ? verify_written(verifier, file, NULL, record, "a.docx", arena, &facts, diags)
               : verify_file(verifier, file->data, file->len, "a.docx", arena, &facts, diags);
    verdict.state = facts.state;
    assert_true(verdict.good || diags_count(diags) > 0);
    diags_free(diags);
    arena_free(arena);
    return verdict;
}

static struct bench *bench_new(const char *words)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct docx_options const options = {.version = "0.0.0", .case_hash = "abc"};
    struct docx_kit *kit = docx_kit_new();
    struct diags *diags = diags_new();
    bench->arena = arena_new();
    bench->verifier = verifier_new();
    bench->deflater = deflater_new(DEFLATER_USUAL);
    assert_int_equal(docx_write(kit, make_document(bench->arena, words), &options, &bench->file,
                                &bench->record, diags),
                     0);
    docx_kit_free(kit);
    diags_free(diags);
    read_package(bench);
    for (int i = 0; i < 3; i++) {
        struct verdict const verdict = ask(bench->verifier, &bench->file, &bench->record);
        assert_true(verdict.good && verdict.state == VERIFY_UNCHANGED);
    }
    return bench;
}

static void bench_free(struct bench *bench)
{
    text_free(&bench->file);
    digest_record_free(&bench->record);
    deflater_free(bench->deflater);
    verifier_free(bench->verifier);
    arena_free(bench->arena);
    free(bench);
}

/* Both ways say the same of these bytes; returns whether it is that nothing is wrong with them. */
static bool is_whole(struct bench *bench, const struct text *file)
{
    struct verdict const quick = ask(bench->verifier, file, &bench->record);
    struct verdict const full = ask(NULL, file, NULL);
    assert_int_equal(quick.good, full.good);
    assert_int_equal(quick.state, full.state);
    struct verdict const again = ask(bench->verifier, &bench->file, &bench->record);
    assert_true(again.good && again.state == VERIFY_UNCHANGED); /* nothing of it was kept */
    return quick.good && quick.state == VERIFY_UNCHANGED;
}

static void every_byte_counts(void **state)
{
    (void)state;
    struct bench *bench = bench_new("Слова, набранные в деле; 5 < 7 & 9.");
    struct text file = TEXT_EMPTY;
    text_add_bytes(&file, bench->file.data, bench->file.len);
    size_t unseen = 0;
    for (size_t i = 0; i < file.len; i++) {
        file.data[i] ^= (char)(1U << i % 8);
        unseen += is_whole(bench, &file);
        file.data[i] ^= (char)(1U << i % 8);
    }
    /* Bits of the directory that say nothing of the parts: who made the archive, modes of files. */
    assert_in_range(unseen, 0, 20 * bench->package.count);
    assert_true(is_whole(bench, &file));
    text_free(&file);
    bench_free(bench);
}

static void every_end_counts(void **state)
{
    (void)state;
    struct bench *bench = bench_new("Слова");
    struct text file = TEXT_EMPTY;
    text_add_bytes(&file, bench->file.data, bench->file.len);
    for (size_t length = 4; length < bench->file.len; length += length % 7 + 1) {
        file.len = length;
        assert_false(is_whole(bench, &file));
    }
    file.len = bench->file.len;
    text_add(&file, "x");
    assert_false(is_whole(bench, &file));
    text_free(&file);
    bench_free(bench);
}

/* ---- packages that are sound, of other parts ----------------------------------------------- */

enum { MOST_PARTS = 32 };

/* The parts of the bench's package, to be changed. */
struct parts {
    struct part items[MOST_PARTS];
    size_t count;
};

static void parts_take(struct parts *parts, const struct bench *bench)
{
    *parts = (struct parts){.count = bench->package.count};
    for (size_t i = 0; i < parts->count; i++) {
        const struct package_part *part = &bench->package.parts[i];
        parts->items[i].name = part->name;
        text_add_bytes(&parts->items[i].data, part->bytes, part->size);
    }
}

static struct part *find(struct parts *parts, const char *name)
{
    for (size_t i = 0; i < parts->count; i++)
        if (strcmp(parts->items[i].name, name) == 0)
            return &parts->items[i];
    fail();
    return NULL;
}

/* Writes the parts, and says what becomes of them; they are released. */
static bool stay_whole(struct bench *bench, struct parts *parts)
{
    struct text file = TEXT_EMPTY;
    struct diags *diags = diags_new();
    for (size_t i = 0; i < parts->count; i++)
        part_pack(bench->deflater, &parts->items[i]);
    assert_int_equal(package_write(parts->items, parts->count, &file, diags), 0);
    bool const whole = is_whole(bench, &file);
    for (size_t i = 0; i < parts->count; i++)
        part_free(&parts->items[i]);
    diags_free(diags);
    text_free(&file);
    return whole;
}

static void replace(struct text *text, const char *old, const char *new)
{
    char *at = memmem(text->data, text->len, old, strlen(old));
    struct text out = TEXT_EMPTY;
    assert_non_null(at);
    text_add_bytes(&out, text->data, (size_t)(at - text->data));
    text_add(&out, new);
    text_add_bytes(&out, at + strlen(old), text->len - (size_t)(at - text->data) - strlen(old));
    text_free(text);
    *text = out;
}

struct change {
    const char *part, *old, *new;
};

static const char document_part[] = "word/document.xml";

static const struct change changes[] = {
    {document_part, "Слова", "Слово"},
    {document_part, "</w:body>", "</w:bodY>"},
    {document_part, "</w:body>", "</w:body >"},
    {document_part, "</w:body>", "<!-- note --></w:body>"},
    {document_part, "</w:body>", "<w:p/></w:body>"},
    {document_part, "</w:body>", "<x:p/></w:body>"},
    {document_part, "</w:body>", "<w:p w:a=\"1\" w:a=\"1\"/></w:body>"},
    {document_part, "</w:body>", "<w:p w:a='1'/></w:body>"},
    {document_part, "</w:body>", "<w:p w:a=\"<\"/></w:body>"},
    {document_part, "</w:body>", "<w:p w:a=\"&none;\"/></w:body>"},
    {document_part, "</w:body>", "<w:pStyle w:val=\"No&amp;ne\"/></w:body>"},
    {document_part, "</w:body>", "<w:pStyle w:val=\"None\"/></w:body>"},
    {document_part, "</w:body>", "<w:numId w:val=\"99\"/></w:body>"},
    {document_part, "</w:body>", "<w:headerReference r:id=\"none\"/></w:body>"},
    {document_part, "</w:body>", "&#1;</w:body>"},
    {document_part, "</w:body>", "\x01</w:body>"},
    {document_part, "</w:body>", "\xC3</w:body>"},
    {document_part, "</w:body>", "\xED\xA0\x80</w:body>"},
    {document_part, "</w:body>", "\xEF\xBF\xBF</w:body>"},
    {document_part, "</w:body>", "]]></w:body>"},
    {document_part, "</w:document>", "</w:document> "},
    {document_part, "</w:document>", "</w:document>x"},
    {document_part, "</w:document>", "</w:document><w:document/>"},
    {document_part, "</w:document>", ""},
    {document_part, "<w:document ", "<!DOCTYPE d><w:document "},
    {document_part, "<?xml version=\"1.0\"", "<?xml version=\"2.0\""},
    {document_part, "encoding=\"UTF-8\"", "encoding=\"KOI8-R\""},
    {"word/styles.xml", "w:styleId=\"Normal\"", "w:styleId=\"Normat\""},
    {"word/_rels/document.xml.rels", "header1.xml", "header9.xml"},
    {"word/_rels/document.xml.rels", "rIdHeader\"", "rIdHeaded\""},
    {"[Content_Types].xml", "/word/styles.xml", "/word/styled.xml"},
    {"[Content_Types].xml", "Extension=\"xml\"", "Extension=\"xmm\""},
    {"docProps/custom.xml", "2026-014", "2026-015"},
    {"docProps/custom.xml", "FormulyarDigest", "FormulyarDigesT"},
    {"docProps/custom.xml", "FormulyarForm", "FormulyarFork"},
    {"docProps/app.xml", "Formulyar", "Formulyat"},
};

static void every_part_counts(void **state)
{
    (void)state;
    struct bench *bench = bench_new("Слова");
    struct parts parts;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const struct change *change = &changes[i];
        parts_take(&parts, bench);
        replace(&find(&parts, change->part)->data, change->old, change->new);
        assert_false(stay_whole(bench, &parts));
    }
    parts_take(&parts, bench);
    assert_true(stay_whole(bench, &parts));
    bench_free(bench);
}

static void parts_do_not_stand_in_for_each_other(void **state)
{
    (void)state;
    struct bench *bench = bench_new("Слова");
    struct parts parts;
    for (size_t i = 0; i < bench->package.count; i++) {
        size_t const other = (i + 1) % bench->package.count;
        parts_take(&parts, bench); /* bytes of the other one */
        text_clear(&parts.items[i].data);
        text_add_bytes(&parts.items[i].data, parts.items[other].data.data,
                       parts.items[other].data.len);
        assert_false(stay_whole(bench, &parts));
        parts_take(&parts, bench); /* names changed */
        parts.items[i].name = bench->package.parts[other].name;
        parts.items[other].name = bench->package.parts[i].name;
        assert_false(stay_whole(bench, &parts));
        parts_take(&parts, bench); /* another order */
        struct part const moved = parts.items[i];
        parts.items[i] = parts.items[other];
        parts.items[other] = moved;
        assert_false(stay_whole(bench, &parts));
        parts_take(&parts, bench); /* one that is missing */
        part_free(&parts.items[i]);
        memmove(&parts.items[i], &parts.items[i + 1],
                (parts.count - i - 1) * sizeof parts.items[0]);
        parts.count--;
        assert_false(stay_whole(bench, &parts));
    }
    parts_take(&parts, bench); /* one more */
    parts.items[parts.count] = (struct part){.name = "word/extra.xml"};
    text_add(&parts.items[parts.count++].data, "<a/>");
    assert_false(stay_whole(bench, &parts));
    bench_free(bench);
}

/* ---- what the writer says ------------------------------------------------------------------- */

static void lie(struct digest_record *record)
{
    record->hex[0] = record->hex[0] == 'a' ? 'b' : 'a';
}

static void the_writers_digest_is_compared_with_that_of_the_file(void **state)
{
    (void)state;
    struct bench *bench = bench_new("Слова");
    lie(&bench->record);
    assert_int_equal(ask(bench->verifier, &bench->file, &bench->record).state, VERIFY_CHANGED);
    bench_free(bench);
}

static void a_record_of_other_parts_counts_for_nothing(void **state)
{
    (void)state;
    struct bench *bench = bench_new("Слова");
    struct bench *other = bench_new("Другие слова");
    lie(&other->record);
    assert_int_equal(ask(bench->verifier, &bench->file, &other->record).state, VERIFY_UNCHANGED);
    lie(&bench->record);
    text_add_char(&bench->record.hashed, 'x'); /* one byte more, then one less */
    assert_int_equal(ask(bench->verifier, &bench->file, &bench->record).state, VERIFY_UNCHANGED);
    bench->record.hashed.len -= 2;
    assert_int_equal(ask(bench->verifier, &bench->file, &bench->record).state, VERIFY_UNCHANGED);
    bench->record.hashed.len = 0;
    assert_int_equal(ask(bench->verifier, &bench->file, &bench->record).state, VERIFY_UNCHANGED);
    bench_free(other);
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_counts),
        cmocka_unit_test(every_end_counts),
        cmocka_unit_test(every_part_counts),
        cmocka_unit_test(parts_do_not_stand_in_for_each_other),
        cmocka_unit_test(the_writers_digest_is_compared_with_that_of_the_file),
        cmocka_unit_test(a_record_of_other_parts_counts_for_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
