#include "pdf/navigation.h"

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
    if (parent->last)
        parent->last->next = entry;
    else
        parent->first = entry;
    parent->last = entry;
    for (; parent; parent = parent->is_folded ? NULL : parent->parent)
        parent->shown++;
    return entry;
}

static void put_link(struct text *out, const char *key, const struct entry *entry)
{
    if (!entry)
        return;
    text_add(out, key);
    text_add_char(out, ' ');
    put_ref(out, entry->ref);
}

static void put_destination(struct text *out, const struct bookmark *bookmark,
                            const pdf_ref *page_refs)
{
    text_add(out, "/Dest[");
    put_ref(out, page_refs[bookmark->page]);
    text_add(out, "/XYZ null ");
    text_add_thousandths(out, bookmark->y);
    text_add(out, " null]");
}

static void write_entry(struct pdf_file *file, const struct entry *entry, const pdf_ref *page_refs,
                        struct text *scratch)
{
    text_clear(scratch);
    if (entry->bookmark) {
        text_add(scratch, "/Title");
        put_text_string(scratch, entry->bookmark->title);
        put_destination(scratch, entry->bookmark, page_refs);
    } else {
        text_add(scratch, "/Type/Outlines");
    }
    put_link(scratch, "/Parent", entry->parent);
    put_link(scratch, "/Prev", entry->previous);
    put_link(scratch, "/Next", entry->next);
    put_link(scratch, "/First", entry->first);
    put_link(scratch, "/Last", entry->last);
    if (entry->shown) {
        text_add(scratch, "/Count ");
        text_add_int(scratch, entry->is_folded ? -entry->shown : entry->shown);
    }
    pdf_file_fill(file, entry->ref, scratch);
    for (const struct entry *child = entry->first; child; child = child->next)
        write_entry(file, child, page_refs, scratch);
}

static int count_bookmarks(const struct pages *pages)
{
    int count = 0;
    for (const struct bookmark *bookmark = pages->bookmarks; bookmark; bookmark = bookmark->next)
        count++;
    return count;
}

pdf_ref navigation_write_outline(struct pdf_file *file, struct arena *arena,
                                 const struct pages *pages, const pdf_ref *page_refs)
{
    enum { SHORT_PAGES = 4, SCREEN_LINES = 50 };
    if (!pages->bookmarks)
        return 0;
    bool const is_long = count_bookmarks(pages) > SCREEN_LINES;
    struct entry root = {.ref = pdf_file_add(file)};
    struct entry *above = &root;
    for (const struct bookmark *bookmark = pages->bookmarks; bookmark; bookmark = bookmark->next) {
        if (bookmark->level > 1 && pages->count <= SHORT_PAGES)
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
        if (index)
            text_add_char(out, ' ');
        text_add_int(out, index);
        text_add(out, "<</S/D");
        if (page->number != 1) {
            text_add(out, "/St ");
            text_add_int(out, page->number);
        }
        text_add(out, ">>");
    }
    text_add(out, "]>>");
}
