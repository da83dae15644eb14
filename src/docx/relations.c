#include "docx/relations.h"

#include "docx/wml.h"

#define OFFICE RELATION_NAMESPACE "/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

struct content_type {
    const char *part;
    const char *type;
};

static const struct content_type content_types[] = {
    {"/word/document.xml", WORD_TYPE "document.main+xml"},
    {"/word/styles.xml", WORD_TYPE "styles+xml"},
    {"/word/settings.xml", WORD_TYPE "settings+xml"},
    {"/word/fontTable.xml", WORD_TYPE "fontTable+xml"},
    {"/word/header1.xml", WORD_TYPE "header+xml"},
    {"/word/header2.xml", WORD_TYPE "header+xml"},
    {"/word/header3.xml", WORD_TYPE "header+xml"},
    {"/word/footer1.xml", WORD_TYPE "footer+xml"},
    {"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
    {"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
    {"/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"},
};

struct relation {
    const char *id;
    const char *type;
    const char *target;
};

static const struct relation package_relations[] = {
    {"rId1", OFFICE "officeDocument", "word/document.xml"},
    {"rId2", PACKAGE "relationships/metadata/core-properties", "docProps/core.xml"},
    {"rId3", OFFICE "extended-properties", "docProps/app.xml"},
    {"rId4", OFFICE "custom-properties", "docProps/custom.xml"},
};

static const struct relation document_relations[] = {
    {"rIdStyles", OFFICE "styles", "styles.xml"},
    {"rIdSettings", OFFICE "settings", "settings.xml"},
    {"rIdFonts", OFFICE "fontTable", "fontTable.xml"},
    {RELATION_HEADER, OFFICE "header", "header1.xml"},
    {RELATION_HEADER_FIRST, OFFICE "header", "header2.xml"},
    {RELATION_HEADER_NUMBER, OFFICE "header", "header3.xml"},
    {RELATION_FOOTER, OFFICE "footer", "footer1.xml"},
};

/* `name="` before, the number, after, `"`. */
static void numbered_attribute(struct text *out, const char *name, const char *before,
                               size_t number, const char *after)
{
    text_add_char(out, ' ');
    text_add(out, name);
    text_add(out, "=\"");
    text_add(out, before);
    text_add_int(out, (long)number);
    text_add(out, after);
    text_add_char(out, '"');
}

void content_types_write(size_t charts, struct text *out)
{
    text_add(out, XML_DECLARATION "<Types xmlns=\"" PACKAGE "content-types\">"
                                  "<Default Extension=\"rels\" ContentType=\"application/"
                                  "vnd.openxmlformats-package.relationships+xml\"/>"
                                  "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (size_t i = 0; i < sizeof content_types / sizeof content_types[0]; i++) {
        text_add(out, "<Override");
        attribute_string(out, "PartName", content_types[i].part);
        attribute_string(out, "ContentType", content_types[i].type);
        text_add(out, "/>");
    }
    for (size_t i = 1; i <= charts; i++) {
        text_add(out, "<Override");
        numbered_attribute(out, "PartName", "/word/" CHART_PART, i, ".xml");
        attribute_string(out, "ContentType",
                         "application/vnd.openxmlformats-officedocument.drawingml.chart+xml");
        text_add(out, "/>");
    }
    text_add(out, "</Types>");
}

static void chart_relations_write(struct text *out, size_t charts)
{
    for (size_t i = 1; i <= charts; i++) {
        text_add(out, "<Relationship");
        numbered_attribute(out, "Id", RELATION_CHART, i, "");
        attribute_string(out, "Type", OFFICE "chart");
        numbered_attribute(out, "Target", CHART_PART, i, ".xml");
        text_add(out, "/>");
    }
}

static void relations_write(struct text *out, const struct relation *relations, size_t count,
                            size_t charts)
{
    text_add(out, XML_DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\">");
    for (size_t i = 0; i < count; i++) {
        text_add(out, "<Relationship");
        attribute_string(out, "Id", relations[i].id);
        attribute_string(out, "Type", relations[i].type);
        attribute_string(out, "Target", relations[i].target);
        text_add(out, "/>");
    }
    chart_relations_write(out, charts);
    text_add(out, "</Relationships>");
}

void package_relations_write(struct text *out)
{
    relations_write(out, package_relations, sizeof package_relations / sizeof package_relations[0],
                    0);
}

void document_relations_write(size_t charts, struct text *out)
{
    relations_write(out, document_relations,
                    sizeof document_relations / sizeof document_relations[0], charts);
}
