/*
 * blanks.c - see blanks.h.
 *
 * The paragraph is cut behind every place to write that goes to the end of its line; each piece
 * is broken as if it were alone, and the rule takes what its last line leaves.  Then lines get
 * their rules, and those the captions.
 */
#include "pdf/blanks.h"

#include "pdf/layout.h"

#include <string.h>

enum { EM = 1000 };

static const double least_caption_mm = 15; /* narrower rules have captions that stick out */

struct setter {
    const struct line_style *style;
    const struct metrics *metrics;
    struct arena *arena, *scratch;
    struct diags *diags;
    struct text_line *first, *last; /* finished ones */
    struct run *piece, *piece_last; /* copies of the runs that are not broken yet */
};

static struct run *copy_run(const struct setter *setter, const struct run *run)
{
    struct run *copy = ARENA_NEW(setter->arena, struct run);
    *copy = *run;
    copy->next = NULL;
    return copy;
}

/* Width of the next line to be begun. */
static mpt limit_of(const struct setter *setter)
{
    return setter->first ? setter->style->width : setter->style->first_width;
}

static struct text_line *break_runs(const struct setter *setter, const struct run *runs, mpt first,
                                    mpt width)
{
    struct line_style style = *setter->style;
    style.first_width = first;
    style.width = width;
    return lines_break_words(runs, &style, setter->metrics, setter->arena, setter->scratch,
                             setter->diags);
}

static void append_line(struct setter *setter, struct text_line *line)
{
    LIST_PUT(setter->first, setter->last, line);
}

/* Breaks the piece at hand, if there is any. */
static void break_piece(struct setter *setter)
{
    if (!setter->piece)
        return;
    struct text_line *line =
        break_runs(setter, setter->piece, limit_of(setter), setter->style->width);
    do { /* there is at least one */
        struct text_line *next = line->next;
        line->next = NULL;
        append_line(setter, line);
        line = next;
    } while (line);
    setter->piece = setter->piece_last = NULL;
}

/* ---- fragments ----------------------------------------------------------------------- */

static struct fragment *last_fragment(struct text_line *line)
{
    struct fragment *part = line->first;
    while (part && part->next)
        part = part->next;
    return part;
}

static void append_fragment(struct text_line *line, struct fragment *part)
{
    struct fragment *last = last_fragment(line);
    *(last ? &last->next : &line->first) = part;
}

static struct fragment *new_rule(const struct setter *setter, const struct run *run, mpt x,
                                 mpt width)
{
    struct fragment *rule = ARENA_NEW(setter->arena, struct fragment);
    rule->run = run;
    rule->x = x;
    rule->width = width;
    return rule;
}

static mpt end_of(struct text_line *line)
{
    const struct fragment *last = last_fragment(line);
    return last ? last->x + last->width : 0;
}

/* ---- rules to the end of a line ------------------------------------------------------- */

/*
 * What must not begin a line: «, » behind a place to write, or a space alone, without which words
 * would be heard as one.  Takes it off the run, or is NULL; the rest begins a line.
 */
static struct run *take_closing(struct setter *setter, struct run *run)
{
    size_t const signs = strchr(".,;:!?)/", *run->text) ? strcspn(run->text, " ") : 0;
    size_t const length = signs + strspn(run->text + signs, " ");
    struct run *closing = NULL;
    if (length) {
        closing = copy_run(setter, run);
        closing->text = arena_strndup(setter->arena, run->text, length);
    }
    run->text += length;
    return closing;
}

static void put_closing(struct setter *setter, struct text_line *line, const struct run *closing,
                        mpt x)
{
    struct text_line *own =
        closing ? break_runs(setter, closing, setter->style->width, setter->style->width) : NULL;
    for (struct fragment *part = own ? own->first : NULL, *next; part; part = next) {
        next = part->next;
        part->next = NULL;
        part->x += x;
        append_fragment(line, part);
    }
}

/* Width of what closes a line, without the space at its end. */
static mpt visible_end(const struct setter *setter, const struct run *closing)
{
    struct run visible = *closing;
    visible.next = NULL;
    visible.text = arena_strndup(setter->arena, closing->text, strcspn(closing->text, " "));
    return lines_measure(&visible, setter->style->size, setter->metrics, setter->scratch).whole;
}

/* A rule from x on, up to the end of a line of that width, and what closes it. */
static void end_line(struct setter *setter, struct text_line *line, const struct run *run, mpt x,
                     mpt limit, const struct run *closing)
{
    mpt const width = closing ? visible_end(setter, closing) : 0;
    if (limit - width > x)
        append_fragment(line, new_rule(setter, run, x, limit - width - x));
    put_closing(setter, line, closing, limit - width > x ? limit - width : x);
    line->width = limit;
    line->stretch = 0;
}

static mpt least_width(const struct setter *setter, const struct blank *blank)
{
    mpt const least = mpt_from_mm(blank->width_mm);
    return least < setter->style->width ? least : setter->style->width;
}

/* Width of the last finished line. */
static mpt last_limit(const struct setter *setter)
{
    return setter->first && setter->first->next ? setter->style->width : setter->style->first_width;
}

/* A rule behind what was typed, which was broken together with what closes the line. */
static void set_typed(struct setter *setter, const struct run *run, struct run *closing)
{
    if (closing)
        LIST_PUT(setter->piece, setter->piece_last, closing);
    break_piece(setter);
    struct text_line *line = setter->last;
    mpt const limit = last_limit(setter);
    mpt const end = limit - (closing ? visible_end(setter, closing) : 0);
    struct fragment **place = line ? &line->first : NULL;
    while (place && *place && (!closing || (*place)->run != closing))
        place = &(*place)->next;
    if (!place)
        return; /* nothing was typed */
    mpt const x = *place ? (*place)->x : end_of(line);
    if (end <= x)
        return;
    for (struct fragment *part = *place; part; part = part->next)
        part->x += end - x;
    struct fragment *rule = new_rule(setter, run, x, end - x);
    rule->next = *place;
    *place = rule;
    line->width = limit;
}

/* The rules of an empty place to write that goes to the end of its line. */
static void set_to_end(struct setter *setter, const struct run *run, const struct run *closing)
{
    bool const begins = !setter->piece;
    break_piece(setter);
    mpt limit = last_limit(setter);
    mpt const x = begins ? 0 : end_of(setter->last);
    int left = run->blank->lines;
    bool const has_room = !begins && x + least_width(setter, run->blank) <= limit;
    if (has_room)
        end_line(setter, setter->last, run, x, limit, --left ? NULL : closing);
    while (left > 0) {
        limit = limit_of(setter);
        struct text_line *line = ARENA_NEW(setter->arena, struct text_line);
        line->is_rule = true;
        end_line(setter, line, run, 0, limit, --left ? NULL : closing);
        append_line(setter, line);
    }
}

/* ---- pieces ----------------------------------------------------------------------------- */

/* An empty place takes its width; a short text over a caption too. */
static int box_of(const struct setter *setter, const struct run *run)
{
    const struct blank *blank = run->blank;
    if (!blank || blank->lines)
        return 0;
    mpt const least = least_width(setter, blank);
    if (!run_is_blank(run)) {
        mpt const whole =
            lines_measure(run, setter->style->size, setter->metrics, setter->scratch).whole;
        if (!blank->caption || whole >= least)
            return 0;
    }
    return (int)(least * EM / setter->style->size);
}

static void set_runs(struct setter *setter, const struct run *runs)
{
    const struct run *next;
    for (const struct run *run = runs; run; run = next) {
        next = run->next;
        struct run *copy = copy_run(setter, run);
        bool const to_end = run->blank && run->blank->lines;
        copy->box = box_of(setter, run);
        if (!to_end || !run_is_blank(run))
            LIST_PUT(setter->piece, setter->piece_last, copy);
        if (!to_end)
            continue;
        struct run *rest = next && !next->blank ? copy_run(setter, next) : NULL;
        struct run *closing = rest ? take_closing(setter, rest) : NULL;
        if (run_is_blank(run))
            set_to_end(setter, copy, closing);
        else
            set_typed(setter, copy, closing);
        if (rest && *rest->text)
            LIST_PUT(setter->piece, setter->piece_last, rest);
        next = rest ? next->next : next;
    }
    break_piece(setter);
}

/* ---- rules under what stands in a line --------------------------------------------------- */

/* Spaces at the end of a line are not underlined. */
static mpt visible_width(const struct setter *setter, const struct text_line *line,
                         const struct fragment *part)
{
    int length = part->length;
    mpt const space =
        (mpt)metrics_advance(setter->metrics, part->face, ' ') * setter->style->size / EM +
        line->stretch;
    mpt width = part->width;
    for (; !part->next && length > 0 && part->text[length - 1] == ' '; length--)
        width -= space;
    return width;
}

/* What was typed into a box that is wider, from its start. */
static void fill_box(struct setter *setter, struct text_line *line, struct fragment *box)
{
    struct run *alone = copy_run(setter, box->run);
    struct fragment *next = box->next;
    alone->box = 0;
    box->text = NULL;
    if (run_is_blank(alone))
        return;
    box->next = NULL;
    put_closing(setter, line, alone, box->x);
    append_fragment(line, next);
}

static bool is_underlined(const struct run *run)
{
    return (run->flags & RUN_UNDERLINED) || run->blank;
}

static void rule_line(struct setter *setter, struct text_line *line)
{
    for (struct fragment *part = line->first, *next; part; part = next) {
        next = part->next;
        if (!part->text || !is_underlined(part->run))
            continue;
        if (part->run->box) {
            fill_box(setter, line, part);
            continue;
        }
        struct fragment *rule =
            new_rule(setter, part->run, part->x, visible_width(setter, line, part));
        rule->next = part->next;
        part->next = rule;
    }
}

/* ---- captions ---------------------------------------------------------------------------- */

/* The last piece of the rules of one place to write. */
struct extent {
    struct text_line *line;
    struct fragment *last; /* of the place in that line */
    mpt x1, x2;
};

static struct extent last_piece(struct text_line *first, const struct blank *blank)
{
    struct extent found = {0};
    for (struct text_line *line = first; line; line = line->next)
        for (struct fragment *part = line->first; part; part = part->next) {
            if (part->run->blank != blank)
                continue;
            mpt const end = part->x + part->width;
            if (found.line != line)
                found = (struct extent){.line = line, .x1 = part->x, .x2 = end};
            found.x2 = end > found.x2 ? end : found.x2;
            found.last = part;
        }
    return found;
}

static mpt line_pitch(const struct setter *setter, int size)
{
    const struct metrics *metrics = setter->metrics;
    return (mpt)(metrics->ascent + metrics->descent + metrics->line_gap) * size / EM;
}

/* Centred under the rule, inside the lines' width where it is not wider. */
static mpt caption_start(const struct setter *setter, const struct extent *extent, mpt width)
{
    mpt x = (extent->x1 + extent->x2 - width) / 2;
    if (x + width > setter->style->width)
        x = setter->style->width - width;
    return x > 0 ? x : 0;
}

static void add_caption(struct setter *setter, const struct run *run)
{
    struct extent const extent = last_piece(setter->first, run->blank);
    int const size = setter->style->caption;
    if (!extent.line || !size)
        return;
    mpt const narrow = mpt_from_mm(least_caption_mm);
    mpt width = extent.x2 - extent.x1 > narrow ? extent.x2 - extent.x1 : narrow;
    width = width < setter->style->width ? width : setter->style->width;
    /* The space is for those who hear or copy it; it has no room of its own. */
    mpt const space = (mpt)metrics_advance(setter->metrics, FACE_REGULAR, ' ') * size / EM;
    struct run *words =
        run_new(setter->arena, arena_printf(setter->arena, " %s", run->blank->caption), 0);
    words->flags = run_is_blank(run) ? RUN_SILENT : 0;
    struct line_style const style = {
        .size = size, .width = width, .first_width = width + space, .is_balanced = true};
    const struct text_line *line = lines_break_words(words, &style, setter->metrics, setter->arena,
                                                     setter->scratch, setter->diags);
    mpt const pitch = line_pitch(setter, size);
    mpt const descent = (mpt)setter->metrics->descent * setter->style->size / EM;
    mpt const base = pitch - (mpt)setter->metrics->descent * size / EM;
    struct fragment **tail = &extent.last->next;
    struct fragment *rest = *tail;
    mpt below = 0;
    for (; line; line = line->next, below += pitch) {
        mpt const before = below ? 0 : space;
        mpt const x = caption_start(setter, &extent, line->width - before) - before;
        for (struct fragment *part = line->first; part; part = part->next) {
            part->size = size;
            part->drop = descent + below + base;
            part->x += x;
            *tail = part;
            tail = &part->next;
        }
    }
    *tail = rest;
    if (below > extent.line->below)
        extent.line->below = below;
}

struct text_line *blanks_break(const struct run *first, const struct line_style *style,
                               const struct metrics *metrics, struct arena *arena,
                               struct arena *scratch, struct diags *diags)
{
    struct setter setter = {
        .style = style, .metrics = metrics, .arena = arena, .scratch = scratch, .diags = diags};
    set_runs(&setter, first);
    for (struct text_line *line = setter.first; line; line = line->next) {
        rule_line(&setter, line);
        for (const struct fragment *part = line->first; part; part = part->next)
            line->is_rule |= part->run->blank && part->run->blank->is_signature;
    }
    for (const struct run *run = first; run; run = run->next)
        if (run->blank && run->blank->caption)
            add_caption(&setter, run);
    return setter.first;
}
