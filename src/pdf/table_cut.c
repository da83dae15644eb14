/*
 * table_cut.c - groups of rows as slabs, whole or cut between lines; see table.h.
 */
#include "pdf/table_plan.h"

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
        if (above > 0 && above <= box->count && box->lines[above - 1]->soft_hyphen)
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
    slab->hyphenated = !is_whole && ends_in_word(plan, group, bottom);
}

/* The most that may stand between two cuts, so that the careful ones suffice or do not. */
static mpt tallest_piece(const struct table_plan *plan, const struct table_group *group,
                         bool careful)
{
    mpt tallest = 0;
    mpt top = 0;
    for (mpt depth = 0; depth < group->height;) {
        depth = next_cut(plan, group, depth);
        if (depth < group->height && !is_cut_allowed(plan, group, depth, careful))
            continue;
        if (depth - top > tallest)
            tallest = depth - top;
        top = depth;
    }
    return tallest;
}

void table_cut(struct flow *flow, struct table_plan *plan, struct table_group *group)
{
    mpt const room = table_room(flow, plan, group);
    if (group->height <= room / 2) {
        add_band(flow, plan, group, 0, group->height);
        return;
    }
    bool const careful = tallest_piece(plan, group, true) <= room;
    mpt top = 0;
    for (mpt depth = 0; depth < group->height;) {
        depth = next_cut(plan, group, depth);
        if (depth < group->height && !is_cut_allowed(plan, group, depth, careful))
            continue;
        add_band(flow, plan, group, top, depth);
        top = depth;
    }
}
