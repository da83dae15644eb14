/*
 * settings.c - see settings.h.
 */
#include "docx/settings.h"

#include "docx/wml.h"

/*
 * Mode 15 keeps Word out of "compatibility mode".  Hyphenation stays off: Word
 * and LibreOffice hyphenate differently, and names must not be broken.
 */
void settings_write(const char *lang, struct text *out)
{
    text_add(out, XML_DECLARATION "<w:settings xmlns:w=\"" WML_NAMESPACE "\">"
                                  "<w:zoom w:percent=\"100\"/>"
                                  "<w:defaultTabStop w:val=\"708\"/>"
                                  "<w:autoHyphenation w:val=\"0\"/>"
                                  "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
                                  "<w:compat><w:compatSetting w:name=\"compatibilityMode\""
                                  " w:uri=\"http://schemas.microsoft.com/office/word\""
                                  " w:val=\"15\"/></w:compat><w:themeFontLang");
    attribute_string(out, "w:val", lang);
    text_add(out, "/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>");
}

static void font(struct text *out, const char *name, const char *alternative, const char *family,
                 const char *charset)
{
    text_add(out, "<w:font");
    attribute_string(out, "w:name", name);
    text_add(out, "><w:altName");
    attribute_string(out, "w:val", alternative);
    text_add(out, "/><w:charset");
    attribute_string(out, "w:val", charset);
    text_add(out, "/><w:family");
    attribute_string(out, "w:val", family);
    text_add(out, "/><w:pitch w:val=\"variable\"/></w:font>");
}

void font_table_write(const char *family, struct text *out)
{
    text_add(out, XML_DECLARATION "<w:fonts xmlns:w=\"" WML_NAMESPACE "\">");
    font(out, family, "Liberation Serif", "roman", "CC"); /* Russian */
    font(out, "Segoe UI Symbol", "DejaVu Sans", "swiss", "00");
    text_add(out, "</w:fonts>");
}
