#include "docx/properties.h"

#include "docx/digest.h"
#include "docx/wml.h"

#define CORE "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"

static bool is_known(const char *value)
{
    return value && *value;
}

/* <name>value</name>, or nothing when there is no value. */
static void element(struct text *out, const char *name, const char *value)
{
    if (!is_known(value))
        return;
    text_add_char(out, '<');
    text_add(out, name);
    text_add_char(out, '>');
    text_add_xml(out, value);
    text_add(out, "</");
    text_add(out, name);
    text_add_char(out, '>');
}

static void date_element(struct text *out, const char *name, const char *date)
{
    if (!is_known(date))
        return;
    text_add_char(out, '<');
    text_add(out, name);
    text_add(out, " xsi:type=\"dcterms:W3CDTF\">");
    text_add_xml(out, date);
    text_add(out, "T00:00:00Z</");
    text_add(out, name);
    text_add_char(out, '>');
}

void core_properties_write(const struct document *document, struct text *out)
{
    text_add(out, XML_DECLARATION "<cp:coreProperties xmlns:cp=\"" CORE "\""
                                  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                                  " xmlns:dcterms=\"http://purl.org/dc/terms/\""
                                  " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    element(out, "dc:title", document->title);
    element(out, "dc:subject", document->subject);
    element(out, "dc:creator", document->author);
    element(out, "dc:identifier", document->case_id);
    element(out, "dc:language", document->lang);
    date_element(out, "dcterms:created", document->date);
    date_element(out, "dcterms:modified", document->date);
    text_add(out, "</cp:coreProperties>");
}

void app_properties_write(const struct document *document, const struct docx_options *options,
                          struct text *out)
{
    text_add(out, XML_DECLARATION "<Properties xmlns=\"" OFFICE "extended-properties\">"
                                  "<Application>Formulyar ");
    text_add_xml(out, options->version);
    text_add(out, "</Application>");
    element(out, "Company", document->author);
    text_add(out, "</Properties>");
}

static void property(struct text *out, long *id, const char *name, const char *value)
{
    if (!is_known(value))
        return;
    /* The format id that ISO/IEC 29500-1, 22.3 gives to all user properties. */
    text_add(out, "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\"");
    attribute_int(out, "pid", (*id)++);
    attribute_string(out, "name", name);
    text_add_char(out, '>');
    element(out, "vt:lpwstr", value);
    text_add(out, "</property>");
}

void custom_properties_write(const struct document *document, const struct docx_options *options,
                             const char *digest, struct text *out)
{
    long id = 2; /* the first one allowed */
    text_add(out, XML_DECLARATION "<Properties xmlns=\"" OFFICE "custom-properties\""
                                  " xmlns:vt=\"" OFFICE "docPropsVTypes\">");
    property(out, &id, PROPERTY_CASE, document->case_id);
    property(out, &id, PROPERTY_FORM, document->form_id);
    property(out, &id, PROPERTY_EDITION, document->edition_id);
    property(out, &id, PROPERTY_TEACHER, document->teacher);
    property(out, &id, PROPERTY_HASH, options->case_hash);
    property(out, &id, PROPERTY_VERSION, options->version);
    property(out, &id, PROPERTY_DIGEST, digest);
    text_add(out, "</Properties>");
}
