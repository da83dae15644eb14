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

double runs_width(const struct run *run)
{
    double width = 0;
    for (; run; run = run->next)
        width += letters_width(run->text);
    return width;
}

long text_width_twips(const struct page_setup *page)
{
    return twips(page->width) - twips(page->left) - twips(page->right);
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

/*
 * Length in bytes of what one w:t can hold.  is_plain: XML has nothing to escape or to refuse in it.
 * Most characters are ASCII or Russian, which are told by a byte or two.
 */
static size_t text_stretch(const char *string, const char *end, bool *is_plain)
{
    const char *at = string;
    *is_plain = true;
    while (at < end) {
        unsigned char const byte = (unsigned char)*at;
        if (byte == '\t' || byte == '\n')
            break;
        if (byte < 0x80) {
            *is_plain = *is_plain && byte >= ' ' && byte != '&' && byte != '<' && byte != '>';
            at++;
        } else if ((byte == 0xD0 || byte == 0xD1) && ((unsigned char)at[1] & 0xC0) == 0x80) {
            at += 2;
        } else {
            const char *next = at;
            uint32_t const code_point = utf8_next(&next);
            if (run_element(code_point))
                break;
            *is_plain = *is_plain && next - at > 1 && is_xml_char(code_point);
            at = next;
        }
    }
    return (size_t)(at - string);
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

static void add_text_element(struct text *out, const char *string, size_t length, bool is_plain)
{
    bool const edge_space = string[0] == ' ' || string[length - 1] == ' ';
    text_add(out, edge_space ? "<w:t xml:space=\"preserve\">" : "<w:t>");
    if (is_plain)
        text_add_bytes(out, string, length);
    else
        for (const char *cursor = string; cursor < string + length;)
            add_code_point(out, utf8_next(&cursor));
    text_add(out, "</w:t>");
}

/* The inside of a w:r for the first bytes of a string, which end with a character. */
static void add_content(struct text *out, const char *string, size_t count)
{
    const char *end = string + count;
    bool is_plain;
    while (string < end) {
        size_t const length = text_stretch(string, end, &is_plain);
        if (length) {
            add_text_element(out, string, length, is_plain);
            string += length;
        } else {
            text_add(out, run_element(utf8_next(&string)));
        }
    }
}

void run_content(struct text *out, const char *string)
{
    add_content(out, string, strlen(string));
}

void run_write_text(struct docx_writer *writer, const char *text, enum run_style style)
{
    static const char *const openings[] = {
        [RUN_PLAIN] = "<w:r>",
        [RUN_CHOSEN] = "<w:r><w:rPr><w:rStyle w:val=\"" STYLE_CHOSEN "\"/></w:rPr>",
        [RUN_OPEN] = "<w:r><w:rPr><w:rStyle w:val=\"" STYLE_OPEN "\"/></w:rPr>",
        [RUN_BLANK] = "<w:r><w:rPr><w:rStyle w:val=\"" STYLE_BLANK_CHAR "\"/></w:rPr>",
    };
    text_add(writer->out, openings[style]);
    run_content(writer->out, text);
    text_add(writer->out, "</w:r>");
}

#define SIGN_FONT "Segoe UI Symbol" /* of Windows; the font table names DejaVu Sans beside it */

/*
 * The character style of a run.  Bold is a toggle (17.7.3): a bold character
 * style in a bold paragraph style would print light, so strong text there takes
 * none.
 */
static const char *style_of_run(const struct run *run, enum run_place place)
{
    if (run->flags & RUN_DATA)
        return run->blank ? STYLE_BLANK_CHAR : STYLE_DATA;
    if (run->flags & (RUN_UNDERLINED | RUN_NOT_UNDERLINED))
        return run->flags & RUN_UNDERLINED ? STYLE_UNDERLINED : STYLE_NOT_UNDERLINED;
    switch (place) {
    case PLACE_PLAIN: return run->flags & RUN_STRONG ? STYLE_STRONG : NULL;
    case PLACE_BOLD: return NULL;
    case PLACE_LABEL: return STYLE_LABEL_CHAR;
    }
    return NULL;
}

static void run_properties(struct text *out, const struct run *run, enum run_place place,
                           bool signs)
{
    const char *style = style_of_run(run, place);
    bool const strong_data =
        (run->flags & RUN_DATA) && (run->flags & RUN_STRONG) && place != PLACE_BOLD;
    if (!style && !run->lang && !signs)
        return;
    text_add(out, "<w:rPr>");
    if (style)
        text_format(out, "<w:rStyle w:val=\"%s\"/>", style);
    if (signs)
        text_add(out, "<w:rFonts w:ascii=\"" SIGN_FONT "\" w:hAnsi=\"" SIGN_FONT
                      "\" w:eastAsia=\"" SIGN_FONT "\" w:cs=\"" SIGN_FONT "\"/>");
    if (strong_data)
        text_add(out, "<w:b/><w:bCs/>");
    if (run->lang)
        text_format_xml(out, "<w:lang w:val=\"%s\"/>", run->lang);
    text_add(out, "</w:rPr>");
}

/* What was typed, and words of our own; a name that has a column to itself may have to part. */
static bool may_glue(const struct docx_writer *writer, const struct run *run)
{
    if (run->flags & RUN_NAME)
        return writer->widest_word > 0;
    return writer->is_ours || (run->flags & RUN_DATA);
}

/* A run for each stretch that one font shows. */
static void run_pieces(struct text *out, const struct run *run, enum run_place place,
                       const char *string)
{
    do {
        bool signs;
        size_t const length = letters_of_one_font(string, &signs);
        text_add(out, "<w:r>");
        run_properties(out, run, place, signs);
        add_content(out, string, length);
        text_add(out, "</w:r>");
        string += length;
    } while (*string);
}

/* Names are never divided. */
static void run_text(struct docx_writer *writer, const struct run *run, enum run_place place)
{
    struct text glued = TEXT_EMPTY;
    struct text divided = TEXT_EMPTY;
    const char *string = run->text;
    if (may_glue(writer, run)) {
        letters_glue(string, writer->widest_word, writer->is_ours ? GLUE_WEAK : GLUE_STRONG,
                     &glued);
        string = text_string(&glued);
    }
    if (writer->widest_word > 0 && !(run->flags & RUN_NAME)) {
        letters_divide(string, writer->widest_word, &divided);
        string = text_string(&divided);
    }
    run_pieces(writer->out, run, place, string);
    text_free(&glued);
    text_free(&divided);
}

/* From 1: fields know where a section begins by its number, as the bookmark "_SectionN". */
static long section_number(const struct docx_writer *writer, const struct section *wanted)
{
    long number = 1;
    for (const struct section *section = writer->document->first; section && section != wanted;
         section = section->next)
        number++;
    return number;
}

/* An empty bookmark (17.13.6): a place; with "_" before its name Word does not list it. */
static void section_bookmark(struct docx_writer *writer)
{
    long const number = section_number(writer, writer->marked);
    text_format(writer->out,
                "<w:bookmarkStart w:id=\"%ld\" w:name=\"_Section%ld\"/>"
                "<w:bookmarkEnd w:id=\"%ld\"/>",
                number, number, number);
    writer->marked = NULL;
}

/* From there down cells name their rows, for JAWS and NVDA. */
static void row_title_bookmark(struct docx_writer *writer)
{
    static const size_t first_id = 1000000; /* behind those of sections */
    size_t const number = ++writer->row_titles;
    text_format(
        writer->out,
        "<w:bookmarkStart w:id=\"%zu\" w:name=\"RowTitle%zu\"/><w:bookmarkEnd w:id=\"%zu\"/>",
        first_id + number, number, first_id + number);
    writer->has_row_title = false;
}

/* PAGEREF (17.16.5.44) around the number as far as it is known; \h: it can be clicked. */
static void page_reference(struct docx_writer *writer, const struct run *run, enum run_place place)
{
    struct text *out = writer->out;
    text_format(out,
                FIELD_PART("begin") "<w:r><w:instrText xml:space=\"preserve\"> PAGEREF _Section%ld"
                                    " \\h </w:instrText></w:r>" FIELD_PART("separate") "<w:r>",
                section_number(writer, run->page_of));
    run_properties(out, run, place, false);
    run_content(out, run->text);
    text_add(out, "</w:r>" FIELD_PART("end"));
}

/* A rule inside of a line: no-break spaces, underlined, which text written over them replaces. */
static void blank_write(struct docx_writer *writer, const struct run *run)
{
    double const space_pt = writer->document->type.body_pt / 4;
    struct text spaces = TEXT_EMPTY;
    long const count = lround(ceil((double)twips(run->blank->width_mm) / (space_pt * 20)));
    for (long i = 0; i < count; i++)
        text_add(&spaces, BLANK_TEXT);
    run_write_text(writer, text_string(&spaces), RUN_BLANK);
    text_free(&spaces);
}

void runs_write(struct docx_writer *writer, const struct para *para, enum run_place place)
{
    for (const struct run *run = para->first; run; run = run->next) {
        if (run->page_of)
            page_reference(writer, run, place);
        else if (run_is_blank(run))
            blank_write(writer, run);
        else
            run_text(writer, run, place);
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
    text_format(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", format->style);
    bool const is_free = writer->free_paragraphs > 0;
    bool const is_freed = is_free && style_keeps_next(format->style);
    bool const is_kept = format->keep_next && !is_free;
    writer->free_paragraphs -= is_free;
    if (is_kept || is_freed)
        text_add(out, is_kept ? keep_next : "<w:keepNext w:val=\"0\"/>");
    remember_keep(writer, is_kept || is_freed);
    if (format->list)
        numbering_put(format->list, out);
    if (format->tabs && *format->tabs)
        text_format(out, "<w:tabs>%s</w:tabs>", format->tabs);
    if (format->tab_right)
        text_format(out, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%ld\"/></w:tabs>",
                    format->tab_right);
    if (format->indent_left || format->indent_right) {
        text_format(out, "<w:ind w:left=\"%ld\"", format->indent_left);
        if (format->indent_right)
            text_format(out, " w:right=\"%ld\"", format->indent_right);
        text_add(out, "/>");
    }
    if (format->align)
        text_format(out, "<w:jc w:val=\"%s\"/>", format->align);
    text_add(out, "</w:pPr>");
    if (writer->marked)
        section_bookmark(writer);
    if (writer->has_row_title)
        row_title_bookmark(writer);
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
    if (places_are_set(para)) {
        places_write(writer, format, para);
        return;
    }
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

void paragraphs_keep(struct docx_writer *writer, size_t count)
{
    /* Newest first: the older place does not move. */
    for (size_t i = 0; i < count; i++) {
        if (writer->keep_at[i])
            insert(writer->out, writer->keep_at[i], keep_next);
        writer->keep_at[i] = 0;
    }
}
