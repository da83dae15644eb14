/*
 * sheets.c - as few sheets as the page profile can make of a section.
 *
 * Most settings that may be given up move slabs, and the column at hand is stretched to
 * see what they save.  Sizes of fonts break lines anew: the column is made again only when
 * an estimate, which is never too high by much, says that it can save a page.
 */
#include "pdf/layout.h"

#include <math.h>

struct chooser {
    struct flow *flow;
    const struct section *section;
    struct typography *type; /* that the flow's document has */
    struct typography roomy;
    struct typography made; /* that the column was made with; what only stretches may differ */
    mpt room;
    int fewest;
};

static bool is_made_alike(const struct typography *a, const struct typography *b)
{
    return a->body_pt == b->body_pt && a->table_pt == b->table_pt &&
           a->letterhead_mm == b->letterhead_mm && a->lines_less == b->lines_less;
}

/*
 * Lines more that word processors need, which hyphenate no text: half a word moves on
 * with every hyphen, and the last line of a paragraph may not hold them all.
 */
static mpt hyphens_reserve(const struct flow *flow)
{
    double const half_word = 0.1; /* of a line */
    mpt reserve = 0;
    int hyphens = 0;
    for (const struct slab *slab = flow->first; slab; slab = slab->next) {
        bool const is_end = !slab->next || slab->next->group || slab->next->kind != SLAB_LINE;
        hyphens = slab->group ? slab->hyphenated : hyphens + slab->hyphenated;
        if (slab->kind == SLAB_LINE && is_end && hyphens &&
            (double)slab->text_end > (double)flow->width * (1 - hyphens * half_word))
            reserve += slab->height;
    }
    return reserve;
}

static void make(struct chooser *chooser, const struct typography *type)
{
    *chooser->type = *type;
    if (is_made_alike(&chooser->made, type)) {
        flow_stretch(chooser->flow, type);
        return;
    }
    chooser->made = *type;
    section_flow_again(chooser->flow, chooser->section);
}

/* As many as a word processor may need too. */
static int pages_taken(const struct chooser *chooser)
{
    mpt const room = chooser->room - hyphens_reserve(chooser->flow);
    return pages_needed(chooser->flow, room > 0 ? room : chooser->flow->room);
}

static int pages_with(struct chooser *chooser, const struct typography *type)
{
    make(chooser, type);
    return pages_taken(chooser);
}

/* ---- the estimate ----------------------------------------------------------------- */

/* How much smaller text becomes. */
struct shrinking {
    int body, table; /* sizes that it has */
    double body_share, table_share;
};

static struct shrinking shrinking_of(const struct typography *made, const struct typography *type)
{
    return (struct shrinking){size_from_pt(made->body_pt), size_from_pt(made->table_pt),
                              type->body_pt / made->body_pt, type->table_pt / made->table_pt};
}

static double share_of(const struct shrinking *shrinking, int size)
{
    if (size == shrinking->body)
        return shrinking->body_share;
    return size == shrinking->table ? shrinking->table_share : 1;
}

/* Lines of a paragraph, whose last one may be short, in a smaller size. */
static double fewer_lines(int lines, double share)
{
    return lines > 1 ? fmax(1, ceil((lines - 1) * share - 0.05)) : lines;
}

/* What a slab, with the further lines of its paragraph, takes at least. */
static double least_height(const struct chooser *chooser, const struct slab *slab,
                           const struct typography *type, double share)
{
    mpt const height = slab_height(chooser->flow, slab, type);
    switch (slab->kind) {
    case SLAB_LINE:
        if (type->letterhead_mm > chooser->made.letterhead_mm && slab->is_single)
            return slab->group ? share * (double)height : 0;
        return (double)height * share * (slab->group ? fewer_lines(slab->group, share) : 0);
    case SLAB_RULE:
        return (double)height *
               (slab->group ? slab->group - (type->lines_less - chooser->made.lines_less) : 0);
    case SLAB_ROWS: return (double)height * share * share;
    case SLAB_SIGNER: {
        double const field = (double)mpt_from_mm(signer_height(type, slab->signer));
        return fmax(field, share * (double)slab->least) + (double)slab->below;
    }
    case SLAB_FIXED: return (double)height;
    }
    return (double)height;
}

/* True when the column may need fewer pages with a type that it was not made with. */
static bool may_save(const struct chooser *chooser, const struct typography *type)
{
    struct shrinking const shrinking = shrinking_of(&chooser->made, type);
    double height = 0;
    for (const struct slab *slab = chooser->flow->first; slab; slab = slab->next)
        height += (double)slab_space(slab, type) +
                  least_height(chooser, slab, type, share_of(&shrinking, slab->size));
    return height <= (double)chooser->room * (chooser->fewest - 1);
}

/* ---- choosing ---------------------------------------------------------------------- */

/* Concessions one after the other, until nothing can be saved; the first that saves most. */
static struct typography concede_in_turn(struct chooser *chooser)
{
    struct typography best = chooser->roomy;
    struct typography next = chooser->roomy;
    for (int i = 0; i < chooser->roomy.give_count && chooser->fewest > 1; i++) {
        if (!typography_concede(&next, &chooser->roomy.give[i]) || !may_save(chooser, &next))
            continue;
        int const count = pages_with(chooser, &next);
        if (count >= chooser->fewest)
            continue;
        chooser->fewest = count;
        best = next;
    }
    return best;
}

/* Steps in which what only moves slabs is taken back; 0 for what breaks lines anew. */
static double grain(enum setting setting)
{
    double const signature_mm = 1, share = 0.25, spacing = 0.05;
    switch (setting) {
    case SETTING_SIGNATURE: return signature_mm;
    case SETTING_GAPS: return share;
    case SETTING_LINE_SPACING: return spacing;
    case SETTING_LETTERHEAD:
    case SETTING_BODY:
    case SETTING_TABLE:
    case SETTING_LINES: return 0;
    }
    return 0;
}

/* The roomiest value of one setting: for signatures the tallest that a signer asks for. */
static double roomiest(const struct chooser *chooser, enum setting setting)
{
    struct typography roomy = chooser->roomy;
    double value = *typography_setting(&roomy, setting);
    if (setting != SETTING_SIGNATURE || value > 0)
        return value;
    for (const struct slab *slab = chooser->flow->first; slab; slab = slab->next)
        if (slab->kind == SLAB_SIGNER)
            value = fmax(value, slab->signer->height_mm);
    return value;
}

/* Takes back of a concession what costs no page. */
static void take_back(struct chooser *chooser, enum setting setting, struct typography *best)
{
    double *value = typography_setting(best, setting);
    double const conceded = *value;
    double const step = grain(setting);
    int const steps = (int)ceil((roomiest(chooser, setting) - conceded) / step - 0.001);
    for (int i = steps; i > 0; i--) {
        *value = fmin(conceded + i * step, roomiest(chooser, setting));
        if (pages_with(chooser, best) <= chooser->fewest)
            return;
    }
    *value = conceded;
}

void sheets_choose(struct flow *flow, const struct section *section, struct typography *type)
{
    struct chooser chooser = {
        .flow = flow,
        .section = section,
        .type = type,
        .roomy = *type,
        .made = *type,
        .room = flow->room - mpt_from_mm(type->reserve_mm),
    };
    chooser.fewest = pages_taken(&chooser);
    if (chooser.fewest < 2)
        return;
    int const before = chooser.fewest;
    struct column const roomy = column_of(flow);
    struct typography best = concede_in_turn(&chooser);
    if (chooser.fewest == before) { /* all for nothing, as in half of the sections that are tried */
        column_put_back(flow, &roomy);
        chooser.made = chooser.roomy;
    }
    for (int i = type->give_count - 1; i >= 0 && chooser.fewest < before; i--)
        if (grain(type->give[i].setting) > 0)
            take_back(&chooser, type->give[i].setting, &best);
    make(&chooser, &best);
}
