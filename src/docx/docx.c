/*
 * docx.c - see docx.h.  The ordered table of the parts of a package, what they are and
 * who refers to them (ISO/IEC 29500-2).
 */
#include "docx/docx.h"

#include "base/arena.h"
#include "base/deflate.h"
#include "package/pack.h"
#include "docx/parts.h"
#include "docx/sheets.h"

#include <stdlib.h>
#include <string.h>

#define WORD_TYPE OPC_TYPE "officedocument.wordprocessingml."
#define CHART_PART "charts/chart%zu.xml" /* below word/; numbers begin at 1 */

struct part_kind {
    const char *name;         /* in the archive */
    const char *content_type; /* NULL: that of its extension */
    const char *relation;     /* what it is to the package, or if below word/ to the document */
    const char *relation_id;
    void (*write)(const struct docx_job *job, struct text *out);
};

static void content_types_write(const struct docx_job *job, struct text *out);
static void package_relations_write(const struct docx_job *job, struct text *out);
static void document_relations_write(const struct docx_job *job, struct text *out);
static void sheet_write(const struct docx_job *job, struct text *out);

/* clang-format off */
static const struct part_kind kinds[] = {
    /* first by convention: how `file` knows a DOCX */
    {"[Content_Types].xml", NULL, NULL, NULL, content_types_write},
    {"_rels/.rels", NULL, NULL, NULL, package_relations_write},
    {"word/document.xml", WORD_TYPE "document.main+xml",
     OPC_RELATION "officeDocument", "rId1", document_write},
    {"word/_rels/document.xml.rels", NULL, NULL, NULL, document_relations_write},
    {"word/styles.xml", WORD_TYPE "styles+xml", OPC_RELATION "styles", "rIdStyles", sheet_write},
    /* behind the body, which says what lists there are */
    {"word/numbering.xml", WORD_TYPE "numbering+xml",
     OPC_RELATION "numbering", "rIdNumbering", numbering_write},
    {"word/settings.xml", WORD_TYPE "settings+xml",
     OPC_RELATION "settings", "rIdSettings", settings_write},
    {"word/fontTable.xml", WORD_TYPE "fontTable+xml",
     OPC_RELATION "fontTable", "rIdFonts", font_table_write},
    {"word/header1.xml", WORD_TYPE "header+xml",
     OPC_RELATION "header", RELATION_HEADER, header_write},
    {"word/header2.xml", WORD_TYPE "header+xml",
     OPC_RELATION "header", RELATION_HEADER_FIRST, header_first_write},
    {"word/header3.xml", WORD_TYPE "header+xml",
     OPC_RELATION "header", RELATION_HEADER_NUMBER, header_number_write},
    {"word/footer1.xml", WORD_TYPE "footer+xml",
     OPC_RELATION "footer", RELATION_FOOTER, footer_write},
    {"docProps/core.xml", OPC_CORE_TYPE,
     OPC_CORE_RELATION, "rId2", core_properties_write},
    {"docProps/app.xml", OPC_TYPE "officedocument.extended-properties+xml",
     OPC_RELATION "extended-properties", "rId3", app_properties_write},
    /* last: docx_write() sets the digest when all is written */
    {DIGEST_PART, OPC_TYPE "officedocument.custom-properties+xml",
     OPC_RELATION "custom-properties", "rId4", custom_properties_write},
};
/* clang-format on */

enum { KINDS = sizeof kinds / sizeof *kinds, DOCUMENT_KIND = 2 };

static void content_types_write(const struct docx_job *job, struct text *out)
{
    opc_types_begin(out);
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i].content_type)
            opc_type_add(out, kinds[i].name, kinds[i].content_type);
    for (size_t i = 1; i <= job->charts; i++)
        text_format(out,
                    "<Override PartName=\"/word/" CHART_PART "\" ContentType=\"" OPC_TYPE
                    "officedocument.drawingml.chart+xml\"/>",
                    i);
    opc_types_end(out);
}

/* Relationships of the document to what stands with it below word/, or of the package to the rest. */
static void relations_begin(struct text *out, bool are_of_document)
{
    static const char folder[] = "word/";
    size_t const length = strlen(folder);
    opc_relations_begin(out);
    for (size_t i = 0; i < KINDS; i++) {
        bool const is_below = i != DOCUMENT_KIND && strncmp(kinds[i].name, folder, length) == 0;
        if (kinds[i].relation && is_below == are_of_document)
            opc_relation_add(out, kinds[i].relation_id, kinds[i].relation,
                             kinds[i].name + (is_below ? length : 0));
    }
}

void numbering_write(const struct docx_job *job, struct text *out)
{
    numbering_part(job->numbering, out);
}

static void sheet_write(const struct docx_job *job, struct text *out)
{
    sheets_put(job->sheets, job->document, out);
}

static void package_relations_write(const struct docx_job *job, struct text *out)
{
    (void)job;
    relations_begin(out, false);
    opc_relations_end(out);
}

static void document_relations_write(const struct docx_job *job, struct text *out)
{
    relations_begin(out, true);
    for (size_t i = 1; i <= job->charts; i++)
        text_format(out,
                    "<Relationship Id=\"" RELATION_CHART "\" Type=\"" OPC_RELATION
                    "chart\" Target=\"" CHART_PART "\"/>",
                    i, i);
    opc_relations_end(out);
}

struct docx_kit {
    struct deflater *deflater;
    struct sheets *sheets;
    struct arena *arena; /* of names */
    struct part *parts;  /* those of the table, then a part for each chart */
    size_t room;
};

/* Makes room for so many parts; one of a chart is named by its number. */
static void make_room(struct docx_kit *kit, size_t count)
{
    if (count <= kit->room)
        return;
    kit->parts = xrealloc(kit->parts, count * sizeof *kit->parts);
    for (size_t i = kit->room; i < count; i++)
        kit->parts[i] = (struct part){
            .name = i < KINDS ? kinds[i].name
                              : arena_printf(kit->arena, "word/" CHART_PART, i + 1 - KINDS)};
    kit->room = count;
}

struct docx_kit *docx_kit_new(void)
{
    struct docx_kit *kit = xmalloc(sizeof *kit);
    *kit = (struct docx_kit){
        .deflater = deflater_new(DEFLATER_USUAL), .sheets = sheets_new(), .arena = arena_new()};
    return kit;
}

void docx_kit_free(struct docx_kit *kit)
{
    if (!kit)
        return;
    for (size_t i = 0; i < kit->room; i++)
        part_free(&kit->parts[i]);
    free(kit->parts);
    arena_free(kit->arena);
    deflater_free(kit->deflater);
    sheets_free(kit->sheets);
    free(kit);
}

/* The digest covers all parts, that of its own with blanks in its place. */
static void set_digest(const struct part *parts, size_t count, struct text *own,
                       struct digest_record *record)
{
    struct digest_part *hashed = xmalloc(count * sizeof *hashed);
    struct digest_record unwanted = {.hex = ""};
    for (size_t i = 0; i < count; i++)
        hashed[i] = (struct digest_part){parts[i].name, parts[i].data.data, parts[i].data.len};
    digest_parts_record(hashed, count, DIGEST_BLANK, record ? record : &unwanted);
    memcpy(memmem(own->data, own->len, DIGEST_BLANK, HASH_HEX_SIZE - 1),
           record ? record->hex : unwanted.hex, HASH_HEX_SIZE - 1);
    digest_record_free(&unwanted);
    free(hashed);
}

static size_t count_charts(const struct document *document)
{
    size_t count = 0;
    for (const struct section *section = document->first; section; section = section->next)
        for (const struct block *block = section->first; block; block = block->next)
            count += block->kind == BLOCK_CHART;
    return count;
}

static void chart_parts_write(const struct document *document, struct part *part)
{
    for (const struct section *section = document->first; section; section = section->next)
        for (const struct block *block = section->first; block; block = block->next)
            if (block->kind == BLOCK_CHART)
                chart_part_write(document, &block->as.chart, &part++->data);
}

int docx_write(struct docx_kit *kit, const struct document *document,
               const struct docx_options *options, struct text *out, struct digest_record *record,
               struct diags *diags)
{
    struct docx_job const job = {document, options, count_charts(document),
                                 numbering_new(&document->type), kit->sheets};
    size_t const count = KINDS + job.charts;
    make_room(kit, count);
    for (size_t i = 0; i < count; i++)
        text_clear(&kit->parts[i].data);
    for (size_t i = 0; i < KINDS; i++)
        kinds[i].write(&job, &kit->parts[i].data);
    numbering_free(job.numbering);
    chart_parts_write(document, kit->parts + KINDS);
    set_digest(kit->parts, count, &kit->parts[KINDS - 1].data, record);
    for (size_t i = 0; i < count; i++)
        part_pack(kit->deflater, &kit->parts[i]);
    return package_write(kit->parts, count, out, diags);
}
