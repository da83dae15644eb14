/*
 * test_xlsx.c - cells of Excel files, in all the ways that programs write them.
 */
#include "table/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "made.h"

#define SPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT_SPACE "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_RELATIONS "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define TYPES "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
#define LINKS(items)                                                                               \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" items   \
    "</Relationships>"
#define LINK(id, type, target)                                                                     \
    "<Relationship Id='" id "' Type='" RELATIONS "/" type "' Target='" target "'/>"
#define BOOK(before, sheets)                                                                       \
    "<workbook xmlns='" SPACE "' xmlns:r='" RELATIONS "'>" before "<sheets>" sheets                \
    "</sheets></workbook>"
#define SHEET(rows) "<worksheet xmlns='" SPACE "'><sheetData>" rows "</sheetData></worksheet>"
#define STRINGS(items) "<sst xmlns='" SPACE "'>" items "</sst>"
#define STYLES(codes, formats)                                                                     \
    "<styleSheet xmlns='" SPACE "'><numFmts>" codes "</numFmts><cellStyleXfs><xf numFmtId='14'/>"  \
    "</cellStyleXfs><cellXfs>" formats                                                             \
    "</cellXfs><cellStyles><cellStyle/></cellStyles></styleSheet>"

/* A book of one sheet, with strings and styles. */
static void reads(const char *book, const char *sheet, const char *strings, const char *styles,
                  const char *wanted)
{
    struct made_part const parts[] = {
        {"[Content_Types].xml", TYPES},
        {"_rels/.rels", LINKS(LINK("a", "officeDocument", "xl/workbook.xml"))},
        {"xl/workbook.xml", book},
        {"xl/_rels/workbook.xml.rels", LINKS(LINK("r1", "worksheet", "worksheets/sheet1.xml")
                                                 LINK("r2", "sharedStrings", "sharedStrings.xml")
                                                     LINK("r3", "styles", "styles.xml"))},
        {"xl/sharedStrings.xml", strings},
        {"xl/styles.xml", styles},
        {"xl/worksheets/sheet1.xml", sheet},
        {NULL, NULL}};
    made_parts_say(parts, wanted);
}

static void sheet_reads(const char *rows, const char *wanted)
{
    struct text sheet = TEXT_EMPTY, lines = TEXT_EMPTY;
    text_format(&sheet, "<worksheet xmlns='%s'>%s</worksheet>", SPACE, rows);
    text_format(&lines, "%s%s", *wanted == 'E' && wanted[1] == '8' ? "" : "# Дела\n", wanted);
    reads(BOOK("", "<sheet name='Дела' sheetId='1' r:id='r1'/>"), text_string(&sheet),
          STRINGS("<si><t>Петрова</t></si>"
                  "<si><r><t>Ан</t></r><r><rPr><b/></rPr><t xml:space='preserve'>на </t></r>"
                  "<rPh sb='0' eb='1'><t>ан-на</t></rPh></si><si/>"),
          STYLES("<numFmt numFmtId='164' formatCode='[$-419]d\\ mmmm\\ yyyy&quot; г.&quot;;@'/>"
                 "<numFmt numFmtId='165' formatCode='000'/>"
                 "<numFmt numFmtId='166' formatCode='[h]:mm'/>"
                 "<numFmt numFmtId='167' formatCode='#,##0.00\\ [$руб.-419];[Red]-0'/>"
                 "<numFmt numFmtId='168' formatCode='dd.mm.yyyy\\ hh:mm'/>",
                 "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/>"
                 "<xf numFmtId='166'/><xf numFmtId='167'/><xf numFmtId='168'/><xf numFmtId='20'/>"),
          text_string(&lines));
    text_free(&sheet);
    text_free(&lines);
}

static void values_are_of_their_kind(void **state)
{
    (void)state;
    sheet_reads(
        "<sheetData><row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c>"
        "<c r='C2' t='s'><v>2</v></c><c r='D2' t='inlineStr'><is><r><t>до</t></r><r><t>ма</t></r>"
        "<rPh><t>х</t></rPh></is></c><c r='E2' t='b'><v>1</v></c><c r='F2' t='b'><v>0</v></c>"
        "<c r='G2' t='e'><v>#N/A</v></c><c r='H2' t='str'><f>A2&amp;1</f><v>Петрова1</v></c>"
        "<c r='I2'><f>1+1</f></c><c r='J2'><f>1+1</f><v>2</v></c><c r='K2' s='1'/>"
        "<c r='L2' t='d'><v>2025-09-15T10:30:00</v></c><c r='M2' t='str'><v> &lt; </v></c></row></sheetData>",
        "A2 text Петрова\nB2 text Анна \nD2 text дома\nE2 boolean TRUE\nF2 boolean FALSE\n"
        "G2 error #N/A\nH2 text= Петрова1\nI2 empty= \nJ2 number= 2\n"
        "L2 date 2025-09-15T10:30\nM2 text  < \n");
}

static void styles_make_dates(void **state)
{
    (void)state;
    sheet_reads(
        "<sheetData><row r='1'><c r='A1' s='1'><v>45915</v></c><c r='B1' s='2'><v>45915.0</v></c>"
        "<c r='C1' s='3'><v>7</v></c><c r='D1' s='4'><v>1.15</v></c><c r='E1' s='5'><v>45915.5</v></c>"
        "<c r='F1' s='6'><v>45915.4375</v></c><c r='G1' s='7'><v>45915.375</v></c>"
        "<c r='H1' s='1'><v>-1</v></c><c r='I1' s='1'><v>2958466</v></c><c r='J1' s='99'><v>1</v></c>"
        "<c r='K1' s='1'><v>1</v></c><c r='L1' s='1'><v>60</v></c><c r='M1' s='1'><v>61</v></c>"
        "<c r='N1' s='3'><v>0</v></c><c r='O1' s='3'><v>12345</v></c></row></sheetData>",
        "A1 date 2025-09-15\nB1 date 2025-09-15\nC1 number 007\nD1 time 27:36\n"
        "E1 number 45915.5\nF1 date 2025-09-15T10:30\nG1 time 9:00\nH1 number -1\n"
        "I1 number 2958466\nJ1 number 1\nK1 date 1900-01-01\nL1 date 1900-02-29\n"
        "M1 date 1900-03-01\nN1 number 000\nO1 number 12345\n");
    reads(BOOK("<workbookPr date1904='true'/>", "<sheet name='x' r:id='r1'/>"),
          SHEET("<row r='1'><c s='0'><v>0</v></c><c s='0'><v>44453</v></c></row>"), STRINGS(""),
          STYLES("", "<xf numFmtId='14'/>"), "# x\nA1 date 1904-01-01\nB1 date 2025-09-15\n");
}

static void places_may_be_left_out(void **state)
{
    (void)state;
    sheet_reads(
        "<sheetData><row><c><v>1</v></c><c/><c r='E1'><v>2</v></c><c><v>3</v></c></row>"
        "<row/><row><c><v>4</v></c></row><row r='9' hidden='1'><c r='B9'><v>5</v></c></row></sheetData>",
        "A1 number 1\nE1 number 2\nF1 number 3\nA3 number 4\n-B9 number 5\n");
    /* In any order; of two in one place the latter. */
    sheet_reads(
        "<sheetData><row r='5'><c r='C5'><v>1</v></c><c r='A5'><v>2</v></c><c r='C5'><v>3</v></c></row>"
        "<row r='2'><c r='A2'><v>4</v></c></row><row r='5'><c r='B5'><v>5</v></c><c r='A5'><v>6</v></c></row></sheetData>",
        "A2 number 4\nA5 number 6\nB5 number 5\nC5 number 3\n");
    sheet_reads("<sheetData><row r='1'><c r='A4'><v>1</v></c></row></sheetData>", "A4 number 1\n");
}

static void merged_cells_say_what_is_seen(void **state)
{
    (void)state;
    sheet_reads(
        "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='C1'><v>3</v></c></row>"
        "<row r='2'><c r='B2'><v>4</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='D4'/></mergeCells>",
        "merged A1:B2\nA1 number 1\nC1 number 3\n");
    sheet_reads("<sheetData/><mergeCells><mergeCell ref='B2:A1'/></mergeCells>", "E810\n");
}

static void texts_keep_what_was_typed(void **state)
{
    (void)state;
    sheet_reads(
        "<sheetData><row r='1'><c t='inlineStr'><is><t>раз_x000D_\nдва&#13;&#10;три</t></is></c>"
        "<c t='inlineStr'><is><t xml:space='preserve'>  x </t></is></c>"
        "<c t='inlineStr'><is><t>_x005F_x000D_</t></is></c><c t='inlineStr'><is><t>_x00_ _xD83D_</t></is></c>"
        "<c t='inlineStr'><is><t>a_x0007_b&#x85;c&#xFEFF;d</t></is></c></row></sheetData>",
        "A1 text раз|два|три\nB1 text   x \nC1 text _x000D_\nD1 text _x00_ _xD83D_\n"
        "E1 text abcd\n");
}

static void numbers_are_short(void **state)
{
    (void)state;
    sheet_reads(
        "<sheetData><row r='1'><c><v>0.30000000000000004</v></c><c><v>2025</v></c><c><v>1E3</v></c>"
        "<c><v>1.5e-7</v></c><c><v>-0</v></c><c><v>79161234567</v></c><c><v>9.9999999999999999</v></c>"
        "<c><v>1e40</v></c><c><v>0.00000000000125</v></c><c><v> 3.50 </v></c><c><v>+4</v></c></row></sheetData>",
        "A1 number 0.3\nB1 number 2025\nC1 number 1000\nD1 number 0.00000015\nE1 number 0\n"
        "F1 number 79161234567\nG1 number 10\nH1 number 1E+40\nI1 number 1.25E-12\n"
        "J1 number 3.5\nK1 number 4\n");
}

static void strict_and_other_names_are_read(void **state)
{
    (void)state;
    struct made_part const parts[] = {
        {"[Content_Types].xml", TYPES},
        {"_rels/.rels", LINKS("<Relationship Id='a' Type='" STRICT_RELATIONS
                              "/officeDocument' Target='/Book/B%20k.xml'/>")},
        {"book\\b k.xml",
         "<?xml version='1.0'?><x:workbook xmlns:x='" STRICT_SPACE "' xmlns:r='" STRICT_RELATIONS
         "'><x:sheets>"
         "<x:sheet name='Раз' r:id='s2' state='visible'/><x:sheet name='График' r:id='s3'/>"
         "<x:sheet name='Два &amp; три' r:id='s1' state='veryHidden'/></x:sheets></x:workbook>"},
        {"Book/_rels/B k.xml.rels",
         LINKS(
             "<Relationship Id='s1' Type='" STRICT_RELATIONS
             "/worksheet' Target='../Other/./1.xml'/>"
             "<Relationship Id='s2' Type='" STRICT_RELATIONS "/worksheet' Target='s.xml'/>"
             "<Relationship Id='s3' Type='" STRICT_RELATIONS "/chartsheet' Target='c.xml'/>"
             "<Relationship Id='t' Type='" STRICT_RELATIONS
             "/sharedStrings' Target='SharedStrings.xml'/>"
             "<Relationship Id='m' Type='http://schemas.microsoft.com/office/2006/relationships/vbaProject' Target='vbaProject.bin'/>"
             "<Relationship Id='e' Type='" STRICT_RELATIONS
             "/externalLink' TargetMode='External' Target='http://x.invalid/'/>")},
        {"Book/s.xml", "<worksheet xmlns='" STRICT_SPACE
                       "'><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>"},
        {"Other/1.xml", SHEET("<row><c><v>2</v></c></row>")},
        {"Book/sharedStrings.XML", STRINGS("<si><t>да</t></si>")},
        {"Book/vbaProject.bin", "\x01"},
        {NULL, NULL}};
    made_parts_say(parts, "W800\n# Раз\nA1 text да\n# Два & три hidden\nA1 number 2\n");
}

static void faults_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *code;
    } bad[] = {
        {"<sheetData><row r='1'><c t='s'><v>3</v></c></row></sheetData>", "E810\n"},
        {"<sheetData><row r='1'><c t='s'><v>-1</v></c></row></sheetData>", "E810\n"},
        {"<sheetData><row r='1'><c><v>семь</v></c></row></sheetData>", "E810\n"},
        {"<sheetData><row r='1'><c r='XFE1'><v>1</v></c></row></sheetData>", "E810\n"},
        {"<sheetData><row r='1048577'><c><v>1</v></c></row></sheetData>", "E810\n"},
        {"<sheetData><row r='1'><c t='d'><v>2025-02-30</v></c></row></sheetData>", "E810\n"},
        {"<sheetData>", "E810\n"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        sheet_reads(bad[i].rows, bad[i].code);
    reads(BOOK("", "<sheet name='x' r:id='r1'/>"),
          "<!DOCTYPE worksheet [<!ENTITY a 'b'>]><worksheet xmlns='" SPACE "'/>", STRINGS(""),
          STYLES("", ""), "E810\n");
    reads(BOOK("", "<sheet name='x' r:id='r1'/>"), "<chartsheet xmlns='" SPACE "'/>", STRINGS(""),
          STYLES("", ""), "E810\n");
    reads(BOOK("", "<sheet name='x' r:id='r9'/>"), SHEET(""), STRINGS(""), STYLES("", ""),
          "E811\n");
    reads(BOOK("", ""), SHEET(""), STRINGS(""), STYLES("", ""), "E818\n");
    reads("<document xmlns='urn:x'/>", SHEET(""), STRINGS(""), STYLES("", ""), "E808\n");
}

static void other_packages_are_named(void **state)
{
    (void)state;
    struct made_part const binary[] = {
        {"[Content_Types].xml", TYPES},
        {"_rels/.rels", LINKS(LINK("a", "officeDocument", "xl/workbook.bin"))},
        {"xl/workbook.bin", "\x83\x01"},
        {NULL, NULL}};
    made_parts_say(binary, "E803\n");
    struct made_part const absent[] = {
        {"[Content_Types].xml", TYPES},
        {"_rels/.rels", LINKS(LINK("a", "officeDocument", "xl/workbook.xml"))},
        {NULL, NULL}};
    made_parts_say(absent, "E811\n");
    struct made_part const numbers[] = {{"Index/Document.iwa", "x"}, {NULL, NULL}};
    made_parts_say(numbers, "E806\n");
    struct made_part const other[] = {{"readme.txt", "x"}, {NULL, NULL}};
    made_parts_say(other, "E313\n");
}

/* A cell of more than 256 KB; more cells than a million; more sheets than 256. */
static void limits_are_told(void **state)
{
    (void)state;
    struct text rows = TEXT_EMPTY;
    text_add(&rows, "<sheetData><row><c t='inlineStr'><is><t>");
    for (size_t i = 0; i < TABLE_LONGEST_TEXT + 1; i++)
        text_add_char(&rows, 'a');
    text_add(&rows, "</t></is></c></row></sheetData>");
    sheet_reads(text_string(&rows), "E815\n");
    text_clear(&rows);
    text_add(&rows, "<workbook xmlns='" SPACE "' xmlns:r='" RELATIONS "'><sheets>");
    for (int i = 0; i <= TABLE_MOST_SHEETS; i++)
        text_add(&rows, "<sheet name='x' r:id='r1'/>");
    text_add(&rows, "</sheets></workbook>");
    reads(text_string(&rows), SHEET(""), STRINGS(""), STYLES("", ""), "E814\n");
    text_free(&rows);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_of_their_kind),
        cmocka_unit_test(styles_make_dates),
        cmocka_unit_test(places_may_be_left_out),
        cmocka_unit_test(merged_cells_say_what_is_seen),
        cmocka_unit_test(texts_keep_what_was_typed),
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(strict_and_other_names_are_read),
        cmocka_unit_test(faults_are_told),
        cmocka_unit_test(other_packages_are_named),
        cmocka_unit_test(limits_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
