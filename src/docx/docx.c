/*
 * docx.c - see docx.h.  The ordered list of the parts of a package.
 *
 * Lists need no numbering.xml: their markers are text of the document tree, so
 * that the DOCX and the PDF read alike.
 */
#include "docx/docx.h"

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

/* The digest covers all parts but the one that carries it, which is written last. */
static void custom_part_write(const struct document *document, const struct docx_options *options,
                              struct part *parts)
{
    struct digest_part hashed[PART_COUNT];
    char digest[HASH_HEX_SIZE];
    for (size_t i = 0; i < PART_COUNT; i++)
        hashed[i] = (struct digest_part){parts[i].name, parts[i].data.data, parts[i].data.len};
    digest_parts(hashed, PART_COUNT, digest);
    custom_properties_write(document, options, digest, &parts[PART_CUSTOM].data);
}

int docx_write(const struct document *document, const struct docx_options *options,
               struct text *out, struct diags *diags)
{
    struct part parts[PART_COUNT] = {
        [PART_CONTENT_TYPES] = {.name = "[Content_Types].xml"},
        [PART_PACKAGE_RELATIONS] = {.name = "_rels/.rels"},
        [PART_DOCUMENT] = {.name = "word/document.xml"},
        [PART_DOCUMENT_RELATIONS] = {.name = "word/_rels/document.xml.rels"},
        [PART_STYLES] = {.name = "word/styles.xml"},
        [PART_SETTINGS] = {.name = "word/settings.xml"},
        [PART_FONT_TABLE] = {.name = "word/fontTable.xml"},
        [PART_HEADER] = {.name = "word/header1.xml"},
        [PART_HEADER_FIRST] = {.name = "word/header2.xml"},
        [PART_HEADER_NUMBER] = {.name = "word/header3.xml"},
        [PART_FOOTER] = {.name = "word/footer1.xml"},
        [PART_CORE] = {.name = "docProps/core.xml"},
        [PART_APP] = {.name = "docProps/app.xml"},
        [PART_CUSTOM] = {.name = DIGEST_PART},
    };
    content_types_write(&parts[PART_CONTENT_TYPES].data);
    package_relations_write(&parts[PART_PACKAGE_RELATIONS].data);
    document_write(document, &parts[PART_DOCUMENT].data);
    document_relations_write(&parts[PART_DOCUMENT_RELATIONS].data);
    styles_write(&document->type, document->lang, &parts[PART_STYLES].data);
    settings_write(document->lang, &parts[PART_SETTINGS].data);
    font_table_write(document->type.docx_family, &parts[PART_FONT_TABLE].data);
    header_write(document, HEADER_FULL, &parts[PART_HEADER].data);
    header_write(document, HEADER_EMPTY, &parts[PART_HEADER_FIRST].data);
    header_write(document, HEADER_NUMBER, &parts[PART_HEADER_NUMBER].data);
    footer_write(&parts[PART_FOOTER].data);
    core_properties_write(document, &parts[PART_CORE].data);
    app_properties_write(document, options, &parts[PART_APP].data);
    custom_part_write(document, options, parts);
    int const status = package_write(parts, PART_COUNT, out, diags);
    for (size_t i = 0; i < PART_COUNT; i++)
        text_free(&parts[i].data);
    return status;
}
