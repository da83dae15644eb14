/*
 * letters.c - a text item as <text>, its words as <tspan> at their places.
 *
 * A browser would set an accent by its own lights, and in another place where it comes from
 * another face: so each is an element of its own, at the place that the PDF gives it.
 */
#include "pdf/marks.h"
#include "svg/picture.h"

enum { EM = 1000 };

/* One item on its way. */
struct line {
    const struct page_item *item;
    const struct face_table *table;
    long em;     /* advance so far, in 1/1000 em */
    long spaces; /* stretched so far */
    bool open;   /* <text> */
    bool word;   /* <tspan> */
    bool placed; /* the next letter follows the one before */
};

static mpt place(const struct line *line)
{
    const struct text_item *text = &line->item->as.text;
    return line->item->x + line->em * text->size / EM + line->spaces * text->space_stretch;
}

static const char *class_of(enum face face)
{
    switch (face) {
    case FACE_REGULAR: return "";
    case FACE_BOLD: return " class=\"b\"";
    case FACE_SYMBOL: return " class=\"s\"";
    case FACE_COUNT: break;
    }
    return "";
}

static void put_place(struct text *out, const char *name, mpt place)
{
    text_format(out, " %s=\"", name);
    text_add_thousandths(out, place);
    text_add_char(out, '"');
}

static void open_text(struct letters *letters, const struct line *line, mpt x, mpt y)
{
    const struct text_item *text = &line->item->as.text;
    const struct element *element = line->item->element;
    text_format(letters->out, "<text%s", class_of(text->face));
    put_place(letters->out, "x", x);
    put_place(letters->out, "y", letters->height - y);
    put_place(letters->out, "font-size", text->size);
    if (text->path)
        text_format_xml(letters->out, " data-path=\"%s\"", text->path);
    if (element && element->lang)
        text_format_xml(letters->out, " lang=\"%s\"", element->lang);
    text_add_char(letters->out, '>');
}

static void close_word(struct letters *letters, struct line *line)
{
    if (line->word)
        text_add(letters->out, "</tspan>");
    line->word = false;
}

static void close_text(struct letters *letters, struct line *line)
{
    close_word(letters, line);
    if (line->open)
        text_add(letters->out, "</text>");
    line->open = false;
}

/* The next letter begins a word, or the text. */
static void begin(struct letters *letters, struct line *line)
{
    if (!line->open) {
        open_text(letters, line, place(line), line->item->y);
    } else {
        close_word(letters, line);
        text_add(letters->out, "<tspan");
        put_place(letters->out, "x", place(line));
        text_add_char(letters->out, '>');
        line->word = true;
    }
    line->open = true;
    line->placed = true;
}

static void put_code(struct text *out, uint32_t code)
{
    switch (code) {
    case '<': text_add(out, "&lt;"); break;
    case '>': text_add(out, "&gt;"); break;
    case '&': text_add(out, "&amp;"); break;
    default: text_add_utf8(out, code);
    }
}

static void put_mark(struct letters *letters, struct line *line, uint32_t mark)
{
    const struct text_item *text = &line->item->as.text;
    struct mark_move const move = marks_set(letters->letter, letters->fonts, text->face, mark);
    close_text(letters, line);
    open_text(letters, line, place(line) + (mpt)move.right * text->size / EM,
              line->item->y + (mpt)move.up * text->size / EM);
    put_code(letters->out, mark);
    text_add(letters->out, "</text>");
    line->placed = false;
}

/* Browsers show no soft hyphen: the line ends with a plain one, which is no character of the text. */
static void put_hyphen(struct letters *letters, struct line *line)
{
    int const subset = face_subset(line->table, '-');
    if (subset < 0)
        return;
    if (!line->open)
        begin(letters, line);
    letters->use->used[line->item->as.text.face][subset] = true;
    text_add(letters->out, "<tspan class=\"h\" aria-hidden=\"true\">-</tspan>");
}

/* A letter, or a space. */
static void put_letter(struct letters *letters, struct line *line, uint32_t code)
{
    if (!line->placed)
        begin(letters, line);
    put_code(letters->out, code);
    if (code == ' ') {
        line->spaces++;
        line->placed = false;
    }
}

static void put_codes(struct letters *letters, struct line *line, const char *cursor,
                      const char *end)
{
    bool on_letter = true; /* letters->letter is the one before the cursor */
    while (cursor < end) {
        const char *at = cursor;
        uint32_t const code = utf8_next(&cursor);
        int const subset = face_subset(line->table, code);
        if (subset < 0)
            continue; /* layout has told of it */
        letters->use->used[line->item->as.text.face][subset] = true;
        if (mark_is(code) && !on_letter)
            *letters->letter = marks_letter_before(letters->fonts, &line->item->as.text, at);
        on_letter = mark_is(code);
        if (on_letter)
            put_mark(letters, line, code);
        else
            put_letter(letters, line, code);
        line->em += face_advance(line->table, code);
    }
}

void letters_put(struct letters *letters, const struct page_item *item)
{
    const struct text_item *text = &item->as.text;
    struct line line = {.item = item, .table = fonts_table(letters->fonts, text->face)};
    marks_go_on(letters->letter, letters->fonts, letters->before, item);
    letters->before = item;
    put_codes(letters, &line, text->text, text->text + text->length);
    if (text->soft_hyphen)
        put_hyphen(letters, &line);
    close_text(letters, &line);
}
