/*
 * docx.c - see docx.h.  The ordered list of the parts of a package.
 *
 * Lists need no numbering.xml: their markers are text of the document tree, so
 * that the DOCX and the PDF read alike.
 */
#include "docx/docx.h"

#include "base/arena.h"
#include "base/deflate.h"
#include "docx/chart.h"
#include "docx/digest.h"
#include "docx/document.h"
#include "docx/headers.h"
#include "docx/package.h"
#include "docx/part.h"
#include "docx/properties.h"
#include "docx/relations.h"
#include "docx/settings.h"
#include "docx/styles.h"

#include <stdlib.h>
#include <string.h>

enum part_id {
    PART_CONTENT_TYPES, /* first by convention: how `file` knows a DOCX */
    PART_PACKAGE_RELATIONS,
    PART_DOCUMENT,
    PART_DOCUMENT_RELATIONS,
    PART_STYLES,
    PART_SETTINGS,
    PART_FONT_TABLE,
    PART_HEADER,
    PART_HEADER_FIRST,
    PART_HEADER_NUMBER,
    PART_FOOTER,
    PART_CORE,
    PART_APP,
    PART_CUSTOM,
    PART_COUNT
};

struct docx_kit {
    struct deflater *deflater;
    struct arena *arena; /* of names */
    struct part *parts;  /* the fixed ones, then a part for each chart */
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
            .name = arena_printf(kit->arena, "word/" CHART_PART "%zu.xml", i + 1 - PART_COUNT)};
    kit->room = count;
}

struct docx_kit *docx_kit_new(void)
{
    static const char *const names[PART_COUNT] = {
        [PART_CONTENT_TYPES] = "[Content_Types].xml",
        [PART_PACKAGE_RELATIONS] = "_rels/.rels",
        [PART_DOCUMENT] = "word/document.xml",
        [PART_DOCUMENT_RELATIONS] = "word/_rels/document.xml.rels",
        [PART_STYLES] = "word/styles.xml",
        [PART_SETTINGS] = "word/settings.xml",
        [PART_FONT_TABLE] = "word/fontTable.xml",
        [PART_HEADER] = "word/header1.xml",
        [PART_HEADER_FIRST] = "word/header2.xml",
        [PART_HEADER_NUMBER] = "word/header3.xml",
        [PART_FOOTER] = "word/footer1.xml",
        [PART_CORE] = "docProps/core.xml",
        [PART_APP] = "docProps/app.xml",
        [PART_CUSTOM] = DIGEST_PART,
    };
    struct docx_kit *kit = xmalloc(sizeof *kit);
    *kit = (struct docx_kit){.deflater = deflater_new(DEFLATER_USUAL), .arena = arena_new()};
    kit->parts = xmalloc(PART_COUNT * sizeof *kit->parts);
    kit->room = PART_COUNT;
    for (size_t i = 0; i < PART_COUNT; i++)
        kit->parts[i] = (struct part){.name = names[i]};
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
    free(kit);
}

/* The digest covers all parts, that of its own with blanks in its place. */
static void custom_part_write(const struct docx_kit *kit, size_t count,
                              const struct document *document, const struct docx_options *options,
                              struct text *out)
{
    struct digest_part *hashed = xmalloc(count * sizeof *hashed);
    char digest[HASH_HEX_SIZE];
    custom_properties_write(document, options, DIGEST_BLANK, out);
    for (size_t i = 0; i < count; i++)
        hashed[i] = (struct digest_part){kit->parts[i].name, kit->parts[i].data.data,
                                         kit->parts[i].data.len};
    digest_parts(hashed, count, DIGEST_BLANK, digest);
    memcpy(memmem(out->data, out->len, DIGEST_BLANK, HASH_HEX_SIZE - 1), digest, HASH_HEX_SIZE - 1);
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

static void fixed_parts_write(const struct document *document, const struct docx_options *options,
                              size_t charts, struct part *parts)
{
    content_types_write(charts, &parts[PART_CONTENT_TYPES].data);
    package_relations_write(&parts[PART_PACKAGE_RELATIONS].data);
    document_write(document, &parts[PART_DOCUMENT].data);
    document_relations_write(charts, &parts[PART_DOCUMENT_RELATIONS].data);
    styles_write(&document->type, document->lang, &parts[PART_STYLES].data);
    settings_write(document->lang, &parts[PART_SETTINGS].data);
    font_table_write(document->type.docx_family, &parts[PART_FONT_TABLE].data);
    header_write(document, HEADER_FULL, &parts[PART_HEADER].data);
    header_write(document, HEADER_EMPTY, &parts[PART_HEADER_FIRST].data);
    header_write(document, HEADER_NUMBER, &parts[PART_HEADER_NUMBER].data);
    footer_write(&parts[PART_FOOTER].data);
    core_properties_write(document, &parts[PART_CORE].data);
    app_properties_write(document, options, &parts[PART_APP].data);
}

int docx_write(struct docx_kit *kit, const struct document *document,
               const struct docx_options *options, struct text *out, struct diags *diags)
{
    size_t const charts = count_charts(document);
    size_t const count = PART_COUNT + charts;
    make_room(kit, count);
    for (size_t i = 0; i < count; i++)
        text_clear(&kit->parts[i].data);
    fixed_parts_write(document, options, charts, kit->parts);
    chart_parts_write(document, kit->parts + PART_COUNT);
    custom_part_write(kit, count, document, options, &kit->parts[PART_CUSTOM].data);
    for (size_t i = 0; i < count; i++)
        part_pack(kit->deflater, &kit->parts[i]);
    return package_write(kit->parts, count, out, diags);
}
