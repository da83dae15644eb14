/*
 * mark_style.c - styles of a workbook with our colours (ISO/IEC 29500-1, 18.8); see marking.h.
 *
 * Each is a copy of the style that the cell has, its fill alone another: so the borders and the
 * form of dates stay.
 */
#include "table/marking.h"

#include <limits.h>
#include <stdlib.h>

/* Light enough to read black on: those that Excel itself has for bad and doubtful cells. */
static const char *const colours[] = {"FFFFC7CE", "FFFFEB9C"}; /* of errors, of warnings */

unsigned long marking_style(struct marking *marking, unsigned long base, bool is_warning)
{
    if (base >= marking->base_styles)
        base = 0;
    for (size_t i = 0; i < marking->style_count; i++)
        if (marking->styles[i].base == base && marking->styles[i].is_warning == is_warning)
            return marking->base_styles + i;
    marking->styles =
        xgrow(marking->styles, marking->style_count, &marking->style_room, sizeof *marking->styles);
    marking->styles[marking->style_count] =
        (struct marked_style){.base = base, .is_warning = is_warning};
    return marking->base_styles + marking->style_count++;
}

static void add_fill(struct text *out, const struct tag *like, const char *colour)
{
    size_t length;
    const char *written = tag_prefix(like, &length);
    struct text prefix = TEXT_EMPTY;
    text_add_bytes(&prefix, written, length);
    const char *p = text_string(&prefix);
    text_format(out,
                "<%sfill><%spatternFill patternType=\"solid\"><%sfgColor rgb=\"%s\"/>"
                "<%sbgColor indexed=\"64\"/></%spatternFill></%sfill>",
                p, p, p, colour, p, p, p);
    text_free(&prefix);
}

/* Copies a list with another count of items, and lets its last tag be written by the caller. */
static void open_list(struct text *out, const struct tag *list, unsigned long count)
{
    struct text number = TEXT_EMPTY;
    text_format(&number, "%ld", (long)count);
    struct tag_change const changes[] = {{"count", text_string(&number)}, {NULL, NULL}};
    tag_copy(out, list, changes, true);
    text_free(&number);
}

/* How many elements of a name a list has; the ith of them, when one is asked for. */
static unsigned long count_items(struct tags tags, const struct tag *list, const char *name,
                                 unsigned long wanted, struct tag *item, struct tag *end)
{
    struct tag tag;
    unsigned long count = 0;
    while (!list->is_empty && tags_next(&tags, &tag) && tag.level > list->level) {
        if (tag.is_end || tag.level != list->level + 1 || !tag_is(&tag, name))
            continue;
        if (count++ == wanted) {
            *item = tag;
            tags_leave(&tags, &tag, end);
        }
    }
    return count;
}

/* A style with another fill. */
static void add_style(struct text *out, const struct tag *style, const struct tag *end,
                      unsigned long fill)
{
    struct text number = TEXT_EMPTY;
    text_format(&number, "%ld", (long)fill);
    struct tag_change const changes[] = {
        {"fillId", text_string(&number)}, {"applyFill", "1"}, {NULL, NULL}};
    tag_copy(out, style, changes, false);
    if (!style->is_empty)
        text_add_bytes(out, style->end, (size_t)(end->end - style->end));
    text_free(&number);
}

/* Adds our two fills to the list of fills; returns the number of the first. */
static bool add_fills(struct marking *marking, struct edit *edit, unsigned long *first)
{
    struct tags tags = tags_of(&edit->data);
    struct tag list, end, item, item_end;
    struct text out = TEXT_EMPTY;
    if (!tags_find(&tags, "fills", &list))
        return builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
    *first = count_items(tags, &list, "fill", ULONG_MAX, &item, &item_end);
    if (!tags_leave(&tags, &list, &end))
        return builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
    text_add_bytes(&out, edit->data.data, (size_t)(list.begin - edit->data.data));
    open_list(&out, &list, *first + 2);
    if (!list.is_empty)
        text_add_bytes(&out, list.end, (size_t)(end.begin - list.end));
    for (size_t i = 0; i < 2; i++)
        add_fill(&out, &list, colours[i]);
    tag_close(&out, &list);
    text_add_bytes(&out, end.end, edit->data.len - (size_t)(end.end - edit->data.data));
    edit_replace(edit, &out);
    return true;
}

static bool add_styles(struct marking *marking, struct edit *edit, unsigned long first_fill)
{
    struct tags tags = tags_of(&edit->data);
    struct tag list, end, item = {0}, item_end = {0};
    struct text out = TEXT_EMPTY;
    if (!tags_find(&tags, "cellXfs", &list) || list.is_empty)
        return builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
    struct tags const inside = tags;
    if (!tags_leave(&tags, &list, &end))
        return builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
    text_add_bytes(&out, edit->data.data, (size_t)(list.begin - edit->data.data));
    open_list(&out, &list, marking->base_styles + marking->style_count);
    text_add_bytes(&out, list.end, (size_t)(end.begin - list.end));
    for (size_t i = 0; i < marking->style_count; i++) {
        const struct marked_style *style = &marking->styles[i];
        if (!builder_pay(marking->xlsx.builder, BUDGET_STEPS, 8 + marking->base_styles / 2)) {
            text_free(&out);
            return false;
        }
        if (count_items(inside, &list, "xf", style->base, &item, &item_end) <= style->base) {
            text_free(&out);
            return builder_fail(marking->xlsx.builder, TABLE_DAMAGED);
        }
        add_style(&out, &item, &item_end, first_fill + style->is_warning);
    }
    text_add_bytes(&out, end.begin, edit->data.len - (size_t)(end.begin - edit->data.data));
    edit_replace(edit, &out);
    return true;
}

/* What a workbook needs that has no styles. */
static const char no_styles[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet "
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count=\"1\"><font>"
    "<sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill "
    "patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders "
    "count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs "
    "count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"1\"><xf xfId=\"0\"/></cellXfs></styleSheet>";

static struct edit *make_styles(struct marking *marking)
{
    const char *name = marking_free_name(marking, "xl/styles", ".xml");
    const char *target = arena_printf(marking->xlsx.builder->arena, "/%s", name);
    struct edit *edit = marking_part(marking, name, false);
    if (!edit || !marking_type(marking, target, MARKING_CONTENT "styles+xml") ||
        !marking_relate(marking, marking->book.part, MARKING_RELATION "styles", target))
        return NULL;
    text_add(&edit->data, no_styles);
    return edit;
}

bool marking_write_styles(struct marking *marking)
{
    unsigned long first_fill = 0;
    const struct relation *styles = xlsx_related(&marking->book.relations, "styles");
    bool const is_there = styles && styles->part != SIZE_MAX;
    struct edit *edit =
        is_there ? marking_part(marking, styles->target, false) : make_styles(marking);
    return edit && add_fills(marking, edit, &first_fill) && add_styles(marking, edit, first_fill);
}
