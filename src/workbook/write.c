/*
 * write.c - the parts of a workbook and their package; see workbook.h.
 */
#include "workbook/sml.h"

#include "base/arena.h"
#include "package/pack.h"

#include <stdlib.h>

#define SHEET_TYPE OPC_TYPE "officedocument.spreadsheetml."
#define SHEET_PART "xl/worksheets/sheet%d.xml"

/* The parts that are there whatever the sheets; in the archive the sheets come last. */
enum {
    PART_TYPES, /* first by convention: how `file` knows a workbook */
    PART_RELATIONS,
    PART_WORKBOOK,
    PART_WORKBOOK_RELATIONS,
    PART_STYLES,
    PART_CORE,
    PART_APP,
    PART_SHEETS,
};

static const char *const names[PART_SHEETS] = {
    [PART_TYPES] = "[Content_Types].xml", [PART_RELATIONS] = "_rels/.rels",
    [PART_WORKBOOK] = "xl/workbook.xml",  [PART_WORKBOOK_RELATIONS] = "xl/_rels/workbook.xml.rels",
    [PART_STYLES] = "xl/styles.xml",      [PART_CORE] = "docProps/core.xml",
    [PART_APP] = "docProps/app.xml",
};

/* A workbook in the making. */
struct job {
    const struct content *content;
    const struct workbook_options *options;
    struct arena *arena;
    struct part *parts;
    int sheets; /* with the guide and the lists */
};

/* The guide is sheet 1, then the tables, then the lists. */
static int sheet_count(const struct workbook_form *form)
{
    return form->sheet_count + 2;
}

static void types_write(const struct job *job, struct text *out)
{
    opc_types_begin(out);
    opc_type_add(out, names[PART_WORKBOOK], SHEET_TYPE "sheet.main+xml");
    opc_type_add(out, names[PART_STYLES], SHEET_TYPE "styles+xml");
    opc_type_add(out, names[PART_CORE], OPC_CORE_TYPE);
    opc_type_add(out, names[PART_APP], OPC_TYPE "officedocument.extended-properties+xml");
    for (int i = 0; i < job->sheets; i++)
        opc_type_add(out, job->parts[PART_SHEETS + i].name, SHEET_TYPE "worksheet+xml");
    opc_types_end(out);
}

static void relations_write(struct text *out)
{
    opc_relations_begin(out);
    opc_relation_add(out, "rId1", OPC_RELATION "officeDocument", names[PART_WORKBOOK]);
    opc_relation_add(out, "rId2", OPC_CORE_RELATION, names[PART_CORE]);
    opc_relation_add(out, "rId3", OPC_RELATION "extended-properties", names[PART_APP]);
    opc_relations_end(out);
}

static void workbook_relations_write(const struct job *job, struct text *out)
{
    opc_relations_begin(out);
    for (int i = 0; i < job->sheets; i++)
        opc_relation_add(out, arena_printf(job->arena, "rId%d", i + 1), OPC_RELATION "worksheet",
                         arena_printf(job->arena, "worksheets/sheet%d.xml", i + 1));
    opc_relation_add(out, "rIdStyles", OPC_RELATION "styles", "styles.xml");
    opc_relations_end(out);
}

/* Headings and the first columns are repeated on every sheet of paper; they must be named in this order. */
static void add_titles(const struct workbook_form *form, struct text *out)
{
    text_add(out, "<definedNames>");
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next) {
        text_format(out, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%d\">",
                    sheet->index + 1);
        if (sheet->keep) {
            text_format_xml(out, "'%s'!$A:$", sheet->name);
            add_column(out, sheet->keep - 1);
            text_add(out, ",");
        }
        text_format_xml(out, "'%s'!$%d:$%d</definedName>", sheet->name, (int)WORKBOOK_HEADINGS,
                        (int)WORKBOOK_HEADINGS);
    }
    text_add(out, "</definedNames>");
}

static void workbook_part_write(const struct job *job, struct text *out)
{
    const struct workbook_form *form = job->content->form;
    text_add(out,
             XML_DECLARATION "<workbook xmlns=\"" SML_NAMESPACE "\" xmlns:r=\"" OFFICE_NAMESPACE
                             "relationships\"><workbookPr/><bookViews><workbookView"
                             " xWindow=\"0\" yWindow=\"0\" windowWidth=\"24000\""
                             " windowHeight=\"12000\" tabRatio=\"750\"/></bookViews><sheets>");
    text_format_xml(out, "<sheet name=\"%s\" sheetId=\"1\" r:id=\"rId1\"/>", form->guide_name);
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next)
        text_format_xml(out, "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>", sheet->name,
                        sheet->index + 2, sheet->index + 2);
    text_format_xml(out,
                    "<sheet name=\"%s\" sheetId=\"%d\" state=\"hidden\" r:id=\"rId%d\"/></sheets>",
                    form->lists_name, job->sheets, job->sheets);
    add_titles(form, out);
    text_add(out, "<calcPr fullCalcOnLoad=\"1\"/></workbook>");
}

static void core_write(const struct job *job, struct text *out)
{
    opc_core_begin(out);
    opc_property_add(out, "<dc:title>%s</dc:title>", job->content->form->name);
    opc_property_add(out, "<dc:creator>%s</dc:creator>", job->options->author);
    opc_property_add(out, "<dc:language>%s</dc:language>", "ru-RU");
    text_add(out, OPC_CORE_END);
}

static void app_write(const struct job *job, struct text *out)
{
    text_format_xml(out,
                    XML_DECLARATION "<Properties xmlns=\"" OFFICE_NAMESPACE "extended-properties\">"
                                    "<Application>Formulyar %s</Application>",
                    job->options->version);
    opc_property_add(out, "<Company>%s</Company>", job->options->author);
    text_add(out, OPC_PROPERTIES_END);
}

static void parts_write(struct job *job)
{
    struct part *parts = job->parts;
    types_write(job, &parts[PART_TYPES].data);
    relations_write(&parts[PART_RELATIONS].data);
    workbook_part_write(job, &parts[PART_WORKBOOK].data);
    workbook_relations_write(job, &parts[PART_WORKBOOK_RELATIONS].data);
    styles_sml_write(&parts[PART_STYLES].data);
    core_write(job, &parts[PART_CORE].data);
    app_write(job, &parts[PART_APP].data);
    guide_write(job->content, &parts[PART_SHEETS].data);
    const struct workbook_sheet *sheet = job->content->form->sheets;
    for (; sheet; sheet = sheet->next)
        sheet_write(job->content, sheet, &parts[PART_SHEETS + 1 + sheet->index].data);
    lists_write(job->content, &parts[PART_SHEETS + job->sheets - 1].data);
}

int workbook_write(const struct content *content, const struct workbook_options *options,
                   struct text *out, struct diags *diags)
{
    struct job job = {content, options, arena_new(), NULL, sheet_count(content->form)};
    size_t const count = PART_SHEETS + (size_t)job.sheets;
    job.parts = ARENA_ARRAY(job.arena, count, struct part);
    for (size_t i = 0; i < count; i++)
        job.parts[i].name = i < PART_SHEETS
                                ? names[i]
                                : arena_printf(job.arena, SHEET_PART, (int)i - PART_SHEETS + 1);
    parts_write(&job);
    struct deflater *deflater = deflater_new(DEFLATER_USUAL);
    for (size_t i = 0; i < count; i++)
        part_pack(deflater, &job.parts[i]);
    int const status = package_write(job.parts, count, out, diags);
    for (size_t i = 0; i < count; i++)
        part_free(&job.parts[i]);
    deflater_free(deflater);
    arena_free(job.arena);
    return status;
}
