/*
 * xmp.c - metadata of a PDF: the XMP packet, and the Info dictionary.
 */
#include "pdf/writer.h"

#include <string.h>

#define OWN_NAMESPACE "urn:formulyar:xmp:1#"
#define UA_NAMESPACE "http://www.aiim.org/pdfua/ns/id/"

#define PACKET_BEGIN                                                                               \
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"                         \
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"                                                       \
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"

/* The extension schemas (ISO 19005-2, 6.6.2.3) stand first and alone: PDFBox looks for them there. */
#define SCHEMAS_BEGIN                                                                                \
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"" \
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""                                      \
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"                               \
    "<pdfaExtension:schemas><rdf:Bag>"
#define SCHEMAS_END "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n"

/* Properties that PDF/A does not know; in the long form: PDFBox reads schemas in no other. */
#define SCHEMA_BEGIN(title, uri, prefix)                                                           \
    "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>" title "</pdfaSchema:schema>"          \
    "<pdfaSchema:namespaceURI>" uri "</pdfaSchema:namespaceURI>"                                   \
    "<pdfaSchema:prefix>" prefix "</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
#define PROPERTY(name, type, category, description)                                                \
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>" name "</pdfaProperty:name>"           \
    "<pdfaProperty:valueType>" type "</pdfaProperty:valueType>"                                    \
    "<pdfaProperty:category>" category "</pdfaProperty:category>"                                  \
    "<pdfaProperty:description>" description "</pdfaProperty:description></rdf:li>"
#define SCHEMA_END "</rdf:Seq></pdfaSchema:property></rdf:li>"

static void put_schemas(struct text *out, bool is_ua, bool is_joined)
{
    text_add(out, SCHEMAS_BEGIN);
    if (is_ua)
        text_add(out, SCHEMA_BEGIN("PDF/UA", UA_NAMESPACE, "pdfuaid")
                          PROPERTY("part", "Integer", "internal", "Part") SCHEMA_END);
    text_add(out, SCHEMA_BEGIN("Formulyar", OWN_NAMESPACE, "form"));
    if (is_joined)
        text_add(out, PROPERTY("minutes", "Integer", "external",
                               "Pages of minutes in front, made by another program"));
    text_add(out, PROPERTY("case", "Text", "external", "Case"));
    text_add(out, PROPERTY("id", "Text", "external", "Form"));
    text_add(out, PROPERTY("edition", "Text", "external", "Edition"));
    text_add(out, PROPERTY("teacher", "Text", "external", "Digest of case and teacher"));
    text_add(out, SCHEMA_END SCHEMAS_END);
}

/* A property with its value in the format, or nothing when it has none. */
static void put(struct text *out, const char *format, const char *value)
{
    if (value && *value)
        text_format_xml(out, format, value);
}

/* Of our own pages; of a joined file what holds for the minutes too, which may be nothing. */
static void put_claim(struct text *out, const struct pdf_options *options, bool is_ua)
{
    const struct pdf_joined *joined = options->joined;
    char const part = joined ? joined->part : (char)('0' + options->part);
    if (part)
        text_format(out, "<pdfaid:part>%c</pdfaid:part><pdfaid:conformance>%c</pdfaid:conformance>",
                    part, joined ? joined->level : 'A');
    if (is_ua)
        text_add(out, "<pdfuaid:part>1</pdfuaid:part>");
}

static bool has_date(const struct document *document)
{
    return document->date && strlen(document->date) == strlen("2027-05-20");
}

static void put_properties(struct text *out, const struct document *document,
                           const struct pdf_options *options, bool is_ua)
{
    const char *date = has_date(document) ? document->date : NULL;
    text_format(out,
                "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"" PDFA_NAMESPACE
                "\" xmlns:form=\"" OWN_NAMESPACE "\"%s>\n",
                is_ua ? " xmlns:pdfuaid=\"" UA_NAMESPACE "\"" : "");
    put_claim(out, options, is_ua);
    put(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>",
        document->title);
    put(out,
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"
        "</dc:description>",
        document->subject);
    put(out, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>", document->author);
    put(out, "<xmp:CreateDate>%sT09:00:00Z</xmp:CreateDate>", date);
    put(out, "<xmp:CreatorTool>Formulyar %s</xmp:CreatorTool>", options->version);
    put(out, "<pdf:Producer>Formulyar %s</pdf:Producer>", options->version);
    put(out, "<form:case>%s</form:case>", document->case_id);
    put(out, "<form:id>%s</form:id>", document->form_id);
    put(out, "<form:edition>%s</form:edition>", document->edition_id);
    put(out, "<form:teacher>%s</form:teacher>", document->teacher);
    if (options->joined)
        text_format(out, "<form:minutes>%d</form:minutes>", options->joined->minutes_pages);
    text_add(out, "\n</rdf:Description>\n");
}

void xmp_write(const struct document *document, const struct pdf_options *options, struct text *out)
{
    bool const is_ua = !options->joined && options->part != PDFA_1;
    text_add(out, PACKET_BEGIN);
    put_schemas(out, is_ua, options->joined != NULL);
    put_properties(out, document, options, is_ua);
    text_add(out, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

void info_date(const struct document *document, const char *key, struct text *out)
{
    const char *date = document->date;
    if (!has_date(document))
        return;
    text_format(out, "%s(D:", key);
    text_add_bytes(out, date, 4);
    text_add_bytes(out, date + 5, 2);
    text_add_bytes(out, date + 8, 2);
    text_add(out, "090000Z)");
}

static void put_info(struct text *out, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    text_add(out, key);
    put_text_string(out, value);
}

void info_write(const struct document *document, const struct pdf_options *options,
                struct text *out)
{
    struct text program = TEXT_EMPTY;
    text_format(&program, "Formulyar %s", options->version);
    put_info(out, "/Title", document->title);
    put_info(out, "/Author", document->author);
    put_info(out, "/Producer", program.data);
    info_date(document, "/CreationDate", out);
    text_free(&program);
}
