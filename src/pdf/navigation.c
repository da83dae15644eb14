#include "pdf/writer.h"

/* The top of a place on a page. */
static void put_destination(struct text *out, pdf_ref page, mpt y)
{
    text_format(out, "/Dest[" REF "/XYZ null %f null]", page, mpt_points(y));
}

/* A bookmark with its neighbours; the root of the outline is one without bookmark. */
struct entry {
    const struct bookmark *bookmark;
    struct entry *parent, *previous, *next, *first, *last;
    pdf_ref ref;
    int shown; /* entries below it, as far as they are unfolded */
    bool is_folded;
};

static struct entry *add_entry(struct pdf_file *file, struct arena *arena, struct entry *parent,
                               const struct bookmark *bookmark)
{
    struct entry *entry = ARENA_NEW(arena, struct entry);
    entry->bookmark = bookmark;
    entry->parent = parent;
    entry->previous = parent->last;
    entry->ref = pdf_file_add(file);
    LIST_PUT(parent->first, parent->last, entry);
    for (; parent; parent = parent->is_folded ? NULL : parent->parent)
        parent->shown++;
    return entry;
}

static void put_link(struct text *out, const char *key, const struct entry *entry)
{
    if (entry)
        text_format(out, "/%s " REF, key, entry->ref);
}

static void write_entry(struct pdf_file *file, const struct entry *entry, const pdf_ref *page_refs,
                        struct text *scratch)
{
    text_clear(scratch);
    if (entry->bookmark) {
        text_add(scratch, "/Title");
        put_text_string(scratch, entry->bookmark->title);
        put_destination(scratch, page_refs[entry->bookmark->page], entry->bookmark->y);
    } else {
        text_add(scratch, "/Type/Outlines");
    }
    put_link(scratch, "Parent", entry->parent);
    put_link(scratch, "Prev", entry->previous);
    put_link(scratch, "Next", entry->next);
    put_link(scratch, "First", entry->first);
    put_link(scratch, "Last", entry->last);
    if (entry->shown)
        text_format(scratch, "/Count %d", entry->is_folded ? -entry->shown : entry->shown);
    pdf_file_fill(file, entry->ref, scratch);
    for (const struct entry *child = entry->first; child; child = child->next)
        write_entry(file, child, page_refs, scratch);
}

static bool is_shown(const struct pages *pages, const struct bookmark *bookmark)
{
    enum { SHORT_PAGES = 4 };
    return bookmark->level <= 1 || pages->count > SHORT_PAGES;
}

static int count_bookmarks(const struct pages *pages)
{
    int count = 0;
    for (const struct bookmark *bookmark = pages->bookmarks; bookmark; bookmark = bookmark->next)
        count += is_shown(pages, bookmark);
    return count;
}

pdf_ref navigation_write_outline(struct pdf_file *file, struct arena *arena,
                                 const struct pages *pages, const pdf_ref *page_refs)
{
    enum { SCREEN_LINES = 50 };
    int const count = count_bookmarks(pages);
    if (count < 2)
        return 0;
    bool const is_long = count > SCREEN_LINES;
    struct entry root = {.ref = pdf_file_add(file)};
    struct entry *above = &root;
    for (const struct bookmark *bookmark = pages->bookmarks; bookmark; bookmark = bookmark->next) {
        if (!is_shown(pages, bookmark))
            continue;
        while (above->bookmark && above->bookmark->level >= bookmark->level)
            above = above->parent;
        above = add_entry(file, arena, above, bookmark);
        above->is_folded = is_long && bookmark->level == 1;
    }
    struct text scratch = TEXT_EMPTY;
    write_entry(file, &root, page_refs, &scratch);
    text_free(&scratch);
    return root.ref;
}

void navigation_put_labels(const struct pages *pages, struct text *out)
{
    text_add(out, "/PageLabels<</Nums[");
    int index = 0, expected = 0;
    for (const struct page *page = pages->first; page; page = page->next, index++, expected++) {
        if (index && page->number == expected)
            continue;
        expected = page->number;
        text_format(out, "%s%d<</S/D", index ? " " : "", index);
        if (page->number != 1)
            text_format(out, "/St %d", page->number);
        text_add(out, ">>");
    }
    text_add(out, "]>>");
}

/* Links mostly come in the order of what they lead to: the search goes on from the last one. */
static const struct section_start *find_start(const struct pages *pages,
                                              const struct section_start *from,
                                              const struct section *section)
{
    for (const struct section_start *start = from; start; start = start->next)
        if (start->section == section)
            return start;
    for (const struct section_start *start = pages->starts; start != from; start = start->next)
        if (start->section == section)
            return start;
    return NULL;
}

static void write_link(struct pdf_file *file, const struct annotation *link,
                       const struct section_start *start, const pdf_ref *page_refs,
                       struct text *scratch)
{
    const struct page_item *item = link->item;
    mpt const below = item->as.link.size / 4; /* the base line; to the tops of the letters */
    text_clear(scratch);
    text_format(scratch, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%f %f %f %f ]/Contents",
                mpt_points(item->x), mpt_points(item->y - below),
                mpt_points(item->x + item->as.link.width),
                mpt_points(item->y + item->as.link.size));
    put_text_string(scratch, start->section->title);
    text_format(scratch, "/StructParent %d/P " REF, link->key, page_refs[link->page]);
    put_destination(scratch, page_refs[start->page], start->y);
    pdf_file_fill(file, link->ref, scratch);
}

void navigation_write_links(struct pdf_file *file, const struct annotation *annotations,
                            const struct pages *pages, const pdf_ref *page_refs)
{
    struct text scratch = TEXT_EMPTY;
    const struct section_start *start = pages->starts;
    for (const struct annotation *link = annotations; link; link = link->next) {
        if (link->item->kind != ITEM_LINK)
            continue;
        start = find_start(pages, start, link->item->as.link.target);
        write_link(file, link, start, page_refs, &scratch);
    }
    text_free(&scratch);
}
