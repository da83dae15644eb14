/*
 * parts.c - the small parts: settings, fonts, what stands in the margins, properties.
 */
#include "docx/parts.h"

#include "docx/digest.h"
#include "docx/style.h"

/*
 * Mode 15 keeps Word out of "compatibility mode"; the other switch adds the
 * space below a paragraph to that above the next, as the PDF does, instead of
 * taking the larger one.  Words are divided in the narrow cells of tables alone:
 * the style Normal forbids it, the style of their text allows it, where a line would
 * end more than a centimetre early.
 */
void settings_write(const struct docx_job *job, struct text *out)
{
    text_format_xml(out,
                    XML_DECLARATION
                    "<w:settings xmlns:w=\"" WML_NAMESPACE "\">"
                    "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"708\"/>"
                    "<w:autoHyphenation/><w:consecutiveHyphenLimit w:val=\"2\"/>"
                    "<w:hyphenationZone w:val=\"567\"/><w:doNotHyphenateCaps/>"
                    "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
                    "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/>"
                    "<w:compatSetting w:name=\"compatibilityMode\""
                    " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
                    "<w:themeFontLang w:val=\"%s\"/>"
                    "<w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>",
                    job->document->lang);
}

/* The font of the text, for Russian, and that of the check boxes. */
void font_table_write(const struct docx_job *job, struct text *out)
{
    text_format_xml(out,
                    XML_DECLARATION
                    "<w:fonts xmlns:w=\"" WML_NAMESPACE "\">"
                    "<w:font w:name=\"%s\"><w:altName w:val=\"Liberation Serif\"/>"
                    "<w:charset w:val=\"CC\"/><w:family w:val=\"roman\"/>"
                    "<w:pitch w:val=\"variable\"/></w:font>"
                    "<w:font w:name=\"Segoe UI Symbol\"><w:altName w:val=\"DejaVu Sans\"/>"
                    "<w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/>"
                    "<w:pitch w:val=\"variable\"/></w:font></w:fonts>",
                    job->document->type.docx_family);
}

/* ---- in the margins ---------------------------------------------------------- */

#define HEADER_BEGIN                                                                               \
    XML_DECLARATION "<w:hdr xmlns:w=\"" WML_NAMESPACE                                              \
                    "\"><w:p><w:pPr><w:pStyle w:val=\"" STYLE_HEADER "\"/>"
#define HEADER_END "</w:p></w:hdr>"

/* The cached result is what a reader without a layout engine shows. */
#define PAGE_FIELD                                                                                 \
    FIELD_PART("begin")                                                                            \
    "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>" FIELD_PART(              \
        "separate") "<w:r><w:t>2</w:t></w:r>" FIELD_PART("end")

/*
 * The page number in the centre and the running mark, if any, at the right margin.
 * Plain tab stops, not w:ptab, which not every word processor knows.
 */
void header_write(const struct docx_job *job, struct text *out)
{
    const struct document *document = job->document;
    long const width = document->first ? text_width_twips(&document->first->page) : 0;
    if (!document->running_mark) {
        header_number_write(job, out);
        return;
    }
    text_format(out,
                HEADER_BEGIN "<w:tabs><w:tab w:val=\"center\" w:pos=\"%ld\"/>"
                             "<w:tab w:val=\"right\" w:pos=\"%ld\"/></w:tabs><w:jc w:val=\"left\"/>"
                             "</w:pPr><w:r><w:tab/></w:r>" PAGE_FIELD "<w:r><w:tab/>",
                width / 2, width);
    run_content(out, document->running_mark);
    text_add(out, "</w:r>" HEADER_END);
}

void header_first_write(const struct docx_job *job, struct text *out)
{
    (void)job;
    text_add(out, HEADER_BEGIN "</w:pPr>" HEADER_END);
}

void header_number_write(const struct docx_job *job, struct text *out)
{
    (void)job;
    text_add(out, HEADER_BEGIN "</w:pPr>" PAGE_FIELD HEADER_END);
}

/* Empty: a place for what a school wants to add. */
void footer_write(const struct docx_job *job, struct text *out)
{
    (void)job;
    text_add(out, XML_DECLARATION "<w:ftr xmlns:w=\"" WML_NAMESPACE "\"><w:p><w:pPr>"
                                  "<w:pStyle w:val=\"" STYLE_FOOTER "\"/></w:pPr></w:p></w:ftr>");
}

/* ---- properties -------------------------------------------------------------- */

void core_properties_write(const struct docx_job *job, struct text *out)
{
    const struct document *document = job->document;
    opc_core_begin(out);
    opc_property_add(out, "<dc:title>%s</dc:title>", document->title);
    opc_property_add(out, "<dc:subject>%s</dc:subject>", document->subject);
    opc_property_add(out, "<dc:creator>%s</dc:creator>", document->author);
    opc_property_add(out, "<dc:identifier>%s</dc:identifier>", document->case_id);
    opc_property_add(out, "<dc:language>%s</dc:language>", document->lang);
    opc_property_add(out,
                     "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:created>",
                     document->date);
    opc_property_add(
        out, "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:modified>",
        document->date);
    text_add(out, OPC_CORE_END);
}

void app_properties_write(const struct docx_job *job, struct text *out)
{
    text_format_xml(out,
                    XML_DECLARATION "<Properties xmlns=\"" OFFICE_NAMESPACE "extended-properties\">"
                                    "<Application>Formulyar %s</Application>",
                    job->options->version);
    opc_property_add(out, "<Company>%s</Company>", job->document->author);
    text_add(out, OPC_PROPERTIES_END);
}

void custom_properties_write(const struct docx_job *job, struct text *out)
{
    struct {
        const char *name;
        const char *value;
    } const properties[] = {
        {PROPERTY_CASE, job->document->case_id},
        {PROPERTY_FORM, job->document->form_id},
        {PROPERTY_EDITION, job->document->edition_id},
        {PROPERTY_TEACHER, job->document->teacher},
        {PROPERTY_HASH, job->options->case_hash},
        {PROPERTY_VERSION, job->options->version},
        {PROPERTY_DIGEST, DIGEST_BLANK},
    };
    int id = 2; /* the first one allowed */
    opc_custom_begin(out);
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (properties[i].value && *properties[i].value)
            opc_custom_add(out, id++, properties[i].name, properties[i].value);
    text_add(out, OPC_PROPERTIES_END);
}
