#include "docx/wml.h"

#include "docx/letters.h"
#include "docx/style.h"

#include <math.h>
#include <string.h>

static const double MM_PER_INCH = 25.4;
static const double TWIPS_PER_INCH = 1440;

long twips(double mm)
{
    return lround(mm * TWIPS_PER_INCH / MM_PER_INCH);
}

long half_points(double pt)
{
    return lround(pt * 2);
}

long text_width_twips(const struct page_setup *page)
{
    return twips(page->width) - twips(page->left) - twips(page->right);
}

void attribute_string(struct text *out, const char *name, const char *value)
{
    text_add_char(out, ' ');
    text_add(out, name);
    text_add(out, "=\"");
    text_add_xml(out, value);
    text_add_char(out, '"');
}

void attribute_int(struct text *out, const char *name, long value)
{
    text_add_char(out, ' ');
    text_add(out, name);
    text_add(out, "=\"");
    text_add_int(out, value);
    text_add_char(out, '"');
}

/* Code points that stand for an element of their own inside a run, 17.3.3. */
static const char *run_element(uint32_t code_point)
{
    switch (code_point) {
    case '\t': return "<w:tab/>";
    case '\n': return "<w:br/>";
    case 0x2011: return "<w:noBreakHyphen/>";
    case 0xAD: return "<w:softHyphen/>";
    default: return NULL;
    }
}

/* Char of XML 1.0, production 2; surrogates cannot come out of utf8_next(). */
static bool is_xml_char(uint32_t code_point)
{
    return code_point >= 0x20 && code_point != 0xFFFE && code_point != 0xFFFF;
}

/* Length in bytes of what one w:t can hold. */
static size_t text_stretch(const char *string)
{
    const char *cursor = string;
    const char *before = string;
    uint32_t code_point;
    while ((code_point = utf8_next(&cursor)) != 0) {
        if (run_element(code_point))
            break;
        before = cursor;
    }
    return (size_t)(before - string);
}

static void add_code_point(struct text *out, uint32_t code_point)
{
    switch (code_point) {
    case '&': text_add(out, "&amp;"); break;
    case '<': text_add(out, "&lt;"); break;
    case '>': text_add(out, "&gt;"); break;
    default: text_add_utf8(out, is_xml_char(code_point) ? code_point : 0xFFFD);
    }
}

static void add_text_element(struct text *out, const char *string, size_t length)
{
    bool const edge_space = string[0] == ' ' || string[length - 1] == ' ';
    text_add(out, edge_space ? "<w:t xml:space=\"preserve\">" : "<w:t>");
    for (const char *cursor = string; cursor < string + length;)
        add_code_point(out, utf8_next(&cursor));
    text_add(out, "</w:t>");
}

void run_content(struct text *out, const char *string)
{
    while (*string) {
        size_t const length = text_stretch(string);
        if (length) {
            add_text_element(out, string, length);
            string += length;
        } else {
            text_add(out, run_element(utf8_next(&string)));
        }
    }
}

static const char *run_style_id(enum run_style style)
{
    switch (style) {
    case RUN_PLAIN: return NULL;
    case RUN_CHECK_BOX: return STYLE_CHECK_BOX;
    case RUN_BLANK: return STYLE_BLANK_CHAR;
    }
    return NULL;
}

static void value_element(struct text *out, const char *name, const char *value)
{
    text_add_char(out, '<');
    text_add(out, name);
    attribute_string(out, "w:val", value);
    text_add(out, "/>");
}

void run_write_text(struct docx_writer *writer, const char *text, enum run_style style)
{
    const char *id = run_style_id(style);
    text_add(writer->out, "<w:r>");
    if (id) {
        text_add(writer->out, "<w:rPr>");
        value_element(writer->out, "w:rStyle", id);
        text_add(writer->out, "</w:rPr>");
    }
    run_content(writer->out, text);
    text_add(writer->out, "</w:r>");
}

/*
 * The character style of a run.  Bold is a toggle (17.7.3): a bold character
 * style in a bold paragraph style would print light, so strong text there takes
 * none.
 */
static const char *style_of_run(const struct run *run, enum run_place place)
{
    if (run->flags & RUN_DATA)
        return STYLE_DATA;
    switch (place) {
    case PLACE_PLAIN: return run->flags & RUN_STRONG ? STYLE_STRONG : NULL;
    case PLACE_BOLD: return NULL;
    case PLACE_LABEL: return STYLE_LABEL_CHAR;
    }
    return NULL;
}

static void run_properties(struct text *out, const struct run *run, enum run_place place)
{
    const char *style = style_of_run(run, place);
    bool const strong_data =
        (run->flags & RUN_DATA) && (run->flags & RUN_STRONG) && place != PLACE_BOLD;
    if (!style && !run->lang)
        return;
    text_add(out, "<w:rPr>");
    if (style)
        value_element(out, "w:rStyle", style);
    if (strong_data)
        text_add(out, "<w:b/><w:bCs/>");
    if (run->lang)
        value_element(out, "w:lang", run->lang);
    text_add(out, "</w:rPr>");
}

/* Names are never divided. */
static void run_text(struct docx_writer *writer, const struct run *run)
{
    if (writer->widest_word <= 0 || (run->flags & RUN_NAME)) {
        run_content(writer->out, run->text);
        return;
    }
    struct text divided = TEXT_EMPTY;
    letters_divide(run->text, writer->widest_word, &divided);
    run_content(writer->out, text_string(&divided));
    text_free(&divided);
}

/* The name by which fields know the bookmark where a section begins; "_": Word does not list it. */
static void section_name(const struct docx_writer *writer, const struct section *wanted,
                         struct text *out)
{
    long number = 1;
    for (const struct section *section = writer->document->first; section && section != wanted;
         section = section->next)
        number++;
    text_add(out, "_Section");
    text_add_int(out, number);
}

/* An empty bookmark (17.13.6): a place. */
static void section_bookmark(struct docx_writer *writer)
{
    struct text *out = writer->out;
    struct text name = TEXT_EMPTY;
    section_name(writer, writer->marked, &name);
    const char *number = text_string(&name) + strlen("_Section");
    text_add(out, "<w:bookmarkStart");
    attribute_string(out, "w:id", number);
    attribute_string(out, "w:name", text_string(&name));
    text_add(out, "/><w:bookmarkEnd");
    attribute_string(out, "w:id", number);
    text_add(out, "/>");
    text_free(&name);
    writer->marked = NULL;
}

static void field_part(struct text *out, const char *type)
{
    text_add(out, "<w:r><w:fldChar");
    attribute_string(out, "w:fldCharType", type);
    text_add(out, "/></w:r>");
}

/* PAGEREF (17.16.5.44) around the number as far as it is known; \h: it can be clicked. */
static void page_reference(struct docx_writer *writer, const struct run *run, enum run_place place)
{
    struct text *out = writer->out;
    field_part(out, "begin");
    text_add(out, "<w:r><w:instrText xml:space=\"preserve\"> PAGEREF ");
    section_name(writer, run->page_of, out);
    text_add(out, " \\h </w:instrText></w:r>");
    field_part(out, "separate");
    text_add(out, "<w:r>");
    run_properties(out, run, place);
    run_content(out, run->text);
    text_add(out, "</w:r>");
    field_part(out, "end");
}

void runs_write(struct docx_writer *writer, const struct para *para, enum run_place place)
{
    for (const struct run *run = para->first; run; run = run->next) {
        if (run->page_of) {
            page_reference(writer, run, place);
            continue;
        }
        text_add(writer->out, "<w:r>");
        run_properties(writer->out, run, place);
        run_text(writer, run);
        text_add(writer->out, "</w:r>");
    }
}

static void remember_keep(struct docx_writer *writer, bool kept_already)
{
    writer->keep_at[1] = writer->keep_at[0];
    writer->keep_at[0] = kept_already ? 0 : writer->out->len;
}

static const char keep_next[] = "<w:keepNext/>";

void paragraph_begin(struct docx_writer *writer, const struct format *format)
{
    struct text *out = writer->out;
    text_add(out, "<w:p><w:pPr>");
    value_element(out, "w:pStyle", format->style);
    if (format->keep_next)
        text_add(out, keep_next);
    remember_keep(writer, format->keep_next);
    if (format->tab_right) {
        text_add(out, "<w:tabs><w:tab w:val=\"right\"");
        attribute_int(out, "w:pos", format->tab_right);
        text_add(out, "/></w:tabs>");
    }
    if (format->indent_left) {
        text_add(out, "<w:ind");
        attribute_int(out, "w:left", format->indent_left);
        if (format->indent_right)
            attribute_int(out, "w:right", format->indent_right);
        text_add(out, "/>");
    }
    if (format->align)
        value_element(out, "w:jc", format->align);
    text_add(out, "</w:pPr>");
    if (writer->marked)
        section_bookmark(writer);
}

void paragraph_end(struct docx_writer *writer)
{
    text_add(writer->out, "</w:p>");
}

void paragraph_empty(struct docx_writer *writer, const struct format *format)
{
    paragraph_begin(writer, format);
    paragraph_end(writer);
}

void paragraph_write(struct docx_writer *writer, const struct format *format,
                     const struct para *para)
{
    paragraph_begin(writer, format);
    runs_write(writer, para, style_is_bold(format->style) ? PLACE_BOLD : PLACE_PLAIN);
    paragraph_end(writer);
}

void paragraphs_write(struct docx_writer *writer, const struct format *format,
                      const struct para *para)
{
    for (; para; para = para->next)
        paragraph_write(writer, format, para);
}

static void insert(struct text *out, size_t at, const char *string)
{
    size_t const length = strlen(string);
    text_add(out, string); /* makes room */
    memmove(out->data + at + length, out->data + at, out->len - length - at);
    memcpy(out->data + at, string, length);
}

void paragraphs_keep(struct docx_writer *writer)
{
    /* Newest first: the older place does not move. */
    for (size_t i = 0; i < 2; i++) {
        if (writer->keep_at[i])
            insert(writer->out, writer->keep_at[i], keep_next);
        writer->keep_at[i] = 0;
    }
}
