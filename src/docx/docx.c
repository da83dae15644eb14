/*
 * docx.c - see docx.h.  The ordered list of the parts of a package.
 *
 * Lists need no numbering.xml: their markers are text of the document tree, so
 * that the DOCX and the PDF read alike.
 */
#include "docx/docx.h"

#include "docx/chart.h"
#include "docx/digest.h"
#include "docx/document.h"
#include "docx/headers.h"
#include "docx/package.h"
#include "docx/properties.h"
#include "docx/relations.h"
#include "docx/settings.h"
#include "docx/styles.h"

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

/* The parts of one package: the fixed ones, then a part for each chart. */
struct parts {
    struct part *items;
    size_t count;
};

/* The digest covers all parts but the one that carries it, which is written last. */
static void custom_part_write(const struct document *document, const struct docx_options *options,
                              struct arena *arena, const struct parts *parts)
{
    struct digest_part *hashed = ARENA_ARRAY(arena, parts->count, struct digest_part);
    char digest[HASH_HEX_SIZE];
    for (size_t i = 0; i < parts->count; i++)
        hashed[i] = (struct digest_part){parts->items[i].name, parts->items[i].data.data,
                                         parts->items[i].data.len};
    digest_parts(hashed, parts->count, digest);
    custom_properties_write(document, options, digest, &parts->items[PART_CUSTOM].data);
}

static size_t count_charts(const struct document *document)
{
    size_t count = 0;
    for (const struct section *section = document->first; section; section = section->next)
        for (const struct block *block = section->first; block; block = block->next)
            count += block->kind == BLOCK_CHART;
    return count;
}

static void chart_parts_write(const struct document *document, struct arena *arena,
                              struct part *part)
{
    int number = 0;
    for (const struct section *section = document->first; section; section = section->next) {
        for (const struct block *block = section->first; block; block = block->next) {
            if (block->kind != BLOCK_CHART)
                continue;
            part->name = arena_printf(arena, "word/" CHART_PART "%d.xml", ++number);
            chart_part_write(document, &block->as.chart, &part->data);
            part++;
        }
    }
}

static struct parts name_parts(struct arena *arena, size_t charts)
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
    struct parts parts = {.count = PART_COUNT + charts};
    parts.items = ARENA_ARRAY(arena, parts.count, struct part);
    for (size_t i = 0; i < PART_COUNT; i++)
        parts.items[i].name = names[i];
    return parts;
}

int docx_write(const struct document *document, const struct docx_options *options,
               struct text *out, struct diags *diags)
{
    struct arena *arena = arena_new();
    size_t const charts = count_charts(document);
    struct parts const parts = name_parts(arena, charts);
    struct part *items = parts.items;
    content_types_write(charts, &items[PART_CONTENT_TYPES].data);
    package_relations_write(&items[PART_PACKAGE_RELATIONS].data);
    document_write(document, &items[PART_DOCUMENT].data);
    document_relations_write(charts, &items[PART_DOCUMENT_RELATIONS].data);
    styles_write(&document->type, document->lang, &items[PART_STYLES].data);
    settings_write(document->lang, &items[PART_SETTINGS].data);
    font_table_write(document->type.docx_family, &items[PART_FONT_TABLE].data);
    header_write(document, HEADER_FULL, &items[PART_HEADER].data);
    header_write(document, HEADER_EMPTY, &items[PART_HEADER_FIRST].data);
    header_write(document, HEADER_NUMBER, &items[PART_HEADER_NUMBER].data);
    footer_write(&items[PART_FOOTER].data);
    core_properties_write(document, &items[PART_CORE].data);
    app_properties_write(document, options, &items[PART_APP].data);
    chart_parts_write(document, arena, items + PART_COUNT);
    custom_part_write(document, options, arena, &parts);
    int const status = package_write(items, parts.count, out, diags);
    for (size_t i = 0; i < parts.count; i++)
        text_free(&items[i].data);
    arena_free(arena);
    return status;
}
