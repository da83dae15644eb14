/*
 * marks.h - where accents and other combining marks stand on their letters.
 *
 * The fonts' own tables know Latin letters; «а́» with a stress, «ю̄», [ɔ̃], a vector's arrow on a
 * letter of another face they do not.  So a mark is centred on the ink of its letter, and
 * lifted (or lowered) off what it would touch: a capital, or the mark before it.
 */
#ifndef FORMULYAR_PDF_MARKS_H
#define FORMULYAR_PDF_MARKS_H

#include "pdf/fonts.h"
#include "pdf/page.h"

/* True for characters that stand on the one before. */
static inline bool mark_is(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) ||
           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
           (c >= 0xFE20 && c <= 0xFE2F);
}

/* A letter on which marks are being set; figures in 1/1000 em. */
struct marked {
    bool known; /* where it leaves ink */
    enum face face;
    int behind;      /* from its middle to where the next glyph begins */
    int top, bottom; /* of its ink, marks that were set included */
};

/* A letter without marks. */
struct marked marks_letter(const struct fonts *fonts, enum face face, uint32_t letter);

/* The same of the letter that ends before a place of an item, which is not its beginning. */
struct marked marks_letter_before(const struct fonts *fonts, const struct text_item *item,
                                  const char *at);

/* True when a text item begins, or ends, with a mark. */
bool marks_begin(const struct text_item *item);
bool marks_end(const struct text_item *item);

/*
 * An item may begin with marks on the letter that another face has shown: letter becomes the last one of
 * the item before (or NULL) where it stands in the same line, and keeps what was set on it.
 */
void marks_go_on(struct marked *letter, const struct fonts *fonts, const struct page_item *before,
                 const struct page_item *item);

/* How far a mark goes to the right and up from where it would be drawn; 1/1000 em. */
struct mark_move {
    int right, up;
};

/* Sets a mark on the letter, behind those that it has. */
struct mark_move marks_set(struct marked *letter, const struct fonts *fonts, enum face face,
                           uint32_t mark);

#endif
