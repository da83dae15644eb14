/*
 * svg.h - laid-out pages as one SVG picture, letter by letter where the PDF has them.
 *
 * The pages stand one under another, a unit is a point.  Text is real text: each word at the
 * place where the PDF has it, under the name of the field that it came from (data-path).
 * Headings, paragraphs, check boxes and places to write on are what they are for who hears
 * them.  A picture stands alone: it carries the subsets of the faces that it uses.
 */
#ifndef FORMULYAR_SVG_SVG_H
#define FORMULYAR_SVG_SVG_H

#include "pdf/page.h"
#include "pdf/pdf.h"

/*
 * What all pictures share: subsets as complete fonts, each made when first used.  The fonts are
 * borrowed and must outlive it; svg_kit_free() ends it, NULL is allowed.
 */
struct svg_kit;
struct svg_kit *svg_kit_new(const struct fonts *fonts);
void svg_kit_free(struct svg_kit *kit);

/* A subset of a face, as a page names and loads it (CSS Fonts 4, @font-face). */
struct svg_font {
    const char *family;
    int weight;         /* 400 or 700 */
    const char *ranges; /* unicode-range: "U+20-22,U+25" */
    const void *bytes;  /* a TrueType font (OpenType 1.9) */
    size_t size;
};

/*
 * The index-th of all subsets, those of Russian text first; false when there is none.  What is told is
 * the kit's.
 */
bool svg_kit_font(struct svg_kit *kit, size_t index, struct svg_font *font);

struct svg_options {
    bool bare;           /* no fonts inside: whoever shows it has those of svg_kit_font() */
    const char *version; /* of the program */
};

/*
 * Appends the picture of the pages, which were made from the document, to out.  Returns the number of
 * pages.  Same input, same build: same bytes.
 */
int svg_write(struct svg_kit *kit, const struct document *document, const struct pages *pages,
              const struct svg_options *options, struct text *out);

#endif
