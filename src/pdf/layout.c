/*
 * layout.c - a document tree as pages and structure tree; see page.h.
 *
 * Each section becomes one long column of slabs (layout_blocks.c, table.c), which
 * is then cut into pages.
 */
#include "pdf/table.h"

static const double number_edge_mm = 10; /* page number and running mark from the paper's edge */

/* Where pages and bookmarks go on. */
struct cutter {
    struct flow *flow;
    const struct section *section;
    struct pages *pages;
};

static struct page *page_new(struct cutter *cutter, int number)
{
    struct page *page = ARENA_NEW(cutter->flow->arena, struct page);
    page->width = mpt_from_mm(cutter->section->page.width);
    page->height = mpt_from_mm(cutter->section->page.height);
    page->number = number;
    LIST_PUT(cutter->pages->first, cutter->pages->last, page);
    cutter->pages->count++;
    return page;
}

/* A line of text in the top margin, centred or flush right, as an artifact. */
static void add_margin_text(struct cutter *cutter, struct page *page, const char *text,
                            enum alignment align)
{
    struct flow *flow = cutter->flow;
    int const size = size_from_pt(flow->document->type.table_pt);
    const struct text_line *line = flow_break_words(flow, text, size, flow->width, NULL);
    mpt const slack = flow->width - line->width;
    mpt const left = mpt_from_mm(cutter->section->page.left);
    mpt const y = page->height - mpt_from_mm(number_edge_mm) - flow_base_line(flow, size, true);
    line_items(flow->arena, line, size, left + (align == ALIGN_CENTRE ? slack / 2 : slack), y, true,
               &page->first, &page->last);
}

static void add_margin(struct cutter *cutter, struct page *page, bool is_first)
{
    const char *mark = cutter->flow->document->running_mark;
    if (page->number > 1)
        add_margin_text(cutter, page, arena_printf(cutter->flow->arena, "%d", page->number),
                        ALIGN_CENTRE);
    if (mark && *mark && !is_first)
        add_margin_text(cutter, page, mark, ALIGN_RIGHT);
}

static void add_bookmark(struct cutter *cutter, int level, const char *title, mpt y)
{
    struct pages *pages = cutter->pages;
    struct bookmark *bookmark = ARENA_NEW(cutter->flow->arena, struct bookmark);
    *bookmark = (struct bookmark){.level = level, .title = title, .page = pages->count - 1, .y = y};
    LIST_PUT(pages->bookmarks, pages->last_bookmark, bookmark);
}

static void add_start(struct cutter *cutter, const struct page *page, mpt y)
{
    struct pages *pages = cutter->pages;
    struct section_start *start = ARENA_NEW(cutter->flow->arena, struct section_start);
    *start = (struct section_start){
        .section = cutter->section, .page = pages->count - 1, .number = page->number, .y = y};
    LIST_PUT(pages->starts, pages->last_start, start);
}

static void add_section_bookmarks(struct cutter *cutter, mpt y)
{
    const struct section *section = cutter->section;
    struct pages *pages = cutter->pages;
    if (section->group && section->group != pages->group)
        add_bookmark(cutter, 0, section->group, y);
    pages->group = section->group;
    if (section->title)
        add_bookmark(cutter, 1, section->title, y);
}

static mpt head_above(const struct slab *slab)
{
    return slab->band ? table_head_height(slab->band) + table_cut_above(slab->band) : 0;
}

static mpt cut_below(const struct slab *slab)
{
    return slab->band ? table_cut_below(slab->band) : 0;
}

/* A page should not end inside a word: one line less, where that is allowed. */
static const struct slab *better_end(const struct slab *end, const struct slab *before)
{
    bool const is_torn = end->previous && end->previous->hyphenated;
    return is_torn && before && before->next == end ? before : end;
}

/* The slab that begins the next page of so much room when `first` begins this one; NULL: none. */
static const struct slab *page_end(const struct slab *first, mpt room)
{
    mpt used = head_above(first);
    mpt filled = 0;
    const struct slab *end = NULL;
    const struct slab *before = NULL; /* the possible end before that */
    const struct slab *parted = NULL; /* a possible end among signers */
    for (const struct slab *slab = first; slab; slab = slab->next) {
        used += (slab == first ? 0 : slab->space) + slab->height;
        if (used + cut_below(slab) > room) {
            if (parted && filled < room / 2)
                return parted;
            if (end)
                return better_end(end, before);
            return slab == first ? slab->next : slab;
        }
        if (slab->next && !slab->next->glued) {
            before = end;
            end = slab->next;
            filled = used;
        } else if (slab->next && slab->next->may_part) {
            parted = slab->next;
        }
    }
    return NULL;
}

/* From depths below the slab's top to places on the page. */
static void place_items(struct page *page, const struct slab *slab, mpt left, mpt y)
{
    for (struct page_item *item = slab->first; item; item = item->next) {
        item->x += left;
        item->y = y - item->y;
        if (item->kind != ITEM_RULE)
            continue;
        item->as.rule.x2 += left;
        item->as.rule.y2 = y - item->as.rule.y2;
    }
    if (!slab->first)
        return;
    if (page->last)
        page->last->next = slab->first;
    else
        page->first = slab->first;
    page->last = slab->last;
}

/* The last slab before `end` that belongs to the same rows as `slab`. */
static const struct slab *last_of_group(const struct slab *slab, const struct slab *end)
{
    while (slab->next && slab->next != end && slab->next->band &&
           slab->next->band->group == slab->band->group)
        slab = slab->next;
    return slab;
}

/* The box around slabs of a page, from top to bottom; where a page break cuts it, it is closed too. */
static void draw_frame(struct cutter *cutter, struct page *page, const struct slab_frame *frame,
                       mpt top, mpt bottom)
{
    enum { BORDER_WIDTH = 500 };
    mpt const left = mpt_from_mm(cutter->section->page.left);
    mpt const x1 = left + frame->x1;
    mpt const x2 = left + frame->x2;
    mpt const lines[][4] = {
        {x1, top, x2, top}, {x1, bottom, x2, bottom}, {x1, top, x1, bottom}, {x2, top, x2, bottom}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct page_item *item = item_add(cutter->flow->arena, ITEM_RULE, lines[i][0], lines[i][1],
                                          &page->first, &page->last);
        item->as.rule =
            (struct rule_item){.x2 = lines[i][2], .y2 = lines[i][3], .width = BORDER_WIDTH};
    }
}

static void fill_page(struct cutter *cutter, struct page *page, const struct slab *first,
                      const struct slab *end)
{
    mpt frame_top = 0;
    const struct page_setup *setup = &cutter->section->page;
    struct table_place const place = {
        .arena = cutter->flow->arena, .page = page, .left = mpt_from_mm(setup->left)};
    mpt y = page->height - mpt_from_mm(setup->top);
    for (const struct slab *slab = first; slab != end; slab = slab->next) {
        mpt const head = slab == first && slab->band ? table_head_height(slab->band) : 0;
        y -= slab == first ? 0 : slab->space;
        if (slab->bookmark)
            add_bookmark(cutter, slab->bookmark_level, slab->bookmark, y);
        if (!slab->band) {
            bool const begins = slab == first || slab->previous->frame != slab->frame;
            frame_top = begins ? y : frame_top;
            place_items(page, slab, place.left, y);
            y -= slab->height;
            if (slab->frame && (slab->next == end || slab->next->frame != slab->frame))
                draw_frame(cutter, page, slab->frame, frame_top, y);
            continue;
        }
        if (head)
            table_place_head(&place, slab->band, y);
        y -= head;
        const struct slab *last = last_of_group(slab, end);
        table_place_bands(&place, slab->band, last->band, y);
        y -= last->band->bottom - slab->band->top + table_cut_above(slab->band) +
             table_cut_below(last->band);
        slab = last;
    }
}

/*
 * Appends the pages of a finished column, at least one.  A page ends before a slab that
 * is not glued; where all of a page is glued it ends where it is full.  The numbering
 * goes on from *number, the last page's.
 */
static void pages_cut(struct flow *flow, const struct section *section, struct pages *pages,
                      int *number)
{
    struct cutter cutter = {.flow = flow, .section = section, .pages = pages};
    const struct slab *slab = flow->first;
    bool is_first = true;
    do {
        const struct slab *end = slab ? page_end(slab, flow->room) : NULL;
        struct page *page = page_new(&cutter, ++*number);
        if (is_first) {
            mpt const top = page->height - mpt_from_mm(section->page.top);
            add_start(&cutter, page, top);
            add_section_bookmarks(&cutter, top);
        }
        add_margin(&cutter, page, is_first);
        fill_page(&cutter, page, slab, end);
        is_first = false;
        slab = end;
    } while (slab);
}

int pages_needed(const struct flow *flow, mpt room)
{
    int count = 1;
    const struct slab *slab = flow->first;
    while (slab && (slab = page_end(slab, room)) != NULL)
        count++;
    return count;
}

/* Appends a page without content, for sections that start on an odd one. */
static void pages_add_empty(struct flow *flow, const struct section *section, struct pages *pages,
                            int number)
{
    struct cutter cutter = {.flow = flow, .section = section, .pages = pages};
    page_new(&cutter, number);
}

/* ---- the sections of a document ------------------------------------------------ */

static const double least_width_mm = 130; /* room for a place to sign and a name */
static const double least_height_mm = 60;

static bool has_room(const struct flow *flow)
{
    return flow->width >= mpt_from_mm(least_width_mm) && flow->room >= mpt_from_mm(least_height_mm);
}

/* The structure as it was before the section's column was made, if it was. */
static void structure_restore(struct flow *flow)
{
    struct pages *pages = flow->pages;
    pages->root->last = flow->before.last;
    *(flow->before.last ? &flow->before.last->next : &pages->root->first) = NULL;
    pages->element_count = flow->before.element_count;
    flow->next_id = flow->before.next_id;
    flow->has_title = flow->before.has_title;
}

struct column column_of(const struct flow *flow)
{
    return (struct column){*flow, flow->pages->element_count};
}

void column_put_back(struct flow *flow, const struct column *column)
{
    struct pages *pages = flow->pages;
    structure_restore(flow);
    *flow = column->flow;
    LIST_PUT(pages->root->first, pages->root->last, flow->parent);
    pages->element_count = column->element_count;
}

static void flow_start(struct flow *flow, const struct section *section)
{
    const struct page_setup *page = &section->page;
    flow->before = (struct flow_mark){flow->pages->root->last, flow->pages->element_count,
                                      flow->next_id, flow->has_title};
    flow->first = flow->last = NULL;
    flow->space_after = 0;
    flow->keep = 0;
    flow->width = mpt_from_mm(page->width - page->left - page->right);
    flow->room = mpt_from_mm(page->height - page->top - page->bottom);
    flow->parent = element_new(flow, ELEMENT_SECT, flow->pages->root);
    flow->parent->words = section->title;
    flow->lacks_title = !section_has_title(section);
}

/* Notes what the slabs behind one (NULL: all) show. */
static void note_place(const struct flow *flow, const struct slab *before, const char *place)
{
    for (struct slab *slab = before ? before->next : flow->first; slab; slab = slab->next)
        for (struct page_item *item = slab->first; item; item = item->next)
            item->place = place;
}

static void flow_blocks(struct flow *flow, const struct section *section)
{
    for (const struct block *block = section->first; block; block = block->next) {
        const struct slab *before = flow->last;
        block_flow(flow, block);
        if (block->place)
            note_place(flow, before, block->place);
    }
}

void section_flow_again(struct flow *flow, const struct section *section)
{
    struct diags *heard = flow->diags;
    flow->diags = diags_new();
    structure_restore(flow);
    flow_start(flow, section);
    flow_blocks(flow, section);
    diags_free(flow->diags);
    flow->diags = heard;
}

/* Type is what the flow's document has; where the section is fitted it becomes what was chosen. */
static void fill_section(struct flow *flow, const struct section *section, bool is_fitted,
                         struct typography *type, int *number)
{
    struct pages *pages = flow->pages;
    flow_start(flow, section);
    if (!has_room(flow)) {
        struct pos const pos = section->first ? section->first->pos : (struct pos){0};
        diag_add(flow->diags, MESSAGE_PAGE_SMALL, pos, NULL, NULL);
        return;
    }
    if (section->odd_page && (flow->document->pages_before + pages->count) % 2 != 0)
        pages_add_empty(flow, section, pages, ++*number);
    if (section->restart_pages)
        *number = 0;
    flow_blocks(flow, section);
    if (is_fitted && type->give_count)
        sheets_choose(flow, section, type);
    pages_cut(flow, section, pages, number);
}

static struct typography layout_section(struct flow *flow, const struct section *section,
                                        bool is_fitted, int *number)
{
    const struct document *whole = flow->document;
    struct document own = *whole;
    if (section->type)
        own.type = *section->type;
    flow->document = &own;
    fill_section(flow, section, is_fitted, &own.type, number);
    flow->document = whole;
    return own.type;
}

/* A file without a page is no PDF. */
static void add_blank_page(struct flow *flow)
{
    static const struct section blank = {.page = {.width = 210, .height = 297}};
    pages_add_empty(flow, &blank, flow->pages, 1);
}

static struct flow flow_open(const struct document *document, const struct metrics *metrics,
                             struct arena *arena, struct diags *diags)
{
    struct flow flow = {
        .document = document,
        .metrics = metrics,
        .arena = arena,
        .scratch = arena_new(),
        .diags = diags,
        .pages = ARENA_NEW(arena, struct pages),
    };
    flow.pages->root = element_new(&flow, ELEMENT_DOCUMENT, NULL);
    return flow;
}

static const struct pages *flow_close(struct flow *flow)
{
    if (!flow->pages->count)
        add_blank_page(flow);
    arena_free(flow->scratch);
    return flow->pages;
}

const struct pages *layout_document(const struct document *document, const struct metrics *metrics,
                                    struct arena *arena, struct diags *diags)
{
    struct flow flow = flow_open(document, metrics, arena, diags);
    int number = document->pages_before;
    for (const struct section *section = document->first; section; section = section->next)
        layout_section(&flow, section, false, &number);
    return flow_close(&flow);
}

/* What was chosen is not chosen again. */
static void keep_type(struct document *document, struct section *section, struct typography type,
                      bool is_assembled, struct arena *keep)
{
    type.give = NULL;
    type.give_count = 0;
    if (!is_assembled) {
        document->type = type;
        return;
    }
    struct typography *own = ARENA_NEW(keep, struct typography);
    *own = type;
    section->type = own;
}

static bool has_types(const struct document *document)
{
    const struct section *section = document->first;
    while (section && !section->type)
        section = section->next;
    return section != NULL;
}

/* A word processor has one size of text for all of a document: the one that no section exceeds. */
static void share_tightest(struct document *document)
{
    document->type.give = NULL;
    document->type.give_count = 0;
    for (const struct section *section = document->first; section; section = section->next)
        typography_tighten(&document->type, section->type);
}

const struct pages *layout_fitted(struct document *document, const struct metrics *metrics,
                                  struct arena *keep, struct arena *arena, struct diags *diags)
{
    struct flow flow = flow_open(document, metrics, arena, diags);
    bool const is_assembled = has_types(document);
    int number = document->pages_before;
    for (struct section *section = document->first; section; section = section->next)
        keep_type(document, section, layout_section(&flow, section, true, &number), is_assembled,
                  keep);
    if (is_assembled)
        share_tightest(document);
    return flow_close(&flow);
}
