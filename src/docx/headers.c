#include "docx/headers.h"

#include "docx/style.h"
#include "docx/wml.h"

/* The cached result is what a reader without a layout engine shows. */
static const char page_field[] =
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
    "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
    "<w:r><w:t>2</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

static void tab_stop(struct text *out, const char *kind, long position)
{
    text_add(out, "<w:tab");
    attribute_string(out, "w:val", kind);
    attribute_int(out, "w:pos", position);
    text_add(out, "/>");
}

/* Plain tab stops, not w:ptab, which not every word processor knows. */
static void number_and_mark(const struct document *document, struct text *out)
{
    long const width = document->first ? text_width_twips(&document->first->page) : 0;
    text_add(out, "<w:tabs>");
    tab_stop(out, "center", width / 2);
    tab_stop(out, "right", width);
    text_add(out, "</w:tabs><w:jc w:val=\"left\"/></w:pPr><w:r><w:tab/></w:r>");
    text_add(out, page_field);
    text_add(out, "<w:r><w:tab/>");
    run_content(out, document->running_mark);
    text_add(out, "</w:r>");
}

static void number(struct text *out)
{
    text_add(out, "</w:pPr>");
    text_add(out, page_field);
}

void header_write(const struct document *document, enum header header, struct text *out)
{
    text_add(out, XML_DECLARATION "<w:hdr xmlns:w=\"" WML_NAMESPACE "\">"
                                  "<w:p><w:pPr><w:pStyle w:val=\"" STYLE_HEADER "\"/>");
    switch (header) {
    case HEADER_FULL:
        if (document->running_mark)
            number_and_mark(document, out);
        else
            number(out);
        break;
    case HEADER_EMPTY: text_add(out, "</w:pPr>"); break;
    case HEADER_NUMBER: number(out); break;
    }
    text_add(out, "</w:p></w:hdr>");
}

void footer_write(struct text *out)
{
    text_add(out, XML_DECLARATION "<w:ftr xmlns:w=\"" WML_NAMESPACE "\">"
                                  "<w:p><w:pPr><w:pStyle w:val=\"" STYLE_FOOTER
                                  "\"/></w:pPr></w:p></w:ftr>");
}
