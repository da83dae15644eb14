#include "pdf/xmp.h"

#include "pdf/pdfobj.h"

#include <string.h>

#define PROGRAM "Formulyar"

enum { DATE_LENGTH = 10 }; /* "2027-05-20" */

/* A property that PDF/A does not know, for the extension schema (ISO 19005-2, 6.6.2.3). */
struct property {
    const char *name;
    const char *type;
    const char *category;
    const char *description;
};

struct schema {
    const char *title;
    const char *namespace_uri;
    const char *prefix;
    const struct property *properties; /* closed by a NULL name */
};

/* The first one stands in joined files alone. */
static const struct property own_properties[] = {
    {"minutes", "Integer", "external", "Pages of minutes in front, made by another program"},
    {"case", "Text", "external", "Case"},
    {"id", "Text", "external", "Form"},
    {"edition", "Text", "external", "Edition"},
    {"teacher", "Text", "external", "Digest of the case and the teacher's name"},
    {NULL, NULL, NULL, NULL},
};

static const struct schema own_schema = {
    .title = "Formulyar",
    .namespace_uri = XMP_NAMESPACE,
    .prefix = "form",
    .properties = own_properties + 1,
};

static const struct schema joined_schema = {
    .title = "Formulyar",
    .namespace_uri = XMP_NAMESPACE,
    .prefix = "form",
    .properties = own_properties,
};

static const struct schema ua_schema = {
    .title = "PDF/UA",
    .namespace_uri = "http://www.aiim.org/pdfua/ns/id/",
    .prefix = "pdfuaid",
    .properties =
        (const struct property[]){
            {"part", "Integer", "internal", "Part"},
            {NULL, NULL, NULL, NULL},
        },
};

static void put_element(struct text *out, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    text_add_char(out, '<');
    text_add(out, name);
    text_add_char(out, '>');
    text_add_xml(out, value);
    text_add(out, "</");
    text_add(out, name);
    text_add_char(out, '>');
}

/* A property whose value is a container with one entry: Alt by language, or Seq. */
static void put_container(struct text *out, const char *name, const char *container,
                          const char *attribute, const char *value)
{
    if (!value || !*value)
        return;
    text_add_char(out, '<');
    text_add(out, name);
    text_add(out, "><rdf:");
    text_add(out, container);
    text_add(out, "><rdf:li");
    text_add(out, attribute);
    text_add_char(out, '>');
    text_add_xml(out, value);
    text_add(out, "</rdf:li></rdf:");
    text_add(out, container);
    text_add(out, "></");
    text_add(out, name);
    text_add_char(out, '>');
}

/* Structures stand in the long form: PDFBox reads extension schemas in no other. */
static void put_schema(struct text *out, const struct schema *schema)
{
    text_add(out, "<rdf:li rdf:parseType=\"Resource\">");
    put_element(out, "pdfaSchema:schema", schema->title);
    put_element(out, "pdfaSchema:namespaceURI", schema->namespace_uri);
    put_element(out, "pdfaSchema:prefix", schema->prefix);
    text_add(out, "<pdfaSchema:property><rdf:Seq>");
    for (const struct property *property = schema->properties; property->name; property++) {
        text_add(out, "<rdf:li rdf:parseType=\"Resource\">");
        put_element(out, "pdfaProperty:name", property->name);
        put_element(out, "pdfaProperty:valueType", property->type);
        put_element(out, "pdfaProperty:category", property->category);
        put_element(out, "pdfaProperty:description", property->description);
        text_add(out, "</rdf:li>");
    }
    text_add(out, "</rdf:Seq></pdfaSchema:property></rdf:li>");
}

struct namespace
{
    const char *prefix;
    const char *uri;
};

static void begin_description(struct text *out, const struct namespace *namespaces, size_t count)
{
    text_add(out, "<rdf:Description rdf:about=\"\"");
    for (size_t i = 0; i < count; i++) {
        text_add(out, " xmlns:");
        text_add(out, namespaces[i].prefix);
        text_add(out, "=\"");
        text_add(out, namespaces[i].uri);
        text_add_char(out, '"');
    }
    text_add(out, ">\n");
}

/* The extension schemas (ISO 19005-2, 6.6.2.3) stand first and alone: PDFBox looks for them there. */
static void put_extensions(struct text *out, bool is_ua, bool is_joined)
{
    static const struct namespace namespaces[] = {
        {"pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"},
        {"pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"},
        {"pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"},
    };
    begin_description(out, namespaces, sizeof namespaces / sizeof namespaces[0]);
    text_add(out, "<pdfaExtension:schemas><rdf:Bag>");
    if (is_ua)
        put_schema(out, &ua_schema);
    put_schema(out, is_joined ? &joined_schema : &own_schema);
    text_add(out, "</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

/* Of our own pages; of a joined file what holds for the minutes too, which may be nothing. */
static void put_claim(struct text *out, const struct pdf_options *options, bool is_ua)
{
    const struct pdf_joined *joined = options->joined;
    char const part[] = {joined ? joined->part : (char)('0' + options->part), '\0'};
    char const level[] = {joined ? joined->level : 'A', '\0'};
    if (*part) {
        put_element(out, "pdfaid:part", part);
        put_element(out, "pdfaid:conformance", level);
    }
    if (is_ua)
        put_element(out, "pdfuaid:part", "1");
}

static void put_minutes(struct text *out, const struct pdf_joined *joined)
{
    if (!joined)
        return;
    struct text pages = TEXT_EMPTY;
    text_add_int(&pages, joined->minutes_pages);
    put_element(out, "form:minutes", text_string(&pages));
    text_free(&pages);
}

/* "Formulyar 0.1.0", for Producer and CreatorTool. */
static void put_program(struct text *out, const struct pdf_options *options)
{
    text_add(out, PROGRAM);
    if (options->version) {
        text_add_char(out, ' ');
        text_add(out, options->version);
    }
}

static bool has_date(const struct document *document)
{
    return document->date && strlen(document->date) == DATE_LENGTH;
}

static void put_dates(struct text *out, const struct document *document)
{
    if (!has_date(document))
        return;
    struct text date = TEXT_EMPTY;
    text_add(&date, document->date);
    text_add(&date, "T09:00:00Z");
    put_element(out, "xmp:CreateDate", date.data);
    put_element(out, "xmp:ModifyDate", date.data);
    text_free(&date);
}

static void put_properties(struct text *out, const struct document *document,
                           const struct pdf_options *options, bool is_ua)
{
    static const struct namespace namespaces[] = {
        {"dc", "http://purl.org/dc/elements/1.1/"},
        {"xmp", "http://ns.adobe.com/xap/1.0/"},
        {"pdf", "http://ns.adobe.com/pdf/1.3/"},
        {"pdfaid", PDFA_NAMESPACE},
        {"form", XMP_NAMESPACE},
        {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
    };
    size_t const count = sizeof namespaces / sizeof namespaces[0];
    struct text program = TEXT_EMPTY;
    put_program(&program, options);
    begin_description(out, namespaces, is_ua ? count : count - 1);
    put_claim(out, options, is_ua);
    put_container(out, "dc:title", "Alt", " xml:lang=\"x-default\"", document->title);
    put_container(out, "dc:description", "Alt", " xml:lang=\"x-default\"", document->subject);
    put_container(out, "dc:creator", "Seq", "", document->author);
    put_dates(out, document);
    put_element(out, "xmp:CreatorTool", program.data);
    put_element(out, "pdf:Producer", program.data);
    put_element(out, "form:case", document->case_id);
    put_element(out, "form:id", document->form_id);
    put_element(out, "form:edition", document->edition_id);
    put_element(out, "form:teacher", document->teacher);
    put_minutes(out, options->joined);
    text_add(out, "\n</rdf:Description>\n");
    text_free(&program);
}

void xmp_write(const struct document *document, const struct pdf_options *options, struct text *out)
{
    const struct pdf_joined *joined = options->joined;
    bool const is_ua = !joined && options->part != PDFA_1;
    text_add(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    put_extensions(out, is_ua, joined != NULL);
    put_properties(out, document, options, is_ua);
    text_add(out, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

bool info_date(const struct document *document, struct text *out)
{
    if (!has_date(document))
        return false;
    text_add(out, "(D:");
    text_add_bytes(out, document->date, 4);
    text_add_bytes(out, document->date + 5, 2);
    text_add_bytes(out, document->date + 8, 2);
    text_add(out, "090000Z)");
    return true;
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
    put_program(&program, options);
    put_info(out, "/Title", document->title);
    put_info(out, "/Author", document->author);
    put_info(out, "/Producer", program.data);
    if (has_date(document)) {
        text_add(out, "/CreationDate");
        info_date(document, out);
        text_add(out, "/ModDate");
        info_date(document, out);
    }
    text_free(&program);
}
