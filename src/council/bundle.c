#include "council/bundle.h"

#include "council/appendix.h"
#include "council/listing.h"
#include "doc/assembly.h"

long bundle_number(const struct bundle_plan *plan, size_t index)
{
    bool const is_single = plan->count == 1 && plan->first == 1;
    return is_single ? 0 : plan->first + (long)index;
}

static struct block *mark_block(const struct bundle_plan *plan, const struct appendix *appendix,
                                struct arena *arena)
{
    struct block *block = block_new(arena, BLOCK_MARK, SOURCE_OURS, (struct pos){0});
    struct para **tail = &block->as.mark.lines;
    block->as.mark.width_mm = plan->words->mark_width_mm;
    for (const struct bundle_line *line = plan->words->mark; line; line = line->next) {
        *tail = appendix_line(appendix, line, 0, arena);
        if (*tail)
            tail = &(*tail)->next;
    }
    return block;
}

/* The document of an appendix, with its mark in front and its place among the bookmarks. */
static const struct document *make_appendix(const struct bundle_plan *plan, size_t index,
                                            struct appendix *appendix, struct arena *arena)
{
    const struct bundle_item *item = &plan->items[index];
    struct resolve_options const options = {.draft = plan->draft};
    const struct document *document = form_resolve(item->form, item->edition, plan->organization,
                                                   item->casefile, &options, arena);
    struct section *section = document->first;
    struct block *mark = mark_block(plan, appendix, arena);
    mark->next = section->first;
    section->first = mark;
    section->title = appendix_text(appendix, plan->words->bookmark, arena);
    section->type = &document->type;
    appendix->section = section;
    return document;
}

/* Pages are numbered from the bundle's first to its last. */
static void number_through(struct document *whole, int pages_before)
{
    for (struct section *section = whole->first; section; section = section->next)
        section->restart_pages = section == whole->first && !pages_before;
    whole->pages_before = pages_before;
}

static void name_document(struct document *whole, const struct bundle_plan *plan,
                          const struct appendix *common, const struct document *first,
                          struct arena *arena)
{
    const struct bundle_form *words = plan->words;
    whole->title = appendix_text(common, plan->front ? words->whole_name : words->name, arena);
    whole->subject = plan->words->subject;
    whole->case_id = "";
    whole->form_id = "bundle";
    whole->edition_id = first->edition_id;
    whole->running_mark = first->running_mark;
    whole->date = arena_strdup(arena, plan->date);
}

static struct appendix *make_appendices(const struct bundle_plan *plan,
                                        const struct appendix *common,
                                        const struct document **documents, struct arena *arena)
{
    struct appendix *appendices = ARENA_ARRAY(arena, plan->count, struct appendix);
    for (size_t i = 0; i < plan->count; i++) {
        appendices[i] = *common;
        appendix_describe(&appendices[i], plan, i, arena);
        documents[i] = make_appendix(plan, i, &appendices[i], arena);
        appendices[i].section->odd_page = plan->duplex;
    }
    return appendices;
}

struct document *bundle_document(const struct bundle_plan *plan, struct arena *arena)
{
    struct assembly *assembly = ARENA_NEW(arena, struct assembly);
    struct appendix const common = appendix_common(plan, arena);
    const struct document **documents = ARENA_ARRAY(arena, plan->count, const struct document *);
    const struct appendix *appendices = make_appendices(plan, &common, documents, arena);
    assembly->arena = arena;
    if (plan->front)
        assembly_add(assembly, plan->front, 0);
    if (!plan->no_list) {
        struct section *list = listing_section(plan->words, appendices, plan->count, arena);
        list->odd_page = plan->duplex;
        assembly_add_section(assembly, list);
    }
    for (size_t i = 0; i < plan->count; i++)
        assembly_add(assembly, documents[i], (size_t)plan->first + i);
    number_through(&assembly->whole, plan->pages_before);
    name_document(&assembly->whole, plan, &common, documents[0], arena);
    return &assembly->whole;
}
