/*
 * places.c - paragraphs with places to write, whose captions stand under their rules.
 *
 * A rule is an underlined tab, which gives way to what is typed, and a caption a small paragraph
 * below its line, centred at a tab stop: all word processors draw both alike.  So a line with a
 * caption is a paragraph of its own, broken here by the widths of letters; a rule to the end of a
 * line needs no more than the right tab stop, and the text before it flows as ever.
 */
#include "docx/parts.h"

#include "docx/letters.h"
#include "docx/style.h"

#include <math.h>
#include <string.h>

static const double least_caption_mm = 15;

/* A stretch of a line: words of one run, or a rule with what was typed on it. */
struct piece {
    struct piece *next;
    const struct run *run;
    const char *text; /* in that of the run */
    size_t length;    /* 0: nothing was typed */
    double x, width;  /* twips */
    bool has_rule;    /* goes on to x + width by a tab */
    bool is_end;      /* of what was typed in a place to write */
};

struct line {
    struct piece *first, *last;
    double x; /* where it ends */
};

struct setter {
    struct docx_writer *writer;
    struct format format; /* of the paragraphs to come */
    struct arena *arena;
    double em, caption_em; /* twips */
    double width;          /* of the lines */
    double first;          /* indent of the line at hand */
    bool is_flowing;       /* the word processor breaks the lines: here only the end is told */
    struct line line;
};

static bool is_captioned(const struct run *run)
{
    return run->blank && run->blank->caption;
}

bool places_are_set(const struct para *para)
{
    const struct run *run = para->first;
    while (run && !(run->blank && (run->blank->caption || run->blank->lines)))
        run = run->next;
    return run != NULL;
}

static double size_of(const struct docx_writer *writer, const char *style)
{
    const struct typography *type = &writer->document->type;
    if (strcmp(style, STYLE_TABLE_TEXT) == 0 || strcmp(style, STYLE_TABLE_NEXT) == 0)
        return type->table_pt;
    if (strcmp(style, STYLE_NOTE) == 0 || strcmp(style, STYLE_LEAD_IN) == 0)
        return type->small_pt;
    return type->body_pt;
}

static struct run *run_copies(struct arena *arena, const struct run *run)
{
    struct run *first = NULL;
    struct run **tail = &first;
    for (; run; run = run->next) {
        struct run *copy = ARENA_NEW(arena, struct run);
        *copy = *run;
        copy->next = NULL;
        LIST_APPEND(tail, copy);
    }
    return first;
}

/* ---- writing ------------------------------------------------------------------------- */

/* The paragraphs behind the first go on with the text: no indent, no space above. */
static void go_on(struct setter *setter)
{
    struct format *format = &setter->format;
    if (strcmp(format->style, STYLE_TEXT) == 0)
        format->style = STYLE_TEXT_ON;
    if (strcmp(format->style, STYLE_PLAIN) == 0)
        format->style = STYLE_PLAIN_ON;
    setter->first = 0;
    setter->line = (struct line){0};
}

static void add_tab(const struct setter *setter, struct text *tabs, const char *kind, double x)
{
    text_format(tabs, "<w:tab w:val=\"%s\" w:pos=\"%ld\"/>", kind,
                setter->format.indent_left + lround(x));
}

static void write_piece(struct setter *setter, const struct piece *piece)
{
    struct run words = *piece->run;
    words.next = NULL;
    words.text =
        piece->length ? arena_strndup(setter->arena, piece->text, piece->length) : BLANK_TEXT;
    if (piece->length || !piece->has_rule)
        runs_write(setter->writer, &(struct para){.first = &words}, PLACE_PLAIN);
    if (piece->has_rule)
        run_write_text(setter->writer, "\t", RUN_BLANK);
}

/* The line at hand as a paragraph; with a rule up to the margin and what closes it, or without. */
static void write_line(struct setter *setter, const struct run *to_end, const struct run *closing,
                       bool is_kept)
{
    struct text tabs = TEXT_EMPTY;
    struct format format = setter->format;
    for (const struct piece *piece = setter->line.first; piece; piece = piece->next)
        if (piece->has_rule)
            add_tab(setter, &tabs, "left", piece->x + piece->width);
    if (to_end)
        add_tab(setter, &tabs, "right", setter->width);
    format.tabs = text_string(&tabs);
    format.keep_next = format.keep_next || is_kept;
    format.align = tabs.len ? "left" : format.align;
    if (to_end && !setter->line.first && setter->first == 0 && !setter->writer->narrow)
        format.style = STYLE_RULE_ON;
    paragraph_begin(setter->writer, &format);
    for (const struct piece *piece = setter->line.first; piece; piece = piece->next)
        write_piece(setter, piece);
    if (to_end)
        run_write_text(setter->writer, "\t", RUN_BLANK);
    if (closing)
        runs_write(setter->writer, &(struct para){.first = (struct run *)closing}, PLACE_PLAIN);
    paragraph_end(setter->writer);
    text_free(&tabs);
}

/* ---- captions -------------------------------------------------------------------------- */

/* What a caption has still to say, and where. */
struct caption {
    struct caption *next;
    const char *rest;
    double x1, x2;
};

/* The start of the rest that fits so many em, at least a word. */
static char *take_line(struct arena *arena, struct caption *caption, double room)
{
    size_t length = 0;
    for (const char *at = caption->rest; *at;) {
        size_t const end = (size_t)(at - caption->rest) + strcspn(at, " ");
        char *line = arena_strndup(arena, caption->rest, end);
        if (length && letters_width(line) > room)
            break;
        length = end;
        at = caption->rest + end + strspn(caption->rest + end, " ");
    }
    char *line = arena_strndup(arena, caption->rest, length);
    caption->rest += length + strspn(caption->rest + length, " ");
    return line;
}

/* Lines of small words under the rules, in order. */
static void write_captions(struct setter *setter, struct caption *captions)
{
    struct docx_writer *writer = setter->writer;
    for (bool more = captions != NULL; more;) {
        struct text tabs = TEXT_EMPTY;
        struct text words = TEXT_EMPTY;
        more = false;
        for (struct caption *each = captions; each; each = each->next) {
            double const least = (double)twips(least_caption_mm);
            if (!*each->rest)
                continue;
            add_tab(setter, &tabs, "center", (each->x1 + each->x2) / 2);
            text_format(&words, "\t%s",
                        take_line(setter->arena, each,
                                  fmax(each->x2 - each->x1, least) / setter->caption_em));
            more = more || *each->rest;
        }
        struct format const format = {.style = STYLE_BLANK_CAPTION,
                                      .keep_next = more || setter->format.keep_next,
                                      .tabs = text_string(&tabs)};
        paragraph_begin(writer, &format);
        run_write_text(writer, text_string(&words), RUN_PLAIN);
        paragraph_end(writer);
        text_free(&tabs);
        text_free(&words);
    }
}

static void add_caption(struct setter *setter, struct caption ***tail, const struct run *run,
                        double x1, double x2)
{
    struct caption *caption = ARENA_NEW(setter->arena, struct caption);
    *caption = (struct caption){.rest = run->blank->caption, .x1 = x1, .x2 = x2};
    LIST_APPEND(*tail, caption);
}

/* ---- lines ------------------------------------------------------------------------------- */

/* Where the rule of a place begins in its last line: with what was typed there. */
static double start_of(const struct setter *setter, const struct run *run)
{
    const struct piece *piece = setter->line.first;
    while (piece && piece->run != run)
        piece = piece->next;
    if (!piece)
        return setter->line.x;
    return piece->x + piece->width > setter->width ? 0 : piece->x;
}

static void finish_line(struct setter *setter, const struct run *to_end, const struct run *closing,
                        bool has_caption)
{
    struct caption *captions = NULL;
    struct caption **tail = &captions;
    for (const struct piece *piece = setter->line.first; piece; piece = piece->next)
        if (piece->is_end && is_captioned(piece->run) && !piece->run->blank->lines)
            add_caption(setter, &tail, piece->run, piece->x, piece->x + piece->width);
    if (to_end && has_caption && is_captioned(to_end))
        add_caption(setter, &tail, to_end, start_of(setter, to_end), setter->width);
    write_line(setter, to_end, closing, captions != NULL);
    write_captions(setter, captions);
    go_on(setter);
}

static bool goes_on(const struct piece *last, const struct run *run, const char *text)
{
    return last && last->run == run && !last->has_rule && last->text + last->length == text;
}

/* Puts a word, or what does not part, into the line, or the next one when it does not fit. */
static struct piece *put(struct setter *setter, const struct run *run, const char *text,
                         size_t length, double width, double visible)
{
    struct line *line = &setter->line;
    bool const is_first = !line->first;
    if (is_first)
        line->x = setter->first;
    if (line->x + visible > setter->width && !is_first) {
        if (setter->is_flowing)
            line->x = 0;
        else
            finish_line(setter, NULL, NULL, false);
    }
    if (!goes_on(line->last, run, text)) {
        struct piece *piece = ARENA_NEW(setter->arena, struct piece);
        *piece = (struct piece){.run = run, .text = text, .x = line->x};
        LIST_PUT(line->first, line->last, piece);
    }
    line->last->length += length;
    line->last->width += width;
    line->x += width;
    return line->last;
}

static double width_of(const struct setter *setter, const char *text, size_t length)
{
    double const bold = setter->writer->narrow ? 1.02 : 1; /* some room for other measures */
    return letters_width(arena_strndup(setter->arena, text, length)) * setter->em * bold;
}

static void put_words(struct setter *setter, const struct run *run)
{
    for (const char *at = run->text; *at;) {
        size_t const word = strcspn(at, " ");
        size_t const length = word + strspn(at + word, " ");
        put(setter, run, at, length, width_of(setter, at, length), width_of(setter, at, word));
        at += length;
    }
    if (run->blank && setter->line.last)
        setter->line.last->is_end = true;
}

static void put_run(struct setter *setter, const struct run *run)
{
    bool const is_box = run->blank && !run->blank->lines;
    double const least = is_box ? fmin((double)twips(run->blank->width_mm), setter->width) : 0;
    size_t const typed = run_is_blank(run) ? 0 : strlen(run->text);
    bool const fits =
        is_box && (!typed || (is_captioned(run) && width_of(setter, run->text, typed) < least));
    if (!fits) {
        put_words(setter, run);
        return;
    }
    struct piece *piece = put(setter, run, run->text, typed, least, least);
    piece->has_rule = !setter->is_flowing;
    piece->is_end = true;
}

/* ---- pieces of a paragraph, each up to a rule to the end of its line ------------------------ */

/* «,» behind a rule; the rest of the run begins a line. */
static struct run *take_closing(struct setter *setter, struct run *run)
{
    size_t const length = strchr(".,;:!?)/", *run->text) ? strcspn(run->text, " ") : 0;
    struct run *closing = NULL;
    if (length) {
        closing =
            run_new(setter->arena, arena_strndup(setter->arena, run->text, length), run->flags);
        closing->lang = run->lang;
    }
    run->text += length;
    run->text += strspn(run->text, " ");
    return closing;
}

/* The rules of a place that goes to the end of its line. */
static void put_to_end(struct setter *setter, const struct run *run, const struct run *closing)
{
    double const least = fmin((double)twips(run->blank->width_mm), setter->width);
    int left = 1;
    if (run_is_blank(run))
        left = run->blank->lines;
    else
        put_words(setter, run);
    if (run_is_blank(run) && setter->line.first && setter->line.x + least > setter->width)
        finish_line(setter, NULL, NULL, false);
    for (; left > 0; left--) {
        setter->format.keep_next = left > 1;
        finish_line(setter, run, left > 1 ? NULL : closing, left == 1);
    }
    setter->format.keep_next = false;
}

/* Whether captions stand inside of lines before the next rule to the end of one. */
static bool is_composed(const struct run *run)
{
    for (; run && !(run->blank && run->blank->lines); run = run->next)
        if (is_captioned(run))
            return true;
    return false;
}

void places_write(struct docx_writer *writer, const struct format *format, const struct para *para)
{
    struct typography const *type = &writer->document->type;
    struct setter setter = {.writer = writer, .format = *format, .arena = arena_new()};
    struct run *run = run_copies(setter.arena, para->first);
    bool const keep_next = format->keep_next;
    setter.em = size_of(writer, format->style) * 20;
    setter.caption_em = typography_caption_pt(type) * 20;
    setter.width = (double)(writer->narrow ? writer->narrow : writer->width) -
                   (double)format->indent_left - (double)format->indent_right;
    setter.first = strcmp(format->style, STYLE_TEXT) == 0 ? (double)twips(type->indent_mm) : 0;
    setter.is_flowing = !is_composed(run);
    setter.format.keep_next = keep_next;
    for (; run; run = run->next) {
        if (!run->blank || !run->blank->lines) {
            put_run(&setter, run);
            continue;
        }
        struct run *next = run->next && !run->next->blank ? run->next : NULL;
        const struct run *closing = next ? take_closing(&setter, next) : NULL;
        put_to_end(&setter, run, closing);
        setter.format.keep_next = keep_next;
        setter.is_flowing = !is_composed(run->next);
    }
    if (setter.line.first)
        finish_line(&setter, NULL, NULL, false);
    arena_free(setter.arena);
}
