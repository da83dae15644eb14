#include "package/opc.h"

void opc_types_begin(struct text *out)
{
    text_add(out, XML_DECLARATION "<Types xmlns=\"" PACKAGE_NAMESPACE "content-types\">"
                                  "<Default Extension=\"rels\" ContentType=\"" OPC_TYPE
                                  "package.relationships+xml\"/>"
                                  "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
}

void opc_type_add(struct text *out, const char *part, const char *type)
{
    text_format(out, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", part, type);
}

void opc_types_end(struct text *out)
{
    text_add(out, "</Types>");
}

void opc_relations_begin(struct text *out)
{
    text_add(out, XML_DECLARATION "<Relationships xmlns=\"" PACKAGE_NAMESPACE "relationships\">");
}

void opc_relation_add(struct text *out, const char *id, const char *type, const char *target)
{
    text_format(out, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>", id, type, target);
}

void opc_relations_end(struct text *out)
{
    text_add(out, "</Relationships>");
}

void opc_property_add(struct text *out, const char *format, const char *value)
{
    if (value && *value)
        text_format_xml(out, format, value);
}

void opc_core_begin(struct text *out)
{
    text_add(out, XML_DECLARATION "<cp:coreProperties xmlns:cp=\"" PACKAGE_NAMESPACE
                                  "metadata/core-properties\""
                                  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                                  " xmlns:dcterms=\"http://purl.org/dc/terms/\""
                                  " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
}

void opc_custom_begin(struct text *out)
{
    text_add(out, XML_DECLARATION "<Properties xmlns=\"" OFFICE_NAMESPACE "custom-properties\""
                                  " xmlns:vt=\"" OFFICE_NAMESPACE "docPropsVTypes\">");
}

/* The format id is that which ISO/IEC 29500-1, 22.3 gives to all user properties. */
void opc_custom_add(struct text *out, int id, const char *name, const char *value)
{
    text_format_xml(out,
                    "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%d\""
                    " name=\"%s\"><vt:lpwstr>%s</vt:lpwstr></property>",
                    id, name, value);
}
