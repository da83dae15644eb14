/*
 * test_mark.c - marks in a copy of a workbook: what changes, and that nothing else does.
 */
#include "table/mark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "made.h"
#include "package/unpack.h"

#define SPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define LINKS(items)                                                                               \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" items   \
    "</Relationships>"
#define LINK(id, type, target)                                                                     \
    "<Relationship Id='" id "' Type='" RELATIONS "/" type "' Target='" target "'/>"
#define TYPES(items)                                                                               \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>" items "</Types>"
#define BOOK                                                                                       \
    "<workbook xmlns='" SPACE "' xmlns:r='" RELATIONS                                              \
    "'><sheets><sheet name='Дела' r:id='r1'/></sheets></workbook>"
#define STYLES                                                                                     \
    "<styleSheet xmlns='" SPACE                                                                    \
    "'><fills count='2'><fill/><fill/></fills><cellStyleXfs><xf fillId='9'/></cellStyleXfs>"       \
    "<cellXfs count='3'><xf numFmtId='0'/><xf numFmtId='14' fillId='1' borderId='4'><alignment wrapText='1'/></xf><xf numFmtId='49'/></cellXfs></styleSheet>"

static const struct made_part plain[] = {
    {"[Content_Types].xml", TYPES("<Default Extension='xml' ContentType='application/xml'/>")},
    {"_rels/.rels", LINKS(LINK("a", "officeDocument", "xl/workbook.xml"))},
    {"xl/workbook.xml", BOOK},
    {"xl/_rels/workbook.xml.rels",
     LINKS(LINK("r1", "worksheet", "worksheets/s.xml") LINK("r2", "styles", "styles.xml"))},
    {"xl/styles.xml", STYLES},
    {"xl/worksheets/s.xml", NULL},
    {"docProps/app.xml", "<a>  untouched </a>"},
    {NULL, NULL}};

struct marked {
    struct arena *arena;
    struct text file;
    struct package package;
};

/* Marks a workbook of these parts, whose sheet is given apart; the package is read back. */
static struct marked mark(const struct made_part *list, const char *sheet,
                          const struct table_mark *marks, size_t count)
{
    enum { MOST = 20 };
    struct made_part parts[MOST] = {{NULL, NULL}};
    struct marked marked = {.arena = arena_new()};
    struct text file = TEXT_EMPTY;
    struct diags *diags = diags_new();
    struct budget budget;
    for (size_t i = 0; list[i].name; i++)
        parts[i] = (struct made_part){list[i].name, list[i].content ? list[i].content : sheet};
    made_pack(parts, &file);
    assert_true(
        table_mark(file.data, file.len, "t.xlsx", marks, count, "Формуляр", &marked.file, diags));
    assert_int_equal(diags_count(diags), 0);
    budget_start(&budget, marked.file.len);
    assert_int_equal(
        package_read(marked.file.data, marked.file.len, &budget, marked.arena, &marked.package),
        PACKAGE_FINE);
    text_free(&file);
    diags_free(diags);
    return marked;
}

static void end(struct marked *marked)
{
    text_free(&marked->file);
    arena_free(marked->arena);
}

static const char *part(const struct marked *marked, const char *name)
{
    const struct package_part *found = package_find(&marked->package, name);
    assert_non_null(found);
    return found->bytes;
}

static void holds(const struct marked *marked, const char *name, const char *what)
{
    if (!strstr(part(marked, name), what))
        fail_msg("%s lacks %s: %s", name, what, part(marked, name));
}

#define SHEET(rows) "<worksheet xmlns='" SPACE "'>" rows "</worksheet>"

static void cells_are_coloured(void **state)
{
    (void)state;
    static const struct table_mark marks[] = {
        {.sheet = "Дела", .row = 2, .column = 2, .text = "нет <&> такого"},
        {.sheet = "дела", .row = 2, .column = 2, .text = "и ещё", .is_warning = true},
        {.sheet = "Дела", .row = 2, .column = 2, .text = "и ещё", .is_warning = true}, /* once */
        {.sheet = "Дела", .row = 2, .column = 4, .text = "заполните", .is_warning = true},
        {.sheet = "Дела", .row = 7, .column = 0, .text = "строка"},
        {.sheet = "Дела", .row = 4, .column = 3, .text = "x"},
        {.sheet = "Дела", .row = 5, .column = 1, .text = "x"},
        {.sheet = "Нет", .row = 1, .column = 1, .text = "x"}};
    struct marked marked = mark(
        plain,
        SHEET(
            "<cols><col min='3' max='4' style='2'/></cols>"
            "<sheetData><row r='1'><c r='A1'><v>1</v></c></row><row r='2' spans='1:2'><c r='A2' t='n'><v>1</v></c>"
            "<c r=\"B2\" s=\"1\"><v>45915</v></c></row><row r='4' s='1' customFormat='1'/><row r='7'><c r='C7'><v>1</v></c></row></sheetData><pageMargins/><extLst/>"),
        marks, sizeof marks / sizeof *marks);
    assert_string_equal(
        part(&marked, "xl/worksheets/s.xml"),
        SHEET(
            "<cols><col min='3' max='4' style='2'/></cols>"
            "<sheetData><row r='1'><c r='A1'><v>1</v></c></row><row r=\"2\"><c r='A2' t='n'><v>1</v></c>"
            "<c r=\"B2\" s=\"3\"><v>45915</v></c><c r=\"D2\" s=\"4\"/></row><row s='1' customFormat='1' r=\"4\"><c r=\"C4\" s=\"3\"/></row>"
            "<row r=\"5\"><c r=\"A5\" s=\"5\"/></row><row r='7'><c r=\"C7\" s=\"5\"><v>1</v></c></row></sheetData><pageMargins/>"
            "<legacyDrawing xmlns:r=\"" RELATIONS "\" r:id=\"rIdFormulyar2\"/><extLst/>"));
    holds(
        &marked, "xl/styles.xml",
        "<fills count=\"4\"><fill/><fill/><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFC7CE\"/>");
    holds(&marked, "xl/styles.xml", "<cellXfs count=\"6\"><xf numFmtId='0'/>");
    holds(
        &marked, "xl/styles.xml",
        "<xf numFmtId='49'/><xf numFmtId='14' borderId='4' fillId=\"2\" applyFill=\"1\"><alignment wrapText='1'/></xf>"
        "<xf numFmtId='49' fillId=\"3\" applyFill=\"1\"/><xf numFmtId='0' fillId=\"2\" applyFill=\"1\"/></cellXfs>");
    holds(
        &marked, "xl/comments1.xml",
        "<comment ref=\"B2\" authorId=\"0\"><text><r><t>нет &lt;&amp;&gt; такого\nи ещё</t></r></text></comment>");
    holds(&marked, "xl/drawings/vmlDrawing1.vml", "<x:Row>6</x:Row><x:Column>2</x:Column>");
    holds(&marked, "[Content_Types].xml", "<Default Extension=\"vml\"");
    holds(&marked, "[Content_Types].xml", "<Override PartName=\"/xl/comments1.xml\"");
    assert_string_equal(part(&marked, "docProps/app.xml"), "<a>  untouched </a>");
    assert_string_equal(part(&marked, "xl/workbook.xml"), BOOK);
    end(&marked);
}

static void a_mark_stays_in_its_row(void **state)
{
    (void)state;
    static const struct table_mark marks[] = {
        {.sheet = "Дела", .row = 4, .column = 3, .text = "x"},
        {.sheet = "Дела", .row = 5, .column = 3, .text = "y"}};
    struct marked marked = mark(plain, SHEET("<sheetData/>"), marks, sizeof marks / sizeof *marks);
    holds(&marked, "xl/comments1.xml",
          "<comment ref=\"C4\" authorId=\"0\"><text><r><t>x</t></r></text></comment>");
    holds(&marked, "xl/comments1.xml",
          "<comment ref=\"C5\" authorId=\"0\"><text><r><t>y</t></r></text></comment>");
    end(&marked);
}

/* Places that are left out, prefixes, elements that are written shut. */
static void unusual_sheets_are_marked(void **state)
{
    (void)state;
    static const struct table_mark marks[] = {
        {.sheet = "Дела", .row = 1, .column = 2, .text = "x"},
        {.sheet = "Дела", .row = 2, .column = 1, .text = "y"}};
    struct marked marked =
        mark(plain, "<x:worksheet xmlns:x='" SPACE "'><!-- <c/> --><x:sheetData/></x:worksheet>",
             marks, 2);
    assert_string_equal(part(&marked, "xl/worksheets/s.xml"),
                        "<x:worksheet xmlns:x='" SPACE
                        "'><!-- <c/> --><x:sheetData><x:row r=\"1\"><x:c r=\"B1\" s=\"3\"/></x:row>"
                        "<x:row r=\"2\"><x:c r=\"A2\" s=\"3\"/></x:row></x:sheetData>"
                        "<x:legacyDrawing xmlns:r=\"" RELATIONS
                        "\" r:id=\"rIdFormulyar2\"/></x:worksheet>");
    end(&marked);
    static const struct table_mark before[] = {
        {.sheet = "Дела", .row = 1, .column = 1, .text = "x"},
        {.sheet = "Дела", .row = 3, .column = 2, .text = "y"}};
    marked = mark(
        plain,
        SHEET(
            "<sheetData><row r='2'><c><v>1</v></c></row><row><c r='C3'><v>2</v></c><c><v>3</v></c></row><row><c/></row></sheetData>"),
        before, 2);
    assert_string_equal(
        part(&marked, "xl/worksheets/s.xml"),
        SHEET(
            "<sheetData><row r=\"1\"><c r=\"A1\" s=\"3\"/></row><row r='2'><c><v>1</v></c></row>"
            "<row r=\"3\"><c r=\"B3\" s=\"3\"/><c r=\"C3\" s=\"0\"><v>2</v></c><c r=\"D3\" s=\"0\"><v>3</v></c></row><row r=\"4\"><c/></row></sheetData>"
            "<legacyDrawing xmlns:r=\"" RELATIONS "\" r:id=\"rIdFormulyar2\"/>"));
    end(&marked);
}

static void comments_that_are_there_stay(void **state)
{
    (void)state;
    static const struct made_part commented[] = {
        {"[Content_Types].xml", TYPES("<Default Extension='VML' ContentType='x'/>")},
        {"_rels/.rels", LINKS(LINK("a", "officeDocument", "xl/workbook.xml"))},
        {"xl/workbook.xml", BOOK},
        {"xl/_rels/workbook.xml.rels", LINKS(LINK("r1", "worksheet", "s.xml"))},
        {"xl/s.xml", NULL},
        {"xl/_rels/s.xml.rels",
         LINKS(LINK("c", "comments", "c.xml") LINK("v", "vmlDrawing", "v.vml"))},
        {"xl/c.xml",
         "<comments xmlns='" SPACE "'><authors><author>Завуч</author></authors><commentList>"
         "<comment ref='A1' authorId='0'><text><t>моё</t></text></comment></commentList></comments>"},
        {"xl/v.vml",
         "<xml xmlns:v='v'><v:shapetype id=\"_x0000_t202\"/><v:shape id='_x0000_s1030'><br></v:shape></xml>"},
        {NULL, NULL}};
    static const struct table_mark marks[] = {
        {.sheet = "Дела", .row = 1, .column = 1, .text = "наше"},
        {.sheet = "Дела", .row = 1, .column = 2, .text = "новое"}};
    struct marked marked =
        mark(commented,
             SHEET("<sheetData><row><c/></row></sheetData><legacyDrawing xmlns:r='" RELATIONS
                   "' r:id='v'/>"),
             marks, 2);
    assert_string_equal(
        part(&marked, "xl/c.xml"),
        "<comments xmlns='" SPACE
        "'><authors><author>Завуч</author><author>Формуляр</author></authors><commentList>"
        "<comment ref='A1' authorId='0'><text><t>моё</t><r><t xml:space=\"preserve\">\nнаше</t></r></text></comment>"
        "<comment ref=\"B1\" authorId=\"1\"><text><r><t>новое</t></r></text></comment></commentList></comments>");
    holds(
        &marked, "xl/v.vml",
        "<xml xmlns:v='v'><v:shapetype id=\"_x0000_t202\"/><v:shape id='_x0000_s1030'><br></v:shape><v:shape ");
    holds(&marked, "xl/v.vml", "id=\"_x0000_s1031\"");
    assert_null(strstr(part(&marked, "xl/v.vml"), "<x:Row>0</x:Row><x:Column>0</x:Column>"));
    /* Marked once more it says the same. */
    struct text again = TEXT_EMPTY;
    struct diags *diags = diags_new();
    assert_true(table_mark(marked.file.data, marked.file.len, "t.xlsx", marks, 2, "Формуляр",
                           &again, diags));
    struct budget budget;
    struct package package;
    budget_start(&budget, again.len);
    assert_int_equal(package_read(again.data, again.len, &budget, marked.arena, &package),
                     PACKAGE_FINE);
    const char *comments = package_find(&package, "xl/c.xml")->bytes;
    const char *ours = strstr(comments, "наше");
    assert_non_null(ours);
    assert_null(strstr(ours + 1, "наше"));
    text_free(&again);
    diags_free(diags);
    /* Without styles of its own the book gets some. */
    holds(
        &marked, "xl/styles1.xml",
        "<cellXfs count=\"2\"><xf xfId=\"0\"/><xf xfId=\"0\" fillId=\"2\" applyFill=\"1\"/></cellXfs>");
    holds(&marked, "xl/_rels/workbook.xml.rels", "Target=\"/xl/styles1.xml\"");
    end(&marked);
}

static void refuses(const void *bytes, size_t size, const char *code)
{
    struct diags *diags = diags_new();
    struct text out = TEXT_EMPTY;
    static const struct table_mark one = {.sheet = "Дела", .row = 1, .column = 1, .text = "x"};
    text_add(&out, "before");
    assert_false(table_mark(bytes, size, "t", &one, 1, "Ф", &out, diags));
    assert_int_equal(diags_count(diags), 1);
    assert_string_equal(diags_get(diags, 0)->code, code);
    assert_string_equal(text_string(&out), "before");
    text_free(&out);
    diags_free(diags);
}

/* The plain workbook with another part of styles and another sheet. */
static void refuses_parts(const char *styles, const char *sheet)
{
    struct text file = TEXT_EMPTY;
    struct made_part const parts[] = {plain[0],
                                      plain[1],
                                      plain[2],
                                      plain[3],
                                      {"xl/styles.xml", styles},
                                      {"xl/worksheets/s.xml", sheet},
                                      {NULL, NULL}};
    made_pack(parts, &file);
    refuses(file.data, file.len, "E831");
    text_free(&file);
}

static void others_are_refused(void **state)
{
    (void)state;
    refuses("a;b\n", 4, "E830");
    refuses("PK\3\4", 4, "E809");
    refuses_parts("<styleSheet xmlns='" SPACE "'><cellXfs><xf/></cellXfs></styleSheet>",
                  SHEET("<sheetData/>"));
    /* a cell that names another row: whose the next one is, nobody can tell */
    refuses_parts(
        STYLES,
        SHEET("<sheetData><row r='2'><c r='A1'><v>1</v></c><c><v>2</v></c></row></sheetData>"));
    /* a style that is not there yet: one of ours would become it */
    refuses_parts(
        STYLES,
        SHEET("<sheetData><row r='1'><c r='A1'/><c r='B1' s='3'><v>1</v></c></row></sheetData>"));
}

static void copies_are_called_after_the_workbook(void **state)
{
    (void)state;
    static const struct {
        const char *name, *copy;
        enum language language;
    } names[] = {{"дела.xlsx", "дела-замечания.xlsx", LANGUAGE_RU},
                 {"дела.xlsx", "дела-marked.xlsx", LANGUAGE_EN},
                 {"2026.v2/дела.05.xlsx", "2026.v2/дела.05-marked.xlsx", LANGUAGE_EN},
                 {"2026.v2/дела", "2026.v2/дела-marked.xlsx", LANGUAGE_EN},
                 {"дела", "дела-marked.xlsx", LANGUAGE_EN}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(table_marked_name(names[i].name, names[i].language, arena),
                            names[i].copy);
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_stays_in_its_row),
        cmocka_unit_test(cells_are_coloured),
        cmocka_unit_test(unusual_sheets_are_marked),
        cmocka_unit_test(comments_that_are_there_stay),
        cmocka_unit_test(others_are_refused),
        cmocka_unit_test(copies_are_called_after_the_workbook),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
