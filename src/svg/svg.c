/*
 * svg.c - the picture around the pages; see svg.h.
 *
 * The pages are made first: only then is known which subsets they use.
 */
#include "svg/picture.h"

/* Grey parts the pages, and lies beside those that are narrower: so their ends are seen on any ground. */
static const mpt gap = 12000;
static const char gap_colour[] = "#c8c8c8";

static void put_length(struct text *out, const char *name, mpt length, const char *unit)
{
    text_format(out, " %s=\"%f%s\"", name, mpt_points(length), unit);
}

static mpt widest(const struct pages *pages)
{
    mpt width = 0;
    for (const struct page *page = pages->first; page; page = page->next)
        if (page->width > width)
            width = page->width;
    return width;
}

static mpt total_height(const struct pages *pages)
{
    mpt height = 0;
    for (const struct page *page = pages->first; page; page = page->next)
        height += page->height + (page->next ? gap : 0);
    return height;
}

/*
 * Words keep their places when another face stands in for a missing one, and no letter is moved:
 * what the pages were measured with knows no kerning.
 */
static void put_style(struct svg_kit *kit, const struct svg_use *use, bool is_bare,
                      struct text *out)
{
    text_add(out, "<style>\n");
    if (!is_bare)
        kit_put_rules(kit, use, out);
    text_add(out,
             "text{font-family:\"" SVG_SERIF "\",\"Liberation Serif\",\"Times New Roman\",serif;"
             "font-kerning:none;font-variant-ligatures:none;text-rendering:geometricPrecision;"
             "white-space:pre}\n"
             ".b{font-weight:700}\n"
             ".s{font-family:\"" SVG_SIGNS "\",\"DejaVu Sans\",sans-serif}\n"
             "</style>\n");
}

static void put_head(const struct document *document, const struct pages *pages, mpt width,
                     const struct svg_options *options, struct text *out)
{
    mpt const height = total_height(pages);
    text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"");
    put_length(out, "width", width, "pt");
    put_length(out, "height", height, "pt");
    text_format(out, " viewBox=\"0 0 %f %f\"", mpt_points(width), mpt_points(height));
    text_format_xml(
        out,
        " lang=\"%s\" xml:space=\"preserve\" role=\"document\" data-form=\"%s\">\n<title>%s</title>\n",
        document->lang, document->form_id, document->title);
    text_format_xml(
        out,
        "<desc>Formulyar %s. Страниц: %d. Это изображение: подписывают и хранят PDF или DOCX.</desc>\n",
        options->version, pages->count);
}

static mpt put_page(const struct page *page, int number, mpt top, const struct text *body,
                    struct text *out)
{
    text_format(out, "<g class=\"page\" data-page=\"%d\"", number);
    if (top)
        text_format(out, " transform=\"translate(0 %f)\"", mpt_points(top));
    text_add(out, ">\n<rect");
    put_length(out, "width", page->width, "");
    put_length(out, "height", page->height, "");
    text_add(out, " fill=\"#fff\"/>\n");
    text_add_bytes(out, body->data, body->len);
    text_add(out, "</g>\n");
    return top + page->height;
}

static void put_ground(mpt left, mpt top, mpt width, mpt height, struct text *out)
{
    text_add(out, "<rect");
    if (left)
        put_length(out, "x", left, "");
    put_length(out, "y", top, "");
    put_length(out, "width", width, "");
    put_length(out, "height", height, "");
    text_format(out, " fill=\"%s\"/>\n", gap_colour);
}

int svg_write(struct svg_kit *kit, const struct document *document, const struct pages *pages,
              const struct svg_options *options, struct text *out)
{
    struct svg_use use = {0};
    struct text body = TEXT_EMPTY, all = TEXT_EMPTY;
    mpt const width = widest(pages);
    mpt top = 0;
    int number = 0;
    for (const struct page *page = pages->first; page; page = page->next) {
        text_clear(&body);
        picture_page(page, kit_fonts(kit), &use, &body);
        top = put_page(page, ++number, top, &body, &all);
        if (page->width < width)
            put_ground(page->width, top - page->height, width - page->width, page->height, &all);
        if (page->next) {
            put_ground(0, top, width, gap, &all);
            top += gap;
        }
    }
    put_head(document, pages, width, options, out);
    put_style(kit, &use, options->bare, out);
    text_add_bytes(out, all.data, all.len);
    text_add(out, "</svg>\n");
    text_free(&body);
    text_free(&all);
    return pages->count;
}
