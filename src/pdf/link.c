#include "pdf/link.h"

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

static void put_length(struct text *out, mpt value)
{
    text_add_thousandths(out, value);
    text_add_char(out, ' ');
}

/* From below the base line to the tops of the letters. */
static void put_rectangle(struct text *out, const struct page_item *item)
{
    mpt const below = item->as.link.size / 4;
    text_add(out, "/Rect[");
    put_length(out, item->x);
    put_length(out, item->y - below);
    put_length(out, item->x + item->as.link.width);
    put_length(out, item->y + item->as.link.size);
    text_add_char(out, ']');
}

static void write_link(struct pdf_file *file, const struct annotation *link,
                       const struct section_start *start, const pdf_ref *page_refs,
                       struct text *scratch)
{
    text_clear(scratch);
    text_add(scratch, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]");
    put_rectangle(scratch, link->item);
    text_add(scratch, "/Contents");
    put_text_string(scratch, start->section->title);
    text_add(scratch, "/StructParent ");
    text_add_int(scratch, link->key);
    text_add(scratch, "/P ");
    put_ref(scratch, page_refs[link->page]);
    text_add(scratch, "/Dest[");
    put_ref(scratch, page_refs[start->page]);
    text_add(scratch, "/XYZ null ");
    put_length(scratch, start->y);
    text_add(scratch, "null]");
    pdf_file_fill(file, link->ref, scratch);
}

void links_write(struct pdf_file *file, const struct annotation *annotations,
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
