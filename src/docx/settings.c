#include "docx/settings.h"

#include "docx/wml.h"

/*
 * Mode 15 keeps Word out of "compatibility mode"; the other switch adds the
 * space below a paragraph to that above the next, as the PDF does, instead of
 * taking the larger one.  Words are divided in the narrow cells of tables alone:
 * the style Normal forbids it, the style of their text allows it.
 */
void settings_write(const char *lang, struct text *out)
{
    text_add(out, XML_DECLARATION "<w:settings xmlns:w=\"" WML_NAMESPACE "\">"
                                  "<w:zoom w:percent=\"100\"/>"
                                  "<w:defaultTabStop w:val=\"708\"/>"
                                  "<w:autoHyphenation/><w:doNotHyphenateCaps/>"
                                  "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
                                  "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/><w:compatSetting "
                                  "w:name=\"compatibilityMode\""
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
