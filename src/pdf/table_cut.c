/*
 * table_cut.c - groups of rows as slabs, whole or cut between lines; see table.h.
 */
#include "pdf/table.h"

enum { KEPT_LINES = 2 };

mpt table_room(const struct flow *flow, const struct table_plan *plan,
               const struct table_group *group)
{
    mpt const head = plan->head && !group->is_head ? plan->head->height : 0;
    return flow->room - head - 2 * plan->padding;
}

/* True when no line is cut at this depth and, if careful, no single line is left alone. */
static bool is_cut_allowed(const struct table_plan *plan, const struct table_group *group,
                           mpt depth, bool careful)
{
    for (int i = 0; i < group->count; i++) {
        const struct cell_box *box = &group->boxes[i];
        mpt const inside = depth - box->text_top;
        if (inside <= 0 || inside >= box->text_height)
            continue;
        if (inside % plan->line_height != 0)
            return false;
        int const above = (int)(inside / plan->line_height);
        if (above < box->count && !box->lines[above])
            return false; /* captions stay with their rules */
        if (careful && (above < KEPT_LINES || box->count - above < KEPT_LINES))
            return false;
    }
    return true;
}

/* The nearest end of a line below this depth, or the end of the group. */
static mpt next_cut(const struct table_plan *plan, const struct table_group *group, mpt depth)
{
    mpt nearest = group->height;
    for (int i = 0; i < group->count; i++) {
        const struct cell_box *box = &group->boxes[i];
        mpt const inside = depth - box->text_top;
        mpt const done = inside < 0 ? 0 : inside / plan->line_height;
        mpt const candidate = box->text_top + (done + 1) * plan->line_height;
        if (done + 1 < box->count && candidate < nearest)
            nearest = candidate;
    }
    return nearest;
}

/* True when a line of text ends at this depth inside a word. */
static bool ends_in_word(const struct table_plan *plan, const struct table_group *group, mpt depth)
{
    for (int i = 0; i < group->count; i++) {
        const struct cell_box *box = &group->boxes[i];
        mpt const above = (depth - box->text_top) / plan->line_height;
        if (above > 0 && above <= box->count && box->lines[above - 1] &&
            box->lines[above - 1]->soft_hyphen)
            return true;
    }
    return false;
}

static void add_band(struct flow *flow, struct table_plan *plan, struct table_group *group, mpt top,
                     mpt bottom)
{
    bool const is_whole = top == 0 && bottom == group->height;
    int const lines = (int)((bottom - top) / plan->line_height);
    struct table_band *band = ARENA_NEW(flow->arena, struct table_band);
    *band = (struct table_band){plan, group, top, bottom};
    struct slab *slab = flow_slab(flow, 0, bottom - top,
                                  group->is_head ? 0
                                  : is_whole     ? KEPT_LINES
                                                 : lines);
    slab->band = band;
    slab->kind = SLAB_ROWS;
    slab->size = plan->size;
    slab->hyphenated = !is_whole && ends_in_word(plan, group, bottom);
}

/* The next depth at which the group may be cut, or its end. */
static mpt piece_end(const struct table_plan *plan, const struct table_group *group, mpt top,
                     bool careful)
{
    mpt depth = top;
    do
        depth = next_cut(plan, group, depth);
    while (depth < group->height && !is_cut_allowed(plan, group, depth, careful));
    return depth;
}

void table_cut(struct flow *flow, struct table_plan *plan, struct table_group *group)
{
    mpt const room = table_room(flow, plan, group);
    if (group->height <= room / 2) {
        add_band(flow, plan, group, 0, group->height);
        return;
    }
    bool careful = true; /* unless what stands between such cuts is more than a page */
    for (mpt top = 0, end; top < group->height; top = end) {
        end = piece_end(plan, group, top, true);
        careful = careful && end - top <= room;
    }
    for (mpt top = 0, end; top < group->height; top = end) {
        end = piece_end(plan, group, top, careful);
        add_band(flow, plan, group, top, end);
    }
}
