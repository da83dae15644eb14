#include "pdf/marks.h"

#include "base/unicode.h"

enum { GAP = 40 }; /* between letter and mark, 1/1000 em: about what the fonts leave */

struct marked marks_letter(const struct fonts *fonts, enum face face, uint32_t letter)
{
    const struct face_ink *ink = fonts_ink(fonts, face, letter);
    if (!ink)
        return (struct marked){.known = false};
    return (struct marked){
        .known = true,
        .face = face,
        .behind = face_advance(fonts_table(fonts, face), letter) - ink->centre,
        .top = ink->top,
        .bottom = ink->bottom,
    };
}

struct marked marks_letter_before(const struct fonts *fonts, const struct text_item *item,
                                  const char *at)
{
    const char *letter = utf8_before(item->text, at);
    return marks_letter(fonts, item->face, utf8_next(&letter));
}

bool marks_begin(const struct text_item *item)
{
    const char *cursor = item->text;
    return item->length && mark_is(utf8_next(&cursor));
}

bool marks_end(const struct text_item *item)
{
    if (!item->length)
        return false;
    const char *last = utf8_before(item->text, item->text + item->length);
    return mark_is(utf8_next(&last));
}

void marks_go_on(struct marked *letter, const struct fonts *fonts, const struct page_item *before,
                 const struct page_item *item)
{
    if (!marks_begin(&item->as.text))
        return;
    const struct text_item *text = before ? &before->as.text : NULL;
    if (!text || before->y != item->y || !text->length)
        letter->known = false;
    else if (!marks_end(text))
        *letter = marks_letter_before(fonts, text, text->text + text->length);
}

/* Marks of the letter's face are drawn for small letters: they go up alone, a strange one also down. */
static int lift(const struct marked *letter, enum face face, int needed)
{
    return needed > 0 || face != letter->face ? needed : 0;
}

static int lower(const struct marked *letter, enum face face, int needed)
{
    return needed < 0 || face != letter->face ? needed : 0;
}

struct mark_move marks_set(struct marked *letter, const struct fonts *fonts, enum face face,
                           uint32_t mark)
{
    struct mark_move move = {0};
    const struct face_ink *ink = fonts_ink(fonts, face, mark);
    enum unicode_stand const stand = unicode_stand(mark);
    if (!letter->known || !ink || stand == UNICODE_AS_DRAWN)
        return move;
    move.right = -letter->behind - ink->centre;
    switch (stand) {
    case UNICODE_ABOVE:
        move.up = lift(letter, face, letter->top + GAP - ink->bottom);
        letter->top = ink->top + move.up;
        break;
    case UNICODE_BELOW:
        move.up = lower(letter, face, letter->bottom - GAP - ink->top);
        letter->bottom = ink->bottom + move.up;
        break;
    case UNICODE_BETWEEN:
        move.right = -ink->centre;
        if (ink->bottom > 0)
            move.up = lift(letter, face, letter->top + GAP - ink->bottom);
        break;
    case UNICODE_THROUGH:
    case UNICODE_AS_DRAWN: break;
    }
    letter->behind += face_advance(fonts_table(fonts, face), mark);
    return move;
}
