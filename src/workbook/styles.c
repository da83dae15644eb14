/*
 * styles.c - styles.xml; see sml.h.  The font is one that every system has, or has one as wide for.
 */
#include "workbook/sml.h"

/* Places in the lists of fonts, fills and borders below. */
enum { FONT_PLAIN, FONT_BOLD, FONT_GREY, FONT_TITLE, FONT_SUBTITLE };
enum { FILL_NONE, FILL_GREY_DOTS, FILL_TINT }; /* the first two are fixed: 18.8.21 */
enum { BORDER_NONE, BORDER_THIN };
enum { FORMAT_GENERAL = 0, FORMAT_TEXT = 49, FORMAT_DATE = 164 };

/* Light enough for black letters: contrast of 13:1 and more. */
static const char *const tints[TINTS] = {"FFE7E6E6", "FFDDEBF7", "FFE2EFDA", "FFFFF2CC"};

struct look {
    int format, font, fill, border;
    const char *alignment;
};

#define TOP "vertical=\"top\" wrapText=\"1\""

static const struct look looks[STYLE_HEADING] = {
    [STYLE_DEFAULT] = {FORMAT_GENERAL, FONT_PLAIN, FILL_NONE, BORDER_NONE, NULL},
    [STYLE_KEY] = {FORMAT_TEXT, FONT_GREY, FILL_NONE, BORDER_NONE, NULL},
    [STYLE_TEXT] = {FORMAT_TEXT, FONT_PLAIN, FILL_NONE, BORDER_NONE, TOP},
    [STYLE_DATE] = {FORMAT_DATE, FONT_PLAIN, FILL_NONE, BORDER_NONE, "horizontal=\"left\" " TOP},
    [STYLE_SHOWN] = {FORMAT_GENERAL, FONT_GREY, FILL_NONE, BORDER_NONE, TOP},
    [STYLE_LIST] = {FORMAT_TEXT, FONT_PLAIN, FILL_NONE, BORDER_NONE, NULL},
    [STYLE_TITLE] = {FORMAT_TEXT, FONT_TITLE, FILL_NONE, BORDER_NONE, NULL},
    [STYLE_SUBTITLE] = {FORMAT_TEXT, FONT_SUBTITLE, FILL_NONE, BORDER_NONE, NULL},
    [STYLE_WORDS] = {FORMAT_TEXT, FONT_PLAIN, FILL_NONE, BORDER_NONE, TOP},
    [STYLE_STEP] = {FORMAT_TEXT, FONT_BOLD, FILL_NONE, BORDER_NONE, "horizontal=\"right\" " TOP},
    [STYLE_LABEL] = {FORMAT_TEXT, FONT_BOLD, FILL_TINT, BORDER_THIN, TOP},
    [STYLE_EXAMPLE] = {FORMAT_TEXT, FONT_PLAIN, FILL_NONE, BORDER_THIN, TOP},
};

static void add_font(struct text *out, int size, bool bold, const char *colour)
{
    text_format(out,
                "<font>%s<sz val=\"%d\"/><color rgb=\"%s\"/><name val=\"Arial\"/>"
                "<family val=\"2\"/><charset val=\"204\"/></font>",
                bold ? "<b/>" : "", size, colour);
}

static void add_xf(struct text *out, const struct look *look)
{
    text_format(out,
                "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"%d\" borderId=\"%d\" xfId=\"0\""
                " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\"",
                look->format, look->font, look->fill, look->border);
    if (look->alignment)
        text_format(out, " applyAlignment=\"1\"><alignment %s/></xf>", look->alignment);
    else
        text_add(out, "/>");
}

static void add_fills(struct text *out)
{
    text_format(out,
                "<fills count=\"%d\"><fill><patternFill patternType=\"none\"/></fill>"
                "<fill><patternFill patternType=\"gray125\"/></fill>",
                FILL_TINT + TINTS);
    for (size_t i = 0; i < TINTS; i++)
        text_format(out,
                    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"%s\"/>"
                    "<bgColor indexed=\"64\"/></patternFill></fill>",
                    tints[i]);
    text_add(out, "</fills>");
}

static void add_borders(struct text *out)
{
    static const char *const sides[] = {"left", "right", "top", "bottom"};
    text_add(out, "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
                  "<border>");
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        text_format(out, "<%s style=\"thin\"><color rgb=\"FF808080\"/></%s>", sides[i], sides[i]);
    text_add(out, "<diagonal/></border></borders>");
}

void styles_sml_write(struct text *out)
{
    static const char black[] = "FF000000";
    text_format(out,
                XML_DECLARATION "<styleSheet xmlns=\"" SML_NAMESPACE "\"><numFmts count=\"1\">"
                                "<numFmt numFmtId=\"%d\" formatCode=\"dd\\.mm\\.yyyy\"/></numFmts>"
                                "<fonts count=\"5\">",
                FORMAT_DATE);
    add_font(out, 10, false, black);
    add_font(out, 10, true, black);
    add_font(out, 10, false, "FF595959");
    add_font(out, 16, true, black);
    add_font(out, 12, true, black);
    text_add(out, "</fonts>");
    add_fills(out);
    add_borders(out);
    text_format(out,
                "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\""
                " borderId=\"0\"/></cellStyleXfs><cellXfs count=\"%d\">",
                (int)STYLES);
    for (size_t i = 0; i < STYLE_HEADING; i++)
        add_xf(out, &looks[i]);
    for (int i = 0; i < TINTS; i++)
        add_xf(out, &(struct look){FORMAT_TEXT, FONT_BOLD, FILL_TINT + i, BORDER_THIN,
                                   "vertical=\"center\" wrapText=\"1\""});
    text_add(out, "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\""
                  " builtinId=\"0\"/></cellStyles></styleSheet>");
}
