/*
 * Which ends of lines were typed and which come from an editor that wraps.
 *
 * An editor breaks a line where the next word did not fit, and indents what follows as deep as
 * the tag or deeper; people keep to no width.  So an end of a line is somebody's own where a word more
 * would have left the line much shorter than others; at a blank line; before a point of a list;
 * and where all that may have been wrapped ends as sentences do, which wrapping would not hit
 * each time: one such end is enough where the next line is not indented.
 */
#include "case/reader.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

/* ---- points of lists ------------------------------------------------------------------- */

/* Lines begin as points of a list do with «1.», «1.2.», «2)», «(3)», «б)», a dash or a dot. */
enum marker { MARKER_NONE, MARKER_NUMBER, MARKER_LETTER, MARKER_SIGN };

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && is_space(*at))
        at++;
    return at;
}

/* A space or a no-break space. */
static bool is_gap(const char *at, const char *end)
{
    return at < end && (is_space(*at) || (end - at > 1 && memcmp(at, "\u00A0", 2) == 0));
}

static bool is_russian(const char *at, const char *end)
{
    return end - at > 1 && ((unsigned char)*at == 0xD0 || (unsigned char)*at == 0xD1);
}

/* «1.», «2)», «(3)», «1.2.»; a space may be missing behind a bracket, and before a capital. */
static bool is_number(const char *at, const char *end)
{
    bool const in_brackets = at < end && *at == '(';
    at += in_brackets;
    while (at < end) {
        const char *digits = at;
        while (at < end && at - digits < 3 && *at >= '0' && *at <= '9')
            at++;
        if (at == digits || at == end || (*at != '.' && *at != ')') || (in_brackets && *at == '.'))
            return false;
        if (is_gap(at + 1, end))
            return true;
        bool const is_bracket = *at++ == ')';
        bool const is_close = is_russian(at, end) && (is_bracket || unicode_begins_capital(at));
        if (is_bracket || is_close) /* «1)урок», «1.Урок» */
            return is_close;
    }
    return false;
}

static enum marker marker_at(const char *at, const char *end)
{
    static const char *const signs[] = {"—", "–", "-", "•", "·", "*", "−", "▪",
                                        "■", "●", "○", "◦", "►", "✓", "✔"};
    if (is_number(at, end))
        return MARKER_NUMBER;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t const length = strlen(signs[i]);
        if ((size_t)(end - at) > length && memcmp(at, signs[i], length) == 0 &&
            is_gap(at + length, end))
            return MARKER_SIGN;
    }
    /* «а) »: a Russian letter takes two bytes. */
    bool const is_letter = is_russian(at, end) && end - at > 3;
    return is_letter && at[2] == ')' && is_gap(at + 3, end) ? MARKER_LETTER : MARKER_NONE;
}

/* The start of the next line with a marker of that kind (MARKER_NONE: any), or end. */
static const char *next_point(const char *at, const char *end, enum marker wanted)
{
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at = skip_space(at, end);
        enum marker const marker = marker_at(at, end);
        if (marker != MARKER_NONE && (wanted == MARKER_NONE || marker == wanted))
            return at;
    }
    return end;
}

/* Behind a colon, or the first of numbers. */
static bool begins_list(const char *text, const char *point, const char *end)
{
    const char *before = point;
    while (before > text && is_space(before[-1]))
        before--;
    return (before > text && before[-1] == ':') ||
           (marker_at(point, end) == MARKER_NUMBER && point[0] == '1' &&
            (point[1] == '.' || point[1] == ')')) ||
           (point[0] == '(' && point[1] == '1' && point[2] == ')');
}

/*
 * Where the point ends that a paragraph is: at the next of its kind, of the list that it
 * opens with a colon, or of the list that it stands in; a dash alone may be prose.
 */
static const char *end_of_point(const char *text, const char *first, const char *end,
                                enum marker own)
{
    const char *point = next_point(first, end, MARKER_NONE);
    for (; point < end; point = next_point(point, end, MARKER_NONE)) {
        enum marker const marker = marker_at(point, end);
        if (marker == own || marker != MARKER_SIGN || begins_list(text, point, end))
            break;
    }
    return point;
}

/*
 * The length of the first paragraph of a text, line feeds as typed; the length of
 * all of it when it is no list.  A list has two points at least; its first begins
 * the text, comes behind a line that ends with a colon, or is numbered 1.  In a point
 * may be a list of another kind.
 */
static size_t paragraph_length(const char *text, size_t length)
{
    const char *const end = text + length;
    const char *const first = skip_space(text, end);
    enum marker const marker = marker_at(first, end);
    if (marker != MARKER_NONE)
        return (size_t)(end_of_point(text, first, end, marker) - text);
    const char *point = next_point(first, end, MARKER_NONE);
    if (point < end &&
        (!begins_list(text, point, end) || next_point(point, end, marker_at(point, end)) == end))
        point = end;
    return (size_t)(point - text);
}

/* ---- lines ------------------------------------------------------------------------------ */

enum { NARROWEST = 60, TAB_WIDTH = 4 }; /* columns: nobody lets an editor wrap in less */
enum { MOST_LINES = 2000 }; /* of one text: thirty pages of a cell; the rest goes on in the last */

struct line {
    const char *start, *end; /* without white space around */
    size_t width;            /* with the white space or the tag before it */
    size_t indent;
    bool point;        /* the first of a point of a list */
    bool behind_blank; /* a blank line went before */
};

static size_t columns(const char *at, const char *end)
{
    size_t count = 0;
    for (; at < end; at++)
        count += *at == '\t' ? TAB_WIDTH : ((unsigned char)*at & 0xC0) != 0x80;
    return count;
}

/* Takes a text apart; blank lines are told by those behind them. */
static struct line *take_apart(const struct text *text, size_t before, size_t *count)
{
    struct line *lines = NULL;
    size_t cap = 0;
    const char *const end = text->data + text->len;
    bool blank = false;
    *count = 0;
    for (const char *at = text->data; at < end;) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        struct line line = {.start = at, .end = feed ? feed : end, .behind_blank = blank};
        while (line.start < line.end && is_space(*line.start))
            line.start++;
        while (line.end > line.start && is_space(line.end[-1]))
            line.end--;
        line.indent = columns(at, line.start);
        line.width = columns(at, line.end) + (at == text->data ? before : 0);
        blank = line.start == line.end;
        if (!blank) {
            lines = xgrow(lines, *count, &cap, sizeof *lines);
            lines[(*count)++] = line;
        }
        at = feed ? feed + 1 : end;
    }
    return lines;
}

/* The lines in which points of a list begin. */
static void find_points(const struct text *text, struct line *lines, size_t count)
{
    size_t at = 0, line = 0;
    while ((at += paragraph_length(text->data + at, text->len - at)) < text->len) {
        const char *point = skip_space(text->data + at, text->data + text->len);
        while (line < count && lines[line].start < point)
            line++;
        if (line < count && lines[line].start == point)
            lines[line].point = true;
    }
}

static size_t first_word(const struct line *line)
{
    const char *end = line->start;
    while (end < line->end && !is_space(*end))
        end++;
    return columns(line->start, end);
}

/*
 * How wide a line is that may have been wrapped: people who wrap by hand leave a quarter.  The
 * first has a tag before it, of which the width is a guess.
 */
static size_t full_width(const struct line *lines, size_t count)
{
    size_t widest = NARROWEST;
    for (size_t i = 1; i < count; i++)
        widest = lines[i].width > widest ? lines[i].width : widest;
    return widest * 3 / 4;
}

static bool ends_sentence(const struct line *line)
{
    const char *last = line->end;
    while (last - line->start > 1 && (last[-1] == ')' || last[-1] == '"'))
        last--;
    if (last - line->start > 2 && (memcmp(last - 2, "»", 2) == 0))
        last -= 2;
    return (last > line->start && strchr(".!?;:", last[-1])) ||
           (last - line->start > 3 && memcmp(last - 3, "…", 3) == 0);
}

static bool begins_sentence(const struct line *line)
{
    const char *at = line->start;
    return unicode_begins_capital(at) || *at == '"' || *at == '(' || (*at >= '0' && *at <= '9') ||
           memcmp(at, "«", 2) == 0 || marker_at(at, line->end) != MARKER_NONE;
}

/* True when an editor would have broken the line before next there. */
static bool is_full(const struct line *next, size_t width)
{
    return next[-1].width + 1 + first_word(next) > width;
}

static bool is_between_sentences(const struct line *next)
{
    return ends_sentence(next - 1) && begins_sentence(next);
}

/*
 * The first line is as wide as the tag before it is guessed to be.  Where every other end was
 * typed and that line alone is short, its end was typed too: nobody's editor wraps one line of three.
 */
static bool is_first_typed(const struct line *lines, size_t count, size_t width)
{
    for (size_t i = 2; i < count; i++)
        if (is_full(&lines[i], width))
            return false;
    return count > 2 && columns(lines[0].start, lines[0].end) + 1 + first_word(&lines[1]) <= width;
}

/* An end of a line that may be an editor's. */
static bool is_doubtful(const struct line *next, size_t width)
{
    return !next->point && !next->behind_blank && is_full(next, width);
}

/* True when those that may be an editor's are all between sentences, and too many for chance. */
static bool are_sentences(const struct line *lines, size_t count, size_t width, size_t indent)
{
    size_t doubtful = 0;
    bool indented = false;
    for (size_t i = 1; i < count; i++) {
        if (!is_doubtful(&lines[i], width))
            continue;
        if (!is_between_sentences(&lines[i]))
            return false;
        doubtful++;
        indented |= indent && lines[i].indent >= indent;
    }
    return doubtful > 1 || !indented;
}

static bool is_typed(const struct line *next, size_t width, bool sentences)
{
    return sentences || !is_doubtful(next, width);
}

void lines_join(struct text *text, size_t indent, size_t tag)
{
    size_t count;
    struct text joined = TEXT_EMPTY;
    struct line *lines = take_apart(text, indent + tag, &count);
    find_points(text, lines, count);
    size_t const width = full_width(lines, count);
    bool const sentences =
        are_sentences(lines, count, width, indent) || is_first_typed(lines, count, width);
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &lines[i];
        if (i)
            text_add_char(&joined, is_typed(line, width, sentences) && i < MOST_LINES ? '\n' : ' ');
        text_add_bytes(&joined, line->start, (size_t)(line->end - line->start));
    }
    free(lines);
    text_clear(text);
    text_add_bytes(text, joined.data, joined.len);
    text_free(&joined);
}
