#include "docx/styles.h"

#include "docx/style.h"
#include "docx/wml.h"

#include <math.h>

static double points(const struct typography *type, enum size size)
{
    switch (size) {
    case SIZE_SAME: return 0;
    case SIZE_BODY: return type->body_pt;
    case SIZE_TABLE: return type->table_pt;
    case SIZE_SMALL: return type->small_pt;
    }
    return 0;
}

static void size_elements(struct text *out, double pt)
{
    text_add(out, "<w:sz");
    attribute_int(out, "w:val", half_points(pt));
    text_add(out, "/><w:szCs");
    attribute_int(out, "w:val", half_points(pt));
    text_add(out, "/>");
}

static void fonts_element(struct text *out, const char *family)
{
    text_add(out, "<w:rFonts");
    attribute_string(out, "w:ascii", family);
    attribute_string(out, "w:hAnsi", family);
    attribute_string(out, "w:eastAsia", family);
    attribute_string(out, "w:cs", family);
    text_add(out, "/>");
}

/* A half-point line; "between" draws one under each of several such paragraphs in a row. */
#define BORDER_LINE "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
enum { BORDER_TWIPS = 10 };

static void border_element(struct text *out, enum border border)
{
    switch (border) {
    case BORDER_NONE: break;
    case BORDER_BELOW: text_add(out, "<w:pBdr><w:bottom " BORDER_LINE "</w:pBdr>"); break;
    case BORDER_RULED:
        text_add(out, "<w:pBdr><w:bottom " BORDER_LINE "<w:between " BORDER_LINE "</w:pBdr>");
        break;
    }
}

enum { TWIPS_PER_POINT = 20, SINGLE_LINE = 240 /* 17.3.1.33: in 240ths of a line */ };

static void line_attributes(struct text *out, const struct typography *type, enum line line)
{
    switch (line) {
    case LINE_NATURAL: break;
    case LINE_SINGLE:
        attribute_int(out, "w:line", SINGLE_LINE);
        text_add(out, " w:lineRule=\"auto\"");
        break;
    case LINE_RULED:
        attribute_int(out, "w:line", twips(type->rule_pitch_mm) - BORDER_TWIPS);
        text_add(out, " w:lineRule=\"exact\"");
        break;
    case LINE_LOW:
    case LINE_TINY:
        attribute_int(out, "w:line", (line == LINE_LOW ? 6 : 1) * TWIPS_PER_POINT);
        text_add(out, " w:lineRule=\"exact\"");
        break;
    }
}

static void spacing_element(struct text *out, const struct typography *type,
                            const struct style *style)
{
    if (!style->before && !style->after && style->line == LINE_NATURAL)
        return;
    text_add(out, "<w:spacing");
    if (style->before)
        attribute_int(out, "w:before", (long)style->before * TWIPS_PER_POINT);
    if (style->after)
        attribute_int(out, "w:after", (long)style->after * TWIPS_PER_POINT);
    line_attributes(out, type, style->line);
    text_add(out, "/>");
}

static void indent_attribute(struct text *out, const char *name, double mm)
{
    if (mm > 0)
        attribute_int(out, name, twips(mm));
}

static void indent_element(struct text *out, const struct typography *type,
                           const struct style *style)
{
    bool const further = (style->traits & TRAIT_FURTHER_LINES) != 0;
    bool const all = (style->traits & TRAIT_ALL_LINES) != 0;
    bool const first = (style->traits & TRAIT_FIRST_LINE) != 0;
    double const left = further || all ? type->indent_mm : style->left;
    if (left <= 0 && style->right <= 0 && style->first <= 0 && !first)
        return;
    text_add(out, "<w:ind");
    indent_attribute(out, "w:left", left);
    indent_attribute(out, "w:right", style->right);
    indent_attribute(out, "w:hanging", further ? type->indent_mm : style->hanging);
    indent_attribute(out, "w:firstLine", first ? type->indent_mm : style->first);
    text_add(out, "/>");
}

static void paragraph_properties(struct text *out, const struct typography *type,
                                 const struct style *style)
{
    text_add(out, "<w:pPr>");
    if (style->traits & TRAIT_KEEP_NEXT)
        text_add(out, "<w:keepNext/>");
    if (style->traits & TRAIT_KEEP_LINES)
        text_add(out, "<w:keepLines/>");
    border_element(out, style->border);
    if (style->traits & TRAIT_HYPHENS)
        text_add(out, "<w:suppressAutoHyphens w:val=\"0\"/>");
    spacing_element(out, type, style);
    indent_element(out, type, style);
    if (style->traits & TRAIT_CLOSE)
        text_add(out, "<w:contextualSpacing/>");
    if (style->align) {
        text_add(out, "<w:jc");
        attribute_string(out, "w:val", style->align);
        text_add(out, "/>");
    }
    if (style->outline) {
        text_add(out, "<w:outlineLvl");
        attribute_int(out, "w:val", style->outline - 1);
        text_add(out, "/>");
    }
    text_add(out, "</w:pPr>");
}

static void run_properties(struct text *out, const struct typography *type,
                           const struct style *style)
{
    double const tiny_pt = 1;
    double const pt = style->line == LINE_TINY ? tiny_pt : points(type, style->size);
    if (!(style->traits & TRAIT_BOLD) && pt <= 0)
        return;
    text_add(out, "<w:rPr>");
    if (style->traits & TRAIT_BOLD)
        text_add(out, "<w:b/><w:bCs/>");
    if (pt > 0)
        size_elements(out, pt);
    text_add(out, "</w:rPr>");
}

static bool is_built_in(const struct style *style)
{
    return (unsigned char)style->name[0] < 0x80;
}

static void named_element(struct text *out, const char *name, const char *value)
{
    text_add_char(out, '<');
    text_add(out, name);
    attribute_string(out, "w:val", value);
    text_add(out, "/>");
}

static void style_open(struct text *out, const char *type, const char *id, const char *name,
                       bool custom)
{
    text_add(out, "<w:style");
    attribute_string(out, "w:type", type);
    if (custom)
        text_add(out, " w:customStyle=\"1\"");
    attribute_string(out, "w:styleId", id);
    text_add_char(out, '>');
    named_element(out, "w:name", name);
}

static void paragraph_style(struct text *out, const struct typography *type,
                            const struct style *style)
{
    style_open(out, "paragraph", style->id, style->name, !is_built_in(style));
    named_element(out, "w:basedOn", style->base ? style->base : "Normal");
    if (style->next)
        named_element(out, "w:next", style->next);
    text_add(out, "<w:qFormat/>");
    paragraph_properties(out, type, style);
    run_properties(out, type, style);
    text_add(out, "</w:style>");
}

static void document_defaults(struct text *out, const struct typography *type, const char *lang)
{
    text_add(out, "<w:docDefaults><w:rPrDefault><w:rPr>");
    fonts_element(out, type->docx_family);
    size_elements(out, type->body_pt);
    text_add(out, "<w:lang");
    attribute_string(out, "w:val", lang);
    attribute_string(out, "w:eastAsia", lang);
    text_add(out, " w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing");
    attribute_int(out, "w:after", 0);
    attribute_int(out, "w:line", lround(type->line_spacing * SINGLE_LINE));
    text_add(out, " w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>");
}

static void default_styles(struct text *out)
{
    text_add(out,
             "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
             "<w:name "
             "w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl/><w:suppressAutoHyphens/></"
             "w:pPr></w:style>"
             "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
             "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/>"
             "</w:style>"
             "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
             "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
             "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
             "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>"
             "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
             "</w:tblCellMar></w:tblPr></w:style>");
}

/*
 * Check boxes come from a font that Windows has; smaller than the text, since
 * symbol fonts have taller lines and would spread the options apart.
 */
static void check_box_style(struct text *out, const struct typography *type)
{
    double const share = 6.0 / 7;
    style_open(out, "character", STYLE_CHECK_BOX, "Форма: флажок", true);
    text_add(out, "<w:qFormat/><w:rPr>");
    fonts_element(out, "Segoe UI Symbol");
    size_elements(out, type->body_pt * share);
    text_add(out, "</w:rPr></w:style>");
}

static void character_style(struct text *out, const char *id, const char *name, bool custom,
                            const char *properties)
{
    style_open(out, "character", id, name, custom);
    text_add(out, "<w:qFormat/>");
    text_add(out, properties);
    text_add(out, "</w:style>");
}

static void character_styles(struct text *out, const struct typography *type)
{
    static const char bold[] = "<w:rPr><w:b/><w:bCs/></w:rPr>";
    character_style(out, STYLE_STRONG, "Strong", false, bold);
    character_style(out, STYLE_LABEL_CHAR, "Форма: название поля в строке", true, bold);
    character_style(out, STYLE_DATA, "Форма: введённые данные", true, "");
    character_style(out, STYLE_BLANK_CHAR, "Форма: место для записи", true,
                    "<w:rPr><w:u w:val=\"single\"/></w:rPr>");
    check_box_style(out, type);
}

#define TABLE_LINE "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"

static void margin_element(struct text *out, const char *name, long width)
{
    text_add_char(out, '<');
    text_add(out, name);
    attribute_int(out, "w:w", width);
    text_add(out, " w:type=\"dxa\"/>");
}

/* Cells of a form: 1.5 mm beside the text, 0.8 mm above and below; of signatures: none. */
static void table_styles(struct text *out)
{
    style_open(out, "table", STYLE_TABLE, "Форма: таблица", true);
    text_add(out, "<w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr><w:tblBorders>"
                  "<w:top " TABLE_LINE "<w:left " TABLE_LINE "<w:bottom " TABLE_LINE
                  "<w:right " TABLE_LINE "<w:insideH " TABLE_LINE "<w:insideV " TABLE_LINE
                  "</w:tblBorders><w:tblCellMar>");
    margin_element(out, "w:top", TABLE_CELL_MARGIN / 2);
    margin_element(out, "w:left", TABLE_CELL_MARGIN);
    margin_element(out, "w:bottom", TABLE_CELL_MARGIN / 2);
    margin_element(out, "w:right", TABLE_CELL_MARGIN);
    text_add(out, "</w:tblCellMar></w:tblPr></w:style>");
    style_open(out, "table", STYLE_SIGNATURES, "Форма: таблица подписей", true);
    text_add(out, "<w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr><w:tblCellMar>");
    margin_element(out, "w:left", 0);
    margin_element(out, "w:right", 0);
    text_add(out, "</w:tblCellMar></w:tblPr></w:style>");
}

void styles_write(const struct typography *type, const char *lang, struct text *out)
{
    size_t count;
    const struct style *styles = styles_list(&count);
    text_add(out, XML_DECLARATION "<w:styles xmlns:w=\"" WML_NAMESPACE "\">");
    document_defaults(out, type, lang);
    default_styles(out);
    for (size_t i = 0; i < count; i++)
        paragraph_style(out, type, &styles[i]);
    character_styles(out, type);
    table_styles(out);
    text_add(out, "</w:styles>");
}
