/*
 * chart.c - bars as vectors, under a Figure element that tells them in words.
 *
 * Labels stand flush right before the axis, values behind their bars, all as
 * real text.  A white plate below everything is what the Figure's BBox tells.
 */
#include "pdf/layout.h"

static const double title_before_pt = 10;
static const double after_pt = 6;
static const double label_share = 0.45; /* of the width */
static const double gap_mm = 2;         /* beside the axis, and before a value */
static const double value_mm = 14;      /* kept free for the value of the longest bar */
static const double bar_mm = 4.5;
static const double row_mm = 7;  /* no less than this from bar to bar */
static const double edge_mm = 1; /* the axis goes on above the first and below the last */

enum { WHITE = 1000, AXIS_WIDTH = 500 };
static const int greys[] = {300, 620}; /* tell apart on a laser printer, without patterns */

/* One Figure under construction. */
struct plot {
    struct flow *flow;
    struct element *figure;
    struct slab *slab;
    int size;
    mpt axis, scale_width; /* where bars begin, and how long the longest is */
    long highest;          /* of all values */
};

static void add_fill(struct plot *plot, mpt x, mpt bottom, mpt width, mpt height, int grey)
{
    struct page_item *item =
        item_add(plot->flow->arena, ITEM_FILL, x, bottom, &plot->slab->first, &plot->slab->last);
    item->element = plot->figure;
    item->as.fill = (struct fill_item){.width = width, .height = height, .grey = grey};
}

static struct text_line *break_label(const struct plot *plot, const char *label)
{
    return flow_break_words(plot->flow, label, plot->size, plot->axis - mpt_from_mm(gap_mm),
                            plot->figure);
}

/* A row is as high as its label, with some air. */
static mpt row_height(const struct plot *plot, const struct text_line *label)
{
    mpt const least = mpt_from_mm(row_mm);
    mpt const air = least - mpt_from_mm(bar_mm);
    mpt const text = lines_count(label) * flow_line_height(plot->flow, plot->size, true) + air;
    return text > least ? text : least;
}

/* Lines of text around the middle of a row; flush right at x, or flush left. */
static void put_lines(struct plot *plot, const struct text_line *line, mpt x, mpt middle,
                      bool is_right)
{
    mpt const height = flow_line_height(plot->flow, plot->size, true);
    mpt y = middle - lines_count(line) * height / 2 + flow_base_line(plot->flow, plot->size, true);
    for (; line; line = line->next, y += height)
        line_items(plot->flow->arena, line, plot->size, is_right ? x - line->width : x, y, false,
                   &plot->slab->first, &plot->slab->last);
}

static void put_value(struct plot *plot, long value, mpt x, mpt middle)
{
    const char *words = arena_printf(plot->flow->arena, "%ld", value);
    put_lines(plot,
              flow_break_words(plot->flow, words, plot->size, mpt_from_mm(value_mm), plot->figure),
              x, middle, false);
}

static void put_bar(struct plot *plot, const struct bar *bar, const struct text_line *label,
                    mpt middle)
{
    mpt const height = mpt_from_mm(bar_mm);
    mpt const gap = mpt_from_mm(gap_mm);
    mpt const length =
        plot->highest
            ? (mpt)((double)plot->scale_width * (double)bar->value / (double)plot->highest)
            : 0;
    put_lines(plot, label, plot->axis - gap, middle, true);
    if (length)
        add_fill(plot, plot->axis, middle + height / 2, length, height, greys[bar->shade ? 1 : 0]);
    put_value(plot, bar->value, plot->axis + length + gap, middle);
}

/* How high the bars from first on are that fit the room, and which one no longer does. */
static mpt measure(const struct plot *plot, const struct bar *first, mpt room,
                   const struct bar **end)
{
    mpt height = 2 * mpt_from_mm(edge_mm);
    const struct bar *bar = first;
    for (; bar; bar = bar->next) {
        mpt const row = row_height(plot, break_label(plot, bar->label));
        if (bar != first && height + row > room)
            break;
        height += row;
    }
    *end = bar;
    return height;
}

static const struct bar *put_figure(struct plot *plot, const struct chart *chart,
                                    const struct bar *first)
{
    struct flow *flow = plot->flow;
    const struct bar *end;
    mpt const height = measure(plot, first, flow->room / 4 * 3, &end);
    plot->figure = element_new(flow, ELEMENT_FIGURE, flow->parent);
    plot->figure->words = chart->alt;
    plot->slab = flow_slab(flow, 0, height, 2);
    add_fill(plot, 0, height, flow->width, height, WHITE);
    add_fill(plot, plot->axis - AXIS_WIDTH, height, AXIS_WIDTH, height, 0);
    mpt y = mpt_from_mm(edge_mm);
    for (const struct bar *bar = first; bar != end; bar = bar->next) {
        const struct text_line *label = break_label(plot, bar->label);
        mpt const row = row_height(plot, label);
        put_bar(plot, bar, label, y + row / 2);
        y += row;
    }
    return end;
}

static long highest_value(const struct bar *bar)
{
    long highest = 0;
    for (; bar; bar = bar->next)
        if (bar->value > highest)
            highest = bar->value;
    return highest;
}

void chart_flow(struct flow *flow, const struct chart *chart)
{
    struct plot plot = {
        .flow = flow,
        .size = size_from_pt(flow->document->type.table_pt),
        .axis = (mpt)((double)flow->width * label_share),
        .highest = highest_value(chart->bars),
    };
    plot.scale_width = flow->width - plot.axis - mpt_from_mm(gap_mm) - mpt_from_mm(value_mm);
    struct text_style const style = {
        .size = plot.size, .before = mpt_from_pt(title_before_pt), .is_whole = true};
    for (const struct para *para = chart->title; para; para = para->next) {
        flow_para(flow, para, &style);
        flow_keep(flow, 1);
    }
    for (const struct bar *bar = chart->bars; bar;)
        bar = put_figure(&plot, chart, bar);
    flow->space_after = mpt_from_pt(after_pt);
}
