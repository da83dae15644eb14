/*
 * structure.h - the structure tree of a PDF (ISO 32000-1, 14.7), grown while content is written.
 *
 * The content writer asks for a mark (MCID) whenever the owner of the text
 * changes; the tree remembers which element owns it and in which order an
 * element's text and child elements follow each other.
 */
#ifndef FORMULYAR_PDF_STRUCTURE_H
#define FORMULYAR_PDF_STRUCTURE_H

#include "pdf/page.h"
#include "pdf/pdfobj.h"

/* "H1", "TH", ...: the name ISO 32000-1 gives the type. */
const char *element_type_name(enum element_type type);

struct structure;

/* Numbers every element of the pages as an object; page_refs[i] is the object of page i. */
struct structure *structure_new(struct arena *arena, struct pdf_file *file,
                                const struct pages *pages, const pdf_ref *page_refs);

/* Content of a page begins; pages come in order from 0. */
void structure_begin_page(struct structure *structure, int page);

/* A mark for content of the item's element on the current page: the MCID, from 0 on each page. */
int structure_mark(struct structure *structure, const struct page_item *item);

/* A signature field's widget or a link, in the order of the pages' items. */
struct annotation {
    struct annotation *next;
    const struct page_item *item; /* ITEM_WIDGET or ITEM_LINK */
    int page;
    int key;     /* /StructParent */
    pdf_ref ref; /* of the annotation, to be filled */
};

/* Numbers the annotation of an item on the current page as a child of its element. */
void structure_annotation(struct structure *structure, const struct page_item *item);

/* All annotations so far. */
const struct annotation *structure_annotations(const struct structure *structure);

/* Appends "/Annots[...]" when the current page has annotations, and "/Tabs/S" always. */
void structure_put_annotations(const struct structure *structure, struct text *out);

/*
 * Writes the elements, the parent tree and the tree of cell ids after the last
 * page.  Returns the object of the tree's root.  In PDF 1.4 THead and TBody are
 * not standard types and are mapped to Div (map_table_parts).
 */
pdf_ref structure_write(struct structure *structure, bool map_table_parts);

#endif
