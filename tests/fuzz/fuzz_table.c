/*
 * fuzz_table.c - a workbook that `import`, and whatever takes cases, is given.
 *
 * Bytes are taken as they are; but few changes of a package leave its checksums right, so
 * "NAME\n" and the bytes of one part stand for a sound workbook with that part in the place
 * of its own: "content.xml" of an OpenDocument one, any other name of an Excel one.  What is
 * read is searched for a staff list and marked; the marked copy must hold the same cells.
 */
#include "fuzz.h"

#include "package/pack.h"
#include "table/mark.h"
#include "table/staff.h"

#include <stdlib.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define DOCUMENT "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

enum { LONGEST_NAME = 64, MOST_PARTS = 12 };

struct literal {
    const char *name, *content;
};

static const struct literal excel[] = {
    {"[Content_Types].xml", "<Types xmlns='" PACKAGE "content-types'/>"},
    {"_rels/.rels",
     "<Relationships xmlns='" PACKAGE "relationships'><Relationship Id='a' Type='" DOCUMENT
     "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
    {"xl/workbook.xml",
     "<workbook xmlns='" MAIN "' xmlns:r='" DOCUMENT "'><sheets><sheet name='s' r:id='r1'/>"
     "<sheet name='t' state='hidden' r:id='r4'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships xmlns='" PACKAGE "relationships'><Relationship Id='r1' Type='" DOCUMENT
     "/worksheet' Target='s.xml'/>"
     "<Relationship Id='r2' Type='" DOCUMENT
     "/sharedStrings' Target='strings.xml'/><Relationship Id='r3' Type='" DOCUMENT
     "/styles' Target='styles.xml'/><Relationship Id='r4' Type='" DOCUMENT
     "/worksheet' Target='t.xml'/></Relationships>"},
    {"xl/strings.xml", "<sst xmlns='" MAIN "'><si><t>ФИО</t></si><si><t>Должность</t></si></sst>"},
    {"xl/styles.xml",
     "<styleSheet xmlns='" MAIN
     "'><fills><fill/></fills><cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>"},
    {"xl/s.xml", "<worksheet xmlns='" MAIN
                 "'><sheetData><row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
                 "<row><c s='1'><v>45915</v></c></row></sheetData></worksheet>"},
    {"xl/_rels/s.xml.rels",
     "<Relationships xmlns='" PACKAGE "relationships'><Relationship Id='c' Type='" DOCUMENT
     "/comments' Target='c.xml'/><Relationship Id='v' Type='" DOCUMENT
     "/vmlDrawing' Target='v.vml'/></Relationships>"},
    {"xl/c.xml",
     "<comments xmlns='" MAIN
     "'><authors/><commentList><comment ref='A1' authorId='0'><text/></comment></commentList></comments>"},
    {"xl/v.vml", "<xml xmlns:v='v'><br></xml>"},
    {"xl/t.xml", "<worksheet xmlns='" MAIN "'><sheetData/></worksheet>"},
    {NULL, NULL}};

static const struct literal open_document[] = {
    {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
    {"content.xml", ""},
    {NULL, NULL}};

static struct diags *diags;

void fuzz_begin(void)
{
    diags = diags_new();
}

/* Demands of every cell what table.h promises, and says what it holds. */
static void add_cell(struct text *out, const struct sheet_row *row, uint32_t at)
{
    const struct sheet_cell *cell = &row->cells[at];
    fuzz_demand(cell->text && utf8_valid(cell->text, strlen(cell->text)), "texts are UTF-8");
    for (const char *byte = cell->text; *byte; byte++)
        fuzz_demand((unsigned char)*byte >= 0x20 || *byte == '\n' || *byte == '\t', "no controls");
    fuzz_demand(cell->column >= 1 && cell->column <= TABLE_LAST_COLUMN, "columns are counted");
    fuzz_demand(!at || row->cells[at - 1].column < cell->column, "cells are in order");
    text_format(out, "%u %u %u %s\n", row->number, cell->column, cell->kind, cell->text);
}

static void add_workbook(struct text *out, const struct workbook *book)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct sheet *sheet = &book->sheets[i];
        text_format(out, "%s\n", sheet->name);
        for (size_t j = 0; j < sheet->row_count; j++) {
            const struct sheet_row *row = &sheet->rows[j];
            fuzz_demand(row->count && row->number && row->number <= TABLE_LAST_ROW,
                        "rows hold cells");
            fuzz_demand(!j || sheet->rows[j - 1].number < row->number, "rows are in order");
            for (uint32_t k = 0; k < row->count; k++)
                add_cell(out, row, k);
        }
    }
}

static void find_staff(const struct workbook *book, struct arena *arena)
{
    struct staff staff;
    bool const found = staff_find(book, "x", arena, &staff, diags);
    fuzz_demand_reason(found, diags);
    for (size_t i = 0; i < staff.count; i++)
        fuzz_demand(staff.members[i].surname && staff.members[i].position && staff.members[i].row,
                    "members are whole");
    fuzz_tell(diags);
}

/* Marks one cell that is there and one that is not in every sheet, and reads the copy. */
static void mark(const void *data, size_t size, const struct workbook *book,
                 const struct text *cells, struct arena *arena)
{
    enum { EACH = 2 };
    struct text copy = TEXT_EMPTY, again = TEXT_EMPTY;
    struct table_mark *marks = ARENA_ARRAY(arena, book->sheet_count * EACH, struct table_mark);
    for (size_t i = 0; i < book->sheet_count; i++) {
        marks[EACH * i] =
            (struct table_mark){.sheet = book->sheets[i].name, .row = 2, .text = "a & b"};
        marks[EACH * i + 1] = (struct table_mark){
            .sheet = book->sheets[i].name, .row = 3, .column = 30, .text = "я", .is_warning = true};
    }
    bool const good =
        table_mark(data, size, "x", marks, book->sheet_count * EACH, "Ф", &copy, diags);
    fuzz_demand_reason(good, diags);
    if (good) {
        const struct workbook *read = table_read(copy.data, copy.len, "x", arena, diags);
        fuzz_demand(read, "a marked copy can be read");
        add_workbook(&again, read);
        fuzz_demand(again.len == cells->len &&
                        memcmp(text_string(&again), cells->data, again.len) == 0,
                    "a marked copy holds the same cells");
    }
    fuzz_tell(diags);
    text_free(&copy);
    text_free(&again);
}

static void read_table(const void *data, size_t size)
{
    struct arena *arena = arena_new();
    struct text cells = TEXT_EMPTY;
    table_is_one(data, size, "x.csv");
    const struct workbook *book = table_read(data, size, "x", arena, diags);
    fuzz_demand_reason(book, diags);
    fuzz_tell(diags);
    if (book) {
        add_workbook(&cells, book);
        find_staff(book, arena);
        mark(data, size, book, &cells, arena);
    }
    text_free(&cells);
    arena_free(arena);
}

static void read_part(const struct literal *base, const char *name, const void *bytes, size_t size)
{
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    struct part parts[MOST_PARTS + 1] = {0};
    struct text file = TEXT_EMPTY;
    size_t count = 0;
    bool found = false;
    for (; base[count].name || !found; count++) {
        bool const is_this = !base[count].name || strcmp(base[count].name, name) == 0;
        parts[count].name = is_this ? name : base[count].name;
        if (is_this)
            text_add_bytes(&parts[count].data, bytes, size);
        else
            text_add(&parts[count].data, base[count].content);
        part_pack(deflater, &parts[count]);
        found |= is_this;
        if (!base[count].name) {
            count++;
            break;
        }
    }
    if (package_write(parts, count, &file, diags) == 0)
        read_table(file.data, file.len);
    diags_clear(diags); /* a name that cannot stand in an archive */
    text_free(&file);
    for (size_t i = 0; i < count; i++)
        part_free(&parts[i]);
    deflater_free(deflater);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[LONGEST_NAME];
    const uint8_t *line_end =
        size >= 2 && memcmp(data, "PK", 2) == 0 ? NULL : memchr(data, '\n', size);
    size_t const length = line_end ? (size_t)(line_end - data) : 0;
    if (length == 0 || length >= sizeof name || memchr(data, ';', length) ||
        memchr(data, '<', length)) {
        read_table(data, size);
        return 0;
    }
    memcpy(name, data, length);
    name[length] = '\0';
    read_part(strcmp(name, "content.xml") == 0 ? open_document : excel, name, line_end + 1,
              size - length - 1);
    return 0;
}
