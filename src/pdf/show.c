/*
 * Codes are code points in two bytes, high byte first.  The state that stays
 * from one text object to the next (font, size, line width) is written only
 * when it changes.
 */
#include "pdf/show.h"

#include "pdf/pdfobj.h"

#include <string.h>

enum { EM = 1000 };

/* One text item while it is written. */
struct show {
    const struct text_item *item;
    const struct face_table *table; /* of its face */
    bool open;                      /* inside "(" */
    bool array;                     /* inside "[": spaces are stretched */
    long wanted, done; /* stretch so far, in mpt and as written in 1/1000 of the size */
};

static void put_number(struct text *out, mpt value)
{
    text_add_thousandths(out, value);
    text_add_char(out, ' ');
}

static void close_string(struct shown *shown, struct show *show)
{
    if (show->open)
        text_add_char(shown->out, ')');
    show->open = false;
}

static void end_show(struct shown *shown, struct show *show)
{
    if (!show->open && !show->array)
        return;
    close_string(shown, show);
    text_add(shown->out, show->array ? "]TJ" : "Tj");
    show->array = false;
}

static void set_font(struct shown *shown, int font, int size)
{
    shown->font = font;
    shown->size = size;
    shown->use->used[font] = true;
    shown->codes = &shown->use->codes[font];
    text_add(shown->out, "/F");
    text_add_int(shown->out, font);
    text_add_char(shown->out, ' ');
    put_number(shown->out, size);
    text_add(shown->out, "Tf");
}

/* The stretch so far, rounded so that a line's errors do not add up. */
static long stretch_wanted(const struct shown *shown, const struct show *show)
{
    /* write_text() has set the size. NOLINTNEXTLINE(clang-analyzer-core.DivideZero) */
    return (show->wanted * EM + shown->size / 2) / shown->size;
}

/* The part of it not yet written. */
static void put_stretch(struct shown *shown, struct show *show)
{
    long const wanted = stretch_wanted(shown, show);
    if (wanted == show->done)
        return;
    close_string(shown, show);
    text_add_int(shown->out, show->done - wanted);
    show->done = wanted;
}

/* Gets ready to show codes of a font: the font itself, the stretch before them, an open string. */
static void begin_show(struct shown *shown, struct show *show, int font)
{
    const struct text_item *item = show->item;
    if (font != shown->font || item->size != shown->size) {
        end_show(shown, show);
        set_font(shown, font, item->size);
    }
    if (item->space_stretch && !show->array) {
        text_add_char(shown->out, '[');
        show->array = true;
    }
    if (item->space_stretch)
        put_stretch(shown, show);
    if (!show->open)
        text_add_char(shown->out, '(');
    show->open = true;
}

/* Writes codes that the face has up to a space that is stretched; returns where it stopped. */
static const char *put_codes(struct text *out, struct shown_codes *codes, struct show *show,
                             const char *cursor, const char *end)
{
    const bool *const plain = show->table->plain;
    uint32_t const last = show->item->space_stretch ? ' ' : UINT32_MAX;
    uint32_t code = 0;
    text_reserve(out, STRING_UNIT_SIZE * (size_t)(end - cursor));
    char *to = out->data + out->len;
    for (const char *next = cursor; cursor < end && code != last; cursor = next) {
        code = utf8_next(&next);
        if (code < METRICS_PLAIN && plain[code]) {
            codes->plain[code] = true;
            *to++ = (char)(code >> 8);
            *to++ = (char)code;
        } else if (face_has(show->table, code) && !mark_is(code)) {
            shown_codes_add(codes, code);
            to = string_unit(to, code);
        } else {
            code = 0;
            break;
        }
    }
    if (code == last)
        show->wanted += show->item->space_stretch;
    out->len = (size_t)(to - out->data);
    *to = '\0';
    return cursor;
}

/* Shows an accent on shown->letter; the stretch before it is written with it. */
static void show_mark(struct shown *shown, struct show *show, uint32_t mark)
{
    const struct text_item *item = show->item;
    struct mark_move const move = marks_set(&shown->letter, shown->fonts, item->face, mark);
    int const font = (int)item->face;
    struct text *const out = shown->out;
    char code[STRING_UNIT_SIZE];
    end_show(shown, show);
    if (font != shown->font || item->size != shown->size)
        set_font(shown, font, item->size);
    shown_codes_add(shown->codes, mark);
    long const wanted = stretch_wanted(shown, show);
    text_add_char(out, ' ');
    put_number(out, (mpt)move.up * item->size / EM);
    text_format(out, "Ts[%ld(", show->done - wanted - move.right);
    text_add_bytes(out, code, (size_t)(string_unit(code, mark) - code));
    text_format(out, ")%d]TJ 0 Ts", move.right);
    show->done = wanted;
}

static void show_text(struct shown *shown, struct show *show, const char *cursor, const char *end)
{
    bool on_letter = true; /* shown->letter is the one before the cursor */
    while (cursor < end) {
        const char *next = cursor;
        uint32_t const code = utf8_next(&next);
        bool const is_there = face_has(show->table, code);
        if (is_there && mark_is(code)) {
            if (!on_letter)
                shown->letter = marks_letter_before(shown->fonts, show->item, cursor);
            on_letter = true;
            show_mark(shown, show, code);
            cursor = next;
            continue;
        }
        on_letter = false;
        if (!is_there) {
            shown->lacks_glyph = true;
            cursor = next;
            continue;
        }
        begin_show(shown, show, (int)show->item->face);
        cursor = put_codes(shown->out, shown->codes, show, cursor, end);
    }
}

/* ---- letters with accents ------------------------------------------------------------ */

/*
 * Readers of PDF take the way from an accent that was moved to the next letter for a space.  So
 * a letter, its accents and the letter behind are told as text of their own (14.9.4).
 */
static void open_span(struct shown *shown, struct show *show, const char *from, const char *to)
{
    struct text actual = TEXT_EMPTY;
    text_add_bytes(&actual, from, (size_t)(to - from));
    end_show(shown, show);
    text_add(shown->out, "/Span<</ActualText");
    put_text_string(shown->out, text_string(&actual));
    text_add(shown->out, ">>BDC ");
    text_free(&actual);
    shown->in_span = true;
}

static void close_span(struct shown *shown, struct show *show)
{
    end_show(shown, show);
    if (shown->in_span)
        text_add(shown->out, " EMC ");
    shown->in_span = false;
}

static const char *skip_marks(const char *at, const char *end)
{
    for (const char *next = at; at < end && mark_is(utf8_next(&next));)
        at = next;
    return at;
}

/* Behind a letter with accents and the character after them; at itself where no such letter is. */
static const char *span_end(const char *at, const char *end)
{
    const char *letter = at;
    while (letter < end) {
        const char *behind = letter;
        utf8_next(&behind);
        const char *marks = behind < end ? skip_marks(behind, end) : behind;
        if (marks == behind)
            return letter == at ? at : behind;
        letter = marks;
    }
    return end;
}

/* Nearly all texts have none of the bytes that accents begin with, but for dashes and «№». */
static bool has_marks(const char *at, const char *end)
{
    unsigned char found = 0;
    size_t const length = (size_t)(end - at);
    for (size_t i = 0; i < length; i++) {
        unsigned char const byte = (unsigned char)at[i];
        found |= (byte >= 0xE0) | (byte == 0xD2) | ((byte & 0xFE) == 0xCC);
    }
    while (found && at < end)
        if (mark_is(utf8_next(&at)))
            return true;
    return false;
}

/* As show_text(), with spans. */
static void show_accented(struct shown *shown, struct show *show, const char *cursor,
                          const char *end)
{
    const char *plain = cursor;
    while (cursor < end) {
        const char *stop = span_end(cursor, end);
        if (stop == cursor) {
            utf8_next(&cursor);
            continue;
        }
        show_text(shown, show, plain, cursor);
        open_span(shown, show, cursor, stop);
        show_text(shown, show, cursor, stop);
        close_span(shown, show);
        plain = cursor = stop;
    }
    show_text(shown, show, plain, end);
}

/* True when the next item, of another face, goes on with accents on the last letter of this. */
static bool is_accented_by_next(const struct page_item *item)
{
    const struct page_item *next = item->next;
    const struct text_item *text = &item->as.text;
    return next && next->kind == ITEM_TEXT && next->element == item->element &&
           next->y == item->y && text->length && marks_begin(&next->as.text) && !marks_end(text);
}

/* Shows the last letter of an item in a span that the next one ends. */
static void show_accented_by_next(struct shown *shown, struct show *show, const char *cursor,
                                  const struct page_item *next)
{
    const char *const end = show->item->text + show->item->length;
    const char *const letter = utf8_before(show->item->text, end);
    const char *const marks = next->as.text.text;
    const char *const behind = skip_marks(marks, marks + next->as.text.length);
    struct text actual = TEXT_EMPTY;
    show_accented(shown, show, cursor, letter);
    text_add_bytes(&actual, letter, (size_t)(end - letter));
    text_add_bytes(&actual, marks, (size_t)(behind - marks));
    open_span(shown, show, actual.data, actual.data + actual.len);
    show_text(shown, show, letter, end);
    text_free(&actual);
}

static void write_letters(struct shown *shown, struct show *show, const struct page_item *item)
{
    const char *cursor = item->as.text.text;
    const char *const end = cursor + item->as.text.length;
    if (shown->in_span) {
        const char *marks = cursor;
        cursor = skip_marks(cursor, end);
        show_text(shown, show, marks, cursor);
        close_span(shown, show);
    }
    if (is_accented_by_next(item))
        show_accented_by_next(shown, show, cursor, item->next);
    else if (has_marks(cursor, end))
        show_accented(shown, show, cursor, end);
    else
        show_text(shown, show, cursor, end);
}

void show_item(struct shown *shown, const struct page_item *item)
{
    static const char soft_hyphen[] = "\u00AD";
    const struct text_item *text = &item->as.text;
    struct show show = {.item = text, .table = fonts_table(shown->fonts, text->face)};
    marks_go_on(&shown->letter, shown->fonts, shown->before, item);
    shown->before = item;
    write_letters(shown, &show, item);
    if (text->soft_hyphen)
        show_text(shown, &show, soft_hyphen, soft_hyphen + strlen(soft_hyphen));
    end_show(shown, &show);
}
