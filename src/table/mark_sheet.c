/* mark_sheet.c - the cells of a sheet with our colours; see marking.h. */
#include "table/marking.h"

#include <limits.h>
#include <stdlib.h>

/* The default style of a stretch of columns. */
struct span {
    unsigned long first, last, style;
};

struct colouring {
    struct marking *marking;
    const struct spot *spots;
    size_t count, next; /* the spot to be met next */
    struct text out;
    const char *copied; /* up to here the sheet stands in out */
    uint32_t row, column;
    unsigned long row_style; /* ULONG_MAX: the row has none of its own */
    bool rows_shifted;       /* a row was put in: the next must say its number */
    bool cells_shifted;      /* the same of a cell */
    bool is_unsound;         /* a cell names another row than that which it stands in */
    struct span *spans;
    size_t span_count, span_room;
    const char *prefix; /* of the sheet's elements, in the arena */
};

static void copy_up_to(struct colouring *colouring, const char *at)
{
    text_add_bytes(&colouring->out, colouring->copied, (size_t)(at - colouring->copied));
    colouring->copied = at;
}

static void note_span(struct colouring *colouring, const struct tag *tag)
{
    struct span const span = {.first = tag_number(tag, "min", 0),
                              .last = tag_number(tag, "max", 0),
                              .style = tag_number(tag, "style", 0)};
    if (!span.style || colouring->span_count >= TABLE_LAST_COLUMN)
        return;
    colouring->spans = xgrow(colouring->spans, colouring->span_count, &colouring->span_room,
                             sizeof *colouring->spans);
    colouring->spans[colouring->span_count++] = span;
}

/* The style that a cell has before it is there. */
static unsigned long default_style(const struct colouring *colouring, uint32_t column)
{
    if (colouring->row_style != ULONG_MAX)
        return colouring->row_style;
    for (size_t i = 0; i < colouring->span_count; i++)
        if (column >= colouring->spans[i].first && column <= colouring->spans[i].last)
            return colouring->spans[i].style;
    return 0;
}

static const struct spot *next_spot(const struct colouring *colouring)
{
    return colouring->next < colouring->count ? &colouring->spots[colouring->next] : NULL;
}

/* Puts in a cell that is not there. */
static void make_cell(struct colouring *colouring)
{
    const struct spot *spot = &colouring->spots[colouring->next++];
    struct text name = TEXT_EMPTY;
    table_add_cell(&name, spot->row, spot->column);
    text_format(&colouring->out, "<%sc r=\"%s\" s=\"%ld\"/>", colouring->prefix, text_string(&name),
                (long)marking_style(colouring->marking, default_style(colouring, spot->column),
                                    spot->is_warning));
    text_free(&name);
    colouring->cells_shifted = true;
}

/* The spots of the row that stand before a column, or all of them. */
static void make_cells(struct colouring *colouring, uint32_t row, uint32_t before)
{
    const struct spot *spot;
    while ((spot = next_spot(colouring)) && spot->row == row && spot->column < before)
        make_cell(colouring);
}

/* The rows of spots that stand before a row and are not there. */
static void make_rows(struct colouring *colouring, uint32_t before)
{
    const struct spot *spot;
    colouring->row_style = ULONG_MAX;
    while ((spot = next_spot(colouring)) && spot->row < before) {
        uint32_t const row = spot->row;
        text_format(&colouring->out, "<%srow r=\"%u\">", colouring->prefix, row);
        make_cells(colouring, row, UINT32_MAX);
        text_format(&colouring->out, "</%srow>", colouring->prefix);
        colouring->rows_shifted = true;
    }
}

static void on_row(struct colouring *colouring, const struct tag *tag)
{
    size_t length;
    colouring->row = (uint32_t)tag_number(tag, "r", colouring->row + 1ul);
    colouring->column = 0;
    copy_up_to(colouring, tag->begin);
    make_rows(colouring, colouring->row);
    colouring->cells_shifted = false;
    const char *custom = tag_attribute(tag, "customFormat", &length);
    bool const has_style = length && (*custom == '1' || *custom == 't');
    colouring->row_style = has_style ? tag_number(tag, "s", 0) : ULONG_MAX;
    const struct spot *spot = next_spot(colouring);
    bool const is_marked = spot && spot->row == colouring->row;
    size_t number_length, spans_length;
    tag_attribute(tag, "r", &number_length);
    tag_attribute(tag, "spans", &spans_length);
    bool const stays = number_length && (!is_marked || (!tag->is_empty && !spans_length));
    if (stays || (!is_marked && !colouring->rows_shifted))
        return;
    struct text number = TEXT_EMPTY;
    text_format(&number, "%u", colouring->row);
    /* spans says which columns have cells, and may now be wrong */
    struct tag_change const changes[] = {
        {"r", text_string(&number)}, {"spans", NULL}, {NULL, NULL}};
    tag_copy(&colouring->out, tag, changes, is_marked);
    if (is_marked && tag->is_empty) {
        make_cells(colouring, colouring->row, UINT32_MAX);
        tag_close(&colouring->out, tag);
    }
    text_free(&number);
    colouring->copied = tag->end;
}

static void on_cell(struct colouring *colouring, const struct tag *tag)
{
    size_t length;
    uint32_t row = colouring->row, column = colouring->column + 1;
    const char *place = tag_attribute(tag, "r", &length);
    if (length)
        table_parse_cell(place, &row, &column);
    colouring->column = column;
    copy_up_to(colouring, tag->begin);
    if (row != colouring->row) {
        colouring->is_unsound = true;
        return;
    }
    make_cells(colouring, row, column);
    const struct spot *spot = next_spot(colouring);
    bool const is_marked = spot && spot->row == row && spot->column == column;
    if (!is_marked && !colouring->cells_shifted)
        return;
    struct text name = TEXT_EMPTY, style = TEXT_EMPTY;
    unsigned long const old = tag_number(tag, "s", 0);
    table_add_cell(&name, row, column);
    text_format(&style, "%ld",
                (long)(is_marked ? marking_style(colouring->marking, old, spot->is_warning) : old));
    struct tag_change const changes[] = {
        {"r", text_string(&name)}, {"s", text_string(&style)}, {NULL, NULL}};
    tag_copy(&colouring->out, tag, changes, false);
    colouring->copied = tag->end;
    colouring->next += is_marked;
    text_free(&name);
    text_free(&style);
}

static void on_data(struct colouring *colouring, const struct tag *tag)
{
    if (!tag->is_empty)
        return;
    copy_up_to(colouring, tag->begin);
    tag_copy(&colouring->out, tag, &(struct tag_change){NULL, NULL}, true);
    make_rows(colouring, UINT32_MAX);
    tag_close(&colouring->out, tag);
    colouring->copied = tag->end;
}

static void on_tag(struct colouring *colouring, const struct tag *tag)
{
    if (tag->level == 3 && tag_is(tag, "col"))
        note_span(colouring, tag);
    else if (tag->level == 2 && tag_is(tag, "sheetData"))
        on_data(colouring, tag);
    else if (tag->level == 3 && tag_is(tag, "row"))
        on_row(colouring, tag);
    else if (tag->level == 4 && tag_is(tag, "c"))
        on_cell(colouring, tag);
}

static void on_end(struct colouring *colouring, const struct tag *tag)
{
    bool const ends_row = tag->level == 3 && tag_is(tag, "row");
    bool const ends_data = tag->level == 2 && tag_is(tag, "sheetData");
    if (!ends_row && !ends_data)
        return;
    copy_up_to(colouring, tag->begin);
    if (ends_row)
        make_cells(colouring, colouring->row, UINT32_MAX);
    else
        make_rows(colouring, UINT32_MAX);
}

bool marking_colour(struct marking *marking, const char *part, const struct spot *spots,
                    size_t count)
{
    struct edit *edit = marking_part(marking, part, false);
    if (!edit)
        return false;
    struct colouring colouring = {.marking = marking,
                                  .spots = spots,
                                  .count = count,
                                  .copied = edit->data.data,
                                  .row_style = ULONG_MAX};
    struct tags tags = tags_of(&edit->data);
    struct tag tag;
    while (tags_next(&tags, &tag)) {
        if (!colouring.prefix) {
            size_t length;
            const char *prefix = tag_prefix(&tag, &length);
            colouring.prefix = arena_strndup(marking->xlsx.builder->arena, prefix, length);
        }
        if (tag.is_end)
            on_end(&colouring, &tag);
        else
            on_tag(&colouring, &tag);
    }
    copy_up_to(&colouring, edit->data.data + edit->data.len);
    edit_replace(edit, &colouring.out);
    free(colouring.spans);
    return !colouring.is_unsound;
}
