/*
 * test_docx.c - the parts of a DOCX.  With a folder as its argument it writes
 * the sample documents there instead, with their plain text beside them, for
 * the tests that need files.
 */
#include "docx/docx.h"

#include "base/deflate.h"
#include "base/file.h"
#include "doc/dump.h"
#include "docx/letters.h"
#include "package/pack.h"
#include "docx/parts.h"
#include "docx/style.h"
#include "docx/wml.h"
#include "verify/verify.h"
#include "docx/sample.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void content_equals(const char *string, const char *wanted)
{
    struct text out = TEXT_EMPTY;
    run_content(&out, string);
    assert_string_equal(text_string(&out), wanted);
    text_free(&out);
}

static void strings_become_runs(void **state)
{
    (void)state;
    content_equals("слово", "<w:t>слово</w:t>");
    content_equals(" слово", "<w:t xml:space=\"preserve\"> слово</w:t>");
    content_equals("слово ", "<w:t xml:space=\"preserve\">слово </w:t>");
    content_equals("М.П." NBSP "Иванова", "<w:t>М.П." NBSP "Иванова</w:t>");
    content_equals("а\tб\nв", "<w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t>");
    content_equals("Анна\xE2\x80\x91Мария", "<w:t>Анна</w:t><w:noBreakHyphen/><w:t>Мария</w:t>");
    content_equals("пере\xC2\xADнос", "<w:t>пере</w:t><w:softHyphen/><w:t>нос</w:t>");
    content_equals("a<b>&\"'", "<w:t>a&lt;b&gt;&amp;\"'</w:t>");
    content_equals("\x01\xFF", "<w:t>\xEF\xBF\xBD\xEF\xBF\xBD</w:t>");
    content_equals("\t", "<w:tab/>");
    content_equals("", "");
}

static size_t count_of(const char *string, const char *part)
{
    size_t count = 0;
    for (; (string = strstr(string, part)) != NULL; string++)
        count++;
    return count;
}

static void names_are_balanced(void **state)
{
    (void)state;
    assert_true(fabs(letters_balance("аааа аааа аааа аа", 6) - letters_width("аааа аааа")) < 0.01);
    assert_true(fabs(letters_balance("аааа", 7) - 7) < 0.01);
    assert_true(letters_balance("ааааааааааааааааааааааа аа", 7) <= 7.001);
    assert_true(fabs(letters_widest_piece("Р.Ф." NBSP "Гусейн-Заде") - letters_width("Гусейн-")) <
                0.01);
}

static void values_of(struct item *values, struct text *out)
{
    struct document document;
    struct list const list = {.items = values};
    sample_base(&document);
    struct docx_writer writer = {.out = out, .document = &document, .width = twips(170)};
    text_clear(out);
    list_write(&writer, &list);
}

/* One value stands alone, several hang; the further paragraphs of each keep a distance. */
static void several_values_hang(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct item *value = sample_item(arena, NULL, "Один");
    value->text->next = sample_para(arena, "Ещё", 0);
    values_of(value, &out);
    assert_int_equal(count_of(text_string(&out), "\"FieldValue\""), 1);
    assert_int_equal(count_of(text_string(&out), "\"FieldValueNext\""), 1);
    value->next = sample_item(arena, NULL, "Два");
    values_of(value, &out);
    assert_int_equal(count_of(text_string(&out), "\"ListItem\""), 2);
    assert_int_equal(count_of(text_string(&out), "\"ListItemNext\""), 1);
    text_free(&out);
    arena_free(arena);
}

static void measures_are_rounded(void **state)
{
    (void)state;
    struct page_setup const a4 = {210, 297, 30, 10, 20, 20};
    assert_int_equal(twips(25.4), 1440);
    assert_int_equal(twips(8), 454);
    assert_int_equal(half_points(10.5), 21);
    assert_int_equal(text_width_twips(&a4), 9638);
}

/* The tag of each cell of a table: "span", "start", "on" or "-". */
static void cells_of(const struct table *table, struct text *out)
{
    struct text xml = TEXT_EMPTY;
    struct document document;
    sample_base(&document);
    struct docx_writer writer = {.out = &xml, .document = &document, .width = 9638};
    table_write(&writer, table, false);
    for (const char *at = text_string(&xml); (at = strstr(at, "<w:t")) != NULL; at++) {
        if (strncmp(at, "<w:tr>", 6) == 0)
            text_add(out, "|");
        if (strncmp(at, "<w:tc>", 6) != 0)
            continue;
        const char *end = strstr(at, "</w:tcPr>");
        const char *span = strstr(at, "<w:gridSpan");
        const char *merge = strstr(at, "<w:vMerge");
        text_add(out, span && span < end ? "S" : "");
        text_add(out, merge && merge < end ? (merge[9] == '/' ? "v" : "V") : "");
        text_add(out, "-");
    }
    text_free(&xml);
}

static void merged_cells_fill_the_grid(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    static const double widths[] = {45, 45, 40, 40};
    struct row *third = sample_row(arena, sample_cell(arena, 3, 1, 1, "а", NULL), 0, NULL);
    struct row *second = sample_row(arena, NULL, 0, third);
    struct cell *block = sample_cell(arena, 1, 2, 3, "б", NULL);
    struct table const table = {.columns = 4,
                                .widths_mm = widths,
                                .head = sample_head(arena),
                                .body = sample_row(arena, block, 0, second)};
    cells_of(&table, &out);
    assert_string_equal(text_string(&out), "|S-V-V-|--v-v-|-SV--|-Sv--|-Sv--");
    text_free(&out);
    arena_free(arena);
}

static void para_equals(const char *style, unsigned flags, const char *wanted)
{
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct docx_writer writer = {.out = &out};
    struct format const format = {.style = style};
    paragraph_write(&writer, &format, para_from_text(arena, "а", flags));
    assert_non_null(strstr(text_string(&out), wanted));
    text_free(&out);
    arena_free(arena);
}

static void strong_text_is_bold_once(void **state)
{
    (void)state;
    para_equals(STYLE_TEXT, RUN_STRONG, "<w:r><w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr>");
    para_equals(STYLE_TITLE, RUN_STRONG, "</w:pPr><w:r><w:t>");
    para_equals(STYLE_TEXT, RUN_STRONG | RUN_DATA, "\"CaseData\"/><w:b/><w:bCs/></w:rPr>");
    para_equals(STYLE_TITLE, RUN_STRONG | RUN_DATA, "\"CaseData\"/></w:rPr>");
}

static void signatures_hold_the_last_two_paragraphs(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct docx_writer writer = {.out = &out};
    struct format const plain = {.style = "A"};
    struct format const kept = {.style = "B", .keep_next = true};
    paragraph_empty(&writer, &plain);
    paragraph_empty(&writer, &plain);
    paragraph_empty(&writer, &kept);
    paragraphs_keep(&writer, 2);
    assert_string_equal(text_string(&out),
                        "<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr></w:p>"
                        "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:keepNext/></w:pPr></w:p>"
                        "<w:p><w:pPr><w:pStyle w:val=\"B\"/><w:keepNext/></w:pPr></w:p>");
    text_free(&out);
    arena_free(arena);
}

static void a_kept_paragraph_holds_what_is_before(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct block text = {.kind = BLOCK_PARAGRAPH};
    struct block vote = {.kind = BLOCK_PARAGRAPH};
    text.as.paragraph.text = para_from_text(arena, "Решили.", 0);
    vote.as.paragraph =
        (struct paragraph){.text = para_from_text(arena, "Принято.", 0), .keeps_before = true};
    struct docx_writer writer = {.out = &out};
    text_block_write(&writer, &text.as.paragraph);
    text_block_write(&writer, &text.as.paragraph);
    text_block_write(&writer, &vote.as.paragraph);
    assert_int_equal(count_of(text_string(&out), "<w:keepNext/>"), 1);
    const char *kept = strstr(text_string(&out), "<w:keepNext/>");
    assert_true(strstr(kept, "Решили.") < strstr(kept, "Принято."));
    assert_null(strstr(strstr(kept, "Принято."), "Решили."));
    text_free(&out);
    arena_free(arena);
}

static void signatures_on(double height_mm, struct signer *signers, struct text *out)
{
    struct document document;
    struct signatures const signatures = {.signers = signers};
    sample_base(&document);
    struct docx_writer writer = {
        .out = out, .document = &document, .width = twips(170), .height_mm = height_mm};
    signatures_write(&writer, &signatures);
}

static void signatures_of(struct signer *signers, struct text *out)
{
    signatures_on(257, signers, out);
}

/* One table whose rows keep with the next, all but the last; the paper takes no more than asked. */
static void signers_are_one_whole(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct signer *teacher =
        sample_signer(arena, "b", "Ознакомлен:", "Учитель", NULL, "20__", NULL);
    signatures_of(sample_signer(arena, "a", NULL, "Директор", "Ю.Ю. Ли", "20__", teacher), &out);
    assert_int_equal(count_of(text_string(&out), "<w:tbl>"), 1);
    assert_int_equal(count_of(text_string(&out), "<w:tr>"), 4);
    assert_int_equal(count_of(text_string(&out), "SignatureDate\"/><w:keepNext/>"), 1);
    assert_int_equal(count_of(text_string(&out), "SignatureCaption\"/><w:keepNext/>"), 2);
    assert_int_equal(count_of(text_string(&out), "w:trHeight w:val=\"1644\""), 2); /* 29 mm */
    const char *lead = strstr(text_string(&out), "Ознакомлен:");
    assert_non_null(lead);
    assert_true(strstr(lead, "Учитель") < strstr(lead, "</w:tc>")); /* in one cell */
    text_free(&out);
    arena_free(arena);
}

/* Signers higher than a page part between them, never a place from what is under it. */
static void signers_higher_than_a_page_part(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct signer *bare = sample_signer(arena, "b", NULL, "Учитель", "Ю.Ю. Ли", NULL, NULL);
    bare->next = sample_signer(arena, "c", NULL, "Учитель", "Ю.Ю. Ли", "20__", NULL);
    bare->next->caption = para_from_text(arena, "(подпись)", 0);
    bare->caption = NULL;
    signatures_on(60, sample_signer(arena, "a", NULL, "Директор", "Ю.Ю. Ли", "20__", bare), &out);
    assert_int_equal(count_of(text_string(&out), "<w:keepNext/>"), 0);
    /* The styles of a place keep it with what is below; the one without is freed, all its cells. */
    assert_int_equal(count_of(text_string(&out), "<w:keepNext w:val=\"0\"/>"), 3);
    assert_int_equal(count_of(text_string(&out), "<w:tcBorders><w:bottom "), 1);
    assert_int_equal(count_of(text_string(&out), "<w:tcBorders><w:top "), 2);
    text_free(&out);
    arena_free(arena);
}

/* Words above a place whose signer has no position stand beside its rule. */
static void a_lead_needs_no_position(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    signatures_of(sample_signer(arena, "a", "Члены совета:", NULL, NULL, NULL, NULL), &out);
    assert_int_equal(count_of(text_string(&out), "SignaturePosition"), 1);
    text_free(&out);
    arena_free(arena);
}

/* Of a frame a title and a label go with what follows them, and nothing else. */
static void frames_are_no_chain(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct document document;
    struct text out = TEXT_EMPTY;
    struct block field = {.kind = BLOCK_FIELD};
    struct block frame = {.kind = BLOCK_FRAME};
    struct section section = {.first = &frame};
    sample_base(&document);
    section.page = (struct page_setup){.width = 210, .height = 297, .left = 30, .right = 10};
    document.first = &section;
    field.as.field.label = para_from_text(arena, "Рекомендации", 0);
    field.as.field.layout = FIELD_BELOW;
    field.as.field.lines = 4;
    frame.as.frame.blocks = &field;
    struct docx_job const job = {.document = &document, .numbering = numbering_new(&document.type)};
    document_write(&job, &out);
    assert_int_equal(count_of(text_string(&out), "<w:tr>"), 2);
    assert_int_equal(count_of(text_string(&out), "<w:cantSplit/>"), 1); /* the lines */
    const char *lines = strstr(text_string(&out), "<w:cantSplit/>");
    assert_non_null(lines);
    assert_true(strstr(text_string(&out), "Рекомендации") < lines);
    const char *first = strstr(lines, "<w:p>");
    assert_true(strstr(first, "<w:keepNext/>") > strstr(first, "</w:p>"));
    text_free(&out);
    numbering_free(job.numbering);
    arena_free(arena);
}

/* A date wider than the position goes on under the field; the caption stays in its middle. */
static void wide_dates_have_room(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    struct signer *signer = sample_signer(arena, "a", NULL, "Директор",
                                          "К.-А." NBSP "Константинопольскаяверхнеднепровская",
                                          "20 сентября 2026 года", NULL);
    signer->caption = para_from_text(arena, "(подпись)", 0);
    signatures_of(signer, &out);
    assert_int_equal(count_of(text_string(&out), "<w:gridCol "), 4);
    assert_int_equal(count_of(text_string(&out), "<w:gridSpan w:val=\"2\"/>"), 2);
    const char *caption = strstr(text_string(&out), "SignatureCaption");
    assert_non_null(caption);
    long right = 0;
    assert_int_equal(
        sscanf(caption, "SignatureCaption\"/><w:ind w:left=\"0\" w:right=\"%ld", &right), 1);
    assert_true(right > 0);
    text_free(&out);
    arena_free(arena);
}

static void long_names_leave_the_position_room(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    signatures_of(sample_signer(arena, "a", NULL, "Директор",
                                "К.-А." NBSP "Константинопольскаяверхнеднепровская", "20__", NULL),
                  &out);
    char column[40];
    snprintf(column, sizeof column, "<w:tblGrid><w:gridCol w:w=\"%ld\"/>", twips(40 + 3));
    assert_non_null(strstr(text_string(&out), column));
    /* At its hyphen a name may part, so the position gets more. */
    text_clear(&out);
    signatures_of(sample_signer(arena, "a", NULL, "Директор",
                                "К.-А." NBSP "Константинопольская-Верхнеднепровская", "20__", NULL),
                  &out);
    assert_null(strstr(text_string(&out), column));
    text_free(&out);
    arena_free(arena);
}

static void mark_of(struct arena *arena, const char *second, struct text *out)
{
    struct document document;
    struct mark mark = {.lines = sample_para(arena, "ПРОЕКТ", 0), .width_mm = 40};
    sample_base(&document);
    struct docx_writer writer = {.out = out, .document = &document, .width = twips(170)};
    mark.lines->next = sample_para(arena, second, 0);
    text_clear(out);
    mark_write(&writer, &mark);
}

static void a_mark_of_one_line_is_flush_right(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text out = TEXT_EMPTY;
    mark_of(arena, NULL, &out);
    assert_non_null(strstr(text_string(&out), "<w:jc w:val=\"right\"/>"));
    mark_of(arena, "к протоколу", &out);
    assert_null(strstr(text_string(&out), "<w:jc"));
    text_free(&out);
    arena_free(arena);
}

static const struct docx_options options = {.version = "0.0.0", .case_hash = "abc"};

static void write_with(struct docx_kit *kit, const struct document *document, struct text *out)
{
    struct diags *diags = diags_new();
    text_clear(out);
    assert_int_equal(docx_write(kit, document, &options, out, NULL, diags), 0);
    assert_int_equal(diags_count(diags), 0);
    diags_free(diags);
}

static void bytes_are_the_same_whatever_was_before(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text first = TEXT_EMPTY;
    struct text other = TEXT_EMPTY;
    struct text second = TEXT_EMPTY;
    const struct document *document = sample_document(arena);
    struct document another = *document;
    struct section section = *document->first;
    struct docx_kit *kit = docx_kit_new();
    another.type.body_pt = 13;
    another.lang = "tt-RU";
    another.running_mark = "Проект";
    another.first = &section;
    section.next = NULL;
    section.first = NULL;
    write_with(kit, document, &first);
    write_with(kit, &another, &other);
    write_with(kit, document, &second);
    assert_true(first.len > 4000 && first.len == second.len);
    assert_memory_equal(first.data, second.data, first.len);
    docx_kit_free(kit);
    kit = docx_kit_new();
    write_with(kit, &another, &second);
    assert_int_equal(other.len, second.len);
    assert_memory_equal(other.data, second.data, other.len);
    docx_kit_free(kit);
    text_free(&first);
    text_free(&other);
    text_free(&second);
    arena_free(arena);
}

static void part_twice_is_an_error(void **state)
{
    (void)state;
    struct part parts[] = {{.name = "a.xml"}, {.name = "a.xml"}};
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    struct diags *diags = diags_new();
    struct text out = TEXT_EMPTY;
    text_add(&parts[0].data, "<a/>");
    text_add(&parts[1].data, "<b/>");
    part_pack(deflater, &parts[0]);
    part_pack(deflater, &parts[1]);
    assert_int_equal(package_write(parts, 2, &out, diags), -1);
    assert_int_equal(diags_count(diags), 1);
    assert_string_equal(diags_get(diags, 0)->code, "E401");
    assert_int_equal(out.len, 0);
    part_free(&parts[0]);
    part_free(&parts[1]);
    deflater_free(deflater);
    text_free(&out);
    diags_free(diags);
}

/* The headers for first pages that the sections of a document ask for. */
static void first_headers(const struct document *document, const char *first, const char *second)
{
    struct text out = TEXT_EMPTY;
    document_write(&(struct docx_job){.document = document}, &out);
    const char *at = text_string(&out);
    const char *wanted[] = {first, second};
    for (int i = 0; i < 2; i++) {
        at = strstr(at, "w:headerReference w:type=\"first\" r:id=\"");
        assert_non_null(at);
        at += strlen("w:headerReference w:type=\"first\" r:id=\"");
        assert_memory_equal(at, wanted[i], strlen(wanted[i]));
        assert_int_equal(at[strlen(wanted[i])], '"');
    }
    text_free(&out);
}

static void headers_follow_the_numbering(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct document document;
    sample_base(&document);
    document.first = sample_section(arena);
    document.first->next = sample_section(arena);
    first_headers(&document, RELATION_HEADER_FIRST, RELATION_HEADER_FIRST);
    document.first->next->restart_pages = false;
    first_headers(&document, RELATION_HEADER_FIRST, RELATION_HEADER);
    document.running_mark = "ПРОЕКТ";
    first_headers(&document, RELATION_HEADER_FIRST, RELATION_HEADER_NUMBER);
    arena_free(arena);
}

static void unknown_properties_are_left_out(void **state)
{
    (void)state;
    struct document document;
    struct text out = TEXT_EMPTY;
    sample_base(&document);
    document.author = "";
    document.date = NULL;
    document.case_id = NULL;
    core_properties_write(&(struct docx_job){.document = &document}, &out);
    assert_null(strstr(text_string(&out), "creator"));
    assert_null(strstr(text_string(&out), "dcterms:created"));
    assert_null(strstr(text_string(&out), "identifier"));
    assert_non_null(strstr(text_string(&out), "<dc:language>ru-RU</dc:language>"));
    text_free(&out);
}

static void verify_finds_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct text out = TEXT_EMPTY;
    struct verify_facts facts;
    struct docx_kit *kit = docx_kit_new();
    assert_int_equal(docx_write(kit, sample_document(arena), &options, &out, NULL, diags), 0);
    docx_kit_free(kit);
    assert_true(verify_file(NULL, out.data, out.len, "sample.docx", arena, &facts, diags));
    assert_int_equal(diags_count(diags), 0);
    assert_int_equal(facts.state, VERIFY_UNCHANGED);
    assert_string_equal(facts.case_id, "2026-014");
    assert_string_equal(facts.form, "5.4");
    assert_string_equal(facts.version, "Formulyar 0.0.0");
    text_free(&out);
    diags_free(diags);
    arena_free(arena);
}

static int write_file(const char *folder, const char *name, struct text *data)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int const status = file_write(path, data->data, data->len);
    text_clear(data);
    return status;
}

static int write_sample(const char *folder, const char *name, const struct document *document)
{
    struct text out = TEXT_EMPTY;
    struct diags *diags = diags_new();
    char file[64];
    struct docx_kit *kit = docx_kit_new();
    int status = docx_write(kit, document, &options, &out, NULL, diags);
    docx_kit_free(kit);
    snprintf(file, sizeof file, "%s.docx", name);
    status |= write_file(folder, file, &out);
    document_plain_text(document, &out);
    snprintf(file, sizeof file, "%s.txt", name);
    status |= write_file(folder, file, &out);
    text_free(&out);
    diags_free(diags);
    return status;
}

static int write_samples(const char *folder)
{
    struct arena *arena = arena_new();
    int status = write_sample(folder, "every-block", sample_document(arena));
    status |= write_sample(folder, "long-table", sample_long(arena));
    status |= write_sample(folder, "charts", sample_charts(arena));
    arena_free(arena);
    return status != 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_become_runs),
        cmocka_unit_test(names_are_balanced),
        cmocka_unit_test(several_values_hang),
        cmocka_unit_test(measures_are_rounded),
        cmocka_unit_test(merged_cells_fill_the_grid),
        cmocka_unit_test(strong_text_is_bold_once),
        cmocka_unit_test(signatures_hold_the_last_two_paragraphs),
        cmocka_unit_test(a_kept_paragraph_holds_what_is_before),
        cmocka_unit_test(signers_are_one_whole),
        cmocka_unit_test(signers_higher_than_a_page_part),
        cmocka_unit_test(a_lead_needs_no_position),
        cmocka_unit_test(frames_are_no_chain),
        cmocka_unit_test(wide_dates_have_room),
        cmocka_unit_test(long_names_leave_the_position_room),
        cmocka_unit_test(a_mark_of_one_line_is_flush_right),
        cmocka_unit_test(bytes_are_the_same_whatever_was_before),
        cmocka_unit_test(part_twice_is_an_error),
        cmocka_unit_test(headers_follow_the_numbering),
        cmocka_unit_test(unknown_properties_are_left_out),
        cmocka_unit_test(verify_finds_nothing),
    };
    if (argc > 1)
        return write_samples(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
