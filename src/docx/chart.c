/*
 * chart.c - a chart as word processors know it: DrawingML, ISO/IEC 29500-1, 21.2.
 *
 * The values stand in the chart part itself, as literals: no workbook is
 * embedded, and the tables of the document hold them for editing.
 */
#include "docx/parts.h"

#include "docx/style.h"

#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define CHART_NAMESPACE DRAWING "chart"

enum { EMU_PER_TWIP = 635, EMU_PER_MM = 36000 };

/* The greys of the PDF (pdf/chart.c). */
static const char *const greys[] = {"4D4D4D", "9E9E9E"};

static const double row_mm = 9; /* height for one bar, its label may take two lines */
static const double edge_mm = 4;

static long count_bars(const struct chart *chart)
{
    long count = 0;
    for (const struct bar *bar = chart->bars; bar; bar = bar->next)
        count++;
    return count;
}

/* ---- in the document -------------------------------------------------------- */

void chart_write(struct docx_writer *writer, const struct chart *chart)
{
    double const height_mm = (double)count_bars(chart) * row_mm + 2 * edge_mm;
    struct format const title = {.style = STYLE_PART, .keep_next = true};
    struct format const place = {.style = STYLE_VALUE};
    size_t const number = ++writer->charts;
    paragraphs_write(writer, &title, chart->title);
    paragraph_begin(writer, &place);
    text_format_xml(writer->out,
                    "<w:r><w:drawing><wp:inline xmlns:wp=\"" DRAWING "wordprocessingDrawing\" "
                    "distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
                    "<wp:extent cx=\"%ld\" cy=\"%ld\"/>"
                    "<wp:docPr id=\"%zu\" name=\"Chart %zu\" descr=\"%s\"/>"
                    "<wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"" DRAWING "main\">"
                    "<a:graphicData uri=\"" CHART_NAMESPACE "\">"
                    "<c:chart xmlns:c=\"" CHART_NAMESPACE "\" r:id=\"" RELATION_CHART "\"/>"
                    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
                    writer->width * EMU_PER_TWIP, (long)(height_mm * EMU_PER_MM), number, number,
                    chart->alt, number);
    paragraph_end(writer);
}

/* ---- the part ------------------------------------------------------------------ */

static void fill(struct text *out, const struct bar *bar)
{
    text_format(out, "<c:spPr><a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill></c:spPr>",
                greys[bar->shade ? 1 : 0]);
}

/* One point of the series for each bar that has not the shade of the first. */
static void points(struct text *out, const struct chart *chart)
{
    long index = 0;
    for (const struct bar *bar = chart->bars; bar; bar = bar->next, index++) {
        if (bar->shade == chart->bars->shade)
            continue;
        text_format(out,
                    "<c:dPt><c:idx val=\"%ld\"/><c:invertIfNegative val=\"0\"/>"
                    "<c:bubble3D val=\"0\"/>",
                    index);
        fill(out, bar);
        text_add(out, "</c:dPt>");
    }
}

static void literals(struct text *out, const struct chart *chart)
{
    long const count = count_bars(chart);
    long index = 0;
    text_format(out, "<c:cat><c:strLit><c:ptCount val=\"%ld\"/>", count);
    for (const struct bar *bar = chart->bars; bar; bar = bar->next)
        text_format_xml(out, "<c:pt idx=\"%ld\"><c:v>%s</c:v></c:pt>", index++, bar->label);
    index = 0;
    text_format(out,
                "</c:strLit></c:cat><c:val><c:numLit><c:formatCode>0</c:formatCode>"
                "<c:ptCount val=\"%ld\"/>",
                count);
    for (const struct bar *bar = chart->bars; bar; bar = bar->next)
        text_format(out, "<c:pt idx=\"%ld\"><c:v>%ld</c:v></c:pt>", index++, bar->value);
    text_add(out, "</c:numLit></c:val>");
}

static void series(struct text *out, const struct chart *chart)
{
    text_add(out, "<c:ser><c:idx val=\"0\"/><c:order val=\"0\"/>");
    fill(out, chart->bars);
    text_add(out, "<c:invertIfNegative val=\"0\"/>");
    points(out, chart);
    text_add(out, "<c:dLbls><c:spPr><a:noFill/></c:spPr><c:dLblPos val=\"outEnd\"/>"
                  "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/>"
                  "<c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>"
                  "<c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>");
    literals(out, chart);
    text_add(out, "</c:ser>");
}

/* The first bar is at the top; the values say what a second axis would. */
static void axes(struct text *out)
{
    text_add(
        out,
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling>"
        "<c:delete val=\"0\"/><c:axPos val=\"l\"/>"
        "<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>"
        "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>"
        "<c:tickLblPos val=\"low\"/>"
        "<c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln>"
        "</c:spPr><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/>"
        "<c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx>"
        "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>"
        "<c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"t\"/>"
        "<c:numFmt formatCode=\"0\" sourceLinked=\"0\"/>"
        "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>"
        "<c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/>"
        "</c:valAx>");
}

static void letters(struct text *out, const struct typography *type, const char *lang)
{
    text_format_xml(out,
                    "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"%ld\"><a:solidFill>"
                    "<a:srgbClr val=\"000000\"/></a:solidFill><a:latin typeface=\"%s\"/>"
                    "<a:cs typeface=\"%s\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"%s\"/></a:p>"
                    "</c:txPr>",
                    (long)(type->table_pt * 100), type->docx_family, type->docx_family, lang);
}

void chart_part_write(const struct document *document, const struct chart *chart, struct text *out)
{
    text_format_xml(out,
                    XML_DECLARATION
                    "<c:chartSpace xmlns:c=\"" CHART_NAMESPACE "\" xmlns:a=\"" DRAWING "main\">"
                    "<c:date1904 val=\"0\"/><c:lang val=\"%s\"/><c:roundedCorners val=\"0\"/>"
                    "<c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/><c:barChart>"
                    "<c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/>"
                    "<c:varyColors val=\"0\"/>",
                    document->lang);
    if (chart->bars)
        series(out, chart);
    text_add(out, "<c:gapWidth val=\"60\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>");
    axes(out);
    text_add(out, "</c:plotArea><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>"
                  "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    letters(out, &document->type, document->lang);
    text_add(out, "</c:chartSpace>");
}
