/*
 * layout.c - a document tree as pages and structure tree; see page.h.
 *
 * Each section becomes one long column of slabs (layout_blocks.c, table.c), which
 * is then cut into pages (layout_pages.c).
 */
#include "pdf/layout.h"

static const double least_width_mm = 130; /* room for a place to sign and a name */
static const double least_height_mm = 60;

static bool has_room(const struct flow *flow)
{
    return flow->width >= mpt_from_mm(least_width_mm) && flow->room >= mpt_from_mm(least_height_mm);
}

static void flow_start(struct flow *flow, const struct section *section)
{
    const struct page_setup *page = &section->page;
    flow->first = flow->last = NULL;
    flow->space_after = 0;
    flow->keep = 0;
    flow->width = mpt_from_mm(page->width - page->left - page->right);
    flow->room = mpt_from_mm(page->height - page->top - page->bottom);
    flow->parent = element_new(flow, ELEMENT_SECT, flow->pages->root);
    flow->parent->title = section->title;
}

static void fill_section(struct flow *flow, const struct section *section, int *number)
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
    for (const struct block *block = section->first; block; block = block->next)
        block_flow(flow, block);
    pages_cut(flow, section, pages, number);
}

static void layout_section(struct flow *flow, const struct section *section, int *number)
{
    const struct document *whole = flow->document;
    struct document own = *whole;
    if (section->type) {
        own.type = *section->type;
        flow->document = &own;
    }
    fill_section(flow, section, number);
    flow->document = whole;
}

/* A file without a page is no PDF. */
static void add_blank_page(struct flow *flow)
{
    static const struct section blank = {.page = {.width = 210, .height = 297}};
    pages_add_empty(flow, &blank, flow->pages, 1);
}

const struct pages *layout_document(const struct document *document, const struct metrics *metrics,
                                    struct arena *arena, struct diags *diags)
{
    struct pages *pages = ARENA_NEW(arena, struct pages);
    struct flow flow = {
        .document = document,
        .metrics = metrics,
        .arena = arena,
        .scratch = arena_new(),
        .diags = diags,
        .pages = pages,
    };
    int number = document->pages_before;
    pages->root = element_new(&flow, ELEMENT_DOCUMENT, NULL);
    for (const struct section *section = document->first; section; section = section->next)
        layout_section(&flow, section, &number);
    if (!pages->count)
        add_blank_page(&flow);
    arena_free(flow.scratch);
    return pages;
}
