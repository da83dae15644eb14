/*
 * style.c - word/styles.xml: how everything looks.  A school restyles its forms
 * by editing these styles in a word processor.
 */
#include "docx/parts.h"

#include "docx/style.h"

#include <math.h>
#include <string.h>

enum size { SIZE_SAME, SIZE_BODY, SIZE_TABLE, SIZE_SMALL, SIZE_CAPTION };

enum trait {
    TRAIT_BOLD = 1,
    TRAIT_KEEP_NEXT = 2,
    TRAIT_KEEP_LINES = 4,
    TRAIT_FIRST_LINE = 8,     /* the typography's indent, for the first line */
    TRAIT_FURTHER_LINES = 16, /* the same for all lines but the first */
    TRAIT_ALL_LINES = 32,     /* the same for all lines */
    TRAIT_HYPHENS = 64,       /* words may be divided at the end of a line */
    TRAIT_CLOSE = 128,        /* no space between paragraphs of this style */
    TRAIT_LETTERHEAD = 256,   /* within the longest line of a letterhead */
    TRAIT_PLACES = 512,       /* only in documents with places to write inside of text */
};

enum border { BORDER_NONE, BORDER_BELOW, BORDER_RULED };

/* Height of the lines: the document's spacing, single, the pitch of ruled lines, or a few points. */
enum line { LINE_NATURAL, LINE_SINGLE, LINE_RULED, LINE_LOW, LINE_TINY };

/* A paragraph style; spaces in points, indents in millimetres. */
struct style {
    const char *id;
    const char *name; /* as Word shows it; English ones are built in and translated by Word */
    const char *base; /* NULL: "Normal" */
    const char *next; /* the style of the paragraph typed after it, or NULL for the same */
    enum size size;
    unsigned traits;
    const char *align;
    int before;
    int after;
    double left;
    double right;
    double hanging;
    double first; /* of the first line, in addition */
    enum border border;
    enum line line;
    int outline; /* level in the navigation pane, 0 for none */
};

/*
 * The measures are those of the PDF (src/pdf/layout_blocks.c), so that both
 * have the same pages.
 */
#define USUAL_TEXT 170  /* width of the text on a page with the usual margins */
#define NEXT_BEFORE 3   /* points between the paragraphs of one value */
#define CELL_INDENT 4   /* of the paragraphs of a cell that has several */
#define SIGNATURE_GAP 3 /* between the place to sign and what stands beside it */

enum { HEADING = TRAIT_BOLD | TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES };

/* clang-format off */
/* A style stands behind the one that it is based on. */
static const struct style styles[] = {
    {.id = STYLE_TEXT, .name = "Форма: текст", .align = "both", .traits = TRAIT_FIRST_LINE},
    {.id = STYLE_LETTERHEAD, .name = "Форма: бланк организации", .align = "center",
     .size = SIZE_TABLE, .line = LINE_SINGLE, .traits = TRAIT_KEEP_LINES | TRAIT_LETTERHEAD},
    {.id = STYLE_CONTACTS, .name = "Форма: адрес и связь", .base = STYLE_LETTERHEAD,
     .align = "center", .size = SIZE_SMALL, .line = LINE_SINGLE,
     .traits = TRAIT_KEEP_LINES | TRAIT_LETTERHEAD},
    {.id = STYLE_LETTERHEAD_RULE, .name = "Форма: линия под бланком", .line = LINE_LOW,
     .border = BORDER_BELOW, .after = 12},
    {.id = STYLE_MARK, .name = "Форма: отметка", .line = LINE_SINGLE, .after = 12,
     .traits = TRAIT_KEEP_LINES | TRAIT_CLOSE},
    {.id = STYLE_TITLE, .name = "heading 1", .next = STYLE_TEXT, .align = "center",
     .before = 12, .after = 12, .outline = 1, .traits = HEADING},
    {.id = STYLE_PART, .name = "heading 2", .next = STYLE_TEXT, .before = 10, .after = 3,
     .outline = 2, .traits = HEADING},
    {.id = STYLE_LEAD_IN, .name = "Форма: вводная строка", .size = SIZE_SMALL, .before = 8, .after = 6,
     .traits = TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES},
    {.id = STYLE_LEAD_TITLE, .name = "Форма: вводная строка вместо названия", .base = STYLE_LEAD_IN,
     .next = STYLE_TEXT, .size = SIZE_SMALL, .before = 8, .after = 6, .outline = 1,
     .traits = TRAIT_KEEP_NEXT | TRAIT_KEEP_LINES},
    {.id = STYLE_NOTE, .name = "Форма: примечание", .size = SIZE_SMALL, .before = 4},
    {.id = STYLE_CENTRE, .name = "Форма: реквизит", .align = "center", .traits = TRAIT_KEEP_LINES},
    {.id = STYLE_LABEL, .name = "Форма: название поля", .base = STYLE_PART, .next = STYLE_VALUE,
     .before = 8, .after = 3, .traits = HEADING},
    {.id = STYLE_VALUE, .name = "Форма: значение поля", .align = "both"},
    {.id = STYLE_VALUE_NEXT, .name = "Форма: продолжение значения", .align = "both",
     .before = NEXT_BEFORE},
    {.id = STYLE_INLINE, .name = "Форма: поле в строку", .before = 8,
     .traits = TRAIT_KEEP_LINES | TRAIT_FURTHER_LINES},
    {.id = STYLE_INLINE_NEXT, .name = "Форма: продолжение поля", .before = NEXT_BEFORE,
     .traits = TRAIT_ALL_LINES},
    {.id = STYLE_INLINE_BLANK, .name = "Форма: поле для записи", .before = 8, .traits = TRAIT_KEEP_LINES},
    {.id = STYLE_WRITE_LINE, .name = "Форма: линейка для записи", .border = BORDER_RULED,
     .line = LINE_RULED},
    {.id = STYLE_ITEM, .name = "Форма: пункт списка", .align = "both",
     .left = LIST_HANG_MM, .hanging = LIST_HANG_MM},
    {.id = STYLE_ITEM_NEXT, .name = "Форма: продолжение пункта", .align = "both",
     .before = NEXT_BEFORE, .left = LIST_HANG_MM},
    {.id = STYLE_OPTION, .name = "Форма: вариант ответа", .traits = TRAIT_KEEP_LINES,
     .left = OPTION_HANG_MM, .hanging = OPTION_HANG_MM},
    {.id = STYLE_DETAIL, .name = "Форма: пояснение к варианту", .align = "both",
     .left = OPTION_HANG_MM},
    {.id = STYLE_DETAIL_NEXT, .name = "Форма: продолжение пояснения", .align = "both",
     .before = NEXT_BEFORE, .left = OPTION_HANG_MM},
    {.id = STYLE_DETAIL_ITEM, .name = "Форма: пункт пояснения", .align = "both",
     .left = OPTION_HANG_MM + LIST_HANG_MM, .hanging = LIST_HANG_MM},
    {.id = STYLE_DETAIL_ITEM_NEXT, .name = "Форма: продолжение пункта пояснения",
     .align = "both", .before = NEXT_BEFORE, .left = OPTION_HANG_MM + LIST_HANG_MM},
    {.id = STYLE_DETAIL_LINE, .name = "Форма: линейка под вариантом", .base = STYLE_WRITE_LINE,
     .border = BORDER_RULED, .line = LINE_RULED, .left = OPTION_HANG_MM},
    {.id = STYLE_TABLE_HEAD, .name = "Форма: заголовок таблицы", .size = SIZE_TABLE,
     .align = "center", .line = LINE_SINGLE,
     .traits = TRAIT_BOLD | TRAIT_KEEP_NEXT},
    {.id = STYLE_TABLE_TEXT, .name = "Форма: текст таблицы", .size = SIZE_TABLE,
     .line = LINE_SINGLE, .traits = TRAIT_HYPHENS},
    {.id = STYLE_TABLE_NEXT, .name = "Форма: продолжение в таблице", .size = SIZE_TABLE,
     .line = LINE_SINGLE, .traits = TRAIT_HYPHENS, .first = CELL_INDENT},
    {.id = STYLE_POSITION, .name = "Форма: должность", .line = LINE_SINGLE,
     .right = SIGNATURE_GAP, .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_SIGNATURE, .name = "Форма: место подписи", .line = LINE_SINGLE,
     .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_NAME, .name = "Форма: расшифровка подписи", .align = "right",
     .line = LINE_SINGLE, .left = SIGNATURE_GAP, .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_NAME_BLANK, .name = "Форма: линейка для расшифровки", .line = LINE_SINGLE,
     .border = BORDER_RULED, .left = SIGNATURE_GAP, .traits = TRAIT_KEEP_NEXT},
    {.id = STYLE_DATE, .name = "Форма: дата подписи", .before = 3,
     .line = LINE_SINGLE},
    {.id = STYLE_CAPTION, .name = "Форма: слова под линейкой", .size = SIZE_CAPTION,
     .align = "center", .before = 3, .line = LINE_SINGLE},
    {.id = STYLE_TEXT_ON, .name = "Форма: продолжение текста", .align = "both", .traits = TRAIT_PLACES},
    {.id = STYLE_PLAIN, .name = "Форма: строка для записи", .before = 8,
     .traits = TRAIT_KEEP_LINES | TRAIT_PLACES},
    {.id = STYLE_PLAIN_ON, .name = "Форма: продолжение строки для записи",
     .traits = TRAIT_KEEP_LINES | TRAIT_PLACES},
    {.id = STYLE_RULE_ON, .name = "Форма: черта для записи", .line = LINE_RULED,
     .traits = TRAIT_PLACES},
    {.id = STYLE_BLANK_CAPTION, .name = "Форма: слова под чертой", .size = SIZE_CAPTION,
     .line = LINE_SINGLE, .traits = TRAIT_PLACES},
    {.id = STYLE_TABLE_SPACE, .name = "Форма: просвет у таблицы", .line = LINE_LOW},
    {.id = STYLE_END, .name = "Форма: конец раздела", .line = LINE_TINY},
    {.id = STYLE_HEADER, .name = "header", .size = SIZE_TABLE, .align = "center",
     .line = LINE_SINGLE},
    {.id = STYLE_FOOTER, .name = "footer", .size = SIZE_TABLE, .line = LINE_SINGLE},
};
/* clang-format on */

static bool has_trait(const char *id, enum trait trait)
{
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
        if (styles[i].id[0] == id[0] && strcmp(styles[i].id, id) == 0)
            return (styles[i].traits & trait) != 0;
    return false;
}

bool style_is_bold(const char *id)
{
    return has_trait(id, TRAIT_BOLD);
}

bool style_keeps_next(const char *id)
{
    return has_trait(id, TRAIT_KEEP_NEXT);
}

static double points(const struct typography *type, enum size size)
{
    switch (size) {
    case SIZE_SAME: return 0;
    case SIZE_BODY: return type->body_pt;
    case SIZE_TABLE: return type->table_pt;
    case SIZE_SMALL: return type->small_pt;
    case SIZE_CAPTION: return typography_caption_pt(type);
    }
    return 0;
}

static void size_elements(struct text *out, double pt)
{
    text_format(out, "<w:sz w:val=\"%ld\"/><w:szCs w:val=\"%ld\"/>", half_points(pt),
                half_points(pt));
}

static void fonts_element(struct text *out, const char *family)
{
    text_format_xml(out, "<w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"%s\" w:cs=\"%s\"/>",
                    family, family, family, family);
}

enum { BORDER_TWIPS = 10 };

/* "between" draws a line under each of several such paragraphs in a row. */
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
    static const char exact[] = " w:line=\"%ld\" w:lineRule=\"exact\"";
    switch (line) {
    case LINE_NATURAL: break;
    case LINE_SINGLE: text_format(out, " w:line=\"%d\" w:lineRule=\"auto\"", SINGLE_LINE); break;
    case LINE_RULED: text_format(out, exact, twips(type->rule_pitch_mm) - BORDER_TWIPS); break;
    case LINE_LOW: text_format(out, exact, lround(6 * TWIPS_PER_POINT * type->gaps)); break;
    case LINE_TINY: text_format(out, exact, 1L * TWIPS_PER_POINT); break;
    }
}

static void spacing_element(struct text *out, const struct typography *type,
                            const struct style *style)
{
    long const before = lround(style->before * TWIPS_PER_POINT * type->gaps);
    long const after = lround(style->after * TWIPS_PER_POINT * type->gaps);
    if (!before && !after && style->line == LINE_NATURAL)
        return;
    text_add(out, "<w:spacing");
    if (before)
        text_format(out, " w:before=\"%ld\"", before);
    if (after)
        text_format(out, " w:after=\"%ld\"", after);
    line_attributes(out, type, style->line);
    text_add(out, "/>");
}

static void indent_attribute(struct text *out, const char *name, double mm)
{
    if (mm > 0)
        text_format(out, " %s=\"%ld\"", name, twips(mm));
}

static void indent_element(struct text *out, const struct typography *type,
                           const struct style *style)
{
    bool const further = (style->traits & TRAIT_FURTHER_LINES) != 0;
    bool const all = (style->traits & TRAIT_ALL_LINES) != 0;
    bool const first = (style->traits & TRAIT_FIRST_LINE) != 0;
    bool const is_letterhead = (style->traits & TRAIT_LETTERHEAD) != 0;
    double const beside = is_letterhead ? fmax(0, (USUAL_TEXT - type->letterhead_mm) / 2) : 0;
    double const left = further || all ? type->indent_mm : style->left + beside;
    if (left <= 0 && style->right <= 0 && style->first <= 0 && !first)
        return;
    text_add(out, "<w:ind");
    indent_attribute(out, "w:left", left);
    indent_attribute(out, "w:right", style->right + beside);
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
    if (style->align)
        text_format(out, "<w:jc w:val=\"%s\"/>", style->align);
    if (style->outline)
        text_format(out, "<w:outlineLvl w:val=\"%d\"/>", style->outline - 1);
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

static void style_open(struct text *out, const char *type, const char *id, const char *name,
                       bool custom)
{
    text_format(out, "<w:style w:type=\"%s\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>", type,
                custom ? " w:customStyle=\"1\"" : "", id, name);
}

static void paragraph_style(struct text *out, const struct typography *type,
                            const struct style *style)
{
    style_open(out, "paragraph", style->id, style->name, !is_built_in(style));
    text_format(out, "<w:basedOn w:val=\"%s\"/>", style->base ? style->base : "Normal");
    if (style->next)
        text_format(out, "<w:next w:val=\"%s\"/>", style->next);
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
    text_format_xml(
        out,
        "<w:lang w:val=\"%s\" w:eastAsia=\"%s\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:after=\"0\" w:line=\"%ld\""
        " w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>",
        lang, lang, lround(type->line_spacing * SINGLE_LINE));
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
 * symbol fonts have taller lines and would spread the options apart.  The style of each
 * state bears its name: screen readers that tell styles say it, voices pass the sign over.
 */
static void check_box_styles(struct text *out, const struct typography *type)
{
    double const share = 6.0 / 7;
    style_open(out, "character", STYLE_OPEN, "не отмечено", true);
    text_add(out, "<w:qFormat/><w:rPr>");
    fonts_element(out, "Segoe UI Symbol");
    size_elements(out, type->body_pt * share);
    text_add(out, "</w:rPr></w:style>");
    style_open(out, "character", STYLE_CHOSEN, "отмечено", true);
    text_add(out, "<w:basedOn w:val=\"" STYLE_OPEN "\"/><w:qFormat/></w:style>");
}

static void character_style(struct text *out, const char *id, const char *name, bool custom,
                            const char *properties)
{
    style_open(out, "character", id, name, custom);
    text_format(out, "<w:qFormat/>%s</w:style>", properties);
}

static void character_styles(struct text *out, const struct typography *type)
{
    static const char bold[] = "<w:rPr><w:b/><w:bCs/></w:rPr>";
    character_style(out, STYLE_STRONG, "Strong", false, bold);
    character_style(out, STYLE_LABEL_CHAR, "Форма: название поля в строке", true, bold);
    character_style(out, STYLE_DATA, "Форма: введённые данные", true, "");
    character_style(out, STYLE_BLANK_CHAR, "Форма: место для записи", true,
                    "<w:rPr><w:u w:val=\"single\"/></w:rPr>");
    check_box_styles(out, type);
}

/* Their names say to a screen reader what is underlined, as those of check boxes do. */
static void underline_styles(struct text *out)
{
    character_style(out, STYLE_UNDERLINED, "подчёркнуто", true,
                    "<w:rPr><w:u w:val=\"single\"/></w:rPr>");
    character_style(out, STYLE_NOT_UNDERLINED, "не подчёркнуто", true, "");
}

/*
 * A table of so many columns, with as much white space in its cells as the PDF has, whose
 * borders take no room.
 */
static void table_style(struct text *out, const char *id, const char *name, int columns)
{
    struct table const table = {.columns = columns};
    long const beside = twips(table_padding_mm(&table));
    long const above = twips(table_padding_mm(&table) / 2);
    style_open(out, "table", id, name, true);
    text_format(out,
                "<w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr><w:tblBorders>"
                "<w:top " BORDER_LINE "<w:left " BORDER_LINE "<w:bottom " BORDER_LINE
                "<w:right " BORDER_LINE "<w:insideH " BORDER_LINE "<w:insideV " BORDER_LINE
                "</w:tblBorders><w:tblCellMar>"
                "<w:top w:w=\"%ld\" w:type=\"dxa\"/><w:left w:w=\"%ld\" w:type=\"dxa\"/>"
                "<w:bottom w:w=\"%ld\" w:type=\"dxa\"/><w:right w:w=\"%ld\" w:type=\"dxa\"/>"
                "</w:tblCellMar></w:tblPr></w:style>",
                above, beside, above - BORDER_TWIPS, beside);
}

static void table_styles(struct text *out)
{
    enum { FEW = 1, MANY = 100 };
    table_style(out, STYLE_TABLE, "Форма: таблица", FEW);
    table_style(out, STYLE_TABLE_WIDE, "Форма: таблица со многими столбцами", MANY);
    style_open(out, "table", STYLE_SIGNATURES, "Форма: таблица подписей", true);
    text_add(out, "<w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr><w:tblCellMar>"
                  "<w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>"
                  "</w:tblCellMar></w:tblPr></w:style>");
}

/* True when a lead-in stands in the place of a title. */
static bool lacks_title(const struct document *document)
{
    const struct section *section = document->first;
    while (section && section_has_title(section))
        section = section->next;
    return section != NULL;
}

struct sheet_wish styles_wish(const struct document *document)
{
    return (struct sheet_wish){.type = &document->type,
                               .lang = document->lang,
                               .has_places = document_has_places(document),
                               .lacks_title = lacks_title(document)};
}

void styles_write(const struct sheet_wish *wish, struct text *out)
{
    const struct typography *type = wish->type;
    text_add(out, XML_DECLARATION "<w:styles xmlns:w=\"" WML_NAMESPACE "\">");
    document_defaults(out, type, wish->lang);
    default_styles(out);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if ((strcmp(styles[i].id, STYLE_LEAD_TITLE) != 0 || wish->lacks_title) &&
            (!(styles[i].traits & TRAIT_PLACES) || wish->has_places))
            paragraph_style(out, type, &styles[i]);
    character_styles(out, type);
    if (wish->has_places)
        underline_styles(out);
    table_styles(out);
    text_add(out, "</w:styles>");
}
