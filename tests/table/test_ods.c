/*
 * test_ods.c - cells of OpenDocument spreadsheets, packed and flat.
 */
#include "table/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "made.h"

#define SPACES                                                                                     \
    " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"                             \
    " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"                               \
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"                                 \
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"                               \
    " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"                              \
    " xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"
#define CONTENT(body)                                                                                    \
    "<office:document-content" SPACES "><office:automatic-styles>"                                       \
    "<style:style style:name='ta2' style:family='table'><style:table-properties table:display='false'/>" \
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>" body                     \
    "</office:spreadsheet></office:body></office:document-content>"
#define TABLE(rows)                                                                                \
    CONTENT("<table:table table:name='Дела' table:style-name='ta1'>" rows "</table:table>")
#define MANIFEST                                                                                   \
    "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>"

static void content_reads(const char *content, const char *wanted)
{
    struct made_part const parts[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"META-INF/manifest.xml", MANIFEST},
        {"content.xml", content},
        {NULL, NULL}};
    made_parts_say(parts, wanted);
}

static void values_are_of_their_kind(void **state)
{
    (void)state;
    content_reads(
        TABLE(
            "<table:table-column table:number-columns-repeated='16384'/><table:table-row>"
            "<table:table-cell office:value-type='string'><text:p>Петрова</text:p></table:table-cell>"
            "<table:table-cell office:value-type='float' office:value='7' calcext:value-type='float'><text:p>7,00</text:p></table:table-cell>"
            "<table:table-cell office:value-type='float' office:value='7'><text:p>007</text:p></table:table-cell>"
            "<table:table-cell office:value-type='percentage' office:value='0.5'><text:p>50%</text:p></table:table-cell>"
            "<table:table-cell office:value-type='currency' office:currency='RUB' office:value='1200'><text:p>1 200 ₽</text:p></table:table-cell>"
            "<table:table-cell office:value-type='date' office:date-value='2025-09-15'/>"
            "<table:table-cell office:value-type='date' office:date-value='2025-09-15T10:30:00.000000000'><text:p>15.09.25</text:p></table:table-cell>"
            "<table:table-cell office:value-type='time' office:time-value='PT27H30M00S'><text:p>27:30</text:p></table:table-cell>"
            "<table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>ИСТИНА</text:p></table:table-cell>"
            "<table:table-cell table:formula='of:=NA()' office:value-type='string' office:string-value='' calcext:value-type='error'><text:p>#Н/Д</text:p></table:table-cell>"
            "<table:table-cell table:formula='of:=[.A1]' office:value-type='string' office:string-value='Петрова'/>"
            "<table:table-cell table:formula='of:=[.A1]'/>"
            "<table:table-cell office:value-type='string'><text:p/></table:table-cell>"
            "<table:table-cell table:style-name='ce1'/></table:table-row>"),
        "# Дела\nA1 text Петрова\nB1 number 7\nC1 number 007\nD1 number 0.5\nE1 number 1200\n"
        "F1 date 2025-09-15\nG1 date 2025-09-15T10:30\nH1 time 27:30\nI1 boolean TRUE\n"
        "J1 error= #Н/Д\nK1 text= Петрова\nL1 empty= \n");
}

static void texts_keep_what_was_typed(void **state)
{
    (void)state;
    content_reads(
        TABLE(
            "<table:table-row><table:table-cell office:value-type='string'><office:annotation><text:p>примечание</text:p></office:annotation>"
            "<text:p>раз <text:span>два</text:span><text:s text:c='3'/>три</text:p><text:p/><text:p>а<text:tab/>б<text:line-break/>в</text:p>"
            "<draw:frame><draw:text-box><text:p>рисунок</text:p></draw:text-box></draw:frame></table:table-cell>"
            "<table:table-cell office:value-type='string'><text:p>\n   один\n   два  <text:a>ссылка</text:a><text:note><text:p>сноска</text:p></text:note>\n</text:p></table:table-cell>"
            "<table:table-cell office:value-type='string'><text:p><text:s/>x &amp; &lt;y&gt; </text:p></table:table-cell></table:table-row>"),
        "# Дела\nA1 text раз два   три||а\tб|в\nB1 text один два ссылка\nC1 text  x & <y> \n");
}

/* As ONLYOFFICE and R7 write them. */
static void lines_and_errors_of_others_are_read(void **state)
{
    (void)state;
    content_reads(
        TABLE(
            "<table:table-row><table:table-cell office:value-type='string'><text:p>Ли\nКо <text:span>Б\n</text:span>Ан</text:p></table:table-cell>"
            "<table:table-cell office:value-type='string' office:string-value='#N/A'/>"
            "<table:table-cell office:value-type='boolean' office:boolean-value='1'/></table:table-row>"),
        "# Дела\nA1 text Ли|Ко Б|Ан\nB1 error #N/A\nC1 boolean TRUE\n");
}

static void repeats_stand_where_they_belong(void **state)
{
    (void)state;
    content_reads(
        TABLE(
            "<table:table-header-rows><table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table-header-rows>"
            "<table:table-row-group><table:table-row table:number-rows-repeated='2' table:visibility='filter'><table:table-cell table:number-columns-repeated='2'/>"
            "<table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='5'/><table:table-cell table:number-columns-repeated='16380'/></table:table-row></table:table-row-group>"
            "<table:table-row><table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='2' office:value-type='float' office:value='6'/>"
            "<table:covered-table-cell office:value-type='float' office:value='7'/><table:table-cell office:value-type='float' office:value='8'/></table:table-row>"
            "<table:table-row table:number-rows-repeated='1048570'><table:table-cell/></table:table-row>"),
        "# Дела\nmerged A6:B7\n-C4 number 5\n-D4 number 5\n-C5 number 5\n-D5 number 5\n"
        "A6 number 6\nC6 number 8\n");
}

static void sheets_alone_are_read(void **state)
{
    (void)state;
    content_reads(
        CONTENT(
            "<table:tracked-changes><table:table table:name='нет'/></table:tracked-changes>"
            "<table:table table:name='Раз'><table:shapes><table:table table:name='нет'/></table:shapes>"
            "<table:table-row><table:table-cell office:value-type='float' office:value='1'/></table:table-row></table:table>"
            "<table:table table:name='Списки' table:style-name='ta2'><table:table-row><table:table-cell office:value-type='float' office:value='2'/></table:table-row></table:table>"
            "<table:named-expressions><table:named-range table:name='x'/></table:named-expressions>"),
        "# Раз\nA1 number 1\n# Списки hidden\nA1 number 2\n");
}

static void flat_files_are_read(void **state)
{
    (void)state;
    static const char flat[] =
        "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\n<office:document" SPACES
        "><office:body><office:spreadsheet>"
        "<table:table table:name='x'><table:table-row><table:table-cell office:value-type='string'><text:p>да</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document>";
    assert_true(table_is_one(flat, strlen(flat), "x.xml"));
    made_says(flat, strlen(flat), "# x\nA1 text да\n");
    static const char other[] =
        "<office:document" SPACES "><office:body><office:text/></office:body></office:document>";
    made_says(other, strlen(other), "E808\n");
}

static void faults_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *content, *code;
    } bad[] = {
        {CONTENT(""), "E818\n"},
        {"<office:document-content" SPACES "/>", "E313\n"},
        {TABLE("<table:table-row>"), "E810\n"},
        {TABLE(
             "<table:table-row><table:table-cell office:value-type='float' office:value='семь'/></table:table-row>"),
         "E810\n"},
        {TABLE(
             "<table:table-row><table:table-cell office:value-type='date' office:date-value='2025-13-01'/></table:table-row>"),
         "E810\n"},
        {TABLE(
             "<table:table-row><table:table-cell table:number-columns-repeated='16384'/><table:table-cell office:value-type='float' office:value='1'/></table:table-row>"),
         "E810\n"},
        /* 16 billion cells in 300 bytes. */
        {TABLE(
             "<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='16384' office:value-type='float' office:value='1'/></table:table-row>"),
         "E813\n"},
        {"<!DOCTYPE a [<!ENTITY b 'c'>]><office:document-content" SPACES "/>", "E810\n"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        content_reads(bad[i].content, bad[i].code);
    struct made_part const encrypted[] = {
        {"META-INF/manifest.xml",
         "<manifest xmlns='m'><file-entry><encryption-data/></file-entry></manifest>"},
        {"content.xml", "\x12\x34"},
        {NULL, NULL}};
    made_parts_say(encrypted, "E802\n");
    struct made_part const wholesale[] = {
        {"mimetype", "x"}, {"encrypted-package", "\x12"}, {NULL, NULL}};
    made_parts_say(wholesale, "E802\n");
}

/* Twenty megabytes that a packed file makes of a few kilobytes. */
static void bombs_are_refused(void **state)
{
    (void)state;
    struct text content = TEXT_EMPTY;
    text_add(&content, "<office:document-content" SPACES "><office:body><office:spreadsheet>"
                       "<table:table table:name='x'>");
    for (int i = 0; i < 1200000; i++)
        text_add(&content, "<table:table-row/>");
    text_add(&content,
             "</table:table></office:spreadsheet></office:body></office:document-content>");
    content_reads(text_string(&content), "E812\n");
    text_free(&content);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_of_their_kind),
        cmocka_unit_test(texts_keep_what_was_typed),
        cmocka_unit_test(lines_and_errors_of_others_are_read),
        cmocka_unit_test(repeats_stand_where_they_belong),
        cmocka_unit_test(sheets_alone_are_read),
        cmocka_unit_test(flat_files_are_read),
        cmocka_unit_test(faults_are_told),
        cmocka_unit_test(bombs_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
